"""Who is in which of several plans: the rows of a picture, and the same as a table."""

from collections.abc import Sequence

from reports.report import Column, Row, Table
from reports.setting import Setting
from reports.words import count, verb


def row(candidate: str, inside: Sequence[bool], setting: Setting) -> Row:
    """Return in which plans a candidate is."""
    return {
        "candidate": candidate,
        "name": setting.label(candidate),
        "inside": tuple(inside),
        "_label": setting.short(candidate),
        **{f"_in_{place}": here for place, here in enumerate(inside)},
    }


def table(name: str, who: str, rows: Sequence[Row], plans: Sequence[str]) -> Table:
    """Return those rows under the names of the plans; ``who`` heads the candidates."""
    heads = (Column(f"_in_{place}", head, "yes") for place, head in enumerate(plans))
    return Table(name, (Column("name", who), *heads), tuple(rows))


def everywhere(plans: Sequence[frozenset[str]], which: str) -> str:
    """Return how many are in all plans, and therefore not in the picture."""
    shared = len(frozenset.intersection(*plans))
    return f"{count(shared, 'focus area')} that {which} {verb(shared, 'are')} not shown."

"""What members have committed on: their links to the policy areas of their commitments.

Counted are the commitments of plans submitted by the end of 2019, of both databases, those that
were read by hand, and what Open Ownership's table says of commitments to beneficial-ownership
transparency in OGP action plans: the databases tag that area late and sparsely. A local member's
commitments are its own, not those of its country. The databases do not hold every plan, so that no
link does not mean no commitment.
"""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from data.importers.ogp_2020 import commitments, history, plan
from data.importers.ogp_2020.tables import Row, read_rows
from data.tables import COMMITS_ON

OWNERSHIP = "theme:beneficial-ownership"
OWNERSHIP_TABLE = "open_ownership_countries_2020-12-06.csv"
IN_A_PLAN = "Open Government Partnership National Action Plan"
"""What the table says of a country with such a commitment in an OGP action plan."""

Columns = Mapping[str, tuple[str, ...]]
"""Theme → the policy-area columns of a database that belong to it."""


def links(
    early: Iterable[Mapping[str, str]],
    export: Iterable[Mapping[str, str]],
    names: Mapping[str, str],
    columns: tuple[Columns, Columns],
    ownership: Iterable[str] = (),
    more: Sequence[Mapping[str, str]] = plan.MORE_COMMITMENTS,
) -> list[Row]:
    """Return member → theme, for every member with a commitment on it.

    Args:
        early: the database of 2011-2014.
        export: the 2024 export; plans submitted after 2019 do not count.
        names: name that a database uses → candidate id.
        columns: of the early database, and of the export.
        ownership: members with a commitment to beneficial-ownership transparency.
        more: commitments that the databases do not have.
    """
    found = {(member, OWNERSHIP) for member in ownership}
    recent = (row for row in export if row["Year Of Submission"] <= history.LAST_KNOWN)
    for rows, place, themes in (
        (early, "Country", columns[0]),
        (recent, "Country/Locality", columns[1]),
    ):
        for row in rows:
            member = names.get(row[place])
            if member is not None:
                found |= {(member, theme) for theme in _touched(row, themes)}
    for entry in more:
        member = commitments.home(entry)
        found |= {(member, f"theme:{theme}") for theme in entry["themes"].split("|")}
    known = set(names.values())
    return [
        {"candidate": member, "target": theme, "relation": COMMITS_ON}
        for member, theme in sorted(found)
        if member in known
    ]


def with_ownership(raw: Path, by_iso2: Mapping[str, str]) -> list[str]:
    """Return the members with a commitment to ownership transparency in an OGP action plan."""
    return [
        by_iso2[row["iso2"]]
        for row in read_rows(raw / "partners" / OWNERSHIP_TABLE)
        if row["iso2"] in by_iso2 and IN_A_PLAN in row["commitments_html"]
    ]


def _touched(row: Mapping[str, str], themes: Columns) -> set[str]:
    return {
        theme for theme, columns in themes.items() if any(row[column] == "1" for column in columns)
    }

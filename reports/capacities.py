"""What one more unit of each team and fund would buy, and up to where more of it helps."""

from collections.abc import Sequence

from optimizer.why.marginal import Marginal
from reports.columns import COMES_IN, GOES_OUT, RESOURCE
from reports.conditions import ConditionWords
from reports.report import Column, Report, Row, fields, tabled
from reports.setting import Setting
from reports.words import NOTHING, amount, priced, proven

COLUMNS = (
    RESOURCE,
    Column("one", "One more unit"),
    Column("points", "Adds, points", "points"),
    COMES_IN,
    GOES_OUT,
    Column("up_to", "Helps up to", narrow=False),
    Column("adds_then", "Which adds, points", "points", narrow=False),
)


def report(found: Sequence[Marginal], setting: Setting) -> Report:
    """Return what one more unit of teams and funds is worth, the most first."""
    told = setting.conditions
    ordered = sorted(found, key=lambda one: -one.points.found)
    rows = tuple(_row(one, ordered.index(one), told) for one in found)
    said = [marginal_sentence(one, told) for one in ordered]
    return Report(
        id="capacities",
        title="One more unit",
        answer=said[0] if said else "There is no team and no fund.",
        sections=(tabled("capacities", "", COLUMNS, rows, items=(*said[1:],)),),
    )


def _row(one: Marginal, place: int, told: ConditionWords) -> Row:
    enough = one.enough
    return {
        **fields(one, "after", "change"),
        **told.moved(one.change),
        "enough": None if enough is None else fields(enough, "after"),
        "sentence": marginal_sentence(one, told),
        "one": amount(one.amount, one.unit),
        "up_to": None if enough is None else amount(enough.more, one.unit),
        "adds_then": None if enough is None else enough.points,
        "_place": place,
    }


def marginal_sentence(found: Marginal, told: ConditionWords) -> str:
    """Return what one more unit of a capacity is worth, what it buys, and where that ends."""
    unit = "One more staff-week" if found.unit == "staff-week" else "USD 10,000 more"
    said = f"{unit} of {found.label} was found to add nothing ({proven(found.points)})."
    if found.buys:
        said = f"{unit} of {found.label} adds {priced(found.points)}{told.bought(found.change)}."
    enough = found.enough
    if enough is None:
        return said
    if enough.points.found < NOTHING:
        return f"{said} Nor does any other amount ({proven(enough.points)})."
    return (
        f"{said} It helps up to {amount(enough.more, found.unit)} more, which add "
        f"{priced(enough.points)}; nothing was found that more would buy."
    )

"""The chance that support leads to the result, in words: beside the worth, never in a score."""

from collections.abc import Iterator, Sequence

from optimizer.plan import Plan
from optimizer.problem import Area
from optimizer.success import expected
from reports.report import Column, Row
from reports.setting import Setting
from reports.words import percent, points

CHANCE = "Chance of success"
APART = (
    Column(
        "chance", CHANCE, "share", narrow=False,
        help="Chance that support leads to the result, where one is known: no part of the score, "
        "and the plan does not count with it.",
    ),
    Column("chance_range", "That chance lies in", "share_span", narrow=False),
)  # fmt: skip


def told(plan: Plan, setting: Setting) -> Iterator[str]:
    """Yield how far what a plan is worth rests on chances; nothing where it rests on none."""
    found = expected(setting.problem, plan)
    if found is None:
        return
    from_to = percent(found.most)
    if found.least < found.most:
        from_to = f"{percent(found.least)} to {from_to}"
    yield (
        f"Focus areas count with the chance that support leads to the result, {from_to}: "
        f"{points(found.value)} are expected of them, {points(found.low)} if every chance were as "
        f"low as it may be, {points(found.high)} if it were as high."
    )


def about(candidate: str, setting: Setting) -> Iterator[str]:
    """Yield the chance of one candidate."""
    area = setting.problem.by_id[candidate]
    if _has(area):
        taken = _with_range(area.success, area.success_low, area.success_high)
        yield f"The chance that support leads to the result is taken as {taken}."


def beside(candidate: str, setting: Setting) -> Iterator[str]:
    """Yield the chance of one candidate that is told and does not count."""
    found = setting.chances.get(candidate)
    if found is not None:
        taken = _with_range(found.value, found.low, found.high)
        yield (
            f"{_label(candidate, setting)}: {taken}. It is told beside the score, and counts "
            "neither in it nor in the plan."
        )


def _with_range(value: float, low: float, high: float) -> str:
    between = f" ({percent(low)} to {percent(high)})" if low < high else ""
    return f"{percent(value)}{between}"


def _label(candidate: str, setting: Setting) -> str:
    """Return what the chance of a candidate is called."""
    kind = setting.kinds[setting.kind(candidate)]
    if kind.success is None or kind.success.measure is None:
        return CHANCE
    return setting.measure(kind.success.measure)


def apart(rows: Sequence[Row], setting: Setting) -> tuple[tuple[Column, ...], list[Row]]:
    """Return columns of chances that are told and do not count, and rows with them."""
    found = setting.chances
    if not any(row["id"] in found for row in rows):
        return (), list(rows)
    told_ = list[Row]()
    for row in rows:
        one = found.get(row["id"])
        ends = None if one is None else (one.low, one.high)
        beside_ = ""
        if one is not None:
            taken = _with_range(one.value, one.low, one.high)
            beside_ = f"{_label(row['id'], setting)} {taken}, not counted."
        value = None if one is None else one.value
        told_.append({**row, "chance": value, "chance_range": ends, "beside": beside_})
    return APART, told_


def column(setting: Setting) -> tuple[Column, ...]:
    """Return the column of chances, where there are any."""
    told_ = any(map(_has, setting.problem.areas))
    what = "Chance that support leads to the result; no part of the score."
    return (Column("success", CHANCE, "share", help=what),) if told_ else ()


def cell(candidate: str, setting: Setting) -> Row:
    """Return the chance of one candidate as a cell; nothing where it has none."""
    area = setting.problem.by_id[candidate]
    return {"success": area.success} if any(map(_has, setting.problem.areas)) else {}


def _has(area: Area) -> bool:
    return area.success_low < 1.0

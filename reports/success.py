"""The chance that support leads to the result, in words: beside the worth, never in a score."""

from collections.abc import Iterator

from optimizer.plan import Plan
from optimizer.problem import Area
from optimizer.success import expected
from reports.report import Column, Row
from reports.setting import Setting
from reports.words import percent, points


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
        between = ""
        if area.success_low < area.success_high:
            between = f" ({percent(area.success_low)} to {percent(area.success_high)})"
        taken = percent(area.success)
        yield f"The chance that support leads to the result is taken as {taken}{between}."


def column(setting: Setting) -> tuple[Column, ...]:
    """Return the column of chances, where there are any."""
    told_ = any(map(_has, setting.problem.areas))
    what = "Chance that support leads to the result; no part of the score."
    return (Column("success", "Chance of success", "share", help=what),) if told_ else ()


def cell(candidate: str, setting: Setting) -> Row:
    """Return the chance of one candidate as a cell; nothing where it has none."""
    area = setting.problem.by_id[candidate]
    return {"success": area.success} if any(map(_has, setting.problem.areas)) else {}


def _has(area: Area) -> bool:
    return area.success_low < 1.0

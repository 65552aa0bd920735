"""Who goes out of a plan and who comes in, in words and as fields of a row."""

from collections.abc import Iterable

from optimizer.difference import PlanDifference
from reports.conditions import ConditionWords
from reports.report import Row
from reports.words import count, listing


def moved(change: PlanDifference | None, told: ConditionWords) -> Row:
    """Return who enters and who leaves, as ids and as names."""
    entered = () if change is None else change.entered
    left = () if change is None else change.left
    return {
        "entered": entered,
        "left": left,
        "comes_in": tuple(map(told.name, entered)),
        "goes_out": tuple(map(told.name, left)),
    }


def moves(left: Iterable[str], entered: Iterable[str], told: ConditionWords) -> str:
    """Return who goes out and who comes in, as a part of a sentence; blank for nobody."""
    ways = ((tuple(left), "goes out", "go out"), (tuple(entered), "comes in", "come in"))
    parts = [
        f"{listing(map(told.name, ids))} {one if len(ids) == 1 else many}"
        for ids, one, many in ways
        if ids
    ]
    return " and ".join(parts)


def bought(change: PlanDifference | None, told: ConditionWords) -> str:
    """Return who moves, or else whose services change, as a part of a sentence."""
    if change is None:
        return ""
    moving = moves(change.left, change.entered, told)
    if moving or not change.services:
        return moving
    more = sum(len(one.gained) - len(one.lost) for one in change.services)
    areas = listing(map(told.name, sorted({one.id for one in change.services})))
    how = "more" if more > 0 else "fewer"
    what = count(abs(more), f"{how} service") if more else "other services"
    return f"{what} ({areas})"

"""Two plans compared: who entered, left and stayed, and what the change is worth."""

from config.base import Frozen
from optimizer.bounded_value import BoundedValue
from optimizer.plan import Plan


class ServiceChange(Frozen):
    """A focus area of both plans whose services differ."""

    id: str
    period: str
    gained: tuple[str, ...]
    lost: tuple[str, ...]


class PlanDifference(Frozen):
    """What the second plan has that the first has not, and the other way round."""

    entered: tuple[str, ...]
    left: tuple[str, ...]
    stayed: tuple[str, ...]
    services: tuple[ServiceChange, ...]
    """Among those that stayed."""
    gain: BoundedValue
    """What the second plan's problem allows more than the first's; less, where below 0."""


def difference(first: Plan, second: Plan) -> PlanDifference:
    """Return what changes from the first plan to the second.

    Raises:
        ValueError: one of the two has no plan.
    """
    return PlanDifference(
        entered=tuple(sorted(second.ids - first.ids)),
        left=tuple(sorted(first.ids - second.ids)),
        stayed=tuple(sorted(first.ids & second.ids)),
        services=_service_changes(first, second),
        gain=BoundedValue.gain(first, second),
    )


def _service_changes(first: Plan, second: Plan) -> tuple[ServiceChange, ...]:
    before = {(line.id, line.period): line.services for line in first.focus}
    changes = []
    for line in sorted(second.focus, key=lambda line: (line.period, line.id)):
        had = before.get((line.id, line.period))
        if had is None or had == line.services:
            continue
        changes.append(
            ServiceChange(
                id=line.id,
                period=line.period,
                gained=tuple(name for name in line.services if name not in had),
                lost=tuple(name for name in had if name not in line.services),
            )
        )
    return tuple(changes)

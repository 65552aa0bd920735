"""Two plans compared: who entered, left and stayed, and what the change is worth."""

from config.base import Frozen
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
    points: float
    """Value of the second plan less that of the first."""
    points_low: float
    """The least that the best plans can differ by, given both proofs."""
    points_high: float
    """The most that the best plans can differ by, given both proofs."""

    @property
    def certain(self) -> bool:
        """Whether the sign of the change is proven."""
        return self.points_low > 0 or self.points_high < 0


def difference(first: Plan, second: Plan) -> PlanDifference:
    """Return what changes from the first plan to the second.

    A plan's value is proven to lie at most its bound below the best possible, so the best values
    differ by between ``second.value − first.bound`` and ``second.bound − first.value`` points.

    Raises:
        ValueError: one of the two has no plan.
    """
    if first.value is None or second.value is None:
        msg = "both must have a plan to be compared"
        raise ValueError(msg)
    first_bound = first.value if first.bound is None else first.bound
    second_bound = second.value if second.bound is None else second.bound
    return PlanDifference(
        entered=tuple(sorted(second.ids - first.ids)),
        left=tuple(sorted(first.ids - second.ids)),
        stayed=tuple(sorted(first.ids & second.ids)),
        services=_service_changes(first, second),
        points=second.value - first.value,
        points_low=second.value - first_bound,
        points_high=second_bound - first.value,
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

"""What is more or less money, staff time or room for another kind worth?"""

import itertools
from collections.abc import Callable, Iterable, Sequence
from typing import Annotated, ClassVar

from pydantic import Field

from config.base import Frozen
from optimizer.frontier import POINTS, By, Frontier, FrontierPoint, frontier
from questions.about import AboutPlan
from questions.asking import Asking


class FrontierQuestion(AboutPlan[Frontier]):
    """The plans that no other is better than in both: worth, and what it uses."""

    name: ClassVar[str] = "frontier"

    by: By = "money"
    """A resource, or two kinds: what the first earns against what the second earns."""
    points: Annotated[int, Field(ge=1)] = POINTS
    """About how many."""

    def work(self, asking: Asking[Frontier]) -> Frontier:
        """Walk the frontier, from all there is to less and less."""

        def told(line: Frontier) -> None:
            asking.show(line)
            asking.progress(min(len(line.points), self.points), self.points, "points")

        plan = self.known_plan(asking)
        asking.progress(0, self.points, "points")
        return frontier(
            asking.problem(self.scenario),
            plan,
            self.by,
            points=self.points,
            effort=self.side,
            stop=asking.stop,
            progress=told,
        )


class Band(Frozen):
    """What is possible on a stretch of levels."""

    start: float
    end: float
    found: float
    """Worth of the best plan found within the level."""
    most: float
    """Nothing is worth more there, proven."""


def bands(line: Frontier, end: float | None = None) -> tuple[Band, ...]:
    """Return what is found, and proven to be the most, on every stretch of levels.

    Within a level the best plan found is the one of the greatest point that it allows; nothing
    exceeds the bound of the first point whose limit allows it. (Of two kinds: what is asked of the
    second, so that the sides are exchanged.)

    Args:
        line: the frontier.
        end: where the last stretch ends, if beyond the last point.
    """
    of_kinds = isinstance(line.by, tuple)
    ends: Iterable[float] = [] if end is None or of_kinds else [end]
    corners = sorted({at for p in line.points for at in (p.used, p.limit)} | set(ends))
    value, bound = _of_kinds(line.points) if of_kinds else _of_resource(line.points)
    found = []
    for start, stop in itertools.pairwise(corners):
        middle = (start + stop) / 2
        least, most = value(middle), bound(middle)
        if least is not None and most is not None and stop > start:
            found.append(Band(start=start, end=stop, found=least, most=max(least, most)))
    return tuple(found)


Level = Callable[[float], float | None]


def _of_resource(points: Sequence[FrontierPoint]) -> tuple[Level, Level]:
    def value(level: float) -> float | None:
        return max((p.value for p in points if p.used <= level), default=None)

    def bound(level: float) -> float | None:
        over = [p.bound for p in points if p.limit >= level]
        return min(over, default=max((p.bound for p in points), default=None))

    return value, bound


def _of_kinds(points: Sequence[FrontierPoint]) -> tuple[Level, Level]:
    def value(level: float) -> float | None:
        return max((p.value for p in points if p.used >= level), default=None)

    def bound(level: float) -> float | None:
        return min((p.bound for p in points if p.limit <= level), default=None)

    return value, bound

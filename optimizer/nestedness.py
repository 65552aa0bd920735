"""Who is in where along a frontier, and who drops out although they were in at less.

The best plans at growing budgets are not nested: what two candidates need together may displace a
third, which comes back once there is enough for all. A candidate's *path* is whether it is in at
each point of the frontier; it breaks where the candidate is out after having been in.

What is told is what the plans found show. Between two points, and where plans are nearly as good as
each other, it may be otherwise.
"""

from collections.abc import Sequence

from config.base import Frozen
from optimizer.frontier import FrontierPoint

Run = tuple[int, int]
"""First and last point of a stretch."""


class Path(Frozen):
    """Where along a frontier one candidate is in."""

    candidate: str
    inside: tuple[bool, ...]
    """At each point, from the least used to the most."""

    @property
    def first(self) -> int:
        """The first point at which it is in."""
        return self.inside.index(True)

    @property
    def breaks(self) -> bool:
        """Whether it is out at a point after one at which it is in."""
        return not all(self.inside[self.first :])

    @property
    def comes_back(self) -> bool:
        """Whether it is in again after a break."""
        return len([run for run in self.runs if self.inside[run[0]]]) > 1

    @property
    def runs(self) -> tuple[Run, ...]:
        """Stretches of neighbouring points at which it is in, or out, in order."""
        found: list[Run] = []
        for place, here in enumerate(self.inside):
            if found and self.inside[place - 1] == here:
                found[-1] = (found[-1][0], place)
            else:
                found.append((place, place))
        return tuple(found)


def paths(points: Sequence[FrontierPoint]) -> tuple[Path, ...]:
    """Return the path of everybody who is in at some point: who is in at the least comes first."""
    everybody = sorted(frozenset[str]().union(*(point.plan.ids for point in points)))
    found = [
        Path(candidate=one, inside=tuple(one in point.plan.ids for point in points))
        for one in everybody
    ]
    return tuple(sorted(found, key=lambda path: (path.first, path.breaks, path.candidate)))


def moving(points: Sequence[FrontierPoint]) -> tuple[Path, ...]:
    """Return the paths of those who are not in everywhere."""
    return tuple(path for path in paths(points) if not all(path.inside))

r"""What changed since the last round, and why: every change put down to its causes.

Between two rounds n causes differ (:mod:`optimizer.rounds`). For every set S of them there is a
problem that takes S from the later round and the rest from the earlier; let f(S) be what its best
plan says: its value in points, or 1 where a candidate is in it, else 0. A cause c is put down for

.. math:: φ_c = \sum_{S \not\ni c} \frac{|S|!\,(n - |S| - 1)!}{n!} \bigl( f(S ∪ c) - f(S) \bigr),

the mean of what it changes over all orders in which the causes could have come (Shapley 1953, *A
value for n-person games*, Contributions to the Theory of Games II). The φ_c add up to the whole
change, without a remainder: to the points gained, and to +1 for who enters, −1 for who leaves.

All 2^n problems are solved. A plan is the best one *found*, within the gap asked; points are
therefore also told as an interval that is proven. To put down to a cause only what it really
changes, every search starts from the plans of the problems that differ in one cause, and keeps
theirs if it is good enough; what is found later is given back to those searched before.
"""

import itertools
import math
from collections.abc import Callable, Mapping, Sequence

from config.base import Frozen
from optimizer.audit import broken, worth
from optimizer.bounded_value import BoundedValue
from optimizer.plan import Plan
from optimizer.problem import Problem
from optimizer.rounds import Cause, Rounds
from optimizer.search.best_plan import at_least, best_plan
from optimizer.search.effort import Effort
from optimizer.stop import Stop

ATTRIBUTION = Effort(gap=0.01)
"""How long each plan is searched for."""

Mix = frozenset[Cause]
"""The causes taken from the later round."""


class CausePoints(Frozen):
    """What a cause changed in the value of the best plan."""

    cause: Cause
    points: float
    """Of the plans found."""
    low: float
    high: float
    """Of the best plans, proven to lie between."""


class Move(Frozen):
    """A candidate that entered or left, and why."""

    id: str
    entered: bool
    shares: Mapping[Cause, float]
    """Cause → share of the move; they add up to 1. A share below 0 spoke against it."""

    @property
    def main(self) -> tuple[Cause, ...]:
        """The fewest causes that make up three quarters of the move, the largest first."""
        largest = sorted(
            self.shares, key=lambda cause: (-self.shares[cause], list(Cause).index(cause))
        )
        found: list[Cause] = []
        for cause in largest:
            if sum(self.shares[one] for one in found) >= 0.75:
                break
            found.append(cause)
        return tuple(found)


class Attribution(Frozen):
    """How the plan changed from one round to the next, and why."""

    before: Plan
    after: Plan
    causes: tuple[CausePoints, ...]
    """Those that differ between the rounds."""
    moves: tuple[Move, ...]
    """Who entered, then who left; by id."""
    stayed: tuple[str, ...]
    plans: int
    """Plans made, 2 to the number of causes."""


class NoPlanBetweenError(Exception):
    """Some mix of the two rounds has no plan, so that changes cannot be put down to causes."""

    def __init__(self, mix: Mix, *, proven: bool) -> None:
        super().__init__(f"no plan with {sorted(mix)} of the later round")
        self.mix = mix
        self.proven = proven
        """Whether no plan meets all conditions; else none was found."""


def attribute(
    rounds: Rounds,
    *,
    effort: Effort = ATTRIBUTION,
    known: Mapping[Mix, Plan] | None = None,
    stop: Stop | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Attribution | None:
    """Return what changed and why; None when stopped before all plans were made.

    Args:
        rounds: the earlier and the later one.
        effort: how long each plan is searched for, and when it is good enough.
        known: plans that are there already, each by the causes taken from the later round.
        stop: ends the work early when thrown.
        progress: told how many plans are made, and of how many.

    Raises:
        InputError: the rounds do not fit together.
        NoPlanBetweenError: some mix of the two has no plan.
    """
    causes = rounds.causes
    mixes = [frozenset(some) for size in range(len(causes) + 1)
             for some in itertools.combinations(causes, size)]  # fmt: skip
    problems: dict[Mix, Problem] = {}
    plans: dict[Mix, Plan] = {}
    for mix in mixes:
        problems[mix] = rounds.problem(mix)
        given = {**(known or {}), **plans}
        neighbours = [plan for other, plan in given.items() if len(mix ^ other) == 1]
        plan = given.get(mix) or _search(problems[mix], neighbours, effort, stop)
        if stop is not None and stop.thrown:
            return None
        if not plan.found:
            raise NoPlanBetweenError(mix, proven=plan.status == "infeasible")
        plans[mix] = plan
        if progress is not None:
            progress(len(plans), len(mixes))
    return _put_down(causes, _each_with_the_best_known(problems, plans))


def shapley(causes: Sequence[Cause], change: Callable[[Mix, Mix], float]) -> dict[Cause, float]:
    """Return what each cause is put down for.

    Args:
        causes: the n causes.
        change: for S and S with one cause more, what that changes.
    """
    count = len(causes)
    found = dict.fromkeys(causes, 0.0)
    for cause in causes:
        others = [one for one in causes if one is not cause]
        for size in range(count):
            weight = math.factorial(size) * math.factorial(count - size - 1)
            for some in itertools.combinations(others, size):
                without = frozenset(some)
                found[cause] += weight * change(without, without | {cause})
        found[cause] /= math.factorial(count)
    return found


def _search(
    problem: Problem, neighbours: Sequence[Plan], effort: Effort, stop: Stop | None
) -> Plan:
    """Return a plan within the gap: the best that neighbours have, if it is good enough."""
    known = [
        (worth(problem, plan.decisions).total, -place, plan.decisions)
        for place, plan in enumerate(neighbours)
        if not broken(problem, plan.decisions)
    ]
    if not known:
        return best_plan(problem, effort, starts=[one.decisions for one in neighbours], stop=stop)
    _, _, decisions = max(known, key=lambda one: one[:2])
    return best_plan(problem, effort, starts=(decisions,), stop=stop)


def _each_with_the_best_known(
    problems: Mapping[Mix, Problem], plans: Mapping[Mix, Plan]
) -> dict[Mix, Plan]:
    """Return the plans, each replaced by a better one of a problem that differs in one cause."""
    best, changed = dict(plans), True
    while changed:
        changed = False
        for mix, plan in best.items():
            problem = problems[mix]
            better = plan
            for other, near in best.items():
                if len(mix ^ other) == 1:
                    better = at_least(problem, better, near.decisions)
            if better is not plan:
                best[mix], changed = better, True
    return best


def _put_down(causes: Sequence[Cause], plans: Mapping[Mix, Plan]) -> Attribution:
    before, after = plans[frozenset()], plans[frozenset(causes)]

    def gain(less: Mix, more: Mix) -> BoundedValue:
        return BoundedValue.gain(plans[less], plans[more])

    found = shapley(causes, lambda less, more: gain(less, more).found)
    least = shapley(causes, lambda less, more: gain(less, more).low)
    most = shapley(causes, lambda less, more: gain(less, more).high)
    return Attribution(
        before=before,
        after=after,
        causes=tuple(
            CausePoints(cause=cause, points=found[cause], low=least[cause], high=most[cause])
            for cause in causes
        ),
        moves=(
            *(_move(name, True, causes, plans) for name in sorted(after.ids - before.ids)),
            *(_move(name, False, causes, plans) for name in sorted(before.ids - after.ids)),
        ),
        stayed=tuple(sorted(before.ids & after.ids)),
        plans=len(plans),
    )


def _move(name: str, entered: bool, causes: Sequence[Cause], plans: Mapping[Mix, Plan]) -> Move:
    sign = 1 if entered else -1

    def change(less: Mix, more: Mix) -> float:
        return sign * float((name in plans[more].ids) - (name in plans[less].ids))

    return Move(id=name, entered=entered, shares=shapley(causes, change))

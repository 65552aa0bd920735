"""What lies between the best values of two problems, for every answer that tells such a figure.

Oracle: every plan of small random problems tried one by one (:mod:`tests.optimizer.brute_force`).
Searches are as short as they can be, so that intervals are wide; each must still hold the truth.
"""

import itertools
from collections.abc import Iterator, Sequence
from math import inf

import numpy as np
import pytest

from optimizer.alternatives import alternatives, favouring
from optimizer.attribution import attribute, shapley
from optimizer.bounded_value import BoundedValue
from optimizer.conditions import priced_conditions
from optimizer.difference import difference
from optimizer.plan import Plan
from optimizer.problem import Problem
from optimizer.search.best_plan import best_plan
from optimizer.search.effort import LEAST, Effort
from optimizer.why.conditions import added_conditions, condition_costs
from optimizer.why.marginal import marginals, with_more
from optimizer.why.overruling import forced, overruling
from tests.optimizer.brute_force import BruteForce, Focus
from tests.optimizer.factories import Size, random_problem
from tests.optimizer.solved import solve
from tests.optimizer.test_attribution import changed

ROUGH = Effort(gap=0.5, nodes=0)
"""The shortest search there is."""
SLACK = 2e-5
"""Points: brute force counts to a millionth, two plans within 1e-5 points are equally good."""
SIZES = (Size(areas=4), Size(areas=3, periods=2), Size(areas=5, weeks=12))


def made(value: float | None, bound: float | None) -> Plan:
    return Plan(status="feasible", value=value, bound=bound, gap=None, seconds=0.0, solver="hand")


def truth(problem: Problem) -> float | None:
    best = BruteForce(problem).best()
    return None if best is None else best.value


def holds(found: BoundedValue, true: float) -> bool:
    """Say whether the proven interval holds the truth, and what was found lies in it."""
    return found.low - SLACK <= true <= found.high + SLACK and (
        found.low - SLACK <= found.found <= found.high + SLACK
    )


def posed(first: int, count: int = 24) -> Iterator[tuple[int, Problem, Plan, float]]:
    """Yield random problems that have a plan: the seed, a rough plan, and the best value."""
    for seed in range(first, first + count):
        problem = random_problem(np.random.default_rng(seed), SIZES[seed % len(SIZES)])
        best = truth(problem)
        plan = best_plan(problem, LEAST)
        if best is not None and plan.found:
            yield seed, problem, plan, best


def test_gain_and_loss_by_hand() -> None:
    """V lies between 50 and 60, V′ between 100 and 101: V′ − V is 40 to 51, the loss −51 to −40."""
    before, after = made(50, 60), made(100, 101)
    gain, loss = BoundedValue.gain(before, after), BoundedValue.loss(before, after)
    assert (gain.found, gain.low, gain.high) == (50, 40, 51)
    assert (loss.found, loss.low, loss.high) == (-50, -51, -40)
    assert loss.turned == gain
    assert gain.certain
    assert loss.certain
    assert not gain.exact


def test_what_allows_more_is_never_worth_less() -> None:
    """The wider problem was searched worse: 50 of at most 60, where the narrower one has 55."""
    found = BoundedValue.between(made(55, 58), made(50, 60))
    assert (found.found, found.low, found.high) == (0, 0, 5)


def test_regret_by_hand_and_the_largest_of_several() -> None:
    """A plan worth 40, the best found 50, none above 60: it loses 10 for certain, 20 at most."""
    one, other = BoundedValue.regret(40, 50, 60), BoundedValue.regret(48, 49, 90)
    assert (one.found, one.low, one.high) == (10, 10, 20)
    assert BoundedValue.largest((one, other)) == BoundedValue(found=10, low=10, high=42)
    assert BoundedValue.largest(()) is None


def test_where_no_bound_is_known_nothing_is_proven() -> None:
    found = BoundedValue.gain(made(50, None), made(60, 60))
    assert (found.found, found.low, found.high) == (10, -inf, 10)
    assert not found.certain


def test_without_a_plan_there_is_nothing_to_compare() -> None:
    with pytest.raises(ValueError, match="both must have a plan"):
        BoundedValue.gain(made(None, None), made(60, 60))


def test_the_gain_between_two_problems() -> None:
    """Two problems that have nothing to do with each other, either way round."""
    found = list(posed(5000))
    for (seed, _, plan, best), (_, _, other, best_other) in itertools.pairwise(found):
        assert holds(difference(plan, other).gain, best_other - best), seed
        assert holds(BoundedValue.loss(plan, other), best - best_other), seed


def test_the_price_of_overruling_with_and_without_a_lock() -> None:
    locked = 0
    for seed, problem, plan, best in posed(5100, 40):
        for area in problem.areas[:3]:
            found = overruling(problem, plan, area.id, ROUGH)
            other = truth(forced(problem, area.id, found.forced))
            if found.points is not None and other is not None:
                assert holds(found.points, best - other), (seed, area.id)
                locked += area.id in problem.must | problem.must_not
    assert locked >= 5


class Narrowed(BruteForce):
    """Every plan far from others, with enough of the favoured."""

    far: Sequence[Plan] = ()
    apart = 0
    favoured: frozenset[str] = frozenset()
    least = 0

    def sequences(self) -> Iterator[tuple[Focus, ...]]:
        names = [period.id for period in self.problem.periods]
        for sets in super().sequences():
            focus = {(x, name) for one, name in zip(sets, names, strict=True) for x in one}
            away = all(len(focus ^ plan.decisions.focus) >= self.apart for plan in self.far)
            if away and sum(x in self.favoured for x, _ in focus) >= self.least:
                yield sets


def test_what_the_next_best_plans_give_up() -> None:
    for seed, problem, plan, best in posed(5200):
        brute = Narrowed(problem)
        brute.far, brute.apart = [plan], 2
        for one in alternatives(problem, plan, number=2, differ=2, effort=ROUGH):
            other = brute.best()
            assert other is not None
            assert holds(one.gives_up, best - other.value), seed
            brute.far = [*brute.far, one.plan]


def test_what_favouring_a_kind_gives_up() -> None:
    for seed, problem, plan, best in posed(5300):
        kind = problem.areas[0].kind
        brute = Narrowed(problem)
        brute.favoured = frozenset(one.id for one in problem.areas if one.kind == kind)
        found = favouring(problem, plan, brute.favoured, share=0.3, effort=ROUGH)
        if found is not None:
            brute.least = found.count
            other = brute.best()
            assert other is not None
            assert holds(found.gives_up, best - other.value), seed


def test_what_one_more_unit_is_worth() -> None:
    for seed, problem, plan, best in posed(5400, 12):
        for found in marginals(problem, plan, effort=ROUGH):
            more = truth(with_more(problem, found.resource, found.amount))
            assert more is not None
            assert holds(found.points, more - best), (seed, found.resource)
            if found.enough is not None:
                any_amount = truth(with_more(problem, found.resource, 1e6))
                assert any_amount is not None
                assert holds(found.enough.points, any_amount - best), (seed, found.resource)


def test_what_conditions_cost_each_and_one_by_one() -> None:
    for seed, problem, plan, best in posed(5500, 15):
        order = priced_conditions(problem)
        for condition, one in zip(order, condition_costs(problem, plan, effort=ROUGH), strict=True):
            without = truth(condition.without(problem))
            assert without is not None
            assert holds(one.points, without - best), (seed, one.condition)
        wider, values = problem, [best]
        for condition in reversed(order):
            wider = condition.without(wider)
            value = truth(wider)
            assert value is not None
            values.insert(0, value)
        steps = added_conditions(problem, plan, effort=ROUGH)
        for step, (more, less) in zip(steps[1:], itertools.pairwise(values), strict=True):
            assert step.points is not None
            assert holds(step.points, more - less), (seed, step.condition)


@pytest.mark.parametrize("seed", range(4))
def test_what_a_cause_changed(seed: int) -> None:
    rounds = changed(seed)
    best = {
        frozenset(some): truth(rounds.problem(frozenset(some))) or 0.0
        for size in range(len(rounds.causes) + 1)
        for some in itertools.combinations(rounds.causes, size)
    }
    true = shapley(rounds.causes, lambda less, more: best[more] - best[less])
    found = attribute(rounds, effort=ROUGH)
    assert found is not None
    for one in found.causes:
        assert holds(BoundedValue(found=one.points, low=one.low, high=one.high), true[one.cause])


def test_a_search_from_a_known_plan_is_never_worth_less() -> None:
    """The best plan of all, given to the shortest search: nothing less comes out."""
    for seed, problem, _, best in posed(5600):
        known = solve(problem)
        found = best_plan(problem, ROUGH, starts=(known.decisions,))
        assert found.value == pytest.approx(best, abs=SLACK), seed


@pytest.mark.parametrize(
    ("found", "low", "high", "told"),
    [
        (5.6, 1.0, 9.0, 5.6),  # eight points wide, less than twice the figure
        (0.5, 0.0, 8.0, None),  # sixteen times the figure
        (0.0, 0.0, 0.0, 0.0),  # proven
        (0.0, 0.0, 3.0, None),
        (-4.0, -6.0, -1.0, -4.0),
        (3.0, 0.0, float("inf"), None),
    ],
)
def test_a_figure_is_told_where_enough_is_proven_of_it(
    found: float, low: float, high: float, told: float | None
) -> None:
    assert BoundedValue(found=found, low=low, high=high).estimate == told

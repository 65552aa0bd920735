"""Whether a plan meets some of the conditions. Oracle: every plan without the others."""

import numpy as np
import pytest

from optimizer.conditions import CapacityCondition, Lock
from optimizer.feasibility import Feasibility
from optimizer.problem import Problem, RuleTerm
from optimizer.stop import Stop
from tests.optimizer.brute_force import BruteForce
from tests.optimizer.factories import Size, random_problem
from tests.optimizer.problems import area, fund, option, problem, teams

SIZES = (Size(areas=3, locks=0.3), Size(areas=3, periods=2, weeks=6, usd=20))


def test_conditions_let_go_are_as_if_they_had_never_been() -> None:
    """One model, six random subsets each of 60 problems: as without them, written anew."""
    impossible = 0
    for seed in range(60):
        rng = np.random.default_rng(seed)
        example = random_problem(rng, SIZES[seed % 2])
        model = Feasibility(example)
        for _ in range(6):
            kept = frozenset(one for one in model.conditions if rng.random() < 0.7)
            wider = example
            for one in model.conditions:
                if one not in kept:
                    wider = one.without(wider)
            expected = BruteForce(wider).best() is not None
            assert model.possible(kept) == expected, seed
            impossible += not expected
    assert impossible >= 20


def two_weeks_each() -> Problem:
    """Return A and B, which must be in for two half-years; each takes 2 weeks and USD 10,000."""
    return problem(
        *(area(name, 50, option(usd=10_000, europe=2)) for name in "AB"),
        periods="H1 H2",
        teams=teams(europe=3),
        funds=(fund("core", 5_000, "A", "B"),),
        must={"A", "B"},
    )


def test_the_least_extra_by_hand() -> None:
    """Per period 1 week more than 3, and USD 15,000 more than 5,000."""
    model = Feasibility(two_weeks_each())
    europe, core = (one for one in model.conditions if isinstance(one, CapacityCondition))
    every = frozenset(model.conditions)
    assert model.least_extra(europe, every - {europe}) is None
    free = every - {europe, core}
    for capacity, amount in ((europe, 1), (core, 15_000)):
        extra = model.least_extra(capacity, free)
        assert extra is not None
        assert extra.exact
        assert extra.amount == pytest.approx(amount)
    assert model.least_extra(core, every - {core}, more=[(europe, 0.5)]) is None
    extra = model.least_extra(core, every - {core}, more=[(europe, 1.0)])
    assert extra is not None
    assert extra.amount == pytest.approx(15_000)
    assert model.possible(free) is True
    assert model.possible(every) is False


def test_what_is_stopped_is_not_known() -> None:
    stop = Stop()
    stop.throw()
    model = Feasibility(two_weeks_each(), stop)
    every = frozenset(model.conditions)
    assert model.possible(every) is None
    europe = CapacityCondition(resource="europe", unit="staff-weeks")
    assert model.least_extra(europe, every - {europe}) is None


def test_a_problem_of_nobody() -> None:
    """A rule asks for one of nobody: there is no column that could meet it."""
    nobody = problem(rules=(RuleTerm(rule="one", members=(), low=1, hard=True),))
    model = Feasibility(nobody)
    assert model.possible(frozenset(model.conditions)) is False
    assert model.possible(frozenset()) is True


def test_what_was_found_once_is_not_looked_for_again() -> None:
    """The plan of both locks meets each of them; without time limits nothing is solved again."""
    stop = Stop()
    model = Feasibility(two_weeks_each(), stop)
    locks = frozenset(one for one in model.conditions if isinstance(one, Lock))
    assert model.possible(locks) is True
    stop.throw()
    for lock in locks:
        assert model.possible({lock}) is True

"""No answer is worse than what is already known, even with the least effort there is.

Whoever loosens a condition, raises a rating or adds a week keeps the plan in hand: it still holds,
and is worth as much or more. Oracle: that plan, added up anew under the new conditions; for prices
also every plan of the problem, tried one by one.
"""

from collections.abc import Callable

import numpy as np
import pytest

from optimizer.audit import broken, worth
from optimizer.problem import Problem
from optimizer.search import model as model_module
from optimizer.search.best_plan import best_plan
from optimizer.search.effort import LEAST
from optimizer.search.find_plan import find_plan
from optimizer.why.marginal import marginals
from optimizer.why.overruling import forced, overruling
from tests.optimizer.brute_force import BruteForce
from tests.optimizer.factories import Size, random_problem

SEEDS = range(6000, 6030)
SIZE = Size(areas=14, services=3, weeks=30, usd=150, rules=3)
SMALL = Size(areas=5, services=2, rules=2)


@pytest.fixture(autouse=True)
def _large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Search every model step by step, as if it were large."""
    monkeypatch.setattr(model_module, "FEW", 0)


def more_weeks(problem: Problem) -> Problem:
    first, *others = problem.teams
    return problem.but(teams=(first.but(weeks=first.weeks + 1.0), *others))


def more_money(problem: Problem) -> Problem:
    return problem.but(funds=tuple(fund.but(usd=fund.usd + 10.0) for fund in problem.funds))


def fewer_rules(problem: Problem) -> Problem:
    return problem.but(rules=problem.rules[1:])


def no_locks(problem: Problem) -> Problem:
    return problem.but(must=frozenset(), must_not=frozenset())


def cheaper_drops(problem: Problem) -> Problem:
    return problem.but(areas=tuple(area.but(drop_price=0.0) for area in problem.areas))


def higher_rating(problem: Problem) -> Problem:
    """Raise whoever is worth most, so that it matters."""
    best = max(problem.areas, key=lambda area: (area.potential * area.worth, area.id))
    raised = best.but(potential=min(1.0, best.potential + 0.2))
    return problem.but(areas=tuple(raised if area is best else area for area in problem.areas))


def partners_lead_more(problem: Problem) -> Problem:
    more = {partner: number + 1 for partner, number in problem.partner_capacity.items()}
    return problem.but(partner_capacity=more)


LOOSER = (
    more_weeks,
    more_money,
    fewer_rules,
    no_locks,
    cheaper_drops,
    higher_rating,
    partners_lead_more,
)


@pytest.mark.parametrize("loosened", LOOSER)
def test_what_is_looser_is_never_a_loss(loosened: Callable[[Problem], Problem]) -> None:
    looked = 0
    for seed in SEEDS:
        problem = random_problem(np.random.default_rng(seed), SIZE)
        plan = best_plan(problem, LEAST)
        if plan.value is None:
            continue
        looser = loosened(problem)
        assert not broken(looser, plan.decisions)
        known = worth(looser, plan.decisions).total
        assert known >= plan.value - 1e-9
        for tolerance in (0.0, 0.02):
            found = find_plan(
                looser,
                LEAST,
                starts=(plan.decisions,),
                compared_with=plan.decisions,
                tolerance=tolerance,
            )
            assert found.value is not None
            assert found.value >= known - 1e-5 - tolerance * abs(found.value), seed
            assert found.value >= plan.value - 1e-5, seed
        looked += 1
    assert looked > 15


def test_one_more_unit_never_costs() -> None:
    for seed in SEEDS[:8]:
        problem = random_problem(np.random.default_rng(seed), SIZE)
        plan = best_plan(problem, LEAST)
        if plan.value is None:
            continue
        for found in marginals(problem, plan, far=False, effort=LEAST):
            assert found.after.value is not None
            assert found.after.value >= plan.value - 1e-5, (seed, found.resource)
            assert found.points.low >= 0


def test_a_price_is_never_negative_and_holds() -> None:
    """With the least effort; one swap is looked at in the tests of the steps."""
    looked = 0
    for seed in SEEDS:
        problem = random_problem(np.random.default_rng(seed), SMALL)
        best = BruteForce(problem).best()
        if best is None:
            continue
        plan = find_plan(problem, LEAST.but(gap=0.0, nodes=None))
        assert plan.value == pytest.approx(best.value, abs=1e-5)
        for area in problem.areas:
            if area.id in problem.must | problem.must_not:
                continue
            found = overruling(problem, plan, area.id, LEAST)
            truth = BruteForce(forced(problem, area.id, found.forced)).best()
            if truth is None or found.points is None:
                assert truth is None or found.status == "unknown"
                continue
            looked += 1
            assert found.points.found >= 0
            assert found.points.low - 1e-5 <= best.value - truth.value <= found.points.high + 1e-5
    assert looked > 40

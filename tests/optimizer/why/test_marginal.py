"""The worth of one more unit against brute force, and where more stops helping by hand."""

import numpy as np
import pytest

from optimizer.search.effort import EXACT, Effort
from optimizer.why.marginal import marginals, with_more
from tests.optimizer.brute_force import BruteForce
from tests.optimizer.factories import Size, random_problem
from tests.optimizer.solved import solve
from tests.optimizer.why.test_overruling import example


@pytest.mark.parametrize("chunk", range(2))
def test_worth_of_a_unit_is_that_of_the_best_of_all_plans(chunk: int) -> None:
    """Every team and fund of forty small problems; more than enough is worth as much as any."""
    bought = both = 0
    for seed in range(chunk * 20, chunk * 20 + 20):
        problem = random_problem(np.random.default_rng(seed), Size(areas=4))
        best = BruteForce(problem).best()
        if best is None:
            continue
        for found in marginals(problem, solve(problem), effort=EXACT):
            more = BruteForce(with_more(problem, found.resource, found.amount)).best()
            assert more is not None
            assert found.points.exact
            assert found.points.found == pytest.approx(more.value - best.value, abs=1e-5), seed
            bought += found.buys
            assert found.enough is not None
            assert found.enough.points.found >= found.points.found - 1e-5
            if found.resource not in ("europe", "fund0"):
                continue
            everything, little = {"europe": (99, 0.01), "fund0": (10_000_000, 1)}[found.resource]
            all_of_it = BruteForce(with_more(problem, found.resource, everything)).best()
            assert all_of_it is not None
            gain = all_of_it.value - best.value
            assert found.enough.points.found == pytest.approx(gain, abs=1e-5), seed
            enough = BruteForce(with_more(problem, found.resource, found.enough.more)).best()
            assert enough is not None
            assert enough.value == pytest.approx(all_of_it.value, abs=1e-5), seed
            if found.enough.more > little:
                less = with_more(problem, found.resource, found.enough.more - little)
                short = BruteForce(less).best()
                both += found.resource == "fund0"
                assert short is not None
                assert short.value < all_of_it.value - 1e-5, seed
    assert bought >= 1
    assert both >= 1


def test_a_unit_that_buys_nothing_and_three_that_buy_a_focus_area() -> None:
    """6 weeks hold a and b; c takes 3 more. One week buys nothing, and 3 are all that helps."""
    problem = example()
    (core,) = marginals(problem, solve(problem), effort=EXACT)
    assert (core.resource, core.unit, core.buys) == ("core", "staff-week", False)
    assert core.points.high == pytest.approx(0, abs=1e-4)
    assert core.shadow == pytest.approx(10)
    assert core.enough is not None
    assert core.enough.more == pytest.approx(3)
    assert core.enough.points.found == pytest.approx(30)


def test_a_week_that_completes_a_focus_area() -> None:
    """Of 8 weeks 2 are left over; one more lets c in, worth 30."""
    problem = example()
    problem = problem.but(teams=(problem.teams[0].but(weeks=8.0),))
    (core,) = marginals(problem, solve(problem), effort=EXACT)
    assert core.points.found == pytest.approx(30)
    assert core.change is not None
    assert core.change.entered == ("c",)


def test_a_rough_search_proves_an_interval_that_holds_the_worth() -> None:
    for seed in range(200, 212):
        problem = random_problem(np.random.default_rng(seed), Size(areas=14, weeks=30, usd=150))
        plan = solve(problem)
        if not plan.found:
            continue
        rough = marginals(problem, plan, ("africa",), far=False, effort=Effort(gap=0.5))
        for found in rough:
            more = solve(with_more(problem, "africa", found.amount)).value
            true = (more or 0.0) - (plan.value or 0.0)
            assert found.points.low - 1e-6 <= true <= found.points.high + 1e-6, seed


def test_unknown_resource() -> None:
    problem = example()
    with pytest.raises(KeyError):
        list(marginals(problem, solve(problem), ("nobody",)))

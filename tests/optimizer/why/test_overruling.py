"""The price of overruling against brute force: every plan of small random problems."""

import numpy as np
import pytest

from optimizer.conditions import CapacityCondition, Gate, moved_conditions
from optimizer.plan import Conflict
from optimizer.problem import Problem
from optimizer.scenario import RuleLever, Scenario
from optimizer.search.best_plan import best_plan
from optimizer.search.effort import EXACT, LEAST
from optimizer.study import open_study
from optimizer.why.explanation import explain
from optimizer.why.overruling import forced, overruling
from tests.folders import SMALL
from tests.optimizer.brute_force import BruteForce
from tests.optimizer.factories import Size, random_problem
from tests.optimizer.partner_examples import LENT
from tests.optimizer.partner_examples import study as partner_study
from tests.optimizer.solved import solve

SIZES = (Size(areas=4), Size(areas=3, periods=2), Size(areas=5, weeks=12))


@pytest.mark.parametrize("chunk", range(5))
def test_price_is_that_of_the_best_of_all_plans(chunk: int) -> None:
    """Two hundred prices, in and out; impossible where no plan of all has it so."""
    for seed in range(chunk * 20, chunk * 20 + 20):
        problem = random_problem(np.random.default_rng(seed), SIZES[seed % 3])
        best = BruteForce(problem).best()
        if best is None:
            continue
        plan = solve(problem)
        for area in problem.areas[:2]:
            found = overruling(problem, plan, area.id, EXACT)
            other = BruteForce(forced(problem, area.id, found.forced)).best()
            if other is None:
                assert found.status == "impossible", (seed, area.id)
                assert found.conflict is not None
                named = found.conflict.conditions
                assert all(
                    getattr(one, "candidate", "") != area.id or one.kind != "lock" for one in named
                ), (seed, area.id)
                continue
            assert found.points is not None
            assert found.points.exact
            assert found.points.found == pytest.approx(best.value - other.value, abs=1e-5)
            assert found.points.low - 1e-6 <= best.value - other.value <= found.points.high + 1e-6
            assert (area.id in found.after.ids) == (found.forced == "in")


def test_a_rough_search_still_proves_an_interval_that_holds_the_price() -> None:
    """Plans with a wide gap: the true price, by exact solves, lies in what is proven."""
    wide = 0
    for seed in range(100, 130):
        problem = random_problem(np.random.default_rng(seed), Size(areas=14, weeks=30, usd=150))
        plan = best_plan(problem, LEAST)
        if not plan.found:
            continue
        candidate = problem.areas[seed % 14].id
        rough = overruling(problem, plan, candidate, EXACT.but(gap=0.5))
        if rough.points is None or candidate in problem.must | problem.must_not:
            continue
        true = (solve(problem).value or 0) - (
            solve(forced(problem, candidate, rough.forced)).value or 0
        )
        assert rough.points.low - 1e-6 <= true <= rough.points.high + 1e-6, seed
        wide += not rough.points.exact
    assert wide >= 3


def example(**changes: object) -> Problem:
    """One team of 6 weeks; a is worth 50, b 40, c 30, each takes 3 weeks: a and b are in."""
    from optimizer.problem import Area, Option, Period, Team

    return Problem(
        periods=(Period(id="H1"),),
        areas=tuple(
            Area(
                id=name,
                kind="country",
                potential=points / 100,
                worth=100,
                options=(Option(service="s", unlocks=1.0, weeks={"core": 3.0}),),
            )
            for name, points in (("a", 50), ("b", 40), ("c", 30))
        ),
        teams=(Team(id="core", label="Core team", weeks=6.0),),
    ).but(**changes)


def test_who_is_displaced_and_what_is_short_by_hand() -> None:
    problem = example()
    plan = solve(problem)
    into = overruling(problem, plan, "c", EXACT)
    assert into.points is not None
    assert (into.forced, into.displaced, into.gained) == ("in", ("b",), ())
    assert into.points.found == pytest.approx(10)
    (short,) = into.shortages
    assert (short.resource, short.takes, short.left) == ("core", 3.0, 0.0)
    out = overruling(problem, plan, "a", EXACT)
    assert out.points is not None
    assert (out.forced, out.displaced, out.gained) == ("out", (), ("c",))
    assert out.points.found == pytest.approx(20)


def test_a_barred_candidate_cannot_be_forced_in() -> None:
    problem = example()
    areas = (*problem.areas[:2], problem.areas[2].but(barred="fails the Values Check"))
    problem = problem.but(areas=areas)
    found = overruling(problem, solve(problem), "c", EXACT)
    assert found.status == "impossible"
    assert found.conflict == Conflict(conditions=(Gate(candidate="c"),))
    assert found.support is None


def test_a_team_without_time_is_the_reason_and_not_what_was_asked() -> None:
    """Alphaland takes 3 weeks of Europe by peer exchange and advocacy, or 4 by support."""
    study = open_study(SMALL / "dataset", SMALL / "configuration")
    scenario = Scenario(weeks={"europe": 0})
    problem = study.problem(scenario)
    moved = moved_conditions(problem, scenario)
    found = overruling(problem, solve(problem), "country:AAA", EXACT, moved=moved)
    assert found.status == "impossible"
    assert found.conflict is not None
    europe = CapacityCondition(resource="europe", unit="staff-weeks")
    assert found.conflict.conditions == (europe,)
    ((change,),) = found.conflict.changes
    assert (change.have, change.need, change.total) == (0, 3, 6)
    assert found.support is not None
    assert (found.support.least, found.support.reachable) == (0.5, 0)
    assert [(one.services, one.weeks) for one in found.support.packages] == [
        (("peer_exchange", "advocacy"), {"europe": 3}),
        (("technical_support",), {"europe": 4}),
    ]


def test_funds_without_money_are_the_reason() -> None:
    """USD 40,000 for technical support, of either fund; without it 0.4 of 0.5."""
    study = open_study(SMALL / "dataset", SMALL / "configuration")
    scenario = Scenario(
        usd={"trust": 0, "core": 0}, rules={"african_commitment": RuleLever(enabled=False)}
    )
    problem = study.problem(scenario)
    found = overruling(problem, solve(problem), "commitment:AA001", EXACT)
    assert found.conflict is not None
    assert found.conflict.conditions == (
        CapacityCondition(resource="trust", unit="USD"),
        CapacityCondition(resource="core", unit="USD"),
    )
    assert [change[0].need for change in found.conflict.changes] == [40_000, 40_000]
    assert found.support is not None
    assert found.support.reachable == pytest.approx(0.4)
    assert [(one.services, one.usd) for one in found.support.packages] == [
        (("technical_support",), 40_000)
    ]


def test_services_that_are_never_enough_are_the_reason() -> None:
    problem = example()
    poor = problem.areas[2].options[0].but(unlocks=0.3)
    areas = (*problem.areas[:2], problem.areas[2].but(options=(poor,), support_min=0.5))
    problem = problem.but(areas=areas)
    found = overruling(problem, solve(problem), "c", EXACT)
    assert found.conflict == Conflict(conditions=())
    assert found.support is not None
    assert (found.support.least, found.support.reachable) == (0.5, 0.3)
    assert found.support.packages == ()


def test_the_price_of_a_lock_may_be_negative() -> None:
    """C is a must-have: a + c = 80; overruling the lock gives back 10."""
    problem = example(must=frozenset({"c"}))
    found = overruling(problem, solve(problem), "c", EXACT)
    assert found.points is not None
    assert found.forced == "out"
    assert found.points.found == pytest.approx(-10)


def test_without_a_plan_there_is_nothing_to_overrule() -> None:
    problem = example(must=frozenset({"a", "b", "c"}))
    with pytest.raises(ValueError, match="must be a plan"):
        overruling(problem, solve(problem), "a")


def test_a_plan_bettered_on_the_way_was_worth_so_much_less_than_the_best() -> None:
    """Ghana alone is worth 40; with Kenya, forced in, 74 are found, and none above 80 is possible.

    So the plan given is worth 34 less than the best, or up to 40.
    """
    study = partner_study(("p", "KEN", 1.0, LENT), ("q", "GHA", 0.8, None))
    poor = solve(study.problem(Scenario(must_not=frozenset({"country:KEN"}))))
    found = explain(study, Scenario(), poor.but(bound=80.0), "country:KEN", effort=EXACT)
    assert found.bettered is not None
    assert found.inside
    ends = (found.bettered.found, found.bettered.low, found.bettered.high)
    assert ends == pytest.approx((34, 34, 40))

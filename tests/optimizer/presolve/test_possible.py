"""What is possible for single candidates: every limit at its edge, by hand; and no false alarms.

That nothing possible is called impossible is held against the solver, on random problems.
"""

import numpy as np
import pytest

from optimizer.presolve.possible import Possible
from optimizer.problem import Lead, RuleTerm
from tests.optimizer.factories import Size, random_problem
from tests.optimizer.problems import area, fund, option, problem, teams
from tests.optimizer.solved import solve


@pytest.mark.parametrize(("weeks", "possible"), [(4.0, True), (4.1, False)])
def test_weeks_after_the_universal_share(weeks: float, possible: bool) -> None:
    one = area("country:A", 50, option("help", 1.0, europe=weeks))
    found = Possible(problem(one, teams=teams({"europe": 0.6}, europe=10)))
    assert found.can_give(one, one.options[0]) is possible
    assert found.short_teams(one, one.options[0]) == ([] if possible else ["europe"])
    assert ("country:A" in found.choosable) or one.support_min == 0


@pytest.mark.parametrize(("capacity", "possible"), [(1.0, True), (0.0, False), (0.5, False)])
def test_a_partner_in_the_lead_saves_weeks(capacity: float, possible: bool) -> None:
    one = area("country:A", 50, option("help", 1.0, partner_lead=0.5, europe=8))
    found = Possible(
        problem(
            one,
            teams=teams(europe=4),
            leads=(Lead(partner="p", candidate="country:A", service="help"),),
            partner_capacity={"p": capacity},
        )
    )
    assert found.can_give(one, one.options[0]) is possible


@pytest.mark.parametrize(("usd", "possible"), [(30_000, True), (30_001, False)])
def test_money_of_all_funds_that_may_pay(usd: float, possible: bool) -> None:
    one = area("country:A", 50, option("help", 1.0, usd=usd))
    found = Possible(
        problem(
            one,
            area("country:B"),
            funds=(
                fund("whole", 10_000, "country:A"),
                fund("capped", 90_000, "country:A", most=20_000),
                fund("elsewhere", 90_000, "country:B"),
                fund("other_service", 90_000, "country:A", services=("advice",)),
            ),
        )
    )
    assert found.payable(one, one.options[0]) == 30_000
    assert found.can_give(one, one.options[0]) is possible


@pytest.mark.parametrize(("least", "choosable"), [(0.4, True), (0.41, False)])
def test_least_support_from_services_that_can_be_given(least: float, choosable: bool) -> None:
    one = area("country:A", 50, option("free", 0.4), option("dear", 0.6, usd=1), support_min=least)
    found = Possible(problem(one))
    assert found.unlockable(one) == 0.4
    assert ("country:A" in found.choosable) is choosable


def test_windows_gates_locks_and_rules() -> None:
    areas = (
        area("country:now", windows=("H1",)),
        area("country:later", windows=("H9",)),
        area("country:never", windows=()),
        area("country:barred", barred="suspended"),
        area("country:out"),
        area("country:local"),
        area("country:soft"),
    )
    rules = (
        RuleTerm(rule="national", members=("country:local",), high=0, hard=True),
        RuleTerm(rule="wish", members=("country:soft",), high=0, penalty=1),
        RuleTerm(rule="one", members=("country:now",), high=1, hard=True),
    )
    found = Possible(problem(*areas, rules=rules, must_not=frozenset({"country:out"})))
    assert found.choosable == {"country:now", "country:soft"}
    assert found.before_rules == {"country:now", "country:soft", "country:local"}
    assert found.ruled_out == {"country:local": "national"}


@pytest.mark.parametrize("seed", range(40))
def test_nothing_that_a_plan_holds_was_called_impossible(seed: int) -> None:
    tried = random_problem(np.random.default_rng(seed), Size(areas=5, services=3))
    found = Possible(tried)
    plan = solve(tried)
    assert plan.ids <= found.choosable
    for candidate, service, _ in plan.decisions.services:
        one = tried.by_id[candidate]
        given = next(o for o in one.options if o.service == service)
        assert found.can_give(one, given)

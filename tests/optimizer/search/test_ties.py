"""Which of several equally good plans is chosen. Oracle: worked by hand.

The same is held against brute force for random problems in ``test_brute_force.py``.
"""

import numpy as np
import pytest

from optimizer.model.compile import compile_problem
from optimizer.problem import Lead, Problem
from optimizer.search.best_plan import best_plan
from optimizer.search.effort import EXACT
from optimizer.search.maximise import maximise
from optimizer.search.model import SearchModel
from optimizer.search.ties import break_ties, money_costs, staff_costs
from optimizer.stop import Stop
from tests.optimizer.problems import area, fund, option, problem, teams
from tests.optimizer.solved import solve


def one_seat(*options: tuple[float, float]) -> Problem:
    """Return areas of 50 points each that need the one seat; (USD, staff-weeks) of each."""
    return problem(
        *(
            area(f"country:{name}", 50, option(usd=usd, seat=1, team=weeks))
            for name, (usd, weeks) in zip("abc", options, strict=False)
        ),
        teams=teams(seat=1, team=100),
        funds=(fund("core", 1000, *(f"country:{name}" for name in "abc"[: len(options)])),),
    )


@pytest.mark.parametrize(
    ("options", "chosen", "others"),
    [
        (((20, 1), (10, 9), (30, 1)), "b", False),
        (((10, 9), (10, 5), (10, 9)), "b", False),
        (((10, 5), (10, 5), (10, 9)), "a", True),
        (((0, 5), (0, 5), (0, 5)), "a", True),
        (((10, 0), (0, 9), (0, 9)), "b", True),
    ],
)
def test_least_money_then_least_staff_then_lowest_id(
    options: tuple[tuple[float, float], ...], chosen: str, others: bool
) -> None:
    plan = solve(one_seat(*options))
    assert plan.ids == {f"country:{chosen}"}
    assert plan.ties_settled
    assert plan.other_ties == others


def test_a_better_plan_is_never_given_up_for_money() -> None:
    """A thousandth of a point more is worth USD 900."""
    example = one_seat((0, 0), (900, 0))
    first, second = example.areas
    plan = solve(example.but(areas=(first, second.but(potential=0.50001))))
    assert plan.ids == {"country:b"}


def test_a_difference_below_the_tolerance_is_a_tie() -> None:
    """A millionth of a point is no reason to spend USD 900."""
    example = one_seat((0, 0), (900, 0))
    first, second = example.areas
    plan = solve(example.but(areas=(first, second.but(potential=0.50000001))))
    assert plan.ids == {"country:a"}
    assert plan.status == "optimal"


def test_ties_need_not_be_told_apart() -> None:
    plan = best_plan(one_seat((0, 5), (0, 5)), EXACT)
    assert plan.ties_settled is None
    assert plan.other_ties is None


def test_ties_in_the_order_of_ids_over_periods() -> None:
    """Both seats cost the same; a in H1 comes before a in H2 and before b."""
    example = problem(
        area("b", 50, option(team=1)),
        area("a", 50, option(team=1)),
        periods="H1 H2",
        teams=teams(team=1),
    )
    plan = solve(example)
    assert plan.decisions.focus == {("a", "H1"), ("a", "H2")}


def test_many_ties_take_more_than_one_block() -> None:
    """Twenty like areas, ten seats: the ten lowest ids."""
    example = problem(
        *(area(f"country:{number:02}", 30, option(team=1)) for number in range(20)),
        teams=teams(team=10),
    )
    plan = solve(example)
    assert plan.ids == {f"country:{number:02}" for number in range(10)}
    assert plan.ties_settled
    assert plan.other_ties


def test_a_partner_who_saves_staff_is_taken() -> None:
    """Nobody needs the weeks; still, the lighter plan is the one with the partner."""
    example = problem(
        area("A", 50, option(partner_lead=0.5, team=4)),
        teams=teams(team=100),
        leads=(Lead(partner="p", candidate="A", service="support"),),
        partner_capacity={"p": 1},
    )
    plan = solve(example)
    assert plan.decisions.leads == {("p", "A", "support", "H1")}
    assert plan.other_ties is False


def test_costs_of_columns() -> None:
    """USD in thousands of every service; its weeks over all teams; a lead saves its share."""
    example = problem(
        area(
            "A", 50, option("tech", 0.5, usd=2500, partner_lead=0.25, x=4, y=2), option("peer", 0.5)
        ),
        periods="H1 H2",
        teams=teams(x=9, y=9),
        funds=(fund("core", 9000, "A"),),
        leads=(Lead(partner="p", candidate="A", service="tech"),),
        partner_capacity={"p": 1},
    )
    sheet = compile_problem(example)
    names = sheet.names()
    money = dict(zip(names, money_costs(sheet, example), strict=True))
    staff = dict(zip(names, staff_costs(sheet, example), strict=True))
    assert {name: usd for name, usd in money.items() if usd} == {
        "service(A,tech,H1)": 2.5,
        "service(A,tech,H2)": 2.5,
    }
    assert {name: weeks for name, weeks in staff.items() if weeks} == {
        "service(A,tech,H1)": 6,
        "service(A,tech,H2)": 6,
        "lead(p,A,tech,H1)": -1.5,
        "lead(p,A,tech,H2)": -1.5,
    }


def test_the_model_is_left_as_it_was() -> None:
    """Costs, bounds and rows are as before: the next solve finds the same value."""
    example = one_seat((20, 1), (10, 9), (10, 9))
    model = SearchModel(example)
    live = model.live
    outcome = live.solve(gap=0.0)
    assert outcome.solution is not None
    rows, cost, lower, upper = live.row_count, live.cost, live.lower, live.upper
    break_ties(model, outcome.solution)
    assert live.row_count == rows
    assert np.array_equal(live.cost, cost)
    assert np.array_equal(live.lower, lower)
    assert np.array_equal(live.upper, upper)
    assert live.solve(gap=0.0).value == pytest.approx(outcome.value)


def test_a_stop_leaves_ties_open_or_settled_but_the_plan_as_good() -> None:
    example = one_seat((20, 1), (10, 9), (10, 9))
    model = SearchModel(example)
    best = maximise(model, EXACT)
    assert best.solution is not None
    model.hold(model.value.costs, best.value - model.value.constant)
    stop = Stop()
    stop.throw()
    ties = break_ties(model, best.solution, stop)
    assert model.value.of(ties.solution) == pytest.approx(best.value)

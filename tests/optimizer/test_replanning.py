"""The best plans with and without a partner; oracles are plans by hand, and exact solves."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from optimizer.audit import broken, worth
from optimizer.dependence import without_partner
from optimizer.replanning import nowhere_better, replanned
from optimizer.scenario import Scenario
from optimizer.search.best_plan import best_plan
from optimizer.search.effort import EXACT, LEAST, Effort
from optimizer.study import Study
from tests.factories import cases
from tests.optimizer.brute_force import BruteForce
from tests.optimizer.partner_examples import GIVEN, LENT, study
from tests.optimizer.solved import solve

KEN, GHA = "country:KEN", "country:GHA"
P = "partner:p"
ONE = study(("p", "KEN", 1.0, LENT), ("q", "GHA", 0.8, None))
"""V is 0.5 for Kenya and 0.4 for Ghana; p leads in Kenya.

With p: both services in Kenya (2 + 2), technical support in Ghana (4): 50 + 24 = 74. Without p
Kenya is worth nothing, and both services in Ghana (4 + 2) give 40: the best plans lose 34. Of the
plan as it stood only 24 are left.
"""


def test_planning_anew_wins_back_a_part_by_hand() -> None:
    plan = solve(ONE.problem())
    loss, found = replanned(ONE, plan, P, effort=EXACT)
    assert found is not None
    assert plan.value == pytest.approx(74)
    assert loss.at_most == pytest.approx(50)
    assert found.after.value == pytest.approx(40)
    assert [found.loss.low, found.loss.high] == pytest.approx([34, 34])


def test_a_poor_plan_is_bettered_by_what_the_search_finds_without_the_partner() -> None:
    """Given: Ghana alone, both services: 40. Without p that is the best; with p it is known too.

    The bound of the given plan stands: 74 is possible, so the loss lies between 0 and 34.
    """
    only_ghana = solve(ONE.problem(Scenario(must_not=frozenset({KEN}))))
    poor = only_ghana.but(value=24.0, bound=74.0)
    _, found = replanned(ONE, poor, P, effort=EXACT)
    assert found is not None
    assert found.before.value == pytest.approx(40)
    assert [found.loss.low, found.loss.high] == pytest.approx([0, 34])


def test_no_plan_without_the_partner() -> None:
    """Both countries are musts: with p 2 + 4 weeks, without it 4 + 4, more than 7."""
    tight = Scenario(weeks={"core": 7}, must=frozenset({KEN, GHA}))
    plan = solve(ONE.problem(tight))
    loss, found = replanned(ONE, plan, P, tight)
    assert found is None
    assert (loss.kept, loss.costs_more, loss.at_most) == (None, None, None)
    assert loss.weeks_short == pytest.approx({"core": 1})


def test_change_says_who_leaves() -> None:
    _, found = replanned(ONE, solve(ONE.problem()), P, effort=EXACT)
    assert found is not None
    assert GHA in found.change.stayed


def test_a_problem_that_is_somewhere_better_is_told_apart() -> None:
    problem = ONE.problem()
    assert nowhere_better(problem, problem)
    assert nowhere_better(without_partner(ONE, P).problem(), problem)
    assert not nowhere_better(problem, without_partner(ONE, P).problem())
    assert not nowhere_better(problem.but(must=frozenset({KEN})), problem)
    barred = problem.but(areas=tuple(area.but(barred="gate") for area in problem.areas))
    assert nowhere_better(barred, problem)
    assert not nowhere_better(problem, barred)


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_the_interval_holds_the_loss_of_the_best_plans(data: st.DataObject) -> None:
    """Exact solves with and without; the plan given is a quick one with its own gap."""
    configuration, dataset = data.draw(cases(most=4))
    example = Study(dataset, configuration)
    quick = best_plan(example.problem(), LEAST)
    if not quick.found:
        return
    _, found = replanned(example, quick, "partner:p0", effort=Effort(gap=0.3))
    best = solve(example.problem())
    rest = solve(without_partner(example, "partner:p0").problem())
    if found is None:
        assert not rest.found
        return
    assert best.value is not None
    assert rest.value is not None
    assert found.loss.low - 1e-6 <= best.value - rest.value <= found.loss.high + 1e-6
    assert found.loss.low <= found.loss.high + 1e-9


def test_where_strength_counts_against_the_loss_of_a_partner_is_a_gain() -> None:
    """Of Kenya strength is 0.5, of Ghana 0.4: they are worth 50 and 60. The partner leads in Kenya.

    With it: both services in Ghana (6 weeks), technical support in Kenya (2): 60 + 30. Without it
    Kenya is worth 100, and both services there (6 weeks) are best. What is left of the plan would
    be worth 60 + 60 at the new scores, if the staff could carry it.
    """
    against = study(("p", "KEN", 1.0, LENT), ("q", "GHA", 0.8, None), against=True)
    plan = solve(against.problem())
    assert plan.value == pytest.approx(90)
    loss, found = replanned(against, plan, P, effort=EXACT)
    assert found is not None
    assert found.after.value == pytest.approx(100)
    assert [found.loss.found, found.loss.low, found.loss.high] == pytest.approx([-10] * 3)
    assert loss.worth_less == pytest.approx(-30)


def studied(seed: int, *, against: bool) -> Study:
    """Return a study of four countries and two partners at random."""
    random = np.random.default_rng(seed)
    return study(
        *(
            (partner, country, float(random.integers(1, 11)) / 10, service)
            for partner in "pq"
            for country in ("GHA", "KEN", "NGA", "SEN")
            if random.random() < 0.6
            for service in (LENT, GIVEN, None)[: random.integers(1, 4)]
        ),
        ("p", "KEN", 1.0, LENT),
        against=against,
    )


@pytest.mark.parametrize("against", [False, True])
def test_loss_or_gain_is_that_of_all_plans(against: bool) -> None:
    """A rough plan, the shortest search, and every plan tried with and without the partner."""
    gained = 0
    for seed in range(40):
        example = studied(seed, against=against)
        with_it, without = example.problem(), without_partner(example, P).problem()
        best, rest = BruteForce(with_it).best(), BruteForce(without).best()
        assert best is not None
        assert rest is not None
        plan = best_plan(with_it, LEAST)
        _, found = replanned(example, plan, P, effort=Effort(gap=0.5, nodes=0))
        assert found is not None
        true = best.value - rest.value
        assert found.loss.low - 2e-5 <= true <= found.loss.high + 2e-5, seed
        _, exact = replanned(example, solve(with_it), P, effort=EXACT)
        assert exact is not None
        assert exact.loss.exact
        assert exact.loss.found == pytest.approx(true, abs=2e-5), seed
        gained += true < -1
    assert (gained > 5) == against


@pytest.mark.parametrize("against", [False, True])
def test_what_is_found_never_contradicts_what_is_in_hand(against: bool) -> None:
    """The shortest search, from a poor plan: each side is worth what the other's plan gives it.

    Oracle: both plans audited under the other's conditions.
    """
    for seed in range(40):
        example = studied(seed, against=against)
        with_it, without = example.problem(), without_partner(example, P).problem()
        poor = solve(with_it.but(must_not=frozenset({KEN})))
        poor = poor.but(bound=solve(with_it).value)
        loss, found = replanned(example, poor, P, effort=Effort(gap=0.9, nodes=0))
        assert found is not None
        assert found.before.value is not None
        assert found.after.value is not None
        assert not broken(with_it, found.after.decisions)
        assert found.before.value >= worth(with_it, found.after.decisions).total - 2e-5
        assert found.before.value >= (poor.value or 0.0) - 2e-5
        assert loss.kept is not None
        assert found.after.value >= (loss.kept.value or 0.0) - 2e-5
        assert not broken(without, found.after.decisions)

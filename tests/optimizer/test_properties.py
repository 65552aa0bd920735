"""What must hold of every plan. Oracle: the same problem, made easier, harder or renamed."""

from collections.abc import Callable, Iterator
from functools import cache

import numpy as np
import pytest

from optimizer.plan import Plan
from optimizer.problem import Area, Option, Problem
from optimizer.search.best_plan import best_plan
from optimizer.search.effort import EXACT
from optimizer.search.effort import LEAST as SHORTEST
from tests.optimizer.checker import holds
from tests.optimizer.factories import Size, random_problem
from tests.optimizer.search.test_other_solvers import medium
from tests.optimizer.solved import solve

SEEDS = range(2000, 2040)
SIZES = (Size(areas=5, periods=1, rules=2), Size(areas=4, periods=2, rules=2))
LEAST = -1e9
"""Stands for the value of a problem without a plan."""


def sample() -> Iterator[tuple[np.random.Generator, Problem]]:
    """Yield random problems, each with a generator for the change that a test makes."""
    for seed in SEEDS:
        rng = np.random.default_rng(seed)
        yield rng, random_problem(rng, SIZES[seed % len(SIZES)])


def value(problem: Problem) -> float:
    """Return the best value; :data:`LEAST` when there is no plan."""
    plan = best_plan(problem, EXACT)
    assert plan.status in ("optimal", "infeasible")
    return LEAST if plan.value is None else plan.value


@cache
def known_value(seed: int) -> float:
    """Return the best value of the sample's problem of a seed."""
    rng = np.random.default_rng(seed)
    return value(random_problem(rng, SIZES[seed % len(SIZES)]))


def one_of(rng: np.random.Generator, problem: Problem) -> Area:
    return problem.areas[rng.integers(len(problem.areas))]


def with_area(problem: Problem, changed: Area) -> Problem:
    return problem.but(
        areas=tuple(changed if area.id == changed.id else area for area in problem.areas)
    )


def more_weeks(rng: np.random.Generator, problem: Problem) -> Problem:
    place = rng.integers(len(problem.teams))
    teams = list(problem.teams)
    teams[place] = teams[place].but(weeks=teams[place].weeks + 2)
    return problem.but(teams=tuple(teams))


def less_universal(_: np.random.Generator, problem: Problem) -> Problem:
    teams = (team.but(universal_share=team.universal_share / 2) for team in problem.teams)
    return problem.but(teams=tuple(teams))


def more_money(rng: np.random.Generator, problem: Problem) -> Problem:
    place = rng.integers(len(problem.funds))
    funds = list(problem.funds)
    funds[place] = funds[place].but(usd=funds[place].usd + 10_000)
    return problem.but(funds=tuple(funds))


def wider_fund(_: np.random.Generator, problem: Problem) -> Problem:
    ids = {area.id for area in problem.areas}
    return problem.but(
        funds=tuple(
            fund.but(pays_for=ids, services=None, most_per_candidate=None) for fund in problem.funds
        )
    )


def more_partners(_: np.random.Generator, problem: Problem) -> Problem:
    more = {name: amount + 1 for name, amount in problem.partner_capacity.items()}
    return problem.but(partner_capacity=more)


def another_option(rng: np.random.Generator, problem: Problem) -> Problem:
    area = one_of(rng, problem)
    option = Option(service="s9", unlocks=0.25, weeks={"europe": 1.0})
    return with_area(problem, area.but(options=(*area.options, option)))


def cheaper_option(rng: np.random.Generator, problem: Problem) -> Problem:
    area = one_of(rng, problem)
    first, *rest = area.options
    weeks = {team: amount / 2 for team, amount in first.weeks.items()}
    return with_area(problem, area.but(options=(first.but(weeks=weeks), *rest)))


def another_candidate(_: np.random.Generator, problem: Problem) -> Problem:
    """Add a candidate that no rule counts."""
    new = problem.areas[0].but(id="country:new", incumbent=False, support_min=0.0)
    return problem.but(areas=(*problem.areas, new))


def open_windows(_: np.random.Generator, problem: Problem) -> Problem:
    areas = (area.but(windows=None, barred=None) for area in problem.areas)
    return problem.but(areas=tuple(areas))


def no_locks(_: np.random.Generator, problem: Problem) -> Problem:
    return problem.but(must=frozenset(), must_not=frozenset())


def one_rule_less(_: np.random.Generator, problem: Problem) -> Problem:
    return problem.but(rules=problem.rules[1:])


def free_to_change(_: np.random.Generator, problem: Problem) -> Problem:
    return problem.but(min_stay=1, most_changes=None)


def cheaper_drops(_: np.random.Generator, problem: Problem) -> Problem:
    areas = (area.but(drop_price=area.drop_price / 2) for area in problem.areas)
    return problem.but(areas=tuple(areas))


def higher_score(rng: np.random.Generator, problem: Problem) -> Problem:
    area = one_of(rng, problem)
    return with_area(problem, area.but(potential=min(1.0, area.potential + 0.1)))


def more_overlap(_: np.random.Generator, problem: Problem) -> Problem:
    return problem.but(overlaps=tuple(t.but(points=t.points + 1) for t in problem.overlaps))


@pytest.mark.parametrize(
    "easier",
    [
        more_weeks,
        less_universal,
        more_money,
        wider_fund,
        more_partners,
        another_option,
        cheaper_option,
        another_candidate,
        open_windows,
        no_locks,
        one_rule_less,
        free_to_change,
        cheaper_drops,
        higher_score,
        more_overlap,
    ],
)
def test_easier_is_never_worse(easier: Callable[[np.random.Generator, Problem], Problem]) -> None:
    """And it is better at least once, or the test would say nothing."""
    gains = [
        value(easier(rng, problem)) - known_value(seed)
        for seed, (rng, problem) in zip(SEEDS, sample(), strict=True)
    ]
    assert min(gains) >= -1e-5
    assert max(gains) > 1e-3


def test_a_lock_is_honoured_and_never_gains() -> None:
    """In one period the better of both locks is the best plan without: it is in, or it is out."""
    for rng, locked in sample():
        problem = no_locks(rng, locked)
        name = one_of(rng, problem).id
        values = []
        for lock in ("must", "must_not"):
            plan = solve(problem.but(**{lock: {name}}))
            if plan.found:
                periods = {period for who, period in plan.decisions.focus if who == name}
                assert len(periods) == (len(problem.periods) if lock == "must" else 0)
            values.append(LEAST if plan.value is None else plan.value)
        if len(problem.periods) == 1:
            assert max(values) == pytest.approx(value(problem), abs=1e-5)
        assert max(values) <= value(problem) + 1e-5


def renamed(rng: np.random.Generator, problem: Problem) -> Problem:
    """Return the problem with every id replaced, in an order that has nothing to do with theirs."""
    text = problem.model_dump(mode="json")
    ids = [area.id for area in problem.areas]
    new = {old: f"x:{place}" for old, place in zip(ids, rng.permutation(len(ids)), strict=True)}
    new |= {team.id: f"t{9 - place}" for place, team in enumerate(problem.teams)}
    new |= {fund.id: f"f-{9 - place}" for place, fund in enumerate(problem.funds)}
    new |= {period.id: f"P{place}" for place, period in enumerate(problem.periods)}
    new |= {"partner:p": "z", "partner:q": "a", "s1": "two", "s2": "one"}

    def walk(node: object) -> object:
        if isinstance(node, dict):
            return {new.get(key, key): walk(item) for key, item in node.items()}
        if isinstance(node, list):
            return [walk(item) for item in node]
        return new.get(node, node) if isinstance(node, str) else node

    return Problem.model_validate(walk(text))


def test_renaming_ids_changes_no_value() -> None:
    for seed, (rng, problem) in zip(SEEDS, sample(), strict=True):
        assert value(renamed(rng, problem)) == pytest.approx(known_value(seed), abs=1e-5)


def test_the_order_of_areas_and_rules_changes_nothing() -> None:
    """Not even the choice among equals, which goes by ids."""
    for _, problem in sample():
        turned = problem.but(areas=problem.areas[::-1], rules=problem.rules[::-1])
        one, other = solve(problem), solve(turned)
        assert one.status == other.status
        assert one.decisions.focus == other.decisions.focus
        assert one.decisions.services == other.decisions.services
        assert one.decisions.leads == other.decisions.leads


def test_solving_twice_gives_the_same_plan() -> None:
    for _, problem in sample():
        one, other = solve(problem), solve(problem)
        assert one.but(seconds=0.0) == other.but(seconds=0.0)


def test_dropping_dearer_never_drops_more() -> None:
    """The total price of what is dropped, at the old prices, never rises with the prices."""
    for _, problem in sample():
        dear = problem.but(
            areas=tuple(area.but(drop_price=area.drop_price * 4) for area in problem.areas)
        )
        cheap_plan, dear_plan = solve(problem), solve(dear)
        assert cheap_plan.found == dear_plan.found
        if cheap_plan.worth is not None and dear_plan.worth is not None:
            assert dear_plan.worth.drops / 4 >= cheap_plan.worth.drops - 1e-5


def exceeded(plan: Plan) -> list[str]:
    """Return the resources of which a plan uses more than there is for focus areas."""
    return [use.resource for use in plan.capacity if use.free < -1e-3]


@pytest.mark.parametrize("seed", range(0, 50, 5))
def test_no_plan_exceeds_a_capacity_or_breaks_a_hard_rule(seed: int) -> None:
    """On problems too large for brute force, quick plan and exact plan alike."""
    problem = medium(seed)
    for plan in (best_plan(problem, SHORTEST), best_plan(problem, EXACT)):
        if plan.found:
            assert not exceeded(plan)
            assert all(rule.met for rule in plan.rules if rule.hard)
            assert plan.ids.isdisjoint(problem.must_not)
            assert problem.must <= plan.ids
            assert holds(problem, plan.decisions)

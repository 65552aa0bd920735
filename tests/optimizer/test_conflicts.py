"""Which conditions cannot hold at once. Oracles: brute force without each of them; by hand."""

import subprocess
import sys
import time
from collections.abc import Collection
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from optimizer.conditions import (
    CapacityCondition,
    ChangeLimit,
    Condition,
    Gate,
    Lock,
    MinimumStay,
    RuleCondition,
    Window,
    capacities,
    facts,
    hard_conditions,
    moved_conditions,
)
from optimizer.conflicts import find_conflict
from optimizer.feasibility import Feasibility
from optimizer.least_change import STEP, LeastChange
from optimizer.problem import Problem, RuleTerm, Team
from optimizer.scenario import RuleLever, Scenario
from optimizer.stop import Stop
from optimizer.study import Study, open_study
from tests.folders import SMALL
from tests.optimizer.brute_force import BruteForce
from tests.optimizer.factories import Size, random_problem
from tests.optimizer.problems import area, fund, option, problem, teams
from tests.optimizer.solved import solve

SEEDS = range(3000, 3200)
SIZES = (
    Size(areas=4, periods=1),
    Size(areas=3, periods=2),
    Size(areas=4, weeks=6, usd=20, locks=0.4),
)
EUROPE = CapacityCondition(resource="europe", unit="staff-weeks")


def is_feasible(example: Problem) -> bool:
    """Say whether a plan that meets all conditions is found."""
    model = Feasibility(example)
    return model.possible(frozenset(model.conditions)) is True


def must(*candidates: str) -> set[Condition]:
    return {Lock(candidate=one, side="in") for one in candidates}


def every_condition(example: Problem) -> tuple[Condition, ...]:
    return (*hard_conditions(example), *capacities(example), *facts(example))


def without(example: Problem, given_up: Collection[Condition]) -> Problem:
    for one in given_up:
        example = one.without(example)
    return example


def has_plan(example: Problem) -> bool:
    return BruteForce(example).best() is not None


def test_conflicts_of_random_problems_are_irreducible() -> None:
    """With the conditions of the conflict alone there is no plan; without any one there is.

    Capacities, gates and windows are conditions as well: those that are not named are let go.
    """
    found = larger = short = 0
    for seed in SEEDS:
        example = random_problem(np.random.default_rng(seed), SIZES[seed % len(SIZES)])
        conflict = find_conflict(example)
        assert (conflict is None) == has_plan(example) == is_feasible(example), seed
        if conflict is None:
            continue
        found += 1
        named = set(conflict.conditions)
        larger += len(named) > 1
        short += any(isinstance(one, CapacityCondition) for one in named)
        assert conflict.irreducible
        others = [one for one in every_condition(example) if one not in named]
        alone = without(example, others)
        assert not has_plan(alone), seed
        for one in named:
            assert has_plan(one.without(alone)), (seed, one)
    assert found >= 25
    assert larger >= 20
    assert short >= 10


def changed(example: Problem, changes: Collection[LeastChange]) -> Problem:
    for one in changes:
        example = one.without(example)
    return example


def less(change: LeastChange) -> LeastChange:
    """Return a change smaller by two of the steps to which it is rounded up."""
    return change.but(need=change.need - 2 * STEP[change.capacity.unit])


def test_the_least_change_helps_and_slightly_less_does_not() -> None:
    """By brute force, for every capacity in a conflict; several at once where one is not enough."""
    single = several = 0
    for seed in range(3000, 3400):
        example = random_problem(
            np.random.default_rng(seed), Size(areas=3, weeks=6, usd=20, locks=0.4)
        )
        conflict = find_conflict(example)
        for change in () if conflict is None else conflict.changes:
            assert all(one.exact for one in change)
            assert has_plan(changed(example, change)), (seed, change)
            for place, one in enumerate(change):
                smaller = (*change[:place], less(one), *change[place + 1 :])
                assert not has_plan(changed(example, smaller)), (seed, change)
            single += len(change) == 1
            several += len(change) > 1
    assert single >= 20
    assert several >= 5


def test_where_no_capacity_helps_no_change_is_told() -> None:
    """Two locks that contradict each other, and a team too small for one: more time is no help."""
    example = crowded(must={"A"}, must_not={"A"}).but(teams=teams(europe=0))
    conflict = find_conflict(example, moved=(EUROPE,))
    assert conflict is not None
    assert not conflict.changes


def crowded(**fields: Any) -> Problem:
    """Return A, B and C in Europe, time for two of them."""
    return problem(
        *(area(name, 50, option(europe=1), name=f"Land {name}") for name in "ABC"),
        teams=teams(europe=2),
        **fields,
    )


def rule(name: str, **fields: object) -> RuleTerm:
    values: dict[str, object] = {"rule": name, "members": ("A", "B", "C"), "hard": True}
    return RuleTerm.model_validate({**values, **fields})


MANY = RuleCondition(rule="many", group="", bound="least")


@pytest.mark.parametrize(
    ("fields", "named", "need"),
    [
        ({"must": {"A", "B", "C"}}, {*must("A", "B", "C"), EUROPE}, 3),
        ({"must": {"A"}, "must_not": {"A"}}, {*must("A"), Lock(candidate="A", side="out")}, None),
        (
            {"must": {"A", "B"}, "rules": (rule("few", high=1, label="One at most"),)},
            {*must("A", "B"), RuleCondition(rule="few", group="", bound="most")},
            None,
        ),
        ({"rules": (rule("many", low=3),)}, {MANY, EUROPE}, 3),
        (
            {"rules": (rule("many", low=3, high=3),)},
            {RuleCondition(rule="many", group="", bound="least", loose=0.0), EUROPE},
            3,
        ),
        ({"rules": (rule("many", low=4),)}, {MANY}, None),
        ({"must": {"A"}, "most_changes": 0}, {*must("A"), ChangeLimit()}, None),
    ],
)
def test_conflicts_by_hand(
    fields: dict[str, object], named: set[Condition], need: float | None
) -> None:
    """Europe has 2 weeks, and each of three lands takes 1."""
    example = crowded(**fields)
    conflict = find_conflict(example)
    assert conflict is not None
    assert set(conflict.conditions) == named
    assert [[one.need for one in change] for change in conflict.changes] == (
        [] if need is None else [[need]]
    )
    plan = solve(example)
    assert plan.status == "infeasible"
    assert plan.conflicts == (conflict,)


def test_a_minimum_stay_is_named_with_the_windows() -> None:
    """One must start in H1; A can only be in H1 and B only in H2, so none can stay for both."""
    example = problem(
        area("A", 50, windows=("H1",)),
        area("B", 50, windows=("H2",)),
        periods="H1 H2",
        rules=(rule("one", members=("A", "B"), low=1),),
        min_stay=2,
    )
    conflict = find_conflict(example)
    assert conflict is not None
    assert set(conflict.conditions) == {
        RuleCondition(rule="one", group="", bound="least"),
        MinimumStay(),
        Window(candidate="A"),
        Window(candidate="B"),
    }


def test_a_gate_is_named_with_the_lock_it_bars_even_where_time_is_short_as_well() -> None:
    """More time would not help: the gate comes first."""
    example = problem(
        area("A", 50, option(europe=3), barred="fails the Values Check"),
        teams=teams(europe=2),
        must={"A"},
    )
    conflict = find_conflict(example, moved=(EUROPE,))
    assert conflict is not None
    assert set(conflict.conditions) == {*must("A"), Gate(candidate="A")}
    assert not conflict.changes


def test_what_is_given_is_in_force_and_never_named() -> None:
    """A is asked about: what is in its way is the team, not that it was asked about."""
    example = crowded(must={"A"}).but(teams=teams(europe=0.5))
    conflict = find_conflict(example, given=must("A"))
    assert conflict is not None
    assert conflict.conditions == (EUROPE,)
    ((change,),) = conflict.changes
    assert (change.have, change.need, change.total) == (0.5, 1, 1)


def test_what_cannot_be_whatever_is_let_go_has_no_conditions() -> None:
    """A must unlock half of its potential, and no service unlocks that much."""
    example = problem(area("A", 50, option(unlocks=0.4), support_min=0.5), must={"A"})
    conflict = find_conflict(example, given=must("A"))
    assert conflict is not None
    assert conflict.conditions == ()


def test_what_was_moved_is_named_first() -> None:
    """Three of three are wanted: by a rule and by locks, with time for two and money for one."""
    example = problem(
        *(area(name, 50, option(usd=10, europe=1)) for name in "ABC"),
        teams=teams(europe=2),
        funds=(fund("core", 10, "A", "B", "C"),),
        rules=(rule("many", low=3),),
        must={"A", "B", "C"},
    )
    core = CapacityCondition(resource="core", unit="USD")
    for moved, named in (
        ((EUROPE,), {*must("A", "B", "C"), EUROPE}),
        ((core,), {*must("A", "B"), core}),
        ((EUROPE, MANY), {EUROPE, MANY}),
        ((core, MANY), {core, MANY}),
    ):
        conflict = find_conflict(example, moved=moved)
        assert conflict is not None
        found = set(conflict.conditions)
        assert {type(one) for one in found} == {type(one) for one in named}
        assert found >= {one for one in named if not isinstance(one, Lock)}
        ((first, second),) = conflict.changes
        assert {first.need, second.need} == {3, 30}


def test_what_a_scenario_moves() -> None:
    study = open_study(SMALL / "dataset", SMALL / "configuration")
    scenario = Scenario(
        weeks={"europe": 4},
        universal_share={"africa": 0.9},
        usd={"core": 0},
        rules={"african_commitment": RuleLever(min=2)},
        must=frozenset({"country:AAA"}),
        most_changes=2,
    )
    assert set(moved_conditions(study.problem(scenario), scenario)) == {
        EUROPE,
        CapacityCondition(resource="africa", unit="staff-weeks"),
        CapacityCondition(resource="core", unit="USD"),
        RuleCondition(rule="african_commitment", group="", bound="least"),
        ChangeLimit(),
    }


def test_the_least_change_counts_what_is_kept_for_everybody() -> None:
    """A and B must be in and take 8 weeks. Of 20, half are a share, 4 kept: 6; (8 + 4) / 0.5 do.

    In H2 one more is kept: 9 are needed, as weeks (9 + 4) / 0.5, or as a share 1 − 13 / 20.
    """
    team = Team(id="europe", weeks=20, universal_share=0.5, universal_weeks=4)
    areas = [area(name, 50, option(europe=4)) for name in "AB"]
    for more, need, total in (({}, 8, 24), ({"H2": 1}, 9, 26)):
        example = problem(
            *areas,
            periods="H1 H2",
            teams=(team.but(universal_more=more),),
            must=frozenset("AB"),
        )
        conflict = find_conflict(example)
        assert conflict is not None
        ((change,),) = conflict.changes
        assert (change.have, change.need, change.total, change.exact) == (6, need, total, True)
        assert change.universal_share == pytest.approx(1 - (need + 4) / 20)
        assert find_conflict(change.without(example)) is None
        moved = Scenario(weeks={"europe": 20.0}, universal_share={"europe": 0.5})
        after = change.lever(moved)
        weeks, share = after.weeks["europe"], after.universal_share["europe"]
        assert weeks * (1 - share) - 4 == pytest.approx(need, abs=0.01)


def test_a_stop_leaves_what_is_found_and_says_so() -> None:
    """Nothing could be looked at: any of the conditions may conflict."""
    stop = Stop()
    stop.throw()
    example = crowded(must={"A", "B", "C"})
    assert find_conflict(example, stop=stop) is None
    conflict = find_conflict(example, infeasible=True, stop=stop)
    assert conflict is not None
    assert not conflict.irreducible
    assert set(conflict.conditions) == {*must("A", "B", "C"), EUROPE}
    assert not conflict.changes


@pytest.fixture(scope="module")
def bundled() -> Study:
    return open_study()


def test_a_cut_is_named_with_the_rule_it_breaks(bundled: Study) -> None:
    """Europe is cut to 90 weeks: 67 % of them less 59 kept for members leave 1.3.

    Two commitments there need 1.8 with a partner, so that (59 + 1.8) / 0.67 weeks would do.
    Oracle: planning again with 90.75 weeks, and with a hundredth less.
    """
    scenario = Scenario(weeks={"europe": 90})
    example = bundled.problem(scenario)
    began = time.process_time()
    conflict = find_conflict(example, moved=moved_conditions(example, scenario))
    seconds = time.process_time() - began
    assert conflict is not None
    assert conflict.conditions == (
        RuleCondition(rule="commitments_per_region", group="Europe", bound="least", loose=0.0),
        EUROPE,
    )
    ((change,),) = conflict.changes
    assert change.have == pytest.approx(1.3)
    assert (change.need, change.total, change.exact) == (1.8, 90.75, True)
    assert is_feasible(bundled.problem(change.lever(scenario)))
    assert not is_feasible(bundled.problem(scenario.but(weeks={"europe": 90.74})))
    assert seconds < 2


def test_a_share_that_was_moved_is_moved_back(bundled: Study) -> None:
    """Of 132 weeks 59 are kept for members and 1.8 are needed: 46.06 % must not be universal."""
    scenario = Scenario(universal_share={"europe": 0.99})
    example = bundled.problem(scenario)
    conflict = find_conflict(example, moved=moved_conditions(example, scenario))
    assert conflict is not None
    ((change,),) = conflict.changes
    after = change.lever(scenario)
    assert after.weeks == {}
    assert after.universal_share == {"europe": pytest.approx(0.539)}
    assert is_feasible(bundled.problem(after))
    assert not is_feasible(bundled.problem(scenario.but(universal_share={"europe": 0.54})))


def test_either_fund_would_do() -> None:
    """The port's budget is the cheaper of two African commitments: USD 25,000, of either fund."""
    study = open_study(SMALL / "dataset", SMALL / "configuration")
    scenario = Scenario(usd={"trust": 0, "core": 0})
    example = study.problem(scenario)
    conflict = find_conflict(example, moved=moved_conditions(example, scenario))
    assert conflict is not None
    assert conflict.conditions == (
        RuleCondition(rule="african_commitment", group="", bound="least"),
        CapacityCondition(resource="trust", unit="USD"),
        CapacityCondition(resource="core", unit="USD"),
    )
    assert [change[0].total for change in conflict.changes] == [25_000, 25_000]
    for (change,) in conflict.changes:
        after = change.lever(scenario)
        assert is_feasible(study.problem(after))
        slightly = {name: usd and usd - 2 for name, usd in after.usd.items()}
        assert not is_feasible(study.problem(after.but(usd=slightly)))


def test_there_is_no_conflict_where_there_is_a_plan() -> None:
    assert find_conflict(crowded(must={"A", "B"})) is None
    assert is_feasible(crowded(must={"A", "B"}))


def test_soft_rules_are_never_in_conflict() -> None:
    example = crowded(rules=(rule("many", low=3, hard=False, penalty=9.0),), must={"A"})
    assert set(hard_conditions(example)) == must("A")
    assert find_conflict(example) is None


def test_presolve_does_not_run_in_circles() -> None:
    """A problem of four candidates on which HiGHS 1.15 never came back, time limit or not.

    All four are in force, and the funds can keep one: three must go, but two changes are allowed.
    """
    golden = Path(__file__).parent / "golden" / "circles.json"
    example = Problem.model_validate_json(golden.read_text(encoding="utf-8"))
    assert BruteForce(example).best() is None
    program = (
        "import sys; from optimizer.conflicts import find_conflict;"
        "from optimizer.problem import Problem;"
        "print(find_conflict(Problem.model_validate_json(sys.stdin.read())).conditions)"
    )
    with golden.open(encoding="utf-8") as text:
        done = subprocess.run(
            [sys.executable, "-c", program],
            stdin=text,
            capture_output=True,
            text=True,
            timeout=60,
            check=True,
            cwd=Path(__file__).parents[2],
        )
    assert "ChangeLimit" in done.stdout

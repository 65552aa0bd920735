"""Which conditions cannot hold at once. Oracles: brute force without each of them; by hand."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from optimizer.conflicts import conditions, find_conflict, is_feasible, rule_in_words
from optimizer.problem import Problem, RuleTerm
from optimizer.solve import solve
from tests.optimizer.brute_force import BruteForce
from tests.optimizer.factories import Size, random_problem
from tests.optimizer.problems import area, option, problem, teams

SEEDS = range(3000, 3200)
SIZES = (Size(areas=4, periods=1), Size(areas=3, periods=2))


def without(example: Problem, words: set[str]) -> Problem:
    """Return the problem without the conditions of these words."""
    for said, leave_out in conditions(example):
        if said in words:
            example = leave_out(example)
    return example


def test_conflicts_of_random_problems_are_irreducible() -> None:
    """With the conditions of the conflict alone there is no plan; without any one there is."""
    found = larger = 0
    for seed in SEEDS:
        example = random_problem(np.random.default_rng(seed), SIZES[seed % len(SIZES)])
        best = BruteForce(example).best()
        conflict = find_conflict(example)
        assert (conflict is None) == (best is not None) == is_feasible(example), seed
        if conflict is None:
            continue
        found += 1
        larger += len(conflict.conditions) > 1
        every = {words for words, _ in conditions(example)}
        named = set(conflict.conditions)
        assert named <= every
        alone = without(example, every - named)
        assert BruteForce(alone).best() is None, seed
        for words in named:
            assert BruteForce(without(alone, {words})).best() is not None, (seed, words)
    assert found >= 25
    assert larger >= 10


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


@pytest.mark.parametrize(
    ("fields", "named"),
    [
        (
            {"must": {"A", "B", "C"}},
            {"must have Land A (A)", "must have Land B (B)", "must have Land C (C)"},
        ),
        ({"must": {"A"}, "must_not": {"A"}}, {"must have Land A (A)", "must not have Land A (A)"}),
        (
            {"must": {"A", "B"}, "rules": (rule("few", high=1, label="One at most"),)},
            {"must have Land A (A)", "must have Land B (B)", "rule few: One at most: at most 1"},
        ),
        ({"rules": (rule("many", low=3),)}, {"rule many: many: at least 3"}),
        (
            {"must": {"A"}, "most_changes": 0},
            {"must have Land A (A)", "at most 0 changes per period"},
        ),
    ],
)
def test_conflicts_by_hand(fields: dict[str, object], named: set[str]) -> None:
    example = crowded(**fields)
    conflict = find_conflict(example)
    assert conflict is not None
    assert set(conflict.conditions) == named
    plan = solve(example)
    assert plan.status == "infeasible"
    assert plan.conflicts == (conflict,)


def test_a_minimum_stay_is_named() -> None:
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
        "rule one: one: at least 1",
        "a new focus area stays at least 2 periods",
    }


def test_a_gate_is_named_with_the_lock_it_bars() -> None:
    example = problem(area("A", 50, barred="fails the Values Check", name="Land A"), must={"A"})
    conflict = find_conflict(example)
    assert conflict is not None
    assert conflict.conditions == ("must have Land A (A), which is barred: fails the Values Check",)


def test_there_is_no_conflict_where_there_is_a_plan() -> None:
    assert find_conflict(crowded(must={"A", "B"})) is None
    assert is_feasible(crowded(must={"A", "B"}))


def test_soft_rules_are_never_in_conflict() -> None:
    example = crowded(rules=(rule("many", low=3, hard=False, penalty=9.0),), must={"A"})
    assert [words for words, _ in conditions(example)] == ["must have Land A (A)"]
    assert find_conflict(example) is None


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"low": 1, "high": 3}, "rule r: r: at least 1 and at most 3"),
        (
            {"group": "Europe", "label": "Two per region", "low": 2},
            "rule r [Europe]: Two per region: at least 2",
        ),
        ({"base": ("A", "B", "C"), "high": 0.5}, "rule r: r: at most 0.5 (share)"),
    ],
)
def test_rules_in_words(fields: dict[str, object], words: str) -> None:
    assert rule_in_words(rule("r", **fields)) == words


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
    assert done.stdout == "('at most 2 changes per period',)\n"

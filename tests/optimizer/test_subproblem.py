"""Narrowing changes nothing about what is left of a plan; the oracle is the whole problem."""

import numpy as np
import pytest

from optimizer.audit import broken, worth
from optimizer.dependence import left_of_plan
from optimizer.subproblem import subproblem
from tests.optimizer.examples import everything
from tests.optimizer.factories import Size, random_problem
from tests.optimizer.solved import solve

SOLVABLE = (0, 1, 2, 3, 4, 5, 6, 7, 9, 10, 13, 14, 15, 17, 22)
"""Seeds whose problem has a plan."""


@pytest.mark.parametrize("seed", SOLVABLE)
def test_the_rest_of_a_plan_is_worth_the_same(seed: int) -> None:
    """The plan of a random problem, cut down to half of the weeks."""
    problem = random_problem(np.random.default_rng(seed), Size(areas=6, periods=2))
    plan = solve(problem)
    assert plan.found
    poorer = problem.but(
        teams=tuple(team.but(weeks=team.weeks / 2) for team in problem.teams), leads=()
    )
    values = []
    for asked in (poorer, subproblem(poorer, plan.ids)):
        decisions = left_of_plan(asked, plan.decisions)
        if decisions is not None:
            assert broken(poorer, decisions) == []
        values.append(None if decisions is None else worth(poorer, decisions).total)
    assert (values[0] is None) == (values[1] is None)
    if values[0] is not None:
        assert values[0] == pytest.approx(values[1], abs=1e-4)


def test_everything_that_names_others_is_cut() -> None:
    problem = everything().but(most_changes=None)
    kept = ("country:ARM", "commitment:AM0001")
    found = subproblem(problem, kept)
    assert tuple(area.id for area in found.areas) == kept
    assert [term.candidate for term in found.overlaps] == ["commitment:AM0001"]
    assert [rule.members for rule in found.rules] == [
        ("country:ARM",),
        (),
        ("commitment:AM0001",),
    ]
    assert {name for fund in found.funds for name in fund.pays_for} == set(kept)


def test_limited_changes_keep_the_problem_whole() -> None:
    """Dropping somebody else is a change, too."""
    assert subproblem(everything(), ("country:ARM",)) == everything()

"""Of near-equals the plan nearest to the list compared with: all plans tried, and by hand."""

import numpy as np
import pytest

from optimizer.audit import broken
from optimizer.decisions import Decisions
from optimizer.problem import Problem
from optimizer.search import model as model_module
from optimizer.search.effort import EXACT
from optimizer.search.find_plan import find_plan
from tests.optimizer.brute_force import BruteForce
from tests.optimizer.factories import Size, random_problem
from tests.optimizer.problems import area, option, problem, teams
from tests.optimizer.solved import solve

TOLERANCE = 0.05


def nearest(example: Problem, least: float, had: frozenset[tuple[str, str]]) -> int:
    """Return the fewest changes of focus areas of any plan worth at least so much."""
    found = []
    for sets in BruteForce(example).sequences():
        focus = frozenset(
            (one, period.id)
            for period, areas in zip(example.periods, sets, strict=True)
            for one in areas
        )
        only = BruteForce(
            example.but(
                areas=tuple(
                    one.but(
                        windows=tuple(
                            period.id for period in example.periods if (one.id, period.id) in focus
                        )
                    )
                    for one in example.areas
                )
            )
        ).best()
        if only is not None and only.value >= least and only.focus == focus:
            found.append(len(focus ^ had))
    return min(found)


@pytest.mark.parametrize("seed", range(12))
def test_no_near_equal_is_nearer_to_the_list_in_force(seed: int) -> None:
    example = random_problem(np.random.default_rng(seed), Size(areas=4, periods=1))
    best = solve(example)
    if best.value is None:
        return
    had = frozenset((one.id, example.periods[0].id) for one in example.areas if one.incumbent)
    if not had:
        return
    plan = find_plan(example, EXACT, tolerance=TOLERANCE)
    assert plan.value is not None
    least = best.value - TOLERANCE * abs(best.value)
    assert plan.value >= least - 1e-5
    assert plan.gave_up == pytest.approx(max(0.0, best.value - plan.value), abs=1e-5)
    assert broken(example, plan.decisions) == []
    assert len(plan.decisions.focus ^ had) == nearest(example, least - 1e-5, had)


def seats(**points: float) -> Problem:
    """Return areas of which one fits."""
    return problem(
        *(area(name, worth, option(team=1)) for name, worth in points.items()),
        teams=teams(team=1),
    )


@pytest.mark.parametrize("few", [0, 400])
def test_a_swap_of_near_equals_is_no_news(few: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """B is worth 0.5 % more than a, which is in the plan compared with: a stays."""
    monkeypatch.setattr(model_module, "FEW", few)
    before = solve(seats(a=60.0, b=50.0)).decisions
    now = seats(a=60.0, b=60.3)
    kept = find_plan(now, EXACT, compared_with=before, tolerance=0.01)
    assert kept.ids == {"a"}
    assert kept.gave_up == pytest.approx(0.3)
    assert kept.bound == pytest.approx(60.3)
    assert find_plan(now, EXACT, compared_with=before, tolerance=0.001).ids == {"b"}
    assert find_plan(now, EXACT, compared_with=before).ids == {"b"}


def test_of_equally_near_plans_the_best_one() -> None:
    """Neither b nor c was in: the better of both, though both are within the tolerance."""
    before = Decisions(focus=frozenset({("a", "H1")}))
    example = seats(b=60.0, c=60.2, a=1.0)
    assert find_plan(example, EXACT, compared_with=before, tolerance=0.01).ids == {"c"}


def test_services_stay_where_focus_areas_do() -> None:
    """Two services of nearly the same worth, one fits: the one that the other plan gives."""
    example = problem(
        area("a", 60, option("old", unlocks=0.5, team=1), option("new", unlocks=0.5005, team=1)),
        teams=teams(team=1),
    )
    before = Decisions(focus=frozenset({("a", "H1")}), services=frozenset({("a", "old", "H1")}))
    plan = find_plan(example, EXACT, compared_with=before, tolerance=0.01)
    assert plan.decisions.services == {("a", "old", "H1")}
    assert solve(example).decisions.services == {("a", "new", "H1")}

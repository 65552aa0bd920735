"""What candidates add at given prices bounds every plan, with or without any candidate.

Oracles: the best plans of random problems with each candidate forced in or out; a small example
worked by hand.
"""

import numpy as np
import pytest

from optimizer.highs_model import HighsModel
from optimizer.model.compile import compile_problem
from optimizer.model.matrix import MatrixModel
from optimizer.problem import Area, Option, Period, Problem, Team
from optimizer.search.cut_relaxation import CutRelaxation
from optimizer.search.lagrangian import LagrangianBound
from tests.optimizer.factories import Size, random_problem
from tests.optimizer.tighten import tighten


def _forced(sheet: MatrixModel, problem: Problem, candidate: str, inside: bool) -> float:
    """Return the best value with the candidate in every period, or in none."""
    live = HighsModel(sheet)
    lower, upper = live.lower.copy(), live.upper.copy()
    for period in problem.periods:
        column = sheet.columns["focus", candidate, period.id]
        if inside and upper[column] == 0:
            return -np.inf
        lower[column] = upper[column] = float(inside)
    live.set_bounds(lower, upper)
    return live.solve(gap=0.0).value


@pytest.mark.parametrize("periods", [1, 2])
def test_bounds_hold_with_every_candidate_forced(periods: int) -> None:
    size = Size(areas=7, services=3, periods=periods, weeks=16, usd=80)
    settled = 0
    for seed in range(25):
        problem = random_problem(np.random.default_rng(seed), size)
        sheet = compile_problem(problem)
        best = HighsModel(sheet).solve(gap=0.0).value
        if not np.isfinite(best):
            continue
        tight = tighten(CutRelaxation(sheet, problem))
        shares = LagrangianBound(sheet, problem).prices(tight, np.array(sheet.cost), sheet.constant)
        assert shares.bound >= best - 1e-6
        for number, area in enumerate(problem.areas):
            inside = _forced(sheet, problem, area.id, inside=True)
            outside = _forced(sheet, problem, area.id, inside=False)
            assert shares.with_it[number] >= inside - 1e-6, (seed, area.id)
            assert shares.without_it[number] >= outside - 1e-6, (seed, area.id)
            settled += shares.with_it[number] < best - 1e-6
            settled += shares.without_it[number] < best - 1e-6
    assert settled > 20


def test_bounds_hold_at_any_prices_and_costs() -> None:
    """Prices of one relaxation bound the plans of other costs, less tightly."""
    size = Size(areas=8, services=3, weeks=16, usd=80)
    for seed in range(20):
        rng = np.random.default_rng(seed)
        problem = random_problem(rng, size)
        sheet = compile_problem(problem)
        tight, decoupled = tighten(CutRelaxation(sheet, problem)), LagrangianBound(sheet, problem)
        other = np.array(sheet.cost) * rng.uniform(0.5, 1.5, len(sheet.cost))
        live = HighsModel(sheet)
        live.set_costs(other, sheet.constant)
        assert (
            decoupled.prices(tight, other, sheet.constant).bound >= live.solve(gap=0.0).value - 1e-6
        )


def test_scarce_weeks_by_hand() -> None:
    """10 weeks, each service takes 10: a (worth 80) keeps out b (60); a week is worth 6 to 8.

    With b forced in, the plan is worth 60; with a out, 60 too; with a in, 80.
    """
    service = Option(service="s", unlocks=1.0, weeks={"team": 10.0})
    problem = Problem(
        periods=(Period(id="H1"),),
        areas=(
            Area(id="a", kind="k", potential=0.8, worth=100, options=(service,)),
            Area(id="b", kind="k", potential=0.6, worth=100, options=(service,)),
        ),
        teams=(Team(id="team", weeks=10.0),),
    )
    sheet = compile_problem(problem)
    tight = tighten(CutRelaxation(sheet, problem))
    shares = LagrangianBound(sheet, problem).prices(tight, np.array(sheet.cost), sheet.constant)
    assert shares.bound == pytest.approx(80.0)
    assert shares.with_it[0] == pytest.approx(80.0)
    assert 60.0 - 1e-6 <= shares.with_it[1] <= 80.0 + 1e-6
    assert 60.0 - 1e-6 <= shares.without_it[0] <= 80.0 + 1e-6
    assert shares.with_it[1] + shares.without_it[0] == pytest.approx(140.0)

"""Cuts hold for every plan, and those from least support say all there is to say.

Oracles: plans of random problems, found by the unchanged model under random costs; the cheapest of
all sets of services, tried one by one; a rounding cut worked by hand.
"""

import itertools

import numpy as np
import pytest

from optimizer.cuts.rounding import RoundingCuts
from optimizer.cuts.support import Facets, SupportCuts, minimal_sets
from optimizer.highs_model import HighsModel
from optimizer.model.compile import compile_problem
from optimizer.model.matrix import MatrixModel
from optimizer.search.cut_relaxation import CutRelaxation
from tests.optimizer.factories import Size, random_problem
from tests.optimizer.tighten import tighten

SIZE = Size(areas=12, services=3, weeks=24, usd=120)


@pytest.mark.parametrize("chunk", range(4))
def test_every_plan_meets_every_cut(chunk: int) -> None:
    met = 0
    for seed in range(chunk * 15, chunk * 15 + 15):
        rng = np.random.default_rng(seed)
        problem = random_problem(rng, SIZE)
        sheet = compile_problem(problem)
        tightened, live = CutRelaxation(sheet, problem), HighsModel(sheet)
        costs = [np.array(sheet.cost) * rng.uniform(0.2, 2.0, len(sheet.cost)) for _ in range(4)]
        for cost in costs:
            tighten(tightened, cost)
        for cost in costs:
            live.set_costs(cost, sheet.constant)
            plan = live.solve(gap=0.0).solution
            if plan is not None:
                missed = [cut.missed_by(plan) for cut in tightened.cuts]
                assert max(missed, default=0.0) <= 1e-6, seed
                met += len(missed)
    assert met > 200


def test_the_tightened_bound_lies_between_the_best_plan_and_the_relaxation() -> None:
    nearer = 0
    for seed in range(40):
        problem = random_problem(np.random.default_rng(seed), SIZE)
        sheet = compile_problem(problem)
        live = HighsModel(sheet)
        best = live.solve(gap=0.0)
        live.relax()
        loose = live.solve(gap=0.0).bound
        tight = tighten(CutRelaxation(sheet, problem)).bound
        if not best.found:
            continue
        assert best.value - 1e-6 <= tight <= loose + 1e-6
        nearer += tight < loose - 0.01
    assert nearer > 15


def test_cuts_hold_for_other_costs_and_locks() -> None:
    problem = random_problem(np.random.default_rng(3), SIZE)
    sheet = compile_problem(problem)
    tightened, fresh = CutRelaxation(sheet, problem), CutRelaxation(sheet, problem)
    rng = np.random.default_rng(0)
    for _ in range(5):
        tighten(tightened, np.array(sheet.cost) * rng.uniform(0.2, 2.0, len(sheet.cost)))
    again = tighten(tightened, np.array(sheet.cost)).bound
    live = HighsModel(sheet)
    assert live.solve(gap=0.0).value - 1e-6 <= again <= tighten(fresh, rounds=0).bound + 1e-6
    tightened.keep(0)
    assert tightened.live.row_count == tightened.rows
    assert tighten(tightened, rounds=0).bound == pytest.approx(tighten(fresh, rounds=0).bound)


def test_minimal_sets_by_hand() -> None:
    """Of 0.5, 0.3 and 0.2, reaching 0.5: the first alone, or the other two together."""
    sets = minimal_sets(np.array([0.5, 0.3, 0.2]), 0.5)
    assert sorted(map(tuple, sets.tolist())) == [(False, True, True), (True, False, False)]


def test_minimal_sets_hold_one_size_at_most() -> None:
    """A plan of 0.3 or 0.5 and a service of 0.4 reach 0.6: with either size, never both sizes."""
    sets = minimal_sets(np.array([0.3, 0.5, 0.4]), 0.6, ("plan", "plan", "peer"))
    assert sorted(map(tuple, sets.tolist())) == [(False, True, True), (True, False, True)]


@pytest.mark.parametrize(
    ("unlocks", "least"),
    [
        ((0.15, 0.15, 0.25, 0.05, 0.15, 0.15, 0.05, 0.05), 0.5),
        ((0.1, 0.2, 0.15, 0.1, 0.2, 0.1, 0.05, 0.1), 0.6),
        ((0.5, 0.3, 0.2), 0.7),
    ],
)
def test_support_cuts_describe_the_hull(unlocks: tuple[float, ...], least: float) -> None:
    """The cheapest point that meets all cuts costs as much as the cheapest set of services."""
    rng = np.random.default_rng(1)
    facets = Facets(np.array(unlocks), least)
    every = np.array(list(itertools.product((0, 1), repeat=len(unlocks))))
    reaching = every[every @ np.array(unlocks) >= least - 1e-9]
    for _ in range(20):
        cost = rng.uniform(0.1, 1.0, len(unlocks))
        assert _cheapest(facets, cost) == pytest.approx((reaching @ cost).min(), abs=1e-5)


def _cheapest(facets: Facets, cost: np.ndarray) -> float:
    """Return the least cost of services, shares allowed, that meets every support cut."""
    sheet = MatrixModel()
    columns = [sheet.column("z", str(place), integer=False) for place in range(len(cost))]
    sheet.row("some", terms=[(column, 1.0) for column in columns], lower=0.0)
    live = HighsModel(sheet)
    live.set_costs(-cost)
    while True:
        outcome = live.solve(gap=0.0)
        assert outcome.solution is not None
        worst = facets.worst(outcome.solution)
        if worst is None:
            return -outcome.value
        live.add_row(columns, worst.tolist(), 1.0)


def test_a_capacity_of_five_holds_two_services_of_two() -> None:
    """2 a + 2 b + 2 c ≤ 5 allows 2.5 of them in halves, but a + b + c ≤ 2 whole ones."""
    sheet = MatrixModel()
    columns = [sheet.column("service", name, "s", "H1") for name in "abc"]
    sheet.row("staff", "team", "H1", terms=[(column, 2.0) for column in columns], upper=5.0)
    (cut,) = RoundingCuts(sheet).missed(np.array([1.0, 1.0, 0.5]))
    values = cut.values / -cut.values.min()
    assert values == pytest.approx([-1.0, -1.0, -1.0])
    assert cut.least / -cut.values.min() == pytest.approx(-2.0)


def test_nothing_is_cut_off_where_nothing_is_halved() -> None:
    problem = random_problem(np.random.default_rng(5), SIZE)
    sheet = compile_problem(problem)
    plan = HighsModel(sheet).solve(gap=0.0).solution
    assert plan is not None
    whole = np.where(np.array(sheet.integer), np.round(plan), plan)
    assert not SupportCuts(sheet, problem).missed(whole)
    assert not RoundingCuts(sheet).missed(whole)

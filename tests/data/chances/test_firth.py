"""Firth's regression. Oracles: a published table, a 2 × 2 table, an optimiser, simulation."""

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy import optimize, special

from data.chances.firth import Fit, fit

Floats = NDArray[np.float64]

ENDOMETRIAL = """
0 13 164 0|0 16 226 0|0 8 314 0|0 34 268 0|0 20 128 0|0 5 231 0|0 17 180 0|0 10 168 0|0 26 156 0
0 17 231 0|0 8 201 0|0 7 189 0|0 20 315 0|0 10 123 0|0 18 127 0|0 16 176 0|0 18 200 0|0 8 264 1
0 29 88 1|0 12 127 1|0 20 137 1|1 38 97 1|1 22 114 1|1 7 88 1|1 25 91 1|1 15 58 1|0 7 97 1
0 28 150 0|0 11 133 0|0 19 237 0|0 10 182 0|0 10 313 0|0 18 131 0|0 14 192 0|0 21 164 0|0 11 201 0
0 17 188 0|0 25 193 0|0 16 211 0|0 19 129 0|0 15 172 0|0 33 75 0|0 24 192 0|0 48 184 1|0 12 111 1
0 19 161 1|0 2 118 1|1 22 144 1|1 40 118 1|1 5 93 1|1 0 117 1|0 21 119 1|0 15 106 1|0 29 202 0
0 15 229 0|0 12 233 0|0 3 290 0|0 20 170 0|0 23 141 0|0 12 225 0|0 22 154 0|0 42 197 0|0 15 175 0
0 13 216 0|0 14 257 0|0 19 137 0|0 12 361 0|0 13 204 0|0 10 217 0|0 12 169 1|1 49 27 1|0 6 184 1
0 5 130 1|0 17 96 1|1 11 101 1|1 21 98 1|0 5 35 1|1 19 102 1|0 33 85 1
"""
"""Cases of Heinze & Schemper (2002): neovasculation, pulsatility, height × 100, histology."""


def endometrial() -> Fit:
    rows = [row.split() for line in ENDOMETRIAL.strip().splitlines() for row in line.split("|")]
    table = np.array(rows, dtype=np.float64)
    design = np.column_stack([np.ones(len(table)), table[:, 0], table[:, 1], table[:, 2] / 100])
    return fit(design, table[:, 3])


def test_the_published_example_with_separation() -> None:
    """Heinze & Schemper (2002), table III: estimates, errors and profile intervals.

    All thirteen with neovasculation have the outcome, so that plain likelihood has no estimate.
    """
    found = endometrial()
    assert found.coefficients == pytest.approx([3.775, 2.929, -0.035, -2.604], abs=6e-4)
    errors = np.sqrt(np.diag(found.covariance))
    assert errors == pytest.approx([1.489, 1.551, 0.040, 0.776], abs=6e-4)
    assert found.interval(1) == pytest.approx((0.610, 7.855), abs=6e-3)
    assert found.interval(2) == pytest.approx((-0.124, 0.040), abs=6e-4)
    assert found.interval(3) == pytest.approx((-4.365, -1.233), abs=6e-3)


@pytest.mark.parametrize("cells", [(7, 3, 2, 8), (5, 0, 4, 6), (1, 9, 0, 10)])
def test_two_by_two_is_half_a_case_more_in_every_cell(cells: tuple[int, int, int, int]) -> None:
    """With one column of two levels the penalty adds ½ to each cell (Firth 1993, section 3.3)."""
    with_it, without = np.repeat([1.0, 0.0], [sum(cells[:2]), sum(cells[2:])]), cells
    came = np.repeat([1.0, 0.0, 1.0, 0.0], without)
    found = fit(np.column_stack([np.ones(len(with_it)), with_it]), came)
    a, b, c, d = (one + 0.5 for one in cells)
    assert found.coefficients == pytest.approx([np.log(c / d), np.log(a * d / (b * c))], abs=1e-6)


def test_the_greatest_penalised_likelihood_and_its_profile() -> None:
    """Oracle: scipy's Nelder-Mead on the formula, written anew; the profile at both ends."""
    random = np.random.default_rng(5)
    design = np.column_stack([np.ones(40), random.normal(size=40), random.integers(0, 2, 40)])
    came = (random.random(40) < special.expit(design @ [0.3, 0.8, -1.0])).astype(np.float64)

    def short(at: Floats, held: float | None = None) -> float:
        at = at if held is None else np.array([at[0], held, at[1]])
        chance = special.expit(design @ at)
        inside = design.T @ np.diag(chance * (1 - chance)) @ design
        likelihood = np.log(np.where(came == 1, chance, 1 - chance)).sum()
        return -float(likelihood + np.log(np.linalg.det(inside)) / 2)

    settings = {"xatol": 1e-8, "fatol": 1e-12, "maxiter": 4000}
    best = optimize.minimize(short, np.zeros(3), method="Nelder-Mead", options=settings)
    found = fit(design, came)
    assert found.coefficients == pytest.approx(best.x, abs=1e-5)
    for end in found.interval(1):
        rest = optimize.minimize(
            short, np.zeros(2), args=(end,), method="Nelder-Mead", options=settings
        )
        assert 2 * (rest.fun - best.fun) == pytest.approx(1.96**2, abs=5e-3)


def test_chances_are_right_on_average() -> None:
    """The penalty alone would draw a rare outcome towards one half."""
    random = np.random.default_rng(8)
    design = np.column_stack([np.ones(60), random.integers(0, 2, (60, 3))])
    came = (random.random(60) < 0.12).astype(np.float64)
    found = fit(design, came)
    chance, low, high = found.chances(design)
    assert chance.mean() == pytest.approx(came.mean(), abs=1e-9)
    assert special.expit(design @ found.coefficients).mean() > came.mean() + 0.01
    assert ((low < chance) & (chance < high)).all()


def simulated(random: np.random.Generator, alike: float) -> Fit:
    """Return a fit to 30 groups of 12, alike by so much, with a column that groups share."""
    groups = np.repeat(np.arange(30), 12)
    shared = np.repeat(random.integers(0, 2, 30), 12)
    own = random.integers(0, 2, 360)
    rest = -0.5 + 0.8 * shared + 0.6 * own + np.repeat(random.normal(scale=alike, size=30), 12)
    came = (random.random(360) < special.expit(rest)).astype(np.float64)
    return fit(np.column_stack([np.ones(360), shared, own]), came, groups)


def holds(found: Fit, place: int, truth: float) -> bool:
    low, high = found.interval(place)
    return low <= truth <= high


def test_intervals_hold_what_is_there_where_groups_are_alike() -> None:
    """150 draws: near 95 % hold, and hardly any bias; as strangers too few would hold it."""
    random = np.random.default_rng(2)
    found = [simulated(random, 1.0) for _ in range(150)]
    truth = 0.8 / np.sqrt(1 + 0.346)
    estimates = np.array([one.coefficients[1] for one in found])
    assert abs(estimates.mean() - truth) < 0.2 * estimates.std()
    assert 0.89 <= np.mean([holds(one, 1, truth) for one in found]) <= 0.99
    strangers = [Fit(one.design, one.came, None, one.coefficients) for one in found]
    assert np.mean([holds(one, 1, truth) for one in strangers]) < 0.85


def test_intervals_hold_what_is_there_where_cases_are_strangers() -> None:
    """And nothing where there is nothing: a column without effect is seen in one draw of twenty."""
    random = np.random.default_rng(4)
    seen = 0
    for _ in range(150):
        design = np.column_stack([np.ones(80), random.integers(0, 2, 80)])
        came = (random.random(80) < 0.3).astype(np.float64)
        low, high = fit(design, came).interval(1)
        seen += not low <= 0 <= high
    assert seen <= 15


def test_all_alike_is_no_failure() -> None:
    """Every case with the outcome: an estimate, an interval, and chances below one."""
    design = np.column_stack([np.ones(20), np.arange(20.0) % 2])
    found = fit(design, np.ones(20), np.arange(20) // 4)
    assert np.isfinite(found.coefficients).all()
    chance, low, high = found.chances(design)
    assert (chance < 1).all()
    assert ((low < chance) & (chance < high)).all()

"""Value functions: worked by hand, and against a fine grid over every interval."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.criteria import Levels, Linear, Piecewise, Threshold
from scoring.value import Numeric, curve, direction, level_values, value, value_range

UP = Linear(worst=2, best=6)
DOWN = Linear(worst=10, best=0)
PEAK = Piecewise(points=((0, 10), (50, 80), (100, 20)))
STEP = Threshold(at=3, below=40, above=90)
LEVELS = Levels(levels={"none": 0, "some": 55, "strong": 100})


@pytest.mark.parametrize(
    ("function", "measure", "points"),
    [
        (UP, 1, 0),
        (UP, 3, 25),
        (UP, 6, 100),
        (UP, 9, 100),
        (DOWN, 10, 0),
        (DOWN, 2.5, 75),
        (DOWN, -1, 100),
        (PEAK, -5, 10),
        (PEAK, 25, 45),
        (PEAK, 50, 80),
        (PEAK, 75, 50),
        (PEAK, 200, 20),
        (STEP, 2.999, 40),
        (STEP, 3, 90),
    ],
)
def test_value_by_hand(function: Numeric, measure: float, points: float) -> None:
    assert value(function, measure) == pytest.approx(points)


@pytest.mark.parametrize("function", [UP, DOWN, PEAK, STEP])
def test_missing_stays_missing(function: Numeric) -> None:
    assert np.isnan(value(function, np.nan))
    least, greatest = value_range(function, np.nan, np.nan)
    assert np.isnan(least)
    assert np.isnan(greatest)


def test_levels() -> None:
    assert level_values(LEVELS, ["strong", None, "some"]) == pytest.approx(
        [100, np.nan, 55], nan_ok=True
    )
    with pytest.raises(KeyError):
        level_values(LEVELS, ["great"])


finite = st.floats(-20, 120, allow_nan=False)
points_between = st.floats(0, 100)


@st.composite
def functions(draw: st.DrawFn) -> Numeric:
    kind = draw(st.sampled_from(["linear", "points", "threshold"]))
    if kind == "linear":
        worst, best = draw(st.lists(st.integers(-10, 110), min_size=2, max_size=2, unique=True))
        return Linear(worst=worst, best=best)
    if kind == "threshold":
        return Threshold(at=draw(finite), below=draw(points_between), above=draw(points_between))
    measures = sorted(draw(st.sets(st.integers(-10, 110), min_size=2, max_size=6)))
    return Piecewise(points=tuple((float(at), draw(points_between)) for at in measures))


@given(functions(), finite, finite)
def test_range_is_what_a_fine_grid_finds(function: Numeric, one: float, other: float) -> None:
    """Oracle: the function itself on a fine grid, on its corners and on both ends."""
    low, high = min(one, other), max(one, other)
    corners = [at for at, _ in curve(function) if isinstance(at, float) and low <= at <= high]
    grid = np.concatenate([np.linspace(low, high, 201), corners, [low, high]])
    grid = grid[(low <= grid) & (grid <= high)]
    found = value(function, grid)
    least, greatest = value_range(function, low, high)
    assert least == pytest.approx(found.min(), abs=1e-9)
    assert greatest == pytest.approx(found.max(), abs=1e-9)
    assert 0 <= least <= greatest <= 100


@given(functions(), finite, finite)
def test_curve_is_the_function(function: Numeric, one: float, measure: float) -> None:
    """Between its corners a curve is straight, and covers the scale it is given."""
    scale = (min(one, measure), max(one, measure) + 1)
    corners = curve(function, scale)
    at = np.array([corner[0] for corner in corners], dtype=float)
    points = [corner[1] for corner in corners]
    assert at[0] <= scale[0]
    assert at[-1] >= scale[1]
    assert (np.diff(at) >= 0).all()
    if not isinstance(function, Threshold) or measure != function.at:
        assert value(function, measure) == pytest.approx(np.interp(measure, at, points), abs=1e-6)


def test_curve_without_a_scale_runs_a_little_beyond_the_corners() -> None:
    assert curve(DOWN) == ((-1.0, 100.0), (0.0, 100.0), (10.0, 0.0), (11.0, 0.0))
    assert curve(STEP, (0, 5)) == ((0, 40), (3, 40), (3, 90), (5, 90))
    assert curve(LEVELS) == (("none", 0), ("some", 55), ("strong", 100))


def test_direction() -> None:
    assert [direction(f) for f in (UP, DOWN, PEAK, STEP, LEVELS)] == [1, -1, 1, 1, 1]
    assert direction(Threshold(at=1, below=50, above=10)) == -1

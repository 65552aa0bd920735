"""Shares of variance. Oracles: Ishigami's published indices, SALib, an outcome by hand."""

import numpy as np
import pytest
from SALib.analyze import sobol as salib  # type: ignore[import-untyped]
from SALib.sample import sobol as sampling  # type: ignore[import-untyped]
from scipy.stats import norm

from scoring.sobol import variance_shares
from scoring.value import Floats

A, B = 7.0, 0.1
NAMES = ("x1", "x2", "x3")
PROBLEM = {"num_vars": 3, "names": list(NAMES), "bounds": [[-np.pi, np.pi]] * 3}


def ishigami(x: Floats) -> Floats:
    first, second, third = x.T
    return np.asarray(np.sin(first) * (1 + B * third**4) + A * np.sin(second) ** 2)


def parts(rows: Floats) -> tuple[Floats, Floats, dict[str, Floats]]:
    """Return the outcomes of SALib's rows: A, A with each input from B, B, and so on."""
    y = ishigami(rows)[:, None]
    step = len(NAMES) + 2
    return y[::step], y[step - 1 :: step], {
        name: y[place + 1 :: step] for place, name in enumerate(NAMES)
    }  # fmt: skip


def test_ishigami() -> None:
    """Published (Ishigami & Homma 1990): first 0.3139, 0.4424, 0; total 0.5576, 0.4424, 0.2437."""
    rows = sampling.sample(PROBLEM, 2**13, calc_second_order=False, seed=1)
    found = variance_shares(*parts(rows))
    assert [found[name].first for name in NAMES] == pytest.approx([0.3139, 0.4424, 0], abs=0.01)
    assert [found[name].total for name in NAMES] == pytest.approx(
        [0.5576, 0.4424, 0.2437], abs=0.01
    )


def test_the_estimates_are_those_of_salib() -> None:
    rows = sampling.sample(PROBLEM, 256, calc_second_order=False, seed=2)
    found = variance_shares(*parts(rows))
    other = salib.analyze(PROBLEM, ishigami(rows), calc_second_order=False, seed=3)
    assert [found[name].first for name in NAMES] == pytest.approx(other["S1"].tolist(), abs=1e-5)
    assert [found[name].total for name in NAMES] == pytest.approx(other["ST"].tolist(), abs=1e-5)
    half = [(found[name].total_span[1] - found[name].total_span[0]) / 2 for name in NAMES]
    assert half == pytest.approx(other["ST_conf"].tolist(), rel=0.2)


def test_several_parts_by_hand() -> None:
    """The first part is the first input, the second twice the second: variances 1/4 and 1.

    Of the sum 5/4 the first input has a fifth and the second the rest; neither needs the other.
    """
    random = np.random.default_rng(0)
    a, b = (random.integers(0, 2, (4_000, 2)) * np.array([1.0, 2.0]) for _ in range(2))
    mixed = {
        "first": np.column_stack([b[:, 0], a[:, 1]]),
        "second": np.column_stack([a[:, 0], b[:, 1]]),
        "none": a.copy(),
    }
    found = variance_shares(a, b, mixed)
    for group, share, changes in (("first", 0.2, 0.5), ("second", 0.8, 2.0), ("none", 0, 0)):
        one = found[group]
        assert [one.first, one.total] == pytest.approx([share, share], abs=0.03)
        assert one.changes == pytest.approx(changes, abs=0.05)
        assert one.total_span[0] <= one.total <= one.total_span[1]
    assert found["none"].total == found["none"].first == 0


def test_intervals_hold_the_truth_as_often_as_they_say() -> None:
    """Of 200 samples of two normal inputs, one with twice the spread, 95 % or nearly so."""
    random, inside = np.random.default_rng(1), 0
    for seed in range(200):
        a, b = (norm.ppf(random.random((100, 2))) * np.array([1.0, 2.0]) for _ in range(2))
        mixed = {"second": (a[:, 0] + b[:, 1])[:, None]}
        found = variance_shares(a.sum(axis=1)[:, None], b.sum(axis=1)[:, None], mixed, seed)
        low, high = found["second"].total_span
        inside += low <= 0.8 <= high
    assert 0.87 <= inside / 200 <= 0.99


def test_nothing_varies() -> None:
    same = np.ones((5, 2))
    one = variance_shares(same, same, {"any": same})["any"]
    assert (one.first, one.total, one.changes) == (0, 0, 0)

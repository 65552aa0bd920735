"""Stated shares beside what came. Oracles: published intervals, counts by hand, simulated truth."""

import numpy as np
import pytest

from scoring.calibration import FEWEST, Stated, calibration, jeffreys


@pytest.mark.parametrize(
    ("came", "cases", "low", "high"),
    [(0, 10, 0.0, 0.217), (10, 10, 0.783, 1.0), (1, 10, 0.011, 0.381), (5, 10, 0.224, 0.776)],
)
def test_published_intervals(came: int, cases: int, low: float, high: float) -> None:
    """Brown, Cai & DasGupta (2001), table 5; the ends where none or all came are 0 and 1."""
    assert jeffreys(came, cases) == pytest.approx((low, high), abs=2e-3)


def of(share: float, came: int, many: int) -> list[Stated]:
    return [
        Stated(candidate=f"{share}-{place}", record="a", share=share, came=place < came)
        for place in range(many)
    ]


def test_bands_by_hand() -> None:
    """An end belongs to the band above it; one is in the last; fewer than ten tell nothing."""
    found = calibration([*of(0.7, 9, 12), *of(0.89, 1, 2), *of(0.9, 3, 3), *of(1.0, 1, 1)])
    cases = [(band.low, band.cases, band.came) for band in found]
    assert cases == [(0.0, 0, 0), (0.3, 0, 0), (0.5, 0, 0), (0.7, 14, 10), (0.9, 4, 4)]
    band = found[3]
    assert band.stated == pytest.approx((12 * 0.7 + 2 * 0.89) / 14)
    assert band.interval == jeffreys(10, 14)
    assert band.holds
    assert found[4].interval is None
    assert found[4].holds is None
    assert found[0].stated is None
    assert FEWEST == 10


def simulated(random: np.random.Generator, truth: float) -> list[bool]:
    """Return of each band with enough areas whether it holds: areas come with share to a power."""
    shares = random.uniform(0, 1, 120)
    came = random.random(120) < shares**truth
    stated = [
        Stated(candidate=str(place), record="a", share=float(share), came=bool(y))
        for place, (share, y) in enumerate(zip(shares, came, strict=True))
    ]
    return [band.holds for band in calibration(stated) if band.holds is not None]


def test_what_is_stated_truly_holds_and_what_is_not_does_not() -> None:
    """300 draws: near 95 % of bands hold where shares are true; half at most where they boast."""
    random = np.random.default_rng(9)
    truly = [held for _ in range(300) for held in simulated(random, 1.0)]
    assert 0.92 <= np.mean(truly) <= 0.98
    boasting = [held for _ in range(300) for held in simulated(random, 3.0)]
    assert np.mean(boasting) < 0.5

"""Matched comparison. Oracles: an example by hand; simulated data with a known effect, and none."""

import numpy as np
import pytest

from scoring.matched import LEAST_CHOSEN, Matched, by_chance, matched
from scoring.value import Floats


def simulated(
    random: np.random.Generator, effect: float, *, others: int = 62, chosen: int = 13
) -> Matched:
    """Return what is found where those with more beforehand are chosen, and change less anyway."""
    n = others + chosen
    first, second = random.normal(size=(2, n))
    appeal = 0.8 * first + 0.3 * second + random.gumbel(size=n)
    inside = np.zeros(n, dtype=bool)
    inside[np.argsort(-appeal)[:chosen]] = True
    change = -0.6 * first + 0.4 * second + random.normal(scale=0.7, size=n) + effect * inside
    found = matched(change, np.column_stack([first, second]), inside)
    assert found is not None
    return found


@pytest.mark.parametrize("effect", [0.0, 0.5])
def test_what_is_there_is_found_and_what_is_not_is_not(effect: float) -> None:
    """600 draws of the bundled size: bias under a tenth of the spread, intervals hold 95 ± 3 %."""
    random = np.random.default_rng(1)
    found = [simulated(random, effect) for _ in range(600)]
    effects = np.array([one.effect for one in found])
    assert abs(effects.mean() - effect) < 0.1 * effects.std()
    held = np.mean([one.low <= effect <= one.high for one in found])
    assert 0.92 <= held <= 0.98


def test_a_plain_difference_would_be_wrong_there() -> None:
    """The same draws without matching: biased by more than its spread, so the test can fail."""
    random = np.random.default_rng(7)
    plain = []
    for _ in range(200):
        found = simulated(random, 0.0)
        plain.append(found.change)
    assert np.mean(plain) < -0.3


def test_what_is_called_visible_is_seen_in_four_of_five() -> None:
    random = np.random.default_rng(11)
    sizes = [simulated(random, 0.0).visible for _ in range(200)]
    seen = [simulated(random, float(np.mean(sizes))).beyond_chance for _ in range(300)]
    assert 0.7 <= np.mean(seen) <= 0.9


def test_how_many_would_look_telling_by_chance() -> None:
    """One of 14 or more: 1 - 0.95¹⁴ = 0.512; two or more of three: 3 · 0.05² · 0.95 + 0.05³."""
    assert by_chance(1, 14) == pytest.approx(0.512, abs=1e-3)
    assert by_chance(2, 3) == pytest.approx(3 * 0.05**2 * 0.95 + 0.05**3)
    assert by_chance(0, 5) == 1


def test_by_hand() -> None:
    """Five chosen at 0 … 4, each beside one at the same place and one far away; matches = 1.

    Changes of the matches are 0, 1, 2, 3, 4 (linear), of the chosen the same and 1, 3, 2, 1, 3
    more: mean 2; all served once, so that the variance is Σ (d − 2)² / 25 = 4 / 25.
    """
    places = np.arange(5.0)
    far = 100.0 + np.arange(10.0)
    before = np.concatenate([places, places, far])[:, None]
    more = np.array([1.0, 3.0, 2.0, 1.0, 3.0])
    change = np.concatenate([places + more, places, np.zeros(10)])
    inside = np.arange(20) < 5
    found = matched(change, before, inside, matches=1)
    assert found is not None
    assert (found.chosen, found.others, found.served) == (5, 15, 5)
    assert found.effect == pytest.approx(2)
    assert found.error == pytest.approx(0.4)
    assert found.change == pytest.approx(4)
    assert found.like == pytest.approx(2)
    assert found.high - found.low == pytest.approx(2 * 2.776 * 0.4, abs=1e-3)
    assert found.beyond_chance


def test_units_of_what_was_known_do_not_matter() -> None:
    random = np.random.default_rng(3)
    before: Floats = random.normal(size=(40, 2))
    change, inside = random.normal(size=40), np.arange(40) < 8
    same = matched(change, before, inside)
    other = matched(change, before * [1e3, 1e-3] + [5.0, -2.0], inside)
    assert same is not None
    assert other is not None
    assert other.effect == pytest.approx(same.effect)
    assert other.error == pytest.approx(same.error)


def test_too_few_are_told_as_too_few() -> None:
    change, before = np.zeros(30), np.arange(30.0)[:, None]
    assert matched(change, before, np.arange(30) < LEAST_CHOSEN - 1) is None
    assert matched(change, before, np.arange(30) < 25) is None
    still = matched(change, np.ones((30, 1)), np.arange(30) < 8)
    assert still is not None
    assert (still.effect, still.error) == (0.0, 0.0)

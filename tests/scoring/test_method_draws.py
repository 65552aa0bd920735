"""Draws of the method. Oracles: means worked out by hand; the additive score as it is."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from optimizer.study import Study, open_study
from scoring.draws import Draws, draw_block
from scoring.method_draws import draw_methods, potential_by
from scoring.variants import Aggregation, Scale
from scoring.weight_samples import AnyWeights


@pytest.fixture(scope="module")
def drawn(small_dataset_folder: Path, small_configuration_folder: Path) -> Draws:
    study: Study = open_study(small_dataset_folder, small_configuration_folder)
    return draw_block(study.scorecard().kinds["commitment"], AnyWeights(), 0, 3, size=4)


def test_as_it_is_it_is_the_additive_one(drawn: Draws) -> None:
    assert potential_by(drawn, [(None, None)] * 4) == pytest.approx(drawn.potential)


def test_the_geometric_mean_by_hand(drawn: Draws) -> None:
    """Weights a half and a half, values 25 and 100: 50 in place of 62.5; overlap keeps its part."""
    apart = np.flatnonzero(~drawn.scores.overlap)
    weights = np.zeros((1, drawn.weights.shape[1]))
    weights[0, apart[:2]] = 0.4
    weights[0, np.flatnonzero(drawn.scores.overlap)[:1]] = 0.2
    values = np.full((1, *drawn.values.shape[1:]), 25.0)
    values[:, :, apart[1]] = 100.0
    one = replace(drawn, weights=weights, values=values)
    assert potential_by(one, [(None, Aggregation.GEOMETRIC)])[0] == pytest.approx(0.8 * 0.5)
    assert potential_by(one, [(None, None)])[0] == pytest.approx(0.8 * 0.625)
    assert potential_by(one, [(Scale.MIN_MAX, None)])[0] == pytest.approx(0.8 * 0.5)


def test_the_same_seed_gives_the_same_methods() -> None:
    assert draw_methods(1, 0, 60)[:20] == draw_methods(1, 0, 20)
    assert draw_methods(1, 0, 60) != draw_methods(2, 0, 60)
    every = {one for block in range(3) for one in draw_methods(0, block, 100)}
    assert every == {(s, w) for s in (None, *Scale) for w in (None, Aggregation.GEOMETRIC)}

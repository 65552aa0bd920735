"""Draws: the same for a seed, in any order and any number, and never outside their intervals."""

import numpy as np
import pytest

from config.criteria import Criteria
from data.dataset import Candidate, Dataset, Evidence
from scoring.belief import MissingDraw
from scoring.draws import BLOCK, draw_block, draw_blocks
from scoring.kind_scores import KindScores
from scoring.scorecard import score
from scoring.weight_samples import AnyWeights, FixedWeights, WeightsAround, WeightsOfPeople


@pytest.fixture(scope="module")
def countries(hand_dataset: Dataset, hand_criteria: Criteria) -> KindScores:
    return score(hand_dataset, hand_criteria).kinds["country"]


@pytest.fixture(scope="module")
def commitments(hand_dataset: Dataset, hand_criteria: Criteria) -> KindScores:
    return score(hand_dataset, hand_criteria).kinds["commitment"]


def test_same_seed_same_draws_in_any_order(countries: KindScores) -> None:
    blocks = list(draw_blocks(countries, AnyWeights(), 3 * BLOCK, seed=5))
    alone = draw_block(countries, AnyWeights(), 2, seed=5)
    assert (blocks[2].weights == alone.weights).all()
    assert (blocks[2].values == alone.values).all()
    assert (blocks[0].weights != alone.weights).any()
    other = draw_block(countries, AnyWeights(), 2, seed=6)
    assert (other.values != alone.values).any()


def test_a_longer_run_begins_with_a_shorter_one(countries: KindScores) -> None:
    short = list(draw_blocks(countries, AnyWeights(), BLOCK + 7, seed=5))
    long = list(draw_blocks(countries, AnyWeights(), 3 * BLOCK, seed=5))
    assert [block.weights.shape[0] for block in short] == [BLOCK, 7]
    assert (short[1].values == long[1].values[:7]).all()
    assert (short[1].weights == long[1].weights[:7]).all()


def test_draws_stay_within_the_intervals_and_fill_them(countries: KindScores) -> None:
    """Press freedom of A is 25 to 75, worth 40 rising to 80 at 50, then falling to 50.

    Uniform in the evidence, its mean is that of both halves, (60 + 65) / 2.
    """
    blocks = draw_blocks(countries, FixedWeights(), 20 * BLOCK, seed=1)
    values = np.concatenate([block.values for block in blocks])
    assert (values >= countries.values_low - 1e-9).all()
    assert (values <= countries.values_high + 1e-9).all()
    press = values[:, list(countries.ids).index("country:A"), 2]
    assert (press.min(), press.max()) == pytest.approx((40, 80), abs=0.5)
    assert press.mean() == pytest.approx(62.5, abs=1)


def test_missing_evidence_like_the_stand_in(countries: KindScores) -> None:
    """Of C, participation and rating are missing (median: between B and A's 40 and 80, 50 and 100).

    Laws are missing too, and the criterion says low: press stays at 0. Ranges are drawn as before.
    """
    blocks = draw_blocks(
        countries, FixedWeights(), 10 * BLOCK, seed=1, missing=MissingDraw.LIKE_STAND_IN
    )
    values = np.concatenate([block.values for block in blocks])
    of_c = values[:, list(countries.ids).index("country:C")]
    assert (of_c[:, 0].min(), of_c[:, 0].max()) == pytest.approx((45, 90), abs=3)
    assert of_c[:, 0].mean() == pytest.approx((60 + 75) / 2, abs=1.5)
    assert (of_c[:, 2] == 0).all()
    press = values[:, list(countries.ids).index("country:A"), 2]
    assert (press.min(), press.max()) == pytest.approx((40, 80), abs=1)


def test_without_evidence_the_central_values_are_used(countries: KindScores) -> None:
    block = draw_block(countries, FixedWeights(), 0, seed=1, evidence=False)
    assert block.values.shape[0] == 1
    assert block.score == pytest.approx(np.tile(countries.score, (BLOCK, 1)))


def test_potential_and_relations_add_up_to_the_score(commitments: KindScores) -> None:
    """Commitment 2 earns both relations: potential + relation weights = score / 100."""
    block = draw_block(commitments, WeightsAround(), 0, seed=3)
    position = commitments.ids.index("commitment:2")
    earned = sum(block.relation_weights.values())
    assert set(block.relation_weights) == {"in_country", "on_theme"}
    assert block.potential[:, position] + earned == pytest.approx(block.score[:, position] / 100)
    fixed = draw_block(commitments, FixedWeights(), 0, seed=3, evidence=False)
    assert fixed.potential[0] == pytest.approx(commitments.potential)


def test_one_person_speaks_for_all_kinds(countries: KindScores, commitments: KindScores) -> None:
    for_countries = WeightsOfPeople(people={"Ana": {"will": 1}, "Bo": {"press": 1}})
    for_commitments = WeightsOfPeople(people={"Ana": {"ambition": 1}, "Bo": {"focus": 1}})
    one = draw_block(countries, for_countries, 4, seed=2).weights
    two = draw_block(commitments, for_commitments, 4, seed=2).weights
    assert (one[:, 0] == two[:, 0]).all()
    assert 0 < one[:, 0].mean() < 1


def test_one_measure_of_two_criteria_is_drawn_once() -> None:
    """One criterion wants much of a measure, the other little of it: together always 100."""
    kind = {
        "label": "K",
        "singular": "k",
        "worth": 1,
        "criteria": {
            name: {
                "label": name,
                "weight": 1,
                "source": "test",
                "measure": "m",
                "value": {"type": "linear", "worst": worst, "best": 10 - worst},
            }
            for name, worst in (("much", 0), ("little", 10))
        },
    }
    criteria = Criteria.model_validate({"kinds": {"k": kind}, "measures": {"m": {"label": "m"}}})
    row = Evidence(
        candidate="B", measure="m", value=5, low=3, high=8, basis="observed", source="test"
    )
    candidates = tuple(Candidate(id=name, kind="k", name=name) for name in "AB")
    scores = score(Dataset(candidates=candidates, evidence=(row,)), criteria).kinds["k"]
    values = draw_block(scores, FixedWeights(), 0, seed=0).values
    ranged = score(Dataset(candidates=candidates[1:], evidence=(row,)), criteria).kinds["k"]
    one, other = (
        draw_block(ranged, FixedWeights(), 0, seed=0, missing=missing) for missing in MissingDraw
    )
    assert (one.values == other.values).all()
    assert values[:, 0].std(axis=0).min() > 10
    assert values[:, 1, 0].min() >= 30
    assert values[:, 0].sum(axis=1) == pytest.approx(100)
    assert values[:, 1].sum(axis=1) == pytest.approx(100)

"""SMAA against a published example, closed forms, and what must always hold."""

import itertools
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from config.criteria import Criteria, Linear
from config.problems import InputError
from data.dataset import Candidate, Dataset, Evidence
from scoring.acceptability import Acceptability, Block, acceptability, acceptability_of
from scoring.sampling_error import standard_error
from scoring.scorecard import score
from scoring.value import value
from scoring.weight_samples import (
    AnyWeights,
    FixedWeights,
    WeightBelief,
    WeightOrder,
    sample_weights,
)

PUBLISHED_DRAWS = 10_000


def thrombolytics(
    belief: WeightBelief, weights: Mapping[str, float]
) -> Callable[[], Iterator[Block]]:
    """Return draws of the thrombolytics example.

    Risks after heparin and enoxaparin, beta-distributed: proximal and distal deep-vein thrombosis,
    major bleeding; values linear over 0.25..0, 0.4..0.15 and 0.1..0.
    """
    scales = (Linear(worst=0.25, best=0), Linear(worst=0.4, best=0.15), Linear(worst=0.1, best=0))
    risks = (((20, 116), (40, 96), (1, 135)), ((8, 121), (32, 97), (5, 124)))

    def blocks() -> Iterator[Block]:
        rng = np.random.default_rng(2004)
        for _ in range(40):
            values = np.stack(
                [
                    [value(s, rng.beta(*risk, 1000)) for s, risk in zip(scales, row, strict=True)]
                    for row in risks
                ]
            )
            drawn = sample_weights(belief, weights, 1000, rng)
            yield drawn, values.transpose(2, 0, 1), np.ones((1, 2), dtype=np.bool_)

    return blocks


@pytest.mark.parametrize(
    ("belief", "weights", "heparin_first", "central", "confidence"),
    [
        (
            AnyWeights(),
            (1 / 3, 1 / 3, 1 / 3),
            0.3381,
            ((0.1976, 0.2780, 0.5244), (0.4118, 0.3578, 0.2304)),
            (0.6389, 0.8925),
        ),
        (
            WeightOrder(),
            (0.5, 0.2, 0.3),
            0.1369,
            ((0.5240, 0.1213, 0.3547), (0.6229, 0.1103, 0.2668)),
            (0.1914, 0.9174),
        ),
        (
            FixedWeights(),
            (4 / 7, 1 / 7, 2 / 7),
            0.1049,
            ((4 / 7, 1 / 7, 2 / 7), (4 / 7, 1 / 7, 2 / 7)),
            (0.1049, 0.8951),
        ),
    ],
    ids=["no preferences", "order of criteria", "exact weights"],
)
def test_thrombolytics_as_published(
    belief: WeightBelief,
    weights: tuple[float, ...],
    heparin_first: float,
    central: tuple[tuple[float, ...], ...],
    confidence: tuple[float, float],
) -> None:
    """Oracle: reference results of the MCDA software of Tervonen, van Valkenhoef and others.

    Their thrombolytics example (10,000 draws) for three states of preference; the data are those of
    Lynd & O'Brien (2004), Journal of Clinical Epidemiology 57, 795-803. Our figures may differ from
    theirs by four standard errors of a difference of two samples.
    """
    criteria = ("proximal", "distal", "bleeding")
    given_weights = dict(zip(criteria, weights, strict=True))
    found = acceptability_of(
        ("heparin", "enoxaparin"), criteria, thrombolytics(belief, given_weights)
    )
    assert found.draws == 40_000

    def allowed(share: float) -> float:
        ours, theirs = standard_error(share, found.draws), standard_error(share, PUBLISHED_DRAWS)
        return 4 * float(np.hypot(ours, theirs))

    assert found.rank[0, 0] == pytest.approx(heparin_first, abs=allowed(heparin_first))
    assert found.rank[1, 0] == pytest.approx(1 - heparin_first, abs=allowed(heparin_first))
    assert found.winning is not None
    assert found.winning[0, 1] == found.rank[0, 0]
    errors = found.central_error * np.sqrt(1 + found.draws / PUBLISHED_DRAWS)
    assert (np.abs(found.central_weights - np.array(central)) <= 4 * errors + 5e-5).all()
    for ours, theirs in zip(found.confidence, confidence, strict=True):
        assert ours == pytest.approx(theirs, abs=allowed(theirs) + 0.01)


def three_candidates() -> tuple[Dataset, Criteria]:
    """Return A = (100, 0), B = (0, 100) and C = (60, 60) over two criteria."""
    table = {"A": (100, 0), "B": (0, 100), "C": (60, 60)}
    return scored({name: {"x": x, "y": y} for name, (x, y) in table.items()}, "xy")


def scored(
    table: Mapping[str, Mapping[str, float | tuple[float, float]]], criteria: str
) -> tuple[Dataset, Criteria]:
    """Return a dataset whose evidence is a table of points (or of ranges of points)."""
    rows = []
    for name, values in table.items():
        for measure, points in values.items():
            low, high = points if isinstance(points, tuple) else (points, points)
            fields: dict[str, Any] = {"value": (low + high) / 2, "low": low, "high": high}
            rows.append(
                Evidence(candidate=name, measure=measure, basis="observed", source="test", **fields)
            )
    kind = {
        "label": "K",
        "singular": "k",
        "worth": 1,
        "criteria": {
            name: {
                "label": name,
                "weight": len(criteria) - place,
                "source": "test",
                "measure": name,
                "value": {"type": "linear", "worst": 0, "best": 100},
            }
            for place, name in enumerate(criteria)
        },
    }
    measures = {name: {"label": name} for name in criteria}
    dataset = Dataset(
        candidates=tuple(Candidate(id=name, kind="k", name=name) for name in table),
        evidence=tuple(rows),
    )
    return dataset, Criteria.model_validate({"kinds": {"k": kind}, "measures": measures})


def run(table: tuple[Dataset, Criteria], belief: WeightBelief, seed: int = 0) -> Acceptability:
    return acceptability(score(*table).kinds["k"], belief, draws=20_000, seed=seed)


def test_closed_form_without_preferences() -> None:
    """With weight w on x, A scores 100 w, B 100 (1 − w), C 60; w is uniform on 0..1.

    A is first for w > 0.6 (0.4 of all w), second for 0.5 < w < 0.6 (0.1), else third; B likewise; C
    is first in between (0.2), else second. Central weights are the middles of the intervals.
    """
    found = run(three_candidates(), AnyWeights())
    expected = np.array([[0.4, 0.1, 0.5], [0.4, 0.1, 0.5], [0.2, 0.8, 0.0]])
    assert (np.abs(found.rank - expected) <= 4 * standard_error(expected, found.draws)).all()
    assert found.winning == pytest.approx(
        np.array([[0, 0.5, 0.4], [0.5, 0, 0.4], [0.6, 0.6, 0]]), abs=0.0142
    )
    middles = np.array([[0.8, 0.2], [0.2, 0.8], [0.5, 0.5]])
    assert (np.abs(found.central_weights - middles) <= 4 * found.central_error).all()
    assert (found.confidence == 1).all()
    assert found.expected_rank == pytest.approx([2.1, 2.1, 1.8], abs=0.03)
    assert found.rank_range(0.7) == ((1, 3), (1, 3), (1, 2))
    assert found.among_first(2) == pytest.approx([0.5, 0.5, 1.0], abs=0.0142)


def test_closed_form_with_an_order() -> None:
    """Given that x weighs at least as much as y, w is uniform on 0.5..1."""
    found = run(three_candidates(), WeightOrder())
    expected = np.array([[0.8, 0.2, 0.0], [0.0, 0.0, 1.0], [0.2, 0.8, 0.0]])
    assert (np.abs(found.rank - expected) <= 4 * standard_error(expected, found.draws)).all()
    assert found.central_weights[0] == pytest.approx([0.8, 0.2], abs=0.01)
    assert np.isnan(found.central_weights[1]).all()
    assert np.isnan(found.confidence[1])


def test_closed_form_with_uncertain_evidence() -> None:
    """A is uniform on 0..100, B on 50..100: P(A > B) = ∫ (100 − b)/100 · db/50 = 0.25."""
    found = run(scored({"A": {"x": (0, 100)}, "B": {"x": (50, 100)}}, "x"), AnyWeights())
    assert found.rank[0, 0] == pytest.approx(0.25, abs=4 * 0.0031)
    assert found.confidence == pytest.approx([0.25, 0.75], abs=4 * 0.0031)


def test_missing_evidence_is_anywhere_on_the_scale() -> None:
    """A has nothing, B has 70 points: A is better in 0.3 of all cases."""
    found = run(scored({"A": {}, "B": {"x": 70}}, "x"), FixedWeights())
    assert found.rank[0, 0] == pytest.approx(0.3, abs=4 * 0.0033)


def test_equals_share_their_ranks() -> None:
    found = run(scored({"A": {"x": 50}, "B": {"x": 50}, "C": {"x": 50}}, "x"), FixedWeights())
    assert found.rank == pytest.approx(np.full((3, 3), 1 / 3), abs=4 * 0.0034)


def test_every_figure_has_its_interval() -> None:
    found = run(three_candidates(), AnyWeights())
    low, high = found.rank_interval
    assert ((low <= found.rank) & (found.rank <= high)).all()
    assert (high[2, 2], found.rank[2, 2]) == (pytest.approx(0.00019, abs=1e-5), 0)
    assert found.rank_error[0, 0] == pytest.approx(0.0035, abs=1e-4)
    assert found.winning is not None
    assert found.winning_interval is not None
    assert (found.winning_interval[0] <= found.winning).all()
    assert found.confidence_interval[1] == pytest.approx([1, 1, 1])


def test_same_seed_same_figures() -> None:
    one, two, other = (run(three_candidates(), AnyWeights(), seed) for seed in (1, 1, 2))
    assert (one.rank == two.rank).all()
    assert (one.rank != other.rank).any()


def test_a_stop_keeps_the_draws_until_then() -> None:
    """Draws come in blocks of 100: after the second one it is asked to end."""
    told: list[tuple[int, int]] = []
    scores = score(*three_candidates()).kinds["k"]
    found = acceptability(
        scores,
        draws=1_000,
        stopped=lambda: len(told) >= 2,
        progress=lambda done, total: told.append((done, total)),
    )
    assert told == [(100, 1_000), (200, 1_000)]
    assert found.draws == 200
    whole = acceptability(scores, draws=200)
    assert (found.rank == whole.rank).all()
    assert np.isnan(found.confidence).all()


def test_progress_is_told_once_for_every_block() -> None:
    told: list[int] = []
    acceptability(
        score(*three_candidates()).kinds["k"],
        draws=250,
        progress=lambda done, total: told.append(done * 1_000 + total),
    )
    assert told == [100_250, 200_250, 250_250]


def test_candidates_that_fail_a_gate_take_no_part(
    hand_dataset: Dataset, hand_criteria: Criteria
) -> None:
    found = acceptability(score(hand_dataset, hand_criteria).kinds["country"], draws=200)
    assert found.ids == ("country:A", "country:C")


def test_a_kind_without_candidates(hand_dataset: Dataset, hand_criteria: Criteria) -> None:
    empty = hand_dataset.but(candidates=(), evidence=(), links=())
    found = acceptability(score(empty, hand_criteria).kinds["country"], draws=200)
    assert found.ids == ()
    assert found.rank.shape == (0, 0)
    assert found.rank_interval[0].shape == (0, 0)


def test_no_draws_is_a_sentence() -> None:
    with pytest.raises(InputError, match="number of draws must be 1 or more"):
        acceptability(score(*three_candidates()).kinds["k"], draws=0)


points = st.one_of(
    st.integers(0, 100).map(float),
    st.tuples(st.integers(0, 49), st.integers(51, 100)).map(lambda r: (float(r[0]), float(r[1]))),
)


@settings(max_examples=30, deadline=None)
@given(
    st.lists(st.tuples(points, points, points), min_size=1, max_size=5),
    st.sampled_from([AnyWeights(), WeightOrder(), FixedWeights()]),
)
def test_ranks_are_shared_out_in_full(
    rows: list[tuple[Any, Any, Any]], belief: WeightBelief
) -> None:
    """Each rank is held once in every draw; of two candidates one wins; dominated ones never do."""
    table = {str(place): dict(zip("xyz", row, strict=True)) for place, row in enumerate(rows)}
    scores = score(*scored(table, "xyz")).kinds["k"]
    found = acceptability(scores, belief, draws=150)
    assert found.rank.sum(axis=0) == pytest.approx(1)
    assert found.rank.sum(axis=1) == pytest.approx(1)
    assert found.winning is not None
    both = found.winning + found.winning.T
    assert both == pytest.approx(1 - np.eye(len(rows)))
    for better, worse in itertools.permutations(range(len(rows)), 2):
        if (scores.values_low[better] > scores.values_high[worse]).all():
            assert found.winning[better, worse] == 1

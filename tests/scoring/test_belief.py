"""What is believed of missing and ranged evidence: one reading, uniform in the evidence."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from scipy import integrate, stats

from config.criteria import Criteria, Piecewise
from data.dataset import Candidate, Dataset, Evidence
from scoring.belief import MissingDraw
from scoring.believed import believed, open_cells
from scoring.draws import BLOCK, draw_block, draw_blocks
from scoring.gaps import STEPS, findings_of, gaps_of
from scoring.kind_scores import KindScores
from scoring.scorecard import score
from scoring.selection import of_candidates
from scoring.value import value
from scoring.weight_samples import FixedWeights
from tests.factories import cases

FOUR = {"type": "levels", "levels": {"none": 0, "some": 50, "good": 80, "strong": 100}}
RISING = {"type": "linear", "worst": 0, "best": 4}
BENT = {"type": "points", "points": [[0, 0], [1, 80], [4, 100]]}
FALLING = {"type": "linear", "worst": 4, "best": 0}


def scores_of(
    uses: dict[str, list[tuple[str, dict[str, Any]]]],
    evidence: dict[tuple[str, str], tuple[Any, ...]],
    ids: str = "AB",
    scales: dict[str, dict[str, Any]] | None = None,
    **criterion: Any,
) -> KindScores:
    """Return the scores of criteria that each use (measure, value function) pairs."""
    criteria = {
        name: {
            "label": name,
            "weight": 1,
            "source": "test",
            "measures": [{"measure": measure, "value": function} for measure, function in pairs],
            **criterion,
        }
        for name, pairs in uses.items()
    }
    kind = {"label": "K", "singular": "k", "worth": 1, "criteria": criteria}
    names = {measure for pairs in uses.values() for measure, _ in pairs}
    measures = {name: {"label": name, **(scales or {}).get(name, {})} for name in names}
    rows = []
    for (candidate, measure), found in evidence.items():
        fields = dict(zip(("value", "low", "high"), found, strict=False))
        rows.append(
            Evidence(
                candidate=candidate, measure=measure, basis="observed", source="test", **fields
            )
        )
    candidates = tuple(Candidate(id=name, kind="k", name=name) for name in ids)
    config = Criteria.model_validate({"kinds": {"k": kind}, "measures": measures})
    return score(Dataset(candidates=candidates, evidence=tuple(rows)), config).kinds["k"]


def drawn(scores: KindScores, row: int = 0, blocks: int = 40, **how: Any) -> np.ndarray:
    """Return values of criteria of one candidate in many draws, shape (d, m)."""
    some = draw_blocks(scores, FixedWeights(), blocks * BLOCK, seed=1, **how)
    return np.concatenate([block.values[:, row] for block in some])


def test_a_missing_level_is_one_of_the_levels_of_its_scale() -> None:
    """Each of four levels in a quarter of the draws, and in a quarter of what may be found."""
    scores = scores_of({"c": [("m", FOUR)]}, {("B", "m"): ("good",)})
    values, times = np.unique(drawn(scores)[:, 0], return_counts=True)
    assert values.tolist() == [0, 50, 80, 100]
    assert stats.chisquare(times).pvalue > 1e-3
    (gap,) = gaps_of(scores, MissingDraw.ANYWHERE)
    found, steps = np.unique(gap.values[:, 0], return_counts=True)
    assert found.tolist() == [0, 50, 80, 100]
    assert steps.tolist() == [STEPS / 4] * 4


def test_a_range_of_levels_named_by_numbers_covers_those_within() -> None:
    """Levels 1 to 5 in any order of writing; from 2 to 4: 20, 60 and 70, a third each."""
    levels = {"5": 100, "1": 0, "3": 60, "2": 20, "4": 70}
    function = {"type": "levels", "levels": levels}
    scores = scores_of({"c": [("m", function)]}, {("A", "m"): (3, 2, 4), ("B", "m"): (5,)})
    values, times = np.unique(drawn(scores)[:, 0], return_counts=True)
    assert values.tolist() == [20, 60, 70]
    assert stats.chisquare(times).pvalue > 1e-3


def test_a_range_is_uniform_in_the_evidence_and_not_in_points() -> None:
    """0 to 4 is worth 80 points at 1 already; the mean is the integral of the value function."""
    function = Piecewise.model_validate(BENT)
    for known in ((2, 0, 4), None):
        evidence = {("B", "m"): (1,)} | ({("A", "m"): known} if known else {})
        scores = scores_of({"c": [("m", BENT)]}, evidence, scales={"m": {"scale": [0, 4]}})
        mean, _ = integrate.quad(lambda m: float(value(function, m)), 0, 4, points=[1])
        assert mean / 4 == pytest.approx((40 + 3 * 90) / 4)
        points = drawn(scores)[:, 0]
        assert points.mean() == pytest.approx(mean / 4, abs=1)
        assert (points > 80).mean() == pytest.approx(3 / 4, abs=0.03)
        (gap,) = gaps_of(scores, MissingDraw.ANYWHERE)
        assert gap.values[:, 0].mean() == pytest.approx(mean / 4, abs=0.01)


@pytest.mark.parametrize(
    ("said", "mean"),
    [
        ({"scale": [0, 10]}, 80),
        ({"scale": [0, 10], "missing_within": [0, 5]}, 60),
        ({}, 50),
    ],
)
def test_where_a_missing_number_may_lie(said: dict[str, Any], mean: float) -> None:
    """Full from 4 up: 2 in 5 of 0 to 10 are worth 50 on average and the rest 100."""
    scores = scores_of({"c": [("m", RISING)]}, {("B", "m"): (1,)}, scales={"m": said})
    assert drawn(scores)[:, 0].mean() == pytest.approx(mean, abs=1.5)


def test_what_lies_beyond_a_limit_is_half_of_a_scale_that_nobody_states() -> None:
    step = {"type": "threshold", "at": 3, "below": 20, "above": 70}
    scores = scores_of({"c": [("m", step)]}, {("B", "m"): (1,)})
    assert drawn(scores)[:, 0].mean() == pytest.approx(45, abs=1.5)


def test_a_measure_that_serves_two_criteria_is_one_number_in_both() -> None:
    """M of 1.5 to 4: full from 1 up in one, a quarter of a hundred per unit in the other."""
    full = {"type": "threshold", "at": 1, "below": 0, "above": 100}
    scores = scores_of(
        {"full": [("m", full)], "bent": [("m", BENT)], "falling": [("m", FALLING)]},
        {("A", "m"): (3, 1.5, 4), ("B", "m"): (2.6,)},
    )
    values = drawn(scores)
    assert (values[:, 0] == 100).all()
    m = 4 - values[:, 2] / 25
    assert m.min() >= 1.5
    assert values[:, 1] == pytest.approx(80 + (m - 1) * 20 / 3)


def test_two_missing_levels_that_meet_in_a_least_or_greatest() -> None:
    """All 16 pairs of levels: the least is on average (0·7 + 50·5 + 80·3 + 100·1) / 16."""
    for combine, mean in (("min", 590 / 16), ("max", 1250 / 16)):
        scores = scores_of(
            {"c": [("x", FOUR), ("y", FOUR)]},
            {("B", "x"): ("good",), ("B", "y"): ("some",)},
            combine=combine,
        )
        pairs = [0, 50, 80, 100]
        pick = min if combine == "min" else max
        assert mean == np.mean([pick(a, b) for a in pairs for b in pairs])
        assert drawn(scores)[:, 0].mean() == pytest.approx(mean, abs=2)
        gaps = gaps_of(scores, MissingDraw.ANYWHERE)
        found = findings_of(scores, gaps, MissingDraw.ANYWHERE)[0]
        assert not found.sampled
        assert float(found.share @ found.potential) * 100 == pytest.approx(mean)


def test_three_levels_are_a_third_each() -> None:
    """Two measures of three levels that meet: the least is on average (0·5 + 50·3 + 100·1) / 9."""
    three = {"type": "levels", "levels": {"none": 0, "some": 50, "strong": 100}}
    known = {("B", "x"): ("some",), ("B", "y"): ("some",)}
    for combine, mean in (("mean", 50), ("min", 250 / 9)):
        scores = scores_of({"c": [("x", three), ("y", three)]}, known, combine=combine)
        for missing in MissingDraw:
            gaps = gaps_of(scores, missing)
            if not gaps:
                continue
            found = findings_of(scores, gaps, missing)[0]
            assert float(found.share @ found.potential) * 100 == pytest.approx(mean)


def test_like_the_stand_in_is_one_of_the_known() -> None:
    """Known are some, some, strong: two in three draws are some, and no draw lies between."""
    evidence = {("B", "m"): ("some",), ("C", "m"): ("some",), ("D", "m"): ("strong",)}
    scores = scores_of({"c": [("m", FOUR)]}, evidence, ids="ABCD")
    values = drawn(scores, missing=MissingDraw.LIKE_STAND_IN)[:, 0]
    assert set(values) == {50, 100}
    assert (values == 50).mean() == pytest.approx(2 / 3, abs=0.03)


def test_somebody_by_themselves_is_drawn_as_among_all() -> None:
    evidence = {("B", "m"): (1,), ("C", "m"): (2, 1, 3)}
    scores = scores_of({"c": [("m", BENT)]}, evidence, ids="ABCD")
    for missing in MissingDraw:
        whole = draw_block(scores, FixedWeights(), 0, 1, missing=missing).values
        part = draw_block(of_candidates(scores, "CD"), FixedWeights(), 0, 1, missing=missing).values
        assert (part == whole[:, 2:]).all()


@settings(max_examples=40, deadline=None)
@given(cases())
def test_whatever_is_believed_lies_within_the_interval(case: Any) -> None:
    """At every point of every belief, values stay between their ends, and NaN is the centre."""
    configuration, dataset = case
    for scores in score(dataset, configuration.criteria).kinds.values():
        cells = open_cells(scores)
        if not scores.ids or not scores.beliefs:
            continue
        for missing in MissingDraw:
            for at in (0.0, 0.25, 0.5, 1.0):
                found = believed(scores, np.full((1, *cells.shape), at), missing)[0]
                told = ~scores.overlap
                assert (found[:, told] >= scores.values_low[:, told] - 1e-9).all()
                assert (found[:, told] <= scores.values_high[:, told] + 1e-9).all()
            centre = believed(scores, np.full((1, *cells.shape), np.nan), missing)[0]
            assert centre == pytest.approx(scores.values)

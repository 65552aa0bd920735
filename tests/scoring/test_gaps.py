"""Gaps: what may be found where evidence is missing or a range, worked by hand.

One criterion *well* of weight 3 over x (share 3, linear 0..10) and y (share 1, linear 10..0), one
criterion *laws* of weight 1 over z (linear 0..10, missing: low), as in the table:

==  =====================  ==========  =======  ==========================================
id  x                      y           z        central values
==  =====================  ==========  =======  ==========================================
A   4 (2 to 6)             0           5        well (3·40 + 100)/4 = 55, laws 50
B   10                     missing     0        y is 60, the median of 100 and 20: 90, 0
C   8                      8           missing  well (3·80 + 20)/4 = 65, laws 0
==  =====================  ==========  =======  ==========================================
"""

from typing import Any

import numpy as np
import pytest

from config.criteria import Criteria
from data.dataset import Candidate, Dataset, Evidence
from scoring.belief import MissingDraw
from scoring.gaps import (
    ENUMERATED,
    STEPS,
    Findings,
    MeasureGaps,
    all_combinations,
    all_gaps_at_once,
    findings_of,
    gaps_of,
    step_shares,
)
from scoring.kind_scores import KindScores
from scoring.scorecard import score

FIELDS: dict[str, Any] = {"basis": "observed", "source": "test"}
EVIDENCE = (
    Evidence(candidate="A", measure="x", value=4, low=2, high=6, **FIELDS),
    Evidence(candidate="A", measure="y", value=0, **FIELDS),
    Evidence(candidate="A", measure="z", value=5, **FIELDS),
    Evidence(candidate="B", measure="x", value=10, **FIELDS),
    Evidence(candidate="B", measure="z", value=0, **FIELDS),
    Evidence(candidate="C", measure="x", value=8, **FIELDS),
    Evidence(candidate="C", measure="y", value=8, **FIELDS),
)
MIDDLES = (np.arange(STEPS) + 0.5) / STEPS


def _use(measure: str, weight: float, worst: float, best: float) -> dict[str, Any]:
    function = {"type": "linear", "worst": worst, "best": best}
    return {"measure": measure, "weight": weight, "value": function}


def scores_of(combine: str = "mean", *, twice: bool = False) -> KindScores:
    """Return the scores; ``twice``: laws uses y too, with as much weight as z, and more is more."""
    laws = [_use("z", 1, 0, 10), *([_use("y", 1, 0, 10)] if twice else [])]
    measures = [_use("x", 3, 0, 10), _use("y", 1, 10, 0)]
    common = {"source": "test", "label": "c"}
    criteria = {
        "well": {"weight": 3, "measures": measures, "combine": combine, **common},
        "laws": {"weight": 1, "measures": laws, "missing": "low", **common},
    }
    kind = {"label": "K", "singular": "k", "worth": 100, "criteria": criteria}
    names = {name: {"label": name} for name in "xyz"}
    dataset = Dataset(
        candidates=tuple(Candidate(id=name, kind="k", name=name) for name in "ABC"),
        evidence=EVIDENCE,
    )
    config = Criteria.model_validate({"kinds": {"k": kind}, "measures": names})
    return score(dataset, config).kinds["k"]


def by_measure(
    scores: KindScores, missing: MissingDraw = MissingDraw.ANYWHERE
) -> dict[str, MeasureGaps]:
    return {gaps.measure: gaps for gaps in gaps_of(scores, missing)}


def test_a_range_and_two_missing_values() -> None:
    found = by_measure(scores_of())
    assert {name: gaps.places.tolist() for name, gaps in found.items()} == {
        "x": [0],
        "y": [1],
        "z": [2],
    }
    assert [bool(found[name].missing[0]) for name in "xyz"] == [False, True, True]
    assert [float(found[name].central[0]) for name in "xyz"] == pytest.approx([40, 60, 0])
    x, y, z = (found[name] for name in "xyz")
    assert np.sort(x.values[:, 0]) == pytest.approx(20 + 40 * MIDDLES)
    assert np.sort(y.values[:, 0]) == pytest.approx(100 * MIDDLES)
    assert x.potential[:, 0] == pytest.approx(0.75 * (0.75 * x.values[:, 0] + 25) / 100 + 0.125)
    assert y.potential[:, 0] == pytest.approx(0.75 * (75 + 0.25 * y.values[:, 0]) / 100)
    assert z.potential[:, 0] == pytest.approx(0.75 * 0.65 + 0.25 * z.values[:, 0] / 100)


def test_the_least_of_two_measures_stops_a_rise() -> None:
    """Of A, y is worth 100 and x 20 to 60; of B, x is worth 100: the least is what is found."""
    found = by_measure(scores_of("min"))
    assert found["y"].potential[:, 0] == pytest.approx(0.75 * found["y"].values[:, 0] / 100)
    assert found["x"].potential[:, 0] == pytest.approx(0.75 * found["x"].values[:, 0] / 100 + 0.125)


def test_missing_evidence_like_the_stand_in() -> None:
    """Of y, 20 and 100 are known, and what is found lies between; what counts as low is no gap."""
    found = by_measure(scores_of(), MissingDraw.LIKE_STAND_IN)
    assert set(found) == {"x", "y"}
    assert np.sort(found["y"].values[:, 0]) == pytest.approx(20 + 80 * MIDDLES)


def test_a_measure_of_two_criteria_moves_both() -> None:
    """One more point of y takes 0.25·0.75 of well, and gives 0.5·0.25 of laws, where more is more.

    The stand-in of laws is 0, that of well 60, so that the two do not mirror each other until y is
    known.
    """
    y = by_measure(scores_of(twice=True))["y"]
    well = y.values[:, 0]
    assert y.potential[:, 0] == pytest.approx(
        (0.75 * (75 + 0.25 * well) + 0.25 * 0.5 * (100 - well)) / 100
    )


def test_all_at_once_has_every_step_of_every_gap_once() -> None:
    scores = scores_of()
    together = all_gaps_at_once(scores, MissingDraw.ANYWHERE)
    for gaps in gaps_of(scores, MissingDraw.ANYWHERE):
        place = int(gaps.places[0])  # everybody has one gap
        assert np.sort(together[:, place]) == pytest.approx(np.sort(gaps.potential[:, 0]))
        alone = all_gaps_at_once(scores, MissingDraw.ANYWHERE, measures=(gaps.measure,))
        assert alone[:, place] == pytest.approx(together[:, place])
        others = [other for other in range(3) if other != place]
        assert alone[:, others] == pytest.approx(np.tile(scores.potential[others], (STEPS, 1)))


def test_layouts_depend_on_the_seed_alone() -> None:
    one, same, other = (
        all_gaps_at_once(scores_of(), MissingDraw.ANYWHERE, seed) for seed in (3, 3, 4)
    )
    assert (one == same).all()
    assert (one != other).any()
    order = np.asarray(np.corrcoef(one.T))
    assert abs(float(order[0, 1])) < 0.3


def test_nothing_open_is_no_gap() -> None:
    """Of evidence without range and missing values nothing can be found out."""
    dataset = Dataset(
        candidates=(Candidate(id="A", kind="k", name="A"),),
        evidence=(Evidence(candidate="A", measure="x", value=4, **FIELDS),),
    )
    criterion = {"label": "c", "weight": 1, "source": "t", "measures": [_use("x", 1, 0, 10)]}
    kind = {"label": "K", "singular": "k", "worth": 1, "criteria": {"c": criterion}}
    config = Criteria.model_validate({"kinds": {"k": kind}, "measures": {"x": {"label": "x"}}})
    scores = score(dataset, config).kinds["k"]
    assert gaps_of(scores, MissingDraw.ANYWHERE) == ()
    assert all_gaps_at_once(scores, MissingDraw.ANYWHERE) == pytest.approx(np.full((STEPS, 1), 0.4))


def flat_and_rising(combine: str = "mean", measures: str = "m") -> KindScores:
    """Return the scores of A, of whose measures nothing is known.

    Criterion *full* is full from 1 up, so that m of 2 to 4 leaves it flat; *rising* of thrice its
    weight combines all measures, each linear from 0 to 4.
    """
    common = {"source": "test", "label": "c"}
    threshold = {"type": "threshold", "at": 1, "below": 0, "above": 100}
    criteria = {
        "full": {"weight": 1, "measures": [{"measure": "m", "value": threshold}], **common},
        "rising": {
            "weight": 3,
            "measures": [_use(name, 1, 0, 4) for name in measures],
            "combine": combine,
            **common,
        },
    }
    kind = {"label": "K", "singular": "k", "worth": 100, "criteria": criteria}
    dataset = Dataset(
        candidates=(Candidate(id="A", kind="k", name="A"),),
        evidence=tuple(
            Evidence(candidate="A", measure=name, value=3, low=2, high=4, **FIELDS)
            for name in measures
        ),
    )
    names = {name: {"label": name} for name in measures}
    config = Criteria.model_validate({"kinds": {"k": kind}, "measures": names})
    return score(dataset, config).kinds["k"]


def all_about(scores: KindScores) -> Findings:
    (found,) = findings_of(
        scores, gaps_of(scores, MissingDraw.ANYWHERE), MissingDraw.ANYWHERE
    ).values()
    return found


def test_a_gap_is_one_of_every_criterion_that_the_measure_serves() -> None:
    """M serves *full*, flat over what may be found, and *rising*: told in the points of that."""
    scores = flat_and_rising()
    (gaps,) = gaps_of(scores, MissingDraw.ANYWHERE)
    assert [scores.criteria[place] for place in gaps.criterion] == ["rising"]
    assert gaps.central == pytest.approx([75])
    assert np.sort(gaps.values[:, 0]) == pytest.approx(50 + 50 * MIDDLES)
    assert gaps.potential[:, 0] == pytest.approx(0.25 + 0.75 * gaps.values[:, 0] / 100)


def test_one_gap_is_all_that_may_be_found() -> None:
    scores = flat_and_rising()
    found = all_about(scores)
    (gaps,) = gaps_of(scores, MissingDraw.ANYWHERE)
    assert found.potential == pytest.approx(np.sort(gaps.potential[:, 0]))
    assert found.share == pytest.approx(np.full(STEPS, 1 / STEPS))


def test_all_about_a_candidate_is_the_sum_of_independent_parts() -> None:
    """Three measures of a mean, each 50 to 100 and counting a quarter: 0.25 + 0.25 Σ (0.5 to 1).

    Oracle: the distribution of Irwin and Hall, whose mean is 1.5 and variance 3/12 of the range
    (0.125)²; below a third of the range lie (3 · ⅓)³/3! = 1/6.
    """
    found = all_about(flat_and_rising(measures="mxy"))
    mean = float(found.share @ found.potential)
    assert mean == pytest.approx(0.25 + 0.25 * 2.25)
    variance = float(found.share @ (found.potential - mean) ** 2)
    assert variance == pytest.approx(3 / 12 * 0.125**2, rel=1e-3)
    third = 0.25 + 0.25 * (1.5 + 0.5)
    assert float(found.share[found.potential < third].sum()) == pytest.approx(1 / 6, abs=2e-3)
    assert not found.sampled


@pytest.mark.parametrize(("combine", "mean"), [("min", 50 + 50 / 3), ("max", 50 + 100 / 3)])
def test_two_measures_that_meet_are_laid_out_in_all_combinations(combine: str, mean: float) -> None:
    """The least of two uniform values is on average a third of the range up, the greatest two."""
    found = all_about(flat_and_rising(combine, "mx"))
    assert float(found.share @ found.potential) == pytest.approx(0.25 + 0.75 * mean / 100, abs=1e-4)
    assert not found.sampled


def test_more_than_two_that_meet_are_sampled() -> None:
    """The least of three is on average a quarter of the range up."""
    found = all_about(flat_and_rising("min", "mxy"))
    assert found.sampled
    assert float(found.share @ found.potential) == pytest.approx(0.25 + 0.75 * 0.625, abs=0.01)


def test_all_combinations_of_two_candidates_are_laid_out_once() -> None:
    """Of A, x is worth 20 to 60 and of B 0 to 100, whatever is found of the other."""
    dataset = Dataset(
        candidates=tuple(Candidate(id=name, kind="k", name=name) for name in "AB"),
        evidence=(Evidence(candidate="A", measure="x", value=4, low=2, high=6, **FIELDS),),
    )
    criterion = {"label": "c", "weight": 1, "source": "t", "measures": [_use("x", 1, 0, 10)]}
    kind = {"label": "K", "singular": "k", "worth": 1, "criteria": {"c": criterion}}
    config = Criteria.model_validate({"kinds": {"k": kind}, "measures": {"x": {"label": "x"}}})
    (gaps,) = gaps_of(score(dataset, config).kinds["k"], MissingDraw.ANYWHERE)
    found, share = all_combinations(gaps)
    assert len(found) == len(np.unique(found, axis=0)) == ENUMERATED
    assert share == pytest.approx(np.full(ENUMERATED, 1 / ENUMERATED))
    assert found.mean(axis=0) == pytest.approx([0.4, 0.5])
    assert abs(float(np.asarray(np.corrcoef(found.T))[0, 1])) < 1e-9


@pytest.mark.parametrize("levels", [2, 3, 7, 150])
def test_levels_are_equally_likely_whatever_their_number(levels: int) -> None:
    share = step_shares(levels, STEPS)
    level = np.floor((np.arange(STEPS) + 0.5) / STEPS * levels)
    each = [float(share[level == one].sum()) for one in range(levels)]
    assert each == pytest.approx([1 / levels] * levels)
    assert step_shares(STEPS + 1, STEPS) == pytest.approx(np.full(STEPS, 1 / STEPS))

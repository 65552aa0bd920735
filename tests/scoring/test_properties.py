"""What must hold for every dataset: the properties of an additive score with honest intervals."""

import random
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from pymcdm.methods import WSM

from config.criteria import Criteria
from data.dataset import Candidate, Dataset, Evidence
from scoring.scorecard import score

MEASURES = ("a", "b", "c", "d")

ends = st.tuples(st.integers(0, 4), st.integers(6, 10)).flatmap(
    lambda pair: st.sampled_from([pair, pair[::-1]])
)


@st.composite
def criteria_values(draw: st.DrawFn, combine: tuple[str, ...] = ("mean", "min", "max")) -> Criteria:
    """Two criteria: one over two measures, one over two more; every choice drawn."""

    def linear(measure: str) -> dict[str, Any]:
        worst, best = draw(ends)
        share = draw(st.integers(1, 4))
        function = {"type": "linear", "worst": worst, "best": best}
        return {"measure": measure, "weight": share, "value": function}

    def criterion(measures: tuple[str, ...]) -> dict[str, Any]:
        return {
            "label": "x",
            "source": "test",
            "weight": draw(st.floats(0.1, 5)),
            "measures": [linear(measure) for measure in measures],
            "combine": draw(st.sampled_from(combine)),
            "missing": draw(st.sampled_from(["midpoint", "median", "low"])),
        }

    kind = {
        "label": "K",
        "singular": "k",
        "worth": 1,
        "criteria": {"first": criterion(MEASURES[:2]), "second": criterion(MEASURES[2:])},
    }
    return Criteria.model_validate(
        {"kinds": {"k": kind}, "measures": {name: {"label": name} for name in MEASURES}}
    )


@st.composite
def datasets(draw: st.DrawFn) -> Dataset:
    ids = [f"k:{index}" for index in range(draw(st.integers(2, 6)))]
    rows = []
    for candidate in ids:
        for measure in MEASURES:
            if draw(st.booleans()):
                low, value, high = sorted(
                    draw(st.lists(st.integers(0, 10), min_size=3, max_size=3))
                )
                ranged = draw(st.booleans())
                rows.append(
                    Evidence(
                        candidate=candidate,
                        measure=measure,
                        value=float(value),
                        low=low if ranged else None,
                        high=high if ranged else None,
                        basis=draw(st.sampled_from(["observed", "judgement", "assumption"])),
                        source="test",
                    )
                )
    return Dataset(
        candidates=tuple(Candidate(id=name, kind="k", name=name) for name in ids),
        evidence=tuple(rows),
    )


@given(datasets(), criteria_values())
def test_contributions_add_up_and_intervals_hold(dataset: Dataset, criteria: Criteria) -> None:
    for row in score(dataset, criteria).rows:
        assert sum(row.contributions.values()) == pytest.approx(row.score, abs=1e-9)
        assert -1e-9 <= row.low <= row.score + 1e-9
        assert row.score - 1e-9 <= row.high <= 100 + 1e-9
        shares = row.coverage + row.judged + row.assumed + row.missing
        assert shares == pytest.approx(1, abs=1e-9)
        if row.missing == 0 and not any(
            rated.low is not None for rated in dataset.evidence if rated.candidate == row.id
        ):
            assert row.high - row.low == pytest.approx(0, abs=1e-9)


@given(datasets(), criteria_values(), st.randoms(use_true_random=False))
def test_ids_and_row_order_mean_nothing(
    dataset: Dataset, criteria: Criteria, shuffler: random.Random
) -> None:
    """A shuffled dataset with other ids (in the same order) gives the very same numbers."""
    names = {candidate.id: f"z{candidate.id}" for candidate in dataset.candidates}
    candidates = [row.but(id=names[row.id]) for row in dataset.candidates]
    rows = [row.but(candidate=names[row.candidate]) for row in dataset.evidence]
    shuffler.shuffle(candidates)
    shuffler.shuffle(rows)
    other = dataset.but(candidates=tuple(candidates), evidence=tuple(rows))
    before = score(dataset, criteria).rows
    after = score(other, criteria).rows
    assert [names[row.id] for row in before] == [row.id for row in after]
    for one, two in zip(before, after, strict=True):
        assert one.but(id="x", name="x") == two.but(id="x", name="x")


def _better(evidence: Evidence, criteria: Criteria, step: float) -> Evidence:
    """Return the evidence moved by a step in the direction that is worth more."""
    for criterion in criteria.kinds["k"].criteria.values():
        for use in criterion.measures:
            if use.measure == evidence.measure and use.value.type == "linear":
                sign = 1.0 if use.value.best > use.value.worst else -1.0
                moved = float(evidence.value) + sign * step
                low = None if evidence.low is None else evidence.low + sign * step
                high = None if evidence.high is None else evidence.high + sign * step
                return evidence.but(value=moved, low=low, high=high)
    raise AssertionError


@given(datasets(), criteria_values(), st.data(), st.floats(0, 5))
def test_a_better_rating_never_lowers_the_score(
    dataset: Dataset, criteria: Criteria, data: st.DataObject, step: float
) -> None:
    assume(dataset.evidence)
    index = data.draw(st.integers(0, len(dataset.evidence) - 1))
    rows = list(dataset.evidence)
    rows[index] = _better(rows[index], criteria, step)
    candidate = rows[index].candidate
    before = score(dataset, criteria).of(candidate)
    after = score(dataset.but(evidence=tuple(rows)), criteria).of(candidate)
    assert after.score >= before.score - 1e-9
    assert after.low >= before.low - 1e-9
    assert after.high >= before.high - 1e-9


@given(datasets(), criteria_values(combine=("mean",)), st.data(), st.floats(0, 5))
def test_a_better_rating_never_lowers_the_rank(
    dataset: Dataset, criteria: Criteria, data: st.DataObject, step: float
) -> None:
    """Holds where measures are averaged, even though the better rating moves the median.

    The median moves at most as far as the rating, so that nobody whose evidence is missing gains
    more than the candidate itself. Where the least or the greatest measure counts, it need not
    hold: see ``test_a_stand_in_can_rise_past_its_cause``.
    """
    assume(dataset.evidence)
    index = data.draw(st.integers(0, len(dataset.evidence) - 1))
    rows = list(dataset.evidence)
    rows[index] = _better(rows[index], criteria, step)
    candidate = rows[index].candidate
    before = score(dataset, criteria).of(candidate).rank
    after = score(dataset.but(evidence=tuple(rows)), criteria).of(candidate).rank
    assert before is not None
    assert after is not None
    assert after <= before


def test_a_stand_in_can_rise_past_its_cause() -> None:
    """The documented exception: the median stands in for missing evidence, and the least counts.

    A has a = 2 and b = 2 (value 20), B has b = 5 and nothing on a. B's stand-in on a is the median
    of {2} → 20, so both are worth 20 and A comes first by id. Rating A's a at 6 changes nothing for
    A (its least measure is b), but lifts B's stand-in to 60 and B to 50.
    """
    use = {"type": "linear", "worst": 0, "best": 10}
    criterion = {
        "label": "x",
        "source": "test",
        "weight": 1,
        "combine": "min",
        "measures": [{"measure": "a", "value": use}, {"measure": "b", "value": use}],
    }
    kind = {"label": "K", "singular": "k", "worth": 1, "criteria": {"only": criterion}}
    criteria = Criteria.model_validate(
        {"kinds": {"k": kind}, "measures": {name: {"label": name} for name in "ab"}}
    )
    fields: dict[str, Any] = {"basis": "observed", "source": "test"}
    rest = (
        Evidence(candidate="A", measure="b", value=2.0, **fields),
        Evidence(candidate="B", measure="b", value=5.0, **fields),
    )
    ranks = {}
    for rating in (2.0, 6.0):
        rows = (Evidence(candidate="A", measure="a", value=rating, **fields), *rest)
        dataset = Dataset(
            candidates=tuple(Candidate(id=name, kind="k", name=name) for name in "AB"),
            evidence=rows,
        )
        ranks[rating] = score(dataset, criteria).of("A").rank
    assert ranks == {2.0: 1, 6.0: 2}


@given(datasets(), criteria_values(), st.data(), st.integers(0, 10))
def test_evidence_added_never_widens_an_interval(
    dataset: Dataset, criteria: Criteria, data: st.DataObject, value: int
) -> None:
    known = {(row.candidate, row.measure) for row in dataset.evidence}
    gaps = [
        (candidate.id, measure)
        for candidate in dataset.candidates
        for measure in MEASURES
        if (candidate.id, measure) not in known
    ]
    assume(gaps)
    candidate, measure = data.draw(st.sampled_from(gaps))
    added = Evidence(
        candidate=candidate, measure=measure, value=value, basis="observed", source="test"
    )
    more = dataset.but(evidence=(*dataset.evidence, added))
    before, after = score(dataset, criteria), score(more, criteria)
    for row in before.rows:
        now = after.of(row.id)
        assert now.low >= row.low - 1e-9
        assert now.high <= row.high + 1e-9
        assert now.missing <= row.missing + 1e-9


@settings(max_examples=30)
@given(datasets(), criteria_values())
def test_an_outside_library_finds_the_same_weighted_sum(
    dataset: Dataset, criteria: Criteria
) -> None:
    """Oracle: pymcdm's weighted sum model on the value matrix, without normalising it again."""
    scores = score(dataset, criteria).kinds["k"]

    def unchanged(column: np.ndarray, cost: bool = False) -> np.ndarray:  # noqa: ARG001
        return column

    outside = WSM(normalization_function=unchanged)(
        scores.values, scores.weights, np.ones(2), validation=False
    )
    assert outside == pytest.approx(scores.score, abs=1e-9)

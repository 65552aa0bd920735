"""Some candidates by themselves, against scores worked by hand and against the whole kind."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from config.criteria import Criteria
from data.dataset import Candidate, Dataset, Evidence
from scoring.acceptability import acceptability
from scoring.kind_scores import KindScores
from scoring.methods import compare_methods
from scoring.scorecard import score
from scoring.selection import of_candidates, rivals_of_first

CRITERIA = Criteria.model_validate(
    {
        "kinds": {
            "k": {
                "label": "Things",
                "singular": "Thing",
                "worth": 1,
                "criteria": {
                    name: {
                        "label": name,
                        "weight": 0.5,
                        "source": "test",
                        "measure": name,
                        "value": {"type": "linear", "worst": 0, "best": 100},
                    }
                    for name in ("x", "y")
                },
                "gates": {
                    "active": {
                        "label": "Active",
                        "attribute": "status",
                        "in": ["active"],
                        "source": "test",
                    }
                },
            }
        },
        "measures": {"x": {"label": "x"}, "y": {"label": "y"}},
    }
)


Table = dict[str, tuple[float | None, float | None]]
"""Candidate → its values on the two criteria; None = missing."""


def dataset_of(table: Table, inactive: str = "") -> Dataset:
    """Return candidates with known or missing values on two criteria."""
    return Dataset(
        candidates=tuple(
            Candidate(
                id=name, kind="k", name=name, status="inactive" if name == inactive else "active"
            )
            for name in table
        ),
        evidence=tuple(
            Evidence(candidate=name, measure=measure, value=value, basis="observed", source="test")
            for name, values in table.items()
            for measure, value in zip(("x", "y"), values, strict=True)
            if value is not None
        ),
    )


def scores_of(table: Table, inactive: str = "", criteria: Criteria = CRITERIA) -> KindScores:
    """Return the scores of the candidates of a table."""
    return score(dataset_of(table, inactive), criteria).kinds["k"]


THREE: Table = {"a": (90.0, 90.0), "b": (80.0, None), "c": (10.0, 20.0)}
"""Scores: a 90; b (80 + median of 90 and 20 = 55) / 2 = 67.5, between 40 and 90; c 15."""


def test_scores_stay_and_ranks_start_again() -> None:
    scores = scores_of(THREE)
    kept = of_candidates(scores, {"b", "c", "nobody"})
    assert kept.ids == ("b", "c")
    assert kept.score.tolist() == [67.5, 15.0]
    assert kept.rank == (1, 2)
    assert kept.measures.central.shape == (2, 2)


def test_methods_and_acceptability_look_at_those_kept_alone() -> None:
    kept = of_candidates(scores_of(THREE), {"b", "c"})
    assert compare_methods(kept).ids == ("b", "c")
    found = acceptability(kept, draws=200)
    assert found.ids == ("b", "c")
    assert found.rank.shape == (2, 2)


def test_nobody_kept_is_nobody_ranked() -> None:
    kept = of_candidates(scores_of(THREE), ())
    assert kept.rows == ()
    assert rivals_of_first(kept) == ()


def test_rival_is_who_could_turn_out_better_than_the_first() -> None:
    # b lies between 40 and 90, which is not above a's 90; with a at (88, 90) = 89 it is.
    assert rivals_of_first(scores_of(THREE)) == ()
    assert rivals_of_first(scores_of({**THREE, "a": (88.0, 90.0)})) == ("b",)


def test_rivals_that_fail_a_gate_do_not_count() -> None:
    assert rivals_of_first(scores_of({**THREE, "a": (88.0, 90.0)}, inactive="b")) == ()


@settings(max_examples=30, deadline=None)
@given(
    st.dictionaries(
        st.sampled_from("abcdef"),
        st.tuples(*(st.none() | st.integers(0, 100).map(float) for _ in range(2))),
        min_size=1,
    ),
    st.sets(st.sampled_from("abcdef")),
)
def test_order_among_those_kept_is_the_order_of_all(table: Table, wanted: set[str]) -> None:
    scores = scores_of(table)
    kept = of_candidates(scores, wanted)
    assert [row.id for row in kept.rows] == [row.id for row in scores.rows if row.id in wanted]
    for row in kept.rows:
        whole = scores.row(scores.ids.index(row.id))
        assert row.score == pytest.approx(whole.score)
        assert (row.low, row.high, row.coverage) == pytest.approx(
            (whole.low, whole.high, whole.coverage)
        )
    assert np.array_equal(kept.weights, scores.weights)

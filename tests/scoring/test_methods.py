"""Other methods: the library behind them against their formulas, written out step by step.

Oracles: the steps of TOPSIS and VIKOR as in Opricovic & Tzeng (2004), European Journal of
Operational Research 156, 445-455, and of PROMETHEE II as in Brans & Vincke (1985), Management
Science 31, 647-656.
"""

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from config.criteria import Criteria
from data.dataset import Candidate, Dataset, Evidence
from scoring.kind_scores import KindScores
from scoring.methods import MethodComparison, compare_methods
from scoring.scorecard import score

Row = list[float]


def scores_of(table: list[Row], weights: Row) -> KindScores:
    """Return the scores of candidates whose values are the rows of a table."""
    names = [chr(ord("a") + place) for place in range(len(weights))]
    kind = {
        "label": "K",
        "singular": "k",
        "worth": 1,
        "criteria": {
            name: {
                "label": name,
                "weight": weight,
                "source": "test",
                "measure": name,
                "value": {"type": "linear", "worst": 0, "best": 100},
            }
            for name, weight in zip(names, weights, strict=True)
        },
    }
    measures = {name: {"label": name} for name in names}
    fields: dict[str, Any] = {"basis": "observed", "source": "test"}
    dataset = Dataset(
        candidates=tuple(
            Candidate(id=f"k{place}", kind="k", name=str(place)) for place in range(len(table))
        ),
        evidence=tuple(
            Evidence(candidate=f"k{place}", measure=name, value=points, **fields)
            for place, row in enumerate(table)
            for name, points in zip(names, row, strict=True)
        ),
    )
    criteria = Criteria.model_validate({"kinds": {"k": kind}, "measures": measures})
    return score(dataset, criteria).kinds["k"]


def topsis(table: list[Row], weights: Row) -> Row:
    norms = [math.sqrt(sum(row[c] ** 2 for row in table)) for c in range(len(weights))]
    r = [[w * row[c] / norms[c] for c, w in enumerate(weights)] for row in table]
    best = [max(column) for column in zip(*r, strict=True)]
    worst = [min(column) for column in zip(*r, strict=True)]
    far = [math.dist(row, worst) for row in r]
    near = [math.dist(row, best) for row in r]
    return [f / (f + n) for f, n in zip(far, near, strict=True)]


def promethee(table: list[Row], weights: Row) -> Row:
    def prefers(one: Row, other: Row) -> float:
        return sum(
            w * min(1.0, max(0.0, (a - b - 5) / 20))
            for w, a, b in zip(weights, one, other, strict=True)
        )

    return [
        sum(prefers(one, other) - prefers(other, one) for other in table) / (len(table) - 1)
        for one in table
    ]


def vikor(table: list[Row], weights: Row) -> Row:
    best = [max(column) for column in zip(*table, strict=True)]
    worst = [min(column) for column in zip(*table, strict=True)]
    regret = [
        [w * (b - v) / (b - o) for w, v, b, o in zip(weights, row, best, worst, strict=True)]
        for row in table
    ]
    s, r = [sum(row) for row in regret], [max(row) for row in regret]
    return [
        -(0.5 * (total - min(s)) / (max(s) - min(s)) + 0.5 * (most - min(r)) / (max(r) - min(r)))
        for total, most in zip(s, r, strict=True)
    ]


def by_name(found: MethodComparison) -> dict[str, list[float]]:
    return {method.name: method.value.tolist() for method in found.methods}


def test_every_method_follows_its_formula() -> None:
    rng = np.random.default_rng(7)
    for _ in range(20):
        table = rng.uniform(0, 100, (6, 4)).tolist()
        weights = rng.dirichlet(np.ones(4)).tolist()
        found = by_name(compare_methods(scores_of(table, weights)))
        assert found["TOPSIS"] == pytest.approx(topsis(table, weights), abs=1e-9)
        assert found["PROMETHEE II"] == pytest.approx(promethee(table, weights), abs=1e-9)
        assert found["VIKOR"] == pytest.approx(vikor(table, weights), abs=1e-9)


def test_a_disputed_candidate_is_named() -> None:
    """k0 is a compromise, k1 and k2 excel and fail: VIKOR, which minds the worst, differs."""
    found = compare_methods(scores_of([[55, 55], [100, 13], [14, 100], [0, 0]], [0.5, 0.5]))
    assert found.rank.tolist() == [3, 2, 1, 4]
    vikor_rank = next(method.rank for method in found.methods if method.name == "VIKOR")
    assert vikor_rank.tolist() == [1, 3, 2, 4]
    assert found.shift.argmax() == 0
    assert found.shift.tolist()[3] == 0
    assert found.shared_first(2)["VIKOR"] == 1
    assert found.shared_first(4) == {"PROMETHEE II": 4, "TOPSIS": 4, "VIKOR": 4}


def test_full_agreement() -> None:
    found = compare_methods(scores_of([[10, 20], [50, 60], [90, 95]], [0.5, 0.5]))
    for method in found.methods:
        assert method.rank.tolist() == [3, 2, 1]
        assert method.spearman == pytest.approx(1)
        assert method.kendall == pytest.approx(1)
    assert not found.shift.any()


@pytest.mark.parametrize(
    "table",
    [[], [[40.0, 60.0]], [[40.0, 60.0], [40.0, 60.0]], [[0.0, 0.0], [0.0, 0.0], [0.0, 0.0]]],
)
def test_nobody_to_tell_apart(table: list[Row]) -> None:
    found = compare_methods(scores_of(table, [0.5, 0.5]))
    for method in found.methods:
        assert method.rank.tolist() == [1] * len(table)
        assert method.spearman is None
        assert method.kendall is None


def test_vikor_where_one_regret_has_no_spread() -> None:
    """(100, 0, 50) and (0, 100, 60): equal worst regrets, so that the overall regret decides."""
    found = by_name(compare_methods(scores_of([[100, 0, 50], [0, 100, 60]], [0.4, 0.4, 0.2])))
    assert found["VIKOR"] == pytest.approx([-0.6, -0.4])
    same = by_name(compare_methods(scores_of([[100, 0], [0, 100]], [0.5, 0.5])))
    assert same["VIKOR"] == pytest.approx([-0.5, -0.5])


def test_candidates_that_fail_a_gate_take_no_part(
    hand_dataset: Dataset, hand_criteria: Criteria
) -> None:
    found = compare_methods(score(hand_dataset, hand_criteria).kinds["country"])
    assert found.ids == ("country:A", "country:C")


levels = st.integers(0, 4).map(lambda level: level * 25.0)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.lists(levels, min_size=3, max_size=3), min_size=1, max_size=6),
    st.lists(st.integers(0, 3).map(float), min_size=3, max_size=3).filter(any),
)
def test_no_table_breaks_a_method(table: list[Row], weights: Row) -> None:
    """Coarse tables with ties, zeros and equal columns: never NaN; the dominating come first."""
    found = compare_methods(scores_of(table, weights))
    for method in found.methods:
        assert np.isfinite(method.value).all()
        tied = method.value.round(9).tolist()
        assert method.rank.tolist() == [1 + sum(b > a for b in tied) for a in tied]
        for place, row in enumerate(table):
            others = [other for other in table if other != row]
            strictly = all(all(a > b for a, b in zip(row, other, strict=True)) for other in others)
            if strictly and table.count(row) == 1:
                assert method.rank[place] == 1

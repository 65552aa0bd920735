"""Weights by easy questions. Oracles: cuts by hand, and people with hidden weights."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.kind_scores import KindScores
from scoring.trade_offs import (
    CLEAR,
    Answer,
    Preference,
    TradeOff,
    control_question,
    fit,
    next_question,
    sides,
)
from scoring.value import Floats
from scoring.weight_region import WeightRegion
from tests.scoring.test_methods import scores_of

THREE = [[90.0, 20.0, 50.0], [30.0, 80.0, 50.0], [40.0, 40.0, 90.0], [55.0, 55.0, 10.0]]


def said(first: str, second: str, criteria: str, preference: Preference) -> Answer:
    return Answer(
        first=first, second=second, better=criteria[0], worse=criteria[1], preference=preference
    )


def test_a_cut_by_hand() -> None:
    """k0 is 60 points better on a, k1 60 on b; k0 50 on a, k2 40 on c: w_a ≥ w_b, w_a ≥ 0.8 w_c."""
    scores = scores_of(THREE, [1, 1, 1])
    answers = [
        said("k0", "k1", "ab", Preference.FIRST),
        said("k0", "k2", "ac", Preference.FIRST),
    ]
    assert sides(scores, answers[0]) == (60.0, 60.0)
    found = fit(scores, answers)
    assert (found.contradicted, found.implied) == ((), ())
    low, high = np.array(found.region.span).T
    assert low == pytest.approx([0.8 / 2.6, 0, 0])
    assert high == pytest.approx([1, 0.5, 1 / 1.8])


def test_about_the_same_is_within_a_quarter() -> None:
    scores = scores_of(THREE, [1, 1, 1])
    region = fit(scores, [said("k0", "k1", "ab", Preference.SAME)]).region
    assert region.least_ratio(0, 1) == pytest.approx(0.8)
    assert region.least_ratio(1, 0) == pytest.approx(0.8)
    nothing = fit(scores, [said("k0", "k1", "ab", Preference.SKIP)]).region
    assert nothing.span == ((0.0, 1.0),) * 3


def test_the_answer_that_does_not_fit_is_named() -> None:
    """w_a ≥ w_b is said twice, w_a ≥ 4 w_b once, and w_b ≥ w_a once."""
    scores = scores_of([*THREE, [40.0, 70.0, 0.0]], [1, 1, 1])
    answers = [
        said("k0", "k1", "ab", Preference.FIRST),
        said("k0", "k3", "ab", Preference.FIRST),
        said("k0", "k4", "ab", Preference.SECOND),
        said("k2", "k1", "ab", Preference.FIRST),
    ]
    found = fit(scores, answers)
    assert found.contradicted == (2,)
    assert found.region.least_ratio(0, 1) == pytest.approx(4.0)
    assert found.implied == (1,)


def first_two(scores: KindScores, weights: Floats) -> np.ndarray:
    """Return who has one of the two highest scores under each set of weights, shape (d, n)."""
    score = weights @ scores.values.T
    return np.asarray(score >= np.sort(score, axis=1)[:, [-2]])


def test_what_no_list_depends_on_is_not_asked() -> None:
    """The first two are better on everything, so that no weights change who they are."""
    scores = scores_of([[90, 70], [70, 90], [40, 20], [20, 40]], [1, 1])
    weights = WeightRegion(np.empty((0, 2))).draws(200, 0)
    assert next_question(scores, weights, first_two(scores, weights), []) is None


def test_the_question_that_tells_most_is_asked() -> None:
    """One of k0 and k1 is first, whose line is w_a = w_b; k2 and k3 would cut elsewhere."""
    scores = scores_of([[90, 30], [30, 90], [50, 10], [10, 20]], [1, 1])
    weights = WeightRegion(np.empty((0, 2))).draws(1_000, 0)
    inside = (weights @ scores.values.T).argmax(axis=1)[:, None] == np.arange(4)
    found = next_question(scores, weights, inside, [])
    assert found == TradeOff(first="k0", second="k1", better="a", worse="b")
    other = next_question(scores, weights, inside, [found])
    assert other != found


def answered(scores: KindScores, question: TradeOff, hidden: Floats) -> Answer:
    """Return what somebody with these weights says."""
    gain, loss = sides(scores, question)
    mine = hidden[scores.criteria.index(question.better)] * gain
    other = hidden[scores.criteria.index(question.worse)] * loss
    preference = Preference.FIRST if mine >= other else Preference.SECOND
    return Answer(**question.model_dump(), preference=preference)


def interview(scores: KindScores, hidden: Floats, most: int = 40) -> list[Answer]:
    """Ask somebody until no question tells more of who is among the first two."""
    answers: list[Answer] = []
    for _ in range(most):
        weights = fit(scores, answers).region.draws(400, 0)
        question = next_question(scores, weights, first_two(scores, weights), answers)
        if question is None:
            break
        answers.append(answered(scores, question, hidden))
    return answers


@settings(max_examples=6, deadline=None)
@given(st.integers(0, 10_000), st.integers(2, 4))
def test_somebody_with_hidden_weights_is_understood(seed: int, count: int) -> None:
    """No answer contradicts; hidden weights fit; questions end; what fits says who is in."""
    rng = np.random.default_rng(seed)
    scores = scores_of((5.0 * rng.integers(0, 21, (10, count))).tolist(), [1.0] * count)
    hidden = rng.dirichlet(np.ones(count))
    answers = interview(scores, hidden)
    found = fit(scores, answers)
    assert found.contradicted == ()
    assert (found.region.rows @ hidden >= -1e-9).all()
    assert len(answers) < 40
    assert len({(one.first, one.second, one.better, one.worse) for one in answers}) == len(answers)
    weights = found.region.draws(400, 1)
    inside = first_two(scores, weights).mean(axis=0)
    truly = first_two(scores, hidden[None])[0]
    sure_in, sure_out = inside > 0.999, inside < 0.001
    assert truly[sure_in].sum() >= sure_in.sum() - 1
    assert truly[sure_out].sum() <= 1


def test_questions_are_of_clear_differences_and_known_candidates() -> None:
    rng = np.random.default_rng(5)
    scores = scores_of((5.0 * rng.integers(0, 21, (12, 3))).tolist(), [1, 1, 1])
    for one in interview(scores, np.array([0.2, 0.5, 0.3])):
        assert min(sides(scores, one)) >= CLEAR


def test_a_control_question_has_one_answer() -> None:
    """With w_a ≥ 2 w_b and w_b ≥ 2 w_c known, a question of a and c follows."""
    scores = scores_of(THREE, [1, 1, 1])
    region = WeightRegion(np.array([[1.0, -2.0, 0.0], [0.0, 1.0, -2.0]]))
    asked = [said("k0", "k1", "ab", Preference.FIRST), said("k1", "k3", "bc", Preference.FIRST)]
    found = control_question(scores, region, asked)
    assert found is not None
    assert {found.better, found.worse} == {"a", "c"}
    right = {answered(scores, found, weights).preference for weights in region.draws(200, 0)}
    assert len(right) == 1
    (one,) = right
    most = region.most(-fit(scores, [Answer(**found.model_dump(), preference=one)]).region.rows[0])
    assert most is not None
    assert most <= 1e-9

"""Ratings of a session: what they replace, and what is refused."""

import pytest
from pydantic import ValidationError

from config.problems import InputError
from optimizer.study import Study
from questions.overlay import SESSION, Rating, rating_problems, with_ratings


def rating(measure: str, value: float | str, **more: float) -> Rating:
    return Rating(candidate="country:AAA", measure=measure, value=value, reason="seen", **more)


def test_a_rating_replaces_all_recorded_evidence_on_its_measure(small_study: Study) -> None:
    edited = with_ratings(small_study, [rating("participation", 0.123)])
    rows = [
        row
        for row in edited.dataset.evidence
        if row.candidate == "country:AAA" and row.measure == "participation"
    ]
    assert [(row.value, row.basis, row.source, row.note) for row in rows] == [
        (0.123, "judgement", SESSION.id, "seen")
    ]
    others = [row for row in small_study.dataset.evidence if row.measure != "participation"]
    assert [r for r in edited.dataset.evidence if r.measure != "participation"] == others
    assert SESSION in edited.dataset.sources
    assert SESSION not in small_study.dataset.sources


def test_a_rating_moves_the_score(small_study: Study) -> None:
    # Participation weighs 0.5 of a country's score and is linear; see the small example.
    worst = with_ratings(small_study, [rating("participation", 0.0)]).scorecard()
    best = with_ratings(small_study, [rating("participation", 1.0)]).scorecard()
    change = best.of("country:AAA").score - worst.of("country:AAA").score
    assert change == pytest.approx(50, abs=1e-9)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (rating("participation", 1.7), "must lie on its scale, 0 to 1"),
        (rating("participation", "high"), "must be a number"),
        (rating("participation", 0.5, low=0.6), "between low and high"),
        (rating("will", "enormous"), "must be a level"),
        (rating("partners", 0.5), "partner graph"),
        (rating("unheard_of", 0.5), "must be a measure"),
    ],
)
def test_what_does_not_hold_is_refused_in_words(
    small_study: Study, given: Rating, said: str
) -> None:
    found = rating_problems(given, small_study.dataset, small_study.configuration)
    assert said in " ".join(problem.must for problem in found)
    with pytest.raises(InputError):
        with_ratings(small_study, [given])


def test_a_rating_needs_a_reason() -> None:
    with pytest.raises(ValidationError):
        Rating(candidate="country:AAA", measure="participation", value=0.5, reason="")

"""The scorecard against a table worked by hand.

Countries, weights 0.5 / 0.3 / 0.2 (given as 5, 3, 2):

=====  ==========================  ====================  ==============================  =====
id     will = mean(csp, rating)    corruption            press = min(freedom, laws)      score
=====  ==========================  ====================  ==============================  =====
A      mean(80, 50) = 65           4 of 10..0 → 60       min(80, 90) = 80                66.5
       known → 65..65              6..3 → 40..70         25..75 → 40..80 (peak inside)
                                                         min → 40..80
B      mean(40, 100) = 70          0 → 100               min(50, 40) = 40                73.0
C      csp: median(80, 40) = 60    12 → 0 (cut off)      freedom 100 → 20, laws: low=0   33.75
       rating: median(50, 100)=75                        min → 0; interval 0..20
       mean = 67.5; 0..100
=====  ==========================  ====================  ==============================  =====

A: 0.5·65 + 0.3·60 + 0.2·80 = 32.5 + 18 + 16 = 66.5; low 32.5 + 12 + 8 = 52.5; high 32.5 + 21 + 16
= 69.5. B: 35 + 30 + 8 = 73, all known. C: 33.75 + 0 + 0 = 33.75; low 0; high 50 + 0 + 4 = 54.
B fails both gates (values 2 < 3, suspended) and has no rank; C's values are not known.

Commitments, weights 0.75 / 0.25, overlap shares 0.75 in_country, 0.25 on_theme; in force: A and x.
1: 0.75·100 + 0.25·25 = 81.25; 2: 0.75·50 + 0.25·100 = 62.5; 3: ambition median(100, 50) = 75 →
0.75·75 + 0 = 56.25, interval 0..75.
"""

import numpy as np
import pytest

from config.criteria import Criteria
from config.problems import InputError
from data.dataset import Candidate, Dataset, Evidence
from scoring.scorecard import Scorecard, score


@pytest.fixture(scope="module")
def card(hand_dataset: Dataset, hand_criteria: Criteria) -> Scorecard:
    return score(hand_dataset, hand_criteria, {"partner_strength": {"theme:y": 0.3}})


@pytest.mark.parametrize(
    ("candidate", "points", "low", "high"),
    [
        ("country:A", 66.5, 52.5, 69.5),
        ("country:B", 73.0, 73.0, 73.0),
        ("country:C", 33.75, 0.0, 54.0),
        ("commitment:1", 81.25, 81.25, 81.25),
        ("commitment:2", 62.5, 62.5, 62.5),
        ("commitment:3", 56.25, 0.0, 75.0),
        ("theme:x", 30.0, 0.0, 100.0),
        ("theme:y", 30.0, 30.0, 30.0),
    ],
)
def test_score_and_interval(
    card: Scorecard, candidate: str, points: float, low: float, high: float
) -> None:
    row = card.of(candidate)
    assert (row.score, row.low, row.high) == pytest.approx((points, low, high), abs=1e-9)


def test_contributions(card: Scorecard) -> None:
    expected = {"will": 32.5, "corruption": 18.0, "press": 16.0}
    assert card.of("country:A").contributions == pytest.approx(expected, abs=1e-9)


def test_ranks_leave_out_failed_gates_and_are_shared_by_equals(card: Scorecard) -> None:
    ranks = {row.id: row.rank for row in card.rows}
    assert ranks["country:A"] == 1
    assert ranks["country:C"] == 2
    assert ranks["country:B"] is None
    assert (ranks["theme:x"], ranks["theme:y"]) == (1, 1)
    assert [row.id for row in card.kinds["country"].rows] == ["country:A", "country:C", "country:B"]


def test_gates_say_what_was_found(card: Scorecard) -> None:
    assert card.of("country:A").gate == "pass"
    assert card.of("country:A").reasons == ()
    assert card.of("country:B").gate == "fail"
    assert card.of("country:B").reasons == (
        "Values Check: found 2; it must be at least 3",
        "Membership: status is suspended; it must be active",
    )
    assert card.of("country:C").gate == "unknown"
    assert card.of("country:C").reasons == ("Values Check: no evidence; it must be at least 3",)


def test_shares_by_basis(card: Scorecard) -> None:
    """A: 0.25 of the weight rests on a rating; C: will wholly missing, half of press missing."""
    row = card.of("country:A")
    assert (row.coverage, row.judged, row.assumed, row.missing) == pytest.approx((0.75, 0.25, 0, 0))
    row = card.of("country:B")
    assert (row.coverage, row.judged, row.assumed, row.missing) == pytest.approx((0.75, 0, 0.25, 0))
    row = card.of("country:C")
    assert (row.coverage, row.judged, row.assumed, row.missing) == pytest.approx((0.4, 0, 0, 0.6))


def test_potential_leaves_out_focus_overlap(card: Scorecard) -> None:
    commitments = card.kinds["commitment"]
    assert commitments.overlap_weight == pytest.approx(0.25)
    assert commitments.overlap_shares == pytest.approx({"in_country": 0.75, "on_theme": 0.25})
    assert commitments.potential == pytest.approx([0.75, 0.375, 0.5625])
    assert card.potential["country:A"] == pytest.approx(0.665)
    assert card.kinds["country"].overlap_weight == 0.0


def test_newest_evidence_counts_whatever_the_order(
    hand_dataset: Dataset, hand_criteria: Criteria
) -> None:
    fields = {"candidate": "country:A", "measure": "csp", "source": "s"}
    newer = Evidence(**fields, value=0.2, basis="judgement", as_of="2020")
    older = Evidence(**fields, value=0.9, basis="observed", as_of="2018-12")
    first, last = (older, newer, *hand_dataset.evidence), (*hand_dataset.evidence, newer, older)
    for rows in (first, last):
        row = score(hand_dataset.but(evidence=rows), hand_criteria).of("country:A")
        assert row.contributions["will"] == pytest.approx(0.5 * (20 + 50) / 2)


def test_all_unreadable_evidence_is_named_at_once(
    hand_dataset: Dataset, hand_criteria: Criteria
) -> None:
    fields = {"candidate": "country:C", "source": "s", "basis": "observed"}
    rows = (
        *hand_dataset.evidence,
        Evidence(**fields, measure="csp", value="high"),
        Evidence(**fields, measure="rating", value="great"),
    )
    dataset = hand_dataset.but(
        evidence=rows,
        candidates=(*hand_dataset.candidates, Candidate(id="x", kind="region", name="X")),
    )
    with pytest.raises(InputError) as raised:
        score(dataset, hand_criteria)
    found = {(problem.file, problem.row, problem.value) for problem in raised.value.problems}
    assert found == {
        ("candidates.csv", 10, "region"),
        ("evidence.csv", 18, "high"),
        ("evidence.csv", 19, "great"),
    }


def test_a_kind_without_candidates(hand_dataset: Dataset, hand_criteria: Criteria) -> None:
    dataset = hand_dataset.but(candidates=(), evidence=(), links=())
    card = score(dataset, hand_criteria)
    assert card.rows == ()
    assert {scores.values.shape[0] for scores in card.kinds.values()} == {0}


def test_matrices_are_read_only(card: Scorecard) -> None:
    with pytest.raises(ValueError, match="read-only"):
        card.kinds["country"].values[0, 0] = np.pi

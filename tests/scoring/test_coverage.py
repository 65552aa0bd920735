"""What is known, counted by hand, and added up against the scorecard."""

import pytest

from optimizer.study import open_study
from scoring.coverage import coverage
from scoring.selection import of_candidates
from tests.scoring.test_selection import THREE, scores_of


def test_shares_and_gaps_by_hand() -> None:
    # Six cells of weight 1/6 each; only b on y is missing.
    found = coverage(scores_of(THREE))
    assert found.count == 3
    assert found.shares == pytest.approx(
        {"observed": 5 / 6, "judgement": 0, "assumption": 0, "missing": 1 / 6}
    )
    [gap] = found.gaps
    assert (gap.criterion, gap.measure, gap.missing) == ("y", "y", 1)
    assert (gap.weight, gap.lost) == pytest.approx((1 / 2, 1 / 6))
    assert found.unknown == ()


def test_measure_known_for_nobody() -> None:
    found = coverage(of_candidates(scores_of(THREE), {"b"}))
    assert [gap.measure for gap in found.unknown] == ["y"]


def test_nobody_has_no_gaps() -> None:
    found = coverage(of_candidates(scores_of(THREE), ()))
    assert found.count == 0
    assert found.gaps == ()
    assert sum(found.shares.values()) == 0


def test_gaps_add_up_to_what_is_missing_on_the_bundled_data() -> None:
    for scores in open_study().scorecard().kinds.values():
        found = coverage(scores)
        assert sum(gap.lost for gap in found.gaps) == pytest.approx(found.shares["missing"])
        assert sum(found.shares.values()) == pytest.approx(1)
        assert [gap.lost for gap in found.gaps] == sorted(
            (gap.lost for gap in found.gaps), reverse=True
        )

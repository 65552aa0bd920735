"""Stated shares are calibrated: what is in 80 % of lists is in the true best list 80 % of the time.

Oracle: the truth of made-up problems, drawn and reckoned apart from what is tested, and the true
best list by trying all 1,024 (``benchmarks/calibration.py``). Errors are clustered by problem; what
is said may be off by so many of them, and by what a hundred draws leave open.
"""

import numpy as np
import pytest

from benchmarks.calibration import KINDS, Line, Said, measure, reliability, world
from optimizer.robust.uncertainty import UncertaintyModel

ERRORS = 3.3
"""Standard errors within which nearly every line lies: one of a thousand does not."""
ROOM = 0.01
"""A share of 100 draws is itself known to a percentage point near none and all."""


def off(tables: dict[str, list[Line]], fewest: int) -> list[tuple[str, Line]]:
    """Return what is not as often true as is said, of lines that rest on so many things."""
    assert set(tables) == set(KINDS)
    told = [(kind, one) for kind, lines in tables.items() for one in lines if one.number >= fewest]
    assert len(told) >= 12
    return [
        (kind, one) for kind, one in told if abs(one.true - one.share) > ERRORS * one.error + ROOM
    ]


def test_what_is_said_is_true_as_often_as_it_says() -> None:
    """24 problems: coarse, and enough to find out that evidence is not drawn, as below."""
    assert not off(measure(24, 40), fewest=20)


def test_shares_that_take_evidence_as_it_stands_are_too_sure() -> None:
    """What is missing lies where the midpoint is, it is said; the truth lies anywhere."""
    found = off(measure(24, 40, held=UncertaintyModel(evidence=False)), fewest=20)
    assert any(one.share > one.true for _, one in found if one.share > 0.5)
    assert any(one.share < one.true for _, one in found if one.share < 0.5)


@pytest.mark.long
def test_what_is_said_is_true_as_often_as_it_says_of_200_problems() -> None:
    assert not off(measure(200, 100), fewest=60)


def test_a_share_that_claims_too_much_is_found_out() -> None:
    """Halves are said to be certain: the error of 200 problems is far below the difference."""
    rng = np.random.default_rng(0)
    bold = [Said(np.full(5, 0.95), rng.random(5) < 0.5) for _ in range(200)]
    (line,) = reliability(bold)
    assert line.number == 1_000
    assert abs(line.true - line.share) > ERRORS * line.error + ROOM


def test_the_error_by_hand() -> None:
    """Two problems, said 0.8: both of two true, none of one. d = (0.4 − 0.8) / 3, by problems."""
    every = [
        Said(np.array([0.8, 0.8]), np.array([True, True])),
        Said(np.array([0.8]), np.array([False])),
    ]
    (line,) = reliability(every)
    assert line.number == 3
    assert [line.share, line.true] == pytest.approx([0.8, 2 / 3])
    assert line.error == pytest.approx((0.4**2 + 0.8**2) ** 0.5 / 3)


def test_the_truth_is_among_what_is_left_open() -> None:
    for seed in range(20):
        one = world(seed)
        scores = one.scorecard.kinds["country"]
        assert (np.abs(one.scores - scores.score) <= 100).all()
        weeks = sum(area.options[0].weeks["team"] for area in one.problem.areas
                    if area.id in one.best)  # fmt: skip
        assert weeks <= one.problem.teams[0].weeks

"""What foresaw results, as a report. Oracle: findings made by hand."""

from math import log

import pytest

from data.chances.estimate import Influence
from questions.chances import Chances, OutcomeForeseen
from reports.chances import report
from scoring.foresight import Foresight, Part
from tests.pictures import png
from tests.reports.faces import said_alike


def influence(level: str, ratio: float, low: float | None, high: float | None) -> Influence:
    return Influence(
        column="ambition", level=level, reference="low", cases=40, came=10, coefficient=log(ratio),
        low=None if low is None else log(low), high=None if high is None else log(high),
        design_effect=1.2,
    )  # fmt: skip


def foresight(better: float, half: float) -> Foresight:
    part = Part(label="", cases=20, foreseen=0.3, came=0.25, low=0.11, high=0.47)
    return Foresight(
        cases=40, members=12, brier=0.2 - better, base=0.2, better=better, low=better - half,
        high=better + half, parts=(part, part), years=(part.but(label="2018"),),
    )  # fmt: skip


def told(*influences: Influence, held_out: Foresight | None) -> Chances:
    one = OutcomeForeseen(
        outcome="strong_results", reported=80, came=20, cases=70, members=30,
        columns=("ambition",), left_out=("record_before",), influences=influences,
        held_out=held_out, since=None, tells_apart=None,
    )  # fmt: skip
    return Chances(by="2019", outcomes=(one,), too_few=("completed",))


def test_no_better_than_the_plain_share() -> None:
    said = report(told(influence("high", 3.4, 1.1, 11.8), held_out=foresight(0.004, 0.012)))
    assert said.answer == (
        "Of 80 commitments reported on by 2019, 20 (25 %) led to strong results. What was known "
        "beforehand did not foresee which, better than these shares."
    )
    assert said.text == (
        "Completed, substantially at least: too few reported on by 2019 to say anything.",
    )
    section = said["strong_results"]
    assert section.items == (
        "Ambition “high” rather than “low”: 3.40 times the odds (1.10 to 11.80).",
        "Not taken, for want of cases: record before.",
    )
    assert "no better than the plain share" in said["held_out_strong_results"].text[0]
    assert (
        "difference +0.004 (−0.008 to +0.016, 95 % sure)"
        in (said["held_out_strong_results"].text[0])
    )
    labels = [row["label"] for row in said.table("calibration_held_out_strong_results").rows]
    assert labels == ["the lowest", "the highest", "in 2018"]
    (picture,) = said["held_out_strong_results"].pictures
    assert "the lowest 30 %, came 25 %" in picture.describe
    assert png(picture.chart).startswith(b"\x89PNG")
    said_alike(said)


def test_better_than_the_plain_share() -> None:
    said = report(told(influence("high", 3.4, 1.1, 11.8), held_out=foresight(0.02, 0.012)))
    assert said.answer.endswith("foresaw something of which: strong results.")
    assert "better than the plain share" in said["held_out_strong_results"].text[0]
    worse = report(told(influence("high", 3.4, 1.1, 11.8), held_out=foresight(-0.02, 0.012)))
    assert "worse than the plain share" in worse["held_out_strong_results"].text[0]
    assert "did not foresee which" in worse.answer


@pytest.mark.parametrize(
    ("low", "high", "words", "beyond"),
    [
        (None, 0.75, "0 to 0.75", True),
        (1.4, None, "at least 1.40", True),
        (0.5, 2.0, "0.50 to 2.00", False),
    ],
)
def test_ranges(low: float | None, high: float | None, words: str, beyond: bool) -> None:
    said = report(told(influence("high", 1.2, low, high), held_out=None))
    (row,) = said.table("influences_strong_results").rows
    assert (row["range"], row["beyond"]) == (words, beyond)
    assert "cannot be told" in said.answer
    nothing = "Nothing that was known beforehand goes with it beyond chance."
    assert (nothing in said["strong_results"].items) != beyond


def test_nothing_to_go_by() -> None:
    said = report(Chances(by="2019", outcomes=(), too_few=("completed", "strong_results")))
    assert said.answer.startswith("Nothing can be said")
    said_alike(said)

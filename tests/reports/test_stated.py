"""Whether stated shares held, as a report. Oracle: areas made by hand."""

import pytest

from optimizer.study import Study
from records.stated import Record
from reports.stated import report
from scoring.calibration import Stated, jeffreys
from tests.pictures import png
from tests.reports.faces import said_alike


def of(share: float, came: int, many: int) -> list[Stated]:
    return [
        Stated(candidate=f"{share}-{place}", record="a", share=share, came=place < came)
        for place in range(many)
    ]


@pytest.fixture
def two(small_study: Study) -> list[Record]:
    """Two records, of which the first states shares."""
    first = Record(
        title="2020", round=None, listed=frozenset(), shares={"country:AAA": 0.8},
        dataset=small_study.dataset, configuration=small_study.configuration,
    )  # fmt: skip
    return [first, first.but(title="2021", shares={})]


def test_what_held_and_what_did_not(two: list[Record]) -> None:
    said = report(two, [*of(0.8, 11, 14), *of(0.95, 4, 12), *of(0.2, 1, 3)], [])
    low, high = (round(100 * end) for end in jeffreys(4, 12))
    assert said.answer == (
        "Not everywhere: of 12 areas with 90 % and more, 4 were in the next list (33 %; "
        f"{low} % to {high} %, 95 % sure), stated were 95 %."
    )
    assert said["again"].items[0] == (
        "Of 3 areas with under 30 %, 1 was in the next list: too few to tell."
    )
    assert [row["told"] for row in said.table("again").rows] == ["too few to tell", "yes", "no"]
    assert "no result is recorded" in said.text[1]
    (picture,) = said["again"].pictures
    assert picture.describe == (
        "What was stated and what came: 70 % to 90 % 80 %, came 79 % and 90 % and more 95 %, came "
        "33 %."
    )
    assert png(picture.chart).startswith(b"\x89PNG")
    said_alike(said)


def test_all_that_can_be_told_holds(two: list[Record]) -> None:
    unshared = [two[1].but(title="2018"), two[1].but(title="2019", round="2019-annual")]
    said = report([*unshared, *two], of(0.8, 11, 14), of(0.8, 0, 12))
    assert said.answer.startswith("As far as can be told: in 1 band of shares")
    assert (
        said["led"]
        .items[0]
        .startswith("Of 12 areas with 70 % to 90 %, none was a success by what was recorded (0 %;")
    )
    assert said.text[1:] == (
        "“2018” and “2019” state no shares: made without draws.",
        (
            "Where the records of rounds are, shares can still be kept: focus round shares --round "
            "2019-annual."
        ),
    )
    said_alike(said)


def test_too_few(two: list[Record]) -> None:
    said = report(two, of(0.8, 3, 4), [])
    assert said.answer == "Too few to tell: 4 areas in all, and no band of shares has 10."
    nothing = report(two[:1], [], [])
    assert nothing.answer.startswith("Nothing can be said yet")
    said_alike(nothing)

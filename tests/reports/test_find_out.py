"""What to find out next as a report: sentences from findings made by hand, lists from the example.

Oracle: the findings themselves, of which every figure shown is one.
"""

import pytest

from optimizer.robust.value_of_information.evaluate import value_of_information
from optimizer.robust.value_of_information.results import GapWorth, MeasureWorth, ValueOfInformation
from optimizer.robust.value_of_information.switching import Chance, Gain
from optimizer.study import Study, open_study
from reports import find_out
from reports.find_out import gain_words
from reports.report import Report, Row
from reports.setting import Setting
from scoring.belief import MissingDraw
from tests.optimizer.solved import solve

SETTING = Setting(open_study())
NOTHING = Gain(found=0, least=0, most=0)
SOME = Gain(found=0.32, least=0, most=0.9)
NEVER = Chance(found=0, least=0, most=0)

CRITERIA = {
    "influence": "influence",
    "political_will": "political_will",
    "press_freedom": "enabling_environment",
    "government_effectiveness": "ability_to_help",
}


def gap(measure: object = "influence", **fields: object) -> GapWorth:
    values: dict[str, object] = {
        "candidate": "country:KEN", "kind": "country", "measure": measure, "missing": True,
        "inside": False, "criterion": CRITERIA[str(measure)], "central": 50,
        "low": 0.25, "high": 99.75, "turns": (61.75, 99.75),
        "chance": Chance(found=0.38, least=0, most=1), "gain": SOME,
    }  # fmt: skip
    return GapWorth.model_validate(values | fields)


def measure(name: str = "influence", **fields: object) -> MeasureWorth:
    values: dict[str, object] = {
        "kind": "country", "measure": name, "missing": 98, "ranged": 0, "chance": 0.54,
        "chance_interval": None, "entering": 1.2, "gain": SOME,
    }  # fmt: skip
    return MeasureWorth.model_validate(values | fields)


def findings(**fields: object) -> ValueOfInformation:
    values: dict[str, object] = {
        "gaps": (gap(), gap("political_will", chance=NEVER, turns=None, gain=NOTHING)),
        "candidates": (), "measures": (measure(),), "gates": (), "everything": SOME,
        "missing": MissingDraw.ANYWHERE, "points": 1303.6, "better": 0.0, "open": 0.0,
        "searched": 9, "asked": 9, "plans": 12,
    }  # fmt: skip
    return ValueOfInformation.model_validate(values | fields)


def told(found: ValueOfInformation) -> Report:
    return find_out.report(found, SETTING)


def notes(found: ValueOfInformation) -> list[str]:
    return [note.text for note in told(found).notes]


def value(one: GapWorth) -> Row:
    return told(findings(gaps=(one,))).table("by_value").rows[0]


def listed(one: MeasureWorth) -> Row:
    return told(findings(measures=(one,))).table("by_measure").rows[0]


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, "enters if strong"),
        ({"turns": (45.25, 99.75)}, "enters if some or strong"),
        ({"turns": (0.25, 29.75), "inside": True}, "leaves if none"),
        ({"turns": None}, "stays out"),
        ({"turns": None, "inside": True, "chance": NEVER}, "stays, with other services"),
        ({"turns": None, "inside": True}, "stays, but others change"),
        ({"turns": None, "inside": True, "gain": NOTHING, "chance": NEVER}, "stays"),
        ({"measure": "press_freedom"}, "enters from 62 of 100 up"),
        ({"measure": "press_freedom", "turns": (0.25, 40.75)}, "enters up to 41 of 100"),
        (
            {"measure": "press_freedom", "turns": (20.25, 40.75), "inside": True},
            "leaves at 20 to 41 of 100",
        ),
    ],
)
def test_with_what_a_candidate_changes_sides(fields: dict[str, object], words: str) -> None:
    """Levels of influence are worth 0, 50 and 100."""
    assert value(gap(**fields))["change"] == words


def test_between_two_levels_points_tell() -> None:
    """No level of influence is worth 60 to 70."""
    assert value(gap(turns=(60.25, 70.25)))["change"] == "enters at 60 to 70 of 100"


def test_what_is_known() -> None:
    assert value(gap())["known"] == "nothing known, counts as 50 of 100"
    ranged = gap("government_effectiveness", missing=False, central=70, low=61.2, high=80)
    assert value(ranged)["known"] == "counts as 70, may be 61 to 80"


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("influence", "staff, by rating"),
        ("partner_strength", "partners, by asking"),
        ("press_freedom", "published by Reporters Without Borders"),
    ],
)
def test_who_can_tell(name: str, words: str) -> None:
    assert listed(measure(name))["who"] == words


def test_of_which_criterion() -> None:
    assert (
        listed(measure("press_freedom"))["criteria"] == "Enabling environment for open government"
    )


def test_for_whom_a_measure_lacks() -> None:
    assert listed(measure())["lack"] == "98 countries"
    assert listed(measure(missing=1, ranged=3))["lack"] == "1 country, 3 with a range"
    assert listed(measure(missing=0, ranged=3))["lack"] == "3 with a range"


def test_gains_have_two_decimals_and_never_read_as_nothing() -> None:
    assert [gain_words(points) for points in (0, 0.001, 0.318, 12)] == [
        "0 points",
        "under 0.01 points",
        "0.32 points",
        "12.00 points",
    ]


def test_the_answer_says_what_to_do_and_what_for() -> None:
    assert told(findings()).answer == (
        "First of all, rate influence on other countries for the 98 countries without it: with "
        "54 % of what may be found the plan would change, and it would gain 0.32 points on average."
    )
    published = findings(measures=(measure("press_freedom", missing=20),))
    assert told(published).answer.startswith(
        "First of all, find press freedom for the 20 countries without it"
    )
    (alone,) = told(findings()).text
    assert alone == (
        "If there is time for one thing only: influence on other countries of Kenya "
        "(enters if strong)."
    )


def test_nothing_to_find_out_and_nothing_worth_it() -> None:
    assert told(findings(gaps=(), measures=())).answer == (
        "Everything is known: there is nothing to find out."
    )
    idle = findings(measures=(measure(gain=NOTHING),))
    assert told(idle).answer.startswith("No gap is known to be worth closing")
    early = findings(measures=(measure(gain=NOTHING),), searched=3)
    assert told(early).answer.startswith("So far no gap")


def test_what_is_proven_and_what_is_not_is_said() -> None:
    assert notes(findings()) == [
        "Gains are expected points; the plan has 1,304.",
        "Knowing everything would gain 0.32 points among the plans known.",
        "1 of 2 gaps are proven to put nobody in and nobody out, whatever is found.",
    ]
    drawn = " ".join(notes(findings(everything=SOME.but(sampled=True))))
    assert "“at most” holds with 95 %, and is not proven" in drawn
    unlike = findings(everything=NOTHING)  # where stand-ins lie off the mean of what may be found
    assert "Knowing everything" not in " ".join(notes(unlike))
    said = " ".join(notes(findings(open=6.2, better=0.5, searched=3)))
    assert "proven only to within 6.2 points" in said
    assert "0.50 points better than the one given" in said
    assert "So far 3 of 9 searches are done" in said


@pytest.fixture(scope="module")
def found(small_study: Study) -> ValueOfInformation:
    posed = small_study.problem()
    return value_of_information(posed, small_study.scorecard(), (solve(posed).decisions,))


def test_lists_are_told_alike_on_every_face(found: ValueOfInformation, small_study: Study) -> None:
    report = find_out.report(found, Setting(small_study))
    told = report.json()
    assert [(one["candidate"], one["measure"]) for one in told["by_value"]] == [
        (gap.candidate, gap.measure) for gap in found.gaps
    ]
    assert [one["gain"]["points"] for one in told["by_value"]] == [
        gap.gain.found for gap in found.gaps
    ]
    assert told["gaps"] == len(found.gaps)
    assert (told["complete"], told["idle"]) == (True, found.idle)


def test_only_those_asked_for_are_listed(found: ValueOfInformation, small_study: Study) -> None:
    setting = Setting(small_study)
    short = find_out.report(found, setting, most=1).json()
    assert [len(short[name]) for name in ("by_measure", "by_candidate", "by_value")] == [1, 1, 1]
    one = found.candidates[0].candidate
    mine = find_out.report(found, setting, among={one})
    assert {row["candidate"] for row in mine.table("by_value").rows} == {one}


def test_where_nothing_is_open_only_that_is_said(
    found: ValueOfInformation, small_study: Study
) -> None:
    nothing = found.model_copy(update={"gaps": (), "measures": (), "candidates": ()})
    report = find_out.report(nothing, Setting(small_study))
    assert report.sentences == ("Everything is known: there is nothing to find out.",)

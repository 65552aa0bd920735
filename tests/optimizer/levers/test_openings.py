"""Openings of gates as levers. Oracle: the three members that do not pass the Values Check.

Azerbaijan is suspended besides; Morocco joined in 2018; of Pakistan a transition is not known.
"""

import pytest

from config.problems import InputError, Problems
from optimizer.levers import OPENINGS, canonical, normal, option_text, statement
from optimizer.levers.lever import Ground
from optimizer.scenario import Scenario
from optimizer.study import BASELINE, Study
from reports.levers import in_words

MOROCCO, PAKISTAN = "country:MAR", "country:PAK"


def states(study: Study, scenario: Scenario) -> tuple[str, str]:
    found = study.scorecard(scenario).gate
    return found[MOROCCO], found[PAKISTAN]


@pytest.mark.parametrize(
    ("openings", "expected"),
    [
        ({}, ("pass", "unknown")),
        ({"just_joined": False}, ("unknown", "unknown")),
        ({"in_transition": False}, ("pass", "fail")),
        ({"just_joined": False, "in_transition": False}, ("fail", "fail")),
    ],
)
def test_who_comes_in_by_which_opening(
    bundled_study: Study, openings: dict[str, bool], expected: tuple[str, str]
) -> None:
    scenario = Scenario(openings=openings)
    assert states(bundled_study, scenario) == expected
    barred = {one.id for one in bundled_study.problem(scenario).areas if one.barred}
    known = {name for name, state in zip((MOROCCO, PAKISTAN), expected, strict=True)
             if state == "fail"}  # fmt: skip
    assert barred & {MOROCCO, PAKISTAN} == known


def test_what_is_configured_is_no_lever(bundled_study: Study) -> None:
    on = Scenario(openings={"just_joined": True})
    assert normal(on, bundled_study.configuration) == BASELINE
    off = OPENINGS.move(BASELINE, bundled_study.configuration, "just_joined", value=False)
    assert canonical(off) == {"openings": {"just_joined": False}}
    assert OPENINGS.move(off, bundled_study.configuration, "just_joined", None) == BASELINE
    assert off.of_scores == off


def test_it_is_written_and_told(bundled_study: Study) -> None:
    off = Scenario(openings={"just_joined": False})
    assert option_text("openings", "just_joined", False) == "--opening just_joined=off"
    assert in_words(off, bundled_study) == ("the opening “has just joined” is off",)


@pytest.mark.parametrize("text", ["just_joined=maybe", "just_joined+=off", "nobody=off"])
def test_what_is_not_an_opening_on_or_off_is_refused(bundled_study: Study, text: str) -> None:
    problems = Problems()
    one = statement(OPENINGS, "--opening", text, problems)
    ground = Ground(bundled_study.configuration, {})
    assert one is not None
    assert OPENINGS.read(BASELINE, [one], ground, problems) == BASELINE
    with pytest.raises(InputError) as refused:
        problems.raise_if_any()
    assert len(refused.value.problems) == 1

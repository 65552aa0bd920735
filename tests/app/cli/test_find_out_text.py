"""What to find out next on one screen and as JSON, from the small example.

Oracle: the findings themselves, of which every figure printed is one.
"""

import io
from typing import Any

import pytest
from rich.console import Console

from app.cli.find_out_text import find_out_json, print_find_out
from optimizer.robust.value_of_information.evaluate import value_of_information
from optimizer.robust.value_of_information.results import ValueOfInformation
from optimizer.study import Study
from tests.optimizer.solved import solve


@pytest.fixture(scope="module")
def found(study: Study) -> ValueOfInformation:
    posed = study.problem()
    return value_of_information(posed, study.scorecard(), (solve(posed).decisions,))


def printed(found: ValueOfInformation, study: Study, most: int) -> str:
    console = Console(file=io.StringIO(), width=160)
    print_find_out(console, found, study, most)
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def test_every_question_has_its_table(found: ValueOfInformation, study: Study) -> None:
    text = printed(found, study, 3)
    for title in ("One measure, for all", "One candidate, all", "One value"):
        assert title in text
    names = {one.id: one.name for one in study.dataset.candidates}
    for candidate in found.candidates[:3]:
        assert names[candidate.candidate] in text
    for gap in found.gaps[:3]:
        assert study.configuration.criteria.measures[gap.measure].label in text


def test_no_more_lines_than_asked_for(found: ValueOfInformation, study: Study) -> None:
    one, three = printed(found, study, 1), printed(found, study, 3)
    assert len(one.splitlines()) < len(three.splitlines())
    short: Any = find_out_json(found, 1)
    assert [len(short[name]) for name in ("by_measure", "by_candidate", "by_value")] == [1, 1, 1]


def test_json_says_what_was_found(found: ValueOfInformation) -> None:
    told: Any = find_out_json(found, len(found.gaps))
    assert [(one["candidate"], one["measure"]) for one in told["by_value"]] == [
        (gap.candidate, gap.measure) for gap in found.gaps
    ]
    assert [one["gain"]["points"] for one in told["by_value"]] == [
        gap.gain.found for gap in found.gaps
    ]
    assert told["gaps"] == len(found.gaps)
    assert (told["complete"], told["idle"]) == (True, found.idle)


def test_where_nothing_is_open_only_that_is_said(found: ValueOfInformation, study: Study) -> None:
    nothing = found.model_copy(update={"gaps": (), "measures": (), "candidates": ()})
    said = " ".join(printed(nothing, study, 3).split())
    assert said == "What to find out next Everything is known: there is nothing to find out."

"""``focus learn`` on the bundled data. Oracle: the same question asked alone."""

import json

import pytest

from data.later import everything
from data.vintage import EVERYTHING
from optimizer.study import Study
from questions.asking import ask
from questions.learn import LearnQuestion
from tests.app.cli.conftest import Focus, run


def test_it_says_what_is_found(bundled_study: Study) -> None:
    dataset = everything(None, bundled_study.configuration)
    found = ask(bundled_study, LearnQuestion.over(dataset, EVERYTHING)).result
    told = run("learn", "--json").json
    assert told["tested"] == sum(one.found is not None for one in found.measures)
    rows = {row["measure"]: row for row in told["measures_country"]}
    for one in found.measures:
        if one.found is not None:
            assert rows[one.measure]["effect"] == pytest.approx(one.found.effect, abs=0.06)
    assert json.dumps(told["answer"])


def test_a_year_later_fewer_figures_are_there() -> None:
    assert (
        run("learn", "--until", "2021", "--json").json["tested"]
        < run("learn", "--json").json["tested"]
    )


def test_bad_input(focus: Focus) -> None:
    ended = focus("learn", "--until", "soon", "--list", "colour=blue")
    assert ended.status == 2
    assert "--until" in ended.words
    assert "must be a column of candidates.csv" in ended.words

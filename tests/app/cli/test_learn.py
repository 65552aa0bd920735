"""``focus learn`` on the bundled data. Oracle: the same question asked alone."""

import json
from pathlib import Path

import pytest

from data.later import everything
from data.vintage import EVERYTHING
from optimizer.study import Study
from questions.asking import ask
from questions.learn import LearnQuestion
from tests.app.cli.conftest import Focus, run


def test_it_says_what_is_found(bundled_study: Study) -> None:
    dataset = everything(None, bundled_study.configuration)
    found = ask(bundled_study, LearnQuestion.over(dataset, until=EVERYTHING)).result
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


HEAD = "commitment,member,submitted,completed,completed_in,ambition\n"


def test_what_foresaw_results_in_a_table_of_ones_own(tmp_path: Path) -> None:
    """Sixty commitments, of those with high ambition 24 of 30 completed, of the others 9 of 30."""
    rows = [
        f"{level}{place},m{place % 12},2014,{'yes' if place < came else 'no'},2016,{level}\n"
        for level, came in (("high", 24), ("low", 9))
        for place in range(30)
    ]
    table = tmp_path / "mine.csv"
    table.write_text(HEAD + "".join(rows), encoding="utf-8")
    told = run("learn", "--chances", "--history", str(table), "--json").json
    assert told["outcomes"]["completed"]["came"] == 33
    (row,) = told["influences_completed"]
    assert (row["level"], row["reference"], row["came"]) == ("low", "high", 9)
    assert row["ratio"] == pytest.approx(9.5 * 6.5 / (24.5 * 21.5))
    assert told["reported_by"] == "2019"


def test_what_is_refused_of_it(focus: Focus, tmp_path: Path) -> None:
    bad = tmp_path / "bad.csv"
    bad.write_text(HEAD + "A,m,2014,perhaps,2016,low\n", encoding="utf-8")
    ended = focus("learn", "--chances", "--history", str(bad), "--by", "soon", "--until", "2021")
    assert ended.status == 2
    for told in ("bad.csv", "--by", "--until"):
        assert told in ended.words
    ended = focus("learn", "--by", "2019")
    assert ended.status == 2
    assert "--chances" in ended.words


def test_shares_that_records_stated(focus: Focus, tmp_path: Path) -> None:
    """Two records of the small example, the second with a list of its own. Oracle: its draws."""
    first, second = tmp_path / "1.zip", tmp_path / "2.zip"
    few = ("--no-prices", "--others", "0", "--draws")
    assert focus("record", first, *few, "20", "--title", "One").status == 0
    assert focus("record", second, *few, "0", "--title", "Two", "--in", "BBB").status == 0
    sure = focus("robust", "--draws", "20", "--json").json["candidates"]
    shares = {row["id"]: row["share"] for row in sure if row["share"] > 0}
    told = run("learn", "--stated", first, "--stated", second, "--json").json
    assert told["records"] == ["One", "Two"]
    assert told["again_areas"] == len(shares)
    assert sum(row["cases"] for row in told["again"]) == len(shares)
    listed = {row["id"] for row in focus("plan", "--in", "BBB", "--json").json["focus"]}
    assert sum(row["came"] for row in told["again"]) == len(listed & shares.keys())


def test_a_record_that_is_none_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    place = tmp_path / "none.zip"
    place.write_bytes(b"nothing")
    empty = tmp_path / "empty.zip"
    empty.write_bytes(b"")
    alone = run("learn", "--stated", empty.name)
    assert alone.status == 2
    assert "must be a decision record of Focus (found 'empty.zip')" in " ".join(alone.words.split())
    ended = run("learn", "--stated", place, "--stated", tmp_path / "missing.zip")
    assert ended.status == 2
    assert "must be a decision record" in ended.words
    assert "must be a file that can be read" in ended.words

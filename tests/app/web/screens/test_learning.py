"""Parts of Reassess on what earlier years taught. Oracle: the command on the same files."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

import app.web.reassess.chances as shown
from tests.app.cli.conftest import inputs, run
from tests.app.web.screens.conftest import PATIENCE, words

HEAD = "commitment,member,submitted,completed,completed_in,ambition\n"


def chances_page() -> None:
    """Show what foresaw results, of the bundled set."""
    from app.web.reassess.chances import render_chances
    from optimizer.study import open_study

    render_chances(open_study())


def stated_page() -> None:
    """Take decision records."""
    from app.web.reassess.stated import render_stated

    render_stated()


@pytest.fixture
def table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A small table in place of the bundled one: with high ambition 24 of 30, else 9 of 30."""
    rows = [
        f"{level}{place},m{place % 12},2014,{'yes' if place < came else 'no'},2016,{level}\n"
        for level, came in (("high", 24), ("low", 9))
        for place in range(30)
    ]
    file = tmp_path / "mine.csv"
    file.write_text(HEAD + "".join(rows), encoding="utf-8")
    monkeypatch.setattr(shown, "bundled_history", lambda: file)
    shown._history.clear()
    yield file
    shown._history.clear()


def test_what_foresaw_results(table: Path) -> None:
    page = AppTest.from_function(chances_page, default_timeout=PATIENCE).run()
    assert not page.exception
    assert "commitments reported on" not in words(page)
    page.toggle(key="chances-wanted").set_value(True).run()
    assert not page.exception
    told = run("learn", "--chances", "--history", table, "--json").json
    assert told["answer"] in words(page)
    assert "Ambition “low” rather than “high”" in words(page)


def test_shares_of_records_that_are_put_in(tmp_path: Path) -> None:
    """Two records of the small example, the second put in first: names say the order."""
    first, second = tmp_path / "1.zip", tmp_path / "2.zip"
    few = ("--no-prices", "--others", "0", "--draws")
    assert run("record", first, *inputs(), *few, "10", "--title", "One").status == 0
    assert run("record", second, *inputs(), *few, "0", "--title", "Two").status == 0
    page = AppTest.from_function(stated_page, default_timeout=PATIENCE).run()
    files = [(one.name, one.read_bytes(), "application/zip") for one in (second, first)]
    page.file_uploader(key="stated").set_value(files).run()
    assert not page.exception
    told = run("learn", "--stated", first, "--stated", second, "--json").json
    assert told["answer"] in words(page)
    assert "Records, in order: One and Two." in words(page)
    page.file_uploader(key="stated").set_value([("a.zip", b"x", ""), ("b.zip", b"y", "")]).run()
    assert not page.exception
    assert "must be a decision record of Focus" in words(page)

"""The page Roadmap, without a browser. Oracle: the same question asked alone."""

from pathlib import Path

import pytest

from optimizer.study import open_study
from questions.asking import ask
from questions.roadmap import RoadmapQuestion
from reports import roadmap
from reports.setting import Setting
from tests.app.web.screens.conftest import Opener, answer, until, words
from tests.folders import SMALL, Folder


@pytest.fixture
def three(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> Folder:
    """Open the app on the small example with three half-years."""
    folder.replace(
        "capacity.yaml",
        "periods: [{id: H1, label: First half-year}]",
        "periods: [{id: H1, label: First half-year}, {id: H2}, {id: H3}]\nhorizon: 1",
    )
    monkeypatch.setenv("FOCUS_DATA", str(folder.root / "dataset"))
    monkeypatch.setenv("FOCUS_CONFIG", str(folder.root / "configuration"))
    return folder


def test_the_page_says_what_the_report_says(opened: Opener, three: Folder) -> None:
    root: Path = three.root
    study = open_study(root / "dataset", root / "configuration")
    found = ask(study, RoadmapQuestion()).result
    told = roadmap.report(found, Setting(study, plan=found.half_years[0].plan))
    page = opened("roadmap")
    said = until(page, told.notes[0].text[:60])
    assert answer(page) == told.answer
    assert all(text in said for text in told["moves"].items)
    page.number_input(key="roadmap-promise").set_value(2).run()
    until(page, "To promise whoever begins that they stay for 2 half-years")
    page.selectbox(key="roadmap-free").select("country").run()
    until(page, "To keep the seat of one country free for what may come")
    page.toggle(key="roadmap-noise").set_value(True).run()
    until(page, "From doubt alone one must expect")
    page.slider(key="roadmap-length").set_value(2).run()
    assert not page.exception


def test_one_half_year_has_no_roadmap(opened: Opener, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FOCUS_DATA", str(SMALL / "dataset"))
    monkeypatch.setenv("FOCUS_CONFIG", str(SMALL / "configuration"))
    page = opened("roadmap")
    assert answer(page).startswith("The configuration has one half-year only")
    assert "error" not in words(page)

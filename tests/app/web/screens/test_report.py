"""The page Report, on the small example, held against its brief and its record."""

import io
import time
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from openpyxl import load_workbook
from streamlit.testing.v1 import AppTest

from app.export import record, site
from app.export.archive import unzipped
from app.web import who
from optimizer.study import Study
from questions.asking import ask
from questions.plan import PlanQuestion
from records import database
from records.sign_in import Presence
from reports import brief
from reports.setting import Setting
from tests.app.cli.conftest import run
from tests.app.web.screens.conftest import PATIENCE, Opener, answer, read, words
from tests.rounds import BB2, Played


@pytest.mark.usefixtures("small_app")
def test_it_shows_the_brief_of_everything_or_of_a_region(
    opened: Opener, small_study: Study
) -> None:
    plan = ask(small_study, PlanQuestion()).result.plan
    page = opened("report")
    for chosen, region in (("Everything", None), ("Africa", "Africa")):
        page.segmented_control(key="report-region").set_value(chosen).run()
        assert not page.exception
        told = brief.report(plan, Setting(small_study, plan=plan), region=region)
        assert answer(page) == told.answer
        assert brief.NOBODY_ASKED in words(page)


class Given:
    """What the page lets one download: name of a file → what makes it, or None where it may not."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.files: dict[str, Any] = {}
        monkeypatch.setattr(st, "download_button", self._kept)

    def _kept(
        self, _label: str, data: Any, file_name: str, *, disabled: bool = False, **_: object
    ) -> bool:
        self.files[file_name] = None if disabled else data
        return False

    def __getitem__(self, name: str) -> bytes:
        made = self.files[name]
        content: bytes = made() if callable(made) else made
        return content

    def closed(self, name: str) -> bool:
        """Say whether a file is there and may not be had."""
        return self.files[name] is None


def work_out(page: AppTest) -> None:
    """Let other lists and prices be worked out."""
    page.button(key="report-work-out").click().run()
    end = time.monotonic() + PATIENCE
    while any("other lists" in read(one.value) for one in page.info) and time.monotonic() < end:
        page.run()
    page.run()
    assert not page.exception


@pytest.mark.usefixtures("small_app")
def test_the_record_of_the_plan_on_screen_holds(
    opened: Opener, small_study: Study, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    given = Given(monkeypatch)
    page = opened("report")
    work_out(page)
    content = given["record-focus.zip"]
    found = record.read(content)
    assert not found.faults
    assert found.manifest["inputs"]["dataset"] == small_study.dataset_hash
    decision = record.decision_of(found.files)
    assert decision.plan.ids == ask(small_study, PlanQuestion()).result.plan.ids
    assert decision.alternatives
    assert decision.overrulings
    (tmp_path / "record.zip").write_bytes(content)
    assert run("verify", tmp_path / "record.zip").status == 0
    pages = unzipped(given["pages-focus.zip"])
    assert pages[site.RECORD] == content
    assert {"index.html", "method.html", site.SUMS} <= pages.keys()
    assert "index.html" in unzipped(given["method.zip"])
    assert "minutes" not in " ".join(given.files)


def rounds_page(opened: Opener, played: Played, name: str, patch: pytest.MonkeyPatch) -> AppTest:
    patch.setattr(who, "presence", lambda: Presence("known", played.person(name)))
    return opened("report")


@pytest.mark.usefixtures("small_app")
def test_a_round_gives_what_its_state_and_the_roles_allow(
    opened: Opener, small_study: Study, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    place = tmp_path / "records.sqlite3"
    monkeypatch.setenv(database.RECORDS, str(place))
    played = Played(place, small_study, ask(small_study, PlanQuestion()))
    given = Given(monkeypatch)
    for state in ("rating", "review"):
        played.move(state)
        page = rounds_page(opened, played, "lea", monkeypatch)
        assert given.closed("record-2020-annual.zip")
        assert given.closed("pages-2020-annual.zip")
        assert "Once the round is decided." in words(page)
        assert "Who objected" in words(page)
        book = load_workbook(io.BytesIO(given["tables-2020-annual.xlsx"]))
        assert "candidates" in book.sheetnames
    played.depart(BB2, "in", "promised in 2019")
    played.move("closed")
    page = rounds_page(opened, played, "bo", monkeypatch)
    work_out(page)
    assert given.closed("pages-2020-annual.zip")
    assert "For an analyst or leadership." in words(page)
    content = given["record-2020-annual.zip"]
    (tmp_path / "record.zip").write_bytes(content)
    assert run("verify", tmp_path / "record.zip").status == 0
    acts = record.acts_of(unzipped(content))
    assert acts is not None
    assert acts.departures == (BB2,)
    rounds_page(opened, played, "lea", monkeypatch)
    assert unzipped(given["pages-2020-annual.zip"])[site.RECORD] == content
    page.segmented_control(key="report-about").set_value("screen").run()
    assert brief.NOBODY_ASKED in words(page)

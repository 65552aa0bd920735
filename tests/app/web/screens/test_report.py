"""The page Report, on the small example, held against its brief and its record."""

from collections.abc import Callable
from typing import Any

import pytest
import streamlit as st

from app.export import record
from optimizer.study import Study
from questions.asking import ask
from questions.plan import PlanQuestion
from reports import brief
from reports.setting import Setting
from tests.app.web.screens.conftest import Opener, answer, words


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


@pytest.mark.usefixtures("small_app")
def test_the_record_that_it_gives_holds(
    opened: Opener, small_study: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    given: dict[str, Callable[[], bytes]] = {}

    def kept(_label: str, data: Any, file_name: str, **_: object) -> bool:
        given[file_name] = data
        return False

    monkeypatch.setattr(st, "download_button", kept)
    opened("report")
    found = record.read(given["decision-record.zip"]())
    assert not found.faults
    assert found.manifest["inputs"]["dataset"] == small_study.dataset_hash
    plan = ask(small_study, PlanQuestion()).result.plan
    assert record.decision_of(found.files).planned.plan.ids == plan.ids

"""Page Evidence, part Workbook: away, back, the difference first, then what one accepts."""

import io
from pathlib import Path

import openpyxl
import pytest
from openpyxl.workbook import Workbook
from streamlit.testing.v1 import AppTest

from app import CONFIG, DATA
from app.web import who
from app.web.state import PLACE
from optimizer.study import Study
from questions.asking import ask
from questions.plan import PlanQuestion
from records.sign_in import Presence
from tests.app.web.screens.conftest import Opener, read, words
from tests.data.workbook.books import cell_of, edited, put, sheet_of
from tests.folders import SMALL
from tests.rounds import BBB, PORT, Played

AFRICA = "Ratings Africa"


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(DATA, str(SMALL / "dataset"))
    monkeypatch.setenv(CONFIG, str(SMALL / "configuration"))


def rated(book: Workbook) -> None:
    sheet = sheet_of(book, AFRICA)
    cell_of(sheet, 2, "value").value = "strong"
    cell_of(sheet, 2, "reason").value = "A new minister."
    cell_of(sheet, 4, "value").value = "none"


def part(opened: Opener) -> AppTest:
    page = opened("evidence")
    page.segmented_control(key="evidence-part").set_value("workbook").run()
    assert not page.exception
    return page


def brought(page: AppTest, content: bytes) -> AppTest:
    page.file_uploader(key="workbook-file").set_value(("w.xlsx", content, "")).run()
    assert not page.exception
    return page


def take(page: AppTest) -> AppTest:
    next(one for one in page.button if one.key == "workbook-take").click().run()
    assert not page.exception
    return page


def will(study: Study, candidate: str) -> list[tuple[object, str]]:
    return [
        (row.value, row.note)
        for row in study.dataset.evidence
        if (row.candidate, row.measure) == (candidate, "will")
    ]


def test_the_difference_first_then_a_row_with_a_reason(opened: Opener) -> None:
    page = brought(part(opened), edited(rated))
    said = read(words(page))
    assert "3 differences, about 2 candidates: evidence (1 new and 1 changed) and sources" in said
    assert "Say why: 1 row" in said
    assert next(one for one in page.button if one.key == "workbook-take").disabled
    page.multiselect(key="workbook-accept").set_value(["Ratings Africa!4"]).run()
    page.text_input(key="workbook-reason").set_value("Staff round").run()
    assert page.session_state[PLACE].own is None
    take(page)
    own = page.session_state[PLACE].own.study
    assert will(own, PORT) == [("none", "Staff round")]
    assert will(own, BBB) == []
    assert "1 row taken over into this session. Reason: Staff round" in read(words(page))


def test_all_of_it(opened: Opener) -> None:
    page = brought(part(opened), edited(rated))
    page.text_input(key="workbook-reason").set_value("Staff round").run()
    take(page)
    mine = page.session_state[PLACE]
    assert mine.ratings == ()
    assert will(mine.own.study, BBB) == [("strong", "A new minister.")]


def test_what_does_not_hold_names_its_cell(opened: Opener) -> None:
    page = brought(part(opened), edited(put("evidence", "C2", "about 3")))
    assert "w.xlsx, evidence!C2: must be a number" in read(words(page))
    assert not [one for one in page.button if one.key == "workbook-take"]


def test_ones_own_ratings_of_a_round(
    opened: Opener,
    tmp_path: Path,
    small_study: Study,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    played = Played(tmp_path / "records.sqlite3", small_study, ask(small_study, PlanQuestion()))
    played.move("rating")
    played.rate("bo", BBB, "none")
    monkeypatch.setenv("FOCUS_RECORDS", str(tmp_path / "records.sqlite3"))
    monkeypatch.setattr(who, "presence", lambda: Presence("known", played.person("ann")))
    page = part(opened)
    page.segmented_control(key="workbook-of").set_value("round").run()
    book = openpyxl.load_workbook(io.BytesIO(edited(rated)))
    file = io.BytesIO()
    book.save(file)
    page = brought(page, file.getvalue())
    page.text_input(key="workbook-reason").set_value("Staff round").run()
    take(page)
    assert "2 rows taken over into the round Annual round 2020." in read(words(page))
    mine = {one.candidate: (one.value, one.reason) for one in played.view.given
            if one.person == "ann"}  # fmt: skip
    assert mine == {BBB: ("strong", "A new minister."), PORT: ("none", "Staff round")}
    assert page.session_state[PLACE].own is None

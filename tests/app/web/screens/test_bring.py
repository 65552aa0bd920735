"""Bring your own table: the page takes it, tells what it is taken for, and goes on with it."""

from streamlit.testing.v1 import AppTest

from app.web.state import PLACE
from data.wide.guess import guess
from data.wide.read import read_bytes
from questions.brought import brought
from tests.app.web.screens.conftest import Opener, answer, read, words
from tests.data.wide.tables import projects, text

TABLE = text(projects(20)).encode()


def bringing(opened: Opener, name: str, content: bytes) -> AppTest:
    page = opened("evidence")
    page.segmented_control(key="evidence-part").set_value("bring").run()
    page.file_uploader(key="bring-file").set_value((name, content, "text/csv")).run()
    assert not page.exception
    return page


def button(page: AppTest, key: str) -> None:
    next(one for one in page.button if one.key == key).click().run()
    assert not page.exception


def test_a_table_is_told_and_all_pages_work_on_it(opened: Opener) -> None:
    page = bringing(opened, "projects.csv", TABLE)
    assert "projects.csv holds 20 projects" in words(page)
    assert "in all: a quarter of what all together need" in words(page)
    page.number_input(key="bring-budget:Budget_USD").set_value(2_000_000.0).run()
    button(page, "bring-go")
    own = page.session_state[PLACE].own
    assert own.name == "projects.csv"
    assert own.study.configuration.capacity.funds["Budget_USD"].usd == 2e6
    sheet = read_bytes("projects.csv", TABLE)
    assert own.study.dataset == brought(sheet, guess(sheet)).study.dataset
    assert "what counts for 20 projects" in answer(page)
    for name in (
        "overview",
        "criteria",
        "ranking",
        "what_if",
        "shortlists",
        "reassess",
        "partners",
    ):
        page.switch_page(f"screens/{name}.py").run()
        assert not page.exception, name
        assert "projects.csv: only you see it." in read(words(page))
    back = next(one for one in page.sidebar.button if "Back to the usual" in one.label)
    back.click().run()
    assert not page.exception
    assert page.session_state[PLACE].own is None


def test_what_is_wrong_is_told_and_all_stays(opened: Opener) -> None:
    page = bringing(opened, "[x](y).csv", b"A,B\n1,2\n1,2,3\n")
    assert "as many cells as there are headings" in words(page)
    assert "[x](y).csv line 3" in words(page)
    assert not [one for one in page.button if one.key == "bring-go"]
    page.file_uploader(key="bring-file").set_value(("b.xlsx", b"PK\x03\x04x", "")).run()
    assert "whole Excel workbook" in words(page)

"""Public pages are read by anybody: without a script, by keyboard, by screen reader.

Oracle: axe-core (Deque Systems), all its rules; Chromium with scripts switched off.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from app.export import site
from optimizer.study import Study
from questions.asking import ask
from questions.plan import PlanQuestion
from tests.app.cli.conftest import inputs, run
from tests.rounds import BB2, BBB, Played, decide

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def published(small_study: Study, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the pages of a round, and of the method that was published before it."""
    root = tmp_path_factory.mktemp("public")
    place = root / "records.sqlite3"
    decide(Played(place, small_study, ask(small_study, PlanQuestion())))
    words = ("--round", "2020-annual", "--records", str(place), "--as", "lea", "--draws", "0")
    assert run("record", root / "round.zip", *words).status == 0
    assert run("publish", root / "method", "--method", *inputs()).status == 0
    ended = run("publish", root / "site", root / "round.zip", "--first", root / "method")
    assert ended.status == 0, ended.words
    return root / "site"


def some(published: Path) -> Iterator[Path]:
    yield from sorted(published.glob("*.html"))
    for one in (BBB, BB2):
        yield published / "candidates" / f"{site.slug(one)}.html"
    yield published / site.FIRST / "index.html"


@pytest.mark.parametrize("width", [1280, 390])
def test_no_page_has_a_fault(browser: Browser, published: Path, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 720})
    page = context.new_page()
    faults = []
    for file in some(published):
        page.goto(file.as_uri())
        found = Axe().run(page)
        faults += [
            f"{file.name}: {fault['id']}: {fault['nodes'][0]['html'][:160]}"
            for fault in found.response["violations"]
        ]
    context.close()
    assert faults == []


def test_they_are_read_without_a_script_and_ask_for_nothing(
    browser: Browser, published: Path
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto((published / "index.html").as_uri())
    page.get_by_role("link", name="Betaland", exact=True).first.click()
    page.get_by_role("heading", name="What would it cost to decide otherwise?").wait_for()
    page.get_by_role("link", name="Method").click()
    page.get_by_text("published before the data, under the same hash").wait_for()
    page.get_by_role("link", name="As it was published then").click()
    page.get_by_text("Published before any data.").wait_for()
    context.close()
    assert all(one.startswith("file:") for one in asked)

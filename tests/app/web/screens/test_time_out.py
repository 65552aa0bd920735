"""A search that ends before its proof, or is stopped: the best plan so far, and what then."""

import time
from collections.abc import Iterator
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from app.web.asking import jobs
from app.web.state import PLACE
from app.web.study_source import base_study
from optimizer.plan import Plan
from optimizer.search.effort import Effort
from optimizer.search.find_plan import find_plan
from questions import plan
from questions.plan import FURTHER, PlanQuestion
from tests.app.web.screens.conftest import MAIN, PATIENCE, answer, words

pytestmark = pytest.mark.usefixtures("small_app")


@pytest.fixture(autouse=True)
def unproven(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let the usual search end with 2 % to go, and the one that looks further not end by itself."""

    def search(problem: Any, effort: Effort, **how: Any) -> Plan:
        found = find_plan(problem, effort, **how)
        if effort == FURTHER:
            while not how["stop"].thrown:
                time.sleep(0.01)
        value = found.value or 0.0
        return found.but(status="feasible", bound=1.02 * value, gap=0.02)

    monkeypatch.setattr(plan, "find_plan", search)
    yield
    jobs().forget()


def opened(weeks: float) -> AppTest:
    """Open What-if with a capacity that no other test asks for."""
    page = AppTest.from_file(MAIN, default_timeout=PATIENCE)
    page.query_params["weeks.europe"] = f"{weeks:g}"
    page.run().switch_page("screens/what_if.py").run()
    assert not page.exception
    return page


def drawn_until(page: AppTest, text: str) -> str:
    """Draw the page again until it says something; return all it says then."""
    until = time.monotonic() + PATIENCE
    while text not in words(page) and time.monotonic() < until:
        time.sleep(0.1)
        page.run()
        assert not page.exception
    return words(page)


def press(page: AppTest, label: str) -> None:
    """Press a button as soon as it can be pressed."""
    until = time.monotonic() + PATIENCE
    while not (found := [one for one in page.button if one.label == label and not one.disabled]):
        assert time.monotonic() < until, f"there is no button to {label}"
        time.sleep(0.1)
        page.run()
    found[0].click().run()
    assert not page.exception


def test_the_search_being_over_is_said_and_more_can_be_had() -> None:
    page = opened(12.34)
    said = drawn_until(page, "The search is over: this is the best plan found")
    assert "The search is over: this is the best plan found" in said
    assert "fit the staff and the money" in said
    press(page, "Look further")
    press(page, "Stop")
    said = drawn_until(page, "Stopped by you: this is the best plan found so far")
    assert "Stopped by you: this is the best plan found so far" in said
    assert "worth" in answer(page)
    assert any(button.label == "Go on" for button in page.button)


def test_stopping_is_for_oneself_only() -> None:
    mine, yours = opened(12.32), opened(12.32)
    owners = {page.session_state[PLACE].owner for page in (mine, yours)}
    assert len(owners) == 2
    for page in (mine, yours):
        drawn_until(page, "The search is over")
        press(page, "Look further")
    press(mine, "Stop")
    theirs = yours.session_state[PLACE]
    question = PlanQuestion(scenario=theirs.scenario, effort=FURTHER)
    job = jobs().ask(base_study(), question, theirs.owner, "what-if")
    assert not job.stop.thrown

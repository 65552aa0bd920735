"""A solver that runs out of time, or is stopped: the best plan so far, and what can be done."""

import time

import pytest
from streamlit.testing.v1 import AppTest

import app.workshop
from app.state import PLACE
from app.study_source import base_inputs
from app.work import workshop
from tests.app.screens.conftest import MAIN, PATIENCE, answer, words


def opened(weeks: float) -> AppTest:
    """Open What-if on the bundled data with a capacity that no other test asks for."""
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


def test_the_time_being_over_is_said_and_more_can_be_had(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(app.workshop, "SECONDS", 0.01)
    page = opened(123.4)
    said = drawn_until(page, "is over: this is the best plan found so far")
    assert "is over: this is the best plan found so far" in said
    assert page.metric[0].label == "Worth of the plan, points"
    monkeypatch.setattr(app.workshop, "SECONDS", 30.0)
    next(button for button in page.button if button.label == "Look further").click().run()
    assert not page.exception
    stop = [button for button in page.button if button.label == "Stop"]
    assert stop
    stop[0].click().run()
    said = drawn_until(page, "Stopped: this is the best plan found so far")
    assert "Stopped: this is the best plan found so far" in said
    assert "enter" in answer(page) or "Nobody" in answer(page)


def test_stopping_is_for_oneself_only() -> None:
    mine, yours = opened(123.2), opened(123.2)
    owners = {page.session_state[PLACE].owner for page in (mine, yours)}
    assert len(owners) == 2
    until = time.monotonic() + PATIENCE
    while any(button.label == "Stop" and button.disabled for button in mine.button):
        assert time.monotonic() < until, "no plan to be content with"
        mine.run()
    stop = [button for button in mine.button if button.label == "Stop"]
    if stop:
        stop[0].click().run()
        theirs = yours.session_state[PLACE]
        job = workshop().ask(base_inputs(), theirs.scenario, theirs.owner)
        assert not job.stop.thrown

"""What else could we do, in a real browser on the bundled data: shown as found, stopped, kept."""

import re

import pytest
from playwright.sync_api import expect

from tests.app.browser.conftest import Watched

pytestmark = [pytest.mark.browser, pytest.mark.server]


def test_other_plans_and_a_frontier_that_is_stopped(server: str, watched: Watched) -> None:
    page = watched.page
    page.goto(f"{server}?page=what-if")
    question = page.get_by_role("heading", name="What else could we do?")
    expect(question).to_be_visible()
    expect(page.get_by_text("Choose a question")).to_be_visible()

    page.get_by_text("Other plans", exact=True).click()
    expect(page.get_by_text(re.compile(r"other plans? (was|were) found"))).to_be_visible()
    expect(page.get_by_text("Plan A", exact=True).first).to_be_visible()

    page.get_by_text("More or less to spend", exact=True).click()
    page.get_by_text("25", exact=True).click()
    expect(page.get_by_text(re.compile("the best plan found is worth"))).to_be_visible()
    page.get_by_role("button", name="Stop").first.click()
    expect(page.get_by_role("button", name="Go on")).to_be_visible()
    expect(page.get_by_text(re.compile("the best plan found is worth"))).to_be_visible()

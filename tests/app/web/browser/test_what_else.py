"""What else could we do, in a real browser on the bundled data: shown as found, stopped, kept."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.app.web.browser.conftest import Watched
from tests.app.web.server import running

pytestmark = [pytest.mark.browser, pytest.mark.server]

LONG = 240_000
"""Milliseconds to wait for plans that are made one after the other, on a busy machine."""


@pytest.fixture
def own_server(executable: str) -> Iterator[str]:  # noqa: ARG001 (nothing is started in vain)
    """Start the app anew, so that no long work of other visitors comes first."""
    with running() as found:
        yield found.url


def test_other_plans_and_a_frontier_that_is_stopped(own_server: str, watched: Watched) -> None:
    page = watched.page
    page.goto(f"{own_server}?page=what-if")
    question = page.get_by_role("heading", name="What else could we do?")
    expect(question).to_be_visible()
    expect(page.get_by_text("Choose a question")).to_be_visible()

    page.get_by_text("Other plans", exact=True).click()
    expect(page.get_by_text(re.compile(r"other plans? (was|were) found"))).to_be_visible(
        timeout=LONG
    )
    expect(page.get_by_text("Plan A", exact=True).first).to_be_visible()

    page.get_by_text("More or less to spend", exact=True).click()
    page.get_by_role("radio", name="25", exact=True).click()
    worth = page.get_by_text(re.compile("the best plan found is worth"))
    expect(worth).to_be_visible(timeout=LONG)
    page.get_by_role("button", name="Stop").first.click()
    expect(page.get_by_role("button", name="Go on")).to_be_visible()
    expect(worth).to_be_visible()

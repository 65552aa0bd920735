"""What somebody does who has no mouse, and what tables offer."""

import pytest
from playwright.sync_api import Page, expect

from tests.app.web.browser.conftest import Watched

pytestmark = [pytest.mark.browser, pytest.mark.server]

MOST_STEPS = 120
"""Presses of Tab from the top of a page to what is looked for."""
EUROPE = "Europe team, staff-weeks for focus areas"


def tab_to(page: Page, name: str) -> None:
    """Press Tab until something with a name has the focus."""
    for _ in range(MOST_STEPS):
        page.keyboard.press("Tab")
        focused = page.evaluate(
            "(e => (e.labels?.[0]?.innerText || e.getAttribute('aria-label') || e.innerText))"
            "(document.activeElement)"
        )
        if (focused or "").strip().startswith(name):
            return
    raise AssertionError(name)


def test_a_what_if_by_keyboard_alone(small_server: str, watched: Watched) -> None:
    page = watched.page
    page.goto(f"{small_server}/?page=what-if")
    heading = page.get_by_test_id("stHeading").first
    expect(heading).to_contain_text("fit the staff")
    tab_to(page, EUROPE)
    page.keyboard.press("Control+A")
    page.keyboard.type("2")
    page.keyboard.press("Enter")
    expect(heading).to_contain_text("Alphaland leaves")
    expect(page.get_by_label(EUROPE)).to_have_value("2")
    page.keyboard.press("Tab")
    page.keyboard.press("Shift+Tab")
    expect(page.get_by_label(EUROPE)).to_be_focused()


def test_a_card_by_keyboard_alone(small_server: str, watched: Watched) -> None:
    page = watched.page
    page.goto(small_server)
    expect(page.get_by_test_id("stHeading").first).to_be_visible()
    tab_to(page, "Open a candidate's card")
    page.keyboard.type("Alphaland")
    expect(page.get_by_role("option").first).to_contain_text("Alphaland")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    drawer = page.get_by_role("dialog")
    expect(drawer).to_contain_text("Alphaland")
    expect(drawer.get_by_role("tab", name="Score")).to_be_visible()
    tab_to(page, "Score")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    expect(drawer.get_by_role("tab", name="In the plan")).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Escape")
    expect(drawer).to_have_count(0)


def test_tables_are_taken_away_by_our_button_only(small_server: str, watched: Watched) -> None:
    """Streamlit's own button writes what looks like formulas as it is."""
    page = watched.page
    page.goto(f"{small_server}/?page=ranking")
    page.get_by_test_id("stDataFrame").first.hover()
    expect(page.get_by_role("button", name="Search: ranking-country")).to_be_visible()
    own = page.locator("button[aria-label^='Download as CSV']")
    expect(own).not_to_have_count(0)
    assert not any(one.is_visible() for one in own.all())
    expect(page.get_by_role("button", name="Table", exact=True).first).to_be_visible()

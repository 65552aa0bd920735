"""How sure the list is, in a real browser on the small example: begun, watched, stopped, gone on.

The stop comes while draws are being done, so the page must keep those that there are.
"""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.app.web.browser.conftest import Watched
from tests.app.web.browser.steps import at_rest, opened_card

pytestmark = [pytest.mark.browser, pytest.mark.server]

MANY = "1,600 draws, ± 2.5 points"


def switch_on(page: Page) -> None:
    """Ask how sure the list is, once it stands."""
    expect(page.get_by_role("switch", name=re.compile("Plan again"))).to_be_enabled()
    page.get_by_text("Plan again under many draws").click()


def draws_told(page: Page) -> int:
    """Return how many draws the figures on the page rest on, once it is drawn to its end."""
    at_rest(page)
    text = page.get_by_text(re.compile("draws of weights near")).first.inner_text()
    found = re.search(r"([\d,]+) (?:of [\d,]+ )?draws of weights near", text)
    assert found is not None
    return int(found[1].replace(",", ""))


def test_the_picture_grows_until_it_is_stopped(small_server: str, watched: Watched) -> None:
    page = watched.page
    page.goto(small_server)
    switch_on(page)
    page.get_by_role("radio", name=MANY).click()
    expect(page.get_by_text(re.compile("[0-9] of 1,600 draws")).first).to_be_visible()
    expect(page.get_by_text(re.compile("A share is known to within")).first).to_be_visible()
    expect(page.get_by_label(re.compile("^Share of the best plans")).first).to_be_visible()
    page.get_by_role("button", name="Stop", exact=True).click()
    expect(page.get_by_text("this is what was found by then")).to_be_visible()
    kept = draws_told(page)
    assert 0 < kept < 1_600

    page.get_by_role("link", name="Ranking", exact=True).click()
    page.get_by_text("How sure is that?", exact=True).click()
    expect(page.get_by_text("is first in").first).to_be_visible()
    page.get_by_role("link", name="Overview", exact=True).click()
    expect(page.get_by_text("this is what was found by then")).to_be_visible()
    assert draws_told(page) == kept

    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_role("button", name="Stop", exact=True)).to_be_visible()
    page.get_by_role("button", name="Stop", exact=True).click()
    expect(page.get_by_text("this is what was found by then")).to_be_visible()
    assert draws_told(page) >= kept


def test_a_bar_opens_the_card_which_tells_the_share(small_server: str, watched: Watched) -> None:
    page = watched.page
    page.goto(small_server)
    switch_on(page)
    picture = page.get_by_label(re.compile("^Share of the best plans")).first
    expect(picture).to_be_visible()
    expect(page.get_by_text("100 draws of weights near")).to_be_visible()
    bar = page.locator("path[aria-roledescription='bar'][aria-label*='Alphaland']").first
    drawer = opened_card(page, bar)
    expect(drawer).to_contain_text("Alphaland")
    expect(drawer).to_contain_text(re.compile("How sure: in .* of the best plans"))

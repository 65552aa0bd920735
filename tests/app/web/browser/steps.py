"""What people do in a browser, on the page Review above all."""

import re
import time
from contextlib import suppress

from playwright.sync_api import Error, Locator, Page, expect

from tests.app.web.server import PATIENCE

SOON = 5_000
"""Milliseconds after which somebody would click once more."""


def at_rest(page: Page) -> None:
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning")


def heading(page: Page) -> Locator:
    return page.get_by_test_id("stHeading").first


def open_round(page: Page, url: str, title: str = "Annual round 2020") -> None:
    """Open the page, and on it a round."""
    page.goto(f"{url}/?page=review")
    name_round(page, title)


def name_round(page: Page, title: str) -> None:
    page.get_by_label("What is it called?").fill(title)
    button = page.get_by_role("button", name="Open the round")
    expect(button).to_be_enabled()
    button.click()
    expect(page.get_by_text("What does the taskforce say?")).to_contain_text(title)


def step(page: Page, name: str) -> None:
    """Move the round on."""
    page.get_by_role("button", name=name).first.click()
    page.get_by_test_id("stPopoverBody").get_by_role("button", name=name).click()


def card(page: Page, name: str) -> Locator:
    """Return the card of a candidate that is reviewed."""
    return page.locator('[class*="st-key-review-card-"]').filter(
        has=page.get_by_role("button", name=re.compile(rf"^{name}.* recommended"))
    )


def part(page: Page, name: str) -> None:
    page.get_by_role("radio", name=name, exact=True).click()


def opened_card(page: Page, mark: Locator) -> Locator:
    """Click a mark of a picture until its card is open.

    A picture that is drawn anew, as more becomes known, may swallow a click.
    """
    drawer = page.get_by_role("dialog")
    until = time.monotonic() + PATIENCE
    while not drawer.is_visible() and time.monotonic() < until:
        with suppress(Error, AssertionError):
            mark.click(force=True, timeout=SOON)
            expect(drawer).to_be_visible(timeout=SOON)
    return drawer

"""Levers in a real browser: the scenario changes only by what a person typed or clicked."""

import pytest
from playwright.sync_api import Page, expect

from tests.app.web.browser.conftest import Watched

pytestmark = [pytest.mark.browser, pytest.mark.server]

CARRIED = ("page", "card")
"""Parameters of an address that are no levers."""


def levers(page: Page) -> list[str]:
    """Return what the address says of levers that are moved."""
    said = page.url.partition("?")[2].split("&")
    return [one for one in said if one and not one.startswith(CARRIED)]


def quiet(page: Page) -> None:
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning")


def test_looking_around_moves_no_lever(small_server: str, watched: Watched) -> None:
    """Open parts, turn the wheel over fields, and leave and come back while plans are made."""
    page = watched.page
    page.set_viewport_size({"width": 1280, "height": 720})
    page.goto(f"{small_server}/?page=what-if")
    page.get_by_text("What do the rules cost?").click()
    for away in ("Overview", "Partners", "Ranking"):
        page.get_by_role("link", name=away, exact=True).click()
        page.get_by_role("link", name="What-if").click()
        field = page.get_by_label("Europe team, staff-weeks for focus areas")
        field.click()
        for way in (400, -200, 600, -800):
            page.mouse.wheel(0, way)
        for part in ("Rules", "Weights of the criteria", "Worth of the kinds"):
            page.locator("summary").filter(has_text=part).first.click()
        page.locator("input[type=number]:visible").last.click()
        page.mouse.wheel(0, 300)
        quiet(page)
        assert levers(page) == []
        expect(field).to_have_value("10")


def test_the_toolbar_keeps_to_one_line_beside_the_answer(
    small_server: str, watched: Watched
) -> None:
    page = watched.page
    page.set_viewport_size({"width": 1280, "height": 720})
    page.goto(f"{small_server}/?page=what-if")
    tools = [
        page.get_by_role("button", name=name).first
        for name in ("Undo", "Reset", "Scenarios", "Share")
    ]
    for tool in tools:
        expect(tool).to_be_in_viewport(ratio=1)
    quiet(page)
    boxes = [box for tool in tools if (box := tool.bounding_box())]
    middles = {round(box["y"] + box["height"] / 2) for box in boxes}
    assert len(boxes) == 4
    assert max(middles) - min(middles) <= 4
    expect(page.get_by_text("Who is in", exact=True)).to_be_in_viewport()

"""The page Partners in a real browser: every part draws, and nothing is fetched or goes wrong."""

import pytest
from playwright.sync_api import expect

from tests.app.web.browser.conftest import Watched

pytestmark = [pytest.mark.browser, pytest.mark.server]


def test_every_part_draws_its_picture(server: str, watched: Watched) -> None:
    page = watched.page
    page.goto(server)
    page.get_by_role("link", name="Partners").click()
    heading = page.get_by_test_id("stHeading").first
    expect(heading).to_contain_text("focus areas of the list in force")
    charts = page.get_by_test_id("stVegaLiteChart")
    expect(charts.first.locator("canvas, svg").first).to_be_visible()

    page.get_by_role("radio", name="Overlap").click()
    expect(heading).to_contain_text("pieces of work are shared on a named service")
    expect(charts.first.locator("canvas, svg").first).to_be_visible()

    page.get_by_role("radio", name="Places and themes").click()
    expect(page.get_by_text("A click on a name shows all of its lines")).to_be_visible()
    expect(charts.first.locator("canvas, svg").first).to_be_visible()

    page.get_by_role("radio", name="Around one").click()
    expect(page.get_by_text("A click on one puts it in the middle")).to_be_visible()
    middle = page.get_by_role("combobox", name="In the middle", exact=True)
    middle.click()
    middle.press_sequentially("Ukraine (c")
    page.get_by_role("option", name="Ukraine (country)", exact=True).click()
    page.get_by_text("Also those around them").click()
    expect(
        page.get_by_text("neighbours with the weakest ties are not in the picture")
    ).to_be_visible()

    page.get_by_role("radio", name="Whom to talk to").click()
    expect(page.get_by_text("The fewest who together reach everybody")).to_be_visible()

"""Several people in a real browser on the small example: a table, the picture, their plans."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.app.web.browser.conftest import Watched

pytestmark = [pytest.mark.browser, pytest.mark.server]

TABLE = """kind;criterion;Ann;Bo;Dee
country;civil_society;80;10;40
country;political_will;10;10;40
country;partner_ecosystem;10;80;20
theme;momentum;90;;10,5
theme;results;10;;89,5
"""


def change_the_last_cell_of_the_first_row(page: Page, number: str) -> None:
    """Write a number into the table of numbers, which is drawn and has no elements to click."""
    grid = page.get_by_test_id("stDataFrame").first
    field = page.locator("#portal input")
    grid.scroll_into_view_if_needed()
    for _ in range(20):
        box = grid.bounding_box()
        assert box is not None
        page.mouse.dblclick(box["x"] + box["width"] - 30, box["y"] + 50)
        page.wait_for_timeout(500)
        if field.count():
            break
    field.fill(number)
    field.press("Enter")


def test_a_table_a_picture_and_everybodys_plan(
    small_server: str, watched: Watched, tmp_path: Path
) -> None:
    page = watched.page
    page.goto(small_server)
    page.get_by_role("link", name="Criteria", exact=True).click()
    page.get_by_text("Several people", exact=True).click()
    expect(page.get_by_text("Upload a table, or add people")).to_be_visible()
    table = tmp_path / "taskforce.csv"
    table.write_text(TABLE, encoding="utf-8-sig")
    page.locator("input[type=file]").set_input_files(table)
    expect(page.get_by_text("3 people weigh the criteria: Ann, Bo and Dee.")).to_be_visible()
    expect(page.get_by_text(re.compile("any two would have to move 57\\s%"))).to_be_visible()
    expect(page.get_by_label(re.compile("^Weights of 100 from least to most"))).to_be_visible()

    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning")
    change_the_last_cell_of_the_first_row(page, "400")
    expect(page.get_by_text(re.compile("any two would have to move 51\\s%"))).to_be_visible()

    page.get_by_role("button", name="Work out everybody's plan").click()
    expect(page.get_by_text(re.compile("in the best plan found of each of the 3"))).to_be_visible()
    expect(page.get_by_label(re.compile("^In all own plans: "))).to_be_visible()
    expect(page.get_by_text("What a plan for all costs each of them")).to_be_visible()
    expect(page.get_by_label(re.compile("^Points lost: Ann"))).to_be_visible()

    page.get_by_role("button", name="Use the consensus of every kind").click()
    expect(page.get_by_text("These weights are in force in your scenario.")).to_be_visible()
    page.get_by_role("link", name="Ranking", exact=True).click()
    expect(page.get_by_test_id("stHeading").first).to_contain_text("comes first")
    page.get_by_role("link", name="Criteria", exact=True).click()
    expect(page.get_by_text("3 people weigh the criteria: Ann, Bo and Dee.")).to_be_visible()
    page.get_by_text("One more person or group").scroll_into_view_if_needed()
    page.get_by_label("One more person or group").fill("Eve")
    page.get_by_role("button", name="Add").click()
    expect(page.get_by_text("4 people weigh the criteria: Ann, Bo, Dee and Eve.")).to_be_visible()

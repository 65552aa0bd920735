"""The pages that a taskforce and the reassessment use, in a real browser on the bundled data."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.app.web.browser.conftest import Watched

pytestmark = [pytest.mark.browser, pytest.mark.server]


A4 = 703
"""Pixels between the margins of a sheet of A4, of 186 mm."""


def go(page: Page, name: str, says: str) -> None:
    """Go to a page by the menu, and wait for its answer."""
    page.get_by_role("link", name=name, exact=True).click()
    expect(page.get_by_test_id("stHeading").first).to_contain_text(re.compile(says))


def at_rest(page: Page) -> None:
    """Wait until everything on the page, its download buttons too, is of the same run."""
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning")


def test_weights_move_the_ranking_and_apply_to_every_page(server: str, watched: Watched) -> None:
    page = watched.page
    page.goto(server)
    go(page, "Criteria", "criteria count for countries, all the same")
    expect(page.get_by_text("Nothing moves")).to_be_visible()
    field = page.get_by_role("spinbutton", name="Political will and civil-society engagement")
    field.fill("60")
    field.press("Enter")
    expect(page.get_by_text("change places")).to_be_visible()
    page.get_by_role("button", name="Apply to the scenario").click()
    expect(page.get_by_test_id("stHeading").first).to_contain_text("the heaviest at present is")
    go(page, "Ranking", r"comes first of \d+ countries \(national\)")
    page.get_by_text("How sure is that?", exact=True).click()
    expect(page.get_by_text(re.compile("in nine of ten draws or more"))).to_be_visible()
    page.get_by_text("Would another method say the same?", exact=True).click()
    expect(page.get_by_text(re.compile("TOPSIS")).first).to_be_visible()


def test_a_rating_needs_its_reason(server: str, watched: Watched) -> None:
    page = watched.page
    page.goto(server)
    go(page, "Evidence", "Of what counts for")
    page.get_by_text("Edit a rating", exact=True).click()
    for box, name in (("Candidate", "Kenya"), ("Measure", "Political stability")):
        field = page.get_by_role("combobox", name=box, exact=True)
        field.click()
        field.press_sequentially(name)
        page.get_by_role("option", name=name, exact=True).click()
    page.get_by_label(re.compile("^New value")).fill("90")
    page.get_by_role("button", name="Keep in this session").click()
    expect(page.get_by_text("a reason is needed")).to_be_visible()
    page.get_by_label(re.compile("^Reason")).fill("Figures of this year are out")
    page.get_by_role("button", name="Keep in this session").click()
    expect(page.get_by_text(re.compile(r"Kenya: \+\d"))).to_be_visible()
    at_rest(page)
    with page.expect_download() as download:
        page.get_by_role("button", name="evidence.csv").click()
    text = Path(download.value.path()).read_text(encoding="utf-8")
    assert "country:KEN,political_stability,90," in text


def test_a_region_has_one_page_to_print(server: str, watched: Watched) -> None:
    page = watched.page
    page.goto(server)
    go(page, "Shortlists", "are in the plan")
    page.get_by_text("Europe", exact=True).click()
    expect(page.get_by_test_id("stHeading").first).to_contain_text("Europe:")
    at_rest(page)
    with page.expect_download() as download:
        page.get_by_role("button", name="Shortlist to print").click()
    text = Path(download.value.path()).read_text(encoding="utf-8")
    assert text.startswith("<!doctype html>")
    assert "Shortlist: Europe" in text
    paper = page.context.new_page()
    paper.set_viewport_size({"width": A4, "height": 1000})
    paper.set_content(text)
    assert paper.get_by_role("columnheader", name="Object").count() > 1
    assert paper.evaluate("document.documentElement.scrollWidth") <= A4
    paper.close()
    go(page, "Reassess", "the list in force")
    expect(page.get_by_text("Why one rather than another?")).to_be_visible()

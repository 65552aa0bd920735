"""What a director does in a meeting, in a real browser on the bundled data."""

import re

import pytest
from playwright.sync_api import Page, expect

from optimizer.study import open_study
from tests.app.web.browser.conftest import Watched
from tests.app.web.browser.steps import opened_card

pytestmark = [pytest.mark.browser, pytest.mark.server]

EUROPE = "Regional team, Europe, staff-weeks for focus areas"
WEEKS = "29.44"
"""Of the first half-year: 132 less a week for each member and for each that writes a plan."""
TRUST_FUND = "Trust fund, co-creation and implementation window, USD per half-year"
WHOLE_SENTENCE = re.compile(r"(enter|leave|other services).*the plan without these levers")
FITS = "fit the staff and the money"
LONG = 240_000
"""Milliseconds for a plan, and what is asked about it, on a machine with other work."""


def answer(page: Page) -> str:
    return page.get_by_test_id("stHeading").first.inner_text()


def choose(page: Page, box: str, name: str) -> None:
    """Type a name into a box and choose it from the list that opens."""
    field = page.get_by_role("combobox", name=box, exact=True)
    field.click()
    field.press_sequentially(name)
    page.get_by_role("option", name=f"{name} (country)", exact=True).click()
    page.keyboard.press("Escape")


def test_ten_weeks_less_money_more_and_one_must(server: str, watched: Watched) -> None:
    page = watched.page
    page.goto(server)
    expect(page.get_by_test_id("stHeading").first).to_contain_text("countries are recommended")
    page.get_by_role("link", name="What-if").click()
    expect(page.get_by_test_id("stHeading").first).to_contain_text(FITS)

    weeks = page.get_by_label(EUROPE)
    expect(weeks).to_have_value(WEEKS)
    weeks.fill("23")
    weeks.press("Enter")
    expect(page.get_by_text("125.6 in all, 102.6 universal")).to_be_visible()
    expect(page.get_by_test_id("stHeading").first).to_contain_text(WHOLE_SENTENCE)

    money = page.get_by_label(TRUST_FUND)
    money.fill("1050000")
    money.press("Enter")
    expect(page.get_by_text("has USD 1,050,000, not USD 750,000")).to_be_visible()
    expect(money).to_have_value("1,050,000")

    choose(page, "Must be in", "Mexico")
    expect(page.get_by_text("Mexico must be in")).to_be_visible()
    # Mexico is not in the baseline's plan, so it enters, and the page says why.
    expect(page.get_by_text("Mexico enters: must be in.")).to_be_visible()
    expect(page.get_by_test_id("stHeading").first).to_contain_text(WHOLE_SENTENCE)
    expect(page.get_by_text("What is short, and what is free")).to_be_visible()

    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("Mexico must be in")).to_have_count(0)
    page.get_by_role("button", name="Reset").click()
    expect(weeks.first).to_have_value(WEEKS)
    expect(page.get_by_test_id("stHeading").first).to_contain_text(FITS)


def test_what_somebody_is_typing_survives_the_arrival_of_a_plan(
    server: str, watched: Watched
) -> None:
    page = watched.page
    page.goto(f"{server}/?page=what-if&weeks.europe=121")
    number = page.get_by_label(TRUST_FUND)
    number.fill("987654")
    box = page.get_by_role("combobox", name="Must be in", exact=True)
    # The plan was still being proven; now it is, and the page has been drawn anew.
    expect(page.get_by_role("button", name="Stop")).to_have_count(0, timeout=LONG)
    expect(number).to_have_value("987654")
    number.press("Enter")
    expect(page.get_by_text("has USD 987,654, not USD 750,000")).to_be_visible()
    box.click()
    box.press_sequentially("Mex")
    expect(page.get_by_role("button", name="Stop")).to_have_count(0, timeout=LONG)
    expect(box).to_have_value("Mex")
    expect(page.get_by_role("option", name="Mexico (country)", exact=True)).to_be_visible()


def test_a_plus_button_and_the_keyboard_move_levers(server: str, watched: Watched) -> None:
    page = watched.page
    page.goto(f"{server}/?page=what-if")
    weeks = page.get_by_label(EUROPE)
    weeks.focus()
    weeks.press("ArrowDown")
    expect(page.get_by_text("has 28.4 weeks for focus areas, not 29.4")).to_be_visible()
    weeks.fill("")
    weeks.press("Enter")
    expect(weeks).not_to_have_value("")


def test_the_map_shows_every_member_and_opens_cards(server: str, watched: Watched) -> None:
    page = watched.page
    page.goto(server)
    chart = page.get_by_test_id("stVegaLiteChart").first
    expect(chart).to_be_visible()
    expect(page.get_by_label(re.compile("World map of 78 members")).first).to_be_visible()
    study = open_study()
    for name in ("Kenya", "Cabo Verde", "Malta", "Seychelles", "Jamaica", "New Zealand"):
        assert name in {c.name for c in study.dataset.candidates}
        expect(chart.locator(f"path[aria-label*='{name}']").first).to_be_attached()
    kenya = chart.locator("path[aria-label*='Kenya']").first
    drawer = opened_card(page, kenya)
    expect(drawer).to_contain_text("Kenya")
    expect(drawer).to_contain_text("It scores")
    page.keyboard.press("Escape")
    expect(drawer).to_have_count(0)


def test_a_card_shows_evidence_curves_plan_and_partners(server: str, watched: Watched) -> None:
    page = watched.page
    page.goto(f"{server}/?card=country:KEN")
    drawer = page.get_by_role("dialog")
    expect(drawer).to_contain_text("Kenya")
    expect(drawer).to_contain_text(re.compile("is (not )?recommended"))
    for tab, seen in (
        ("In the plan", re.compile("Takes|not in this plan")),
        ("Evidence", re.compile("values in use")),
        ("Value functions", re.compile("of 100, weight")),
        ("Links and partners", re.compile("on record")),
    ):
        drawer.get_by_role("tab", name=tab).click()
        expect(drawer.get_by_role("tabpanel").filter(visible=True)).to_contain_text(seen)
    drawer.get_by_role("tab", name="Value functions").click()
    drawer.locator("summary").filter(has_text="Stability and sustainability").click()
    named = drawer.get_by_text("Political stability").filter(visible=True)
    expect(named.first).to_be_visible()


def test_a_shared_link_shows_a_colleague_the_same(server: str, watched: Watched) -> None:
    page = watched.page
    page.goto(f"{server}/?page=what-if")
    weeks = page.get_by_label(EUROPE)
    weeks.fill("23")
    weeks.press("Enter")
    expect(page.get_by_text("has 23 weeks for focus areas, not 29.4")).to_be_visible()
    page.get_by_role("button", name="Share", exact=True).click()
    link = page.get_by_test_id("stCode").inner_text().strip()
    assert link.startswith(server)
    colleague = page.context.new_page()
    colleague.goto(link)
    expect(colleague.get_by_text("has 23 weeks for focus areas, not 29.4")).to_be_visible()
    expect(colleague.get_by_label(EUROPE)).to_have_value("23")


def test_a_wrong_link_helps_and_shows_the_baseline(server: str, watched: Watched) -> None:
    page = watched.page
    page.goto(f"{server}/?page=what-if&weeks.mars=12&must=country:ZZZ")
    expect(page.get_by_text("The link could not be read")).to_be_visible()
    expect(page.get_by_text("No lever is moved")).to_be_visible()


def test_overview_opens_by_its_own_address_too(server: str, watched: Watched) -> None:
    page = watched.page
    for place in ("overview", "", "shortlists"):
        page.goto(f"{server}/{place}")
        expect(page.get_by_test_id("stHeading").first).to_be_visible()
        expect(page.get_by_text("Page not found")).to_have_count(0)
    page.get_by_role("link", name="Overview", exact=True).click()
    expect(page.get_by_test_id("stHeading").first).to_contain_text("countries are recommended")
    # Streamlit looks below every address but the first for its own files before it finds them.
    watched.errors[:] = [one for one in watched.errors if "404" not in one]


def test_a_chart_and_a_table_can_be_taken_away(server: str, watched: Watched) -> None:
    page = watched.page
    page.goto(server)
    expect(page.get_by_test_id("stHeading").first).to_contain_text("countries are recommended")
    expect(page.get_by_text("The list in force and the recommended list")).to_be_visible()
    expect(page.get_by_text("looking for a better one")).to_have_count(0)
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning")
    page.get_by_role("button", name="Picture", exact=False).first.click()
    with page.expect_download() as chart:
        page.locator(".st-key-png-overview-map button").first.click()
    assert chart.value.suggested_filename == "map.png"
    assert chart.value.path().read_bytes().startswith(b"\x89PNG")
    with page.expect_download() as table:
        page.locator(".st-key-csv-overview-standing button").first.click()
    assert table.value.path().read_text(encoding="utf-8-sig").startswith("Candidate,Kind")


def test_the_dark_theme_draws_without_an_error(server: str, watched: Watched) -> None:
    page = watched.page
    page.emulate_media(color_scheme="dark")
    page.goto(server)
    expect(page.get_by_test_id("stHeading").first).to_contain_text("countries are recommended")
    background = page.evaluate("getComputedStyle(document.querySelector('.stApp')).backgroundColor")
    assert max(int(part) for part in re.findall(r"\d+", background)[:3]) < 60

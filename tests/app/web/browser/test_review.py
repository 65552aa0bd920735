"""A round in a real browser, by the one person for whom the app acts, on the small example."""

import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from app import CONFIG, DATA
from records import database, drafts, people
from records.sign_in import PERSON
from records.store import Records
from tests.app.web.browser.conftest import Watched
from tests.app.web.browser.steps import at_rest, card, heading, name_round, open_round, part, step
from tests.app.web.browser.test_accessibility import NOT_OURS, SERIOUS
from tests.app.web.server import PATIENCE, running

pytestmark = [pytest.mark.browser, pytest.mark.server]

REASON = "The forum has not met since March."


@pytest.fixture
def environment(
    tmp_path: Path, small_dataset_folder: Path, small_configuration_folder: Path
) -> dict[str, str]:
    """Return what lets the app keep rounds of the small example for one person."""
    return {
        DATA: str(small_dataset_folder),
        CONFIG: str(small_configuration_folder),
        database.RECORDS: str(tmp_path / "records.sqlite3"),
        PERSON: "Maria Ortega",
    }


@pytest.fixture
def url(executable: str, environment: dict[str, str]) -> Iterator[str]:  # noqa: ARG001
    with running(environment) as found:
        yield found.url


def test_a_round_from_its_opening_to_the_next_one(url: str, watched: Watched) -> None:
    page = watched.page
    open_round(page, url)
    step(page, "Begin the ratings")
    part(page, "Africa")
    page.get_by_role("radio", name="strong").click()
    page.get_by_label("Political will: because").fill("new minister")
    page.get_by_role("button", name="Keep and go on").click()
    expect(page.get_by_text("you: strong. “new minister”")).to_be_visible()
    step(page, "End the ratings, begin the review")
    expect(heading(page)).to_contain_text("0 of 1 have answered")
    recuse(page, "Open contracts", "I wrote it")
    expect(heading(page)).to_contain_text("you are recused from Open contracts")
    part(page, "What do you say?")
    beta = card(page, "Betaland")
    beta.get_by_role("radio", name="Object").click()
    beta.get_by_role("radio", name="a figure").click()
    beta.get_by_label("Because (needed)").press_sequentially(REASON)
    expect(beta.get_by_text("Not kept yet")).to_be_visible()
    beta.get_by_role("button", name="Keep").click()
    expect(beta.get_by_text(f"you: objects to a figure. “{REASON}”")).to_be_visible()
    expect(heading(page)).to_contain_text("1 of 1 have answered")
    own = card(page, "Open contracts")
    own.get_by_role("radio", name="Agree").click()
    expect(own.get_by_text("with those who are recused: 1 agrees")).to_be_visible()
    expect(own.get_by_text("you (recused): agrees")).to_be_visible()
    expect(page.get_by_text("That costs")).to_be_visible()
    part(page, "Decide")
    field = page.get_by_role("combobox", name="Depart from the plan on")
    field.click()
    field.press_sequentially("Citizens")
    page.get_by_role("option", name=re.compile("Citizens' budget")).click()
    expect(page.get_by_text(re.compile("^To put Citizens' budget .* costs"))).to_be_visible()
    page.get_by_label("Reason, as it stands in the minutes").fill("promised in 2019")
    page.get_by_role("button", name="Put in against the plan").click()
    expect(page.get_by_text("“promised in 2019”")).to_be_visible()
    sign = page.get_by_role("button", name="Sign the list of Africa")
    sign.click()
    expect(page.get_by_text("must have enough people who answered")).to_be_visible()
    page.get_by_label(re.compile("^Words on the list of Africa")).fill("Time is up.")
    sign.click()
    expect(page.get_by_text("Maria Ortega signed it on")).to_be_visible()
    step(page, "End the review")
    whole = page.get_by_role("button", name="Sign the whole list")
    page.get_by_label(re.compile("^Words on the whole list")).fill("As reviewed.")
    whole.click()
    expect(page.get_by_text("In words: “As reviewed.”")).to_be_visible()
    step(page, "Close the round")
    expect(page.get_by_text(re.compile("^Adopted on .* signed by Maria Ortega"))).to_be_visible()
    at_rest(page)
    with page.expect_download() as download:
        page.get_by_role("button", name="Minutes to keep").click()
    minutes = Path(download.value.path()).read_text(encoding="utf-8")
    for words in (REASON, "promised in 2019", "Time is up.", "As reviewed."):
        assert words in minutes
    part(page, "Next round")
    name_round(page, "Autumn")
    page.goto(url)
    expect(page.get_by_text("Autumn is a draft.")).to_be_visible()


def recuse(page: Page, name: str, why: str) -> None:
    """Let the person at the screen say that they do not count on a candidate."""
    part(page, "Who takes part")
    field = page.get_by_role("combobox", name="You do not count on")
    field.click()
    field.press_sequentially(name)
    page.get_by_role("option", name=re.compile(name)).first.click()
    page.get_by_label("You do not count on it because").fill(why)
    page.get_by_role("button", name="Recuse me").click()


def _kept(address: str, text: str) -> None:
    """Wait until what is typed is kept; nothing but the typing does that."""
    records, until = Records.at(address), time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if any(text in one for one in drafts.drafts_of(records, people.SINGLE).values()):
            return
        time.sleep(0.1)
    raise AssertionError(text)


def test_what_is_typed_survives_the_server(
    executable: str,  # noqa: ARG001 (nothing is started in vain)
    environment: dict[str, str],
    browser: Browser,
) -> None:
    expect.set_options(timeout=PATIENCE * 1000)
    with running(environment) as first:
        page = browser.new_page()
        open_round(page, first.url)
        step(page, "Begin the ratings")
        step(page, "End the ratings, begin the review")
        part(page, "Africa")
        beta = card(page, "Betaland")
        beta.get_by_role("radio", name="Object").click()
        beta.get_by_label("Because (needed)").press_sequentially("Not even hal")
        _kept(environment[database.RECORDS], "Not even hal")
        expect(beta.get_by_label("Because (needed)")).to_be_focused()
        page.close()
    with running(environment) as second:
        page = browser.new_page()
        page.goto(f"{second.url}/?page=review")
        part(page, "Africa")
        beta = card(page, "Betaland")
        expect(beta.get_by_label("Because (needed)")).to_have_value("Not even hal")
        expect(beta.get_by_role("radio", name="Object")).to_be_checked()
        page.close()


def test_ratings_by_keyboard_alone(url: str, watched: Watched) -> None:
    page = watched.page
    open_round(page, url)
    step(page, "Begin the ratings")
    part(page, "Africa")
    page.get_by_role("combobox", name="Candidate", exact=True).focus()
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Space")
    expect(page.get_by_role("radio", name="some")).to_be_checked()
    page.keyboard.press("Tab")
    expect(page.get_by_label("Political will: because")).to_be_focused()
    page.keyboard.type("as I see it")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("you: some. “as I see it”")).to_be_visible()
    card = page.locator(".st-key-rate-card")
    expect(card.get_by_role("radio").and_(page.locator(":focus"))).to_have_count(1)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_state_of_a_round_has_a_serious_fault(url: str, browser: Browser, scheme: str) -> None:
    """Oracle: axe-core, as for every page."""
    expect.set_options(timeout=PATIENCE * 1000)
    page = browser.new_page(
        viewport={"width": 1280, "height": 720},
        color_scheme="dark" if scheme == "dark" else "light",
    )

    def faults() -> list[str]:
        at_rest(page)
        page.mouse.move(0, 0)
        page.wait_for_timeout(1_500)  # a page that has just been drawn fades in
        found = Axe().run(page, context={"exclude": [[one] for one in NOT_OURS]})
        return [
            f"{one['id']}: {[node['html'][:160] for node in one['nodes'][:3]]}"
            for one in found.response["violations"]
            if one["impact"] in SERIOUS
        ]

    page.goto(f"{url}/?page=review")
    expect(page.get_by_role("button", name="Open the round")).to_be_visible()
    assert faults() == []
    name_round(page, "Annual round 2020")
    assert faults() == []
    step(page, "Begin the ratings")
    part(page, "Africa")
    expect(page.get_by_text("Keep and go on")).to_be_visible()
    assert faults() == []
    step(page, "End the ratings, begin the review")
    beta = card(page, "Betaland")
    beta.get_by_role("radio", name="Object").click()
    expect(beta.get_by_label("Because (needed)")).to_be_visible()
    assert faults() == []
    part(page, "Decide")
    expect(page.get_by_role("button", name="Sign the list of Africa")).to_be_visible()
    assert faults() == []
    page.close()

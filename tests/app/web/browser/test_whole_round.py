"""Five people play a whole round, each in a browser of their own, signed in with a real provider.

Ann chairs the taskforce of Africa, Bo and Cy are members; Cy belongs to the bank, which is engaged
for Betaland, and so is recused from it. Eve chairs Europe, Lea leads. Nobody passes a file on.
Oracle: who has to see what, and when, worked out by hand on the small example; and the records.
"""

import os
import re
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from records import people, rounds
from records.database import RECORDS
from records.permissions import Person, Role
from records.store import Records
from records.view import View, view
from tests.app.web.browser.conftest import Watched
from tests.app.web.browser.steps import at_rest, card, heading, name_round, part, step
from tests.app.web.browser.test_sign_in import claims, sign_in
from tests.app.web.provider import provider, signing_in
from tests.app.web.server import PATIENCE
from tests.records import postgres
from tests.rounds import BB1, BB2, BBB

pytestmark = [pytest.mark.browser, pytest.mark.server, pytest.mark.long]

ROSTER: tuple[tuple[str, Role, str, str], ...] = (
    ("ann", "chair", "Africa", ""),
    ("bo", "member", "Africa", ""),
    ("cy", "member", "Africa", "partner:bank"),
    ("eve", "chair", "Europe", ""),
    ("lea", "leadership", "*", ""),
)
REASON = "The forum has not met since March."


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Return where records can be made, on either database."""
    if request.param == "sqlite":
        yield str(tmp_path / "records.sqlite3")
        return
    programs = postgres.binaries()
    if programs is None:
        why = "needs PostgreSQL (Debian: postgresql)"
        if os.environ.get("CI"):
            pytest.fail(why)
        pytest.skip(why)
    with postgres.running(programs) as found:
        yield found


class Table:
    """Those who take part, each at a browser of their own, and the records behind them."""

    def __init__(self, pages: dict[str, Page], records: Records) -> None:
        self.ann, self.bo, self.cy, self.eve, self.lea = (pages[row[0]] for row in ROSTER)
        self.records = records

    @property
    def view(self) -> View:
        """The round as it is in the records."""
        with self.records.reading() as connection:
            return view(connection, rounds.round_of(connection))


@pytest.fixture
def table(browser: Browser, tmp_path: Path, address: str) -> Iterator[Table]:
    """Start provider and app, and let everybody sign in."""
    expect.set_options(timeout=PATIENCE * 1000)
    records = Records.at(address, make=True)
    people.begin(records, Person(id="ada", roles=frozenset(("administrator",))))
    for who, role, region, interest in ROSTER:
        person = Person(
            id=who,
            name=who.title(),
            email=f"{who}@example.org",
            roles=frozenset((role,)),
            regions=frozenset((region,)),
            interests=frozenset((interest,) if interest else ()),
        )
        people.put(records, "ada", person)
    seen: list[Watched] = []
    with ExitStack() as stack:
        issuer = stack.enter_context(provider([claims(row[0]) for row in ROSTER]))
        app = stack.enter_context(signing_in(tmp_path, issuer, {RECORDS: address}))
        pages = {}
        for who, *_ in ROSTER:
            context = browser.new_context(viewport={"width": 1280, "height": 720})
            stack.callback(context.close)
            context.route("https://cdn.jsdelivr.net/**", lambda route: route.fulfill(body=""))
            page = pages[who] = context.new_page()
            page.set_default_timeout(PATIENCE * 1000)
            seen.append(Watched(page))
            page.goto(app.url)
            sign_in(page, who)
            page.get_by_role("link", name="Review", exact=True).click()
            expect(page.get_by_text("What does the taskforce say?")).to_be_visible()
        yield Table(pages, records)
    records.engine.dispose()
    assert [error for one in seen for error in one.errors] == []


def again(*pages: Page) -> None:
    """Let people look at what is there by now: they go to another page and come back."""
    for page in pages:
        for name in ("People", "Review"):
            page.get_by_role("link", name=name, exact=True).click()
            at_rest(page)
        expect(page.get_by_text("What does the taskforce say?")).to_be_visible()


def rate(page: Page, level: str, reason: str) -> None:
    page.locator(".st-key-rate-card").get_by_role("radio", name=level, exact=True).click()
    page.get_by_label("Political will: because").fill(reason)
    page.get_by_role("button", name="Keep and go on").click()
    expect(page.get_by_text(f"you: {level}. “{reason}”")).to_be_visible()


def agree(page: Page, name: str) -> None:
    card(page, name).get_by_role("radio", name="Agree").click()
    expect(card(page, name).get_by_role("button", name="Take back")).to_be_visible()


def sign(page: Page, which: str, words: str) -> None:
    page.get_by_label(re.compile(f"^Words on {which}")).fill(words)
    page.get_by_role("button", name=f"Sign {which}").click()
    expect(page.get_by_text(f"In words: “{words}”")).to_be_visible()


def test_five_people_play_a_round(table: Table) -> None:
    ann, bo, cy, eve, lea = table.ann, table.bo, table.cy, table.eve, table.lea

    name_round(lea, "Annual round 2020")
    step(lea, "Begin the ratings")
    expect(heading(lea)).to_contain_text("0 of 3 people have rated")
    again(ann, bo, cy, eve)
    rate(ann, "strong", "new minister")
    again(bo)
    expect(bo.get_by_text("1 has rated; shown once your own is in")).to_be_visible()
    expect(bo.get_by_text("new minister")).to_have_count(0)
    rate(bo, "none", "the unit was cut")
    expect(bo.get_by_text("Ann: strong. “new minister”")).to_be_visible()
    expect(cy.get_by_text("Nothing of this list waits for a rating of yours.")).to_be_visible()
    rate(eve, "some", "as before")
    again(ann)
    part(ann, "What all rate")
    expect(ann.get_by_text("What the disagreement does to the plan")).to_be_visible()
    ann.get_by_label("Betaland, political will: because").fill("we talked it over")
    ann.get_by_role("button", name="Accept", exact=True).click()
    expect(ann.get_by_text("Accepted: none")).to_be_visible()

    step(lea, "End the ratings, begin the review")
    again(ann, bo, cy, eve)
    beta = card(bo, "Betaland")
    beta.get_by_role("radio", name="Object").click()
    beta.get_by_role("radio", name="a figure").click()
    beta.get_by_label("Because (needed)").fill(REASON)
    beta.get_by_role("button", name="Keep").click()
    expect(beta.get_by_text(f"you: objects to a figure. “{REASON}”")).to_be_visible()
    expect(heading(cy)).to_contain_text("you are recused from")
    agree(cy, "Betaland")
    again(ann)
    expect(card(ann, "Betaland").get_by_text("1 of 2 have answered; shown once")).to_be_visible()
    expect(ann.get_by_text(REASON)).to_have_count(0)
    agree(ann, "Betaland")
    expect(
        card(ann, "Betaland").get_by_text(f"Bo: objects to a figure. “{REASON}”")
    ).to_be_visible()
    expect(card(ann, "Betaland")).to_contain_text(
        "1 agrees, 1 objects; with those who are recused: 2 agree, 1 objects"
    )
    expect(ann.get_by_text("That costs")).to_be_visible()
    agree(ann, "Open contracts")
    for name in ("Alphaland", "Open register"):
        agree(eve, name)

    part(ann, "Decide")
    chosen = ann.get_by_role("combobox", name="Depart from the plan on")
    chosen.click()
    chosen.press_sequentially("Citizens")
    ann.get_by_role("option", name=re.compile("Citizens' budget")).click()
    expect(ann.get_by_text(re.compile("^To put Citizens' budget .* costs"))).to_be_visible()
    ann.get_by_label("Reason, as it stands in the minutes").fill("promised in 2019")
    ann.get_by_role("button", name="Put in against the plan").click()
    expect(ann.get_by_text("“promised in 2019”")).to_be_visible()
    sign(ann, "the list of Africa", "Bo objects; we keep it.")
    part(eve, "Decide")
    sign(eve, "the list of Europe", "All agree.")

    again(lea)
    step(lea, "End the review")
    expect(heading(lea)).to_contain_text("the review is over")
    beta.get_by_label("Because (needed)").fill("Too late.")
    beta.get_by_role("button", name="Keep").click()
    expect(heading(bo)).to_contain_text("the review is over")
    sign(lea, "the whole list", "As the taskforces say.")
    step(lea, "Close the round")
    expect(lea.get_by_text(re.compile("^Adopted on .* signed by Lea"))).to_be_visible()
    again(ann, bo, cy, eve)
    for page in (ann, bo, cy, eve):
        expect(page.get_by_text(re.compile("^Adopted on .* signed by Lea"))).to_be_visible()
        expect(
            page.get_by_role("button", name=re.compile("^(Keep|Accept|Sign the)"))
        ).to_have_count(0)

    found = table.view
    stances = {(one.person, one.candidate, one.stance, one.words) for one in found.stances}
    assert ("bo", BBB, "object", REASON) in stances
    assert "Too late." not in {words for *_, words in stances}
    assert [one.value for one in found.accepted] == ["none"]
    assert [(one.candidate, one.by) for one in found.overrides] == [(BB2, "ann")]
    assert {region: one.by for region, one in found.signatures.items()} == {
        "Africa": "ann",
        "Europe": "eve",
        "": "lea",
    }
    adopted = set(found.signatures[""].ids)
    assert BB2 in adopted
    assert found.round.closed

    part(lea, "Next round")
    name_round(lea, "Autumn")
    following = table.view
    assert following.round.previous == found.round.id
    assert {one.id for one in following.study.dataset.candidates if one.incumbent} == adopted
    assert BB1 in {one.id for one in following.study.dataset.candidates}

"""People who sign in with a real provider, in a real browser, on the small example."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from playwright.sync_api import Browser, Page, expect

from records import people
from records.permissions import Person
from records.store import Records
from tests.app.web.browser.conftest import Watched
from tests.app.web.provider import COOKIE_SECRET, SECRET, provider, signing_in
from tests.app.web.server import PATIENCE, Running

pytestmark = [pytest.mark.browser, pytest.mark.server]


def claims(name: str, *, verified: bool = True) -> dict[str, Any]:
    return {
        "sub": f"sub-{name}",
        "name": name.title(),
        "email": f"{name}@example.org",
        "email_verified": verified,
    }


class Place(NamedTuple):
    """An app with a provider, and its records."""

    app: Running
    records: Records
    visitor: Callable[[], Page]


@pytest.fixture
def place(browser: Browser, tmp_path: Path) -> Iterator[Place]:
    """Start provider and app; Ada is in the roster by her e-mail address, and nobody else is."""
    records = Records.at(str(tmp_path / "records.sqlite3"), make=True)
    roles = frozenset(("administrator",))
    people.begin(records, Person(id="ada", email="Ada@example.org", roles=roles))
    contexts, seen = [], []

    def visitor() -> Page:
        context = browser.new_context(viewport={"width": 1440, "height": 900})
        context.route("https://cdn.jsdelivr.net/**", lambda route: route.fulfill(body=""))
        page = context.new_page()
        page.set_default_timeout(PATIENCE * 1000)
        seen.append(Watched(page))
        contexts.append(context)
        return page

    expect.set_options(timeout=PATIENCE * 1000)
    users = [claims("ada"), claims("bo"), claims("cy", verified=False)]
    with provider(users) as address, signing_in(tmp_path, address) as app:
        yield Place(app, records, visitor)
        for context in contexts:
            context.close()
    records.close()
    assert [error for one in seen for error in one.errors] == []
    assert {url for one in seen for url in one.elsewhere if "jsdelivr" not in url} == set()


def sign_in(page: Page, name: str) -> None:
    page.get_by_test_id("stSidebar").get_by_role("button", name="Sign in").click()
    page.get_by_role("button", name=f"sub-{name}", exact=True).click()
    expect(page.get_by_role("button", name="Sign out")).to_be_visible()


def sidebar(page: Page, text: str) -> None:
    expect(page.get_by_test_id("stSidebar")).to_contain_text(text)


def test_somebody_is_invited_comes_and_is_withdrawn(place: Place) -> None:
    ada = place.visitor()
    ada.goto(place.app.url)
    sidebar(ada, "You are not signed in")
    expect(ada.get_by_role("link", name="People", exact=True)).to_have_count(0)
    sign_in(ada, "ada")
    sidebar(ada, "Ada: administrator.")
    ada.get_by_role("link", name="People", exact=True).click()
    expect(ada.get_by_test_id("stHeading").first).to_contain_text("1 person takes part.")
    ada.get_by_text("Invite", exact=True).click()
    ada.get_by_role("textbox", name="E-mail").fill("BO@example.org")
    roles = ada.get_by_role("combobox", name="Takes part as")
    roles.click()
    ada.get_by_role("option", name="member of a taskforce", exact=True).click()
    ada.keyboard.press("Escape")
    ada.get_by_role("button", name="Make an invitation").click()
    link = ada.get_by_test_id("stCode").inner_text().strip()
    assert link.startswith(f"{place.app.url}/?invitation=")

    bo = place.visitor()
    bo.goto(link)
    sidebar(bo, "You are invited. Sign in, then open your invitation once more")
    assert "invitation" not in bo.url
    sign_in(bo, "bo")
    sidebar(bo, "whom the roster does not know")
    bo.goto(link)
    bo.get_by_role("button", name="Accept the invitation").click()
    sidebar(bo, "Bo: member of a taskforce.")
    expect(bo.get_by_text("Ada", exact=True)).to_have_count(0)

    cy = place.visitor()
    cy.goto(link)
    sign_in(cy, "cy")
    sidebar(cy, "does not say that this e-mail address is yours")
    cy.get_by_label("Paste your invitation").fill(link)
    cy.get_by_label("Paste your invitation").press("Enter")
    sidebar(cy, "must be used by somebody whose e-mail address their sign-in says is verified")

    with place.records.reading() as connection:
        known = {one.id: one for one in people.roster(connection)}
    assert set(known) == {"ada", "bo"}
    assert (known["ada"].subject, known["bo"].subject) == ("sub-ada", "sub-bo")
    people.put(place.records, "ada", known["bo"].but(active=False))
    bo.get_by_role("link", name="People", exact=True).click()
    sidebar(bo, "You no longer take part")

    bo.get_by_role("button", name="Sign out").click()
    bo.get_by_role("button", name="End session").click()
    sidebar(bo, "You are not signed in")
    secret = link.partition("=")[2]
    for hidden in (SECRET, COOKIE_SECRET, secret):
        assert hidden not in place.app.log()
        for page in (ada, bo, cy):
            assert page is ada or hidden not in page.content()

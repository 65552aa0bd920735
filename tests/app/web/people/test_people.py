"""The roster as administrators look after it; oracle: what was typed is what the roster says."""

import datetime as dt
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from optimizer.study import Study
from questions.asking import ask
from questions.plan import PlanQuestion
from records import people, rounds
from records.permissions import Person
from records.rounds import Opening
from records.store import Records
from reports.escape import visible
from tests.app.web.people.conftest import ADMIN, Join, Opener, claims
from tests.app.web.people.test_who import sidebar
from tests.app.web.screens.conftest import answer, words
from tests.hostile import ATTACKS


def part(page: AppTest, name: str) -> AppTest:
    return page.segmented_control(key="people-part").set_value(name).run()


def field(page: AppTest, label: str) -> Any:
    kinds = (page.text_input, page.multiselect, page.toggle, page.date_input, page.selectbox)
    return next(one for group in kinds for one in group if one.label == label)


def press(page: AppTest, label: str) -> AppTest:
    found = next(one for one in page.button if one.label == label).click().run()
    assert not found.exception
    return found


def everybody(records: Records) -> dict[str, Person]:
    with records.reading() as connection:
        return {one.id: one for one in people.roster(connection)}


def test_somebody_is_added_changed_and_withdrawn(opened: Opener, kept: Records) -> None:
    page = part(opened("people", claims("ada")), "change")
    field(page, "Name").set_value("Bo Aiyé")
    field(page, "E-mail").set_value(" bo@example.org ")
    field(page, "Takes part as").set_value(["chair", "rater"])
    field(page, "For the taskforce of").set_value(["Africa"])
    field(page, "Belongs to").set_value(["partner:bank"])
    page = press(page, "Keep")
    assert answer(page) == "2 people take part; 1 has not signed in yet."
    bo = everybody(kept)["bo-aiye"]
    assert bo == Person(
        id="bo-aiye",
        name="Bo Aiyé",
        email="bo@example.org",
        roles=frozenset(("chair", "rater")),
        regions=frozenset(("Africa",)),
        interests=frozenset(("partner:bank",)),
        version=1,
    )
    page = page.selectbox(key="people-whom").set_value("bo-aiye").run()
    assert field(page, "Takes part as").value == ["rater", "chair"]
    field(page, "Takes part").set_value(False)
    page = press(page, "Keep")
    assert everybody(kept)["bo-aiye"] == bo.but(active=False, version=2)
    table = part(page, "roster").dataframe[0].value
    assert table["State"].tolist() == ["takes part", "withdrawn"]


def test_what_was_changed_elsewhere_is_not_overwritten(
    opened: Opener, kept: Records, join: Join
) -> None:
    bo = join("bo", "member")
    page = part(opened("people", claims("ada")), "change")
    page = page.selectbox(key="people-whom").set_value("bo").run()
    field(page, "Name").set_value("Robert")
    people.put(kept, ADMIN.id, bo.but(email="new@example.org"))
    page = press(page, "Keep")
    assert "changed this" in words(page)
    assert (everybody(kept)["bo"].name, everybody(kept)["bo"].email) == ("Bo", "new@example.org")


def test_nobody_takes_their_own_administration_away(opened: Opener, kept: Records) -> None:
    page = part(opened("people", claims("ada")), "change")
    page = page.selectbox(key="people-whom").set_value("ada").run()
    field(page, "Takes part as").set_value(["reader"])
    page = press(page, "Keep")
    assert "nobody takes that from themselves" in words(page)
    assert everybody(kept)["ada"].roles == ADMIN.roles


def test_an_invitation_is_shown_once_and_leads_in(opened: Opener, kept: Records) -> None:
    page = part(opened("people", claims("ada")), "invite")
    field(page, "Name").set_value("Bo")
    field(page, "E-mail").set_value("bo@example.org")
    field(page, "Takes part as").set_value(["member"])
    page = press(page, "Make an invitation")
    link = page.code[0].value
    assert answer(page).endswith("1 invitation is open.")
    page.run()
    assert [one.value for one in page.code] == []
    with kept.reading() as connection:
        (made,) = people.invited(connection)
    days = dt.date.fromisoformat(made.until) - dt.datetime.now(dt.UTC).date()
    assert days in (dt.timedelta(days=14), dt.timedelta(days=13))
    secret = link.partition("invitation=")[2]
    assert len(secret) == 32

    bo = opened("overview", claims("bo"), invitation=secret)
    assert "whom the roster does not know" in sidebar(bo)
    assert bo.query_params == {}
    bo.button(key="join").click().run()
    assert "Bo: member of a taskforce." in sidebar(bo)
    eve = opened("overview", claims("eve"), invitation=secret)
    eve.button(key="join").click().run()
    assert "must be an invitation that is still open, and yours" in sidebar(eve)
    assert set(everybody(kept)) == {"ada", "bo"}


def test_a_link_alone_lets_nobody_in(opened: Opener, kept: Records) -> None:
    secret = people.invite(kept, ADMIN.id, people.Invitation(id="i", email="bo@example.org"))
    out = opened("overview", None, invitation=secret)
    assert "You are invited. Sign in" in sidebar(out)
    opened("overview", claims("bo"), invitation=secret)
    assert set(everybody(kept)) == {"ada"}


def test_whom_the_round_waits_for(
    opened: Opener, kept: Records, join: Join, small_study: Study
) -> None:
    """Of Africa only Betaland is to be rated, on one measure; Cy belongs to it.

    Gammaland is suspended, and Port Beta can be in no plan.
    """
    join("bo", "member", regions=("Africa",))
    join("cy", "rater", regions=("Africa",), interests=frozenset(("country:BBB",)))
    join("lea", "leadership")
    opening = Opening(id="r", title="Annual round", rating_until="2020-03-12")
    rounds.open_round(kept, "lea", opening, small_study, ask(small_study, PlanQuestion()))
    rounds.advance(kept, "lea", "r", "rating")
    page = part(opened("people", claims("ada")), "reminder")
    assert "Annual round waits for 1 person." in words(page)
    assert page.code[0].value == "bo@example.org"
    assert page.dataframe[0].value["What is waited for"].tolist() == ["1 rating"]
    bo = sidebar(opened("overview", claims("bo")))
    assert "Annual round waits for 1 rating of yours, until 12 March 2020." in bo
    assert "waits for" not in sidebar(opened("overview", claims("cy")))


def test_everybody_says_what_they_belong_to_and_sees_nobody_else(
    opened: Opener, kept: Records, join: Join
) -> None:
    join("bo", "member", regions=("Africa",))
    page = opened("people", claims("bo"))
    assert answer(page) == "You take part as member of a taskforce, for Africa."
    assert not list(page.segmented_control)
    assert not list(page.dataframe)
    page.multiselect[0].set_value(["country:BBB"])
    page.button(key="declare").click().run()
    assert "You belong to Betaland. So you do not count on" in words(page)
    assert everybody(kept)["bo"].interests == frozenset(("country:BBB",))
    assert "Ada" not in words(page) + sidebar(page)


@pytest.mark.parametrize("name", ATTACKS)
def test_hostile_names_are_shown_as_typed(opened: Opener, kept: Records, name: str) -> None:
    people.put(kept, ADMIN.id, ADMIN.but(name=name))
    page = opened("people", claims("ada"))
    assert " ".join(visible(name).split()) in sidebar(page)

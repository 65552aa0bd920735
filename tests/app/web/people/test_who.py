"""Who is at the screen; oracle: OpenID Connect Core 1.0 (3.1.3.7), and a roster written by hand."""

import time
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from records import people
from records.people import SINGLE
from records.permissions import NOBODY, Act, RefusedError
from records.sign_in import PERSON
from records.store import Records
from tests.app.web.people.conftest import ADMIN, SETTINGS, Join, Opener, claims
from tests.app.web.screens.conftest import read, words


def sidebar(page: AppTest) -> str:
    """Return what the sidebar says."""
    kinds = (page.sidebar.markdown, page.sidebar.caption, page.sidebar.info, page.sidebar.error)
    return "\n".join(read(str(element.value)) for group in kinds for element in group)


def test_nothing_set_says_what_to_set_and_makes_no_records(opened: Opener, elsewhere: Path) -> None:
    for name in ("overview", "evidence", "people"):
        page = opened(name, settings=None)
        assert "set FOCUS_PERSON to your name" in sidebar(page)
        assert not [one for one in page.sidebar.button if one.key == "sign-out"]
    assert not elsewhere.exists()


def test_one_person_is_said_on_every_page(
    opened: Opener, elsewhere: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(PERSON, "Ada *Obi*")
    for name in ("overview", "people"):
        assert "This app acts for Ada *Obi*: nobody signs in" in sidebar(
            opened(name, settings=None)
        )
    records = Records.at(str(elsewhere))
    with records.reading() as connection:
        (only,) = people.roster(connection)
    assert (only.id, only.name) == (SINGLE, "Ada *Obi*")
    records.close()


def test_both_ways_at_once_let_nobody_write(
    opened: Opener, kept: Records, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(PERSON, "Ada")
    page = opened("people", claims("ada"))
    assert "Take one of them away" in sidebar(page)
    assert "Whom the roster knows" in read(str(page.subheader[0].value))
    with kept.reading() as connection:
        assert [one.id for one in people.roster(connection)] == ["ada"]


def test_whom_the_roster_knows(opened: Opener, join: Join) -> None:
    join("bo", "member", regions=("Africa",))
    page = opened("overview", claims("bo"))
    assert "Bo: member of a taskforce, for Africa." in sidebar(page)
    assert [one.label for one in page.sidebar.button] == ["Sign out"]


@pytest.mark.parametrize(
    ("other", "says"),
    [
        ({"is_logged_in": False}, "You are not signed in"),
        ({"exp": time.time() - 1}, "Your sign-in has ended"),
        ({"exp": None}, "Your sign-in has ended"),
        ({"exp": True}, "Your sign-in has ended"),
        ({"aud": "another-app"}, "was not meant for this app"),
        ({"aud": ["another-app", "a-third"]}, "was not meant for this app"),
        ({"provider": "elsewhere"}, "was not meant for this app"),
        ({"sub": ""}, "was not meant for this app"),
        ({"iss": "https://evil.example.org"}, "whom the roster does not know"),
        ({"sub": "sub-somebody"}, "whom the roster does not know"),
    ],
)
def test_a_token_that_does_not_hold_is_nobody(
    opened: Opener, kept: Records, other: dict[str, Any], says: str
) -> None:
    assert kept.engine is not None
    page = opened("people", claims("ada", **other))
    assert says in sidebar(page)
    assert "Ada Obi" not in words(page)
    assert "Whom the roster knows" in read(str(page.subheader[0].value))


def test_an_audience_of_several_with_this_app_among_them_holds(
    opened: Opener, kept: Records
) -> None:
    assert kept.engine is not None
    page = opened("people", claims("ada", aud=["another-app", "focus"]))
    assert "1 person takes part." in read(str(page.subheader[0].value))


def test_a_token_that_expires_and_a_role_withdrawn_count_on_the_next_rerun(
    opened: Opener, join: Join, kept: Records
) -> None:
    eve = join("eve", "administrator")
    page = opened("people", claims("eve"))
    assert "2 people take part" in read(str(page.subheader[0].value))
    page.user = claims("eve", exp=time.time() - 1)
    page.run()
    assert "Your sign-in has ended" in sidebar(page)
    page.user = claims("eve")
    page.run()
    assert "2 people take part" in read(str(page.subheader[0].value))
    people.put(kept, ADMIN.id, eve.but(roles=frozenset(("reader",))), eve.version)
    page.run()
    assert "You take part as reader." in read(str(page.subheader[0].value))
    people.put(kept, ADMIN.id, eve.but(active=False), 2)
    page.run()
    assert "You no longer take part" in sidebar(page)
    assert "Whom the roster knows" in read(str(page.subheader[0].value))


@pytest.mark.parametrize("gone", ["expired", "withdrawn", "signed out"])
def test_a_stale_tab_writes_nothing(opened: Opener, join: Join, kept: Records, gone: str) -> None:
    """The form was there while it was allowed; the button is pressed when it is not any more."""
    eve = join("eve", "administrator")
    page = opened("people", claims("eve"))
    page.segmented_control(key="people-part").set_value("mine").run()
    page.multiselect[0].set_value(["country:AAA"])
    if gone == "withdrawn":
        people.put(kept, ADMIN.id, eve.but(active=False), eve.version)
    else:
        page.user = (
            claims("eve", exp=time.time() - 1) if gone == "expired" else {"is_logged_in": False}
        )
    page.button(key="declare").click().run()
    assert not page.exception
    with kept.reading() as connection:
        mine = next(one for one in people.roster(connection) if one.id == "eve")
    assert mine.interests == frozenset()


def test_records_of_pages_take_nobody_elses_name(
    kept: Records, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A page that kept who was there writes nothing once somebody else, or nobody, is there."""
    from app.web import who

    monkeypatch.setattr(who, "settings", lambda: SETTINGS["auth"])
    records = who.records()
    assert records is not None
    monkeypatch.setattr(who, "person", lambda: NOBODY)
    with pytest.raises(RefusedError), records.writing("ada", Act.MANAGE_PEOPLE):
        pass
    monkeypatch.setattr(who, "person", lambda: ADMIN.but(version=1))
    people.put(records, "ada", ADMIN.but(name="Ada"))
    with kept.reading() as connection:
        assert people.roster(connection)[0].name == "Ada"
    records.close()

"""Who is at the screen, in words; oracle: the sentences, read aloud."""

from typing import get_args

import pytest

from records.permissions import NOBODY, Person
from records.sign_in import How, Identity, Presence
from reports.presence import account, part, told

BO = Person(
    id="bo",
    name="Bo",
    roles=frozenset(("member", "rater")),
    regions=frozenset(("Europe", "Africa")),
)
SEEN = Identity(issuer="https://id.example.org", subject="42", email="bo@example.org")
EVERY = [name for part in get_args(How) for name in get_args(part)]


@pytest.mark.parametrize(
    ("presence", "says"),
    [
        (Presence("nowhere"), ["To rate, review and decide, say who you are: "]),
        (Presence("both"), ["Nobody can write: FOCUS_PERSON says that the app acts for one "]),
        (Presence("broken"), ["Nobody can write: sign-in or records cannot be used."]),
        (
            Presence("single", BO),
            ["This app acts for Bo: nobody signs in, and whoever opens it is "],
        ),
        (Presence("out"), ["You are not signed in: "]),
        (Presence("expired"), ["Your sign-in has ended; sign in again. What you have typed is "]),
        (Presence("foreign"), ["Your sign-in was not meant for this app; sign in again."]),
        (Presence("known", BO), ["Bo: rater and member of a taskforce, for Africa and Europe."]),
        (
            Presence("known", BO.but(active=False)),
            ["Bo: rater and member", "You no longer take part, so you can write nothing."],
        ),
        (
            Presence("guest", NOBODY, SEEN),
            ["You are signed in as bo@example.org, whom the ", "Your sign-in does not say that "],
        ),
        (
            Presence("guest", NOBODY, SEEN.but(verified=True)),
            ["You are signed in as bo@example.org, whom the ", "Open your invitation once more, "],
        ),
    ],
)
def test_every_way_of_being_there_is_told(presence: Presence, says: list[str]) -> None:
    sentences = told(presence)
    assert [
        one for one, begins in zip(sentences, says, strict=True) if not one.startswith(begins)
    ] == []


def test_no_way_is_left_out() -> None:
    assert len(EVERY) == len(set(EVERY)) == 9
    assert all(told(Presence(one, BO, SEEN)) for one in EVERY)


def test_as_what_somebody_takes_part() -> None:
    assert part(Person(id="x")) == "no role"
    assert part(Person(id="x", roles=frozenset(("chair",)), regions=frozenset("*"))) == (
        "chair, for all regions"
    )


def test_what_an_administrator_needs() -> None:
    assert account(Presence("out")) == ()
    assert account(Presence("guest", NOBODY, SEEN)) == (
        "Issuer: https://id.example.org",
        "Subject: 42",
    )

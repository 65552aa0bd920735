"""Somebody at the screen, without a browser: as Streamlit tells a page who has signed in."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

import app.web.asking
from records import people
from records.database import RECORDS
from records.permissions import Person, Role
from records.sign_in import PERSON, SECRETS
from records.store import Records
from tests.app.web.screens.conftest import MAIN, PATIENCE

ISSUER, CLIENT = "https://id.example.org", "focus"
SETTINGS: dict[str, Any] = {
    "auth": {
        "redirect_uri": "https://focus.example.org/oauth2callback",
        "cookie_secret": "c" * 64,
        "client_id": CLIENT,
        "client_secret": "s" * 32,
        "server_metadata_url": f"{ISSUER}/.well-known/openid-configuration",
    }
}
"""A sign-in that is set as it should be."""
ADMIN = Person(
    id="ada",
    name="Ada Obi",
    email="ada@example.org",
    roles=frozenset(("administrator",)),
    issuer=ISSUER,
    subject="sub-ada",
)
Claims = dict[str, Any]
Opener = Callable[..., AppTest]


def claims(name: str, **other: Any) -> Claims:
    """Return what a token says of somebody who has just signed in."""
    return {
        "is_logged_in": True,
        "iss": ISSUER,
        "aud": CLIENT,
        "sub": f"sub-{name}",
        "name": name.title(),
        "email": f"{name}@example.org",
        "email_verified": True,
        "exp": time.time() + 3600,
        "provider": "default",
        **other,
    }


@pytest.fixture(autouse=True)
def elsewhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, small_app: None) -> Path:  # noqa: ARG001
    """Let nothing of this machine say who is there; return where records would be."""
    for name in (PERSON, SECRETS):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(st.secrets, "_secrets", None)
    monkeypatch.setattr("streamlit.config.get_option", _without_files(st.get_option))
    file = tmp_path / "records.sqlite3"
    monkeypatch.setenv(RECORDS, str(file))
    return file


def _without_files(usual: Callable[[str], Any]) -> Callable[[str], Any]:
    return lambda key: [] if key == "secrets.files" else usual(key)


@pytest.fixture
def kept(elsewhere: Path) -> Iterator[Records]:
    """Return records with one administrator, who has signed in before."""
    made = Records.at(str(elsewhere), make=True)
    people.begin(made, ADMIN)
    yield made
    made.close()


Join = Callable[..., Person]


@pytest.fixture
def join(kept: Records) -> Join:
    """Return what lets somebody into the roster, by their sign-in."""

    def joined(who: str, *roles: Role, regions: tuple[str, ...] = (), **other: Any) -> Person:
        fields = {"issuer": ISSUER, "subject": f"sub-{who}", "email": f"{who}@example.org", **other}
        person = Person(
            id=who, name=who.title(), roles=frozenset(roles), regions=frozenset(regions), **fields
        )
        return people.put(kept, ADMIN.id, person)

    return joined


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> Opener:
    """Return what opens a page for somebody; None = for somebody who has not signed in."""
    monkeypatch.setattr(app.web.asking, "AT_ONCE", float(PATIENCE))

    def page(
        name: str, user: Claims | None = None, settings: Any = SETTINGS, **query: str
    ) -> AppTest:
        found = AppTest.from_file(MAIN, default_timeout=PATIENCE)
        found.secrets = {**settings} if settings else {}
        found.user = {"is_logged_in": False} if user is None else user
        for key, value in query.items():
            found.query_params[key] = value
        found.switch_page(f"screens/{name}.py").run()
        assert not found.exception
        return found

    return page

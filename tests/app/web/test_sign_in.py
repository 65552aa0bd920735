"""Tokens that must not be believed, through the app's real callback.

Oracle: OpenID Connect Core 1.0, 3.1.3.7 (what a client must hold a token to), RFC 9700 (state,
codes, replay), RFC 8725 (``alg``). What Streamlit and Authlib let through must be caught by
:func:`records.sign_in.identity`, which every page asks.
"""

import json
import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import parse_qs, urlencode, urlsplit

import httpx
import pytest
from itsdangerous import URLSafeTimedSerializer
from joserfc import jwt
from joserfc.jwk import OctKey

from records.sign_in import Identity, Unbelieved, identity, read_settings
from tests.app.web.forger import Claims, Forger, forging
from tests.app.web.provider import CLIENT, COOKIE_SECRET, SECRET, signing_in
from tests.app.web.server import Running

pytestmark = pytest.mark.server
USER = "_streamlit_user"
"""Cookie in which Streamlit keeps what a token says."""


class Place(NamedTuple):
    """An app whose provider lies as it is told to."""

    app: Running
    forger: Forger
    settings: Path


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    folder = tmp_path_factory.mktemp("sign-in")
    with forging() as forger, signing_in(folder, forger.url) as app:
        yield Place(app, forger, folder / "secrets.toml")


@pytest.fixture
def browser(place: Place) -> Iterator[httpx.Client]:
    """Return what keeps cookies and follows nothing by itself; the provider is honest again."""
    place.forger.honest()
    with httpx.Client(base_url=place.app.url, timeout=60) as client:
        yield client


def begun(browser: httpx.Client) -> str:
    """Begin to sign in; return where the provider sends the browser back to."""
    key = OctKey.import_key(COOKIE_SECRET)
    claims = {"provider": "default", "exp": int(time.time()) + 60}
    token = jwt.encode({"alg": "HS256"}, claims, key)
    to_provider = browser.get("/auth/login", params={"provider": token})
    assert to_provider.status_code == 302
    back = httpx.get(to_provider.headers["location"])
    return str(back.headers["location"])


def believed(browser: httpx.Client) -> Claims | None:
    """Return what Streamlit believes of who is there; None where it believes nothing."""
    cookie = browser.cookies.get(USER)
    if not cookie:
        return None
    read = URLSafeTimedSerializer(COOKIE_SECRET, salt=USER).loads(cookie)
    found: Claims = json.loads(read)
    return found


def known(place: Place, browser: httpx.Client) -> Identity | Unbelieved:
    """Return who pages take somebody for."""
    return identity(believed(browser) or {}, read_settings(place.settings), time.time())


def test_an_honest_token_is_believed(place: Place, browser: httpx.Client) -> None:
    browser.get(begun(browser))
    assert known(place, browser) == Identity(
        issuer=place.forger.url,
        subject="subject-1",
        name="Ada Obi",
        email="ada@example.org",
        verified=True,
    )


def said(**other: Any) -> Callable[[Claims], Claims]:
    """Return what makes claims say something else; None = not at all."""

    def changed(claims: Claims) -> Claims:
        found = {**claims, **other}
        return {name: value for name, value in found.items() if value is not None}

    return changed


@pytest.mark.parametrize(
    "lie",
    [
        said(iss="https://accounts.example.org"),
        said(iss=None),
        said(aud="another-client"),
        said(aud=["another-client", "a-third"]),
        said(aud="another-client", azp="another-client"),
        said(aud=CLIENT, azp="another-client"),
        said(aud=None),
        said(nonce="another-nonce"),
        said(nonce=None),
        said(exp=1_600_000_000),
        said(exp=None),
        said(iat=4_000_000_000),
        said(nbf=4_000_000_000),
        said(sub=None),
    ],
)
def test_a_token_that_says_the_wrong_thing_is_not_believed(
    place: Place, browser: httpx.Client, lie: Callable[[Claims], Claims]
) -> None:
    place.forger.claims = lie
    browser.get(begun(browser))
    assert believed(browser) is None


def test_an_audience_that_streamlit_lets_through_is_caught_by_us(
    place: Place, browser: httpx.Client
) -> None:
    """``azp`` names us and ``aud`` does not: Core 3.1.3.7 (3) says that it must."""
    place.forger.claims = said(aud="another-client", azp=CLIENT)
    browser.get(begun(browser))
    assert believed(browser) is not None
    assert known(place, browser) == "foreign"


def test_a_token_that_has_just_expired_is_caught_by_us(place: Place, browser: httpx.Client) -> None:
    """Authlib allows for two minutes between clocks; the pages for none."""
    place.forger.claims = lambda claims: {**claims, "exp": int(time.time()) - 30}
    browser.get(begun(browser))
    assert believed(browser) is not None
    assert known(place, browser) == "expired"


@pytest.mark.parametrize("how", ["signed_by_another", "unsigned", "signed_with_public_key"])
@pytest.mark.parametrize("told", [("RS256",), ("RS256", "none", "HS256")])
def test_a_token_that_is_not_signed_as_it_must_be_is_not_believed(
    place: Place, browser: httpx.Client, how: str, told: tuple[str, ...]
) -> None:
    place.forger.sign = getattr(place.forger, how)
    place.forger.algorithms = told
    browser.get(begun(browser))
    assert believed(browser) is None


def test_a_callback_with_another_state_or_in_another_browser_lets_nobody_in(
    place: Place, browser: httpx.Client
) -> None:
    back = begun(browser)
    with httpx.Client(base_url=place.app.url, timeout=60) as other:
        other.get(back)
        assert believed(other) is None
    parts = urlsplit(back)
    query = {name: values[0] for name, values in parse_qs(parts.query).items()}
    browser.get(f"/oauth2callback?{urlencode({**query, 'state': 'another'})}")
    assert believed(browser) is None
    browser.get(f"/oauth2callback?{urlencode({'code': query['code']})}")
    assert believed(browser) is None
    browser.get(back)
    assert known(place, browser) != "out"


def test_a_callback_lets_somebody_in_once(place: Place, browser: httpx.Client) -> None:
    """A replay has no state; with the state stolen, the provider knows that the code was used."""
    back = begun(browser)
    stolen = dict(browser.cookies)
    browser.get(back)
    assert isinstance(known(place, browser), Identity)
    browser.cookies.delete(USER)
    browser.get(back)
    assert believed(browser) is None
    with httpx.Client(base_url=place.app.url, timeout=60, cookies=stolen) as thief:
        thief.get(back)
        assert believed(thief) is None


def test_a_token_of_another_sign_in_is_not_believed(place: Place, browser: httpx.Client) -> None:
    browser.get(begun(browser))
    earlier = place.forger.issued[-1]
    browser.cookies.delete(USER)
    place.forger.sign = lambda _: earlier
    browser.get(begun(browser))
    assert believed(browser) is None


def test_a_cookie_that_somebody_wrote_themselves_is_nobody(
    place: Place, browser: httpx.Client
) -> None:
    browser.get(begun(browser))
    cookie = browser.cookies[USER]
    head, _, tail = cookie.partition(".")
    for forged in (
        URLSafeTimedSerializer("another secret", salt=USER).dumps(json.dumps(believed(browser))),
        f"{head}A.{tail}",
        URLSafeTimedSerializer(COOKIE_SECRET, salt="another").dumps("{}"),
    ):
        with httpx.Client(base_url=place.app.url, timeout=60, cookies={USER: forged}) as other:
            answer = other.get("/auth/login?provider=x")
            assert f'{USER}="";' in answer.headers["set-cookie"]


def test_nothing_secret_is_in_the_log(place: Place, browser: httpx.Client) -> None:
    browser.get(begun(browser))
    place.forger.claims = said(nonce="another-nonce")
    browser.get(begun(browser))
    browser.get("/?invitation=an-invitation-that-nobody-may-see")
    browser.get("/oauth2callback?error=access_denied&error_description=no")
    log = place.app.log()
    assert "OAuth token exchange failed" in log  # the log is read, and says something
    codes = [code for code in place.forger.nonces if re.search(rf"{code}\b", log)]
    assert codes == []
    secrets = [
        SECRET,
        COOKIE_SECRET,
        "an-invitation-that-nobody-may-see",
        "access-code",
        *place.forger.nonces.values(),
        *(token.rpartition(".")[2] for token in place.forger.issued),
    ]
    assert [one for one in secrets if one and one in log] == []


def socket(app: Running, origin: str) -> int:
    """Return the status with which a socket from a page of some origin is answered."""
    head = {
        "Origin": origin, "Connection": "Upgrade", "Upgrade": "websocket",
        "Sec-WebSocket-Version": "13", "Sec-WebSocket-Key": "AAAAAAAAAAAAAAAAAAAAAA==",
    }  # fmt: skip
    with httpx.stream("GET", f"{app.url}/_stcore/stream", headers=head, timeout=60) as answer:
        return answer.status_code


def test_a_socket_from_another_site_is_refused(place: Place) -> None:
    assert socket(place.app, place.app.url) == 101
    assert socket(place.app, "https://evil.example.org") == 403


def test_pages_tell_nothing_of_the_inside(place: Place, browser: httpx.Client) -> None:
    """Neither what is not there nor what fails shows a path, a version or a line of code."""
    place.forger.claims = said(nonce="another-nonce")
    failed = browser.get(begun(browser))
    for answer in (
        failed,
        browser.get("/_stcore/nothing"),
        browser.get("/auth/login?provider=%00"),
        browser.get("/static/../../etc/passwd"),
        browser.post("/_stcore/upload_file/x/y", content=b"x"),
    ):
        told = f"{answer.text} {dict(answer.headers)}"
        assert not re.search(r"Traceback|site-packages|\.py\b|root:x", told)
    assert failed.status_code == 302

"""The proxy of ``deploy/nginx.conf``, really run before the app; oracle: the browser's own console.

A breach of the policy, a script that is refused, a socket that does not open: Chromium says so.
"""

import re
import ssl
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

from app.web.navigation import SCREENS
from records import people
from records.permissions import Person
from records.store import Records
from tests.app.web.browser.conftest import Watched
from tests.app.web.browser.steps import opened_card
from tests.app.web.provider import provider, signing_in
from tests.app.web.server import PATIENCE, Running, free_port
from tests.deploy.proxy import proxied

pytestmark = [pytest.mark.browser, pytest.mark.server, pytest.mark.long]
HEADERS = {
    "x-frame-options": "DENY",
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "strict-transport-security": "max-age=31536000",
}
ADA = {
    "sub": "sub-ada", "name": "Ada", "email": "ada@example.org", "email_verified": True,
}  # fmt: skip


class Site(NamedTuple):
    """The app behind its proxy."""

    url: str
    folder: Path
    app: Running


@pytest.fixture(scope="module")
def site(program: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("proxy")
    records = Records.at(str(folder / "records.sqlite3"), make=True)
    roles = frozenset(("administrator",))
    people.begin(records, Person(id="ada", email="ada@example.org", roles=roles))
    records.close()
    secure = free_port()
    back = f"https://127.0.0.1:{secure}/oauth2callback"
    with provider([ADA]) as address, signing_in(folder, address, redirect_uri=back) as app:
        upstream = int(app.url.rpartition(":")[2])
        with proxied(program, folder, upstream, secure) as url:
            yield Site(url, folder, app)


@pytest.fixture
def client(site: Site) -> Iterator[httpx.Client]:
    trust = ssl.create_default_context(cafile=str(site.folder / "fullchain.pem"))
    with httpx.Client(base_url=site.url, timeout=60, verify=trust) as found:
        yield found


@pytest.fixture
def watched(browser: Browser) -> Iterator[Watched]:
    """Return a page of somebody new; afterwards nothing must have gone wrong in it."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, ignore_https_errors=True)
    context.route("https://cdn.jsdelivr.net/**", lambda route: route.fulfill(body=""))
    expect.set_options(timeout=PATIENCE * 1000)
    page = context.new_page()
    page.set_default_timeout(PATIENCE * 1000)
    found = Watched(page)
    yield found
    context.close()
    own = (r"(https|wss)://127\.0\.0\.1[:/]", "https://cdn.jsdelivr.net/")
    elsewhere = [url for url in found.elsewhere if not re.match("|".join(own), url)]
    # Streamlit looks below every address but the first for its own files before it finds them.
    errors = [one for one in found.errors if "404" not in one]
    assert (errors, elsewhere) == ([], [])


def whole(page: Page) -> None:
    """Wait until a page is there, pictures and all; it comes through the socket alone."""
    expect(page.get_by_test_id("stHeading").first).to_be_visible()
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning")
    for chart in page.get_by_test_id("stVegaLiteChart").filter(visible=True).all():
        expect(chart.locator("svg, canvas").first).to_be_attached()
    expect(page.get_by_test_id("stException")).to_have_count(0)


def test_every_page_opens_without_a_breach_of_the_policy(site: Site, watched: Watched) -> None:
    page = watched.page
    for screen in SCREENS:
        page.goto(f"{site.url}/{screen.path}")
        whole(page)
    page.goto(f"{site.url}/ranking")
    whole(page)
    drawer = opened_card(page, page.locator("[aria-roledescription='bar']").first)
    expect(drawer).to_contain_text("It scores")


def test_somebody_signs_in_through_the_proxy(site: Site, watched: Watched) -> None:
    page = watched.page
    page.goto(site.url)
    page.get_by_test_id("stSidebar").get_by_role("button", name="Sign in").click()
    page.get_by_role("button", name="sub-ada", exact=True).click()
    expect(page.get_by_test_id("stSidebar")).to_contain_text("Ada: administrator.")
    cookies = {one["name"]: one for one in page.context.cookies(site.url)}
    assert {"_streamlit_user", "_streamlit_user_tokens"} <= cookies.keys()
    for name, one in cookies.items():
        assert one["secure"], name
        assert one["sameSite"] == "Lax", name
        assert one["httpOnly"] == (name != "_streamlit_xsrf"), name
    said = (site.folder / "focus.access.log").read_text()
    assert "GET /oauth2callback 302" in said
    assert "code=" not in said + (site.folder / "focus.error.log").read_text()


def test_what_the_proxy_adds_is_there(site: Site, client: httpx.Client) -> None:
    for path in ("/", "/overview", "/_stcore/health", "/static/nothing", "/oauth2callback"):
        answer = client.get(path)
        for name, value in HEADERS.items():
            assert answer.headers[name] == value, (path, name)
        policy = answer.headers["content-security-policy"]
        assert "default-src 'self'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "http:" not in policy
        assert answer.headers["server"] == "nginx"
    assert site.app.url.startswith("http://127.0.0.1")


def test_no_other_page_shows_the_app_inside_itself(site: Site, browser: Browser) -> None:
    context = browser.new_context(ignore_https_errors=True)
    page = context.new_page()
    told: list[str] = []
    page.on("console", lambda message: told.append(message.text))
    page.set_content(f'<iframe src="{site.url}/"></iframe>')
    page.wait_for_event("console", lambda one: "frame" in one.text.lower()) if not told else None
    assert any("frame" in text.lower() for text in told)
    assert all(frame.locator("#root").count() == 0 for frame in page.frames[1:])
    context.close()


def test_too_much_and_too_often_and_by_another_name_is_refused(client: httpx.Client) -> None:
    assert client.post("/_stcore/upload_file/x/y", content=b"x" * (26 * 2**20)).status_code == 413
    statuses = [client.get("/auth/login?provider=x").status_code for _ in range(60)]
    assert statuses[0] == 302
    assert 503 in statuses
    with pytest.raises(httpx.RemoteProtocolError):
        client.get("/", headers={"Host": "evil.example.org"})

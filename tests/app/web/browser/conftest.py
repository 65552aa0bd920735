"""The app in a real browser: one server on loopback and one headless Chromium per session."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, expect

from app import CONFIG, DATA
from tests.app.web.server import PATIENCE, running
from tests.hostile import ADDRESS


@pytest.fixture(scope="session")
def server(executable: str) -> Iterator[str]:  # noqa: ARG001 (nothing is started in vain)
    """Start the app on the bundled data and return its address."""
    with running() as found:
        yield found.url


@pytest.fixture(scope="session")
def small_server(
    executable: str,  # noqa: ARG001 (nothing is started in vain)
    small_dataset_folder: Path,
    small_configuration_folder: Path,
) -> Iterator[str]:
    """Start the app on the small example and return its address."""
    folders = {DATA: str(small_dataset_folder), CONFIG: str(small_configuration_folder)}
    with running(folders) as found:
        yield found.url


class Watched:
    """A page, and everything that went wrong in it."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.errors: list[str] = []
        self.elsewhere: list[str] = []
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("request", self._request)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.errors.append(message.text)

    def _request(self, request: Request) -> None:
        own = re.match(r"(http|ws)://127\.0\.0\.1[:/]|data:|blob:|about:", request.url)
        if not own or request.url.startswith(ADDRESS):
            self.elsewhere.append(request.url)


@pytest.fixture
def watched(browser: Browser) -> Iterator[Watched]:
    """Return a page of a new visitor; afterwards nothing must have gone wrong in it."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    expect.set_options(timeout=PATIENCE * 1000)
    page = context.new_page()
    page.set_default_timeout(PATIENCE * 1000)
    found = Watched(page)
    yield found
    assert found.errors == []
    assert found.elsewhere == []
    context.close()

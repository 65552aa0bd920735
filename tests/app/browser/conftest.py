"""The app in a real browser: one server on loopback and one headless Chromium per session."""

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, expect, sync_playwright

import app

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-sync",
    "--no-first-run",
    "--disable-quic",
    "--disable-component-update",
)
PATIENCE = 60.0
"""Seconds for a page, on a busy machine."""


def chromium() -> str:
    """Return where Chromium is; skip the test without it, or fail where CI says it must be."""
    found = shutil.which(CHROMIUM)
    if found is None:
        why = "needs Chromium at /usr/bin/chromium, or where the variable CHROMIUM says"
        if os.environ.get("CI"):
            pytest.fail(why)
        pytest.skip(why)
    return found


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        made = playwright.chromium.launch(executable_path=chromium(), args=list(FLAGS))
        yield made
        made.close()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def started(url: str, process: "subprocess.Popen[bytes]") -> bool:
    """Wait until a server answers."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and process.poll() is None:
        try:
            with urllib.request.urlopen(f"{url}/_stcore/health", timeout=5) as answer:  # noqa: S310
                if answer.status == 200:
                    return True
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    return False


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Start the app on the bundled data, as ``focus app`` does, and return its address."""
    chromium()
    port = free_port()
    log = tmp_path_factory.mktemp("server") / "log.txt"
    script = Path(app.__file__ or "").with_name("main.py")
    command = [sys.executable, "-m", "streamlit", "run", str(script), "--server.port", str(port)]
    with log.open("wb") as output:
        process = subprocess.Popen(command, stdout=output, stderr=subprocess.STDOUT, cwd=log.parent)
        url = f"http://127.0.0.1:{port}"
        try:
            assert started(url, process), log.read_text(encoding="utf-8")
            yield url
        finally:
            process.terminate()
            process.wait(PATIENCE)


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
        if not re.match(r"(http|ws)://127\.0\.0\.1[:/]|data:|blob:|about:", request.url):
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

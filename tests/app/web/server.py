"""The app as a process of its own, on loopback; for browser tests and benchmarks."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import NamedTuple

import app

PATIENCE = 120.0
"""Seconds to start, on a busy machine."""
CHROMIUM = "/usr/bin/chromium"
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


class Running(NamedTuple):
    """A running app."""

    url: str
    pid: int
    log: Callable[[], str]
    """Returns what it has said so far."""


def chromium(path: str = CHROMIUM) -> str | None:
    """Return where Chromium is, if it is."""
    return shutil.which(path)


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def running(
    environment: Mapping[str, str] | None = None, options: Sequence[str] = ()
) -> Iterator[Running]:
    """Start the app, and end it afterwards.

    Args:
        environment: variables, such as those that name other data than the bundled ones.
        options: of Streamlit, such as the file with the settings of sign-in.

    Raises:
        RuntimeError: it does not start; with what it said.
    """
    port = free_port()
    script = Path(app.__path__[0]) / "web" / "main.py"
    command = [sys.executable, "-m", "app.web", "run", str(script), "--server.port", str(port)]
    command += options

    def said() -> str:
        return Path(log.name).read_text(errors="replace")

    with NamedTemporaryFile() as log:
        process = subprocess.Popen(
            command, stdout=log, stderr=subprocess.STDOUT, env={**os.environ, **(environment or {})}
        )
        try:
            url = f"http://127.0.0.1:{port}"
            if not _answers(url, process):
                raise RuntimeError(said())
            yield Running(url, process.pid, said)
        finally:
            process.kill()  # it may be in the middle of long work, which nobody waits for
            process.wait(PATIENCE)


def _answers(url: str, process: "subprocess.Popen[bytes]") -> bool:
    """Wait until a server answers; say whether it does."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and process.poll() is None:
        try:
            with urllib.request.urlopen(f"{url}/_stcore/health", timeout=5) as answer:  # noqa: S310
                if answer.status == 200:
                    return True
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    return False

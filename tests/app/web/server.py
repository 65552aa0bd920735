"""The app as a process of its own, on loopback; for browser tests and benchmarks."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryFile
from typing import NamedTuple

import app

PATIENCE = 60.0
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


def chromium(path: str = CHROMIUM) -> str | None:
    """Return where Chromium is, if it is."""
    return shutil.which(path)


@contextmanager
def running(environment: Mapping[str, str] | None = None) -> Iterator[Running]:
    """Start the app, and end it afterwards.

    Args:
        environment: variables, such as those that name other data than the bundled ones.

    Raises:
        RuntimeError: it does not start; with what it said.
    """
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    script = Path(app.__path__[0]) / "web" / "main.py"
    command = [sys.executable, "-m", "streamlit", "run", str(script), "--server.port", str(port)]
    with TemporaryFile() as log:
        process = subprocess.Popen(
            command, stdout=log, stderr=subprocess.STDOUT, env={**os.environ, **(environment or {})}
        )
        try:
            url = f"http://127.0.0.1:{port}"
            if not _answers(url, process):
                log.seek(0)
                raise RuntimeError(log.read().decode(errors="replace"))
            yield Running(url, process.pid)
        finally:
            process.terminate()
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

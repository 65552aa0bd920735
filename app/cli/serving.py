"""Start the app's server as a process of its own, and wait for it."""

import os
import signal
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import app
from app.cli.interruption import INTERRUPTION
from config.problems import InputError
from optimizer.study import open_study

DATA = "FOCUS_DATA"
"""Environment variable by which the app is told its dataset folder."""
CONFIG = "FOCUS_CONFIG"
"""Environment variable by which the app is told its configuration folder."""
ENDED = -signal.SIGINT, -signal.SIGTERM, 130
"""Statuses of a server that was ended."""


def command(*, port: int, address: str, browser: bool) -> list[str]:
    """Return the command that starts the server."""
    page = Path(app.__path__[0]) / "web" / "main.py"
    return [
        sys.executable, "-m", "streamlit", "run", str(page),
        "--server.port", str(port),
        "--server.address", address,
        "--server.headless", "false" if browser else "true",
        "--browser.gatherUsageStats", "false",
    ]  # fmt: skip


def environment(data: Path | None, config: Path | None) -> dict[str, str]:
    """Return this process's environment with the folders named."""
    named = {DATA: data, CONFIG: config}
    return {**os.environ, **{key: str(path.resolve()) for key, path in named.items() if path}}


def serve(data: Path | None, config: Path | None, *, port: int, address: str, browser: bool) -> int:
    """Check the inputs, run the server until it ends, and return its exit status.

    Raises:
        InputError: the inputs are not as they must be, or the app is not installed.
    """
    open_study(data, config)
    words = command(port=port, address=address, browser=browser)
    if find_spec("streamlit") is None or not Path(words[4]).is_file():
        raise InputError.one(
            file="focus app",
            must="the screens must be installed",
            do="Install Focus with all of its dependencies, as the README says.",
        )
    folder = Path(words[4]).parents[2]
    with (
        subprocess.Popen(words, env=environment(data, config), cwd=folder) as server,  # noqa: S603
        INTERRUPTION.ending(server.terminate),
    ):
        status = server.wait()
    return 0 if INTERRUPTION.interrupted or status in ENDED else status

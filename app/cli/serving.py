"""Start the app's server as a process of its own, and wait for it."""

import os
import signal
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import app
from app.cli.interruption import INTERRUPTION
from app.cli.options import Asked
from app.cli.reading import Reader
from config.problems import InputError

DATA = "FOCUS_DATA"
"""Environment variable by which the app is told its dataset folder."""
CONFIG = "FOCUS_CONFIG"
"""Environment variable by which the app is told its configuration folder."""
AS_OF = "FOCUS_AS_OF"
"""Environment variable by which the app is told up to when what is known counts."""
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


def environment(asked: Asked) -> dict[str, str]:
    """Return this process's environment with the folders and the vintage named."""
    folders = {DATA: asked.data, CONFIG: asked.config}
    named = {key: str(path.resolve()) for key, path in folders.items() if path}
    return {**os.environ, **named, **({AS_OF: asked.as_of} if asked.as_of else {})}


def serve(asked: Asked, *, port: int, address: str, browser: bool) -> int:
    """Check the inputs, run the server until it ends, and return its exit status.

    Raises:
        InputError: the inputs are not as they must be, or the app is not installed.
    """
    reader = Reader(asked)
    _ = reader.study
    reader.problems.raise_if_any()
    words = command(port=port, address=address, browser=browser)
    if find_spec("streamlit") is None or not Path(words[4]).is_file():
        raise InputError.one(
            file="focus app",
            must="the screens must be installed",
            do="Install Focus with all of its dependencies, as the README says.",
        )
    folder = Path(words[4]).parents[2]
    with (
        subprocess.Popen(words, env=environment(asked), cwd=folder) as server,  # noqa: S603
        INTERRUPTION.ending(server.terminate),
    ):
        status = server.wait()
    return 0 if INTERRUPTION.interrupted or status in ENDED else status

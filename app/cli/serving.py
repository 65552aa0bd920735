"""Start the app's server as a process of its own, and wait for it."""

import errno
import os
import signal
import socket
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import typer

import app
from app import AS_OF, CONFIG, DATA, EVIDENCE
from app.cli.commands.app import Acting
from app.cli.interruption import INTERRUPTION
from app.cli.options import Asked
from app.cli.reading import Reader
from config.problems import InputError
from config.rounds import load_requirements
from records.sign_in import PERSON, SECRETS, read_settings

PERSON_OPTION = "--person"
TAKEN = errno.EADDRINUSE, errno.EACCES
"""Why a port cannot be had."""
ENDED = -signal.SIGINT, -signal.SIGTERM, 130
"""Statuses of a server that was ended."""


def command(*, port: int, address: str, browser: bool, settings: Path | None = None) -> list[str]:
    """Return the command that starts the server.

    Without settings of sign-in Streamlit looks for them where it always does.
    """
    page = Path(app.__path__[0]) / "web" / "main.py"
    return [
        sys.executable, "-m", "app.web", "run", str(page),
        "--server.port", str(port),
        "--server.address", address,
        "--server.headless", "false" if browser else "true",
        "--browser.gatherUsageStats", "false",
        "--logger.hideWelcomeMessage", "true",
        *(("--secrets.files", str(settings.resolve())) if settings is not None else ()),
    ]  # fmt: skip


def environment(asked: Asked, acting: Acting | None = None) -> dict[str, str]:
    """Return this process's environment with folders, vintage, and for whom the app acts."""
    folders = {DATA: asked.data, CONFIG: asked.config, EVIDENCE: asked.evidence}
    named = {key: str(path.resolve()) for key, path in folders.items() if path}
    words = {AS_OF: asked.as_of, PERSON: acting.person if acting else None}
    return {**os.environ, **named, **{key: word for key, word in words.items() if word}}


def settings_of(acting: Acting) -> Path | None:
    """Return the file with the settings of sign-in, checked; None where none is named.

    Raises:
        InputError: it is not as it must be, or a person is named as well.
    """
    word = os.environ.get(SECRETS, "").strip()
    file = acting.sign_in or (Path(word) if word else None)
    if file is None:
        return None
    read_settings(file)
    if acting.person or os.environ.get(PERSON, "").strip():
        raise InputError.one(
            PERSON_OPTION,
            f"must not be given, nor {PERSON} be set, where people sign in",
            "Take one of the two away: whoever opened the app would be that person.",
        )
    return file


def _see_free(address: str, port: int) -> None:
    """See that the server can listen at an address.

    Raises:
        InputError: the address is none of this machine, or the port cannot be had.
    """
    found: list[OSError | None] = []
    try:
        for family, kind, _, _, place in socket.getaddrinfo(address, port, type=socket.SOCK_STREAM):
            found.append(_bound(socket.socket(family, kind), place))
    except OSError as error:
        found = [error]
    if any(one is not None and one.errno in TAKEN for one in found):
        must = "must be a port that is free, and that you may use"
        do = "End what listens there, or name another port."
        raise InputError.one(file="--port", must=must, do=do, value=str(port))
    if None not in found:
        must, do = "must be an address of this machine", "Write, say, localhost or 0.0.0.0."
        raise InputError.one(file="--address", must=must, do=do, value=address)


def _bound(one: socket.socket, place: tuple[object, ...]) -> OSError | None:
    """Return why a socket cannot be bound to a place; None where it can."""
    with one:
        one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            one.bind(place)
        except OSError as error:
            return error
    return None


def serve(asked: Asked, acting: Acting, *, port: int, address: str, browser: bool) -> int:
    """Check the inputs, run the server until it ends, and return its exit status.

    Raises:
        InputError: the inputs are not as they must be, or the app is not installed.
    """
    reader = Reader(asked)
    _ = reader.study
    load_requirements(reader.inputs[1])
    reader.problems.raise_if_any()
    settings = settings_of(acting)
    words = command(port=port, address=address, browser=browser, settings=settings)
    if find_spec("streamlit") is None or not Path(words[4]).is_file():
        raise InputError.one(
            file="focus app",
            must="the screens must be installed",
            do="Install Focus with all of its dependencies, as the README says.",
        )
    _see_free(address, port)
    folder = Path(words[4]).parents[2]
    typer.echo(f"Focus is at http://{address}:{port} in a moment. Ctrl-C ends it.", err=True)
    with (
        subprocess.Popen(words, env=environment(asked, acting), cwd=folder) as server,  # noqa: S603
        INTERRUPTION.ending(server.terminate),
    ):
        status = server.wait()
    return 0 if INTERRUPTION.interrupted or status in ENDED else status

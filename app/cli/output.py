"""How results reach the screen: consoles, JSON, numbers and bars."""

import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

import typer
from rich.console import Console
from rich.text import Text

from app.cli.failure import ReaderLeftError
from config.problems import InputError

PIPED_WIDTH = 110
"""Columns of a page that is not written to a terminal."""
LEAST_WIDTH = 60
"""Columns below which tables are cut rather than squeezed further."""

EVERY = 5.0
"""Seconds between two lines that say how far work is, where no terminal shows it."""


class Page(Console):
    """A console that takes a reader's early leave for what it is: no failure."""

    def on_broken_pipe(self) -> None:
        """Let the caller end quietly, when the reader of a pipe has left."""
        raise ReaderLeftError


def console() -> Console:
    """Return the console that results are written to."""
    found = Page(highlight=False)
    if not found.is_terminal and "COLUMNS" not in found._environ:  # noqa: SLF001
        found.width = PIPED_WIDTH
    found.width = max(LEAST_WIDTH, found.width)
    return found


def write_json(value: object) -> None:
    """Write a value to standard output as JSON."""
    from app.export.takeaway import as_json

    write_text(as_json(value))


def write_text(text: str) -> None:
    """Write plain text to standard output.

    Raises:
        ReaderLeftError: the reader of a pipe has left.
    """
    try:
        typer.echo(text)
    except BrokenPipeError as error:
        raise ReaderLeftError from error


class Progress:
    """What is being done, for how long, and how far it is once that is told."""

    def __init__(self, what: str) -> None:
        self.what = what
        self._began = time.monotonic()
        self._far = ""
        self._share = 0.0

    def tell(self, done: int, total: int, words: str) -> None:
        """Take how far it is."""
        self._far = f": {done:,} of {total:,} {words}".rstrip()
        self._share = done / total if total else 0.0

    def __str__(self) -> str:
        """Return all of it in a line."""
        spent = time.monotonic() - self._began
        left = f", about {_duration(spent / self._share - spent)} left" if self._share else ""
        return f"{self.what}{self._far}, {_duration(spent)} so far{left}"


def _duration(seconds: float) -> str:
    return f"{seconds:.0f} s" if seconds < 100 else f"{seconds / 60:.0f} min"


@contextmanager
def working_on(what: str) -> Iterator[Callable[[int, int, str], None]]:
    """Say on standard error what is being done, and how far it is once that is told.

    A terminal shows it as it changes, as long as it lasts. Anything else gets a line now and then,
    and none about what is soon done.
    """
    progress = Progress(what)
    if sys.stderr is not None and sys.stderr.isatty():
        with Console(stderr=True).status(Text(what)) as status:

            def told(done: int, total: int, words: str) -> None:
                progress.tell(done, total, words)
                status.update(Text(str(progress)))

            yield told
        return
    over = threading.Event()
    teller = threading.Thread(target=_tell, args=(progress, over), name="progress", daemon=True)
    teller.start()
    try:
        yield progress.tell
    finally:
        over.set()


def _tell(progress: Progress, over: threading.Event) -> None:
    """Write how far work is, every few seconds until it is over."""
    while not over.wait(EVERY):
        with suppress(OSError, ValueError):
            typer.echo(str(progress), err=True)


@contextmanager
def working(what: str) -> Iterator[None]:
    """Say on standard error what is being done, as long as it lasts."""
    with working_on(what):
        yield


def fits(console: Console, text: str) -> bool:
    """Say whether the console's encoding has every character of a text."""
    try:
        text.encode(console.encoding)
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def drawable(console: Console, text: str) -> str:
    """Return a drawing, in plain characters where the console's encoding has no others."""
    return text if fits(console, text) else text.translate(PLAIN)


PLAIN = str.maketrans(
    {"█": "#", "░": "-", "▒": "+", "▏": "|", "●": "o", "─": "-", "·": ".", "…": "~"}
)
"""Stand-ins for screens that know only ASCII."""


def confirm(question: str, *, as_json: bool) -> None:
    """Ask whether to go on.

    Raises:
        typer.Exit: no.
        InputError: there is nobody to ask.
    """
    option, must = "--yes", "it must be confirmed; nothing was written"
    do = "Add --yes, or answer the question."
    if as_json or sys.stdin is None:
        raise InputError.one(option, must, do)
    try:
        agreed = typer.confirm(question, default=True)
    except typer.Abort:
        raise InputError.one(option, must, do) from None
    if not agreed:
        typer.echo("Nothing was written.")
        raise typer.Exit

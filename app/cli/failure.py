"""What the user is told when a command cannot do what was asked: in words or as JSON, never both.

Exit status 2: an input, option or file is not as it must be. Exit status 3: it may not be done, or
somebody else was quicker; nothing was changed. Exit status 1 is left to commands
that looked for a plan and found that there is none, 130 to those that Ctrl-C ended before they
found anything. One that was ended with a partial answer gives it, says so, and has status 0.
"""

import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import typer
from typer.core import TyperGroup

from app.cli.help_text import HELP, lay_out
from app.cli.interruption import INTERRUPTED, INTERRUPTION

if TYPE_CHECKING:
    from config.problems import InputProblem

BAD_INPUT = 2
NO_PLAN = 1
NOT_DONE = 3

UsageError: type[Exception] = typer.BadParameter.__bases__[0]
"""What Typer raises for options and arguments it cannot read."""

MARGIN = 2
"""Columns that Typer leaves free beside the help."""
WIDTH = 100
"""Columns of lines that tell problems."""


class ReaderLeftError(Exception):
    """The reader of a pipe has left, and is content with what it has."""


class NotDoneError(Exception):
    """Something in the records may not be done, or somebody else was quicker."""

    def __init__(self, problem: "InputProblem") -> None:
        self.problem = problem
        super().__init__(str(problem))


class FocusGroup(TyperGroup):
    """The group of all commands: turns every failure into a message and an exit status."""

    def main(  # type: ignore[override]
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        **extra: Any,  # noqa: ANN401 (handed on as is)
    ) -> Any:  # noqa: ANN401 (as the method it replaces)
        """Run a command and end the process with its exit status."""
        words = list(sys.argv[1:] if args is None else args)
        if not words or set(words).intersection(HELP):
            lay_out(self, _columns() - MARGIN)
        INTERRUPTION.begin()
        try:
            status = self._status(words, prog_name or "focus", extra)
            sys.stdout.flush()
        except (ReaderLeftError, BrokenPipeError):
            status = 0
            _write_no_more()
        except OSError as error:
            _write_no_more()
            status = told(
                _problem(
                    str(error.filename or "output"),
                    f"must be possible to read and write ({error.strerror or error})",
                    "Check that the disk has room and that the permissions allow it.",
                ),
                as_json=False,
            )
        sys.exit(status)

    def _status(self, words: list[str], prog_name: str, extra: dict[str, Any]) -> int:
        """Run a command and return its exit status; failures are told."""
        try:
            status = super().main(words, prog_name, **{**extra, "standalone_mode": False})
        except UsageError as error:
            context = getattr(error, "ctx", None)
            command = context.command_path if context is not None else "focus"
            said = error.format_message() if hasattr(error, "format_message") else str(error)
            said, meant, near = said.partition("Did you mean ")
            do = f"{meant}{near.rstrip('. ')} See {command} --help.".strip()
            said = said.strip().rstrip(".").replace("Value error, ", "")
            problems = _problem("command line", said, do)
            return told(problems, as_json="--json" in words)
        except typer.Abort:
            return INTERRUPTED
        except NotDoneError as error:
            told([error.problem], as_json="--json" in words)
            return NOT_DONE
        except Exception as error:
            found = problems_of(error)
            if found is None:
                raise
            return told(found, as_json="--json" in words)
        return status if isinstance(status, int) else 0


def _columns() -> int:
    """Return the columns of the help, as Typer has them."""
    from rich.console import Console

    return Console().width


def finish(*, answered: bool, proven_none: bool = False) -> None:
    """End a command that has told what it found, with the status that this has.

    It is an answer, too, that it is proven that there is nothing to find.

    Raises:
        typer.Exit: nothing was found.
    """
    if not answered:
        ended = INTERRUPTION.interrupted and not proven_none
        raise typer.Exit(INTERRUPTED if ended else NO_PLAN)


def problems_of(error: Exception) -> "Sequence[InputProblem] | None":
    """Return the problems of an input that an error tells; None for any other error."""
    from config.problems import InputError

    if isinstance(error, InputError):
        return error.problems
    search = sys.modules.get("optimizer.search.model")
    if search is not None and isinstance(error, search.SolverError):
        do = "Leave the option away to use HiGHS, which comes with Focus."
        return _problem("--solver", str(error), do)
    return None


def _problem(file: str, must: str, do: str) -> "Sequence[InputProblem]":
    """Return what is wrong elsewhere as a problem of an input like any other."""
    from config.problems import InputError

    return InputError.one(file, must, do).problems


def told(
    problems: "Sequence[InputProblem]", *, as_json: bool, found: Mapping[str, object] | None = None
) -> int:
    """Tell problems of inputs, as JSON on standard output or else in words; return the status.

    Where problems are what was looked for, ``found`` is what else was found: then words are the
    answer, and go to standard output; else to standard error.
    """
    if as_json:
        from app.cli.output import write_json

        write_json({"problems": [problem.model_dump() for problem in problems], **(found or {})})
        return BAD_INPUT
    with suppress(BrokenPipeError):
        typer.echo("\n".join(_lines(problems)), err=found is None)
    return BAD_INPUT


def _lines(problems: "Sequence[InputProblem]") -> Iterator[str]:
    """Yield the lines that tell problems: grouped by file, each with what to do."""
    from reports.escape import visible

    number = len(problems)
    yield "1 problem to solve first:" if number == 1 else f"{number} problems to solve first:"
    file = None
    for problem in problems:
        if problem.file != file:
            file = problem.file
            yield from ("", visible(file))
        where = [f"line {problem.row}"] if problem.row is not None else []
        where += [problem.column] if problem.column else []
        value = f" (found {problem.value!r})" if problem.value is not None else ""
        place = f"{', '.join(where)}: " if where else ""
        must = problem.must if place or value else problem.must[:1].upper() + problem.must[1:]
        yield from map(visible, _wrapped(f"{place}{must}{value}.", "  - "))
        yield from map(visible, _wrapped(problem.do, "    > "))


def _wrapped(text: str, mark: str) -> list[str]:
    import textwrap

    return textwrap.wrap(
        text,
        WIDTH,
        initial_indent=mark,
        subsequent_indent=" " * len(mark),
        break_on_hyphens=False,
    )


def _write_no_more() -> None:
    """Send what is still to be written nowhere: nobody reads it, or it cannot be written."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)

"""What the user is told when a command cannot do what was asked: in words or as JSON, never both.

Exit status 2: an input, option or file is not as it must be. Exit status 1 is left to commands
that looked for a plan and found that there is none, 130 to those that Ctrl-C ended before they
found anything. One that was ended with a partial answer gives it, says so, and has status 0.
"""

import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import typer
from typer.core import TyperGroup

from app.cli.interruption import INTERRUPTED, INTERRUPTION

if TYPE_CHECKING:
    from config.problems import InputProblem

BAD_INPUT = 2
NO_PLAN = 1

UsageError: type[Exception] = typer.BadParameter.__bases__[0]
"""What Typer raises for options and arguments it cannot read."""

COMMAND_LINE = "command line"
"""The input that options make up, as problems name it."""


class ReaderLeftError(Exception):
    """The reader of a pipe has left, and is content with what it has."""


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
        INTERRUPTION.begin()
        try:
            status = self._status(words, prog_name or "focus", extra)
            sys.stdout.flush()
        except (ReaderLeftError, BrokenPipeError):
            status = 0
            _write_no_more()
        except OSError as error:
            _write_no_more()
            status = told([_system_problem(error)], as_json=False)
        sys.exit(status)

    def _status(self, words: list[str], prog_name: str, extra: dict[str, Any]) -> int:
        """Run a command and return its exit status; failures are told."""
        try:
            status = super().main(words, prog_name, **{**extra, "standalone_mode": False})
        except UsageError as error:
            return told([_usage_problem(error)], as_json="--json" in words)
        except typer.Abort:
            return INTERRUPTED
        except Exception as error:
            problems = problems_of(error)
            if problems is None:
                raise
            return told(problems, as_json="--json" in words)
        return status if isinstance(status, int) else 0


def finish(*, answered: bool, proven_none: bool = False) -> None:
    """End a command that has told what it found, with the status that this has.

    Args:
        answered: whether anything was found of what was asked for.
        proven_none: whether there is nothing to find, which is an answer, too.

    Raises:
        typer.Exit: nothing was found.
    """
    if not answered:
        ended = INTERRUPTION.interrupted and not proven_none
        raise typer.Exit(INTERRUPTED if ended else NO_PLAN)


def problems_of(error: Exception) -> "Sequence[InputProblem] | None":
    """Return the problems of an input that an error tells; None for any other error."""
    from config.problems import InputError, InputProblem

    if isinstance(error, InputError):
        return error.problems
    search = sys.modules.get("optimizer.search.model")
    if search is not None and isinstance(error, search.SolverError):
        return [
            InputProblem(
                file="--solver",
                must=str(error),
                do="Leave the option away to use HiGHS, which comes with Focus.",
            )
        ]
    return None


def told(problems: "Sequence[InputProblem]", *, as_json: bool) -> int:
    """Tell problems of inputs, on standard output as JSON or else in words; return the status."""
    if as_json:
        from app.cli.output import write_json

        write_json({"problems": [problem.model_dump() for problem in problems]})
        return BAD_INPUT
    from app.cli.problem_text import problem_lines

    with suppress(BrokenPipeError):
        typer.echo("\n".join(problem_lines(problems)), err=True)
    return BAD_INPUT


def _usage_problem(error: Exception) -> "InputProblem":
    """Return what Typer found wrong with options as a problem like any other."""
    from config.problems import InputProblem

    context = getattr(error, "ctx", None)
    command = context.command_path if context is not None else "focus"
    message = getattr(error, "format_message", lambda: str(error))()
    return InputProblem(
        file=COMMAND_LINE,
        must=message.strip().rstrip("."),
        do=f"See {command} --help.",
    )


def _system_problem(error: OSError) -> "InputProblem":
    """Return what the operating system refused as a problem like any other."""
    from config.problems import InputProblem

    return InputProblem(
        file=str(error.filename or "output"),
        must=f"must be possible to read and write ({error.strerror or error})",
        do="Check that the disk has room and that the permissions allow it.",
    )


def _write_no_more() -> None:
    """Send what is still to be written nowhere: nobody reads it, or it cannot be written."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)

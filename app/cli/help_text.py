"""How the help of commands is laid out: as wide as the screen, and no value asked of switches."""

import inspect
import textwrap
from itertools import groupby
from typing import Any

import typer

HELP = ["--help", "-h"]
"""Options that ask for the help of a command."""
NARROWEST = 40
"""Columns below which lines are left to the terminal."""
AGAIN = 4
"""Columns by which the next line of a command is further in than its first."""


def lay_out(command: Any, width: int) -> None:  # noqa: ANN401 (a command or group of Typer)
    """Lay out the help of a command, and of all that it is made of.

    Args:
        command: it; changed in place, as Typer prints what stands in it.
        width: columns for its text.
    """
    if command.help:
        command.help = reflowed(command.help, max(NARROWEST, width))
    own = command.get_help_option(typer.Context(command, help_option_names=HELP))
    for option in (*command.params, own):
        if getattr(option, "is_flag", False):
            option.metavar = ""
    for one in getattr(command, "commands", {}).values():
        lay_out(one, width)


def reflowed(text: str, width: int) -> str:
    """Return a help text whose lines end where the screen does, examples as far in as they were.

    Args:
        text: paragraphs with an empty line between them; lines that are further in are examples, a
            command to a line and below it, still further in, what it does.
        width: columns.
    """
    return "\n\n".join(_paragraph(one, width) for one in inspect.cleandoc(text).split("\n\n"))


def _paragraph(text: str, width: int) -> str:
    lines = text.split("\n")
    found: list[str] = []
    for indent, same in groupby(lines, key=_indent):
        some = list(same)
        if indent in (0, _commands(lines)):
            further = " " * (indent + AGAIN * bool(indent))
            parts = [" ".join(some)] if not indent else some
        else:
            further = " " * indent
            parts = [further + " ".join(line.strip() for line in some)]
        for part in parts:
            found += textwrap.wrap(
                part, width, subsequent_indent=further, break_long_words=False,
                break_on_hyphens=False,
            )  # fmt: skip
    return "\n".join(found)


def _commands(lines: list[str]) -> int:
    """Return how far in commands stand: the least of what is further in."""
    return min((_indent(line) for line in lines if _indent(line)), default=0)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))

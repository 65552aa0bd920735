"""Ask whether to go on, before anything is written."""

import sys

import typer

from config.problems import InputError


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

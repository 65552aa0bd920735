"""``focus``: the application with all of its commands."""

import importlib
import pkgutil
from importlib.metadata import version
from typing import Annotated

import typer

from app.cli import commands
from app.cli.failure import FocusGroup
from app.cli.help_text import HELP

ORDER = ("check", "rank", "plan", "partners")
"""Commands that the help lists first, in the order of use; the others follow by name."""

app = typer.Typer(
    cls=FocusGroup,
    name="focus",
    add_completion=False,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": HELP},
    epilog="Exit status: 0 done, also where Ctrl-C ended it with a partial answer, which then says "
    "so; 1 there is no plan; 2 the input is not as it must be; 3 it may not be done in this round, "
    "or not by you; 130 Ctrl-C ended it before anything "
    "was found; 143 it was asked to end (SIGTERM, SIGHUP).",
)


@app.callback(invoke_without_command=True)
def focus(
    context: typer.Context,
    show_version: Annotated[
        bool, typer.Option("--version", help="Show the version and end.", is_eager=True)
    ] = False,
) -> None:
    """Which countries, commitments and themes should be supported most, with what?

    Without options every command works on the bundled data of 2020.

    Start with [bold]focus check[/bold], [bold]focus rank[/bold] and [bold]focus plan[/bold].

    Every command explains itself, with examples: focus plan --help.
    """
    if show_version:
        typer.echo(f"focus {version('ogp-focus')}")
        raise typer.Exit
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())


def _add_commands() -> None:
    """Add every module of ``app.cli.commands`` as a command; ``import_`` is called ``import``."""
    names = {module.name for module in pkgutil.iter_modules(commands.__path__)}
    ordered = [name for name in ORDER if name in names] + sorted(names - set(ORDER))
    for name in ordered:
        command = getattr(importlib.import_module(f"{commands.__name__}.{name}"), name)
        if isinstance(command, typer.Typer):
            app.add_typer(command, name=name)
        else:
            app.command(name.rstrip("_"))(command)


_add_commands()

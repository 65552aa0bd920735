"""How help is laid out: worked out by hand, and on every command there is."""

from collections.abc import Iterator
from typing import Any

import pytest
import typer.main

from app.cli.application import app
from app.cli.help_text import reflowed
from tests.app.cli.conftest import run

HELP = """Say who begins and ends.

The coming half-year is committed, and later
ones are provisional.

Examples:
  focus roadmap --periods 3 --promise 2
      Three of them, and what it costs to promise
      a year.
"""


def test_lines_end_where_the_screen_does() -> None:
    assert reflowed(HELP, 30).splitlines() == [
        "Say who begins and ends.",
        "",
        "The coming half-year is",
        "committed, and later ones are",
        "provisional.",
        "",
        "Examples:",
        "  focus roadmap --periods 3",
        "      --promise 2",
        "      Three of them, and what",
        "      it costs to promise a",
        "      year.",
    ]
    wide = reflowed(HELP, 200)
    assert "committed, and later ones are provisional." in wide
    assert "      Three of them, and what it costs to promise a year." in wide
    assert reflowed(wide, 200) == wide


def _commands(found: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    for name, one in getattr(found, "commands", {}).items():
        yield (*path, name)
        yield from _commands(one, (*path, name))


@pytest.mark.parametrize("path", [*_commands(typer.main.get_command(app))], ids=" ".join)
def test_no_switch_asks_for_a_value_and_no_line_is_too_long(
    path: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tests.app.cli.conftest.COLUMNS", "80")
    shown = run(*path, "--help")
    assert shown.status == 0
    assert "<bool>" not in shown.out
    assert max(map(len, shown.out.splitlines())) <= 80

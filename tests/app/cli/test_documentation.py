"""docs/command-line.md names every option, JSON field and warning that there is, and no other."""

import re
from pathlib import Path

import pytest

from app.cli.robust import DRAWS as ROBUST_DRAWS
from optimizer import levers
from optimizer.robust.robust_inclusion import CORNERS
from optimizer.search.effort import DRAW
from scoring.acceptability import DRAWS as RANKING_DRAWS
from tests.app.cli.conftest import inputs, run

ROOT = Path(__file__).parents[3]
PAGE = (ROOT / "docs" / "command-line.md").read_text(encoding="utf-8")
SHARED = {
    "--data", "--config", "--evidence", "--as-of", "--cycle", "--json", "--help", "--save",
    "--overwrite",
}  # fmt: skip
"""Options that the page tells once for all commands."""
SAID = {"answer", "sentences", "notes"}
"""What every report says in JSON, which the page tells once."""
COMMANDS = (
    "new", "import", "check", "rank", "backtest", "weights", "audit", "plan", "compare", "brief",
    "partners", "robust", "doubt", "group", "choose", "app",
)  # fmt: skip
LEVERS = {lever.option for lever in levers.LEVERS}
"""Levers of `focus plan`, which its section tells once for all commands that have them."""
SWITCHED_OFF = {"--browser": "--no-browser"}
"""Switches that are on → how they are switched off, which is what the page tells."""
OPTION = re.compile(r"(?<![\w-])--[a-z][a-z-]+")


def section(command: str) -> str:
    _, _, after = PAGE.partition(f"\n## `focus {command}`\n")
    return re.split(r"\n## ", after)[0]


@pytest.mark.parametrize("command", COMMANDS)
def test_options(command: str) -> None:
    table = run(command, "--help").out.partition("╭─ Options")[2]
    there = set(re.findall(r"^│ (--[a-z-]+)", table, re.MULTILINE)) - SHARED
    there = {SWITCHED_OFF.get(option, option) for option in there}
    if command in ("backtest", "weights", "brief", "compare", "robust", "doubt", "group", "choose"):
        there -= LEVERS
    told = set(OPTION.findall(section(command))) - SHARED - {"--period"}
    assert told == there


def test_fields_of_json() -> None:
    words = set(re.findall(r"\w+", section("plan")))
    found = run("plan", "--gap", "5%", "--json").json
    for part in ("focus", "capacity", "rules", "overlaps"):
        assert set(found[part][0]) <= words
    promised = re.findall(r"^\| `([^|]+)\|", section("plan").partition("JSON, in")[2], re.MULTILINE)
    names = [name for row in promised for name in re.findall(r"(\w+)(?:\[\])?`", row)]
    assert set(names) <= set(found)
    assert {"status", "focus", "inputs"} <= set(names)
    line = run("rank", "--json", "--top", "1").json[0]
    assert set(line) <= set(re.findall(r"\w+", section("rank")))


def test_fields_of_json_of_compare() -> None:
    words = set(re.findall(r"\w+", section("compare"))) | SAID
    found = run("compare", *inputs(), "usd.core=0", "--json").json
    assert set(found) <= words
    for part in ("scenarios", "lists", "services", "capacity"):
        assert set(found[part][0]) <= words


def test_fields_of_json_of_robust() -> None:
    words = set(re.findall(r"\w+", section("robust")))
    few = (
        "--draws",
        "2",
        "--periods",
        "1",
        "--workers",
        "1",
        "--always",
        "--find-out",
        "1",
        "--json",
    )
    found = run("robust", *inputs(), *few).json
    assert set(found) <= words
    for part in ("candidates", "services"):
        assert set(found[part][0]) <= words
    words |= SAID
    for part in ("drawn", "gap", "always", "find_out"):
        assert set(found[part]) <= words
    assert set(found["regret"]["least_worst"]) <= words
    ranking = run("robust", *inputs(), "--ranking", "--draws", "2", "--json").json
    assert set(ranking) <= words
    for kind in ranking["kinds"].values():
        assert {*kind, *kind["pairwise"], *kind["candidates"][0]} <= words


def test_defaults_of_robust() -> None:
    """Help and page tell the figures that the engine goes by."""
    gap, corners = f"{DRAW.gap * 100:g} %", str(CORNERS)
    help_text = " ".join(run("robust", "--help").out.replace("│", " ").split())
    assert f"0 = proven. Default: {gap}." in help_text
    assert f"most corners of the weights to look at. Default: {corners}." in help_text
    page = section("robust")
    assert f"may be. Default {gap};" in page
    assert f"look at. Default {corners}." in page
    assert f"Default {ROBUST_DRAWS} for plans, {RANKING_DRAWS:,} for rankings." in page


def test_warnings() -> None:
    table = section("check").partition("| what |")[2].partition("\n\n")[0]
    told = set(re.findall(r"`(\w+)`", table)) - {"check"}
    files = [*(ROOT / "optimizer" / "presolve").glob("*.py"), ROOT / "reports/check.py"]
    code = "".join(path.read_text(encoding="utf-8") for path in files)
    there = set(re.findall(r'check="(\w+)"', code)) | {"service_for_nobody", "service_not_for_all"}
    assert told == there

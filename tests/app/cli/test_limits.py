"""Largest and smallest numbers of options. Oracle: docs/command-line.md, which names them."""

import re
from pathlib import Path

import pytest

from app.cli.reading import LIMITS, RANKING_DRAWS
from tests.app.cli.conftest import Focus

PAGE = (Path(__file__).parents[3] / "docs" / "command-line.md").read_text(encoding="utf-8")
HUGE = "100000000000"


@pytest.mark.parametrize(
    "words",
    [
        ("robust", "--draws", HUGE),
        ("robust", "--ranking", "--draws", HUGE),
        ("robust", "--ranking", "--first", HUGE),
        ("robust", "--always", "--corners", HUGE),
        ("robust", "--find-out", HUGE),
        ("robust", "--workers", HUGE),
        ("robust", "--seed", HUGE * 3),
        ("robust", "--concentration", "1e300"),
        ("robust", "--concentration", "nan"),
        ("group", "people.csv", "--workers", HUGE),
        ("alternatives", "--number", HUGE),
        ("alternatives", "--number", "0"),
        ("alternatives", "--differ", HUGE),
        ("alternatives", "--differ", "0"),
        ("frontier", "--points", HUGE),
        ("frontier", "--points", "1"),
        ("rank", "--top", HUGE),
        ("partners", "--top", HUGE),
        ("plan", "--time-limit", HUGE),
        ("plan", "--min-stay", HUGE),
        ("plan", "--most-changes", HUGE),
        ("plan", "--periods", HUGE),
    ],
)
def test_no_number_is_without_a_limit(focus: Focus, words: tuple[str, ...]) -> None:
    ended = focus(*words, "--json")
    assert ended.status == 2
    option = words[-2]
    (problem,) = [one for one in ended.json["problems"] if one["file"] == option]
    assert problem["do"]


def test_the_documentation_names_every_limit() -> None:
    table = PAGE.partition("**Limits.**")[2].partition("\n\n## ")[0]
    told = dict(re.findall(r"^\| `(--[a-z-]+)` \| [^|]*?([0-9,]+) \|", table, re.MULTILINE))
    assert {option: f"{limit.most:,.0f}" for option, limit in LIMITS.items()} == told
    assert f"{RANKING_DRAWS.most:,.0f}" in table

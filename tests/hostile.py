"""The small example with names and labels that somebody means harm with, for every face.

What screens, terminals and files must do with each of them is to show it as it was typed: nothing
is run, nothing is fetched, nothing is lost. Control characters stand in the configuration only,
because the readers of tables refuse them.
"""

import csv
from collections.abc import Iterator
from itertools import count, cycle
from pathlib import Path
from typing import Any

import yaml

from tests.folders import Folder

ADDRESS = "http://127.0.0.1:9/"
"""Where nobody answers: a request to it is one that must not be made."""
ATTACKS = (
    f"![p]({ADDRESS}q.png)",
    f"[link]({ADDRESS}) **bold** `code` :red[red] $x^2$ ~~gone~~",
    f'<img src="{ADDRESS}h.png" onerror="alert(1)"><script>alert(1)</script>',
    "[/x] Trust fund [bold red]draft[/bold red] [draft]",
    f'=HYPERLINK("{ADDRESS}","open")',
    "+1+1",
    "@SUM(1)",
    "\u202egnitirw fo noitcerid",
    "a | b # c - d ~ e 1. f",
    "W" * 300,
)
"""Texts that some place would obey instead of showing."""
CONTROL = "\x1b[31mred\x1b[0m\x07"
"""What a terminal would obey; only configuration files can hold it."""
NAMED = {
    "candidates.csv": "name", "partners.csv": "name", "sources.csv": "title",
    "evidence.csv": "note",
}  # fmt: skip
"""Table → its column of free text."""
LABELS = ("label", "singular", "title", "unit", "why", "note", "about")


def hostile_example(root: Path) -> Folder:
    """Copy the small example into an empty folder and give everything in it a hostile name.

    Names of candidates, partners and sources, notes on evidence, and every label of the
    configuration: kinds, criteria, gates, measures, services, teams, funds, periods and rules.
    Ids, regions and figures stay as they are, so the plan is that of the small example.
    """
    folder = Folder.copy(root)
    for file, column in NAMED.items():
        _rename(folder.path(file), column)
    texts = _texts(CONTROL, *ATTACKS)
    for path in sorted((root / "configuration").glob("*.yaml")):
        tree = yaml.safe_load(path.read_text(encoding="utf-8"))
        _relabel(tree, texts)
        text = yaml.safe_dump(tree, allow_unicode=False, sort_keys=False)
        path.write_text(text, encoding="utf-8")
    return folder


def _texts(*attacks: str) -> Iterator[str]:
    """Yield hostile texts without end, no two alike."""
    return (f"{attack} {place}" for attack, place in zip(cycle(attacks), count(1), strict=False))


def _rename(path: Path, column: str) -> None:
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for row, text in zip(rows, _texts(*ATTACKS), strict=False):
        row[column] = text
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def _relabel(tree: Any, texts: Iterator[str]) -> None:
    """Replace every label below a node."""
    nodes = tree.values() if isinstance(tree, dict) else tree if isinstance(tree, list) else ()
    if isinstance(tree, dict):
        tree.update({name: next(texts) for name in LABELS if isinstance(tree.get(name), str)})
    for node in nodes:
        _relabel(node, texts)

"""The sheet of the ASVS names tests that exist; oracle: the test files themselves."""

import ast
import re

from tests.deploy.proxy import DEPLOY

ROOT = DEPLOY.parent
NAMED = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")


def sheet() -> list[list[str]]:
    """Return the rows of the table of what is met: item, asks for, how, held by."""
    text = (ROOT / "docs" / "asvs.md").read_text(encoding="utf-8").partition("## Not met")[0]
    rows = [line.strip("| ").split(" | ") for line in text.splitlines() if line.startswith("| ")]
    return [row for row in rows if row[0] != "item"]


def test_every_test_that_is_named_exists() -> None:
    found: dict[str, set[str]] = {}
    missing = []
    for row in sheet():
        for file, name in NAMED.findall(row[3]):
            if file not in found:
                tree = ast.parse((ROOT / file).read_text(encoding="utf-8"))
                found[file] = {one.name for one in tree.body if isinstance(one, ast.FunctionDef)}
            if name not in found[file]:
                missing.append(f"{file}::{name}")
    assert missing == []
    assert len(found) > 15


def test_every_item_is_held_by_a_test_and_stands_once() -> None:
    rows = sheet()
    assert [row[0] for row in rows if len(row) != 4 or not NAMED.findall(row[3])] == []
    items = [row[0] for row in rows]
    assert len(items) == len(set(items)) > 35
    assert all(re.match(r"\d+\.\d+\.\d+", item) for item in items)

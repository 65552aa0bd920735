"""YAML as a tree with lines, without YAML's surprises.

Oracle: the YAML 1.2 core schema where it agrees with what people mean; lines counted by hand.
"""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from config.problems import InputProblem, Problems
from config.tree import DEEPEST, Entry, read_tree
from tests.folders import one


def _read(text: str) -> tuple[Entry | None, tuple[InputProblem, ...]]:
    problems = Problems()
    return read_tree("x.yaml", text, problems), problems.found()


def _plain(text: str) -> object:
    tree, problems = _read(text)
    assert problems == ()
    assert tree is not None
    return tree.plain()


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("1", 1), ("-2", -2), ("0.5", 0.5), (".5", 0.5), ("1e5", 1e5), ("1.", 1.0), ("~", None),
        ("null", None), ("", None), ("no", "no"), ("yes", "yes"), ("on", "on"), ("true", "true"),
        ("NO", "NO"), ("2020-01-01", "2020-01-01"), ("1:30", "1:30"), ("007", "007"),
        ("0x1F", "0x1F"), ("1_000", "1_000"), ("0,5", "0,5"), ('"1"', "1"), ("'1'", "1"),
        ("2020H1", "2020H1"), (".inf", float("inf")), ("-.INF", float("-inf")),
    ],
)  # fmt: skip
def test_words_mean_what_they_say(written: str, meant: object) -> None:
    assert _plain(f"key: {written}") == {"key": meant}


def test_keys_stay_as_written() -> None:
    assert _plain("{1: a, 1.50: b, no: c, 2020-01-01: d}") == {
        "1": "a",
        "1.50": "b",
        "no": "c",
        "2020-01-01": "d",
    }


def test_every_entry_knows_its_line() -> None:
    tree, _ = _read("a:\n  b:\n    - 1\n    - {c: 2,\n       d: 3}\ne: |\n  text\n  more\nf: 1\n")
    assert tree is not None
    places = [("a",), ("a", "b"), ("a", "b", 0), ("a", "b", 1), ("a", "b", 1, "d"), ("e",), ("f",)]
    found = [tree.at(*place) for place in places]
    assert [entry.line for entry in found if entry] == [1, 2, 3, 4, 5, 6, 9]


def test_a_location_is_followed_past_steps_the_file_does_not_have() -> None:
    tree, _ = _read("kinds:\n  country:\n    value: {worst: x}\n")
    assert tree is not None
    entry, path = tree.follow(("kinds", "country", "measures", 0, "value", "linear", "worst"))
    assert (entry.value, entry.line, path) == ("x", 3, ("kinds", "country", "value", "worst"))


@pytest.mark.parametrize(
    ("text", "row", "value", "must", "do"),
    [
        ("a: 1\nb: 2\na: 3\n", 3, "a", "a key must stand once in its entry",
         "Delete or rename one of the two (the first stands on line 1)."),
        ("a: {b: 1, b: 2}", 1, "b", "a key must stand once in its entry",
         "Delete or rename one of the two (the first stands on line 1)."),
        ("a: {b: {c: 1}}\nd:\n  e: 1\n  f: 2\n  e: {c: 1}\n", 5, "e",
         "a key must stand once in its entry",
         "Delete or rename one of the two (the first stands on line 3)."),
        ("a: &x 1\nb: *x\n", 2, "*x", "the file must spell out every entry",
         "Replace the alias by a copy of the entry that it stands for."),
        ("a: &x [*x]\n", 1, "*x", "the file must spell out every entry",
         "Replace the alias by a copy of the entry that it stands for."),
        ("a: !!python/name:os.system x\n", 1, "tag:yaml.org,2002:python/name:os.system",
         "entries must be plain text, numbers, lists or mappings",
         "Delete the tag (the word that starts with `!`)."),
        ("a: 1\n---\nb: 2\n", 2, None, "the file must be one YAML document",
         "Delete the line `---`."),
        ("{[1, 2]: 3}", 1, None, "a key must be a single word or text", "Write the key as text."),
        ("", None, None, "the file must not be empty",
         "Fill it as docs/configuration.md shows, or copy the bundled file."),
        ("# only words\n", None, None, "the file must not be empty",
         "Fill it as docs/configuration.md shows, or copy the bundled file."),
        ("[" * 100_000, 1, None, f"entries must not be nested deeper than {DEEPEST} levels",
         "Close the brackets that are still open before this line."),
    ],
)  # fmt: skip
def test_what_yaml_would_let_pass(
    text: str,
    row: int | None,
    value: str | None,
    must: str,
    do: str,
) -> None:
    _, problems = _read(text)
    assert one(problems) == InputProblem(file="x.yaml", row=row, value=value, must=must, do=do)


@pytest.mark.parametrize(
    ("text", "row"),
    [("a: 1\n\tb: 2\n", 2), ("a: [1, 2\nb: 3\n", 2), ("a: 'x\n", 2), ("a: b: c\n", 1)],
)
def test_what_is_no_yaml(text: str, row: int) -> None:
    _, problems = _read(text)
    problem = one(problems)
    assert (problem.row, problem.must) == (row, "the file must be valid YAML")
    assert problem.do.startswith("Look at this line and the one before: ")


@given(text=st.text(st.sampled_from(list("ab: \n-[]{},&*!|>'\"#%1.\t?")), max_size=60))
@settings(max_examples=300, deadline=None)
def test_any_text_ends_in_a_tree_or_in_problems(text: str) -> None:
    tree, problems = _read(text)
    assert tree is not None or problems

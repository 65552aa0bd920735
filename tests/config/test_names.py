"""What a user types, and the id that is meant; the cases are written out by hand."""

import pytest

from config.names import id_end, resolve
from config.problems import InputProblem, Problems

NAMES = {
    "country:KEN": "Kenya",
    "country:GHA": "Ghana",
    "commitment:GHA": "A commitment with the end of an id that a country has",
    "theme:gender": "Gender",
    "commitment:KE0001": "Gender budgets",
    "commitment:KE0002": "Gender budgets",
}


def asked(text: str) -> tuple[str | None, tuple[InputProblem, ...]]:
    problems = Problems()
    return resolve(text, NAMES, "a candidate", "--in", problems), problems.found()


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("country:KEN", "country:KEN"),
        ("KEN", "country:KEN"),
        ("ken", "country:KEN"),
        (" KEN ", "country:KEN"),
        ("Kenya", "country:KEN"),
        ("kenya", "country:KEN"),
        ("COUNTRY:ken", "country:KEN"),
        ("country:GHA", "country:GHA"),
        ("Ghana", "country:GHA"),
        ("gender", "theme:gender"),
    ],
)
def test_one_meaning(text: str, meant: str) -> None:
    assert asked(text) == (meant, ())


@pytest.mark.parametrize(
    ("text", "could_be"),
    [
        ("GHA", ("country:GHA", "commitment:GHA")),
        ("Gender budgets", ("commitment:KE0001", "commitment:KE0002")),
    ],
)
def test_several_meanings_are_named(text: str, could_be: tuple[str, ...]) -> None:
    meant, (problem,) = asked(text)
    assert meant is None
    assert problem.file == "--in"
    assert problem.value == text
    assert all(name in problem.must for name in could_be)


@pytest.mark.parametrize(
    ("text", "offered"),
    [("Kenia", "country:KEN (Kenya)"), ("budgets", "commitment:KE0001"), ("zzz", "Write one of")],
)
def test_no_meaning_offers_what_is_near(text: str, offered: str) -> None:
    meant, (problem,) = asked(text)
    assert meant is None
    assert problem.must == "must be a candidate"
    assert offered in problem.do


def test_many_names_are_not_listed() -> None:
    problems = Problems()
    many = {f"country:{number:03}": "" for number in range(100, 200)}
    assert resolve("???", many, "a candidate", "--in", problems) is None
    assert problems.found()[0].do == "Look it up with focus rank."


def test_where_there_are_no_names_none_is_offered() -> None:
    problems = Problems()
    assert resolve("x", {}, "an opening", "--opening", problems) is None
    assert problems.found()[0].do == "There is none: leave the option away."


def test_end_of_an_id() -> None:
    assert id_end("country:GHA-sekondi-takoradi") == "GHA-sekondi-takoradi"
    assert id_end("plain") == "plain"

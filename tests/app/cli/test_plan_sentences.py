"""What a plan says about itself, for plans that ended in every way; sentences by hand."""

import dataclasses

import pytest

from app.cli.levers import LeverTexts
from app.cli.plan_sentences import footnotes, headline, no_plan_sentences
from app.cli.planning import Asked, Found, make_plan
from app.cli.solving import read_limits
from config.problems import Problems
from optimizer.stop import By
from tests.folders import SMALL


@pytest.fixture(scope="module")
def found() -> Found:
    """The list in force of the small example, worth 110.4 points, proven best."""
    folders = SMALL / "dataset", SMALL / "configuration"
    levers = LeverTexts(most_changes=0)
    limits = read_limits("0", None, Problems())
    return make_plan(Asked(*folders, levers, limits), Problems())


def ended(
    found: Found, stopped: By | None = None, seconds: float | None = None, **plan: object
) -> Found:
    return dataclasses.replace(found, plan=found.plan.but(**plan), stopped=stopped, seconds=seconds)


@pytest.mark.parametrize(
    ("stopped", "status", "gap", "sentence"),
    [
        (None, "optimal", 0.0, "Worth 110.4 points, proven the best possible."),
        (None, "optimal", 0.004, "within 0.4 % of the best possible."),
        (None, "optimal", 0.0041, "within 0.5 % of the best possible."),
        (
            None, "feasible", 0.021,
            "within 2.1 % of the best possible; a smaller --gap is looked for until it is reached.",
        ),
        (
            "time", "feasible", 0.021,
            "within 2.1 % of the best possible after 60 s of search; --time-limit allows more.",
        ),
        (
            "person", "feasible", 0.021,
            "within 2.1 % of the best possible when the search was ended.",
        ),
        ("person", "feasible", 0.0004, "within 0.1 % of the best possible"),
    ],
)  # fmt: skip
def test_how_good(found: Found, stopped: By | None, status: str, gap: float, sentence: str) -> None:
    cut = ended(found, stopped, 60.0, status=status, gap=gap)
    assert sentence in list(headline(cut))[1]
    more = "--gap 0 asks for the proven best" in " ".join(footnotes(cut))
    assert more == (status == "optimal" and gap > 0)


@pytest.mark.parametrize(
    ("entered", "left", "stayed", "sentence"),
    [
        (("a",), ("b", "c"), ("d",), "1 enters and 2 leave the list in force, 1 stays."),
        (("a", "b"), (), ("d", "e"), "2 enter and none leave the list in force, 2 stay."),
        ((), ("a",), (), "None enter and 1 leaves the list in force, none stay."),
        ((), (), ("d",), "It is the list in force."),
        (("a",), (), (), "There is no list in force to compare it with."),
    ],
)
def test_what_changes(
    found: Found,
    entered: tuple[str, ...],
    left: tuple[str, ...],
    stayed: tuple[str, ...],
    sentence: str,
) -> None:
    plan = ended(found, entered=entered, left=left, stayed=stayed)
    assert sentence in list(headline(plan))


def test_the_plan_is_empty(found: Found) -> None:
    assert next(headline(ended(found, focus=()))).startswith("No focus area fits")


@pytest.mark.parametrize(
    ("stopped", "sentence"),
    [
        ("time", "No plan was found within 5 s."),
        ("person", "No plan was found before the search was ended."),
        (None, "No plan was found before the search was ended."),
    ],
)
def test_no_plan_in_the_time(found: Found, stopped: By | None, sentence: str) -> None:
    nothing = ended(found, stopped, 5.0, status="unknown", value=None, bound=None, gap=None)
    assert next(no_plan_sentences(nothing)).startswith(sentence)

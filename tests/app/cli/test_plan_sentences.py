"""What a plan says about itself, for plans that ended in every way; sentences by hand."""

import dataclasses

import pytest

from app.cli.levers import LeverTexts
from app.cli.plan_sentences import footnotes, headline, no_plan_sentences
from app.cli.planning import Asked, Found, make_plan
from app.cli.solving import read_limits
from config.problems import Problems
from optimizer.decisions import Decisions
from optimizer.scenario import Scenario
from optimizer.stop import By
from optimizer.study import Study
from tests.folders import SMALL


@pytest.fixture(scope="module")
def found() -> Found:
    """The list in force of the small example, worth 110.4 points, proven best."""
    folders = SMALL / "dataset", SMALL / "configuration"
    levers = LeverTexts({"most_changes": ("0",)})
    limits = read_limits("0", None, Problems())
    return make_plan(Asked(*folders, levers, limits), Problems())


def ended(found: Found, *, stopped: By | None = None, **plan: object) -> Found:
    return dataclasses.replace(found, plan=found.plan.but(**plan), stopped=stopped)


@pytest.mark.parametrize(
    ("status", "gap", "stopped", "sentence"),
    [
        ("optimal", 0.0, None, "Worth 110.4 points, proven the best possible."),
        ("optimal", 0.004, None, "Worth 110.4 points, proven within 0.4 % of the best possible."),
        ("feasible", 0.0041, None, "Worth 110.4 points, proven within 0.5 % of the best possible."),
        (
            "feasible", 0.021, "time",
            ("Worth 110.4 points, proven within 2.1 % of the best possible; "
            "stopped by the time you set: best so far."),
        ),
        (
            "feasible", 0.021, "person",
            ("Worth 110.4 points, proven within 2.1 % of the best possible; "
            "stopped by you: best so far."),
        ),
        ("feasible", 0.0004, None, "Worth 110.4 points, proven within 0.1 % of the best possible."),
    ],
)  # fmt: skip
def test_how_good(found: Found, status: str, gap: float, stopped: By | None, sentence: str) -> None:
    cut = ended(found, stopped=stopped, status=status, gap=gap)
    assert list(headline(cut))[1] == sentence
    more = "--gap 0 asks for the proven best" in " ".join(footnotes(cut))
    assert more == (gap > 0 and stopped is None)


@pytest.mark.parametrize(("gave_up", "points"), [(1.0, "1.0"), (0.13, "0.2"), (0.004, "0.1")])
def test_what_was_given_up_to_be_near_is_told(found: Found, gave_up: float, points: str) -> None:
    told = list(headline(ended(found, gave_up=gave_up)))
    assert told[2] == (
        f"A plan worth up to {points} points more was found; this one is nearer to the plan "
        "without these levers."
    )
    baseline = dataclasses.replace(ended(found, gave_up=gave_up), scenario=Scenario())
    assert list(headline(baseline))[2].endswith("this one is nearer to the list in force.")
    assert not any("was found" in sentence for sentence in headline(found))


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


def test_a_gate_that_is_not_known_is_named_even_with_a_colon(found: Found) -> None:
    """The port has no evidence on the Values Check, which is labelled with a colon here."""
    configuration = found.study.configuration
    criteria = configuration.criteria.model_dump(by_alias=True)
    criteria["kinds"]["country"]["gates"]["values_check"]["label"] = "Values: the check"
    study = Study(found.study.dataset, configuration.but(criteria=criteria))
    focus = frozenset({("country:BBB-port", "H1")})
    port = dataclasses.replace(
        found, study=study, plan=found.plan.but(decisions=Decisions(focus=focus))
    )
    told = "Not known for 1 of these 1: Values: the check. Check before deciding."
    assert told in list(footnotes(port))


@pytest.mark.parametrize(
    ("stopped", "sentence"),
    [
        ("time", "No plan was found in the time you set."),
        ("person", "No plan was found before the search was ended."),
        (None, "No plan was found before the search was ended."),
    ],
)
def test_no_plan_in_the_time(found: Found, stopped: By | None, sentence: str) -> None:
    nothing = ended(found, stopped=stopped, status="unknown", value=None, bound=None, gap=None)
    assert next(no_plan_sentences(nothing)).startswith(sentence)

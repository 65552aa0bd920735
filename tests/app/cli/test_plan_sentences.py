"""What a plan says about itself, for plans that ended in every way; sentences by hand."""

import dataclasses

import pytest
from optimizer.solve import SolveOptions

from app.cli.levers import LeverTexts
from app.cli.plan_sentences import footnotes, headline, no_plan_sentences
from app.cli.planning import Asked, Found, make_plan
from config.problems import Problems
from optimizer.decisions import Decisions
from optimizer.study import Study
from tests.folders import SMALL


@pytest.fixture(scope="module")
def found() -> Found:
    """The list in force of the small example, worth 110.4 points, proven best."""
    folders = SMALL / "dataset", SMALL / "configuration"
    levers = LeverTexts({"most_changes": ("0",)})
    return make_plan(Asked(*folders, levers, SolveOptions(gap=0)), Problems())


def ended(
    found: Found, options: SolveOptions, *, interrupted: bool = False, **plan: object
) -> Found:
    return dataclasses.replace(
        found, plan=found.plan.but(**plan), options=options, interrupted=interrupted
    )


@pytest.mark.parametrize(
    ("options", "interrupted", "status", "gap", "sentence"),
    [
        (SolveOptions(gap=0), False, "optimal", 0.0, "Worth 110.4 points, proven the best"),
        (SolveOptions(gap=0.01), False, "optimal", 0.0, "proven the best possible."),
        (SolveOptions(gap=0.01), False, "optimal", 0.004, "within 0.4 % of the best possible."),
        (SolveOptions(gap=0.01), False, "optimal", 0.0041, "within 0.5 % of the best possible."),
        (
            SolveOptions(gap=0, seconds=60), False, "feasible", 0.021,
            "within 2.1 % of the best possible after 60 s of search; --time-limit allows more.",
        ),
        (
            SolveOptions(gap=0, seconds=60), True, "feasible", 0.021,
            "within 2.1 % of the best possible when the search was ended.",
        ),
        (SolveOptions(gap=0), True, "feasible", 0.0004, "within 0.1 % of the best possible"),
    ],
)  # fmt: skip
def test_how_good(
    found: Found,
    options: SolveOptions,
    interrupted: bool,
    status: str,
    gap: float,
    sentence: str,
) -> None:
    cut = ended(found, options, interrupted=interrupted, status=status, gap=gap)
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
    plan = ended(found, found.options, entered=entered, left=left, stayed=stayed)
    assert sentence in list(headline(plan))


def test_the_plan_is_empty(found: Found) -> None:
    assert next(headline(ended(found, found.options, focus=()))).startswith("No focus area fits")


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
    ("seconds", "interrupted", "sentence"),
    [
        (5.0, False, "No plan was found within 5 s."),
        (5.0, True, "No plan was found before the search was ended."),
        (None, True, "No plan was found before the search was ended."),
    ],
)
def test_no_plan_in_the_time(
    found: Found, seconds: float | None, interrupted: bool, sentence: str
) -> None:
    nothing = ended(
        found,
        SolveOptions(seconds=seconds),
        interrupted=interrupted,
        status="unknown", value=None, bound=None, gap=None,
    )  # fmt: skip
    assert next(no_plan_sentences(nothing)).startswith(sentence)

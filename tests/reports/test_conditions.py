"""Conditions in words, without ids and options. Oracle: written by hand."""

from typing import Any

import pytest

from optimizer.conditions import (
    CapacityCondition,
    ChangeLimit,
    Condition,
    DependencyCondition,
    DropPrice,
    Gate,
    Lock,
    MinimumStay,
    ReviewCondition,
    RuleCondition,
    Window,
)
from optimizer.conflicts import find_conflict
from optimizer.least_change import LeastChange
from optimizer.plan import Conflict
from optimizer.problem import Dependency, Review, Team
from optimizer.scenario import Scenario
from optimizer.why.packages import Package, SupportNeed
from reports.conditions import ConditionWords, capacity_option, conflicts_json
from tests.optimizer.problems import area, option, problem
from tests.optimizer.test_conditions import everything

EUROPE = CapacityCondition(resource="europe", unit="staff-weeks")
CORE = CapacityCondition(resource="core", unit="USD")


def words(scenario: Scenario | None = None) -> ConditionWords:
    """Return the words for a problem with a condition of every sort, two of them with labels."""
    problem = everything()
    areas = tuple(area.but(name=f"Land {area.id}") for area in problem.areas)
    rules = (*problem.rules[:2], problem.rules[2].but(label="Only a few"), *problem.rules[3:])
    problem = problem.but(areas=areas, rules=rules)
    return ConditionWords(problem, scenario or Scenario())


@pytest.mark.parametrize(
    ("condition", "plain"),
    [
        (Lock(candidate="A", side="in"), "must have Land A"),
        (Lock(candidate="C", side="out"), "must not have Land C"),
        (
            RuleCondition(rule="each", group="north", bound="least", loose=0.0),
            "rule “each”, north (at least 1)",
        ),
        (RuleCondition(rule="few", group="", bound="most"), "rule “Only a few” (at most 1)"),
        (RuleCondition(rule="half", group=""), "rule “half” (at least 50 % and at most 75 %)"),
        (RuleCondition(rule="few"), "Only a few"),
        (RuleCondition(rule="each"), "each (2 groups)"),
        (RuleCondition(rule="soft"), "rule “soft” (at least 2)"),
        (ChangeLimit(), "at most 2 changes per period"),
        (MinimumStay(), "a new focus area stays at least 2 periods"),
        (EUROPE, "europe: 4 staff-weeks for focus areas (8 less 50 % for universal services)"),
        (CORE, "core: USD 7"),
        (Gate(candidate="C"), "Land C is barred: fails a gate"),
        (Window(candidate="B"), "Land B can be supported in H1 only"),
        (DropPrice(), "price for dropping from the list in force"),
    ],
)
def test_every_condition_in_words(condition: Condition, plain: str) -> None:
    assert words().of(condition) == plain


def test_weeks_kept_for_everybody_in_words() -> None:
    team = Team(id="europe", weeks=8, universal_weeks=3, universal_more={"H2": 1})
    example = problem(area("A", 50, option(europe=2)), periods="H1 H2", teams=(team,))
    told = ConditionWords(example, Scenario()).of(EUROPE)
    assert told == (
        "europe: 5 staff-weeks for focus areas "
        "(8 less 3 staff-weeks for universal services and more in some half-years)"
    )


def test_a_dependency_in_words() -> None:
    example = problem(
        area("A", 50),
        area("B", 50),
        dependencies=(
            Dependency(rule="d", label="A only with B", kind="requires", pairs={"A": ("B",)}),
        ),
    )
    assert ConditionWords(example, Scenario()).of(DependencyCondition(rule="d")) == "A only with B"


def raised(capacity: CapacityCondition, need: float, **fields: object) -> LeastChange:
    values: dict[str, object] = {"capacity": capacity, "have": 4, "need": need, "exact": True}
    return LeastChange.model_validate({**values, "total": 2 * need, **fields})


@pytest.mark.parametrize(
    ("change", "scenario", "text", "option"),
    [
        (
            raised(EUROPE, 4.6),
            Scenario(),
            "raise europe from 8 to 9.2 staff-weeks",
            "--capacity europe=9.2",
        ),
        (
            raised(CORE, 1_250_000, total=1_250_000),
            Scenario(),
            "raise core from USD 7 to USD 1,250,000",
            "--fund core=1250000",
        ),
        (
            raised(EUROPE, 5, universal_share=0.375),
            Scenario(universal_share={"europe": 0.5}),
            "reserve 37.5 % of europe for universal services, and not 50 %",
            "--universal europe=0.375",
        ),
        (
            raised(EUROPE, 5, universal_share=0.375),
            Scenario(universal_share={"europe": 0.5}, weeks={"europe": 8}),
            "give europe 5 staff-weeks for focus areas, and not 4",
            "--capacity europe=9 --universal europe=0.444444",
        ),
        (
            raised(EUROPE, 9, total=None),
            Scenario(),
            "free 9 staff-weeks of europe for focus areas",
            "",
        ),
    ],
)
def test_a_change_is_told_by_the_lever_that_makes_it(
    change: LeastChange, scenario: Scenario, text: str, option: str
) -> None:
    assert words(scenario).change(change) == text
    assert capacity_option(change, scenario) == option


def test_a_conflict_says_how_much_is_needed() -> None:
    told = words()
    conflict = Conflict(conditions=(EUROPE, CORE), changes=((raised(EUROPE, 5),),))
    assert told.conflict(conflict)[0].endswith("; at least 5 are needed")
    assert told.conflict(conflict)[1] == "core: USD 7"
    assert told.conflict_title(conflict).startswith("These cannot all hold at once; without any")
    assert told.changes(conflict) == (
        "Least change that helps: raise europe from 8 to 10 staff-weeks."
    )
    either = conflict.but(changes=((raised(EUROPE, 5),), (raised(CORE, 9),)))
    assert [text.rpartition("; ")[2] for text in told.conflict(either)] == [
        "5 would be enough",
        "USD 9 would be enough",
    ]
    both = conflict.but(changes=((raised(EUROPE, 5), raised(CORE, 9)),))
    assert told.changes(both) == (
        "Least change that helps: raise europe from 8 to 10 staff-weeks and raise core from USD 7 "
        "to USD 9."
    )
    rough = conflict.but(changes=((raised(EUROPE, 5, exact=False),),))
    assert told.conflict(rough)[0].endswith("; 5 would be enough")
    assert told.changes(rough).startswith("A change that helps: ")
    alone = conflict.but(conditions=(EUROPE,))
    assert told.conflict_title(alone) == "This one cannot be met:"


def test_a_search_that_was_ended_says_so_and_counts_what_is_left() -> None:
    told = words()
    every = tuple(Lock(candidate="A", side="in") for _ in range(20))
    conflict = Conflict(conditions=every, irreducible=False)
    assert "the search for which ones was ended" in told.conflict_title(conflict)
    assert told.listed(conflict)[-1] == "9 more"
    assert len(told.listed(conflict)) == 12


def test_what_a_candidate_needs() -> None:
    told = words()
    packages = tuple(
        Package(services=(f"service_{number}",), weeks={"europe": number}, usd=0.0)
        for number in range(1, 6)
    )
    assert list(told.support(SupportNeed(least=0.5, reachable=0.6, packages=packages))) == [
        (
            "Its services have to unlock at least 50 % of its potential: service 1 (1 staff-week); "
            "or service 2 (2 staff-weeks); or service 3 (3 staff-weeks); or 2 other packages."
        )
    ]
    both = Package(services=("a", "b"), weeks={"europe": 1.5}, usd=20.0)
    assert list(told.support(SupportNeed(least=0, reachable=0, packages=(both,)))) == [
        "Its services have to be one at least: a and b (1.5 staff-weeks and USD 20)."
    ]
    assert list(told.support(SupportNeed(least=0.5, reachable=0.3, packages=()))) == [
        "With what there is its services unlock 30 % of the 50 % needed."
    ]


def test_conflicts_as_json_have_words_and_types() -> None:
    told = words()
    conflict = find_conflict(told.problem)
    assert conflict is not None
    found: dict[str, Any] = conflicts_json((conflict,), told)
    assert found["conflicts"] == [list(told.conflict(conflict))]
    (one,) = found["conflicting"]
    assert one["irreducible"]
    words_of = [told.of(condition) for condition in conflict.conditions]
    kinds = [condition.kind for condition in conflict.conditions]
    assert [condition["words"] for condition in one["conditions"]] == words_of
    assert [condition["kind"] for condition in one["conditions"]] == kinds


@pytest.mark.parametrize(
    ("between", "after", "told"),
    [
        (("H1",), "July 2021", "in H1; its next review is in July 2021"),
        (("H1", "H2"), "", "in H1 and H2"),
    ],
)
def test_a_review_in_words(between: tuple[str, ...], after: str, told: str) -> None:
    review = Review(kind="country", label="Countries", between=between, next=after)
    example = problem(area("A", incumbent=True), periods="H1 H2", reviews=(review,))
    said = ConditionWords(example, Scenario()).of(ReviewCondition(of="country"))
    assert said == f"the list of countries stays as it is {told}"

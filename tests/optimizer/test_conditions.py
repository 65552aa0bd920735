"""Conditions as values: what a problem is without each, and which levers give it up. By hand."""

import pytest

from optimizer.conditions import (
    CapacityCondition,
    ChangeLimit,
    Condition,
    DropPrice,
    Gate,
    Lock,
    MinimumStay,
    RuleCondition,
    Window,
    capacities,
    facts,
    hard_conditions,
    is_hard,
    priced_conditions,
)
from optimizer.problem import Problem, RuleTerm
from optimizer.scenario import RuleLever, Scenario
from optimizer.study import Study, open_study
from tests.folders import SMALL
from tests.optimizer.problems import area, fund, option, problem, teams


def least(name: str, group: str = "", loose: float | None = None) -> RuleCondition:
    return RuleCondition(rule=name, group=group, bound="least", loose=loose)


def most(name: str, group: str = "", loose: float | None = None) -> RuleCondition:
    return RuleCondition(rule=name, group=group, bound="most", loose=loose)


def everything() -> Problem:
    """Return a problem with a condition of every sort."""
    return problem(
        area("A", 50, option(usd=10, europe=3), incumbent=True, drop_price=4.0),
        area("B", 50, option(europe=2), windows=("H1",)),
        area("C", 50, option(usd=5), barred="fails a gate", windows=("H1", "H2")),
        periods="H1 H2",
        teams=teams({"europe": 0.5}, europe=8, idle=5),
        funds=(fund("core", 7, "A", "C"), fund("closed", 7)),
        rules=(
            RuleTerm(rule="each", group="north", members=("A",), low=1, high=1, hard=True),
            RuleTerm(rule="each", group="south", members=("B", "C"), low=0, high=1, hard=True),
            RuleTerm(rule="few", members=("A", "B"), high=1, hard=True),
            RuleTerm(rule="soft", members=("A", "B"), low=2, penalty=3.0),
            RuleTerm(rule="half", members=("A",), base=("A", "B"), low=0.5, high=0.75, hard=True),
            RuleTerm(rule="other", members=("C",), base=("A", "B"), low=0.5, high=0.75, hard=True),
        ),
        must={"B", "A"},
        must_not={"C"},
        most_changes=2,
        min_stay=2,
    )


def test_every_condition_in_the_order_of_the_problem() -> None:
    """A rule of two bounds has two; a most of shares can be opened where it counts its base."""
    example = everything()
    assert hard_conditions(example) == (
        Lock(candidate="A", side="in"),
        Lock(candidate="B", side="in"),
        Lock(candidate="C", side="out"),
        least("each", "north", 0.0),
        most("each", "north", 2.0),
        least("each", "south", 0.0),
        most("each", "south", 2.0),
        most("few"),
        least("half", "", 0.0),
        most("half", "", 1.0),
        least("other", "", 0.0),
        most("other"),
        ChangeLimit(),
        MinimumStay(),
    )
    assert capacities(example) == (
        CapacityCondition(resource="europe", unit="staff-weeks"),
        CapacityCondition(resource="core", unit="USD"),
    )
    assert facts(example) == (Window(candidate="B"), Gate(candidate="C"))
    priced = priced_conditions(example)
    assert priced == (
        *(RuleCondition(rule=name) for name in ("each", "few", "soft", "half", "other")),
        DropPrice(),
        *hard_conditions(example)[:3],
        ChangeLimit(),
        MinimumStay(),
    )
    assert [one for one in priced if not is_hard(one, example)] == [
        RuleCondition(rule="soft"),
        DropPrice(),
    ]
    assert len({*priced, *hard_conditions(example), *capacities(example), *facts(example)}) == 24


def test_without_each_of_them() -> None:
    example = everything()
    europe, core = capacities(example)
    assert Lock(candidate="A", side="in").without(example).must == {"B"}
    assert Lock(candidate="C", side="out").without(example).must_not == frozenset()
    assert ChangeLimit().without(example).most_changes is None
    assert MinimumStay().without(example).min_stay == 1
    assert Gate(candidate="C").without(example).by_id["C"].barred is None
    assert Window(candidate="B").without(example).by_id["B"].windows is None
    assert all(area.drop_price == 0 for area in DropPrice().without(example).areas)
    assert (europe.open(example), europe.wanted(example)) == (4, 5)
    assert europe.open(europe.without(example)) == 5
    assert (core.open(example), core.wanted(example)) == (7, 15)
    assert core.open(core.without(example)) == 15
    assert core.without(example).funds[1] == example.funds[1]


def test_without_a_rule_a_group_or_a_bound() -> None:
    example = everything()

    def left(condition: RuleCondition) -> list[tuple[str, float | None, float | None]]:
        return [(term.id, term.low, term.high) for term in condition.without(example).rules[:3]]

    north, south, few = ("each/north", 1.0, 1.0), ("each/south", 0.0, 1.0), ("few", None, 1.0)
    assert left(least("each", "north")) == [("each/north", None, 1.0), south, few]
    assert left(most("each", "south")) == [north, ("each/south", 0.0, None), few]
    assert left(most("few"))[:2] == [north, south]
    assert left(most("few"))[2][0] == "soft"
    assert left(RuleCondition(rule="each"))[0] == few
    assert left(RuleCondition(rule="each", group="north"))[:2] == [south, few]


@pytest.mark.parametrize(
    ("condition", "after"),
    [
        (Lock(candidate="A", side="in"), {"must": frozenset({"B"})}),
        (Lock(candidate="C", side="out"), {"must_not": frozenset()}),
        (ChangeLimit(), {"most_changes": None}),
        (MinimumStay(), {"min_stay": 1}),
        (most("few"), {"rules": {"few": RuleLever(enabled=False, max=2)}}),
        (
            least("each", "north", 0.0),
            {"rules": {"few": RuleLever(max=2), "each": RuleLever(min=0)}},
        ),
        (
            most("each", "north", 2.0),
            {"rules": {"few": RuleLever(max=2), "each": RuleLever(max=2)}},
        ),
        (CapacityCondition(resource="core", unit="USD"), {"usd": {}}),
        (
            CapacityCondition(resource="europe", unit="staff-weeks"),
            {"weeks": {"africa": 3}, "universal_share": {}},
        ),
        (Gate(candidate="C"), {}),
        (Window(candidate="B"), {}),
        (DropPrice(), {}),
    ],
)
def test_the_levers_of_each(condition: Condition, after: dict[str, object]) -> None:
    scenario = Scenario(
        weeks={"europe": 1, "africa": 3},
        universal_share={"europe": 0.9},
        usd={"core": 7},
        rules={"few": RuleLever(max=2)},
        must=frozenset("AB"),
        must_not=frozenset("C"),
        most_changes=2,
        min_stay=2,
    )
    assert condition.lever(scenario) == scenario.but(**after)


@pytest.fixture(scope="module")
def study() -> Study:
    return open_study()


def test_a_lever_gives_up_what_the_condition_says(study: Study) -> None:
    """On the bundled data: the problem of the moved lever asks for no more than without the rule.

    Giving up the least of two commitments per region keeps the most of three, in every region.
    """
    for condition in hard_conditions(study.problem()):
        assert isinstance(condition, RuleCondition)
        after = study.problem(condition.lever(Scenario()))
        left = [term for term in after.rules if condition.of(term)]
        if condition.loose is None:
            assert not left
        else:
            assert [(term.low, term.high) for term in left] == [
                (0, 3) if condition.bound == "least" else (2, condition.loose)
            ]


def test_a_gate_of_the_small_example() -> None:
    example = open_study(SMALL / "dataset", SMALL / "configuration").problem()
    assert facts(example) == (Gate(candidate="country:CCC"),)

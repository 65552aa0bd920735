"""Who waits behind the line: a hand-made problem and plan, read off by eye."""

import pytest

from optimizer.decisions import Decisions
from optimizer.plan import FocusLine, Plan
from optimizer.problem import Area, Period, Problem, RuleTerm
from optimizer.runners_up import waiting

SCORES = {"a": 80.0, "b": 70.0, "c": 60.0, "d": 50.0, "e": 40.0, "f": 90.0, "g": 85.0}
"""Countries of the north, but g, which lies in the south; f is local."""


def area(name: str, region: str = "north", kind: str = "country", **fields: object) -> Area:
    given = {"potential": SCORES.get(name, 30.0) / 100, "worth": 100.0, **fields}
    return Area.model_validate({"id": name, "kind": kind, "name": name, "region": region, **given})


def rule(*members: str, high: float, hard: bool = True) -> RuleTerm:
    return RuleTerm(rule="r", label="No more than that", members=members, high=high, hard=hard)


def problem(*rules: RuleTerm, must_not: frozenset[str] = frozenset(), barred: str = "") -> Problem:
    areas = [area(name) for name in "abcdef"]
    areas = [a.but(barred="a gate fails") if a.id == barred else a for a in areas]
    return Problem(
        periods=(Period(id="H1"),),
        areas=(*areas, area("g", "south"), area("h", "north", "commitment")),
        rules=rules,
        must_not=must_not,
    )


def plan_of(*ids: str) -> Plan:
    lines = tuple(
        FocusLine(
            id=name,
            kind="country",
            name=name,
            region="north",
            period="H1",
            score=SCORES[name],
            points=1.0,
            unlocked=1.0,
            services=(),
            staff={},
            money={},
        )
        for name in ids
    )
    return Plan(
        status="optimal",
        value=1.0,
        bound=1.0,
        gap=0.0,
        seconds=0.0,
        solver="by hand",
        focus=lines,
        decisions=Decisions(focus=frozenset((name, "H1") for name in ids)),
    )


def test_best_scores_first_with_their_distance_to_the_last_inside() -> None:
    found = waiting(problem(), plan_of("a", "c"), "north", 2)
    countries = [one for one in found if one.kind == "country"]
    assert [one.id for one in countries] == ["f", "b"]
    assert [one.last for one in countries] == ["c", "c"]
    assert [one.short for one in countries] == pytest.approx([60 - 90, 60 - 70])


def test_where_none_is_inside_there_is_no_line() -> None:
    found = waiting(problem(), plan_of("a"), "north", 5)
    [commitment] = [one for one in found if one.kind == "commitment"]
    assert (commitment.last, commitment.short) == (None, None)


def test_who_cannot_be_in_does_not_wait() -> None:
    asked = problem(rule("f", high=0), must_not=frozenset({"b"}), barred="d")
    found = waiting(asked, plan_of("a", "c"), "north", 9)
    assert [one.id for one in found if one.kind == "country"] == ["e"]


def test_soft_rules_close_nothing() -> None:
    found = waiting(problem(rule("f", high=0, hard=False)), plan_of("a", "c"), "north", 1)
    assert found[0].id == "f"


def test_full_rules_are_named_and_others_are_not() -> None:
    full = waiting(problem(rule("a", "b", "c", high=2)), plan_of("a", "c"), "north", 9)
    assert {one.id: one.full for one in full if one.kind == "country"} == {
        "f": (),
        "b": ("No more than that",),
        "d": (),
        "e": (),
    }
    roomy = waiting(problem(rule("a", "b", "c", high=3)), plan_of("a", "c"), "north", 9)
    assert all(not one.full for one in roomy)


def test_other_regions_do_not_matter() -> None:
    assert [one.id for one in waiting(problem(), plan_of("a"), "south")] == ["g"]
    assert waiting(problem(), plan_of("a"), "nowhere") == ()

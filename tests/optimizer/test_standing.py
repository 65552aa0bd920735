"""Who stands where, and what speaks for it: a hand-made problem and plan, read off by eye."""

import dataclasses
from types import SimpleNamespace
from typing import cast

import numpy as np
import pytest

from optimizer.decisions import Decisions
from optimizer.plan import FocusLine, Plan
from optimizer.problem import Area, Period, Problem, RuleTerm
from optimizer.standing import Place, standings
from scoring.scorecard import Scorecard

SCORES = {"a": 80.0, "b": 70.0, "c": 60.0, "d": 50.0, "e": 40.0, "f": 90.0, "g": 85.0, "h": 30.0}
"""Countries of the north, but g, which lies in the south, and h, a commitment."""


@dataclasses.dataclass
class Hand:
    """Scores of two criteria: half of each score, and for c all of it, on the first."""

    def of(self, name: str) -> SimpleNamespace:
        first = SCORES[name] * (1.0 if name == "c" else 0.5)
        lines = {"first": first, "second": SCORES[name] - first}
        return SimpleNamespace(score=SCORES[name], contributions=lines)

    @property
    def kinds(self) -> dict[str, SimpleNamespace]:
        return {
            kind: self._kind(ids) for kind, ids in (("country", "abcdefg"), ("commitment", "h"))
        }

    def _kind(self, ids: str) -> SimpleNamespace:
        rows = np.array([list(self.of(name).contributions.values()) for name in ids])
        return SimpleNamespace(ids=tuple(ids), criteria=("first", "second"), contributions=rows)


CARDS = cast("Scorecard", Hand())


def area(name: str, region: str = "north", kind: str = "country", **fields: object) -> Area:
    given = {"potential": SCORES[name] / 100, "worth": 100.0, "drop_price": 15.0, **fields}
    return Area.model_validate({"id": name, "kind": kind, "name": name, "region": region, **given})


def rule(*members: str, hard: bool = True, **fields: float) -> RuleTerm:
    return RuleTerm(rule="r", label="That many", members=members, hard=hard, **fields)


def problem(
    *rules: RuleTerm,
    must_not: frozenset[str] = frozenset(),
    barred: str = "",
    incumbents: str = "",
) -> Problem:
    areas = [area(name, incumbent=name in incumbents) for name in "abcdef"]
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
            id=name, kind="country", name=name, region="north", period="H1", score=SCORES[name],
            points=1.0, unlocked=1.0, services=(), staff={}, money={},
        )
        for name in ids
    )  # fmt: skip
    return Plan(
        status="optimal", value=1.0, bound=1.0, gap=0.0, seconds=0.0, solver="by hand",
        focus=lines, decisions=Decisions(focus=frozenset((name, "H1") for name in ids)),
    )  # fmt: skip


def found(asked: Problem, plan: Plan, most: int = 9) -> dict[str, Place]:
    return {one.id: one for one in standings(asked, plan, CARDS, most) if one.region == "north"}


def test_everybody_in_either_list_and_the_best_of_the_others() -> None:
    told = found(problem(incumbents="ae"), plan_of("a", "c"), 2)
    assert {name: one.where for name, one in told.items()} == {
        "c": "enters", "a": "stays", "e": "leaves", "f": "next", "b": "next", "h": "next",
    }  # fmt: skip
    assert [told[name].short for name in "fbe"] == pytest.approx([-30, -10, 20])
    assert {told[name].other for name in "fbe"} == {"c"}


def test_what_lifts_it_most_and_what_it_is_furthest_behind_on() -> None:
    """Averages of the seven countries: (475 + 30) / 14 on the first, 415 / 14 on the second."""
    told = found(problem(), plan_of("a", "c"))
    first, second = (sum(SCORES[one] for one in "abdefg") / 2 + 60) / 7, 415 / 14
    assert dict(told["c"].criteria) == pytest.approx({"first": 60 - first})
    assert dict(told["a"].criteria) == pytest.approx({"second": 40 - second, "first": 40 - first})
    assert told["b"].criteria == (("first", -25.0),)  # 35 against 60; ahead on the second


def test_the_price_of_dropping_is_told_where_one_left_out_scores_more() -> None:
    told = found(problem(incumbents="ac"), plan_of("a", "c"))
    assert (told["c"].other, told["c"].short, told["c"].price) == ("f", 30.0, 15.0)
    assert (told["f"].price, told["f"].dearer) == (15.0, False)  # 30 points of worth 100 are more
    assert (told["b"].price, told["b"].dearer) == (15.0, True)  # 10 are less
    assert (told["d"].price, told["d"].dearer) == (0.0, False)
    assert found(problem(), plan_of("a", "c"))["b"].price == 0.0


def test_where_none_is_inside_there_is_no_line() -> None:
    commitment = found(problem(), plan_of("a"))["h"]
    assert (commitment.other, commitment.short) == (None, None)


def test_who_cannot_be_in_is_never_next() -> None:
    asked = problem(rule("f", high=0), must_not=frozenset({"b"}), barred="d")
    assert set(found(asked, plan_of("a", "c"))) == {"a", "c", "e", "h"}


def test_who_is_locked_or_behind_a_gate_leaves_for_that() -> None:
    asked = problem(must_not=frozenset({"b"}), barred="d", incumbents="bd")
    told = found(asked, plan_of("a", "c"))
    assert (told["b"].where, told["b"].locked) == ("leaves", True)
    assert (told["d"].where, told["d"].barred) == ("leaves", True)


def test_soft_rules_close_nothing() -> None:
    assert "f" in found(problem(rule("f", high=0, hard=False)), plan_of("a", "c"), 1)


def test_full_rules_are_named_and_others_are_not() -> None:
    told = found(problem(rule("a", "b", "c", high=2)), plan_of("a", "c"))
    assert {name: told[name].rules for name in "fbde"} == {
        "f": (), "b": ("That many",), "d": (), "e": (),
    }  # fmt: skip
    roomy = found(problem(rule("a", "b", "c", high=3)), plan_of("a", "c"))
    assert not any(one.rules for one in roomy.values())


def test_who_is_in_by_a_rule_is_not_the_one_to_be_compared_with() -> None:
    told = found(problem(rule("c", "e", low=1)), plan_of("a", "c"))
    assert told["c"].rules == ("That many",)
    assert {told[name].other for name in "fbde"} == {"a"}


def test_other_regions_do_not_matter() -> None:
    [south] = [one for one in standings(problem(), plan_of("a"), CARDS) if one.region == "south"]
    assert (south.id, south.where, south.other) == ("g", "next", None)

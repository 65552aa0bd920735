"""The problem as a value. Oracle: the conditions in its docstrings."""

from typing import Any

import pytest
from pydantic import ValidationError

from optimizer.problem import Fund, Lead, OverlapTerm, Period, Problem, RuleTerm, Team
from tests.optimizer.examples import everything, plain, soft
from tests.optimizer.problems import area, fund, option, problem, teams


def test_weeks_left_for_focus_areas() -> None:
    assert Team(id="t", weeks=150, universal_share=0.7).open_weeks == pytest.approx(45)
    assert Team(id="t", weeks=150).open_weeks == 150


@pytest.mark.parametrize(
    ("candidate", "service", "services", "pays"),
    [
        ("A", "tech", None, True),
        ("B", "tech", None, False),
        ("A", "tech", ("tech",), True),
        ("A", "peer", ("tech",), False),
        ("A", "peer", (), False),
    ],
)
def test_a_fund_pays(
    candidate: str, service: str, services: tuple[str, ...] | None, pays: bool
) -> None:
    assert fund("core", 10, "A", services=services).pays(candidate, service) == pays


def test_a_rule_is_named_by_its_group() -> None:
    rule = RuleTerm(rule="per_region", group="Europe", members=())
    assert rule.id == "per_region/Europe"
    assert rule.but(group="").id == "per_region"


def test_areas_by_id() -> None:
    example = plain()
    assert example.by_id["country:GEO"] is example.areas[1]


@pytest.mark.parametrize("example", [everything(), plain(), soft()])
def test_a_problem_can_be_saved_and_read(example: Problem) -> None:
    assert Problem.model_validate_json(example.model_dump_json()) == example


def term(**fields: Any) -> OverlapTerm:
    values: dict[str, Any] = {"candidate": "A", "relation": "r", "targets": ("B",), "points": 1}
    return OverlapTerm.model_validate({**values, **fields})


def rule(**fields: Any) -> RuleTerm:
    return RuleTerm.model_validate({"rule": "r", "members": ("A",), **fields})


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"areas": (area("A"), area("A"))}, "every area must have its own id; more than once: A"),
        ({"teams": (*teams(t=1), *teams(t=2))}, "every team must have its own id"),
        ({"funds": (fund("f", 1), fund("f", 2))}, "every fund must have its own id"),
        ({"periods": (Period(id="H1"), Period(id="H1"))}, "every period must have its own id"),
        ({"rules": (rule(low=1), rule(high=1))}, "every rule must have its own name and group"),
        ({"overlaps": (term(), term(points=2))}, "one overlap term per relation; .*: A r"),
        (
            {"areas": (area("A", 50, option("s"), option("s")), area("B"))},
            "each option once; .*: A s",
        ),
        (
            {"leads": (Lead(partner="p", candidate="A", service="s"),) * 2},
            "a lead must be named once",
        ),
        ({"must": {"X"}}, "must must name areas of the problem; unknown: X"),
        ({"must_not": {"X"}}, "must_not must name areas"),
        ({"funds": (fund("f", 1, "A", "X"),)}, "a fund's pays_for must name areas.*: X"),
        ({"rules": (rule(members=("A", "X")),)}, "a rule's members must name areas.*: X"),
        ({"rules": (rule(base=("A", "X")),)}, "a rule's members must name areas.*: X"),
        ({"rules": (rule(near={"A": ("X",)}),)}, "a rule's members must name areas.*: X"),
        ({"overlaps": (term(targets=("B", "X")),)}, "an overlap must name areas.*: X"),
        ({"overlaps": (term(candidate="X"),)}, "an overlap must name areas.*: X"),
        (
            {"leads": (Lead(partner="p", candidate="X", service="s"),)},
            "a lead must name areas.*: X",
        ),
        ({"areas": (area("A", 50, option(gone=1)), area("B"))}, "options must name teams.*: gone"),
        ({"rules": (rule(low=2, high=1),)}, "the least of a rule must not exceed its most: r"),
        ({"periods": ()}, "at least 1 item"),
        ({"min_stay": 0}, "greater than or equal to 1"),
        ({"most_changes": -1}, "greater than or equal to 0"),
        ({"partner_capacity": {"p": -1}}, "greater than or equal to 0"),
    ],
)
def test_an_inconsistent_problem_is_refused(fields: dict[str, Any], message: str) -> None:
    values: dict[str, Any] = {"areas": (area("A"), area("B")), "periods": (Period(id="H1"),)}
    with pytest.raises(ValidationError, match=message):
        Problem(**{**values, **fields})


def test_all_inconsistencies_are_told_at_once() -> None:
    with pytest.raises(ValidationError) as caught:
        problem(area("A"), must={"X"}, must_not={"Y"})
    assert "unknown: X" in str(caught.value)
    assert "unknown: Y" in str(caught.value)


@pytest.mark.parametrize("amount", [float("nan"), float("inf"), -1.0])
def test_impossible_amounts_are_refused(amount: float) -> None:
    with pytest.raises(ValidationError):
        Fund(id="f", usd=amount, pays_for=frozenset())
    with pytest.raises(ValidationError):
        Team(id="t", weeks=amount)
    with pytest.raises(ValidationError):
        option(usd=amount)

"""Balance rules, hard and soft, by count and by share. Oracles: worked by hand."""

from typing import Any

import pytest

from optimizer.model.matrix import MatrixModel
from optimizer.model.rules import add_rule_constraints, add_rule_decisions, add_rule_objective
from optimizer.model.selection import add_focus_decisions
from optimizer.problem import Period, Problem, RuleTerm
from tests.optimizer.problems import area, option, problem, teams
from tests.optimizer.solved import solve
from tests.optimizer.written import AMOUNT, SHARE, YES_NO, Row, columns, earnings, rows


def rule(*members: str, **fields: Any) -> RuleTerm:
    """Return a rule over members; hard unless it has a penalty."""
    values: dict[str, object] = {"rule": "r", "members": members, "hard": "penalty" not in fields}
    return RuleTerm.model_validate({**values, **fields})


def written(*terms: RuleTerm, periods: tuple[Period, ...] = (Period(id="H1"),)) -> MatrixModel:
    example = problem(area("A"), area("B"), area("C"), area("T"), rules=terms).but(periods=periods)
    sheet = MatrixModel()
    for add in (add_focus_decisions, add_rule_decisions, add_rule_constraints, add_rule_objective):
        add(sheet, example)
    return sheet


def test_compile_hard_count() -> None:
    sheet = written(rule("A", "B", group="Europe", low=1, high=2))
    counted = {"focus(A,H1)": 1, "focus(B,H1)": 1}
    assert rows(sheet) == {
        "rule_least(r!2f;Europe,H1)": Row(counted, lower=1),
        "rule_most(r!2f;Europe,H1)": Row(counted, upper=2),
    }
    assert set(columns(sheet).values()) == {YES_NO}
    assert earnings(sheet) == {}


def test_compile_soft_count() -> None:
    """A soft rule has slacks that cost 3 points per focus area, 1.5 in the second period."""
    periods = (Period(id="H1"), Period(id="H2", discount=0.5))
    sheet = written(rule("A", "B", low=1, high=1, penalty=3), periods=periods)
    assert columns(sheet, "short", "over") == {
        "short(r,H1)": AMOUNT,
        "over(r,H1)": AMOUNT,
        "short(r,H2)": AMOUNT,
        "over(r,H2)": AMOUNT,
    }
    found = rows(sheet)
    assert found["rule_least(r,H1)"] == Row(
        {"focus(A,H1)": 1, "focus(B,H1)": 1, "short(r,H1)": 1}, lower=1
    )
    assert found["rule_most(r,H2)"] == Row(
        {"focus(A,H2)": 1, "focus(B,H2)": 1, "over(r,H2)": -1}, upper=1
    )
    assert earnings(sheet) == {
        "short(r,H1)": -3,
        "over(r,H1)": -3,
        "short(r,H2)": -1.5,
        "over(r,H2)": -1.5,
    }


def test_compile_share() -> None:
    """At least a quarter and at most half of A, B and C: n − 0.25 b ≥ 0, n − 0.5 b ≤ 0."""
    assert rows(written(rule("A", "T", base=("A", "B", "C"), low=0.25, high=0.5))) == {
        "rule_least(r,H1)": Row(
            {"focus(A,H1)": 0.75, "focus(T,H1)": 1, "focus(B,H1)": -0.25, "focus(C,H1)": -0.25},
            lower=0,
        ),
        "rule_most(r,H1)": Row(
            {"focus(A,H1)": 0.5, "focus(T,H1)": 1, "focus(B,H1)": -0.5, "focus(C,H1)": -0.5},
            upper=0,
        ),
    }


def test_compile_near_least() -> None:
    """A counts beside B or T; C has no link, so it never counts."""
    sheet = written(rule("A", "C", low=1, near={"A": ("B", "T")}))
    assert columns(sheet, "near") == {"near(r,A,H1)": SHARE, "near(r,C,H1)": SHARE}
    assert rows(sheet) == {
        "near_here(r,A,H1)": Row({"near(r,A,H1)": 1, "focus(A,H1)": -1}, upper=0),
        "near_there(r,A,H1)": Row(
            {"near(r,A,H1)": 1, "focus(B,H1)": -1, "focus(T,H1)": -1}, upper=0
        ),
        "near_here(r,C,H1)": Row({"near(r,C,H1)": 1, "focus(C,H1)": -1}, upper=0),
        "near_there(r,C,H1)": Row({"near(r,C,H1)": 1}, upper=0),
        "rule_least(r,H1)": Row({"near(r,A,H1)": 1, "near(r,C,H1)": 1}, lower=1),
    }


def test_compile_near_most() -> None:
    """With a most, A counts as soon as it and one of its linked areas are in focus."""
    found = rows(written(rule("A", high=0, near={"A": ("B", "T")})), "near_both", "rule_most")
    assert found == {
        "near_both(r,A,H1,B)": Row(
            {"near(r,A,H1)": -1, "focus(A,H1)": 1, "focus(B,H1)": 1}, upper=1
        ),
        "near_both(r,A,H1,T)": Row(
            {"near(r,A,H1)": -1, "focus(A,H1)": 1, "focus(T,H1)": 1}, upper=1
        ),
        "rule_most(r,H1)": Row({"near(r,A,H1)": 1}, upper=0),
    }


def four(*terms: RuleTerm, weeks: float = 4, **fields: Any) -> Problem:
    """Return A (40 points), B (30), C (20) and D (10): one week each, all of it or nothing."""
    return problem(
        *(
            area(name, points, option(team=1), support_min=1)
            for name, points in (("A", 40), ("B", 30), ("C", 20), ("D", 10))
        ),
        rules=terms,
        teams=teams(team=weeks),
        **fields,
    )


@pytest.mark.parametrize(
    ("term", "weeks", "chosen", "value"),
    [
        (rule("A", "B", high=1), 4, "ACD", 70),
        (rule("A", "B", "C", "D", high=0), 4, "", 0),
        (rule("C", "D", low=1), 2, "AC", 60),
        (rule("C", "D", low=2), 2, "CD", 30),
        (rule("A", "B", "C", "D", low=2, high=3), 4, "ABC", 90),
    ],
)
def test_solve_hard_count(term: RuleTerm, weeks: float, chosen: str, value: float) -> None:
    """Of all that the rule allows, the most points: 40, 30, 20 and 10 for A, B, C and D."""
    plan = solve(four(term, weeks=weeks))
    assert plan.ids == set(chosen)
    assert plan.value == pytest.approx(value)


@pytest.mark.parametrize(
    ("term", "chosen", "value"),
    [
        (rule("A", "B", high=1, penalty=29), "ABCD", 71),
        (rule("A", "B", high=1, penalty=31), "ACD", 70),
        (rule("A", "B", high=0, penalty=31), "ACD", 39),
        (rule("A", "B", "C", high=1, penalty=21), "ABD", 59),
    ],
)
def test_solve_soft_most(term: RuleTerm, chosen: str, value: float) -> None:
    """A rule is missed where that costs less than what is given up for it.

    First: 100 − 29 = 71 with A and B; second: 70 without B beats 69. Third: A beyond earns
    40 − 31, B would earn 30 − 31. Fourth: B beyond earns 30 − 21, C would earn 20 − 21.
    """
    plan = solve(four(term))
    assert plan.ids == set(chosen)
    assert plan.value == pytest.approx(value)


@pytest.mark.parametrize(("penalty", "chosen", "value"), [(9, "AB", 61), (11, "AC", 60)])
def test_solve_soft_least(penalty: float, chosen: str, value: float) -> None:
    """Two weeks: A and B earn 70; one of C and D is asked for, and C in B's place loses 10."""
    plan = solve(four(rule("C", "D", low=1, penalty=penalty), weeks=2))
    assert plan.ids == set(chosen)
    assert plan.value == pytest.approx(value)


@pytest.mark.parametrize(
    ("fields", "chosen"),
    [({"low": 0.5}, "ABCD"), ({"low": 0.6}, "ACD"), ({"high": 0.4}, "ABC"), ({"high": 0.2}, "AB")],
)
def test_solve_share(fields: dict[str, float], chosen: str) -> None:
    """Share of C and D among all: half of four; two of three without B (70 points, not A's 60).

    At most 0.4: one of three, C with A and B. At most 0.2: one of five would do, so none.
    """
    plan = solve(four(rule("C", "D", base=("A", "B", "C", "D"), **fields)))
    assert plan.ids == set(chosen)


def test_solve_share_of_nothing_is_met() -> None:
    """No base candidate in focus: any share of none is met by none."""
    term = rule("A", base=("A", "B"), low=1)
    plan = solve(four(term, must_not={"A", "B"}))
    assert plan.ids == {"C", "D"}


def test_solve_near_counts_beside_a_linked_area_only() -> None:
    """One week too few for all. A counts beside D only: A, B, D earn 80, not A, B, C's 90."""
    plan = solve(four(rule("A", low=1, near={"A": ("D",)}), weeks=3))
    assert plan.ids == {"A", "B", "D"}
    assert plan.rules[0].count == 1


def test_solve_near_most_keeps_linked_areas_apart() -> None:
    """A and B must not be in focus together: A, C, D."""
    plan = solve(four(rule("A", high=0, near={"A": ("B",)})))
    assert plan.ids == {"A", "C", "D"}


def test_solve_near_share() -> None:
    """Half of A, B, C must be near D or another of D's group: one of three is, so one leaves.

    A is near D. Without D nothing is near, so nothing of A, B, C could be in. With D and two of
    them, half are near: A, B, D = 80 points.
    """
    term = rule("A", "B", "C", base=("A", "B", "C"), low=0.5, near={"A": ("D",)})
    plan = solve(four(term))
    assert plan.ids == {"A", "B", "D"}


def test_solve_rule_on_nobody() -> None:
    """Nobody can be counted: a least of 1 cannot be met if hard, and costs its price if soft."""
    assert solve(four(rule(low=1))).status == "infeasible"
    assert solve(four(rule(low=1, penalty=5))).value == pytest.approx(95)


def test_solve_holds_in_every_period() -> None:
    """One of A and B per period, in both of two: 2 · 70."""
    plan = solve(four(rule("A", "B", high=1), periods="H1 H2"))
    assert plan.value == pytest.approx(140)

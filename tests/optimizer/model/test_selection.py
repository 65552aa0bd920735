"""Which candidates are focus areas, when. Oracles: worked by hand."""

from typing import Any

import pytest

from optimizer.model.matrix import MatrixModel
from optimizer.model.selection import add_focus_decisions, add_lock_constraints
from optimizer.problem import Problem
from tests.optimizer.problems import area, option, problem, teams
from tests.optimizer.solved import solve
from tests.optimizer.written import CLOSED, YES_NO, Row, columns, rows


def test_compile_add_focus_decisions() -> None:
    """A is open in H1 only, B is behind a gate, C is free."""
    example = problem(
        area("country:A", windows=("H1",)),
        area("country:B", barred="fails the Values Check"),
        area("country:C"),
        periods="H1 H2",
    )
    sheet = MatrixModel()
    add_focus_decisions(sheet, example)
    assert columns(sheet) == {
        "focus(country.A,H1)": YES_NO,
        "focus(country.A,H2)": CLOSED,
        "focus(country.B,H1)": CLOSED,
        "focus(country.B,H2)": CLOSED,
        "focus(country.C,H1)": YES_NO,
        "focus(country.C,H2)": YES_NO,
    }
    assert rows(sheet) == {}


def test_compile_add_lock_constraints() -> None:
    example = problem(area("A"), area("B"), area("C"), periods="H1 H2", must={"A"}, must_not={"C"})
    sheet = MatrixModel()
    add_focus_decisions(sheet, example)
    add_lock_constraints(sheet, example)
    assert rows(sheet) == {
        "must(A,H1)": Row({"focus(A,H1)": 1}, lower=1),
        "must(A,H2)": Row({"focus(A,H2)": 1}, lower=1),
        "must_not(C,H1)": Row({"focus(C,H1)": 1}, upper=0),
        "must_not(C,H2)": Row({"focus(C,H2)": 1}, upper=0),
    }
    assert set(columns(sheet).values()) == {YES_NO}


def one_of_three(**fields: Any) -> Problem:
    """Return a problem with time for one of three: A is worth 50, B 40 and C 30 points."""
    works = option(team=1)
    barred = {"barred": "fails the Values Check"}
    closed = {"windows": ("H2",)}
    return problem(
        area("A", 50, works, **(barred if fields.pop("bar_a", False) else {})),
        area("B", 40, works, **(closed if fields.pop("close_b", False) else {})),
        area("C", 30, works),
        teams=teams(team=1),
        **fields,
    )


@pytest.mark.parametrize(
    ("fields", "chosen", "value"),
    [
        ({}, "A", 50),
        ({"must": {"C"}}, "C", 30),
        ({"must_not": {"A"}}, "B", 40),
        ({"bar_a": True}, "B", 40),
        ({"bar_a": True, "close_b": True}, "C", 30),
    ],
)
def test_solve_chooses_the_best_that_is_allowed(
    fields: dict[str, object], chosen: str, value: float
) -> None:
    """Time is for one: the best of those that no lock, gate or window rules out."""
    plan = solve(one_of_three(**fields))
    assert plan.ids == {chosen}
    assert plan.value == pytest.approx(value)


def test_solve_chooses_anew_in_every_period() -> None:
    """A (50) can be supported in H1 only; the time is then B's (40): 50 + 40 = 90."""
    example = problem(
        area("A", 50, option(team=1), windows=("H1",)),
        area("B", 40, option(team=1)),
        periods="H1 H2",
        teams=teams(team=1),
    )
    plan = solve(example)
    assert plan.decisions.focus == {("A", "H1"), ("B", "H2")}
    assert plan.value == pytest.approx(90)


@pytest.mark.parametrize("fields", [{"must": {"A"}, "must_not": {"A"}}, {"must": {"A", "B"}}])
def test_solve_says_that_locks_cannot_hold(fields: dict[str, object]) -> None:
    """A cannot be in and out at once; and there is time for one of A and B, not for both."""
    assert solve(one_of_three(**fields)).status == "infeasible"

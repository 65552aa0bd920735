"""Continuity with the list in force and between periods. Oracles: worked by hand."""

from typing import Any

import pytest

from optimizer.model.continuity import (
    add_change_constraints,
    add_change_decisions,
    add_drop_objective,
)
from optimizer.model.matrix import MatrixModel
from optimizer.model.selection import add_focus_decisions
from optimizer.problem import Period, Problem
from tests.optimizer.problems import area, option, problem, teams
from tests.optimizer.solved import solve
from tests.optimizer.written import SHARE, Row, columns, earnings, rows


def written(example: Problem) -> MatrixModel:
    sheet = MatrixModel()
    for add in (
        add_focus_decisions,
        add_change_decisions,
        add_change_constraints,
        add_drop_objective,
    ):
        add(sheet, example)
    return sheet


def test_compile_add_change_decisions() -> None:
    """A can be dropped at once, B (new) from H2; C has no price, so nothing depends on its drop."""
    example = problem(
        area("A", incumbent=True, drop_price=4),
        area("B", drop_price=2),
        area("C", incumbent=True),
        periods="H1 H2",
    )
    names = ("drop(A,H1)", "drop(A,H2)", "drop(B,H2)")
    assert columns(written(example), "drop", "start") == dict.fromkeys(names, SHARE)
    limited = columns(written(example.but(most_changes=1)), "drop", "start")
    starts = (f"start({name},{period})" for name in "ABC" for period in ("H1", "H2"))
    assert limited == dict.fromkeys((*names, "drop(C,H1)", "drop(C,H2)", *starts), SHARE)


def test_compile_add_change_constraints() -> None:
    """A is in force: its drop in H1 is at least 1 − x, a start in H1 is no change."""
    example = problem(
        area("A", incumbent=True, drop_price=4), area("B"), periods="H1 H2", most_changes=1
    )
    assert rows(written(example)) == {
        "is_drop(A,H1)": Row({"drop(A,H1)": -1, "focus(A,H1)": -1}, upper=-1),
        "is_start(A,H1)": Row({"start(A,H1)": -1, "focus(A,H1)": 1}, upper=1),
        "is_start(B,H1)": Row({"start(B,H1)": -1, "focus(B,H1)": 1}, upper=0),
        "most_changes(H1)": Row({"drop(A,H1)": 1, "start(A,H1)": 1, "start(B,H1)": 1}, upper=1),
        "is_drop(A,H2)": Row({"drop(A,H2)": -1, "focus(A,H2)": -1, "focus(A,H1)": 1}, upper=0),
        "is_start(A,H2)": Row({"start(A,H2)": -1, "focus(A,H2)": 1, "focus(A,H1)": -1}, upper=0),
        "is_drop(B,H2)": Row({"drop(B,H2)": -1, "focus(B,H2)": -1, "focus(B,H1)": 1}, upper=0),
        "is_start(B,H2)": Row({"start(B,H2)": -1, "focus(B,H2)": 1, "focus(B,H1)": -1}, upper=0),
        "most_changes(H2)": Row(
            {"drop(A,H2)": 1, "start(A,H2)": 1, "drop(B,H2)": 1, "start(B,H2)": 1}, upper=1
        ),
    }


def test_compile_stay() -> None:
    """A new start stays three periods, or to the end; A is in force, so H1 is no start of it."""
    example = problem(area("A", incumbent=True), area("B"), periods="H1 H2 H3", min_stay=3)
    assert rows(written(example)) == {
        "stay(B,H1,H2)": Row({"focus(B,H1)": 1, "focus(B,H2)": -1}, upper=0),
        "stay(B,H1,H3)": Row({"focus(B,H1)": 1, "focus(B,H3)": -1}, upper=0),
        "stay(A,H2,H3)": Row({"focus(A,H2)": 1, "focus(A,H1)": -1, "focus(A,H3)": -1}, upper=0),
        "stay(B,H2,H3)": Row({"focus(B,H2)": 1, "focus(B,H1)": -1, "focus(B,H3)": -1}, upper=0),
    }


def test_compile_add_drop_objective() -> None:
    example = problem(area("A", incumbent=True, drop_price=4)).but(
        periods=(Period(id="H1"), Period(id="H2", discount=0.5))
    )
    assert earnings(written(example)) == {"drop(A,H1)": -4, "drop(A,H2)": -2}


def two(price: float = 0, *, periods: str = "H1", **fields: Any) -> Problem:
    """Return A (50 points) and B (40, in force): time for one of them."""
    return problem(
        area("A", 50, option(team=1), support_min=1),
        area("B", 40, option(team=1), support_min=1, incumbent=True, drop_price=price),
        teams=teams(team=1),
        periods=periods,
        **fields,
    )


@pytest.mark.parametrize(
    ("price", "chosen", "value"), [(0, "A", 50), (9, "A", 41), (11, "B", 40), (100, "B", 40)]
)
def test_solve_drops_where_it_pays(price: float, chosen: str, value: float) -> None:
    """A in B's place earns 10 more points: B is dropped while that costs less."""
    plan = solve(two(price))
    assert plan.ids == {chosen}
    assert plan.value == pytest.approx(value)


def test_solve_a_drop_is_paid_once() -> None:
    """B leaves in H1 for A, which stays: 50 + 50 − 15; B both times would be 80."""
    plan = solve(two(15, periods="H1 H2"))
    assert plan.ids == {"A"}
    assert plan.value == pytest.approx(85)
    assert (plan.entered, plan.left, plan.stayed) == (("A",), ("B",), ())


@pytest.mark.parametrize(("most", "chosen"), [(None, "A"), (2, "A"), (1, "B"), (0, "B")])
def test_solve_changes_are_limited(most: int | None, chosen: str) -> None:
    """A in B's place is two changes: a start and a drop."""
    assert solve(two(most_changes=most)).ids == {chosen}


@pytest.mark.parametrize(
    ("stay", "chosen"), [(1, {("A", "H1"), ("B", "H2")}), (2, {("B", "H1"), ("B", "H2")})]
)
def test_solve_a_start_stays(stay: int, chosen: set[tuple[str, str]]) -> None:
    """A can be supported in H1 only: with a stay of two it cannot start, and B has both."""
    example = two(periods="H1 H2", min_stay=stay)
    first, second = example.areas
    example = example.but(areas=(first.but(windows=("H1",)), second))
    assert solve(example).decisions.focus == chosen


def test_solve_a_start_at_the_end_stays_to_the_end() -> None:
    """B has H1 only; A may start in H2, the last period, however long it would have to stay."""
    example = two(periods="H1 H2", min_stay=2, must=set())
    first, second = example.areas
    example = example.but(areas=(first.but(windows=("H2",)), second.but(windows=("H1",))))
    assert solve(example).decisions.focus == {("B", "H1"), ("A", "H2")}


def test_solve_the_list_in_force_may_leave_at_once() -> None:
    """B is in force, so the minimum stay does not hold it: A replaces it in H1."""
    plan = solve(two(periods="H1 H2", min_stay=2))
    assert plan.decisions.focus == {("A", "H1"), ("A", "H2")}

"""Focus overlap, decided together with the plan. Oracles: worked by hand."""

from typing import Any

import pytest

from optimizer.model.matrix import MatrixModel
from optimizer.model.overlap import (
    add_overlap_constraints,
    add_overlap_decisions,
    add_overlap_objective,
)
from optimizer.model.selection import add_focus_decisions
from optimizer.problem import OverlapTerm, Period, Problem
from tests.optimizer.problems import area, option, problem, teams
from tests.optimizer.solved import solve
from tests.optimizer.written import SHARE, Row, columns, earnings, rows


def term(points: float, *targets: str, relation: str = "on_theme") -> OverlapTerm:
    return OverlapTerm(candidate="C", relation=relation, targets=targets, points=points)


def linked(*terms: OverlapTerm, **fields: Any) -> Problem:
    """Return commitment C (20 points) and themes T (10) and U (12), one week of work each."""
    return problem(
        area("C", 20, option(team=1), kind="commitment"),
        area("T", 10, option(team=1), kind="theme"),
        area("U", 12, option(team=1), kind="theme"),
        overlaps=terms,
        **fields,
    )


def written(example: Problem) -> MatrixModel:
    sheet = MatrixModel()
    for add in (
        add_focus_decisions,
        add_overlap_decisions,
        add_overlap_constraints,
        add_overlap_objective,
    ):
        add(sheet, example)
    return sheet


EXAMPLE = linked(term(6, "T", "U"), term(4, "T", relation="in_country"), teams=teams(team=3)).but(
    periods=(Period(id="H1"), Period(id="H2", discount=0.5))
)


def test_compile_add_overlap_decisions() -> None:
    assert columns(written(EXAMPLE), "overlap") == dict.fromkeys(
        (
            "overlap(C,on_theme,H1)",
            "overlap(C,on_theme,H2)",
            "overlap(C,in_country,H1)",
            "overlap(C,in_country,H2)",
        ),
        SHARE,
    )


def test_compile_add_overlap_constraints() -> None:
    found = rows(written(EXAMPLE))
    assert {name: row for name, row in found.items() if "H1" in name} == {
        "overlap_here(C,on_theme,H1)": Row(
            {"overlap(C,on_theme,H1)": 1, "focus(C,H1)": -1}, upper=0
        ),
        "overlap_there(C,on_theme,H1)": Row(
            {"overlap(C,on_theme,H1)": 1, "focus(T,H1)": -1, "focus(U,H1)": -1}, upper=0
        ),
        "overlap_here(C,in_country,H1)": Row(
            {"overlap(C,in_country,H1)": 1, "focus(C,H1)": -1}, upper=0
        ),
        "overlap_there(C,in_country,H1)": Row(
            {"overlap(C,in_country,H1)": 1, "focus(T,H1)": -1}, upper=0
        ),
    }
    assert len(found) == 8


def test_compile_add_overlap_objective() -> None:
    assert earnings(written(EXAMPLE)) == {
        "overlap(C,on_theme,H1)": 6,
        "overlap(C,on_theme,H2)": 3,
        "overlap(C,in_country,H1)": 4,
        "overlap(C,in_country,H2)": 2,
    }


@pytest.mark.parametrize(
    ("points", "chosen", "value"), [(1, {"C", "U"}, 32), (3, {"C", "T"}, 33), (2, {"C", "T"}, 32)]
)
def test_solve_prefers_what_overlaps(points: float, chosen: set[str], value: float) -> None:
    """Two weeks: C and U are worth 32; C and T 30 and what T's overlap earns. At 2 they tie.

    The tie is settled by ids: T comes before U.
    """
    plan = solve(linked(term(points, "T"), teams=teams(team=2)))
    assert plan.ids == chosen
    assert plan.value == pytest.approx(value)


def test_solve_one_linked_focus_area_is_enough() -> None:
    """C overlaps with T or U: 6 points once, whether one or both of them are in focus."""
    plan = solve(linked(term(6, "T", "U"), teams=teams(team=3)))
    assert plan.value == pytest.approx(20 + 10 + 12 + 6)
    plan = solve(linked(term(6, "T", "U"), teams=teams(team=2)))
    assert plan.value == pytest.approx(20 + 12 + 6)


def test_solve_every_relation_earns_its_own() -> None:
    """Both relations: 6 for a theme and 4 for what is in the country."""
    both = (term(6, "U"), term(4, "T", relation="in_country"))
    plan = solve(linked(*both, teams=teams(team=3)))
    assert plan.value == pytest.approx(42 + 6 + 4)
    assert {(pair.target, pair.relation) for pair in plan.overlaps} == {
        ("U", "on_theme"),
        ("T", "in_country"),
    }


def test_solve_nothing_is_earned_without_the_candidate() -> None:
    """T and U are in focus, C must not be: no overlap."""
    plan = solve(linked(term(6, "T", "U"), teams=teams(team=3), must_not={"C"}))
    assert plan.value == pytest.approx(22)

"""Which services a focus area gets, and that it gets enough. Oracles: worked by hand."""

from typing import Any

import pytest

from optimizer.audit import broken
from optimizer.decisions import Decisions
from optimizer.model.matrix import MatrixModel
from optimizer.model.selection import add_focus_decisions
from optimizer.model.support import (
    add_service_constraints,
    add_service_decisions,
    add_support_objective,
)
from optimizer.problem import Period, Problem
from tests.optimizer.problems import area, fund, option, problem, teams
from tests.optimizer.solved import solve
from tests.optimizer.written import CLOSED, YES_NO, Row, columns, earnings, rows


def two_services() -> Problem:
    """Return A (40 points: 0.6 and 0.4 of it) with least support 0.5, and B without a least."""
    return problem(
        area("A", 40, option("tech", 0.6, usd=1000), option("peer", 0.4), support_min=0.5),
        area("B", 30, option("tech", 1.0, usd=1000)),
        funds=(fund("core", 5000, "A"),),
    ).but(periods=(Period(id="H1"), Period(id="H2", discount=0.9)))


def written(example: Problem) -> MatrixModel:
    sheet = MatrixModel()
    add_focus_decisions(sheet, example)
    add_service_decisions(sheet, example)
    add_service_constraints(sheet, example)
    add_support_objective(sheet, example)
    return sheet


def test_compile_add_service_decisions() -> None:
    """No fund pays for B, so its paid service is closed; A's fund and free services are open."""
    assert columns(written(two_services()), "service") == {
        "service(A,tech,H1)": YES_NO,
        "service(A,tech,H2)": YES_NO,
        "service(A,peer,H1)": YES_NO,
        "service(A,peer,H2)": YES_NO,
        "service(B,tech,H1)": CLOSED,
        "service(B,tech,H2)": CLOSED,
    }


def test_compile_add_service_constraints() -> None:
    found = rows(written(two_services()))
    assert {name: row for name, row in found.items() if "H1" in name} == {
        "only_in_focus(A,tech,H1)": Row({"service(A,tech,H1)": 1, "focus(A,H1)": -1}, upper=0),
        "only_in_focus(A,peer,H1)": Row({"service(A,peer,H1)": 1, "focus(A,H1)": -1}, upper=0),
        "only_in_focus(B,tech,H1)": Row({"service(B,tech,H1)": 1, "focus(B,H1)": -1}, upper=0),
        "enough_support(A,H1)": Row(
            {"service(A,tech,H1)": 0.6, "service(A,peer,H1)": 0.4, "focus(A,H1)": -0.5}, lower=0
        ),
        "enough_support(B,H1)": Row({"service(B,tech,H1)": 1, "focus(B,H1)": -1}, lower=0),
    }
    assert {name.replace("H2", "H1") for name in found} == {n for n in found if "H1" in n}


def test_compile_add_support_objective() -> None:
    """A: 100 · 0.4 · 0.6 = 24 and 16 points in H1, nine tenths of them in H2; B: 30 and 27."""
    assert earnings(written(two_services())) == pytest.approx(
        {
            "service(A,tech,H1)": 24,
            "service(A,tech,H2)": 21.6,
            "service(A,peer,H1)": 16,
            "service(A,peer,H2)": 14.4,
            "service(B,tech,H1)": 30,
            "service(B,tech,H2)": 27,
        }
    )


@pytest.mark.parametrize(
    ("least", "weeks", "services", "value"),
    [
        (0.5, 3.0, {"tech", "peer"}, 40.0),
        (0.5, 2.0, {"tech"}, 24.0),
        (0.5, 1.0, set(), 0.0),
        (0.4, 1.0, {"peer"}, 16.0),
        (0.61, 2.0, set(), 0.0),
        (0.6, 2.0, {"tech"}, 24.0),
    ],
)
def test_solve_gives_no_token_support(
    least: float, weeks: float, services: set[str], value: float
) -> None:
    """Tech unlocks 0.6 for 2 weeks, peer 0.4 for 1; below the least share there is no focus."""
    tech, peer = option("tech", 0.6, team=2), option("peer", 0.4, team=1)
    example = problem(area("A", 40, tech, peer, support_min=least), teams=teams(team=weeks))
    plan = solve(example)
    assert {service for _, service, _ in plan.decisions.services} == services
    assert plan.value == pytest.approx(value)


def test_solve_serves_focus_areas_only() -> None:
    """B must not be in focus, so its service, free as it is, goes unused."""
    plan = solve(problem(area("A", 20), area("B", 30), must_not={"B"}))
    assert plan.decisions.services == {("A", "support", "H1")}


def test_solve_gives_nothing_that_no_fund_may_pay() -> None:
    """Tech costs USD 1000 that no fund pays for B; a service of USD 0 needs no fund."""
    plan = solve(two_services())
    assert {candidate for candidate, _, _ in plan.decisions.services} == {"A"}
    assert plan.value == pytest.approx(40 + 36)


def test_solve_a_focus_area_gets_a_service_at_least() -> None:
    """B has no least share, but there is no time for it: it is no focus area without support."""
    example = problem(
        area("A", 40, option(team=1)), area("B", 30, option(team=1)), teams=teams(team=1)
    )
    assert solve(example).ids == {"A"}
    assert solve(example.but(must={"A", "B"})).status == "infeasible"


def in_sizes(weeks: float, **fields: Any) -> Problem:
    """Return A (60 points) and B (40), each with a plan in three sizes: 1, 3 and 8 weeks."""
    sizes = [
        option(f"plan:{name}", share, team=weeks)
        for name, share, weeks in (("small", 0.3, 1), ("medium", 0.6, 3), ("large", 1.0, 8))
    ]
    return problem(
        area("A", 60, *sizes, **fields), area("B", 40, *sizes, **fields), teams=teams(team=weeks)
    )


def test_compile_one_size_of_a_service() -> None:
    """One row for all sizes, Σ_m z ≤ x, which is tighter than one each; support counts them all."""
    found = rows(written(in_sizes(5, support_min=0.5)))
    sizes = ("small", "medium", "large")
    assert {name: row for name, row in found.items() if "(A" in name} == {
        "only_in_focus(A,plan,H1)": Row(
            {f"service(A,plan.{size},H1)": 1 for size in sizes} | {"focus(A,H1)": -1}, upper=0
        ),
        "enough_support(A,H1)": Row(
            dict(zip((f"service(A,plan.{s},H1)" for s in sizes), (0.3, 0.6, 1.0), strict=True))
            | {"focus(A,H1)": -0.5},
            lower=0,
        ),
    }


@pytest.mark.parametrize(
    ("weeks", "given", "value"),
    [
        (1, {"A": "small"}, 18),
        (4, {"A": "medium", "B": "small"}, 36 + 12),  # both smaller ones for A would be 54
        (6, {"A": "medium", "B": "medium"}, 36 + 24),
        (9, {"A": "large", "B": "small"}, 60 + 12),
        (16, {"A": "large", "B": "large"}, 100),
    ],
)
def test_solve_gives_one_size_at_most(weeks: float, given: dict[str, str], value: float) -> None:
    plan = solve(in_sizes(weeks))
    found = {candidate: service for candidate, service, _ in plan.decisions.services}
    assert len(plan.decisions.services) == len(found)
    assert found == {candidate: f"plan:{size}" for candidate, size in given.items()}
    assert plan.value == pytest.approx(value)


def test_solve_reaches_the_least_support_in_a_size_that_does() -> None:
    """Of 4 weeks, A takes the medium plan; a small one for B would be token support."""
    plan = solve(in_sizes(4, support_min=0.5))
    assert plan.decisions.services == {("A", "plan:medium", "H1")}


def test_the_audit_finds_two_sizes() -> None:
    example = in_sizes(5)
    both = Decisions(
        focus={("A", "H1")}, services={("A", "plan:small", "H1"), ("A", "plan:medium", "H1")}
    )
    assert broken(example, both) == ["A gets plan in 2 sizes in H1"]

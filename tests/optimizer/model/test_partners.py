"""Partners who lead a service. Oracles: worked by hand."""

from typing import Any

import pytest

from optimizer.model.matrix import MatrixModel
from optimizer.model.partners import add_lead_constraints, add_lead_decisions
from optimizer.model.selection import add_focus_decisions
from optimizer.model.support import add_service_decisions
from optimizer.problem import Lead, Problem
from tests.optimizer.problems import area, option, problem, teams
from tests.optimizer.solved import solve
from tests.optimizer.written import YES_NO, Row, columns, rows


def lead(partner: str, candidate: str, service: str = "support") -> Lead:
    return Lead(partner=partner, candidate=candidate, service=service)


def led(**fields: Any) -> Problem:
    """Return A and B, 4 weeks each, half of them saved by a partner who leads."""
    return problem(
        area("A", 50, option(partner_lead=0.5, team=4)),
        area("B", 40, option(partner_lead=0.5, team=4)),
        teams=teams(team=6),
        **fields,
    )


def written(example: Problem) -> MatrixModel:
    sheet = MatrixModel()
    for add in (
        add_focus_decisions,
        add_service_decisions,
        add_lead_decisions,
        add_lead_constraints,
    ):
        add(sheet, example)
    return sheet


def test_compile_add_lead_decisions() -> None:
    """Only leads that save staff, of a service that is offered, by a partner with capacity."""
    example = problem(
        area("A", 50, option("tech", 0.5, partner_lead=0.5, team=4), option("peer", 0.5, team=1)),
        area("B", 50, option("tech", 1.0, partner_lead=0.5)),
        teams=teams(team=6),
        leads=(
            lead("p", "A", "tech"),
            lead("p", "A", "peer"),  # cannot be led
            lead("p", "A", "grant"),  # is not offered
            lead("p", "B", "tech"),  # takes no staff
            lead("q", "A", "tech"),  # no stated capacity
            lead("r", "A", "tech"),  # no capacity left
        ),
        partner_capacity={"p": 1, "r": 0},
    )
    assert columns(written(example), "lead") == {"lead(p,A,tech,H1)": YES_NO}


def test_compile_add_lead_constraints() -> None:
    example = led(
        leads=(lead("p", "A"), lead("p", "B"), lead("q", "A")), partner_capacity={"p": 1, "q": 2}
    )
    assert rows(written(example)) == {
        "led_service(A,support,H1)": Row(
            {"lead(p,A,support,H1)": 1, "lead(q,A,support,H1)": 1, "service(A,support,H1)": -1},
            upper=0,
        ),
        "led_service(B,support,H1)": Row(
            {"lead(p,B,support,H1)": 1, "service(B,support,H1)": -1}, upper=0
        ),
        "partner_capacity(p,H1)": Row(
            {"lead(p,A,support,H1)": 1, "lead(p,B,support,H1)": 1}, upper=1
        ),
        "partner_capacity(q,H1)": Row({"lead(q,A,support,H1)": 1}, upper=2),
    }


@pytest.mark.parametrize(
    ("leads", "capacity", "value"),
    [
        ((), {}, 50),
        ((lead("p", "A"),), {"p": 1}, 90),
        ((lead("p", "A"),), {"p": 0}, 50),
        ((lead("p", "A"),), {}, 50),
        ((lead("p", "B"),), {"p": 1}, 90),
    ],
)
def test_solve_a_partner_frees_staff(
    leads: tuple[Lead, ...], capacity: dict[str, float], value: float
) -> None:
    """6 weeks are enough for one (4), or for both when one is led: 4 + 2 = 6."""
    assert solve(led(leads=leads, partner_capacity=capacity)).value == pytest.approx(value)


@pytest.mark.parametrize(("capacity", "value"), [(1, 50), (2, 90)])
def test_solve_a_partner_leads_no_more_than_it_can(capacity: float, value: float) -> None:
    """With 4 weeks both fit only if both are led (2 + 2), which takes two engagements."""
    example = led(leads=(lead("p", "A"), lead("p", "B")), partner_capacity={"p": capacity})
    plan = solve(example.but(teams=teams(team=4)))
    assert plan.value == pytest.approx(value)


def test_solve_one_partner_leads_a_service() -> None:
    """Two partners could lead A; two leads at once would save all 4 weeks: one only does."""
    example = led(leads=(lead("p", "A"), lead("q", "A")), partner_capacity={"p": 1, "q": 1})
    plan = solve(example.but(teams=teams(team=1.9)))
    assert plan.value == 0
    plan = solve(example.but(teams=teams(team=2)))
    assert plan.decisions.leads == {("p", "A", "support", "H1")}
    (line,) = (line for line in plan.focus if line.leads)
    assert line.leads == {"support": "p"}
    assert line.staff == {"team": pytest.approx(2)}
    assert line.weeks_saved == pytest.approx(2)

"""Staff time after the universal services' share. Oracles: worked by hand."""

import pytest

from optimizer.model.compile import compile_problem
from optimizer.model.matrix import MatrixModel
from optimizer.model.partners import add_lead_decisions
from optimizer.model.selection import add_focus_decisions
from optimizer.model.staff import add_staff_constraints
from optimizer.model.support import add_service_decisions
from optimizer.problem import Lead, Team
from tests.optimizer.problems import area, option, problem, teams
from tests.optimizer.solved import solve
from tests.optimizer.written import Row, rows


def test_compile_add_staff_constraints() -> None:
    """Europe: 20 · (1 − 0.4) = 12 weeks; who leads for A saves a quarter of its 4; idle: no row."""
    example = problem(
        area("A", 40, option("tech", 0.5, partner_lead=0.25, europe=4, irm=1), option("peer", 0.5)),
        area("B", 40, option("tech", 1.0, europe=3)),
        periods="H1 H2",
        teams=teams({"europe": 0.4}, europe=20, irm=2, idle=5),
        leads=(Lead(partner="p", candidate="A", service="tech"),),
        partner_capacity={"p": 1},
    )
    sheet = MatrixModel()
    for add in (add_focus_decisions, add_service_decisions, add_lead_decisions):
        add(sheet, example)
    add_staff_constraints(sheet, example)
    expected = {}
    for period in ("H1", "H2"):
        tech, lead = f"service(A,tech,{period})", f"lead(p,A,tech,{period})"
        expected[f"staff(europe,{period})"] = Row(
            {tech: 4, lead: -1, f"service(B,tech,{period})": 3}, upper=12
        )
        expected[f"staff(irm,{period})"] = Row({tech: 1, lead: -0.25}, upper=2)
    assert rows(sheet) == expected


@pytest.mark.parametrize(
    ("weeks", "share", "chosen"),
    [(10, 0.0, {"A", "B"}), (10, 0.3, {"A", "B"}), (10, 0.31, {"B"}), (10, 0.5, {"B"}), (7, 1, {})],
)
def test_solve_leaves_universal_services_their_share(
    weeks: float, share: float, chosen: set[str]
) -> None:
    """A takes 3 weeks for 20 points, B 4 for 30; both need exactly the 7 that 0.3 leaves of 10."""
    example = problem(
        area("A", 20, option(europe=3)),
        area("B", 30, option(europe=4)),
        teams=teams({"europe": share}, europe=weeks),
    )
    plan = solve(example)
    assert {candidate for candidate, _, _ in plan.decisions.services} == set(chosen)


def test_solve_needs_every_team_that_a_service_needs() -> None:
    """A needs both teams; the second has no time, so B, which needs the first only, is served."""
    example = problem(
        area("A", 60, option(europe=1, irm=1)),
        area("B", 30, option(europe=1)),
        teams=teams(europe=1, irm=0.5),
    )
    plan = solve(example)
    assert plan.value == pytest.approx(30)
    used = {use.resource: use.used for use in plan.capacity}
    assert used == {"europe": 1, "irm": 0}


def test_solve_has_the_time_of_every_period() -> None:
    """One week in each half-year: two supports of 50 in all, for any areas."""
    example = problem(
        area("A", 50, option(europe=1)),
        area("B", 50, option(europe=1)),
        periods="H1 H2",
        teams=teams(europe=1),
    )
    assert solve(example).value == pytest.approx(100)


@pytest.mark.parametrize(
    ("lost", "value"),
    [(0, 130), (10, 120), (40, 90), (130, 0), (200, 0)],
)
def test_solve_takes_what_a_team_loses_from_focus_areas(lost: float, value: float) -> None:
    """Every week brings a point, whoever takes it: ten candidates 10 weeks each, thirty one each.

    Of 200 weeks 60 are for everybody and 10 more in this half-year: 130 are left, a point a week.
    Losing ten takes ten from focus areas, and none from what is kept.
    """
    every = [area(f"A{n:02}", 10, option(europe=10)) for n in range(10)]
    every += [area(f"B{n:02}", 1, option(europe=1)) for n in range(30)]
    team = Team(id="europe", weeks=200 - lost, universal_weeks=60, universal_more={"H1": 10})
    plan = solve(problem(*every, teams=(team,)))
    assert plan.value == pytest.approx(value)
    (use,) = plan.capacity
    assert (use.reserved, use.free) == pytest.approx((min(70, 200 - lost), 0))


def test_solve_keeps_the_weeks_of_a_year_of_plans() -> None:
    """Of 4 weeks, half are a share; in H2, 1 more is kept: one candidate of 2 weeks, then none."""
    team = Team(id="europe", weeks=4, universal_share=0.5, universal_more={"H2": 1})
    example = problem(area("A", 50, option(europe=2)), periods="H1 H2", teams=(team,))
    assert solve(example).decisions.services == {("A", "support", "H1")}


def test_compile_has_no_room_below_nothing() -> None:
    """A team that keeps more than it has gives focus areas nothing, and no negative time."""
    team = Team(id="europe", weeks=10, universal_weeks=8, universal_more={"H2": 5})
    sheet = compile_problem(
        problem(area("A", 50, option(europe=2)), periods="H1 H2", teams=(team,))
    )
    limits = {name: row.upper for name, row in rows(sheet, "staff").items()}
    assert limits == {"staff(europe,H1)": 2, "staff(europe,H2)": 0}

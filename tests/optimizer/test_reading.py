"""From decisions to a plan for people. Oracle: worked by hand."""

import pytest

from optimizer.audit import in_focus
from optimizer.decisions import Decisions
from optimizer.plan import CapacityUse, FocusLine, OverlapPair, Plan, RuleStanding
from optimizer.problem import Problem
from optimizer.reading import read_plan
from tests.optimizer.brute_force import BruteForce
from tests.optimizer.examples import everything, soft
from tests.optimizer.solved import solve


def example() -> tuple[Problem, Plan]:
    """Return the problem of the golden file, and a plan of two areas written by hand.

    In H1 Armenia gets technical support, led by a partner (4 · 0.5 = 2 weeks, USD 10,000 of the
    core budget), and the commitment beside it technical support too (3 weeks, 30,000 of the trust
    fund and 10,000 of the core budget). In H2 Armenia stays alone, with advocacy as well.
    """
    problem = everything()
    armenia, commitment = "country:ARM", "commitment:AM0001"
    decisions = Decisions(
        focus={(armenia, "2020H1"), (commitment, "2020H1"), (armenia, "2020H2")},
        services={
            (armenia, "technical_support", "2020H1"),
            (commitment, "technical_support", "2020H1"),
            (armenia, "technical_support", "2020H2"),
            (armenia, "advocacy", "2020H2"),
        },
        leads={("partner:open-ownership", armenia, "technical_support", "2020H1")},
        money={
            (armenia, "technical_support", "core", "2020H1"): 10_000,
            (commitment, "technical_support", "trust", "2020H1"): 30_000,
            (commitment, "technical_support", "core", "2020H1"): 10_000,
            (armenia, "technical_support", "core", "2020H2"): 10_000,
        },
    )
    plan = read_plan(
        problem, decisions, status="feasible", bound=150.0, seconds=1.0, solver="by hand"
    )
    return problem, plan


def test_lines_by_period_kind_and_points() -> None:
    """Armenia: 100 · 0.8 · 0.5 = 40, in H2 56; the commitment 60 · 0.7 · 0.6 + 6 of overlap."""
    _, plan = example()
    rounded = tuple(line.but(points=round(line.points, 9)) for line in plan.focus)
    assert rounded == (
        FocusLine(
            id="country:ARM",
            kind="country",
            name="country:ARM",
            region="",
            period="2020H1",
            score=None,
            points=40.0,
            unlocked=0.5,
            services=("technical_support",),
            staff={"europe": 2.0},
            money={"core": 10_000.0},
            leads={"technical_support": "partner:open-ownership"},
            weeks_saved=2.0,
            incumbent=True,
        ),
        FocusLine(
            id="commitment:AM0001",
            kind="commitment",
            name="commitment:AM0001",
            region="",
            period="2020H1",
            score=None,
            points=31.2,
            unlocked=0.6,
            services=("technical_support",),
            staff={"europe": 3.0},
            money={"core": 10_000.0, "trust": 30_000.0},
            incumbent=True,
        ),
        FocusLine(
            id="country:ARM",
            kind="country",
            name="country:ARM",
            region="",
            period="2020H2",
            score=None,
            points=56.0,
            unlocked=0.7,
            services=("technical_support", "advocacy"),
            staff={"europe": 5.0},
            money={"core": 10_000.0},
            incumbent=True,
        ),
    )


def test_capacity() -> None:
    _, plan = example()
    assert plan.capacity[:4] == (
        CapacityUse(
            resource="europe",
            label="europe",
            unit="staff-weeks",
            period="2020H1",
            available=20.0,
            reserved=10.0,
            used=5.0,
        ),
        CapacityUse(
            resource="thematic",
            label="thematic",
            unit="staff-weeks",
            period="2020H1",
            available=6.0,
            reserved=0.0,
            used=0.0,
        ),
        CapacityUse(
            resource="trust",
            label="trust",
            unit="USD",
            period="2020H1",
            available=60_000.0,
            reserved=0.0,
            used=30_000.0,
        ),
        CapacityUse(
            resource="core",
            label="core",
            unit="USD",
            period="2020H1",
            available=25_000.0,
            reserved=0.0,
            used=20_000.0,
        ),
    )
    assert [use.free for use in plan.capacity] == pytest.approx(
        [5, 6, 30_000, 5_000, 5, 6, 60_000, 15_000]
    )


def test_rules() -> None:
    """One country of two at most; nobody from Africa: one short, 2 points, then 1.8 in H2."""
    _, plan = example()
    first, region, near, *_, region_later, near_later = plan.rules
    assert first == RuleStanding(
        id="most_countries",
        group="",
        label="",
        period="2020H1",
        min=None,
        max=2,
        count=1,
        met=True,
        hard=True,
        cost=0.0,
    )
    assert (region.id, region.group) == ("per_region", "Africa & Middle East")
    assert (region.min, region.max, region.count, region.met) == (1, 3, 0, False)
    assert (region.cost, region_later.cost) == pytest.approx((2.0, 1.8))
    assert (near.min, near.count, near.met) == (0.5, 1, True)
    assert (near_later.min, near_later.count, near_later.met) == (0, 0, True)


def test_overlaps_and_changes() -> None:
    _, plan = example()
    assert plan.overlaps == (
        OverlapPair(
            candidate="commitment:AM0001",
            target="country:ARM",
            relation="in_country",
            period="2020H1",
        ),
    )
    assert plan.entered == ()
    assert plan.left == ()
    assert plan.stayed == ("commitment:AM0001", "country:ARM")
    assert plan.ids == {"country:ARM", "commitment:AM0001"}


def test_value_bound_and_gap() -> None:
    """40 + 25.2 + 0.9 · 56, 6 of overlap, 0.9 · 4 for a drop in H2, one region short (2, 1.8)."""
    _, plan = example()
    assert plan.value == pytest.approx(40 + 25.2 + 50.4 + 6 - 3.6 - 2 - 1.8)
    assert plan.bound == 150.0
    assert plan.gap == pytest.approx((150 - 114.2) / 114.2)
    assert plan.found


def test_a_bound_is_never_below_the_value() -> None:
    problem, plan = example()
    again = read_plan(
        problem, plan.decisions, status="optimal", bound=100.0, seconds=1.0, solver="by hand"
    )
    assert again.bound == again.value
    assert again.gap == 0.0


def test_points_of_the_lines_and_costs_add_up_to_the_value() -> None:
    """In one period: value = points of all lines − costs of the rules (nothing is dropped)."""
    problem = soft()
    plan = solve(problem)
    points = sum(line.points for line in plan.focus)
    assert plan.value == pytest.approx(points - sum(rule.cost for rule in plan.rules))


def test_entered_and_left() -> None:
    problem = everything().but(must=frozenset(), must_not={"country:ARM", "commitment:AM0001"})
    best = BruteForce(problem.but(most_changes=None)).best()
    plan = solve(problem.but(most_changes=None))
    assert best is not None
    assert plan.ids == {name for name, _ in best.focus}
    assert plan.left == ("commitment:AM0001", "country:ARM")
    assert set(plan.entered) == plan.ids
    assert plan.stayed == ()


def test_a_plan_can_be_saved_and_read() -> None:
    plan = solve(everything())
    assert Plan.model_validate(plan.model_dump()) == plan
    assert in_focus(plan.decisions, "2020H1") <= plan.ids

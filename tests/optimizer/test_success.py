"""Chances of success: expected points, and the published example of the R package oppr.

Oracles: worked by hand; Hanson, Schuster, Strimas-Mackey & Bennett (2019), *Optimality in
prioritizing conservation projects*, Methods in Ecology and Evolution 10, 1655-1663: the example of
the package's readme, with the data sets ``sim_projects``, ``sim_actions`` and ``sim_features`` in
full, and the example of its tests in which one action serves two features.
"""

import pytest

from optimizer.problem import Area, Fund, Joint, Option, Period, Problem
from optimizer.success import expected
from tests.optimizer.problems import area, option, problem, teams
from tests.optimizer.solved import solve

FEATURES = ("F1", "F2", "F3", "F4", "F5")
WEIGHT = (
    0.2113582085621491,
    0.2113582085621491,
    0.221180480529697,
    0.6296373868815456,
    1.5916703202561575,
)
COST = (
    94.39929245204631,
    100.99137063812827,
    103.22582902627475,
    99.24274067996055,
    99.90791303153381,
)
SUCCESS = (
    0.9190984628675505,
    0.9232556140702217,
    0.829349943799898,
    0.8475052926153875,
    0.8137867748271673,
)
PERSISTS = (
    0.7905799814499914,
    0.8881011188961565,
    0.5020887366496026,
    0.6899938362650573,
    0.6166464859619737,
)
WITHOUT = (
    0.29779646902345125,
    0.25002235506661236,
    0.08646120335673912,
    0.24892457924783232,
    0.18200047899968924,
)
OPPR = dict(zip(FEATURES, zip(WEIGHT, COST, SUCCESS, PERSISTS, WITHOUT, strict=True), strict=True))
"""Feature → weight, cost of its action, success of its project, persistence with it and without."""
SCALE = 100.0
"""Points of a feature that persists for sure, of weight 1."""


def test_the_example_of_oppr() -> None:
    """Published: objective 1.75, cost 395., F1, F2, F4 and F5 funded, persistence as below.

    A project adds s P (1 − b) to what persists without it, b: it counts in full if it succeeds.
    """
    areas = tuple(
        Area(
            id=name,
            kind="feature",
            worth=weight * SCALE * success,
            success=success,
            potential=persists * (1 - without),
            options=(Option(service="project", unlocks=1.0, usd=cost),),
        )
        for name, (weight, cost, success, persists, without) in OPPR.items()
    )
    example = Problem(
        periods=(Period(id="once"),),
        areas=areas,
        funds=(Fund(id="budget", usd=400.0, pays_for=frozenset(OPPR)),),
    )
    plan = solve(example)
    assert plan.ids == {"F1", "F2", "F4", "F5"}
    (use,) = plan.capacity
    assert f"{use.used:.0f}" == "395"
    persistence = {
        name: row[4] + row[2] * row[3] * (1 - row[4]) * (name in plan.ids)
        for name, row in OPPR.items()
    }
    shown = {name: f"{share:.3g}" for name, share in persistence.items()}
    assert shown == {"F1": "0.808", "F2": "0.865", "F3": "0.0865", "F4": "0.688", "F5": "0.592"}
    base = sum(row[0] * row[4] for row in OPPR.values())
    assert plan.value is not None
    assert f"{base + plan.value / SCALE:.2f}" == "1.75"


def test_an_action_that_serves_two_features() -> None:
    """Published: of P1 and P2 for one feature each at 0.10, P3 for both at 0.15, budget 0.16: P3.

    P3 is a joint service: its action is set up once, and serves both features.
    """
    chances = {"P1": 0.95 * 0.91, "P2": 0.96 * 0.92, "P3": 0.94 * 0.80}

    def gains(name: str) -> float:
        return chances[name] * (1 - 0.1)

    single = {"F1": "P1", "F2": "P2"}
    areas = tuple(
        area(name, 100, *(option(f"project:{one}", gains(one)) for one in (alone, "P3")))
        for name, alone in single.items()
    )
    joints = [
        Joint(service=f"project:{project}", group=name, members=(name,), usd=0.10, funds=("m",))
        for name, project in single.items()
    ]
    joints.append(Joint(service="project:P3", members=tuple(single), usd=0.15, funds=("m",)))
    example = problem(
        *areas,
        funds=(Fund(id="m", usd=0.16, pays_for=frozenset(single)),),
        joints=tuple(joints),
    )
    plan = solve(example)
    assert {service for _, service, _ in plan.decisions.services} == {"project:P3"}
    assert plan.value == pytest.approx(100 * 2 * gains("P3"))


def test_expected_points_go_with_the_chances() -> None:
    """One week: A, 60 points at one in two (a quarter to three quarters), or B, 40 for sure."""

    def chosen(chance: float) -> Problem:
        first = area("A", 60, option(team=1), success=chance, success_low=0.25, success_high=0.75)
        return problem(
            first.but(worth=first.worth * chance), area("B", 40, option(team=1)),
            teams=teams(team=1),
        )  # fmt: skip

    assert solve(chosen(0.5)).ids == {"B"}
    plan = solve(chosen(0.7))
    assert plan.ids == {"A"}
    found = expected(chosen(0.7), plan)
    assert found is not None
    assert (found.low, found.value, found.high) == pytest.approx((15, 42, 45))
    assert expected(chosen(0.5), solve(chosen(0.5))) is None

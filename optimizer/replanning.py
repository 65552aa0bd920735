"""The best plans with and without one partner, and what lies between them, proven.

S is the study, S′ the study without the partner (:func:`ecosystem.dependence.without`). Values v
and v′ of the plans found and their proven bounds b, b′ hold the loss of the best plans, V − V′:

    v − b′  ≤  V − V′  ≤  b − v′

It is never below 0 where S′ is nowhere better than S (:func:`nowhere_better`, which the two
problems are asked, not assumed). Every plan under S′ is then a plan under S: what the search finds
without the partner may improve the plan with it, too. The search under S′ starts from what is left
of the plan (:func:`optimizer.dependence.rest_of_plan`), so that v′ is never less than that.

Source: plain interval arithmetic on two branch-and-bound proofs.
"""

import numpy as np

from config.base import Frozen
from optimizer.audit import worth
from optimizer.decisions import read_decisions
from optimizer.dependence import (
    CUT_SECONDS,
    PartnerLoss,
    left_alone,
    loss_of_plan,
    rest_of_plan,
    without_partner,
)
from optimizer.difference import PlanDifference, difference
from optimizer.highs_model import Vector
from optimizer.plan import Plan
from optimizer.problem import Problem
from optimizer.reading import read_plan
from optimizer.scenario import Scenario
from optimizer.solve import Planner
from optimizer.stop import Stop
from optimizer.study import BASELINE, Study

REPLAN_GAP = 5e-3
"""Relative gap at which a plan without the partner is good enough."""
REPLAN_SECONDS = 15.0
"""Most time for looking for it."""
NOISE = 1e-12
"""Difference of two potentials that counts as none."""


class Replanned(Frozen):
    """The best plans found with and without a partner, and what lies between them."""

    partner: str
    before: Plan
    """With the partner: the plan given, or a better one found on the way."""
    after: Plan
    """Without the partner."""
    low: float
    """Points that the best plans lose at least, proven."""
    high: float
    """Points that the best plans lose at most, proven."""

    @property
    def change(self) -> PlanDifference:
        """Who enters, leaves and stays when the partner goes."""
        return difference(self.before, self.after)


def nowhere_better(weaker: Problem, problem: Problem) -> bool:
    """Say whether every plan of one problem is a plan of the other, worth as much there or more.

    The two must differ in potentials, gates, leads and partners' capacities only.
    """
    same = ("areas", "leads", "partner_capacity")
    others = [name for name in Problem.model_fields if name not in same]
    return (
        all(getattr(weaker, name) == getattr(problem, name) for name in others)
        and weaker.by_id.keys() == problem.by_id.keys()
        and all(
            area.potential <= problem.by_id[area.id].potential + NOISE
            and (area.barred is not None or problem.by_id[area.id].barred is None)
            for area in weaker.areas
        )
        and set(weaker.leads) <= set(problem.leads)
        and all(
            capacity <= problem.partner_capacity.get(partner, 0.0)
            for partner, capacity in weaker.partner_capacity.items()
        )
    )


def replanned(
    study: Study,
    plan: Plan,
    partner: str,
    scenario: Scenario = BASELINE,
    *,
    gap: float = REPLAN_GAP,
    seconds: float | None = REPLAN_SECONDS,
    stop: Stop | None = None,
) -> tuple[PartnerLoss, Replanned | None]:
    """Return what a plan loses as it stands, and the best plans with and without the partner.

    Args:
        study: that the plan was made from.
        plan: found, under the scenario.
        partner: id.
        scenario: the plan's levers.
        gap: relative gap at which the search may end.
        seconds: time limit of the search; None = none.
        stop: ends the search early when thrown.

    Returns:
        The loss; and the plans, or None when there is no plan without the partner.

    Raises:
        InputError: the dataset has no such partner.
    """
    planner = Planner(without_partner(study, partner).problem(scenario))
    rest = rest_of_plan(planner, plan, CUT_SECONDS)
    problem = study.problem(scenario)
    loss = loss_of_plan(
        problem,
        planner.problem,
        plan,
        partner,
        None if rest is None else read_decisions(planner.problem, planner.sheet, rest),
        left_alone(study, plan).get(partner, ()),
    )
    planner.quick(start=rest, stop=stop)
    if rest is not None and (planner.best is None or _points(planner, rest) > _points(planner)):
        planner.best = rest
    after = planner.exact(gap=gap, seconds=seconds, break_ties=False, stop=stop)
    if not after.found:
        return loss, None
    if not nowhere_better(planner.problem, problem):
        change = difference(plan, after)
        return loss, Replanned(
            partner=partner,
            before=plan,
            after=after,
            low=change.points_low,
            high=change.points_high,
        )
    return loss, _between(problem, plan, after, partner)


def _between(problem: Problem, plan: Plan, after: Plan, partner: str) -> Replanned:
    """Return both plans where no plan is worth more without the partner than with it."""
    before = plan
    assert plan.value is not None and after.value is not None  # noqa: S101, PT018 (both found)
    if plan.bound is not None and worth(problem, after.decisions).total > plan.value:
        before = read_plan(
            problem,
            after.decisions,
            status=plan.status,
            bound=plan.bound,
            seconds=plan.seconds,
            solver=plan.solver,
        )
    change = difference(after, before)
    return Replanned(
        partner=partner,
        before=before,
        after=after,
        low=max(0.0, change.points_low),
        high=max(0.0, change.points_high),
    )


def _points(planner: Planner, vector: Vector | None = None) -> float:
    solution = planner.best if vector is None else vector
    return -np.inf if solution is None else float(planner.live.cost @ solution)

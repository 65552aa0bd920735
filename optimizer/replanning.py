"""The best plans with and without one partner, and what lies between them, proven.

S is the study, S′ the study without the partner (:func:`ecosystem.dependence.without`). What the
partner's leaving loses is V − V′ (:class:`optimizer.bounded_value.BoundedValue`), the best value
with it less that without it. It is never below 0 where S′ is nowhere better than S
(:func:`nowhere_better`, which the two problems are asked, not assumed); where partner strength
counts against a candidate, it may be: then the leaving is a gain.

Each search starts with what the other side's plan leaves under its own conditions: the search
under S′ with what is left of the plan given, and the plan under S is bettered by what the search
under S′ finds, where that can be had with the partner, too. So what is told never contradicts what
is in hand.

Source: plain interval arithmetic on two branch-and-bound proofs.
"""

from config.base import Frozen
from optimizer.audit import broken
from optimizer.bounded_value import BoundedValue
from optimizer.dependence import (
    PartnerLoss,
    left_alone,
    left_of_plan,
    loss_of_plan,
    without_partner,
)
from optimizer.difference import PlanDifference, difference
from optimizer.plan import Plan
from optimizer.problem import Problem
from optimizer.scenario import Scenario
from optimizer.search.best_plan import at_least, best_plan
from optimizer.search.effort import Effort
from optimizer.stop import Stop
from optimizer.study import BASELINE, Study

REPLANNING = Effort()
"""How hard to look for a plan without the partner."""
NOISE = 1e-12
"""Difference of two potentials that counts as none."""


class Replanned(Frozen):
    """The best plans found with and without a partner, and what lies between them."""

    partner: str
    before: Plan
    """With the partner: the plan given, or a better one found on the way."""
    after: Plan
    """Without the partner."""
    loss: BoundedValue
    """What the best plan loses with the partner; below 0, what it gains."""

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
    effort: Effort = REPLANNING,
    stop: Stop | None = None,
) -> tuple[PartnerLoss, Replanned | None]:
    """Return what a plan loses as it stands, and the best plans with and without the partner.

    Args:
        study: that the plan was made from.
        plan: found, under the scenario.
        partner: id.
        scenario: the plan's levers.
        effort: how hard to look for the plan without it.
        stop: ends the search early when thrown.

    Returns:
        The loss; and the plans, or None when there is no plan without the partner.

    Raises:
        InputError: the dataset has no such partner.
    """
    problem = study.problem(scenario)
    weaker = without_partner(study, partner).problem(scenario)
    left, alone = left_of_plan(weaker, plan.decisions), left_alone(study, plan)
    loss = loss_of_plan(problem, weaker, plan, partner, left, alone.get(partner, ()))
    known = None if loss.kept is None else loss.kept.decisions
    after = best_plan(weaker, effort, starts=(known or plan.decisions,), stop=stop)
    if not after.found:
        return loss, None
    whole = not broken(problem, after.decisions)
    found = after.decisions if whole else left_of_plan(problem, after.decisions)
    before = plan if found is None else at_least(problem, plan, found)
    return loss, Replanned(
        partner=partner,
        before=before,
        after=after,
        loss=BoundedValue.between(after, before)
        if nowhere_better(weaker, problem)
        else BoundedValue.loss(before, after),
    )

r"""Among near-equals, the plan nearest to the list that people compare it with.

Many plans are nearly equally good, and which of them a search comes upon is no news. With v* the
best value found and τ a tolerance, of all plans worth at least v* − τ |v*| one with the fewest
changes of focus areas is recommended; of those worth at most τ |v*| / 2 less than it, with no more
changes, the one with the fewest changes of services (of a list in force services are not known);
where plans are equally near, the one worth most:

.. math:: \min \; \sum |x - x^0| + \tfrac14 \, \tfrac{v^* - v}{τ |v^*|},
   \qquad \text{then} \quad \min \; \sum |z - z^0| + \tfrac14 \, \tfrac{v^* - v}{τ |v^*|}

Proximity to a reference among near-optimal solutions: Fischetti & Monaci 2014 (*Proximity search*,
Journal of Heuristics 20). Small models are searched in full; of larger ones what the search came
upon, and the plans between the nearest of these and the other one: of the decisions about
candidates on which the two differ the most doubtful are free, all others as in the nearest.
"""

from collections.abc import Sequence

import numpy as np

from optimizer.decisions import Decisions
from optimizer.highs_model import Mask, Vector
from optimizer.search.effort import Effort
from optimizer.search.limits import Limits
from optimizer.search.maximise import maximise
from optimizer.search.model import Goal, SearchModel
from optimizer.search.neighbourhood import Doubts
from optimizer.stop import Stop
from optimizer.tolerances import EXACT_GAP, FEASIBILITY, VALUE_TIE

FREE = 175
"""Decisions about candidates on which the two plans differ that are left free, the most doubtful.
"""
NODES = 30
"""Most branches of a search within them."""
NEAR_GAP = 1e-3
"""Relative gap at which it ends."""
SMALL = Effort(gap=EXACT_GAP, nodes=1000)
"""How hard to look where a model is searched in full."""
OF_SERVICES = 0.5
"""Share of the tolerance that may be given up to keep services alike."""
QUARTER = 0.25
"""What the whole tolerance counts against one change."""


def closest(
    model: SearchModel,
    solution: Vector,
    other: Decisions,
    tolerance: float,
    *,
    seen: Sequence[Vector] = (),
    stop: Stop | None = None,
) -> Vector:
    """Return the near-equal of a solution that is nearest to another plan.

    Args:
        model: of the problem; it then holds rows that nothing worse and nothing further away meets.
        solution: the best one found, shape (columns,).
        other: the plan to stay near to; it need not hold.
        tolerance: share of the value that may be given up.
        seen: other solutions that the search came upon.
        stop: ends the search early when thrown.

    Returns:
        The solution, shape (columns,): the same one where nothing nearer was found.
    """
    value, best = model.value, model.value.of(solution)
    room = tolerance * abs(best)
    concepts = ("focus", "service") if other.services else ("focus",)
    least, nearer = best - room, list[Goal]()
    for concept in concepts:
        away = _nearness(model, other, concept)
        if room > VALUE_TIE and not (stop and stop.thrown):
            _hold(model, [(value, least)], nearer, solution)
            goal = Goal(
                away.costs + QUARTER / room * value.costs,
                away.constant + QUARTER / room * (value.constant - best),
            )
            known = max((one for one in (solution, *seen) if model.allows(one)), key=goal.of)
            if model.few:
                found = maximise(model, SMALL, goal=goal, solutions=(known,), stop=stop)
                solution = known if found.solution is None else found.solution
            else:
                solution = _between(model, known, other, goal, stop)
        nearer.append(away)
        least = max(least, value.of(solution) - OF_SERVICES * room)
    _hold(model, [(value, value.of(solution))], nearer, solution)
    return solution


def _nearness(model: SearchModel, other: Decisions, concept: str) -> Goal:
    """Return minus the changes of focus areas, or of services, against another plan."""
    costs, had = np.zeros(len(model.matrix.cost)), frozenset(other.columns())
    for key, position in model.matrix.columns.items():
        if key[0] == concept:
            costs[position] = 1.0 if key in had else -1.0
    return Goal(costs, -float((costs > 0).sum()))


def _hold(
    model: SearchModel, least: list[tuple[Goal, float]], as_near: list[Goal], solution: Vector
) -> None:
    """Hold least values of goals, and that nothing is further away than a solution."""
    model.release()
    for goal, value in least:
        model.hold(goal.costs, value - goal.constant - VALUE_TIE)
    for goal in as_near:
        model.hold(goal.costs, goal.of(solution) - goal.constant - FEASIBILITY)


def _between(
    model: SearchModel, solution: Vector, other: Decisions, goal: Goal, stop: Stop | None
) -> Vector:
    """Return the best solution of a goal found between a known one and the other plan."""
    assert model.tight is not None  # noqa: S101 (the plan's value has been searched for)
    relaxed, prices = model.tight
    lower, upper, integer = model.live.lower, model.live.upper, model.live.integer
    whole = np.round(solution)
    differing = _differing(model, whole, model.vector(other), services=bool(other.services))
    points = Doubts.of(relaxed, prices, integer, model.leaders).points
    places = np.flatnonzero(integer & differing)
    free = places[np.argsort(points[places], kind="stable")[:FREE]]
    held = integer.copy()
    held[free] = False
    model.live.set_costs(goal.costs, goal.constant)
    found = model.restricted(
        np.where(held, whole, lower),
        np.where(held, whole, upper),
        Limits(NEAR_GAP, NODES, stop=stop),
        start=solution,
        cuts=relaxed.binding,
    ).solution
    if found is None:
        return solution
    return max(solution, model.whole(found), key=goal.of)


def _differing(model: SearchModel, whole: Vector, had: Vector, *, services: bool) -> Mask:
    """Return the columns of candidates on which two solutions differ, shape (columns,)."""
    differ = model.live.integer & (whole != had)
    if not services:
        differ &= np.array([key[0] == "focus" for key in model.matrix.columns])
    owners = model.relaxation.owner
    return np.isin(owners, np.unique(owners[differ])) & (owners >= 0)

r"""Among near-equals, the plan nearest to the list that people compare it with.

Many plans are nearly equally good, and which of them a search comes upon is no news. With v* the
best value found and τ a tolerance, of all plans worth at least v* − τ |v*| the one with the fewest
changes of focus areas is recommended, of these the one with the fewest changes of services, of
these the one worth most: with x⁰, z⁰ the focus areas and services of the other plan, S the number
of services and v the value,

.. math:: \min \; \sum |x - x^0| + σ \sum |z - z^0| + \tfrac{σ}{4} \, \tfrac{v^* - v}{τ |v^*|},
   \qquad σ = \tfrac{1}{2 (S + 1)}

(of a list in force services are not known: then Σ |z − z⁰| is left out and σ = 1). Proximity to a
reference among near-optimal solutions: Fischetti & Monaci 2014 (*Proximity search*, Journal of
Heuristics 20). Small models are searched in full; of larger ones the plans between the best one
found and the other one, which differ from it only where the two differ.
"""

import numpy as np

from optimizer.decisions import Decisions
from optimizer.highs_model import Vector
from optimizer.search.effort import Effort
from optimizer.search.maximise import maximise
from optimizer.search.model import Goal, SearchModel
from optimizer.stop import Stop
from optimizer.tolerances import EXACT_GAP, FEASIBILITY, VALUE_TIE

NODES = 100
"""Most branches of the search, within what the two plans do not have in common."""
SMALL = Effort(gap=EXACT_GAP, nodes=1000)
"""How hard to look where a model is searched in full."""


def distance(model: SearchModel, other: Decisions) -> Goal:
    """Return minus the changes against another plan: one for each focus area, little for services.

    Args:
        model: of the problem.
        other: focus areas, and services where they are known, of the plan to stay near to.
    """
    costs = np.zeros(len(model.matrix.cost))
    services = sum(key[0] == "service" for key in model.matrix.columns)
    weights = {"focus": 1.0}
    if other.services:
        weights["service"] = 1.0 / (2 * (services + 1))
    had = frozenset(other.columns())
    changes = 0.0
    for key, position in model.matrix.columns.items():
        weight = weights.get(key[0], 0.0)
        costs[position] = weight if key in had else -weight
        changes += weight * (key in had)
    return Goal(costs, -changes)


def closest(
    model: SearchModel,
    solution: Vector,
    other: Decisions,
    tolerance: float,
    stop: Stop | None = None,
) -> Vector:
    """Return the near-equal of a solution that is nearest to another plan.

    Args:
        model: of the problem; it then holds rows that nothing worse and nothing further away meets.
        solution: the best one found, shape (columns,).
        other: the plan to stay near to; it need not hold.
        tolerance: share of the value that may be given up.
        stop: ends the search early when thrown.

    Returns:
        The solution, shape (columns,): the same one where nothing nearer was found.
    """
    value = model.value
    best = value.of(solution)
    room = tolerance * abs(best)
    away = distance(model, other)
    if room > VALUE_TIE:
        least = max(1e-9, float(np.abs(away.costs[away.costs != 0]).min(initial=1.0))) / (4 * room)
        goal = Goal(
            away.costs + least * value.costs, away.constant + least * (value.constant - best)
        )
        model.hold(value.costs, best - room - value.constant - VALUE_TIE)
        if model.few:
            found = maximise(model, SMALL, goal=goal, solutions=(solution,), stop=stop).solution
        else:
            found = _between(model, solution, other, goal, stop)
        model.release()
        solution = solution if found is None else found
    model.hold(value.costs, value.of(solution) - value.constant - VALUE_TIE)
    model.hold(away.costs, away.of(solution) - away.constant - FEASIBILITY)
    return solution


def _between(
    model: SearchModel, solution: Vector, other: Decisions, goal: Goal, stop: Stop | None
) -> Vector | None:
    """Search the plans that differ from a solution only where it differs from the other plan."""
    live, had = model.live, model.vector(other)
    differ = live.integer & (np.round(solution) != had)
    if not other.services:
        differ &= np.array([key[0] == "focus" for key in model.matrix.columns])
    owners = model.relaxation.owner
    free = np.isin(owners, np.unique(owners[differ])) & (owners >= 0)
    free |= np.array([key[0] == "lead" for key in model.matrix.columns])
    held = live.integer & ~free
    whole = np.round(solution)
    live.set_costs(goal.costs, goal.constant)
    found = model.restricted(
        np.where(held, whole, live.lower),
        np.where(held, whole, live.upper),
        gap=EXACT_GAP,
        nodes=NODES,
        start=solution,
        stop=stop,
    ).solution
    return None if found is None else np.where(live.integer, np.round(found), found)

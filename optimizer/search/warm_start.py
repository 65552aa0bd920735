"""Plans known already, under new conditions: as they stand, and mended by one swap.

People compare: a scenario with the baseline, a forced candidate with the plan that leaves it out.
So a search begins with the plan of the other side, and no answer is worse than what everybody can
see without a search: that plan as it stands, or mended by letting go of what no longer fits and
taking those that must be in, or one candidate more, with any services.

Mended plans are the solutions of a small model: candidates of the plan keep the services they have
or fewer, or go; of the others only those come in that must, and one of the most promising. It is
the first step of proximity and relaxation induced searches (Fischetti & Monaci 2014, *Proximity
search for 0-1 mixed-integer convex programming*, Journal of Heuristics 20), small enough to be
searched to its end.
"""

import numpy as np

from optimizer.cuts.cut import Cut
from optimizer.decisions import SERVED
from optimizer.highs_model import Vector
from optimizer.search.lagrangian import Prices
from optimizer.search.limits import Limits
from optimizer.search.model import SearchModel
from optimizer.stop import Stop
from optimizer.tolerances import EXACT_GAP

PROMISING = 30
"""Candidates of which one may come in, those that would add most at the relaxation's prices."""
MEND_NODES = 200
"""Most branches of the small model; it hardly ever needs one in ten."""


def completed(model: SearchModel, yes: Vector, stop: Stop | None) -> Vector | None:
    """Return the best solution with just these yes/no decisions; None where it breaks a condition.

    Args:
        model: the problem, with what is held.
        yes: 1 for every yes, shape (columns,).
        stop: ends the search early when thrown.
    """
    lower, upper, integer = model.live.lower, model.live.upper, model.live.integer
    fixed = np.clip(np.round(yes), lower, upper)
    if np.any(fixed[integer] != np.round(yes[integer])):
        return None
    return model.restricted(
        np.where(integer, fixed, lower),
        np.where(integer, fixed, upper),
        Limits(EXACT_GAP, stop=stop),
    ).solution


def mended(
    model: SearchModel,
    yes: Vector,
    prices: Prices | None = None,
    *,
    least: float | None = None,
    nodes: int | None = MEND_NODES,
    stop: Stop | None = None,
) -> Vector | None:
    """Return the best repair of a known plan, under the costs that stand; None where there is none.

    Args:
        model: the problem, with what is held.
        yes: 1 for every yes of the known plan, shape (columns,); it need not hold any more.
        prices: of the relaxation, which say who is promising; None = nobody comes in who need not.
        least: what the repair must be worth; None = anything.
        nodes: most branches; None = to the end.
        stop: ends the search early when thrown.
    """
    lower, upper, columns = model.live.lower, model.live.upper, model.matrix.columns
    had = yes > SERVED
    mine = {key[1] for key, place in columns.items() if key[0] == "focus" and had[place]}
    welcome = frozenset[str]() if prices is None else _welcome(model, prices, mine)
    others, shut = [], np.zeros(len(had), dtype=bool)
    for key, position in columns.items():
        if key[0] not in ("focus", "service"):
            continue
        if key[1] in mine:
            shut[position] = not had[position]
        elif key[1] not in model.problem.must:
            shut[position] = key[1] not in welcome
            if key[0] == "focus" and key[1] in welcome:
                others.append(position)
    cuts = []
    if others:
        ones = np.full(len(others), -1.0)
        cuts.append(Cut(np.array(others), ones, -float(len(model.problem.periods)), held=True))
    if least is not None:
        costs = model.live.cost
        worth = np.flatnonzero(costs)
        cuts.append(Cut(worth, costs[worth], least - model.live.offset, held=True))
    return model.restricted(
        lower,
        np.where(shut & (lower <= 0), 0.0, upper),
        Limits(EXACT_GAP, nodes, stop=stop),
        cuts=cuts,
    ).solution


def _welcome(model: SearchModel, prices: Prices, mine: set[str]) -> frozenset[str]:
    """Return those outside a plan who would add most."""
    areas = model.problem.areas
    order = np.argsort(-prices.gain.max(axis=1), kind="stable")
    outside = [areas[place].id for place in order.tolist() if areas[place].id not in mine]
    return frozenset(outside[:PROMISING])

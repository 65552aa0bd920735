"""What is short: the worth of a little more of each capacity, read off the linear relaxation.

The dual value of a team's or fund's row in the linear relaxation is the rate at which the bound on
the plan's value rises with its capacity (Dantzig 1963, *Linear Programming and Extensions*, ch.
12). It is quick and it ranks what is short; what one more whole unit is worth, and what it would
buy, takes solving again.
"""

import itertools
from typing import Literal

from config.base import Frozen
from optimizer.problem import Fund, Problem, Team
from optimizer.search.model import SearchModel
from optimizer.tolerances import USD_SCALE

Unit = Literal["staff-week", "USD 10,000"]

WEEK = 1.0
"""Unit in which a team's worth is told: one staff-week."""
TEN_THOUSAND_USD = 10_000.0
"""Unit in which a fund's worth is told."""


class Scarcity(Frozen):
    """How short one capacity is in one period."""

    resource: str
    label: str
    period: str
    unit: Unit
    points: float
    """Points per unit at the margin of the relaxation; 0 = not short."""


def scarcities(asked: Problem | SearchModel) -> tuple[Scarcity, ...]:
    """Return every team and fund of a problem, the shortest first; ties by id.

    Points are comparable within a unit; between weeks and money they depend on the units chosen.

    Args:
        asked: the problem, or the model in which its plan was searched for.
    """
    model = SearchModel(asked) if isinstance(asked, Problem) else asked
    matrix, problem = model.matrix, model.problem
    duals = model.loose.row_duals
    kinds: tuple[tuple[str, tuple[Team | Fund, ...], Unit, float], ...] = (
        ("staff", problem.teams, "staff-week", WEEK),
        ("fund", problem.funds, "USD 10,000", TEN_THOUSAND_USD / USD_SCALE),
    )
    found = []
    for period, (concept, resources, unit, size) in itertools.product(problem.periods, kinds):
        for one in resources:
            row = matrix.rows.get((concept, one.id, period.id))
            rate = 0.0 if row is None or duals is None else abs(float(duals[row]))
            found.append(
                Scarcity(
                    resource=one.id,
                    label=one.label or one.id,
                    period=period.id,
                    unit=unit,
                    points=rate * size,
                )
            )
    return tuple(sorted(found, key=lambda s: (-s.points, s.resource, s.period)))

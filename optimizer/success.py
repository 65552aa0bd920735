r"""What a plan is worth if chances of success are lower, or higher, than they are taken to be.

A focus area *i* counts with the chance :math:`p_i` that support leads to the result, which lies in
:math:`[l_i, h_i]`. The points that its support and its own focus overlap bring are expected points:
a plan that is worth

.. math:: \sum_t δ_t \sum_i p_i g_{it}

is worth as much with :math:`l_i`, or :math:`h_i`, in place of :math:`p_i` if every chance were at
its lowest, or highest. Prices for dropping and missed rules are no results, and stay.
"""

from math import fsum

import numpy as np

from config.base import Frozen
from config.configuration import Configuration
from config.ranges import Range
from data.dataset import Dataset
from optimizer.plan import Plan
from optimizer.problem import Problem
from scoring.bundles import evidence_of_sets
from scoring.evidence_table import evidence_table


def chances(dataset: Dataset, configuration: Configuration, *, count: bool) -> dict[str, Range]:
    """Return candidate → chance of success: its own where there is evidence, else its kind's.

    Args:
        dataset: with evidence on chances.
        configuration: whose kinds have chances.
        count: of the kinds whose chance counts in plans, or of those whose chance is only told.
    """
    found: dict[str, Range] = {}
    measures = configuration.criteria.measures
    for kind_id, kind in configuration.criteria.kinds.items():
        if kind.success is None or kind.success.counts != count:
            continue
        members = [one.id for one in dataset.candidates if one.kind == kind_id]
        found |= dict.fromkeys(members, kind.success.usual)
        if kind.success.measure is not None:
            of_sets = evidence_of_sets(dataset, configuration.criteria.kinds)
            table = evidence_table(dataset, measures, {}, of_sets)
            column = table.column(kind.success.measure, members)
            for at in np.flatnonzero(~np.isnan(column.number)).tolist():
                ends = (column.low[at], column.number[at], column.high[at])
                low, value, high = (min(1.0, max(0.0, float(end))) for end in ends)
                found[members[at]] = Range(value=value, low=low, high=high)
    return found


class Expected(Frozen):
    """Points that focus areas bring, as chances of success go."""

    low: float
    """If every chance were at its lowest."""
    value: float
    """Expected."""
    high: float
    """If every chance were at its highest."""
    least: float
    """The lowest chance of a focus area, as it is taken."""
    most: float
    """The highest."""


def expected(problem: Problem, plan: Plan) -> Expected | None:
    """Return what focus areas bring as chances go; None where none has a chance of its own."""
    areas = [(problem.by_id[line.id], line) for line in plan.focus]
    if all(area.success_low == 1.0 for area, _ in areas):
        return None
    discount = {period.id: period.discount for period in problem.periods}
    points = [(area, discount[line.period] * line.points) for area, line in areas]

    def total(ends: dict[str, float]) -> float:
        return fsum(
            earned * ends[area.id] / area.success for area, earned in points if area.success > 0
        )

    return Expected(
        low=total({area.id: area.success_low for area, _ in areas}),
        value=fsum(earned for _, earned in points),
        high=total({area.id: area.success_high for area, _ in areas}),
        least=min(area.success for area, _ in areas),
        most=max(area.success for area, _ in areas),
    )

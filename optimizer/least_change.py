r"""The least more of a capacity that helps, in numbers that people type.

A team with :math:`weeks_g` of which the share :math:`\rho_g` is reserved, and :math:`U_g` besides,
has :math:`weeks_g (1 - \rho_g) - U_g` for focus areas. So much *need* for them takes

.. math:: weeks_g = (need + U_g) / (1 - \rho_g), \quad \text{or} \quad
   \rho_g = 1 - (need + U_g) / weeks_g.

Rounded up (shares down), so that the number told helps.
"""

import math

from pydantic import Field

from config.base import Frozen
from optimizer.conditions import CapacityCondition
from optimizer.problem import Problem, Team
from optimizer.scenario import Scenario
from optimizer.tolerances import FEASIBILITY

STEP = {"staff-weeks": 0.01, "USD": 1.0}
"""To what the least change is rounded up."""
SHARE_STEP = 0.001
"""To what a universal share is rounded down."""
FINEST = 1e-6
"""The same where nobody types it."""
SLIGHT = 1e-3
"""Share of a step that counts as none."""


class LeastChange(Frozen):
    """The least of a capacity that helps."""

    capacity: CapacityCondition
    have: float
    """What there is for focus areas per period: staff-weeks, or USD."""
    need: float
    """Least with which there is a plan, everything else as it is; rounded up."""
    exact: bool
    """Whether it is proven that less does not help."""
    total: float | None
    """What the team has to have, universal services included, or the fund; None where no number of
    weeks helps, because all are reserved."""
    universal_share: float | None = None
    """Share reserved with which the team's weeks would do; None where none would."""
    besides: float = Field(default=0.0, exclude_if=lambda weeks: not weeks)
    """Staff-weeks that universal services keep besides their share."""

    def without(self, problem: Problem) -> Problem:
        """Return the problem in which there is that much for focus areas."""
        return self.capacity.with_open(problem, self.need)

    def lever(self, scenario: Scenario) -> Scenario:
        """Return the scenario in which there is that much.

        Where the scenario moves both, universal services keep their weeks. Else the universal share
        is moved where the scenario moves it already, or where weeks would not help; else the weeks,
        or the USD.
        """
        name = self.capacity.resource
        if self.capacity.unit == "USD":
            return scenario.but(usd={**scenario.usd, name: self.total})
        if name in scenario.universal_share and name in scenario.weeks:
            kept = scenario.weeks[name] * scenario.universal_share[name]
            weeks = _up(kept + self.need + self.besides, STEP[self.capacity.unit])
            share = math.floor(kept / weeks / FINEST) * FINEST
            return scenario.but(
                weeks={**scenario.weeks, name: weeks},
                universal_share={**scenario.universal_share, name: round(share, 6)},
            )
        moved = name in scenario.universal_share and name not in scenario.weeks
        if self.universal_share is not None and (moved or self.total is None):
            shares = {**scenario.universal_share, name: self.universal_share}
            return scenario.but(universal_share=shares)
        if self.total is None:
            return scenario
        return scenario.but(weeks={**scenario.weeks, name: self.total})


def least_change(
    problem: Problem, capacity: CapacityCondition, extra: float, *, exact: bool
) -> LeastChange:
    """Return the least change in numbers that people type, never below what is needed."""
    have = capacity.open(problem)
    step = STEP[capacity.unit]
    holder = capacity.held_by(problem)
    besides = overrun = 0.0
    if isinstance(holder, Team):
        besides = holder.universal_weeks
        overrun = max(0.0, max(holder.universal_more.values(), default=0.0) - have)
    need = _up(have + overrun + extra, step)
    total: float | None = need
    share = None
    if isinstance(holder, Team):
        left = 1.0 - holder.universal_share
        taken = need + besides
        total = _up(taken / left, step) if left > 0 else None
        if holder.weeks > 0 and taken <= holder.weeks:
            steps = math.floor((1.0 - taken / holder.weeks) / SHARE_STEP + SLIGHT)
            share = round(steps * SHARE_STEP, 6)
    return LeastChange(
        capacity=capacity,
        have=have,
        need=need,
        exact=exact and not overrun,
        total=total,
        universal_share=share,
        besides=besides,
    )


def _up(amount: float, step: float) -> float:
    return round(math.ceil(amount / step - max(SLIGHT, FEASIBILITY / step)) * step, 6)

"""How hard one search looks: counted in branches, so that every machine finds the same."""

from typing import Annotated

from pydantic import Field

from config.base import Frozen
from optimizer.tolerances import EXACT_GAP

Branches = Annotated[int, Field(ge=0)]
HIGHS = "HiGHS"
"""The solver of the search."""


class Effort(Frozen):
    """How hard one search looks, and how far its answer has to be proven.

    A search ends where the gap is reached, or at the last of its steps: the cores, some
    neighbourhoods, the full model (:mod:`optimizer.search.maximise`).
    """

    gap: Annotated[float, Field(ge=0)] = 5e-3
    """Relative optimality gap at which a search may end."""
    cuts: Annotated[int, Field(ge=0)] = 12
    """Most rounds of cuts that tighten the linear relaxation."""
    served: Branches = 20
    """Most branches of the search for other services of the focus areas of a known plan."""
    core: tuple[tuple[Branches, Branches], ...] = ((150, 50),)
    """The cores, restricted models of what the relaxation leaves in doubt, one after the other:
    decisions left free beside those that it has by halves, and most branches."""
    rounds: Branches = 2
    """Neighbourhoods of the best solution that are searched after the core."""
    around: Branches = 50
    """Most branches of each of them."""
    nodes: Branches | None = 0
    """Most branches of the full model; None = until the gap is reached, 0 = restricted models only,
    as long as they have any solution."""


PLAN = Effort(gap=2e-3, rounds=1)
"""Of the recommended plan and of every what-if, on every face."""
QUESTION = Effort(rounds=1)
"""Of each of the plans that a price, an alternative or a frontier needs."""
DRAW = Effort(gap=0.02, core=((0, 20), (180, 20), (300, 50)), rounds=0)
"""Of the plan of a draw.

On the bundled data, 100 draws to 2 % and the same to 1 %: core indices differ by 0.008 on average
and by 0.05 at most, while two halves of the draws differ by 0.044 on average: more draws say more
than smaller gaps.
"""
ASSUMED = DRAW.but(core=((200, 1),))
"""Of the plan of a draw of assumptions, which has a model of its own. Numbers that are not round
leave gaps where round ones close: one core gives most of what more would, in a third of the time.
"""
EXACT = Effort(gap=EXACT_GAP, rounds=6, nodes=None)
"""As long as it takes: branching on everything proves little of a large problem, so that six
neighbourhoods come before it."""
LEAST = Effort(core=((0, 1),), rounds=0)
"""What is known and its repairs; where there is neither, the first that can be found."""
BOUNDS = Effort(gap=1e-3, core=(), rounds=0)
"""Tight bounds, and no search for better plans than those known."""

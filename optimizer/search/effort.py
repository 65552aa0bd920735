"""How hard one search looks: counted in branches, so that every machine finds the same."""

from typing import Annotated

from pydantic import Field

from config.base import Frozen

Branches = Annotated[int, Field(ge=0)]


class Effort(Frozen):
    """How hard one search looks, and how far its answer has to be proven."""

    gap: Annotated[float, Field(ge=0)] = 5e-3
    """Relative optimality gap at which a search may end."""
    nodes: Branches | None = 100
    """Most branches of a search of the full model; None = until the gap is reached, 0 = restricted
    models only, as long as they have any solution."""

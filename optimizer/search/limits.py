"""When one search of the solver is to end."""

from dataclasses import dataclass

from optimizer.stop import Stop


@dataclass(frozen=True)
class Limits:
    """When one search of the solver is to end, whichever comes first."""

    gap: float
    """Relative optimality gap."""
    nodes: int | None = None
    """Branches; None = no limit."""
    target: float | None = None
    """A solution worth this much; None = none does."""
    stop: Stop | None = None
    """Somebody's switch."""

"""An answer: a plan for a scenario, with what is short, as a frozen value."""

from dataclasses import dataclass

from optimizer.bottleneck import Scarcity
from optimizer.plan import Plan
from optimizer.scenario import Scenario


@dataclass(frozen=True)
class Answer:
    """A plan as it stands, with what is short."""

    scenario: Scenario
    plan: Plan
    scarcities: tuple[Scarcity, ...] = ()
    """Every team and fund, the shortest first."""

"""A plan: the answer to a problem, as a frozen value with its proof."""

from collections.abc import Mapping
from functools import cached_property
from typing import Literal

from pydantic import Field

from config.base import Frozen
from optimizer.audit import Worth
from optimizer.cents import cents, in_usd
from optimizer.conditions import Condition
from optimizer.decisions import Decisions
from optimizer.least_change import LeastChange

Status = Literal["optimal", "feasible", "infeasible", "unknown"]
"""``optimal``: proven to the gap asked; ``feasible``: stopped early, see the gap; ``infeasible``:
no plan meets all conditions; ``unknown``: stopped before any plan was found."""


class FocusLine(Frozen):
    """One focus area in one period: what it gets, and from whom."""

    id: str
    kind: str
    name: str
    region: str
    period: str
    score: float | None
    """Score as ranked, 0..100; None when the problem does not say."""
    points: float
    """What it adds to the plan's value: support and its own focus overlap."""
    unlocked: float
    """Share of its potential that its services unlock, 0..1."""
    services: tuple[str, ...]
    staff: Mapping[str, float]
    """Team → staff-weeks, after what partners who lead save."""
    money: Mapping[str, float]
    """Fund → USD."""
    leads: Mapping[str, str] = Field(default_factory=dict)
    """Service → partner who leads it."""
    weeks_saved: float = 0.0
    """Staff-weeks that partners who lead save."""
    incumbent: bool = False


class CapacityUse(Frozen):
    """How much of a team or fund a plan uses in one period."""

    resource: str
    label: str
    unit: Literal["staff-weeks", "USD"]
    period: str
    available: float
    """All of it, universal services included."""
    reserved: float
    """Reserved for universal services; 0 for funds."""
    used: float

    @property
    def free(self) -> float:
        """What is left for focus areas; USD to the cent."""
        left = self.available - self.reserved - self.used
        return in_usd(cents(left)) if self.unit == "USD" else left


class RuleStanding(Frozen):
    """How a plan stands to one rule, in one group and period."""

    id: str
    group: str
    label: str
    period: str
    min: float | None
    max: float | None
    """Bounds in focus areas (of a share rule: the share times the base in the plan)."""
    count: int
    met: bool
    hard: bool
    cost: float
    """Points lost by missing it."""


class JointHeld(Frozen):
    """A joint service that is held in one period, and what its set-up takes."""

    id: str
    service: str
    label: str
    group: str
    period: str
    members: tuple[str, ...]
    """Those who take part, sorted."""
    staff: Mapping[str, float]
    """Team → staff-weeks of the set-up."""
    money: Mapping[str, float]
    """Fund → USD of the set-up."""


class OverlapPair(Frozen):
    """Two linked candidates that are both in the plan."""

    candidate: str
    target: str
    relation: str
    period: str


class Conflict(Frozen):
    """Conditions that cannot all hold at once."""

    conditions: tuple[Condition, ...]
    """In the order of the problem; none where what was not asked about leaves no plan itself."""
    irreducible: bool = True
    """Whether it is proven that without any one of them the others can hold."""
    changes: tuple[tuple[LeastChange, ...], ...] = ()
    """Changes of capacities that help, everything else as it is: any one of these is enough, all
    of its parts together."""


class Plan(Frozen):
    """What to do: focus areas with services, staff and money, and how good that is."""

    status: Status
    value: float | None
    """Points; None without a plan."""
    bound: float | None
    """No plan is worth more; None when not known."""
    gap: float | None
    """(bound − value) / max(1, |value|); None without a plan."""
    seconds: float
    solver: str
    worth: Worth | None = None
    focus: tuple[FocusLine, ...] = ()
    capacity: tuple[CapacityUse, ...] = ()
    rules: tuple[RuleStanding, ...] = ()
    overlaps: tuple[OverlapPair, ...] = ()
    joints: tuple[JointHeld, ...] = Field(default=(), exclude_if=lambda held: not held)
    """By period, in the order of the problem."""
    entered: tuple[str, ...] = ()
    """In the plan, not in the list in force."""
    left: tuple[str, ...] = ()
    """In the list in force, not in the plan."""
    stayed: tuple[str, ...] = ()
    ties_settled: bool | None = None
    """Whether equal plans were told apart to the end; None when that was not asked."""
    other_ties: bool | None = None
    """Whether other plans are equally good, cheap and light; None when not known."""
    gave_up: float = 0.0
    """Points that the best plan found is worth more: given up to stay near the list that people
    compare the plan with."""
    conflicts: tuple[Conflict, ...] = ()
    """Of an infeasible problem."""
    decisions: Decisions = Field(default_factory=Decisions)

    @property
    def found(self) -> bool:
        """Whether there is a plan."""
        return self.value is not None

    @cached_property
    def ids(self) -> frozenset[str]:
        """Candidates in focus in at least one period."""
        return self.decisions.ids

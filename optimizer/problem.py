"""The problem: everything a plan depends on, as one frozen value without files or scores.

A :class:`Problem` can be looked at, compared and saved without solving anything. It is made from
a dataset, a scorecard, a configuration and a scenario by
:func:`optimizer.problem_builder.build_problem`, or written by hand, and compiled into a
mixed-integer programme by :func:`optimizer.model.compile.compile_problem`.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from config.base import Frozen
from optimizer.cents import Usd

NonNegative = Annotated[float, Field(ge=0)]
Share = Annotated[float, Field(ge=0, le=1)]
Money = Annotated[Usd, Field(ge=0)]
"""USD in whole cents: finer amounts are rounded once, here, before anything is worked out."""


class Option(Frozen):
    """One service that one candidate could get, or one size of it."""

    service: str
    size_of: str = ""
    """The service that it is a size of, of which one at most is given; blank = it has no sizes."""
    unlocks: Share
    """Share of the candidate's potential that it unlocks (β)."""
    weeks: Mapping[str, NonNegative] = Field(default_factory=dict)
    """Team → staff-weeks per period."""
    usd: Money = 0.0
    """USD per period."""
    partner_lead: Share = 0.0
    """Share of the staff-weeks saved when a partner leads (λ)."""
    periods: tuple[str, ...] | None = None
    """Periods in which it can be given; None = all."""

    def is_open(self, period: str) -> bool:
        """Say whether it can be given in a period."""
        return self.periods is None or period in self.periods

    @property
    def family(self) -> str:
        """The service, whatever its size."""
        return self.size_of or self.service


class Area(Frozen):
    """One candidate, as the optimizer sees it: a possible focus area."""

    id: str
    kind: str
    name: str = ""
    region: str = ""
    potential: Share
    """Score without focus overlap, divided by 100 (V)."""
    score: Annotated[float, Field(ge=0, le=100)] | None = None
    """Score as ranked, focus overlap read off the list in force; for people, not for the model."""
    worth: NonNegative
    """Points of one perfect, fully supported candidate of the kind in one period, times the chance
    of success (α p)."""
    success: Share = 1.0
    """Chance that support leads to the result (p); it is in the worth already."""
    success_low: Share = 1.0
    """The lowest that it may be."""
    success_high: Share = 1.0
    """The highest."""
    support_min: Share = 0.0
    """Least share of the potential to unlock once it is in focus (β_min)."""
    drop_price: NonNegative = 0.0
    """Points lost when it leaves the list (κ)."""
    incumbent: bool = False
    options: tuple[Option, ...] = ()
    windows: tuple[str, ...] | None = None
    """Periods in which it can be supported; None = all."""
    barred: str | None = None
    """Why it cannot be a focus area at all (a failed gate), in words; None = it can."""
    may_fail: bool = False
    """Whether evidence that is not known for sure decides a gate, so that draws may bar it."""

    def is_open(self, period: str) -> bool:
        """Say whether windows and gates let it be supported in a period."""
        return self.barred is None and (self.windows is None or period in self.windows)

    def at_most(self, amount: Callable[[Option], float]) -> float:
        """Return the sum of an amount over all services, of sizes the largest."""
        found: dict[str, float] = {}
        for option in self.options:
            found[option.family] = max(found.get(option.family, 0.0), amount(option))
        return sum(found.values())


def one_size_each(options: Iterable[Option]) -> bool:
    """Say whether no two of some services are sizes of one."""
    families = [option.family for option in options]
    return len(set(families)) == len(families)


class Team(Frozen):
    """A team and its time."""

    id: str
    label: str = ""
    weeks: NonNegative
    """Staff-weeks per period, all work included."""
    universal_share: Share = 0.0
    """Share reserved for universal services (ρ)."""
    universal_weeks: NonNegative = 0.0
    """Staff-weeks reserved for them besides in every period, however many there are (U)."""
    universal_more: Mapping[str, NonNegative] = Field(default_factory=dict)
    """Period → further staff-weeks reserved in it (U_t), where another has fewer."""

    @property
    def open_weeks(self) -> float:
        """Staff-weeks per period for focus areas, single periods aside: weeks (1 − ρ) − U."""
        return max(0.0, self.weeks * (1.0 - self.universal_share) - self.universal_weeks)

    def open_in(self, period: str) -> float:
        """Return the staff-weeks for focus areas in one period; never below 0."""
        return max(0.0, self.open_weeks - self.universal_more.get(period, 0.0))

    def with_open(self, weeks: float) -> Self:
        """Return the team with so many staff-weeks for focus areas, single periods aside."""
        return self.but(weeks=weeks, universal_share=0.0, universal_weeks=0.0)


class Fund(Frozen):
    """A fund, its money, and what it may pay for."""

    id: str
    label: str = ""
    usd: Money
    """USD per period."""
    pays_for: frozenset[str]
    """Candidates it may pay for."""
    services: frozenset[str] | None = None
    """Services it may pay for; None = every service."""
    most_per_candidate: Money | None = None
    """Most USD for one candidate in one period; None = no limit."""

    def pays(self, candidate: str, service: str) -> bool:
        """Say whether the fund may pay for this service for this candidate."""
        return candidate in self.pays_for and (self.services is None or service in self.services)


class Period(Frozen):
    """A half-year of the plan."""

    id: str
    label: str = ""
    discount: Annotated[float, Field(gt=0, le=1)] = 1.0
    """What a point in it is worth today (δ)."""


class Review(Frozen):
    """A kind that is not reviewed in every period: between reviews its list stays as it is."""

    kind: str
    label: str = ""
    between: tuple[str, ...] = Field(min_length=1)
    """Periods without a review."""
    next: str = ""
    """Name of the period of the first review after the last of them; blank = none is known."""


class Joint(Frozen):
    """A service that several candidates get together: its set-up is paid once.

    Those who take part get the service ``service``, each at its own weeks and money.
    """

    service: str
    group: str = ""
    """Value of the column that it is split by; empty for one for all."""
    label: str = ""
    members: tuple[str, ...]
    """Candidates that may take part."""
    weeks: Mapping[str, NonNegative] = Field(default_factory=dict)
    """Team → staff-weeks of the set-up."""
    usd: Money = 0.0
    """USD of the set-up."""
    funds: tuple[str, ...] = ()
    """Funds that may pay it, in the order in which they do."""
    least: Annotated[int, Field(ge=1)] = 1
    """Fewest that take part where it is held."""
    most: Annotated[int, Field(ge=1)] | None = None
    """Most; None = no limit."""

    @property
    def id(self) -> str:
        """Id of the service and, after a slash, of the group."""
        return f"{self.service}/{self.group}" if self.group else self.service


class OverlapTerm(Frozen):
    """What a candidate earns when one of its linked candidates is in focus with it."""

    candidate: str
    relation: str
    targets: tuple[str, ...] = Field(min_length=1)
    points: NonNegative
    """α · (weight of the overlap criterion) · (share of the relation)."""


class RuleTerm(Frozen):
    """One balance condition on the number of focus areas, in every period.

    With ``base`` empty: ``low ≤ n ≤ high`` for the number *n* of members in focus. Otherwise the
    bounds are shares: ``low · b ≤ n ≤ high · b`` for the number *b* of base candidates in focus.
    """

    rule: str
    group: str = ""
    """Value of the column the rule is split by; empty for one group."""
    label: str = ""
    members: tuple[str, ...]
    base: tuple[str, ...] = ()
    low: NonNegative | None = None
    high: NonNegative | None = None
    near: Mapping[str, tuple[str, ...]] | None = None
    """Member → linked candidates; it then counts only beside one of them in the plan."""
    hard: bool = False
    penalty: NonNegative = 0.0
    """Points lost per focus area short or beyond; used when the rule is not hard."""

    @property
    def id(self) -> str:
        """Name of the rule and, after a slash, of its group."""
        return f"{self.rule}/{self.group}" if self.group else self.rule


class Dependency(Frozen):
    """A choice that needs others, rules them out, or comes after them, in every period."""

    rule: str
    label: str = ""
    kind: Literal["requires", "excludes", "after"]
    service: str = ""
    """Service that is bound, in any size, or one size of it; empty = being in focus."""
    other: str = ""
    """The same of the others."""
    pairs: Mapping[str, tuple[str, ...]]
    """Candidate that is bound → the others."""


class Lead(Frozen):
    """A partner who could lead a service for a candidate."""

    partner: str
    candidate: str
    service: str


class Problem(Frozen):
    """Which candidates, with which services, from which teams and funds, under which rules?"""

    periods: tuple[Period, ...] = Field(min_length=1)
    areas: tuple[Area, ...]
    teams: tuple[Team, ...] = ()
    funds: tuple[Fund, ...] = ()
    overlaps: tuple[OverlapTerm, ...] = ()
    rules: tuple[RuleTerm, ...] = ()
    must: frozenset[str] = frozenset()
    """Candidates in focus in every period."""
    must_not: frozenset[str] = frozenset()
    """Candidates in focus in no period."""
    leads: tuple[Lead, ...] = ()
    joints: tuple[Joint, ...] = ()
    dependencies: tuple[Dependency, ...] = ()
    reviews: tuple[Review, ...] = ()
    """Kinds that are not reviewed in every period."""
    partner_capacity: Mapping[str, NonNegative] = Field(default_factory=dict)
    """Partner → engagements it can lead in one period."""
    min_stay: Annotated[int, Field(ge=1)] = 1
    """Periods that a newly started focus area must stay."""
    most_changes: Annotated[int, Field(ge=0)] | None = None
    """Most starts and drops together in one period; None = no limit."""

    @cached_property
    def by_id(self) -> Mapping[str, Area]:
        """Id → area."""
        return {area.id: area for area in self.areas}

    @cached_property
    def options(self) -> Mapping[tuple[str, str], Option]:
        """(candidate, service) → what it would be."""
        return {(area.id, option.service): option for area in self.areas for option in area.options}

    @cached_property
    def payers(self) -> Mapping[tuple[str, str], tuple[str, ...]]:
        """(candidate, service) → the funds that may pay for it, in their order."""
        return {
            pair: tuple(fund.id for fund in self.funds if fund.pays(*pair)) for pair in self.options
        }

    @cached_property
    def purse_of(self) -> Mapping[tuple[str, str], str]:
        """(candidate, service) → the purse it is paid from, of services that some fund pays.

        Services of one candidate that the same funds may pay share a purse, named by the first of
        them in the candidate's options.
        """
        first: dict[tuple[str, tuple[str, ...]], str] = {}
        return {
            (candidate, service): first.setdefault((candidate, funds), service)
            for (candidate, service), funds in self.payers.items()
            if funds and self.options[candidate, service].usd > 0
        }

    @cached_property
    def joint_by_id(self) -> Mapping[str, Joint]:
        """Id → joint service."""
        return {joint.id: joint for joint in self.joints}

    @cached_property
    def joint_of(self) -> Mapping[tuple[str, str], Joint]:
        """(candidate, service) → what it would take part in."""
        return {(one, joint.service): joint for joint in self.joints for one in joint.members}

    @cached_property
    def setup_payers(self) -> Mapping[str, tuple[str, ...]]:
        """Joint service → the funds that may pay its set-up."""
        return {joint.id: joint.funds for joint in self.joints}

    @cached_property
    def kept_out(self) -> frozenset[str]:
        """Candidates outside that cannot enter: their kind is reviewed in none of the periods."""
        every = {period.id for period in self.periods}
        kinds = {one.kind for one in self.reviews if every <= set(one.between)}
        return frozenset(a.id for a in self.areas if a.kind in kinds and not a.incumbent)

    @cached_property
    def kept_in(self) -> frozenset[str]:
        """Candidates of the list in force that cannot leave in the first period."""
        first = self.periods[0].id
        kinds = {one.kind for one in self.reviews if first in one.between}
        kept = (area for area in self.areas if area.kind in kinds and area.is_open(first))
        return frozenset(area.id for area in kept if area.incumbent)

    def went_before(self, dependency: Dependency, candidate: str) -> bool:
        """Say whether what a candidate comes after was so before the first period."""
        others = dependency.pairs[candidate]
        return not dependency.other and any(self.by_id[one].incumbent for one in others)

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        faults = list(_faults(self))
        if faults:
            raise ValueError("; ".join(faults))
        return self


def _faults(problem: Problem) -> Iterator[str]:
    """Yield every inconsistency of a problem in words."""
    yield from _repeated(problem)
    yield from _unknown(problem)
    yield from _joint_faults(problem)
    yield from _period_faults(problem)
    for rule in problem.rules:
        if rule.low is not None and rule.high is not None and rule.low > rule.high:
            yield f"the least of a rule must not exceed its most: {rule.id}"


def _repeated(problem: Problem) -> Iterator[str]:
    """Yield what must be there once and is there twice: model names are made of it."""
    for what, names in (
        ("every area must have its own id", [area.id for area in problem.areas]),
        ("every team must have its own id", [team.id for team in problem.teams]),
        ("every fund must have its own id", [fund.id for fund in problem.funds]),
        ("every period must have its own id", [period.id for period in problem.periods]),
        ("every rule must have its own name and group", [rule.id for rule in problem.rules]),
        ("every dependency must have its own name", [one.rule for one in problem.dependencies]),
        ("a kind must have one interval of reviews", [one.kind for one in problem.reviews]),
        ("a joint service must be there once per group", [joint.id for joint in problem.joints]),
        (
            "a candidate must have one overlap term per relation",
            [f"{term.candidate} {term.relation}" for term in problem.overlaps],
        ),
        (
            "an area must have each option once",
            [f"{area.id} {option.service}" for area in problem.areas for option in area.options],
        ),
        (
            "a lead must be named once",
            [f"{lead.partner} {lead.candidate} {lead.service}" for lead in problem.leads],
        ),
    ):
        twice = sorted(name for name, times in Counter(names).items() if times > 1)
        if twice:
            yield f"{what}; more than once: {', '.join(twice)}"


def _period_faults(problem: Problem) -> Iterator[str]:
    """Yield the periods of reviews that the problem does not have."""
    periods = {period.id for period in problem.periods}
    unknown = sorted({one for review in problem.reviews for one in review.between} - periods)
    if unknown:
        yield f"reviews must name periods of the problem; unknown: {', '.join(unknown)}"


def _joint_faults(problem: Problem) -> Iterator[str]:
    """Yield what does not hold of joint services."""
    members = [f"{one} {joint.service}" for joint in problem.joints for one in joint.members]
    twice = sorted(name for name, times in Counter(members).items() if times > 1)
    if twice:
        yield f"a candidate must be a member once; more than once: {', '.join(twice)}"
    offered = {f"{candidate} {service}" for candidate, service in problem.options}
    unknown = sorted(set(members) - offered)
    if unknown:
        yield f"members must be offered the joint service; not: {', '.join(unknown)}"
    both = sorted({joint.id for joint in problem.joints} & problem.by_id.keys())
    if both:
        yield f"a joint service must not have the id of an area: {', '.join(both)}"
    known = {team.id for team in problem.teams} | {fund.id for fund in problem.funds}
    named = {one for joint in problem.joints for one in (*joint.weeks, *joint.funds)}
    if named - known:
        unknown = sorted(named - known)
        yield f"joint services must name teams and funds there are; unknown: {', '.join(unknown)}"


def _unknown(problem: Problem) -> Iterator[str]:
    """Yield the names that lead nowhere."""
    near = {
        name for rule in problem.rules for linked in (rule.near or {}).values() for name in linked
    }
    teams = {team.id for team in problem.teams}
    for what, names in (
        ("must", problem.must),
        ("must_not", problem.must_not),
        ("a fund's pays_for", frozenset().union(*(fund.pays_for for fund in problem.funds))),
        (
            "a rule's members",
            {name for rule in problem.rules for name in (*rule.members, *rule.base)} | near,
        ),
        ("an overlap", {name for o in problem.overlaps for name in (o.candidate, *o.targets)}),
        ("a lead", {lead.candidate for lead in problem.leads}),
        (
            "a dependency",
            {
                name
                for one in problem.dependencies
                for candidate, others in one.pairs.items()
                for name in (candidate, *others)
            },
        ),
    ):
        unknown = sorted(set(names) - problem.by_id.keys())
        if unknown:
            yield f"{what} must name areas of the problem; unknown: {', '.join(unknown)}"
    unknown = sorted({t for a in problem.areas for o in a.options for t in o.weeks} - teams)
    if unknown:
        yield f"options must name teams of the problem; unknown: {', '.join(unknown)}"

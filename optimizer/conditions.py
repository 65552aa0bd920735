"""Conditions as values: locks, rules, limits, capacities, gates, windows, the price for dropping.

A condition is something that a plan is asked to meet, or pays for not meeting. Each says what a
problem is without it (:meth:`without`), and to which levers of a scenario giving it up amounts
(:meth:`lever`). Conflicts, ways out, prices and reasons carry these values; words for them are made
where they are shown.

Three lists of them, each in the order of the problem:

- :func:`hard_conditions`: what a lever can give up;
- :func:`capacities`: what a lever can loosen;
- :func:`facts`: gates, windows, reviews and dependencies, which no lever changes.
"""

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field

from config.base import Frozen
from optimizer.problem import Fund, Problem, RuleTerm, Team
from optimizer.scenario import RuleLever, Scenario

Side = Literal["in", "out"]
Bound = Literal["least", "most"]
Unit = Literal["staff-weeks", "USD"]


class Lock(Frozen):
    """A candidate that must be in focus in every period, or in none."""

    kind: Literal["lock"] = "lock"
    candidate: str
    side: Side

    def without(self, problem: Problem) -> Problem:
        """Return the problem in which the candidate is free on this side."""
        field = "must" if self.side == "in" else "must_not"
        return problem.but(**{field: getattr(problem, field) - {self.candidate}})

    def lever(self, scenario: Scenario) -> Scenario:
        """Return the scenario without the lock."""
        field = "must" if self.side == "in" else "must_not"
        return scenario.but(**{field: getattr(scenario, field) - {self.candidate}})


class RuleCondition(Frozen):
    """A rule: all of it, one of its groups, or one bound of one group."""

    kind: Literal["rule"] = "rule"
    rule: str
    group: str | None = None
    """Value of the column the rule is split by, empty for one group; None = every group."""
    bound: Bound | None = None
    """None = both."""
    loose: float | None = None
    """Where the bound asks for nothing; None where only switching the rule off does that."""

    def of(self, term: RuleTerm) -> bool:
        """Say whether a term of a problem belongs to it."""
        return term.rule == self.rule and self.group in (None, term.group)

    def without(self, problem: Problem) -> Problem:
        """Return the problem without the rule, the group or the bound."""
        kept = (self._left_of(term) if self.of(term) else term for term in problem.rules)
        return problem.but(rules=tuple(term for term in kept if term is not None))

    def _left_of(self, term: RuleTerm) -> RuleTerm | None:
        if self.bound is None:
            return None
        left = term.but(**{"low" if self.bound == "least" else "high": None})
        return None if left.low is None and left.high is None else left

    def lever(self, scenario: Scenario) -> Scenario:
        """Return the scenario in which the bound is loosened, or the rule is off, in every group.

        A rule is one lever: there is none for a single group.
        """
        old = scenario.rules.get(self.rule, RuleLever())
        if self.loose is None:
            lever = old.but(enabled=False)
        else:
            lever = old.but(**{"min" if self.bound == "least" else "max": self.loose})
        return scenario.but(rules={**scenario.rules, self.rule: lever})


class DependencyCondition(Frozen):
    """That a choice needs another, rules it out, or comes after it."""

    kind: Literal["dependency"] = "dependency"
    rule: str

    def without(self, problem: Problem) -> Problem:
        """Return the problem without the dependency."""
        kept = tuple(one for one in problem.dependencies if one.rule != self.rule)
        return problem.but(dependencies=kept)

    def lever(self, scenario: Scenario) -> Scenario:
        """Return the scenario as it is: dependencies belong to the configuration."""
        return scenario


class ChangeLimit(Frozen):
    """At most so many starts and drops together in one period."""

    kind: Literal["change limit"] = "change limit"

    def without(self, problem: Problem) -> Problem:
        """Return the problem in which any number may change."""
        return problem.but(most_changes=None)

    def lever(self, scenario: Scenario) -> Scenario:
        """Return the scenario without a limit."""
        return scenario.but(most_changes=None)


class MinimumStay(Frozen):
    """A new focus area stays for so many periods."""

    kind: Literal["minimum stay"] = "minimum stay"

    def without(self, problem: Problem) -> Problem:
        """Return the problem in which a new focus area may leave in the next period."""
        return problem.but(min_stay=1)

    def lever(self, scenario: Scenario) -> Scenario:
        """Return the scenario without a minimum stay."""
        return scenario.but(min_stay=1)


class CapacityCondition(Frozen):
    """What a team or a fund has for focus areas in each period."""

    kind: Literal["capacity"] = "capacity"
    resource: str
    unit: Unit

    def held_by(self, problem: Problem) -> Team | Fund:
        """Return the team or fund.

        Raises:
            StopIteration: the problem has none of this id.
        """
        holders = problem.teams if self.unit == "staff-weeks" else problem.funds
        return next(holder for holder in holders if holder.id == self.resource)

    def open(self, problem: Problem) -> float:
        """Return what there is for focus areas per period: staff-weeks, or USD.

        Further weeks that single periods keep for everybody stay whatever this is.
        """
        holder = self.held_by(problem)
        return holder.open_weeks if isinstance(holder, Team) else holder.usd

    def wanted(self, problem: Problem) -> float:
        """Return as much of it as all candidates together could take in a period."""
        if self.unit == "staff-weeks":
            return sum(
                area.at_most(lambda option: option.weeks.get(self.resource, 0.0))
                for area in problem.areas
            ) + sum(joint.weeks.get(self.resource, 0.0) for joint in problem.joints)
        fund = self.held_by(problem)
        assert isinstance(fund, Fund)  # noqa: S101 (by its unit)
        return sum(
            option.usd
            for area in problem.areas
            for option in area.options
            if fund.pays(area.id, option.service)
        ) + sum(
            joint.usd for joint in problem.joints if self.resource in problem.setup_payers[joint.id]
        )

    def with_open(self, problem: Problem, amount: float) -> Problem:
        """Return the problem with another amount for focus areas per period."""
        holder = self.held_by(problem)
        if isinstance(holder, Team):
            changed = holder.with_open(amount)
            teams = tuple(changed if team == holder else team for team in problem.teams)
            return problem.but(teams=teams)
        changed_fund = holder.but(usd=amount)
        funds = tuple(changed_fund if fund == holder else fund for fund in problem.funds)
        return problem.but(funds=funds)

    def without(self, problem: Problem) -> Problem:
        """Return the problem with as much of it as anybody could want."""
        holder = self.held_by(problem)
        kept = max(holder.universal_more.values(), default=0.0) if isinstance(holder, Team) else 0.0
        return self.with_open(problem, max(self.open(problem), self.wanted(problem) + kept))

    def lever(self, scenario: Scenario) -> Scenario:
        """Return the scenario in which it is as configured.

        How far to raise it, instead, a :class:`~optimizer.conflicts.LeastChange` says.
        """
        fields = ("weeks", "universal_share") if self.unit == "staff-weeks" else ("usd",)
        left = {
            field: {k: v for k, v in getattr(scenario, field).items() if k != self.resource}
            for field in fields
        }
        return scenario.but(**left)


class Gate(Frozen):
    """A gate that bars a candidate."""

    kind: Literal["gate"] = "gate"
    candidate: str

    def without(self, problem: Problem) -> Problem:
        """Return the problem in which no gate bars the candidate."""
        return _with_area(problem, self.candidate, barred=None)

    def lever(self, scenario: Scenario) -> Scenario:
        """Return the scenario as it is: evidence opens a gate, no lever does."""
        return scenario


class Window(Frozen):
    """The periods in which a candidate can be supported."""

    kind: Literal["window"] = "window"
    candidate: str

    def without(self, problem: Problem) -> Problem:
        """Return the problem in which the candidate can be supported at any time."""
        return _with_area(problem, self.candidate, windows=None)

    def lever(self, scenario: Scenario) -> Scenario:
        """Return the scenario as it is: windows are data."""
        return scenario


class ReviewCondition(Frozen):
    """That the list of a kind stays as it is between its reviews."""

    kind: Literal["review"] = "review"
    of: str
    """The kind of candidate."""

    def without(self, problem: Problem) -> Problem:
        """Return the problem in which the kind is reviewed in every period."""
        return problem.but(reviews=tuple(one for one in problem.reviews if one.kind != self.of))

    def lever(self, scenario: Scenario) -> Scenario:
        """Return the scenario as it is: reviews belong to the configuration."""
        return scenario


class DropPrice(Frozen):
    """The price for dropping a candidate of the list in force."""

    kind: Literal["drop price"] = "drop price"

    def without(self, problem: Problem) -> Problem:
        """Return the problem in which dropping costs nothing."""
        return problem.but(areas=tuple(area.but(drop_price=0.0) for area in problem.areas))

    def lever(self, scenario: Scenario) -> Scenario:
        """Return the scenario as it is: the price belongs to the configuration."""
        return scenario


Condition = Annotated[
    Lock
    | RuleCondition
    | DependencyCondition
    | ChangeLimit
    | MinimumStay
    | CapacityCondition
    | Gate
    | Window
    | ReviewCondition
    | DropPrice,
    Field(discriminator="kind"),
]


def locks(problem: Problem) -> Iterator[Lock]:
    """Yield must-haves, then must-nots, by id."""
    yield from (Lock(candidate=one, side="in") for one in sorted(problem.must))
    yield from (Lock(candidate=one, side="out") for one in sorted(problem.must_not))


def limits(problem: Problem) -> Iterator[ChangeLimit | MinimumStay]:
    """Yield the limits between periods and with the list in force."""
    if problem.most_changes is not None:
        yield ChangeLimit()
    if problem.min_stay > 1:
        yield MinimumStay()


def hard_conditions(problem: Problem) -> tuple[Condition, ...]:
    """Return locks, every bound of hard rules in every group, and limits."""
    return (*locks(problem), *_bounds(problem), *limits(problem))


def _bounds(problem: Problem) -> Iterator[RuleCondition]:
    for term in problem.rules:
        if not term.hard:
            continue
        both = term.low is not None and term.high is not None
        if term.low is not None:
            loose = 0.0 if both else None
            yield RuleCondition(rule=term.rule, group=term.group, bound="least", loose=loose)
        if term.high is not None:
            loose = _loosest_most(problem, term) if both else None
            yield RuleCondition(rule=term.rule, group=term.group, bound="most", loose=loose)


def _loosest_most(problem: Problem, term: RuleTerm) -> float | None:
    """Return the most that asks for nothing in any group: groups share the lever."""
    groups = [other for other in problem.rules if other.rule == term.rule]
    if any(other.base for other in groups):
        return 1.0 if all(set(other.members) <= set(other.base) for other in groups) else None
    return max(float(max(len(other.members), other.low or 0)) for other in groups)


def capacities(problem: Problem) -> tuple[CapacityCondition, ...]:
    """Return every team and fund of which anybody could take something."""
    every = (
        *(CapacityCondition(resource=team.id, unit="staff-weeks") for team in problem.teams),
        *(CapacityCondition(resource=fund.id, unit="USD") for fund in problem.funds),
    )
    return tuple(one for one in every if one.wanted(problem) > 0)


def facts(problem: Problem) -> tuple[Condition, ...]:
    """Return dependencies, reviews, the gates that bar, and windows that leave out a period."""
    found: list[Condition] = [DependencyCondition(rule=one.rule) for one in problem.dependencies]
    found += [ReviewCondition(of=one.kind) for one in problem.reviews]
    for area in problem.areas:
        if area.barred is not None:
            found.append(Gate(candidate=area.id))
        if area.windows is not None and any(
            period.id not in area.windows for period in problem.periods
        ):
            found.append(Window(candidate=area.id))
    return tuple(found)


def priced_conditions(problem: Problem) -> tuple[Condition, ...]:
    """Return what has a price: whole rules, hard or soft, the price for dropping, locks, limits."""
    rules = dict.fromkeys(term.rule for term in problem.rules)
    drops = any(area.drop_price > 0 and area.incumbent for area in problem.areas)
    return (
        *(RuleCondition(rule=name) for name in rules),
        *(DependencyCondition(rule=one.rule) for one in problem.dependencies),
        *(ReviewCondition(of=one.kind) for one in problem.reviews),
        *((DropPrice(),) if drops else ()),
        *locks(problem),
        *limits(problem),
    )


def is_hard(condition: Condition, problem: Problem) -> bool:
    """Say whether a plan must meet a condition, and not only pay for missing it."""
    if isinstance(condition, RuleCondition):
        return any(term.hard for term in problem.rules if condition.of(term))
    return not isinstance(condition, DropPrice)


def moved_conditions(problem: Problem, scenario: Scenario) -> tuple[Condition, ...]:
    """Return the rules and capacities of a problem that a scenario moves, and its limits."""
    amounts = scenario.weeks.keys() | scenario.universal_share.keys() | scenario.usd.keys()
    return tuple(
        one
        for one in (*hard_conditions(problem), *capacities(problem))
        if (isinstance(one, RuleCondition) and one.rule in scenario.rules)
        or (isinstance(one, CapacityCondition) and one.resource in amounts)
        or isinstance(one, (ChangeLimit, MinimumStay))
    )


def _with_area(problem: Problem, candidate: str, **changes: object) -> Problem:
    return problem.but(
        areas=tuple(area.but(**changes) if area.id == candidate else area for area in problem.areas)
    )

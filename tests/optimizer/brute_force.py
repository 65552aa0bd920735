"""The best plan by looking at every one: an oracle that shares nothing with the model.

Conditions are checked and values added up straight from the fields of the problem; whether money
suffices is asked of a maximum flow (networkx). For a handful of areas, two services each.

Because the services of one period touch another period only through the focus areas, the best
services are found once for each set of focus areas, and then every sequence of sets is tried.
"""

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import networkx as nx

from optimizer.problem import Area, Joint, Option, Problem, RuleTerm

DIGITS = 6
"""Points, USD and weeks that agree to so many digits are equal."""
LAST = ("\U0010ffff",)
"""Comes after every id."""

Given = frozenset[tuple[str, str]]
"""(candidate, service)."""
Led = frozenset[tuple[str, str, str]]
"""(partner, candidate, service)."""
Focus = frozenset[str]
Yes = frozenset[tuple[str, ...]]
"""Every yes of a plan: focus (i, t), services (i, s, t) and leads (p, i, s, t)."""


@dataclass(frozen=True)
class Served:
    """One way to serve a set of focus areas in one period."""

    given: Given
    led: Led


@dataclass(frozen=True)
class Inner:
    """The best ways to serve a set of focus areas in one period."""

    points: float
    usd: float
    weeks: float
    ways: tuple[Served, ...]
    """All that are equally good, cheap and light."""


@dataclass(frozen=True)
class Best:
    """The best plan."""

    value: float
    usd: float
    weeks: float
    yes: Yes
    """Of all equally good, cheap and light plans the one with the lowest ids."""
    count: int
    """How many such plans there are."""

    @property
    def focus(self) -> frozenset[tuple[str, str]]:
        """(candidate, period)."""
        return frozenset((key[0], key[1]) for key in self.yes if len(key) == 2)


class BruteForce:
    """Every plan of one problem."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.areas = {area.id: area for area in problem.areas}
        self.room = {
            (team.id, period.id): max(
                0.0,
                team.weeks * (1 - team.universal_share)
                - team.universal_weeks
                - team.universal_more.get(period.id, 0.0),
            )
            for team in problem.teams
            for period in problem.periods
        }
        self.payable = cache(self._payable)
        self.inner = cache(self._inner)
        self.level = cache(self._level)

    def best(self) -> Best | None:
        """Return the best plan; None when no plan meets all conditions."""
        found: list[tuple[float, float, float, tuple[Focus, ...]]] = []
        for sets in self.sequences():
            inners = self.inners(sets)
            if any(inner is None for inner in inners):
                continue
            kept = [inner for inner in inners if inner is not None]
            value = -self._drops(sets) + sum(
                period.discount * (inner.points + self.level(focus))
                for period, inner, focus in zip(self.problem.periods, kept, sets, strict=True)
            )
            usd, weeks = sum(i.usd for i in kept), sum(i.weeks for i in kept)
            found.append((-round(value, DIGITS), usd, round(weeks, DIGITS), sets))
        if not found:
            return None
        top = min(key[:3] for key in found)
        plans = [yes for *key, sets in found if tuple(key) == top for yes in self._plans(sets)]
        return Best(
            value=-top[0],
            usd=top[1],
            weeks=top[2],
            yes=min(plans, key=lambda yes: (*sorted(yes), LAST)),
            count=len(plans),
        )

    def sequences(self) -> Iterator[tuple[Focus, ...]]:
        """Yield the focus areas of every period, wherever all but services allow them."""
        every = sorted(self.areas)
        sets = [
            frozenset(chosen)
            for size in range(len(every) + 1)
            for chosen in itertools.combinations(every, size)
        ]
        possible = [
            [one for one in sets if self.allowed(one, period.id)] for period in self.problem.periods
        ]
        for sets_in_order in itertools.product(*possible):
            if self.continuous(sets_in_order):
                yield sets_in_order

    def allowed(self, focus: Focus, period: str) -> bool:
        """Say whether locks, gates, windows and hard rules allow the focus areas of a period."""
        if not self.problem.must <= focus or self.problem.must_not & focus:
            return False
        for name in focus:
            area = self.areas[name]
            if area.barred is not None:
                return False
            if area.windows is not None and period not in area.windows:
                return False
        return all(missing(rule, focus) == 0 for rule in self.problem.rules if rule.hard)

    def continuous(self, sets: Sequence[Focus]) -> bool:
        """Say whether starts stay and changes are few enough, from the list in force on."""
        most, stay = self.problem.most_changes, self.problem.min_stay
        history = [self.in_force, *sets]
        for place in range(1, len(history)):
            new, gone = history[place] - history[place - 1], history[place - 1] - history[place]
            if most is not None and len(new) + len(gone) > most:
                return False
            if any(not new <= later for later in history[place : place + stay]):
                return False
            when = self.problem.periods[place - 1].id
            for review in self.problem.reviews:
                mine = {name for name, area in self.areas.items() if area.kind == review.kind}
                if when not in review.between:
                    continue
                if new & mine or any(self.open(one, when) for one in gone & mine):
                    return False
        return True

    def open(self, name: str, period: str) -> bool:
        """Say whether a candidate can be supported in a period."""
        windows = self.areas[name].windows
        return self.areas[name].barred is None and (windows is None or period in windows)

    @property
    def in_force(self) -> Focus:
        """The list in force."""
        return frozenset(area.id for area in self.problem.areas if area.incumbent)

    def _drops(self, sets: Sequence[Focus]) -> float:
        """Return the points lost by dropping."""
        lost, before = 0.0, self.in_force
        for period, now in zip(self.problem.periods, sets, strict=True):
            lost += period.discount * sum(self.areas[name].drop_price for name in before - now)
            before = now
        return lost

    def _level(self, focus: Focus) -> float:
        """Return what overlaps earn less what soft rules cost."""
        earned = 0.0
        for term in self.problem.overlaps:
            if term.candidate in focus and any(target in focus for target in term.targets):
                earned += term.points
        for rule in self.problem.rules:
            if not rule.hard:
                earned -= rule.penalty * missing(rule, focus)
        return earned

    def inners(self, sets: Sequence[Focus]) -> list[Inner | None]:
        """Return the best ways to serve the focus areas of every period."""
        periods = self.problem.periods
        return [self.inner(one, period.id) for one, period in zip(sets, periods, strict=True)]

    def _inner(self, focus: Focus, period: str) -> Inner | None:
        """Return the best ways to serve in one period; None when there is none."""
        keyed = []
        for way in self._ways(focus, period):
            options = [self.option(*pair) for pair in way.given]
            setups = self.setups(way.given)
            points = sum(
                self.areas[name].worth * self.areas[name].potential * self.option(name, s).unlocks
                for name, s in way.given
            )
            usd = sum(option.usd for option in options) + sum(joint.usd for joint in setups)
            weeks = sum(self.weeks(way).values())
            keyed.append(((-round(points, DIGITS), usd, round(weeks, DIGITS)), way))
        keyed.sort(key=lambda pair: pair[0])
        best: tuple[float, float, float] | None = None
        kept = []
        for key, way in keyed:
            if best is not None and key != best:
                break
            if self.payable(way.given):
                best = key
                kept.append(way)
        return None if best is None else Inner(-best[0], best[1], best[2], tuple(kept))

    def _ways(self, focus: Focus, period: str) -> Iterator[Served]:
        """Yield every choice of services and leads that staff and partners can bear."""
        choices = [
            [
                way
                for way in self._choices(self.areas[name])
                if all(period in (self.option(*pair).periods or (period,)) for pair in way.given)
            ]
            for name in sorted(focus)
        ]
        for parts in itertools.product(*choices):
            way = Served(
                frozenset().union(*(part.given for part in parts)),
                frozenset().union(*(part.led for part in parts)),
            )
            weeks = self.weeks(way)
            if any(used > self.room[team, period] + 1e-9 for team, used in weeks.items()):
                continue
            load = [partner for partner, _, _ in way.led]
            if not self.joined(way.given):
                continue
            if all(load.count(p) <= self.problem.partner_capacity.get(p, 0) for p in set(load)):
                yield way

    def _choices(self, area: Area) -> Iterator[Served]:
        """Yield every way to serve one area enough."""
        for size in range(1, len(area.options) + 1):
            for options in itertools.combinations(area.options, size):
                if sum(option.unlocks for option in options) < area.support_min - 1e-9:
                    continue
                sized = [option.size_of for option in options if option.size_of]
                if len(set(sized)) < len(sized):
                    continue
                leaders = [self._leaders(area, option) for option in options]
                for led in itertools.product(*leaders):
                    yield Served(
                        frozenset((area.id, option.service) for option in options),
                        frozenset(
                            (partner, area.id, option.service)
                            for partner, option in zip(led, options, strict=True)
                            if partner
                        ),
                    )

    def _leaders(self, area: Area, option: Option) -> list[str]:
        """Return the partners who could lead, and nobody."""
        if option.partner_lead == 0 or sum(option.weeks.values()) == 0:
            return [""]
        return [
            "",
            *(
                lead.partner
                for lead in self.problem.leads
                if (lead.candidate, lead.service) == (area.id, option.service)
                and self.problem.partner_capacity.get(lead.partner, 0) > 0
            ),
        ]

    def weeks(self, way: Served) -> dict[str, float]:
        """Return team → staff-weeks."""
        led = {(candidate, service) for _, candidate, service in way.led}
        used: dict[str, float] = {}
        for pair in way.given:
            option = self.option(*pair)
            share = 1 - option.partner_lead if pair in led else 1.0
            for team, weeks in option.weeks.items():
                used[team] = used.get(team, 0.0) + share * weeks
        for joint in self.setups(way.given):
            for team, weeks in joint.weeks.items():
                used[team] = used.get(team, 0.0) + weeks
        return used

    def setups(self, given: Given) -> list[Joint]:
        """Return the joint services that somebody takes part in."""
        return [
            joint
            for joint in self.problem.joints
            if any(service == joint.service and one in joint.members for one, service in given)
        ]

    def joined(self, given: Given) -> bool:
        """Say whether as many take part in joint services as may, and have to."""
        for joint in self.setups(given):
            number = sum((one, joint.service) in given for one in joint.members)
            if number < joint.least or (joint.most is not None and number > joint.most):
                return False
        return True

    def _payable(self, given: Given) -> bool:
        """Say whether the funds can pay for all services: a maximum flow reaches what they cost."""
        flows: nx.DiGraph[object] = nx.DiGraph()
        flows.add_nodes_from(("source", "sink"))
        owed = 0.0
        for candidate, service in given:
            usd = self.option(candidate, service).usd
            if usd == 0:
                continue
            owed += usd
            flows.add_edge("source", (candidate, service), capacity=usd)
            for fund in self.problem.funds:
                if candidate not in fund.pays_for:
                    continue
                if fund.services is not None and service not in fund.services:
                    continue
                door = ("door", fund.id, candidate)
                most = (
                    {} if fund.most_per_candidate is None else {"capacity": fund.most_per_candidate}
                )
                flows.add_edge((candidate, service), door)
                flows.add_edge(door, ("fund", fund.id), **most)
                flows.add_edge(("fund", fund.id), "sink", capacity=fund.usd)
        for joint in self.setups(given):
            owed += joint.usd
            flows.add_edge("source", joint.id, capacity=joint.usd)
            for fund in self.problem.funds:
                if fund.id in joint.funds:
                    flows.add_edge(joint.id, ("fund", fund.id))
                    flows.add_edge(("fund", fund.id), "sink", capacity=fund.usd)
        return owed == 0 or nx.maximum_flow_value(flows, "source", "sink") >= owed - 1e-6

    def _plans(self, sets: Sequence[Focus]) -> Iterator[Yes]:
        """Yield every equally good way to serve a sequence of focus areas."""
        inners = self.inners(sets)
        for ways in itertools.product(*(inner.ways for inner in inners if inner is not None)):
            yes: set[tuple[str, ...]] = set()
            for period, focus, way in zip(self.problem.periods, sets, ways, strict=True):
                yes |= {(name, period.id) for name in focus}
                yes |= {(*pair, period.id) for pair in way.given}
                yes |= {(*lead, period.id) for lead in way.led}
            yield frozenset(yes)

    def option(self, candidate: str, service: str) -> Option:
        """Return a service of a candidate."""
        (found,) = (o for o in self.areas[candidate].options if o.service == service)
        return found


def missing(rule: RuleTerm, focus: Focus) -> float:
    """Return how many focus areas a rule is short of, or beyond, its bounds."""
    counted = 0
    for member in rule.members:
        if member in focus:
            beside = rule.near is None or any(j in focus for j in rule.near.get(member, ()))
            counted += 1 if beside else 0
    unit = 1 if not rule.base else sum(1 for one in rule.base if one in focus)
    gap = 0.0
    if rule.low is not None:
        gap = max(gap, rule.low * unit - counted)
    if rule.high is not None:
        gap = max(gap, counted - rule.high * unit)
    return gap if gap > 1e-9 else 0.0

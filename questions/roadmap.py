"""What comes when? A plan for every half-year, each on the list of the one before.

The coming half-year is committed: its plan is that of :class:`questions.plan.PlanQuestion`. Every
later one is provisional: what would be recommended then if nothing else changed, with the list in
force of the half-year before, its windows, its capacities, and what was promised to those who have
begun. So a roadmap is what a round after the other would do, and each of its half-years is proven
by itself.

Such a plan does not look ahead. How much looking ahead could gain at most is bounded: without the
price of dropping, half-years have nothing to do with each other, so that no roadmap at all is worth
more than the sum of their bounds.

    Σ_t v_t  ≤  best roadmap  ≤  b_1 + Σ_t≥2 b′_t

with b_1 the bound of the first half-year, whose list in force is given, and b′_t that of t where
dropping costs nothing and every kind is reviewed.

A kind whose reviews are further apart than a half-year keeps its list between them; only what its
focus areas get may change then. The bound of a half-year knows nothing of reviews either.

Promises to stay and seats kept free stand in the rules of each half-year, so that a half-year in
which they cannot be kept names them. A promise binds nobody beyond their window, and a seat becomes
free when its kind is reviewed.
"""

import dataclasses
from collections.abc import Collection, Mapping
from typing import ClassVar

from config.base import Frozen
from config.filters import Filter
from config.problems import InputError
from config.rules import Bounds, Rule
from optimizer.bounded_value import BoundedValue
from optimizer.levers import FIRST, HORIZON
from optimizer.plan import Plan
from optimizer.problem import Problem
from optimizer.scenario import Scenario
from optimizer.search.best_plan import best_plan
from optimizer.search.effort import LEAST
from optimizer.search.rolling import alone, free, renamed
from optimizer.study import BASELINE, Study
from questions.asking import Asking
from questions.overlay import with_list_in_force
from questions.plan import PlanQuestion
from questions.question import Question

PROMISED, FREE = "promised_to_stay", "seat_kept_free"
"""Rules that a roadmap adds to those of the configuration."""


class HalfYear(Frozen):
    """One half-year of a roadmap."""

    period: str
    plan: Plan
    promised: tuple[str, ...] = ()
    """Focus areas that must stay since it was promised when they began."""
    kept: tuple[str, ...] = ()
    """Kinds that are not reviewed in it, so that their lists stay as they are."""
    most: float | None = None
    """Points that no plan of this half-year exceeds, whatever the half-years before it."""


class Roadmap(Frozen):
    """Half-years, the committed one first."""

    half_years: tuple[HalfYear, ...]
    """Fewer than asked for while the work goes on, where it was stopped, or where one has no plan
    (the last one then says why)."""
    asked: int
    """Half-years asked for."""

    @property
    def complete(self) -> bool:
        """Whether every half-year asked for has its plan."""
        return len(self.half_years) == self.asked and all(h.plan.found for h in self.half_years)

    @property
    def value(self) -> float:
        """Points of all half-years together."""
        return sum(half.plan.value or 0.0 for half in self.half_years)

    @property
    def most(self) -> float | None:
        """Points that no roadmap of these half-years exceeds; None while that is not known."""
        known = [half.most for half in self.half_years if half.most is not None]
        return sum(known) if len(known) == len(self.half_years) else None

    def over(self, other: "Roadmap") -> BoundedValue:
        """Return the points by which this roadmap is worth more than another, half-years alike.

        Both are roads that do not look ahead; what is proven is that neither is worth less than
        what was found, nor more than the sum of the bounds of its half-years.
        """
        ours, theirs = _bound(self), _bound(other)
        return BoundedValue(
            found=self.value - other.value, low=self.value - theirs, high=ours - other.value
        )


def _bound(roadmap: Roadmap) -> float:
    return sum(half.plan.bound or 0.0 for half in roadmap.half_years)


class RoadmapQuestion(Question[Roadmap]):
    """The roadmap of a scenario."""

    name: ClassVar[str] = "roadmap"

    half_years: int | None = None
    """How many; None = all that the configuration has, from the first of the scenario on."""
    free: str | None = None
    """Kind of which one seat is kept free in every provisional half-year."""
    plan: PlanQuestion = PlanQuestion()
    """How hard to look for each plan."""

    def work(self, asking: Asking[Roadmap]) -> Roadmap:
        """Plan one half-year after the other.

        Raises:
            InputError: there are not so many half-years, or no such kind.
        """
        periods = self._periods(asking.study)
        seats = self._seats(asking) if self.free is not None else {}
        closed = _closed(asking.study, periods)
        begun: dict[str, int] = {}
        done: list[HalfYear] = []
        before: Problem | None = None
        for at, period in enumerate(periods):
            stay = self.scenario.min_stay
            promised = tuple(
                sorted(
                    one
                    for one, when in begun.items()
                    if at < when + stay and one not in closed.get(period, ())
                )
            )
            asked = self._of(asking.study, period)
            here = self._posed(asking.study, promised, seats.get(period))
            if done:
                here = with_list_in_force(here, done[-1].plan.ids)
            problem = alone(here.problem(asked))
            if problem == before:
                half = done[-1].but(period=period, plan=_moved(done[-1].plan, period))
            else:
                question = self.plan.but(scenario=asked)
                plan = asking.ask(question, here if done else None).result.plan
                most = plan.bound
                if done and plan.found:
                    most = best_plan(free(problem), LEAST, stop=asking.stop).bound
                kept = tuple(one.kind for one in problem.reviews)
                half = HalfYear(period=period, plan=plan, promised=promised, kept=kept, most=most)
            before = problem
            done.append(half)
            asking.progress(at + 1, len(periods), "half-years")
            asking.show(Roadmap(half_years=tuple(done), asked=len(periods)))
            if not half.plan.found or asking.stop.thrown:
                break
            begun = {one: when for one, when in begun.items() if one in half.plan.ids}
            begun |= dict.fromkeys(half.plan.entered, at)
        return Roadmap(half_years=tuple(done), asked=len(periods))

    def check_next(self, study: Study) -> None:
        """Check that there is a second half-year, of which questions can be asked.

        Raises:
            InputError: there is none.
        """
        if len(self._periods(study)) == 1:
            raise InputError.one(
                file="half-years",
                must="a roadmap must have a second half-year to say what doubt alone would change",
                do="Ask for more half-years, or from an earlier one on.",
                value="1",
            )

    def _periods(self, study: Study) -> tuple[str, ...]:
        capacity = study.configuration.capacity
        known = capacity.planned(self.scenario.since, len(capacity.periods))
        wanted = len(known) if self.half_years is None else self.half_years
        if not 1 <= wanted <= len(known):
            raise InputError.one(
                file="half-years",
                must=f"a roadmap must be for 1 to {len(known)} of the periods of capacity.yaml",
                do="Ask for fewer, or add periods.",
                value=str(wanted),
            )
        return tuple(period.id for period in known[:wanted])

    def _of(self, study: Study, period: str) -> Scenario:
        configuration = study.configuration
        scenario = self.scenario.but(min_stay=BASELINE.min_stay)
        scenario = HORIZON.move(scenario, configuration, "", 1)
        return FIRST.move(scenario, configuration, "", period)

    def _posed(self, study: Study, promised: Collection[str], seats: int | None) -> Study:
        """Return the study with the rules that a half-year has besides."""
        rules: dict[str, Rule] = {}
        if promised:
            rules[PROMISED] = Rule(
                label="Who was promised to stay",
                where=Filter(columns={"id": tuple(sorted(promised))}),
                count=Bounds(min=len(promised)),
                hard=True,
            )
        if seats is not None and self.free is not None:
            rules[FREE] = Rule(
                label="A seat kept free",
                where=Filter(columns={"kind": (self.free,)}),
                count=Bounds(max=seats),
                hard=True,
            )
        if not rules:
            return study
        old = study.configuration
        new = old.rules.but(rules={**old.rules.rules, **rules})
        return dataclasses.replace(study, configuration=old.but(rules=new, content_hash=""))

    def _seats(self, asking: Asking[Roadmap]) -> Mapping[str, int]:
        """Return how many of the kind there may be from each of its reviews on."""
        kinds = asking.study.configuration.criteria.kinds
        if self.free not in kinds:
            raise InputError.one(
                file="kind",
                must=f"a seat must be one of a kind of criteria.yaml: {', '.join(kinds)}",
                do="Name one of them.",
                value=self.free or "",
            )
        usual = asking.ask(self.but(free=None)).result
        by_id = asking.study.dataset.by_id
        return {
            half.period: max(0, sum(by_id[one].kind == self.free for one in half.plan.ids) - 1)
            for half in usual.half_years[1:]
            if self.free not in half.kept
        }


def _closed(study: Study, periods: Collection[str]) -> Mapping[str, frozenset[str]]:
    """Return period → candidates that have windows, and none in it: no promise binds them then."""
    windows = study.dataset.open_periods
    return {
        period: frozenset(one for one, when in windows.items() if period not in when)
        for period in periods
    }


def _moved(plan: Plan, period: str) -> Plan:
    """Return a plan as that of another half-year in which everything is the same."""
    return plan.but(
        focus=tuple(line.but(period=period) for line in plan.focus),
        capacity=tuple(use.but(period=period) for use in plan.capacity),
        joints=tuple(held.but(period=period) for held in plan.joints),
        rules=tuple(rule.but(period=period) for rule in plan.rules),
        overlaps=tuple(pair.but(period=period) for pair in plan.overlaps),
        decisions=renamed(plan.decisions, period),
    )

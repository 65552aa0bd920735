"""Where everybody stands towards the list in force, who is next behind the line, and why.

A plan is no ranking: costs, capacities and rules decide with the score. Nothing is solved here:
what is told of a candidate can be read off the plan, its problem and the scores. It is exact and
partial; what it would really take to move somebody is found by planning again.

    lead_ic = w_c (v_ic − mean over the kind of v_jc)       of those in the plan, points of score
    lead_ic = w_c (v_ic − v_lc), l the lowest inside        of those outside

The lowest inside is that of a candidate's kind and region, those left aside who are in because a
rule asks for them, where there are others.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from config.base import Frozen
from optimizer.plan import Plan
from optimizer.problem import Area, Problem, RuleTerm
from scoring.scorecard import Scorecard

Where = Literal["enters", "stays", "leaves", "next"]
"""Towards the list in force; ``next``: in neither list, and next behind the line."""
Leads = tuple[tuple[str, float], ...]
KNOWN = {"id", "kind", "region"}
"""What a place takes over from its area."""


class Place(Frozen):
    """Where one candidate stands, and what speaks for that."""

    id: str
    kind: str
    region: str
    where: Where
    locked: bool
    """Whether the scenario itself says so."""
    barred: bool = False
    """Whether a gate keeps it out."""
    criteria: Leads = ()
    """Of those inside: what lifts it above the average of its kind, the most first. Of those
    outside: what it is behind on, against the lowest inside. Each with points of the score, below
    0 where it is behind."""
    other: str | None = None
    """Of those outside: the lowest inside. Of those inside: the best candidate of its kind and
    region that is left out, if that scores higher."""
    short: float | None = None
    """Points of score up to that one's; below 0 where its own is higher."""
    price: float = 0.0
    """Points of the plan that dropping it (of those outside: dropping ``other``) would cost, where
    the one left out scores higher; else 0."""
    dearer: bool = False
    """Of those outside: whether that is more than the higher score could bring."""
    rules: tuple[str, ...] = ()
    """Of those outside: firm rules without room for one more. Of those inside: rules that ask for
    as many as there are. In words."""

    @property
    def inside(self) -> bool:
        """Whether the plan has it."""
        return self.where in ("enters", "stays")


def standings(problem: Problem, plan: Plan, scores: Scorecard, most: int = 3) -> tuple[Place, ...]:
    """Return everybody in the plan or the list in force, and who is next behind the line.

    Kind by kind and region by region; entering, staying, leaving and next, the best scores first.
    Those who cannot be focus areas at all are never next: behind a failed gate, ruled out by the
    scenario, members of a firm rule that allows nobody, or of a kind that is not reviewed.

    Args:
        problem: what was asked.
        plan: the answer.
        scores: under the same weights.
        most: candidates next behind the line, of each kind and region.
    """
    look, found = _Look(problem, plan, scores, closed(problem)), list[Place]()
    for kind in dict.fromkeys(area.kind for area in problem.areas):
        means = look.means(kind)
        for region in sorted({area.region for area in problem.areas if area.kind == kind}):
            alike = [a for a in problem.areas if (a.kind, a.region) == (kind, region)]
            alike.sort(key=lambda area: (-scores.of(area.id).score, area.id))
            found += look.group(alike, means, most)
    return tuple(found)


def closed(problem: Problem) -> frozenset[str]:
    """Return the candidates that a firm rule keeps out altogether, or for want of a review."""
    return problem.kept_out | frozenset(
        name for term in _limits(problem.rules) if term.high == 0 for name in term.members
    )


@dataclass(frozen=True)
class _Look:
    """What everybody's place is read off."""

    problem: Problem
    plan: Plan
    scores: Scorecard
    shut: frozenset[str]

    def means(self, kind: str) -> dict[str, float]:
        """Return criterion → average contribution of a kind's candidates that can be chosen."""
        own = self.scores.kinds[kind]
        kept = np.array([name not in self.shut for name in own.ids], dtype=np.bool_)
        rows = own.contributions[kept] if kept.any() else own.contributions
        return dict(zip(own.criteria, rows.mean(axis=0).tolist(), strict=True))

    def group(self, alike: Sequence[Area], means: Mapping[str, float], most: int) -> list[Place]:
        """Return the places of one kind and region, whose areas come by their scores."""
        never = self.shut | self.problem.must_not
        inside = [area for area in alike if area.id in self.plan.ids]
        out = [area for area in alike if area.id not in self.plan.ids]
        waiting = [area for area in out if area.id not in never and area.barred is None]
        asked = {area.id: self._asked_for(area) for area in inside}
        last = next(reversed([area for area in inside if not asked[area.id]] or inside), None)
        better = waiting[0] if waiting else None
        found = [
            self._inside(area, better, asked[area.id], means)
            for area in sorted(inside, key=lambda area: area.incumbent)
        ]
        others = [area for area in waiting if not area.incumbent][:most]
        found += [self._outside(area, "leaves", last) for area in out if area.incumbent]
        return found + [self._outside(area, "next", last) for area in others]

    def _inside(
        self, area: Area, better: Area | None, rules: tuple[str, ...], means: Mapping[str, float]
    ) -> Place:
        line = self.scores.of(area.id)
        leads = {name: points - means[name] for name, points in line.contributions.items()}
        more = 0.0 if better is None else self.scores.of(better.id).score - line.score
        above = better if more > 0 else None
        return Place(
            **area.model_dump(include=KNOWN),
            where="stays" if area.incumbent else "enters",
            locked=area.id in self.problem.must,
            criteria=_sorted({name: points for name, points in leads.items() if points > 0}),
            other=None if above is None else above.id,
            short=None if above is None else more,
            price=area.drop_price if above is not None and area.incumbent else 0.0,
            rules=rules,
        )

    def _outside(self, area: Area, where: Where, last: Area | None) -> Place:
        limits = [term for term in _limits(self.problem.rules) if area.id in term.members]
        known = Place(
            **area.model_dump(include=KNOWN),
            where=where,
            locked=area.id in self.problem.must_not,
            barred=area.barred is not None,
            rules=tuple(term.label or term.id for term in limits if self._is_full(term)),
        )
        if last is None:
            return known
        mine, other = self.scores.of(area.id), self.scores.of(last.id)
        leads = {name: own - other.contributions[name] for name, own in mine.contributions.items()}
        short = other.score - mine.score
        price = last.drop_price if last.incumbent and short < 0 else 0.0
        return known.but(
            criteria=_sorted({name: points for name, points in leads.items() if points < 0}),
            other=last.id,
            short=short,
            price=price,
            dearer=price > 0 and price >= area.worth * -short / 100,
        )

    def _asked_for(self, area: Area) -> tuple[str, ...]:
        """Return the rules that ask for as many as the plan has, one of them this candidate."""
        return tuple(
            rule.label or rule.id
            for rule in self.problem.rules
            if rule.low
            and not rule.base
            and rule.near is None
            and area.id in rule.members
            and len(self.plan.ids & frozenset(rule.members)) <= rule.low
        )

    def _is_full(self, term: RuleTerm) -> bool:
        """Say whether a rule has no room for one more in any period of the plan."""
        inside: dict[str, set[str]] = {}
        for line in self.plan.focus:
            inside.setdefault(line.period, set()).add(line.id)
        return all(
            len(ids.intersection(term.members)) >= (term.high or 0) for ids in inside.values()
        )


def _limits(rules: Iterable[RuleTerm]) -> list[RuleTerm]:
    """Return the firm upper limits on a number of focus areas."""
    return [
        term
        for term in rules
        if term.hard and term.high is not None and not term.base and term.near is None
    ]


def _sorted(leads: Mapping[str, float]) -> Leads:
    """Return criteria with their points, the greatest difference first."""
    return tuple(sorted(leads.items(), key=lambda one: (-abs(one[1]), one[0])))

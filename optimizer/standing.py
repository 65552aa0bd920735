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
from typing import Literal

import numpy as np

from config.base import Frozen
from optimizer.plan import Plan
from optimizer.problem import Area, Problem, RuleTerm
from scoring.scorecard import Scorecard

Where = Literal["enters", "stays", "leaves", "next"]
"""Towards the list in force; ``next``: in neither list, and next behind the line."""
Leads = tuple[tuple[str, float], ...]


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
    scenario, or members of a firm rule that allows nobody.

    Args:
        problem: what was asked.
        plan: the answer.
        scores: under the same weights.
        most: candidates next behind the line, of each kind and region.
    """
    shut = closed(problem)
    found: list[Place] = []
    for kind in dict.fromkeys(area.kind for area in problem.areas):
        means = _means(scores, kind, shut)
        for region in sorted({area.region for area in problem.areas if area.kind == kind}):
            alike = [a for a in problem.areas if (a.kind, a.region) == (kind, region)]
            alike.sort(key=lambda area: (-scores.of(area.id).score, area.id))
            found += _of_group(alike, problem, plan, scores, means, shut, most)
    return tuple(found)


def closed(problem: Problem) -> frozenset[str]:
    """Return the candidates that a firm rule keeps out altogether."""
    return frozenset(
        name for term in _limits(problem.rules) if term.high == 0 for name in term.members
    )


def _of_group(
    alike: Sequence[Area],
    problem: Problem,
    plan: Plan,
    scores: Scorecard,
    means: Mapping[str, float],
    shut: frozenset[str],
    most: int,
) -> list[Place]:
    inside = [area for area in alike if area.id in plan.ids]
    leaving = [area for area in alike if area.id not in plan.ids and area.incumbent]
    waiting = [
        area
        for area in alike
        if area.id not in plan.ids
        and area.id not in shut | problem.must_not
        and area.barred is None
    ]
    asked = {area.id: _asked_for(area, problem, plan) for area in inside}
    last = next(reversed([a for a in inside if not asked[a.id]] or inside), None)
    better = waiting[0] if waiting else None
    found = [
        _inside(area, where, better, asked[area.id], problem, scores, means)
        for where in ("enters", "stays")
        for area in inside
        if area.incumbent == (where == "stays")
    ]
    found += [_outside(area, "leaves", last, problem, plan, scores) for area in leaving]
    others = [area for area in waiting if not area.incumbent][:most]
    return found + [_outside(area, "next", last, problem, plan, scores) for area in others]


def _means(scores: Scorecard, kind: str, shut: frozenset[str]) -> dict[str, float]:
    """Return criterion → average contribution of a kind's candidates that can be chosen."""
    own = scores.kinds[kind]
    kept = np.array([name not in shut for name in own.ids], dtype=np.bool_)
    rows = own.contributions[kept] if kept.any() else own.contributions
    return dict(zip(own.criteria, rows.mean(axis=0).tolist(), strict=True))


def _inside(
    area: Area,
    where: Where,
    better: Area | None,
    rules: tuple[str, ...],
    problem: Problem,
    scores: Scorecard,
    means: Mapping[str, float],
) -> Place:
    line = scores.of(area.id)
    leads = {name: points - means[name] for name, points in line.contributions.items()}
    more = 0.0 if better is None else scores.of(better.id).score - line.score
    above = better if more > 0 else None
    return Place(
        id=area.id,
        kind=area.kind,
        region=area.region,
        where=where,
        locked=area.id in problem.must,
        criteria=_sorted({name: points for name, points in leads.items() if points > 0}),
        other=None if above is None else above.id,
        short=None if above is None else more,
        price=area.drop_price if above is not None and area.incumbent else 0.0,
        rules=rules,
    )


def _outside(
    area: Area, where: Where, last: Area | None, problem: Problem, plan: Plan, scores: Scorecard
) -> Place:
    known = Place(
        id=area.id,
        kind=area.kind,
        region=area.region,
        where=where,
        locked=area.id in problem.must_not,
        barred=area.barred is not None,
        rules=tuple(
            term.label or term.id
            for term in _limits(problem.rules)
            if area.id in term.members and _is_full(term, plan)
        ),
    )
    if last is None:
        return known
    mine, other = scores.of(area.id), scores.of(last.id)
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


def _asked_for(area: Area, problem: Problem, plan: Plan) -> tuple[str, ...]:
    """Return the rules that ask for as many as the plan has, one of them this candidate."""
    return tuple(
        rule.label or rule.id
        for rule in problem.rules
        if rule.low
        and not rule.base
        and rule.near is None
        and area.id in rule.members
        and len(plan.ids & frozenset(rule.members)) <= rule.low
    )


def _is_full(term: RuleTerm, plan: Plan) -> bool:
    """Say whether a rule has no room for one more in any period of the plan."""
    members = frozenset(term.members)
    inside: dict[str, set[str]] = {}
    for line in plan.focus:
        inside.setdefault(line.period, set()).add(line.id)
    return term.high is not None and all(len(ids & members) >= term.high for ids in inside.values())


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

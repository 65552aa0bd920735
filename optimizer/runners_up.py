"""Who stands next behind the line of a plan, and what keeps them there.

A plan is no ranking: costs, capacities and rules decide with the score. What is told here is
therefore exact but partial: how far a candidate's score lies from the lowest score of its kind and
region in the plan, and which firm rules have no room for one more. What it would really take to
cross the line is found by planning again with the candidate as a must-have.
"""

from collections.abc import Iterable

from config.base import Frozen
from optimizer.plan import Plan
from optimizer.problem import Area, Problem, RuleTerm


class Waiting(Frozen):
    """A candidate that is not in the plan and could be."""

    id: str
    kind: str
    name: str
    score: float
    """Points 0..100."""
    last: str | None
    """The focus area of its kind and region with the lowest score; None where there is none."""
    short: float | None
    """Points from its score up to that one's; negative where its own is higher."""
    full: tuple[str, ...]
    """Firm rules that have no room for one more like it, in words."""


def waiting(problem: Problem, plan: Plan, region: str, most: int = 3) -> tuple[Waiting, ...]:
    """Return the candidates of a region next behind the line, kind by kind, best scores first.

    Those who cannot be focus areas at all are left out: behind a failed gate, ruled out by the
    scenario, or members of a firm rule that allows nobody.

    Args:
        problem: what was asked.
        plan: the answer.
        region: the region.
        most: of each kind.
    """
    closed = problem.must_not | {
        name for term in _limits(problem.rules) if term.high == 0 for name in term.members
    }
    here = [area for area in problem.areas if area.region == region]
    found: list[Waiting] = []
    for kind in dict.fromkeys(area.kind for area in here):
        alike = sorted(
            (area for area in here if area.kind == kind), key=lambda area: (-_score(area), area.id)
        )
        inside = [area for area in alike if area.id in plan.ids]
        last = inside[-1] if inside else None
        outside = [
            area
            for area in alike
            if area.id not in plan.ids and area.id not in closed and area.barred is None
        ]
        found += [_waiting(area, last, problem, plan) for area in outside[:most]]
    return tuple(found)


def _waiting(area: Area, last: Area | None, problem: Problem, plan: Plan) -> Waiting:
    full = [
        term for term in _limits(problem.rules) if area.id in term.members and _is_full(term, plan)
    ]
    return Waiting(
        id=area.id,
        kind=area.kind,
        name=area.name or area.id,
        score=_score(area),
        last=None if last is None else last.id,
        short=None if last is None else _score(last) - _score(area),
        full=tuple(term.label or term.id for term in full),
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


def _score(area: Area) -> float:
    return area.potential * 100 if area.score is None else area.score

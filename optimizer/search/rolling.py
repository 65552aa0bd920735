r"""A plan over several periods, made period by period, and a bound that falls apart by periods.

Each period is a problem of its own, on the list of the one before: the plans together are a plan of
the whole, which does not look ahead. Without prices for dropping, stays, limits on changes, reviews
and what comes after something else, periods have nothing to do with each other, so that with b_1
the bound of the first period, whose list in force is given, and b′_t that of t without all of these

.. math:: V \le b_1 + \sum_{t \ge 2} b'_t

Both are far smaller searches than that of the whole. Periods in which everything is the same are
searched once.
"""

from dataclasses import dataclass

import numpy as np

from optimizer.audit import broken
from optimizer.decisions import Decisions
from optimizer.problem import Dependency, Problem
from optimizer.search.best_plan import best_plan
from optimizer.search.effort import Effort
from optimizer.stop import Stop

ALONE = "period"
"""Name of the one period of a problem whose own name does not matter."""


@dataclass(frozen=True)
class Rolled:
    """What periods planned one by one come to."""

    decisions: Decisions | None
    """None where some period has no plan, none was found, or they are no plan of the whole."""
    first: float
    """Points that no plan of the first period exceeds; infinite where not known."""


def rolled(problem: Problem, effort: Effort, stop: Stop | None = None) -> Rolled:
    """Plan period by period.

    Args:
        problem: of several periods.
        effort: how hard to look for the plan of each.
        stop: ends the search early when thrown.
    """
    found: list[Decisions] = []
    begun: dict[str, int] = {}
    first, last = np.inf, None
    for at, period in enumerate(problem.periods):
        here = _next(problem, at, found, begun)
        same = alone(here)
        if last == same:
            now = renamed(found[-1], period.id)
        else:
            starts = [renamed(one, period.id) for one in found[-1:]]
            plan = best_plan(here, effort, starts=starts, stop=stop)
            if not plan.found or (stop is not None and stop.thrown):
                return Rolled(None, np.inf)
            now = plan.decisions
            first = plan.bound if at == 0 and plan.bound is not None else first
        before = found[-1].ids if found else {a.id for a in problem.areas if a.incumbent}
        begun = {one: when for one, when in begun.items() if one in now.ids}
        begun |= dict.fromkeys(now.ids - before, at)
        found.append(now)
        last = same
    whole = Decisions(
        focus=frozenset[tuple[str, str]]().union(*(one.focus for one in found)),
        services=frozenset[tuple[str, str, str]]().union(*(one.services for one in found)),
        leads=frozenset[tuple[str, str, str, str]]().union(*(one.leads for one in found)),
        money={key: usd for one in found for key, usd in one.money.items()},
    )
    return Rolled(None if broken(problem, whole) else whole, first)


def bound_apart(problem: Problem, first: float, effort: Effort, stop: Stop | None = None) -> float:
    """Return points that no plan exceeds, period by period; infinite where not found.

    Args:
        problem: of several periods.
        first: points that no plan of the first period exceeds.
        effort: how hard to look.
        stop: ends the search early when thrown.
    """
    total, known = first, list[tuple[Problem, float]]()
    for at in range(1, len(problem.periods)):
        here = apart(problem, at)
        bound = next((bound for other, bound in known if other == here), None)
        if bound is None:
            bound = best_plan(here, effort, stop=stop).bound
        if bound is None or not np.isfinite(total) or (stop is not None and stop.thrown):
            return np.inf
        known.append((here, bound))
        total += bound
    return total


def alone(problem: Problem) -> Problem:
    """Return the problem of one period without its name, to tell whether two are the same."""
    (period,) = problem.periods
    areas = tuple(
        area.but(
            windows=None if area.windows is None or period.id in area.windows else (),
            options=tuple(
                option.but(periods=None if option.is_open(period.id) else ())
                for option in area.options
            ),
        )
        for area in problem.areas
    )
    teams = tuple(
        team.but(
            universal_more={ALONE: more} if (more := team.universal_more.get(period.id)) else {}
        )
        for team in problem.teams
    )
    reviews = tuple(one.but(between=(ALONE,), next="") for one in problem.reviews)
    one = period.but(id=ALONE, label="")
    return problem.but(periods=(one,), areas=areas, teams=teams, reviews=reviews)


def apart(problem: Problem, at: int) -> Problem:
    """Return one period of a problem, whatever the periods before it, and without its name."""
    return free(problem.but(periods=(problem.periods[at],), min_stay=1, reviews=()))


def free(problem: Problem) -> Problem:
    """Return the problem of one period, whatever was before it, and without its name."""
    return alone(
        problem.but(
            areas=tuple(area.but(drop_price=0.0, incumbent=False) for area in problem.areas),
            most_changes=None,
            reviews=(),
            dependencies=tuple(one for one in problem.dependencies if one.kind != "after"),
        )
    )


def renamed(decisions: Decisions, period: str) -> Decisions:
    """Return decisions about one period as those about another."""
    return Decisions(
        focus=frozenset((*key[:-1], period) for key in decisions.focus),
        services=frozenset((*key[:-1], period) for key in decisions.services),
        leads=frozenset((*key[:-1], period) for key in decisions.leads),
        money={(*key[:-1], period): usd for key, usd in decisions.money.items()},
    )


def _next(problem: Problem, at: int, found: list[Decisions], begun: dict[str, int]) -> Problem:
    """Return the problem of one period on what was decided for those before it."""
    period = problem.periods[at]
    must = set(problem.must)
    areas = problem.areas
    if found:
        ids = found[-1].ids
        areas = tuple(area.but(incumbent=area.id in ids) for area in areas)
        must |= {
            one
            for one, when in begun.items()
            if at < when + problem.min_stay and problem.by_id[one].is_open(period.id)
        }
    reviews = tuple(
        one.but(between=(period.id,)) for one in problem.reviews if period.id in one.between
    )
    return problem.but(
        periods=(period,),
        areas=areas,
        must=frozenset(must),
        min_stay=1,
        reviews=reviews,
        dependencies=tuple(_after(problem, one, found) for one in problem.dependencies),
    )


def _after(problem: Problem, one: Dependency, found: list[Decisions]) -> Dependency:
    """Return a dependency without those for whom what they come after has been."""
    if one.kind != "after" or not found:
        return one
    if one.other:
        been = {
            candidate
            for decisions in found
            for candidate, service, _ in decisions.services
            if one.other in (service, problem.options[candidate, service].family)
        }
    else:
        been = {candidate for decisions in found for candidate in decisions.ids}
        been |= {area.id for area in problem.areas if area.incumbent}
    pairs = {name: others for name, others in one.pairs.items() if been.isdisjoint(others)}
    return one.but(pairs=pairs)

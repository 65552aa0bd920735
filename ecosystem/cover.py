"""Cover: the smallest set of partners that reaches every focus area that can be reached.

Sets: focus areas F, partners P, P_i ⊆ P those whose reach to i (:mod:`ecosystem.reach`) is at least
``least`` and above 0, F' = {i ∈ F : P_i ≠ ∅}. Decision x_p ∈ {0, 1}: partner p is convened.

    minimise    Σ_p x_p
    subject to  Σ_{p ∈ P_i} x_p ≥ 1      for every i ∈ F'

Among equally small sets the one with the greatest Σ_i Σ_p r_pi x_p (in thousandths) is taken, and
among those the one whose sorted ids come first. Focus areas outside F' cannot be reached and are
named. Minimum set cover is NP-hard (Karp 1972); lists of tens of focus areas are proven at once,
whole datasets may not be, and then the best set found (at worst the greedy one, Chvátal 1979) comes
with its bound.
"""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import pulp

from config.base import Frozen
from data.dataset import Dataset
from ecosystem.graph import focus_areas
from ecosystem.reach import ASSUMED, ReachRules, reaches

LEAST = 0.25
"""Least reach with which a partner is worth convening for a focus area (assumption)."""

SECONDS = 10.0
"""Most time for each of the three solves."""

CHUNK = 12
"""Ids told apart in one solve; their weights 1 … 2¹¹ stay far from rounding."""

THOUSANDTHS = 1000

ROUNDING = 1e-6
"""How far a bound on a whole number may lie beside it."""


class Convened(Frozen):
    """One partner of the set and the focus areas it reaches."""

    partner: str
    reaches: tuple[str, ...]
    only: tuple[str, ...]
    """Those of them that nobody else in the set reaches."""


class Cover(Frozen):
    """The smallest set of partners found."""

    partners: tuple[Convened, ...]
    """Those who reach most first."""
    unreachable: tuple[str, ...]
    """Focus areas that no partner on record reaches far enough."""
    at_least: int
    """No set is smaller than this; equal to the number of partners when the set is smallest."""

    @property
    def proven(self) -> bool:
        """Say whether no smaller set exists."""
        return len(self.partners) == self.at_least


def smallest_cover(
    dataset: Dataset,
    focus: Iterable[str] | None = None,
    rules: ReachRules = ASSUMED,
    *,
    least: float = LEAST,
    seconds: float = SECONDS,
) -> Cover:
    """Return the smallest set of partners that reaches every focus area that can be reached.

    Args:
        dataset: candidates, links and engagements are read.
        focus: ids of the focus areas; None = the list in force.
        rules: attenuation along links.
        least: least reach, 0..1, that counts.
        seconds: most time for each solve.

    Raises:
        InputError: a name in ``focus`` is no candidate.
    """
    areas = focus_areas(dataset, focus)
    found = reaches(dataset, rules)
    amounts = {
        area: {
            reach.partner: reach.amount
            for reach in found.get(area, ())
            if reach.amount >= least and reach.amount > 0
        }
        for area in areas
    }
    reachable = {area: row for area, row in amounts.items() if row}
    chosen, bound = _choose(reachable, seconds)
    return Cover(
        partners=_convened(reachable, chosen),
        unreachable=tuple(area for area in areas if not amounts[area]),
        at_least=bound,
    )


@dataclass(frozen=True, slots=True)
class _Solved:
    """The ids chosen and the bound on the objective."""

    chosen: tuple[str, ...]
    """Empty when no set was found in time, or none exists."""
    value: int
    least: int
    """No set costs less."""

    @property
    def proven(self) -> bool:
        """Say whether no cheaper set exists."""
        return bool(self.chosen) and self.value <= self.least


def _choose(
    reachable: Mapping[str, Mapping[str, float]], seconds: float
) -> tuple[tuple[str, ...], int]:
    """Return the partners of the best set, and the least number that any set has."""
    rows = [sorted(row) for row in reachable.values()]
    partners = sorted({partner for row in rows for partner in row})
    if not partners:
        return (), 0
    smallest = _solve(rows, dict.fromkeys(partners, 1), seconds=seconds)
    if not smallest.proven:
        most = max(Counter(partner for row in rows for partner in row).values())
        bound = max(math.ceil(len(rows) / most), smallest.least)
        return smallest.chosen or _greedy(rows), bound
    size = len(smallest.chosen)
    worth = {
        partner: round(THOUSANDTHS * math.fsum(row.get(partner, 0.0) for row in reachable.values()))
        for partner in partners
    }
    lost = {partner: -points for partner, points in worth.items()}
    strongest = _solve(rows, lost, seconds=seconds, size=size)
    chosen = strongest.chosen
    if strongest.proven and _others(rows, lost, chosen, seconds):
        chosen = _first_by_id(rows, lost, chosen, seconds)
    return chosen, size


def _others(
    rows: Sequence[Sequence[str]], cost: Mapping[str, int], chosen: Sequence[str], seconds: float
) -> bool:
    """Say whether another set of the same size and cost exists."""
    total = sum(cost[partner] for partner in chosen)
    other = _solve(rows, cost, seconds=seconds, size=len(chosen), not_all=chosen)
    return bool(other.chosen) and other.value == total


def _first_by_id(
    rows: Sequence[Sequence[str]], cost: Mapping[str, int], chosen: Sequence[str], seconds: float
) -> tuple[str, ...]:
    """Return, of the sets of the same size and cost, the one whose sorted ids come first."""
    total = sum(cost[partner] for partner in chosen)
    partners = sorted(cost)
    settled: dict[str, bool] = {}
    for start in range(0, len(partners), CHUNK):
        if sum(settled.values()) == len(chosen):
            break
        chunk = partners[start : start + CHUNK]
        early = {partner: -(2 ** (CHUNK - 1 - place)) for place, partner in enumerate(chunk)}
        best = _solve(
            rows,
            {partner: early.get(partner, 0) for partner in partners},
            seconds=seconds,
            size=len(chosen),
            keep=(cost, total),
            settled=settled,
        )
        settled |= {partner: partner in best.chosen for partner in chunk}
    return tuple(partner for partner, taken in settled.items() if taken)


def _solve(
    rows: Sequence[Sequence[str]],
    cost: Mapping[str, int],
    *,
    seconds: float,
    size: int | None = None,
    keep: tuple[Mapping[str, int], int] | None = None,
    not_all: Sequence[str] = (),
    settled: Mapping[str, bool] | None = None,
) -> _Solved:
    """Return the cheapest cover.

    Args:
        rows: for each focus area the partners that reach it.
        cost: partner → whole-numbered cost, to be minimised.
        seconds: time limit.
        size: how many partners to take; None = any number.
        keep: another cost, and what it must add up to.
        not_all: partners of which at least one must stay out.
        settled: partner → whether it is in.
    """
    model = pulp.LpProblem("cover", pulp.LpMinimize)
    taken = {}
    for number, partner in enumerate(sorted(cost)):
        fixed = None if settled is None else settled.get(partner)
        low, high = (0, 1) if fixed is None else (int(fixed), int(fixed))
        taken[partner] = model.add_variable(f"partner_{number}", low, high, pulp.LpInteger)
    model.setObjective(pulp.lpSum(cost[partner] * taken[partner] for partner in taken))
    for number, row in enumerate(rows):
        reached = pulp.lpSum(taken[partner] for partner in row)
        model.addConstraint(reached >= 1, f"reached_{number}")
    if size is not None:
        model.addConstraint(pulp.lpSum(taken.values()) == size, "size")
    if keep is not None:
        kept = pulp.lpSum(keep[0][partner] * taken[partner] for partner in taken)
        model.addConstraint(kept == keep[1], "keep")
    if not_all:
        some = pulp.lpSum(taken[partner] for partner in not_all)
        model.addConstraint(some <= len(not_all) - 1, "not_all")
    model.solve(pulp.HiGHS(msg=False, gapRel=0.0, gapAbs=0.5, timeLimit=seconds, threads=1))
    if model.sol_status not in (pulp.LpSolutionOptimal, pulp.LpSolutionIntegerFeasible):
        return _Solved((), 0, 0)
    chosen = tuple(partner for partner in taken if round(taken[partner].varValue or 0.0))
    if any(set(chosen).isdisjoint(row) for row in rows):
        return _Solved((), 0, 0)
    bound = float(model.solverModel.getInfo().mip_dual_bound)
    return _Solved(chosen, sum(cost[partner] for partner in chosen), math.ceil(bound - ROUNDING))


def _greedy(rows: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """Return a cover: again and again the partner that reaches most of what is left."""
    left = list(rows)
    chosen = []
    while left:
        counts = Counter(partner for row in left for partner in row)
        best = min(counts, key=lambda partner: (-counts[partner], partner))
        chosen.append(best)
        left = [row for row in left if best not in row]
    return tuple(sorted(chosen))


def _convened(
    reachable: Mapping[str, Mapping[str, float]], chosen: Sequence[str]
) -> tuple[Convened, ...]:
    by = {
        area: [partner for partner in chosen if partner in row] for area, row in reachable.items()
    }
    rows = (
        Convened(
            partner=partner,
            reaches=tuple(area for area, who in by.items() if partner in who),
            only=tuple(area for area, who in by.items() if who == [partner]),
        )
        for partner in chosen
    )
    return tuple(sorted(rows, key=lambda row: (-len(row.reaches), row.partner)))

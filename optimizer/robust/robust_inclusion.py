r"""In, or out of, every best plan over a whole set of weights: proven, not sampled.

Let θ be the draws of a set of weights with corners θ_k, and B_k a bound on all plans *without* a
candidate at corner k. The best value without it is convex in θ (a maximum of linear functions), so
that inside the set it is at most the mixture of the B_k. If known plans P_j and a mixture μ of them
are worth more at every corner,

.. math:: \sum_j μ_j\, value(P_j, θ_k) > B_k \text{ for all } k, \quad μ \ge 0,\ \sum_j μ_j = 1,

then at every θ of the set some P_j is worth more than every plan without the candidate: it is in
every best plan. With B_k a bound on all plans *with* it, it is in none. The mixture is a linear
programme. Where none is found, the set is cut in two and each half is tried, until the corners
looked at are as many as allowed.

What is not proven is said to be so. Where one corner proves a candidate in and another proves it
out, its place is proven to depend on the weights.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
from scipy.optimize import linprog

from config.base import Frozen
from optimizer.decisions import Decisions
from optimizer.highs_model import Mask, Vector
from optimizer.problem import Problem
from optimizer.robust.jobs import Inquiry, Listed
from optimizer.robust.sampling import Progress, Sample, sample
from optimizer.robust.weight_sets import Cell, corners_of, count_corners, halves
from optimizer.robust.workers import Workers
from optimizer.search.effort import BOUNDS, Effort
from optimizer.stop import Stop
from optimizer.tolerances import VALUE_TIE

CORNERS = 400
"""Most corners looked at."""
DIGITS = 9
"""Corners that agree to so many digits are one."""

Verdict = Literal["in", "out", "depends", "not proven"]


class Inclusion(Frozen):
    """What is proven of a candidate over a whole set of weights."""

    id: str
    verdict: Verdict
    """``in`` or ``out`` of every best plan; ``depends``: in at some weights, out at others."""


class Proof(Frozen):
    """What is proven over a whole set of weights."""

    candidates: tuple[Inclusion, ...]
    """In the order of the problem."""
    corners: int
    """Corners looked at."""
    corners_of_set: int
    """Corners that the whole set has."""
    cells: int
    """Parts into which the set was cut."""
    complete: bool
    """Whether all corners that were wanted could be looked at."""

    def ids(self, verdict: Verdict) -> tuple[str, ...]:
        """Return the candidates with a verdict."""
        return tuple(one.id for one in self.candidates if one.verdict == verdict)


@dataclass
class _Corners:
    """Every corner looked at so far, with bounds and the plans known."""

    problem: Problem
    effort: Effort
    forced: bool
    plans: list[Decisions]
    workers: Workers | None
    stop: Stop
    progress: Callable[[Progress], None] | None
    most: int
    known: dict[tuple[float, ...], int] = field(default_factory=dict)
    parts: list[Sample] = field(default_factory=list)

    def look(self, cells: Iterable[Cell]) -> bool:
        """Look at all new corners of the cells; False when there are too many, or if stopped."""
        wanted: dict[tuple[float, ...], Vector] = {}
        for cell in cells:
            if count_corners(cell) > self.most:
                return False
            for corner in corners_of(cell):
                key = _key(corner)
                if key not in self.known:
                    wanted[key] = corner
        if len(self.known) + len(wanted) > self.most or self.stop.thrown:
            return False
        if wanted:
            coefficients = np.array(list(wanted.values()))
            found = sample(
                Inquiry(self.problem, Listed(coefficients), self.effort, self.forced),
                len(coefficients),
                plans=self.plans,
                workers=self.workers,
                stop=self.stop,
                progress=self.progress,
            )
            if found.draws < len(coefficients):
                return False
            first = len(self.known)
            self.known.update({key: first + number for number, key in enumerate(wanted)})
            self.parts.append(found)
            self.plans = list(found.plans)
        return True

    def numbers(self, cell: Cell) -> list[int]:
        """Return the numbers of a cell's corners."""
        return [self.known[_key(corner)] for corner in corners_of(cell)]


def robust_inclusion(
    problem: Problem,
    weights: Cell,
    plans: Iterable[Decisions],
    *,
    effort: Effort = BOUNDS,
    forced: bool = False,
    most_corners: int = CORNERS,
    workers: Workers | None = None,
    stop: Stop | None = None,
    progress: Callable[[Progress], None] | None = None,
) -> Proof:
    """Return what is proven of every candidate over a whole set of weights.

    Args:
        problem: conditions and candidates.
        weights: the set (:func:`optimizer.robust.weight_sets.weight_set`).
        plans: good plans for weights of the set; the more, the more can be proven.
        effort: how hard to look at each corner.
        forced: whether to bound the plans with and without every candidate by searches of their
            own; more is then proven.
        most_corners: most corners to look at.
        workers: who does the work; None = this process.
        stop: ends the work early when thrown; what is proven by then is kept.
        progress: told after every job.

    Raises:
        NoPlanError: no plan meets all conditions of the problem.
    """
    stop = stop or Stop()
    seen = _Corners(problem, effort, forced, list(plans), workers, stop, progress, most_corners)
    count = len(problem.areas)
    proven = {"in": np.ones(count, dtype=bool), "out": np.ones(count, dtype=bool)}
    waiting = [weights]
    cells, complete = 1, True
    if not seen.look(waiting):
        nothing = tuple(Inclusion(id=area.id, verdict="not proven") for area in problem.areas)
        return Proof(
            candidates=nothing,
            corners=len(seen.known),
            corners_of_set=count_corners(weights),
            cells=1,
            complete=False,
        )
    while waiting:
        undecided = [cell for cell in waiting if _try(seen, cell, proven)]
        waiting = [half for cell in undecided for half in halves(cell)]
        if waiting and not seen.look(waiting):
            complete = False
            for cell in undecided:
                _settle(seen, cell, proven)
            break
        cells += len(undecided)
    return Proof(
        candidates=tuple(_verdicts(seen, proven)),
        corners=len(seen.known),
        corners_of_set=count_corners(weights),
        cells=cells,
        complete=complete,
    )


def _try(seen: _Corners, cell: Cell, proven: dict[str, Mask]) -> bool:
    """Take from the proven what a cell contradicts for good; say whether to cut it in two."""
    best, with_it, without_it, points = _at(seen, cell)
    undecided = False
    for side, bounds in (("in", without_it), ("out", with_it)):
        hopeless = np.any(bounds >= best[:, None] - VALUE_TIE, axis=0)
        proven[side] &= ~hopeless
        for place in np.flatnonzero(proven[side]):
            undecided |= not _beaten(points, bounds[:, place])
    return undecided


def _settle(seen: _Corners, cell: Cell, proven: dict[str, Mask]) -> None:
    """Take from the proven what a cell does not prove."""
    _, with_it, without_it, points = _at(seen, cell)
    for side, bounds in (("in", without_it), ("out", with_it)):
        for place in np.flatnonzero(proven[side]):
            proven[side][place] = _beaten(points, bounds[:, place])


def _at(seen: _Corners, cell: Cell) -> tuple[Vector, Vector, Vector, Vector]:
    """Return best values (k,), bounds (k, n) twice, and points of plans (k, m) at the corners."""
    numbers = seen.numbers(cell)
    coefficients = np.concatenate([part.coefficients for part in seen.parts])[numbers]
    with_it = np.concatenate([part.with_it for part in seen.parts])[numbers]
    without_it = np.concatenate([part.without_it for part in seen.parts])[numbers]
    last = seen.parts[-1]
    terms = [last.objective.of_plan(plan) for plan in last.plans]
    points = coefficients @ np.array([one.slopes for one in terms]).T
    points = points + np.array([one.fixed for one in terms])
    return points.max(axis=1), with_it, without_it, points


def _beaten(points: Vector, bounds: Vector) -> bool:
    """Say whether a mixture of plans is worth more than the bound at every corner.

    Args:
        points: shape (corners, plans).
        bounds: shape (corners,).
    """
    room = points - bounds[:, None]
    if room.min(axis=0).max() > VALUE_TIE:
        return True
    if room.max(axis=1).min() <= VALUE_TIE:
        return False
    if not np.all(np.isfinite(room)):
        finite = np.all(np.isfinite(room), axis=1)
        return _beaten(points[finite], bounds[finite]) if finite.any() else True
    corners, plans = room.shape
    answer = linprog(
        c=[*[0.0] * plans, -1.0],
        A_ub=np.hstack([-room, np.ones((corners, 1))]),
        b_ub=np.zeros(corners),
        A_eq=[[*[1.0] * plans, 0.0]],
        b_eq=[1.0],
        bounds=[*[(0.0, 1.0)] * plans, (None, None)],
        method="highs",
    )
    if answer.x is None:
        return False
    mixture = np.maximum(answer.x[:plans], 0.0)
    return bool((room @ (mixture / mixture.sum())).min() > VALUE_TIE)


def _verdicts(seen: _Corners, proven: dict[str, Mask]) -> Iterable[Inclusion]:
    value = np.concatenate([part.value for part in seen.parts])[:, None]
    without_it = np.concatenate([part.without_it for part in seen.parts])
    with_it = np.concatenate([part.with_it for part in seen.parts])
    somewhere_in = np.any(without_it < value - VALUE_TIE, axis=0)
    somewhere_out = np.any(with_it < value - VALUE_TIE, axis=0)
    for place, area in enumerate(seen.problem.areas):
        verdict: Verdict = "not proven"
        if proven["in"][place]:
            verdict = "in"
        elif proven["out"][place]:
            verdict = "out"
        elif somewhere_in[place] and somewhere_out[place]:
            verdict = "depends"
        yield Inclusion(id=area.id, verdict=verdict)


def _key(corner: Vector) -> tuple[float, ...]:
    return tuple(np.round(corner, DIGITS).tolist())

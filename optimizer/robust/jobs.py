"""Draws in jobs that any process can do, with the same answer wherever and whenever it is done."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from optimizer.decisions import Decisions
from optimizer.highs_model import Vector
from optimizer.problem import Problem
from optimizer.robust.objective import ObjectiveCoefficients
from optimizer.robust.search import Searcher
from optimizer.robust.uncertainty import UncertaintyModel
from optimizer.search.effort import Effort
from optimizer.stop import Stop
from scoring.draws import BLOCK
from scoring.scorecard import Scorecard

Stopped = Callable[[], bool]
"""Says whether to end early."""


class Source(Protocol):
    """Where draws come from."""

    def draws(self, objective: ObjectiveCoefficients, first: int, count: int) -> Vector:
        """Return draws ``first`` … ``first + count − 1``, shape (count, coefficients)."""


@dataclass(frozen=True, eq=False)
class Drawn:
    """Draws of weights and evidence; the same seed gives the same ones."""

    scorecard: Scorecard
    uncertainty: UncertaintyModel
    seed: int = 0
    evidence_seed: int | None = None
    """Seed of the evidence, where that is drawn apart from the weights."""

    def draws(self, objective: ObjectiveCoefficients, first: int, count: int) -> Vector:
        """Return draws ``first`` … ``first + count − 1``, shape (count, coefficients)."""
        parts = [np.empty((0, objective.size))]
        for block in range(first // BLOCK, -(-(first + count) // BLOCK)):
            begin, end = max(first - block * BLOCK, 0), min(first + count - block * BLOCK, BLOCK)
            drawn = objective.draws(
                self.scorecard, self.uncertainty, self.seed, block, end, self.evidence_seed
            )
            parts.append(drawn[begin:])
        return np.concatenate(parts)


@dataclass(frozen=True, eq=False)
class Listed:
    """Draws that are given, shape (draws, coefficients): people's own weights, corners of a set."""

    coefficients: Vector

    def draws(self, objective: ObjectiveCoefficients, first: int, count: int) -> Vector:
        """Return draws ``first`` … ``first + count − 1``, shape (count, coefficients)."""
        return self.coefficients[first : first + count].reshape(-1, objective.size)


@dataclass(frozen=True, eq=False)
class Inquiry:
    """What is asked of every draw."""

    problem: Problem
    source: Source
    effort: Effort
    forced: bool = False
    """Whether to bound the plans with and without every candidate by searches of their own."""


@dataclass(frozen=True, eq=False)
class Job:
    """Some draws, and the plans to start from."""

    first: int
    count: int
    plans: tuple[Decisions, ...]


@dataclass(frozen=True, eq=False)
class Done:
    """What a job found: k draws (fewer than asked where it was stopped), n candidates."""

    first: int
    plans: tuple[Decisions, ...]
    """The best one known of each draw, each once, in the order in which they were found."""
    best: tuple[int, ...]
    """For each draw the number of its plan in ``plans``."""
    bound: Vector
    """Shape (k,): no plan is worth more under the draw."""
    with_it: Vector
    """Shape (k, n): no plan with the candidate is worth more."""
    without_it: Vector
    """Shape (k, n): no plan without it is worth more."""


class NoPlanError(Exception):
    """No plan meets all conditions of the problem, under any draw."""


def do(
    searcher: Searcher, inquiry: Inquiry, job: Job, stopped: Stopped, stop: Stop | None = None
) -> Done:
    """Search the draws of a job, one after the other.

    Args:
        searcher: of the inquiry's problem; what it did before has no influence.
        inquiry: what is asked.
        job: which draws.
        stopped: asked before every draw whether to end.
        stop: ends a running search early when thrown.

    Raises:
        NoPlanError: no plan meets all conditions.
    """
    searcher.begin(job.plans)
    found = []
    for coefficients in inquiry.source.draws(searcher.objective, job.first, job.count):
        if stopped():
            break
        one = searcher.search(coefficients, inquiry.effort, stop, forced=inquiry.forced)
        if one is None:
            if stopped():
                break
            msg = "no plan meets all conditions of the problem"
            raise NoPlanError(msg)
        found.append(one)
    used = list(dict.fromkeys(one.plan for one in found))
    candidates = len(searcher.objective.candidates)
    return Done(
        first=job.first,
        plans=tuple(searcher.pool.plans[number].decisions for number in used),
        best=tuple(used.index(one.plan) for one in found),
        bound=np.array([one.bound for one in found]),
        with_it=np.array([one.with_it for one in found]).reshape(-1, candidates),
        without_it=np.array([one.without_it for one in found]).reshape(-1, candidates),
    )

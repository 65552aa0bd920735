"""Draws in jobs that any process can do, with the same answer wherever and whenever it is done."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from optimizer.decisions import Decisions
from optimizer.highs_model import Vector
from optimizer.problem import Problem
from optimizer.robust.assumptions import Problems, points_under
from optimizer.robust.objective import ObjectiveCoefficients
from optimizer.robust.pool import PlanKey, plan_key
from optimizer.robust.search import Searcher, search_afresh
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
    method_seed: int | None = None
    """Seed of the method, likewise."""

    def draws(self, objective: ObjectiveCoefficients, first: int, count: int) -> Vector:
        """Return draws ``first`` … ``first + count − 1``, shape (count, coefficients)."""
        parts = [np.empty((0, objective.size))]
        for block in range(first // BLOCK, -(-(first + count) // BLOCK)):
            begin, end = max(first - block * BLOCK, 0), min(first + count - block * BLOCK, BLOCK)
            drawn = objective.draws(
                self.scorecard,
                self.uncertainty,
                self.seed,
                block,
                end,
                self.evidence_seed,
                self.method_seed,
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
    problems: Problems | None = None
    """The problem of every draw, where draws change more than the objective; None = they do not."""
    search_seed: int = 0
    """Of the search of every draw that has a problem of its own."""


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
    numbers: tuple[int, ...]
    """Which draws they are; those without any plan are left out."""
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
    points: Vector | None = None
    """Shape (k, plans of the job + 1): points of the job's plans, and of the best one; minus
    infinity where a plan cannot be carried out. None where plans can be under every draw."""
    impossible: tuple[int, ...] = ()
    """Draws under which no plan meets all conditions."""


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
    if inquiry.problems is not None:
        return _do_afresh(inquiry, inquiry.problems, job, stopped, stop)
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
        numbers=tuple(range(job.first, job.first + len(found))),
        plans=tuple(searcher.pool.plans[number].decisions for number in used),
        best=tuple(used.index(one.plan) for one in found),
        bound=np.array([one.bound for one in found]),
        with_it=np.array([one.with_it for one in found]).reshape(-1, candidates),
        without_it=np.array([one.without_it for one in found]).reshape(-1, candidates),
    )


def _do_afresh(
    inquiry: Inquiry, problems: Problems, job: Job, stopped: Stopped, stop: Stop | None
) -> Done:
    """Search the draws of a job, each in a problem of its own.

    The plans of the job are held against each problem as they stand: with their services, leads
    and focus areas.
    """
    objective = ObjectiveCoefficients(inquiry.problem)
    drawn = inquiry.source.draws(objective, job.first, job.count)
    numbers, impossible, found, points = [], [], [], []
    for number, coefficients in enumerate(drawn, start=job.first):
        if stopped():
            break
        base = problems.of(number)
        problem = ObjectiveCoefficients(base).at(coefficients)
        one = search_afresh(problem, inquiry.effort, inquiry.search_seed, stop)
        if one is None and stopped():
            break
        if one is None:
            impossible.append(number)
            continue
        known = [points_under(problem, plan) for plan in job.plans]
        if known and max(known) > one.value:
            one = one.with_plan(job.plans[int(np.argmax(known))], max(known))
        numbers.append(number)
        found.append(one)
        points.append([*known, one.value])
    plans: dict[PlanKey, Decisions] = {}
    for one in found:
        plans.setdefault(plan_key(one.decisions), one.decisions)
    used, candidates = list(plans), len(objective.candidates)
    return Done(
        first=job.first,
        numbers=tuple(numbers),
        plans=tuple(plans.values()),
        best=tuple(used.index(plan_key(one.decisions)) for one in found),
        bound=np.array([one.bound for one in found]),
        with_it=np.array([one.with_it for one in found]).reshape(-1, candidates),
        without_it=np.array([one.without_it for one in found]).reshape(-1, candidates),
        points=np.array(points).reshape(-1, len(job.plans) + 1),
        impossible=tuple(impossible),
    )

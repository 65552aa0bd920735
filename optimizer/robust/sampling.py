"""Thousands of draws, the best plan of each with its proof, and all of them put together.

Draws are searched in waves. Every job of a wave starts from the plans that all waves before it
found, and from nothing else; so the answer depends on the seed, not on who did which job when. At
the end the value of every plan under every draw is one matrix product: a plan found for one draw
may serve another better than its own.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from optimizer.decisions import Decisions
from optimizer.highs_model import Mask, Vector
from optimizer.robust.jobs import Done, Inquiry, Job
from optimizer.robust.objective import ObjectiveCoefficients
from optimizer.robust.pool import PlanKey, plan_key
from optimizer.robust.workers import Here, Workers
from optimizer.stop import Stop
from optimizer.tolerances import VALUE_TIE

JOB = 20
"""Draws in a job."""
FIRST_WAVE = 2
"""Jobs in the first wave; every later wave has twice as many."""
Numbers = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Progress:
    """How far the work is."""

    done: int
    total: int
    plans: int
    """Different plans found so far."""


@dataclass(frozen=True, eq=False)
class Sample:
    """What d draws found: m plans, n candidates.

    Attributes:
        inquiry: what was asked.
        asked: draws asked for; more than ``draws`` where the work was stopped.
        numbers: shape (d,), which draws they are.
        coefficients: shape (d, coefficients), the draws (:mod:`optimizer.robust.objective`).
        plans: the m different plans; the first ones are those given to start from.
        given: how many of them were given.
        points: shape (d, m), points of every plan under every draw.
        bound: shape (d,), no plan is worth more.
        with_it: shape (d, n), no plan with the candidate in focus is worth more.
        without_it: shape (d, n), no plan without it is worth more.
        impossible: further draws under which no plan meets all conditions.
    """

    inquiry: Inquiry
    asked: int
    numbers: Numbers
    coefficients: Vector
    plans: tuple[Decisions, ...]
    given: int
    points: Vector
    bound: Vector
    with_it: Vector
    without_it: Vector
    impossible: tuple[int, ...] = ()

    @property
    def draws(self) -> int:
        """Draws done."""
        return len(self.numbers)

    @cached_property
    def objective(self) -> ObjectiveCoefficients:
        """What the entries of ``coefficients`` stand for."""
        return ObjectiveCoefficients(self.inquiry.problem)

    @cached_property
    def left(self) -> Vector:
        """Shape (d, m): what is left of every plan, who is barred in a draw taken out of it."""
        if not self.objective.may_fail or self.inquiry.problems is not None:
            return self.points
        return plan_values(self.objective, self.plans, self.objective.left(self.coefficients))

    @cached_property
    def best(self) -> Numbers:
        """Shape (d,): number of the best plan known under each draw."""
        return np.asarray(self.points.argmax(axis=1), dtype=np.int64)

    @cached_property
    def value(self) -> Vector:
        """Shape (d,): points of the best plan known under each draw."""
        return np.asarray(self.points.max(axis=1, initial=-np.inf))

    @cached_property
    def gaps(self) -> Vector:
        """Shape (d,): relative gap of every draw's plan."""
        return np.asarray((self.bound - self.value) / np.maximum(1.0, np.abs(self.value)))

    @cached_property
    def surely_in(self) -> Mask:
        """Shape (d, n): where the candidate is proven to be in every best plan."""
        return np.asarray(self.without_it < self.value[:, None] - VALUE_TIE)

    @cached_property
    def surely_out(self) -> Mask:
        """Shape (d, n): where the candidate is proven to be in no best plan."""
        return np.asarray(self.with_it < self.value[:, None] - VALUE_TIE)


def plan_values(
    objective: ObjectiveCoefficients, plans: Iterable[Decisions], coefficients: Vector
) -> Vector:
    """Return the points of plans under draws (d, coefficients), shape (d, plans)."""
    terms = [objective.of_plan(decisions) for decisions in plans]
    slopes = np.array([one.slopes for one in terms]).reshape(len(terms), objective.size)
    return np.asarray(coefficients @ slopes.T + np.array([one.fixed for one in terms]))


def sample(
    inquiry: Inquiry,
    draws: int,
    *,
    first: int = 0,
    plans: Iterable[Decisions] = (),
    workers: Workers | None = None,
    stop: Stop | None = None,
    progress: Callable[[Progress], None] | None = None,
    job: int = JOB,
) -> Sample:
    """Search draws ``first`` … ``first + draws − 1``.

    Where every draw has a problem of its own, only the given plans are held against all of them.

    Args:
        inquiry: problem, where draws come from, and how far each plan is to be proven.
        draws: how many.
        first: number of the first one.
        plans: plans to start from, such as the recommended one; they must meet all conditions.
        workers: who does the work; None = this process.
        stop: ends the work early when thrown; what is done is kept.
        progress: told after every job.
        job: draws in a job.

    Raises:
        NoPlanError: no plan meets all conditions of the problem.
    """
    stop = stop or Stop()
    given = different(plans)
    known = list(given)
    workers = workers or Here()
    done: list[Done] = []
    last = first + draws
    jobs = [(begin, min(job, last - begin)) for begin in range(first, last, job)]
    size = FIRST_WAVE
    while jobs and not stop.thrown:
        start = tuple(known if inquiry.problems is None else given)
        wave = [Job(begin, count, start) for begin, count in jobs[:size]]
        found: list[Done] = []
        seen = {plan_key(plan) for plan in known}
        finished = sum(map(_finished, done))
        for one in workers.run(inquiry, wave, stop):
            found.append(one)
            finished += _finished(one)
            seen.update(plan_key(plan) for plan in one.plans)
            if progress is not None:
                progress(Progress(finished, draws, len(seen)))
        found.sort(key=lambda each: each.first)
        known = different((*known, *(plan for each in found for plan in each.plans)))
        done.extend(found)
        jobs, size = jobs[size:], size * 2
    return _together(inquiry, draws, given, known, done)


def _finished(done: Done) -> int:
    return len(done.best) + len(done.impossible)


def different(plans: Iterable[Decisions]) -> list[Decisions]:
    """Return the plans that differ in what they are worth under some draw, in order."""
    found: dict[PlanKey, Decisions] = {}
    for decisions in plans:
        found.setdefault(plan_key(decisions), decisions)
    return list(found.values())


def _together(
    inquiry: Inquiry,
    asked: int,
    given: list[Decisions],
    plans: list[Decisions],
    done: list[Done],
) -> Sample:
    """Put jobs together, and give every draw the best of all plans."""
    objective = ObjectiveCoefficients(inquiry.problem)
    candidates = len(objective.candidates)
    numbers = np.array([number for each in done for number in each.numbers], dtype=np.int64)
    coefficients = np.concatenate(
        [np.empty((0, objective.size)), *(_coefficients(inquiry, objective, each) for each in done)]
    )
    if inquiry.problems is None:
        points = plan_values(objective, plans, coefficients)
    else:
        points = np.concatenate(
            [np.empty((0, len(plans))), *(_points(each, given, plans) for each in done)]
        )
    bound = np.concatenate([np.empty(0), *(each.bound for each in done)])
    with_it, without_it = (
        np.concatenate([np.empty((0, candidates)), *(getattr(each, side) for each in done)])
        for side in ("with_it", "without_it")
    )
    possible = _possible(objective, plans, points, coefficients)
    impossible = [*(number for each in done for number in each.impossible)]
    impossible += numbers[~possible].tolist()
    return Sample(
        inquiry=inquiry,
        asked=asked,
        numbers=numbers[possible],
        coefficients=coefficients[possible],
        plans=tuple(plans),
        given=len(given),
        points=points[possible],
        bound=np.maximum(bound, points.max(axis=1, initial=-np.inf))[possible],
        with_it=with_it[possible],
        without_it=without_it[possible],
        impossible=tuple(sorted(impossible)),
    )


def _possible(
    objective: ObjectiveCoefficients, plans: list[Decisions], points: Vector, drawn: Vector
) -> Mask:
    """Return under which draws the best plan has nobody whom the draw bars, shape (d,).

    Under the others no plan meets all conditions.
    """
    if not len(points) or not objective.may_fail:
        return np.ones(len(points), dtype=np.bool_)
    has = np.array([[name in plan.ids for name in objective.may_fail] for plan in plans])
    barred = drawn[:, list(objective.barring.values())] > 0
    return np.asarray(~(has[points.argmax(axis=1)] & barred).any(axis=1))


def _coefficients(inquiry: Inquiry, objective: ObjectiveCoefficients, done: Done) -> Vector:
    drawn = inquiry.source.draws(objective, done.first, _finished(done))
    return drawn[np.array(done.numbers, dtype=np.int64) - done.first]


def _points(done: Done, given: list[Decisions], plans: list[Decisions]) -> Vector:
    """Return the points of plans under a job's draws, minus infinity where they are not known."""
    assert done.points is not None  # noqa: S101 (every draw has a problem of its own)
    places = {plan_key(plan): place for place, plan in enumerate(plans)}
    points = np.full((len(done.best), len(plans)), -np.inf)
    points[:, [places[plan_key(plan)] for plan in given]] = done.points[:, :-1]
    best = [places[plan_key(done.plans[number])] for number in done.best]
    points[np.arange(len(best)), best] = done.points[:, -1]
    return points

"""A sample that grows: looked at after every step, stopped at any time, gone on with later.

Every step starts from the plans that all steps before it found, and its size is fixed; so the
answer depends on the seed and on how often the work was stopped, not on who did which job when.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

import numpy as np

from optimizer.decisions import Decisions
from optimizer.highs_model import Vector
from optimizer.robust.jobs import Inquiry
from optimizer.robust.pool import plan_key
from optimizer.robust.sampling import Progress, Sample, different, plan_values, sample
from optimizer.robust.workers import Here, Workers
from optimizer.stop import Stop

STEP = 20
"""Draws of a step, as long as there are few."""
MORE = 4
"""Of more draws, a step adds one for so many that there are: large numbers keep many at work."""
FIRST_STEP = 5
"""Draws of the first step, so that there is soon something to see."""


def growing(
    inquiry: Inquiry,
    draws: int,
    *,
    before: Sample | None = None,
    plans: Iterable[Decisions] = (),
    workers: Workers | None = None,
    stop: Stop | None = None,
    progress: Callable[[Progress], None] | None = None,
    job: int = 5,
) -> Iterator[Sample]:
    """Yield a sample that grows until it has so many draws.

    Args:
        inquiry: problem, where draws come from, and how far each plan is to be proven.
        draws: how many in all.
        before: what an earlier call with the same inquiry found; its draws count.
        plans: plans to start from; they must meet all conditions.
        workers: who does the work; None = this process.
        stop: ends the work early when thrown; what is done by then is yielded.
        progress: told after every job, with all draws counted.
        job: draws in a job.

    Raises:
        NoPlanError: no plan meets all conditions of the problem.
    """
    stop = stop or Stop()
    workers = workers or Here()
    grown = before
    while (done := _done(grown)) < draws and not stop.thrown:
        step = sample(
            inquiry,
            min(max(STEP, done // MORE) if done else FIRST_STEP, draws - done),
            first=max((*grown.numbers.tolist(), *grown.impossible)) + 1 if grown and done else 0,
            plans=plans if grown is None else _known(grown),
            workers=workers,
            stop=stop,
            progress=None if progress is None else _counted(progress, done, draws),
            job=job,
        )
        grown = replace(step if grown is None else joined(grown, step), asked=draws)
        yield grown


def _done(grown: Sample | None) -> int:
    return 0 if grown is None else grown.draws + len(grown.impossible)


def _known(grown: Sample) -> tuple[Decisions, ...]:
    """Return the plans that a further step starts from."""
    return grown.plans if grown.inquiry.problems is None else grown.plans[: grown.given]


def joined(one: Sample, other: Sample) -> Sample:
    """Return the draws of two samples together; every draw is given the best of all plans.

    Both answer the same inquiry, and have no draw in common.
    """
    plans = different((*one.plans, *other.plans))
    coefficients = np.concatenate([one.coefficients, other.coefficients])
    if one.inquiry.problems is None:
        points = plan_values(one.objective, plans, coefficients)
    else:
        points = np.concatenate([_spread(one, plans), _spread(other, plans)])
    bound = np.concatenate([one.bound, other.bound])
    return Sample(
        inquiry=one.inquiry,
        asked=one.asked + other.asked,
        numbers=np.concatenate([one.numbers, other.numbers]),
        coefficients=coefficients,
        plans=tuple(plans),
        given=one.given,
        points=points,
        bound=np.maximum(bound, points.max(axis=1, initial=-np.inf)),
        with_it=np.concatenate([one.with_it, other.with_it]),
        without_it=np.concatenate([one.without_it, other.without_it]),
        impossible=one.impossible + other.impossible,
    )


def _spread(grown: Sample, plans: list[Decisions]) -> Vector:
    """Return a sample's points as columns of more plans, minus infinity where not known."""
    places = {plan_key(plan): place for place, plan in enumerate(plans)}
    points = np.full((grown.draws, len(plans)), -np.inf)
    points[:, [places[plan_key(plan)] for plan in grown.plans]] = grown.points
    return points


def _counted(
    progress: Callable[[Progress], None], before: int, total: int
) -> Callable[[Progress], None]:
    """Return what tells the progress of a step as progress of the whole."""

    def told(step: Progress) -> None:
        progress(Progress(before + step.done, total, step.plans))

    return told

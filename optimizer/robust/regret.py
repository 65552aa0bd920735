r"""Regret: what a plan loses against the best plan, had one known the weights and the evidence.

.. math:: regret(P, d) = \max_Q value(Q, θ_d) - value(P, θ_d) \ge 0

(Savage 1951, *Journal of the American Statistical Association* 46, 55-67.) The best value under a
draw is known to lie between that of the best plan known and the bound, and so does the regret.

Where a draw bars a focus area of P behind a gate, P is worth what is left of it.
"""

from statistics import NormalDist
from typing import Literal

import numpy as np

from config.base import Frozen
from optimizer.decisions import Decisions
from optimizer.highs_model import Vector
from optimizer.robust.assumptions import points_under
from optimizer.robust.objective import ObjectiveCoefficients
from optimizer.robust.pool import plan_key
from optimizer.robust.sampling import Sample, plan_values
from scoring.sampling_error import CONFIDENCE

Least = Literal["worst", "mean"]


class Regret(Frozen):
    """What a plan loses over all draws, in points."""

    mean: float
    """Against the best plans known."""
    mean_low: float
    mean_high: float
    """95 % confidence interval of the mean, against the best plans known."""
    mean_most: float
    """Mean against the bounds: proven for these draws, not less than the true mean over them."""
    worst: float
    """Largest over the draws, against the best plan known."""
    worst_most: float
    """Largest over the draws, against the bounds: proven for these draws."""
    worst_draw: int
    """Number of the draw in which it is largest."""
    share_best: float
    """Share of draws in which no better plan is known."""
    mean_value: float
    """Points of the plan, on average."""


def regret(sample: Sample, decisions: Decisions) -> Regret:
    """Return the regret of a plan; it need not be one of the sample's.

    It is that of the draws in which the plan can be carried out.

    Raises:
        ValueError: the sample has no draws, or none in which it can.
    """
    return _regret(sample, points_of(sample, decisions))


def points_of(sample: Sample, decisions: Decisions) -> Vector:
    """Return a plan's points, minus infinity where it cannot be carried out; shape (d,)."""
    problems = sample.inquiry.problems
    if problems is None:
        known = sample.objective.left(sample.coefficients)
        return plan_values(sample.objective, (decisions,), known)[:, 0]
    for place, plan in enumerate(sample.plans[: sample.given]):
        if plan_key(plan) == plan_key(decisions):
            return sample.points[:, place]
    rows = zip(sample.numbers.tolist(), sample.coefficients, strict=True)
    drawn = (ObjectiveCoefficients(problems.of(number)).at(row) for number, row in rows)
    return np.array([points_under(problem, decisions) for problem in drawn])


def least_regret(sample: Sample, by: Least = "worst") -> tuple[Decisions, Regret]:
    """Return the plan with the least regret among all that were found, and its regret.

    Args:
        sample: at least one draw.
        by: ``worst``: its largest regret, against the bounds, is the least; ``mean``: its mean is.

    Raises:
        ValueError: the sample has no draws.
    """
    if not sample.draws:
        msg = "the sample must have at least one draw"
        raise ValueError(msg)
    most = sample.bound[:, None] - sample.left
    key = most.max(axis=0) if by == "worst" else most.mean(axis=0)
    number = int(np.argmin(np.round(key, 9)))
    return sample.plans[number], _regret(sample, sample.left[:, number])


def _regret(sample: Sample, points: Vector) -> Regret:
    """Return the regret of a plan worth ``points``, shape (d,)."""
    possible = np.isfinite(points)
    if not possible.any():
        msg = "the sample must have at least one draw under which the plan can be carried out"
        raise ValueError(msg)
    numbers, points = sample.numbers[possible], points[possible]
    lost = np.maximum(0.0, sample.value[possible] - points)
    most = np.maximum(0.0, sample.bound[possible] - points)
    error = float(lost.std(ddof=1)) / lost.size**0.5 if lost.size > 1 else float("inf")
    half = NormalDist().inv_cdf((1 + CONFIDENCE) / 2) * error
    mean = float(lost.mean())
    largest = float(most.max())
    return Regret(
        mean=mean,
        mean_low=max(0.0, mean - half) if np.isfinite(half) else 0.0,
        mean_high=mean + half if np.isfinite(half) else largest,
        mean_most=float(most.mean()),
        worst=float(lost.max()),
        worst_most=largest,
        worst_draw=int(numbers[int(np.argmax(lost))]),
        share_best=float((lost <= 1e-9).mean()),
        mean_value=float(points.mean()),
    )

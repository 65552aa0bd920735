"""What plans with, and without, a candidate are worth at most, by the prices of the relaxation.

At the prices of the central potentials every candidate adds its own points to one bound on all
plans (:mod:`optimizer.search.lagrangian`); when its potential moves, nothing moves but what it
adds. That is convex in the potential: between two knots it is at most the mixture of both.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from optimizer.highs_model import Vector
from optimizer.robust.nearby_plans import NearbyPlans
from optimizer.robust.value_of_information.switching import Ceiling
from optimizer.robust.value_of_information.uncertain_evidence import UncertainEvidence

KNOTS = 9
"""Potentials at which every candidate is bounded, from the least to the greatest possible."""


@dataclass(frozen=True, eq=False)
class PriceBounds:
    """Bounds at the prices of the central potentials; n candidates.

    Attributes:
        bound: points; no plan is worth more at the central potentials.
        without: shape (n,), no plan without the candidate is worth more.
        knots: shape (KNOTS, n), potentials from the least to the greatest possible.
        wants: shape (KNOTS, n), points that the candidate in focus adds; may be negative.
        with_it: shape (KNOTS, n), no plan with the candidate is worth more.
        adds: shape (KNOTS, n), points that it adds to the bound on all plans.
        adds_now: shape (n,), the same at its central potential.
    """

    bound: float
    without: Vector
    knots: Vector
    wants: Vector
    with_it: Vector
    adds: Vector
    adds_now: Vector

    def ceiling(self, place: int) -> Ceiling:
        """Return what no plan with a candidate exceeds."""
        ceiling = Ceiling()
        for potential, bound in zip(self.knots[:, place], self.with_it[:, place], strict=True):
            ceiling.add(float(potential), float(bound))
        return ceiling

    def wanted(self, place: int, potentials: Vector) -> Vector:
        """Return what a candidate in focus adds at some potentials, about."""
        return np.asarray(np.interp(potentials, self.knots[:, place], self.wants[:, place]))

    def together(self, places: npt.NDArray[np.int64], potentials: Vector) -> Vector:
        """Return what no plan exceeds when several potentials move.

        Args:
            places: shape (g,), whose.
            potentials: shape (k, g).

        Returns:
            Points, shape (k,).
        """
        total = np.full(len(potentials), self.bound)
        for moved, place in zip(potentials.T, places.tolist(), strict=True):
            total += np.interp(moved, self.knots[:, place], self.adds[:, place])
            total -= self.adds_now[place]
        return total


def price_bounds(nearby: NearbyPlans, evidence: UncertainEvidence) -> PriceBounds:
    """Return the bounds for all potentials that may be found."""
    n = len(nearby.objective.candidates)
    now = nearby.prices(nearby.central)
    must = np.array(
        [name in nearby.problem.must for name in nearby.objective.candidates], dtype=bool
    )
    adds_now = _added(now.gain, must)
    knots = np.linspace(evidence.low, evidence.high, KNOTS)
    wants, with_it, adds = (np.zeros((KNOTS, n)) for _ in range(3))
    for number, potentials in enumerate(knots):
        coefficients = nearby.central.copy()
        coefficients[:n] = potentials
        gain = nearby.prices(coefficients).gain
        wants[number] = gain.max(axis=1)
        adds[number] = _added(gain, must)
        with_it[number] = now.bound - adds_now + adds[number]
        with_it[number] += np.where(must, 0.0, np.minimum(0.0, wants[number]))
    without = np.where(must, -np.inf, now.bound - adds_now)
    return PriceBounds(now.bound, without, knots, wants, with_it, adds, adds_now)


def _added(gain: Vector, must: npt.NDArray[np.bool_]) -> Vector:
    """Return what candidates add to the bound: nothing where they would take away from it.

    Args:
        gain: shape (n, periods).
        must: shape (n,), who is held in focus, and adds whatever it adds.
    """
    return np.asarray(np.where(must[:, None], gain, np.maximum(0.0, gain)).sum(axis=1))

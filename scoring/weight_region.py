r"""All weights that agree with what somebody said: a piece cut out of the simplex.

Weights *w* of m criteria with :math:`w \ge 0`, :math:`\sum_c w_c = 1` and one or more half-spaces
:math:`a_r \cdot w \ge 0`. What is largest or smallest in the piece is a linear programme, exact up
to the solver's tolerance. Draws are uniform in it, by hit-and-run (Smith 1984, *Operations
Research* 32(6), 1296-1308), started in the middle of the largest ball that fits.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from scipy.optimize import linprog

from scoring.value import Floats

CHAINS = 100
"""Walks that are taken side by side."""
STEPS_PER_CRITERION = 10
"""Steps between two draws of a walk, for each criterion; five times as many before the first."""
FLAT = 1e-7
"""Radius of the largest ball below which the piece is a point, as far as draws go."""


@dataclass(frozen=True, eq=False)
class WeightRegion:
    """A piece of the simplex.

    Attributes:
        rows: shape (r, m): weights are in it where ``rows @ w >= 0``.
    """

    rows: Floats

    @property
    def count(self) -> int:
        """Number m of criteria."""
        return int(self.rows.shape[1])

    def most(self, direction: Floats) -> float | None:
        """Return the greatest ``direction @ w``; None where the piece is empty."""
        found = linprog(
            -direction,
            A_ub=-self.rows if self.rows.size else None,
            b_ub=np.zeros(len(self.rows)) if self.rows.size else None,
            A_eq=np.ones((1, self.count)),
            b_eq=[1.0],
            bounds=(0, 1),
            method="highs",
        )
        return -float(found.fun) if found.status == 0 else None

    def least_ratio(self, one: int, other: int) -> float | None:
        """Return the least that one weight can be of another; None where the other is always 0.

        The half-spaces go through the origin, so that the other may be held at 1 instead of the
        sum.
        """
        direction, unit = np.eye(self.count)[one], np.eye(self.count)[[other]]
        found = linprog(
            direction,
            A_ub=-self.rows if self.rows.size else None,
            b_ub=np.zeros(len(self.rows)) if self.rows.size else None,
            A_eq=unit,
            b_eq=[1.0],
            bounds=(0, None),
            method="highs",
        )
        return float(found.fun) if found.status == 0 else None

    @cached_property
    def middle(self) -> tuple[Floats, float]:
        """Centre and radius of the largest ball in it; weights of nought are at its edge."""
        edges = np.vstack([np.eye(self.count), self.rows])
        width = np.linalg.norm(edges - edges.mean(axis=1, keepdims=True), axis=1)
        found = linprog(
            [*np.zeros(self.count), -1.0],
            A_ub=np.column_stack([-edges, width]),
            b_ub=np.zeros(len(edges)),
            A_eq=[[*np.ones(self.count), 0.0]],
            b_eq=[1.0],
            bounds=[(0, 1)] * self.count + [(None, None)],
            method="highs",
        )
        return np.asarray(found.x[:-1]), float(found.x[-1])

    @property
    def empty(self) -> bool:
        """Whether no weights are in it."""
        return self.most(np.zeros(self.count)) is None

    @cached_property
    def span(self) -> tuple[tuple[float, float], ...]:
        """For each criterion the least and greatest weight in it.

        Raises:
            ValueError: it is empty.
        """
        found = []
        for unit in np.eye(self.count):
            least, greatest = self.most(-unit), self.most(unit)
            if least is None or greatest is None:
                msg = "no weights are in the region"
                raise ValueError(msg)
            found.append((max(0.0, -least), min(1.0, greatest)))
        return tuple(found)

    def draws(self, number: int, seed: int) -> Floats:
        """Return weights drawn uniformly, shape (number, m); the middle, where there is only that.

        Args:
            number: how many.
            seed: the same seed gives the same draws.
        """
        start, radius = self.middle
        if radius < FLAT or self.count == 1:
            return np.tile(start, (number, 1))
        rng = np.random.default_rng(seed)
        edges = np.vstack([np.eye(self.count), self.rows])
        at = np.tile(start, (CHAINS, 1))
        steps = STEPS_PER_CRITERION * self.count
        found: list[Floats] = []
        for _ in range(5 * steps):
            at = _step(at, edges, rng)
        while len(found) * CHAINS < number:
            for _ in range(steps):
                at = _step(at, edges, rng)
            found.append(at)
        drawn = np.maximum(np.concatenate(found)[:number], 0.0)
        return np.asarray(drawn / drawn.sum(axis=1, keepdims=True))


def _step(at: Floats, edges: Floats, rng: np.random.Generator) -> Floats:
    """Walk once, every chain along a direction of its own, to anywhere between the edges."""
    way = rng.normal(size=at.shape)
    way -= way.mean(axis=1, keepdims=True)
    slack, slope = at @ edges.T, way @ edges.T
    with np.errstate(divide="ignore", invalid="ignore"):
        reach = -slack / slope
    low = np.where(slope > 0, reach, -np.inf).max(axis=1)
    high = np.where(slope < 0, reach, np.inf).min(axis=1)
    low, high = np.minimum(low, 0.0), np.maximum(high, 0.0)
    return np.asarray(at + rng.uniform(low, high)[:, None] * way)

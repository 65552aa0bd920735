r"""Sets of weights by their corners, and what plans are worth there.

Everything a plan is worth is linear in the weights of each kind, so the corners of a set of weights
are corners of the set of draws θ (:mod:`optimizer.robust.objective`):

* no belief: all weights that sum to 1; a corner puts all weight on one criterion;
* order: all weights that are ordered as the given ones; a corner spreads the weight equally over
  the first criteria of the order (with any of those that tie for the next place);
* people: all compromises between several people's weights, kind by kind in the same proportions; a
  corner is one person.

Any of them can be drawn in around the given weights: with a share *t* of the weight moved, a corner
is :math:`(1 - t)\, w + t\, corner`.

Kinds vary independently (but for people): a set of draws is the sum of one polytope per kind.
"""

import itertools
from collections.abc import Mapping, Sequence

import numpy as np

from config.problems import InputError
from optimizer.highs_model import Vector
from optimizer.robust.objective import ObjectiveCoefficients
from optimizer.robust.uncertainty import UncertaintyModel
from scoring.focus_overlap import relation_shares
from scoring.group import group_weights
from scoring.kind_scores import KindScores
from scoring.scorecard import Scorecard
from scoring.value import BEST
from scoring.weight_samples import (
    FixedWeights,
    WeightBelief,
    WeightOrder,
    WeightsOfPeople,
)

SAME_WEIGHT = 1e-9
"""Given weights nearer than this have no order among themselves."""
MOST_TIED = 10
"""Most criteria that may tie for a place behind others: their subsets are all corners."""

Cell = tuple[Vector, ...]
"""A set of draws: the sum of polytopes, each by its corners, shape (corners, coefficients)."""


def weight_corners(belief: WeightBelief, given: Mapping[str, float]) -> Vector:
    """Return the corners of the weights that a belief allows, shape (corners, criteria).

    Around the given weights any weights are possible, near ones only more likely.

    Raises:
        InputError: more than :data:`MOST_TIED` criteria tie, so that corners are too many.
    """
    weights = np.array(list(given.values()))
    match belief:
        case FixedWeights():
            return weights[None]
        case WeightsOfPeople():
            return group_weights(belief.people, tuple(given)).weights
        case WeightOrder():
            return _order_corners(weights)
    return np.eye(len(weights))


def weight_set(
    objective: ObjectiveCoefficients,
    scorecard: Scorecard,
    uncertainty: UncertaintyModel,
    moved: float = 1.0,
) -> Cell:
    """Return the draws of all weights that are believed possible, evidence at its central values.

    Args:
        objective: of the problem.
        scorecard: scores under the given weights.
        uncertainty: what is believed about weights.
        moved: share (0..1) of each kind's weight that may move from the given weights towards any
            that the belief allows.

    Raises:
        InputError: weights do not hold, or a set has too many corners.
    """
    rest = objective.central()
    parts: list[Vector] = []
    people: list[Vector] = []
    for kind, scores in scorecard.kinds.items():
        given = dict(zip(scores.criteria, scores.weights.tolist(), strict=True))
        belief = uncertainty.of(kind)
        corners = (1 - moved) * scores.weights + moved * weight_corners(belief, given)
        coefficients = kind_draws(objective, scores, corners)
        rest = np.where(np.isnan(coefficients[0]), rest, 0.0)
        (people if isinstance(belief, WeightsOfPeople) else parts).append(
            np.nan_to_num(coefficients)
        )
    if len({len(one) for one in people}) == 1:
        parts.append(np.sum(people, axis=0))
    else:
        parts.extend(people)
    parts[0:0] = [rest[None]]
    return _without_points(parts)


def kind_draws(objective: ObjectiveCoefficients, scores: KindScores, weights: Vector) -> Vector:
    """Return draws of a kind's weights (k, criteria), shape (k, coefficients); NaN elsewhere."""
    coefficients = np.full((len(weights), objective.size), np.nan)
    places = {name: place for place, name in enumerate(objective.candidates)}
    apart = np.where(scores.overlap, 0.0, weights)
    potential = apart @ np.where(scores.overlap, 0.0, scores.values).T / BEST
    coefficients[:, [places[name] for name in scores.ids]] = np.clip(potential, 0.0, 1.0)
    for number, relation in enumerate(objective.relations, start=len(objective.candidates)):
        if relation[0] == scores.kind:
            coefficients[:, number] = 0.0
            for position, criterion in enumerate(scores.spec.criteria.values()):
                if criterion.overlap:
                    share = relation_shares(criterion).get(relation[1], 0.0)
                    coefficients[:, number] += weights[:, position] * share
    return coefficients


def corners_of(cell: Cell) -> Vector:
    """Return all corners of a cell, shape (corners, coefficients)."""
    return np.array([np.sum(rows, axis=0) for rows in itertools.product(*cell)])


def count_corners(cell: Cell) -> int:
    """Return how many corners a cell has."""
    count = 1
    for part in cell:
        count *= len(part)
    return count


def halves(cell: Cell) -> tuple[Cell, Cell]:
    """Cut a cell in two across its longest edge."""
    longest = (-1.0, 0, 0, 0)
    for number, part in enumerate(cell):
        for one, other in itertools.combinations(range(len(part)), 2):
            length = float(np.linalg.norm(part[one] - part[other]))
            if length > longest[0] + SAME_WEIGHT:
                longest = (length, number, one, other)
    _, number, one, other = longest
    middle = (cell[number][one] + cell[number][other]) / 2
    both = []
    for end in (one, other):
        part = cell[number].copy()
        part[end] = middle
        both.append((*cell[:number], part, *cell[number + 1 :]))
    return both[0], both[1]


def _order_corners(weights: Vector) -> Vector:
    places = np.argsort(-weights, kind="stable")
    groups: list[list[int]] = []
    for place in places.tolist():
        if groups and weights[groups[-1][0]] - weights[place] <= SAME_WEIGHT:
            groups[-1].append(place)
        else:
            groups.append([place])
    corners = []
    before: list[int] = []
    for group in groups:
        if before and len(group) > MOST_TIED:
            raise InputError.one(
                file="weights",
                must=f"at most {MOST_TIED} criteria may have the same weight behind others",
                do="Order them, or ask without an order.",
                value=str(len(group)),
            )
        sizes = range(1, len(group) + 1) if before else (1,)
        for size in sizes:
            for some in itertools.combinations(group, size):
                corner = np.zeros(len(weights))
                corner[[*before, *some]] = 1 / (len(before) + size)
                corners.append(corner)
        before += group
    return np.array(corners)


def _without_points(parts: Sequence[Vector]) -> Cell:
    """Put all parts with a single corner together."""
    fixed = np.sum([part for part in parts if len(part) == 1], axis=0)
    return (fixed, *(part for part in parts if len(part) > 1))

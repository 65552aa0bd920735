r"""Weights from pairwise comparisons (AHP), with their consistency.

Every pair of m criteria is compared: ``a_ij`` says how many times as much the swing of *i* is worth
as the swing of *j*, ``a_ji = 1 / a_ij``. The weights are the principal eigenvector of the matrix:

.. math:: A w = \lambda_{max} w, \qquad \sum_i w_i = 1.

If the comparisons fit together, :math:`\lambda_{max} = m`. How far they do not is the consistency
index, and next to that of random comparisons (the random index) the consistency ratio:

.. math:: CI = \frac{\lambda_{max} - m}{m - 1}, \qquad CR = CI / RI_m.

A ratio up to 0.1 is commonly accepted. Published tables of the random index differ, because each is
a simulation of its own; the ratio is therefore only as good as its second digit, and the table used
is named with the result. The default table rests on the most random matrices.

Sources: Saaty (1980), The Analytic Hierarchy Process; Alonso & Lamata (2006), International Journal
of Uncertainty, Fuzziness and Knowledge-Based Systems 14(4), 445-459.
"""

import math
from collections.abc import Mapping, Sequence
from enum import StrEnum

import numpy as np

from config.base import Frozen
from config.problems import InputError, InputProblem
from scoring.value import Floats

ACCEPTED = 0.1
"""The greatest consistency ratio that is commonly accepted (Saaty 1980)."""

COMPARISONS = "comparisons"
"""Name of the input in problems of comparisons."""

TOLERANCE = 1e-9

Comparisons = Mapping[tuple[str, str], float]
"""Pair of criteria → how many times as much the first is worth as the second."""


class RandomIndexTable(StrEnum):
    """Published tables of the consistency index of random comparisons."""

    ALONSO_LAMATA_2006 = "Alonso & Lamata 2006"
    SAATY_1980 = "Saaty 1980"


RANDOM_INDEX: Mapping[RandomIndexTable, tuple[float, ...]] = {
    RandomIndexTable.ALONSO_LAMATA_2006: (
        *(0.5247, 0.8816, 1.1086, 1.2479, 1.3417, 1.4057, 1.4499, 1.4854),
        *(1.5140, 1.5365, 1.5551, 1.5713, 1.5838),
    ),
    RandomIndexTable.SAATY_1980: (
        *(0.58, 0.90, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49),
        *(1.51, 1.48, 1.56, 1.57, 1.59),
    ),
}
"""Table → random index of 3, 4, … 15 criteria."""

SMALLEST, LARGEST = 3, 15
"""Numbers of criteria that the tables cover; fewer than three always fit together."""


class PairwiseWeights(Frozen):
    """Weights from pairwise comparisons."""

    weights: Mapping[str, float]
    """Criterion → share, summing to 1."""
    eigenvalue: float
    """Greatest eigenvalue of the matrix of comparisons."""
    consistency_index: float
    consistency_ratio: float | None
    """None where the table does not reach (more than 15 criteria)."""
    table: RandomIndexTable
    least_consistent: tuple[str, str] | None
    """The comparison that fits the weights least; None where all fit."""
    consistent_value: float | None
    """What that comparison would be if it fitted the weights."""

    @property
    def accepted(self) -> bool:
        """Whether the consistency ratio is within what is commonly accepted."""
        return self.consistency_ratio is not None and self.consistency_ratio <= ACCEPTED


def pairwise_weights(
    criteria: Sequence[str],
    comparisons: Comparisons,
    table: RandomIndexTable = RandomIndexTable.ALONSO_LAMATA_2006,
) -> PairwiseWeights:
    """Return the weights that pairwise comparisons give, and how well they fit together.

    Args:
        criteria: the m criteria.
        comparisons: every pair once, in either direction.
        table: the random index to compare with.

    Raises:
        InputError: a pair is missing, unknown, given twice with different values, or its value is
            not a number above 0.
    """
    matrix = comparison_matrix(criteria, comparisons)
    values, vectors = np.linalg.eig(matrix)
    principal = int(np.argmax(values.real))
    vector = np.abs(vectors[:, principal].real)
    weights = vector / vector.sum()
    eigenvalue = float(values[principal].real)
    count = len(criteria)
    index = max(0.0, (eigenvalue - count) / (count - 1)) if count > 1 else 0.0
    pair, fitting = _least_consistent(criteria, matrix, weights)
    return PairwiseWeights(
        weights=dict(zip(criteria, weights.tolist(), strict=True)),
        eigenvalue=eigenvalue,
        consistency_index=index,
        consistency_ratio=_ratio(index, count, table),
        table=table,
        least_consistent=pair,
        consistent_value=fitting,
    )


def comparison_matrix(criteria: Sequence[str], comparisons: Comparisons) -> Floats:
    """Return the reciprocal matrix of comparisons, shape (m, m), ones on its diagonal.

    Raises:
        InputError: as for :func:`pairwise_weights`.
    """
    problems = _problems(criteria, comparisons)
    if problems:
        raise InputError(problems)
    place = {name: position for position, name in enumerate(criteria)}
    matrix = np.ones((len(criteria), len(criteria)))
    for (first, second), ratio in comparisons.items():
        matrix[place[first], place[second]] = ratio
        matrix[place[second], place[first]] = 1 / ratio
    return matrix


def _ratio(index: float, count: int, table: RandomIndexTable) -> float | None:
    if count < SMALLEST:
        return 0.0
    return None if count > LARGEST else index / RANDOM_INDEX[table][count - SMALLEST]


def _least_consistent(
    criteria: Sequence[str], matrix: Floats, weights: Floats
) -> tuple[tuple[str, str] | None, float | None]:
    """Return the comparison that is furthest (as a ratio) from that of the weights."""
    fitting = weights[:, None] / weights[None, :]
    distance = np.triu(np.abs(np.log(matrix / fitting)), 1)
    first, second = np.unravel_index(int(np.argmax(distance)), distance.shape)
    if distance[first, second] <= TOLERANCE:
        return None, None
    return (criteria[int(first)], criteria[int(second)]), float(fitting[first, second])


def _problems(criteria: Sequence[str], comparisons: Comparisons) -> list[InputProblem]:
    known = set(criteria)
    problems = []
    for (first, second), ratio in comparisons.items():
        back = comparisons.get((second, first))
        if not {first, second} <= known or first == second:
            must = "a comparison must be of two different criteria of the kind"
        elif not (math.isfinite(ratio) and ratio > 0):
            must = "a comparison must be a number above 0 (1 = equal, 9 = nine times as much)"
        elif back is not None and abs(back * ratio - 1) > TOLERANCE:
            must = "a comparison given in both directions must be one and its reciprocal"
        else:
            continue
        problems.append(_problem(first, second, f"{ratio:g}", must, "Correct it."))
    for position, first in enumerate(criteria):
        for second in criteria[position + 1 :]:
            if (first, second) not in comparisons and (second, first) not in comparisons:
                must = "every pair of criteria must be compared"
                problems.append(_problem(first, second, None, must, "Compare the two."))
    return problems


def _problem(first: str, second: str, value: str | None, must: str, do: str) -> InputProblem:
    return InputProblem(
        file=COMPARISONS, column=f"{first} : {second}", value=value, must=must, do=do
    )

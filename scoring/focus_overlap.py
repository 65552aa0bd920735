r"""Focus overlap: how far a candidate lies in countries and themes that are in focus themselves.

A criterion with ``overlap`` names relations and their shares. In a plan its value is a decision; in
a ranking it is read off the list in force:

.. math:: v_i = 100 \sum_r share_r \cdot [\text{some target of } i \text{ by } r \text{ is in
   focus}], \qquad \sum_r share_r = 1.

One target in focus earns the whole share of its relation, so that being linked to more themes never
takes anything away.
"""

from collections.abc import Collection, Sequence

import numpy as np

from config.criteria import Criterion, Kind
from data.dataset import Dataset
from scoring.value import BEST, Floats


def relation_shares(criterion: Criterion) -> dict[str, float]:
    """Return relation → share of an overlap criterion, normalised to a sum of 1."""
    total = sum(criterion.overlap.values())
    return {relation: share / total for relation, share in criterion.overlap.items()}


def overlap_value(
    criterion: Criterion, ids: Sequence[str], dataset: Dataset, in_focus: Collection[str]
) -> Floats:
    """Return the value of an overlap criterion for each candidate.

    Args:
        criterion: a criterion with ``overlap``.
        ids: the n candidates.
        dataset: the links.
        in_focus: ids of the candidates in focus.

    Returns:
        Points 0..100, shape (n,).
    """
    points = np.zeros(len(ids))
    for relation, share in relation_shares(criterion).items():
        earning = {
            link.candidate
            for link in dataset.links
            if link.relation == relation and link.target in in_focus
        }
        points += share * BEST * np.array([candidate in earning for candidate in ids])
    return np.minimum(points, BEST)


def kind_shares(kind: Kind) -> tuple[float, dict[str, float]]:
    """Return what focus overlap counts for a kind.

    Returns:
        The weight of all overlap criteria together (0..1, the kind's weights summing to 1), and
        relation → share of that weight, summing to 1; 0 and nothing where the kind has none.
    """
    weights = kind.weights
    parts: dict[str, float] = {}
    for name, criterion in kind.criteria.items():
        if criterion.overlap:
            for relation, share in relation_shares(criterion).items():
                parts[relation] = parts.get(relation, 0.0) + weights[name] * share
    total = sum(parts.values())
    if total == 0:
        return 0.0, {}
    return total, {relation: part / total for relation, part in parts.items()}

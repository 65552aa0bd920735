r"""Weights of several people: their mean, and how far and where they disagree.

The group's weights are the mean of its members' weights. With additive scores this is also fair to
results: the score under the mean weights is the mean of the members' scores.

Two people's disagreement is the share of weight that one of them would have to move to reach the
other, :math:`d(p, q) = \tfrac12 \sum_c |w_{pc} - w_{qc}|`: 0 = the same weights, 1 = no criterion
in common.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from config.problems import InputError, InputProblem
from scoring.value import Floats
from scoring.weights import normalised

GROUP = "group weights"
"""Name of the input in problems of group weights."""
SAME = 1e-9
"""Weights nearer than this are the same."""


@dataclass(frozen=True, eq=False)
class GroupWeights:
    """Weights of p people on m criteria.

    Attributes:
        people: names of the p people.
        criteria: ids of the m criteria.
        weights: shape (p, m); every row sums to 1.
    """

    people: tuple[str, ...]
    criteria: tuple[str, ...]
    weights: Floats

    @cached_property
    def mean(self) -> Mapping[str, float]:
        """Criterion → mean weight; sums to 1."""
        return dict(zip(self.criteria, self.weights.mean(axis=0).tolist(), strict=True))

    @cached_property
    def spread(self) -> Mapping[str, tuple[float, float]]:
        """Criterion → least and greatest weight that anyone gives it."""
        ends = zip(
            self.weights.min(axis=0).tolist(), self.weights.max(axis=0).tolist(), strict=True
        )
        return dict(zip(self.criteria, ends, strict=True))

    @cached_property
    def ends(self) -> Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]]:
        """Criterion → who gives it least, and who most; everybody twice where all agree."""
        return {
            name: (
                tuple(np.array(self.people)[column <= column.min() + SAME].tolist()),
                tuple(np.array(self.people)[column >= column.max() - SAME].tolist()),
            )
            for name, column in zip(self.criteria, self.weights.T, strict=True)
        }

    @cached_property
    def distances(self) -> Floats:
        """Shape (p, p): share of weight that one would have to move to reach the other, 0..1."""
        apart = np.abs(self.weights[:, None, :] - self.weights[None, :, :])
        return np.asarray(apart.sum(axis=2) / 2)

    @cached_property
    def disagreement(self) -> float:
        """Mean distance between two people, 0 (all the same) to 1; 0 for one person."""
        count = len(self.people)
        return float(self.distances.sum() / (count * (count - 1))) if count > 1 else 0.0

    @cached_property
    def furthest(self) -> tuple[str, str] | None:
        """The two people who disagree most, the first such pair; None if nobody disagrees."""
        upper = np.triu(self.distances, 1)
        if not upper.any():
            return None
        first, second = np.unravel_index(int(np.argmax(upper)), upper.shape)
        return self.people[int(first)], self.people[int(second)]

    @cached_property
    def contested(self) -> tuple[tuple[str, float], ...]:
        """Criteria by their part in the disagreement, largest first; the parts sum to it."""
        apart = np.abs(self.weights[:, None, :] - self.weights[None, :, :]).sum(axis=(0, 1))
        count = len(self.people)
        parts = apart / (2 * count * (count - 1)) if count > 1 else apart
        order = np.argsort(-parts, kind="stable").tolist()
        return tuple((self.criteria[place], float(parts[place])) for place in order)


def group_weights(
    people: Mapping[str, Mapping[str, float]], criteria: Sequence[str]
) -> GroupWeights:
    """Return several people's weights as shares.

    Args:
        people: person → criterion → weight; a criterion left out has weight 0.
        criteria: the m criteria of the kind, in the order wanted.

    Raises:
        InputError: nobody is given, or someone names an unknown criterion, gives a negative weight,
            or no weight at all.
    """
    problems: list[InputProblem] = []
    rows = []
    for person, weights in people.items():
        unknown = sorted(set(weights) - set(criteria))
        problems += [
            InputProblem(
                file=GROUP,
                column=f"{person}: {name}",
                value=f"{weights[name]:g}",
                must=f"a criterion must be one of: {', '.join(criteria)}",
                do="Correct the name.",
            )
            for name in unknown
        ]
        try:
            shares = normalised({name: weights.get(name, 0.0) for name in criteria})
        except InputError as error:
            problems += [_of(person, problem) for problem in error.problems]
        else:
            rows.append([shares[name] for name in criteria])
    if not people:
        must = "one person at least must give weights"
        problems.append(InputProblem(file=GROUP, must=must, do="Add a person."))
    if problems:
        raise InputError(problems)
    return GroupWeights(tuple(people), tuple(criteria), np.array(rows))


def _of(person: str, problem: InputProblem) -> InputProblem:
    """Return the problem with the person it belongs to."""
    column = f"{person}: {problem.column}" if problem.column else person
    return problem.but(file=GROUP, column=column)

r"""Weights of criteria: given directly, by swing weighting, or by order of importance.

Weights of a kind are shares: none is negative, and they sum to 1. A weight speaks of a *swing*:
what it is worth to go from the worst to the best of a criterion's value function, next to doing the
same for another criterion. It does not speak of how important a topic is as such.
"""

import math
from collections.abc import Mapping

from config.criteria import Combine, Criteria, Criterion
from config.problems import InputError, InputProblem

WEIGHTS = "weights"
"""Name of the input in problems of weights."""

TOLERANCE = 1e-9
"""How far shares may be from a sum of 1."""


def normalised(weights: Mapping[str, float]) -> dict[str, float]:
    """Return weights divided by their sum.

    Args:
        weights: criterion → weight; none negative, not all zero.

    Returns:
        Criterion → share, summing to 1.

    Raises:
        InputError: a weight is negative or no finite number, or none is above zero.
    """
    problems = [
        _problem(name, weight, "a weight must be a number from 0", "Give 0 or more.")
        for name, weight in weights.items()
        if not (math.isfinite(weight) and weight >= 0)
    ]
    if not problems and not any(weight > 0 for weight in weights.values()):
        problems = [_problem(None, None, "one weight at least must be above 0", "Raise one.")]
    if problems:
        raise InputError(problems)
    largest = max(weights.values())
    scaled = {name: weight / largest for name, weight in weights.items()}
    total = math.fsum(scaled.values())
    return {name: weight / total for name, weight in scaled.items()}


def with_weights(criteria: Criteria, kind: str, shares: Mapping[str, float]) -> Criteria:
    """Return criteria in which the given criteria have exactly the given shares.

    The other criteria of the kind share what is left in the proportions they had among themselves
    (equally, if they had no weight at all). Giving every criterion sets all weights.

    Args:
        criteria: the criteria to start from.
        kind: id of the kind.
        shares: criterion → share (0..1) of the kind's weight.

    Raises:
        InputError: the kind or a criterion is unknown, a share is not in 0..1, or the shares sum to
            more than 1, or to less with no criterion left to take the rest.
    """
    if kind not in criteria.kinds:
        raise InputError([_unknown_kind(criteria, kind)])
    spec = criteria.kinds[kind]
    weights = _shared_out(spec.weights, shares, f"a criterion of {kind}")
    changed = {name: one.but(weight=weights[name]) for name, one in spec.criteria.items()}
    return criteria.but(kinds={**criteria.kinds, kind: spec.but(criteria=changed)})


def shared_criteria(criteria: Criteria) -> dict[str, Criterion]:
    """Return ``kind.criterion`` → every criterion whose value is a weighted mean of measures."""
    return {
        f"{kind}.{name}": criterion
        for kind, spec in criteria.kinds.items()
        for name, criterion in spec.criteria.items()
        if len(criterion.measures) > 1 and criterion.combine is Combine.MEAN
    }


def measure_weights(criterion: Criterion) -> dict[str, float]:
    """Return measure → share of its criterion, summing to 1."""
    return normalised({use.measure: use.weight for use in criterion.measures})


def with_measure_weights(criteria: Criteria, full: str, shares: Mapping[str, float]) -> Criteria:
    """Return criteria in which measures have exactly the given shares of their criterion.

    The other measures of the criterion share what is left in the proportions they had.

    Args:
        criteria: the criteria to start from.
        full: ``kind.criterion``.
        shares: measure → share (0..1) of the criterion.

    Raises:
        InputError: no such criterion has shares of measures, or the shares do not hold, as for
            :func:`with_weights`.
    """
    known = shared_criteria(criteria)
    if full not in known:
        must = f"a criterion with shares of measures must be one of: {', '.join(known)}"
        raise InputError([_problem("criterion", full, must, "Correct the name.")])
    kind, _, name = full.partition(".")
    weights = _shared_out(measure_weights(known[full]), shares, f"a measure of {full}")
    uses = tuple(use.but(weight=weights[use.measure]) for use in known[full].measures)
    spec = criteria.kinds[kind]
    changed = {**spec.criteria, name: known[full].but(measures=uses)}
    return criteria.but(kinds={**criteria.kinds, kind: spec.but(criteria=changed)})


def _shared_out(
    before: Mapping[str, float], shares: Mapping[str, float], what: str
) -> dict[str, float]:
    """Return all shares, those not given in the proportions they had among themselves.

    Raises:
        InputError: a name is unknown, or the shares cannot be had.
    """
    problems = _share_problems(before, shares, what)
    if problems:
        raise InputError(problems)
    others = {name: weight for name, weight in before.items() if name not in shares}
    left = max(0.0, 1.0 - math.fsum(shares.values()))
    if others and not any(others.values()):
        others = dict.fromkeys(others, 1.0)
    rest = {name: left * share for name, share in normalised(others).items()} if others else {}
    found = normalised({**shares, **rest})
    return {name: found[name] for name in before}


def swing_weights(swings: Mapping[str, float]) -> dict[str, float]:
    """Return the weights that swing weighting gives.

    Imagine a candidate at its worst on every criterion. Which single criterion would you lift to
    its best first? That swing is worth 100. What is each other swing worth next to it?

    Args:
        swings: criterion → worth of its swing, 0..100.

    Returns:
        Criterion → share, summing to 1.

    Raises:
        InputError: a swing is not in 0..100, or none is worth anything.

    Source: von Winterfeldt & Edwards (1986), Decision Analysis and Behavioral Research, chapter 8.
    """
    problems = [
        _problem(name, swing, "a swing must be worth 0 to 100 points", "Give the largest one 100.")
        for name, swing in swings.items()
        if not 0 <= swing <= 100
    ]
    if problems:
        raise InputError(problems)
    return normalised(swings)


def rank_order_centroid(ranks: Mapping[str, int]) -> dict[str, float]:
    r"""Return the weights in the middle of all those that respect an order of importance.

    With m criteria, the one in place k has

    .. math:: w_k = \frac{1}{m} \sum_{j=k}^{m} \frac{1}{j}.

    Criteria of equal rank have no order among themselves: each has the mean of their places.

    Args:
        ranks: criterion → rank, 1 = most important; equal ranks are ties, gaps mean nothing.

    Returns:
        Criterion → share, summing to 1.

    Raises:
        InputError: no criterion is given.

    Source: Barron & Barrett (1996), Management Science 42(11), 1515-1523.
    """
    if not ranks:
        raise InputError([_problem(None, None, "one criterion at least must be ranked", "Rank.")])
    count = len(ranks)
    centroid = [math.fsum(1 / j for j in range(k, count + 1)) / count for k in range(1, count + 1)]
    weights: dict[str, float] = {}
    place = 0
    for rank in sorted(set(ranks.values())):
        tied = [name for name in ranks if ranks[name] == rank]
        shared = math.fsum(centroid[place : place + len(tied)]) / len(tied)
        weights.update(dict.fromkeys(tied, shared))
        place += len(tied)
    return {name: weights[name] for name in ranks}


def _unknown_kind(criteria: Criteria, kind: str) -> InputProblem:
    known = ", ".join(criteria.kinds)
    return _problem("kind", kind, f"the kind must be one of: {known}", "Correct the kind.")


def _share_problems(
    names: Mapping[str, float], shares: Mapping[str, float], what: str
) -> list[InputProblem]:
    known = ", ".join(names)
    problems = [
        _problem(name, share, f"{what} must be one of: {known}", "Correct the name.")
        for name, share in shares.items()
        if name not in names
    ] + [
        _problem(name, share, "a share must lie in 0 to 1", "Give 0.3 for 30 %.")
        for name, share in shares.items()
        if not 0 <= share <= 1
    ]
    if problems:
        return problems
    total = math.fsum(shares.values())
    if total > 1 + TOLERANCE:
        must = "the shares given must not sum to more than 1"
        return [_problem(None, f"{total:g}", must, "Lower them.")]
    if total < 1 - TOLERANCE and set(shares) == set(names):
        must = "shares for everything must sum to 1"
        return [
            _problem(None, f"{total:g}", must, "Raise them, or leave one out to take the rest.")
        ]
    return []


def _problem(name: str | None, value: float | str | None, must: str, do: str) -> InputProblem:
    shown = value if isinstance(value, str) or value is None else f"{value:g}"
    return InputProblem(file=WEIGHTS, column=name, value=shown, must=must, do=do)

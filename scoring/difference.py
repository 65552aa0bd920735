r"""Where a difference between two scores comes from, criterion by criterion.

Two candidates under the same weights differ by :math:`\sum_c w_c (v_{ac} - v_{bc})`.

One candidate at two times, with weights *w* and values *v* then and *w'*, *v'* now, differs by

.. math:: \sum_c (w'_c v'_c - w_c v_c) = \sum_c
   \underbrace{(w'_c - w_c) \frac{v_c + v'_c}{2}}_{\text{weight}} +
   \underbrace{(v'_c - v_c) \frac{w_c + w'_c}{2}}_{\text{value}}.

Each part is the mean of what the change is worth before and after the other: the Shapley value of
two causes, exact and without a remainder. A criterion that exists at one time only has weight 0 and
an unchanged value at the other, so that all its points are put down to weight.

A value can change for four causes, which are named: the candidate's own evidence; the stand-in for
evidence that is still missing, because others' evidence moved the median; the value function; and
the list in force, for focus overlap.

Source: Shapley (1953), A value for n-person games, Contributions to the Theory of Games II.
"""

import math
from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple

import numpy as np

from config.base import Frozen
from scoring.kind_scores import KindScores
from scoring.scorecard import Scorecard

SAME = 1e-9
"""Values (points) and weights nearer than this are the same."""


class Cause(StrEnum):
    """Why the value of a criterion changed."""

    EVIDENCE = "evidence"
    STAND_IN = "stand-in for missing evidence"
    VALUE_FUNCTION = "value function"
    LIST_IN_FORCE = "list in force"


class CriterionGap(Frozen):
    """What one criterion adds to the difference between two candidates."""

    criterion: str
    points: float
    """Weight × (value of the one − value of the other)."""
    value: float
    """Value of the one, 0..100."""
    other_value: float


class CriterionChange(Frozen):
    """What one criterion adds to the change of a candidate's score."""

    criterion: str
    points: float
    """Change of its contribution: ``by_weight + by_value``."""
    by_weight: float
    by_value: float
    causes: tuple[Cause, ...]
    """Why the value changed; empty where it did not."""


class ScoreChange(Frozen):
    """How and why a candidate's score changed."""

    candidate: str
    before: float
    after: float
    changes: tuple[CriterionChange, ...]
    """Every criterion, largest change first; their points add up to ``after − before``."""

    @property
    def points(self) -> float:
        """The change of the score."""
        return self.after - self.before

    @property
    def by_weight(self) -> float:
        """The part of the change that comes from changed weights."""
        return sum(change.by_weight for change in self.changes)

    @property
    def by_value(self) -> float:
        """The part of the change that comes from changed values."""
        return sum(change.by_value for change in self.changes)


class _Cell(NamedTuple):
    """One candidate on one criterion."""

    scores: KindScores
    row: int
    column: int

    @property
    def weight(self) -> float:
        return float(self.scores.weights[self.column])

    @property
    def value(self) -> float:
        return float(self.scores.values[self.row, self.column])


def gaps(scores: KindScores, one: str, other: str) -> tuple[CriterionGap, ...]:
    """Return where two candidates of a kind differ, largest difference first.

    Args:
        scores: the kind's scores.
        one: id of a candidate.
        other: id of the candidate it is compared with.

    Returns:
        Every criterion; the points add up to the score of the one minus that of the other.

    Raises:
        ValueError: a candidate is not of the kind.
    """
    first, second = scores.ids.index(one), scores.ids.index(other)
    found = [
        CriterionGap(
            criterion=criterion,
            points=float(
                scores.contributions[first, column] - scores.contributions[second, column]
            ),
            value=float(scores.values[first, column]),
            other_value=float(scores.values[second, column]),
        )
        for column, criterion in enumerate(scores.criteria)
    ]
    return tuple(sorted(found, key=lambda gap: -abs(gap.points)))


def kind_changes(before: KindScores, after: KindScores) -> tuple[ScoreChange, ...]:
    """Return every candidate of a kind whose score differs, the largest change first."""
    changed = [
        score_change(before, after, name)
        for name, old, new in zip(
            before.ids, before.score.tolist(), after.score.tolist(), strict=True
        )
        if abs(new - old) > SAME
    ]
    return tuple(sorted(changed, key=lambda change: -abs(change.points)))


def score_change(before: KindScores, after: KindScores, candidate: str) -> ScoreChange:
    """Return how and why the score of a candidate changed between two scorecards of its kind.

    Raises:
        ValueError: the candidate is not in both.
    """
    old_row, new_row = before.ids.index(candidate), after.ids.index(candidate)
    names = dict.fromkeys((*after.criteria, *before.criteria))
    changes = []
    for criterion in names:
        old = _cell(before, old_row, criterion)
        new = _cell(after, new_row, criterion)
        changes.append(_change(criterion, old, new))
    return ScoreChange(
        candidate=candidate,
        before=float(before.score[old_row]),
        after=float(after.score[new_row]),
        changes=tuple(sorted(changes, key=lambda change: -abs(change.points))),
    )


def score_changes(
    before: Scorecard, after: Scorecard, ids: Iterable[str]
) -> tuple[ScoreChange, ...]:
    """Return the change of score of those that both scorecards have, as the same kind."""
    found = []
    for name in ids:
        for kind, scores in after.kinds.items():
            old = before.kinds.get(kind)
            if old is not None and name in scores.ids and name in old.ids:
                found.append(score_change(old, scores, name))
    return tuple(found)


def _cell(scores: KindScores, row: int, criterion: str) -> _Cell | None:
    if criterion not in scores.criteria:
        return None
    return _Cell(scores, row, scores.criteria.index(criterion))


def _change(criterion: str, old: _Cell | None, new: _Cell | None) -> CriterionChange:
    old_weight = old.weight if old else 0.0
    new_weight = new.weight if new else 0.0
    some = old or new
    unchanged = some.value if some else 0.0
    old_value = old.value if old else unchanged
    new_value = new.value if new else unchanged
    by_weight = (new_weight - old_weight) * (old_value + new_value) / 2
    by_value = (new_value - old_value) * (old_weight + new_weight) / 2
    return CriterionChange(
        criterion=criterion,
        points=by_weight + by_value,
        by_weight=by_weight,
        by_value=by_value,
        causes=_causes(old, new) if old and new and abs(new_value - old_value) > SAME else (),
    )


def _causes(old: _Cell, new: _Cell) -> tuple[Cause, ...]:
    """Return why a value changed, from the measures it is combined of."""
    then = list(old.scores.spec.criteria.values())[old.column]
    now = list(new.scores.spec.criteria.values())[new.column]
    if now.overlap and then.overlap:
        return (Cause.LIST_IN_FORCE if now.overlap == then.overlap else Cause.VALUE_FUNCTION,)
    found = set()
    same_function = (now.measures, now.combine, now.missing) == (
        then.measures,
        then.combine,
        then.missing,
    )
    if not same_function:
        found.add(Cause.VALUE_FUNCTION)
    was, is_now = _measured(old), _measured(new)
    for measure in was.keys() & is_now.keys():
        if was[measure].found != is_now[measure].found:
            found.add(Cause.EVIDENCE)
        elif same_function and abs(was[measure].value - is_now[measure].value) > SAME:
            found.add(Cause.STAND_IN)
    return tuple(cause for cause in Cause if cause in found)


class _Measured(NamedTuple):
    """What is known of a candidate on a measure, and what it is worth."""

    found: float | str | None
    value: float


def _measured(cell: _Cell) -> dict[str, _Measured]:
    """Return measure → what is known, for the measures of a criterion."""
    uses = cell.scores.measures
    known = {}
    for use in np.flatnonzero(uses.criterion == cell.column).tolist():
        number = float(uses.number[cell.row, use])
        level = uses.label[use][cell.row]
        found = level if math.isnan(number) else number
        known[uses.measure[use]] = _Measured(found, float(uses.central[cell.row, use]))
    return known

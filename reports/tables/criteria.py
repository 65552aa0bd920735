"""Tables of what counts: weights, what they do to the ranking, and value functions."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from config.criteria import Kind, Levels, Measure, MeasureUse
from scoring.kind_scores import KindScores
from scoring.rank_change import RankingChange
from scoring.value import curve

PERCENT = 100


def weight_table(
    kind: Kind, draft: Mapping[str, float], configured: Mapping[str, float]
) -> pd.DataFrame:
    """Return one row per criterion: ``Criterion, Weight, Configured`` (shares of 100), ``Source``.

    Args:
        kind: the kind.
        draft: criterion → share, as they would be.
        configured: criterion → share, as criteria.yaml has them.
    """
    return pd.DataFrame(
        [
            {
                "Criterion": criterion.label,
                "Weight": draft[name] * PERCENT,
                "Configured": configured[name] * PERCENT,
                "Source": criterion.source,
                "Why": criterion.why,
            }
            for name, criterion in kind.criteria.items()
        ]
    )


def change_table(found: RankingChange) -> pd.DataFrame:
    """Return one row per candidate, in its new order.

    Columns: ``id, Place, Candidate, Before, Gained, Score, Score before``.
    """
    return pd.DataFrame(
        [
            {
                "id": change.id,
                "Place": change.rank_after,
                "Candidate": change.name,
                "Before": change.rank_before,
                "Gained": change.places,
                "Score": change.score_after,
                "Score before": change.score_before,
            }
            for change in found.changes
        ],
        columns=["id", "Place", "Candidate", "Before", "Gained", "Score", "Score before"],
    )


def place_of_use(scores: KindScores, criterion: str, measure: str) -> int:
    """Return the column of a criterion's use of a measure among all uses."""
    column = scores.criteria.index(criterion)
    uses = np.flatnonzero(scores.measures.criterion == column).tolist()
    return int(next(use for use in uses if scores.measures.measure[use] == measure))


def known_points(scores: KindScores, use: int, marked: str | None) -> pd.DataFrame:
    """Return the candidates whose number is known: ``id, name, measure, points, marked``."""
    values = scores.measures
    known = np.flatnonzero(~np.isnan(values.number[:, use])).tolist()
    return pd.DataFrame(
        [
            {
                "id": scores.ids[at],
                "name": scores.names[at],
                "measure": float(values.number[at, use]),
                "points": float(values.central[at, use]),
                "marked": scores.ids[at] == marked,
            }
            for at in known
        ],
        columns=["id", "name", "measure", "points", "marked"],
    )


def corners(use: MeasureUse, measure: Measure, known: pd.DataFrame) -> pd.DataFrame:
    """Return the corners of a value function of numbers: ``measure, points``, in drawing order.

    The curve covers the candidates' own range: a scale that nobody comes near is not drawn.
    """
    found = curve(use.value, measure.scale)
    table = pd.DataFrame(found, columns=["measure", "points"])
    if not len(known) or isinstance(use.value, Levels):
        return table
    inner = pd.DataFrame(curve(use.value), columns=["measure", "points"])
    least = min(inner["measure"].min(), known["measure"].min())
    most = max(inner["measure"].max(), known["measure"].max())
    return table.assign(measure=table["measure"].clip(least, most))


def levels_held(scores: KindScores, use: int, function: Levels, marked: str | None) -> pd.DataFrame:
    """Return one row per level: ``level, points, held`` (by how many candidates), ``marked``."""
    labels = scores.measures.label[use]
    numbers = scores.measures.number[:, use]
    found = [
        label if label is not None else None if np.isnan(number) else f"{number:g}"
        for label, number in zip(labels, numbers.tolist(), strict=True)
    ]
    own = found[scores.ids.index(marked)] if marked in scores.ids else None
    return pd.DataFrame(
        [
            {
                "level": level,
                "points": points,
                "held": found.count(level),
                "marked": level == own,
            }
            for level, points in function.levels.items()
        ]
    )


def stand_in(scores: KindScores, use: int) -> tuple[int, float | None]:
    """Return how many candidates are missing on a measure, and what stands in (0..100)."""
    values = scores.measures
    missing = [
        at
        for at, number in enumerate(values.number[:, use].tolist())
        if np.isnan(number) and values.label[use][at] is None
    ]
    return len(missing), float(values.central[missing[0], use]) if missing else None

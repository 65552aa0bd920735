"""Tables of a ranking: points by criterion, how sure it is, and what other methods say."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from app.words import interval, percent
from scoring.acceptability import Acceptability
from scoring.kind_scores import CandidateScore, KindScores

OURS = "weighted sum (ours)"
"""How our own method is called beside others."""


def labelled(row: CandidateScore) -> str:
    """Return a candidate with its place, as charts write it."""
    return f"{'–' if row.rank is None else row.rank}  {row.name}"


def ranking_table(rows: Sequence[CandidateScore], whole: KindScores) -> pd.DataFrame:
    """Return one row per candidate, in the order given.

    Columns: ``id, Place, Candidate, Region, Score, Lowest, Highest, Coverage, Missing, Place of
    all``, and one column of points per criterion.

    Args:
        rows: lines of the ranking among those shown.
        whole: the scores of the whole kind.
    """
    labels = {name: criterion.label for name, criterion in whole.spec.criteria.items()}
    of_all = f"Place of all {len(whole.ids)}"
    places = dict(zip(whole.ids, whole.rank, strict=True))
    table = pd.DataFrame(
        [
            {
                "id": row.id,
                "Place": row.rank,
                "Candidate": row.name,
                "Region": row.region,
                "Score": row.score,
                "Lowest": row.low,
                "Highest": row.high,
                "Coverage": row.coverage,
                "Missing": row.missing,
                of_all: places[row.id],
                **{labels[name]: points for name, points in row.contributions.items()},
            }
            for row in rows
        ],
        columns=[
            *("id", "Place", "Candidate", "Region", "Score", "Lowest", "Highest"),
            *("Coverage", "Missing", of_all, *labels.values()),
        ],
    )
    table = table.astype({"Place": "Int64", of_all: "Int64"})
    if (table["Place"] == table[of_all]).fillna(value=True).all():
        table = table.drop(columns=of_all)
    return table if table["Region"].any() else table.drop(columns="Region")


def contribution_rows(rows: Sequence[CandidateScore], whole: KindScores) -> pd.DataFrame:
    """Return one row per candidate and criterion: ``id, label, criterion, place, points``."""
    criteria = whole.spec.criteria
    return pd.DataFrame(
        [
            {
                "id": row.id,
                "label": labelled(row),
                "criterion": criteria[name].label,
                "place": place,
                "points": points,
            }
            for row in rows
            for place, (name, points) in enumerate(row.contributions.items())
        ],
        columns=["id", "label", "criterion", "place", "points"],
    )


def span_rows(rows: Sequence[CandidateScore]) -> pd.DataFrame:
    """Return one row per candidate: ``id, label, score, low, high, coverage, span`` (words)."""
    return pd.DataFrame(
        [
            {
                "id": row.id,
                "label": labelled(row),
                "score": row.score,
                "low": row.low,
                "high": row.high,
                "coverage": percent(row.coverage),
                "span": interval(row.low, row.high),
            }
            for row in rows
        ],
        columns=["id", "label", "score", "low", "high", "coverage", "span"],
    )


def sureness_table(
    found: Acceptability, rows: Sequence[CandidateScore], places: int
) -> pd.DataFrame:
    """Return one row per candidate that takes part, in the order given.

    Columns: ``id, Place, Candidate, Among the first …, ± , First, Usual places, Mean place``.

    Args:
        found: rank acceptability of those shown.
        rows: lines of the ranking among those shown.
        places: what counts as among the first.
    """
    at = {name: place for place, name in enumerate(found.ids)}
    among = found.among_first(places)
    error = np.sqrt(among * (1 - among) / found.draws)
    ranges = found.rank_range()
    return pd.DataFrame(
        [
            {
                "id": row.id,
                "Place": row.rank,
                "Candidate": row.name,
                f"Among the first {places}": float(among[at[row.id]]),
                "±": float(1.96 * error[at[row.id]]),
                "First": float(found.rank[at[row.id], 0]),
                "Nine draws in ten": "{} to {}".format(*ranges[at[row.id]]),
                "Mean place": float(found.expected_rank[at[row.id]]),
            }
            for row in rows
            if row.id in at
        ]
    )

"""Tables of a ranking: how sure it is, and what other methods say."""

from collections.abc import Mapping, Sequence

import pandas as pd

from optimizer.robust.core_index import CandidateIndex
from reports.words import percent
from scoring.acceptability import Acceptability
from scoring.kind_scores import CandidateScore, KindScores
from scoring.methods import MethodComparison
from scoring.sampling_error import wilson

IN_LISTS = "In the best lists"
"""Column: share of the best lists of many draws that have a candidate."""
OURS = "weighted sum (ours)"
"""How our own method is called beside others."""


def labelled(row: CandidateScore) -> str:
    """Return a candidate with its place, as charts write it."""
    return f"{'–' if row.rank is None else row.rank}  {row.name}"


def sureness_table(
    found: Acceptability,
    rows: Sequence[CandidateScore],
    places: int,
    plans: Mapping[str, CandidateIndex] | None = None,
) -> pd.DataFrame:
    """Return one row per candidate that takes part, in the order given.

    Columns: ``id, Place, Candidate``, the share of draws in which it is among the first so many
    with its 95 % confidence interval, ``First``, the places of nine draws in ten, the mean place,
    and the share of best plans that have it, where that is known.

    Args:
        found: rank acceptability of those shown.
        rows: lines of the ranking among those shown.
        places: how many count as the first.
        plans: id → in how many of the best plans it is; None or empty = not known.
    """
    at = {name: place for place, name in enumerate(found.ids)}
    among = found.among_first(places)
    least, most = wilson(among, found.draws)
    ranges = found.rank_range()
    table = pd.DataFrame(
        [
            {
                "id": row.id,
                "Place": row.rank,
                "Candidate": row.name,
                f"Among the first {places}": round(float(among[at[row.id]]), 2),
                "Sampling error": f"{percent(least[at[row.id]], 1)} to "
                f"{percent(most[at[row.id]], 1)}",
                "First": round(float(found.rank[at[row.id], 0]), 2),
                "Nine draws in ten": "{} to {}".format(*ranges[at[row.id]]),
                "Mean place": float(found.expected_rank[at[row.id]]),
            }
            for row in rows
            if row.id in at
        ],
        columns=[
            *("id", "Place", "Candidate", f"Among the first {places}", "Sampling error"),
            *("First", "Nine draws in ten", "Mean place"),
        ],
    )
    if plans:
        shares = [plans[name].index.share if name in plans else None for name in table["id"]]
        table.insert(3, IN_LISTS, pd.Series(shares, dtype=float))
    return table


def acceptability_rows(found: Acceptability, rows: Sequence[CandidateScore]) -> pd.DataFrame:
    """Return one row per candidate and place that it takes at all.

    Columns: ``id, label, ours`` (its place by our weights and central values), ``place, share``.
    """
    at = {name: place for place, name in enumerate(found.ids)}
    return pd.DataFrame(
        [
            {
                "id": row.id,
                "label": labelled(row),
                "ours": row.rank,
                "place": place,
                "share": share,
            }
            for row in rows
            if row.id in at
            for place, share in enumerate(found.rank[at[row.id]].tolist(), start=1)
            if share > 0
        ],
        columns=["id", "label", "ours", "place", "share"],
    )


def method_table(found: MethodComparison, scores: KindScores) -> pd.DataFrame:
    """Return one row per candidate: its place by every method, the most disputed first.

    Columns: ``id, Candidate``, one column of places per method, ``Furthest apart``.
    """
    names = dict(zip(scores.ids, scores.names, strict=True))
    table = pd.DataFrame(
        {
            "id": list(found.ids),
            "Candidate": [names[name] for name in found.ids],
            OURS: found.rank,
            **{method.name: method.rank for method in found.methods},
            "Furthest apart": found.shift,
        }
    )
    return table.sort_values(["Furthest apart", OURS], ascending=[False, True], ignore_index=True)


def disputed_rows(found: MethodComparison, scores: KindScores, most: int) -> pd.DataFrame:
    """Return the most disputed candidates, one row per method: ``id, name, method, place``."""
    names = dict(zip(scores.ids, scores.names, strict=True))
    wanted = [found.ids.index(name) for name in found.most_disputed(most)]
    ranks = {OURS: found.rank, **{method.name: method.rank for method in found.methods}}
    return pd.DataFrame(
        [
            {
                "id": found.ids[at],
                "name": names[found.ids[at]],
                "method": method,
                "place": int(rank[at]),
            }
            for at in wanted
            for method, rank in ranks.items()
        ],
        columns=["id", "name", "method", "place"],
    )

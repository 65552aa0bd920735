"""Tables of where candidates stand: on the map, and in the list in force against a plan."""

from collections.abc import Collection

import pandas as pd

from data.dataset import Candidate, Dataset
from optimizer.plan import Plan
from reports.words import score as score_words
from scoring.scorecard import Scorecard


def standing(candidate: Candidate, chosen: Collection[str]) -> str:
    """Return where a candidate stands: ``stays``, ``enters``, ``leaves`` or ``not in``."""
    if candidate.id in chosen:
        return "stays" if candidate.incumbent else "enters"
    return "leaves" if candidate.incumbent else "not in"


def members(dataset: Dataset) -> tuple[Candidate, ...]:
    """Return the candidates that are countries of their own on a map.

    Those are the candidates with a country that neither lie in another candidate nor are local
    members (a local member's country need not be a member).
    """
    inside = {link.candidate for link in dataset.links if link.relation == "in_country"}
    return tuple(
        candidate
        for candidate in dataset.candidates
        if candidate.country
        and candidate.id not in inside
        and candidate.attributes.get("level") != "local"
    )


def map_table(dataset: Dataset, scorecard: Scorecard, plan: Plan | None) -> pd.DataFrame:
    """Return one row per member, as the world map wants them."""
    in_force = {candidate.id for candidate in dataset.candidates if candidate.incumbent}
    chosen = in_force if plan is None else plan.ids
    return pd.DataFrame(
        [
            {
                "id": candidate.id,
                "iso3": candidate.country,
                "name": candidate.name,
                "region": candidate.region,
                "standing": standing(candidate, chosen),
                "note": f"{score_words(line.score)}"
                + ("" if line.rank is None else f", place {line.rank}"),
            }
            for candidate in members(dataset)
            for line in [scorecard.of(candidate.id)]
        ],
        columns=["id", "iso3", "name", "region", "standing", "note"],
    )


def list_table(dataset: Dataset, scorecard: Scorecard, plan: Plan | None) -> pd.DataFrame:
    """Return one row per candidate of the list in force or the plan.

    Columns: ``id, Candidate, Kind, Region, Standing, Score, Lowest, Highest, Coverage``; kinds in
    configured order, within them entering, staying, leaving, the best first.
    """
    chosen = frozenset() if plan is None else plan.ids
    order = {"enters": 0, "stays": 1, "leaves": 2}
    rows = []
    for place, (kind, scores) in enumerate(scorecard.kinds.items()):
        for candidate in dataset.of_kind(kind):
            where = standing(candidate, chosen)
            if where not in order:
                continue
            line = scorecard.of(candidate.id)
            rows.append(
                {
                    "sort": (place, order[where], -line.score, candidate.id),
                    "id": candidate.id,
                    "Candidate": candidate.name,
                    "Kind": scores.spec.singular,
                    "Region": candidate.region,
                    "Standing": where,
                    "Score": line.score,
                    "Lowest": line.low,
                    "Highest": line.high,
                    "Coverage": line.coverage,
                }
            )
    rows.sort(key=lambda row: row["sort"])  # type: ignore[arg-type, return-value]
    columns = ["id", "Candidate", "Kind", "Region", "Standing", "Score"]
    return pd.DataFrame(rows, columns=[*columns, "Lowest", "Highest", "Coverage"])


def mean_coverage(table: pd.DataFrame) -> float | None:
    """Return the mean coverage of the candidates in a list table that are in the plan."""
    inside = table[table["Standing"] != "leaves"]
    return float(inside["Coverage"].mean()) if len(inside) else None

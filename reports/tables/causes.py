"""Tables of change between two rounds: by cause, and by who moved."""

from collections.abc import Callable, Mapping

import pandas as pd

from config.criteria import Criteria
from optimizer.attribution import Attribution
from reports import causes
from reports.words import percent
from scoring.difference import ScoreChange


def cause_table(found: Attribution) -> pd.DataFrame:
    """Return one row per cause: ``Cause, Points, Least, Most``."""
    return pd.DataFrame(
        [
            {
                "Cause": causes.CAUSES[one.cause],
                "Points": one.points,
                "Least": one.low,
                "Most": one.high,
            }
            for one in found.causes
        ],
        columns=["Cause", "Points", "Least", "Most"],
    )


def move_rows(found: Attribution, name: Callable[[str], str]) -> pd.DataFrame:
    """Return one row per candidate that moved and cause: ``Move, Cause, Share, Words``."""
    return pd.DataFrame(
        [
            {
                "Move": f"{'enters' if move.entered else 'leaves'}: {name(move.id)}",
                "Cause": causes.CAUSES[cause],
                "Share": share,
                "Words": _share(share),
            }
            for move in found.moves
            for cause, share in move.shares.items()
        ],
        columns=["Move", "Cause", "Share", "Words"],
    )


def move_table(
    found: Attribution,
    name: Callable[[str], str],
    scores: Mapping[str, ScoreChange],
    criteria: Criteria,
    kind: Callable[[str], str],
) -> pd.DataFrame:
    """Return one row per candidate that moved: ``id, Candidate, Kind, Moves, Why, Score``."""
    rows = []
    for move in found.moves:
        change = scores.get(move.id)
        of_kind = kind(move.id)
        rows.append(
            {
                "id": move.id,
                "Candidate": name(move.id),
                "Kind": criteria.kinds[of_kind].singular if of_kind in criteria.kinds else of_kind,
                "Moves": "enters" if move.entered else "leaves",
                "Why": causes.why(move),
                "Score": "scored in one round only"
                if change is None
                else causes.score_sentence(change, criteria, of_kind),
            }
        )
    return pd.DataFrame(rows, columns=["id", "Candidate", "Kind", "Moves", "Why", "Score"])


def _share(share: float) -> str:
    if round(share, 2) == 0:
        return "–"
    return percent(share) if share > 0 else f"against ({percent(-share)})"

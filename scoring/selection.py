"""Some candidates of a kind by themselves: the same scores, ranked among themselves."""

import dataclasses
from collections.abc import Collection

import numpy as np

from scoring.kind_scores import KindScores


def of_candidates(scores: KindScores, wanted: Collection[str]) -> KindScores:
    """Return the scores of some candidates of a kind, as if there were no others.

    Scores, intervals and coverage stay what they are: what stands in for missing evidence, and what
    is believed of it, is still that of the whole kind. Ranks run from 1 among the candidates kept,
    and whatever compares or draws (other methods, acceptability) looks at them alone.

    Args:
        scores: the kind's scores.
        wanted: ids to keep; those of no candidate of the kind mean nothing.
    """
    kept = np.array([name in wanted for name in scores.ids], dtype=np.bool_)
    places = np.flatnonzero(kept).tolist()
    uses = scores.measures
    return dataclasses.replace(
        scores,
        ids=tuple(scores.ids[place] for place in places),
        names=tuple(scores.names[place] for place in places),
        regions=tuple(scores.regions[place] for place in places),
        values=scores.values[kept],
        values_low=scores.values_low[kept],
        values_high=scores.values_high[kept],
        basis=scores.basis[kept],
        gates=tuple(scores.gates[place] for place in places),
        positions=scores.positions[kept],
        measures=dataclasses.replace(
            uses,
            central=uses.central[kept],
            low=uses.low[kept],
            high=uses.high[kept],
            basis=uses.basis[kept],
            number=uses.number[kept],
            label=tuple(tuple(labels[place] for place in places) for labels in uses.label),
        ),
    )


def rivals_of_first(scores: KindScores) -> tuple[str, ...]:
    """Return the ranked candidates that could turn out better than the first, best first.

    Those are the ones whose greatest possible score lies above the least possible score of the
    first; what is unknown of both would have to turn out so.
    """
    ranked = scores.order[: int(scores.passing.sum())]
    if not ranked.size:
        return ()
    first, others = ranked[0], ranked[1:]
    return tuple(scores.ids[place] for place in others[scores.high[others] > scores.low[first]])

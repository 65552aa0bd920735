"""Tables of one candidate of a ranking: central weights, and pairwise winning."""

import pandas as pd

from scoring.acceptability import Acceptability
from scoring.kind_scores import KindScores

Z = 1.96
"""Standard errors in half of a 95 % interval."""


def central_rows(found: Acceptability, shown: KindScores, chosen: str) -> pd.DataFrame:
    """Return one row per criterion: ``Criterion, Present, Central, Low, High, Difference``.

    ``Central``: mean weight of the draws in which the candidate is first, NaN where it never is;
    ``Low`` and ``High``: its 95 % interval, for the sampling error of that mean.
    """
    place = found.ids.index(chosen)
    labels = {name: criterion.label for name, criterion in shown.spec.criteria.items()}
    central, error = found.central_weights[place], found.central_error[place]
    table = pd.DataFrame(
        {
            "Criterion": [labels[name] for name in found.criteria],
            "Present": shown.weights,
            "Central": central,
            "Low": (central - Z * error).clip(0, 1),
            "High": (central + Z * error).clip(0, 1),
        }
    )
    return table.assign(Difference=table["Central"] - table["Present"])


def winning_rows(found: Acceptability, shown: KindScores, chosen: str) -> pd.DataFrame:
    """Return one row per rival: ``id, Rival, Ahead`` (share of draws), ``Low, High``.

    Raises:
        ValueError: pairs were not compared.
    """
    interval = found.winning_interval
    if found.winning is None or interval is None:
        msg = "pairs of candidates were not compared"
        raise ValueError(msg)
    place = found.ids.index(chosen)
    names = dict(zip(shown.ids, shown.names, strict=True))
    table = pd.DataFrame(
        {
            "id": list(found.ids),
            "Rival": [names[name] for name in found.ids],
            "Ahead": found.winning[place],
            "Low": interval[0][place],
            "High": interval[1][place],
        }
    )
    return table[table["id"] != chosen].reset_index(drop=True)

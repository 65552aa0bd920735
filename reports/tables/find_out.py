"""Tables of what to find out next."""

from collections.abc import Mapping, Sequence

import pandas as pd

from config.configuration import Configuration
from optimizer.robust.value_of_information.results import (
    CandidateWorth,
    GapWorth,
    GateWorth,
    MeasureWorth,
)
from optimizer.robust.value_of_information.switching import Gain
from reports.find_out_words import (
    criteria_of,
    known_words,
    measure_lack_words,
    turns_words,
    who_words,
)

PICTURED = ["id", "label", "gain", "low", "high", "said"]
"""Columns of the picture's table."""


def measure_table(rows: Sequence[MeasureWorth], configuration: Configuration) -> pd.DataFrame:
    """Return one row per measure, best first."""
    return pd.DataFrame(
        [
            {
                "Measure": configuration.criteria.measures[one.measure].label,
                **_gain(one.gain),
                "Changes the plan": one.chance,
                "New focus areas": round(one.entering, 2),
                "Not known for": measure_lack_words(one, configuration.criteria.kinds[one.kind]),
                "Who can tell": who_words(one.measure, configuration),
                "Criterion": criteria_of(configuration.criteria.kinds[one.kind], one.measure),
            }
            for one in rows
        ]
    )


def candidate_table_of(rows: Sequence[CandidateWorth], names: Mapping[str, str]) -> pd.DataFrame:
    """Return one row per candidate, best first."""
    return pd.DataFrame(
        [
            {
                "id": one.candidate,
                "Candidate": names.get(one.candidate, one.candidate),
                **_gain(one.gain),
                "Changes the plan": one.chance.found,
                "In the plan": "yes" if one.inside else "no",
                "Gaps": one.gaps,
            }
            for one in rows
        ]
    )


def value_gap_table(
    rows: Sequence[GapWorth], names: Mapping[str, str], configuration: Configuration
) -> pd.DataFrame:
    """Return one row per value to find out, best first."""
    return pd.DataFrame(
        [
            {
                "id": one.candidate,
                "Candidate": names.get(one.candidate, one.candidate),
                "Measure": configuration.criteria.measures[one.measure].label,
                **_gain(one.gain),
                "Changes the plan": one.chance.found,
                "What would change it": turns_words(one, configuration),
                "What is known": known_words(one),
            }
            for one in rows
        ]
    )


def gate_table(rows: Sequence[GateWorth], names: Mapping[str, str]) -> pd.DataFrame:
    """Return one row per gate that is unknown for a focus area, the dearest first."""
    return pd.DataFrame(
        [
            {
                "id": one.candidate,
                "Candidate": names.get(one.candidate, one.candidate),
                "Gate": one.label,
                "Points lost if it fails": None if one.lost is None else round(one.lost.found, 1),
                "At least": None if one.lost is None else round(one.lost.low, 1),
                "At most": None if one.lost is None else round(one.lost.high, 1),
            }
            for one in rows
        ]
    )


def picture_rows(found: Sequence[tuple[str, str, Gain, str]]) -> pd.DataFrame:
    """Return what the picture shows: ``id, label, gain, low, high, said``.

    Args:
        found: id (blank for measures), label, gain, and words beside the bar, best first.
    """
    rows = []
    seen: dict[str, int] = {}
    for ident, label, gain, said in found:
        seen[label] = seen.get(label, 0) + 1
        rows.append(
            {
                "id": ident,
                "label": label if seen[label] == 1 else f"{label} ({seen[label]})",
                "gain": gain.found,
                "low": max(0.0, gain.found - gain.error),
                "high": gain.found + gain.error,
                "said": said,
            }
        )
    return pd.DataFrame(rows, columns=PICTURED)


def _gain(gain: Gain) -> dict[str, object]:
    return {
        "Gain": round(gain.found, 2),
        "At most": round(gain.most, 1),
        "At most is": "sampled, 95 % sure" if gain.sampled else "proven",
    }

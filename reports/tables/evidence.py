"""Tables of what is known: coverage, values with their sources, and edited ratings."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from config.configuration import Configuration
from config.criteria import Kind, Levels
from data.dataset import Dataset, Evidence
from questions.overlay import Rating
from reports import words
from scoring.coverage import Coverage
from scoring.difference import SAME, ScoreChange, score_change
from scoring.evidence_table import BASES, EvidenceTable
from scoring.kind_scores import CandidateScore, KindScores
from scoring.rank_change import RankingChange

COLUMNS = ["id", "Candidate", "Measure", "Value", "Range", "Basis", "Of", "Source", "Note"]
"""Columns of a table of values."""


def coverage_rows(rows: Sequence[CandidateScore], scores: KindScores) -> pd.DataFrame:
    """Return one row per candidate, criterion and basis, laid out from 0 to 1 by weight.

    Columns: ``id, label, criterion, basis, start, end, share`` (of the criterion).
    """
    ends = np.cumsum(scores.weights)
    labels = [criterion.label for criterion in scores.spec.criteria.values()]
    at = {name: place for place, name in enumerate(scores.ids)}
    found = []
    for row in rows:
        for column, label in enumerate(labels):
            start = float(ends[column] - scores.weights[column])
            for basis, share in zip(BASES, scores.basis[at[row.id], column].tolist(), strict=True):
                end = start + share * float(scores.weights[column])
                if share > 0:
                    found.append(
                        {
                            "id": row.id,
                            "label": row.name,
                            "criterion": label,
                            "basis": basis,
                            "start": start,
                            "end": end,
                            "share": share,
                        }
                    )
                start = end
    return pd.DataFrame(
        found, columns=["id", "label", "criterion", "basis", "start", "end", "share"]
    )


def coverage_columns(scores: KindScores) -> pd.DataFrame:
    """Return where each criterion lies from 0 to 1: ``criterion, start, end``."""
    ends = np.cumsum(scores.weights)
    return pd.DataFrame(
        {
            "criterion": [criterion.label for criterion in scores.spec.criteria.values()],
            "start": ends - scores.weights,
            "end": ends,
        }
    )


def known_table(rows: Sequence[CandidateScore]) -> pd.DataFrame:
    """Return one row per candidate: ``id, Candidate, Region``, and the share of each basis."""
    return pd.DataFrame(
        [
            {
                "id": row.id,
                "Candidate": row.name,
                "Region": row.region,
                "Observed": round(row.coverage, 2),
                "Judged": round(row.judged, 2),
                "Assumed": round(row.assumed, 2),
                "Missing": round(row.missing, 2),
            }
            for row in rows
        ],
        columns=["id", "Candidate", "Region", "Observed", "Judged", "Assumed", "Missing"],
    )


def gap_table(found: Coverage, kind: Kind, configuration: Configuration) -> pd.DataFrame:
    """Return one row per measure that somebody misses, those that weigh most first."""
    measures = configuration.criteria.measures
    return pd.DataFrame(
        [
            {
                "Measure": measures[gap.measure].label,
                "Criterion": kind.criteria[gap.criterion].label,
                "Missing for": f"{gap.missing} of {found.count}",
                "Weight, of 100": round(gap.weight * 100, 1),
                "Weight lost, of 100": round(gap.lost * 100, 1),
                "Who can know": "staff only" if measures[gap.measure].judgement else "published",
            }
            for gap in found.gaps
        ]
    )


def value_table(
    dataset: Dataset, configuration: Configuration, wanted: Sequence[str]
) -> pd.DataFrame:
    """Return every value of some candidates, in table order, with the source in words."""
    sources = {source.id: source.title for source in dataset.sources}
    measures = configuration.criteria.measures
    kept = set(wanted)
    return pd.DataFrame(
        [
            {
                "id": row.candidate,
                "Candidate": dataset.by_id[row.candidate].name,
                "Measure": measures[row.measure].label if row.measure in measures else row.measure,
                "Value": row.value if isinstance(row.value, str) else words.number(row.value),
                "Range": _range(row),
                "Basis": row.basis,
                "Of": row.as_of,
                "Source": sources.get(row.source, row.source),
                "Note": row.note,
            }
            for row in dataset.evidence
            if row.candidate in kept
        ],
        columns=COLUMNS,
    )


def matching(table: pd.DataFrame, text: str) -> pd.DataFrame:
    """Return the rows in which every word of a text occurs somewhere, whatever the case."""
    if table.empty:
        return table
    shown = table.drop(columns="id").astype(str).agg(" ".join, axis=1).str.casefold()
    for word in text.casefold().split():
        shown = shown[shown.str.contains(word, regex=False)]
    return table.loc[shown.index]


def source_table(dataset: Dataset) -> pd.DataFrame:
    """Return one row per source, with how many values rest on it and how new they are."""
    dates: dict[str, list[str]] = {source.id: [] for source in dataset.sources}
    for row in dataset.evidence:
        dates.setdefault(row.source, []).append(row.as_of)
    return pd.DataFrame(
        [
            {
                "Source": source.title,
                "Publisher": source.publisher,
                "Values": len(dates[source.id]),
                "Speaking of": _years(dates[source.id]),
                "Retrieved": source.retrieved,
                "Licence": source.licence,
                "Link": source.url,
            }
            for source in dataset.sources
        ]
    )


def rateable(kind: Kind, configuration: Configuration) -> tuple[str, ...]:
    """Return the measures that criteria and gates of a kind read and that can be rated."""
    used = [use.measure for criterion in kind.criteria.values() for use in criterion.measures]
    used += [gate.measure for gate in kind.gates.values() if gate.measure is not None]
    measures = configuration.criteria.measures
    return tuple(dict.fromkeys(name for name in used if measures[name].derived is None))


def levels_of(kind: Kind, measure: str) -> tuple[str, ...]:
    """Return the levels of a measure, worst first as configured; none for numbers."""
    for criterion in kind.criteria.values():
        for use in criterion.measures:
            if use.measure == measure and isinstance(use.value, Levels):
                return tuple(use.value.levels)
    return ()


def on_record(row: Evidence | None, dataset: Dataset) -> str:
    """Return what is on record for a candidate on a measure, in a sentence."""
    if row is None:
        return "On record: nothing. What is missing can be anything on its scale."
    source = next((s.title for s in dataset.sources if s.id == row.source), row.source)
    value = row.value if isinstance(row.value, str) else words.number(row.value)
    of = f" of {row.as_of}" if row.as_of else ""
    note = f" Note: {row.note}" if row.note else ""
    return f"On record: **{value}**{_in_brackets(_range(row))} ({row.basis}{of}; {source}).{note}"


def edit_table(
    ratings: Sequence[Rating], base: EvidenceTable, dataset: Dataset, configuration: Configuration
) -> pd.DataFrame:
    """Return one row per edited rating: ``id, Candidate, Measure, Before, Now, Basis, Reason``."""
    found = []
    for rating in ratings:
        before = base.counting(rating.measure, rating.candidate)
        found.append(
            {
                "id": rating.candidate,
                "Candidate": dataset.by_id[rating.candidate].name,
                "Measure": configuration.criteria.measures[rating.measure].label,
                "Before": words.MISSING if before is None else _value(before.value),
                "Now": _value(rating.value),
                "Basis": rating.basis,
                "Reason": rating.reason,
            }
        )
    return pd.DataFrame(
        found, columns=["id", "Candidate", "Measure", "Before", "Now", "Basis", "Reason"]
    )


def score_changes(before: KindScores, after: KindScores) -> tuple[ScoreChange, ...]:
    """Return every candidate whose score differs, the largest change first."""
    changed = [
        score_change(before, after, name)
        for name, old, new in zip(
            before.ids, before.score.tolist(), after.score.tolist(), strict=True
        )
        if abs(new - old) > SAME
    ]
    return tuple(sorted(changed, key=lambda change: -abs(change.points)))


def effect_table(
    changes: Sequence[ScoreChange], ranking: RankingChange, after: KindScores
) -> pd.DataFrame:
    """Return one row per candidate whose score changed, with what changed it most.

    Columns: ``id, Candidate, Before`` and ``Place`` (blank where a gate fails), ``Score before,
    Score, Change, Mostly``.
    """
    places = {change.id: change for change in ranking.changes}
    names = dict(zip(after.ids, after.names, strict=True))
    rows = []
    for change in changes:
        largest = change.changes[0]
        causes = ", ".join(largest.causes) or "weight"
        place = places.get(change.candidate)
        rows.append(
            {
                "id": change.candidate,
                "Candidate": names[change.candidate],
                "Before": None if place is None else place.rank_before,
                "Place": None if place is None else place.rank_after,
                "Score before": change.before,
                "Score": change.after,
                "Change": change.points,
                "Mostly": f"{after.spec.criteria[largest.criterion].label}: "
                f"{words.points(largest.points, signed=True)} ({causes})",
            }
        )
    table = pd.DataFrame(
        rows,
        columns=[
            *("id", "Candidate", "Before", "Place", "Score before", "Score", "Change", "Mostly")
        ],
    )
    return table.astype({"Before": "Int64", "Place": "Int64"})


def _value(value: float | str) -> str:
    return value if isinstance(value, str) else words.number(value)


def _range(row: Evidence) -> str:
    ends = [words.number(end) for end in (row.low, row.high) if end is not None]
    return " to ".join(ends)


def _in_brackets(text: str) -> str:
    return f" [{text}]" if text else ""


def _years(dates: Sequence[str]) -> str:
    """Return the years that dates speak of, as ``2015 to 2019``."""
    years = sorted({date[:4] for date in dates if date})
    if not years:
        return ""
    return years[0] if len(years) == 1 else f"{years[0]} to {years[-1]}"

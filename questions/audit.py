"""Is the ranking of a kind sound? The ten steps of the OECD/JRC Handbook, reckoned."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from data.dataset import Dataset
from data.selection import of_values, usual
from questions.asking import Asking
from questions.question import Question
from questions.rank_sureness import first_places
from questions.robust import Count, Seed
from scoring.bundles import evidence_of_sets
from scoring.coherence import Coherence, coherence
from scoring.coverage import Coverage, coverage
from scoring.drivers import Driver, Line, drivers, line
from scoring.evidence_table import EvidenceTable, evidence_table
from scoring.kind_scores import KindScores
from scoring.links import GroupLink, NumberLink, group_link, number_link
from scoring.main_effects import MainEffect, main_effects
from scoring.method_doubt import ROWS, MethodDoubt, method_doubt
from scoring.selection import of_candidates
from scoring.value import Floats
from scoring.variants import Variant, variants

COLUMNS = ("id", "name", "country", "status_since", "incumbent_since")
"""Columns of candidates that name them rather than put them in groups."""
GROUPS = 12
"""Most groups of a column that is set against scores."""


@dataclass(frozen=True)
class NumberBeside:
    """A measure on record, and how scores go with it."""

    measure: str
    used: bool
    """Whether a criterion of the kind rests on it."""
    link: NumberLink


@dataclass(frozen=True, eq=False)
class KindAudit:
    """What the steps of the Handbook find of one kind.

    Attributes:
        scores: of those looked at.
        levels: values of ``level`` that they have, where others are left out.
        first: how many count as the first.
        coverage: what is known.
        years: year → values that speak of it, of those that count; blank = not dated.
        coherence: how criteria and measures go together.
        effects: what each criterion does to the scores; none where too few are ranked.
        variants: the ranking under other choices.
        doubt: what the doubt comes from when all is drawn at once.
        drivers: what puts the first ones first.
        line: who stands at the line behind them.
        numbers: measures on record, those that no criterion rests on first.
        groups: column of candidates → how scores differ between its groups.
        unlinked: measures on record of which too few are known.
    """

    scores: KindScores
    levels: tuple[str, ...]
    first: int
    coverage: Coverage
    years: Mapping[str, int]
    coherence: Coherence
    effects: tuple[MainEffect, ...]
    variants: tuple[Variant, ...]
    doubt: MethodDoubt
    drivers: tuple[Driver, ...]
    line: Line | None
    numbers: tuple[NumberBeside, ...]
    groups: Mapping[str, GroupLink]
    unlinked: tuple[str, ...]


class AuditQuestion(Question[KindAudit]):
    """Whether the ranking of a kind is sound."""

    name: ClassVar[str] = "audit"

    kind: str
    rows: Count = ROWS
    """Rows of the analysis of uncertainty."""
    seed: Seed = 0

    def work(self, asking: Asking[KindAudit]) -> KindAudit:
        """Go through the steps."""
        study = asking.study
        levels = tuple(usual(study.dataset, self.kind, "level"))
        kept = of_values(study.dataset.of_kind(self.kind), {"level": levels})
        scores = of_candidates(
            asking.scorecard(self.scenario).kinds[self.kind], {one.id for one in kept}
        )
        ranked = [scores.ids[place] for place in np.flatnonzero(scores.passing).tolist()]
        first = first_places(study.dataset, ranked) if ranked else 1
        criteria = study.configured(self.scenario).criteria
        of_sets = evidence_of_sets(study.dataset, criteria.kinds)
        table = evidence_table(study.dataset, criteria.measures, study.derived, of_sets)
        numbers, unlinked = _numbers(scores, table)
        return KindAudit(
            scores=scores,
            levels=levels,
            first=first,
            coverage=coverage(scores),
            years=_years(scores, study.dataset, table),
            coherence=coherence(scores),
            effects=main_effects(scores),
            variants=tuple(variants(scores)) if ranked else (),
            doubt=method_doubt(scores, first, rows=self.rows, seed=self.seed),
            drivers=drivers(scores, first),
            line=line(scores, first),
            numbers=numbers,
            groups=dict(_groups(scores, study.dataset)),
            unlinked=unlinked,
        )


def _years(scores: KindScores, dataset: Dataset, table: EvidenceTable) -> dict[str, int]:
    dates = {source.id: source.as_of for source in dataset.sources}
    found: Counter[str] = Counter()
    for measure in set(scores.measures.measure):
        for candidate in scores.ids:
            row = table.counting(measure, candidate)
            if row is not None:
                found[(row.as_of or dates.get(row.source, ""))[:4]] += 1
    return dict(sorted(found.items()))


def _numbers(
    scores: KindScores, table: EvidenceTable
) -> tuple[tuple[NumberBeside, ...], tuple[str, ...]]:
    """Return how scores go with every measure on record, and with which that cannot be said."""
    used = set(scores.measures.measure)
    found, unlinked = [], []
    score = _ranked(scores)
    for measure in table.catalogue:
        number = np.where(scores.passing, table.column(measure, scores.ids).number, np.nan)
        if np.isnan(number).all():
            continue
        link = number_link(score, number)
        if link is None:
            unlinked.append(measure)
        else:
            found.append(NumberBeside(measure, measure in used, link))
    found.sort(key=lambda one: (one.used, -abs(one.link.correlation), one.measure))
    return tuple(found), tuple(unlinked)


def _ranked(scores: KindScores) -> Floats:
    return np.where(scores.passing, scores.score, np.nan)


def _groups(scores: KindScores, dataset: Dataset) -> Iterator[tuple[str, GroupLink]]:
    """Yield the columns of candidates that put them in groups, and how their scores differ."""
    own = [dataset.by_id[name] for name in scores.ids]
    taking_part = np.flatnonzero(scores.passing).tolist()
    columns = dict.fromkeys(name for one in own for name in one.columns)
    for column in columns:
        groups = tuple(own[place].columns.get(column, "") for place in taking_part)
        if column not in COLUMNS and len(set(groups)) <= GROUPS:
            link = group_link(scores.score[taking_part], groups)
            if link is not None:
                yield column, link

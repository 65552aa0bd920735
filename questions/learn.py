"""Did the list lead to results? Those on it, beside like ones that were not.

Of every measure that is a number and is on record before and after: the change of those on the list
against that of the candidates of their kind that were nearest beforehand, in the measure itself and
in their score, among those who could have been chosen (:mod:`scoring.matched`).
"""

from typing import ClassVar

import numpy as np

from config.base import Frozen
from config.criteria import Criteria
from data.dataset import Dataset
from data.vintage import at
from optimizer.past_list import INCUMBENT, could_be_chosen, past_list, unaware
from optimizer.study import Study
from questions.asking import Asking
from questions.over_tables import OverTables
from scoring.matched import MATCHES, Matched, matched


class MeasureLearnt(Frozen):
    """What became of one measure."""

    kind: str
    measure: str
    found: Matched | None
    """None where too few are on record before and after."""
    chosen: int
    """On the list, with a figure before and after."""
    others: int
    """Not on it, with a figure before and after."""
    likes: tuple[tuple[str, float, float], ...] = ()
    """Of those on the list: id, figure before and after; by id."""


class Learnt(Frozen):
    """What became of a list."""

    before: str
    after: str
    """Days up to which what was known counts."""
    listed: tuple[str, ...]
    """Who is on the list and could have been chosen, by id."""
    measures: tuple[MeasureLearnt, ...]
    """In the order of the catalogue; kinds in configured order."""


class LearnQuestion(OverTables[Learnt, Dataset]):
    """How those on a list changed until some later day, beside like ones that were not on it.

    It is asked over the dataset with everything that is dated, of the study as it was before.
    """

    name: ClassVar[str] = "learn"

    until: str
    """Vintage of what is known afterwards."""
    column: str = INCUMBENT
    """Column of ``candidates.csv`` that says who is on the list."""
    value: str = "yes"
    """What those on the list have there."""
    matches: int = MATCHES
    """Others that each is held against."""

    def work(self, asking: Asking[Learnt]) -> Learnt:
        """Compare.

        Raises:
            InputError: nobody is on the list.
        """
        listed = past_list(asking.study.dataset, self.column, self.value)
        study, scenario = unaware(asking.study, self.scenario)
        could = could_be_chosen(study.problem(scenario))
        after = at(self._over, self.until)
        scores = {
            row.id: row.score
            for kind in study.scorecard(scenario).kinds.values()
            for row in kind.rows
        }
        then, now = _figures(asking.study.dataset), _figures(after)
        kinds = {one.id: one.kind for one in asking.study.dataset.candidates}
        found = []
        for kind, measure in _asked(asking.study):
            known = sorted(
                one
                for one in could
                if kinds[one] == kind and (one, measure) in then and (one, measure) in now
            )
            newer = any(then[one, measure] != now[one, measure] for one in known)
            if newer and not listed.isdisjoint(known):
                figures = [(one, then[one, measure][0], now[one, measure][0]) for one in known]
                found.append(self._compared(kind, measure, figures, scores, listed))
        return Learnt(
            before=asking.study.dataset.vintage.day,
            after=after.vintage.day,
            listed=tuple(sorted(listed & could)),
            measures=tuple(found),
        )

    def _compared(
        self,
        kind: str,
        measure: str,
        figures: list[tuple[str, float, float]],
        scores: dict[str, float],
        listed: frozenset[str],
    ) -> MeasureLearnt:
        inside = np.array([one in listed for one, _, _ in figures])
        before = np.array([(then, scores[one]) for one, then, _ in figures])
        change = np.array([now - then for _, then, now in figures])
        return MeasureLearnt(
            kind=kind,
            measure=measure,
            found=matched(change, before, inside, matches=self.matches),
            chosen=int(inside.sum()),
            others=int((~inside).sum()),
            likes=tuple(one for one in figures if one[0] in listed),
        )


def _asked(study: Study) -> list[tuple[str, str]]:
    """Return kind and measure of every criterion and gate that is a number on a scale."""
    criteria: Criteria = study.configuration.criteria
    return [
        (kind, measure)
        for kind, spec in criteria.kinds.items()
        for measure in dict.fromkeys(
            use.measure for one in spec.criteria.values() for use in one.measures
        )
        if criteria.measures[measure].scale is not None
        and criteria.measures[measure].derived is None
    ]


def _figures(dataset: Dataset) -> dict[tuple[str, str], tuple[float, str]]:
    """Return candidate and measure → figure and its date, of what is published."""
    return {
        (row.candidate, row.measure): (float(row.value), row.as_of)
        for row in dataset.evidence
        if row.basis == "observed" and not isinstance(row.value, str)
    }

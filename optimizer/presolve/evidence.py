"""Cautions about what scores rest on: missing evidence, idle evidence, weights without effect."""

from collections import Counter
from collections.abc import Iterator, Mapping

import numpy as np

from config.criteria import Criteria, Missing
from data.dataset import Dataset
from optimizer.presolve.caution import Caution, naming, number_of, percent
from scoring.evidence_table import MISSING
from scoring.kind_scores import KindScores
from scoring.scorecard import Scorecard

HEAVY = 0.05
"""Share of a kind's weight from which a criterion counts as heavy."""
MOSTLY = 0.5
"""Share of a criterion from which it counts as resting mostly on missing evidence."""
SAME = 1e-9
"""Points within which all candidates count as equal."""

_STAND_IN = {
    Missing.MIDPOINT: "the middle of the scale",
    Missing.MEDIAN: "the median of what is known, or the middle of the scale where too little is",
    Missing.LOW: "the lowest value",
}


def evidence_cautions(
    dataset: Dataset, criteria: Criteria, scorecard: Scorecard
) -> Iterator[Caution]:
    """Yield every caution about evidence, measures, weights and links."""
    for scores in scorecard.kinds.values():
        if scores.ids:
            yield from _rests_on_missing(scores, criteria)
            yield from _never_seen(scores, criteria)
            yield from _tells_nobody_apart(scores)
            yield from _links_missing(scores, dataset)
        yield from _no_weight(scores)
    yield from _evidence_unused(dataset, criteria)
    yield from _measures_unused(dataset, criteria)


def _path(scores: KindScores, criterion: str) -> str:
    return f"kinds.{scores.kind}.criteria.{criterion}"


def _rests_on_missing(scores: KindScores, criteria: Criteria) -> Iterator[Caution]:
    """A heavy criterion that rests mostly on missing evidence, for most candidates."""
    missing = scores.basis[:, :, MISSING]
    spread = (scores.values_high - scores.values_low) * scores.weights
    for position, name in enumerate(scores.criteria):
        criterion, weight = scores.spec.criteria[name], float(scores.weights[position])
        hit = int((missing[:, position] >= MOSTLY).sum())
        if criterion.overlap or weight < HEAVY or hit <= len(scores.ids) / 2:
            continue
        labels = [
            criteria.measures[scores.measures.measure[use]].label
            for use in np.flatnonzero(scores.measures.criterion == position)
            if (scores.measures.basis[:, use] == MISSING).mean() > MOSTLY
        ]
        yield Caution(
            check="weight_on_missing_evidence",
            file="criteria.yaml",
            column=_path(scores, name),
            what=(
                f"{scores.spec.label}: {criterion.label} has {percent(weight)} of the weight, but "
                f"for {hit} of {len(scores.ids)} candidates half or more of it has no evidence."
            ),
            so_what=(
                f"Its place is taken by {_STAND_IN[criterion.missing]}, and on average "
                f"{spread[:, position].mean():.0f} points of a score's range come from here."
            ),
            do=f"Collect evidence ({naming(labels, '; ')}), or give the criterion less weight.",
        )


def _never_seen(scores: KindScores, criteria: Criteria) -> Iterator[Caution]:
    """Measures of a kind on which no candidate of it has evidence."""
    uses = scores.measures
    names = sorted(
        {
            measure
            for measure, column in zip(uses.measure, uses.basis.T, strict=True)
            if (column == MISSING).all()
        }
    )
    if not names:
        return
    judged = [name for name in names if criteria.measures[name].judgement]
    by_staff = (
        "; all are ratings that only staff can give" if len(judged) == len(names)
        else f"; {len(judged)} of them are ratings that only staff can give" if judged
        else ""
    )  # fmt: skip
    yield Caution(
        check="measure_without_evidence",
        file="evidence.csv",
        column="measure",
        what=(
            f"{scores.spec.label}: {number_of(len(names), 'measure')} that criteria use "
            f"{'has' if len(names) == 1 else 'have'} no evidence at all: {naming(names)}{by_staff}."
        ),
        so_what="They widen every range and tell no candidate from another.",
        do="Enter ratings for the candidates near the cut first, or take the measures out.",
    )


def _tells_nobody_apart(scores: KindScores) -> Iterator[Caution]:
    """Criteria with weight on which all candidates have the same value."""
    flat = [
        name
        for position, name in enumerate(scores.criteria)
        if scores.weights[position] > 0
        and len(scores.ids) > 1
        and not scores.overlap[position]
        and np.ptp(scores.values[:, position]) < SAME
    ]
    for name in flat:
        weight = float(scores.weights[scores.criteria.index(name)])
        yield Caution(
            check="criterion_without_effect",
            file="criteria.yaml",
            column=_path(scores, name),
            what=(
                f"{scores.spec.label}: all {len(scores.ids)} candidates have the same value on "
                f"{scores.spec.criteria[name].label}."
            ),
            so_what=f"{percent(weight)} of the weight changes no ranking.",
            do="Collect evidence that differs, check the value function, or take the weight away.",
        )


def _links_missing(scores: KindScores, dataset: Dataset) -> Iterator[Caution]:
    """Candidates that cannot earn focus overlap for want of a link."""
    for relation, share in scores.overlap_shares.items():
        linked = {link.candidate for link in dataset.links if link.relation == relation}
        without = [candidate for candidate in scores.ids if candidate not in linked]
        if share > 0 and without:
            points = share * scores.overlap_weight
            yield Caution(
                check="link_missing",
                file="links.csv",
                column="relation",
                what=(
                    f"{number_of(len(without), 'candidate')} of {len(scores.ids)} "
                    f"{scores.spec.label.lower()} without a link {relation}: {naming(without)}."
                ),
                so_what=f"They cannot earn {percent(points, 1)} of the weight in any plan.",
                do="Add the links, unless there is truly nothing to link to.",
            )


def _no_weight(scores: KindScores) -> Iterator[Caution]:
    names = [name for name, weight in scores.spec.weights.items() if weight == 0]
    if names:
        yield Caution(
            check="criterion_without_weight",
            file="criteria.yaml",
            column=f"kinds.{scores.kind}.criteria",
            what=f"{scores.spec.label}: no weight on {naming(names)}.",
            so_what="Evidence on them changes nothing.",
            do="Give them weight, or delete them.",
        )


def _used_measures(criteria: Criteria) -> Mapping[str, frozenset[str]]:
    """Return kind → measures that its criteria and gates use."""
    return {kind_id: frozenset(kind.reads) for kind_id, kind in criteria.kinds.items()}


def _evidence_unused(dataset: Dataset, criteria: Criteria) -> Iterator[Caution]:
    """Evidence on measures that the criteria and gates of the candidate's kind do not use."""
    used = _used_measures(criteria)
    rows: Counter[str] = Counter()
    for evidence in dataset.evidence:
        if evidence.measure not in used[dataset.by_id[evidence.candidate].kind]:
            rows[evidence.measure] += 1
    if rows:
        yield Caution(
            check="evidence_unused",
            file="evidence.csv",
            column="measure",
            what=(
                f"{number_of(sum(rows.values()), 'row')} of evidence on "
                f"{number_of(len(rows), 'measure')} that no criterion or gate of the candidate's "
                f"kind uses: {naming(sorted(rows))}."
            ),
            so_what="They change no score.",
            do="Use the measures in criteria.yaml if they should count; keep them if not.",
        )


def _measures_unused(dataset: Dataset, criteria: Criteria) -> Iterator[Caution]:
    """Measures of the catalogue that nothing speaks of."""
    used = frozenset().union(*_used_measures(criteria).values())
    seen = {evidence.measure for evidence in dataset.evidence}
    idle = sorted(criteria.measures.keys() - used - seen)
    if idle:
        yield Caution(
            check="measure_unused",
            file="criteria.yaml",
            column="measures",
            what=(
                f"{number_of(len(idle), 'measure')} of the catalogue with neither evidence nor a "
                f"criterion or gate that uses it: {naming(idle)}."
            ),
            so_what="Readers will look for figures that are not there.",
            do="Delete what is not needed.",
        )

r"""The scorecard: additive multi-attribute value, with what is not known kept in sight.

For candidate *i* of a kind with criteria *c*, weights :math:`w_c \ge 0` (sum 1) and values
:math:`v_{ic} \in [0, 100]`,

.. math:: score_i = \sum_c w_c\, v_{ic}, \qquad
   low_i = \sum_c w_c\, v^{low}_{ic}, \quad high_i = \sum_c w_c\, v^{high}_{ic}.

Because no weight is negative, the score is least where every criterion is least, and greatest
where every criterion is greatest: the interval is exact as long as no measure serves two criteria
of a kind. Where one does, both ends still hold, but may not be reached at the same time.

Source: Keeney & Raiffa (1976), Decisions with Multiple Objectives, chapter 3.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from config.criteria import Criteria, Kind
from config.problems import InputError, InputProblem
from data.dataset import Candidate, Dataset
from scoring.belief import beliefs_of
from scoring.bundles import evidence_of_sets
from scoring.criterion_values import basis_shares, criterion_values, measure_values
from scoring.evidence_table import BASES, HEADER_LINES, Derived, EvidenceTable, evidence_table
from scoring.focus_overlap import kind_shares, overlap_value
from scoring.gates import GateResult, GateState, gate_model, gate_results
from scoring.kind_scores import CandidateScore, KindScores
from scoring.value import Floats

NO_DERIVED: Derived = {}


@dataclass(frozen=True, eq=False)
class Scorecard:
    """The scores of every kind.

    Attributes:
        kinds: kind → its scores, in configured order.
    """

    kinds: Mapping[str, KindScores]

    @cached_property
    def _places(self) -> Mapping[str, tuple[KindScores, int]]:
        return {
            candidate: (scores, position)
            for scores in self.kinds.values()
            for position, candidate in enumerate(scores.ids)
        }

    def of(self, candidate: str) -> CandidateScore:
        """Return the line of one candidate.

        Raises:
            KeyError: no candidate has this id.
        """
        scores, position = self._places[candidate]
        return scores.row(position)

    def gates(self, candidate: str) -> tuple[GateResult, ...]:
        """Return how one candidate stands at each gate of its kind.

        Raises:
            KeyError: no candidate has this id.
        """
        scores, position = self._places[candidate]
        return scores.gates[position]

    @property
    def rows(self) -> tuple[CandidateScore, ...]:
        """Every candidate as a line of its kind's ranking, kind by kind."""
        return tuple(row for scores in self.kinds.values() for row in scores.rows)

    @cached_property
    def potential(self) -> Mapping[str, float]:
        """Candidate → score without focus overlap, ÷ 100 (V of the plan's mathematics)."""
        return {
            candidate: float(scores.potential[position])
            for candidate, (scores, position) in self._places.items()
        }

    @cached_property
    def may_fail(self) -> frozenset[str]:
        """Candidates who fail a gate in some draws of the evidence, and pass all in others."""
        return frozenset(
            name
            for scores in self.kinds.values()
            for name, drawn, state in zip(
                scores.ids, scores.gate_model.drawn[scores.positions], scores.gate, strict=True
            )
            if drawn and state == "unknown"
        )

    @cached_property
    def gate(self) -> Mapping[str, GateState]:
        """Candidate → pass, fail or unknown."""
        return {
            candidate: scores.gate[position]
            for candidate, (scores, position) in self._places.items()
        }


def score(dataset: Dataset, criteria: Criteria, derived: Derived = NO_DERIVED) -> Scorecard:
    """Score every candidate of a dataset.

    Args:
        dataset: candidates, evidence and links.
        criteria: kinds with their criteria and gates, and the catalogue of measures.
        derived: name of a derived measure → candidate → value; absent = missing.

    Returns:
        The scorecard, a kind for every kind of ``criteria``, candidates sorted by id.

    Raises:
        InputError: candidates of an unknown kind, or evidence that no value function can read.
    """
    of_sets = evidence_of_sets(dataset, criteria.kinds)
    table = evidence_table(dataset, criteria.measures, derived, of_sets)
    members: dict[str, list[Candidate]] = {kind: [] for kind in criteria.kinds}
    problems: list[InputProblem] = []
    for index, candidate in enumerate(dataset.candidates):
        if candidate.kind in members:
            members[candidate.kind].append(candidate)
        else:
            problems.append(_unknown_kind(candidate, index + 1 + HEADER_LINES, criteria))
    kinds = {}
    for kind_id, kind in criteria.kinds.items():
        candidates = sorted(members[kind_id], key=lambda candidate: candidate.id)
        kinds[kind_id], found = _score_kind(kind_id, kind, candidates, dataset, table)
        problems += found
    if problems:
        raise InputError(problems)
    return Scorecard(kinds)


def _score_kind(
    kind_id: str,
    kind: Kind,
    candidates: Sequence[Candidate],
    dataset: Dataset,
    table: EvidenceTable,
) -> tuple[KindScores, list[InputProblem]]:
    """Score the candidates of one kind, sorted by id."""
    ids = tuple(candidate.id for candidate in candidates)
    beliefs = beliefs_of(kind, ids, table)
    model = gate_model(kind, candidates, beliefs)
    measures, problems = measure_values(kind, ids, table, model.columns)
    central, low, high = (
        criterion_values(points, measures, kind.criteria)
        for points in (measures.central, measures.low, measures.high)
    )
    basis = basis_shares(measures, len(kind.criteria))
    _fill_overlap(kind, ids, dataset, (central, low, high), basis)
    overlap_weight, overlap_shares = kind_shares(kind)
    scores = KindScores(
        kind=kind_id,
        spec=kind,
        ids=ids,
        names=tuple(candidate.name for candidate in candidates),
        regions=tuple(candidate.region for candidate in candidates),
        criteria=tuple(kind.criteria),
        weights=_fixed(np.array(list(kind.weights.values()))),
        values=_fixed(central),
        values_low=_fixed(low),
        values_high=_fixed(high),
        basis=_fixed(basis),
        gates=gate_results(model, table),
        gate_model=model,
        overlap=np.array([bool(criterion.overlap) for criterion in kind.criteria.values()]),
        overlap_weight=overlap_weight,
        overlap_shares=overlap_shares,
        measures=measures,
        beliefs=beliefs,
        positions=np.arange(len(ids), dtype=np.int64),
    )
    return scores, problems


def _fill_overlap(
    kind: Kind,
    ids: Sequence[str],
    dataset: Dataset,
    values: Sequence[Floats],
    basis: Floats,
) -> None:
    """Fill the columns of focus overlap criteria, read off the list in force (public, observed)."""
    incumbents = {candidate.id for candidate in dataset.candidates if candidate.incumbent}
    for position, criterion in enumerate(kind.criteria.values()):
        if criterion.overlap:
            points = overlap_value(criterion, ids, dataset, incumbents)
            for matrix in values:
                matrix[:, position] = points
            basis[:, position, BASES.index("observed")] = 1.0


def _fixed(array: Floats) -> Floats:
    """Return the array, no longer writable."""
    array.setflags(write=False)
    return array


def _unknown_kind(candidate: Candidate, line: int, criteria: Criteria) -> InputProblem:
    return InputProblem(
        file="candidates.csv",
        row=line,
        column="kind",
        value=candidate.kind,
        must=f"the kind of {candidate.id} must be one of: {', '.join(criteria.kinds)}",
        do="Correct the kind, or add it to criteria.yaml.",
    )

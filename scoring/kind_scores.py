"""The scores of one kind: what every candidate is worth, how far that is known, and why."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from config.base import Frozen
from config.criteria import Kind
from config.gates import Condition
from scoring.belief import Belief
from scoring.criterion_values import MeasureValues
from scoring.evidence_table import BASES
from scoring.gates import GateModel, GateResult, GateState, overall
from scoring.value import BEST, Floats

TIE_DECIMALS = 9
"""Scores that agree to this many decimals are tied."""


def shared_places(scores: Floats) -> tuple[int, ...]:
    """Return the places of scores, best first: equal ones share a place, as in 1, 2, 2, 4.

    The place of one is 1 + the number of those that are better (standard competition ranking).
    """
    tied = np.round(scores, TIE_DECIMALS)
    found = np.searchsorted(-tied, -tied, side="left") + 1
    return tuple(found.tolist())


class CandidateScore(Frozen):
    """One line of a ranking."""

    id: str
    kind: str
    name: str
    region: str
    rank: int | None
    """1 = best of the kind, shared by equals (1, 2, 2, 4); None where a gate fails."""
    score: float
    """Points 0..100."""
    low: float
    """The score if everything unknown turned out worst."""
    high: float
    """The score if everything unknown turned out best."""
    coverage: float
    """Share of the weight (0..1) that rests on observed evidence."""
    judged: float
    """Share of the weight that rests on ratings by staff."""
    assumed: float
    """Share of the weight that rests on assumptions."""
    missing: float
    """Share of the weight that rests on nothing."""
    gate: GateState
    reasons: tuple[str, ...]
    """What was found and must hold, for every gate that fails or is unknown."""
    contributions: Mapping[str, float]
    """Criterion → points; they add up to the score."""
    passes: float | None = None
    """How likely it passes all gates (0..1), where that is not known and evidence says so."""


@dataclass(frozen=True, eq=False)
class KindScores:
    """The scores of one kind: n candidates (sorted by id) × m criteria (in configured order).

    Attributes:
        kind: id of the kind.
        spec: the kind with its criteria and gates, as scored.
        ids: the n candidates.
        names: their names.
        regions: their regions; blank where they have none.
        criteria: ids of the m criteria.
        weights: shape (m,), sum 1.
        values: shape (n, m), central values, points 0..100.
        values_low: shape (n, m), least possible values.
        values_high: shape (n, m), greatest possible values.
        basis: shape (n, m, 4), share of each criterion's value that is observed, judged, assumed
            and missing (order of ``evidence_table.BASES``); sums to 1.
        gates: for each candidate how it stands at each of the kind's gates.
        gate_model: what the gates ask, of all candidates of the kind.
        overlap: shape (m,), which criteria are focus overlap, decided with the plan.
        overlap_weight: weight (0..1) of all focus overlap criteria together.
        overlap_shares: relation → share of ``overlap_weight``; sums to 1.
        measures: the values of every measure, of which the criteria's values are combined.
        beliefs: what is believed of every measure, for all candidates of the kind.
        positions: shape (n,), positions of these candidates among all of the kind.
    """

    kind: str
    spec: Kind
    ids: tuple[str, ...]
    names: tuple[str, ...]
    regions: tuple[str, ...]
    criteria: tuple[str, ...]
    weights: Floats
    values: Floats
    values_low: Floats
    values_high: Floats
    basis: Floats
    gates: tuple[tuple[GateResult, ...], ...]
    gate_model: GateModel
    overlap: NDArray[np.bool_]
    overlap_weight: float
    overlap_shares: Mapping[str, float]
    measures: MeasureValues
    beliefs: tuple[Belief, ...]
    positions: NDArray[np.int64]

    @cached_property
    def contributions(self) -> Floats:
        """Shape (n, m): points that each criterion adds to the score."""
        return self.values * self.weights

    @cached_property
    def score(self) -> Floats:
        """Shape (n,): points 0..100."""
        return np.asarray(self.contributions.sum(axis=1))

    @cached_property
    def low(self) -> Floats:
        """Shape (n,): the score if everything unknown turned out worst."""
        return np.asarray((self.values_low * self.weights).sum(axis=1))

    @cached_property
    def high(self) -> Floats:
        """Shape (n,): the score if everything unknown turned out best."""
        return np.asarray((self.values_high * self.weights).sum(axis=1))

    @cached_property
    def basis_shares(self) -> Floats:
        """Shape (n, 4): share of the weight by basis, in the order of ``evidence_table.BASES``."""
        return np.asarray((self.basis * self.weights[:, None]).sum(axis=1))

    @property
    def coverage(self) -> Floats:
        """Shape (n,): share of the weight that rests on observed evidence."""
        return self.basis_shares[:, BASES.index("observed")]

    @cached_property
    def gate(self) -> tuple[GateState, ...]:
        """For each candidate: fail if any gate fails, else unknown if any is, else pass."""
        return tuple(overall(results) for results in self.gates)

    @cached_property
    def passing(self) -> NDArray[np.bool_]:
        """Shape (n,): candidates that fail no gate, and so have a rank."""
        return np.array([state != "fail" for state in self.gate], dtype=np.bool_)

    @cached_property
    def passes(self) -> tuple[float | None, ...]:
        """For each candidate how likely it passes all gates, where that is not known.

        None where it is known, or where nothing is believed of what a gate reads.
        """
        if "unknown" not in self.gate:
            return (None,) * len(self.ids)
        every = Condition(all_of=tuple(self.spec.gates.values()))
        chances = self.gate_model.chances(every)[0][self.positions].tolist()
        return tuple(
            chance if state == "unknown" and not np.isnan(chance) else None
            for chance, state in zip(chances, self.gate, strict=True)
        )

    @cached_property
    def order(self) -> NDArray[np.intp]:
        """Positions of the candidates: by score, ties by id, those failing a gate at the end."""
        tied = np.round(self.score, TIE_DECIMALS)
        return np.lexsort((np.arange(len(self.ids)), -tied, ~self.passing))

    @cached_property
    def rank(self) -> tuple[int | None, ...]:
        """For each candidate: 1 = best of the kind, as :func:`shared_places` counts.

        None where a gate fails.
        """
        ranks: list[int | None] = [None] * len(self.ids)
        ranked = self.order[: int(self.passing.sum())]
        for position, place in zip(ranked.tolist(), shared_places(self.score[ranked]), strict=True):
            ranks[position] = place
        return tuple(ranks)

    @property
    def places(self) -> int:
        """How many candidates have a place: the number in "place 3 of 76"."""
        return int(self.passing.sum())

    @cached_property
    def potential(self) -> Floats:
        """Shape (n,): score without focus overlap, ÷ 100; at most 1 − ``overlap_weight``."""
        weights = np.where(self.overlap, 0.0, self.weights)
        return np.asarray((self.values * weights).sum(axis=1) / BEST)

    def row(self, position: int) -> CandidateScore:
        """Return one candidate as a line of a ranking."""
        observed, judged, assumed, missing = self.basis_shares[position].tolist()
        return CandidateScore(
            id=self.ids[position],
            kind=self.kind,
            name=self.names[position],
            region=self.regions[position],
            rank=self.rank[position],
            score=float(self.score[position]),
            low=float(self.low[position]),
            high=float(self.high[position]),
            coverage=observed,
            judged=judged,
            assumed=assumed,
            missing=missing,
            gate=self.gate[position],
            reasons=tuple(
                result.reason for result in self.gates[position] if result.state != "pass"
            ),
            contributions=dict(
                zip(self.criteria, self.contributions[position].tolist(), strict=True)
            ),
            passes=self.passes[position],
        )

    @property
    def rows(self) -> tuple[CandidateScore, ...]:
        """Every candidate as a line of the ranking, best first, those failing a gate last."""
        return tuple(self.row(position) for position in self.order.tolist())

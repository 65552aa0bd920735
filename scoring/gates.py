"""Gates: pass/fail conditions that no score can make up for.

A gate passes, fails, or is unknown. It is unknown where its evidence is missing, or where the
evidence gives a range that lies on both sides of the limit. A failed gate removes a candidate with
a reason; an unknown one is only flagged.

Gates compose. Whether a composed one surely passes, or possibly does, is counted from its parts:
all, any, or at least so many of them. Parts that cannot hold at the same time are not seen through,
so that a gate may be called unknown though it is not; never the other way round.

Beside its condition a gate may have openings (:class:`config.gates.Opening`): other ways in. It
passes where its condition holds, or an opening does; of who passes by an opening alone, the first
that surely holds is told.

**The chance of passing** is told where a gate is unknown: how likely it passes where evidence is as
:mod:`scoring.belief` says. Parts that read different measures are independent, and then it is exact
(of at least so many: the distribution of Poisson and the binomial). Where two parts read the same
measure, or what peers are is not known for sure either, it is the share of :data:`DRAWS` draws, and
said to be sampled. None is told where a part depends on something of which nothing is believed: a
blank attribute, a measure that nobody gives a scale, no peers.
"""

import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from config.criteria import Kind
from config.gates import Condition, Gate
from data.dataset import Candidate
from scoring.belief import Belief
from scoring.evidence_table import EvidenceTable
from scoring.peers import Groups, comparable, groups_of, medians, to_beat
from scoring.value import Floats

GateState = Literal["pass", "fail", "unknown"]
Mask = NDArray[np.bool_]
Rows = NDArray[np.int64]
DRAWS = 2_000
"""Draws for a chance that is sampled; one of a half then has a standard error of 0.011."""


@dataclass(frozen=True, slots=True)
class GateResult:
    """How one candidate stands at one gate.

    Attributes:
        gate: id of the gate.
        label: its name for people.
        state: pass, fail or unknown.
        reason: what was found and what must hold, in words.
        chance: how likely it passes (0..1), where it is unknown and evidence says so.
        sampled: whether the chance is a share of draws.
        opening: id of the opening by which it passes, whose own condition does not surely hold;
            blank = it passes by that, or it does not pass.
    """

    gate: str
    label: str
    state: GateState
    reason: str
    chance: float | None = None
    sampled: bool = False
    opening: str = ""


@dataclass(frozen=True, eq=False)
class GateModel:
    """What the gates of a kind ask, and what is believed of it, for all its N candidates.

    Attributes:
        gates: id → gate.
        columns: column of candidates → its N values; those that gates and peers are named by.
        beliefs: measure → what is believed of it.
        ids: the candidates.
    """

    gates: Mapping[str, Gate]
    columns: Mapping[str, tuple[str, ...]]
    beliefs: Mapping[str, Belief]
    ids: tuple[str, ...]

    @property
    def count(self) -> int:
        """N."""
        return len(self.ids)

    @cached_property
    def _groups(self) -> Mapping[str, Groups]:
        """Column → who are peers by it."""
        return {name: groups_of(column) for name, column in self.columns.items()}

    @cached_property
    def drawn(self) -> Mask:
        """Shape (N,): whose gates may pass in one draw and fail in another."""
        found = np.zeros(self.count, dtype=np.bool_)
        for gate in self.gates.values():
            surely, possibly = self.bounds(gate)
            read = np.zeros(self.count, dtype=np.bool_)
            for one in gate.single:
                read |= self._moves(one)
            found |= ~surely & possibly & read
        return found

    def passes(
        self, evidence: Callable[[str], Floats], rows: Rows | None = None, *, alone: bool = False
    ) -> Mask:
        """Return who passes all gates, shape (b, r), where evidence turns out in some way.

        What is missing there, or of which nothing is believed, does not count against anybody.

        Args:
            evidence: gives the evidence of a measure, shape (b, r).
            rows: of which candidates, shape (r,); None = all N.
            alone: whether it turns out so for each by itself, peers at what is known of them.
        """
        kept = np.arange(self.count) if rows is None else rows
        result = np.ones((1, kept.size), dtype=np.bool_)
        for gate in self.gates.values():
            result = result & self._holds(gate, evidence, kept, alone=alone)
        return np.asarray(result)

    def _holds(
        self, condition: Condition, evidence: Callable[[str], Floats], rows: Rows, *, alone: bool
    ) -> Mask:
        """Return for whom a condition holds, shape (b, r) or (1, r)."""
        if condition.parts:
            number = np.zeros((1, rows.size), dtype=np.int64)
            for part in condition.parts:
                number = number + self._holds(part, evidence, rows, alone=alone)
            return np.asarray(number >= condition.needed)
        if condition.measure is None:
            return self.bounds(condition)[1][None, rows]
        found = evidence(condition.measure)
        belief = self.beliefs[condition.measure]
        if condition.allowed is not None:
            good = [at for at, label in enumerate(belief.levels) if label in condition.allowed]
            held = np.isin(found, good)
        elif condition.peers is not None:
            below = condition.above_median is None
            groups = self._groups[condition.peers]
            if alone:
                middle = to_beat(belief.certain, groups, below=below)[rows]
            else:
                middle = medians(found, groups)
            held = (found < middle if below else found > middle) | np.isnan(middle)
        else:
            least, most = _limits(condition)
            held = (least <= found) & (found <= most)
        return np.asarray(held | np.isnan(found) | self._silent(condition)[rows])

    def bounds(self, condition: Condition) -> tuple[Mask, Mask]:
        """Return for whom a condition surely holds, and for whom it may, two of shape (N,)."""
        if condition.parts:
            parts = [self.bounds(part) for part in condition.parts]
            surely, possibly = (np.sum([pair[side] for pair in parts], axis=0) for side in (0, 1))
            return surely >= condition.needed, possibly >= condition.needed
        if condition.measure is None:
            column, allowed = self.columns[condition.attribute or ""], condition.allowed or ()
            inside = np.array([found in allowed for found in column], dtype=np.bool_)
            return inside, inside | np.array([not found for found in column], dtype=np.bool_)
        belief = self.beliefs[condition.measure]
        if condition.allowed is not None:
            surely, possibly = self._levels(belief, condition.allowed)
        elif condition.peers is not None:
            return self._against_peers(condition, belief)
        else:
            least, most = _limits(condition)
            surely = (least <= belief.low) & (belief.high <= most)
            possibly = ~((belief.high < least) | (most < belief.low))
        return surely & ~belief.missing, possibly | belief.missing

    def chances(self, condition: Condition) -> tuple[Floats, Mask]:
        """Return how likely a condition holds for each, and whether that is sampled, shapes (N,).

        NaN where it depends on something of which nothing is believed.
        """
        surely, possibly = self.bounds(condition)
        open_ = ~surely & possibly
        silent = np.any([self._silent(one) for one in condition.single], axis=0)
        together = self._dependent(condition)
        sampled = open_ & ~silent & together
        chance = self._independent(condition)
        if sampled.any():
            every = np.arange(self.count)
            share = self._holds(condition, self._sample, every, alone=False).mean(axis=0)
            chance = np.where(sampled, share, chance)
        chance = np.where(surely, 1.0, np.where(possibly, chance, 0.0))
        return np.where(open_ & silent, np.nan, chance), sampled

    def _dependent(self, condition: Condition) -> Mask:
        """Return for whom parts that are open depend on each other, or on peers, shape (N,)."""
        result = np.zeros(self.count, dtype=np.bool_)
        by_measure: dict[str, NDArray[np.int64]] = {}
        for one in condition.single:
            surely, possibly = self.bounds(one)
            open_ = ~surely & possibly
            result |= open_ & self._peers_open(one)
            if one.measure is not None:
                before = by_measure.get(one.measure, np.zeros(self.count, dtype=np.int64))
                by_measure[one.measure] = before + open_
        for times in by_measure.values():
            result |= times > 1
        return result

    def _sample(self, measure: str) -> Floats:
        """Return draws of a measure, shape (DRAWS, N); the same whenever it is asked."""
        rng = np.random.default_rng(
            np.random.SeedSequence(0, spawn_key=(zlib.crc32(measure.encode()),))
        )
        return self.beliefs[measure].at(rng.random((DRAWS, self.count)))

    def _independent(self, condition: Condition) -> Floats:
        """Return how likely a condition holds where its parts are independent, shape (N,)."""
        if not condition.parts:
            return self._alone(condition)
        parts = [self._independent(part) for part in condition.parts]
        exactly = np.zeros((len(parts) + 1, self.count))
        exactly[0] = 1.0
        for chance in parts:
            one_more = np.vstack([np.zeros((1, self.count)), exactly[:-1]])
            exactly = exactly * (1 - chance) + one_more * chance
        return np.asarray(exactly[condition.needed :].sum(axis=0))

    def _alone(self, condition: Condition) -> Floats:
        """Return how likely a single condition holds; peers at what is known for sure of them."""
        surely, possibly = self.bounds(condition)
        if condition.measure is None:
            return np.where(surely, 1.0, np.where(possibly, np.nan, 0.0))
        belief = self.beliefs[condition.measure]
        if condition.allowed is not None:
            held = np.zeros(self.count)
            for place, label in enumerate(belief.levels):
                within = (belief.low <= place) & (place <= belief.high)
                held += within & (label in condition.allowed)
            return held / (belief.high - belief.low + 1)
        least, most = _limits(condition)
        low_end, high_end = np.full(self.count, least), np.full(self.count, most)
        if condition.peers is not None:
            others = to_beat(
                belief.low,
                self._groups[condition.peers],
                below=condition.above_median is None,
            )
            low_end, high_end = (
                (others, high_end) if condition.above_median is not None else (low_end, others)
            )
        width = np.where(belief.open, belief.high - belief.low, 1.0)
        inside = np.minimum(belief.high, high_end) - np.maximum(belief.low, low_end)
        share = np.clip(inside / width, 0.0, 1.0)
        return np.where(surely, 1.0, np.where(possibly, share, 0.0))

    def _levels(self, belief: Belief, allowed: Sequence[str]) -> tuple[Mask, Mask]:
        inside = np.zeros(self.count, dtype=np.int64)
        for place, label in enumerate(belief.levels):
            within = (belief.low <= place) & (place <= belief.high)
            inside += within & (label in allowed)
        return inside >= belief.high - belief.low + 1, inside > 0

    def _against_peers(self, condition: Condition, belief: Belief) -> tuple[Mask, Mask]:
        groups = self._groups[condition.peers or ""]
        below = condition.above_median is None
        low, high = (to_beat(end, groups, below=below) for end in (belief.low, belief.high))
        surely = belief.high < low if below else belief.low > high
        possibly = belief.low < high if below else belief.high > low
        open_ = belief.missing | self._silent(condition)
        return surely & ~open_, possibly | open_

    def _silent(self, condition: Condition) -> Mask:
        """Return for whom nothing is believed of what a single condition reads, shape (N,)."""
        if condition.measure is None:
            return np.array([not found for found in self.columns[condition.attribute or ""]])
        usable = ~np.isnan(self.beliefs[condition.measure].low)
        if condition.peers is not None:
            return ~comparable(self._groups[condition.peers], usable)
        return ~usable

    def _peers_open(self, condition: Condition) -> Mask:
        """Return whose peers are not known for sure, shape (N,)."""
        if condition.measure is None or condition.peers is None:
            return np.zeros(self.count, dtype=np.bool_)
        groups = self._groups[condition.peers]
        open_ = self.beliefs[condition.measure].open
        known = groups >= 0
        times = np.bincount(groups[open_ & known], minlength=int(groups.max(initial=-1)) + 1)
        found = np.zeros(self.count, dtype=np.bool_)
        found[known] = times[groups[known]] > open_[known]
        return found

    def _moves(self, condition: Condition) -> Mask:
        """Return for whom draws may move a single condition, shape (N,)."""
        if condition.measure is None:
            return np.zeros(self.count, dtype=np.bool_)
        belief = self.beliefs[condition.measure]
        return (belief.open | self._peers_open(condition)) & ~self._silent(condition)


def gate_model(kind: Kind, candidates: Sequence[Candidate], beliefs: Sequence[Belief]) -> GateModel:
    """Return the gates of a kind with what is believed of what they read."""
    names = {column for gate in kind.gates.values() for column in gate.columns} | {
        use.peers
        for criterion in kind.criteria.values()
        for use in criterion.measures
        if use.peers is not None
    }
    columns = {
        name: tuple(candidate.columns.get(name, "") for candidate in candidates) for name in names
    }
    by_measure = {belief.measure: belief for belief in beliefs}
    ids = tuple(candidate.id for candidate in candidates)
    return GateModel(kind.gates, columns, by_measure, ids)


def gate_results(model: GateModel, table: EvidenceTable) -> tuple[tuple[GateResult, ...], ...]:
    """Return how each candidate stands at each of the kind's gates, in the given orders."""
    by_gate = [_results(model, gate_id, gate, table) for gate_id, gate in model.gates.items()]
    return tuple(zip(*by_gate, strict=True)) if by_gate else ((),) * model.count


def overall(results: Sequence[GateResult]) -> GateState:
    """Return fail if any gate fails, else unknown if any is unknown, else pass."""
    states = {result.state for result in results}
    if "fail" in states:
        return "fail"
    return "unknown" if "unknown" in states else "pass"


def _results(model: GateModel, gate_id: str, gate: Gate, table: EvidenceTable) -> list[GateResult]:
    states = _states(*model.bounds(gate))
    silent = (np.full(model.count, np.nan), np.zeros(model.count, dtype=np.bool_))
    chances, sampled = model.chances(gate) if "unknown" in states else silent
    return [
        GateResult(
            gate_id,
            gate.label,
            state,
            f"{gate.label}: {reason}",
            chance if state == "unknown" and not np.isnan(chance) else None,
            drawn and state == "unknown",
            opening,
        )
        for state, reason, chance, drawn, opening in zip(
            states,
            _reasons(model, gate, table),
            chances.tolist(),
            sampled.tolist(),
            _openings(model, gate),
            strict=True,
        )
    ]


def _openings(model: GateModel, gate: Gate) -> list[str]:
    """Return by which opening each candidate passes; blank where by none, or without need."""
    found = [""] * model.count
    needed = ~model.bounds(gate.own)[0]
    for name, opening in gate.open.items():
        surely, _ = model.bounds(opening)
        for at in np.flatnonzero(needed & surely).tolist():
            found[at] = name
        needed = needed & ~surely
    return found


def _states(surely: Mask, possibly: Mask) -> list[GateState]:
    return [
        "pass" if sure else "unknown" if may else "fail"
        for sure, may in zip(surely.tolist(), possibly.tolist(), strict=True)
    ]


def _reasons(model: GateModel, condition: Condition, table: EvidenceTable) -> list[str]:
    """Return what was found of each candidate and what must hold, in words."""
    if condition.parts:
        return _counted(model, condition, table)
    if condition.measure is None:
        attribute = condition.attribute or ""
        must = f"it must be {' or '.join(condition.allowed or ())}"
        return [
            f"{attribute} is {found or 'not known'}; {must}" for found in model.columns[attribute]
        ]
    column = table.column(condition.measure, model.ids)
    limits = _must(model, condition)
    found = []
    for low, high, label, known in zip(
        column.low.tolist(), column.high.tolist(), column.label, column.known.tolist(), strict=True
    ):
        if not known:
            found.append("no evidence")
        elif condition.allowed is not None and label is not None:
            found.append(f"found {label}")
        elif np.isnan(low):
            found.append(f"found {label}, which is not a number")
        else:
            found.append(f"found {low:g}" if low == high else f"found {low:g} to {high:g}")
    return [f"{what}; it must be {limit}" for what, limit in zip(found, limits, strict=True)]


def _counted(model: GateModel, condition: Condition, table: EvidenceTable) -> list[str]:
    """Return how many parts hold, and which are not known or do not hold."""
    names = [_name(part, table) for part in condition.parts]
    states = [_states(*model.bounds(part)) for part in condition.parts]
    total = len(names)
    must = "all must" if condition.needed == total else f"at least {condition.needed} must"
    found = []
    for each in zip(*states, strict=True):
        told = [f"{each.count('pass')} of {total} conditions hold"]
        for state, words in (("unknown", "not known"), ("fail", "not met")):
            some = [name for name, one in zip(names, each, strict=True) if one == state]
            if some:
                told.append(f"{words}: {', '.join(some)}")
        found.append(f"{'; '.join(told)}; {must}")
    return found


def _name(condition: Condition, table: EvidenceTable) -> str:
    """Return what a condition is called inside a sentence."""
    if condition.label:
        return condition.label
    if condition.parts:
        between = " and " if condition.needed == len(condition.parts) else " or "
        return between.join(_name(part, table) for part in condition.parts)
    if condition.measure is not None:
        return table.catalogue[condition.measure].label
    return condition.attribute or ""


def _limits(condition: Condition) -> tuple[float, float]:
    """Return the least and the greatest number that pass."""
    least = -np.inf if condition.at_least is None else condition.at_least
    return least, np.inf if condition.at_most is None else condition.at_most


def _must(model: GateModel, condition: Condition) -> list[str]:
    """Return what a single condition on a measure asks of each candidate, in words."""
    if condition.allowed is not None:
        return [" or ".join(condition.allowed)] * model.count
    if condition.peers is None:
        least = [] if condition.at_least is None else [f"at least {condition.at_least:g}"]
        most = [] if condition.at_most is None else [f"at most {condition.at_most:g}"]
        return [" and ".join(least + most)] * model.count
    side = "below" if condition.above_median is None else "above"
    column = model.columns[condition.peers]
    belief = model.beliefs[condition.measure or ""]
    low, high = (medians(end, groups_of(column)) for end in (belief.low, belief.high))
    told = []
    for peers, least_median, most_median in zip(column, low.tolist(), high.tolist(), strict=True):
        if not peers or np.isnan(least_median):
            told.append(f"{side} the median of its {condition.peers}, which is not known")
            continue
        ends = f"{least_median:g}"
        if most_median > least_median:
            ends = f"between {least_median:g} and {most_median:g}"
        told.append(f"{side} the median of {condition.peers} {peers}, {ends}")
    return told

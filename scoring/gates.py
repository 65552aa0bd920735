"""Gates: pass/fail conditions that no score can make up for.

A gate passes, fails, or is unknown. It is unknown where its evidence is missing, or where the
evidence gives a range that lies on both sides of the limit. A failed gate removes a candidate with
a reason; an unknown one is only flagged.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from config.criteria import Gate, Kind
from data.dataset import Candidate
from scoring.evidence_table import EvidenceTable

GateState = Literal["pass", "fail", "unknown"]


@dataclass(frozen=True, slots=True)
class GateResult:
    """How one candidate stands at one gate.

    Attributes:
        gate: id of the gate.
        label: its name for people.
        state: pass, fail or unknown.
        reason: what was found and what must hold, in words.
    """

    gate: str
    label: str
    state: GateState
    reason: str


def gate_results(
    kind: Kind, candidates: Sequence[Candidate], table: EvidenceTable
) -> tuple[tuple[GateResult, ...], ...]:
    """Return how each candidate stands at each of the kind's gates, in the given orders."""
    by_gate = [
        _on_attribute(gate_id, gate, candidates)
        if gate.measure is None
        else _on_measure(gate_id, gate, gate.measure, candidates, table)
        for gate_id, gate in kind.gates.items()
    ]
    return tuple(zip(*by_gate, strict=True)) if by_gate else ((),) * len(candidates)


def overall(results: Sequence[GateResult]) -> GateState:
    """Return fail if any gate fails, else unknown if any is unknown, else pass."""
    states = {result.state for result in results}
    if "fail" in states:
        return "fail"
    return "unknown" if "unknown" in states else "pass"


def _on_attribute(gate_id: str, gate: Gate, candidates: Sequence[Candidate]) -> list[GateResult]:
    allowed = gate.allowed or ()
    attribute = gate.attribute or ""
    must = f"must be {' or '.join(allowed)}"
    results = []
    for candidate in candidates:
        found = candidate.columns.get(attribute, "")
        state: GateState = "pass" if found in allowed else "fail" if found else "unknown"
        what = f"{attribute} is {found}" if found else f"{attribute} is not known"
        results.append(GateResult(gate_id, gate.label, state, f"{gate.label}: {what}; it {must}"))
    return results


def _on_measure(
    gate_id: str, gate: Gate, measure: str, candidates: Sequence[Candidate], table: EvidenceTable
) -> list[GateResult]:
    column = table.column(measure, [candidate.id for candidate in candidates])
    least = -np.inf if gate.at_least is None else gate.at_least
    most = np.inf if gate.at_most is None else gate.at_most
    must = f"it must be {_limits(gate)}"
    results = []
    for low, high, label in zip(
        column.low.tolist(), column.high.tolist(), column.label, strict=True
    ):
        if np.isnan(low):
            state: GateState = "unknown"
            what = "no evidence" if label is None else f"found {label}, which is not a number"
        else:
            inside = least <= low and high <= most
            outside = high < least or most < low
            state = "pass" if inside else "fail" if outside else "unknown"
            what = f"found {low:g}" if low == high else f"found {low:g} to {high:g}"
        results.append(GateResult(gate_id, gate.label, state, f"{gate.label}: {what}; {must}"))
    return results


def _limits(gate: Gate) -> str:
    """Return the limits of a gate in words."""
    least = [] if gate.at_least is None else [f"at least {gate.at_least:g}"]
    most = [] if gate.at_most is None else [f"at most {gate.at_most:g}"]
    return " and ".join(least + most)

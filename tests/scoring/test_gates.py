"""Gates, worked by hand: a range that straddles the limit is unknown, not a fail."""

from typing import Any

import pytest

from config.criteria import Criteria
from data.dataset import Candidate, Dataset, Evidence
from scoring.belief import beliefs_of
from scoring.evidence_table import evidence_table
from scoring.gates import GateResult, gate_model, gate_results, overall


def result(gate: dict[str, Any], **evidence: Any) -> GateResult:
    """Return how one candidate stands at one gate."""
    use = {"measure": "m", "value": {"type": "linear", "worst": 0, "best": 1}}
    criterion = {"label": "c", "weight": 1, "source": "test", **use}
    kind = {
        "label": "K",
        "singular": "k",
        "worth": 1,
        "criteria": {"c": criterion},
        "gates": {"g": {"label": "Gate", "source": "test", **gate}},
    }
    criteria = Criteria.model_validate({"kinds": {"k": kind}, "measures": {"m": {"label": "m"}}})
    candidate = Candidate(id="A", kind="k", name="A", attributes={"level": "local", "blank": ""})
    rows = (
        (Evidence(candidate="A", measure="m", basis="observed", source="test", **evidence),)
        if evidence
        else ()
    )
    dataset = Dataset(candidates=(candidate,), evidence=rows)
    table = evidence_table(dataset, criteria.measures, {})
    kind_of = criteria.kinds["k"]
    model = gate_model(kind_of, dataset.candidates, beliefs_of(kind_of, ("A",), table))
    return gate_results(model, table)[0][0]


@pytest.mark.parametrize(
    ("limits", "evidence", "state"),
    [
        ({"at_least": 3}, {"value": 3}, "pass"),
        ({"at_least": 3}, {"value": 2.99}, "fail"),
        ({"at_least": 3}, {"value": 3, "low": 2, "high": 4}, "unknown"),
        ({"at_least": 3}, {"value": 4, "low": 3, "high": 4}, "pass"),
        ({"at_least": 3}, {"value": 1, "low": 0, "high": 2}, "fail"),
        ({"at_least": 3}, {}, "unknown"),
        ({"at_least": 3}, {"value": "high"}, "unknown"),
        ({"at_most": 3}, {"value": 3}, "pass"),
        ({"at_most": 3}, {"value": 4}, "fail"),
        ({"at_least": 1, "at_most": 3}, {"value": 2}, "pass"),
        ({"at_least": 1, "at_most": 3}, {"value": 0}, "fail"),
    ],
)
def test_gates_on_measures(limits: dict[str, Any], evidence: dict[str, Any], state: str) -> None:
    assert result({"measure": "m", **limits}, **evidence).state == state


def test_reasons_say_what_was_found_and_what_must_hold() -> None:
    ranged = result({"measure": "m", "at_least": 1, "at_most": 3}, value=3, low=2, high=4)
    assert ranged.reason == "Gate: found 2 to 4; it must be at least 1 and at most 3"
    named = result({"measure": "m", "at_least": 1}, value="high")
    assert named.reason == "Gate: found high, which is not a number; it must be at least 1"


@pytest.mark.parametrize(
    ("attribute", "allowed", "state", "words"),
    [
        ("level", ["local", "national"], "pass", "level is local; it must be local or national"),
        ("level", ["national"], "fail", "level is local; it must be national"),
        ("blank", ["yes"], "unknown", "blank is not known; it must be yes"),
        ("status", ["active"], "pass", "status is active; it must be active"),
    ],
)
def test_gates_on_attributes(attribute: str, allowed: list[str], state: str, words: str) -> None:
    found = result({"attribute": attribute, "in": allowed})
    assert (found.state, found.reason) == (state, f"Gate: {words}")


def test_the_worst_gate_decides() -> None:
    passed, unknown, failed = (
        GateResult("g", "Gate", state, "") for state in ("pass", "unknown", "fail")
    )
    assert overall([]) == "pass"
    assert overall([passed, passed]) == "pass"
    assert overall([passed, unknown]) == "unknown"
    assert overall([unknown, failed, passed]) == "fail"

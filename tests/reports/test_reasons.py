"""Why a candidate is in or out, in one sentence. Oracle: the plan, its locks and gates."""

import pytest

from optimizer.scenario import RuleLever, Scenario
from optimizer.study import BASELINE, Study
from reports import reasons
from tests.optimizer.solved import solve


@pytest.mark.parametrize(
    ("scenario", "candidate", "said"),
    [
        (BASELINE, "country:CCC", "Out, because a gate fails"),
        (Scenario(must_not=frozenset({"country:AAA"})), "country:AAA", "says it must not be in"),
        (Scenario(must=frozenset({"country:BBB"})), "country:BBB", "In, because this scenario"),
    ],
)
def test_reasons_come_from_locks_and_gates(
    small_study: Study, scenario: Scenario, candidate: str, said: str
) -> None:
    found = solve(small_study.problem(scenario))
    text = reasons.reason(
        candidate, found, scenario, small_study.scorecard(), small_study.configuration
    )
    assert said in text


def test_every_candidate_has_a_reason_that_agrees_with_the_plan(small_study: Study) -> None:
    found = solve(small_study.problem())
    scorecard = small_study.scorecard()
    for candidate in small_study.dataset.by_id:
        text = reasons.reason(candidate, found, BASELINE, scorecard, small_study.configuration)
        assert text.startswith("In" if candidate in found.ids else "Out")


def test_without_a_plan_nobody_is_in_or_out(small_study: Study) -> None:
    scenario = Scenario(
        must=frozenset({"country:BBB", "country:BBB-port"}),
        rules={"national_only": RuleLever(enabled=False)},
    )
    none = solve(small_study.problem(scenario))
    text = reasons.reason(
        "country:AAA", none, scenario, small_study.scorecard(), small_study.configuration
    )
    assert text.startswith("There is no plan")

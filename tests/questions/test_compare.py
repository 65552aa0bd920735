"""Scenarios side by side. Oracles: intervals by hand, plans made alone, what must always hold."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from optimizer.plan import Plan
from optimizer.scenario import Scenario
from optimizer.search.effort import EXACT, LEAST
from optimizer.study import BASELINE, Study
from questions.asking import ask
from questions.compare import Compared, CompareQuestion, Side
from questions.jobs import JobQueue
from questions.plan import Planned
from tests.optimizer.levers.scenarios import STUDY
from tests.optimizer.solved import solve

QUEUE = JobQueue(cores=0)


def side(value: float | None, bound: float | None, best: float | None = None) -> Side:
    plan = Plan(
        status="unknown" if value is None else "feasible",
        value=value, bound=bound, gap=None, seconds=0.0, solver="by hand",
    )  # fmt: skip
    return Side(planned=Planned(scenario=BASELINE, plan=plan), best=value if best is None else best)


def test_what_lies_between_two_is_told_with_the_proof_of_both() -> None:
    """10 ≤ V ≤ 12 and 11 ≤ V′ ≤ 11.5: V′ − V lies between 11 − 12 and 11.5 − 10."""
    found = Compared(sides=(side(10.0, 12.0), side(11.0, 11.5), side(None, None)))
    gain = found.gain(1)
    assert gain is not None
    assert (gain.found, gain.low, gain.high) == (1.0, -1.0, 1.5)
    back = found.gain(0, over=1)
    assert back is not None
    assert (back.found, back.low, back.high) == (-1.0, -1.5, 1.0)
    assert found.gain(2) is None


def test_a_better_plan_known_from_another_scenario_counts() -> None:
    """9 was found, 10.5 holds there: V′ − V lies between 10.5 − 12 and 11.5 − 10."""
    gain = Compared(sides=(side(10.0, 12.0), side(9.0, 11.5, best=10.5))).gain(1)
    assert gain is not None
    assert (gain.found, gain.low, gain.high) == (0.5, -1.5, 1.5)


def test_each_has_the_plan_that_it_has_alone(small_study: Study) -> None:
    scenarios = (
        BASELINE, Scenario(weeks={"europe": 2.0}, name="Fewer"), Scenario(usd={"core": 0.0}),
    )  # fmt: skip
    found = ask(small_study, CompareQuestion.of(*scenarios, plan=EXACT)).result
    for scenario, one in zip(scenarios, found.sides, strict=True):
        alone = solve(small_study.problem(scenario))
        assert one.planned.plan.value == pytest.approx(alone.value)
        assert one.best == pytest.approx(alone.value)
        assert one.as_first is None
    gain = found.gain(1)
    assert gain is not None
    assert gain.exact


def test_names_make_no_difference_to_the_answer(small_study: Study) -> None:
    one, other = (
        CompareQuestion.of(BASELINE, Scenario(weeks={"europe": 2.0}, name=name)) for name in "ab"
    )
    assert one.key(small_study) == other.key(small_study)
    assert one.names != other.names


@settings(max_examples=15)
@given(st.floats(0, 30), st.floats(0, 10), st.sampled_from(["europe", "africa", "thematic"]))
def test_a_looser_scenario_never_shows_a_loss(weeks: float, more: float, team: str) -> None:
    tight, loose = (Scenario(weeks={team: amount}) for amount in (weeks, weeks + more))
    found = ask(STUDY, CompareQuestion.of(tight, loose, plan=LEAST), queue=QUEUE).result
    if found.sides[0].best is None:
        return
    gain = found.gain(1)
    assert gain is not None
    assert gain.found >= -1e-6
    assert gain.low <= gain.found + 1e-6 <= gain.high + 2e-6


def test_plans_of_other_weights_are_valued_as_the_first_weighs(small_study: Study) -> None:
    """The same plan is worth the same; another one no more than the best, which is proven."""
    slightly = Scenario(weights={"country": {"political_will": 0.31}})
    wholly = Scenario(weights={"country": {"political_will": 1.0}})
    found = ask(small_study, CompareQuestion.of(BASELINE, slightly, wholly, plan=EXACT)).result
    first, near, far = found.sides
    best = first.planned.plan
    assert best.value is not None
    assert near.planned.plan.decisions == best.decisions
    assert near.planned.plan.value != pytest.approx(best.value)
    assert near.as_first == pytest.approx(best.value)
    assert far.as_first is not None
    assert far.as_first <= best.value + 1e-6


def test_a_scenario_without_a_plan_stands_beside_the_others(small_study: Study) -> None:
    never = Scenario(must=frozenset({"country:BBB-port"}))
    found = ask(small_study, CompareQuestion.of(BASELINE, never, plan=EXACT)).result
    assert found.sides[1].planned.plan.status == "infeasible"
    assert found.sides[1].best is None

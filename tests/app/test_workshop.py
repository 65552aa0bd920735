"""The workshop: shared answers, work given up, errors in words, nothing kept without end."""

import threading

import pytest
from optimizer.solve import Planner, SolverError, solve

from app import workshop as module
from app.answers import Answer
from app.job import Stage
from app.study_source import Inputs
from app.workshop import Workshop, question_key
from optimizer.plan import Plan
from optimizer.scenario import RuleLever, Scenario
from optimizer.stop import Stop
from optimizer.study import BASELINE

PATIENCE = 30.0
FEWER = Scenario(weeks={"europe": 5.0})


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> threading.Event:
    """Make quick plans come unproven; proofs wait for the event, or to be stopped."""
    released = threading.Event()
    quick, exact = Planner.quick, Planner.exact

    def unproven(self: Planner, **options: object) -> Plan:
        plan = quick(self, **options)  # type: ignore[arg-type]
        return plan.but(status="feasible") if plan.found else plan

    def waiting(self: Planner, *, stop: Stop, **options: object) -> Plan:
        while not released.wait(0.01) and not stop.thrown:
            pass
        return exact(self, stop=stop, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(Planner, "quick", unproven)
    monkeypatch.setattr(Planner, "exact", waiting)
    return released


def test_the_answer_is_the_plan(workshop: Workshop, small_inputs: Inputs) -> None:
    job = workshop.ask(small_inputs, BASELINE, "me")
    assert job.wait_until_over(PATIENCE)
    assert job.stage is Stage.DONE
    assert job.answer is not None
    best = solve(small_inputs.study.problem())
    assert job.answer.plan.value == pytest.approx(best.value, rel=module.GAP)
    assert {short.resource for short in job.answer.scarcities} == {
        "europe", "africa", "thematic", "trust", "core",
    }  # fmt: skip


def test_the_same_question_is_answered_once(workshop: Workshop, small_inputs: Inputs) -> None:
    mine = workshop.ask(small_inputs, FEWER, "me")
    assert workshop.ask(small_inputs, FEWER.but(name="other name"), "you") is mine
    assert workshop.ask(small_inputs, BASELINE, "him") is not mine


def test_other_contents_are_another_question(small_inputs: Inputs) -> None:
    edited = Inputs(small_inputs.study, "edited")
    assert question_key(small_inputs, FEWER) != question_key(edited, FEWER)
    both = Scenario(must=frozenset({"country:AAA", "country:BBB"}))
    again = Scenario(must=frozenset({"country:BBB", "country:AAA"}))
    assert question_key(small_inputs, both) == question_key(small_inputs, again)


def test_the_quick_plan_comes_first(
    workshop: Workshop, small_inputs: Inputs, slow: threading.Event
) -> None:
    job = workshop.ask(small_inputs, BASELINE, "me")
    assert job.wait(PATIENCE)
    assert not job.over
    assert job.answer is not None
    slow.set()
    assert job.wait_until_over(PATIENCE)
    assert job.stage is Stage.DONE


def test_moving_on_stops_what_nobody_else_wants(
    workshop: Workshop, small_inputs: Inputs, slow: threading.Event
) -> None:
    job = workshop.ask(small_inputs, BASELINE, "me")
    workshop.ask(small_inputs, FEWER, "me")
    assert job.wait_until_over(PATIENCE)
    assert job.stage is Stage.STOPPED
    assert not slow.is_set()


def test_moving_on_leaves_what_another_wants(
    workshop: Workshop, small_inputs: Inputs, slow: threading.Event
) -> None:
    job = workshop.ask(small_inputs, BASELINE, "me")
    workshop.ask(small_inputs, BASELINE, "you")
    workshop.ask(small_inputs, FEWER, "me")
    assert not job.stop.thrown
    slow.set()
    assert job.wait_until_over(PATIENCE)
    assert job.stage is Stage.DONE


def test_another_desk_gives_nothing_up(
    workshop: Workshop, small_inputs: Inputs, slow: threading.Event
) -> None:
    job = workshop.ask(small_inputs, BASELINE, "me", "baseline")
    workshop.ask(small_inputs, FEWER, "me")
    assert not job.stop.thrown
    slow.set()


def test_stopping_keeps_the_plan_found_so_far(
    workshop: Workshop, small_inputs: Inputs, slow: threading.Event
) -> None:
    job = workshop.ask(small_inputs, BASELINE, "me")
    assert job.wait(PATIENCE)
    workshop.stop(job, "me")
    assert job.wait_until_over(PATIENCE)
    assert job.stage is Stage.STOPPED
    assert job.answer is not None
    assert job.answer.plan.found
    assert workshop.ask(small_inputs, BASELINE, "me") is job
    slow.set()
    further = workshop.ask(small_inputs, BASELINE, "me", longer=True)
    assert further is not job
    assert further.seconds > job.seconds
    assert further.answer is not None
    assert further.wait_until_over(PATIENCE)
    assert further.stage is Stage.DONE


def test_a_stop_of_one_is_not_a_stop_for_another(
    workshop: Workshop, small_inputs: Inputs, slow: threading.Event
) -> None:
    job = workshop.ask(small_inputs, BASELINE, "me")
    workshop.ask(small_inputs, BASELINE, "you")
    workshop.stop(job, "me")
    assert not job.stop.thrown
    slow.set()
    assert job.wait_until_over(PATIENCE)
    assert job.stage is Stage.DONE


def test_an_impossible_scenario_says_what_conflicts(
    workshop: Workshop, small_inputs: Inputs
) -> None:
    # One country per region at most, but both African countries must be in.
    scenario = Scenario(
        must=frozenset({"country:BBB", "country:BBB-port"}),
        rules={"national_only": RuleLever(enabled=False)},
    )
    job = workshop.ask(small_inputs, scenario, "me")
    assert job.wait_until_over(PATIENCE)
    assert job.answer is not None
    assert job.answer.plan.status == "infeasible"
    assert job.answer.plan.conflicts


def test_bad_levers_fail_in_words(workshop: Workshop, small_inputs: Inputs) -> None:
    job = workshop.ask(small_inputs, Scenario(weeks={"mars": 3.0}), "me")
    assert job.wait_until_over(PATIENCE)
    assert job.stage is Stage.FAILED
    assert "mars" in " ".join(job.problems)


@pytest.mark.parametrize("error", [SolverError("lost its way"), RuntimeError("a bug")])
def test_errors_of_a_thread_reach_the_person(
    workshop: Workshop,
    small_inputs: Inputs,
    monkeypatch: pytest.MonkeyPatch,
    error: Exception,
) -> None:
    def broken(_: Planner, **__: object) -> Plan:
        raise error

    monkeypatch.setattr(Planner, "quick", broken)
    job = workshop.ask(small_inputs, BASELINE, "me")
    assert job.wait_until_over(PATIENCE)
    assert job.stage is Stage.FAILED
    assert len(job.problems) == 1
    other = workshop.ask(small_inputs, FEWER, "you")
    assert other.wait_until_over(PATIENCE)


def test_answers_are_not_kept_without_end(
    workshop: Workshop, small_inputs: Inputs, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MOST_JOBS", 3)
    for weeks in range(8):
        job = workshop.ask(
            small_inputs, Scenario(weeks={"europe": float(weeks)}), f"person {weeks}"
        )
        assert job.wait_until_over(PATIENCE)
    workshop.ask(small_inputs, BASELINE, "me")
    assert workshop.size <= 4


def test_twenty_people_get_their_own_plans(workshop: Workshop, small_inputs: Inputs) -> None:
    # Each asks for another capacity; whoever has least has the least worth (more never hurts).
    scenarios = [Scenario(weeks={"africa": 3.0 * number}) for number in range(20)]
    jobs = [
        workshop.ask(small_inputs, scenario, f"person {number}")
        for number, scenario in enumerate(scenarios)
    ]
    assert all(job.wait_until_over(PATIENCE) for job in jobs)
    for job, scenario in zip(jobs, scenarios, strict=True):
        assert job.answer is not None
        assert job.answer.scenario == scenario
        africa = [use for use in job.answer.plan.capacity if use.resource == "africa"]
        assert all(use.available == scenario.weeks["africa"] for use in africa)


def test_the_first_plan_keeps_what_it_can_of_the_one_near_it(
    workshop: Workshop, small_inputs: Inputs, slow: threading.Event
) -> None:
    near = workshop.ask(small_inputs, BASELINE, "me", "baseline")
    slow.set()
    assert near.wait_until_over(PATIENCE)
    slow.clear()
    job = workshop.ask(small_inputs, FEWER, "me", near=near)
    assert job.wait(PATIENCE)
    assert near.answer is not None
    assert job.answer is not None
    assert job.answer.plan.found
    assert job.answer.plan.ids <= near.answer.plan.ids
    slow.set()


def test_the_better_answer_stays(workshop: Workshop, small_inputs: Inputs) -> None:
    job = workshop.ask(small_inputs, BASELINE, "me")
    assert job.wait_until_over(PATIENCE)
    answer = job.answer
    assert answer is not None
    assert answer.plan.value is not None
    less = Answer(BASELINE, answer.plan.but(value=answer.plan.value - 1))
    none = Answer(BASELINE, answer.plan.but(value=None, status="unknown"))
    assert module.better(answer, less) is answer
    assert module.better(answer, none) is answer
    assert module.better(less, answer) is answer
    assert module.better(None, less) is less

"""One plan for one question: on every face, at every start, under any load, rows shuffled."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from optimizer.plan import Plan
from optimizer.scenario import RuleLever, Scenario
from optimizer.search.effort import EXACT, PLAN, Effort
from optimizer.search.find_plan import find_plan
from optimizer.search.model import SolverError
from optimizer.stop import Stop
from optimizer.study import Study, open_study
from questions import plan as module
from questions.asking import ask
from questions.jobs import JobQueue, Stage
from questions.plan import PlanQuestion, SolverQuestion
from tests.questions.test_question import shuffled

PATIENCE = 300.0
FEWER = Scenario(weeks={"europe": 5.0})


@contextmanager
def busy(threads: int = 2) -> Iterator[None]:
    """Keep every core busy with threads that take the interpreter from others, too."""
    over = threading.Event()

    def loop() -> None:
        while not over.is_set():
            sum(range(20_000))
            time.sleep(0.001)

    loops = [threading.Thread(target=loop, daemon=True) for _ in range(threads)]
    for one in loops:
        one.start()
    try:
        yield
    finally:
        over.set()
        for one in loops:
            one.join()


@pytest.mark.parametrize("scenario", [Scenario(), FEWER, Scenario(must=frozenset({"country:BBB"}))])
def test_the_plan_is_worth_what_another_solver_finds(
    small_study: Study, scenario: Scenario
) -> None:
    found = ask(small_study, PlanQuestion(scenario=scenario, effort=EXACT))
    other = ask(small_study, SolverQuestion(scenario=scenario, solver="PULP_CBC_CMD", gap=0.0))
    assert found.result.plan.value == pytest.approx(other.result.plan.value, abs=1e-6)
    proof = found.proof
    assert proof is not None
    assert (proof.status, proof.value) == ("optimal", found.result.plan.value)
    assert found.work.searches > 0
    assert {short.resource for short in found.result.scarcities} == {
        "europe", "africa", "thematic", "trust", "core",
    }  # fmt: skip


def test_a_solver_that_is_not_there_is_told(small_study: Study) -> None:
    with pytest.raises(SolverError, match="installed here"):
        ask(small_study, SolverQuestion(solver="NOBODY"))


def test_an_impossible_scenario_says_what_conflicts(small_study: Study) -> None:
    # One country per region at most, but both African countries must be in.
    scenario = Scenario(
        must=frozenset({"country:BBB", "country:BBB-port"}),
        rules={"national_only": RuleLever(enabled=False)},
    )
    found = ask(small_study, PlanQuestion(scenario=scenario)).result.plan
    assert found.status == "infeasible"
    assert found.conflicts


def test_the_baseline_is_compared_with_the_list_in_force_and_others_with_the_baseline() -> None:
    assert PlanQuestion().compared_with is None
    assert PlanQuestion(scenario=Scenario(name="named", tolerance=0.01)).compared_with is None
    assert PlanQuestion(scenario=FEWER, effort=EXACT).compared_with == PlanQuestion(effort=EXACT)


def test_a_what_if_starts_from_the_plan_of_the_baseline(
    small_study: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    searches: list[dict[str, Any]] = []

    def spied(problem: Any, effort: Effort, **how: Any) -> Plan:
        searches.append({"effort": effort, **how})
        return find_plan(problem, effort, **how)

    monkeypatch.setattr(module, "find_plan", spied)
    queue = JobQueue(cores=0)
    baseline = queue.answer(small_study, PlanQuestion()).result.plan
    queue.answer(small_study, PlanQuestion(scenario=FEWER))
    first, last = searches
    assert (first["starts"], first["compared_with"]) == ((), None)
    assert last["starts"] == (baseline.decisions,)
    assert last["compared_with"] == baseline.decisions
    assert last["tolerance"] == FEWER.tolerance


def test_the_same_plan_under_any_load_with_one_worker_and_with_two_and_rows_shuffled(
    small_study: Study,
) -> None:
    # The command line's answer is what everybody gets.
    study = open_study()
    expected = ask(study, PlanQuestion()).result
    for cores in (1, 2):
        queue = JobQueue(cores=cores)
        try:
            with busy():
                job = queue.ask(shuffled(study, cores), PlanQuestion(), "me", "baseline")
                for number in range(20):
                    other = PlanQuestion(scenario=Scenario(weeks={"europe": 1.0 + number}))
                    queue.ask(small_study, other, f"person {number}", "what-if")
                assert job.wait_until_over(PATIENCE)
        finally:
            queue.close()
            queue.join()
        assert job.stage is Stage.DONE
        assert job.shown is not None
        assert job.shown == expected


def test_a_stopped_plan_is_the_best_so_far_and_is_gone_on_with(
    small_study: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = threading.Event()

    def waiting(problem: Any, effort: Effort, **how: Any) -> Plan:
        found = find_plan(problem, effort, **how)
        stop: Stop = how["stop"]
        while not held.wait(0.01) and not stop.thrown:
            pass
        return found.but(value=(found.value or 0.0) - 1.0) if stop.thrown else found

    monkeypatch.setattr(module, "find_plan", waiting)
    queue = JobQueue(cores=2)
    try:
        job = queue.ask(small_study, PlanQuestion(), "me")
        assert job.wait(PATIENCE)
        queue.stop(job, "me")
        assert job.wait_until_over(PATIENCE)
        assert job.answer is not None
        assert job.answer.stopped == "person"
        held.set()
        queue.go_on(job, "me")
        whole = queue.ask(small_study, PlanQuestion(), "me")
        assert whole.shown is not None
        assert whole.wait_until_over(PATIENCE)
        assert whole.stage is Stage.DONE
        assert whole.shown.plan.value == pytest.approx(find_plan(small_study.problem(), PLAN).value)
    finally:
        queue.close()
        queue.join()


def test_twenty_people_get_their_own_plans(small_study: Study) -> None:
    # Each asks for another capacity; whoever has least has the least worth (more never hurts).
    scenarios = [Scenario(weeks={"africa": 3.0 * number}) for number in range(20)]
    queue = JobQueue(cores=2)
    try:
        jobs = [
            queue.ask(small_study, PlanQuestion(scenario=one), f"person {number}", "what-if")
            for number, one in enumerate(scenarios)
        ]
        assert all(job.wait_until_over(PATIENCE) for job in jobs)
    finally:
        queue.close()
        queue.join()
    for job, scenario in zip(jobs, scenarios, strict=True):
        assert job.shown is not None
        africa = [use for use in job.shown.plan.capacity if use.resource == "africa"]
        assert all(use.available == scenario.weeks["africa"] for use in africa)

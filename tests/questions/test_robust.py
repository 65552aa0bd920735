"""Draws: the same in the end however often they were stopped, and more go on from fewer.

Oracle: draws made in one go by the sampler itself, which has tests of its own.
"""

import threading

import numpy as np
import pytest

from optimizer.robust.incremental_sampling import growing
from optimizer.robust.jobs import Drawn, Inquiry
from optimizer.robust.sampling import Sample
from optimizer.robust.uncertainty import UncertaintyModel
from optimizer.scenario import Scenario
from optimizer.search.effort import DRAW
from optimizer.study import Study
from questions import robust as module
from questions.about import NoPlanHereError
from questions.asking import ask
from questions.find_out import FindOutQuestion
from questions.jobs import JobQueue, Stage
from questions.plan import PlanQuestion
from questions.rank_sureness import RankSurenessQuestion
from questions.robust import SampleQuestion, WeightSetQuestion

PATIENCE = 60.0


def same(one: Sample, other: Sample) -> None:
    assert one.plans == other.plans
    for name in ("numbers", "coefficients", "points", "bound", "with_it", "without_it"):
        assert np.array_equal(getattr(one, name), getattr(other, name))


@pytest.fixture
def in_one_go(small_study: Study) -> Sample:
    """Sixty draws, from the plan."""
    plan = ask(small_study, PlanQuestion()).result.plan.decisions
    inquiry = Inquiry(
        small_study.problem(), Drawn(small_study.scorecard(), UncertaintyModel()), DRAW
    )
    return list(growing(inquiry, 60, plans=(plan,)))[-1]


def test_draws_start_at_the_plan(small_study: Study, in_one_go: Sample) -> None:
    same(ask(small_study, SampleQuestion(draws=60)).result, in_one_go)


def test_draws_that_were_stopped_end_the_same(
    queue: JobQueue, small_study: Study, in_one_go: Sample
) -> None:
    question = SampleQuestion(draws=60)
    for _ in range(3):
        job = queue.ask(small_study, question, "me")
        job.wait(PATIENCE)
        queue.stop(job, "me")
        assert job.wait_until_over(PATIENCE)
        queue.go_on(job, "me")
    job = queue.ask(small_study, question, "me")
    assert job.wait_until_over(PATIENCE)
    assert job.stage is Stage.DONE
    assert job.shown is not None
    same(job.shown, in_one_go)


def test_more_draws_go_on_from_fewer_whoever_asked_first(
    queue: JobQueue, small_study: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "STEPS", (10, 30))
    straight = ask(small_study, SampleQuestion(draws=40)).result
    fewer = queue.answer(small_study, SampleQuestion(draws=10)).result
    more = queue.answer(small_study, SampleQuestion(draws=40)).result
    same(more, straight)
    assert np.array_equal(more.coefficients[:10], fewer.coefficients)
    assert queue.final(small_study, SampleQuestion(draws=30)) is not None


def test_the_steps_of_fewer_draws_are_steps_of_more(
    queue: JobQueue, small_study: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "STEPS", (10,))
    seen: list[tuple[int, int]] = []
    told = threading.Event()

    def progress(done: int, total: int, _: str) -> None:
        seen.append((done, total))
        told.set()

    queue.answer(small_study, SampleQuestion(draws=30), progress=progress)
    assert told.is_set()
    assert seen == sorted(seen)
    assert {total for _, total in seen} == {30}
    assert any(0 < done < 10 for done, _ in seen)
    assert seen[-1] == (30, 30)


def test_without_a_plan_nothing_can_be_drawn(small_study: Study) -> None:
    impossible = Scenario(
        must=frozenset({"country:AAA"}), must_not=frozenset(), weeks={"europe": 0.0}
    )
    with pytest.raises(NoPlanHereError):
        ask(small_study, SampleQuestion(scenario=impossible, draws=5))


def test_what_rests_on_draws_makes_them_once(queue: JobQueue, small_study: Study) -> None:
    drawing = SampleQuestion(draws=20)
    queue.answer(small_study, FindOutQuestion(sampled=drawing))
    made = queue.final(small_study, drawing)
    assert made is not None
    proof = queue.answer(small_study, WeightSetQuestion(draws=20, moved=0.1)).result
    assert queue.final(small_study, drawing) is made
    assert {one.id for one in proof.candidates} >= {"country:AAA", "country:BBB"}


def test_ranks_of_some_are_among_each_other(small_study: Study) -> None:
    kind = "commitment"
    ids = frozenset(small_study.scorecard().kinds[kind].ids[:2])
    found = ask(small_study, RankSurenessQuestion(kind=kind, ids=ids, draws=50)).result
    assert set(found.ids) == ids
    assert np.allclose(found.rank.sum(axis=1), 1.0)
    assert found.rank.shape == (2, 2)

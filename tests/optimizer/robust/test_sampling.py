"""Thousands of draws put together, whoever did them.

Oracles: every plan of the small example tried one by one under every draw; the same draws done by
this process, by two others, and by a Dask cluster.
"""

import importlib
from collections import Counter

import numpy as np
import pytest

from config.problems import InputError
from optimizer.robust.core_index import core_indices, service_indices
from optimizer.robust.jobs import Drawn, Inquiry, NoPlanError
from optimizer.robust.sampling import Progress, Sample, sample
from optimizer.robust.uncertainty import UncertaintyModel
from optimizer.robust.workers import Cluster, Processes, Threads
from optimizer.scenario import Scenario
from optimizer.search.effort import EXACT, Effort
from optimizer.stop import Stop
from optimizer.study import Study
from scoring.weight_samples import AnyWeights, WeightsAround, WeightsOfPeople
from tests.optimizer.brute_force import BruteForce
from tests.optimizer.robust.drawn import problem_at
from tests.optimizer.solved import solve


def _inquiry(study: Study, uncertainty: UncertaintyModel, effort: Effort = EXACT) -> Inquiry:
    return Inquiry(
        study.problem(Scenario(periods=1)), Drawn(study.scorecard(), uncertainty, 7), effort
    )


def _same(one: Sample, other: Sample) -> None:
    assert one.plans == other.plans
    assert one.numbers.tolist() == other.numbers.tolist()
    for field in ("coefficients", "points", "bound", "with_it", "without_it"):
        assert np.array_equal(getattr(one, field), getattr(other, field)), field


def test_every_draw_has_the_best_of_all_plans(small_study: Study) -> None:
    found = sample(_inquiry(small_study, UncertaintyModel(weights=AnyWeights())), 4)
    assert found.draws == 4
    for coefficients, value, bound in zip(
        found.coefficients, found.value, found.bound, strict=True
    ):
        best = BruteForce(problem_at(found.objective, coefficients)).best()
        assert best is not None
        assert value == pytest.approx(best.value, abs=1e-5)
        assert bound == pytest.approx(best.value, abs=1e-4)


def test_the_core_index_is_the_share_of_best_plans_with_a_candidate(small_study: Study) -> None:
    """The best plan of every draw, each problem written out and solved from nothing, counted."""
    found = sample(_inquiry(small_study, UncertaintyModel(weights=AnyWeights())), 60)
    focus: Counter[str] = Counter()
    services: Counter[tuple[str, str]] = Counter()
    for coefficients in found.coefficients:
        best = solve(problem_at(found.objective, coefficients))
        assert best.other_ties is False
        focus.update(best.ids)
        services.update({(key[0], key[1]) for key in best.decisions.services})
    for one in core_indices(found):
        assert one.index.share == pytest.approx(focus[one.id] / 60), one.id
        assert one.index.low <= one.index.share <= one.index.high
        assert one.surely_in <= one.index.share + 1e-9
        assert one.index.share <= 1 - one.surely_out + 1e-9
    for given in service_indices(found):
        assert given.index.share == pytest.approx(services[given.candidate, given.service] / 60)
    assert 0 < sum(focus.values()) < 60 * len(found.objective.candidates)


def test_a_longer_run_begins_with_the_shorter(small_study: Study) -> None:
    inquiry = _inquiry(small_study, UncertaintyModel(weights=WeightsAround(concentration=5)))
    short, long = sample(inquiry, 30), sample(inquiry, 70)
    assert np.array_equal(long.coefficients[:30], short.coefficients)
    assert long.value[:30] == pytest.approx(short.value)


def test_people_are_drawn_with_all_their_weights(small_study: Study) -> None:
    """Three people: the plan of each, in about a third of the draws."""
    kinds = {
        kind: WeightsOfPeople(
            people={
                person: dict.fromkeys(scores.criteria, 1.0)
                | {scores.criteria[number % len(scores.criteria)]: 9.0}
                for number, person in enumerate(("ann", "bob", "cat"))
            }
        )
        for kind, scores in small_study.scorecard().kinds.items()
    }
    found = sample(_inquiry(small_study, UncertaintyModel(by_kind=kinds, evidence=False)), 90)
    different = Counter(tuple(np.round(coefficients, 9)) for coefficients in found.coefficients)
    assert len(different) == 3
    assert all(15 <= times <= 45 for times in different.values())


def test_a_known_plan_is_kept_and_valued(small_study: Study) -> None:
    plan = solve(small_study.problem(Scenario(periods=1)))
    found = sample(
        _inquiry(small_study, UncertaintyModel()), 20, plans=[plan.decisions, plan.decisions]
    )
    assert found.given == 1
    assert found.plans[0] == plan.decisions
    assert np.all(found.points[:, 0] <= found.value + 1e-9)


def test_stopped_work_keeps_what_is_done(small_study: Study) -> None:
    stop = Stop()
    seen: list[Progress] = []

    def after_the_first(progress: Progress) -> None:
        seen.append(progress)
        stop.throw()

    found = sample(
        _inquiry(small_study, UncertaintyModel()), 200, stop=stop, progress=after_the_first
    )
    assert found.asked == 200
    assert found.draws == seen[0].done == 20
    assert len(core_indices(found)) == len(small_study.problem().areas)


def test_stopped_before_anything_is_done_there_are_no_draws(small_study: Study) -> None:
    stop = Stop()
    stop.throw()
    found = sample(_inquiry(small_study, UncertaintyModel()), 50, stop=stop)
    assert found.draws == 0
    with pytest.raises(ValueError, match="at least one draw"):
        core_indices(found)


def test_a_problem_without_plans_is_said(small_study: Study) -> None:
    inquiry = _inquiry(small_study, UncertaintyModel())
    locked = inquiry.problem.but(
        must=frozenset({"country:CCC"}),
    )
    with pytest.raises(NoPlanError, match="no plan meets all conditions"):
        sample(Inquiry(locked, inquiry.source, EXACT), 5)


@pytest.mark.parametrize("several", [Processes, Threads])
def test_several_find_what_one_finds(
    several: type[Processes] | type[Threads], small_study: Study
) -> None:
    inquiry = _inquiry(small_study, UncertaintyModel(weights=AnyWeights()))
    workers = several(2)
    try:
        together = sample(inquiry, 130, workers=workers)
        stop = Stop()
        stopped = sample(inquiry, 400, workers=workers, stop=stop, progress=lambda _: stop.throw())
    finally:
        workers.close()
    _same(together, sample(inquiry, 130))
    assert 0 < stopped.draws < 400
    assert stopped.asked == 400


@pytest.mark.server
def test_a_cluster_finds_what_one_process_finds(small_study: Study) -> None:
    """A real scheduler with two workers, on loopback."""
    distributed = importlib.import_module("distributed")
    inquiry = _inquiry(small_study, UncertaintyModel(weights=AnyWeights()))
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, dashboard_address=None, host="127.0.0.1"
    ) as cluster:
        workers = Cluster(cluster.scheduler_address)
        try:
            together = sample(inquiry, 130, workers=workers)
            stop = Stop()
            stopped = sample(
                inquiry, 400, workers=workers, stop=stop, progress=lambda _: stop.throw()
            )
        finally:
            workers.close()
    _same(together, sample(inquiry, 130))
    assert 0 < stopped.draws < 400


def test_a_cluster_that_does_not_answer_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("optimizer.robust.workers.CONNECT_SECONDS", 0.5)
    with pytest.raises(InputError, match="address of a running Dask scheduler"):
        Cluster("tcp://127.0.0.1:1")
    with pytest.raises(InputError, match="address of a running Dask scheduler"):
        Cluster("no address")

"""A sample that grows is the sample of all its draws, at every step and after a stop.

Oracle: the same draws sampled in one go, each proven best.
"""

import numpy as np
import pytest

from optimizer.robust import incremental_sampling as module
from optimizer.robust.core_index import core_indices
from optimizer.robust.incremental_sampling import growing, joined
from optimizer.robust.jobs import Drawn, Inquiry
from optimizer.robust.pool import plan_key
from optimizer.robust.sampling import Progress, Sample, sample
from optimizer.robust.uncertainty import UncertaintyModel
from optimizer.scenario import Scenario
from optimizer.search.effort import EXACT
from optimizer.stop import Stop
from optimizer.study import Study
from scoring.weight_samples import AnyWeights


@pytest.fixture(autouse=True)
def _short_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "FIRST_STEP", 3)
    monkeypatch.setattr(module, "STEP", 4)


@pytest.fixture(scope="module")
def inquiry(small_study: Study) -> Inquiry:
    problem = small_study.problem(Scenario(periods=1))
    return Inquiry(
        problem, Drawn(small_study.scorecard(), UncertaintyModel(weights=AnyWeights()), 7), EXACT
    )


def same(one: Sample, other: Sample) -> None:
    """Two samples of the same draws, whose plans may have been found in another order."""
    assert one.numbers.tolist() == other.numbers.tolist()
    assert np.array_equal(one.coefficients, other.coefficients)
    assert one.value == pytest.approx(other.value)
    assert one.bound == pytest.approx(other.bound)
    indices = [{each.id: each.index for each in core_indices(found)} for found in (one, other)]
    assert indices[0] == indices[1]


def test_every_step_is_the_sample_of_its_draws(inquiry: Inquiry) -> None:
    told: list[Progress] = []
    steps = list(growing(inquiry, 12, progress=told.append, job=2))
    assert [step.draws for step in steps] == [3, 7, 11, 12]
    for step in steps:
        same(step, sample(inquiry, step.draws))
        assert step.asked == 12
    assert [one.done for one in told] == [2, 3, 5, 7, 9, 11, 12]
    assert {one.total for one in told} == {12}


def test_what_was_stopped_goes_on_where_it_was(inquiry: Inquiry) -> None:
    stop = Stop()

    def after_five(progress: Progress) -> None:
        if progress.done >= 5:
            stop.throw()

    first = list(growing(inquiry, 12, stop=stop, progress=after_five, job=1))[-1]
    assert first.draws == 5
    assert first.asked == 12
    whole = list(growing(inquiry, 12, before=first))[-1]
    same(whole, sample(inquiry, 12))


def test_a_sample_can_be_made_longer(inquiry: Inquiry) -> None:
    short = list(growing(inquiry, 3))[-1]
    assert [step.draws for step in growing(inquiry, 9, before=short)] == [7, 9]
    assert list(growing(inquiry, 3, before=short)) == []


def test_a_plan_of_one_part_serves_the_draws_of_the_other(inquiry: Inquiry) -> None:
    one, other = sample(inquiry, 4), sample(inquiry, 4, first=4)
    assert other.numbers.tolist() == [4, 5, 6, 7]
    both = joined(one, other)
    assert both.points.shape == (8, len(both.plans))
    assert {plan_key(plan) for plan in both.plans} == {
        plan_key(plan) for plan in (*one.plans, *other.plans)
    }
    same(both, sample(inquiry, 8))


def test_a_stop_before_the_beginning_finds_nothing(inquiry: Inquiry) -> None:
    stop = Stop()
    stop.throw()
    assert list(growing(inquiry, 4, stop=stop)) == []

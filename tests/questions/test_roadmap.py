"""Half-year by half-year. Oracles: each half-year solved alone, and all of them at once."""

import dataclasses

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from config.capacity import Period
from config.configuration import Configuration
from config.problems import InputError
from data.dataset import Dataset, Window
from optimizer.scenario import Scenario
from optimizer.search.effort import EXACT
from optimizer.study import Study
from questions.asking import ask
from questions.overlay import with_list_in_force
from questions.plan import PlanQuestion
from questions.roadmap import Roadmap, RoadmapQuestion
from tests.factories import cases
from tests.optimizer.solved import solve
from tests.rounds import AAA, BBB

PROVEN = PlanQuestion(effort=EXACT)
NEAR = 1e-6
PERIODS = ("H1", "H2", "H3")


def with_periods(study: Study, windows: tuple[Window, ...] = ()) -> Study:
    configuration = study.configuration
    periods = tuple(Period(id=name) for name in PERIODS)
    capacity = configuration.capacity.but(periods=periods, horizon=1)
    return dataclasses.replace(
        study,
        configuration=configuration.but(capacity=capacity, content_hash=""),
        dataset=study.dataset.but(windows=windows),
    )


@pytest.fixture
def three(small_study: Study) -> Study:
    return with_periods(small_study)


def roadmap(study: Study, scenario: Scenario | None = None, free: str | None = None) -> Roadmap:
    question = RoadmapQuestion(scenario=scenario or Scenario(), plan=PROVEN, free=free)
    return ask(study, question).result


def test_the_first_half_year_is_the_plan(three: Study) -> None:
    found = roadmap(three)
    assert [half.period for half in found.half_years] == list(PERIODS)
    assert found.half_years[0].plan == ask(three, PROVEN).result.plan
    assert found.complete


def test_each_half_year_is_planned_on_the_list_of_the_one_before(three: Study) -> None:
    """Oracle: the list put in force by hand, and that half-year solved alone."""
    found = roadmap(three)
    for before, half in zip(found.half_years, found.half_years[1:], strict=False):
        study = with_list_in_force(three, before.plan.ids)
        alone = solve(study.problem(Scenario(since=half.period))).value
        assert half.plan.value == pytest.approx(alone, abs=NEAR)
        assert {key[-1] for key in half.plan.decisions.services} == {half.period}


def test_who_has_no_window_any_more_ends(small_study: Study) -> None:
    """AAA can be supported in the first half-year only: it leaves then, and is paid for."""
    study = with_periods(small_study, (Window(candidate=AAA, period="H1"),))
    found = roadmap(study)
    assert AAA in found.half_years[0].plan.ids
    assert all(AAA not in half.plan.ids for half in found.half_years[1:])
    assert AAA in found.half_years[1].plan.left
    stays = roadmap(study, Scenario(min_stay=3))
    assert stays.complete
    assert all(AAA not in half.promised for half in stays.half_years)


def test_a_promise_keeps_who_begins(three: Study) -> None:
    """Somebody who begins at the price of a lock stays when it is promised, and costs as much."""
    found = roadmap(three, Scenario(min_stay=3))
    begun = set(found.half_years[0].plan.entered)
    assert begun
    for half in found.half_years[1:]:
        assert begun <= set(half.promised)
        assert begun <= half.plan.ids


def test_a_seat_is_kept_free(three: Study) -> None:
    usual, kept = roadmap(three), roadmap(three, free="country")
    kinds = {one.id: one.kind for one in three.dataset.candidates}

    def countries(found: Roadmap) -> list[int]:
        return [sum(kinds[one] == "country" for one in h.plan.ids) for h in found.half_years]

    assert countries(kept)[0] == countries(usual)[0]
    assert countries(kept)[1:] == [many - 1 for many in countries(usual)[1:]]
    assert usual.over(kept).low >= -NEAR
    with pytest.raises(InputError, match="must be one of a kind"):
        roadmap(three, free="planet")


def test_a_half_year_without_a_plan_ends_the_roadmap(small_study: Study) -> None:
    """BBB must be in and cannot be supported in the second half-year."""
    study = with_periods(small_study, (Window(candidate=BBB, period="H1"),))
    found = roadmap(study, Scenario(must=frozenset((BBB,))))
    assert [half.plan.found for half in found.half_years] == [True, False]
    assert not found.complete
    assert found.half_years[1].plan.status == "infeasible"


def yearly(study: Study, *kinds: str) -> Study:
    """Return a study in which some kinds are reviewed every second half-year."""
    old = study.configuration
    changed = {kind: old.criteria.kinds[kind].but(review=2) for kind in kinds}
    criteria = old.criteria.but(kinds={**old.criteria.kinds, **changed})
    configuration = old.but(criteria=criteria, content_hash="")
    return dataclasses.replace(study, configuration=configuration)


def test_a_list_changes_at_its_reviews(small_study: Study) -> None:
    """AAA, the best country, can be supported from the second half-year on; it enters in the third.

    Rolled on from the second half-year, the list in force stays as well.
    """
    late = tuple(Window(candidate=AAA, period=one) for one in PERIODS[1:])
    usual = roadmap(with_periods(small_study, late))
    assert [AAA in half.plan.ids for half in usual.half_years] == [False, True, True]
    study = yearly(with_periods(small_study, late), "country")
    found = roadmap(study)
    assert [AAA in half.plan.ids for half in found.half_years] == [False, False, True]
    assert [half.kept for half in found.half_years] == [(), ("country",), ()]
    rolled = with_list_in_force(study, found.half_years[0].plan.ids)
    again = roadmap(rolled, Scenario(since="H2"))
    assert again.half_years[0].plan.ids == found.half_years[1].plan.ids
    assert again.half_years[0].kept == ("country",)


def test_a_window_closes_between_reviews(small_study: Study) -> None:
    """AAA leaves when its window closes, and nobody takes its place until the next review."""
    study = yearly(with_periods(small_study, (Window(candidate=AAA, period="H1"),)), "country")
    kinds = {one.id: one.kind for one in study.dataset.candidates}
    lists = [
        {one for one in half.plan.ids if kinds[one] == "country"}
        for half in roadmap(study).half_years
    ]
    assert AAA in lists[0]
    assert lists[1] == lists[0] - {AAA}


def test_a_seat_becomes_free_at_a_review(three: Study) -> None:
    study = yearly(three, "country")
    usual, kept = roadmap(study), roadmap(study, free="country")
    kinds = {one.id: one.kind for one in study.dataset.candidates}
    many = [
        [sum(kinds[one] == "country" for one in half.plan.ids) for half in found.half_years]
        for found in (usual, kept)
    ]
    assert kept.complete
    assert many[1] == [*many[0][:2], many[0][2] - 1]


def test_more_half_years_than_there_are(three: Study) -> None:
    with pytest.raises(InputError, match="1 to 3 of the periods"):
        ask(three, RoadmapQuestion(half_years=4))


@given(data=st.data())
@settings(max_examples=25)
def test_no_roadmap_is_worth_more_than_its_bound(data: st.DataObject) -> None:
    """Oracle: the best of all roadmaps, found by one programme over all half-years."""
    configuration, dataset = data.draw(cases(most=5, periods=3))
    study = _study(configuration, dataset)
    study = yearly(
        study, *data.draw(st.sets(st.sampled_from(sorted(configuration.criteria.kinds))))
    )
    found = roadmap(study)
    whole = solve(study.problem(Scenario(periods=3)))
    if not found.complete:
        return
    assert whole.value is not None
    assert found.value <= whole.value + NEAR
    assert found.most is not None
    assert whole.value <= found.most + NEAR * max(1.0, abs(found.most))


def _study(configuration: Configuration, dataset: Dataset) -> Study:
    capacity = configuration.capacity.but(horizon=1)
    return Study(dataset, configuration.but(capacity=capacity, content_hash=""))

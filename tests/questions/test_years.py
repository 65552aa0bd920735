"""Year after year. Oracle: each list by its own question, with the list before put in by hand."""

import pytest

from config.problems import Problems
from data.dataset import Dataset
from data.vintage import at
from optimizer.past_list import unaware
from optimizer.scenario import Scenario
from optimizer.study import BASELINE, Study
from questions.jobs import JobQueue
from questions.overlay import with_list_in_force
from questions.plan import PlanQuestion
from questions.years import Years, YearsQuestion, check_order, read_years

PLAN = PlanQuestion()


def turned(dataset: Dataset) -> Dataset:
    """Return the small dataset with, of 2030, the opposite value of everybody."""
    first = [row for row in dataset.evidence if isinstance(row.value, float)]
    highest = {
        measure: max(float(row.value) for row in first if row.measure == measure)
        for measure in {row.measure for row in first}
    }
    lowest = {
        measure: min(float(row.value) for row in first if row.measure == measure)
        for measure in highest
    }
    later = [
        row.but(
            value=highest[row.measure] + lowest[row.measure] - float(row.value), as_of="2030",
            low=None, high=None,
        )
        for row in first
    ]  # fmt: skip
    dated = tuple(row if row.as_of else row.but(as_of="2019") for row in dataset.evidence)
    return dataset.but(evidence=(*dated, *later))


@pytest.fixture
def dataset(small_study: Study) -> Dataset:
    return turned(small_study.dataset)


@pytest.fixture
def first(small_study: Study, dataset: Dataset) -> Study:
    return Study(at(dataset, "2028"), small_study.configuration)


@pytest.fixture
def found(queue: JobQueue, first: Study, dataset: Dataset) -> Years:
    question = YearsQuestion.over(dataset, years=("2029", "2030"))
    return queue.answer(first, question).result


def test_every_list_is_the_plan_beside_the_list_before(
    queue: JobQueue, first: Study, dataset: Dataset, found: Years
) -> None:
    assert [one.as_of for one in found.lists] == ["2028-12-31", "2029-12-31", "2030-12-31"]
    inside = frozenset(one.id for one in first.dataset.candidates if one.incumbent)
    for one, as_of in zip(found.lists, ("2028", "2029", "2030"), strict=True):
        study = with_list_in_force(Study(at(dataset, as_of), first.configuration), inside)
        assert queue.answer(study, PLAN).result.plan.ids == one.plan.ids
        blind, scenario = unaware(study, BASELINE)
        alone = queue.answer(blind, PlanQuestion(scenario=scenario)).result.plan
        assert alone.ids == one.free
        inside = one.plan.ids


def test_what_the_change_is_worth(
    queue: JobQueue, first: Study, dataset: Dataset, found: Years
) -> None:
    """Nothing became known in 2029: holding still is free. In 2030 it is a plan held by hand."""
    still, last = found.lists[1:]
    assert not found.entered(1) | found.left(1)
    assert still.worth is not None
    assert still.worth.found == pytest.approx(0, abs=1e-6)
    assert found.entered(2) | found.left(2)
    before = found.lists[1].plan.ids
    study = with_list_in_force(Study(at(dataset, "2030"), first.configuration), before)
    may = before - set(last.cannot_stay)
    held = queue.answer(study, PlanQuestion(scenario=Scenario(must=may))).result.plan
    assert last.cannot_stay == ("country:AAA",)
    assert last.worth is not None
    assert held.value is not None
    assert last.plan.value is not None
    assert last.worth.found == pytest.approx(last.plan.value - held.value, abs=1e-6)
    assert last.worth.low >= 0


def test_every_move_adds_up_to_its_causes(found: Years) -> None:
    last = found.lists[-1]
    assert {one.id for one in last.moves} == found.entered(2) | found.left(2)
    for move in last.moves:
        assert sum(move.shares.values()) == pytest.approx(1)


def test_other_tables_are_another_question(first: Study, dataset: Dataset) -> None:
    one = YearsQuestion.over(dataset, years=("2029",))
    other = YearsQuestion.over(dataset.but(evidence=dataset.evidence[:-1]), years=("2029",))
    assert one.key(first) != other.key(first)
    assert one.key(first) != YearsQuestion.over(dataset, years=("2030",)).key(first)


@pytest.mark.parametrize(
    ("typed", "years"),
    [
        ("2021..2023", ("2021", "2022", "2023")),
        ("2021, 2023", ("2021", "2023")),
        ("2021", ("2021",)),
        ("2023..2021", ()),
        ("1900..2023", ()),
        ("next year", ()),
        ("", ()),
    ],
)
def test_years_as_they_are_typed(typed: str, years: tuple[str, ...]) -> None:
    problems = Problems()
    assert read_years("--years", typed, problems) == years
    assert bool(problems) is not bool(years)


@pytest.mark.parametrize(
    ("years", "places"), [(("2029",), []), (("2030", "2029"), ["x"]), (("2028",), ["x"])]
)
def test_years_come_in_order(first: Study, years: tuple[str, ...], places: list[str]) -> None:
    problems = Problems()
    check_order("x", years, first, problems)
    assert [one.file for one in problems.found()] == places


def test_the_first_list_is_as_of_a_day(small_study: Study) -> None:
    problems = Problems()
    check_order("x", ("2029",), small_study, problems)
    assert [one.file for one in problems.found()] == ["--as-of"]

"""The test with a past list: nothing may depend on that list, and the vintage is heeded.

Oracle: the same question about tables in which the list never stood.
"""

import dataclasses

import pytest

from config.problems import InputError, Problems
from data.vintage import at
from optimizer.past_list import on_record, past_list, unaware
from optimizer.scenario import Scenario
from optimizer.search.effort import EXACT
from optimizer.study import BASELINE, Study, open_study
from questions.asking import ask
from questions.backtest import Backtested, BacktestQuestion, list_of
from questions.plan import PlanQuestion


def looked(study: Study, **how: object) -> Backtested:
    return ask(study, BacktestQuestion.model_validate({"effort": EXACT, **how})).result


def test_the_list_does_not_help_itself(small_study: Study) -> None:
    """Another list in force: the very same plan and places, and other hits."""
    dataset = small_study.dataset
    turned = dataset.but(
        candidates=tuple(one.but(incumbent=not one.incumbent) for one in dataset.candidates)
    )
    ours, theirs = looked(small_study), looked(Study(turned, small_study.configuration))
    assert ours.plan is not None
    assert theirs.plan is not None
    assert (ours.plan.ids, ours.plan.value) == (theirs.plan.ids, theirs.plan.value)
    pools = [{one.ranked.kind: one.ranked.pool for one in found.kinds} for found in (ours, theirs)]
    for kind in pools[0].keys() & pools[1].keys():
        assert pools[0][kind] == pools[1][kind]
    assert ours.past == {one.id for one in dataset.candidates if one.incumbent}
    assert not ours.past & theirs.past


def test_the_plan_is_that_of_tables_without_a_list(small_study: Study) -> None:
    dataset = small_study.dataset
    never = dataset.but(candidates=tuple(one.but(incumbent=False) for one in dataset.candidates))
    study = Study(never, small_study.configuration)
    by_hand = ask(study, PlanQuestion(effort=EXACT)).result.plan
    found = looked(small_study)
    assert found.plan is not None
    assert found.plan.ids == by_hand.ids
    for one in found.kinds:
        assert one.planned is not None
        kind = {c.id for c in dataset.candidates if c.kind == one.ranked.kind}
        assert one.planned.hits == len(by_hand.ids & found.past & kind)


def test_limits_of_change_against_the_list_are_lifted(small_study: Study) -> None:
    _, scenario = unaware(small_study, Scenario(most_changes=0, min_stay=2))
    assert (scenario.most_changes, scenario.min_stay) == (None, 2)
    found = looked(small_study, scenario=Scenario(most_changes=0))
    assert found.plan is not None
    assert found.plan.ids == looked(small_study).plan.ids  # type: ignore[union-attr]


def test_a_list_later_than_the_vintage_is_still_the_one_to_be_found(small_study: Study) -> None:
    dataset = small_study.dataset
    dated = dataset.but(
        candidates=tuple(
            one.but(incumbent_since="2020" if one.incumbent else "") for one in dataset.candidates
        )
    )
    cut = dataclasses.replace(small_study, dataset=at(dated, "2019"))
    assert not any(one.incumbent for one in cut.dataset.candidates)
    assert on_record(cut.dataset)
    assert past_list(cut.dataset) == past_list(dataset)
    dates = {one.ranked.kind: (one.values, one.not_before) for one in looked(cut).kinds}
    assert all(later == 0 for _, later in dates.values())


def test_values_no_older_than_the_list_are_counted(small_study: Study) -> None:
    """Of the themes' three values all are of 2019; a list of November 2019 could be theirs."""
    dataset = small_study.dataset

    def since(date: str) -> dict[str, int]:
        dated = dataset.but(
            candidates=tuple(
                one.but(incumbent_since=date if one.incumbent else "") for one in dataset.candidates
            )
        )
        found = looked(Study(dated, small_study.configuration), planned=False)
        return {one.ranked.kind: one.not_before for one in found.kinds}

    assert since("2019-11")["theme"] == 3
    assert since("2020")["theme"] == 0
    assert since("")["theme"] == 0


def test_any_column_names_a_list(small_study: Study) -> None:
    found = looked(small_study, column="income_group", value="low", planned=False)
    assert found.past == {
        one.id for one in small_study.dataset.candidates if one.columns.get("income_group") == "low"
    }
    with pytest.raises(InputError, match="must have a candidate"):
        past_list(small_study.dataset, "income_group", "golden")


@pytest.mark.parametrize("text", ["income_group", "income_group=golden", "=", "nothing=low"])
def test_a_list_that_nobody_is_on_is_told(small_study: Study, text: str) -> None:
    problems = Problems()
    list_of(text, small_study, problems)
    (problem,) = problems.found()
    assert (problem.file, problem.value) == ("--list", text)


def test_texts_that_name_a_list(small_study: Study) -> None:
    problems = Problems()
    assert list_of(None, small_study, problems) == ("incumbent", "yes")
    assert list_of(" income_group = low ", small_study, problems) == ("income_group", "low")
    assert not problems


def test_the_bundled_list() -> None:
    """The finding of the docs: 3 of 13 countries in the first 13 of 76, where chance finds 2.2."""
    found = ask(open_study(), BacktestQuestion(planned=False)).result
    countries, themes = (one.ranked for one in found.kinds)
    assert (countries.kind, len(countries.pool), len(countries.listed)) == ("country", 76, 13)
    assert (countries.ranking.hits, countries.by_region is not None) == (3, True)
    assert countries.ranking.expected == pytest.approx(169 / 76)
    assert not [name for name, one in countries.criteria.items() if one.tells]
    assert (themes.kind, themes.ranking.hits) == ("theme", 6)
    before = ask(open_study(as_of="2019"), BacktestQuestion(planned=False)).result
    assert [one.ranked.ranking.hits for one in before.kinds] == [4, 2]


def test_the_scenario_is_the_baseline_unless_said(small_study: Study) -> None:
    question = BacktestQuestion()
    assert question.scenario == BASELINE
    other = BacktestQuestion(scenario=Scenario(worth={"theme": 0.0}))
    assert question.key(small_study) != other.key(small_study)

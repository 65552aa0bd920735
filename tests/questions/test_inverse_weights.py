"""Which weights would find the list in force, asked of a study. Oracle: the ranking itself."""

import numpy as np
import pytest

from config.problems import InputError
from optimizer.past_list import could_be_chosen, past_list, unaware
from optimizer.scenario import Scenario
from optimizer.study import BASELINE, Study, open_study
from questions.asking import ask
from questions.backtest import BacktestQuestion
from questions.inverse_weights import InversePlanQuestion, InverseWeightsQuestion, kinds_on
from tests.optimizer.solved import solve


@pytest.mark.long
def test_the_bundled_countries() -> None:
    """The finding of the docs: no weights find more than 6 of 13; those given find 3."""
    found = ask(open_study(), InverseWeightsQuestion(kind="country")).result
    assert (found.listed, found.given, found.most, found.at_most) == (13, 3, 6, 6)
    moved = [round(100 * step.moved, 1) for step in found.steps]
    assert moved == pytest.approx([6.4, 10.8, 18.9], abs=0.1)


def test_the_bundled_themes() -> None:
    found = ask(open_study(), InverseWeightsQuestion(kind="theme")).result
    assert (found.listed, found.given, found.most, found.at_most) == (9, 6, 6, 6)
    assert found.steps == ()


def test_the_weights_do_what_is_said_of_them() -> None:
    """Themes as of 2019: ranked again with the weights found, as many are among the first."""
    study = open_study(as_of="2019")
    found = ask(study, InverseWeightsQuestion(kind="theme")).result
    assert found.given < found.most
    for step in found.steps:
        scenario = Scenario(weights={"theme": step.weights})
        tested = ask(study, BacktestQuestion(scenario=scenario, planned=False)).result
        (themes,) = (one.ranked for one in tested.kinds if one.ranked.kind == "theme")
        assert themes.ranking.hits >= step.hits
        assert set(step.found) <= past_list(study.dataset) - {one.id for one in themes.missed}


def test_no_drawn_weights_find_more() -> None:
    """Themes as of 2019 under 2,000 drawn weights."""
    study = open_study(as_of="2019")
    found = ask(study, InverseWeightsQuestion(kind="theme")).result
    blind, scenario = unaware(study, BASELINE)
    scores = blind.scorecard(scenario).kinds["theme"]
    could, past = could_be_chosen(blind.problem(scenario)), past_list(study.dataset)
    inside = [at for at, one in enumerate(scores.ids) if one in could]
    listed = np.array([scores.ids[at] in past for at in inside])
    drawn = np.random.default_rng(0).dirichlet(np.ones(len(scores.criteria)), 2_000)
    for points in drawn @ scores.values[inside].T:
        line = np.sort(points)[::-1][found.listed]
        assert (points[listed] > line + 0.01).sum() <= found.most


def test_a_kind_without_anybody_on_the_list_is_told(small_study: Study) -> None:
    question = InverseWeightsQuestion(kind="theme", column="income_group", value="low")
    with pytest.raises(InputError, match="must have one of the kind who could be chosen"):
        ask(small_study, question)


def test_of_a_plan_the_weights_do_what_is_said_of_them(small_study: Study) -> None:
    """Planned again with the weights found, as many of the list are in; kinds are those of it."""
    past = past_list(small_study.dataset)
    for kind in kinds_on(small_study, BASELINE):
        found = ask(small_study, InversePlanQuestion(kind=kind)).result
        assert found.most == found.at_most
        given = Scenario()
        for hits, scenario in (
            (found.given, given),
            *((one.hits, Scenario(weights={kind: one.weights})) for one in found.steps),
        ):
            blind, levers = unaware(small_study, scenario)
            plan = solve(blind.problem(levers))
            assert len({one for one in plan.ids & past if one.startswith(kind)}) >= hits


def test_only_kinds_with_somebody_on_the_list_are_asked(small_study: Study) -> None:
    there = {small_study.dataset.by_id[one].kind for one in past_list(small_study.dataset)}
    assert set(kinds_on(small_study, BASELINE)) == there

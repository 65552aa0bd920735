"""The test with the list in force, on Ranking and on Overview, held against the same question."""

import time

import pytest

from optimizer.study import Study
from questions.asking import ask
from questions.backtest import BacktestQuestion
from questions.inverse_weights import InversePlanQuestion, InverseWeightsQuestion
from reports import inverse_weights
from reports.backtest import line, report
from reports.setting import Setting
from reports.words import mid_sentence
from tests.app.web.screens.conftest import PATIENCE, Opener, until, words


@pytest.mark.usefixtures("small_app")
def test_ranking_says_what_the_command_says(opened: Opener, small_study: Study) -> None:
    found = ask(small_study, BacktestQuestion()).result
    told = report(found, Setting(small_study), kind="country")
    page = opened("ranking")
    page.segmented_control(key="ranking-part").set_value("backtest").run()
    said = until(page, told.answer)
    assert all(sentence in said for sentence in (*told.text, *(n.text for n in told.notes)))
    page.segmented_control(key="kind").set_value("theme").run()
    until(page, report(found, Setting(small_study), kind="theme").answer)


@pytest.mark.usefixtures("small_app")
def test_overview_says_it_in_a_line(opened: Opener, small_study: Study) -> None:
    found = ask(small_study, BacktestQuestion()).result
    page = opened("overview")
    sentence = mid_sentence(line(found, Setting(small_study)))
    end = time.monotonic() + PATIENCE
    while sentence not in words(page) and time.monotonic() < end:
        page.run()
    assert f"Tested without knowing the list in force: {sentence}" in words(page)


@pytest.mark.usefixtures("small_app")
def test_other_weights_are_looked_for_when_asked(opened: Opener, small_study: Study) -> None:
    found = ask(small_study, InverseWeightsQuestion(kind="country")).result
    told = inverse_weights.report(found, Setting(small_study), "country")
    page = opened("ranking")
    page.segmented_control(key="ranking-part").set_value("backtest").run()
    assert told.answer not in words(page)
    page.toggle(key="backtest-weights").set_value(True).run()
    until(page, told.answer)
    of_plan = ask(small_study, InversePlanQuestion(kind="country")).result
    page.toggle(key="backtest-weights-plan").set_value(True).run()
    put = inverse_weights.report(of_plan, Setting(small_study), "country", planned=True)
    until(page, put.answer)

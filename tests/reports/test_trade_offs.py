"""Easy questions in words, from plans made by hand. Oracle: figures worked out here."""

from collections.abc import Sequence

import numpy as np
import pytest

from optimizer.decisions import Decisions
from optimizer.study import Study
from optimizer.trade_offs import PlansOverWeights
from questions.trade_offs import Elicited, typed
from reports import trade_offs
from reports.setting import Setting
from scoring.trade_offs import Answer, Preference, TradeOff, fit
from tests.reports.faces import said_alike


@pytest.fixture(scope="module")
def one_way(bundled_study: Study) -> TradeOff:
    """Return two countries of the bundled set of which each is better on one criterion."""
    scores = bundled_study.scorecard().kinds["country"]
    a, b = (scores.criteria.index(name) for name in ("stability", "resources_and_partners"))
    first = int(np.argmax(scores.values[:, a] - scores.values[:, b]))
    second = int(np.argmax(scores.values[:, b] - scores.values[:, a]))
    return TradeOff(
        first=scores.ids[first], second=scores.ids[second],
        better="stability", worse="resources_and_partners",
    )  # fmt: skip


def found(
    study: Study, answers: Sequence[Answer], question: TradeOff | None, *, control: bool = False
) -> Elicited:
    scores = study.scorecard().kinds["country"]
    fitted = fit(scores, answers)
    plans = PlansOverWeights(
        study.problem(), scores, (Decisions(),), fitted.region, fitted.region.draws(50, 0)
    )
    return Elicited(scores, tuple(answers), fitted, plans, question, control=control, drawn=12)


def test_the_next_question_names_both_and_how_much(bundled_study: Study, one_way: TradeOff) -> None:
    one = found(bundled_study, [], one_way)
    setting = Setting(bundled_study)
    told = trade_offs.report(one, setting)
    said_alike(told)
    first, second = setting.label(one_way.first), setting.label(one_way.second)
    assert told["question"].text[0] == trade_offs.ASKED
    assert told["question"].text[1].startswith(f"{first}, better on ")
    assert second in told["question"].text[1]
    rows = told.table("sides").rows
    assert rows[0]["first"] > rows[0]["second"]
    assert rows[1]["first"] < rows[1]["second"]
    assert trade_offs.choices(one, setting)[Preference.FIRST] == first
    assert trade_offs.options(one)[Preference.SECOND] == (
        f"{one_way.second} over {one_way.first} on resources_and_partners/stability"
    )


def test_answers_that_cannot_all_hold_are_named(bundled_study: Study, one_way: TradeOff) -> None:
    yes = Answer(**one_way.model_dump(), preference=Preference.FIRST)
    no = yes.but(preference=Preference.SECOND)
    told = trade_offs.report(found(bundled_study, [yes, no], None), Setting(bundled_study))
    said_alike(told)
    assert told.text[0].startswith("Your answers cannot all hold. The fewest to give up: number 2")
    assert [row["fits"] for row in told.table("answers").rows] == ["yes", "no: left out"]
    assert told.facts["contradicted"] == [2]
    again = trade_offs.report(found(bundled_study, [yes, yes], None), Setting(bundled_study))
    assert again.text[0].startswith("Your answers fit together: 1 of 2 follows")
    assert [row["typed"] for row in again.table("answers").rows] == [typed(yes)] * 2


def test_one_plan_known_is_settled_and_a_control_says_what_it_is(
    bundled_study: Study, one_way: TradeOff
) -> None:
    yes = Answer(**one_way.model_dump(), preference=Preference.SAME)
    one = found(bundled_study, [yes], one_way, control=True)
    told = trade_offs.report(one, Setting(bundled_study))
    assert told.answer == (
        "After 1 answer the plan is settled: under 95 % of the weights that fit no plan known is "
        "worth more than 0.0 % more, at the very worst 0.0 %."
    )
    assert told["question"].text[0] == trade_offs.TEST
    assert told["open"].text
    shares = [float(text.split("=")[1][:-1]) for text in trade_offs.levers(one)]
    assert len(shares) == 6
    assert sum(shares) <= 100

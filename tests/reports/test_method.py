"""How it was made. Oracles: the small example's tables; the files of the tests themselves."""

from pathlib import Path

import pytest

from optimizer.study import Study
from questions.answer import Answer
from questions.asking import ask
from questions.backtest import BacktestQuestion
from questions.plan import Planned
from reports import method
from reports.setting import Setting
from tests.reports.faces import said_alike

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("one", method.TESTS_MADE, ids=lambda one: one.what)
def test_what_is_said_to_be_tested_is_tested_there(one: method.Tested) -> None:
    text = (ROOT / one.file).read_text(encoding="utf-8")
    assert "def test_" in text
    assert one.names in text


def test_assumptions_are_counted(small_study: Study) -> None:
    told = method.report(Setting(small_study))
    rows = {row["what"]: row for row in told.table(method.ASSUMED).rows}
    capacity, dataset = small_study.configuration.capacity, small_study.dataset
    assert rows["Team sizes"]["of"] == len(capacity.teams)
    assert rows["Values of measures"]["of"] == len(dataset.evidence)
    assert rows["Values of measures"]["assumed"] == len(
        [row for row in dataset.evidence if row.basis == "assumption"]
    )
    said_alike(told)


def test_the_bundled_set_says_what_is_missing_first(bundled_study: Study) -> None:
    """Four ratings that only staff can give are missing for every country (docs/data.md)."""
    told = method.report(Setting(bundled_study))
    assert "4 ratings that only staff can give are missing for all of them" in told.answer
    assert "Countries: all 7 criteria weigh the same, which is a choice and not a finding." in (
        told[method.WEAK].items
    )


def test_the_proof_and_the_past_list_are_told(
    small_study: Study, recommended: Answer[Planned]
) -> None:
    plan = recommended.result.plan.but(gap=0.004)
    found = ask(small_study, BacktestQuestion(planned=False)).result
    told = method.in_short(Setting(small_study, plan=plan), found=found)
    assert any("proven within 0.4 %" in text for text in told.items)
    assert any(text.startswith("Of the ") for text in told.items)
    assert told.items[0].startswith("Assumed, not published: ")

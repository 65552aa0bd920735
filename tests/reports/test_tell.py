"""The Python interface: the examples of docs/python.md run as written, and every question is told.

Oracle: what the same examples print, and the command line's own answer to the same question.
"""

import io
import re
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

import pytest

from optimizer.scenario import Scenario
from optimizer.study import Study
from questions.alternatives import AlternativesQuestion
from questions.audit import AuditQuestion
from questions.backtest import BacktestQuestion
from questions.capacities import CapacitiesQuestion
from questions.check import CheckQuestion
from questions.compare import CompareQuestion
from questions.conditions import AddedConditionsQuestion, ConditionsQuestion, WaysOutQuestion
from questions.doubt import DoubtQuestion
from questions.explain import ExplainQuestion
from questions.find_out import FindOutQuestion
from questions.frontier import FrontierQuestion
from questions.inverse_weights import InverseWeightsQuestion
from questions.jobs import JobQueue
from questions.levers import LeversQuestion
from questions.partners import GapsQuestion, LossesQuestion, OverlapsQuestion, WithoutQuestion
from questions.plan import PlanQuestion
from questions.question import Question
from questions.rank import RankQuestion
from questions.robust import SampleQuestion
from questions.trade_offs import TradeOffQuestion
from reports import overview
from reports.setting import Setting
from reports.tell import REPORTS, tell
from reports.worth import quality

README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
PAGE = (Path(__file__).parents[2] / "docs" / "python.md").read_text(encoding="utf-8")
LEVERS = Scenario(usd={"core": 1_000.0})
IMPOSSIBLE = Scenario(must=frozenset({"country:AAA"}), weeks={"africa": 0.0, "europe": 0.0})


@pytest.fixture(scope="module")
def worked() -> tuple[dict[str, Any], str]:
    """Return what the examples of the page made, and what they printed."""
    names: dict[str, Any] = {}
    out = io.StringIO()
    with redirect_stdout(out):
        for code in re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL):
            exec(compile(code, "docs/python.md", "exec"), names)  # noqa: S102 (our own page)
    return names, " ".join(out.getvalue().split())


def test_the_first_page_is_quoted_as_it_is(worked: tuple[dict[str, Any], str]) -> None:
    """README shows what Overview says of the bundled data."""
    names, _ = worked
    plan = names["queue"].answer(names["study"], PlanQuestion()).result.plan
    told = overview.report(plan, Setting(names["study"], plan=plan))
    assert told.answer in README
    assert quality(plan) in README


def test_the_examples_run_as_written(worked: tuple[dict[str, Any], str]) -> None:
    _, said = worked
    text = re.sub(r"```python\n.*?```", "", PAGE, flags=re.DOTALL)
    shown = re.findall(r"(?:^    .*\n)+", text, re.MULTILINE)
    assert shown
    for words in shown:
        assert " ".join(words.split()) in said
    assert "Kenya" in said


@pytest.fixture(scope="module")
def queue() -> JobQueue:
    return JobQueue(cores=0)


def asked(study: Study) -> list[Question[Any]]:
    """Return one question of every kind that has a report, about the small example."""
    partner, candidate = study.dataset.partners[0].id, study.dataset.candidates[0].id
    found: list[Question[Any]] = [
        PlanQuestion(),
        RankQuestion(),
        AuditQuestion(kind="country", rows=2),
        BacktestQuestion(),
        InverseWeightsQuestion(kind="country"),
        CheckQuestion(),
        ExplainQuestion(candidate=candidate),
        CapacitiesQuestion(),
        ConditionsQuestion(),
        AddedConditionsQuestion(),
        WaysOutQuestion(),
        LeversQuestion(scenario=LEVERS),
        CompareQuestion.of(Scenario(), LEVERS),
        AlternativesQuestion(number=1),
        FrontierQuestion(points=2),
        SampleQuestion(draws=3),
        FindOutQuestion(),
        DoubtQuestion(draws=2),
        TradeOffQuestion(kind="country"),
        OverlapsQuestion(),
        GapsQuestion(),
        LossesQuestion(),
        WithoutQuestion(partner=partner),
    ]
    return found


def test_every_question_that_has_a_report_can_be_asked(small_study: Study) -> None:
    assert {type(one) for one in asked(small_study)} == set(REPORTS)


def test_where_there_is_no_plan_the_report_says_why(small_study: Study, queue: JobQueue) -> None:
    told = tell(small_study, PlanQuestion(scenario=IMPOSSIBLE), queue=queue)
    assert "no plan" in told.answer.lower()
    about = tell(small_study, FindOutQuestion(scenario=IMPOSSIBLE), queue=queue)
    assert about.answer == told.answer


def test_the_page_lists_every_question() -> None:
    listed = set(re.findall(r"`(\w+Question)`", PAGE.partition("## What can be asked")[2]))
    assert {one.__name__ for one in REPORTS} <= listed

"""Ask a question in Python, and get its answer as a report: what notebooks and scripts begin with.

study = open_study()
told = tell(study, PlanQuestion())
told.answer, told.table("focus").frame(), told.json()
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from optimizer.stop import By, Stop
from optimizer.study import Study
from questions.about import AboutPlan
from questions.alternatives import AlternativesQuestion
from questions.answer import Answer
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
from questions.robust import SampleQuestion, Sureness
from questions.trade_offs import TradeOffQuestion
from reports import (
    alternatives,
    audit,
    backtest,
    capacities,
    check,
    compare,
    doubt,
    explain,
    find_out,
    frontier,
    inverse_weights,
    levers,
    plan,
    rank,
    robust,
    rules,
    trade_offs,
    ways_out,
)
from reports.partners import gaps, loss, overlap
from reports.report import Report
from reports.setting import Setting


@dataclass(frozen=True)
class Told:
    """An answer, and what its report needs."""

    question: Any
    result: Any
    setting: Setting
    brief: Any
    """The report of the plan that the question is about, in brief; None where it is about none."""
    answer: Answer[Any]

    @property
    def stopped(self) -> By | None:
        """Who ended the work early, if anybody did."""
        return self.answer.stopped


def tell(
    study: Study,
    question: Question[Any],
    *,
    queue: JobQueue | None = None,
    stop: Stop | None = None,
) -> Report:
    """Return the answer to a question, as a report.

    Args:
        question: any of those that :data:`REPORTS` lists.
        queue: keeps answers, so that the next question finds them; None = nothing is kept.
        stop: ends the work early when thrown.

    Raises:
        InputError: the question does not fit the study.
        NothingYetError: it was stopped before there was anything to return.
        KeyError: no report is made of the answer to such a question alone.
    """
    make = REPORTS[type(question)]
    asked = queue or JobQueue(cores=0)
    setting, brief = Setting(study, question.scenario, queue=asked), None
    if isinstance(question, AboutPlan):
        planned = asked.answer(study, question.planned, stop=stop).result
        setting = Setting(study, question.scenario, planned.plan, asked)
        brief = plan.brief(planned, setting)
        if not planned.plan.found and not isinstance(question, WaysOutQuestion):
            return brief
    answer = asked.answer(study, question, stop=stop)
    return make(Told(question, answer.result, setting, brief, answer))


def _robust(told: Told) -> Report:
    plan_of = told.setting.plan
    assert plan_of is not None  # noqa: S101 (it is a question about a plan)
    sure = Sureness(told.result, plan_of.decisions)
    stopped = told.stopped is not None
    return robust.report(sure, told.question, told.setting, plan=told.brief, stopped=stopped)


REPORTS: Mapping[type[Question[Any]], Callable[[Told], Report]] = {
    PlanQuestion: lambda told: plan.report(
        told.result, told.setting, stopped=told.stopped, work=told.answer.work
    ),
    BacktestQuestion: lambda told: backtest.report(
        told.result, told.setting, stopped=told.stopped
    ),
    InverseWeightsQuestion: lambda told: inverse_weights.report(
        told.result, told.setting, told.question.kind, stopped=told.stopped
    ),
    RankQuestion: lambda told: rank.report(tuple(told.result.kinds.values()), told.setting),
    AuditQuestion: lambda told: audit.report(told.result, told.setting),
    CheckQuestion: lambda told: check.report(told.result, told.setting),
    ExplainQuestion: lambda told: explain.report([told.result], told.setting),
    CapacitiesQuestion: lambda told: capacities.report(told.result, told.setting),
    ConditionsQuestion: lambda told: rules.own(told.result, told.setting),
    AddedConditionsQuestion: lambda told: rules.added(told.result, told.setting),
    WaysOutQuestion: lambda told: ways_out.report(told.result, told.setting),
    LeversQuestion: lambda told: levers.report(told.result, told.setting),
    CompareQuestion: lambda told: compare.report(
        told.result, compare.named(told.question), told.setting, stopped=told.stopped
    ),
    AlternativesQuestion: lambda told: alternatives.report(
        told.result, told.setting, plan=told.brief, asked=told.question.number,
        differ=told.question.differ, stopped=told.stopped,
    ),
    FrontierQuestion: lambda told: frontier.report(
        told.result, told.setting, plan=told.brief, stopped=told.stopped
    ),
    SampleQuestion: _robust,
    DoubtQuestion: lambda told: doubt.report(
        told.result, told.question, told.setting, plan=told.brief
    ),
    TradeOffQuestion: lambda told: trade_offs.report(told.result, told.setting),
    FindOutQuestion: lambda told: find_out.report(told.result, told.setting),
    OverlapsQuestion: lambda told: overlap.report(told.result, told.setting),
    GapsQuestion: lambda told: gaps.report(told.result, told.setting),
    LossesQuestion: lambda told: loss.losses(told.result, told.setting),
    WithoutQuestion: lambda told: loss.without(told.result, told.setting),
}  # fmt: skip
"""Question → what makes its report."""

"""Would this have found a list of the past? Plan and ranking made without knowing it."""

from collections.abc import Collection
from typing import ClassVar

from config.base import Frozen
from config.problems import Problems
from data.vintage import last_day
from optimizer.past_list import INCUMBENT, could_be_chosen, past_list, unaware
from optimizer.plan import Plan
from optimizer.scenario import Scenario
from optimizer.search.effort import PLAN, Effort
from optimizer.study import Study
from questions.asking import Asking
from questions.plan import PlanQuestion
from questions.question import Question
from scoring.backtest import KindBacktest, backtest, chosen
from scoring.chance import Found


def list_of(
    text: str | None, study: Study, problems: Problems, option: str = "--list"
) -> tuple[str, str]:
    """Return column and value of the list that a text names; the list in force where there is none.

    ``text`` is as typed, ``COLUMN=VALUE``, for the option named.
    """
    if text is None:
        return INCUMBENT, "yes"
    column, _, value = (part.strip() for part in text.partition("="))
    if not any(one.columns.get(column) == value for one in study.dataset.candidates) or not value:
        problems.add(
            option,
            must="must be a column of candidates.csv and a value that some candidates have there",
            do="Write, say, considered_2020=yes.",
            value=text,
        )
    return column, value


class KindTested(Frozen):
    """What was found of one kind."""

    ranked: KindBacktest
    planned: Found | None = None
    """Of the plan; None where there is none (yet)."""
    values: int
    """Values that the kind's scores rest on."""
    not_before: int
    """Of these, those whose date does not say that they were known before the list."""


class Backtested(Frozen):
    """What plan and ranking find of a list."""

    kinds: tuple[KindTested, ...]
    """Of which the list has anybody who could be chosen, in configured order."""
    past: frozenset[str]
    plan: Plan | None = None
    """Made without knowing the list; None while it is not there."""


class BacktestQuestion(Question[Backtested]):
    """How much of a past list the scenario finds, with nothing that depends on that list."""

    name: ClassVar[str] = "backtest"

    effort: Effort = PLAN
    """How hard to look for the plan."""
    column: str = INCUMBENT
    """Column of ``candidates.csv`` that says who is on the list."""
    value: str = "yes"
    """What those on the list have there."""
    planned: bool = True
    """Whether to plan as well; else only the ranking is asked."""

    def work(self, asking: Asking[Backtested]) -> Backtested:
        """Rank, show that, and plan."""
        past = past_list(asking.study.dataset, self.column, self.value)
        study, scenario = unaware(asking.study, self.scenario)
        ranked = self._ranked(asking.study, study, scenario, past)
        if not self.planned:
            return ranked
        asking.show(ranked)
        question = PlanQuestion(scenario=scenario, effort=self.effort)
        plan = asking.ask(question, study).result.plan
        if not plan.found:
            return ranked.but(plan=plan)
        regions = {one.id: one.region for one in study.dataset.candidates}
        return ranked.but(
            plan=plan,
            kinds=tuple(
                one.but(planned=chosen(one.ranked, plan.ids, regions)) for one in ranked.kinds
            ),
        )

    def _ranked(
        self, study: Study, unaware_study: Study, scenario: Scenario, past: Collection[str]
    ) -> Backtested:
        could = could_be_chosen(unaware_study.problem(scenario))
        kinds = []
        for scores in unaware_study.scorecard(scenario).kinds.values():
            if not any(one in past and one in could for one in scores.ids):
                continue
            mine = [one for one in scores.ids if one in past]
            values, later = _dates(study, mine, scores.ids, set(scores.measures.measure))
            kinds.append(
                KindTested(ranked=backtest(scores, could, past), values=values, not_before=later)
            )
        return Backtested(kinds=tuple(kinds), past=frozenset(past))


def _dates(
    study: Study, listed: Collection[str], ids: Collection[str], measures: Collection[str]
) -> tuple[int, int]:
    """Return how many values count, and how many of them may be no older than the list."""
    dataset = study.dataset
    dates = {source.id: source.as_of for source in dataset.sources}
    known, kept = set(ids), set(measures)
    rows = [
        row.as_of or dates.get(row.source, "")
        for row in dataset.evidence
        if row.candidate in known and row.measure in kept
    ]
    since = [dataset.by_id[one].incumbent_since for one in listed]
    begins = min((date for date in since if date), default="")
    return len(rows), sum(
        bool(begins and date) and last_day(date).isoformat() >= begins for date in rows
    )

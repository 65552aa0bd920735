"""Why candidates are in or out of the plan, and what else was asked about it."""

from collections.abc import Sequence
from dataclasses import replace

from app.cli.asking import Asking, advice
from app.cli.options import Asked, Out
from app.cli.reading import Reader
from questions.capacities import CapacitiesQuestion
from questions.conditions import (
    AddedConditions,
    AddedConditionsQuestion,
    ConditionsQuestion,
    WaysOutQuestion,
)
from questions.explain import ExplainQuestion
from questions.levers import LeversQuestion
from questions.partners import CandidateQuestion, PlannedOverlapQuestion
from reports import capacities, explain, levers, rules, ways_out
from reports import card as card_report
from reports.report import Note, Report
from scoring.profile import profile

LISTS = ("candidates", "capacities", "conditions", "added", "levers", "ways_out")
"""What programs find in every answer, asked for or not."""
EARLY = "The search was stopped early; this is what was found until then."


def answer(
    asked: Asked, candidates: Sequence[str], parts: Sequence[str], *, card: bool, out: Out
) -> None:
    """Say why candidates are in or out, and what else was asked about the plan.

    ``parts`` are names of ``PARTS``; with a card all that is known of the candidate is told
    besides.
    """
    reader = Reader(asked, out)
    limits, do = reader.limits(), "Write, say, focus explain KEN."
    if not candidates and not parts:
        must = "must name a candidate, unless --capacities, --rules or --levers is given"
        reader.problems.add("ID", must=must, do=do)
    if card and len(candidates) != 1:
        reader.problems.add("--card", must="must have one candidate", do=do)
    names = {one.id: one.name for one in reader.study.dataset.candidates}
    ids = [reader.name("ID", text, names, "a candidate of the dataset") for text in candidates]
    asking = Asking.of(reader, limits)
    every: list[Report] = []
    hints: list[str] = []
    if asking.plan.found:
        found = []
        for candidate in filter(None, ids):
            question = ExplainQuestion(**asking.about, effort=limits.each, candidate=candidate)
            who = asking.setting.label(candidate)
            one = asking.ask(question, f"Looking for the best plan that decides otherwise on {who}")
            found += [] if one is None else [one]
        every = [explain.report(found, asking.setting)] if found else []
        every += [_card(asking, one.candidate) for one in found if card]
        every += [report for part in parts for report in PARTS[part](asking)]
        conflicts = [one.overruling.conflict for one in found if one.overruling.conflict]
        hints = [*advice(conflicts, asking.setting.conditions)]
    else:
        every = _no_plan(asking)
    asking.tell(_whole(every, asking), out, every=True, hints=hints)


def _whole(every: list[Report], asking: Asking) -> Report:
    """Return answers in one report, with the plan in brief."""
    plan, found = asking.brief, asking.plan.found
    cut = found and asking.stop.thrown
    first, *others = every or [Report("explain", explain.TITLE, EARLY)]
    report = first.followed_by(*others)
    there = {*report.facts, *(table.id for table in report.tables)}
    early = (Note("stopped", EARLY),) if cut else ()
    return replace(
        report,
        text=(plan.answer, *report.text) if found else report.text,
        notes=tuple(dict.fromkeys((*report.notes, *early, *plan.notes))),
        facts={
            **plan.facts,
            **{name: [] for name in LISTS if name not in there},
            "interrupted": cut,
        },
    )


def _no_plan(asking: Asking) -> list[Report]:
    """Return why there is no plan, and the ways out where it is proven that there is none."""
    if asking.plan.status != "infeasible":
        return [asking.brief]
    question = WaysOutQuestion(**asking.about, effort=asking.limits.each)
    found = asking.ask(question, "Looking for the smallest sets of conditions to give up")
    return [asking.brief, *([] if found is None else [ways_out.report(found, asking.setting)])]


def _card(asking: Asking, candidate: str) -> Report:
    scorecard = asking.queue.scorecard(asking.study, asking.scenario)
    found = profile(scorecard, asking.study.dataset, candidate)
    partners = asking.at_once(CandidateQuestion(candidate=candidate))
    repeated = asking.at_once(PlannedOverlapQuestion.of(asking.plan))
    return card_report.report(found, partners, repeated, asking.setting)


def _capacities(asking: Asking) -> list[Report]:
    question = CapacitiesQuestion(**asking.about, effort=asking.limits.each)
    found = asking.ask(question, "Planning again with more of each team and fund")
    return [capacities.report(found or (), asking.setting)]


def _rules(asking: Asking) -> list[Report]:
    alone = ConditionsQuestion(**asking.about, effort=asking.limits.each)
    adding = AddedConditionsQuestion(**asking.about, effort=asking.limits.each)
    own = asking.ask(alone, "Planning again without each rule and lock")
    steps = asking.ask(adding, "Planning with no rule, then adding one after the other")
    return [
        rules.own(own or (), asking.setting),
        rules.added(steps or AddedConditions(steps=(), whole=False), asking.setting),
    ]


def _levers(asking: Asking) -> list[Report]:
    question = LeversQuestion(**asking.about, effort=asking.limits.each)
    found = asking.ask(question, "Planning again without each lever of a team or fund")
    return [levers.report(found or (), asking.setting)]


PARTS = {"capacities": _capacities, "rules": _rules, "levers": _levers}
"""What may be asked about the whole plan."""

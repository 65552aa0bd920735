"""From the options of ``focus explain`` to a report."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from app.cli.advice import advice
from app.cli.known import AskedAbout, Known, knowing
from app.cli.render import show
from config.names import resolve
from config.problems import Problems
from optimizer.study import Study
from optimizer.why.explanation import Explanation
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
    asked: AskedAbout, candidates: list[str], parts: Iterable[str], *, card: bool, as_json: bool
) -> None:
    """Say why candidates are in or out, and what else was asked about the plan.

    Args:
        asked: the options.
        candidates: as they were typed.
        parts: what else: ``capacities``, ``rules``, ``levers``.
        card: whether all that is known of the candidate is told besides.
        as_json: whether for machines.

    Raises:
        InputError: an input or an option is not as it must be; carries every problem.
    """
    problems = Problems()
    wanted = tuple(parts)
    if not candidates and not wanted:
        problems.add(
            "ID",
            must="must name a candidate, unless --capacities, --rules or --levers is given",
            do="Write, say, focus explain KEN.",
        )
    if card and len(candidates) != 1:
        problems.add("--card", must="must have one candidate", do="Write, say, focus explain KEN.")
    ids: list[str | None] = []

    def named(study: Study, problems: Problems) -> None:
        names = {one.id: one.name for one in study.dataset.candidates}
        what = "a candidate of the dataset"
        ids.extend(resolve(text, names, what, "ID", problems) for text in candidates)

    with knowing(asked, problems, named) as known:
        if known.found.plan.found:
            found = _explanations(known, [one for one in ids if one is not None])
            every = [explain.report(found, known.setting)] if found else []
            every += [_card(known, one.candidate) for one in found if card]
            every += [part for one in wanted for part in PARTS[one](known)]
            conflicts = [one.overruling.conflict for one in found if one.overruling.conflict]
            hints: Iterable[str] = advice(conflicts, known.setting.conditions)
        else:
            every, hints = _no_plan(known), known.hints
        show(_whole(every, known), as_json=as_json, every=True, hints=hints)
    known.finish(answered=True)


def _whole(every: list[Report], known: Known) -> Report:
    """Return answers in one report, with the plan in brief."""
    plan, found = known.brief, known.found.plan.found
    first, *others = every or [Report("explain", explain.TITLE, EARLY)]
    report = first.followed_by(*others)
    there = {*report.facts, *(table.id for table in report.tables)}
    early = (Note("stopped", EARLY),) if known.interrupted and found else ()
    return replace(
        report,
        text=(plan.answer, *report.text) if found else report.text,
        notes=tuple(dict.fromkeys((*report.notes, *early, *plan.notes))),
        facts={
            **plan.facts,
            **{name: [] for name in LISTS if name not in there},
            "interrupted": known.interrupted and found,
        },
    )


def _about(known: Known) -> dict[str, Any]:
    """Return what every question here is about, and how hard it looks."""
    limits = known.limits
    return {"scenario": known.found.scenario, "plan": limits.plan, "effort": limits.each}


def _no_plan(known: Known) -> list[Report]:
    """Return why there is no plan, and the ways out where it is proven that there is none."""
    if known.found.plan.status != "infeasible":
        return [known.brief]
    question = WaysOutQuestion(**_about(known))
    doing = "Looking for the smallest sets of conditions to give up"
    found = known.ask(question, doing, without_plan=True)
    return [known.brief, *([] if found is None else [ways_out.report(found, known.setting)])]


def _explanations(known: Known, ids: list[str]) -> list[Explanation]:
    found = []
    for candidate in ids:
        question = ExplainQuestion(**_about(known), candidate=candidate)
        who = known.setting.label(candidate)
        one = known.ask(question, f"Looking for the best plan that decides otherwise on {who}")
        found += [] if one is None else [one]
    return found


def _card(known: Known, candidate: str) -> Report:
    study, plan = known.found.study, known.found.plan
    found = profile(known.scorecard, study.dataset, candidate)
    partners = known.queue.answer(study, CandidateQuestion(candidate=candidate)).result
    repeated = known.queue.answer(study, PlannedOverlapQuestion.of(plan)).result
    return card_report.report(found, partners, repeated, known.setting)


def _capacities(known: Known) -> list[Report]:
    question = CapacitiesQuestion(**_about(known))
    found = known.ask(question, "Planning again with more of each team and fund")
    return [capacities.report(found or (), known.setting)]


def _rules(known: Known) -> list[Report]:
    alone, adding = ConditionsQuestion(**_about(known)), AddedConditionsQuestion(**_about(known))
    own = known.ask(alone, "Planning again without each rule and lock")
    steps = known.ask(adding, "Planning with no rule, then adding one after the other")
    return [
        rules.own(own or (), known.setting),
        rules.added(steps or AddedConditions(steps=(), whole=False), known.setting),
    ]


def _levers(known: Known) -> list[Report]:
    question = LeversQuestion(**_about(known))
    found = known.ask(question, "Planning again without each lever of a team or fund")
    return [levers.report(found or (), known.setting)]


PARTS = {"capacities": _capacities, "rules": _rules, "levers": _levers}
"""What may be asked about the whole plan."""

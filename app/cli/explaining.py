"""From the options of ``focus explain`` to reasons, in words and as JSON."""

from dataclasses import dataclass
from typing import Any

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from app.cli.known import AskedAbout, Known, knowing
from app.cli.plan_json import Json, priced_json
from app.cli.plan_sentences import headline, no_plan_sentences
from config.names import resolve
from config.problems import Problems
from optimizer.conditions import Condition
from optimizer.levers import canonical
from optimizer.study import Study
from optimizer.why.conditions import AddedCondition, ConditionCost
from optimizer.why.explanation import Explanation
from optimizer.why.infeasible import Corrections
from optimizer.why.marginal import Marginal
from questions.capacities import CapacitiesQuestion
from questions.conditions import AddedConditionsQuestion, ConditionsQuestion, WaysOutQuestion
from questions.explain import ExplainQuestion
from questions.levers import LeverGain, LeversQuestion
from reports.condition_words import (
    KINDS,
    ConditionWords,
    change_json,
    condition_json,
    condition_name,
    conflict_json,
    conflicts_json,
)
from reports.why_sentences import (
    added_sentence,
    condition_sentence,
    correction_sentences,
    explanation_sentences,
    lever_sentence,
    marginal_sentence,
    step_words,
)


@dataclass(frozen=True)
class Reasons:
    """What was asked for, solved."""

    known: Known
    candidates: tuple[Explanation, ...] = ()
    capacities: tuple[Marginal, ...] = ()
    conditions: tuple[ConditionCost, ...] = ()
    added: tuple[AddedCondition, ...] = ()
    levers: tuple[LeverGain, ...] = ()
    ways_out: Corrections | None = None
    interrupted: bool = False


def find_reasons(
    asked: AskedAbout, candidates: list[str], *, capacities: bool, rules: bool, levers: bool = False
) -> Reasons:
    """Solve for the reasons that were asked for; without a plan, for ways out.

    Raises:
        InputError: an input or an option is not as it must be; carries every problem.
    """
    problems = Problems()
    if not candidates and not (capacities or rules or levers):
        problems.add(
            "ID",
            must="must name a candidate, unless --capacities, --rules or --levers is given",
            do="Write, say, focus explain KEN.",
        )
    ids: list[str | None] = []

    def named(study: Study, problems: Problems) -> None:
        names = {one.id: one.name for one in study.dataset.candidates}
        what = "a candidate of the dataset"
        ids.extend(resolve(text, names, what, "ID", problems) for text in candidates)

    with knowing(asked, problems, named) as known:
        if not known.found.plan.found:
            return Reasons(known=known, ways_out=_ways_out(known))
        every = [_explanation(known, one) for one in ids if one is not None]
        return Reasons(
            known=known,
            candidates=tuple(one for one in every if one is not None),
            capacities=_capacities(known) if capacities else (),
            conditions=_conditions(known) if rules else (),
            added=_added(known) if rules else (),
            levers=_levers(known) if levers else (),
            interrupted=known.interrupted,
        )


def _about(known: Known) -> dict[str, Any]:
    """Return what every question here is about, and how hard it looks."""
    limits = known.limits
    return {"scenario": known.found.scenario, "plan": limits.plan, "effort": limits.each}


def _ways_out(known: Known) -> Corrections | None:
    if known.found.plan.status != "infeasible":
        return None
    question = WaysOutQuestion(**_about(known))
    return known.ask(question, "Looking for the smallest sets of conditions to give up")


def _explanation(known: Known, candidate: str) -> Explanation | None:
    who = known.found.problem.by_id[candidate].name
    question = ExplainQuestion(**_about(known), candidate=candidate)
    return known.ask(question, f"Looking at the best plan on the other side of {who}")


def _capacities(known: Known) -> tuple[Marginal, ...]:
    question = CapacitiesQuestion(**_about(known))
    return known.ask(question, "Planning again with more of each team and fund") or ()


def _conditions(known: Known) -> tuple[ConditionCost, ...]:
    question = ConditionsQuestion(**_about(known))
    return known.ask(question, "Planning again without each rule and lock") or ()


def _added(known: Known) -> tuple[AddedCondition, ...]:
    question = AddedConditionsQuestion(**_about(known))
    found = known.ask(question, "Planning with no rule, then adding one after the other")
    return () if found is None else found.steps


def _levers(known: Known) -> tuple[LeverGain, ...]:
    question = LeversQuestion(**_about(known))
    return known.ask(question, "Planning again without each lever of a team or fund") or ()


def print_reasons(console: Console, reasons: Reasons) -> None:
    """Print what was asked for in sentences."""
    found = reasons.known.found
    told = found.conditions
    if not found.plan.found:
        for sentence in no_plan_sentences(found):
            console.print(sentence, markup=False)
        if reasons.ways_out is not None:
            console.print()
            console.print(Text("Ways out, the smallest first:", style="bold"))
            _print(console, list(correction_sentences(reasons.ways_out, told)))
        return
    for line in list(headline(found))[:2]:
        console.print(line, markup=False)
    for one in reasons.candidates:
        _section(console, f"{one.name} ({one.candidate})", list(explanation_sentences(one, told)))
    by_worth = sorted(reasons.capacities, key=lambda one: -one.points.found)
    _section(console, "One more unit", [marginal_sentence(one, told.name) for one in by_worth])
    _section(
        console,
        "What each moved team and fund did",
        [lever_sentence(one, told.name) for one in reasons.levers],
    )
    _section(
        console,
        "What each rule, lock and limit costs by itself",
        [condition_sentence(one, told) for one in reasons.conditions],
    )
    _section(console, "Added one by one", [added_sentence(one, told) for one in reasons.added])
    if reasons.interrupted:
        console.print()
        console.print("The search was ended early; what is told is what was found until then.")


def _section(console: Console, title: str, sentences: list[str]) -> None:
    if not sentences:
        return
    console.print()
    console.print(Text(title, style="bold"))
    _print(console, sentences)


def _print(console: Console, sentences: list[str]) -> None:
    for sentence in sentences:
        console.print(Padding(Text(sentence), (0, 0, 0, 2), expand=False))


def reasons_json(reasons: Reasons) -> Json:
    """Return what was asked for; plans are told by their value, bound and focus areas."""
    found = reasons.known.found
    told = found.conditions
    return {
        "status": found.plan.status,
        "value": found.plan.value,
        "bound": found.plan.bound,
        "scenario": canonical(found.scenario),
        "candidates": [_explained(one, told)
                       for one in reasons.candidates],
        "capacities": [
            {
                **one.model_dump(exclude={"points", "after", "enough", "change"}),
                "points": priced_json(one.points),
                "entered": [] if one.change is None else list(one.change.entered),
                "left": [] if one.change is None else list(one.change.left),
                "enough": None
                if one.enough is None
                else {"more": one.enough.more, "points": priced_json(one.enough.points)},
                "sentence": marginal_sentence(one, told.name),
            }
            for one in reasons.capacities
        ],
        "conditions": [
            {
                **_condition(one.condition, told.of(one.condition), told),
                **one.model_dump(exclude={"condition", "points", "after", "change"}),
                "points": priced_json(one.points),
                "entered": [] if one.change is None else list(one.change.entered),
                "left": [] if one.change is None else list(one.change.left),
                "sentence": condition_sentence(one, told),
            }
            for one in reasons.conditions
        ],
        "added": [
            {
                **_condition(one.condition, step_words(one, told), told),
                **one.model_dump(exclude={"condition", "points", "skipped", "plan"}),
                "points": priced_json(one.points),
                "value": one.plan.value,
                "bound": one.plan.bound,
                "sentence": added_sentence(one, told),
            }
            for one in reasons.added
        ],
        "levers": [
            {
                **one.model_dump(exclude={"points", "change"}),
                "points": priced_json(one.points),
                "entered": [] if one.change is None else list(one.change.entered),
                "left": [] if one.change is None else list(one.change.left),
                "sentence": lever_sentence(one, told.name),
            }
            for one in reasons.levers
        ],
        **conflicts_json(found.plan.conflicts, told),
        "ways_out": [
            {
                "conditions": list(told.correction(one)),
                "value": one.plan.value,
                "loosened": [condition_json(member, told) for member in one.conditions],
                "changes": [change_json(change, told) for change in one.changes],
            }
            for one in (() if reasons.ways_out is None else reasons.ways_out.sets)
        ],
        "interrupted": reasons.interrupted,
    }  # fmt: skip


def _condition(condition: Condition | None, words: str, told: ConditionWords) -> Json:
    """Return kind, name and words of a condition; None for none at all."""
    if condition is None:
        return {"kind": None, "name": "", "words": words}
    kind = KINDS.get(condition.kind, condition.kind)
    return {"kind": kind, "name": condition_name(condition, told), "words": words}


def _explained(one: Explanation, told: ConditionWords) -> Json:
    price = one.overruling
    conflict = price.conflict
    return {
        "candidate": one.candidate,
        "name": one.name,
        "inside": one.inside,
        "locked": one.locked,
        "forced": price.forced,
        "status": price.status,
        "price": priced_json(price.points),
        "displaced": list(price.displaced),
        "gained": list(price.gained),
        "shortages": [short.model_dump() for short in price.shortages],
        "limits": [limit.model_dump() for limit in price.limits],
        "conflict": [] if conflict is None else list(told.conflict(conflict)),
        "conflicting": None if conflict is None else conflict_json(conflict, told),
        "support": None if price.support is None else price.support.model_dump(),
        "line": None if one.line is None else one.line.model_dump(exclude={"candidate"}),
        "criteria": [need.model_dump() for need in one.criteria],
        "bettered": None if one.bettered is None else one.bettered.model_dump(),
        "sentences": list(explanation_sentences(one, told)),
    }

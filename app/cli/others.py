"""From the options of ``focus alternatives`` to other good plans, in words and as JSON."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from app.cli.known import AskedAbout, Known, knowing
from app.cli.limits import within as limited
from app.cli.plan_json import Json
from app.cli.plan_sentences import headline, no_plan_sentences
from config.problems import Problems
from optimizer.alternatives import Alternative, Favoured
from optimizer.bounded_value import BoundedValue
from optimizer.difference import PlanDifference
from optimizer.levers import canonical, read_number
from optimizer.plan import Plan
from optimizer.problem import Problem
from optimizer.study import Study
from questions.alternatives import AlternativesQuestion, FavouringQuestion
from reports.condition_words import conflicts_json
from reports.why_sentences import namer
from reports.words import listing, points, priced

COLUMNS = ("kind", "region")
"""What candidates may be favoured by."""


@dataclass(frozen=True)
class Others:
    """Other good plans."""

    known: Known
    alternatives: tuple[Alternative, ...] = ()
    favoured: Favoured | None = None
    favour: str | None = None
    asked: int = 0
    interrupted: bool = False

    @property
    def answered(self) -> bool:
        """Whether any plan was looked for to the end, or found."""
        some = bool(self.alternatives) or self.favoured is not None
        return self.known.found.plan.found and (some or not self.interrupted)


def find_others(
    asked: AskedAbout, *, number: int, differ: int, favour: str | None, within: str
) -> Others:
    """Look for the plans that were asked for.

    Raises:
        InputError: an input or an option is not as it must be; carries every problem.
    """
    problems = Problems()
    limited("--number", number, problems)
    limited("--differ", differ, problems)
    share = read_number(within)
    if share is None or not 0 <= share <= 1:
        problems.add(
            "--within", must="must be a share between 0 and 1", do="Write 2% or 0.02.",
            value=within,
        )  # fmt: skip
    favoured: frozenset[str] = frozenset()

    def chosen(study: Study, problems: Problems) -> None:
        nonlocal favoured
        favoured = _favoured(study, favour, problems)

    with knowing(asked, problems, chosen) as known:
        if not known.found.plan.found:
            return Others(known)
        about: dict[str, Any] = {
            "scenario": known.found.scenario,
            "plan": known.limits.plan,
        }
        if asked.gap is not None:
            about["effort"] = known.limits.each
        if favour is not None and share is not None:
            favouring = FavouringQuestion(**about, favoured=favoured, share=share)
            one = known.ask(favouring, f"Looking for a good plan with more of {favour}")
            return Others(known, favoured=one, favour=favour, interrupted=known.interrupted)
        question = AlternativesQuestion(**about, number=number, differ=differ)
        every = known.ask(question, f"Looking for {number} other plans") or ()
        return Others(known, every, asked=number, interrupted=known.interrupted)


def _favoured(study: Study, favour: str | None, problems: Problems) -> frozenset[str]:
    """Return the candidates of ``COLUMN=VALUE``."""
    if favour is None:
        return frozenset()
    every = study.dataset.candidates
    column, _, value = favour.partition("=")
    known = {column: sorted({str(getattr(area, column)) for area in every} - {""})
             for column in COLUMNS}  # fmt: skip
    wanted = value.strip().casefold()
    column = column.strip().casefold()
    if column not in known or wanted not in [one.casefold() for one in known[column]]:
        choices = " or ".join(f"{name}={'|'.join(values)}" for name, values in known.items())
        problems.add("--favour", must=f"must be {choices}", do="Write, say, kind=country.",
                     value=favour)  # fmt: skip
        return frozenset()
    return frozenset(a.id for a in every if str(getattr(a, column)).casefold() == wanted)


def print_others(console: Console, others: Others) -> None:
    """Print other good plans in sentences."""
    found = others.known.found
    if not found.plan.found:
        for sentence in no_plan_sentences(found):
            console.print(sentence, markup=False)
        return
    for line in list(headline(found))[:2]:
        console.print(line, markup=False)
    for title, sentences in _told(others):
        console.print()
        console.print(Text(title, style="bold"))
        for sentence in sentences:
            console.print(Padding(Text(sentence), (0, 0, 0, 2), expand=False))
    if others.interrupted:
        console.print("The search was ended early; these are what was found until then.")


def _told(others: Others) -> Iterator[tuple[str, list[str]]]:
    problem = others.known.found.problem
    for place, one in enumerate(others.alternatives, start=1):
        yield (
            f"Alternative {place}: {points(one.plan.value or 0.0)}",
            [_cost(one.gives_up, others.known.found.plan, one.plan), *_moves(problem, one.change)],
        )
    if others.asked > len(others.alternatives) and not others.interrupted:
        yield "No further plan", ["None was found that differs enough from those above."]
    if others.favoured is not None:
        fav = others.favoured
        yield (
            f"As many of {others.favour} as can be",
            [
                _counted(fav),
                _cost(fav.gives_up, others.known.found.plan, fav.plan),
                *_moves(problem, fav.change),
            ],
        )


def _counted(fav: Favoured) -> str:
    sure = "proven the most" if fav.most == fav.count else f"proven: {fav.most} at most"
    share = f"{fav.share * 100:g} %"
    return f"{fav.count} instead of {fav.before} ({sure} within {share} of the best plan's value)."


def _cost(gives_up: BoundedValue, best: Plan, other: Plan) -> str:
    """Return what a plan gives up; that it is better, where the search came upon such a one."""
    gained = BoundedValue.gain(best, other).found
    if gained > 0 and points(gained) != points(0.0):
        return f"Worth {points(gained)} more than the plan above: look for that longer."
    return f"It gives up {priced(gives_up)}."


def _moves(problem: Problem, change: PlanDifference) -> Iterator[str]:
    name = namer(problem)
    if change.left:
        yield f"Out: {listing(map(name, change.left))}."
    if change.entered:
        yield f"In: {listing(map(name, change.entered))}."
    if change.services:
        yield f"Other services for {len({one.id for one in change.services})} that stay."


def others_json(others: Others) -> Json:
    """Return other good plans by value, bound, focus areas and what changes."""
    found = others.known.found
    fav = others.favoured
    return {
        "status": found.plan.status,
        "value": found.plan.value,
        "bound": found.plan.bound,
        "focus": sorted(found.plan.ids),
        "scenario": canonical(found.scenario),
        "alternatives": [
            {"distance": one.distance, **_plan_json(one.plan, one.change, one.gives_up)}
            for one in others.alternatives
        ],
        "favoured": None
        if fav is None
        else {
            "favour": others.favour,
            "count": fav.count,
            "before": fav.before,
            "most": fav.most,
            "within": fav.share,
            **_plan_json(fav.plan, fav.change, fav.gives_up),
        },
        **conflicts_json(found.plan.conflicts, found.conditions),
        "interrupted": others.interrupted,
    }


def _plan_json(plan: Plan, change: PlanDifference, gives_up: BoundedValue) -> Json:
    return {
        "value": plan.value,
        "gives_up": gives_up.model_dump(),
        "focus": sorted(plan.ids),
        "entered": list(change.entered),
        "left": list(change.left),
    }

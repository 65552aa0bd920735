"""How sure a plan is, on one screen: a sentence, who is in how many of the best plans, regret."""

from collections.abc import Sequence

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from app.cli.output import drawable
from app.cli.plan_sentences import headline, no_plan_sentences
from app.cli.robust import Sureness
from app.cli.robust_words import (
    certain_share,
    doubt_words,
    interval,
    lost_sentences,
    precision_sentences,
    proven_sentences,
)
from config.criteria import Kind
from optimizer.robust.core_index import CandidateIndex
from reports.words import listing

BAR, WIDE_BAR = 10, 20
"""Characters from none to all of the draws."""
IN, OPEN, NEVER = "█", "░", "·"
WIDE = 100
"""Columns from which those in the plan and those outside stand beside each other."""
LEAST_OUTSIDE = 3
"""Candidates outside the plan that are shown of each kind, however few are in it."""
CONTESTED = "!"
HALF = 0.5


def print_sureness(
    console: Console, found: Sureness, *, every: bool = False, services: bool = False
) -> None:
    """Print how sure a plan is.

    Args:
        console: where to.
        found: what was drawn and found.
        every: list every candidate with what is proven of it, not only those in question.
        services: also say how often each service is given.
    """
    if not found.known.found.plan.found:
        for sentence in no_plan_sentences(found.known.found):
            console.print(sentence, markup=False)
        return
    if not found.candidates:
        for line in list(headline(found.known.found))[:2]:
            console.print(line, markup=False)
        console.print("Stopped before any draw was done: nothing can be said about how sure it is.")
        return
    console.print(Text(_headline(found.candidates), style="bold"))
    console.print(doubt_words(found), markup=False)
    for sentence in precision_sentences(found):
        console.print(sentence, markup=False)
    for kind_id, kind in found.known.found.configuration.criteria.kinds.items():
        of_kind = [one for one in found.candidates if one.kind == kind_id]
        console.print()
        console.print(Text(_kind_line(kind, of_kind), style="bold"))
        if every:
            console.print(_whole_table(console, of_kind))
        else:
            _print_in_question(console, of_kind)
    console.print(_legend(console), style="dim")
    if services:
        from app.cli.robust_services import services_table

        title = "Services, in percent of the draws that have the candidate; ● as the plan does"
        _titled(console, drawable(console, title), [])
        console.print(services_table(console, found))
    _titled(console, "What could be lost", list(lost_sentences(found)))
    _titled(console, "Proven, not sampled", list(proven_sentences(found)))
    if found.value_of_information is None and not found.interrupted:
        console.print()
        console.print("--find-out 5 says which evidence is worth finding out next.", style="dim")


def _titled(console: Console, title: str, sentences: Sequence[str]) -> None:
    console.print()
    console.print(Text(title, style="bold"))
    for sentence in sentences:
        console.print(Padding(Text(sentence), (0, 0, 0, 2), expand=False))


def _headline(candidates: Sequence[CandidateIndex]) -> str:
    """Return the answer: how many of the plan are as good as sure, and how many could come in."""
    inside = [one for one in candidates if one.in_plan]
    core = sum(one.standing == "core" for one in inside)
    most = sum(one.standing != "core" and one.index.share >= HALF for one in inside)
    rest = len(inside) - core - most
    parts = [
        f"{number} {words}"
        for number, words in (
            (core, "are in nearly every best plan"),
            (most, "in most"),
            (rest, "in fewer than half: these could as well be others"),
        )
        if number
    ]
    outside = [one for one in candidates if not one.in_plan]
    could = sum(one.standing != "exterior" for one in outside)
    often = sum(one.index.share >= HALF for one in outside)
    more = f", {often} of them in most" if often else ""
    tail = f"{could or 'None'} outside could come in{more}"
    return f"Of the {len(inside)} in the plan {listing(parts)}. {tail}."


def _kind_line(kind: Kind, of_kind: Sequence[CandidateIndex]) -> str:
    """Return how sure the candidates of a kind are, and how many of the others could come in."""
    inside = [one for one in of_kind if one.in_plan]
    core = sum(one.standing == "core" for one in inside)
    could = sum(one.standing != "exterior" and not one.in_plan for one in of_kind)
    never = sum(one.index.share == 0 and not one.in_plan for one in of_kind)
    rarely = sum(one.standing == "exterior" for one in of_kind if not one.in_plan) - never
    parts = [f"{could or 'nobody'} outside could come in"]
    parts += [f"{rarely} hardly"] if rarely else []
    parts += [f"{never} never did"] if never else []
    outside = ", ".join(parts)
    return f"{kind.label}: {core} of {len(inside)} in nearly every best plan; {outside}"


def _print_in_question(console: Console, of_kind: Sequence[CandidateIndex]) -> None:
    """Print those in the plan, and those outside that could come in, as far as there is room."""
    inside = [one for one in of_kind if one.in_plan]
    could = [one for one in of_kind if not one.in_plan and one.standing != "exterior"]
    shown = could[: max(len(inside), LEAST_OUTSIDE)]
    if console.width < WIDE:
        console.print(_half(console, "In the plan", inside))
        console.print(_half(console, "Not in it", shown))
    else:
        both = Table.grid(padding=(0, 3, 0, 0), expand=True)
        both.add_column(ratio=1)
        both.add_column(ratio=1)
        both.add_row(
            _half(console, "In the plan", inside),
            _half(console, "Not in the plan, but in some", shown),
        )
        console.print(both)
    if len(could) > len(shown):
        most = certain_share(could[len(shown)].index.share)
        console.print(
            f"… and {len(could) - len(shown)} more outside, in up to {most} of the draws: --all.",
            style="dim",
        )


def _half(console: Console, title: str, rows: Sequence[CandidateIndex]) -> Table:
    table = Table(box=None, padding=(0, 1, 0, 0), pad_edge=False, header_style="dim", expand=True)
    table.add_column("", width=1, no_wrap=True)
    table.add_column(title, no_wrap=True, ratio=1)
    table.add_column("", no_wrap=True, width=BAR)
    table.add_column("in", justify="right", no_wrap=True, width=6)
    table.add_column("95 %", justify="right", no_wrap=True, width=6)
    for one in rows:
        table.add_row(
            CONTESTED if one.contested else "",
            Text(one.name),
            Text(drawable(console, bar(one, BAR)), style="cyan"),
            certain_share(one.index.share),
            interval(one.index),
        )
    if not rows:
        table.add_row("", Text("nobody", style="dim"), "", "", "")
    return table


def _whole_table(console: Console, rows: Sequence[CandidateIndex]) -> Table:
    """Return every candidate with what is proven of it, contested ones marked."""
    table = Table(box=None, padding=(0, 1, 0, 0), pad_edge=False, header_style="dim", expand=True)
    table.add_column("", width=1, no_wrap=True)
    table.add_column("", no_wrap=True, ratio=1, min_width=12)
    table.add_column("id", no_wrap=True, max_width=12, style="dim")
    table.add_column("plan", no_wrap=True)
    width = WIDE_BAR if console.width >= WIDE else BAR
    table.add_column("", no_wrap=True, width=width)
    table.add_column("in", justify="right", no_wrap=True)
    table.add_column("95 %", justify="right", no_wrap=True)
    table.add_column("proven in", justify="right", no_wrap=True)
    table.add_column("proven out", justify="right", no_wrap=True)
    for one in rows:
        table.add_row(
            CONTESTED if one.contested else "",
            Text(one.name),
            one.id.rpartition(":")[2],
            "in" if one.in_plan else "",
            Text(drawable(console, bar(one, width)), style="cyan"),
            certain_share(one.index.share),
            interval(one.index),
            certain_share(one.surely_in),
            certain_share(one.surely_out),
        )
    return table


def bar(one: CandidateIndex, width: int) -> str:
    """Return the draws as a bar: in the best plan; not in it, but not ruled out; in none."""
    inside = round(one.index.share * width)
    never = min(round(one.surely_out * width), width - inside)
    return IN * inside + OPEN * (width - inside - never) + NEVER * never


def _legend(console: Console) -> str:
    signs = drawable(console, f"{IN} {OPEN} {NEVER}").split()
    return (
        f"{signs[0]} share of draws whose best plan found has it  {signs[1]} not, though not ruled "
        f"out  {signs[2]} proven in none; {CONTESTED} most draws say otherwise than the plan."
    )

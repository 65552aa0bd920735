"""What several people want, on one screen: where they disagree, their plans, the compromise."""

from collections.abc import Sequence

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from app.cli.grouping import Grouped
from app.cli.output import drawable
from app.cli.plan_sentences import no_plan_sentences
from config.criteria import Kind
from optimizer.group_plans import GroupPlans
from reports.group_words import (
    Names,
    disagreement_words,
    loss,
    person_sentences,
    plan_sentences,
    support_lines,
    who_words,
)
from reports.words import percent
from scoring.group import GroupWeights
from scoring.value import BEST

SHOWN = 8
"""Names that a list shows before it only counts, unless all are asked for."""
EVERY = 10_000
SCALE = 20
"""Characters from 0 to 100."""
WIDE = 100
"""Columns from which it is told who is at which end."""


def print_group(console: Console, found: Grouped, *, every: bool = False) -> None:
    """Print what was found about a group.

    Args:
        console: where to.
        found: what was found.
        every: name everybody in lists, however long.
    """
    _say(console, who_words(found.people), style="bold")
    for kind_id, group in found.groups.items():
        kind = found.scorecard.kinds[kind_id].spec
        console.print()
        _say(console, disagreement_words(kind, group), style="bold")
        console.print(_weights(console, kind, group))
    console.print()
    ends = "░ from least to most, █ the mean; criteria by how much of the disagreement is theirs."
    _say(console, drawable(console, f"Weights of 100. {ends}"), style="dim")
    console.print()
    if found.plans is None:
        assert found.no_plan is not None  # noqa: S101 (one of the two is there)
        for sentence in no_plan_sentences(found.no_plan):
            _say(console, sentence)
        return
    _print_plans(console, found, found.plans, EVERY if every else SHOWN)


def _say(console: Console, sentence: str, style: str = "") -> None:
    console.print(Text(sentence, style=style))


def _titled(console: Console, title: str, lines: Sequence[str]) -> None:
    console.print()
    _say(console, title, style="bold")
    for line in lines:
        console.print(Padding(Text(line), (0, 0, 0, 2), expand=False))


def _weights(console: Console, kind: Kind, group: GroupWeights) -> Table:
    """Return the criteria, the most contested first, with both ends and who stands there."""
    table = Table(box=None, padding=(0, 1), pad_edge=False, header_style="dim", expand=True)
    table.add_column("", no_wrap=True, ratio=3, min_width=20)
    table.add_column("Now", justify="right", no_wrap=True)
    table.add_column("Mean", justify="right", no_wrap=True)
    scale = max(high for _, high in group.spread.values()) or 1.0
    table.add_column(f"0{f'{scale * 100:.0f}':>19}", no_wrap=True, width=20)
    wide = console.width >= WIDE and len(group.people) > 1
    for title in ("Least", "Most"):
        table.add_column(title, no_wrap=True, ratio=2 if wide else None, min_width=4)
    for name, _ in group.contested:
        low, high = group.spread[name]
        ends = zip((low, high), group.ends[name], strict=True)
        shown = [_end(weight, people, group) if wide else f"{weight * 100:.0f}"
                 for weight, people in ends]  # fmt: skip
        bar = interval_bar(*(BEST * x / scale for x in (low, group.mean[name], high)))
        table.add_row(
            Text(kind.criteria[name].label),
            f"{kind.weights[name] * 100:.1f}",
            f"{group.mean[name] * 100:.1f}",
            Text(drawable(console, bar), style="cyan"),
            *(Text(cell) for cell in shown),
        )
    return table


def _end(weight: float, people: Sequence[str], group: GroupWeights) -> str:
    if len(people) == len(group.people):
        return f"{weight * 100:.0f} all"
    who = people[0] if len(people) == 1 else f"{len(people)} of {len(group.people)}"
    return f"{weight * 100:.0f} {who}"


def _print_plans(console: Console, found: Grouped, plans: GroupPlans, most: int) -> None:
    names = Names(found.problem, tuple(found.scorecard.kinds))
    for sentence in plan_sentences(plans):
        _say(console, sentence)
    if found.interrupted:
        _say(console, "The work was ended early; this is what was found until then.")
    if not plans.people:
        return
    console.print()
    console.print(_people(plans))
    _say(console, _proof(plans), style="dim")
    total = len(plans.people)
    for person in plans.people:
        lines = list(person_sentences(person, total, names, most))
        if lines:
            _titled(console, f"Only {person.person}", lines)
    if total > 1:
        lines = [f"{times} of {total} ({number}): {listed}."
                 for times, number, listed in support_lines(plans, names, most)]  # fmt: skip
        _titled(console, "How many of the own plans have whom", lines)
    if plans.compromise is not None:
        _print_compromise(console, plans, names, most)


def _people(plans: GroupPlans) -> Table:
    """Return everybody's own plan, and what the plans for all of them cost its owner."""
    table = Table(box=None, padding=(0, 1), pad_edge=False, header_style="dim")
    table.add_column("Own plan of", no_wrap=True, max_width=28)
    for title in ("Areas", "Points", "Sure in", "Sure out"):
        table.add_column(title, justify="right", no_wrap=True)
    table.add_column("Consensus costs", justify="right", no_wrap=True)
    table.add_column("Compromise costs", justify="right", no_wrap=True)
    for one in plans.people:
        value = one.plan.value
        table.add_row(
            Text(one.person),
            str(len(one.plan.ids)),
            f"{value or 0.0:,.1f}",
            str(len(one.surely_in)),
            str(len(one.surely_out)),
            loss(one.consensus_costs, value=value),
            "-" if one.compromise_costs is None else loss(one.compromise_costs, value=value),
        )
    return table


def _proof(plans: GroupPlans) -> str:
    widest = max(one.plan.gap or 0.0 for one in plans.people)
    if all(one.plan.status == "optimal" for one in plans.people):
        how = "Every plan is proven the best of its person."
    else:
        how = (
            f"Every plan is proven within {percent(widest, 1)} of its person's best, which is why "
            "losses are given from what was found to what is proven; --gap 0 proves all."
        )
    return (
        f"Points are those of each person's own weights. {how} Sure in, or out: proven to be in "
        "every, or in no, best plan of theirs; other differences may be a matter of plans that are "
        "about as good."
    )


def _print_compromise(console: Console, plans: GroupPlans, names: Names, most: int) -> None:
    assert plans.compromise is not None  # noqa: S101 (the caller checked)
    changes = {
        "In": plans.compromise.ids - plans.consensus.ids,
        "Out": plans.consensus.ids - plans.compromise.ids,
    }
    lines = [f"{where}: {names.listing(ids, most)}." for where, ids in changes.items() if ids]
    title = "The compromise, next to the plan of the consensus weights"
    _titled(console, title, lines or ["Both have the same focus areas."])


def interval_bar(low: float, mean: float, high: float) -> str:
    """Return the scale of 0 to 100 with a range and its mean on it."""
    first, here, last = (min(SCALE - 1, int(x / BEST * SCALE)) for x in (low, mean, high))
    cells = ["·"] * first + ["░"] * (last - first + 1) + ["·"] * (SCALE - 1 - last)
    cells[here] = "█"
    return "".join(cells)

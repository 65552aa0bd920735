"""How sure each kind's ranking is: who is among the first how often, and who would think so."""

from collections.abc import Iterator, Mapping, Sequence

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from app.cli.output import drawable
from app.cli.robust_ranking import (
    OPEN,
    SURE,
    KindSureness,
    RankingSureness,
    RankLine,
)
from app.cli.robust_words import certain_share, drawn_words, precision, stopped_words
from reports.words import count, listing, mid_sentence

SHOWN = 15
"""Lines of each kind, unless all are asked for."""
BAR, SHORT_BAR = 20, 10
WIDE = 100
"""Columns from which there is room for the longer bar."""
FULL, EMPTY = "█", "·"
THINKERS = 3
"""Candidates of whom it is said what one would have to think for them to be first."""
CRITERIA = 3
"""Criteria that are named of each."""
NAMED = 15


def print_ranking_sureness(
    console: Console, found: RankingSureness, *, every: bool = False
) -> None:
    """Print how sure the ranking of every kind asked for is."""
    if not found.kinds:
        console.print("Stopped before anything was ranked: nothing can be said about it.")
    for position, one in enumerate(found.kinds.values()):
        if position:
            console.print()
        _print_kind(console, found, one, every=every)


def _print_kind(
    console: Console, found: RankingSureness, one: KindSureness, *, every: bool
) -> None:
    lines = one.lines if every else one.lines[:SHOWN]
    console.print(Text(_headline(one), style="bold"))
    console.print(
        f"{stopped_words(one.found.draws, found.draws.count)} of {drawn_words(found.draws)} "
        f"(seed {found.draws.seed}); a share is known to within "
        f"{precision(one.found.draws) * 100:.1f} percentage points.",
        markup=False,
    )
    console.print(_table(console, one, lines))
    if len(lines) < len(one.lines):
        console.print(f"… and {len(one.lines) - len(lines)} more: --all.", style="dim")
    for sentence in _thinkers(one):
        console.print(Padding(Text(sentence), (0, 0, 0, 2), expand=False))


def _headline(one: KindSureness) -> str:
    sure = [line.name for line in one.lines if line.among >= SURE]
    between = sum(OPEN < line.among < SURE for line in one.lines)
    leader = max(one.lines, key=lambda line: (line.first, -line.rank))
    who = listing(sure, NAMED) if sure else "nobody"
    others = count(between, "other") if between else "Nobody else"
    return (
        f"{one.scores.spec.label}: among the first {one.first} in 9 of 10 draws or more: {who}. "
        f"{others} could be either in or out. {leader.name} is first most often, "
        f"in {certain_share(leader.first)}."
    )


def _table(console: Console, one: KindSureness, lines: Sequence[RankLine]) -> Table:
    wide = console.width >= WIDE
    length = BAR if wide else SHORT_BAR
    table = Table(box=None, padding=(0, 1), pad_edge=False, header_style="dim", expand=True)
    table.add_column("", justify="right", no_wrap=True)
    table.add_column("", no_wrap=True, ratio=1, min_width=12)
    table.add_column("first", justify="right", no_wrap=True)
    title = f"among the first {one.first}" if wide else f"first {one.first}"
    table.add_column(title, no_wrap=True, width=length)
    table.add_column("", justify="right", no_wrap=True)
    table.add_column("95 %", justify="right", no_wrap=True)
    table.add_column("mean", justify="right", no_wrap=True)
    table.add_column("places", justify="right", no_wrap=True)
    table.add_column("above next", justify="right", no_wrap=True)
    for line in lines:
        inside = round(line.among * length)
        table.add_row(
            str(line.rank),
            Text(line.name),
            certain_share(line.first),
            Text(drawable(console, FULL * inside + EMPTY * (length - inside)), style="cyan"),
            certain_share(line.among),
            f"{line.among_low * 100:.0f}-{line.among_high * 100:.0f}",
            f"{line.mean_rank:.1f}",
            f"{line.best_rank}-{line.worst_rank}",
            "" if line.above_next is None else certain_share(line.above_next),
        )
    return table


def _thinkers(one: KindSureness) -> Iterator[str]:
    """Yield what one would have to think for those who are first most often to be first."""
    yield (
        "Places: the middle 90 % of the draws. Above next: in how many draws it ranks above the "
        "one below it here."
    )
    often = sorted(one.lines, key=lambda line: (-line.first, line.rank))[:THINKERS]
    for line in often:
        central = one.central(line.id)
        if central is not None:
            yield _thinks(one, line, *central)


def _thinks(
    one: KindSureness, line: RankLine, weights: Mapping[str, float], half: Mapping[str, float]
) -> str:
    """Return by which weights a candidate comes first, and how surely it does by these."""
    given = dict(zip(one.scores.criteria, one.scores.weights.tolist(), strict=True))
    more = {name: weights[name] - given[name] for name in weights}
    moved = [name for name in weights if abs(more[name]) > half[name]]
    moved.sort(key=lambda name: -abs(more[name]))
    parts = []
    for words, sign in (("more", 1), ("less", -1)):
        told = [
            f"{mid_sentence(one.scores.spec.criteria[name].label)} "
            f"({weights[name] * 100:.1f} ± {half[name] * 100:.1f}, not {given[name] * 100:.1f} %)"
            for name in moved[:CRITERIA]
            if more[name] * sign > 0
        ]
        if told:
            parts.append(f"{words} weight than given on {listing(told)}")
    where = f"with {', and '.join(parts)}" if parts else "with weights much like the given ones"
    if line.confidence is None:
        return f"{line.name} comes first {where}."
    low, high = line.confidence_low or 0.0, line.confidence_high or 0.0
    return (
        f"{line.name} comes first {where}; by these weights in {certain_share(line.confidence)} "
        f"({low * 100:.0f}-{high * 100:.0f}) of the draws of evidence."
    )

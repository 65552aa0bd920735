"""A ranking as tables: one line per candidate, its interval drawn on the scale of 0 to 100."""

from collections.abc import Iterator, Sequence
from string import ascii_lowercase

from rich.console import Console
from rich.table import Table
from rich.text import Text

from app.cli.output import drawable
from app.cli.ranking import Ranking
from config.names import id_end
from reports.words import count, count_of, listing, percent
from scoring.kind_scores import CandidateScore, KindScores
from scoring.value import BEST

SHOWN = 15
"""Lines of each kind when the user does not say how many."""
SCALE = 20
"""Characters from 0 to 100 points."""
GATES = {"pass": "", "unknown": "?", "fail": "fails"}
OUTSIDE, RANGE, SCORE = "·", "░", "█"
WIDE = 100
"""Columns from which the points by criterion are shown."""


def print_ranking(console: Console, ranking: Ranking) -> None:
    """Print the ranking of every kind asked for."""
    for position, (kind, scores) in enumerate(ranking.kinds.items()):
        if position:
            console.print()
        _print_kind(console, scores, ranking.lines[kind], ranking)


def _print_kind(
    console: Console, scores: KindScores, lines: Sequence[CandidateScore], ranking: Ranking
) -> None:
    most = SHOWN if ranking.top is None else ranking.top or len(lines)
    shown = lines[:most]
    console.print(Text(_sentence(scores, lines, ranking.region), style="bold"))
    if not lines:
        return
    console.print(_table(console, scores, shown))
    if len(lines) > len(shown):
        console.print(f"… and {len(lines) - len(shown)} more: --top 0 shows all.", style="dim")
    for note in _notes(scores, shown, contributions=console.width >= WIDE):
        console.print(note, style="dim", markup=False)


def _sentence(scores: KindScores, lines: Sequence[CandidateScore], region: str | None) -> str:
    """Return the answer in a sentence: who leads, and how sure that is."""
    where = f" in {region}" if region else ""
    ranked = [line for line in lines if line.rank is not None]
    number = count_of(len(lines), scores.spec)
    if not ranked:
        return f"{scores.spec.label}: {number}{where}, none ranked."
    first = ranked[0]
    rivals = sum(line.high > first.low for line in ranked[1:])
    failing = len(lines) - len(ranked)
    verbs = "fails a gate and has" if failing == 1 else "fail a gate and have"
    failed = f" {failing} {verbs} no rank." if failing else ""
    sure = (
        f"but {count(rivals, 'other')} could still come first: it depends on what is not known."
        if rivals
        else "whatever is still to be found out."
    )
    if len(lines) == 1:
        return f"{scores.spec.label}: {first.name} alone{where}, with {first.score:.1f} points."
    return (
        f"{scores.spec.label}: {first.name} leads {number}{where} "
        f"with {first.score:.1f} points, {sure}{failed}"
    )


def _table(console: Console, scores: KindScores, lines: Sequence[CandidateScore]) -> Table:
    table = Table(box=None, padding=(0, 1), pad_edge=False, header_style="dim", expand=True)
    table.add_column("", justify="right", no_wrap=True)
    table.add_column("", no_wrap=True, ratio=1, min_width=12)
    table.add_column("", no_wrap=True, max_width=9, style="dim")
    table.add_column("Score", justify="right", no_wrap=True)
    table.add_column("0" + " " * (SCALE - 4) + "100", no_wrap=True, width=SCALE)
    table.add_column("Range", justify="right", no_wrap=True)
    table.add_column("Known", justify="right", no_wrap=True)
    gated = any(line.gate != "pass" for line in lines)
    if gated:
        table.add_column("Gate", no_wrap=True)
    wide = console.width >= WIDE
    for letter in _letters(scores) if wide else ():
        table.add_column(letter, justify="right", no_wrap=True)
    for line in lines:
        cells: list[str | Text] = [
            "-" if line.rank is None else str(line.rank),
            Text(line.name),
            id_end(line.id),
            f"{line.score:.1f}",
            Text(drawable(console, interval_bar(line.low, line.score, line.high)), style="cyan"),
            _interval(line),
            percent(line.coverage),
        ]
        cells += [GATES[line.gate]] if gated else []
        cells += [f"{points:.0f}" for points in line.contributions.values()] if wide else []
        table.add_row(*cells)
    return table


def _interval(line: CandidateScore) -> str:
    low, high = f"{line.low:.0f}", f"{line.high:.0f}"
    return low if low == high else f"{low}-{high}"


def interval_bar(low: float, score: float, high: float) -> str:
    """Return the scale of 0 to 100 with the range of a score and the score on it."""
    first, here, last = (min(SCALE - 1, int(x / BEST * SCALE)) for x in (low, score, high))
    cells = [OUTSIDE] * first + [RANGE] * (last - first + 1) + [OUTSIDE] * (SCALE - 1 - last)
    cells[here] = SCORE
    return "".join(cells)


def _letters(scores: KindScores) -> list[str]:
    """Return a letter for every criterion of the kind."""
    alphabet = [*ascii_lowercase, *(a + b for a in ascii_lowercase for b in ascii_lowercase)]
    return alphabet[: len(scores.criteria)]


def _notes(
    scores: KindScores, lines: Sequence[CandidateScore], *, contributions: bool
) -> Iterator[str]:
    """Yield what the columns mean."""
    if contributions:
        criteria = zip(_letters(scores), scores.spec.criteria.values(), scores.weights, strict=True)
        words = "; ".join(
            f"{letter} {criterion.label} ({percent(float(weight))})"
            for letter, criterion, weight in criteria
        )
        yield f"Points by criterion, which add up to the score (and weight): {words}."
    yield (
        "Range: the score if all that is missing were worst or best. "
        "Known: share of the weight that rests on observed evidence."
    )
    reasons = {
        reason.partition(":")[0] for line in lines for reason in line.reasons if line.gate != "pass"
    }
    if reasons:
        yield f"Gate: {listing(sorted(reasons))}; ? = not known, so flagged and not removed."

"""Partners on one screen: the answer in a sentence, then who serves what, and whom to talk to."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text

from app.cli.output import drawable
from app.cli.partner_asking import Seen, View
from config.names import id_end
from ecosystem.brokers import brokers
from ecosystem.cover import smallest_cover
from ecosystem.dependence import dependences
from ecosystem.gaps import Served, gaps
from ecosystem.groups import groups
from ecosystem.matrix import MatrixRow, matrix
from ecosystem.overview import Overview, overview
from reports.words import count, listing, number, percent

BAR = 10
"""Characters of a full strength."""
AREAS = 40
"""Focus areas shown when nothing else is asked."""
FEW = 5
"""Lines of the shorter tables."""
NAMES = 4
"""Partners named in one line."""

SERVED = {
    Served.NO_RECORD: "nobody on record",
    Served.RECORDED_AS_NONE: "none, as recorded",
    Served.FROM_AFAR: "from afar only",
    Served.DIRECTLY: "",
}
"""How a focus area is served, where that is worth a remark."""


def print_partners(console: Console, seen: Seen, written: Sequence[Path] = ()) -> None:
    """Print the view that was asked for."""
    from app.cli import partner_one_text, partner_plan_text

    if seen.no_plan:
        console.print("No plan was found, so there is none to look at: see focus plan.")
        return
    match seen.view:
        case View.OVERVIEW:
            _print_overview(console, seen)
        case View.OF:
            partner_one_text.print_one(console, seen)
        case View.OVERLAP:
            partner_plan_text.print_overlap(console, seen)
        case View.GAPS:
            partner_plan_text.print_gaps(console, seen)
        case View.DEPENDENCE:
            partner_plan_text.print_dependence(console, seen)
        case View.WITHOUT:
            partner_plan_text.print_without(console, seen)
    if written:
        console.print()
        console.print(f"Written: {listing([str(path) for path in written], 4)}.", markup=False)


def answer(console: Console, text: str) -> None:
    """Print the sentence that answers the question."""
    console.print(Text(text, style="bold"))


def note(console: Console, text: str) -> None:
    """Print what to know beside it."""
    console.print(Text(text, style="dim"))


def heading(console: Console, text: str, about: str = "") -> None:
    """Print the title of a table, after an empty line."""
    console.print()
    title = Text(text, style="bold")
    if about:
        title.append(f"  {about}", style="dim not bold")
    console.print(title)


def plain_table(
    *columns: str, right: Iterable[int] = (), ratios: Mapping[int, int] | None = None
) -> Table:
    """Return an empty table without lines.

    Args:
        columns: headings.
        right: places of the columns with numbers.
        ratios: place of a column → its share of the room that the others leave; the first one
            takes it all if nothing is said.
    """
    numbers, shares = set(right), {0: 1} if ratios is None else ratios
    table = Table(box=None, padding=(0, 1), pad_edge=False, header_style="dim", expand=True)
    for place, title in enumerate(columns):
        table.add_column(
            title,
            justify="right" if place in numbers else "left",
            no_wrap=True,
            ratio=shares.get(place),
        )
    return table


def more(console: Console, rows: int, shown: int) -> None:
    """Say how many lines were left out, if any."""
    if rows > shown:
        note(console, f"… and {rows - shown} more: --top 0 shows all.")


def named(seen: Seen, ids: Iterable[str], most: int = NAMES) -> str:
    """Return names in a list."""
    return listing([seen.names.get(one, one) for one in ids], most)


def whose(seen: Seen) -> str:
    """Return whose focus areas are looked at."""
    return "the list in force" if seen.plan is None else "the recommended plan"


def bar(console: Console, share: float | None) -> Text:
    """Return a share 0..1 as a bar with its figure; words where it is not known."""
    if share is None:
        return Text("not known", style="dim")
    full = round(share * BAR)
    return Text(f"{drawable(console, '█' * full + '░' * (BAR - full))} {share * 100:>3.0f} %")


def span(low: float, high: float) -> str:
    """Return an interval of shares in percent."""
    if high == 0:
        return "–"
    first, last = f"{low * 100:.0f}", f"{high * 100:.0f}"
    return f"{first} %" if first == last else f"{first} to {last} %"


def _print_overview(console: Console, seen: Seen) -> None:
    dataset, focus = seen.dataset, seen.focus
    figures = overview(dataset, focus)
    answer(console, _served_sentence(seen, figures))
    console.print(
        f"{count(figures.partners, 'partner')} with {count(figures.engagements, 'engagement')} "
        f"on record, {percent(figures.unknown_service / max(1, figures.engagements))} of them "
        f"without a named service; what a partner can carry is known for "
        f"{figures.partners - figures.unknown_capacity} of {figures.partners}."
    )
    _print_areas(console, seen)
    _print_leaning(console, seen)
    _print_bridging(console, seen)
    _print_convening(console, seen)
    console.print()
    note(console, "No record is not “no partner”: a strength that is not known is not 0.")
    note(
        console,
        "Next: focus partners --overlap, --gaps, --dependence, --of ID, --without PARTNER.",
    )


def _served_sentence(seen: Seen, figures: Overview) -> str:
    served = {way: len(ids) for way, ids in figures.served.items()}
    if not figures.focus:
        return "There is no list in force; --plan looks at the recommended plan."
    return (
        f"Of the {count(figures.focus, 'focus area')} of {whose(seen)}, "
        f"{_so_many(served[Served.DIRECTLY], 'has', 'have')} partners of their own, "
        f"{_so_many(served[Served.FROM_AFAR], 'is', 'are')} reached from afar, and "
        f"{_so_many(served[Served.NO_RECORD] + served[Served.RECORDED_AS_NONE], 'has', 'have')} "
        "nobody on record."
    )


def _so_many(how_many: int, one: str, many: str) -> str:
    return f"{how_many or 'none'} {one if how_many == 1 else many}"


def _print_areas(console: Console, seen: Seen) -> None:
    rows = matrix(seen.dataset, seen.focus, most=len(seen.dataset.partners)).rows
    missing = {
        gap.candidate: len(gap.missing)
        for gap in gaps(seen.dataset, seen.study.configuration.services, seen.focus)
    }
    kinds = seen.study.configuration.criteria.kinds
    shown: list[MatrixRow] = sorted(
        rows, key=lambda row: (list(kinds).index(row.kind), -(row.strength or 0.0), row.label)
    )
    most = seen.most(AREAS) or len(shown)
    console.print()
    table = plain_table("", "", "Partner strength", "Overlap", "Services missing", "", right=(3, 4))
    for kind_id, kind in kinds.items():
        mine = [row for row in shown[:most] if row.kind == kind_id]
        if mine:
            table.add_row(Text(f"{kind.label}: {len(mine)}", style="bold"), "", "", "", "", "")
        for row in mine:
            table.add_row(
                Text(row.label),
                Text(id_end(row.candidate)[:12], style="dim"),
                bar(console, row.strength),
                span(row.overlap_low, row.overlap_high),
                str(missing.get(row.candidate, 0) or "–"),
                Text(SERVED[row.served], style="yellow"),
            )
    console.print(table)
    more(console, len(shown), most)


def _print_leaning(console: Console, seen: Seen) -> None:
    rows = dependences(seen.dataset, seen.focus)
    if not rows:
        return
    heading(
        console, "What hangs on one partner", "(strength: 1 = one focus area's whole ecosystem)"
    )
    table = plain_table("", "Reaches", "Strength lost", "Left without any partner", right=(1, 2))
    most = seen.most(FEW) or len(rows)
    for row in rows[:most]:
        table.add_row(
            Text(seen.names[row.partner]),
            str(len(row.serves)),
            f"{row.loss:.2f}",
            Text(named(seen, row.alone) if row.alone else "–"),
        )
    console.print(table)
    more(console, len(rows), most)


def _print_bridging(console: Console, seen: Seen) -> None:
    rows = [row for row in brokers(seen.dataset) if row.across_regions > 0]
    if not rows:
        return
    heading(console, "Who bridges", "(share of the shortest connections that run through them)")
    table = plain_table("", "Regions", "Themes", "Works in", right=(1, 2, 3))
    most = seen.most(FEW) or len(rows)
    for row in rows[:most]:
        table.add_row(
            Text(seen.names[row.partner]),
            percent(row.across_regions),
            percent(row.across_themes),
            f"{count(len(row.regions), 'region')}, {count(len(row.themes), 'theme')}",
        )
    console.print(table)
    more(console, len(rows), most)


def _print_convening(console: Console, seen: Seen) -> None:
    rows = [row for row in groups(seen.dataset).groups if len(row.partners) > 1]
    most = seen.most(FEW) or len(rows)
    if rows:
        heading(console, "Whom to convene", "(groups that work around the same candidates)")
        table = plain_table(
            "Partners", "", "Around", "Together in other runs", right=(0, 3), ratios={1: 1}
        )
        for row in rows[:most]:
            table.add_row(
                str(len(row.partners)),
                Text(named(seen, row.partners)),
                count(len(row.candidates), "candidate"),
                percent(row.stability),
            )
        console.print(table)
        more(console, len(rows), most)
    convened = smallest_cover(seen.dataset, seen.focus)
    if convened.partners:
        reached = len(seen.focus) - len(convened.unreachable)
        least = "" if convened.proven else f" (at least {number(convened.at_least)} are needed)"
        console.print()
        console.print(
            f"{count(len(convened.partners), 'partner')} "
            f"{'reaches' if len(convened.partners) == 1 else 'together reach'} all "
            f"{reached} focus areas that can be reached{least}: "
            f"{named(seen, [row.partner for row in convened.partners], 20)}.",
            markup=False,
        )

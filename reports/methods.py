"""Would another method rank the candidates as we do? Correlations, and who is disputed most."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from questions.rank_sureness import first_places
from reports import vintage
from reports.columns import NAME
from reports.report import Column, Note, Picture, Report, Section, Table, chart, tabled
from reports.setting import Setting
from reports.words import listing, mid_sentence
from scoring.methods import MethodComparison

TITLE = "Would another method say the same?"
OURS = "weighted sum (ours)"
"""How our own method is called beside others."""
PICTURED = 12
"""Disputed candidates in the picture."""
AGREE = 0.9
"""Rank correlation from which two rankings are said to agree."""
ABOUT: Mapping[str, str] = {
    "TOPSIS": "near the best and far from the worst that anyone is (vector-normalised)",
    "PROMETHEE II": "beats others clearly and often, in pairs (5 points count nothing, 25 all)",
    "VIKOR": "a compromise that leaves little regret, overall and on the worst criterion",
}
"""What each method asks for, in a few words."""


def report(found: MethodComparison, setting: Setting, *, first: int) -> Report:
    """Return what other methods say of a ranking."""
    if len(found.ids) < 2:
        answer = "Two candidates at least are needed to compare methods."
        return Report("methods", TITLE, answer)
    shared = found.shared_first(first)
    compared = tuple(
        {"method": one.name, "about": ABOUT.get(one.name, ""), "spearman": one.spearman,
         "kendall": one.kendall, "shared": shared[one.name]}
        for one in found.methods
    )  # fmt: skip
    columns = (
        Column("method", "Method"),
        Column("about", "What it puts first", narrow=False),
        Column("spearman", "Rank correlation", "number", digits=2,
               help="Spearman's: 1 = the same order."),
        Column("kendall", "Kendall's tau", "number", digits=2, narrow=False),
        Column("shared", f"Of our first {first}", "count",
               help="How many of our first are among its first, too."),
    )  # fmt: skip
    return Report(
        id="methods",
        title=TITLE,
        answer=_answer(found),
        sections=(tabled("methods", "", columns, compared), _disputed(found, setting)),
        notes=(
            Note(
                "reading",
                "Who stands far apart is strong on some criteria and weak on others; the card "
                "shows on which. Other methods question the ranking, they do not replace it.",
            ),
            *vintage.notes(setting),
        ),
        facts={"first": first},
    )


def _answer(found: MethodComparison) -> str:
    known = {one.name: one.spearman for one in found.methods if one.spearman is not None}
    if not known:
        return "All here are equal, so no method can tell them apart."
    agree = [name for name, value in known.items() if value >= AGREE]
    differ = [name for name, value in known.items() if value < AGREE]
    if not differ:
        return f"Largely yes: {listing(agree)} put the candidates in nearly the same order."
    if not agree:
        return f"Not quite: {listing(differ)} agree on much, but move some candidates far."
    return (
        f"{listing(agree)} {'says' if len(agree) == 1 else 'say'} nearly the same; "
        f"{listing(differ)} {'moves' if len(differ) == 1 else 'move'} some candidates far."
    )


def _disputed(found: MethodComparison, setting: Setting) -> Section:
    """Return every candidate's place by every method, the most disputed first."""
    ranks = {OURS: found.rank, **{method.name: method.rank for method in found.methods}}
    rows: list[dict[str, Any]] = [
        {"id": name, "name": setting.label(name), "apart": int(found.shift[at]),
         **{method: int(rank[at]) for method, rank in ranks.items()}}
        for at, name in enumerate(found.ids)
    ]  # fmt: skip
    rows.sort(key=lambda row: (-row["apart"], row[OURS]))
    columns = (
        NAME,
        *(Column(method, method, "place") for method in ranks),
        Column("apart", "Furthest apart", "count"),
    )
    worst = [row for row in rows if row["apart"]][:PICTURED]
    said = [f"{row['name']}: " + ", ".join(f"{one} {row[one]}" for one in ranks) for row in worst]
    picture = Picture(
        id="other-methods",
        draw=chart("dots.disputed_places", worst, tuple(ranks)),
        describe=f"Places by method: {listing(said)}.",
    )
    table = Table("candidates", columns, tuple(rows), most=PICTURED)
    title = "The candidates on which they disagree most"
    return Section("disputed", title, (), (picture,) if worst else (), (table,))


def of_kinds(
    found: Mapping[str, MethodComparison], setting: Setting, *, most: int | None = None
) -> Report:
    """Return what other methods say of the rankings of several kinds, each in sections of its own.

    Args:
        found: kind → how they rank.
        most: most candidates of each kind where there is little room; 0 = all, None = the usual.
    """
    told = {
        kind: report(one, setting, first=first_places(setting.dataset, one.ids) if one.ids else 1)
        for kind, one in found.items()
    }
    kinds = setting.kinds
    sections = [
        replace(
            section,
            id=f"{section.id}-{kind}",
            title=": ".join(filter(None, (kinds[kind].label, mid_sentence(section.title)))),
            text=section.text if at else (one.answer, *section.text),
            tables=tuple(_of_kind(table, kind, most) for table in section.tables),
        )
        for kind, one in told.items()
        for at, section in enumerate(one.sections or (Section("methods"),))
    ]
    return Report(
        id="methods",
        title=TITLE,
        answer=_of_all({kinds[kind].label: one for kind, one in found.items()}),
        sections=tuple(sections),
        notes=tuple(dict.fromkeys(note for one in told.values() for note in one.notes)),
        facts={"first": {kind: one.facts.get("first") for kind, one in told.items()}},
    )


def _of_kind(table: Table, kind: str, most: int | None) -> Table:
    shown = table.most if most is None else most or None
    return replace(table, id=f"{table.id}-{kind}", most=shown if table.most else None)


def _of_all(found: Mapping[str, MethodComparison]) -> str:
    """Return of which kinds other methods say the same, in a sentence."""
    agree: list[str] = []
    differ: list[str] = []
    for label, one in found.items():
        known = [method.spearman for method in one.methods if method.spearman is not None]
        if len(one.ids) > 1 and known:
            (agree if min(known) >= AGREE else differ).append(mid_sentence(label))
    if not agree and not differ:
        return "Nobody can be told apart here by any method."
    if not differ:
        return f"Largely yes, for {listing(agree)}."
    if not agree:
        return f"Not all of them, for {listing(differ)}: some candidates move far."
    return (
        f"Largely yes for {listing(agree)}; not all of them for {listing(differ)}, where some "
        "candidates move far."
    )

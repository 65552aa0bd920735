"""What does the doubt about the plan come from? In focus areas first, in shares second."""

from collections.abc import Iterator

from optimizer.robust.doubt import EVIDENCE, SEARCH, WEIGHTS, Doubt
from questions.doubt import Doubted, DoubtQuestion
from reports.beliefs import sampled
from reports.columns import CANDIDATE, KIND
from reports.report import Column, Note, Picture, Report, Row, Section, Table, chart
from reports.setting import Setting
from reports.words import listing, number, percent
from scoring.sobol import VarianceShare

TITLE = "What does the doubt come from?"
LABELS = {
    WEIGHTS: "Other weights",
    EVIDENCE: "Other evidence",
    SEARCH: "Looking again at the very same",
}
SURE = 0.05
"""Share of lists within which a candidate is nearly always in, or nearly always out."""
NOUGHT = 0.005
"""Share that reads as nothing."""
LINES = 15
"""Candidates where there is little room."""
NOTHING = "Stopped before any row was whole: nothing can be said about the doubt."
FLOOR = (
    "Looking again: the same weights and evidence, planned by a search that knows other plans. "
    "What that changes comes from nothing at all, as plans within the gap are equally good; no "
    "smaller difference is news."
)
SHARES = (
    "Alone: share of the doubt that would go if it alone were known. With all else known: share "
    "that would stay. What comes from several together is in all of the latter and in none of the "
    "former (Sobol' indices, first-order and total, over all candidates)."
)
GROUPS = (
    Column("label", "What is changed"),
    Column("areas", "Focus areas that change", "number", digits=1),
    Column("areas_span", "95 % sure", "span", digits=1, narrow=False),
    Column("first", "Alone", "share"),
    Column("first_span", "95 % sure", "share_span", narrow=False),
    Column("total", "With all else known", "share"),
    Column("total_span", "95 % sure", "share_span"),
)
CANDIDATES = (
    CANDIDATE, KIND,
    Column("inside", "In the lists", "share", drawn=True),
    Column(WEIGHTS, "Weights", "share", help="Share that would stay if all else were known."),
    Column(EVIDENCE, "Evidence", "share"),
    Column(SEARCH, "Search", "share"),
)  # fmt: skip


def report(found: Doubted, question: DoubtQuestion, setting: Setting, *, plan: Report) -> Report:
    """Return what the doubt about a plan comes from.

    Args:
        found: the lists.
        question: what was drawn.
        setting: names and labels, and the plan.
        plan: the plan in brief.
    """
    doubt = found.doubt
    shares = doubt.shares()
    groups = tuple(_group(name, shares[name]) for name in LABELS)
    candidates = tuple(_candidates(doubt, setting))
    return Report(
        id="doubt",
        title=TITLE,
        answer=_answer(doubt, shares),
        text=tuple(_said(shares)),
        sections=(
            Section(
                "doubt", pictures=(_picture(groups),), tables=(Table("doubt", GROUPS, groups),)
            ),
            Section(
                "doubtful",
                "Of those who could be in or out",
                tables=(Table("doubtful", CANDIDATES, candidates, most=LINES),),
            ),
        ),
        notes=(
            Note("reading", _rows(found, question)),
            Note("reading", FLOOR),
            Note("reading", SHARES),
            *plan.notes,
        ),
        facts={"rows": doubt.rows, "asked": found.asked, "inputs": setting.inputs},
    )


def _areas(share: VarianceShare) -> float:
    """Return how many focus areas are others: each that leaves makes room for one."""
    return share.changes / 2


def _answer(doubt: Doubt, shares: dict[str, VarianceShare]) -> str:
    evidence, weights, search = (_areas(shares[name]) for name in (EVIDENCE, WEIGHTS, SEARCH))
    first, second = ("evidence", "weights") if evidence >= weights else ("weights", "evidence")
    more, less = max(evidence, weights), min(evidence, weights)
    return (
        f"Other {first} would change {_count(more)} of {_count(doubt.size)} focus areas, other "
        f"{second} {_count(less)}; looking again at the very same changes {_count(search)}."
    )


def _count(areas: float) -> str:
    return f"{areas:.0f}" if areas >= 2 else number(round(areas, 1))


def _said(shares: dict[str, VarianceShare]) -> Iterator[str]:
    evidence, weights, search = (shares[name] for name in (EVIDENCE, WEIGHTS, SEARCH))
    yield (
        f"If only the evidence were known, {_percent(evidence.first)} of the doubt would go; if "
        f"only the weights were, {_percent(weights.first)}."
    )
    if search.total < NOUGHT:
        yield "Looking again changes nothing: none of the doubt is in how plans are looked for."
    else:
        yield (
            f"{_percent(search.total)} of the doubt is in nothing at all "
            f"({_span(search.total_span)} with 95 %): plans within the gap are equally good."
        )


def _percent(share: float) -> str:
    return "nothing" if share < NOUGHT else percent(min(share, 1.0))


def _span(ends: tuple[float, float]) -> str:
    return f"{percent(max(0.0, ends[0]))} to {percent(min(1.0, max(0.0, ends[1])))}"


def _group(name: str, share: VarianceShare) -> Row:
    low, high = share.changes_span
    return {
        "group": name,
        "label": LABELS[name],
        "areas": _areas(share),
        "areas_span": (low / 2, high / 2),
        "first": max(0.0, share.first),
        "first_span": tuple(min(1.0, max(0.0, end)) for end in share.first_span),
        "total": min(1.0, share.total),
        "total_span": tuple(min(1.0, max(0.0, end)) for end in share.total_span),
    }


def _candidates(doubt: Doubt, setting: Setting) -> Iterator[Row]:
    """Yield those who are in some lists and not in others, the most doubtful first."""
    inside = doubt.inside
    doubtful = [one for one, share in inside.items() if SURE <= share <= 1 - SURE]
    for one in sorted(doubtful, key=lambda name: (abs(inside[name] - 0.5), name)):
        shares = doubt.shares(one, again=0)
        yield {
            **setting.who(one),
            "inside": inside[one],
            **{name: min(1.0, share.total) for name, share in shares.items()},
        }


def _picture(groups: tuple[Row, ...]) -> Picture:
    rows = [{**row, "ahead": row["total"], "range": row["total_span"]} for row in groups]
    told = listing(f"{row['label']} {percent(row['ahead'])}" for row in rows)
    title = "Share of the doubt that stays with all else known"
    return Picture(
        "doubt",
        chart("dots.winning_dots", rows, title, "Stays with all else known", half=False),
        f"Share of the doubt that would stay if all else were known: {told}.",
        "Line: 95 % sure.",
    )


def _rows(found: Doubted, question: DoubtQuestion) -> str:
    early = f" of {found.asked} asked for" if found.doubt.rows < found.asked else ""
    made = sampled(2 * found.doubt.rows, 2 * found.doubt.rows, question.uncertainty, question.seed)
    return f"{found.doubt.rows} rows{early} of five lists each. {made}"

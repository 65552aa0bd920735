"""What does the doubt about the plan come from? In focus areas first, in shares second."""

from collections.abc import Iterable, Iterator

import numpy as np

from optimizer.robust.doubt import ASSUMPTIONS, EVIDENCE, METHOD, SEARCH, WEIGHTS, Doubt, lists_of
from questions.doubt import Doubted, DoubtQuestion
from reports.beliefs import NO_RANGES, as_drawn, sampled
from reports.columns import CANDIDATE, KIND
from reports.report import Column, Note, Picture, Report, Row, chart, tabled
from reports.setting import Setting
from reports.words import listing, number, percent
from scoring.sobol import VarianceShare

TITLE = "What does the doubt come from?"
LABELS = {
    WEIGHTS: "Other weights",
    EVIDENCE: "Other evidence",
    ASSUMPTIONS: "Other staff, money and costs",
    METHOD: "Other ways of scoring",
    SEARCH: "Looking again at the very same",
}
DRAWN = {
    EVIDENCE: "evidence",
    WEIGHTS: "weights",
    ASSUMPTIONS: "staff, money and costs",
    METHOD: "ways of scoring",
}
"""What may be other than it is, as it reads inside a sentence."""
HEADS = {
    WEIGHTS: "Weights",
    EVIDENCE: "Evidence",
    ASSUMPTIONS: "Staff, money, costs",
    METHOD: "Scoring",
    SEARCH: "Search",
}
KNOWN = {
    EVIDENCE: "the evidence",
    WEIGHTS: "the weights",
    ASSUMPTIONS: "staff, money and costs",
    METHOD: "the way of scoring",
}
TIMES = {5: "five", 6: "six", 7: "seven"}
SURE = 0.05
"""Share of lists within which a candidate is nearly always in, or nearly always out."""
NOUGHT = 0.005
"""Share that reads as nothing."""
NOTHING = "Stopped before any row was whole: nothing can be said about the doubt."
FLOOR = (
    "Looking again: the same weights and evidence, planned by a search that knows other plans. "
    "What that changes comes from nothing at all, as plans within the gap are equally good; no "
    "smaller difference is news."
)
FLOOR_ALONE = (
    "Looking again: the very same problem, searched with other chances of the solver. What that "
    "changes comes from nothing at all, as plans within the gap are equally good; no smaller "
    "difference is news."
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
ALONE = "Share that would stay if all else were known."
INSIDE = Column("inside", "In the lists", "share", drawn=True)
GIVEN = Column("given", "Given in a list", "number", digits=1)


def report(found: Doubted, question: DoubtQuestion, setting: Setting, *, plan: Report) -> Report:
    """Return what the doubt about a plan comes from."""
    doubt = found.doubt
    shares = doubt.shares()
    groups = tuple(_group(name, shares[name]) for name in LABELS if name in shares)
    columns = _columns(doubt)
    ranges = question.uncertainty.assumptions is not None and ASSUMPTIONS not in doubt.groups
    given, whole = doubt.services, f"{doubt.services.size:.0f} services"
    services = (_changes(given.shares(again=0), whole),) if given.names else ()
    return Report(
        id="doubt",
        title=TITLE,
        answer=_changes(shares, f"{_count(doubt.size)} focus areas"),
        text=tuple(_said(shares)),
        sections=(
            tabled("doubt", "", GROUPS, groups, pictures=(stays(groups),)),
            tabled(
                "doubtful",
                "Of those who could be in or out",
                (CANDIDATE, KIND, INSIDE, *columns),
                _candidates(doubt, setting),
                most=15,
            ),
            tabled(
                "services",
                "And of the services",
                (Column("label", "Service"), GIVEN, *columns),
                _services(doubt, setting),
                said=services,
            ),
        ),
        notes=(
            Note("reading", _rows(found, question)),
            Note("reading", FLOOR_ALONE if ASSUMPTIONS in doubt.groups else FLOOR),
            Note("reading", SHARES),
            *((Note("assumption", NO_RANGES),) if ranges else ()),
            *plan.notes,
        ),
        facts={"rows": doubt.rows, "asked": found.asked, "inputs": setting.inputs},
    )


def _areas(share: VarianceShare) -> float:
    """Return how many focus areas are others: each that leaves makes room for one."""
    return share.changes / 2


def _changes(shares: dict[str, VarianceShare], whole: str) -> str:
    drawn = sorted((name for name in DRAWN if name in shares), key=lambda one: -shares[one].changes)
    said = [f"other {DRAWN[name]} {_count(_areas(shares[name]))}" for name in drawn[1:]]
    first = f"Other {DRAWN[drawn[0]]} would change {_count(_areas(shares[drawn[0]]))} of {whole}"
    again = f"looking again at the very same changes {_count(_areas(shares[SEARCH]))}"
    return f"{', '.join([first, *said])}; {again}."


def _columns(doubt: Doubt) -> tuple[Column, ...]:
    names = [name for name in HEADS if name in doubt.groups]
    return tuple(
        Column(name, HEADS[name], "share", help=ALONE if name == names[0] else "") for name in names
    )


def _count(areas: float) -> str:
    return f"{areas:.0f}" if areas >= 2 else number(round(areas, 1))


def _said(shares: dict[str, VarianceShare]) -> Iterator[str]:
    search = shares[SEARCH]
    first, *rest = ((known, shares[name]) for name, known in KNOWN.items() if name in shares)
    said = [f"if only {known} were, {_percent(share.first)}" for known, share in rest]
    gone = f"If only {first[0]} were known, {_percent(first[1].first)} of the doubt would go"
    yield f"{'; '.join([gone, *said])}."
    if search.total < NOUGHT:
        yield "Looking again changes nothing: none of the doubt is in how plans are looked for."
    else:
        low, high = (percent(min(1.0, max(0.0, end))) for end in search.total_span)
        yield (
            f"{_percent(search.total)} of the doubt is in nothing at all ({low} to {high} with "
            "95 %): plans within the gap are equally good."
        )


def _percent(share: float) -> str:
    return "nothing" if share < NOUGHT else percent(min(share, 1.0))


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


def _services(doubt: Doubt, setting: Setting) -> Iterator[Row]:
    """Yield every service, those that are given most often first."""
    lists = doubt.services
    names = sorted({service for _, service in lists.names})
    both = np.concatenate([lists.a, lists.b])
    for name in names:
        columns = [at for at, (_, service) in enumerate(lists.names) if service == name]
        shares = lists.shares(lambda pair, name=name: pair[1] == name, again=0)  # type: ignore[misc]
        yield {
            "service": name,
            "label": setting.service(name),
            "given": float(both[:, columns].sum(axis=1).mean()),
            **{group: min(1.0, share.total) for group, share in shares.items()},
        }


def stays(groups: Iterable[Row]) -> Picture:
    """Return how much of the doubt would stay, group by group: ``label, total, total_span``."""
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
    held = as_drawn(question.uncertainty, assumed=ASSUMPTIONS in found.doubt.groups)
    made = sampled(2 * found.doubt.rows, 2 * found.doubt.rows, held, question.seed)
    lists = TIMES[lists_of(found.doubt.groups[:-1])]
    return f"{found.doubt.rows} rows{early} of {lists} lists each. {made}"

"""What do we know? On what scores rest, gaps, values with their sources, and edited ratings."""

from collections.abc import Collection, Iterator, Sequence
from itertools import accumulate

from data.dataset import Dataset, Evidence
from questions.overlay import Rating
from reports import vintage
from reports.columns import MEASURE, NAME, REGION
from reports.criteria import place_picture
from reports.report import (
    Column,
    Note,
    Picture,
    Report,
    Row,
    Section,
    Table,
    chart,
    fields,
    picked,
    tabled,
)
from reports.setting import Setting
from reports.words import count, count_of, figure, listing, mid_sentence, percent, points, score
from scoring.coverage import Coverage, coverage
from scoring.difference import ScoreChange, kind_changes
from scoring.evidence_table import BASES, EvidenceTable
from scoring.kind_scores import KindScores
from scoring.rank_change import RankingChange, ranking_change

PICTURED = 30
"""Candidates of a picture of what is known."""
MOVED = 20
"""Candidates of a picture of what edits do."""
ORDERS = {
    "place": "first in the ranking first",
    "missing": "least known first",
    "name": "by name",
}
"""Orders of the candidates, in words."""
NEVER_ZERO = (
    "What is missing never counts as zero: it makes the range of the score wide, and the criterion "
    "says what stands in."
)
WIDTHS = (
    "A column is as wide as its criterion weighs, so the length of a row in one colour is the "
    "share of the candidate's weight that rests on it."
)
OVERLAP = "Focus overlap is read off the list in force."
SHARES = (
    NAME,
    REGION,
    Column("observed", "Observed", "share"),
    Column("judged", "Judged", "share"),
    Column("assumed", "Assumed", "share"),
    Column("missing", "Missing", "share"),
)
GAPS = (
    MEASURE,
    Column("criterion_label", "Criterion", narrow=False),
    Column("missing", "Missing for", "count"),
    Column("of", "Of", "count"),
    Column("weight", "Weight", "share", digits=1),
    Column("lost", "Weight lost", "share", digits=1, help="Share of all weight that rests on it."),
    Column("who", "Who can know"),
)
VALUES = (
    NAME,
    MEASURE,
    Column("shown", "Value"),
    Column("range", "Range"),
    Column("basis", "Basis"),
    Column("as_of", "Of"),
    Column("title", "Source", narrow=False),
    Column("note", "Note", roomy=True),
)
SOURCES = (
    Column("title", "Source"),
    Column("publisher", "Publisher", narrow=False),
    Column("values", "Values", "count"),
    Column("years", "Speaking of"),
    Column("retrieved", "Retrieved", narrow=False),
    Column("licence", "Licence", roomy=True),
    Column("url", "Link", roomy=True),
)
EDITS = (
    Column("name", "Candidate", opens="candidate"),
    MEASURE,
    Column("was", "Before"),
    Column("now", "Now"),
    Column("basis", "Basis"),
    Column("reason", "Reason"),
)
EFFECT = (
    Column("name", "Candidate", opens="candidate"),
    Column("rank_before", "Place before", "place"),
    Column("rank_after", "Place", "place"),
    Column("before", "Score before", "score", digits=1),
    Column("after", "Score", "score", digits=1),
    Column("change", "Change", "points"),
    Column("mostly", "Mostly"),
)


def report(scores: KindScores, setting: Setting, *, order: str = "place", start: int = 0) -> Report:
    """Return on what the scores of some candidates rest, and where the gaps are.

    Args:
        order: of the candidates, one of ``ORDERS``.
        start: line with which the picture begins, from 0.
    """
    found = coverage(scores)
    known, least = {"id", "name", "region", "judged", "assumed", "missing"}, order == "missing"
    rows = [{**row.model_dump(include=known), "observed": row.coverage} for row in scores.rows]
    if order != "place":
        rows.sort(key=lambda row: (-row["missing"] * least, row["name"].casefold()))
    notes = [Note("missing", NEVER_ZERO)] if scores.ids else []
    notes += [Note("reading", OVERLAP)] if scores.ids and scores.overlap.any() else []
    notes += vintage.notes(setting)
    return Report(
        id="evidence",
        title="What do we know?",
        answer=_answer(found, scores, setting),
        sections=(
            _coverage(scores, rows, start),
            _gaps(found, scores, setting),
        ) if scores.ids else (),
        notes=tuple(notes),
        facts={"shares": found.shares},
    )  # fmt: skip


def _answer(found: Coverage, scores: KindScores, setting: Setting) -> str:
    if not found.count:
        return "No candidate meets these filters."
    parts = [f"{percent(found.shares['observed'])} is observed"]
    parts += [
        f"{percent(found.shares[basis])} {word}"
        for basis, word in (("judgement", "rated by staff"), ("assumption", "assumed"))
        if found.shares[basis]
    ]
    sentence = (
        f"Of what counts for {count_of(found.count, scores.spec)}, {', '.join(parts)} and "
        f"{percent(found.shares['missing'])} missing"
    )
    if not found.gaps:
        return f"{sentence}."
    label = mid_sentence(setting.measure(found.gaps[0].measure))
    return f"{sentence}; the gap that weighs most is {label}."


def _coverage(scores: KindScores, rows: Sequence[Row], start: int) -> Section:
    shown = rows[start : start + PICTURED]
    told = [f"{row['name']} {percent(row['observed'])} observed" for row in shown]
    columns = [mid_sentence(label) for _, _, label in _columns(scores)]
    picture = Picture(
        id=f"known-{scores.kind}",
        draw=chart("cells.coverage_map", coverage_cells(scores, shown), _columns(scores)),
        describe=f"What each score rests on: {listing(told, PICTURED)}.",
        text=f"{WIDTHS} From left to right: {listing(columns, len(columns))}.",
        does="Click a row to open the card.",
        opens="covered",
    )
    table = Table(f"coverage-{scores.kind}", SHARES, tuple(rows), most=PICTURED)
    return Section("coverage", "How much is known of each", pictures=(picture,), tables=(table,))


def coverage_cells(scores: KindScores, rows: Sequence[Row]) -> list[Row]:
    """Return one row per candidate, criterion and basis, laid out from 0 to 1 by weight.

    Rows: ``id, name, criterion, basis, start, end, share`` (of the criterion).
    """
    at = {name: place for place, name in enumerate(scores.ids)}
    found: list[Row] = []
    for row in rows:
        for column, (start, _, label) in enumerate(_columns(scores)):
            for basis, share in zip(BASES, scores.basis[at[row["id"]], column], strict=True):
                end = start + float(share * scores.weights[column])
                if share > 0:
                    cell = {"criterion": label, "basis": basis, "start": start, "end": end}
                    found.append({"id": row["id"], "name": row["name"], **cell, "share": share})
                start = end
    return found


def _columns(scores: KindScores) -> list[tuple[float, float, str]]:
    """Return where each criterion begins and ends, from 0 to 1, and its label."""
    ends = list(accumulate(scores.weights.tolist()))
    labels = [criterion.label for criterion in scores.spec.criteria.values()]
    return list(zip([0.0, *ends[:-1]], ends, labels, strict=True))


def _gaps(found: Coverage, scores: KindScores, setting: Setting) -> Section:
    measures = setting.measures
    rows = [
        {
            **gap.model_dump(),
            "label": setting.measure(gap.measure),
            "criterion_label": scores.spec.criteria[gap.criterion].label,
            "of": found.count,
            "who": "staff only" if measures[gap.measure].judgement else "published",
        }
        for gap in found.gaps
    ]
    unknown = [setting.measure(gap.measure) for gap in found.unknown]
    nobody = (f"Known of none of them: {listing(unknown, 12)}.",) if unknown else ()
    table = Table(f"gaps-{scores.kind}", GAPS, tuple(rows))
    return Section("gaps", "The gaps that weigh most", nobody, tables=(table,))


def values(setting: Setting, wanted: Collection[str], text: str = "") -> Section:
    """Return every value of some candidates, in table order, with its source.

    Args:
        text: words that must all occur in what is shown of a value, whatever the case.
    """
    kept = frozenset(wanted)
    rows = [_value(row, setting) for row in setting.dataset.evidence if row.candidate in kept]
    for word in text.casefold().split():
        rows = [row for row in rows if any(word in str(row[one.id]).casefold() for one in VALUES)]
    about = f" with “{text.strip()}”" if text.strip() else ""
    said = f"{count(len(rows), 'value').capitalize()}{about}."
    return tabled("values", "Values", VALUES, rows, said=(said,))


def _value(row: Evidence, setting: Setting) -> Row:
    return {
        **fields(row, "candidate", "source"),
        "id": row.candidate,
        "name": setting.name(row.candidate),
        "label": setting.measure(row.measure),
        "shown": figure(row.value),
        "range": between(row),
        "title": setting.source(row.source),
    }


def sources(setting: Setting) -> Section:
    """Return every source, with how many values rest on it and how new they are."""
    dates: dict[str, list[str]] = {source.id: [] for source in setting.dataset.sources}
    for row in setting.dataset.evidence:
        dates.setdefault(row.source, []).append(row.as_of)
    rows = tuple(
        {**fields(one), "values": len(dates[one.id]), "years": _years(dates[one.id])}
        for one in setting.dataset.sources
    )
    said = f"{count(len(rows), 'source').capitalize()}, each with its publisher, licence and link."
    return tabled("sources", "Sources", SOURCES, rows, said=(said,))


def on_record(row: Evidence | None, dataset: Dataset) -> str:
    """Return what is on record for a candidate on a measure, in a sentence."""
    if row is None:
        return "On record: nothing. What is missing can be anything on its scale."
    source = next((s.title for s in dataset.sources if s.id == row.source), row.source)
    ends = between(row) and f" [{between(row)}]"
    of = f" of {row.as_of}" if row.as_of else ""
    note = f" Note: {row.note}" if row.note else ""
    return f"On record: {figure(row.value)}{ends} ({row.basis}{of}; {source}).{note}"


def edits(ratings: Sequence[Rating], recorded: EvidenceTable, setting: Setting) -> Section:
    """Return every edited rating, next to what is recorded."""
    rows = []
    for rating in ratings:
        before = recorded.counting(rating.measure, rating.candidate)
        value = None if before is None else before.value
        about = {"name": setting.name(rating.candidate), "label": setting.measure(rating.measure)}
        was, now = "missing" if before is None else figure(value), figure(rating.value)
        rows.append({**fields(rating), **about, "before": value, "was": was, "now": now})
    said = f"{count(len(rows), 'rating').capitalize()} edited in this session."
    return tabled("edits", "Edited", EDITS, rows, said=(said,))


def effect(
    before: KindScores,
    after: KindScores,
    ratings: Sequence[Rating],
    *,
    among: Collection[str] | None = None,
    places: int = 0,
) -> Section:
    """Return what edits do to scores and places of a kind.

    Args:
        among: only these candidates, ranked among themselves; None = all.
        places: how many count as the first, in the picture; 0 = no picture.
    """
    changes = [
        one for one in kind_changes(before, after) if among is None or one.candidate in among
    ]
    ranking = ranking_change(before, after, among=among)
    edited = {rating.candidate for rating in ratings}
    own = [one for one in changes if one.candidate in edited]
    others = [one for one in changes if one.candidate not in edited]
    rows = [_change(one, ranking, after) for one in (*own, *others)]
    moved = {*edited, *(one.id for one in ranking.moved)}
    placed = [row for row in rows if row["candidate"] in moved and row["rank_after"] is not None]
    placed = sorted(placed[:MOVED], key=lambda row: row["rank_after"]) if places else []
    name, edits = f"moves-{after.kind}", "with the edits"
    pictures = tuple(place_picture(name, placed, places, "", "as recorded", edits))
    said = tuple(_effects(rows[: len(own)], others, after))
    table = Table(f"edited-{after.kind}", EFFECT, tuple(rows))
    return Section("effect", "What the edits do", said, pictures, (table,))


def _effects(own: Sequence[Row], others: Sequence[ScoreChange], after: KindScores) -> Iterator[str]:
    if not own and not others:
        yield f"Nothing for the {after.spec.label.lower()} shown: no score changes."
    for row in own:
        place, was = row["rank_after"], row["rank_before"]
        moved = "" if place is None else f", place {place} (before {was})"
        change = points(row["change"], signed=True)
        yield f"{row['name']}: {change}, now {score(row['after'])}{moved}."
    if others:
        yield (
            f"{count(len(others), 'other').capitalize()} change, too, most of all by "
            f"{points(others[0].points, signed=True)}: where evidence is missing, the median of "
            "what is known stands in, and that median has moved."
        )


def _change(change: ScoreChange, ranking: RankingChange, after: KindScores) -> Row:
    """Return a candidate whose score changed, with what changed it most."""
    place = next((one for one in ranking.changes if one.id == change.candidate), None)
    largest = change.changes[0]
    causes = ", ".join(largest.causes) or "weight"
    label = after.spec.criteria[largest.criterion].label
    return {
        **fields(change, "changes"),
        "name": after.names[after.ids.index(change.candidate)],
        **picked(place, "rank_before", "rank_after"),
        "change": change.points,
        "mostly": f"{label}: {points(largest.points, signed=True)} ({causes})",
    }


def between(row: Evidence) -> str:
    """Return where a value may lie, as ``40 to 60``; blank where that is not recorded."""
    return " to ".join(figure(end) for end in (row.low, row.high) if end is not None)


def _years(dates: Sequence[str]) -> str:
    """Return the years that dates speak of, as ``2015 to 2019``."""
    years = sorted({date[:4] for date in dates if date})
    return " to ".join(dict.fromkeys((years[0], years[-1]))) if years else ""

"""Who comes first, and who cannot be told apart: places, bands and points of every kind."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from config.names import id_end
from reports import vintage
from reports.columns import NAME
from reports.openings import openings_used
from reports.report import Column, Note, Picture, Report, Row, Section, Table, chart, fields
from reports.setting import Setting
from reports.words import count, count_of, interval, listing, mid_sentence, percent, score
from scoring.acceptability import PAIRWISE_MOST
from scoring.bands import SURE, bands
from scoring.kind_scores import CandidateScore, KindScores
from scoring.selection import of_candidates, rivals_of_first

SHOWN = 15
"""Lines of each kind where there is little room."""
PICTURED = 25
"""Candidates of a picture."""
GATES = {"pass": None, "unknown": "not known", "fail": "fails"}
APART = (
    "Candidates of one band cannot be told apart: of no two does one score above the other in "
    f"{percent(SURE)} of the draws of what is not known, with these weights."
)
APART_BY_RANGE = (
    "Candidates of one band cannot be told apart: with what is not known, any of them could score "
    "above any other."
)
RANGE = (
    "Range: the score if all that is missing were worst, or best; what is missing never counts as "
    "zero. Known: share of the weight that rests on observed evidence."
)
PASSES = "How likely it passes all gates, where that is not known and the evidence says so."


BAND = Column("_band", "Band")


def report(
    kinds: Sequence[KindScores],
    setting: Setting,
    *,
    among: Collection[str] | None = None,
    which: str = "",
    most: int | None = None,
    start: int = 0,
) -> Report:
    """Return a ranking; places and bands are those among all of a kind.

    Args:
        kinds: the scores of the kinds asked for.
        among: only these candidates; None = all.
        which: which ones these are, as in ``in Africa``.
        most: lines of each kind, the best first; None = all.
        start: line with which the picture of a kind begins, from 0.
    """
    shown = [one if among is None else of_candidates(one, among) for one in kinds]
    several, where = len(kinds) > 1, f" {which}" if which else ""
    sections, answers = [], []
    for whole, some in zip(kinds, shown, strict=True):
        band, wanted = _bands(whole), set(some.ids)
        lines = tuple(
            _row(line, band[line.id], setting, rest=most is None and place >= SHOWN)
            for place, line in enumerate([one for one in whole.rows if one.id in wanted][:most])
        )
        answer, *told = _said(whole, some, setting, where)
        answers.append(answer)
        sections.append(
            Section(
                id=whole.kind,
                title=whole.spec.label if several else "",
                text=(answer, *told) if several else tuple(told),
                pictures=_pictures(whole, lines[start : start + PICTURED]),
                tables=(Table(f"ranking-{whole.kind}", _columns(whole, lines), lines, by=BAND),),
            )
        )
    openings = (note for some in shown for note in openings_used(some.ids, setting))
    return Report(
        id="rank",
        title="Who comes first, and how sure is that?",
        answer=_first_of_all(shown, setting, where) if several else answers[0],
        sections=tuple(sections),
        notes=(*_notes(kinds, shown), *openings, *vintage.notes(setting)),
    )


def _first_of_all(shown: Sequence[KindScores], setting: Setting, where: str) -> str:
    first = [
        f"{setting.label(some.rows[0].id)} of {count_of(some.places, some.spec)}"
        for some in shown
        if some.places
    ]
    if not first:
        return f"There is nobody to rank{where}."
    return f"First come{'s' if len(first) == 1 else ''}{where}: {listing(first)}."


def _said(whole: KindScores, some: KindScores, setting: Setting, which: str) -> Iterator[str]:
    """Yield who leads, how sure that is, who shares the band, and who has no place."""
    spec, number = whole.spec, count_of(len(some.ids), whole.spec)
    ranked = [row for row in whole.rows if row.id in set(some.ids) and row.rank is not None]
    if not some.ids:
        yield f"There are {number}{which}."
        return
    if not ranked:
        yield f"Of {number}{which} none has a place: each fails a gate."
        return
    first, band = ranked[0], _bands(whole)
    name, points = setting.label(first.id), f"{score(first.score)} of 100 points"
    if len(ranked) == 1:
        yield f"{name} is the only {spec.singular.lower()}{which} with a place: {points}."
    else:
        peers = [setting.label(row.id) for row in ranked if band[row.id] == band[first.id]]
        others, alone = count(len(peers) - 1, "other"), len(peers) == 1
        place = f", in place {first.rank} of all {whole.places}" if first.rank != 1 else ""
        apart = f"but the evidence cannot tell it apart from {others}"
        among = count_of(len(ranked), spec)
        yield (
            f"{name} comes first of {among}{which}{place}, with {points}, "
            f"{'and no other is in its band' if alone else apart}."
        )
        if not alone:
            yield f"Band {band[first.id]}: {listing(peers, 12)}."
        if len(ranked) < whole.places:
            yield f"Places are those among all {count_of(whole.places, spec)} that have one."
        rivals = len(rivals_of_first(some))
        yield (
            f"If everything unknown turned out worst for {name} and best for another, "
            f"{count(rivals, 'other')} could come ahead of it."
            if rivals
            else f"Whatever is still to be found out, no other can come ahead of {name}."
        )
    yield from _failing(some, setting)


def _failing(some: KindScores, setting: Setting) -> Iterator[str]:
    failing: dict[tuple[str, ...], list[str]] = {}
    for candidate, results in zip(some.ids, some.gates, strict=True):
        labels = tuple(result.label for result in results if result.state == "fail")
        if labels:
            failing.setdefault(labels, []).append(setting.label(candidate))
    for labels, names in failing.items():
        have, fail = ("has", "it fails") if len(names) == 1 else ("have", "they fail")
        gates = listing(f"“{label}”" for label in labels)
        yield f"{listing(names)} {have} no place: {fail} {gates}."


def _bands(scores: KindScores) -> Mapping[str, int | None]:
    return dict(zip(scores.ids, bands(scores), strict=True))


def _row(line: CandidateScore, band: int | None, setting: Setting, *, rest: bool) -> Row:
    """Return a line; the names of its fields are a promise to other programs."""
    name = setting.label(line.id)
    return {
        **fields(line),
        "band": band,
        "_place": float("inf") if band is None else band,
        "_band": "No place" if band is None else f"Band {band}",
        "_rest": rest,
        "_name": name,
        "_id": id_end(line.id),
        "_gate": GATES[line.gate],
        "_range": (line.low, line.high),
        "_label": f"{'–' if line.rank is None else line.rank}  {name}",
        "_beside": f"{'' if band is None else f'band {band}, '}{percent(line.coverage)} known",
        "_said": f"{name} {score(line.score)} ({interval(line.low, line.high)})",
        **{f"_{criterion}": points for criterion, points in line.contributions.items()},
    }


def _columns(whole: KindScores, rows: Sequence[Row]) -> tuple[Column, ...]:
    gated = len({row["_gate"] for row in rows}) > 1
    placed = any(row["region"] for row in rows)
    unsure = any(row["passes"] is not None for row in rows)
    return (
        replace(NAME, id="_name"),
        Column("_id", "Id", narrow=False),
        Column("rank", "Place", "place", help=f"Of all {whole.places} that have one."),
        *((Column("region", "Region", roomy=True),) if placed else ()),
        Column("score", "Score", "score", digits=1),
        Column("_range", "Range", "span", drawn=True, scale=100),
        Column("coverage", "Known", "share"),
        Column("missing", "Missing", "share", roomy=True),
        *((Column("_gate", "Gate"),) if gated else ()),
        *((Column("passes", "Passes", "share", help=PASSES),) if unsure else ()),
        *_criteria(whole),
    )


def _criteria(whole: KindScores) -> Iterator[Column]:
    for place, (name, criterion) in enumerate(whole.spec.criteria.items()):
        title = f"{criterion.label} ({percent(float(whole.weights[place]))})"
        about = "Points that the criterion adds to the score, and its weight."
        short = chr(ord("a") + place % 26) + str(place // 26 or "")
        yield Column(f"_{name}", title, "score", narrow=False, short=short, help=about)


def _pictures(whole: KindScores, rows: Sequence[Row]) -> tuple[Picture, ...]:
    if not rows:
        return ()
    labels = {name: criterion.label for name, criterion in whole.spec.criteria.items()}
    return (
        Picture(
            id=f"points-{whole.kind}",
            draw=chart("bars.contribution_stack", rows, labels),
            describe=f"Scores by criterion: {listing([row['_said'] for row in rows], PICTURED)}.",
            text="Orange line: from the score if everything unknown turned out worst to the score "
            "if it turned out best. Bars, from left to right: "
            f"{listing([mid_sentence(label) for label in labels.values()], len(labels))}.",
            does="Click a bar to open the candidate's card.",
            opens="ranked",
        ),
    )


def _notes(kinds: Sequence[KindScores], shown: Sequence[KindScores]) -> Iterator[Note]:
    if any(some.places > 1 for some in shown):
        for whether, text in ((False, APART), (True, APART_BY_RANGE)):
            if any((whole.places > PAIRWISE_MOST) == whether for whole in kinds):
                yield Note("reading", text)
    if any(some.ids for some in shown):
        yield Note("missing", RANGE)
    for some in shown:
        every = (one for results in some.gates for one in results)
        unknown = Counter(one.label for one in every if one.state == "unknown")
        whom = count_of(len(some.ids), some.spec)
        for label, number in unknown.items():
            known = f"any of {whom}" if number == len(some.ids) else f"{number} of {whom}"
            yield Note(
                "gate", f"{label}: not known yet for {known}, so it takes nobody out. Check first."
            )

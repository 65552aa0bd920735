"""How sure is the ranking? Who is among the first in how many draws, and who would think so."""

from collections.abc import Iterator, Mapping, Sequence

from optimizer.levers import canonical
from optimizer.robust.core_index import CandidateIndex
from optimizer.robust.uncertainty import UncertaintyModel
from questions.rank_sureness import OPEN, CentralWeight, KindRanks, RankLine
from questions.rank_sureness import SURE as MOSTLY
from reports import vintage
from reports.beliefs import drawn, sampled
from reports.columns import CANDIDATE, CRITERION, SURE
from reports.report import Column, Note, Picture, Report, Row, Section, Table, chart, fields
from reports.setting import Setting
from reports.words import certain_share, count, listing, mid_sentence, percent, span
from scoring.acceptability import Acceptability
from scoring.sampling_error import precision

TITLE = "How sure is the ranking?"
SHOWN, PICTURED = 15, 25
"""Lines of a kind where there is little room; candidates in one picture."""
THINKERS, CRITERIA = 3, 3
"""Candidates of whom it is said what one would have to think for them to be first; criteria that
are named of each."""
CLEARLY = 0.95
"""Share of draws from which one candidate is clearly above another."""
RIVALS = 16
"""Rivals in the picture of one candidate: those that are hardest to tell from it."""


def report(
    kinds: Mapping[str, KindRanks],
    uncertainty: UncertaintyModel,
    setting: Setting,
    *,
    asked: int,
    seed: int = 0,
    stopped: bool = False,
    in_plans: Mapping[str, CandidateIndex] | None = None,
    start: int = 0,
) -> Report:
    """Return how sure the ranking of each kind is.

    Args:
        kinds: kind → what many draws say; kinds that were not reached are not there.
        in_plans: candidate → in how many of the best plans it is, where that is known.
        start: place of the first candidate in the picture, 0 = the first.
    """
    every = tuple(kinds.values())
    facts = {
        "scenario": canonical(setting.scenario),
        "drawn": drawn(asked, uncertainty, seed),
        "kinds": {name: _kind(one) for name, one in kinds.items()},
        "interrupted": stopped,
        "inputs": setting.inputs,
    }
    if not every:
        answer = "Stopped before anything was ranked: nothing can be said about it."
        return Report("robust", TITLE, answer, facts=facts)
    done = min(one.found.draws for one in every)
    within = f"A share is known to within {100 * precision(done):.2g} percentage points."
    return Report(
        id="robust",
        title=TITLE,
        answer=" ".join(map(_answer, every)),
        text=(sampled(done, asked, uncertainty, seed), within),
        sections=(
            _places(every, setting, in_plans or {}, start),
            Section(
                "first", "What would one have to think for them to come first?",
                items=tuple(text for one in every for text in _thinkers(one)),
            ),
        ),
        notes=(*_notes(every), *vintage.notes(setting)),
        facts=facts,
    )  # fmt: skip


def _answer(one: KindRanks) -> str:
    sure = [line.name for line in one.lines if line.among >= MOSTLY]
    between = sum(OPEN < line.among < MOSTLY for line in one.lines)
    others = "the others hardly ever are"
    if between:
        others = f"{count(between, 'other')} could be either in or out"
    where = f"among the first {one.first}" if one.first > 1 else "first"
    return (
        f"{one.scores.spec.label}: {where} in nine of ten draws or more: {listing(sure, 15)}; "
        f"{others}."
    )


def _notes(every: Sequence[KindRanks]) -> Iterator[Note]:
    yield Note(
        "reading",
        "Places: those that hold the middle nine of ten draws. Above the next: in how many draws "
        "a candidate ranks above the one below it here.",
    )
    for one in every:
        leader = max(one.lines, key=lambda line: (line.first, -line.rank))
        yield Note(
            "reading",
            f"{one.scores.spec.label}: {leader.name} comes first most often, in "
            f"{certain_share(leader.first)} of the draws.",
        )


def _places(
    every: Sequence[KindRanks],
    setting: Setting,
    in_plans: Mapping[str, CandidateIndex],
    start: int,
) -> Section:
    plans = (Column("in_plans", "In best plans", "share", basis="sampled"),) if in_plans else ()
    columns = (
        Column("rank", "Place", "place"),
        CANDIDATE,
        *plans,
        Column("first", "First", "share", basis="sampled", narrow=False),
        Column("among", "Among first", "share", basis="sampled", drawn=True),
        SURE,
        Column("mean_rank", "Mean", "number", digits=1, narrow=False, help="Mean place."),
        Column("places", "Places", "span", help="Those that hold nine of ten draws."),
        Column("above_next", "Above next", "share", narrow=False),
    )
    rows = [
        {
            **fields(line),
            "label": setting.label(line.id),
            "range": (line.among_low, line.among_high),
            "places": (line.best_rank, line.worst_rank),
            "in_plans": in_plans[line.id].index.share if line.id in in_plans else None,
            "of": one.scores.spec.label,
            "_rest": at >= SHOWN,
        }
        for one in every
        for at, line in enumerate(one.lines)
    ]
    by = Column("of", "Kind") if len(every) > 1 else None
    table = Table("places", columns, tuple(rows), by=by)
    pictures = tuple(_picture(one, start) for one in every)
    return Section("places", "Who takes which place?", pictures=pictures, tables=(table,))


def _picture(one: KindRanks, start: int) -> Picture:
    lines = one.lines[start : start + PICTURED]
    among = listing([f"{line.name} {percent(line.among)}" for line in lines], len(lines))
    rows = [
        {"label": f"{line.rank}  {line.name}", "ours": line.rank,
         "shares": one.found.rank[one.at[line.id]].tolist()}
        for line in lines
    ]  # fmt: skip
    return Picture(
        id=f"places-{one.scores.kind}",
        draw=chart("cells.acceptability_map", rows, one.first),
        describe=f"Share of {one.found.draws:,} draws in which each candidate takes each place; "
        f"among the first {one.first}: {among}.",
        text=f"Each row: how often the candidate takes each place in {one.found.draws:,} draws "
        f"(the darker, the oftener). Orange: its place by the scores. Dashed: the first "
        f"{one.first} end here.",
    )


def _thinkers(one: KindRanks) -> Iterator[str]:
    """Yield what one would have to think for those who are first most often to be first."""
    for line in sorted(one.lines, key=lambda line: (-line.first, line.rank))[:THINKERS]:
        if central := one.central(line.id):
            yield _thinks(one, line, central)


def _thinks(one: KindRanks, line: RankLine, central: Sequence[CentralWeight]) -> str:
    """Return by which weights a candidate comes first, and how surely it does by these."""
    moved = sorted((w for w in central if w.more), key=lambda w: -abs(w.more))[:CRITERIA]
    parts = []
    for words, sign in (("more", 1), ("less", -1)):
        told = [
            f"{mid_sentence(one.scores.spec.criteria[w.criterion].label)} "
            f"({100 * w.central:.1f} ± {100 * w.half:.1f} %, not {100 * w.given:.1f} %)"
            for w in moved
            if w.more * sign > 0
        ]
        if told:
            parts.append(f"{words} weight than given on {listing(told)}")
    where = f"with {', and '.join(parts)}" if parts else "with weights much like the given ones"
    if line.confidence is None:
        return f"{line.name} comes first {where}."
    ends = (100 * (line.confidence_low or 0.0), 100 * (line.confidence_high or 0.0))
    return (
        f"{line.name} comes first {where}; by these weights in {certain_share(line.confidence)} "
        f"({span(ends)} %, 95 % sure) of the draws of evidence."
    )


def candidate(one: KindRanks, chosen: str) -> tuple[Section, Section]:
    """Return what many draws say of one candidate: who would put it first, and whom it beats."""
    line = next(line for line in one.lines if line.id == chosen)
    return _weights(one, line), _rivals(one, line)


def _weights(one: KindRanks, line: RankLine) -> Section:
    central = one.central(line.id)
    if not central:
        text = (
            f"{line.name} is first in none of {one.found.draws:,} draws.",
            "So there are no weights among those believed possible that speak for it.",
        )
        return Section("central", text=text)
    rows = tuple(
        {
            **fields(w),
            "label": one.scores.spec.criteria[w.criterion].label,
            "range": (max(0.0, w.central - w.half), min(1.0, w.central + w.half)),
        }
        for w in central
    )
    columns = (
        CRITERION,
        Column("given", "At present", "share", digits=1),
        Column("central", "For it to be first", "share", digits=1, basis="sampled"),
        SURE,
    )
    said = listing([f"{row['label']} {percent(row['central'])} (at present {percent(row['given'])})"
                    for row in rows], len(rows))  # fmt: skip
    picture = Picture(
        id=f"central-weights-{line.id.replace(':', '-')}",
        draw=chart("bars.central_weights", rows),
        describe=f"Mean weights of the draws in which {line.name} is first: {said}.",
        text="Blue: what one would have to think, on average, for it to be first, with the error "
        "of sampling. Grey mark: the present weights.",
        table=Table("central", columns, rows),
    )
    often = f"{line.name} is first in {percent(line.first)} of the draws."
    return Section("central", text=(often, _thinks(one, line, central)), pictures=(picture,))


def _rivals(one: KindRanks, line: RankLine) -> Section:
    found, at = one.found, one.at[line.id]
    if found.winning is None or found.winning_interval is None:
        return Section("winning")
    names = {other.id: other.name for other in one.lines}
    low, high = (ends[at].tolist() for ends in found.winning_interval)
    rows = [
        {"id": rival, "label": names[rival], "ahead": ahead, "range": (least, most)}
        for rival, ahead, least, most
        in zip(found.ids, found.winning[at].tolist(), low, high, strict=True)
        if rival != line.id
    ]  # fmt: skip
    better = sum(row["ahead"] > CLEARLY for row in rows)
    worse = sum(row["ahead"] < 1 - CLEARLY for row in rows)
    near = sorted(rows, key=lambda row: abs(row["ahead"] - 0.5))[:RIVALS]
    near.sort(key=lambda row: -row["ahead"])
    columns = (
        Column("label", "Rival"),
        Column("ahead", "It ranks above", "share", basis="sampled"),
        SURE,
    )
    said = listing([f"{row['label']} {percent(row['ahead'])}" for row in near], RIVALS)
    picture = Picture(
        id=f"winning-{line.id.replace(':', '-')}",
        draw=chart("dots.winning_dots", near),
        describe=f"Share of draws in which {line.name} ranks above each rival: {said}.",
        text=f"The {len(near)} that are hardest to tell from it. Thin line: 95 % sure.",
        table=Table("winning", columns, tuple(rows)),
    )
    text = (
        f"{line.name} ranks above {better} of {len(rows)} in nearly every draw, below "
        f"{worse or 'none'}; with {len(rows) - better - worse or 'none'} it is open."
    )
    return Section("winning", text=(text,), pictures=(picture,) if near else ())


def lines(kinds: Mapping[str, KindRanks]) -> Table:
    """Return every share of every kind as one table, for programs."""
    rows = tuple(fields(line) for one in kinds.values() for line in one.lines)
    return Table("ranks", tuple(Column(name, name) for name in RankLine.model_fields), rows)


def _kind(one: KindRanks) -> Row:
    return {
        "draws": one.found.draws,
        "precision": precision(one.found.draws),
        "first": one.first,
        "candidates": [_facts(one, line) for line in one.lines],
        "pairwise": _pairwise(one.found),
    }


def _facts(one: KindRanks, line: RankLine) -> Row:
    central = one.central(line.id)
    return {
        **fields(line),
        "ranks": one.found.rank[one.at[line.id]].tolist(),
        "central_weights": {w.criterion: w.central for w in central} or None,
        "central_half_widths": {w.criterion: w.half for w in central} or None,
    }


def _pairwise(found: Acceptability) -> Row | None:
    """Return in which share of draws each candidate (row) ranks above each other (column)."""
    if found.winning is None or found.winning_interval is None:
        return None
    low, high = found.winning_interval
    share = found.winning.tolist()
    return {"ids": found.ids, "share": share, "low": low.tolist(), "high": high.tolist()}

"""What counts: weights, what they do to the ranking, and what is good, and how good."""

from collections.abc import Iterator, Mapping, Sequence

from config.criteria import Combine, Criterion, Kind, Levels, MeasureUse, Missing
from reports.columns import CRITERION, NAME
from reports.report import Column, Picture, Report, Row, Section, Table, chart, fields
from reports.setting import Setting
from reports.words import count, count_of, listing, mid_sentence, number, peers_words, percent
from scoring.kind_scores import KindScores
from scoring.measure_use import UseValues, corners, measure_use
from scoring.rank_change import RankingChange

MOVES = 20
"""Candidates of a picture of places."""
VALUE = Column("points", "Value, of 100", "score")
LEVELS = (Column("level", "Level"), VALUE, Column("held", "Candidates", "count"))
COMBINED = {
    Combine.MEAN: "The value of the criterion is the weighted mean of its measures.",
    Combine.MIN: "The value of the criterion is that of its worst measure.",
    Combine.MAX: "The value of the criterion is that of its best measure.",
}
STANDS_IN = {
    Missing.MEDIAN: "the median of the kind stands in for what is missing, or the middle of the "
    "scale while fewer than five are known",
    Missing.MIDPOINT: "the middle of the scale stands in for what is missing",
    Missing.LOW: "the lowest value stands in for what is missing",
}


def report(
    kind_id: str,
    setting: Setting,
    *,
    draft: Mapping[str, float] | None = None,
    change: RankingChange | None = None,
    places: int = 1,
    which: str = "",
    start: int = 0,
) -> Report:
    """Return what counts for a kind, and what other weights would do.

    Args:
        draft: criterion → share, as they would be; None = as in force.
        change: what the draft does to the ranking of the configured weights.
        which: which candidates the change is about, as in ``national members only``.
        start: line with which the picture of places begins, from 0.
    """
    kind = setting.kinds[kind_id]
    return Report(
        id="criteria",
        title="What counts?",
        answer=_answer(kind),
        text=(f"From {kind.source}. {kind.why}",),
        sections=(
            _weights(kind_id, kind, draft or kind.weights, setting),
            *(() if change is None else (_moves(kind_id, kind, change, places, which, start),)),
        ),
    )


def _answer(kind: Kind) -> str:
    now = kind.weights
    criteria = f"{count(len(now), 'criterion', 'criteria')} count for {kind.label.lower()}"
    shares = {f"{share * 100:.1f}" for share in now.values()}
    if len(shares) == 1:
        return f"{criteria}, all the same at present: {shares.pop()} of 100."
    heaviest = max(now, key=lambda name: now[name])
    label = mid_sentence(kind.criteria[heaviest].label)
    return f"{criteria}; the heaviest at present is {label} with {now[heaviest] * 100:.1f} of 100."


def _weights(kind_id: str, kind: Kind, draft: Mapping[str, float], setting: Setting) -> Section:
    configured = setting.study.configuration.criteria.kinds[kind_id].weights
    rows = [
        {"criterion": name, "weight": draft[name], "configured": configured[name],
         **criterion.model_dump(include={"label", "source", "why"})}
        for name, criterion in kind.criteria.items()
    ]  # fmt: skip
    columns = (
        CRITERION,
        Column("weight", "Weight", "share", digits=1),
        Column("configured", "Configured", "share", digits=1),
        Column("source", "Source", narrow=False),
        Column("why", "Why", roomy=True),
    )
    told = [f"{row['label']} {percent(float(draft[str(row['criterion'])]), 1)}" for row in rows]
    picture = Picture(
        id=f"shares-{kind_id}",
        draw=chart("bars.weight_bars", rows),
        describe=f"Weights: {listing(told, len(told))}.",
        text="Bars: these weights. Pink marks: the weights as configured.",
    )
    table = Table(f"weights-{kind_id}", columns, tuple(rows))
    return Section("weights", "What weighs how much", pictures=(picture,), tables=(table,))


def _moves(
    kind_id: str, kind: Kind, found: RankingChange, places: int, which: str, start: int
) -> Section:
    rows = [{**fields(change), "gained": change.places} for change in found.changes]
    shown = rows[start : start + MOVES] if found.moved else []
    columns = (
        NAME,
        Column("rank_after", "Place", "place"),
        Column("rank_before", "Before", "place"),
        Column("gained", "Places gained", "points", digits=0),
        Column("score_after", "Score", "score", digits=1),
        Column("score_before", "Score before", "score", digits=1),
    )
    about = f"Against the weights of criteria.yaml{which and f', {which}'}."
    pictures = tuple(place_picture(f"places-{kind_id}", shown, places, about))
    table = Table(f"change-{kind_id}", columns, tuple(rows if found.moved else ()))
    said = (_moved(found, places, kind),)
    return Section("effect", "What it does to the ranking", said, pictures, (table,))


def place_picture(
    name: str,
    rows: Sequence[Row],
    places: int,
    about: str = "",
    before: str = "with the configured weights",
    now: str = "with these weights",
) -> Iterator[Picture]:
    """Yield a picture of places before and after; none where there is nobody.

    Args:
        rows: ``name, rank_before, rank_after``.
        about: what the change is held against, in a sentence.
        before: what the first place was reckoned with, in words.
        now: what the second is reckoned with.
    """
    if rows:
        told = [f"{row['name']} {row['rank_after']} (before {row['rank_before']})" for row in rows]
        yield Picture(
            id=name,
            draw=chart("dots.place_moves", rows, places, before, now),
            describe=f"Places {now}, and {before}: {listing(told, MOVES)}.",
            text=f"{about} Dashed: the first {places} end here.".strip(),
        )


def _moved(found: RankingChange, places: int, kind: Kind) -> str:
    moved = len(found.moved)
    if not moved:
        return "Nothing moves: the ranking is that of the configured weights."
    correlation = "" if found.spearman is None else f" (rank correlation {found.spearman:.2f})"
    into = [change.name for change in found.into_first(places)]
    out = [change.name for change in found.out_of_first(places)]
    comes, drops = "comes" if len(into) == 1 else "come", "drops" if len(out) == 1 else "drop"
    dropped = f"{listing(out)} {drops} out"
    told = f"{listing(into)} {comes} among the first {places}" + (f", {dropped}" if out else "")
    if not into:
        told = f"{dropped} of the first {places}" if out else f"the first {places} stay the same"
    number = count_of(moved, kind).capitalize()
    return f"{number} of {len(found.changes)} change places{correlation}; {told}."


def value_functions(
    scores: KindScores, criterion: str, setting: Setting, marked: str | None = None
) -> tuple[Section, ...]:
    """Return what is good, and how good: a criterion, and each of its measures.

    Args:
        setting: labels of measures.
        marked: a candidate that is marked in pictures.
    """
    spec = scores.spec.criteria[criterion]
    whole = Section("criterion", spec.label, text=tuple(about(spec)))
    measures = (_measure(scores, criterion, use, setting, marked) for use in spec.measures)
    return (whole, *measures)


def about(criterion: Criterion) -> Iterator[str]:
    """Yield what a criterion is, where it comes from, and what stands in for what is missing."""
    yield from filter(None, (criterion.why, f"Source: {criterion.source}.", criterion.note))
    if criterion.overlap:
        every = criterion.overlap.items()
        shares = [f"{percent(share)} {name.replace('_', ' ')}" for name, share in every]
        yield (
            f"Decided together with the plan ({listing(shares)}); in a ranking it is read off the "
            "list in force."
        )
        return
    if len(criterion.measures) > 1:
        yield COMBINED[criterion.combine]
    yield f"Here {STANDS_IN[criterion.missing]}."


def _measure(
    scores: KindScores, criterion: str, use: MeasureUse, setting: Setting, marked: str | None
) -> Section:
    measure, name = setting.measures[use.measure], use.measure
    found = measure_use(scores, criterion, name)
    proxy = mid_sentence(setting.measure(measure.proxy_for)) if measure.proxy_for else ""
    text = (
        measure.about,
        proxy and f"Stands for: {proxy}.",
        measure.publisher and f"Published by {measure.publisher}.",
        use.peers and f"Held against peers: counted is how far it lies{peers_words(use)}.",
        _known(found, scores),
    )
    rows: Sequence[Row]
    if isinstance(use.value, Levels):
        held, here = found.held, None if marked is None else found.levels.get(marked)
        rows = [
            {"level": level, "points": worth, "held": held.get(level, 0), "marked": level == here}
            for level, worth in use.value.levels.items()
        ]
        told = [f"{row['level']} {row['points']:.0f}, held by {row['held']}" for row in rows]
        draw, columns = chart("curves.value_levels", rows), LEVELS
        shown = f"Value of each level of {measure.label}: {listing(told, len(told))}."
    else:
        scaled = measure.but(scale=None, missing_within=None) if use.peers else measure
        line = corners(use.value, scaled, found)
        rows = [{**vars(one), "marked": one.id == marked} for one in found.known]
        ends = listing([f"{number(at)} is worth {points:.0f}" for at, points in line])
        draw = chart("curves.value_curve", line, rows, measure.unit)
        columns = (NAME, Column("measure", measure.label, "number"), VALUE)
        shown = f"Value function of {measure.label}: {ends}; {count(len(rows), 'candidate')} on it."
    name = f"value-{criterion}-{name}"
    picture = Picture(name, draw, shown, table=Table(f"{name}-numbers", columns, tuple(rows)))
    title = f"{measure.label}: {percent(found.share)} of the criterion"
    return Section(name, title, tuple(filter(None, text)), pictures=(picture,))


def _known(found: UseValues, scores: KindScores) -> str:
    every, of = len(scores.ids), count_of(len(scores.ids), scores.spec)
    if found.stand_in is None:
        return f"Known for all {of}."
    if found.missing == every:
        return f"Known for none of {of}: {found.stand_in:.0f} of 100 stands in for all."
    return (
        f"Known for {every - found.missing} of {of}; for the other {found.missing} "
        f"{found.stand_in:.0f} of 100 stands in."
    )

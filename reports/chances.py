"""What foresaw results, and how well: odds, and what came beside what was foreseen."""

from collections.abc import Iterator, Mapping, Sequence
from math import exp

from data.chances.estimate import Influence
from data.chances.history import CODED, Outcome
from questions.chances import Chances, OutcomeForeseen
from reports.report import Column, Note, Picture, Report, Row, Section, Table, chart, fields
from reports.words import count, listing, percent
from scoring.foresight import Foresight, Part

TITLE = "What foresaw results?"
OUTCOMES: Mapping[Outcome, str] = {
    "completed": "Completed, substantially at least",
    "strong_results": "Strong results: openness changed much",
}
"""Outcome → heading of what is told of it."""
LED: Mapping[Outcome, str] = {
    "completed": "were completed, substantially at least",
    "strong_results": "led to strong results",
}
FAR = 100.0
"""Odds beyond which their number says nothing."""
INFLUENCES = (
    Column("column", "Known beforehand"),
    Column("level", "Level"),
    Column("reference", "Rather than", narrow=False),
    Column("cases", "Commitments", "count"),
    Column("share", "Of these it came", "share"),
    Column(
        "ratio", "Odds", "number", digits=2,
        help="Times the odds of the level it is held against, all else alike.",
    ),
    Column("range", "95 % sure"),
    Column("beyond", "Beyond chance", "yes", short="Seen"),
)  # fmt: skip
CALIBRATION = (
    Column("label", "Commitments with chances"),
    Column("cases", "Commitments", "count"),
    Column("foreseen", "Foreseen", "share"),
    Column("came", "Came", "share"),
    Column("range", "Came, 95 % sure", "share_span"),
)


def report(found: Chances) -> Report:
    """Return what foresaw results, and how well."""
    return Report(
        id="chances",
        title=TITLE,
        answer=_answer(found),
        text=tuple(
            f"{OUTCOMES[outcome]}: too few reported on by {found.by} to say anything."
            for outcome in found.too_few
        ),
        sections=tuple(section for one in found.outcomes for section in _sections(one)),
        notes=tuple(_notes(found)),
        facts={
            "reported_by": found.by,
            "outcomes": {
                one.outcome: {
                    **fields(one, "outcome", "columns", "influences"),
                    "taken": one.columns,
                }
                for one in found.outcomes
            },
        },
    )


def _answer(found: Chances) -> str:
    if not found.outcomes:
        return "Nothing can be said: too few earlier commitments have been reported on."
    told = [one for one in found.outcomes if _told(one)]
    shares = [
        f"of {count(one.reported, 'commitment')} reported on by {found.by}, {one.came} "
        f"({percent(one.came / one.reported)}) {LED[one.outcome]}"
        for one in found.outcomes
    ]
    said = f"{shares[0][0].upper()}{shares[0][1:]}" + "".join(f"; {one}" for one in shares[1:])
    if not told:
        return f"{said}. How well that was foreseen cannot be told."
    well = [one for one in told if any(way.tells for way in _told(one))]
    if not well:
        return f"{said}. What was known beforehand did not foresee which, better than these shares."
    named = listing(OUTCOMES[one.outcome].partition(":")[0].partition(",")[0] for one in well)
    return f"{said}. What was known beforehand foresaw something of which: {named.lower()}."


def _told(one: OutcomeForeseen) -> list[Foresight]:
    return [way for way in (one.held_out, one.since) if way is not None]


def _sections(one: OutcomeForeseen) -> Iterator[Section]:
    seen = [influence for influence in one.influences if _beyond(influence)]
    items = [_said(influence) for influence in seen]
    if not items:
        items = ["Nothing that was known beforehand goes with it beyond chance."]
    if one.left_out:
        names = listing(map(_name, one.left_out), 20)
        items.append(f"Not taken, for want of cases: {names}.")
    rests = (
        f"Rests on {count(one.cases, 'commitment')} of {count(one.members, 'member')}, of which "
        "all that is taken is known."
    )
    yield Section(
        one.outcome,
        OUTCOMES[one.outcome],
        text=(rests,),
        items=tuple(items),
        tables=(Table(f"influences_{one.outcome}", INFLUENCES, tuple(map(_row, one.influences))),),
    )
    for when, way in (("held_out", one.held_out), ("since", one.since)):
        if way is not None:
            yield _foresight(one, when, way)


def _name(column: str) -> str:
    return "half-way or at the end" if column == CODED else column.replace("_", " ")


def _beyond(one: Influence) -> bool:
    return (one.low is not None and one.low > 0) or (one.high is not None and one.high < 0)


def _said(one: Influence) -> str:
    name, column = _name(one.column), one.column
    if column == CODED:
        which = f"Reported {one.level} rather than {one.reference}"
    else:
        which = f"{name[0].upper()}{name[1:]} “{one.level}” rather than “{one.reference}”"
    return f"{which}: {_times(one.coefficient)} the odds ({_range(one)})."


def _times(coefficient: float) -> str:
    return f"{exp(coefficient):.2f} times" if abs(coefficient) < 7 else "many times"


def _range(one: Influence) -> str:
    low = "0" if one.low is None else f"{exp(one.low):.2f}"
    if one.high is None or exp(min(one.high, 50)) > FAR:
        return f"at least {low}"
    return f"{low} to {exp(one.high):.2f}"


def _row(one: Influence) -> Row:
    return {
        **one.model_dump(exclude={"low", "high", "column"}),
        "id": f"{one.column}:{one.level}",
        "column": _name(one.column),
        "share": one.came / one.cases,
        "ratio": exp(min(one.coefficient, 50)),
        "low": None if one.low is None else exp(one.low),
        "high": None if one.high is None else exp(min(one.high, 50)),
        "range": _range(one),
        "beyond": _beyond(one),
    }


def _foresight(one: OutcomeForeseen, when: str, way: Foresight) -> Section:
    years = [part.label for part in way.years]
    span = years[0] if len(years) == 1 else f"{years[0]} to {years[-1]}"
    better = "better than" if way.tells else "worse than" if way.high < 0 else "no better than"
    years_ = ({**_part(part), "label": f"in {part.label}"} for part in way.years)
    table = Table(f"calibration_{when}_{one.outcome}", CALIBRATION, (*_parts(way.parts), *years_))
    said = (
        f"Of {count(way.cases, 'commitment')} of {count(way.members, 'member')} reported on in "
        f"{span}, each foreseen from the reports of the years before: {better} the plain share of "
        f"all before. Brier score {way.brier:.3f} beside {way.base:.3f} (0 is best, lower is "
        f"better); difference {_signed(way.better)} ({_signed(way.low)} to {_signed(way.high)}, "
        "95 % sure)."
    )
    picture = came_beside(
        f"foreseen_{when}_{one.outcome}",
        "Foreseen",
        [{**row, "said": row["foreseen"]} for row in table.rows],
        "Groups by chance, the lowest first, then by the year of the report. Line: where the share "
        "that came lies with 95 %.",
    )
    title = "How well was it foreseen?" if when == "held_out" else "And what came after?"
    return Section(f"{when}_{one.outcome}", title, (said,), (picture,), (table,))


def came_beside(name: str, said: str, rows: Sequence[Row], text: str) -> Picture:
    """Return the picture of what was said beforehand of some groups, beside what came of it.

    Args:
        said: what was said, in a word.
        rows: ``label, said, came, range, cases``, of each group.
        text: how to read it.
    """
    told = (f"{row['label']} {percent(row['said'])}, came {percent(row['came'])}" for row in rows)
    return Picture(
        name,
        chart("dots.came_beside", rows, said),
        f"What was {said.lower()} and what came: {listing(told, 20)}.",
        text,
    )


def _signed(value: float) -> str:
    return f"{value:+.3f}".replace("-", "−")


def _parts(parts: Sequence[Part]) -> Iterator[Row]:
    names = {0: "the lowest", len(parts) - 1: "the highest"}
    for place, part in enumerate(parts):
        yield {**_part(part), "label": names.get(place, f"part {place + 1} of {len(parts)}")}


def _part(part: Part) -> Row:
    return {**fields(part, "label"), "range": (part.low, part.high)}


def _notes(found: Chances) -> Iterator[Note]:
    if not found.outcomes:
        return
    yield Note(
        "reading",
        "Odds go with a level, and need not come from it. Intervals allow for the commitments of "
        "one member being alike; each holds with 95 % by itself, so that one in twenty looks "
        "telling by chance.",
    )
    for one in found.outcomes:
        if one.tells_apart is not None:
            low, high = one.tells_apart.span
            yield Note(
                "reading",
                f"{OUTCOMES[one.outcome]}: of two commitments, one with it and one without, the "
                f"one with it had the higher chance in {percent(one.tells_apart.area)} of pairs "
                f"({percent(low)} to {percent(high)}); lots would in half.",
            )
    yield Note(
        "reading",
        "Ambition is coded in the first report on a plan, for older plans together with how far "
        "it had come half-way. Later commitments are those at hand, which touch a legislature.",
    )

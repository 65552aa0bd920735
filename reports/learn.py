"""Did the list lead to results? In sentences, with how little could have been seen."""

from collections.abc import Iterator, Sequence

from questions.learn import Learnt, MeasureLearnt
from reports.columns import MEASURE
from reports.report import Column, Note, Report, Row, Section, Table, picked
from reports.setting import Setting
from reports.words import count, day, listing, mid_sentence, number, sentence
from scoring.matched import by_chance

TITLE = "Did the list lead to results?"
COLUMNS = (
    MEASURE,
    Column("unit", "Unit", narrow=False, roomy=True),
    Column("chosen", "Compared", "count", help="Of those on the list, with figures at both times."),
    Column("change", "Change", "number", help="Of those on the list, on average."),
    Column("like", "Of like ones", "number"),
    Column("effect", "Difference", "number", help="What is left between them taken off."),
    Column("range", "95 % sure"),
    Column("beyond", "Beyond chance", "yes", short="Seen"),
    Column(
        "visible", "Would have been seen", "number", narrow=False, roomy=True,
        help="Smallest true difference that would have been seen in four cases of five.",
    ),
)  # fmt: skip
BY_CHANCE = 0.05
"""Share of such tests that look telling where nothing is there."""


def report(found: Learnt, setting: Setting) -> Report:
    """Return what became of a list."""
    tested = [one for one in found.measures if one.found is not None]
    kinds = setting.kinds
    rows = tuple(_row(one, setting) for one in found.measures if one.found is not None)
    text = "In the unit of each measure, from before to after."
    sections = tuple(
        Section(kind, kinds[kind].label,
                tables=(Table(f"measures_{kind}", COLUMNS, own, text=text),))
        for kind in kinds
        if (own := tuple(row for row in rows if row["kind"] == kind))
    )  # fmt: skip
    return Report(
        id="learn",
        title=TITLE,
        answer=_answer(found, tested, setting),
        text=tuple(_text(found, tested, setting)),
        sections=sections,
        notes=tuple(_notes(tested)),
        facts={
            **picked(found, "before", "after"),
            "listed": list(found.listed),
            "tested": len(tested),
            "beyond_chance": sum(_beyond(one) for one in tested),
        },
    )


def _beyond(one: MeasureLearnt) -> bool:
    return one.found is not None and one.found.beyond_chance


def _answer(found: Learnt, tested: Sequence[MeasureLearnt], setting: Setting) -> str:
    if not tested:
        return (
            "Nothing can be said yet: of no measure are there figures before and after for enough "
            f"of the {len(found.listed)} on the list."
        )
    telling = [one for one in tested if _beyond(one)]
    since = f"until {day(found.after)}" if found.after else "since then"
    if not telling:
        return (
            f"Not that one could see: {since} those on the list changed no more than like ones "
            f"that were not, in any of {count(len(tested), 'measure')}."
        )
    more = [_said(one, setting) for one in telling if one.found and one.found.effect > 0]
    less = [_said(one, setting) for one in telling if one.found and one.found.effect < 0]
    parts = [
        *([f"rose more, or fell less, in {listing(more)}"] if more else []),
        *([f"rose less, or fell more, in {listing(less)}"] if less else []),
    ]
    chance = by_chance(len(telling), len(tested)) > BY_CHANCE
    return sentence(
        f"{since} those on the list {' and '.join(parts)} than like ones that were not: "
        f"{len(telling)} of {count(len(tested), 'measure')}"
        + (", no more than chance alone would bring" if chance else "")
    )


def _said(one: MeasureLearnt, setting: Setting) -> str:
    return mid_sentence(setting.measure(one.measure))


def _text(found: Learnt, tested: Sequence[MeasureLearnt], setting: Setting) -> Iterator[str]:
    if tested:
        expected = BY_CHANCE * len(tested)
        yield (
            f"Of {count(len(tested), 'test')} chance alone makes {number(round(expected, 1))} look "
            "telling: one or two say little."
        )
    few = [one for one in found.measures if one.found is None and one.chosen]
    if few:
        names = listing(dict.fromkeys(_said(one, setting) for one in few))
        yield f"Too few are on record before and after for {names}."


def _notes(tested: Sequence[MeasureLearnt]) -> Iterator[Note]:
    matches = "each beside the three of its kind that were nearest beforehand"
    if tested:
        chosen = sorted({one.found.chosen for one in tested if one.found is not None})
        many = number(chosen[0]) if len(chosen) == 1 else f"{chosen[0]} to {chosen[-1]}"
        yield Note(
            "reading",
            f"Compared are {many} on the list, {matches}, in the measure itself and in their "
            "score, among those who could have been chosen. What differed otherwise between them "
            "is not taken off, so this is no proof of a cause.",
        )
    yield Note(
        "reading",
        "Indices of a whole country move slowly, and support for a few reforms is small beside "
        "what moves them: a difference that is not seen may be there. Intervals hold with 95 % "
        "each, and leave out the error of the indices themselves.",
    )


def _row(one: MeasureLearnt, setting: Setting) -> Row:
    found = one.found
    if found is None:
        return {}
    spec = setting.measures[one.measure]
    digits = _digits(spec.scale)
    return {
        **picked(one, "kind", "measure"),
        **picked(spec, "label", "unit"),
        **picked(found, "chosen", "others", "served"),
        **{
            name: round(getattr(found, name), digits)
            for name in ("change", "like", "effect", "error", "low", "high", "visible")
        },
        "range": f"{found.low:.{digits}f} to {found.high:.{digits}f}".replace("-", "−"),
        "beyond": found.beyond_chance,
    }


WIDE = 20
"""Length of a scale from which one decimal is enough."""


def _digits(scale: tuple[float, float] | None) -> int:
    return 3 if scale is None or scale[1] - scale[0] < WIDE else 1

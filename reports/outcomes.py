"""What became of a round's list: services delivered, weeks and money used, results coded since.

What nobody has told yet is neither delivered nor missing: it is counted apart, and never as 0.
"""

from collections.abc import Iterator, Mapping, Sequence
from math import fsum

from records.against_plan import AgainstPlan
from records.outcomes import SERVICE, USD, WEEKS, Outcome
from reports.charts.colours import OUT, STAYS
from reports.columns import CANDIDATE, KIND, REGION, RESOURCE
from reports.report import Column, Note, Picture, Report, Row, chart, fields, tabled
from reports.setting import Setting
from reports.words import (
    ABSENT,
    NOTHING,
    amount,
    count,
    day,
    figure,
    listing,
    number,
    percent,
    so_many,
    verb,
    weeks,
)

TITLE = "Did the last list lead to results?"
PLANNED = Column("planned", "Services planned", "count")
AREAS = (
    CANDIDATE, PLANNED, Column("delivered", "Delivered", "number", digits=1),
    Column("missed", "Not delivered", "number", digits=1), Column("untold", "Not told", "count"),
    Column("besides", "Besides the plan", "count", narrow=False),
    Column("weeks_planned", "Staff-weeks planned", "weeks", narrow=False),
    Column("weeks_used", "Staff-weeks used", "weeks", narrow=False),
    Column("usd_planned", "USD planned", "usd", narrow=False),
    Column("usd_used", "USD used", "usd", narrow=False), REGION,
)  # fmt: skip
RESOURCES = (
    RESOURCE, Column("planned_words", "Planned"),
    Column("told_words", "Of that, told"), Column("used_words", "Used"),
    Column("share", "Used, of what was planned for them", "share"),
)  # fmt: skip
RESULTS = (
    CANDIDATE, Column("measure_label", "Measure"), Column("period", "When"),
    Column("value_words", "Coded as"), Column("before_words", "Known when planned"),
    Column("source", "Source", "sentence", narrow=False),
    Column("words", "Note", "sentence", narrow=False), KIND,
)  # fmt: skip


def report(found: AgainstPlan, setting: Setting) -> Report:
    """Return what became of a round's list, next to what was planned.

    Args:
        setting: of the round's study.
    """
    told = {(one.candidate, one.period, one.measure): one for one in found.outcomes}
    areas = tuple(
        _area(one, found, told, setting)
        for one in sorted(found.listed, key=setting.order.__getitem__)
    )
    resources = tuple(_resources(found, told, setting))
    results = tuple(_results(found, setting))
    sections = (
        tabled(
            "areas",
            "Focus area by focus area" if areas else "",
            AREAS,
            areas,
            pictures=(_picture(areas),) if any(row["planned"] for row in areas) else (),
        ),
        tabled("resources", "Weeks and money" if resources else "", RESOURCES, resources),
        tabled("results", "Results coded since" if results else "", RESULTS, results),
    )
    one = found.view.round
    return Report(
        id="outcomes",
        title=TITLE,
        answer=_answer(areas, found),
        text=tuple(_text(areas, resources, results)),
        sections=sections,
        notes=tuple(_notes(found, setting)),
        facts={"round": one.id, "listed": sorted(found.listed), "told": len(found.outcomes)},
    )


def recorded(new: int, found: Sequence[Outcome]) -> str:
    """Return how many outcomes were taken from a table, in a sentence."""
    same = len(found) - new
    kept = f"{count(new, 'figure')} {verb(new, 'are')} kept"
    return f"{kept}; {so_many(same, 'were')} there already." if same else f"{kept}."


def _area(
    candidate: str,
    found: AgainstPlan,
    told: Mapping[tuple[str, str, str], Outcome],
    setting: Setting,
) -> Row:
    lines = [line for line in found.lines if line.id == candidate]
    planned = [(line.period, name) for line in lines for name in line.services]
    of_services = {
        (one.period, one.measure.partition(":")[2]): float(one.value)
        for (who, _, measure), one in told.items()
        if who == candidate and measure.startswith(f"{SERVICE}:")
    }
    known = [of_services[one] for one in planned if one in of_services]
    return {
        **setting.who(candidate),
        "name": setting.label(candidate),
        "planned": len(planned),
        "delivered": fsum(known) if known else None,
        "missed": fsum(1 - one for one in known) if known else None,
        "untold": len(planned) - len(known),
        "besides": sum(value > 0 for one, value in of_services.items() if one not in planned),
        "services": {name: of_services.get((period, name)) for period, name in planned},
        "weeks_planned": fsum(fsum(line.staff.values()) for line in lines),
        "weeks_used": _used(candidate, WEEKS, found.outcomes),
        "usd_planned": fsum(fsum(line.money.values()) for line in lines),
        "usd_used": _used(candidate, USD, found.outcomes),
        "first": fsum(known),
        "second": len(planned) - fsum(known),
    }  # fmt: skip


def _used(candidate: str, what: str, outcomes: Sequence[Outcome]) -> float | None:
    """Return the weeks or USD that are told of a focus area; None where nothing is."""
    found = [
        float(one.value)
        for one in outcomes
        if one.candidate == candidate and one.measure.startswith(f"{what}:")
    ]
    return fsum(found) if found else None


def _resources(
    found: AgainstPlan, told: Mapping[tuple[str, str, str], Outcome], setting: Setting
) -> Iterator[Row]:
    """Yield what of each team and fund was planned and is told, and what was used of it."""
    capacity = setting.study.configuration.capacity
    every = (
        *((WEEKS, name, team.label, "staff-weeks") for name, team in capacity.teams.items()),
        *((USD, name, fund.label, "USD") for name, fund in capacity.funds.items()),
    )
    for what, name, label, unit in every:
        planned = [
            (line, given)
            for line in found.lines
            if (given := (line.staff if what == WEEKS else line.money).get(name, 0.0)) > 0
        ]
        measure = f"{what}:{name}"
        mine = [one for key, one in told.items() if key[2] == measure]
        if not planned and not mine:
            continue
        keys = {(line.id, line.period, measure): given for line, given in planned}
        known = fsum(given for key, given in keys.items() if key in told)
        of_planned = fsum(float(told[key].value) for key in keys if key in told)
        all_of_it = fsum(given for _, given in planned)
        used = fsum(float(one.value) for one in mine) if mine else None
        yield {
            "resource": name,
            "label": label,
            "unit": unit,
            "planned": all_of_it,
            "told": known,
            "used": used,
            "of_planned": of_planned,
            "share": of_planned / known if known > 0 else None,
            "planned_words": amount(all_of_it, unit),
            "told_words": amount(known, unit),
            "used_words": ABSENT if used is None else amount(used, unit),
        }


def _results(found: AgainstPlan, setting: Setting) -> Iterator[Row]:
    before = {(one.candidate, one.measure): one.value for one in setting.dataset.evidence}
    for one in sorted(found.outcomes, key=lambda one: (one.candidate, one.measure, one.period)):
        if ":" not in one.measure:
            was = before.get((one.candidate, one.measure))
            yield {
                **setting.who(one.candidate),
                **fields(one, "candidate", "version"),
                "measure_label": setting.measure(one.measure),
                "before": was,
                "value_words": figure(one.value),
                "before_words": figure(was),
            }


def _answer(areas: Sequence[Row], found: AgainstPlan) -> str:
    planned = sum(row["planned"] for row in areas)
    title = found.view.round.title
    if not found.outcomes:
        return f"Nothing is told yet of what became of the list of {title}."
    if not planned:
        return f"No service was planned for the list of {title}."
    done, missed, untold = (
        fsum(row[part] or 0.0 for row in areas) for part in ("delivered", "missed", "untold")
    )
    if untold == planned:
        return f"{title}: nothing is told yet of the {count(planned, 'service')} that were planned."
    rest = f", and of {number(untold)} nothing is told yet" if untold else ""
    verb_ = verb(2 if planned != 1 else 1, "were")
    return (
        f"{title}: of {count(planned, 'service')} that {verb_} planned, {_figure(done)} "
        f"{verb(2 if done != 1 else 1, 'were')} delivered and {_figure(missed)} not{rest}."
    )


def _figure(value: float) -> str:
    return number(round(value, 1)) if value else "none"


def _text(areas: Sequence[Row], resources: Sequence[Row], results: Sequence[Row]) -> Iterator[str]:
    for unit in ("staff-weeks", "USD"):
        mine = [row for row in resources if row["unit"] == unit]
        known, of_planned, used = (
            fsum(row[part] or 0.0 for row in mine) for part in ("told", "of_planned", "used")
        )
        if known > 0:
            share = percent(of_planned / known)
            planned = amount(known, unit)
            used_words = amount(of_planned, unit)
            yield f"Where it is told, {used_words} were used of {planned} planned ({share})."
        if used - of_planned > NOTHING:
            yield f"{amount(used - of_planned, unit)} were used where none were planned."
    none = [row["label"] for row in areas if row["delivered"] == 0]
    if none:
        yield f"None of what is told was delivered to {listing(none, 4)}."
    if results:
        who = len({row["id"] for row in results})
        coded = f"{count(len(results), 'result')} {verb(len(results), 'are')} coded"
        yield f"{coded}, of {count(who, 'focus area')}."


def _notes(found: AgainstPlan, setting: Setting) -> Iterator[Note]:
    lines = found.lines
    yield Note(
        "reading",
        "Planned: what the plan of the round gives each focus area; what leadership put in against "
        "it has what it was priced with. What is not told is no 0.",
    )
    if found.unplanned:
        who = listing(map(setting.label, found.unplanned), 4)
        yield Note("missing", f"No plan was kept for {who}.")
    saved = fsum(line.weeks_saved for line in lines)
    if saved > 0:
        yield Note(
            "reading",
            f"Weeks planned are those after what partners who lead save ({weeks(saved)} in all).",
        )
    last = max((one.at for one in found.outcomes), default="")
    if last:
        yield Note("reading", f"The last figure was recorded on {day(last)}.")


def _picture(areas: Sequence[Row]) -> Picture:
    rows = [row for row in areas if row["planned"]]
    told = [
        f"{row['label']} {_figure(row['delivered'] or 0.0)} of {row['planned']}" for row in rows
    ]
    parts = (("delivered", STAYS), ("not delivered, or not told", OUT))
    return Picture(
        id="delivered",
        draw=chart("bars.two_part_bars", rows, parts, "Services planned", PLANNED),
        describe=f"Services delivered, of those planned: {listing(told, len(told))}.",
        text="Services of each focus area: blue is told delivered.",
        opens="chosen",
    )

"""Events of the calendar: when and where they are, whom they serve, and who is made at them."""

from collections.abc import Iterable, Mapping, Sequence

from data.dataset import Event
from questions.roadmap import HalfYear
from reports.report import Column, Row, Section, tabled
from reports.setting import Setting
from reports.words import count, listing, sentence, verb

NOT_KNOWN = "half-year not on record"
MADE_AT = Column(
    "made_at", "Made at it", "yes",
    help="It can be supported only in the half-years of such events, and in its windows.",
)  # fmt: skip
CARD = (
    Column("event_label", "Event"),
    MADE_AT,
    Column("source", "Source", narrow=False),
)
ROADMAP = (
    Column("label", "Serves", opens="id"),
    MADE_AT,
    Column("inside", "In focus then", "yes"),
)


def phases(setting: Setting) -> Mapping[str, Mapping[str, Sequence[str]]]:
    """Return candidate → half-year → what happens then: phases of its windows, then its events."""
    said: dict[str, dict[str, list[str]]] = {}
    for window in setting.dataset.windows:
        if window.phase:
            said.setdefault(window.candidate, {}).setdefault(window.period, []).append(window.phase)
    for event in setting.dataset.events:
        said.setdefault(event.candidate, {}).setdefault(event.period, []).append(event.name)
    return said


def about(ident: str, setting: Setting) -> Section:
    """Return the events that serve a candidate; a section without anything where there is none."""
    mine = [event for event in setting.dataset.events if event.candidate == ident]
    if not mine:
        return Section("events")
    whole = _by_event(mine, setting)
    rows = tuple(
        {
            "event": event,
            "event_label": label,
            "periods": [one.period for one in same if one.period],
            "place": same[0].place,
            "made_at": any(one.opens for one in same),
            "source": setting.source(same[0].source),
        }
        for event, (label, same) in whole.items()
    )
    made = [label for label, same in whole.values() if any(one.opens for one in same)]
    others = [label for label, _ in whole.values() if label not in made]
    said = []
    if made:
        periods = setting.dataset.open_periods[ident]
        when = listing(setting.half_years.get(one, one) for one in periods)
        said.append(f"It is made at {listing(made)}, and can be supported in {when} only.")
    if others:
        said.append(f"It is served by {listing(others)}.")
    return tabled("events", "Events", CARD, rows, said=said)


def on_the_way(planned: Sequence[HalfYear], setting: Setting) -> Section:
    """Return which event serves which focus area; a section without anything where none does."""
    inside = {half.period: half.plan.ids for half in planned}
    areas = {one for ids in inside.values() for one in ids}
    known = [
        event
        for event in setting.dataset.events
        if event.candidate in areas and (not event.period or event.period in inside)
    ]
    if not known:
        return Section("events")
    order = {period: place for place, period in enumerate(inside)}
    known.sort(key=lambda one: (order.get(one.period, len(order)), one.name, one.candidate))
    whole = _by_event(known, setting)
    rows: tuple[Row, ...] = tuple(
        {
            **setting.who(one),
            "event": event,
            "event_label": label,
            "periods": periods,
            "made_at": any(row.opens for row in same if row.candidate == one),
            "inside": any(one in inside[period] for period in periods) if periods else None,
        }
        for event, (label, same) in whole.items()
        for one in dict.fromkeys(row.candidate for row in same)
        for periods in [[row.period for row in same if row.candidate == one and row.period]]
    )
    number, who = len(whole), count(len({row["id"] for row in rows}), "focus area")
    said = sentence(f"{count(number, 'event')} of the calendar {verb(number, 'serve')} {who}")
    by = Column("event_label", "Event")
    return tabled("events", "Which event serves whom", ROADMAP, rows, said=(said,), by=by)


def _by_event(
    events: Iterable[Event], setting: Setting
) -> Mapping[str, tuple[str, Sequence[Event]]]:
    """Return event → its name with place and time, and its rows."""
    rows: dict[str, list[Event]] = {}
    for event in events:
        rows.setdefault(event.event, []).append(event)
    return {event: (_label(same, setting), same) for event, same in rows.items()}


def _label(same: Sequence[Event], setting: Setting) -> str:
    first, labels = same[0], setting.half_years
    when = dict.fromkeys(labels.get(one.period, one.period) for one in same if one.period)
    told = listing(when, conjunction="or") if when else NOT_KNOWN
    return f"{first.name} ({', '.join(filter(None, (first.place, told)))})"

"""Events of the calendar: when and where they are, whom they serve, and who is made at them."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from data.dataset import Event
from reports.report import Column, Row, Section, tabled
from reports.setting import Setting
from reports.words import count, listing, sentence

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
    labels = _labels(setting)
    whole = _by_event(mine, labels)
    rows = tuple(
        {
            "event": event,
            "event_label": label,
            "periods": [one.period for one in same if one.period],
            "place": same[0].place,
            "made_at": any(one.opens for one in same),
            "source": _source(same[0], setting),
        }
        for event, (label, same) in whole.items()
    )
    made = [label for label, same in whole.values() if any(one.opens for one in same)]
    others = [label for label, _ in whole.values() if label not in made]
    said = []
    if made:
        when = listing([labels.get(one, one) for one in setting.dataset.open_periods[ident]])
        said.append(f"It is made at {listing(made)}, and can be supported in {when} only.")
    if others:
        said.append(f"It is served by {listing(others)}.")
    return tabled("events", "Events", CARD, rows, said=said)


def on_the_way(inside: Mapping[str, Collection[str]], setting: Setting) -> Section:
    """Return which event serves which focus area; a section without anything where none does.

    Args:
        inside: half-year that is planned → who is in focus in it.
    """
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
    whole = _by_event(known, _labels(setting))
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
    text = f"{count(len(whole), 'event')} of the calendar {_serve(len(whole))}"
    return tabled(
        "events",
        "Which event serves whom",
        ROADMAP,
        rows,
        said=(sentence(f"{text} {count(len({row['id'] for row in rows}), 'focus area')}"),),
        by=Column("event_label", "Event"),
    )


def _serve(events: int) -> str:
    return "serves" if events == 1 else "serve"


def _labels(setting: Setting) -> Mapping[str, str]:
    return {one.id: one.label or one.id for one in setting.study.configuration.capacity.periods}


def _by_event(
    events: Iterable[Event], labels: Mapping[str, str]
) -> Mapping[str, tuple[str, Sequence[Event]]]:
    """Return event → its name with place and time, and its rows."""
    rows: dict[str, list[Event]] = {}
    for event in events:
        rows.setdefault(event.event, []).append(event)
    return {event: (_label(same, labels), same) for event, same in rows.items()}


def _label(same: Sequence[Event], labels: Mapping[str, str]) -> str:
    first = same[0]
    when = dict.fromkeys(labels.get(one.period, one.period) for one in same if one.period)
    told = listing(when, conjunction="or") if when else NOT_KNOWN
    return f"{first.name} ({', '.join(filter(None, (first.place, told)))})"


def _source(event: Event, setting: Setting) -> str:
    titles = {one.id: one.title for one in setting.dataset.sources}
    return titles.get(event.source, event.source)

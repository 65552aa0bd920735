"""What comes when: half-years, who is in, begins and ends, what is used, and what promises cost."""

from collections.abc import Iterator, Mapping, Sequence

from optimizer.bounded_value import BoundedValue
from optimizer.plan import CapacityUse
from optimizer.stop import By
from questions.roadmap import HalfYear, Roadmap
from reports import events
from reports.columns import AREA, KIND, RESOURCE
from reports.report import Column, Note, Picture, Report, Row, Section, Table, chart, picked, tabled
from reports.reviews import lists
from reports.setting import Setting
from reports.standing import assumptions, gates_not_known
from reports.words import (
    count,
    count_of,
    doing,
    listing,
    mid_sentence,
    moves,
    percent,
    points,
    priced,
    sentence,
    so_many,
    spelled,
)
from reports.worth import within

TITLE = "What comes when?"
COMMITTED, PROVISIONAL, OUT, CLOSED = "committed", "provisional", "", "no window"
KEPT = "no review"
"""What a candidate is in a half-year; outside a list that is not reviewed in it: ``KEPT``."""
NOTHING = 1e-6
"""Points that are none."""
SIGNS = {COMMITTED: "●", PROVISIONAL: "○", OUT: "", CLOSED: "×", KEPT: "·"}
SERVICES = (
    Column("period_label", "Half-year"), AREA, Column("services_words", "Services"),
    Column("weeks", "Weeks", "weeks"), Column("usd", "USD", "usd"),
)  # fmt: skip
NAMED, FEW = 8, 3
"""Who begins or ends in a half-year, by name, and in the answer; more are counted."""
READ = (
    "● committed: the recommended plan of the coming half-year. ○ provisional: what would be "
    "recommended then if nothing else changed. × cannot be supported then. · out, and its kind is "
    "not reviewed then."
)


def report(
    found: Roadmap, setting: Setting, *, prices: Sequence[Report] = (), stopped: By | None = None
) -> Report:
    """Return the roadmap.

    Args:
        prices: what promises and free seats cost (:func:`promise`, :func:`free_seat`).
    """
    planned = [half for half in found.half_years if half.plan.found]
    if not planned:
        return Report("roadmap", TITLE, _without(found, setting), facts=_facts(found))
    told = Report(
        id="roadmap",
        title=TITLE,
        answer=_answer(planned, setting),
        text=tuple(_text(found, planned, setting)),
        sections=(
            _who(planned, setting),
            Section("moves", "Who begins and ends", items=tuple(_moves(planned, setting))),
            *filter(None, (events.on_the_way(planned, setting),)),
            _capacity(planned, setting),
            _services(planned, setting),
        ),
        notes=(*_proof(found, planned, stopped), *_grounds(planned, setting)),
        facts=_facts(found),
    )
    return told.followed_by(*prices) if prices else told


def promise(usual: Roadmap, kept: Roadmap, half_years: int) -> Report:
    """Return what it costs to promise whoever begins that they stay for some half-years.

    Args:
        usual: without the promise.
        kept: with it.
        half_years: that whoever begins then stays at least.
    """
    for_long = count(half_years, "half-year")
    who = f"To promise whoever begins that they stay for {for_long}"
    return _price(usual, kept, "promise", "What a promise to stay costs", who)


def free_seat(usual: Roadmap, kept: Roadmap, kind: str, setting: Setting) -> Report:
    """Return what it costs to keep a seat of a kind free in every provisional half-year.

    Args:
        usual: with every seat taken.
        kept: with one kept free.
    """
    one = mid_sentence(setting.kinds[kind].singular)
    who = f"To keep the seat of one {one} free for what may come"
    told = _price(usual, kept, "free_seat", "What a seat kept free costs", who)
    if not told.facts["free_seat_kept"] or len(kept.half_years) == 1:
        return told
    reviewed = [kind not in half.kept for half in kept.half_years[1:]]
    if not any(reviewed):
        name = mid_sentence(setting.kinds[kind].label)
        text = f"There is no review of {name} in these half-years, so no seat becomes free."
    else:
        each = usual.over(kept).found / (len(reviewed) - reviewed.index(True))
        since = "these half-years"
        if not reviewed[0]:
            first = kept.half_years[1 + reviewed.index(True)].period
            since = f"the half-years from {setting.half_years.get(first, first)} on"
        text = f"It pays if what comes adds {points(each)} or more in each of {since}."
    return Report(told.id, told.title, told.answer, (text,), facts=told.facts)


def _price(usual: Roadmap, kept: Roadmap, name: str, title: str, who: str) -> Report:
    facts: dict[str, object] = {f"{name}_kept": kept.complete, f"{name}_costs": None}
    if not kept.complete:
        none = f"{who} cannot be done: in {kept.half_years[-1].period} no plan keeps it."
        return Report(name, title, none, facts=facts)
    lost = usual.over(kept)
    facts[f"{name}_costs"] = lost
    if abs(lost.found) < NOTHING and usual.half_years == kept.half_years:
        return Report(name, title, f"{who} costs nothing: the roadmap is the same.", facts=facts)
    told = BoundedValue(found=lost.found, low=max(0.0, lost.low), high=lost.high)
    over = count(len(kept.half_years), "half-year")
    return Report(name, title, f"{who} costs {priced(told)} over {over}.", facts=facts)


def _without(found: Roadmap, setting: Setting) -> str:
    if not found.half_years:
        return "There is no plan yet."
    plan, when = found.half_years[0].plan, setting.half_years[found.half_years[0].period]
    if plan.status != "infeasible":
        return f"No plan for {when} was found before the end of the work."
    held = [text for one in plan.conflicts for text in setting.conditions.conflict(one)]
    return " ".join([f"There is no plan for {when}.", *held])


def _answer(planned: Sequence[HalfYear], setting: Setting) -> str:
    first, later = planned[0], planned[1:]
    counts = [
        count_of(many, kind)
        for name, kind in setting.kinds.items()
        if (many := sum(line.kind == name for line in first.plan.focus))
    ]
    committed = f"{setting.half_years[first.period]} is committed, with {listing(counts)}"
    if not later:
        return f"{committed}."
    begin = [one for half in later for one in half.plan.entered]
    end = [one for half in later for one in half.plan.left]
    after = f"in the {spelled(len(later))} half-years after it"
    if len(later) == 1:
        after = "in the half-year after it"
    if not begin and not end:
        return f"{committed}; {after} nobody begins or ends, if nothing else changes."
    sides = ((begin, "begin"), (end, "end"))
    told = " and ".join(_who_or_how_many(ids, does, setting) for ids, does in sides)
    return f"{committed}; {after} {told}, if nothing else changes."


def _who_or_how_many(ids: Sequence[str], does: str, setting: Setting) -> str:
    """Return who does something, by name where they are few."""
    if 0 < len(ids) <= FEW:
        return doing(map(setting.label, ids), does)
    return so_many(len(ids), does)


def _text(found: Roadmap, planned: Sequence[HalfYear], setting: Setting) -> Iterator[str]:
    labels, first = setting.half_years, planned[0].plan.ids
    if len(planned) > 1:
        always = first.intersection(*(half.plan.ids for half in planned))
        yield f"{len(always)} of {len(first)} stay through {labels[planned[-1].period]}."
    closing = _closing(planned, setting)
    if closing:
        yield sentence(f"{doing(closing, 'end', NAMED)} because no window is open any longer")
    yield from _reviews(planned, setting)
    promised = sorted({one for half in planned for one in half.promised})
    if promised:
        yield f"Promised to stay: {listing(map(setting.label, promised), NAMED)}."
    last = found.half_years[-1]
    if not last.plan.found:
        why = "no plan meets all conditions" if last.plan.status == "infeasible" else "no plan yet"
        yield f"In {labels[last.period]} {why}, so the roadmap ends before it."


def _reviews(planned: Sequence[HalfYear], setting: Setting) -> Iterator[str]:
    """Yield when kinds are reviewed that are not reviewed in every half-year."""
    capacity, labels = setting.configuration.capacity, setting.half_years
    kinds: dict[tuple[str, ...], list[str]] = {}
    for name, kind in setting.kinds.items():
        if kind.review is not None and any(name in half.kept for half in planned):
            when = tuple(labels[half.period] for half in planned if name not in half.kept)
            later = capacity.next_review(planned[-1].period, kind.review.every)
            when = when if later is None else (*when, labels[later.id])
            kinds.setdefault(when, []).append(name)
    for when, names in kinds.items():
        reviewed = f"reviewed in {listing(when)}" if when else "not reviewed in these half-years"
        yield sentence(
            f"{lists(names, setting)} {reviewed}; between two reviews nobody enters, and nobody "
            "leaves who can be supported"
        )


def _closing(planned: Sequence[HalfYear], setting: Setting) -> tuple[str, ...]:
    """Return the labels of those who leave in a half-year in which they have no window."""
    windows = setting.dataset.open_periods
    return tuple(
        setting.label(one)
        for half in planned[1:]
        for one in half.plan.left
        if one in windows and half.period not in windows[one]
    )


def _who(planned: Sequence[HalfYear], setting: Setting) -> Section:
    phases, kinds = events.phases(setting), list(setting.kinds)
    every = {one for half in planned for one in half.plan.ids}
    rows = [_row(one, planned, setting, phases.get(one, {})) for one in every]
    rows.sort(key=lambda row: (kinds.index(row["kind"]), row["_first"], row["label"], row["id"]))
    when = {half.period: setting.half_years[half.period] for half in planned}
    heads = (Column(period, label, short=period) for period, label in when.items())
    columns = (AREA, *heads, Column("phases", "Calendar", narrow=False))
    table = Table("roadmap", columns, tuple(rows), text=READ, by=KIND)
    picture = Picture(
        id="half-years",
        draw=chart("cells.roadmap", rows, list(when.values())),
        describe=f"Who is in focus in which of {count(len(planned), 'half-year')}.",
        text="Solid: committed. Pale: provisional. ×: cannot be supported then. What the calendar "
        "says of a half-year is in the tooltip.",
        opens="roadmap",
    )
    return Section("who", "Who is in, and when", pictures=(picture,), tables=(table,))


def _row(
    one: str,
    planned: Sequence[HalfYear],
    setting: Setting,
    calendar: Mapping[str, Sequence[str]],
) -> Row:
    windows = setting.dataset.open_periods.get(one)
    what = [
        (COMMITTED if not at else PROVISIONAL)
        if one in half.plan.ids
        else CLOSED
        if windows is not None and half.period not in windows
        else KEPT
        if setting.kind(one) in half.kept
        else OUT
        for at, half in enumerate(planned)
    ]
    inside = [half.period for half in planned if one in half.plan.ids]
    when = [setting.half_years[half.period] for half in planned]
    phases: dict[str, list[int]] = {}
    for at, half in enumerate(planned):
        for phase in calendar.get(half.period, ()):
            phases.setdefault(phase, []).append(at)
    return {
        **setting.who(one),
        **{half.period: SIGNS[state] for half, state in zip(planned, what, strict=True)},
        "states": what,
        "half_years": inside,
        "phases": "; ".join(f"{phase}: {_runs(at, when)}" for phase, at in phases.items()),
        "_label": setting.short(one),
        "_first": [half.period for half in planned].index(inside[0]),
        "_phases": [", ".join(calendar.get(half.period, ())) for half in planned],
    }


def _runs(places: Sequence[int], labels: Sequence[str]) -> str:
    """Return half-years, those that follow each other as from the first to the last of them."""
    runs: list[list[int]] = []
    for place in places:
        if runs and place == runs[-1][-1] + 1:
            runs[-1].append(place)
        else:
            runs.append([place])
    ends = [dict.fromkeys((labels[run[0]], labels[run[-1]])) for run in runs]
    return ", ".join(" to ".join(end) for end in ends)


def _moves(planned: Sequence[HalfYear], setting: Setting) -> Iterator[str]:
    for at, half in enumerate(planned):
        new, gone = (map(setting.label, ids) for ids in (half.plan.entered, half.plan.left))
        told = moves((new, "begin"), (gone, "end"), most=NAMED)
        words = listing(told) if told else "nobody begins or ends"
        still = f"; {lists(half.kept, setting)} not reviewed" if half.kept else ""
        when = setting.half_years[half.period]
        yield f"{when} ({COMMITTED if not at else PROVISIONAL}): {words}{still}."


def _capacity(planned: Sequence[HalfYear], setting: Setting) -> Section:
    names = {use.resource: use for half in planned for use in half.plan.capacity}
    labels = {half.period: setting.half_years[half.period] for half in planned}
    heads = (
        Column(f"{period}_share", label, "share", short=period, drawn=True)
        for period, label in labels.items()
    )
    rows = (_uses(use, planned) for use in names.values())
    columns = (RESOURCE, Column("unit", "In", narrow=False), *heads)
    text = "Share of what there is for focus areas, after universal services."
    return tabled("capacity", "What is used in each half-year", columns, rows, text=text)


def _uses(one: CapacityUse, planned: Sequence[HalfYear]) -> Row:
    row: dict[str, object] = {"id": one.resource, "label": one.label or one.resource}
    row["unit"] = one.unit
    for half in planned:
        use = next(use for use in half.plan.capacity if use.resource == one.resource)
        room = use.available - use.reserved
        row[f"{half.period}_used"] = use.used
        row[f"{half.period}_open"] = room
        row[f"{half.period}_share"] = use.used / room if room > 0 else None
    return row


def _services(planned: Sequence[HalfYear], setting: Setting) -> Section:
    ways = setting.configuration.services.ways
    rows = tuple(
        {
            **setting.who(line.id),
            "period": half.period,
            "period_label": setting.half_years[half.period],
            "services": list(line.services),
            "services_words": listing(ways[one].label for one in line.services),
            "weeks": sum(line.staff.values()),
            "usd": sum(line.money.values()),
        }
        for half in planned
        for line in half.plan.focus
    )
    rest = "focus areas and half-years"
    table = Table("services", SERVICES, rows, "Services by half-year", most=0, rest=rest)
    return Section("services", tables=(table,))


def _proof(found: Roadmap, planned: Sequence[HalfYear], stopped: By | None) -> Iterator[Note]:
    if stopped is not None and not found.complete:
        yield Note(
            "stopped",
            f"Ended early: {len(planned)} of {count(found.asked, 'half-year')} are planned.",
        )
    worst = max(half.plan.gap or 0.0 for half in planned)
    text = (
        f"Every half-year is planned by itself, on the list of the one before, and proven "
        f"{within(worst)} of the best possible."
    )
    most = found.most
    if len(planned) > 1 and most is not None:
        more = max(0.0, most - found.value)
        text += (
            f" Looking ahead over all of them could gain {points(more, digits=0)} of "
            f"{points(found.value, digits=0)} at most ({percent(more / max(1.0, found.value), 1)})."
        )
    yield Note("proof", text)


def _grounds(planned: Sequence[HalfYear], setting: Setting) -> Iterator[Note]:
    yield Note(
        "reading",
        "Provisional: evidence, weights, staff and money as they are now. With new evidence plan "
        "again from the half-year that has come (--from).",
    )
    windows = setting.dataset.open_periods
    areas = {one for half in planned for one in half.plan.ids}
    unknown = sum(one not in windows for one in areas)
    if windows and unknown:
        yield Note(
            "missing",
            f"For {unknown} of {len(areas)} no calendar is on record: they can be supported "
            "always, as far as is known.",
        )
    yield from gates_not_known(planned[0].plan, setting)
    yield from assumptions(setting)


def _facts(found: Roadmap) -> Row:
    return {
        **picked(found, "complete", "asked", "value"),
        "bound": found.most,
        "committed": None if not found.half_years else found.half_years[0].period,
        "half_years": [
            {
                "period": half.period,
                **picked(half.plan, "value", "bound"),
                "entered": list(half.plan.entered),
                "left": list(half.plan.left),
                "promised": list(half.promised),
                "not_reviewed": list(half.kept),
            }
            for half in found.half_years
        ],
    }

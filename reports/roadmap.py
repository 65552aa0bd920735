"""What comes when: half-years, who is in, begins and ends, what is used, and what promises cost."""

from collections.abc import Iterator, Mapping, Sequence

from optimizer.bounded_value import BoundedValue
from optimizer.plan import CapacityUse
from optimizer.stop import By
from questions.roadmap import HalfYear, Roadmap
from reports import events
from reports.columns import AREA
from reports.report import Column, Note, Picture, Report, Row, Section, Table, chart, tabled
from reports.reviews import lists
from reports.setting import Setting
from reports.standing import assumptions, gates_not_known
from reports.words import (
    count,
    count_of,
    doing,
    listing,
    mid_sentence,
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
SIGNS = {COMMITTED: "●", PROVISIONAL: "○", OUT: "", CLOSED: "×", KEPT: "·"}
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
    labels = _labels(setting)
    planned = [half for half in found.half_years if half.plan.found]
    if not planned:
        return Report("roadmap", TITLE, _without(found, setting, labels), facts=_facts(found))
    told = Report(
        id="roadmap",
        title=TITLE,
        answer=_answer(planned, setting, labels),
        text=tuple(_text(found, planned, setting, labels)),
        sections=(
            _who(planned, setting, labels),
            Section("moves", "Who begins and ends", items=tuple(_moves(planned, setting, labels))),
            *filter(None, (events.on_the_way(_inside(planned), setting),)),
            _capacity(planned, labels),
            _services(planned, setting, labels),
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
            since = f"the half-years from {_labels(setting).get(first, first)} on"
        text = f"It pays if what comes adds {points(each)} or more in each of {since}."
    return Report(told.id, told.title, told.answer, (text,), facts=told.facts)


def _price(usual: Roadmap, kept: Roadmap, name: str, title: str, who: str) -> Report:
    facts: dict[str, object] = {f"{name}_kept": kept.complete, f"{name}_costs": None}
    if not kept.complete:
        when = kept.half_years[-1].period
        return Report(
            name, title, f"{who} cannot be done: in {when} no plan keeps it.", facts=facts
        )
    lost = usual.over(kept)
    facts[f"{name}_costs"] = lost
    if abs(lost.found) < NOTHING and usual.half_years == kept.half_years:
        return Report(name, title, f"{who} costs nothing: the roadmap is the same.", facts=facts)
    told = BoundedValue(found=lost.found, low=max(0.0, lost.low), high=lost.high)
    over = count(len(kept.half_years), "half-year")
    return Report(name, title, f"{who} costs {priced(told)} over {over}.", facts=facts)


NOTHING = 1e-6
"""Points that are none."""


def _labels(setting: Setting) -> Mapping[str, str]:
    periods = setting.study.configuration.capacity.periods
    return {one.id: one.label or one.id for one in periods}


def _without(found: Roadmap, setting: Setting, labels: Mapping[str, str]) -> str:
    if not found.half_years:
        return "There is no plan yet."
    first = found.half_years[0]
    if first.plan.status != "infeasible":
        return f"No plan for {labels[first.period]} was found before the end of the work."
    held = [text for one in first.plan.conflicts for text in setting.conditions.conflict(one)]
    return " ".join([f"There is no plan for {labels[first.period]}.", *held])


def _answer(planned: Sequence[HalfYear], setting: Setting, labels: Mapping[str, str]) -> str:
    first, later = planned[0], planned[1:]
    kinds = setting.kinds
    counts = [
        count_of(many, kinds[name])
        for name in kinds
        if (many := sum(line.kind == name for line in first.plan.focus))
    ]
    committed = f"{labels[first.period]} is committed, with {listing(counts)}"
    if not later:
        return f"{committed}."
    begin = [one for half in later for one in half.plan.entered]
    end = [one for half in later for one in half.plan.left]
    after = f"in the {spelled(len(later))} half-years after it"
    if len(later) == 1:
        after = "in the half-year after it"
    if not begin and not end:
        return f"{committed}; {after} nobody begins or ends, if nothing else changes."
    moves = f"{_who_or_how_many(begin, 'begin', setting)} and "
    moves += _who_or_how_many(end, "end", setting)
    return f"{committed}; {after} {moves}, if nothing else changes."


def _who_or_how_many(ids: Sequence[str], does: str, setting: Setting) -> str:
    """Return who does something, by name where they are few."""
    if 0 < len(ids) <= FEW:
        return doing(map(setting.label, ids), does)
    return so_many(len(ids), does)


def _text(
    found: Roadmap, planned: Sequence[HalfYear], setting: Setting, labels: Mapping[str, str]
) -> Iterator[str]:
    always = [one for one in planned[0].plan.ids if all(one in half.plan.ids for half in planned)]
    if len(planned) > 1:
        yield (
            f"{len(always)} of {len(planned[0].plan.ids)} stay through "
            f"{labels[planned[-1].period]}."
        )
    closing = _closing(planned, setting)
    if closing:
        yield sentence(f"{doing(closing, 'end', NAMED)} because no window is open any longer")
    yield from _reviews(planned, setting, labels)
    promised = sorted({one for half in planned for one in half.promised})
    if promised:
        yield f"Promised to stay: {listing(map(setting.label, promised), NAMED)}."
    last = found.half_years[-1]
    if not last.plan.found:
        why = "no plan meets all conditions" if last.plan.status == "infeasible" else "no plan yet"
        yield f"In {labels[last.period]} {why}, so the roadmap ends before it."


def _reviews(
    planned: Sequence[HalfYear], setting: Setting, labels: Mapping[str, str]
) -> Iterator[str]:
    """Yield when kinds are reviewed that are not reviewed in every half-year."""
    capacity = setting.configuration.capacity
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


def _inside(planned: Sequence[HalfYear]) -> Mapping[str, frozenset[str]]:
    return {half.period: half.plan.ids for half in planned}


def _who(planned: Sequence[HalfYear], setting: Setting, labels: Mapping[str, str]) -> Section:
    phases = events.phases(setting)
    kinds = list(setting.kinds)
    every = {one for half in planned for one in half.plan.ids}
    rows = [_row(one, planned, setting, phases.get(one, {}), labels) for one in every]
    rows.sort(key=lambda row: (kinds.index(row["kind"]), row["_first"], row["label"], row["id"]))
    heads = tuple(Column(half.period, labels[half.period], short=half.period) for half in planned)
    table = Table(
        "roadmap",
        (AREA, *heads, Column("phases", "Calendar", narrow=False)),
        tuple(rows),
        text=READ,
        by=Column("kind_label", "Kind"),
    )
    picture = Picture(
        id="half-years",
        draw=chart("cells.roadmap", rows, [labels[half.period] for half in planned]),
        describe=f"Who is in focus in which of {count(len(planned), 'half-year')}.",
        text=(
            "Solid: committed. Pale: provisional. ×: cannot be supported then. What the calendar "
            "says of a half-year is in the tooltip."
        ),
        opens="roadmap",
    )
    return Section("who", "Who is in, and when", pictures=(picture,), tables=(table,))


def _row(
    one: str,
    planned: Sequence[HalfYear],
    setting: Setting,
    calendar: Mapping[str, Sequence[str]],
    labels: Mapping[str, str],
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
    phases: dict[str, list[int]] = {}
    for at, half in enumerate(planned):
        for phase in calendar.get(half.period, ()):
            phases.setdefault(phase, []).append(at)
    return {
        **setting.who(one),
        **{half.period: SIGNS[state] for half, state in zip(planned, what, strict=True)},
        "states": what,
        "half_years": inside,
        "phases": "; ".join(
            f"{phase}: {_runs(at, planned, labels)}" for phase, at in phases.items()
        ),
        "_label": setting.short(one),
        "_first": [half.period for half in planned].index(inside[0]),
        "_phases": [", ".join(calendar.get(half.period, ())) for half in planned],
    }


def _runs(places: Sequence[int], planned: Sequence[HalfYear], labels: Mapping[str, str]) -> str:
    """Return half-years, those that follow each other as from the first to the last of them."""
    runs: list[list[int]] = []
    for place in places:
        if runs and place == runs[-1][-1] + 1:
            runs[-1].append(place)
        else:
            runs.append([place])
    ends = [
        dict.fromkeys(labels[planned[place].period] for place in (run[0], run[-1])) for run in runs
    ]
    return ", ".join(" to ".join(end) for end in ends)


def _moves(
    planned: Sequence[HalfYear], setting: Setting, labels: Mapping[str, str]
) -> Iterator[str]:
    for at, half in enumerate(planned):
        sides = ((half.plan.entered, "begin"), (half.plan.left, "end"))
        told = [doing(map(setting.label, ids), does, NAMED) for ids, does in sides if ids]
        words = listing(told) if told else "nobody begins or ends"
        still = f"; {lists(half.kept, setting)} not reviewed" if half.kept else ""
        yield f"{labels[half.period]} ({COMMITTED if not at else PROVISIONAL}): {words}{still}."


def _capacity(planned: Sequence[HalfYear], labels: Mapping[str, str]) -> Section:
    names = {use.resource: use for half in planned for use in half.plan.capacity}
    heads = tuple(
        Column(f"{half.period}_share", labels[half.period], "share", short=half.period, drawn=True)
        for half in planned
    )
    rows = tuple(_uses(use, planned) for use in names.values())
    unit = Column("unit", "In", narrow=False)
    return tabled(
        "capacity",
        "What is used in each half-year",
        (Column("label", "Team or fund"), unit, *heads),
        rows,
        text="Share of what there is for focus areas, after universal services.",
    )


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


def _services(planned: Sequence[HalfYear], setting: Setting, labels: Mapping[str, str]) -> Section:
    ways = setting.configuration.services.ways
    rows = tuple(
        {
            **setting.who(line.id),
            "period": half.period,
            "period_label": labels[half.period],
            "services": list(line.services),
            "services_words": listing(ways[one].label for one in line.services),
            "weeks": sum(line.staff.values()),
            "usd": sum(line.money.values()),
        }
        for half in planned
        for line in half.plan.focus
    )
    table = Table(
        "services",
        (
            Column("period_label", "Half-year"), AREA, Column("services_words", "Services"),
            Column("weeks", "Weeks", "weeks"), Column("usd", "USD", "usd"),
        ),
        rows,
        title="Services by half-year",
        most=0,
        rest="focus areas and half-years",
    )  # fmt: skip
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
        "complete": found.complete,
        "asked": found.asked,
        "value": found.value,
        "bound": found.most,
        "committed": None if not found.half_years else found.half_years[0].period,
        "half_years": [
            {
                "period": half.period,
                "value": half.plan.value,
                "bound": half.plan.bound,
                "entered": list(half.plan.entered),
                "left": list(half.plan.left),
                "promised": list(half.promised),
                "not_reviewed": list(half.kept),
            }
            for half in found.half_years
        ],
    }

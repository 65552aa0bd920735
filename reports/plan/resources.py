"""What of teams and funds a plan uses, what is short, and what is held together."""

from collections.abc import Iterator, Sequence
from math import fsum
from typing import Literal

from optimizer.plan import CapacityUse, JointHeld, Plan
from questions.plan import Planned
from reports import columns
from reports.columns import RESOURCE
from reports.report import Column, Picture, Row, Section, chart, tabled
from reports.setting import Setting
from reports.words import NOTHING, amount, count, listing, percent, points, sentence

SHORT = 3
"""Teams, and funds, told as the bottleneck."""
ESTIMATE = (
    "What a little more would bring is an estimate: it takes for granted that part of a service "
    "can be given."
)
FULL = 0.995
"""Share from which a team or fund counts as used up."""
Unit = Literal["staff-weeks", "USD"]
UNITS: tuple[tuple[Unit, str], ...] = (
    ("staff-weeks", "Staff-weeks per half-year"), ("USD", "USD per half-year"),
)  # fmt: skip
RESOURCES = {"weeks": "staff-weeks", "usd": "USD"}
"""Column → unit of what is set up."""


def used_up(plan: Plan, setting: Setting) -> Iterator[str]:
    """Yield which teams and funds have nothing left; where they are many, how many."""
    first, name = next(iter(setting.periods.items()))
    uses = [use for use in plan.capacity if use.period == first]
    full = [use for use in uses if _share(use) >= FULL]
    if not full:
        return
    told = "; ".join(use.label or use.resource for use in full)
    if len(full) > 3:
        told = listing(
            f"{sum(use.unit == unit for use in full)} of {count(of, one)}"
            for unit, one in (("staff-weeks", "team"), ("USD", "fund"))
            if (of := sum(use.unit == unit for use in uses))
        )
    yield f"Used up{'' if len(setting.periods) == 1 else f' in {name}'}: {told}."


def _share(use: CapacityUse) -> float:
    """Return the share in use of what is there for focus areas; 0 where nothing is."""
    room = use.available - use.reserved
    return use.used / room if room > 0 else 0.0


def capacity(planned: Planned, before: Plan | None, setting: Setting) -> Section:
    """Return what is used of every team and fund, and what a little more would bring."""
    rows = tuple(_use(use, before, setting) for use in planned.plan.capacity)
    earlier = Column("used_before", "Used before", "number", narrow=False)
    heads = (
        RESOURCE, Column("open", "For focus areas", "number"),
        Column("used", "Used", "number"), Column("share", "Used, share", "share", drawn=True),
        Column("unit", "Unit"), Column("reserved", "Universal services", "number", narrow=False),
        *((earlier,) if before is not None else ()), *columns.periods(setting),
    )  # fmt: skip
    return tabled(
        "capacity",
        "What is short, and what is free",
        heads,
        rows,
        said=(ESTIMATE,) if (short := tuple(_short(planned))) else (),
        pictures=(_bars(rows, unit, title) for unit, title in UNITS if _of(rows, unit)),
        items=short,
    )


def _use(use: CapacityUse, before: Plan | None, setting: Setting) -> Row:
    earlier = {} if before is None else {(o.resource, o.period): o for o in before.capacity}
    then = earlier.get((use.resource, use.period))
    room = use.available - use.reserved
    return {
        **use.model_dump(),
        "open": room,
        "free": max(0.0, use.free),
        "share": _share(use),
        "used_before": None if then is None else then.used,
        "period_label": setting.periods[use.period],
        "_text": f"{amount(use.used, use.unit)} of {amount(room, use.unit)} for focus areas used",
    }


def _of(rows: Sequence[Row], unit: Unit) -> list[Row]:
    """Return the teams or the funds in the first half-year."""
    return [row for row in rows if row["unit"] == unit and row["period"] == rows[0]["period"]]


def _bars(rows: Sequence[Row], unit: Unit, title: str) -> Picture:
    shown = _of(rows, unit)
    told = listing(f"{row['label']} {percent(row['share'])}" for row in shown)
    before = any(row["used_before"] is not None for row in shown)
    return Picture(
        id=f"capacity-{unit.lower()}",
        draw=chart("bars.capacity_bars", shown, title),
        describe=f"{title}, used: {told}.",
        text="The mark shows where the use before ends." if before else "",
    )


def _short(planned: Planned) -> Iterator[str]:
    """Yield what is the bottleneck, and what a little more of it would bring."""
    uses = {use.resource: use for use in planned.plan.capacity}
    for unit, more in (("staff-week", "one week more"), ("USD 10,000", "USD 10,000 more")):
        short = [one for one in planned.scarcities if one.unit == unit and one.points >= NOTHING]
        for one in short[:SHORT]:
            if one.resource in uses:
                used = percent(_share(uses[one.resource]))
                bring = f"{more} would bring about {points(one.points, digits=int(one.points < 1))}"
                yield f"{one.label} ({used} used): {bring}."


def together(plan: Plan, setting: Setting) -> Section:
    """Return what several focus areas get together, and what that takes once."""
    rows = tuple(_joint(one, setting) for one in plan.joints)
    heads = (
        Column("short", "Held for"), Column("places", "Places", "count"),
        Column("weeks", "Weeks to set up", "weeks"), Column("usd", "Money to set up", "usd"),
        *columns.periods(setting),
    )  # fmt: skip
    places = sum(row["places"] for row in rows)
    takes = {unit: fsum(row[key] for row in rows) for key, unit in RESOURCES.items()}
    once = [amount(total, unit) for unit, total in takes.items() if total]
    held = count(len(rows), "service is", "services are")
    told = f"{held} held for several at once, with {count(places, 'place')}"
    told += f": setting up takes {listing(once)}, once" if once else ""
    return tabled(
        "together",
        "What is held together",
        heads,
        rows,
        said=(sentence(told),),
        items=(f"{row['label']}: {listing(row['member_labels'], places)}." for row in rows),
    )


def _joint(one: JointHeld, setting: Setting) -> Row:
    label = one.label or setting.service(one.service)
    return {
        **one.model_dump(),
        "label": f"{label}, {one.group}" if one.group else label,
        "short": one.group or label,
        "places": len(one.members),
        "member_labels": tuple(map(setting.label, one.members)),
        "weeks": fsum(one.staff.values()),
        "usd": fsum(one.money.values()),
        "period_label": setting.periods[one.period],
    }

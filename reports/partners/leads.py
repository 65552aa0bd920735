"""What partners lead in a plan, what that saves and rests on, and what the plan would repeat."""

from collections.abc import Iterator, Sequence

from ecosystem.overlap import PlannedOverlap
from optimizer.partner_leads import Leading
from reports.columns import periods
from reports.partners.words import AREA, NO_WASTE, SERVICE, SOME, doers, rows
from reports.report import Column, Note, Row, Section, Table
from reports.setting import Setting
from reports.words import count, listing, number, percent, verb, weeks
from reports.words import sentence as sentence_of


def section(leads: Leading, setting: Setting) -> Section:
    """Return who leads what in a plan, and whose weeks that saves."""
    saved: dict[str, float] = {}
    for one in leads.services:
        saved[one.partner] = saved.get(one.partner, 0.0) + one.weeks_saved
    who = [f"{setting.partner(one)} ({saved[one]:,.1f})" for one in leads.partners]
    text = (f"Led by, with the staff-weeks saved: {listing(who, 8)}.",) if who else ()
    return Section("leads", "What partners lead", text, tables=(led(leads, setting),))


def repeats(repeated: Sequence[PlannedOverlap], setting: Setting) -> Section:
    """Return which services of a plan a partner is on record with already."""
    known = f"{count(len(repeated), 'service')} of the plan {verb(len(repeated), 'are')} on record"
    return Section(
        "repeats",
        "What the plan would repeat",
        (sentence_of(f"{known} with a partner"), NO_WASTE.text),
        tables=(planned(repeated, setting),),
    )


def facts(leads: Leading) -> Row:
    """Return what programs read of the leads of a plan, besides their table."""
    return {
        "weeks_saved": leads.weeks_saved,
        "assumed_capacity": dict.fromkeys(leads.assumed, leads.assumed_capacity),
    }


def sentence(leads: Leading) -> str:
    """Return what partners lead and what that saves."""
    if not leads.services:
        return "No partner leads a service in this plan."
    return (
        f"{count(len(leads.partners), 'partner')} {verb(len(leads.partners), 'lead')} "
        f"{count(len(leads.services), 'service')}, which saves "
        f"{weeks(leads.weeks_saved, unit='staff-week')}."
    )


def notes(leads: Leading) -> Iterator[Note]:
    """Yield how sure it is that partners can lead, and how far the same records count twice."""
    if leads.assumed:
        some = len(leads.assumed) < len(leads.partners)
        of = f"{len(leads.assumed)} of these {len(leads.partners)}" if some else "any of them"
        yield Note(
            "assumption",
            f"How many services a partner can lead is not on record for {of}; "
            f"{number(leads.assumed_capacity)} each in a half-year is assumed.",
        )
    served = {(one.partner, one.candidate): one for one in leads.services}.values()
    strength = sum({one.candidate: one.strength for one in served}.values())
    if strength > 0:
        share = percent(min(1.0, sum(one.share for one in served) / strength))
        yield Note(
            "assumption",
            f"The records by which partners lead also raise scores: {share} of the partner "
            "strength of the focus areas concerned would go with these partners.",
        )


def led(leads: Leading, setting: Setting) -> Table:
    """Return a row for every service that a partner leads."""
    lines = rows(
        leads.services,
        setting,
        lambda one: {
            "partner_label": setting.partner(one.partner),
            "service_label": setting.service(one.service), "label": setting.label(one.candidate),
            "period_label": setting.periods.get(one.period, one.period),
            "also": one.share / one.strength if one.strength else 0.0,
        },
    )  # fmt: skip
    twice = "Part of the candidate's partner strength that rests on the same partner."
    columns = (
        Column("partner_label", "Partner"), Column("service_label", "Leads"),
        Column("label", "For", opens="candidate"), Column("weeks_saved", "Weeks saved", "weeks"),
        Column("why", "Because", narrow=False),
        Column("also", "Also in its strength", "share", narrow=False, help=twice),
        *periods(setting),
    )  # fmt: skip
    return Table("leads", columns, lines, most=SOME)


def planned(repeated: Sequence[PlannedOverlap], setting: Setting) -> Table:
    """Return a row for every service of the plan that a partner is on record with there."""
    leads, too = _leads(setting), "given by the Support Unit, too"
    lines = rows(
        repeated,
        setting,
        lambda one: {
            "given_by": doers(one.partners, setting),
            "in_plan": "led by a partner" if (one.candidate, one.service) in leads else too,
        },
    )  # fmt: skip
    columns = (AREA, SERVICE, Column("given_by", "Already given by"), Column("in_plan", "In it"))
    return Table("planned", columns, lines, most=SOME)


def about_candidate(
    candidate: str, repeated: Sequence[PlannedOverlap], setting: Setting
) -> Iterator[str]:
    """Yield which services that the plan gives to a candidate partners already give."""
    leads = _leads(setting)
    for one in repeated:
        if one.candidate == candidate:
            others = listing([setting.partner(doing.partner) for doing in one.partners], 4)
            lead = leads.get((candidate, one.service))
            then = f"{setting.partner(lead)} leads it" if lead else "the plan gives it, too"
            label = setting.service(one.service)
            yield f"Partner overlap: {label} is on record with {others}; {then}."


def already(repeated: Sequence[PlannedOverlap], setting: Setting) -> dict[str, tuple[str, ...]]:
    """Return focus area → services of the plan that a partner is on record with there."""
    found: dict[str, tuple[str, ...]] = {}
    for one in repeated:
        found[one.candidate] = (*found.get(one.candidate, ()), setting.service(one.service))
    return found


def _leads(setting: Setting) -> dict[tuple[str, str], str]:
    """Return focus area and service → the partner that leads it in the plan."""
    lines = () if setting.plan is None else setting.plan.focus
    return {(line.id, service): who for line in lines for service, who in line.leads.items()}

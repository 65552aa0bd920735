"""What a plan says of the partners who lead services: who, what that saves, what it rests on."""

from collections.abc import Iterator

from app.cli.planning import Found
from optimizer.partner_leads import Leading, leading
from reports.words import count, listing, number, percent

MOST_NAMES = 8
"""Partners named before the rest is counted."""


def found_leading(found: Found) -> Leading:
    """Return who leads what in the plan found."""
    return leading(found.study, found.problem, found.plan)


def leads_sentence(leads: Leading) -> Iterator[str]:
    """Yield what partners lead and what that saves; nothing where nobody leads."""
    if leads.services:
        who = count(len(leads.partners), "partner")
        lead = "leads" if len(leads.partners) == 1 else "lead"
        yield (
            f"{who} {lead} {count(len(leads.services), 'service')}, which saves "
            f"{leads.weeks_saved:,.1f} staff-weeks.".capitalize()
        )


def leads_notes(found: Found, leads: Leading) -> Iterator[str]:
    """Yield who leads, how sure that is, and how far the same records count twice."""
    if not leads.services:
        return
    names = {partner.id: partner.name for partner in found.study.dataset.partners}
    saved: dict[str, float] = {}
    for led in leads.services:
        saved[led.partner] = saved.get(led.partner, 0.0) + led.weeks_saved
    who = [f"{names[partner]} ({saved[partner]:,.1f})" for partner in leads.partners]
    yield f"Led by, with the staff-weeks saved: {listing(who, MOST_NAMES)}; --details has all."
    if leads.assumed:
        known = len(leads.partners) - len(leads.assumed)
        of = f"{len(leads.assumed)} of these {len(leads.partners)}" if known else "any of them"
        yield (
            f"How many services they can lead is not on record for {of}; it is taken to be "
            f"{number(leads.assumed_capacity)} a period each (assumption)."
        )
    yield from _twice(leads)


def _twice(leads: Leading) -> Iterator[str]:
    """Yield how much of the candidates' partner strength rests on the partners who lead there."""
    served = {(led.partner, led.candidate): led for led in leads.services}.values()
    strength = sum({led.candidate: led.strength for led in served}.values())
    share = sum(led.share for led in served)
    if strength > 0:
        yield (
            f"The same records raise scores: {percent(min(1.0, share / strength))} of the partner "
            "strength of the focus areas concerned would go with the partners who lead there. "
            "focus partners --without NAME says what hangs on one of them."
        )

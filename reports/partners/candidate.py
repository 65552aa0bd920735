"""Who is at one candidate, doing what, and who could be asked?"""

from collections.abc import Iterator

from ecosystem.ego import Ego
from ecosystem.overlap import OverlapIndex
from ecosystem.reach import How
from questions.partners import AboutCandidate
from reports.partners.around import around
from reports.partners.words import (
    ASK,
    FEW,
    HOW,
    NOT_KNOWN,
    PARTNER,
    SERVICE,
    SOME,
    doers,
    missing_services,
    rows,
    who_to_ask,
)
from reports.report import Column, Report, Section, tabled
from reports.setting import Setting
from reports.words import count, listing, number, percent, span


def report(found: AboutCandidate, setting: Setting, *, ego: Ego | None = None) -> Report:
    """Return the partners of one candidate.

    Args:
        ego: who is around, for a picture; None = no picture.
    """
    return Report(
        id="partners",
        title="Who is there, doing what?",
        answer=_answer(found, setting),
        text=tuple(_text(found)),
        sections=(around(ego, setting), *_sections(found, setting)),
        notes=(NOT_KNOWN,) if found.strength is None else (),
        facts={"candidate": found.model_dump(mode="json")},
    )


def _answer(found: AboutCandidate, setting: Setting) -> str:
    name = setting.label(found.id)
    if found.strength is None:
        return f"{name}: no partner is on record, which is not “no partner”."
    return (
        f"{name}: {count(len(found.strength.partners), 'partner')} on record, partner strength "
        f"{percent(found.strength.strength)}."
    )


def _text(found: AboutCandidate) -> Iterator[str]:
    if found.overlap is not None:
        told = _repeats(found.overlap) if found.overlap.high else "none of it"
        yield f"Of the effort there, {told} repeats what another partner does."
    if found.concentration is not None and found.concentration.partners > 1:
        equal = number(round(found.concentration.effective_partners, 1))
        yield f"The work is as spread as over {equal} equally strong partners."


def _repeats(overlap: OverlapIndex) -> str:
    return f"{span((100 * overlap.low, 100 * overlap.high)).replace('–', ' to ')} %"


def overlap_sentence(found: AboutCandidate, setting: Setting) -> Iterator[str]:
    """Yield how much of the effort around a candidate repeats, and on what; nothing if none."""
    if found.overlap is None or found.overlap.high == 0:
        return
    on = [
        f"{setting.service(one.service)} ({len(one.partners)} partners)"
        for one in found.overlap.shared
    ]
    yield (
        f"Partner overlap: {_repeats(found.overlap)} of the effort here repeats what "
        f"another partner does: {listing(on)}."
    )


def _sections(found: AboutCandidate, setting: Setting) -> Iterator[Section]:
    yield reaching(found, setting)
    work = tuple(
        {"service": one.service, "label": setting.service(one.service),
         "who": doers(one.partners, setting)}
        for one in found.work
    )  # fmt: skip
    gap, said = found.gap, []
    if gap is not None and gap.missing:
        said.append(f"No partner on record with: {missing_services(gap.missing, setting)}.")
        if gap.perhaps:
            who = listing(setting.partners(gap.perhaps))
            said.append(f"Perhaps given by {who}, whose service is not named.")
    yield tabled(
        "work", "Who does what", (SERVICE, Column("who", "Partners")), work, said=said, most=FEW
    )
    leads = rows(found.possible_leads, setting)
    columns = (PARTNER, SERVICE, Column("why", "Because"), Column("strength", "Strength", "share"))
    title = "Who could lead a service in a plan"
    yield tabled("possible_leads", title, columns, leads, most=SOME)
    asked = tuple(who_to_ask(one, setting) for one in found.could_be_asked)
    yield tabled("whom_to_ask", "Who else could be asked", ASK, asked, most=FEW)


def reaching(found: AboutCandidate, setting: Setting) -> Section:
    """Return the partners that reach a candidate, the strongest first, and by which work."""
    parts = () if found.strength is None else found.strength.contributions
    columns = (
        PARTNER, Column("works", "Works"), Column("amount", "Counts", "share", drawn=True),
        Column("loss", "Strength lost without it", "share", narrow=False),
    )  # fmt: skip
    lines = rows(
        parts,
        setting,
        lambda one: {
            "works": HOW[one.how]
            if one.how is How.DIRECT
            else f"{HOW[one.how]}: {listing(setting.labels(one.through), 2)}",
        },
    )
    return tabled("reaching", "Who reaches it", columns, lines, most=SOME)

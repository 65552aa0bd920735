"""What does one partner do, whom does it resemble, what could it lead, and what hangs on it?"""

from collections.abc import Iterator

from ecosystem.ego import Ego
from ecosystem.leads import ASSUMED_LEADS
from questions.partners import AboutPartner
from reports.partners.around import around
from reports.partners.words import AREA, FEW, PARTNER, SERVICE, SOME, rows
from reports.report import Column, Note, Report, Section, tabled
from reports.setting import Setting
from reports.words import count, listing, number, percent


def report(found: AboutPartner, setting: Setting, *, ego: Ego | None = None) -> Report:
    """Return one partner and its place among the others.

    Args:
        ego: who is around, for a picture; None = no picture.
    """
    active = [row for row in found.engagements if row.strength > 0]
    reaches = 0 if found.dependence is None else len(found.dependence.serves)
    kind = f" ({found.type})" if found.type else ""
    return Report(
        id="partners",
        title="What does this partner do?",
        answer=f"{found.name}{kind}: {count(len(active), 'engagement')} on record, reaching "
        f"{reaches} of the {count(found.focus, 'focus area')} looked at.",
        text=tuple(_text(found, setting)),
        sections=(around(ego, setting), *_sections(found, setting)),
        notes=(_capacity(found),),
        facts={"partner": found.model_dump(mode="json", exclude={"focus"})},
    )


def _where(target: str, setting: Setting) -> str:
    if target in setting.dataset.by_id:
        return setting.label(target)
    return f"across the region: {target}"


def _capacity(found: AboutPartner) -> Note:
    if found.capacity is None:
        each = count(round(ASSUMED_LEADS.unknown_capacity), "engagement")
        return Note(
            "assumption",
            f"What it can carry is not on record; plans take it for {each} a period.",
        )
    told = f"{number(found.capacity)} engagement{'s' * (found.capacity != 1)}"
    return Note("reading", f"It can lead {told} a period, as recorded.")


def _text(found: AboutPartner, setting: Setting) -> Iterator[str]:
    depends = found.dependence
    if depends is not None:
        alone = setting.labels(depends.alone)
        left = f"; {listing(alone)} would have nobody left" if alone else ""
        yield f"Without it they would lose {depends.loss:.2f} of partner strength in all{left}."
    if found.group is not None and len(found.group.partners) > 1:
        others = setting.partners(one for one in found.group.partners if one != found.id)
        yield f"Could be convened with {listing(others)}."
    if found.broker is not None and found.broker.across_regions > 0:
        yield (
            f"{percent(found.broker.across_regions)} of the shortest connections between "
            "candidates of different regions run through it."
        )


def _sections(found: AboutPartner, setting: Setting) -> Iterator[Section]:
    work = rows(
        found.engagements,
        setting,
        lambda row: {
            "where": _where(row.target, setting), "title": setting.source(row.source),
            "_id": row.target if row.target in setting.dataset.by_id else "",
        },
    )  # fmt: skip
    columns = (
        Column("where", "Where", opens="_id"), SERVICE, Column("strength", "Strength", "share"),
        Column("title", "Source", narrow=False),
    )  # fmt: skip
    yield tabled("engagements", "Where it works", columns, work, most=SOME)
    led = rows(found.possible_leads, setting)
    columns = (AREA, SERVICE, Column("strength", "Strength", "share"), Column("why", "Because"))
    yield tabled("possible_leads", "What it could lead in a plan", columns, led, most=FEW)
    alike = tuple(
        {
            "partner": other, "name": setting.partner(other), "similarity": pair.similarity,
            "by": listing(setting.labels(item.candidate for item in pair.shared), 4),
        }
        for pair in found.similar
        for other in (pair.second if pair.first == found.id else pair.first,)
    )  # fmt: skip
    like = (PARTNER, Column("similarity", "Alike", "share"), Column("by", "By work for"))
    yield tabled("alike", "Who resembles it most", like, alike, most=FEW)

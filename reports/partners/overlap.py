"""Where do several partners do the same, and what would a plan repeat?"""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from questions.partners import Overlaps
from reports.partners import leads
from reports.partners.words import FEW, NO_WASTE, SOME, area_names, doers, shown_span, whose
from reports.report import Column, Picture, Report, Row, Section, Table
from reports.setting import Setting
from reports.words import count, listing, percent

if TYPE_CHECKING:
    from reports.charts import Picture as Chart


def report(found: Overlaps, setting: Setting) -> Report:
    """Return where partners of focus areas repeat each other.

    Args:
        found: what is shared.
        setting: names, and the plan whose focus areas they are; no plan = the list in force.
    """
    repeating = sum(one.high > 0 for one in found.overlap)
    named = sum(one.service is not None for one in found.shared_work)
    told = "is shared on a named service" if named == 1 else "are shared on a named service"
    return Report(
        id="partners",
        title="Where do several partners do the same?",
        answer=f"In {repeating} of the {count(len(found.focus), 'focus area')} of "
        f"{whose(setting)} partners may repeat each other; {count(named, 'piece')} of work {told}.",
        sections=(
            _areas(found, setting),
            _shared(found, setting),
            *(() if found.planned is None else (_planned(found, setting),)),
            _alike(found, setting),
        ),
        notes=(NO_WASTE,),
        facts={"similar_partners": [one.model_dump(mode="json") for one in found.similar_partners]},
    )


def _areas(found: Overlaps, setting: Setting) -> Section:
    rows = tuple(
        {
            **one.model_dump(mode="json"),
            "area": setting.label(one.candidate),
            "repeats": shown_span(one.low, one.high),
        }
        for one in found.overlap
    )
    columns = (
        leads.AREA,
        Column("repeats", "Effort that repeats", "share_span", drawn=True),
        Column("effort", "Effort", "number", 1, help="1 = one full engagement."),
    )
    drawn = [row for row in rows if row["repeats"]]
    picture = Picture(
        id="partner-overlap",
        draw=partial(_draw, drawn),
        describe=listing(
            [f"{row['area']}: up to {percent(row['high'])} of the effort repeats" for row in drawn]
        ),
        text="Strong: repeats for certain. Pale: may repeat, since services are not named.",
    )
    return Section(
        "overlap",
        "Focus areas",
        pictures=(picture,) if drawn else (),
        tables=(Table("overlap", columns, rows, most=FEW),),
    )


def _draw(rows: Sequence[Row]) -> "Chart":
    from reports.charts.partners.overlap import overlap_bars

    return overlap_bars(rows)


def _shared(found: Overlaps, setting: Setting) -> Section:
    rows = tuple(
        {
            **one.model_dump(mode="json"),
            "where": " × ".join(setting.name(place) for place in one.place),
            "label": setting.service(one.service),
            "who": doers(one.partners, setting),
            "_id": one.place[0],
        }
        for one in found.shared_work
    )
    columns = (
        Column("where", "Where", opens="_id"),
        leads.SERVICE,
        Column("who", "Partners"),
        Column(
            "duplicated", "Effort that repeats", "number", 1, narrow=False,
            help="1 = one full engagement.",
        ),
    )  # fmt: skip
    return Section(
        "shared",
        "Same place, same service",
        tables=(Table("shared_work", columns, rows, most=SOME),),
    )


def _planned(found: Overlaps, setting: Setting) -> Section:
    return leads.repeats(found.planned or (), setting)


def _alike(found: Overlaps, setting: Setting) -> Section:
    rows = tuple(
        {
            **one.model_dump(mode="json"),
            "one": setting.partner(one.first),
            "other": setting.partner(one.second),
            "by": listing(area_names((item.candidate for item in one.shared), setting), 8),
        }
        for one in found.alike
    )
    columns = (
        Column("one", "One"),
        Column("other", "Other"),
        Column("similarity", "Alike", "share"),
        Column("by", "By work for"),
    )
    return Section(
        "alike", "Partners most alike", tables=(Table("alike", columns, rows, most=FEW),)
    )

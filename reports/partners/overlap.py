"""Where do several partners do the same, and what would a plan repeat?"""

from questions.partners import Overlaps
from reports.charts.colours import REPEATED, REPEATED_PERHAPS
from reports.partners import leads
from reports.partners.words import AREA, FEW, NO_WASTE, SERVICE, SOME, doers, rows, whose
from reports.report import Column, Picture, Report, Section, chart, tabled
from reports.setting import Setting
from reports.words import count, listing, percent, verb

FULL = "1 = one full engagement."


def report(found: Overlaps, setting: Setting) -> Report:
    """Return where partners of focus areas repeat each other.

    Args:
        setting: names, and the plan whose focus areas they are; no plan = the list in force.
    """
    repeating = sum(one.high > 0 for one in found.overlap)
    named = sum(one.service is not None for one in found.shared_work)
    return Report(
        id="partners",
        title="Where do several partners do the same?",
        answer=f"In {repeating} of the {count(len(found.focus), 'focus area')} of "
        f"{whose(setting)} partners may repeat each other; {count(named, 'piece')} of work "
        f"{verb(named, 'are')} shared on a named service.",
        sections=(
            _areas(found, setting),
            _shared(found, setting),
            *(() if found.planned is None else (leads.repeats(found.planned, setting),)),
            _alike(found, setting),
        ),
        notes=(NO_WASTE,),
        facts={"similar_partners": [one.model_dump(mode="json") for one in found.similar_partners]},
    )


def _areas(found: Overlaps, setting: Setting) -> Section:
    lines = rows(
        found.overlap,
        setting,
        lambda one: {"repeats": (one.low, one.high) if one.high > 0 else None},
    )
    columns = (
        AREA, Column("repeats", "Effort that repeats", "share_span", drawn=True),
        Column("effort", "Effort", "number", 1, help=FULL),
    )  # fmt: skip
    bars = [
        {"id": row["candidate"], "name": row["area"], "first": row["low"],
         "second": row["high"] - row["low"], "both": row["high"]}
        for row in lines if row["repeats"]
    ]  # fmt: skip
    told = [f"{row['name']}: up to {percent(row['both'])} of the effort repeats" for row in bars]
    parts = (("repeats for certain", REPEATED), ("may repeat, not named", REPEATED_PERHAPS))
    title, both = "Share of the effort that repeats", Column("both", "Repeats at most", "share")
    draw = chart("bars.two_part_bars", bars, parts, title, both)
    picture = Picture("partner-overlap", draw, f"{listing(told)}.", opens="chosen")
    pictures = (picture,) if bars else ()
    return tabled("overlap", "Focus areas", columns, lines, pictures=pictures, most=FEW)


def _shared(found: Overlaps, setting: Setting) -> Section:
    lines = rows(
        found.shared_work,
        setting,
        lambda one: {
            "where": " × ".join(map(setting.name, one.place)),
            "_id": one.place[0] if one.place[0] in setting.dataset.by_id else "",
            "who": doers(one.partners, setting),
        },
    )  # fmt: skip
    columns = (
        Column("where", "Where", opens="_id"), SERVICE, Column("who", "Partners"),
        Column("duplicated", "Effort that repeats", "number", 1, narrow=False, help=FULL),
    )  # fmt: skip
    return tabled("shared_work", "Same place, same service", columns, lines, most=SOME)


def _alike(found: Overlaps, setting: Setting) -> Section:
    lines = rows(
        found.alike,
        setting,
        lambda one: {
            "one": setting.partner(one.first), "other": setting.partner(one.second),
            "by": listing(setting.labels(item.candidate for item in one.shared), 8),
        },
    )  # fmt: skip
    columns = (
        Column("one", "One"), Column("other", "Other"), Column("similarity", "Alike", "share"),
        Column("by", "By work for"),
    )  # fmt: skip
    return tabled("alike", "Partners most alike", columns, lines, most=FEW)

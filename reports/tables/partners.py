"""Tables of partners: overlap, gaps, dependence, whom to convene, and what a plan loses."""

from collections.abc import Callable, Iterable, Mapping

import pandas as pd

from data.dataset import Dataset
from ecosystem.brokers import Broker
from ecosystem.cover import Cover
from ecosystem.dependence import Dependence
from ecosystem.doing import Doing
from ecosystem.gaps import Gap, Served
from ecosystem.groups import Group
from ecosystem.overlap import PlannedOverlap, SharedWork
from ecosystem.similarity import SimilarPair
from optimizer.dependence import PartnerLoss
from optimizer.partner_leads import Leading
from reports.words import percent

Name = Callable[[str | None], str]
"""Id → words for people."""

SERVED: Mapping[Served, str] = {
    Served.NO_RECORD: "nobody on record",
    Served.RECORDED_AS_NONE: "recorded as none",
    Served.FROM_AFAR: "from afar only",
    Served.DIRECTLY: "",
}
"""How a focus area is served, where that is worth a remark."""


def span(low: float, high: float) -> str:
    """Return an overlap index in percent: one figure, or from … to."""
    if high == 0:
        return "none"
    first, last = f"{low * 100:.0f}", f"{high * 100:.0f}"
    return f"{first} %" if first == last else f"{first} to {last} %"


def doers(doing: Iterable[Doing], names: Mapping[str, str]) -> str:
    """Return who does something, with a mark on what is only concluded."""
    return ", ".join(f"{names[one.partner]}{' (concluded)' * one.inferred}" for one in doing)


def shared_table(
    shared: Iterable[SharedWork], names: Mapping[str, str], name: Name
) -> pd.DataFrame:
    """Return one row per place and service that several partners share."""
    return pd.DataFrame(
        [
            {
                "id": item.place[0],
                "Where": " × ".join(names[one] for one in item.place),
                "Service": name(item.service),
                "Partners": doers(item.partners, names),
                "Effort that repeats": item.duplicated,
            }
            for item in shared
        ],
        columns=["id", "Where", "Service", "Partners", "Effort that repeats"],
    )


def planned_table(
    planned: Iterable[PlannedOverlap],
    led: frozenset[tuple[str, str]],
    names: Mapping[str, str],
    name: Name,
) -> pd.DataFrame:
    """Return one row per planned service that partners already give.

    Args:
        planned: what the plan would repeat.
        led: pairs of candidate and service that a partner leads in the plan.
        names: id → name.
        name: words for a service.
    """
    return pd.DataFrame(
        [
            {
                "id": item.candidate,
                "Focus area": names[item.candidate],
                "Service": name(item.service),
                "Already given by": doers(item.partners, names),
                "In the plan": "led by a partner"
                if (item.candidate, item.service) in led
                else "given by the Support Unit, too",
            }
            for item in planned
        ],
        columns=["id", "Focus area", "Service", "Already given by", "In the plan"],
    )


def gap_table(gaps: Iterable[Gap], names: Mapping[str, str], name: Name) -> pd.DataFrame:
    """Return one row per focus area that is not served, or in which services are missing."""
    return pd.DataFrame(
        [
            {
                "id": gap.candidate,
                "Focus area": names[gap.candidate],
                "Served": SERVED[gap.served] or "directly",
                "Nobody on record with": ", ".join(name(one) for one in gap.missing),
                "Perhaps given by": ", ".join(names[one] for one in gap.perhaps),
            }
            for gap in gaps
        ],
        columns=["id", "Focus area", "Served", "Nobody on record with", "Perhaps given by"],
    )


def similar_table(pairs: Iterable[SimilarPair], names: Mapping[str, str]) -> pd.DataFrame:
    """Return one row per pair of partners that resemble each other."""
    return pd.DataFrame(
        [
            {
                "One": names[pair.first],
                "Other": names[pair.second],
                "Alike": pair.similarity,
                "By": ", ".join(dict.fromkeys(names[item.candidate] for item in pair.shared)),
            }
            for pair in pairs
        ],
        columns=["One", "Other", "Alike", "By"],
    )


def dependence_table(rows: Iterable[Dependence], names: Mapping[str, str]) -> pd.DataFrame:
    """Return one row per partner that the focus areas depend on."""
    return pd.DataFrame(
        [
            {
                "Partner": names[row.partner],
                "Reaches": len(row.serves),
                "Strength lost": row.loss,
                "Left without any": ", ".join(names[one] for one in row.alone),
                "Left without one of their own": ", ".join(
                    names[one] for one in row.alone_directly
                ),
            }
            for row in rows
        ],
        columns=[
            "Partner", "Reaches", "Strength lost", "Left without any",
            "Left without one of their own",
        ],
    )  # fmt: skip


def broker_table(rows: Iterable[Broker], names: Mapping[str, str]) -> pd.DataFrame:
    """Return one row per partner that bridges."""
    return pd.DataFrame(
        [
            {
                "Partner": names[row.partner],
                "Across regions": row.across_regions,
                "Across themes": row.across_themes,
                "Regions": len(row.regions),
                "Themes": len(row.themes),
            }
            for row in rows
            if row.overall > 0
        ],
        columns=["Partner", "Across regions", "Across themes", "Regions", "Themes"],
    )


def group_table(rows: Iterable[Group], names: Mapping[str, str]) -> pd.DataFrame:
    """Return one row per group of two partners or more."""
    return pd.DataFrame(
        [
            {
                "Partners": ", ".join(names[one] for one in row.partners),
                "Around": ", ".join(names[one] for one in row.candidates),
                "Regions": ", ".join(row.regions),
                "Together in other runs": row.stability,
            }
            for row in rows
            if len(row.partners) > 1
        ],
        columns=["Partners", "Around", "Regions", "Together in other runs"],
    )


def cover_table(cover: Cover, names: Mapping[str, str]) -> pd.DataFrame:
    """Return one row per partner of the smallest set."""
    return pd.DataFrame(
        [
            {
                "Partner": names[row.partner],
                "Reaches": ", ".join(names[one] for one in row.reaches),
                "Nobody else of the set reaches": ", ".join(names[one] for one in row.only),
            }
            for row in cover.partners
        ],
        columns=["Partner", "Reaches", "Nobody else of the set reaches"],
    )


def engagement_table(dataset: Dataset, partner: str, name: Name) -> pd.DataFrame:
    """Return the engagements of one partner, the strongest first."""
    sources = {source.id: source.title for source in dataset.sources}
    rows = sorted(
        (row for row in dataset.engagements if row.partner == partner),
        key=lambda row: (-row.strength, row.target, row.service or ""),
    )
    return pd.DataFrame(
        [
            {
                "id": row.target,
                "Where": dataset.by_id[row.target].name,
                "Service": name(row.service),
                "Strength": percent(row.strength),
                "Source": sources.get(row.source, row.source),
            }
            for row in rows
        ],
        columns=["id", "Where", "Service", "Strength", "Source"],
    )


def loss_table(losses: Iterable[PartnerLoss], names: Mapping[str, str]) -> pd.DataFrame:
    """Return one row per partner that a plan leans on, the greatest loss first.

    Columns: ``id, Partner, Worth less, Costs more, At most`` (points; blank = cannot be said)``,
    Weeks saved, Left without any``.
    """
    return pd.DataFrame(
        [
            {
                "id": loss.partner,
                "Partner": names[loss.partner],
                "Worth less": loss.worth_less,
                "Costs more": None if loss.costs_more is None else max(0.0, loss.costs_more),
                "At most": loss.at_most,
                "Weeks saved": loss.weeks_saved,
                "Left without any": ", ".join(names[one] for one in loss.alone),
            }
            for loss in losses
        ],
        columns=[
            "id", "Partner", "Worth less", "Costs more", "At most", "Weeks saved",
            "Left without any",
        ],
    )  # fmt: skip


def fall_table(loss: PartnerLoss, names: Mapping[str, str]) -> pd.DataFrame:
    """Return one row per focus area of the plan whose score falls."""
    return pd.DataFrame(
        [
            {"id": one, "Focus area": names[one], "Score falls by": fall}
            for one, fall in loss.falls.items()
        ],
        columns=["id", "Focus area", "Score falls by"],
    )


def lead_table(leads: Leading, names: Mapping[str, str], name: Name) -> pd.DataFrame:
    """Return one row per service that a partner leads in a plan."""
    return pd.DataFrame(
        [
            {
                "id": led.candidate,
                "Partner": names[led.partner],
                "Leads": name(led.service),
                "For": names[led.candidate],
                "Weeks saved": led.weeks_saved,
                "Because": led.why,
                "Also in its strength": led.share / led.strength if led.strength else 0.0,
                "Period": led.period,
            }
            for led in leads.services
        ],
        columns=[
            "id", "Partner", "Leads", "For", "Weeks saved", "Because", "Also in its strength",
            "Period",
        ],
    )  # fmt: skip

"""Words that every report about partners shares: who, where, how near, and how well served."""

from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

from config.base import Frozen
from ecosystem.doing import Doing
from ecosystem.gaps import Served
from ecosystem.neighbours import Near, Neighbour, Reason
from ecosystem.reach import How
from reports.report import Column, Note, Row, picked
from reports.setting import Setting
from reports.words import listing

Value = TypeVar("Value", bound=Frozen)
PARTNER, AREA = Column("name", "Partner"), Column("area", "Focus area", opens="candidate")
SERVICE = Column("label", "Service")
ASK = (Column("name", "Could be asked"), Column("because", "Because it"))
FEW, SOME = 6, 12
"""Lines of a short and of a longer table where there is little room."""
SERVED: Mapping[Served, str] = {
    Served.NO_RECORD: "nobody on record",
    Served.RECORDED_AS_NONE: "nobody, as recorded",
    Served.FROM_AFAR: "from afar only",
    Served.DIRECTLY: "directly",
}
"""How a focus area is served."""
WITH_IT, FROM_AFAR = "with it", "from afar"
"""How work reaches a candidate, in pictures: by an engagement with it, or in any other way."""
HOW: Mapping[How, str] = {
    How.DIRECT: "with it",
    How.REGION: "across the region",
    How.PARTS: "for what lies in it",
    How.WHOLE: "for what it is a part of",
    How.CROSSING: "in its country and on its theme",
}
"""By which work a partner reaches a candidate."""
NOT_KNOWN = Note("missing", "No record is not “no partner”: a strength that is not known is not 0.")
NO_LIST = "No list is in force: these are the focus areas of the recommended plan."
NO_WASTE = Note(
    "reading",
    "Overlap is not waste: two funders may well be wanted. In a range, services that are not named "
    "may repeat or not. “Concluded” means from work in the country and on the theme.",
)


def rows(
    values: Iterable[Value], setting: Setting, add: Callable[[Value], Row] = lambda _: {}
) -> tuple[Row, ...]:
    """Return everything known of each value, the names of its ids, and what is added."""
    found = []
    for one in values:
        told = one.model_dump(mode="json")
        if "partner" in told:
            told["name"] = setting.partner(told["partner"])
        if "candidate" in told:
            told["area"] = setting.label(told["candidate"])
        if "service" in told:
            told["label"] = setting.service(told["service"])
        found.append({**told, **add(one)})
    return tuple(found)


def doers(doing: Iterable[Doing], setting: Setting) -> tuple[str, ...]:
    """Return who does something, with a mark on what is only concluded."""
    return tuple(f"{setting.partner(one.partner)}{_how_known(one)}" for one in doing)


def _how_known(one: Doing) -> str:
    if one.inferred:
        return " (concluded)"
    return " (across the region)" if one.region else ""


def who_to_ask(one: Neighbour, setting: Setting) -> Row:
    """Return a partner who could be asked, and what speaks for it."""
    return {
        **picked(one, "partner", "fit"),
        "name": setting.partner(one.partner),
        "because": "; ".join(_reason(reason, setting) for reason in one.reasons),
    }


def _reason(reason: Reason, setting: Setting) -> str:
    theme, place = setting.name(reason.theme or ""), setting.name(reason.place or "")
    return {
        Near.HERE: "is there already, on other services",
        Near.THEME_AND_COUNTRY: f"works on {theme} and in {place}",
        Near.THEME_AND_REGION: f"works on {theme}, and in {place} of the same region",
        Near.THEME: f"works on {theme}",
        Near.COUNTRY: f"works in {place}",
        Near.ACROSS: f"works across {place}",
        Near.REGION: f"works in {place}, of the same region",
    }[reason.near]


def whose(setting: Setting) -> str:
    """Return whose focus areas are looked at."""
    return "the list in force" if setting.plan is None else "the recommended plan"


def missing_services(services: Iterable[str], setting: Setting) -> str:
    """Return services that nobody is on record with, as a list in a sentence."""
    return listing([setting.service(one) for one in services], 8)

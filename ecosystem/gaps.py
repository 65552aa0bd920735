"""Gaps: focus areas, and services in them, that no partner is on record for.

A focus area is *served* when some partner's work reaches it (:mod:`ecosystem.reach`). Where it is
not, either nothing is on record (nobody looked, or nobody wrote it down: not the same as "no
partner") or every record there says that there is no work (strength 0).

A service is *missing* at a focus area when it is offered to the kind, a partner could lead it
(``partner_lead`` > 0) and none is on record with it there (:mod:`ecosystem.doing`). Partners there
whose service is unknown may be giving it, and are named.

Whom to ask about a gap: :mod:`ecosystem.neighbours`.
"""

from collections.abc import Iterable
from enum import StrEnum

from config.base import Frozen
from config.services import Services
from data.dataset import Dataset
from ecosystem.doing import Work, work_at_candidates
from ecosystem.graph import focus_areas
from ecosystem.reach import ASSUMED, How, Reach, ReachRules, reaches


class Served(StrEnum):
    """What the records say about partners at a focus area, the worst first."""

    NO_RECORD = "no record"
    RECORDED_AS_NONE = "recorded as none"
    FROM_AFAR = "from afar"
    """Along links or across the region only; nobody has an engagement with it."""
    DIRECTLY = "directly"


_ORDER = {served: place for place, served in enumerate(Served)}


class Gap(Frozen):
    """One focus area that is not served, or in which services are missing."""

    candidate: str
    served: Served
    partners: tuple[str, ...]
    """Partners that reach it, the nearest first."""
    missing: tuple[str, ...]
    """Services that no partner is on record with there."""
    perhaps: tuple[str, ...]
    """Partners there whose service is unknown: they may be giving a missing one."""


def gaps(
    dataset: Dataset,
    services: Services,
    focus: Iterable[str] | None = None,
    rules: ReachRules = ASSUMED,
) -> tuple[Gap, ...]:
    """Return the focus areas with a gap: the least served first, then most services missing.

    Args:
        dataset: candidates, links and engagements are read.
        services: which services there are for each kind, and which of them partners can lead.
        focus: ids of the focus areas; None = the list in force.
        rules: attenuation along links.

    Raises:
        InputError: a name in ``focus`` is no candidate.
    """
    areas = focus_areas(dataset, focus)
    found = reaches(dataset, rules)
    work = work_at_candidates(dataset, areas)
    rows = (
        _gap(area, found.get(area, ()), work[area], _offered(services, dataset.by_id[area].kind))
        for area in areas
    )
    return tuple(
        sorted(
            (row for row in rows if row.missing or row.served is not Served.DIRECTLY),
            key=lambda row: (_ORDER[row.served], -len(row.missing), row.candidate),
        )
    )


def served_by(found: tuple[Reach, ...]) -> Served:
    """Return what the reaches of a focus area say about how it is served."""
    active = [reach for reach in found if reach.amount > 0]
    if any(reach.how is How.DIRECT for reach in active):
        return Served.DIRECTLY
    if active:
        return Served.FROM_AFAR
    return Served.RECORDED_AS_NONE if found else Served.NO_RECORD


def _offered(services: Services, kind: str) -> list[str]:
    return [
        service_id
        for service_id, service in services.services.items()
        if kind in service.most and service.partner_lead > 0
    ]


def _gap(area: str, found: tuple[Reach, ...], work: Work, offered: list[str]) -> Gap:
    return Gap(
        candidate=area,
        served=served_by(found),
        partners=tuple(reach.partner for reach in found if reach.amount > 0),
        missing=tuple(service for service in offered if service not in work),
        perhaps=tuple(doing.partner for doing in work.get(None, ())),
    )

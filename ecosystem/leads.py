"""Leads: which partner can lead which service for which candidate, in the Support Unit's place.

A partner p can lead service s for candidate i when

- the service can be led (``partner_lead`` > 0) and is offered to the candidate's kind, and
- a_pis ≥ ``least``, where a_pis = max(d_pis, μ · w_pis) with d the strength of p's engagement
  with i on s itself (an *explicit* lead), w the strength of its work on s in i's country and on its
  theme (an *inherited* lead, inferred as in :mod:`ecosystem.doing`) and μ (``downward``) the
  attenuation. Work for another commitment there hands no lead on.

Engagements that name no service lead nothing: it is not known what the partner does. How many
engagements a partner can lead in a period is its capacity; where it is unknown, a planning
assumption takes its place (``unknown_capacity``).

A lead and :mod:`ecosystem.strength` rest on the *same* engagements, in two roles: strength says
that a candidate is worth more where partners are (value), a lead that it costs the Support Unit
less (staff). The two are different goods, but one engagement moves both; :func:`also_in_strength`
says by how much, so that nobody counts a partner twice without knowing it.

Source: OGP three-year plan 2020-2022, Annex (partner-led technical support); the rule is our own.
"""

from collections.abc import Iterable, Mapping
from typing import Annotated

from pydantic import Field

from config.base import Frozen
from config.services import Services
from data.dataset import Dataset
from ecosystem.doing import Doing, work_at_candidates
from ecosystem.reach import Share
from ecosystem.strength import Strength


class LeadRules(Frozen):
    """The planning assumptions of leads."""

    least: Annotated[float, Field(gt=0, le=1)] = 0.25
    """Least strength of a lead, 0..1."""
    downward: Share = 0.5
    """μ: what work at a country–theme pair counts for a commitment in it."""
    unknown_capacity: Annotated[float, Field(ge=0)] = 1.0
    """Engagements per period that a partner of unknown capacity can lead."""


ASSUMED_LEADS = LeadRules()
"""The rules used when none are given."""


class Lead(Frozen):
    """A partner that can lead a service for a candidate."""

    partner: str
    candidate: str
    service: str
    strength: float
    """a_pis, 0..1."""
    inherited: bool
    """From work in the candidate's country on its theme, not from an engagement with it."""
    through: tuple[str, ...]
    """Candidates of the engagements it rests on."""
    why: str
    """The reason in words."""


class AlsoInStrength(Frozen):
    """How much of a candidate's strength rests on the partner that leads a service there."""

    partner: str
    candidate: str
    strength: float
    """The candidate's partner strength, 0..1."""
    share: float
    """Part of it lost if this partner went, 0..1."""


def leads(
    dataset: Dataset, services: Services, rules: LeadRules = ASSUMED_LEADS
) -> tuple[Lead, ...]:
    """Return every possible lead, by candidate, service, strength (strongest first) and partner.

    Args:
        dataset: candidates, links and engagements are read.
        services: which services can be led, and to which kinds they are offered.
        rules: least strength, and attenuation.
    """
    led = {
        service_id: service.most.keys()
        for service_id, service in services.services.items()
        if service.partner_lead > 0
    }
    own = {
        (row.partner, row.target, row.service): row.strength
        for row in sorted(dataset.works, key=lambda row: row.strength)
    }
    found = []
    for candidate, work in work_at_candidates(
        dataset, sorted(dataset.by_id), neighbours=False
    ).items():
        for service in sorted(led):
            if dataset.by_id[candidate].kind in led[service]:
                for doing in work.get(service, ()):
                    direct = own.get((doing.partner, candidate, service), 0.0)
                    lead = _lead(dataset, candidate, service, doing, direct, rules)
                    if lead.strength >= rules.least:
                        found.append(lead)
    return tuple(
        sorted(found, key=lambda item: (item.candidate, item.service, -item.strength, item.partner))
    )


def lead_capacities(dataset: Dataset, rules: LeadRules = ASSUMED_LEADS) -> dict[str, float]:
    """Return partner → engagements it can lead in one period, the unknown ones as assumed."""
    return {
        partner.id: rules.unknown_capacity if partner.capacity is None else partner.capacity
        for partner in sorted(dataset.partners, key=lambda item: item.id)
    }


def also_in_strength(
    strengths: Mapping[str, Strength], led: Iterable[tuple[str, str]]
) -> tuple[AlsoInStrength, ...]:
    """Return, for each partner that leads in a plan, what it also adds to the candidate's strength.

    Args:
        strengths: as :func:`ecosystem.strength.strength_breakdown` returns them.
        led: pairs of partner and candidate; repeated pairs count once.
    """
    found = []
    for partner, candidate in sorted(set(led)):
        strength = strengths.get(candidate)
        parts = () if strength is None else strength.contributions
        share = next((part.loss for part in parts if part.partner == partner), 0.0)
        found.append(
            AlsoInStrength(
                partner=partner,
                candidate=candidate,
                strength=0.0 if strength is None else strength.strength,
                share=share,
            )
        )
    return tuple(found)


def _lead(
    dataset: Dataset, candidate: str, service: str, doing: Doing, direct: float, rules: LeadRules
) -> Lead:
    """Return the better of the explicit and the inherited lead; the explicit one among equals."""
    own_place = (candidate,)
    handed_down = 0.0 if doing.through == own_place else rules.downward * doing.strength
    inherited = handed_down > direct
    through = doing.through if inherited else own_place
    return Lead(
        partner=doing.partner,
        candidate=candidate,
        service=service,
        strength=handed_down if inherited else direct,
        inherited=inherited,
        through=through,
        why=_why(dataset, through) if inherited else _on_record(doing),
    )


def _on_record(doing: Doing) -> str:
    where = f"across {doing.region}" if doing.region and not doing.inferred else "here"
    return f"On record with this service {where}."


def _why(dataset: Dataset, through: tuple[str, ...]) -> str:
    place, theme = (dataset.by_id[item].name for item in through)
    return f"On record with this service in {place} and on the theme “{theme}”."

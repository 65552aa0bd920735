"""Who leads what in a plan, what that saves, and how far the same record counts twice.

A partner p that leads service s for candidate i in period t saves λ_s Σ_g weeks_isg staff-weeks.
The engagement that makes it fit to lead also makes the candidate's partner strength higher, and so
its value (:func:`ecosystem.leads.also_in_strength`): two goods from one record. ``share`` says how
much of the strength would go with the partner, so that nobody counts it twice without knowing.
"""

from config.base import Frozen
from config.services import service_of
from ecosystem.leads import ASSUMED_LEADS, also_in_strength
from optimizer.plan import Plan
from optimizer.problem import Problem
from optimizer.study import Study


class LedService(Frozen):
    """One service that a partner leads in a plan."""

    partner: str
    candidate: str
    service: str
    period: str
    weeks_saved: float
    """Staff-weeks that this saves."""
    why: str
    """What on record makes the partner fit to lead it."""
    inherited: bool
    """From work in the candidate's country on its theme, not from an engagement with it."""
    strength: float
    """The candidate's partner strength, 0..1."""
    share: float
    """Part of that strength which rests on this same partner, 0..1."""


class Leading(Frozen):
    """Everything that partners lead in a plan."""

    services: tuple[LedService, ...]
    """By period, partner, candidate and service."""
    weeks_saved: float
    """Staff-weeks saved, added up."""
    assumed: tuple[str, ...]
    """Partners who lead and whose capacity is not on record but assumed."""
    assumed_capacity: float
    """Engagements per period that these are assumed to be able to lead."""

    @property
    def partners(self) -> tuple[str, ...]:
        """Partners who lead, those who save most staff-weeks first."""
        saved: dict[str, float] = {}
        for led in self.services:
            saved[led.partner] = saved.get(led.partner, 0.0) + led.weeks_saved
        return tuple(sorted(saved, key=lambda partner: (-saved[partner], partner)))


def leading(study: Study, problem: Problem, plan: Plan) -> Leading:
    """Return who leads what in a plan.

    Args:
        study: dataset and configuration that the plan was made from.
        problem: that the plan answers.
        plan: whose leads to explain.
    """
    found = sorted(plan.decisions.leads, key=lambda lead: (lead[3], *lead[:3]))
    possible = {(lead.partner, lead.candidate, lead.service): lead for lead in study.possible_leads}
    in_strength = {
        (row.partner, row.candidate): row
        for row in also_in_strength(study.strengths, [lead[:2] for lead in found])
    }
    weeks = {
        (area.id, option.service): option.partner_lead * sum(option.weeks.values())
        for area in problem.areas
        for option in area.options
    }
    services = []
    for partner, candidate, service, period in found:
        reason = possible.get((partner, candidate, service_of(service)))
        strength = in_strength[partner, candidate]
        services.append(
            LedService(
                partner=partner,
                candidate=candidate,
                service=service,
                period=period,
                weeks_saved=weeks[candidate, service],
                why="" if reason is None else reason.why,
                inherited=reason is not None and reason.inherited,
                strength=strength.strength,
                share=strength.share,
            )
        )
    unknown = {partner.id for partner in study.dataset.partners if partner.capacity is None}
    return Leading(
        services=tuple(services),
        weeks_saved=sum(led.weeks_saved for led in services),
        assumed=tuple(sorted(unknown & {led.partner for led in services})),
        assumed_capacity=ASSUMED_LEADS.unknown_capacity,
    )

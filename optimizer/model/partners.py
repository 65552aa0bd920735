"""Partners who lead a service in the Support Unit's place.

Sets: partners *p*, areas *i*, services *s*, periods *t*. Column ``lead(p,i,s,t)`` = q_pist ∈ {0,1},
one per possible lead; h_ist = Σ_p q_pist says that some partner leads.

    Σ_p q_pist ≤ z_ist                  at most one partner leads, and only a service that is given
    Σ_i Σ_s q_pist ≤ capacity_p         engagements per period

A partner without a stated capacity in the problem leads nothing.
"""

from optimizer.model.matrix import MatrixModel
from optimizer.problem import Problem


def add_lead_decisions(sheet: MatrixModel, problem: Problem) -> None:
    """Add q_pist where the service saves staff and the candidate is offered it."""
    saving = {
        (area.id, option.service)
        for area in problem.areas
        for option in area.options
        if option.partner_lead > 0 and any(option.weeks.values())
    }
    for lead in problem.leads:
        if (lead.candidate, lead.service) not in saving:
            continue
        if not problem.partner_capacity.get(lead.partner):
            continue
        for period in problem.periods:
            sheet.column("lead", lead.partner, lead.candidate, lead.service, period.id)


def add_lead_constraints(sheet: MatrixModel, problem: Problem) -> None:
    """Add one row per service that can be led, and one per partner, in each period."""
    by_service: dict[tuple[str, str, str], list[int]] = {}
    by_partner: dict[tuple[str, str], list[int]] = {}
    for key, column in sheet.columns.items():
        if key[0] != "lead":
            continue
        _, partner, candidate, service, period = key
        by_service.setdefault((candidate, service, period), []).append(column)
        by_partner.setdefault((partner, period), []).append(column)
    for (candidate, service, period), columns in by_service.items():
        given = sheet.columns["service", candidate, service, period]
        sheet.row(
            "led_service",
            candidate,
            service,
            period,
            terms=[*((column, 1.0) for column in columns), (given, -1.0)],
            upper=0.0,
        )
    for (partner, period), columns in by_partner.items():
        sheet.row(
            "partner_capacity",
            partner,
            period,
            terms=[(column, 1.0) for column in columns],
            upper=problem.partner_capacity[partner],
        )

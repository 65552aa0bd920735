"""Which services a focus area gets, and that it gets enough.

Sets: areas *i*, services *s*, periods *t*. Column ``service(i,s,t)`` = z_ist ∈ {0,1}; a service
that comes in sizes has one for each, and the sums below run over all of them.
β_is = share of i's potential that s unlocks; β_min = least share per kind; V_i = potential;
α = worth of the kind, points; δ_t = discount.

    z_ist = 0                                   outside the periods in which s can be given to i
    z_ist ≤ x_it                                services only for focus areas
    Σ_m z_imt ≤ x_it                            over the sizes m of a service: one at most
    Σ_s β_is z_ist ≥ β_min x_it                 no token support
    Σ_s z_ist ≥ x_it                            where β_min = 0: one service at least
    maximise Σ_t δ_t Σ_i α V_i Σ_s β_is z_ist   points

Source: Three-Year Plan 2020, Annex: advanced services are modular.
"""

from optimizer.model.matrix import MatrixModel
from optimizer.problem import Problem


def add_service_decisions(sheet: MatrixModel, problem: Problem) -> None:
    """Add z_ist; fixed to 0 when no fund may pay what it costs, or outside its periods."""
    for area in problem.areas:
        for option in area.options:
            payable = option.usd == 0 or bool(problem.payers[area.id, option.service])
            for period in problem.periods:
                closed = not payable or not option.is_open(period.id)
                sheet.column(
                    "service", area.id, option.service, period.id, fixed=0.0 if closed else None
                )


def add_service_constraints(sheet: MatrixModel, problem: Problem) -> None:
    """Add z ≤ x, and the least support of every focus area."""
    for area in problem.areas:
        for period in problem.periods:
            focus = sheet.columns["focus", area.id, period.id]
            support = []
            sizes: dict[str, list[tuple[int, float]]] = {}
            for option in area.options:
                service = sheet.columns["service", area.id, option.service, period.id]
                support.append((service, option.unlocks))
                sizes.setdefault(option.family, []).append((service, 1.0))
            for family, services in sizes.items():
                terms = [*services, (focus, -1.0)]
                sheet.row("only_in_focus", area.id, family, period.id, terms=terms, upper=0.0)
            if area.support_min == 0:
                support = [(service, 1.0) for service, _ in support]
            sheet.row(
                "enough_support",
                area.id,
                period.id,
                terms=[*support, (focus, -(area.support_min or 1.0))],
                lower=0.0,
            )


def add_support_objective(sheet: MatrixModel, problem: Problem) -> None:
    """Add δ_t α V_i β_is for each z_ist."""
    for area in problem.areas:
        for option in area.options:
            points = area.worth * area.potential * option.unlocks
            for period in problem.periods:
                service = sheet.columns["service", area.id, option.service, period.id]
                sheet.earn(service, period.discount * points)

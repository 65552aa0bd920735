"""Staff time: what focus areas may use after the universal services' share.

Sets: areas *i*, services *s*, teams *g*, partners *p*, periods *t*. weeks_isg = staff-weeks per
period; λ = share of them saved when a partner leads (q_pist); ρ_g = universal share, U_gt = weeks
that universal services keep besides, whatever the team has.

    Σ_i Σ_s weeks_isg (z_ist − λ_is Σ_p q_pist) + Σ_j weeks_jg u_jt
        ≤ max(0, weeks_g (1 − ρ_g) − U_gt)                                        staff-weeks

with the set-up of joint services *j* that are held (u_jt, :mod:`optimizer.model.joint`).

A share says that everybody loses when a team does; U that focus areas do: ten weeks less for a team
that keeps U are ten weeks less for them.
"""

from optimizer.model.matrix import MatrixModel
from optimizer.problem import Problem


def add_staff_constraints(sheet: MatrixModel, problem: Problem) -> None:
    """Add one row ``staff(g,t)`` per team and period, if anything uses the team."""
    leads: dict[tuple[str, str], list[str]] = {}
    for lead in problem.leads:
        leads.setdefault((lead.candidate, lead.service), []).append(lead.partner)
    used: dict[str, list[tuple[str, str, float, float]]] = {team.id: [] for team in problem.teams}
    for area in problem.areas:
        for option in area.options:
            for team_id, weeks in option.weeks.items():
                used[team_id].append((area.id, option.service, weeks, option.partner_lead))
    for team in problem.teams:
        joints = [joint for joint in problem.joints if joint.weeks.get(team.id)]
        if not used[team.id] and not joints:
            continue
        for period in problem.periods:
            terms = []
            for candidate, service, weeks, saved in used[team.id]:
                terms.append((sheet.columns["service", candidate, service, period.id], weeks))
                terms.extend(
                    (sheet.columns[key], -weeks * saved)
                    for partner in leads.get((candidate, service), ())
                    if (key := ("lead", partner, candidate, service, period.id)) in sheet.columns
                )
            terms.extend(
                (sheet.columns["joint", joint.id, period.id], joint.weeks[team.id])
                for joint in joints
            )
            sheet.row("staff", team.id, period.id, terms=terms, upper=team.open_in(period.id))

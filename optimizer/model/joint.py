"""Joint services: a workshop, a cohort or a coalition for several focus areas, set up once.

Sets: joint services *j* with members M_j (areas that may get service s_j in it), periods *t*, teams
*g*, funds F_j that may pay its set-up. Column ``joint(j,t)`` = u_jt ∈ [0,1]: it is held; column
``setup(j,f,t)`` = y_jft ≥ 0, thousand USD. What each member takes is that of its service; the
set-up, weeks_jg and usd_j, is paid once:

    z_is(j)t ≤ u_jt                        for every member i: only where it is held
    Σ_{i∈M_j} z_is(j)t ≥ least_j u_jt      least_j ≥ 1
    Σ_{i∈M_j} z_is(j)t ≤ most_j u_jt       where it has a most
    Σ_f y_jft = usd_j u_jt ÷ 1000

u is 0 or 1 wherever the z are: 1 as soon as there is a member, 0 as long as there is none. Weeks of
the set-up stand in the teams' rows (:mod:`optimizer.model.staff`), its money in the funds'
(:mod:`optimizer.model.money`).

Source: Three-Year Plan 2020, Annex, Structured peer learning support (sub-regional workshops,
leadership groups); the set-up is a fixed charge (Balinski 1961, *Naval Research Logistics* 8).
"""

from optimizer.model.matrix import MatrixModel
from optimizer.problem import Problem
from optimizer.tolerances import USD_SCALE


def add_joint_decisions(sheet: MatrixModel, problem: Problem) -> None:
    """Add u_jt; it is fixed to 0 when the set-up costs money that no fund may pay."""
    for joint in problem.joints:
        payable = joint.usd == 0 or bool(problem.setup_payers[joint.id])
        for period in problem.periods:
            fixed = None if payable else 0.0
            sheet.column("joint", joint.id, period.id, integer=False, fixed=fixed)


def add_joint_constraints(sheet: MatrixModel, problem: Problem) -> None:
    """Add the rows that tie members to what is held, and that count them."""
    for joint in problem.joints:
        for period in problem.periods:
            held = sheet.columns["joint", joint.id, period.id]
            members = []
            for candidate in joint.members:
                key = (candidate, joint.service, period.id)
                given = sheet.columns["service", *key]
                members.append((given, 1.0))
                terms = [(given, 1.0), (held, -1.0)]
                sheet.row("joint_member", *key, terms=terms, upper=0.0)
            terms = [*members, (held, -float(joint.least))]
            sheet.row("joint_least", joint.id, period.id, terms=terms, lower=0.0)
            if joint.most is not None:
                terms = [*members, (held, -float(joint.most))]
                sheet.row("joint_most", joint.id, period.id, terms=terms, upper=0.0)


def add_setup_flows(sheet: MatrixModel, problem: Problem) -> None:
    """Add y_jft and the rows that pay every set-up in full."""
    balances = {fund.id: fund.usd for fund in problem.funds}
    for joint in problem.joints:
        if joint.usd == 0:
            continue
        for period in problem.periods:
            flows = [
                (
                    sheet.column(
                        *("setup", joint.id, fund, period.id),
                        upper=min(joint.usd, balances[fund]) / USD_SCALE,
                        integer=False,
                    ),
                    1.0,
                )
                for fund in problem.setup_payers[joint.id]
            ]
            held = sheet.columns["joint", joint.id, period.id]
            terms = [*flows, (held, -joint.usd / USD_SCALE)]
            sheet.row("setup_paid", joint.id, period.id, terms=terms, lower=0.0, upper=0.0)

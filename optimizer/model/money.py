"""Money: flows from funds that may pay, to the services of focus areas.

Sets: areas *i*, services *s*, funds *f*, periods *t*. usd_is = USD per period. Services of i that
the same funds may pay for share one flow *c* (a purse, named by its first service):
column ``money(i,c,f,t)`` = y_icft ≥ 0, thousand USD.

    Σ_f y_icft = Σ_{s∈c} usd_is z_ist           every service is paid in full
    Σ_i Σ_c y_icft + Σ_j y_jft ≤ usd_f          thousand USD per period, set-ups included
    Σ_c y_icft ≤ most_f                         most for one candidate, where the fund has a limit

The flows of a solution only say that all can be paid; who then pays is told by
:mod:`optimizer.payments`, exact to the cent.
"""

from optimizer.model.matrix import INFINITY, MatrixModel
from optimizer.problem import Problem
from optimizer.tolerances import USD_SCALE


def add_money_flows(sheet: MatrixModel, problem: Problem) -> None:
    """Add y_icft and the rows that pay every service in full."""
    purses: dict[tuple[str, str], list[str]] = {}
    for (candidate, service), purse in problem.purse_of.items():
        purses.setdefault((candidate, purse), []).append(service)
    for (candidate, purse), services in purses.items():
        for period in problem.periods:
            flows = [
                sheet.column(
                    "money", candidate, purse, fund, period.id, upper=INFINITY, integer=False
                )
                for fund in problem.payers[candidate, purse]
            ]
            costs = [
                (
                    sheet.columns["service", candidate, service, period.id],
                    -problem.options[candidate, service].usd / USD_SCALE,
                )
                for service in services
            ]
            sheet.row(
                "paid_in_full",
                candidate,
                purse,
                period.id,
                terms=[*((flow, 1.0) for flow in flows), *costs],
                lower=0.0,
                upper=0.0,
            )


def add_money_constraints(sheet: MatrixModel, problem: Problem) -> None:
    """Add one row ``fund(f,t)`` per fund and period, and its limits per candidate."""
    flows: dict[tuple[str, str], dict[str, list[int]]] = {}
    for key, column in sheet.columns.items():
        if key[0] == "money":
            _, candidate, _, fund_id, period_id = key
            by_candidate = flows.setdefault((fund_id, period_id), {})
            by_candidate.setdefault(candidate, []).append(column)
    setups: dict[tuple[str, str], list[int]] = {}
    for key, column in sheet.columns.items():
        if key[0] == "setup":
            setups.setdefault((key[2], key[3]), []).append(column)
    for fund in problem.funds:
        for period in problem.periods:
            by_candidate = flows.get((fund.id, period.id), {})
            everything = [column for columns in by_candidate.values() for column in columns]
            everything += setups.get((fund.id, period.id), ())
            if not everything:
                continue
            sheet.row(
                "fund",
                fund.id,
                period.id,
                terms=[(column, 1.0) for column in everything],
                upper=fund.usd / USD_SCALE,
            )
            if fund.most_per_candidate is None:
                continue
            for candidate, columns in by_candidate.items():
                sheet.row(
                    "fund_limit",
                    fund.id,
                    candidate,
                    period.id,
                    terms=[(column, 1.0) for column in columns],
                    upper=fund.most_per_candidate / USD_SCALE,
                )

"""Money: flows from funds that may pay, to the services of focus areas.

Sets: areas *i*, services *s*, funds *f*, periods *t*. usd_is = USD per period. Services of i that
the same funds may pay for share one flow *c* (a money class, named by its first service):
column ``money(i,c,f,t)`` = y_icft ≥ 0, thousand USD.

    Σ_f y_icft = Σ_{s∈c} usd_is z_ist           every service is paid in full
    Σ_i Σ_c y_icft ≤ usd_f                      thousand USD per period
    Σ_c y_icft ≤ most_f                         most for one candidate, where the fund has a limit
"""

from optimizer.model.matrix import INFINITY, MatrixModel
from optimizer.problem import Area, Fund, Option, Problem
from optimizer.tolerances import USD_SCALE

MoneyClass = tuple[tuple[Option, ...], tuple[Fund, ...]]


def money_classes(area: Area, funds: tuple[Fund, ...]) -> list[MoneyClass]:
    """Group the area's paid services by the funds that may pay; unpayable ones are left out."""
    groups: dict[tuple[str, ...], tuple[list[Option], tuple[Fund, ...]]] = {}
    for option in area.options:
        payers = tuple(fund for fund in funds if fund.pays(area.id, option.service))
        if option.usd > 0 and payers:
            key = tuple(fund.id for fund in payers)
            groups.setdefault(key, ([], payers))[0].append(option)
    return [(tuple(options), payers) for options, payers in groups.values()]


def add_money_flows(sheet: MatrixModel, problem: Problem) -> None:
    """Add y_icft and the rows that pay every service in full."""
    for area in problem.areas:
        for options, payers in money_classes(area, problem.funds):
            first = options[0].service
            for period in problem.periods:
                flows = [
                    sheet.column(
                        "money", area.id, first, fund.id, period.id, upper=INFINITY, integer=False
                    )
                    for fund in payers
                ]
                costs = [
                    (
                        sheet.columns["service", area.id, option.service, period.id],
                        -option.usd / USD_SCALE,
                    )
                    for option in options
                ]
                sheet.row(
                    "paid_in_full",
                    area.id,
                    first,
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
    for fund in problem.funds:
        for period in problem.periods:
            by_candidate = flows.get((fund.id, period.id), {})
            if not by_candidate:
                continue
            everything = [column for columns in by_candidate.values() for column in columns]
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

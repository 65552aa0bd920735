"""Balance rules: how many focus areas of a filter, or which share of another filter's.

Sets: members M_r, base B_r, periods *t*. n_rt = Σ_{i∈M_r} x_it, or with ``near`` the members that
stand beside a linked focus area: Σ_{i∈M_r} u_irt with

    u_irt ≤ x_it ;   u_irt ≤ Σ_{j∈near(i)} x_jt ;   u_irt ≥ x_it + x_jt − 1  (when there is a most)

Counts:  low − short_rt ≤ n_rt ≤ high + over_rt.
Shares:  low · b_rt − short_rt ≤ n_rt ≤ high · b_rt + over_rt,  b_rt = Σ_{i∈B_r} x_it.

short, over ≥ 0 exist for soft rules only and cost δ_t · penalty points per focus area.
"""

from collections.abc import Mapping

from optimizer.model.matrix import INFINITY, MatrixModel
from optimizer.problem import Problem, RuleTerm


def add_rule_decisions(sheet: MatrixModel, problem: Problem) -> None:
    """Add u_irt, and short_rt and over_rt of soft rules."""
    for rule in problem.rules:
        for period in problem.periods:
            for member in rule.members if rule.near is not None else ():
                sheet.column("near", rule.id, member, period.id, integer=False)
            if rule.hard:
                continue
            if rule.low is not None:
                sheet.column("short", rule.id, period.id, upper=INFINITY, integer=False)
            if rule.high is not None:
                sheet.column("over", rule.id, period.id, upper=INFINITY, integer=False)


def add_rule_constraints(sheet: MatrixModel, problem: Problem) -> None:
    """Add the bounds of every rule in every period."""
    for rule in problem.rules:
        for period in problem.periods:
            if rule.near is not None:
                _add_near_rows(sheet, rule, rule.near, period.id)
            _add_bounds(sheet, rule, period.id)


def add_rule_objective(sheet: MatrixModel, problem: Problem) -> None:
    """Take δ_t · penalty points for every focus area short or beyond."""
    for rule in problem.rules:
        for period in problem.periods:
            for concept in ("short", "over"):
                slack = sheet.columns.get((concept, rule.id, period.id))
                if slack is not None:
                    sheet.earn(slack, -period.discount * rule.penalty)


def _add_near_rows(
    sheet: MatrixModel, rule: RuleTerm, near: Mapping[str, tuple[str, ...]], period: str
) -> None:
    for member in rule.members:
        counted = sheet.columns["near", rule.id, member, period]
        focus = sheet.columns["focus", member, period]
        linked = [sheet.columns["focus", target, period] for target in near.get(member, ())]
        key = (rule.id, member, period)
        sheet.row("near_here", *key, terms=[(counted, 1.0), (focus, -1.0)], upper=0.0)
        terms = [(counted, 1.0), *((column, -1.0) for column in linked)]
        sheet.row("near_there", *key, terms=terms, upper=0.0)
        if rule.high is None:
            continue
        for target, column in zip(near.get(member, ()), linked, strict=True):
            terms = [(counted, -1.0), (focus, 1.0), (column, 1.0)]
            sheet.row("near_both", *key, target, terms=terms, upper=1.0)


def _add_bounds(sheet: MatrixModel, rule: RuleTerm, period: str) -> None:
    concept = "focus" if rule.near is None else "near"
    count: dict[int, float] = {}
    for member in rule.members:
        key = (concept, member, period) if rule.near is None else (concept, rule.id, member, period)
        count[sheet.columns[key]] = 1.0
    base = [sheet.columns["focus", member, period] for member in rule.base]
    for side, bound, sign in (("short", rule.low, 1.0), ("over", rule.high, -1.0)):
        if bound is None:
            continue
        terms = dict(count)
        for column in base:
            terms[column] = terms.get(column, 0.0) - bound
        slack = sheet.columns.get((side, rule.id, period))
        if slack is not None:
            terms[slack] = sign
        limit = 0.0 if rule.base else bound
        name = "rule_least" if side == "short" else "rule_most"
        sheet.row(
            name,
            rule.id,
            period,
            terms=terms.items(),
            lower=limit if side == "short" else -INFINITY,
            upper=limit if side == "over" else INFINITY,
        )

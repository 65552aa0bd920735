"""Continuity: between the list in force and the first period, and between periods.

x_i0 = 1 for incumbents. Columns ``start(i,t)`` = a_it ∈ [0,1], ``drop(i,t)`` = d_it ∈ [0,1].

    a_it ≥ x_it − x_i,t−1 ;  d_it ≥ x_i,t−1 − x_it
    x_iτ ≥ x_it − x_i,t−1     for τ = t+1 … t+stay−1       a start stays its minimum
    Σ_i (a_it + d_it) ≤ most                               changes per period
    maximise − Σ_t δ_t Σ_i κ_i d_it                        price for dropping

Columns exist only where they can matter: drops where κ > 0 or changes are limited, starts where
changes are limited.
"""

from optimizer.model.matrix import MatrixModel
from optimizer.problem import Area, Problem


def add_change_decisions(sheet: MatrixModel, problem: Problem) -> None:
    """Add a_it and d_it."""
    limited = problem.most_changes is not None
    for area in problem.areas:
        for position, period in enumerate(problem.periods):
            can_drop = area.incumbent or position > 0
            if can_drop and (area.drop_price > 0 or limited):
                sheet.column("drop", area.id, period.id, integer=False)
            if limited:
                sheet.column("start", area.id, period.id, integer=False)


def add_change_constraints(sheet: MatrixModel, problem: Problem) -> None:
    """Tie a and d to x, keep starts for their minimum stay, limit the changes per period."""
    for position, period in enumerate(problem.periods):
        changes = []
        for area in problem.areas:
            now = sheet.columns["focus", area.id, period.id]
            before = _before(sheet, problem, area, position)
            for concept, sign in (("drop", -1.0), ("start", 1.0)):
                change = sheet.columns.get((concept, area.id, period.id))
                if change is None:
                    continue
                changes.append((change, 1.0))
                terms = [(change, -1.0), (now, sign)]
                was = 1.0 if area.incumbent else 0.0
                if before is not None:
                    terms.append((before, -sign))
                    was = 0.0
                name = f"is_{concept}"
                sheet.row(name, area.id, period.id, terms=terms, upper=sign * was)
            _add_stay_rows(sheet, problem, area, position)
        if problem.most_changes is not None:
            sheet.row("most_changes", period.id, terms=changes, upper=float(problem.most_changes))


def add_drop_objective(sheet: MatrixModel, problem: Problem) -> None:
    """Take δ_t κ_i points for every drop."""
    for area in problem.areas:
        for period in problem.periods:
            drop = sheet.columns.get(("drop", area.id, period.id))
            if drop is not None:
                sheet.earn(drop, -period.discount * area.drop_price)


def _before(sheet: MatrixModel, problem: Problem, area: Area, position: int) -> int | None:
    """Return the column of the previous period; None for the first."""
    if position == 0:
        return None
    return sheet.columns["focus", area.id, problem.periods[position - 1].id]


def _add_stay_rows(sheet: MatrixModel, problem: Problem, area: Area, position: int) -> None:
    if problem.min_stay == 1 or (position == 0 and area.incumbent):
        return
    now = sheet.columns["focus", area.id, problem.periods[position].id]
    before = _before(sheet, problem, area, position)
    for later in problem.periods[position + 1 : position + problem.min_stay]:
        then = sheet.columns["focus", area.id, later.id]
        terms = [(now, 1.0), (then, -1.0)]
        if before is not None:
            terms.append((before, -1.0))
        key = (area.id, problem.periods[position].id, later.id)
        sheet.row("stay", *key, terms=terms, upper=0.0)

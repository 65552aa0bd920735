"""Which candidates are focus areas, when.

Sets: areas *i*, periods *t*. Column ``focus(i,t)`` = x_it ∈ {0,1}.

    x_it = 0   outside the windows of i, and when i is barred by a gate
    x_it = 1   for every must-have;   x_it = 0   for every must-not

A gate or window fixes the column itself. Locks are rows, so that a conflict between them and the
hard rules can be named: ``must(i,t)``: x_it ≥ 1, ``must_not(i,t)``: x_it ≤ 0.
"""

from optimizer.model.matrix import MatrixModel
from optimizer.problem import Problem


def add_focus_decisions(sheet: MatrixModel, problem: Problem) -> None:
    """Add x_it."""
    for area in problem.areas:
        for period in problem.periods:
            fixed = None if area.is_open(period.id) else 0.0
            sheet.column("focus", area.id, period.id, fixed=fixed)


def add_lock_constraints(sheet: MatrixModel, problem: Problem) -> None:
    """Add one row per locked candidate and period."""
    for period in problem.periods:
        for candidate in sorted(problem.must):
            focus = sheet.columns["focus", candidate, period.id]
            sheet.row("must", candidate, period.id, terms=[(focus, 1.0)], lower=1.0)
        for candidate in sorted(problem.must_not):
            focus = sheet.columns["focus", candidate, period.id]
            sheet.row("must_not", candidate, period.id, terms=[(focus, 1.0)], upper=0.0)

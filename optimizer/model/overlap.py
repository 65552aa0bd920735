"""Focus overlap: a commitment gains from a focus country or theme beside it in the plan.

Sets: areas *i*, relations *r* with linked areas L_ir, periods *t*. Column ``overlap(i,r,t)`` =
o_irt ∈ [0,1]; points_ir = α · (weight of the overlap criterion) · (share of the relation).

    o_irt ≤ x_it ;   o_irt ≤ Σ_{j∈L_ir} x_jt      one linked focus area is enough
    maximise Σ_t δ_t Σ_ir points_ir o_irt

One linked focus area earns the relation's whole share, so a commitment tagged with many themes is
not worth less than one tagged with a single theme. Source: Three-Year Plan 2020, Commitments,
second criterion (a focus theme, a focus country, or both).
"""

from optimizer.model.matrix import MatrixModel
from optimizer.problem import Problem


def add_overlap_decisions(sheet: MatrixModel, problem: Problem) -> None:
    """Add o_irt."""
    for term in problem.overlaps:
        for period in problem.periods:
            sheet.column("overlap", term.candidate, term.relation, period.id, integer=False)


def add_overlap_constraints(sheet: MatrixModel, problem: Problem) -> None:
    """Add the two rows that tie o to both ends."""
    for term in problem.overlaps:
        for period in problem.periods:
            overlap = sheet.columns["overlap", term.candidate, term.relation, period.id]
            focus = sheet.columns["focus", term.candidate, period.id]
            linked = [(sheet.columns["focus", target, period.id], -1.0) for target in term.targets]
            key = (term.candidate, term.relation, period.id)
            sheet.row("overlap_here", *key, terms=[(overlap, 1.0), (focus, -1.0)], upper=0.0)
            sheet.row("overlap_there", *key, terms=[(overlap, 1.0), *linked], upper=0.0)


def add_overlap_objective(sheet: MatrixModel, problem: Problem) -> None:
    """Add δ_t points_ir for each o_irt."""
    for term in problem.overlaps:
        for period in problem.periods:
            overlap = sheet.columns["overlap", term.candidate, term.relation, period.id]
            sheet.earn(overlap, period.discount * term.points)

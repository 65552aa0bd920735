"""Reviews: a list changes at the reviews of its kind, and stays as it is between them.

Sets: kinds *k* with their areas *i*, periods *t*. x_i0 = 1 for the list in force.

    x_it ≤ x_i,t−1      in a period without a review of the kind of i: nobody enters
    x_it ≥ x_i,t−1      the same, where i can be supported in t: nobody leaves

Who cannot be supported any longer, outside the windows or behind a gate, leaves between reviews
too. Services may change in every period. A kind that is reviewed in every period has no rows.

Source: Three-Year Plan 2020: the list of focus countries is reviewed every six months, that of
commitments in an annual assessment.
"""

from optimizer.model.matrix import INFINITY, MatrixModel
from optimizer.problem import Problem


def add_review_constraints(sheet: MatrixModel, problem: Problem) -> None:
    """Add one row ``review(k,i,t)`` per candidate and period without a review of its kind."""
    for review in problem.reviews:
        for position, period in enumerate(problem.periods):
            if period.id not in review.between:
                continue
            for area in problem.areas:
                if area.kind != review.kind:
                    continue
                terms = [(sheet.columns["focus", area.id, period.id], 1.0)]
                was = 0.0
                if position == 0:
                    was = 1.0 if area.incumbent else 0.0
                else:
                    before = problem.periods[position - 1].id
                    terms.append((sheet.columns["focus", area.id, before], -1.0))
                sheet.row(
                    *("review", review.kind, area.id, period.id),
                    terms=terms,
                    lower=was if area.is_open(period.id) else -INFINITY,
                    upper=was,
                )

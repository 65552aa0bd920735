"""The problem that a draw stands for, written out: what the tests solve from nothing."""

from optimizer.highs_model import Vector
from optimizer.problem import Problem
from optimizer.robust.objective import ObjectiveCoefficients


def problem_at(objective: ObjectiveCoefficients, coefficients: Vector) -> Problem:
    """Return the problem with a draw's potentials, overlap weights and gates."""
    problem = objective.problem
    potential = dict(zip(objective.candidates, coefficients.tolist(), strict=False))
    n, relations = len(objective.candidates), len(objective.relations)
    weight = dict(zip(objective.relations, coefficients[n : n + relations].tolist(), strict=True))
    failing = [area.id for area in problem.areas if area.may_fail]
    barred = dict(zip(failing, coefficients[n + relations :].tolist(), strict=True))
    areas = tuple(
        area.but(
            potential=potential[area.id],
            barred="fails" if barred.get(area.id) else area.barred,
        )
        for area in problem.areas
    )
    overlaps = tuple(
        term.but(
            points=problem.by_id[term.candidate].worth
            * weight[problem.by_id[term.candidate].kind, term.relation]
        )
        for term in problem.overlaps
    )
    return problem.but(areas=areas, overlaps=overlaps)

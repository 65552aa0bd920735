"""The problem that a draw stands for, written out: what the tests solve from nothing."""

from optimizer.highs_model import Vector
from optimizer.problem import Problem
from optimizer.robust.objective import ObjectiveCoefficients


def problem_at(objective: ObjectiveCoefficients, coefficients: Vector) -> Problem:
    """Return the problem with a draw's potentials and overlap weights in place of its own."""
    problem = objective.problem
    potential = dict(zip(objective.candidates, coefficients.tolist(), strict=False))
    weight = dict(
        zip(objective.relations, coefficients[len(objective.candidates) :].tolist(), strict=True)
    )
    areas = tuple(area.but(potential=potential[area.id]) for area in problem.areas)
    overlaps = tuple(
        term.but(
            points=problem.by_id[term.candidate].worth
            * weight[problem.by_id[term.candidate].kind, term.relation]
        )
        for term in problem.overlaps
    )
    return problem.but(areas=areas, overlaps=overlaps)

"""From a problem to a model: every family of decisions, constraints and terms, in order."""

from optimizer.model.continuity import (
    add_change_constraints,
    add_change_decisions,
    add_drop_objective,
)
from optimizer.model.dependencies import add_dependency_constraints
from optimizer.model.joint import add_joint_constraints, add_joint_decisions, add_setup_flows
from optimizer.model.matrix import MatrixModel
from optimizer.model.money import add_money_constraints, add_money_flows
from optimizer.model.overlap import (
    add_overlap_constraints,
    add_overlap_decisions,
    add_overlap_objective,
)
from optimizer.model.partners import add_lead_constraints, add_lead_decisions
from optimizer.model.review import add_review_constraints
from optimizer.model.rules import add_rule_constraints, add_rule_decisions, add_rule_objective
from optimizer.model.selection import add_focus_decisions, add_lock_constraints
from optimizer.model.staff import add_staff_constraints
from optimizer.model.support import (
    add_service_constraints,
    add_service_decisions,
    add_support_objective,
)
from optimizer.problem import Problem

DECISIONS = (
    add_focus_decisions,
    add_service_decisions,
    add_lead_decisions,
    add_joint_decisions,
    add_overlap_decisions,
    add_rule_decisions,
    add_change_decisions,
)
CONSTRAINTS = (
    add_lock_constraints,
    add_service_constraints,
    add_lead_constraints,
    add_joint_constraints,
    add_staff_constraints,
    add_money_flows,
    add_setup_flows,
    add_money_constraints,
    add_overlap_constraints,
    add_rule_constraints,
    add_dependency_constraints,
    add_change_constraints,
    add_review_constraints,
)
OBJECTIVES = (
    add_support_objective,
    add_overlap_objective,
    add_rule_objective,
    add_drop_objective,
)


def compile_problem(problem: Problem) -> MatrixModel:
    """Return the mixed-integer programme of a problem, to be maximised (unit: points)."""
    sheet = MatrixModel()
    for add in (*DECISIONS, *CONSTRAINTS, *OBJECTIVES):
        add(sheet, problem)
    return sheet

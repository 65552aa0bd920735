"""A problem restricted to some of its candidates: for questions about a plan that has no others."""

from collections.abc import Collection

from optimizer.problem import Problem, RuleTerm


def subproblem(problem: Problem, ids: Collection[str]) -> Problem:
    """Return the problem with these candidates only: what it leaves of a plan that has no others.

    Points that do not depend on them (drops of others in force) are left out. Where changes are
    limited in number the others count too, and the problem stays whole.
    """
    if problem.most_changes is not None:
        return problem
    kept = frozenset(ids)
    return problem.but(
        areas=tuple(area for area in problem.areas if area.id in kept),
        funds=tuple(fund.but(pays_for=fund.pays_for & kept) for fund in problem.funds),
        overlaps=tuple(
            term.but(targets=targets)
            for term in problem.overlaps
            if term.candidate in kept and (targets := tuple(t for t in term.targets if t in kept))
        ),
        rules=tuple(_narrowed_rule(rule, kept) for rule in problem.rules),
        must=problem.must & kept,
        must_not=problem.must_not & kept,
        joints=tuple(
            joint.but(members=members)
            for joint in problem.joints
            if (members := tuple(one for one in joint.members if one in kept))
        ),
        dependencies=tuple(
            one.but(
                pairs={
                    name: tuple(other for other in others if other in kept)
                    for name, others in one.pairs.items()
                    if name in kept
                }
            )
            for one in problem.dependencies
        ),
        leads=tuple(lead for lead in problem.leads if lead.candidate in kept),
    )


def _narrowed_rule(rule: RuleTerm, kept: frozenset[str]) -> RuleTerm:
    """Return a rule over these candidates; a share of no base left becomes a bound of 0."""
    base = tuple(name for name in rule.base if name in kept)
    emptied = bool(rule.base) and not base
    near = rule.near
    return rule.but(
        members=tuple(name for name in rule.members if name in kept),
        base=base,
        low=0.0 if emptied and rule.low is not None else rule.low,
        high=0.0 if emptied and rule.high is not None else rule.high,
        near=None
        if near is None
        else {
            name: tuple(other for other in others if other in kept)
            for name, others in near.items()
            if name in kept
        },
    )

"""Why there is no plan: hard rules and locks that cannot all hold at once.

A deletion filter (Chinneck 2008, *Feasibility and Infeasibility in Optimization*, ch. 6) over the
named conditions: conditions are left out one after the other, and stay out while what remains is
still infeasible. What is left is irreducible: without any one of its conditions a plan exists.
Windows, gates, staff and money stay in force throughout: they alone always leave the empty plan.
"""

from collections.abc import Callable, Iterator

from optimizer.highs_model import HighsModel
from optimizer.model.compile import compile_problem
from optimizer.plan import Conflict
from optimizer.problem import Problem, RuleTerm

Change = Callable[[Problem], Problem]


def conditions(problem: Problem) -> list[tuple[str, Change]]:
    """Return every lock, hard rule and limit on changes: in words, and how to leave it out."""
    return [*_locks(problem), *_hard_rules(problem), *_limits(problem)]


def is_feasible(problem: Problem) -> bool:
    """Say whether any plan meets all conditions."""
    live = HighsModel(compile_problem(problem))
    live.set_costs(live.cost * 0.0)
    return live.solve(gap=float("inf")).found


def find_conflict(problem: Problem) -> Conflict | None:
    """Return an irreducible set of conditions without a plan; None when there is a plan."""
    if is_feasible(problem):
        return None
    kept: list[str] = []
    remaining = problem
    for words, without in conditions(problem):
        reduced = without(remaining)
        if is_feasible(reduced):
            kept.append(words)
        else:
            remaining = reduced
    return Conflict(conditions=tuple(kept))


def rule_in_words(rule: RuleTerm) -> str:
    """Return what a rule asks for."""
    unit = "" if not rule.base else " (share)"
    bounds = [f"at least {rule.low:g}"] if rule.low is not None else []
    bounds += [f"at most {rule.high:g}"] if rule.high is not None else []
    group = f" [{rule.group}]" if rule.group else ""
    return f"rule {rule.rule}{group}: {rule.label or rule.rule}: {' and '.join(bounds)}{unit}"


def _locks(problem: Problem) -> Iterator[tuple[str, Change]]:
    for candidate in sorted(problem.must):
        name = problem.by_id[candidate].name or candidate
        why = problem.by_id[candidate].barred
        words = f"must have {name} ({candidate})" + (f", which is barred: {why}" if why else "")
        yield words, lambda p, c=candidate: p.but(must=p.must - {c})  # type: ignore[misc]
    for candidate in sorted(problem.must_not):
        name = problem.by_id[candidate].name or candidate
        words = f"must not have {name} ({candidate})"
        yield words, lambda p, c=candidate: p.but(must_not=p.must_not - {c})  # type: ignore[misc]


def _hard_rules(problem: Problem) -> Iterator[tuple[str, Change]]:
    for rule in problem.rules:
        if not rule.hard:
            continue
        yield (
            rule_in_words(rule),
            lambda p, r=rule: p.but(rules=tuple(x for x in p.rules if x != r)),  # type: ignore[misc]
        )


def _limits(problem: Problem) -> Iterator[tuple[str, Change]]:
    if problem.most_changes is not None:
        words = f"at most {problem.most_changes} changes per period"
        yield words, lambda p: p.but(most_changes=None)
    if problem.min_stay > 1:
        words = f"a new focus area stays at least {problem.min_stay} periods"
        yield words, lambda p: p.but(min_stay=1)

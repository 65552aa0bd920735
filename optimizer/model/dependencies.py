"""Dependencies: one choice needs another, rules it out, or comes after it.

A choice a_it of candidate *i* in period *t* is that it is in focus, x_it, or that it gets a
service, Σ_m z_imt over the sizes of the service that it is offered. For every candidate *i* that is
bound, with the choices b_jt of its others *j*:

    requires     a_it ≤ Σ_j b_jt                  one of the others at least, in the same period
    excludes     a_it + b_jt ≤ 1                  for every j
    after        a_it ≤ Σ_j Σ_{τ<t} b_jτ          one of the others in an earlier period

Where all that may take part in a joint service *J* are among the others, its u_Jt stands for what
they get by it: a_it ≤ u_Jt is the same for whole plans, and tighter in a relaxation, in which
Σ_j b_jt ≥ least_J u_Jt lets a part of one member do for the whole of *i*.

What was in focus before the first period, the list in force knows: there is no row ``after`` where
one of the others is in it and being in focus is what is asked for. What services were given before
is not known, and counts as none.
"""

from collections.abc import Iterator, Sequence

from optimizer.model.matrix import MatrixModel
from optimizer.problem import Dependency, Problem


def add_dependency_constraints(sheet: MatrixModel, problem: Problem) -> None:
    """Add the rows of every dependency."""
    for dependency in problem.dependencies:
        for position, period in enumerate(problem.periods):
            for candidate, others in dependency.pairs.items():
                bound = _chosen(sheet, problem, candidate, dependency.service, period.id)
                if not bound:
                    continue
                if dependency.kind == "excludes":
                    _exclude(sheet, problem, dependency, candidate, period.id)
                    continue
                when = [period.id]
                if dependency.kind == "after":
                    if problem.went_before(dependency, candidate):
                        continue
                    when = [earlier.id for earlier in problem.periods[:position]]
                enabling = dict.fromkeys(
                    column
                    for then in when
                    for column in _enabling(sheet, problem, others, dependency.other, then)
                )
                sheet.row(
                    dependency.kind,
                    dependency.rule,
                    candidate,
                    period.id,
                    terms=[*((one, 1.0) for one in bound), *((one, -1.0) for one in enabling)],
                    upper=0.0,
                )


def _exclude(
    sheet: MatrixModel, problem: Problem, dependency: Dependency, candidate: str, period: str
) -> None:
    bound = _chosen(sheet, problem, candidate, dependency.service, period)
    for other in dependency.pairs[candidate]:
        ruled_out = _chosen(sheet, problem, other, dependency.other, period)
        if ruled_out:
            terms = [(column, 1.0) for column in (*bound, *ruled_out)]
            key = (dependency.kind, dependency.rule, candidate, other, period)
            sheet.row(*key, terms=terms, upper=1.0)


def _enabling(
    sheet: MatrixModel, problem: Problem, others: Sequence[str], service: str, period: str
) -> Iterator[int]:
    """Yield the columns of which one at least is 1 where one of the others makes a choice."""
    among = frozenset(others)
    for other in others:
        for key, column in _by_way(sheet, problem, other, service, period):
            joint = problem.joint_of.get(key)
            if joint is not None and among.issuperset(joint.members):
                yield sheet.columns["joint", joint.id, period]
            else:
                yield column


def _chosen(
    sheet: MatrixModel, problem: Problem, candidate: str, service: str, period: str
) -> list[int]:
    """Return the columns whose sum is 1 where a choice is made, and 0 where it is not."""
    return [column for _, column in _by_way(sheet, problem, candidate, service, period)]


def _by_way(
    sheet: MatrixModel, problem: Problem, candidate: str, service: str, period: str
) -> Iterator[tuple[tuple[str, str], int]]:
    """Yield (candidate, way) and column of each way to make a choice; being in focus has none."""
    if not service:
        yield (candidate, ""), sheet.columns["focus", candidate, period]
        return
    for option in problem.by_id[candidate].options:
        if service in (option.family, option.service):
            key = (candidate, option.service)
            yield key, sheet.columns["service", *key, period]

"""Why one candidate is in or out: price of overruling, line and single criteria, in one value.

A search for the other plan may come upon one that is worth more than the plan given. Then that one
is the best plan known, the candidate stands on the other side of it, and the explanation says so.
"""

from collections.abc import Callable
from math import inf

from config.base import Frozen
from optimizer.bounded_value import BoundedValue
from optimizer.conditions import moved_conditions
from optimizer.difference import difference
from optimizer.plan import Plan
from optimizer.problem import Problem
from optimizer.scenario import Scenario
from optimizer.search.best_plan import best_plan
from optimizer.search.effort import Effort
from optimizer.stop import Stop
from optimizer.study import Study
from optimizer.tolerances import worth_more
from optimizer.why.line import Line, line
from optimizer.why.needed import CriterionNeed, single_criteria
from optimizer.why.overruling import Overruling, overruling


class Explanation(Frozen):
    """Why a candidate is in the best plan known, or out of it."""

    candidate: str
    name: str
    locked: bool
    """Whether the scenario itself says that it must be in, or must not."""
    overruling: Overruling
    line: Line | None
    """None where a lock, a gate or a condition decides, or it was stopped before."""
    criteria: tuple[CriterionNeed, ...] = ()
    """Each could take it to the line alone."""
    bettered: BoundedValue | None = None
    """What the plan given is worth less than the best one; None where it was not bettered."""

    @property
    def plan(self) -> Plan:
        """The best plan known."""
        return self.overruling.before

    @property
    def inside(self) -> bool:
        """Whether that plan has the candidate."""
        return self.candidate in self.plan.ids


def explain(
    study: Study,
    scenario: Scenario,
    plan: Plan | None,
    candidate: str,
    *,
    price: Overruling | None = None,
    effort: Effort | None = None,
    stop: Stop | None = None,
    early: Callable[[Explanation], None] | None = None,
) -> Explanation:
    """Explain why a candidate is in the plan or out of it.

    Pure: no state is kept, so that it may run in any thread.

    Args:
        study: dataset and configuration.
        scenario: the levers.
        plan: the best one known under the scenario; None to make one first.
        candidate: id.
        price: of overruling the plan on the candidate, where that is known already.
        effort: how long each of a few searches may take.
        stop: ends the searches early when thrown; what was found until then is told.
        early: told the price, once that is found, before the line is looked for.

    Raises:
        KeyError: the study has no such candidate.
        ValueError: there is no plan.
    """
    effort = effort or Effort()
    problem = study.problem(scenario)
    if plan is None:
        plan = best_plan(problem, effort, stop=stop)
    moved = moved_conditions(problem, scenario)
    price = price or overruling(problem, plan, candidate, effort, stop, moved)
    locked = candidate in problem.must | problem.must_not
    bettered = None
    if not locked and _better(price):
        bettered = _bettered(price)
        price = _turned(price)
    found = Explanation(
        candidate=candidate,
        name=problem.by_id[candidate].name or candidate,
        locked=locked,
        overruling=price,
        line=None,
        criteria=(),
        bettered=bettered,
    )
    if locked or (stop is not None and stop.thrown) or price.status != "found":
        return found
    if early is not None:
        early(found)
    drawn, criteria = _line(study, scenario, problem, price, effort, stop)
    return found.but(line=drawn, criteria=criteria)


def _better(price: Overruling) -> bool:
    before, after = price.before.value, price.after.value
    return before is not None and after is not None and worth_more(after, before)


def _bettered(price: Overruling) -> BoundedValue:
    """Return what the plan given is worth less than the best one."""
    given, found = price.before, price.after
    assert given.value is not None and found.value is not None  # noqa: S101, PT018 (both found)
    bound = inf if given.bound is None else given.bound
    return BoundedValue.regret(given.value, found.value, bound)


def _turned(price: Overruling) -> Overruling:
    """Return the price seen from the better plan that was found on the way.

    Its bound is the wider problem's; the plan given is now the best known on the other side.
    """
    before = price.after.but(bound=price.before.bound, status="feasible")
    after = price.before
    return price.but(
        forced="in" if price.forced == "out" else "out",
        before=before,
        after=after,
        points=BoundedValue.between(after, before),
        change=difference(before, after),
        limits=(),
        shortages=(),
    )


def _line(
    study: Study,
    scenario: Scenario,
    problem: Problem,
    price: Overruling,
    effort: Effort,
    stop: Stop | None,
) -> tuple[Line, tuple[CriterionNeed, ...]]:
    configuration = study.configured(scenario)
    kind = problem.by_id[price.candidate].kind
    scores = study.scorecard(scenario).kinds[kind]
    drawn = line(
        problem,
        price.before,
        price.candidate,
        other=price.after,
        most=1.0 - scores.overlap_weight,
        effort=effort,
        stop=stop,
    )
    if drawn.change is None:
        return drawn, ()
    needs = single_criteria(
        scores, price.candidate, drawn.change, dict(configuration.criteria.measures)
    )
    return drawn, needs

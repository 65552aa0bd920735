"""What should we do with what we have? The one plan of a scenario, on every face.

The baseline is compared with the list in force, every other scenario with the baseline's plan: the
search starts from it, and of near-equals it chooses the plan nearest to it. Effort is counted in
branches, so the plan is the same at every start, under any load, for the command line and the app.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated, ClassVar

from pydantic import Field

from config.base import Frozen, Share
from optimizer.bottleneck import Scarcity, scarcities
from optimizer.conditions import moved_conditions
from optimizer.model.compile import compile_problem
from optimizer.plan import Plan
from optimizer.problem import Problem
from optimizer.scenario import Scenario
from optimizer.search.best_plan import best_plan
from optimizer.search.effort import LEAST, PLAN, Effort
from optimizer.search.find_plan import find_plan
from optimizer.search.model import SearchModel
from optimizer.study import BASELINE
from optimizer.tolerances import worth_more
from questions.answer import Proof
from questions.asking import Asking
from questions.question import Question, moved_levers

FURTHER = Effort(gap=5e-4, rounds=8, nodes=2000)
"""How hard to look when asked to look further."""


class Planned(Frozen):
    """A plan, with what is short."""

    scenario: Scenario
    """The levers, without a name."""
    plan: Plan
    scarcities: tuple[Scarcity, ...] = ()
    """Every team and fund, the shortest first."""
    compared: Plan | None = None
    """The plan that this one is compared with; None = the list in force, or not known yet."""

    @property
    def proof(self) -> Proof:
        """What is proven about the plan."""
        plan = self.plan
        return Proof(status=plan.status, value=plan.value, bound=plan.bound, gap=plan.gap)


class PlanQuestion(Question[Planned]):
    """The plan of a scenario."""

    name: ClassVar[str] = "plan"

    effort: Effort = PLAN
    """How hard to look."""

    @property
    def compared_with(self) -> "PlanQuestion | None":
        """The plan that this one is compared with; None = the list in force."""
        levers = moved_levers(self.scenario).keys() - {"tolerance"}
        return PlanQuestion(effort=self.effort) if levers else None

    def work(self, asking: Asking[Planned]) -> Planned:
        """Search, starting from the plan that this one is compared with."""
        model = SearchModel(asking.problem(self.scenario))

        def show(found: Planned) -> None:
            if asking.before is None:
                asking.show(found)

        other: Plan | None = None
        if self.compared_with is not None:
            if not asking.seen and asking.final(self.compared_with) is None:
                quick = _shown(model, self.scenario, show)
                quick(best_plan(model.problem, LEAST, stop=asking.stop, show=quick))
            other = asking.ask(self.compared_with).result.plan
        return nearest(asking, model, self.scenario, self.effort, other, show)


def nearest(
    asking: Asking[Planned],
    model: SearchModel,
    scenario: Scenario,
    effort: Effort,
    other: Plan | None,
    show: Callable[[Planned], None],
) -> Planned:
    """Search from another plan; of near-equals return the plan nearest to that one.

    ``other`` is the plan that this one is compared with (None = the list in force); ``show`` is
    given each plan on the way.
    """
    known = None if other is None or not other.found else other.decisions
    plan = find_plan(
        model,
        effort,
        starts=() if known is None else (known,),
        compared_with=known,
        tolerance=scenario.tolerance,
        moved=moved_conditions(model.problem, scenario),
        stop=asking.stop,
        show=_shown(model, scenario, show, other),
    )
    found = _planned(model, scenario, plan, other)
    return better(asking.before if asking.stop.thrown else None, found)


def _planned(
    model: SearchModel, scenario: Scenario, plan: Plan, other: Plan | None = None
) -> Planned:
    levers = scenario.but(name=BASELINE.name)
    return Planned(scenario=levers, plan=plan, scarcities=scarcities(model), compared=other)


def _shown(
    model: SearchModel,
    scenario: Scenario,
    show: Callable[[Planned], None],
    other: Plan | None = None,
) -> Callable[[Plan], None]:
    """Return what shows a plan with what is short, where there is one."""
    return lambda plan: show(_planned(model, scenario, plan, other)) if plan.found else None


def better(before: Planned | None, after: Planned) -> Planned:
    """Return the later result, unless it was stopped before it found as much as the earlier one."""
    if before is None or before.plan.value is None or after.plan.status == "infeasible":
        return after
    if after.plan.value is None or worth_more(before.plan.value, after.plan.value):
        return before
    return after


class SolverQuestion(Question[Planned]):
    """The plan of a scenario as another solver finds it, for those who want to compare."""

    name: ClassVar[str] = "plan by another solver"

    solver: str
    """Name of a solver that PuLP knows and that is installed."""
    gap: Share = PLAN.gap
    """Relative gap at which it may stop."""
    seconds: Annotated[float, Field(gt=0)] | None = None
    """Most time; None = as long as it takes."""

    def work(self, asking: Asking[Planned]) -> Planned:
        """Solve the compiled model through PuLP.

        Raises:
            SolverError: the solver is not installed, or broke a condition.
        """
        from optimizer.search.other_solvers import solve_with

        problem = asking.problem(self.scenario)
        plan = solve_with(
            problem,
            self.solver,
            gap=self.gap,
            seconds=self.seconds,
            moved=moved_conditions(problem, self.scenario),
            stop=asking.stop,
        )
        if self.seconds is not None and plan.status in ("feasible", "unknown"):
            asking.stop.throw("time")
        return Planned(scenario=self.scenario.but(name=BASELINE.name), plan=plan)


def write_model(problem: Problem, path: Path) -> None:
    """Write the mathematical model of a problem in LP format.

    Raises:
        OSError: the file cannot be written.
    """
    compile_problem(problem).write(path)

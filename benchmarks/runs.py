"""One search of one problem, ended after some processor seconds, in a process of its own.

A process of its own has its own memory, its own caches, and can have one ingredient switched off.
Seconds are the processor's, from a problem that stands in memory to the plan: compiling counts,
importing and loading data do not. A search that is ours is ended from outside, by its stop; so is
plain HiGHS. SCIP and CBC end by limits of their own. What each has at earlier times is kept as it
goes: one run tells of all of them.

Whatever a way says it found is added up anew from its decisions by the audit.
"""

import json
import math
import re
import resource
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from benchmarks.synthetic import planning_problem
from optimizer.audit import broken, worth
from optimizer.decisions import Decisions, read_decisions
from optimizer.highs_model import Arrays, HighsModel, Vector, relative_gap
from optimizer.model.compile import compile_problem
from optimizer.model.matrix import MatrixModel
from optimizer.plan import Plan
from optimizer.problem import Problem
from optimizer.scenario import Scenario
from optimizer.search.effort import EXACT, Effort
from optimizer.search.find_plan import find_plan
from optimizer.stop import Stop
from optimizer.study import open_study

if TYPE_CHECKING:
    import pulp

PERIODS = 6
"""Half-years of the bundled data over several of them."""
TICK = 0.01
"""Seconds between two looks at the processor's clock."""
TO_THE_END = {**EXACT.model_dump(), "gap": 0.0}
"""Effort of a search that only its stop ends."""
MEGABYTE = 1024.0
TIMES = (1.0, 3.0, 10.0, 30.0)
"""Processor seconds at which gaps are told."""
CBC_NONE = 1e40
"""What CBC calls its best solution where it has none."""


@dataclass(frozen=True)
class Run:
    """What one search had by the time it was ended."""

    value: float
    """Points, by the audit; minus infinity without a plan."""
    bound: float
    """Points; infinite where none is proven."""
    seconds: float
    """Of the processor, compiling included."""
    build: float
    """Seconds of the processor for compiling alone, where it is a step of its own."""
    megabytes: float
    moments: tuple[tuple[float, float, float], ...] = ()
    """Seconds, value and bound, whenever one of these changed; not audited."""

    @property
    def gap(self) -> float:
        """(bound − value) ÷ max(1, |value|)."""
        return relative_gap(self.value, self.bound)

    def gap_at(self, seconds: float) -> float:
        """Return the gap after some seconds; infinite before there is a plan."""
        if seconds >= self.seconds:
            return self.gap
        known = [moment for moment in self.moments if moment[0] <= seconds]
        return relative_gap(*known[-1][1:]) if known else float("inf")

    @property
    def first(self) -> float:
        """Seconds until there was a plan; infinite without one."""
        when = (seconds for seconds, value, _ in self.moments if math.isfinite(value))
        return next(when, self.seconds if math.isfinite(self.value) else math.inf)


class Moments:
    """Notes what is found and proven as a search goes on."""

    def __init__(self) -> None:
        self._began = time.process_time()
        self.noted: list[tuple[float, float, float]] = []
        self.value, self.bound = -np.inf, np.inf

    def begin(self) -> None:
        """Count seconds from now on."""
        self._began = time.process_time()

    def note(self, value: float, bound: float, seconds: float | None = None) -> None:
        """Note what is known by now; what was known before still holds."""
        now = time.process_time() - self._began if seconds is None else seconds
        better = max(value, self.value), min(bound, self.bound)
        if better != (self.value, self.bound):
            self.value, self.bound = better
            self.noted.append((now, *better))


class WatchedStop(Stop):
    """A stop that notes, each time that HiGHS looks at it, what a search of the whole has by then.

    Restricted models, which have fewer columns, prove nothing of the whole.
    """

    def __init__(self, moments: Moments, columns: int, *, found: bool) -> None:
        super().__init__()
        self._moments, self._columns, self._found = moments, columns, found

    @contextmanager
    def watching(self, highs: Any) -> Iterator[None]:  # noqa: ANN401 (highspy is untyped)
        """Let a HiGHS model look at the switch while it runs."""

        def look(event: Any) -> None:  # noqa: ANN401 (highspy is untyped)
            data = event.data_out
            value = data.mip_primal_bound if self._found else -np.inf
            if np.isfinite(data.mip_dual_bound):
                self._moments.note(value if np.isfinite(value) else -np.inf, data.mip_dual_bound)

        whole = highs.getNumCol() == self._columns
        if whole:
            highs.cbMipInterrupt += look
        with super().watching(highs):
            yield
        if whole:
            highs.cbMipInterrupt -= look


def problem_of(instance: str) -> Problem:
    """Return a problem by name.

    ``bundled``, ``bundled6`` (half-years), ``450``, ``450s1`` (seed), ``450x6`` (half-years).

    Raises:
        ValueError: there is no such problem.
    """
    if instance == "bundled":
        return open_study().problem()
    if instance == f"bundled{PERIODS}":
        return open_study().problem(Scenario(periods=PERIODS))
    if found := re.fullmatch(r"(\d+)(?:s(\d+))?(?:x(\d+))?", instance):
        return planning_problem(int(found[1]), int(found[2] or 0), int(found[3] or 1))
    sizes = "as 450s1 or 450x6, a size"
    msg = f"a problem must be bundled, bundled{PERIODS} or, {sizes} (found {instance!r})"
    raise ValueError(msg)


@contextmanager
def thrown_after(seconds: float, stop: Stop) -> Iterator[Stop]:
    """Throw a stop once this process has used some more processor seconds."""
    over, began = threading.Event(), time.process_time()

    def watch() -> None:
        while not over.wait(TICK):
            if time.process_time() - began >= seconds:
                stop.throw()
                return

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    try:
        yield stop
    finally:
        over.set()
        watcher.join()


Found = tuple[Decisions | None, float, float]
"""Decisions, bound in points, seconds of compiling."""


def _focus(problem: Problem, seconds: float, effort: dict[str, object], moments: Moments) -> Found:
    """Search as ``focus plan`` does, until it is stopped."""

    def show(plan: Plan) -> None:
        if plan.value is not None and plan.bound is not None:
            moments.note(plan.value, plan.bound)

    wanted = Effort.model_validate({**TO_THE_END, **effort})
    stop = WatchedStop(moments, len(compile_problem(problem).cost), found=False)
    moments.begin()
    with thrown_after(seconds, stop):
        plan = find_plan(problem, wanted, stop=stop, show=show)
    bound = float("inf") if plan.bound is None else plan.bound
    return (plan.decisions if plan.found else None), bound, 0.0


def _compiled(problem: Problem) -> tuple[MatrixModel, float]:
    began = time.process_time()
    return compile_problem(problem), time.process_time() - began


def _highs(problem: Problem, seconds: float, _: dict[str, object], moments: Moments) -> Found:
    """Hand the whole model to HiGHS, with one thread."""
    sheet, build = _compiled(problem)
    stop = WatchedStop(moments, len(sheet.cost), found=True)
    with thrown_after(seconds - build, stop):
        outcome = HighsModel(sheet).solve(gap=0.0, stop=stop)
    return _read(problem, sheet, outcome.solution), outcome.bound, build


def _scip(problem: Problem, seconds: float, _: dict[str, object], moments: Moments) -> Found:
    """Hand the exported model to SCIP; reading it does not count."""
    from pyscipopt import Eventhdlr, Model
    from pyscipopt.scip import PY_SCIP_EVENTTYPE

    sheet, build = _compiled(problem)
    model = Model()
    model.hideOutput()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "model.lp"
        sheet.write(path)
        model.readProblem(str(path))
    model.setParam("timing/clocktype", 1)  # the processor's
    model.setParam("limits/time", seconds)

    class Watch(Eventhdlr):
        """Notes what SCIP has at every node and every better plan; SCIP is never halted."""

        def eventinit(self) -> None:
            for kind in (PY_SCIP_EVENTTYPE.NODESOLVED, PY_SCIP_EVENTTYPE.BESTSOLFOUND):
                self.model.catchEvent(kind, self)

        def eventexec(self, _: object) -> None:
            value = self.model.getPrimalbound() if self.model.getNSols() else -np.inf
            moments.note(
                value + sheet.constant,
                self.model.getDualbound() + sheet.constant,
                self.model.getSolvingTime(),
            )

    model.includeEventhdlr(Watch(), "watch", "notes what is found and proven")
    model.optimize()
    best = model.getBestSol() if model.getNSols() else None
    if best is None:
        return None, model.getDualbound() + sheet.constant, build
    values = {variable.name: best[variable] for variable in model.getVars()}
    solution = np.array([values.get(name, 0.0) for name in sheet.names()])
    return _read(problem, sheet, solution), model.getDualbound() + sheet.constant, build


def _cbc(problem: Problem, seconds: float, _: dict[str, object], moments: Moments) -> Found:
    """Hand the model to the CBC that PuLP brings along; its bound is read in its log."""
    sheet, build = _compiled(problem)
    value, bound, log = _cbc_solved(sheet.lp, 0.0, seconds)
    for at in re.finditer(
        r"(-?[\d.]+) best solution, best possible (-?[\d.]+) \(([\d.]+) sec", log
    ):
        found, possible = abs(float(at[1])), abs(float(at[2]))
        moments.note(found if found < CBC_NONE else -np.inf, possible, float(at[3]))
    decisions = _read(problem, sheet, sheet.values_from_pulp())
    if decisions is None:
        return None, float("inf"), build
    return decisions, worth(problem, decisions).total + max(0.0, bound - value), build


def solve_with_cbc(lp: "pulp.LpProblem", gap: float, seconds: float) -> tuple[float, float]:
    """Solve a model; return its objective and bound, up to a constant."""
    return _cbc_solved(lp, gap, seconds)[:2]


def _cbc_solved(lp: "pulp.LpProblem", gap: float, seconds: float) -> tuple[float, float, str]:
    """Return the same, and what CBC wrote."""
    import pulp

    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder) / "cbc.log"
        lp.solve(
            pulp.PULP_CBC_CMD(
                msg=False, gapRel=gap, timeLimit=seconds, logPath=str(log), timeMode="cpu"
            )
        )
        text = log.read_text()
    value = re.findall(r"Objective value:\s+(-?[\d.]+)", text)
    bound = re.findall(r"(?:Lower|Upper) bound:\s+(-?[\d.]+)", text)
    if not value:
        return 0.0, float("inf"), text
    return abs(float(value[-1])), abs(float((bound or value)[-1])), text


def _read(problem: Problem, sheet: MatrixModel, solution: Vector | None) -> Decisions | None:
    """Return decisions that hold; None where there are none."""
    decisions = None if solution is None else read_decisions(problem, sheet, solution)
    return None if decisions is None or broken(problem, decisions) else decisions


WAYS: dict[str, Callable[[Problem, float, dict[str, object], Moments], Found]] = {
    "Focus": _focus,
    "HiGHS": _highs,
    "SCIP": _scip,
    "CBC": _cbc,
}


def missing(way: str) -> str | None:
    """Return why a way cannot be tried here; None when it can."""
    if way == "SCIP" and find_spec("pyscipopt") is None:
        return "SCIP left out: pyscipopt is not installed"
    return None


def run(
    way: str, instance: str, seconds: float, *, seed: int = 0, without: str | None = None
) -> Run:
    """Search in a process of its own.

    Args:
        way: of :data:`WAYS`.
        instance: of :func:`problem_of`.
        seconds: of the processor, after which the search is ended.
        seed: of HiGHS.
        without: an ingredient of :data:`benchmarks.ablation.INGREDIENTS` to be switched off.
    """
    asked = json.dumps([way, instance, seconds, seed, without])
    command = [sys.executable, "-m", "benchmarks.runs", asked]
    answer = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    found = json.loads(answer.stdout.splitlines()[-1])
    return Run(**{**found, "moments": tuple(map(tuple, found["moments"]))})


def _processor() -> float:
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def _seed(seed: int) -> None:
    """Let every HiGHS model of this process use a seed."""
    made = HighsModel.__init__

    def seeded(self: HighsModel, sheet: Arrays) -> None:
        made(self, sheet)
        self._option("random_seed", seed)

    HighsModel.__init__ = seeded  # type: ignore[method-assign]


def _child(way: str, instance: str, seconds: float, seed: int, without: str | None) -> Run:
    from benchmarks.ablation import switch_off

    problem = problem_of(instance)
    effort = switch_off(without) if without is not None else {}
    if seed:
        _seed(seed)
    began, moments = _processor(), Moments()
    decisions, bound, build = WAYS[way](problem, seconds, effort, moments)
    spent = _processor() - began
    memory = sum(
        resource.getrusage(who).ru_maxrss
        for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    return Run(
        value=float("-inf") if decisions is None else worth(problem, decisions).total,
        bound=bound,
        seconds=spent,
        build=build,
        megabytes=memory / MEGABYTE,
        moments=tuple(moments.noted),
    )


if __name__ == "__main__":
    print(json.dumps(asdict(_child(*json.loads(sys.argv[1])))))

"""How sure: the best plan of every draw, against rebuilding the model and solving it each time.

The same draws of weights and evidence are given to Focus, and the first of them to the plainest
way: write the PuLP model anew for each draw and hand it to the CBC that PuLP brings along, or to
HiGHS through PuLP. Everybody is asked for the same gap. Times are processor seconds per draw, with
those of all processes, since other work on the machine disturbs them less; wall-clock seconds stand
beside them. Ratios are per draw. Each plan's value is added up from its decisions, and every
proof is held against the plans of the others: none may be worth more than anybody's bound.

    python -m benchmarks robust_draws                          bundled data and 450 × 8
    python -m benchmarks robust_draws bundled --draws 200      one case, fewer draws
    python -m benchmarks robust_draws --gap 0.02 0.01          to 2 % and to 1 %
    python -m benchmarks robust_draws bundled --draws 30 --highs 0 --cbc 0

On the bundled data what is assumed is drawn as well, 25 % either way: then every draw is a problem
of its own, compiled and searched from nothing. "Weights ÷ this" says what part of its price a draw
of weights and evidence has; half is what is aimed at.
"""

import argparse
import itertools
import os
import resource
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import pulp
from rich.console import Console
from rich.table import Table

from benchmarks.runs import solve_with_cbc
from benchmarks.synthetic import planning_problem
from optimizer.audit import worth
from optimizer.decisions import Decisions, read_decisions
from optimizer.highs_model import Vector
from optimizer.model.compile import compile_problem
from optimizer.robust.assumptions import AssumedFigures, DrawnProblems, assumptions
from optimizer.robust.jobs import Drawn, Inquiry, Listed, NoPlanError
from optimizer.robust.objective import ObjectiveCoefficients
from optimizer.robust.sampling import Progress, sample
from optimizer.robust.uncertainty import UncertaintyModel
from optimizer.robust.workers import Here, Processes, Workers
from optimizer.search.effort import ASSUMED, DRAW
from optimizer.search.maximise import maximise
from optimizer.search.model import SearchModel
from optimizer.study import BASELINE, open_study

CASES = ("bundled", "450")
DRAWS, ALONE, HIGHS, CBC = 1000, 100, 10, 2
ALONE_WAY, OFF = "Focus, one process", "Focus, assumed too"
ASSUMED_OFF = 0.25
"""How far off, as a share, what is assumed may be."""
SPREAD = 0.1
"""Deviation of the potentials of made-up draws, around the problem's own."""
SECONDS = 600.0
"""Most wall-clock time for one draw of the plain way; what it has proven by then counts."""
TOLERANCE = 1e-3
"""Points by which a value may pass a bound."""
GAP_NOISE = 1e-9
"""What a gap may be over the one asked and still be within it."""


@dataclass(frozen=True)
class Run:
    """What one way found for its draws, k of them."""

    way: str
    values: Vector
    """Shape (k,)."""
    bounds: Vector
    """Shape (k,): as proven by this way."""
    processor: float
    """Seconds per draw."""
    wall: float
    """Seconds per draw."""

    @property
    def gaps(self) -> Vector:
        """Shape (k,)."""
        return np.asarray((self.bounds - self.values) / np.maximum(1.0, np.abs(self.values)))


def _inquiry(case: str, draws: int, gap: float) -> Inquiry:
    """Return what is asked; the same draws each time."""
    effort = DRAW.but(gap=gap)
    if case == "bundled":
        study = open_study()
        return Inquiry(study.problem(), Drawn(study.scorecard(), UncertaintyModel()), effort)
    problem = planning_problem(int(case))
    objective = ObjectiveCoefficients(problem)
    rng = np.random.default_rng(0)
    coefficients = np.tile(objective.central(), (draws, 1))
    count = len(objective.candidates)
    coefficients[:, :count] += rng.normal(0.0, SPREAD, (draws, count))
    coefficients[:, count:] *= rng.uniform(0.5, 1.5, (draws, coefficients.shape[1] - count))
    return Inquiry(problem, Listed(np.clip(coefficients, 0.0, 1.0)), effort)


def _assumed(gap: float) -> Inquiry:
    """Return the same of the bundled data, with what is assumed drawn too."""
    study = open_study()
    scorecard = study.scorecard()
    figures = assumptions(study.configuration, ASSUMED_OFF)
    return Inquiry(
        study.problem(),
        Drawn(scorecard, UncertaintyModel()),
        ASSUMED.but(gap=gap),
        problems=DrawnProblems(AssumedFigures(study, BASELINE, scorecard, figures)),
    )


def _tell(text: str) -> None:
    print(f"  {text}", file=sys.stderr, flush=True)


def _processor() -> float:
    """Return the processor seconds of this process and of those it has waited for."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def _focus(way: str, inquiry: Inquiry, draws: int, workers: Workers) -> Run:
    def tell(progress: Progress) -> None:
        _tell(f"{way}: {progress.done} of {progress.total}")

    try:
        plans = (_plan(inquiry),) if inquiry.problems is not None else ()
        began, wall = _processor(), time.perf_counter()
        found = sample(inquiry, draws, plans=plans, workers=workers, progress=tell)
    finally:
        workers.close()
    spent, passed = _processor() - began, time.perf_counter() - wall
    _tell(f"{way}: {spent / draws:.3f} processor s per draw")
    return Run(way, found.value, found.bound, spent / draws, passed / draws)


def _plan(inquiry: Inquiry) -> Decisions:
    """Return a plan, which is held against the problem of every draw."""
    model = SearchModel(inquiry.problem)
    found = maximise(model, inquiry.effort).solution
    if found is None:
        raise NoPlanError
    return model.decisions(found)


Solve = Callable[[pulp.LpProblem, float, float], tuple[float, float]]
"""Solves a model to a gap within some seconds; returns objective and bound, up to a constant."""


def _highs(lp: pulp.LpProblem, gap: float, seconds: float) -> tuple[float, float]:
    lp.solve(pulp.HiGHS(msg=False, gapRel=gap, timeLimit=seconds, threads=1))
    info = lp.solverModel.getInfo()
    return abs(info.objective_function_value), abs(info.mip_dual_bound)


def _plain(way: str, inquiry: Inquiry, draws: int, solve: Solve, seconds: float) -> Run:
    objective = ObjectiveCoefficients(inquiry.problem)
    values, bounds = np.zeros(draws), np.zeros(draws)
    began, wall = _processor(), time.perf_counter()
    for number, coefficients in enumerate(inquiry.source.draws(objective, 0, draws)):
        problem = objective.at(coefficients)
        sheet = compile_problem(problem)
        points, bound = solve(sheet.lp, inquiry.effort.gap, seconds)
        decisions = read_decisions(inquiry.problem, sheet, sheet.values_from_pulp())
        values[number] = worth(problem, decisions).total
        bounds[number] = values[number] + max(0.0, bound - points)
        spent = _processor() - began
        _tell(f"{way}: {number + 1} of {draws}, {spent:.1f} processor s, {values[number]:.2f}")
    spent, passed = _processor() - began, time.perf_counter() - wall
    return Run(way, values, bounds, spent / draws, passed / draws)


def disagreements(runs: Sequence[Run]) -> int:
    """Count the draws in which somebody's plan is worth more than somebody else's bound."""
    return sum(
        int(np.sum(one.values[:shared] > other.bounds[:shared] + TOLERANCE))
        for one in runs
        for other in runs
        if OFF not in (one.way, other.way) or one is other
        if (shared := min(len(one.values), len(other.values)))
    )


def _measure(case: str, gap: float, options: argparse.Namespace) -> tuple[list[Run], int]:
    inquiry = _inquiry(case, options.draws, gap)
    cores = os.cpu_count() or 1
    runs = [
        _focus(f"Focus, {cores} processes", inquiry, options.draws, Processes(cores)),
        _focus(ALONE_WAY, inquiry, min(options.alone, options.draws), Here()),
    ]
    if case == "bundled":
        draws = min(options.alone, options.draws)
        runs.append(_focus(OFF, _assumed(gap), draws, Here()))
    plain = (("PuLP + HiGHS", options.highs, _highs), ("PuLP + CBC", options.cbc, solve_with_cbc))
    for way, wanted, solve in plain:
        if wanted:
            draws = min(wanted, options.draws)
            runs.append(_plain(way, inquiry, draws, solve, options.seconds))
    return runs, disagreements(runs)


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="benchmarks.robust_draws")
    parser.add_argument("cases", nargs="*", default=CASES, help="bundled, or how many candidates")
    parser.add_argument("--draws", type=int, default=DRAWS, help="for Focus on all cores")
    parser.add_argument("--alone", type=int, default=ALONE, help="for Focus on one core")
    parser.add_argument("--highs", type=int, default=HIGHS, help="for PuLP with HiGHS")
    parser.add_argument("--cbc", type=int, default=CBC, help="for PuLP with CBC")
    parser.add_argument("--seconds", type=float, default=SECONDS, help="most for one plain draw")
    asked = [DRAW.gap]
    parser.add_argument("--gap", nargs="+", type=float, default=asked, help="asked of everybody")
    return parser.parse_args(arguments)


def main(arguments: Sequence[str] = ()) -> None:
    """Print one table: seconds per draw, proven gaps, and how many times faster each way is."""
    options = _options(arguments)
    table = Table(title="Draws solved to a gap, seconds per draw")
    for column in (
        "case",
        "gap asked",
        "way",
        "draws",
        "processor s",
        "wall s",
        "within",
        "mean gap",
        "largest gap",
        "HiGHS ÷ this",
        "CBC ÷ this",
        "weights ÷ this",
    ):
        table.add_column(column, justify="left" if column in ("case", "way") else "right")
    wrong = 0
    for case, gap in itertools.product(options.cases, options.gap):
        runs, contradictions = _measure(case, gap, options)
        wrong += contradictions
        by_way = {run.way: run for run in runs}
        for run in runs:
            ratios = [
                f"{by_way[other].processor / run.processor:.2g}" if other in by_way else "–"
                for other in ("PuLP + HiGHS", "PuLP + CBC", ALONE_WAY)
            ]
            table.add_row(
                case,
                f"{gap:.1%}",
                run.way,
                str(len(run.values)),
                f"{run.processor:.3f}",
                f"{run.wall:.3f}",
                f"{np.mean(run.gaps <= gap + GAP_NOISE):.0%}",
                f"{run.gaps.mean():.2%}",
                f"{run.gaps.max():.2%}",
                *ratios,
            )
    console = Console(width=160)
    console.print(table)
    console.print(f"Draws in which a plan is worth more than somebody's bound: {wrong}")


if __name__ == "__main__":
    main(sys.argv[1:])

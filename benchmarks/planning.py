"""Planning: time and memory to build and solve, against the plainest way in the same run.

The plainest way rebuilds the PuLP model each time and hands it to the CBC that PuLP brings along.
Each case runs in a process of its own, so that its memory is its own; times are processor seconds,
which other work on the machine disturbs less than wall-clock time.

    python -m benchmarks.planning            the bundled data, 450 × 8 and 5,200 × 8
    python -m benchmarks.planning bundled    one case
"""

import json
import resource
import subprocess
import sys
import time
from collections.abc import Sequence
from typing import Any

from rich.console import Console
from rich.table import Table

CASES = ("bundled", "450", "5200")
GAPS = {"bundled": (5e-3, 2e-3), "450": (2e-3, 1e-4), "5200": (2e-3,)}
SECONDS = 60.0
"""Most time for one solve."""


def _problem(case: str) -> Any:  # noqa: ANN401 (imported in the child process only)
    from benchmarks.synthetic import planning_problem
    from optimizer.study import open_study

    return open_study().problem() if case == "bundled" else planning_problem(int(case))


def _with_focus(case: str, gap: float) -> dict[str, float]:
    from optimizer.solve import Planner

    problem = _problem(case)
    began = time.process_time()
    planner = Planner(problem)
    built = time.process_time()
    plan = planner.exact(gap=gap, seconds=SECONDS, break_ties=False)
    solved = time.process_time()
    return {
        "build": built - began,
        "solve": solved - built,
        "value": plan.value or 0.0,
        "gap": plan.gap or 0.0,
    }


def _quick(case: str, _gap: float) -> dict[str, float]:
    from optimizer.solve import Planner

    problem = _problem(case)
    began = time.process_time()
    planner = Planner(problem)
    built = time.process_time()
    plan = planner.quick()
    solved = time.process_time()
    return {
        "build": built - began,
        "solve": solved - built,
        "value": plan.value or 0.0,
        "gap": plan.gap or 0.0,
    }


def _plainest(case: str, gap: float) -> dict[str, float]:
    import pulp

    from optimizer.audit import worth
    from optimizer.decisions import read_decisions
    from optimizer.highs_model import HighsModel
    from optimizer.model.compile import compile_problem
    from optimizer.quick import relax

    problem = _problem(case)
    began = time.process_time()
    sheet = compile_problem(problem)
    built = time.process_time()
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    sheet.lp.solve(pulp.PULP_CBC_CMD(msg=False, gapRel=gap, timeLimit=SECONDS))
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    solved = time.process_time()
    inside = after.ru_utime + after.ru_stime - children.ru_utime - children.ru_stime
    value = worth(problem, read_decisions(problem, sheet, sheet.values_from_pulp())).total
    bound = relax(HighsModel(sheet)).bound
    return {
        "build": built - began,
        "solve": solved - built + inside,
        "value": value,
        "gap": max(0.0, bound - value) / max(1.0, abs(value)),
    }


WAYS = {"quick": _quick, "focus": _with_focus, "plainest": _plainest}


def _child(way: str, case: str, gap: str) -> None:
    result = WAYS[way](case, float(gap))
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    child = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    print(json.dumps({**result, "megabytes": (own + child) / 1024}))


def _run(way: str, case: str, gap: float) -> dict[str, float]:
    command = [sys.executable, "-m", "benchmarks.planning", "--child", way, case, str(gap)]
    answer = subprocess.run(command, check=True, capture_output=True, text=True)
    result: dict[str, float] = json.loads(answer.stdout.splitlines()[-1])
    return result


def main(cases: Sequence[str] = CASES) -> None:
    """Print one table: build, solve, memory, value and gap per case and way, and the ratios."""
    table = Table(title="Planning: processor seconds, against PuLP with CBC rebuilt each time")
    for column in (
        "case",
        "gap asked",
        "way",
        "build s",
        "solve s",
        "build/solve",
        "MB",
        "value",
        "proven gap",
        "CBC ÷ this",
    ):
        table.add_column(column, justify="left" if column in ("case", "way") else "right")
    for case in cases:
        for gap in GAPS[case]:
            plain = _run("plainest", case, gap)
            total = plain["build"] + plain["solve"]
            for way in ("quick", "focus", "plainest"):
                run = plain if way == "plainest" else _run(way, case, gap)
                table.add_row(
                    case,
                    f"{gap:.2%}",
                    way,
                    f"{run['build']:.2f}",
                    f"{run['solve']:.2f}",
                    f"{run['build'] / max(run['solve'], 1e-9):.2f}",
                    f"{run['megabytes']:.0f}",
                    f"{run['value']:.1f}",
                    f"{run['gap']:.3%}",
                    f"{total / (run['build'] + run['solve']):.1f}",
                )
    Console(width=120).print(table)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--child"]:
        _child(*sys.argv[2:5])
    else:
        main(sys.argv[1:] or CASES)

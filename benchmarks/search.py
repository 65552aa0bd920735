"""The search: what is proven after 1, 3, 10 and 30 processor seconds, beside other solvers.

Everybody gets the same problem, one thread and as many processor seconds as the longest time:
Focus; HiGHS of the same version on the same model; SCIP through ``pyscipopt``; CBC through PuLP.
What they have at earlier times is noted as they go. Gaps are medians over the seeds of HiGHS, where
more than one is asked for; ``÷ HiGHS`` are the ratios of the gaps at the same times (below 1:
nearer); *first* is when there was a plan to show. A run that took a tenth longer than it was given
is told with its seconds. No plan may be worth more than anybody's bound.

    python -m benchmarks search                         six problems
    python -m benchmarks search --quick                 two problems, 1 and 3 seconds, HiGHS only
    python -m benchmarks search bundled 450s1 --times 3 10 --ways Focus HiGHS --seeds 5
"""

import argparse
import math
import statistics
import sys
from collections.abc import Sequence

from rich.console import Console
from rich.table import Table

from benchmarks.runs import PERIODS, TIMES, WAYS, Run, missing, run

INSTANCES = ("bundled", "450s0", "450s1", "450s2", "5200", f"bundled{PERIODS}", f"450x{PERIODS}")
QUICK = {"instances": ["bundled", "450s0"], "times": [1.0, 3.0], "ways": ["Focus", "HiGHS"]}
LATE = 1.1
"""Times its seconds after which a run is told with the seconds that it took."""
TOLERANCE = 1e-3
"""Points by which a value may pass a bound."""

Runs = dict[str, list[Run]]
"""Way → one run per seed."""


def contradictions(runs: Sequence[Run]) -> int:
    """Count the runs of one problem whose plan is worth more than somebody's bound."""
    least = min(one.bound for one in runs)
    return sum(one.value > least + TOLERANCE for one in runs)


def measure(instance: str, ways: Sequence[str], seconds: float, seeds: int) -> Runs:
    """Return the runs of every way; those of SCIP and CBC without seeds."""
    found: Runs = {}
    for way in ways:
        own = range(seeds if way in ("Focus", "HiGHS") else 1)
        found[way] = [run(way, instance, seconds, seed=seed) for seed in own]
        print(f"  {instance}: {way}, {_told(found[way], seconds)}", file=sys.stderr, flush=True)
    return found


def median_gap(runs: Sequence[Run], seconds: float = math.inf) -> float:
    """Return the median gap of runs after some seconds, or at their end; infinite without any."""
    return statistics.median(one.gap_at(seconds) for one in runs) if runs else math.inf


def _told(runs: Sequence[Run], seconds: float, last: float | None = None) -> str:
    gap = median_gap(runs, seconds)
    took = statistics.median(one.seconds for one in runs)
    late = f" ({took:.1f} s)" if seconds == last and took > LATE * seconds else ""
    return f"{gap:.3%}{late}" if math.isfinite(gap) else "–"


def _ratio(runs: Runs, way: str, seconds: float) -> str:
    own, plain = (median_gap(runs.get(one, []), seconds) for one in (way, "HiGHS"))
    return f"{own / plain:.2f}" if math.isfinite(own) and 0 < plain < math.inf else "–"


def _first(runs: Sequence[Run]) -> str:
    seconds = statistics.median(one.first for one in runs)
    return f"{seconds:.1f}" if math.isfinite(seconds) else "–"


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="benchmarks search")
    parser.add_argument("instances", nargs="*", default=INSTANCES)
    parser.add_argument("--times", nargs="+", type=float, default=TIMES)
    parser.add_argument("--ways", nargs="+", choices=WAYS, default=list(WAYS))
    parser.add_argument("--seeds", type=int, default=1, help="seeds of HiGHS, ours and plain")
    parser.add_argument("--quick", action="store_true")
    options = parser.parse_args(arguments)
    if options.quick:
        vars(options).update(QUICK)
    return options


def main(arguments: Sequence[str] = ()) -> None:
    """Print one table: the gap at every time, and its ratio to that of plain HiGHS."""
    options = _options(arguments)
    console = Console(width=160)
    for reason in filter(None, map(missing, options.ways)):
        console.print(reason)
    ways = [way for way in options.ways if missing(way) is None]
    table = Table(title="Proven gap by processor seconds, one thread")
    heads = [f"{seconds:g} s" for seconds in options.times]
    heads = [*heads, "÷ HiGHS", "first s", "value", "bound", "build s", "MB"]
    for column in ("problem", "way", *heads):
        table.add_column(column, justify="left" if column in ("problem", "way") else "right")
    wrong = 0
    for instance in options.instances:
        longest = max(options.times)
        runs = measure(instance, ways, longest, options.seeds)
        wrong += contradictions([one for several in runs.values() for one in several])
        for way in ways:
            last = runs[way]
            table.add_row(
                instance,
                way,
                *(_told(last, seconds, longest) for seconds in options.times),
                " ".join(_ratio(runs, way, seconds) for seconds in options.times),
                _first(last),
                f"{max(one.value for one in last):.2f}",
                f"{min(one.bound for one in last):.2f}",
                f"{statistics.median(one.build for one in last):.2f}",
                f"{max(one.megabytes for one in last):.0f}",
            )
    console.print(table)
    console.print(f"Plans worth more than somebody's bound: {wrong}")


if __name__ == "__main__":
    main(sys.argv[1:])

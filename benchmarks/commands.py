"""Whole commands: processor seconds from the shell's call to the last line, on the bundled data.

``focus rank`` does everything but plan, and is what the others are held against.

    python -m benchmarks commands
    python -m benchmarks commands --times 5
"""

import argparse
import resource
import statistics
import subprocess
import sys
from collections.abc import Sequence

from rich.console import Console
from rich.table import Table

COMMANDS = (
    ("rank",), ("plan",), ("explain", "KEN"), ("partners",), ("alternatives",), ("frontier",),
)  # fmt: skip
TIMES = 3
RUN = "from app.cli.main import run; run()"


def seconds_of(command: Sequence[str]) -> float:
    """Return the processor seconds of one call, with those of its processes."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-c", RUN, *command], check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main(arguments: Sequence[str] = ()) -> None:
    """Print one table: the median of several calls of each command, and its ratio to the first."""
    parser = argparse.ArgumentParser(prog="benchmarks commands")
    parser.add_argument("--times", type=int, default=TIMES)
    times = parser.parse_args(arguments).times
    table = Table(title=f"Processor seconds of a command, median of {times}")
    for column in ("command", "seconds", "÷ focus rank"):
        table.add_column(column, justify="left" if column == "command" else "right")
    first = 0.0
    for command in COMMANDS:
        seconds = statistics.median(seconds_of(command) for _ in range(times))
        first = first or seconds
        table.add_row(f"focus {' '.join(command)}", f"{seconds:.2f}", f"{seconds / first:.1f}")
    Console(width=100).print(table)


if __name__ == "__main__":
    main(sys.argv[1:])

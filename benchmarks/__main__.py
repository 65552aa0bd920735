"""Run every benchmark, or those named: ``python -m benchmarks search ecosystem_scale``.

What follows the name of a single benchmark is handed to it:
``python -m benchmarks search --quick``.
"""

import importlib
import itertools
import sys
from pathlib import Path

HELPERS = {"__init__", "__main__", "runs", "synthetic", "synthetic_partners"}


def names() -> list[str]:
    """Return the names of the benchmarks in this folder, sorted."""
    here = Path(__file__).parent
    return sorted(path.stem for path in here.glob("*.py") if path.stem not in HELPERS)


def main(arguments: list[str]) -> int:
    """Run the wanted benchmarks one after the other; 2 when a name is unknown."""
    known = names()
    wanted = list(itertools.takewhile(known.__contains__, arguments))
    rest = arguments[len(wanted) :]
    if rest and len(wanted) != 1:
        print(f"a benchmark must be one of {', '.join(known)} (found {' '.join(rest)})")
        return 2
    for name in wanted or known:
        print(f"\n== {name}", flush=True)
        benchmark = importlib.import_module(f"benchmarks.{name}")
        benchmark.main(rest) if rest else benchmark.main()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

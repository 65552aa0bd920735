"""Run every benchmark, or those named: ``python -m benchmarks search ecosystem_scale``.

What follows the name of one benchmark from the first option on is handed to it:
``python -m benchmarks search --quick``.
"""

import importlib
import sys
from pathlib import Path

HELPERS = {"__init__", "__main__", "runs", "synthetic", "synthetic_partners"}


def names() -> list[str]:
    """Return the names of the benchmarks in this folder, sorted."""
    here = Path(__file__).parent
    return sorted(path.stem for path in here.glob("*.py") if path.stem not in HELPERS)


def main(arguments: list[str]) -> int:
    """Run the wanted benchmarks one after the other; 2 when a name is unknown."""
    first = next((at for at, one in enumerate(arguments) if one.startswith("-")), len(arguments))
    wanted, options = arguments[:first], arguments[first:]
    if options and wanted and wanted[0] in names():
        wanted, options = wanted[:1], [*wanted[1:], *options]
    unknown = sorted(set(wanted) - set(names()))
    if unknown or (options and not wanted):
        found = ", ".join(unknown) or " ".join(options)
        print(f"a benchmark must be one of {', '.join(names())} (found {found})")
        return 2
    for name in wanted or names():
        print(f"\n== {name}", flush=True)
        benchmark = importlib.import_module(f"benchmarks.{name}")
        benchmark.main(options) if options else benchmark.main()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

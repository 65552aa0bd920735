"""Run every benchmark, or those named: ``python -m benchmarks planning ecosystem_scale``."""

import importlib
import sys
from pathlib import Path

HELPERS = {"__init__", "__main__", "synthetic", "synthetic_partners"}


def names() -> list[str]:
    """Return the names of the benchmarks in this folder, sorted."""
    here = Path(__file__).parent
    return sorted(path.stem for path in here.glob("*.py") if path.stem not in HELPERS)


def main(wanted: list[str]) -> int:
    """Run the wanted benchmarks one after the other; 2 when a name is unknown."""
    unknown = sorted(set(wanted) - set(names()))
    if unknown:
        print(f"a benchmark must be one of {', '.join(names())} (found {', '.join(unknown)})")
        return 2
    for name in wanted or names():
        print(f"\n== {name}", flush=True)
        importlib.import_module(f"benchmarks.{name}").main()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

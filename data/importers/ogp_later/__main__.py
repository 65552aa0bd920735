"""Write the tables of what became known later: ``python -m data.importers.ogp_later``."""

import argparse
import sys
from pathlib import Path

from config.problems import InputError
from data.importers.ogp_2020.tables import write_table
from data.importers.ogp_later.build import TABLES, build


def main() -> int:
    """Write the tables; return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m data.importers.ogp_later")
    parser.add_argument("--raw", type=Path, required=True, help="folder of the raw public files")
    parser.add_argument("--out", type=Path, required=True, help="folder of the tables")
    given = parser.parse_args()
    try:
        tables = build(given.raw)
    except InputError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    for name, columns in TABLES.items():
        count = write_table(given.out / f"{name}.csv", columns, tables[name])
        sys.stdout.write(f"{name}: {count} rows\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())

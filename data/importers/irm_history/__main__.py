"""``python -m data.importers.irm_history --raw DIR --out DIR``."""

import argparse
from pathlib import Path

from data.importers.irm_history.build import COLUMNS, build
from data.importers.ogp_2020.tables import write_table


def main() -> None:
    """Write the table anew."""
    parser = argparse.ArgumentParser(description="Build the table of earlier commitments.")
    parser.add_argument("--raw", type=Path, required=True, help="folder of the raw files")
    parser.add_argument("--out", type=Path, required=True, help="folder to write to")
    given = parser.parse_args()
    write_table(given.out / "history.csv", COLUMNS, build(given.raw))


if __name__ == "__main__":
    main()

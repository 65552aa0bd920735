"""``python -m data.importers.ogp_2020 --raw DIR --out DIR``."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from data.importers.ogp_2020.build import build, write


def main(arguments: Sequence[str] | None = None) -> int:
    """Rebuild the bundled dataset; exit status 0, or 2 when a raw file is missing."""
    parser = argparse.ArgumentParser(
        prog="python -m data.importers.ogp_2020",
        description="Rebuild the tables of data/ogp_2020 from the raw public files.",
    )
    parser.add_argument(
        "--raw", type=Path, required=True, help="folder with ogp/, indicators/ and partners/"
    )
    parser.add_argument("--out", type=Path, required=True, help="folder to write the tables to")
    options = parser.parse_args(arguments)
    try:
        counts = write(build(options.raw), options.out)
    except FileNotFoundError as error:
        sys.stderr.write(
            f"{error.filename}: this raw file must be there. docs/data.md says where it comes "
            "from.\n"
        )
        return 2
    for table, count in counts.items():
        sys.stdout.write(f"{table}: {count} rows\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())

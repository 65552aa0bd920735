"""``python -m data.importers.ogp_2020 --raw DIR --out DIR [--check]``."""

import argparse
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from config.problems import InputError
from data.importers.ogp_2020.build import build, differing, write

EXIT_OK, EXIT_DIFFERS, EXIT_BAD_INPUT = 0, 1, 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Rebuild the bundled dataset, or compare what is there with a rebuild.

    Args:
        arguments: the command line; None = that of the process.

    Returns:
        0, 1 when ``--check`` finds a difference, or 2 when a raw file is missing or not as it must
        be.
    """
    options = _parser().parse_args(arguments)
    try:
        tables = build(options.raw)
    except FileNotFoundError as error:
        sys.stderr.write(
            f"{error.filename}: this raw file must be there. "
            "docs/data.md says where each raw file comes from.\n"
        )
        return EXIT_BAD_INPUT
    except InputError as error:
        sys.stderr.writelines(f"{problem}\n" for problem in error.problems)
        return EXIT_BAD_INPUT
    if options.check:
        with tempfile.TemporaryDirectory() as folder:
            write(tables, Path(folder))
            changed = differing(Path(folder), options.out)
        sys.stdout.writelines(f"{file}: differs from a rebuild\n" for file in changed)
        return EXIT_DIFFERS if changed else EXIT_OK
    counts = write(tables, options.out)
    sys.stdout.writelines(f"{table}: {count} rows\n" for table, count in counts.items())
    return EXIT_OK


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m data.importers.ogp_2020",
        description="Rebuild the tables of data/ogp_2020 from the raw public files.",
    )
    parser.add_argument(
        "--raw", type=Path, required=True, help="folder with ogp/, indicators/ and partners/"
    )
    parser.add_argument("--out", type=Path, required=True, help="folder of the tables")
    parser.add_argument(
        "--check",
        action="store_true",
        help="write nothing; name the files in the folder that differ from a rebuild",
    )
    return parser


if __name__ == "__main__":
    sys.exit(main())

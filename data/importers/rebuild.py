"""The command that rebuilds a bundled dataset from raw public files, or compares it with them."""

import argparse
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from config.problems import InputError
from data.importers.ogp_2020.tables import Row, write_table
from data.importers.package import FILE, Package, write_descriptor

EXIT_OK, EXIT_DIFFERS, EXIT_BAD_INPUT = 0, 1, 2

Tables = Mapping[str, list[Row]]


@dataclass(frozen=True)
class Rebuild:
    """One bundled dataset: how its tables are made, and how its data package is described."""

    package: Package
    build: Callable[[Path], Tables]
    """From the folder of raw files to every table."""
    module: str
    """Name of the module that is run for it."""

    @property
    def files(self) -> tuple[str, ...]:
        """Every file of the dataset, in order."""
        return (*(f"{table}.csv" for table in self.package.columns), FILE)

    def write(self, tables: Tables, out: Path) -> Mapping[str, int]:
        """Write the tables and ``datapackage.json``; return table → number of rows."""
        out.mkdir(parents=True, exist_ok=True)
        counts = {
            table: write_table(out / f"{table}.csv", columns, tables[table])
            for table, columns in self.package.columns.items()
        }
        write_descriptor(self.package, out / FILE)
        return counts

    def differing(self, built: Path, kept: Path) -> list[str]:
        """Return the files of a built dataset that are not byte for byte those of a kept one."""
        return [
            file
            for file in self.files
            if not (kept / file).is_file()
            or (built / file).read_bytes() != (kept / file).read_bytes()
        ]

    def main(self, arguments: Sequence[str] | None = None) -> int:
        """Rebuild the bundled dataset, or compare what is there with a rebuild.

        Args:
            arguments: the command line; None = that of the process.

        Returns:
            0, 1 when ``--check`` finds a difference, or 2 when a raw file is missing or not as it
            must be.
        """
        options = self._parser().parse_args(arguments)
        try:
            tables = self.build(options.raw)
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
                self.write(tables, Path(folder))
                changed = self.differing(Path(folder), options.out)
            sys.stdout.writelines(f"{file}: differs from a rebuild\n" for file in changed)
            return EXIT_DIFFERS if changed else EXIT_OK
        counts = self.write(tables, options.out)
        sys.stdout.writelines(f"{table}: {count} rows\n" for table, count in counts.items())
        return EXIT_OK

    def _parser(self) -> argparse.ArgumentParser:
        parser = argparse.ArgumentParser(
            prog=f"python -m {self.module}",
            description=f"Rebuild the tables of {self.package.name} from the raw public files.",
        )
        parser.add_argument(
            "--raw", type=Path, required=True, help="folder with the raw public files"
        )
        parser.add_argument("--out", type=Path, required=True, help="folder of the tables")
        parser.add_argument(
            "--check",
            action="store_true",
            help="write nothing; name the files in the folder that differ from a rebuild",
        )
        return parser

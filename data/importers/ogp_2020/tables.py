"""The tables of a dataset as rows of text, and how they are written."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from config.problems import InputError

Row = dict[str, str]

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "candidates": (
        "id", "kind", "name", "region", "subregion", "country", "status",
        "incumbent", "incumbent_since", "level", "income_group", "cohort", "joined",
        "in_transition", "ap_number", "year_submitted", "end_year", "considered_2020",
        "cross_cutting", "family", "url",
    ),
    "evidence": (
        "candidate", "measure", "value", "low", "high", "basis", "source", "as_of", "note",
    ),
    "links": ("candidate", "target", "relation"),
    "partners": ("id", "name", "type", "capacity"),
    "engagements": ("partner", "target", "service", "strength", "source"),
    "windows": ("candidate", "period", "phase"),
    "events": ("candidate", "event", "name", "period", "opens", "place", "source"),
    "sources": ("id", "title", "publisher", "url", "licence", "retrieved", "as_of"),
}  # fmt: skip
"""Table → its columns, in order."""


class RawRow(Row):
    """A row of a raw file; a column that the file lacks is told, with the name of the file."""

    def __init__(self, file: str, cells: Mapping[str, str]) -> None:
        super().__init__(cells)
        self.file = file

    def __missing__(self, column: str) -> str:
        """Refuse a column that is not there.

        Raises:
            InputError: always.
        """
        raise InputError.one(
            file=self.file,
            must=f"the file must have a column {column!r}, with commas between columns",
            do="docs/data.md says which file this is and where it comes from.",
            row=1,
        )


def read_rows(path: Path) -> list[Row]:
    """Read a CSV as rows of text; blank stays blank, and ``None``/``NA`` stay words.

    A first line of running numbers (0, 1, 2, …), as copies of public tables have it, is skipped.

    Args:
        path: a UTF-8 CSV file with a header line; a byte-order mark is skipped.

    Raises:
        InputError: the file is not UTF-8 text; later also where a column is read that it lacks.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        raise InputError.one(
            file=path.name,
            must="every character must be UTF-8 text",
            do="Save it again as CSV with the encoding UTF-8.",
            row=line,
        ) from error
    lines = io.StringIO(text, newline="")
    if not _numbered(next(csv.reader(lines), [])):
        lines.seek(0)
    return [
        RawRow(path.name, {k: (v or "").strip() for k, v in row.items() if k is not None})
        for row in csv.DictReader(lines)
    ]


def _numbered(cells: Sequence[str]) -> bool:
    """Say whether cells are running numbers, 0 first, of which a blank one may stand first."""
    numbers = [cell for cell in cells if cell.strip()]
    return len(numbers) > 1 and numbers == [str(place) for place in range(len(numbers))]


def write_table(path: Path, columns: Sequence[str], rows: Iterable[Row]) -> int:
    """Write rows as CSV (UTF-8, commas, line feeds) and return how many there were.

    Args:
        path: the file to write.
        columns: header, in order; a row's absent column is left blank.
        rows: the rows, in order.

    Raises:
        KeyError: a row has a column that the table does not.
    """
    count = 0
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        for row in rows:
            unknown = sorted(set(row) - set(columns))
            if unknown:
                raise KeyError(unknown)
            writer.writerow([row.get(column, "") for column in columns])
            count += 1
    return count


def number(value: float, digits: int = 3) -> str:
    """Write a number with at most ``digits`` decimals and no idle zeros; ``-0`` is ``0``."""
    text = f"{value + 0.0:.{digits}f}"
    short = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if short == "-0" else short


def evidence_row(
    candidate: str,
    measure: str,
    value: str,
    *,
    source: str,
    as_of: str,
    low: str = "",
    high: str = "",
    note: str = "",
    basis: str = "observed",
) -> Row:
    """Return one row of ``evidence.csv``."""
    return {
        "candidate": candidate,
        "measure": measure,
        "value": value,
        "low": low,
        "high": high,
        "basis": basis,
        "source": source,
        "as_of": as_of,
        "note": note,
    }

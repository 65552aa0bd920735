"""The tables of a dataset as rows of text, and how they are written."""

import csv
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

Row = dict[str, str]

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "candidates": (
        "id", "kind", "name", "region", "country", "status", "incumbent", "level", "income_group",
        "cohort", "joined", "ap_number", "year_submitted", "end_year", "considered_2020",
        "cross_cutting", "family", "url",
    ),
    "evidence": (
        "candidate", "measure", "value", "low", "high", "basis", "source", "as_of", "note",
    ),
    "links": ("candidate", "target", "relation"),
    "partners": ("id", "name", "type", "capacity"),
    "engagements": ("partner", "target", "service", "strength", "source"),
    "sources": ("id", "title", "publisher", "url", "licence", "retrieved"),
}  # fmt: skip
"""Table → its columns, in order."""


def read_rows(path: Path) -> list[dict[str, str]]:
    """Read a CSV as rows of text; blank stays blank, and ``None``/``NA`` stay words.

    Args:
        path: a UTF-8 CSV file with a header line; a byte-order mark is skipped.
    """
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [
            {key: (value or "").strip() for key, value in row.items() if key is not None}
            for row in csv.DictReader(file)
        ]


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

"""Recognise an export by its columns, whatever its encoding, separator or format.

``columns.csv`` is the one table of columns: a line per thing that is read, and how each version of
the export calls it. Policy areas of each version stand in ``ogp_2020/plan_themes.csv``.
"""

import csv
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from config.problems import Problems
from data.importers.ogp_2020 import codings, themes
from data.wide.read import read_table
from data.wide.sheet import Remark, Sheet

LEGACY, EXPORT_2024 = "legacy_2011_2014", "export_2024"
LABELS = {LEGACY: "the database of 2011-2014", EXPORT_2024: "the commitments export of 2024"}
"""Version → what it is called."""
POLICY_AREAS = {LEGACY: "columns_2011", EXPORT_2024: "columns_2024"}
"""Version → the column of the table of policy areas that has its columns."""
LEGISLATURE = (
    "Open Parliaments", "Legislative Oversight", "Legislation", "Open Parliament Plan",
    "Participation in Lawmaking",
)  # fmt: skip
"""Tags of the export of 2024 by one of which a row touches a legislature."""
KNOWN = 0.5
"""Share of the columns of a version by which a file is taken for it."""
TABLE = Path(__file__).with_name("columns.csv")


@dataclass(frozen=True)
class Export:
    """One export, its columns called as that version calls them.

    Attributes:
        version: which of the versions it is.
        file: name of the file.
        rows: heading → cell, of each row.
        remarks: what was done to read it.
    """

    version: str
    file: str
    rows: tuple[dict[str, str], ...]
    remarks: tuple[Remark, ...]


def columns_of(version: str) -> tuple[str, ...]:
    """Return every column that is read of a version, as it calls them."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        named = [row[version] for row in csv.DictReader(file) if row[version]]
    areas = themes.columns(themes.policy_areas(), POLICY_AREAS[version]).values()
    tags = (*codings.INCLUSION_TAGS, codings.SDG_TAG, *LEGISLATURE)
    more = tags if version == EXPORT_2024 else ()
    return tuple(dict.fromkeys((*named, *more, *(one for columns in areas for one in columns))))


def read_exports(paths: Sequence[Path]) -> tuple[Export, ...]:
    """Read exports; see :func:`recognise`.

    Raises:
        InputError: a file is not as it must be; carries every problem of the first such file.
    """
    return tuple(recognise(read_table(path)) for path in paths)


def recognise(sheet: Sheet) -> Export:
    """Return a table as the export that it is.

    Capitals, spaces and marks of headings do not matter.

    Raises:
        InputError: it is none that is known, or lacks columns; names every one.
    """
    there = {_plain(title): place for place, title in reversed(list(enumerate(sheet.titles)))}
    wanted = {version: columns_of(version) for version in LABELS}
    shares = {
        version: sum(_plain(one) in there for one in columns) / len(columns)
        for version, columns in wanted.items()
    }
    version = max(shares, key=lambda one: shares[one])
    problems = Problems()
    if shares[version] < KNOWN:
        names = " nor ".join(LABELS.values())
        problems.add(
            sheet.file,
            must=f"the file must be an export of OGP's commitments; it is neither {names}",
            do="Bring the export as it came. A table of another sort is taken by focus new.",
        )
        problems.raise_if_any()
    for column in wanted[version]:
        if _plain(column) not in there:
            problems.add(
                sheet.file,
                must=f"{LABELS[version]} must have this column",
                do="Bring the export whole, as it came.",
                column=column,
            )
    problems.raise_if_any()
    places: Mapping[str, int] = {column: there[_plain(column)] for column in wanted[version]}
    rows = tuple({column: row[at] for column, at in places.items()} for row in sheet.rows)
    return Export(version, sheet.file, rows, sheet.remarks)


def _plain(title: str) -> str:
    """Return a heading without what people change in it: capitals, spaces, marks.

    An underscore in front stands for the coded twin of a column, and stays.
    """
    coded = "_" if title.startswith("_") else ""
    return coded + re.sub(r"[\W_]", "", title.casefold())

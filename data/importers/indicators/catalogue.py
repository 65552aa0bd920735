"""The indices that are known: their figures with unit and years, and how each version calls them.

Four tables: ``indices.csv``, ``figures.csv``, ``columns.csv`` (a line per column that is read, with
the version of the table that it belongs to) and ``series.csv`` (what stands in a column that names
the figure of its row). ``countries.csv`` has the codes and names of countries that are written in
more than one way.
"""

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent
YEAR = "{year}"
"""Stands for the year in the heading of a column that has one."""


@dataclass(frozen=True)
class Index:
    """One published index."""

    id: str
    label: str
    publisher: str
    edition_after: int
    """By how many years an edition is later than the last year that it speaks of."""
    beware: str
    """Why figures of one year may differ; blank where nothing is known of that."""


@dataclass(frozen=True)
class Figure:
    """One figure of an index: its years, its scale, and how it is written down."""

    id: str
    index: str
    first: int
    last: int
    """First and last year of which there can be any; 9999 = until further notice."""
    lowest: float
    highest: float
    """Ends of its scale, in its unit."""
    digits: int
    note: str

    @property
    def name(self) -> str:
        """Index and figure, as a mapping to measures writes them."""
        return f"{self.index}.{self.id}"


@dataclass(frozen=True)
class Heading:
    """One column that is read of one version of an index."""

    field: str
    """``code``, ``name``, ``year``, ``edition`` (of the year after), ``survey_after`` (the survey
    is of the year after), ``series``, ``value``, ``only`` (rows of countries have ``c``), ``mark``
    (tells the version), or a figure; with ``.low``, ``.high`` or ``.error``, its uncertainty."""
    needed: bool
    column: str
    pattern: re.Pattern[str]
    """What headings of the column look like, without capitals, spaces and marks."""


Versions = Mapping[tuple[str, str], tuple[Heading, ...]]


@cache
def indices() -> Mapping[str, Index]:
    """Return id → index."""
    return {
        row["index"]: Index(
            row["index"], row["label"], row["publisher"], int(row["edition_after"]), row["beware"]
        )
        for row in _rows("indices.csv")
    }


@cache
def figures() -> Mapping[str, Figure]:
    """Return ``index.figure`` → figure."""
    made = [
        Figure(
            id=row["figure"],
            index=row["index"],
            first=int(row["first"]),
            last=int(row["last"] or 9999),
            lowest=float(row["lowest"]),
            highest=float(row["highest"]),
            digits=int(row["digits"]),
            note=row["note"],
        )
        for row in _rows("figures.csv")
    ]
    return {one.name: one for one in made}


@cache
def versions() -> Versions:
    """Return (index, version) → the columns that are read of it."""
    found: dict[tuple[str, str], list[Heading]] = {}
    for row in _rows("columns.csv"):
        before, year, after = row["column"].partition(YEAR)
        pattern = plain(before) + (r"(?P<year>[0-9]{4})" if year else "") + plain(after)
        heading = Heading(row["field"], row["needed"] == "yes", row["column"], re.compile(pattern))
        found.setdefault((row["index"], row["version"]), []).append(heading)
    return {version: tuple(headings) for version, headings in found.items()}


@cache
def series() -> Mapping[tuple[str, str], str]:
    """Return (index, code in small letters) → the figure that it stands for."""
    return {(row["index"], row["code"].casefold()): row["figure"] for row in _rows("series.csv")}


@cache
def countries() -> Mapping[str, str]:
    """Return code or name as others write it, in small letters → ISO 3166-1 alpha-3."""
    return {row["written"].casefold(): row["iso3"] for row in _rows("countries.csv")}


def plain(title: str) -> str:
    """Return a heading without what people change in it: capitals, spaces, marks."""
    return re.sub(r"[\W_]", "", title.casefold())


def _rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))

"""A report to take away: one value, and every kind of file that it can be."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from app.export.archive import zipped
from app.export.tables import csv
from reports.report import Report, Table

DECIMALS = 9
"""Decimals of numbers in JSON: enough to add up, without the noise of binary fractions."""
AS_GIVEN = "scenario"
"""Field of JSON whose numbers keep all their digits, so that they are read back as they were."""


@dataclass(frozen=True)
class Takeaway:
    """A report, and what leaves with it."""

    report: Report
    source: str = ""
    """Where it comes from, in a line."""
    values: Any = None
    """What programs get; None = the report's own JSON."""
    main: Table | None = None
    """The table of a file that holds only one; None = the first that has rows."""

    @property
    def for_programs(self) -> Any:  # noqa: ANN401 (JSON's types)
        """What programs get."""
        return self.report.json() if self.values is None else self.values

    @cached_property
    def table(self) -> Table | None:
        """The table of a file that holds only one; None where nothing has rows."""
        if self.main is not None:
            return self.main
        return next((table for table in self.report.tables if table.rows), None)

    def csv(self) -> bytes:
        """Return its main table; nothing but a mark of its encoding where it has none."""
        return b"\xef\xbb\xbf" if self.table is None else csv(self.table.frame())

    def json(self) -> bytes:
        """Return what programs get, as text."""
        return f"{as_json(self.for_programs)}\n".encode()

    def html(self) -> bytes:
        """Return a page that needs nothing but a browser."""
        from reports.html import page

        return page(self.report, source=self.source)

    def docx(self) -> bytes:
        """Return a Word document."""
        from app.export.document import document

        return document(self.report, self.source)

    def xlsx(self) -> bytes:
        """Return an Excel workbook."""
        from app.export.workbook import workbook

        return workbook(self.report, self.source)

    def zip(self) -> bytes:
        """Return everything in one archive: page, JSON, every table, and every picture twice."""
        return zipped(dict(self._files()))

    def _files(self) -> Iterator[tuple[str, bytes]]:
        from app.export.pictures import Framed

        yield f"{self.report.id}.html", self.html()
        yield f"{self.report.id}.json", self.json()
        for table in self.report.tables:
            if table.rows:
                yield f"tables/{table.id}.csv", csv(table.frame())
        for section in self.report.sections:
            for picture in section.pictures:
                framed = Framed(picture, section.title or self.report.title, self.source)
                yield f"pictures/{picture.id}.svg", framed.svg()
                yield f"pictures/{picture.id}.png", framed.png()
                if picture.table is not None:
                    yield f"pictures/{picture.id}.csv", csv(picture.table.frame())


class Kind(NamedTuple):
    """A kind of file."""

    name: str
    """As a button calls it."""
    mime: str
    make: Callable[[Takeaway], bytes]
    about: str


OFFICE = "application/vnd.openxmlformats-officedocument"
KINDS: Mapping[str, Kind] = {
    ".docx": Kind(
        "Word", f"{OFFICE}.wordprocessingml.document", Takeaway.docx,
        "Words, pictures and tables, with headings and numbered pages.",
    ),
    ".xlsx": Kind(
        "Excel", f"{OFFICE}.spreadsheetml.sheet", Takeaway.xlsx,
        "Each table on a sheet, numbers as numbers, with charts.",
    ),
    ".html": Kind(
        "Web page", "text/html", Takeaway.html,
        "One file that opens in any browser, without the network, and prints well.",
    ),
    ".csv": Kind("Main table", "text/csv", Takeaway.csv, "The first table, for any spreadsheet."),
    ".json": Kind("JSON", "application/json", Takeaway.json, "Everything, for programs."),
    ".zip": Kind(
        "All of it", "application/zip", Takeaway.zip,
        "Page, JSON, every table as CSV, every picture as PNG and SVG.",
    ),
}  # fmt: skip
"""How a file's name ends → what it is."""


def as_json(value: object) -> str:
    """Return a value of JSON's types as text that people can read, too."""
    return json.dumps(_tidy(value), indent=2, ensure_ascii=False, allow_nan=False)


def _tidy(value: object) -> object:
    """Return a value in which numbers have no more decimals than they mean."""
    if isinstance(value, float):
        rounded = round(value, DECIMALS)
        return rounded or 0.0
    if isinstance(value, Mapping):
        return {str(key): item if key == AS_GIVEN else _tidy(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_tidy(item) for item in value]
    return value

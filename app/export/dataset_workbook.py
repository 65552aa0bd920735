"""A dataset as a workbook that people fill in: what to do, ratings sheets by region, all tables.

Ids are protected, without a password; what may be changed is not. Drop-downs offer levels, numbers
are held to their scale, a missing rating is grey and an assumption yellow. Texts stand as they are,
and none is ever run.
"""

import io
from collections.abc import Collection, Mapping, Sequence
from typing import Any

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from app.export.workbook import A4, LEAST, NO_DAY, WIDEST, Writer
from config.configuration import Configuration
from config.problems import InputError, Problems
from data.dataset import Dataset
from data.schema import number
from data.tables import CANDIDATES, EVIDENCE, SOURCES, TABLES, Cell, Column, Table
from data.values import level_words
from data.wide.sheet import letter
from data.wide.workbook import MOST_CELLS
from data.workbook.asked import AS_WRITTEN, LISTS, READ_ME, TITLES, Asked, asked
from data.workbook.rows import NUMERIC, Pair, as_written, on_ratings_sheets
from data.write import records
from optimizer.study import Study
from reports.escape import visible
from reports.report import Report
from reports.workbook import read_me, sheet_names

LONGEST = 32_767
"""Characters that a cell of a workbook can hold."""
FAR = 10**15
"""Beyond it a number that has no scale is asked for twice."""
HEAD, MESSAGE = 32, 255
"""Characters of the heading and of the text of what a drop-down says."""
SPARE = 200
"""Rows below a table in which drop-downs are offered, too."""
WIDTHS: Mapping[str, int] = {
    "name": 30, "kind": 17, "label": 30, "value": 12, "low": 9, "high": 9, "unit": 28,
    "reason": 38, "note": 38, "basis": 12, "source": 18, "as_of": 12, "candidate": 18,
    "measure": 20,
}  # fmt: skip
TYPED = ("value", "low", "high", "reason", "note", "basis", "source", "as_of")
"""Columns of a ratings sheet that are filled in."""
WRAPPED = ("unit", "note", "reason")
MISSING, ASSUMED, SHOWN = "#E3E5E8", "#FFF3C4", "#F4F6F8"
"""Colours of what is missing, of assumptions, and of what is only there to be read."""
ALLOWED = {
    "sort": True, "autofilter": True, "format_columns": True, "format_rows": True,
    "insert_rows": True, "insert_columns": False,
}  # fmt: skip
"""What a protected sheet lets people do."""
Row = Mapping[str, str]


def dataset_workbook(
    dataset: Dataset,
    configuration: Configuration,
    names: Mapping[str, str],
    told: Report,
    last: str,
) -> bytes:
    """Return a dataset as an .xlsx file.

    ``names`` are those of the ratings sheets, by region; ``told`` says what to do, on the first
    sheet, and ``last`` from which dataset it was written.

    Raises:
        InputError: a workbook cannot hold it; carries every problem.
    """
    _check(dataset)
    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(buffer, options) as book:
        book.set_properties({"title": visible(told.title), "created": NO_DAY})
        _Book(book, dataset, configuration).write(names, told, last)
    return buffer.getvalue()


def workbook_of(study: Study, title: str = "") -> bytes:
    """Return the dataset of a study, of a round where it has a title, as an .xlsx file.

    Raises:
        InputError: a workbook cannot hold it; carries every problem.
    """
    dataset, configuration = study.dataset, study.configuration
    names = sheet_names(dataset, configuration)
    told, last = read_me(dataset, configuration, names, title)
    return dataset_workbook(dataset, configuration, names, told, last)


def _check(dataset: Dataset) -> None:
    """See that a workbook can hold a dataset, and that it could be read again.

    Raises:
        InputError: it cannot.
    """
    problems, cells = Problems(), 0
    for table in TABLES:
        for line, row in enumerate(records(dataset)[table.name], start=2):
            cells += len(row) + 3
            for name, text in row.items():
                long = len(text.encode("utf-16-le", "replace")) // 2 > LONGEST
                if long or any(ord(one) & 0xFFFE == 0xFFFE for one in text if ord(one) > 0xFFF):
                    must = f"a cell of a workbook holds at most {LONGEST:,} characters, signs only"
                    do = "Shorten the text, or delete what is no sign."
                    problems.add(table.file, must, do, row=line, column=name, value=text)
    if cells > MOST_CELLS:
        must = f"a workbook must not have more than {MOST_CELLS:,} cells"
        problems.add("dataset", must, "Work on its tables as CSV.", value=f"{cells:,} cells")
    if problems:
        raise InputError(problems.found())


class _Book:
    """Writes a dataset into a workbook that is open."""

    def __init__(
        self, book: xlsxwriter.Workbook, dataset: Dataset, configuration: Configuration
    ) -> None:
        self.book, self.writer = book, Writer(book)
        self.dataset, self.configuration = dataset, configuration
        self.tables = records(dataset)
        self.levels = level_words(configuration)
        self.lists: dict[tuple[str, ...], str] = {}

    def write(self, names: Mapping[str, str], told: Report, last: str) -> None:
        """Write every sheet."""
        self.writer.says(told, last, READ_ME)
        every = asked(self.dataset, self.configuration)
        things = {one.thing for rows in every.values() for one in rows}
        known = on_ratings_sheets(self.tables[EVIDENCE.name], things)
        shown = {id(row) for row in known.values()}
        self.tables[EVIDENCE.name] = [
            row for row in self.tables[EVIDENCE.name] if id(row) not in shown
        ]
        sheets = {region: self.book.add_worksheet(names[region]) for region in every}
        tables = {table.name: self.book.add_worksheet(table.name) for table in TABLES}
        for region, rows in every.items():
            self._ratings(sheets[region], rows, known)
        for table in TABLES:
            self._table(tables[table.name], table, self.tables[table.name])
        self._write_lists()
        self._write_as_written(known)

    def _ratings(
        self, sheet: Worksheet, rows: Sequence[Asked], known: Mapping[tuple[str, str], Row]
    ) -> None:
        """Write what only people can rate of the candidates of a region."""
        places = {name: place for place, name in enumerate(TITLES)}
        self._head(sheet, list(TITLES.values()))
        for name, place in places.items():
            style = {"locked": name not in TYPED} | ({} if name == "value" else {"num_format": "@"})
            ids = [*(one.candidate.id for one in rows), ""] if name == "candidate" else [""]
            width = min(WIDEST, max(WIDTHS[name], max(map(len, ids)) + 2))
            sheet.set_column(place, place, width, self.writer.format(**style))
        groups: dict[tuple[str, str], list[int]] = {}
        before = ""
        for at, one in enumerate(rows, start=1):
            groups.setdefault((one.candidate.kind, one.measure), []).append(at)
            line = {"top": 1, "top_color": "#B9C0C8"} if one.candidate.id != before else {}
            before = one.candidate.id
            self._asked(sheet, at, one, known.get(one.thing, {}), line)
        for (_, measure), lines in groups.items():
            first = rows[lines[0] - 1]
            self._validate_rating(sheet, places, lines, measure, first)
        last = len(rows)
        area = (1, 0, last, len(places) - 1)
        basis = letter(places["basis"])
        self._colours(sheet, area, f'=${basis}2="assumption"')
        blank = {"type": "blanks", "format": self.book.add_format({"bg_color": MISSING})}
        sheet.conditional_format(1, places["value"], last, places["value"], blank)
        words = EVIDENCE.column("basis").choices
        sources = tuple(row["id"] for row in self.tables[SOURCES.name])
        self._offer(sheet, (1, places["basis"], last, places["basis"]), words, strict=True)
        self._offer(sheet, (1, places["source"], last, places["source"]), sources, strict=False)
        self._finish(sheet, last, len(places), 3)

    def _asked(
        self, sheet: Worksheet, at: int, one: Asked, row: Row, line: Mapping[str, Any]
    ) -> None:
        """Write one judgement that is asked for, with what is on record of it."""
        measure = self.configuration.criteria.measures[one.measure]
        unit = " < ".join(one.levels) if one.levels else measure.unit
        kind = self.configuration.criteria.kinds[one.candidate.kind].singular
        country = one.candidate.country
        shown = {
            "name": one.candidate.name, "kind": visible(f"{kind}, {country}" if country else kind),
            "label": visible(measure.label), "unit": visible(unit),
            "candidate": one.candidate.id, "measure": one.measure,
        }  # fmt: skip
        for place, name in enumerate(TITLES):
            style: dict[str, Any] = {
                "valign": "top",
                "text_wrap": name in WRAPPED,
            }
            style |= line
            text = shown.get(name, row.get(name, ""))
            closed = name not in TYPED or (bool(one.levels) and name in ("low", "high"))
            if closed:
                style |= {"bg_color": SHOWN, "font_color": "#4A515B"}
            style["locked"] = closed and not text if name in TYPED else closed
            numeric = name in ("value", "low", "high") and not one.levels
            self._write(sheet, (at, place), text, style, numeric=numeric)

    def _validate_rating(
        self,
        sheet: Worksheet,
        places: Mapping[str, int],
        rows: Sequence[int],
        name: str,
        one: Asked,
    ) -> None:
        """Hold ratings of a measure to its levels or to its scale, and say what it is about."""
        measure = self.configuration.criteria.measures[name]
        told = {
            "input_title": visible(measure.label)[:HEAD],
            "input_message": (visible(measure.about) or visible(measure.label))[:MESSAGE],
        }
        columns = [places["value"]]
        rule: dict[str, Any]
        if one.levels:
            rule = {
                "validate": "list", "source": self._list(one.levels), "error_title": "A level",
                "error_message": visible(f"Choose one of: {', '.join(one.levels)}.")[:MESSAGE],
            }  # fmt: skip
        else:
            low, high = measure.scale or (-FAR, FAR)
            span = f"from {low:g} to {high:g}" if measure.scale else ""
            rule = {
                "validate": "decimal", "criteria": "between", "minimum": low, "maximum": high,
                "error_title": "A number", "error_message": f"Write a number {span}".strip() + ".",
                "error_type": "stop" if measure.scale else "warning",
            }  # fmt: skip
            columns += [places["low"], places["high"]]
        for column in columns:
            others = [(row, column, row, column) for row in rows[1:]]
            also = {"other_cells": others} if others else {}
            sheet.data_validation(rows[0], column, rows[0], column, {**rule, **told, **also})

    def _table(self, sheet: Worksheet, table: Table, rows: Sequence[Row]) -> None:
        """Write a table as it is, its ids protected."""
        own = [column.name for column in table.columns]
        names = list(dict.fromkeys([*own, *(name for row in rows for name in row)]))
        self._head(sheet, names)
        for place, name in enumerate(names):
            column = table.column(name) if name in table.names else Column(name, Cell.WORD, "")
            plain = {} if column.cell in (*NUMERIC, Cell.VALUE) else {"num_format": "@"}
            longest = max((len(row.get(name, "")) for row in rows), default=0)
            width = min(WIDEST, max(LEAST, longest, len(name)) + 2)
            sheet.set_column(place, place, width, self.writer.format(locked=False, **plain))
            if column.about:
                about = f"{column.about} It must be {column.must}."
                sheet.write_comment(0, place, about, {"author": ""})
            locked = name in table.key and column.cell is not Cell.DATE
            style = {"valign": "top", "locked": locked} | plain
            style |= {"bg_color": SHOWN, "font_color": "#4A515B"} if locked else {}
            for at, row in enumerate(rows, start=1):
                self._write(sheet, (at, place), row.get(name, ""), style, numeric=self._is_number(
                    column, row
                ))  # fmt: skip
            self._validate(sheet, column, place, len(rows))
        if table is EVIDENCE:
            basis = letter(names.index("basis"))
            area = (1, 0, len(rows) + SPARE, len(names) - 1)
            self._colours(sheet, area, f'=${basis}2="assumption"')
        self._finish(sheet, len(rows), len(names), 2 if table in (CANDIDATES, EVIDENCE) else 1)

    def _is_number(self, column: Column, row: Row) -> bool:
        levels = column.cell is Cell.VALUE and row.get("measure") in self.levels
        return column.cell in (*NUMERIC, Cell.VALUE) and not levels

    def _validate(self, sheet: Worksheet, column: Column, place: int, rows: int) -> None:
        area = (1, place, rows + SPARE, place)
        if column.choices:
            self._offer(sheet, area, column.choices, strict=True)
        elif column.cell in NUMERIC:
            low, high = {Cell.SHARE: (0.0, 1.0), Cell.AMOUNT: (0.0, 1e12)}.get(
                column.cell, (-FAR, FAR)
            )
            sheet.data_validation(*area, {
                "validate": "decimal", "criteria": "between", "minimum": low, "maximum": high,
                "error_title": "A number", "error_message": f"It must be {column.must}."[:MESSAGE],
            })  # fmt: skip

    def _write(
        self, sheet: Worksheet, at: tuple[int, int], text: str, style: Mapping[str, Any], *,
        numeric: bool,
    ) -> None:  # fmt: skip
        """Write a cell: a number as one, any other text as it is."""
        found = number(text) if numeric else None
        if found is not None:
            plain = {name: one for name, one in style.items() if name != "num_format"}
            sheet.write_number(*at, found, self.writer.format(**plain))
        elif text:
            sheet.write_string(*at, text, self.writer.format(**{**style, "num_format": "@"}))
        else:
            blank = dict(style) if numeric else {**style, "num_format": "@"}
            sheet.write_blank(*at, None, self.writer.format(**blank))

    def _head(self, sheet: Worksheet, titles: Collection[str]) -> None:
        style = self.writer.format(
            bold=True, bottom=1, bg_color="#E8ECF1", valign="top", text_wrap=True
        )
        for place, title in enumerate(titles):
            sheet.write_string(0, place, title, style)

    def _colours(self, sheet: Worksheet, area: tuple[int, int, int, int], formula: str) -> None:
        shown = self.book.add_format({"bg_color": ASSUMED, "italic": True})
        rule = {"type": "formula", "criteria": formula, "format": shown}
        sheet.conditional_format(*area, rule)

    def _offer(
        self,
        sheet: Worksheet,
        area: tuple[int, int, int, int],
        words: Sequence[str],
        *,
        strict: bool,
    ) -> None:
        """Offer words in a drop-down; where it is not strict, others may be written."""
        if words:
            rule = {"validate": "list", "source": self._list(words), "show_error": strict}
            sheet.data_validation(*area, rule)

    def _list(self, words: Sequence[str]) -> str:
        """Return where the sheet of lists has some words, which need not fit into a rule."""
        place = letter(len(self.lists))
        area = f"={LISTS}!${place}$2:${place}${len(words) + 1}"
        return self.lists.setdefault(tuple(words), area)

    def _write_lists(self) -> None:
        sheet = self.book.add_worksheet(LISTS)
        head = self.writer.format(bold=True, bottom=1)
        for place, words in enumerate(self.lists):
            sheet.write_string(0, place, f"List {place + 1}", head)
            for row, word in enumerate(words, start=1):
                sheet.write_string(row, place, word)
            sheet.set_column(place, place, min(WIDEST, max(map(len, words)) + 2))
        sheet.protect("", ALLOWED)

    def _write_as_written(self, rated: Mapping[Pair, Row]) -> None:
        """Write how each row is, hidden: by that one sees later what was touched."""
        sheet = self.book.add_worksheet(AS_WRITTEN)
        text = self.writer.format(num_format="@")
        for row, cells in enumerate([("table", "key", "as"), *as_written(self.tables, rated)]):
            for place, cell in enumerate(cells):
                sheet.write_string(row, place, cell, text)
        sheet.protect("")
        sheet.hide()

    def _finish(self, sheet: Worksheet, rows: int, columns: int, frozen: int) -> None:
        """Keep headings in sight, let rows be filtered, protect ids, and fit pages of paper."""
        sheet.freeze_panes(1, frozen)
        sheet.autofilter(0, 0, max(rows, 1), columns - 1)
        sheet.protect("", ALLOWED)
        sheet.set_paper(A4)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)

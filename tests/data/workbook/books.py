"""A workbook of the small example, as it is written and as people change it with openpyxl."""

import io
from collections.abc import Callable
from functools import cache
from typing import Any

import openpyxl
import pytest
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from app.export.dataset_workbook import dataset_workbook
from config.problems import InputError
from data.difference import RowDifference
from data.workbook.asked import TITLES
from data.workbook.changes import Change, changes
from data.workbook.entry import Aside
from data.workbook.read import Filled, read
from optimizer.study import Study, open_study
from reports.workbook import read_me, sheet_names
from tests.folders import SMALL

STUDY = open_study(SMALL / "dataset", SMALL / "configuration")
FILE = "filled.xlsx"
RATED = list(TITLES)
Edit = Callable[[Workbook], object]


def written(study: Study = STUDY) -> bytes:
    """Return the workbook of a study."""
    return _small() if study is STUDY else made(study)


@cache
def _small() -> bytes:
    return made(STUDY)


def made(study: Study) -> bytes:
    """Return the workbook of a study, written anew."""
    names = sheet_names(study.dataset, study.configuration)
    told, last = read_me(study.dataset, study.configuration, names)
    return dataset_workbook(study.dataset, study.configuration, names, told, last)


def later() -> Study:
    """Return the example after others have worked on it."""
    evidence = [one.but(value=0.9) if one.value == 0.8 else one for one in STUDY.dataset.evidence]
    rated = evidence[1].but(candidate="country:BBB", value="strong", note="Taken over from Ann.")
    first, *others = STUDY.dataset.candidates
    dataset = STUDY.dataset.but(
        candidates=(first.but(name="Alfaland"), *others),
        evidence=(*evidence, rated, evidence[0].but(candidate="country:BBB", as_of="2020")),
        links=STUDY.dataset.links[1:],
    )
    return Study(dataset, STUDY.configuration)


def edited(edit: Edit, study: Study = STUDY) -> bytes:
    """Return the workbook, changed."""
    book = openpyxl.load_workbook(io.BytesIO(written(study)))
    edit(book)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def filled(edit: Edit, study: Study = STUDY) -> Filled:
    """Return what is read of the workbook once it is changed."""
    return read(FILE, edited(edit, study), study.dataset, study.configuration)


def changed(edit: Edit, study: Study = STUDY) -> tuple[Change, ...]:
    """Return the rows that differ."""
    return changes(study.dataset, filled(edit, study))


def differences(edit: Edit, study: Study = STUDY) -> list[tuple[str, ...]]:
    """Return cell, what, before and after of every difference."""
    found: list[tuple[str, ...]] = []
    for one in changed(edit, study):
        for each in one.differences:
            column = each.column or ("value" if each.table == "evidence" else "")
            where = one.cells.get(column, "" if one.follows else one.name)
            found.append((where, _what(each), each.before, each.after))
    return found


def _what(one: RowDifference) -> str:
    return f"{one.column} {one.what}".strip()


def refused(edit: Edit, study: Study = STUDY) -> str:
    """Return what is said of a workbook that is refused."""
    with pytest.raises(InputError) as caught:
        filled(edit, study)
    return "\n".join(map(str, caught.value.problems))


def asides(edit: Edit) -> dict[Aside, tuple[str, ...]]:
    """Return what was noted, and where."""
    return {one.what: one.where for one in filled(edit).noted}


def put(sheet: str, cell: str, value: Any) -> Edit:
    """Return an edit that writes a cell."""

    def edit(book: Workbook) -> None:
        sheet_of(book, sheet)[cell].value = value

    return edit


def sheet_of(book: Workbook, name: str) -> Worksheet:
    """Return a sheet."""
    found = book[name]
    assert isinstance(found, Worksheet)
    return found


def cell_of(sheet: Worksheet, row: int, column: str) -> Any:
    """Return a cell of a ratings sheet by its column."""
    return sheet.cell(row, RATED.index(column) + 1)

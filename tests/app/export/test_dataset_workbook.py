"""A dataset as a workbook: what openpyxl reads back of its sheets, locks, lists and colours."""

import io

import openpyxl
import pytest
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from app.export.dataset_workbook import ASSUMED, MISSING
from config.problems import InputError
from data.tables import TABLES
from data.workbook.asked import TITLES, asked
from data.write import records
from optimizer.study import Study
from reports.workbook import sheet_names
from tests.data.workbook.books import RATED, STUDY, made, sheet_of, written

BOOK = openpyxl.load_workbook(io.BytesIO(written()))
AFRICA = sheet_of(BOOK, "Ratings Africa")


def column(sheet: Worksheet, name: str) -> str:
    return get_column_letter([one.value for one in sheet[1]].index(name) + 1)


def rules(sheet: Worksheet, cell: str) -> list[tuple[str | None, str | None]]:
    return [
        (one.type, one.formula1)
        for one in sheet.data_validations.dataValidation
        if cell in one.sqref
    ]


def test_one_sheet_per_table_and_one_per_region() -> None:
    tables = [table.name for table in TABLES]
    assert BOOK.sheetnames == [
        "Read me",
        "Ratings Africa",
        "Ratings Europe",
        *tables,
        "Lists",
        "As written",
    ]
    every = [
        one.thing for rows in asked(STUDY.dataset, STUDY.configuration).values() for one in rows
    ]
    rows = {
        (sheet[f"{column(sheet, 'Candidate id')}{row}"].value, "will")
        for sheet in (AFRICA, sheet_of(BOOK, "Ratings Europe"))
        for row in range(2, sheet.max_row + 1)
    }
    assert rows == set(every)
    links = [[cell or "" for cell in row] for row in sheet_of(BOOK, "links").iter_rows(
        min_row=2, values_only=True)]  # fmt: skip
    assert links == [list(row.values()) for row in records(STUDY.dataset)["links"]]


def test_headings_stay_and_filter_and_ids_are_protected_without_a_password() -> None:
    for sheet in (AFRICA, sheet_of(BOOK, "evidence"), sheet_of(BOOK, "candidates")):
        assert sheet.freeze_panes is not None
        assert sheet.freeze_panes.endswith("2")
        assert sheet.auto_filter.ref is not None
        assert sheet.protection.sheet
        assert not sheet.protection.password
    locked = {name: AFRICA.cell(2, RATED.index(name) + 1).protection.locked for name in TITLES}
    assert {name for name, shut in locked.items() if shut} == {
        "name", "kind", "label", "unit", "candidate", "measure", "low", "high",
    }  # fmt: skip
    evidence = sheet_of(BOOK, "evidence")
    assert [evidence.cell(2, at).protection.locked for at in (1, 2, 3, 8)] == [
        True, True, False, False,
    ]  # fmt: skip
    assert not evidence.column_dimensions["A"].protection.locked


def test_drop_downs_and_ranges() -> None:
    lists = sheet_of(BOOK, "Lists")
    ((kind, area),) = rules(AFRICA, "D2")
    assert kind == "list"
    assert area is not None
    cells = area.split("!")[1].replace("$", "")
    assert [row[0].value for row in lists[cells]] == ["none", "some", "strong"]
    assert rules(AFRICA, f"{column(AFRICA, 'Rests on')}3")[0][0] == "list"
    candidates = sheet_of(BOOK, "candidates")
    assert rules(candidates, "F2")[0][0] == "list"
    assert rules(candidates, "F100")[0][0] == "list"
    assert rules(sheet_of(BOOK, "engagements"), "D2") == [("decimal", "0.0")]


def test_numbers_are_held_to_their_scale() -> None:
    criteria = STUDY.configuration.criteria
    measures = {**criteria.measures}
    measures["participation"] = measures["participation"].but(judgement=True)
    configuration = STUDY.configuration.but(criteria=criteria.but(measures=measures))
    book = openpyxl.load_workbook(io.BytesIO(made(Study(STUDY.dataset, configuration))))
    sheet = sheet_of(book, "Ratings Africa")
    at = next(
        row for row in range(2, sheet.max_row + 1) if sheet.cell(row, 3).value == "Participation"
    )
    assert rules(sheet, f"D{at}") == rules(sheet, f"E{at}") == [("decimal", "0.0")]
    assert sheet[f"D{at}"].value == 0.5
    assert sheet[f"E{at}"].value == 0.4
    assert not sheet[f"E{at}"].protection.locked


def test_missing_and_assumed_have_colours() -> None:
    found = {
        (rule.type, rule.dxf.fill.bgColor.rgb[2:])
        for area in AFRICA.conditional_formatting
        for rule in area.rules
    }
    assert found == {("containsBlanks", MISSING[1:]), ("expression", ASSUMED[1:])}


def test_names_of_sheets() -> None:
    regions = ("Africa", "Asia and the Pacific", "Asia Minor", "x" * 40, "y" * 39 + "1",
               "y" * 39 + "2", "a/b:c", "", "Lists")  # fmt: skip
    candidates = tuple(
        STUDY.dataset.candidates[0].but(id=f"country:{at}", region=region)
        for at, region in enumerate(regions)
    )
    names = sheet_names(STUDY.dataset.but(candidates=candidates), STUDY.configuration)
    assert names["Africa"] == "Ratings Africa"
    assert names["Asia and the Pacific"] == "Ratings Asia and the Pacific"
    assert names["Asia Minor"] == "Ratings Asia Minor"
    assert names["a/b:c"] == "Ratings abc"
    assert names[""] == "Ratings no region"
    assert len({one.casefold() for one in names.values()}) == len(regions)
    assert max(map(len, names.values())) <= 31


def test_what_is_no_sign_is_told() -> None:
    first, *others = STUDY.dataset.candidates
    odd = STUDY.dataset.but(candidates=(first.but(name="a\uffff"), *others))
    with pytest.raises(InputError, match="line 2, name"):
        made(Study(odd, STUDY.configuration))

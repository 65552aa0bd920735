"""Each thing that people do to a workbook, by its rule. Oracle: the cell that was changed."""

import datetime as dt
import io
import zipfile
from typing import Any

import openpyxl
import pytest
import xlsxwriter
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.workbook import Workbook

from config.problems import InputError
from data.content import content_hash
from data.workbook.asked import TITLES
from data.workbook.changes import changes
from data.workbook.entry import Aside
from data.workbook.read import Filled, read
from optimizer.study import Study
from reports.workbook import what_was_read
from tests.data.workbook.books import (
    FILE,
    RATED,
    STUDY,
    Edit,
    asides,
    cell_of,
    changed,
    differences,
    edited,
    filled,
    later,
    put,
    refused,
    sheet_of,
    written,
)

AFRICA, EUROPE = "Ratings Africa", "Ratings Europe"


def nothing(_: Workbook) -> None: ...


def test_out_and_in_loses_nothing() -> None:
    found = read(FILE, written(), STUDY.dataset, STUDY.configuration)
    assert found.after.content_hash == STUDY.dataset.content_hash
    assert not found.noted
    assert not found.remarks
    assert differences(nothing) == []


def test_a_rating_with_its_reason() -> None:
    def rate(book: Workbook) -> None:
        sheet = sheet_of(book, AFRICA)
        cell_of(sheet, 2, "value").value = "strong"
        cell_of(sheet, 2, "reason").value = "A new minister."

    one, source = changed(rate)
    assert source.follows
    assert (one.name, one.reason) == ("Ratings Africa!2", "A new minister.")
    row = next(
        each for each in filled(rate).after.evidence
        if (each.candidate, each.measure) == ("country:BBB", "will")
    )  # fmt: skip
    assert (row.value, row.basis, row.source, row.note) == (
        "strong", "judgement", "workbook", "A new minister.",
    )  # fmt: skip


def test_an_empty_cell_is_missing_and_shown_as_gone() -> None:
    assert differences(put(AFRICA, "D3", None)) == [("Ratings Africa!D3", "gone", "some", "")]
    assert differences(put("evidence", "C2", None)) == [("evidence!C2", "gone", "0.8", "")]
    assert differences(put("evidence", "D4", None)) == [("evidence!D4", "low changed", "0.4", "")]


def test_a_number_changed_in_a_table() -> None:
    assert differences(put("evidence", "C2", 0.75)) == [
        ("evidence!C2", "value changed", "0.8", "0.75")
    ]


@pytest.mark.parametrize(
    ("typed", "read_as"),
    [("0,75", "0.75"), ("0.75", "0.75"), (" 0.75 ", "0.75"), ("1e-1", "0.1")],
)
def test_numbers_as_text(typed: str, read_as: str) -> None:
    assert differences(put("evidence", "C2", typed)) == [
        ("evidence!C2", "value changed", "0.8", read_as)
    ]


def test_numbers_of_other_countries_are_told() -> None:
    assert asides(put("evidence", "C2", "0,75"))[Aside.NUMBER] == ("evidence!C2",)
    assert asides(put("evidence", "C2", "0.75 "))[Aside.SPACES] == ("evidence!C2",)


@pytest.mark.parametrize("typed", ["1,234", "12 %", "€5", "about 3", "1.2.3", "inf", "n/a"])
def test_what_may_be_two_numbers_or_none_is_refused(typed: str) -> None:
    said = refused(put("evidence", "C2", typed))
    assert "filled.xlsx, evidence!C2: must" in said
    assert repr(typed) in said


def test_levels_and_scales_and_words() -> None:
    assert "filled.xlsx, Ratings Africa!D2: must be a level" in refused(put(AFRICA, "D2", "high"))
    assert "evidence!C2: must be on the scale" in refused(put("evidence", "C2", 7))
    assert "candidates!F2: must be one of" in refused(put("candidates", "F2", "gone"))
    assert "Ratings Africa!J3: must be one of" in refused(put(AFRICA, "J3", "guess"))


def test_every_problem_is_told_at_once() -> None:
    def spoil(book: Workbook) -> None:
        put(AFRICA, "D2", "high")(book)
        put("evidence", "C3", 9)(book)
        put("links", "B2", "country:XXX")(book)

    said = refused(spoil)
    for cell in ("Ratings Africa!D2", "evidence!C3", "links!B2"):
        assert cell in said


def test_many_problems_of_a_sort_are_counted() -> None:
    def spoil(book: Workbook) -> None:
        sheet = sheet_of(book, "evidence")
        for row in range(17, 17 + 5_000):
            for at, text in enumerate(("country:AAA", f"m{row}", "x", None, None, "b"), start=1):
                sheet.cell(row, at).value = text

    said = refused(spoil)
    assert "… and 4980 more" in said
    assert len(said.splitlines()) < 200


def test_errors() -> None:
    def error(cell: str, text: str) -> Any:
        def edit(book: Workbook) -> None:
            one = sheet_of(book, "evidence")[cell]
            one.value, one.data_type = text, "e"

        return edit

    assert differences(error("C2", "#N/A")) == [("evidence!C2", "gone", "0.8", "")]
    assert differences(error("I4", "#N/A"))[0][1:] == (
        "note changed", "range of the index, 68 %", "",
    )  # fmt: skip
    assert "evidence!C2: a cell must hold no error" in refused(error("C2", "#DIV/0!"))


def test_text_that_looks_like_an_error_stays() -> None:
    def edit(book: Workbook) -> None:
        one = sheet_of(book, "evidence")["I4"]
        one.value, one.data_type = "#N/A", "s"

    assert differences(edit)[0][3] == "#N/A"


@pytest.mark.parametrize("epoch", [None, CALENDAR_MAC_1904])
def test_dates_of_both_calendars(epoch: dt.datetime | None) -> None:
    def edit(book: Workbook) -> None:
        book.epoch = epoch or book.epoch
        sheet_of(book, "evidence")["H2"].value = dt.datetime(2020, 2, 29)  # noqa: DTZ001

    assert differences(edit) == [("evidence!H2", "as_of changed", "2019", "2020-02-29")]


def test_a_day_with_a_time_and_a_date_where_a_number_belongs_are_refused() -> None:
    noon = dt.datetime(2020, 2, 29, 12)  # noqa: DTZ001 (spreadsheets know no zones)
    assert "evidence!H2: must be YYYY" in refused(put("evidence", "H2", noon))
    assert "evidence!C2: must be a number" in refused(put("evidence", "C2", noon))


def test_a_year_as_a_number() -> None:
    assert differences(put("evidence", "H2", 2020))[0][1:] == ("as_of changed", "2019", "2020")


def test_truth_values() -> None:
    assert differences(put("candidates", "G2", False)) == [
        ("candidates!G2", "incumbent changed", "yes", "no")
    ]


def test_formulas_count_as_saved_and_are_refused_without_a_value() -> None:
    assert "evidence!C2: a formula must come with the value" in refused(
        put("evidence", "C2", "=1/4")
    )


def test_merged_cells() -> None:
    def down(book: Workbook) -> None:
        sheet = sheet_of(book, AFRICA)
        sheet["D2"].value = "strong"
        sheet.merge_cells("D2:D4")

    assert [one[0] for one in differences(down) if one[0]] == [
        "Ratings Africa!D2", "Ratings Africa!D3", "Ratings Africa!D4",
    ]  # fmt: skip

    def across(book: Workbook) -> None:
        sheet_of(book, "evidence").merge_cells("C2:D2")

    assert "evidence!C2:D2: a row must have a cell of its own" in refused(across)


def test_hidden_rows_and_columns_and_sheets_count_and_are_told() -> None:
    def hide(book: Workbook) -> None:
        sheet = sheet_of(book, "evidence")
        sheet["C2"].value = 0.7
        sheet.row_dimensions[2].hidden = True
        sheet_of(book, AFRICA).sheet_state = "hidden"
        sheet_of(book, AFRICA)["D3"].value = "strong"

    assert len(differences(hide)) == 2
    assert "Hidden rows count like all others: evidence!2." in what_was_read(filled(hide))


def test_an_id_that_is_changed_or_unknown() -> None:
    assert "Ratings Africa!M2: Candidate id must be one that is known" in refused(
        put(AFRICA, "M2", "country:ZZZ")
    )
    said = refused(put(AFRICA, "M3", "country:ZZZ"))
    assert "Ratings Africa!M3: must be an id of candidates.csv" in said
    said = refused(put(AFRICA, "M2", "country:CCC"))
    assert "Ratings Africa!A2: Candidate must be that of the id in the same row" in said
    assert "Ratings Africa!3: rows must not say two things of the same" in said
    said = refused(put(AFRICA, "N2", "values"))
    assert "Ratings Africa!C2: What is rated must be that of the id" in said


def test_a_part_of_a_sheet_that_was_sorted_is_refused() -> None:
    def sort(book: Workbook) -> None:
        sheet = sheet_of(book, AFRICA)
        names = [sheet.cell(row, 1).value for row in (2, 3, 4)]
        for row, name in zip((2, 3, 4), reversed(names), strict=True):
            sheet.cell(row, 1).value = name

    assert "Ratings Africa!A2: Candidate must be that of the id" in refused(sort)


def test_whole_rows_may_be_sorted_and_columns_moved() -> None:
    def turn(book: Workbook) -> None:
        for sheet in (sheet_of(book, AFRICA), sheet_of(book, "evidence")):
            rows = [list(row) for row in sheet.iter_rows(values_only=True)]
            turned = [rows[0], *reversed(rows[1:])]
            for at, row in enumerate(turned, start=1):
                for place, value in enumerate(reversed(row), start=1):
                    sheet.cell(at, place).value = value

    assert differences(turn) == []


def test_rows_that_are_added() -> None:
    def add(book: Workbook) -> None:
        sheet_of(book, "links").append(["commitment:BB002", "theme:ownership", "on_theme"])

    assert differences(add) == [("links!6", "new", "", "")]

    def half(book: Workbook) -> None:
        sheet_of(book, "evidence").append(
            ["country:AAA", "readiness", None, None, None, "observed"]
        )

    assert "evidence!C17: must be given" in refused(half)

    def nameless(book: Workbook) -> None:
        for value in ("some", "strong"):
            sheet_of(book, AFRICA).append([None, None, None, value])

    said = refused(nameless)
    assert "Ratings Africa!M5: must be given" in said
    assert "Ratings Africa!M6: must be given" in said


def test_rows_that_are_deleted() -> None:
    def table(book: Workbook) -> None:
        sheet_of(book, "links").delete_rows(3)

    assert differences(table) == [
        ("links!commitment:AA001/theme:ownership/on_theme", "gone", "", "")
    ]

    def ratings(book: Workbook) -> None:
        sheet_of(book, AFRICA).delete_rows(3)

    assert differences(ratings) == []
    assert asides(ratings) == {Aside.NO_ROWS: ("country:CCC, will",)}


def test_sheets_that_are_missing() -> None:
    def drop(book: Workbook) -> None:
        for name in ("links", "evidence", EUROPE, "Read me", "Lists"):
            del book[name]

    assert differences(drop) == []
    assert asides(drop) == {
        Aside.NO_SHEET: ("links", "evidence"),
        Aside.NO_ROWS: ("country:AAA, will",),
        Aside.NO_VERSION: ("Read me",),
    }


def test_sheets_that_are_renamed() -> None:
    def ratings(book: Workbook) -> None:
        sheet_of(book, AFRICA)["D3"].value = "strong"
        sheet_of(book, AFRICA).title = "Ann"

    assert [one[0] for one in differences(ratings)] == ["Ann!D3"]

    def table(book: Workbook) -> None:
        sheet_of(book, "links").title = "links (2)"

    assert "sheet links (2): a sheet with the columns of links must be called so" in refused(table)

    def other(book: Workbook) -> None:
        book.create_sheet("My notes").append(["call Ann"])

    assert differences(other) == []
    assert asides(other) == {Aside.OTHER_SHEET: ("My notes",)}


def test_columns_that_are_missing_or_new() -> None:
    def drop(book: Workbook) -> None:
        sheet_of(book, "evidence").delete_cols(9)
        sheet_of(book, AFRICA).delete_cols(RATED.index("as_of") + 1)

    assert differences(drop) == []
    assert asides(drop)[Aside.NO_COLUMN] == ("evidence, note", "Ratings Africa, Speaks of")

    assert "sheet Ratings Africa: the column must be there (found 'Measure id')" in refused(
        put(AFRICA, "N1", "which")
    )

    def needed(book: Workbook) -> None:
        sheet_of(book, "evidence").delete_cols(1)

    assert "evidence!1: the column must be there (found 'candidate')" in refused(needed)

    def own(book: Workbook) -> None:
        sheet_of(book, AFRICA).cell(1, len(TITLES) + 1).value = "Mine"
        sheet_of(book, AFRICA).cell(2, len(TITLES) + 1).value = "x"

    assert asides(own) == {Aside.OTHER_COLUMN: ("Ratings Africa!O1",)}

    def attribute(book: Workbook) -> None:
        sheet = sheet_of(book, "candidates")
        place = sheet.max_column + 1
        sheet.cell(1, place).value, sheet.cell(2, place).value = "office", "Berlin"

    assert differences(attribute)[0][1:] == ("office changed", "", "Berlin")

    def nameless(book: Workbook) -> None:
        sheet_of(book, "links")["F2"].value = "x"

    assert "links!F1: columns must be among" in refused(nameless)

    def twice(book: Workbook) -> None:
        sheet_of(book, "evidence")["J1"].value = "value"
        sheet_of(book, AFRICA)["O1"].value = "rating"

    said = refused(twice)
    assert "evidence!J1: a column must stand once" in said
    assert "Ratings Africa!O1: a column must stand once" in said


def test_headings_that_are_gone_or_further_down() -> None:
    def gone(book: Workbook) -> None:
        sheet_of(book, "links").delete_rows(1)

    assert "sheet links: the headings of its columns must be there" in refused(gone)

    def down(book: Workbook) -> None:
        sheet_of(book, AFRICA).insert_rows(1)
        sheet_of(book, AFRICA)["A1"].value = "Please by Friday"

    assert differences(down) == []
    assert asides(down) == {Aside.ABOVE: ("Ratings Africa!1",)}


def test_words_without_a_rating_are_not_lost_in_silence() -> None:
    edit = put(AFRICA, "H2", "Nobody knows.")
    assert differences(edit) == []
    assert asides(edit) == {Aside.UNRATED: ("Ratings Africa!D2",)}


def test_the_same_on_two_sheets() -> None:
    def twice(book: Workbook) -> None:
        sheet_of(book, "evidence").append(
            ["country:CCC", "will", "strong", None, None, "judgement", "staff", "2019-11"]
        )

    assert "Ratings Africa!D3: a ratings sheet and the sheet of evidence" in refused(twice)

    def once(book: Workbook) -> None:
        twice(book)
        sheet_of(book, AFRICA)["D3"].value = None

    assert differences(once)[0][:2] == ("evidence!C17", "value changed")


def test_a_source_that_is_new_comes_with_its_rating() -> None:
    def name(book: Workbook) -> None:
        sheet = sheet_of(book, AFRICA)
        cell_of(sheet, 2, "value").value, cell_of(sheet, 2, "source").value = "some", "field trip"

    assert ("", "new", "", "") in differences(name)
    assert "field trip" in {one.id for one in filled(name).after.sources}


def test_a_source_that_is_taken_away_is_not_made_up_again() -> None:
    def drop(book: Workbook) -> None:
        sheet_of(book, "sources").delete_rows(2)

    assert "evidence!G2: must be an id of sources.csv" in refused(drop)


def since(edit: Edit) -> tuple[Filled, list[tuple[str, ...]]]:
    """Return what a workbook of the example changes in what became of it."""
    now = later()
    found = read(FILE, edited(edit), now.dataset, now.configuration)
    rows: list[tuple[str, ...]] = [
        (one.name, each.what, each.before, each.after)
        for one in changes(now.dataset, found)
        for each in one.differences
    ]
    return found, rows


def test_what_others_changed_meanwhile_stays_where_nobody_touched_it() -> None:
    """Officers of two regions work side by side: none takes back what the other has done."""
    found, rows = since(nothing)
    assert rows == []
    assert Aside.SINCE in {one.what for one in found.noted}
    assert found.after.content_hash == content_hash(later().dataset)
    _, rows = since(put(EUROPE, "D2", "some"))
    assert rows == [("Ratings Europe!2", "changed", "strong", "some")]


def test_what_somebody_touched_is_a_difference_from_what_is_there_now() -> None:
    assert since(put("evidence", "C2", 0.7))[1] == [("evidence!2", "changed", "0.9", "0.7")]
    assert since(put("evidence", "C2", None))[1] == [("evidence!2", "gone", "0.9", "")]
    _, rows = since(put(AFRICA, "D2", "none"))
    assert ("Ratings Africa!2", "changed", "strong", "none") in rows
    assert since(put(AFRICA, "D3", None))[1] == [("Ratings Africa!3", "gone", "some", "")]

    def drop(book: Workbook) -> None:
        sheet_of(book, "links").delete_rows(3)

    assert [row[1] for row in since(drop)[1]] == ["gone"]


def test_without_the_hidden_sheet_another_state_is_told() -> None:
    def drop(book: Workbook) -> None:
        del book["As written"]

    found, rows = since(drop)
    assert Aside.OTHER_VERSION in {one.what for one in found.noted}
    assert ("Ratings Africa!2", "gone", "strong", "") in rows


def test_digits_that_a_spreadsheet_does_not_keep() -> None:
    """0.1 + 0.2 has 17 digits, and spreadsheets keep 15 of them."""
    evidence = tuple(
        one.but(value=0.1 + 0.2) if one.value == 0.8 else one for one in STUDY.dataset.evidence
    )
    work = tuple(one.but(strength=0.1 + 0.2) for one in STUDY.dataset.engagements[:1])
    dataset = STUDY.dataset.but(evidence=evidence, engagements=work)
    study = Study(dataset, STUDY.configuration)
    assert repr(0.1 + 0.2) == "0.30000000000000004"
    assert differences(nothing, study) == []
    assert filled(nothing, study).after.evidence == dataset.evidence


def test_a_file_that_is_no_workbook() -> None:
    for raw in (b"", b"a,b\n1,2\n", b"PK\x03\x04 nothing", written()[:4000]):
        with pytest.raises(InputError):
            read(FILE, raw, STUDY.dataset, STUDY.configuration)


def test_an_empty_workbook_says_nothing() -> None:
    file = io.BytesIO()
    openpyxl.Workbook().save(file)
    found = read(FILE, file.getvalue(), STUDY.dataset, STUDY.configuration)
    assert found.after.content_hash == STUDY.dataset.content_hash
    assert Aside.NO_SHEET in {one.what for one in found.noted}


def test_other_programs_write_other_kinds_of_cells() -> None:
    """Google writes whole numbers with decimals, and fills sheets with empty rows."""

    def google(book: Workbook) -> None:
        sheet = sheet_of(book, "evidence")
        for row in range(2, sheet.max_row + 1):
            value = sheet.cell(row, 3).value
            sheet.cell(row, 3).value = float(value) if isinstance(value, int) else value
        for row in range(100, 1000):
            sheet.cell(row, 12).number_format = "@"
        book.save(io.BytesIO())

    assert differences(google) == []
    assert edited(google)


def test_values_of_several_years() -> None:
    """The latest rating stands on its ratings sheet, all else on the sheet of evidence."""
    (rated,) = [
        one for one in STUDY.dataset.evidence if one.measure == "will" and one.value == "strong"
    ]
    seen = next(one for one in STUDY.dataset.evidence if one.value == 0.8)
    earlier = (rated.but(value="none", as_of="2018"), seen.but(value=0.7, as_of="2018"))
    dataset = STUDY.dataset.but(evidence=(*STUDY.dataset.evidence, *earlier))
    study = Study(dataset, STUDY.configuration)
    assert differences(nothing, study) == []
    assert differences(put(EUROPE, "D2", "some"), study) == [
        ("Ratings Europe!D2", "value changed", "strong", "some")
    ]
    assert differences(put(EUROPE, "D2", None), study) == [
        ("Ratings Europe!D2", "gone", "strong", "")
    ]
    assert differences(put("evidence", "C2", 0.9), study) == [
        ("evidence!C2", "value changed", "0.8", "0.9")
    ]

    def drop(book: Workbook) -> None:
        for name in ("evidence", EUROPE):
            del book[name]

    assert differences(drop, study) == []
    assert "evidence!H18: of several values on one measure" in refused(
        put("evidence", "H18", None), study
    )


def test_a_value_of_another_year() -> None:
    """The only value of a measure gets another date: one cell that changed."""

    def later(book: Workbook) -> None:
        sheet_of(book, "evidence")["H2"].value = "2020"
        sheet_of(book, AFRICA)["L3"].value = "2020-06"

    assert differences(later) == [
        ("Ratings Africa!L3", "as_of changed", "2019-11", "2020-06"),
        ("evidence!H2", "as_of changed", "2019", "2020"),
    ]

    def beside(book: Workbook) -> None:
        sheet_of(book, "evidence").append(
            ["country:AAA", "participation", 0.9, None, None, "observed", "index", "2020"]
        )

    assert differences(beside) == [("evidence!C17", "new", "", "0.9")]


def test_of_a_formula_the_value_counts_that_was_saved() -> None:
    """Excel saves what a formula worked out beside it; openpyxl does not, so XlsxWriter does."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        sheet = book.add_worksheet("evidence")
        base = openpyxl.load_workbook(io.BytesIO(written()))
        for at, row in enumerate(sheet_of(base, "evidence").iter_rows(values_only=True)):
            sheet.write_row(at, 0, row)
        sheet.write_formula("C2", "=1/4", None, 0.25)
    found = read(FILE, file.getvalue(), STUDY.dataset, STUDY.configuration)
    assert "Of formulas, the value counts that was saved with them: evidence!C2." in what_was_read(
        found
    )
    (one,) = changes(STUDY.dataset, found)
    assert [(each.before, each.after) for each in one.differences] == [("0.8", "0.25")]


@pytest.mark.parametrize(
    ("part", "words"),
    [("xl/vbaProject.bin", "no macros"), ("xl/externalLinks/externalLink1.xml", "no links")],
)
def test_what_runs_or_leads_elsewhere_is_refused(part: str, words: str) -> None:
    file = io.BytesIO(written())
    with zipfile.ZipFile(file, "a") as package:
        package.writestr(part, b"x")
    with pytest.raises(InputError, match=words):
        read(FILE, file.getvalue(), STUDY.dataset, STUDY.configuration)


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    file = io.BytesIO(written())
    with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/media/image1.png", b"0" * (260 * 2**20))
    with pytest.raises(InputError, match="must not unpack to more than 256 MiB"):
        read(FILE, file.getvalue(), STUDY.dataset, STUDY.configuration)

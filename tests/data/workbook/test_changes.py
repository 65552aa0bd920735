"""What is accepted, and nothing else, is taken over. Oracle: the dataset changed by hand."""

import pytest
from openpyxl.workbook import Workbook

from config.problems import InputError, Problems
from data.dataset import Dataset, Link
from data.difference import difference
from data.workbook.changes import accepted, changes, take
from tests.data.workbook.books import FILE, STUDY, cell_of, filled, sheet_of

BASE, CONFIGURATION = STUDY.dataset, STUDY.configuration


def several(book: Workbook) -> None:
    """Rate two, change a name, take a link away, add another."""
    sheet = sheet_of(book, "Ratings Africa")
    cell_of(sheet, 2, "value").value = "strong"
    cell_of(sheet, 3, "value").value = "none"
    cell_of(sheet, 3, "reason").value = "Elections."
    sheet_of(book, "candidates")["C2"].value = "Alfaland"
    links = sheet_of(book, "links")
    links.delete_rows(3)
    links.append(["commitment:BB001", "theme:ownership", "on_theme"])


FILLED = filled(several)
EVERY = changes(BASE, FILLED)
GONE = "links!commitment:AA001/theme:ownership/on_theme"


def chosen(*wanted: str) -> list[str]:
    problems = Problems()
    found = accepted("--accept", wanted, EVERY, problems)
    problems.raise_if_any()
    return [one.name for one in found]


def taken(*wanted: str, reason: str = "") -> Dataset:
    names = chosen(*wanted)
    return take(
        BASE, CONFIGURATION, FILLED, [one for one in EVERY if one.name in names], reason
    )  # fmt: skip


def what(after: Dataset) -> list[tuple[str, str, str]]:
    return [(one.table, one.what, one.column) for one in difference(BASE, after)]


def test_rows_are_named_by_sheet_and_row() -> None:
    assert chosen("all") == [
        "Ratings Africa!2", "Ratings Africa!3", "candidates!2", GONE, "links!5",
    ]  # fmt: skip
    assert chosen("ratings africa") == ["Ratings Africa!2", "Ratings Africa!3"]
    assert chosen("Ratings Africa!3") == chosen("Ratings Africa!D3") == ["Ratings Africa!3"]
    assert chosen("Ratings Africa!3-9", "candidates!2") == ["Ratings Africa!3", "candidates!2"]
    assert chosen(GONE) == [GONE]


@pytest.mark.parametrize("text", ["Ratings Africa!9", "Ratings", "", "!", "candidates!3-99999"])
def test_what_names_no_row_that_differs_is_told(text: str) -> None:
    with pytest.raises(InputError, match="must be all, a sheet, or a row that differs"):
        chosen(text)


def test_everything() -> None:
    assert taken("all").content_hash == FILLED.after.content_hash


def test_a_row_that_is_gone_and_one_that_is_new() -> None:
    after = taken("links")
    new = Link(candidate="commitment:BB001", target="theme:ownership", relation="on_theme")
    by_hand = {one for one in BASE.links if one.target != "theme:ownership"} | {new}
    assert set(after.links) == by_hand
    assert after.evidence == BASE.evidence


def test_a_rating_comes_with_its_source_and_nothing_else() -> None:
    after = taken("Ratings Africa!2", reason="Staff round")
    assert what(after) == [("evidence", "new", ""), ("sources", "new", "")]
    (row,) = [one for one in after.evidence if one not in BASE.evidence]
    assert (row.candidate, row.value, row.note) == ("country:BBB", "strong", "Staff round")
    assert after.sources[-1].title == f"Ratings entered in {FILE}"


def test_a_reason_of_its_own_is_kept() -> None:
    (row,) = [
        one for one in taken("Ratings Africa!3", reason="Staff round").evidence
        if one not in BASE.evidence
    ]  # fmt: skip
    assert (row.value, row.note, row.source) == ("none", "Elections.", "staff")


def test_rows_that_need_others_say_so() -> None:
    def add(book: Workbook) -> None:
        sheet_of(book, "candidates").append(
            ["country:DDD", "country", "Deltaland", "Africa", "DDD", "active", "no"]
        )
        sheet_of(book, "evidence").append(
            ["country:DDD", "participation", 0.4, None, None, "observed", "index", "2019"]
        )

    found = filled(add)
    every = changes(BASE, found)
    assert [one.name for one in every] == ["candidates!10", "evidence!17"]
    both = take(BASE, CONFIGURATION, found, every)
    assert both.content_hash == found.after.content_hash
    with pytest.raises(InputError, match=r"evidence!A17: must be an id of candidates.csv"):
        take(BASE, CONFIGURATION, found, every[1:])

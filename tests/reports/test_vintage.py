"""Up to when what is known counts, in words."""

import dataclasses

from data.vintage import at
from optimizer.study import Study, open_study
from questions.plan import PlanQuestion
from questions.question import inputs_of
from reports import vintage
from reports.report import Note
from reports.setting import Setting
from reports.words import day


def test_a_day_in_words() -> None:
    assert day("2020-12-31") == "31 December 2020"
    assert day("2019-05-01") == "1 May 2019"


def test_what_is_left_out_is_counted_and_told(bundled_study: Study) -> None:
    """Oracle: counted by hand in the tables; see tests/data/test_vintage.py."""
    assert vintage.said(Setting(bundled_study)) == (
        "What was known by 31 December 2020 counts: 533 values of later date are left out, and 167 "
        "without a date are kept."
    )
    before = vintage.said(Setting(open_study(as_of="2019")))
    assert "22 places in the list" in before
    rows = vintage.left_out(Setting(bundled_study)).tables[0].rows
    assert sum(row["number"] for row in rows) == 533
    (first, *_) = rows
    assert (first["label"], first["number"], first["dates"]) == (
        "Completion", 156, "2021 to 2024",
    )  # fmt: skip


def test_where_everything_counts_no_note_is_made(small_study: Study) -> None:
    setting = Setting(small_study)
    assert not list(vintage.notes(setting))
    assert not vintage.left_out(setting)
    assert vintage.said(setting) == "Everything on record counts, whatever its date."
    cut = dataclasses.replace(small_study, dataset=at(small_study.dataset, "2999"))
    (note,) = vintage.notes(Setting(cut))
    assert note == Note(
        "reading", "What was known by 31 December 2999 counts: nothing on record is later, and "
        f"{cut.dataset.vintage.undated} without a date are kept."
    )  # fmt: skip


def test_the_key_of_a_question_has_its_vintage(small_study: Study) -> None:
    """The same words at another vintage are another question, even where nothing is left out."""
    cut = dataclasses.replace(small_study, dataset=at(small_study.dataset, "2999"))
    assert inputs_of(cut).dataset == inputs_of(small_study).dataset
    assert PlanQuestion().key(cut) != PlanQuestion().key(small_study)
    assert inputs_of(cut).as_of == "2999-12-31"

"""What is said of a workbook, on the small example."""

from data.workbook.entry import Aside
from reports.workbook import (
    ASIDES,
    not_ratings,
    read_me,
    sheet_names,
    taken,
    unexplained,
    what_was_read,
    written,
)
from tests.data.workbook.books import STUDY, changed, filled, put

DATASET, CONFIGURATION = STUDY.dataset, STUDY.configuration


def test_read_me_says_what_to_do_and_what_is_missing() -> None:
    names = sheet_names(DATASET, CONFIGURATION)
    said, last = read_me(DATASET, CONFIGURATION, names)
    assert said.title == "Workbook of Small example"
    assert said.answer.startswith("Fill in the ratings sheets, save, and load the workbook back.")
    assert said["sheets"].items[:2] == (
        "Ratings Africa: 3 ratings for Africa, 1 missing.",
        "Ratings Europe: 1 rating for Europe, none missing.",
    )
    assert last == f"Version of the dataset: {DATASET.content_hash}"
    of_round, _ = read_me(DATASET, CONFIGURATION, names, "Annual 2020")
    assert of_round.answer.endswith("Of the round Annual 2020, with your ratings.")


def test_where_nothing_is_rated_it_says_nothing_of_ratings() -> None:
    measures = {
        name: one.but(judgement=False) for name, one in CONFIGURATION.criteria.measures.items()
    }
    plain = CONFIGURATION.but(criteria=CONFIGURATION.criteria.but(measures=measures))
    assert not sheet_names(DATASET, plain)
    said, _ = read_me(DATASET, plain, {})
    assert said.answer.startswith("Change what is not as it should be, save,")
    assert [one[:7] for one in said["do"].items] == ["1. Save", "2. Load"]


def test_everything_that_is_left_aside_has_its_sentence() -> None:
    assert set(ASIDES) == set(Aside)
    said = list(what_was_read(filled(put("evidence", "C2", "0,75 "))))
    assert said == [
        "Numbers with a decimal comma or with spaces were read as such: evidence!C2.",
        "Spaces at the ends of cells were taken off: evidence!C2.",
    ]


def test_sentences() -> None:
    assert written("a.xlsx", ("Ratings Africa",)).answer == (
        "Written: a.xlsx. Ratings sheets: Ratings Africa. Its first sheet says what to do."
    )
    assert taken(1, "out", "Staff round").answer == (
        "1 row taken over into out. Reason: Staff round"
    )
    assert taken(2, "out", "").answer == "2 rows taken over into out."
    assert unexplained(1) == "Say why: 1 row without a reason of its own."
    assert unexplained(3) == "Say why: 3 rows without a reason of their own."
    assert list(not_ratings(())) == []
    assert list(not_ratings(changed(put("candidates", "C2", "Alfaland")))) == [
        "A round takes ratings only. What else differs goes into a dataset (--out): candidates!2."
    ]

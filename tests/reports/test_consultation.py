"""What the public says as a report. Oracle: voices counted by hand."""

from collections.abc import Callable

import pytest

from optimizer.study import Study
from records.comments import Comment, Tally
from records.rounds import Round
from reports import consultation
from reports.report import Report
from reports.setting import Setting
from tests.hostile import ATTACKS
from tests.reports.faces import said_alike
from tests.rounds import AAA, BBB, Played

SAID = (
    Comment(
        id="1", candidate=AAA, view="agree", words="Yes.", name="Mia", votes=2, at="2020-02-01"
    ),
    Comment(id="2", candidate=AAA, view="agree"),
    Comment(id="3", candidate=AAA, view="agree"),
    Comment(id="4", candidate=BBB, view="agree", words="At last.", votes=5),
    Comment(id="5", candidate=BBB, view="disagree"),
    Comment(id="6", candidate=BBB, view="disagree", hidden=True, words="Shame!"),
    Comment(id="7", candidate=BBB, view="comment", words="And the ports?"),
)


@pytest.fixture
def of(play: Callable[..., Played]) -> Round:
    found = play()
    return found.move("review")


def told(of: Round, study: Study, *said: Comment, names: bool | None = None) -> Report:
    return consultation.report(said, of, Setting(study), (AAA, BBB), names=names)


def test_voices_are_counted_and_no_votes(of: Round, small_study: Study) -> None:
    found = told(of, small_study, *SAID)
    assert found.answer == ("6 voices of the public on 2 candidates; most on Alphaland (3 agree).")
    rows = {row["id"]: row for row in found.table("items").rows}
    assert (rows[AAA]["agree"], rows[AAA]["support"]) == (3, 2)
    assert (rows[BBB]["agree"], rows[BBB]["disagree"], rows[BBB]["comment"]) == (1, 1, 1)
    assert [note.text for note in found.notes] == [consultation.NO_VOTES, "1 comment is hidden."]
    assert "Shame!" not in " ".join(found.sentences)
    assert all(row["words"] != "Shame!" for row in found.table("comments").rows)
    assert found.text == ("Most supported (5 times), on Betaland: “At last.”",)


def test_names_are_shown_only_where_they_may_be(of: Round, small_study: Study) -> None:
    for names, who in ((True, "Mia agrees"), (False, "Somebody agrees"), (None, "Somebody agrees")):
        first = told(of, small_study, *SAID, names=names).table("comments").rows[0]
        assert first["view_words"] == who
        assert first["name"] == ("Mia" if names else "")


def test_the_most_disputed_is_named_once_both_sides_have_voices(
    of: Round, small_study: Study
) -> None:
    more = [Comment(id=f"x{place}", candidate=BBB, view="disagree") for place in range(2)]
    found = told(of, small_study, *SAID[:5], SAID[3].but(id="8"), *more)
    assert found.answer.endswith("most on Betaland (2 agree and 3 disagree).")
    assert found.text[0] == "More disagree than agree on Betaland."
    rows = found.table("items").rows
    assert [row["id"] for row in consultation.ordered(rows, "disputed")] == [BBB, AAA]
    assert [row["id"] for row in consultation.ordered(rows, "support")] == [BBB, AAA]
    assert [row["id"] for row in consultation.ordered(rows, "list")] == [AAA, BBB]


def test_nothing_said_is_told(of: Round, small_study: Study) -> None:
    found = told(of, small_study)
    assert found.answer == "The public has said nothing yet of the list of Annual round 2020."
    assert consultation.closes(of) == (
        "Anybody can comment on the list of Annual round 2020 until 12 March 2020."
    )


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (None, "nothing yet"),
        (Tally(candidate=AAA, agree=1), "1 agrees"),
        (Tally(candidate=AAA, agree=2, disagree=1, support=3),
         "2 agree and 1 disagrees; supported 3 times"),
        (Tally(candidate=AAA, comment=2), "2 only comment"),
    ],
)  # fmt: skip
def test_totals_are_read_aloud(found: Tally | None, words: str) -> None:
    assert consultation.totals(found) == words


def test_the_taskforce_stands_beside_as_far_as_one_may_see_it() -> None:
    row = {"id": BBB, "label": "Betaland", "kind": "country", "kind_label": "Country",
           "region": "Africa", "said": "3 have answered"}  # fmt: skip
    section = consultation.beside(SAID, [row])
    (line,) = section.tables[0].rows
    assert (line["taskforce"], line["agree"], line["disagree"]) == ("3 have answered", 1, 1)


def test_what_was_typed_is_told_as_typed(of: Round, small_study: Study) -> None:
    said = [
        Comment(id=str(place), candidate=AAA, view="agree", words=text, name=text, votes=place)
        for place, text in enumerate(ATTACKS)
    ]
    said_alike(told(of, small_study, *said, names=True))


def test_how_many_were_taken() -> None:
    assert consultation.brought(2, 2) == "2 comments are kept."
    assert consultation.brought(0, 1) == "no comments are kept; 1 was there already."

"""The page Consultation for somebody without any role, and what Review shows of it.

Oracle: what was said, counted by hand.
"""

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from config.rounds import Requirements
from optimizer.study import Study
from questions.asking import ask
from questions.plan import PlanQuestion
from records import comments, people
from records.comments import Comment
from records.database import RECORDS
from records.sign_in import PERSON
from tests.app.web.screens.conftest import MAIN, PATIENCE, answer, until, words
from tests.hostile import ATTACKS
from tests.rounds import AAA, BBB, Played

pytestmark = pytest.mark.usefixtures("small_app")


@pytest.fixture
def play(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, small_study: Study
) -> Callable[..., Played]:
    """Return what opens a round for everybody; nobody is at the screen."""

    def played(**how: object) -> Played:
        file = tmp_path / "records.sqlite3"
        monkeypatch.setenv(RECORDS, str(file))
        monkeypatch.delenv(PERSON, raising=False)
        requirements = Requirements.model_validate({"consultation": True, **how})
        found = Played(
            file, small_study, ask(small_study, PlanQuestion()), requirements=requirements
        )
        found.move("review")
        return found

    return played


def page() -> AppTest:
    found = AppTest.from_file(MAIN, default_timeout=PATIENCE)
    found.switch_page("screens/consultation.py").run()
    assert not found.exception
    return found


def said(played: Played) -> tuple[Comment, ...]:
    with played.records.reading() as connection:
        return comments.comments(connection, played.round, hidden=True)


def send(at: AppTest, candidate: str, view: str, text: str = "", times: int = 0) -> None:
    """Say something of a candidate."""
    place = f"2020-annual/public/{candidate}:{times}"
    at.segmented_control(key=f"view:{place}").set_value(view)
    at.text_area(key=f"words:{place}").set_value(text)
    button = next(one for one in at.button if f"public/{candidate}:{times}" in str(one.key))
    button.click().run()
    assert not at.exception


def test_without_a_round_that_allows_it_nothing_can_be_said(play: Callable[..., Played]) -> None:
    play(consultation=False)
    at = page()
    assert answer(at) == "No list is open to comments of the public at present."
    assert len(at.text_area) == 0


def test_somebody_unknown_agrees_comments_and_supports(play: Callable[..., Played]) -> None:
    found = play()
    at = page()
    assert answer(at) == "The public has said nothing yet of the list of Annual round 2020."
    send(at, AAA, "agree", ATTACKS[2])
    (one,) = said(found)
    assert (one.candidate, one.view, one.words, one.source) == (AAA, "agree", ATTACKS[2], "web")
    assert "1 voice of the public on 1 candidate; most on Alphaland (1 agrees)" in (answer(at))
    assert ATTACKS[2] in words(at)
    send(at, AAA, "disagree", "On second thought.", times=1)
    (one,) = said(found)
    assert (one.view, one.version) == ("disagree", 2)
    other = page()
    other.button(key=f"support:{one.id}").click().run()
    other.button(key=f"support:{one.id}").click().run()
    assert [one.votes for one in said(found)] == [1]
    button = next(one for one in other.button if f"public/{BBB}:0" in str(one.key))
    button.click().run()
    assert "Choose first whether you agree" in words(other)
    send(other, BBB, "comment", " ")
    assert "must say something" in words(other)
    assert len(said(found)) == 1


def test_names_are_shown_as_the_round_says(play: Callable[..., Played]) -> None:
    found = play(commenters="named")
    comments.say(
        found.records, "", found.round, found.study,
        Comment(candidate=AAA, view="agree", words="Yes.", name="A reader"), visitor="x",
    )  # fmt: skip
    assert "A reader agrees" in words(page())


def test_names_are_not_shown_else(play: Callable[..., Played]) -> None:
    found = play()
    comments.say(
        found.records, "", found.round, found.study,
        Comment(candidate=AAA, view="agree", words="Yes.", name="A reader"), visitor="x",
    )  # fmt: skip
    at = page()
    assert "A reader" not in words(at)
    assert not any("A reader" in one.value.to_string() for one in at.dataframe)


def test_review_shows_the_public_beside_the_taskforce_and_hides(
    play: Callable[..., Played], monkeypatch: pytest.MonkeyPatch
) -> None:
    found = play()
    comments.say(
        found.records, "", found.round, found.study,
        Comment(candidate=BBB, view="disagree", words="Shame!", name="A reader"), visitor="x",
    )  # fmt: skip
    people.single(found.records, "Ada")
    monkeypatch.setenv(PERSON, "Ada")
    at = AppTest.from_file(MAIN, default_timeout=PATIENCE)
    at.switch_page("screens/review.py").run()
    until(at, "these are voices, no votes")
    shown = at.table[-1].value.to_string() + words(at)
    assert "1 disagrees" in shown
    assert "Betaland: A reader disagrees, not supported yet. “Shame!”" in words(at)
    (one,) = said(found)
    at.button(key=f"hide:{one.id}").click().run()
    assert not at.exception
    assert [one.hidden for one in said(found)] == [True]
    assert "hidden · " in words(at)
    monkeypatch.delenv(PERSON)
    assert answer(page()).startswith("The public has said nothing yet")


def test_a_table_is_brought_by_those_who_may(
    play: Callable[..., Played], monkeypatch: pytest.MonkeyPatch
) -> None:
    found = play(consultation=False)
    people.single(found.records, "Ada")
    monkeypatch.setenv(PERSON, "Ada")
    at = AppTest.from_file(MAIN, default_timeout=PATIENCE)
    at.switch_page("screens/review.py").run()
    until(at, "Columns: candidate: Whom it is about.")
    table = b"candidate,view,words,votes\nBBB,agree,At last.,3\n"
    upload = next(one for one in at.file_uploader if "comments" in str(one.key))
    upload.set_value(("survey.csv", b"candidate,view\nXXX,like\n", "text/csv"))
    at.run()
    assert "Nothing of the table can be kept as it is" in words(at)
    upload = next(one for one in at.file_uploader if "comments" in str(one.key))
    upload.set_value(("survey.csv", table, "text/csv"))
    at.run()
    at.button(key="keep:2020-annual/comments").click().run()
    assert not at.exception
    assert "1 comment is kept." in words(at)
    (one,) = said(found)
    assert (one.source, one.votes) == ("survey.csv", 3)

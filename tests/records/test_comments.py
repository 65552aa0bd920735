"""Comments of the public: nobody speaks for another, nothing is brought or supported twice."""

import pytest

from config.problems import InputError
from optimizer.study import Study
from records import comments
from records.comments import Comment
from records.rounds import Round
from records.store import Records, StaleError
from tests.records.acts import BETA, FILE, SAID
from tests.records.conftest import Joined, moved


@pytest.fixture
def rating(records: Records, join: Joined, opened: Round) -> Round:
    join("una", "analyst")
    assert opened.state == "draft"
    return moved(records, "rating")


def read(records: Records, of: Round, *, hidden: bool = False) -> tuple[Comment, ...]:
    with records.reading() as connection:
        return comments.comments(connection, of, hidden=hidden)


def test_who_comments_has_no_votes_and_no_source_of_their_own(
    records: Records, rating: Round, small_study: Study
) -> None:
    comments.say(
        records, "", rating, small_study, SAID.but(votes=99, source="minister.csv", hidden=True)
    )
    (found,) = read(records, rating)
    assert (found.votes, found.source, found.hidden) == (0, "web", False)


def test_nobody_changes_what_another_said(
    records: Records, rating: Round, small_study: Study
) -> None:
    comments.say(records, "", rating, small_study, SAID)
    with pytest.raises(StaleError):
        comments.say(records, "", rating, small_study, SAID.but(words="I take it back."))
    (found,) = read(records, rating)
    assert found.words == SAID.words
    comments.bring(
        records, "una", rating, small_study, [SAID.but(words="Another.", source="a.csv")]
    )
    assert {one.words for one in read(records, rating)} == {SAID.words, "Another."}


def test_a_file_brought_twice_is_there_once(
    records: Records, rating: Round, small_study: Study
) -> None:
    """Two rows that are alike are two people; the same file again brings nobody new."""
    assert comments.bring(records, "una", rating, small_study, FILE) == 3
    assert comments.bring(records, "una", rating, small_study, FILE) == 0
    assert comments.bring(records, "una", rating, small_study, (*FILE, FILE[1])) == 1
    assert sorted(one.votes for one in read(records, rating)) == [0, 0, 0, 3]


def test_support_counts_each_visitor_once(
    records: Records, rating: Round, small_study: Study
) -> None:
    which = comments.say(records, "", rating, small_study, SAID)
    told = [comments.support(records, rating, which, one) for one in ("a", "b", "a")]
    assert told == [True, True, False]
    (found,) = read(records, rating)
    assert found.votes == 2
    with pytest.raises(InputError, match="comment of the round"):
        comments.support(records, rating, "another", "a")


def test_hiding_changes_nothing_else(records: Records, rating: Round, small_study: Study) -> None:
    which = comments.say(records, "", rating, small_study, SAID)
    comments.support(records, rating, which, "a")
    comments.hide(records, "una", rating, which)
    assert read(records, rating) == ()
    (hidden,) = read(records, rating, hidden=True)
    assert (hidden.words, hidden.name, hidden.votes) == (SAID.words, SAID.name, 1)
    comments.hide(records, "una", rating, which, hidden=False)
    assert len(read(records, rating)) == 1
    with pytest.raises(InputError, match="comment of the round"):
        comments.hide(records, "una", rating, "another")


@pytest.mark.parametrize(
    ("said", "why"),
    [
        (SAID.but(view="comment", words="  "), "must say something"),
        (SAID.but(words="x" * 5_001), "at most 5,000"),
        (SAID.but(candidate="country:XXX"), "candidate of the round"),
        (SAID.but(name="x\0y"), "text"),
        (SAID.but(name="x" * 20_001), "at most 20,000"),
    ],
)
def test_what_cannot_be_kept_is_told_and_a_file_is_brought_whole_or_not(
    records: Records, rating: Round, small_study: Study, said: Comment, why: str
) -> None:
    with pytest.raises(InputError, match=why):
        comments.say(records, "", rating, small_study, said)
    with pytest.raises(InputError, match=why):
        comments.bring(records, "una", rating, small_study, [*FILE, said])
    assert read(records, rating, hidden=True) == ()
    assert SAID.candidate == BETA

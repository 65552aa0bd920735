"""Comments of the public: nobody speaks for another, nothing is brought or supported twice."""

import datetime as dt

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
        (SAID.but(words="x\ud800"), "text"),
        (SAID.but(name="x" * 101), "a name of at most 100"),
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


def test_a_visitor_says_one_thing_of_a_candidate_and_may_change_it(
    records: Records, rating: Round, small_study: Study
) -> None:
    def say(visitor: str, **said: object) -> str:
        return comments.say(
            records, "", rating, small_study, SAID.but(id="", **said), visitor=visitor
        )

    which = say("a", view="agree", words="")
    comments.support(records, rating, which, "b")
    assert say("a", view="disagree", words="On second thought.") == which
    assert say("b", view="agree") != which
    (mine,) = (one for one in read(records, rating) if one.id == which)
    assert (mine.view, mine.votes, mine.version) == ("disagree", 1, 2)
    comments.hide(records, "una", rating, which)
    say("a", view="agree", words="Shown again?")
    assert [one.id for one in read(records, rating, hidden=True) if one.hidden] == [which]


def test_nobody_says_too_much_at_a_time(
    records: Records, rating: Round, small_study: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The clock of tests goes on by a minute each time that it is asked."""
    monkeypatch.setattr(comments, "WINDOW", dt.timedelta(minutes=50))
    monkeypatch.setattr(comments, "BY_ONE", 3)
    monkeypatch.setattr(comments, "BY_ALL", 5)

    def say(visitor: str, place: int) -> str:
        return comments.say(
            records, "", rating, small_study, SAID.but(id="", words=f"{place}"), visitor=visitor
        )

    for place in range(3):
        say("a", place)
    with pytest.raises(InputError, match="at most 3 in 50 minutes"):
        say("a", 4)
    say("b", 0)
    say("c", 0)
    with pytest.raises(InputError, match="at most 5 in 50 minutes"):
        say("d", 0)
    for _ in range(50):
        records.now()
    say("a", 5)


def test_the_public_is_let_in_by_the_round_alone(
    records: Records, rating: Round, small_study: Study
) -> None:
    assert comments.open_to_public(rating)
    shut = rating.but(requirements=rating.requirements.but(consultation=False))
    assert not comments.open_to_public(shut)
    with pytest.raises(InputError, match="open to the public"):
        comments.say(records, "", shut, small_study, SAID)
    with pytest.raises(InputError, match="open to the public"):
        comments.support(records, shut, "form-1", "a")
    assert comments.bring(records, "una", shut, small_study, FILE) == 3
    later = moved(records, "decided")
    assert not comments.open_to_public(later)


def test_what_the_public_says_is_counted_by_candidate() -> None:
    said = [
        SAID, SAID.but(view="disagree", votes=4), SAID.but(view="comment", hidden=True, votes=9),
        SAID.but(view="agree", votes=1), SAID.but(candidate="country:AAA", view="comment"),
    ]  # fmt: skip
    found = comments.tallies(said)
    assert found[BETA] == comments.Tally(candidate=BETA, agree=2, disagree=1, support=5)
    assert (found[BETA].voices, found[BETA].disputed) == (3, 0.5)
    assert found["country:AAA"].disputed == 0.0


TABLE = """candidate,view,words,name,votes,id
Betaland,agree,,A reader,3,x1
country:AAA,comment,"=cmd, <b>",,,x2
"""


def test_a_table_of_comments_is_read(small_study: Study) -> None:
    first, second = comments.read("survey.csv", TABLE.encode(), small_study)
    assert (first.candidate, first.view, first.votes, first.source) == (
        BETA, "agree", 3, "survey.csv",
    )  # fmt: skip
    assert (second.words, second.votes, second.name) == ("=cmd, <b>", 0, "")
    few = comments.read("s.csv", b"candidate;view\nBBB;disagree\n", small_study)
    assert [one.view for one in few] == ["disagree"]


def test_all_that_is_wrong_with_a_table_is_told_at_once(small_study: Study) -> None:
    rows = "XX,agree,,,,\nBBB,like,,,,\nBBB,comment,,,,\nBBB,agree,,,1.5,\nBBB,agree,,,-1,\n"
    long = f"BBB,agree,{'x' * 5_001},{'y' * 101},,\n"
    with pytest.raises(InputError) as found:
        comments.read(
            "s.csv", f"candidate,view,words,name,votes,id\n{rows}{long}".encode(), small_study
        )
    assert {one.row for one in found.value.problems} == {2, 3, 4, 5, 6, 7}
    assert {one.column for one in found.value.problems} == {
        "candidate", "view", "words", "votes", "name",
    }  # fmt: skip
    with pytest.raises(InputError, match="must be there"):
        comments.read("s.csv", b"candidate,words\n", small_study)
    with pytest.raises(InputError) as word:
        comments.read("s.csv", b"candidate,view,votes\nBBB,agree,many\n", small_study)
    assert [one.value for one in word.value.problems] == ["many"]

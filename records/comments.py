"""What the public says: agree, disagree, comment. Shown beside the taskforce, never counted in."""

import datetime as dt
import hashlib
import uuid
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Annotated, Literal, cast

import sqlalchemy as sql
from pydantic import Field
from sqlalchemy.engine import Connection, RowMapping

from config.base import Frozen
from config.problems import InputError, Problems
from data.schema import Checked, number
from optimizer.study import Study
from records import rounds
from records.permissions import ANYTHING, NOBODY, Act, may
from records.rounds import Round
from records.schema import comments as table
from records.schema import supports, trail
from records.store import PROGRAM, Records, Writer, as_json, latest
from records.tables import COMMENTS, VIEWS, Row, read_table

View = Literal["agree", "disagree", "comment"]
LONGEST = 5_000
"""Letters of one comment."""
MOST_VOTES = 1_000_000_000
LONGEST_NAME = 100
"""Letters of the name that somebody gives."""
WEB, WHAT = "web", "comment"
WINDOW = dt.timedelta(minutes=10)
BY_ONE, BY_ALL = 20, 300
"""Comments that one visitor, and all visitors together, can make in a window of time."""
OWN = 16
"""Letters of a comment's id that tell one visitor from others."""


class Comment(Frozen):
    """What somebody outside says of a candidate."""

    id: str = ""
    candidate: str
    view: View
    words: str = ""
    name: str = ""
    """As given; blank = not given."""
    votes: Annotated[int, Field(ge=0, le=MOST_VOTES)] = 0
    """Who supported it: as imported, and since then."""
    source: str = WEB
    hidden: bool = False
    at: str = ""
    version: int = 0


def open_to_public(of: Round) -> bool:
    """Say whether anybody may comment on a round now."""
    may_be = may(NOBODY, Act.COMMENT, ANYTHING, of.state)
    return of.requirements.consultation and bool(may_be)


def say(
    records: Records, who: str, of: Round, study: Study, said: Comment, *, visitor: str = ""
) -> str:
    """Comment in public; return the id of the comment.

    A visitor says one thing of a candidate: what they say later takes the place of it, and what
    was hidden stays hidden.

    Args:
        records: the records.
        who: id of a person; blank = somebody whom the roster does not know.
        of: the round.
        study: of the round.
        said: candidate, view, words and name; under an id of the form that it was typed into, the
            same sent twice is one comment.
        visitor: whatever tells one visitor from others; blank = not known, and then nobody can
            change what they said.

    Raises:
        InputError: it says nothing, or too much, or is about no candidate of the round; the round
            is not open to the public, or they, or all, say too much at a time.
        RefusedError: not now.
        StaleError: something else was said under this id.
    """
    with records.writing(who, Act.COMMENT, of.id) as writer:
        writer.allow(ANYTHING, of.id)
        _see_open(of)
        _check(study, said)
        one = said.but(id=said.id or uuid.uuid4().hex, votes=0, source=WEB, hidden=False)
        if visitor:
            mine = _hashed(f"{of.id} {visitor}")[:OWN]
            one = one.but(id=f"{mine}{_hashed(said.candidate)[:OWN]}")
            before = writer.latest("comments", round=of.id, comment=one.id)
            one = one.but(hidden=before is not None and before["hidden"])
            _see_pace(writer, of, mine, records.now() - WINDOW)
        _put(writer, of, one, None if visitor else 0)
    return one.id


def _hashed(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _see_open(of: Round) -> None:
    """See that a round takes comments of the public.

    Raises:
        InputError: it does not.
    """
    if not of.requirements.consultation:
        must, do = "must be open to the public", "Ask those who opened it."
        raise InputError.one(rounds.WHICH, must, do, value=of.id)


def _see_pace(writer: Writer, of: Round, visitor: str, since: dt.datetime) -> None:
    """See that neither one visitor nor all of them say too much at a time.

    Raises:
        InputError: they do.
    """
    recent = (
        sql.select(sql.func.count())
        .select_from(table.join(trail, trail.c.number == table.c.act))
        .where(table.c.round == of.id, table.c.source == WEB)
        .where(trail.c.at > since.isoformat(timespec="microseconds"))
    )
    own = recent.where(table.c.comment.startswith(visitor, autoescape=True))
    for which, most in ((own, BY_ONE), (recent, BY_ALL)):
        if writer.connection.execute(which).scalar_one() >= most:
            must = f"must be at most {most} in {WINDOW.seconds // 60} minutes"
            raise InputError.one(WHAT, must, "Wait a few minutes, then send it once more.")


def bring(records: Records, who: str, of: Round, study: Study, said: Sequence[Comment]) -> int:
    """Bring comments from elsewhere, such as a file; return how many were not there yet.

    The same ones brought twice are there once: a comment is known by its source and what it says.

    Raises:
        InputError: one says nothing, or too much, or is about no candidate of the round.
        RefusedError: not now, or not they.
    """
    same: Counter[str] = Counter()
    new = 0
    with records.writing(who, Act.IMPORT_COMMENTS, of.id) as writer:
        writer.allow(ANYTHING, of.id)
        for one in said:
            _check(study, one)
            text = [one.source, one.id, one.candidate, one.name, one.view, one.words]
            told = as_json(text, WHAT)
            same[told] += 1
            name = _hashed(f"{same[told]} {told}")[:32]
            if writer.latest("comments", round=of.id, comment=name) is None:
                _put(writer, of, one.but(id=name), 0)
                new += 1
    return new


def _check(study: Study, said: Comment) -> None:
    rounds.candidate(study, said.candidate)
    if said.view == "comment" and not said.words.strip():
        do = "Write it, or agree or disagree."
        raise InputError.one(WHAT, "must say something", do)
    if len(said.words.strip()) > LONGEST:
        must = f"must have at most {LONGEST:,} letters"
        raise InputError.one(WHAT, must, "Say it shorter.", value=f"{len(said.words):,}")
    if len(said.name.strip()) > LONGEST_NAME:
        must = f"must come with a name of at most {LONGEST_NAME} letters"
        raise InputError.one(WHAT, must, "Give a shorter one.", value=f"{len(said.name):,}")


def hide(records: Records, who: str, of: Round, comment: str, *, hidden: bool = True) -> None:
    """Hide a comment from everybody, or show it again; it stays in the records.

    Raises:
        InputError: there is no such comment.
        RefusedError: they may not.
    """
    with records.writing(who, Act.HIDE_COMMENT, of.id) as writer:
        writer.allow(ANYTHING, of.id)
        before = _there(writer, of, comment)
        _put(writer, of, _comment(before).but(hidden=hidden), None)


def _there(writer: Writer, of: Round, comment: str) -> RowMapping:
    found = writer.latest("comments", round=of.id, comment=comment)
    if found is None:
        must, do = "must be a comment of the round", "Read them again."
        raise InputError.one(WHAT, must, do, value=comment)
    return found


def _put(writer: Writer, of: Round, one: Comment, seen: int | None) -> None:
    writer.put(
        "comments",
        seen,
        round=of.id,
        comment=one.id,
        candidate=one.candidate,
        name=one.name.strip(),
        view=one.view,
        words=one.words.strip(),
        votes=one.votes,
        source=one.source,
        hidden=one.hidden,
    )


def support(records: Records, of: Round, comment: str, voter: str) -> bool:
    """Support a comment, once; say whether it was the first time.

    Args:
        records: the records.
        of: the round.
        comment: its id.
        voter: whatever tells one visitor from others.

    Raises:
        InputError: there is no such comment, or the round is not open to the public.
        RefusedError: not now.
    """
    with records.writing(PROGRAM, Act.SUPPORT, of.id) as writer:
        writer.allow(ANYTHING, of.id)
        _see_open(of)
        _there(writer, of, comment)
        there = sql.select(supports.c.act).where(
            supports.c.round == of.id, supports.c.comment == comment, supports.c.voter == voter
        )
        if writer.connection.execute(there).first() is not None:
            return False
        writer.add("supports", round=of.id, comment=comment, voter=voter)
    return True


def comments(connection: Connection, of: Round, *, hidden: bool = False) -> tuple[Comment, ...]:
    """Return what was said, by candidate, those with most support first.

    Args:
        connection: to the records.
        of: the round.
        hidden: whether those that were hidden are returned as well.
    """
    which = sql.select(supports.c.comment, sql.func.count()).where(supports.c.round == of.id)
    supported = connection.execute(which.group_by(supports.c.comment))
    votes: Mapping[str, int] = {row[0]: row[1] for row in supported}
    rows = connection.execute(latest("comments", table.c.round == of.id, by=of.by)).mappings()
    found = [(one := _comment(row)).but(votes=one.votes + votes.get(one.id, 0)) for row in rows]
    shown = (one for one in found if hidden or not one.hidden)
    return tuple(sorted(shown, key=lambda one: (one.candidate, -one.votes, one.at, one.id)))


def _comment(row: RowMapping) -> Comment:
    return Comment(
        id=row["comment"],
        candidate=row["candidate"],
        view=row["view"],
        words=row["words"],
        name=row["name"],
        votes=row["votes"],
        source=row["source"],
        hidden=row["hidden"],
        at=row["at"],
        version=row["version"],
    )


class Tally(Frozen):
    """What the public says of one candidate; what was hidden is not in it."""

    candidate: str
    agree: int = 0
    disagree: int = 0
    comment: int = 0
    """Those that say neither."""
    support: int = 0
    """How often somebody supported one of them."""

    @property
    def voices(self) -> int:
        """How many said anything."""
        return self.agree + self.disagree + self.comment

    @property
    def disputed(self) -> float:
        """How disputed it is: 0 = all who take a side take the same, 1 = as many take the other."""
        most = max(self.agree, self.disagree)
        return min(self.agree, self.disagree) / most if most else 0.0


def tallies(said: Iterable[Comment]) -> Mapping[str, Tally]:
    """Return candidate → what is said of it; of those only of which anything is."""
    found: dict[str, Tally] = {}
    for one in said:
        if not one.hidden:
            before = found.get(one.candidate, Tally(candidate=one.candidate))
            more = {one.view: getattr(before, one.view) + 1, "support": before.support + one.votes}
            found[one.candidate] = before.but(**more)
    return found


def read(file: str, content: bytes, study: Study) -> tuple[Comment, ...]:
    """Return the comments of a table (:data:`records.tables.COMMENTS`).

    Args:
        file: name of the file, for messages; the comments name it as their source.
        content: what it holds.
        study: of the round.

    Raises:
        InputError: the table does not hold; carries every problem.
    """
    problems = Problems()
    found = read_table(file, content, COMMENTS, problems)
    said = [] if found is None else list(_rows(file, found, study, problems))
    problems.raise_if_any()
    return tuple(said)


def _rows(file: str, found: Checked, study: Study, problems: Problems) -> Iterator[Comment]:
    names = {one.id: one.name for one in study.dataset.candidates}
    columns = (found.cells(column.name) for column in COMMENTS.columns)
    for line, *cells in zip(found.raw.lines, *columns, strict=True):
        row = Row(found.table.file, line, problems)
        text, view, words, name, votes, which = cells
        candidate = row.resolved("candidate", text, names, "a candidate of the round")
        if view == "comment" and not words.strip():
            row.add("words", words, "must say something", "Write it, or agree or disagree.")
        for column, value, most in (("words", words, LONGEST), ("name", name, LONGEST_NAME)):
            if len(value.strip()) > most:
                row.add(column, value, f"must have at most {most:,} letters", "Say it shorter.")
        many = 0.0 if not votes else number(votes)
        if many is None:
            continue  # told with the cell
        if not 0 <= many <= MOST_VOTES or many != int(many):
            must = f"must be a whole number from 0 to {MOST_VOTES:,}"
            row.add("votes", votes, must, "Correct it.")
        elif candidate is not None and view in VIEWS:
            yield Comment(
                id=which, candidate=candidate, view=cast("View", view), words=words, name=name,
                votes=int(many), source=file,
            )  # fmt: skip

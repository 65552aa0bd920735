"""What the public says: agree, disagree, comment. Shown beside the taskforce, never counted in."""

import hashlib
import uuid
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Annotated, Literal

import sqlalchemy as sql
from pydantic import Field
from sqlalchemy.engine import Connection, RowMapping

from config.base import Frozen
from config.problems import InputError
from optimizer.study import Study
from records import rounds
from records.permissions import ANYTHING, Act
from records.rounds import Round
from records.schema import comments as table
from records.schema import supports
from records.store import PROGRAM, Records, Writer, latest
from records.trail import canonical

View = Literal["agree", "disagree", "comment"]
LONGEST = 5_000
"""Letters of one comment."""
WEB, WHAT = "web", "comment"


class Comment(Frozen):
    """What somebody outside says of a candidate."""

    id: str = ""
    candidate: str
    view: View
    words: str = ""
    name: str = ""
    """As given; blank = not given."""
    votes: Annotated[int, Field(ge=0, le=1_000_000_000)] = 0
    """Who supported it: as imported, and since then."""
    source: str = WEB
    hidden: bool = False
    at: str = ""
    version: int = 0


def say(records: Records, who: str, of: Round, study: Study, said: Comment) -> str:
    """Comment in public; return the id of the comment.

    Args:
        records: the records.
        who: id of a person; blank = somebody whom the roster does not know.
        of: the round.
        study: of the round.
        said: candidate, view, words and name; under an id of the form that it was typed into, the
            same sent twice is one comment.

    Raises:
        InputError: it says nothing, or too much, or is about no candidate of the round.
        RefusedError: not now.
        StaleError: something else was said under this id.
    """
    with records.writing(who, Act.COMMENT, of.id) as writer:
        writer.allow(ANYTHING, of.id)
        _check(study, said)
        one = said.but(id=said.id or uuid.uuid4().hex, votes=0, source=WEB, hidden=False)
        _put(writer, of, one, 0)
    return one.id


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
            told = canonical([one.source, one.id, one.candidate, one.name, one.view, one.words])
            same[told] += 1
            name = hashlib.sha256(f"{same[told]} {told}".encode()).hexdigest()[:32]
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
        InputError: there is no such comment.
        RefusedError: not now.
    """
    with records.writing(PROGRAM, Act.SUPPORT, of.id) as writer:
        writer.allow(ANYTHING, of.id)
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

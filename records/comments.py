"""What the public says: agree, disagree, comment. Shown beside the taskforce, never counted in."""

import uuid
from collections.abc import Mapping, Sequence
from typing import Annotated, Literal

import sqlalchemy as sql
from pydantic import Field
from sqlalchemy.engine import Connection

from config.base import Frozen
from config.problems import InputError
from records.permissions import ANYTHING, Act
from records.rounds import Round
from records.schema import comments as table
from records.schema import supports
from records.store import Records, Writer, latest

View = Literal["agree", "disagree", "comment"]
LONGEST = 5_000
"""Letters of one comment."""
WEB = "web"


class Comment(Frozen):
    """What somebody outside says of a candidate."""

    id: str = ""
    candidate: str
    view: View
    words: str = ""
    name: str = ""
    """As given; blank = not given."""
    votes: Annotated[int, Field(ge=0)] = 0
    """Who supported it: as imported, and since then."""
    source: str = WEB
    hidden: bool = False
    at: str = ""
    version: int = 0


def say(
    records: Records, who: str, of: Round, said: Sequence[Comment], act: Act = Act.COMMENT
) -> None:
    """Keep comments: one of the web, or many of a file (``Act.IMPORT_COMMENTS``).

    Raises:
        InputError: a comment says nothing.
        RefusedError: not now, or not they.
    """
    where = "comment"
    with records.writing(who, act, of.id) as writer:
        writer.allow(ANYTHING, of.id)
        for one in said:
            if one.view == "comment" and not one.words.strip():
                raise InputError.one(where, "must say something", "Write it, or agree or disagree.")
            _put(writer, of, one.but(id=one.id or uuid.uuid4().hex))


def hide(records: Records, who: str, of: Round, comment: Comment, *, hidden: bool = True) -> None:
    """Hide a comment from everybody, or show it again; it stays in the records."""
    with records.writing(who, Act.HIDE_COMMENT, of.id) as writer:
        writer.allow(ANYTHING, of.id)
        before = writer.latest("comments", round=of.id, comment=comment.id)
        if before is not None:
            _put(writer, of, comment.but(hidden=hidden, votes=before["votes"]))


def _put(writer: Writer, of: Round, one: Comment) -> None:
    writer.put(
        "comments",
        None,
        round=of.id,
        comment=one.id,
        candidate=one.candidate,
        name=one.name.strip(),
        view=one.view,
        words=one.words.strip()[:LONGEST],
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
    """
    with records.writing("", Act.SUPPORT, of.id) as writer:
        writer.allow(ANYTHING, of.id)
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
    found = [
        Comment(
            id=row["comment"],
            candidate=row["candidate"],
            view=row["view"],
            words=row["words"],
            name=row["name"],
            votes=row["votes"] + votes.get(row["comment"], 0),
            source=row["source"],
            hidden=row["hidden"],
            at=row["at"],
            version=row["version"],
        )
        for row in rows
    ]
    shown = (one for one in found if hidden or not one.hidden)
    return tuple(sorted(shown, key=lambda one: (one.candidate, -one.votes, one.at, one.id)))

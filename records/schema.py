"""The tables of the records, and what the database itself holds of them.

Every table but ``drafts`` is append-only: a row stands for good, a change is a further row with the
next version. A row is named by the act that made it (``act``, its number in the trail) and its
place among the rows of that act (``part``). Whatever belongs to a round that is closed is refused
by the database, whoever asks for it (:mod:`records.guards`).

Values that have no fixed shape (levers, plans, lists) are text: canonical JSON (RFC 8785).
"""

from collections.abc import Mapping

import sqlalchemy as sql
from sqlalchemy import Column, ForeignKey, Integer, LargeBinary, MetaData, Table, Text
from sqlalchemy.types import Boolean, Float

METADATA = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "ix": "ix_%(table_name)s_%(column_0_name)s",
    }
)
STATES = ("draft", "rating", "review", "decided", "closed")
"""What a round goes through, in this order and never back."""

trail = Table(
    "trail",
    METADATA,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("at", Text, nullable=False, comment="UTC, ISO 8601"),
    Column("person", Text, nullable=False, comment="blank = the program itself"),
    Column("act", Text, nullable=False),
    Column("about", Text, nullable=False, comment="round, person or scenario; blank = none"),
    Column("changes", Text, nullable=False, comment="rows written, as canonical JSON"),
    Column("previous", Text, nullable=False, comment="hash of the row before"),
    Column("hash", Text, nullable=False, unique=True, comment="SHA-256 of this row"),
)
"""Who did what, and when; each row carries the hash of the one before."""


def _kept(
    name: str,
    *columns: sql.schema.SchemaItem,
    versions_of: tuple[str, ...] = (),
    once: tuple[str, ...] = (),
) -> Table:
    """Return an append-only table.

    Args:
        name: of the table.
        columns: its own columns.
        versions_of: columns that name a thing which later rows may change; adds ``version``.
        once: columns whose values no two rows share.
    """
    own = [
        Column("act", Integer, ForeignKey("trail.number"), primary_key=True, autoincrement=False),
        Column("part", Integer, primary_key=True, autoincrement=False),
        *columns,
    ]
    if versions_of:
        own += [
            Column("version", Integer, nullable=False),
            sql.UniqueConstraint(*versions_of, "version"),
        ]
    if once:
        own.append(sql.UniqueConstraint(*once))
    return Table(name, METADATA, *own)


def _text(name: str, comment: str = "") -> Column[str]:
    return Column(name, Text, nullable=False, server_default="", comment=comment or None)


def _of_round() -> Column[str]:
    return Column("round", Text, ForeignKey("rounds.round"), nullable=False)


people = _kept(
    "people",
    Column("person", Text, nullable=False),
    _text("issuer", "of the sign-in; blank = has not signed in yet"),
    _text("subject", "who they are to the issuer"),
    _text("name"),
    _text("email"),
    _text("roles", "JSON list"),
    _text("regions", "JSON list; * = all"),
    _text("interests", "JSON list of ids of candidates and partners"),
    Column("active", Boolean, nullable=False),
    _text("invitation", "by which they came"),
    versions_of=("person",),
)
invitations = _kept(
    "invitations",
    Column("invitation", Text, nullable=False, unique=True),
    Column("secret", Text, nullable=False, comment="SHA-256 of what stands in the link"),
    _text("name"),
    _text("email"),
    _text("roles", "JSON list"),
    _text("regions", "JSON list"),
    _text("interests", "JSON list"),
    _text("until", "last day, ISO 8601"),
)
inputs = _kept(
    "inputs",
    Column("kind", Text, nullable=False, comment="dataset or configuration"),
    Column("identity", Text, nullable=False, comment="its hash, as questions know it"),
    Column("content", LargeBinary, nullable=False, comment="JSON, compressed by zlib"),
    once=("kind", "identity"),
)
answers = _kept(
    "answers",
    Column("key", Text, nullable=False, unique=True, comment="of the question"),
    _text("question", "its name"),
    _text("asked", "JSON: its parameters and levers"),
    _text("result", "JSON"),
    _text("proof", "JSON"),
    _text("engine"),
    _text("work", "JSON"),
    _text("dataset"),
    _text("configuration"),
)
rounds = _kept(
    "rounds",
    Column("round", Text, nullable=False, unique=True),
    _text("title"),
    _text("dataset", "identity of the inputs"),
    _text("configuration", "identity of the inputs"),
    _text("scenario", "JSON: levers"),
    _text("plan", "key of the answer that is recommended"),
    Column("previous", Text, ForeignKey("rounds.round"), nullable=True),
    _text("rating_until", "last day, ISO 8601; blank = not set"),
    _text("review_until", "last day, ISO 8601; blank = not set"),
    _text("requirements", "JSON"),
)
states = _kept(
    "states",
    _of_round(),
    Column("state", Text, nullable=False),
    _text("words"),
    Column("version", Integer, nullable=False),
    sql.UniqueConstraint("round", "version"),
    sql.CheckConstraint(
        " OR ".join(f"(version = {place} AND state = '{one}')" for place, one in enumerate(STATES)),
        name="order",
    ),
)
ratings = _kept(
    "ratings",
    _of_round(),
    Column("person", Text, nullable=False),
    Column("candidate", Text, nullable=False),
    Column("measure", Text, nullable=False),
    _text("value", "JSON: a number, or the label of a level; blank = taken back"),
    Column("low", Float, nullable=True),
    Column("high", Float, nullable=True),
    _text("reason"),
    versions_of=("round", "person", "candidate", "measure"),
)
accepted = _kept(
    "accepted",
    _of_round(),
    Column("candidate", Text, nullable=False),
    Column("measure", Text, nullable=False),
    _text("value", "JSON; blank = taken back"),
    Column("low", Float, nullable=True),
    Column("high", Float, nullable=True),
    _text("reason"),
    versions_of=("round", "candidate", "measure"),
)
stances = _kept(
    "stances",
    _of_round(),
    Column("person", Text, nullable=False),
    Column("candidate", Text, nullable=False),
    Column("stance", Text, nullable=False, comment="agree, object, unsure; blank = taken back"),
    _text("about", "what is objected to: figure, rating, partner, rule, other"),
    _text("words"),
    versions_of=("round", "person", "candidate"),
)
recusals = _kept(
    "recusals",
    _of_round(),
    Column("person", Text, nullable=False),
    Column("candidate", Text, nullable=False),
    Column("active", Boolean, nullable=False),
    _text("words"),
    versions_of=("round", "person", "candidate"),
)
overrides = _kept(
    "overrides",
    _of_round(),
    Column("candidate", Text, nullable=False),
    Column("direction", Text, nullable=False, comment="in, out; blank = taken back"),
    _text("reason"),
    _text("answer", "key of the answer that tells the price"),
    _text("price", "JSON: points, between low and high"),
    versions_of=("round", "candidate"),
)
signatures = _kept(
    "signatures",
    _of_round(),
    _text("region", "blank = the whole list"),
    _text("list", "JSON list of candidates"),
    _text("counts", "JSON: who answered, agreed, objected, was recused"),
    _text("words"),
    versions_of=("round", "region"),
)
outcomes = _kept(
    "outcomes",
    _of_round(),
    Column("candidate", Text, nullable=False),
    Column("period", Text, nullable=False),
    Column("measure", Text, nullable=False, comment="service:…, weeks:team, usd:fund or a measure"),
    _text("value", "JSON; blank = taken back"),
    _text("source"),
    _text("words"),
    versions_of=("round", "candidate", "period", "measure"),
)
scenarios = _kept(
    "scenarios",
    Column("scenario", Text, nullable=False),
    _text("name"),
    _text("levers", "JSON; blank = taken away"),
    Column("author", Text, nullable=False),
    Column("shared", Boolean, nullable=False),
    _text("dataset"),
    _text("configuration"),
    _text("came_from", "scenario and version"),
    versions_of=("scenario",),
)
comments = _kept(
    "comments",
    _of_round(),
    Column("candidate", Text, nullable=False),
    _text("name", "who says so, as given; blank = not given"),
    Column("view", Text, nullable=False, comment="agree, disagree, comment"),
    _text("words"),
    Column("votes", Integer, nullable=False, server_default="0", comment="who supported it"),
    _text("source", "web, or the file that it came from"),
    Column("hidden", Boolean, nullable=False),
    Column("comment", Text, nullable=False),
    versions_of=("round", "comment"),
)
supports = _kept(
    "supports",
    _of_round(),
    Column("comment", Text, nullable=False),
    Column("voter", Text, nullable=False),
    once=("round", "comment", "voter"),
)

drafts = Table(
    "drafts",
    METADATA,
    Column("person", Text, primary_key=True),
    Column("place", Text, primary_key=True),
    Column("content", Text, nullable=False),
    Column("at", Text, nullable=False),
)
"""What somebody has typed and not yet said; nobody else sees it, and it is no record."""

sql.Index("ix_stances_round_person", stances.c.round, stances.c.person)
sql.Index("ix_ratings_round_person", ratings.c.round, ratings.c.person)
sql.Index("ix_trail_about", trail.c.about)

KEPT: Mapping[str, Table] = {
    name: table for name, table in METADATA.tables.items() if "part" in table.c
}
"""Name → append-only table that the trail speaks of."""
UNTIL_CLOSED: tuple[str, ...] = tuple(
    name
    for name, table in KEPT.items()
    if "round" in table.c and name not in ("rounds", "outcomes")
)
"""Tables into which nothing of a closed round can be written; what became of a focus area can."""


TAKEN_BACK: Mapping[str, str] = {
    "ratings": "value",
    "accepted": "value",
    "stances": "stance",
    "overrides": "direction",
    "outcomes": "value",
    "scenarios": "levers",
}
"""Table → its column that is blank where what was said is taken back: then nothing is there."""


def key_of(table: Table) -> tuple[str, ...]:
    """Return the columns that name a thing of which a table keeps versions."""
    for constraint in table.constraints:
        names = [column.name for column in getattr(constraint, "columns", ())]
        if isinstance(constraint, sql.UniqueConstraint) and "version" in names:
            return tuple(name for name in names if name != "version")
    return ()

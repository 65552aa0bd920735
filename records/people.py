"""The roster: who takes part, in which role, for which regions, with which interests."""

import hashlib
import secrets
from collections.abc import Collection

import sqlalchemy as sql
from sqlalchemy.engine import Connection

from config.base import Frozen
from config.problems import InputError
from records.permissions import ANYTHING, EVERY_ROLE, EVERYWHERE, Act, Matter, Person, Role
from records.schema import invitations, people
from records.store import PROGRAM, Records, Writer, as_list, as_person, latest, names_in

WHO, INVITATION = "person", "invitation"
SINGLE = "single"
"""Id of the person for whom the app acts where nobody signs in."""


class Invitation(Frozen):
    """What a link invites to."""

    id: str
    name: str = ""
    email: str = ""
    roles: frozenset[Role] = frozenset()
    regions: frozenset[str] = frozenset()
    interests: frozenset[str] = frozenset()
    until: str = ""
    """Last day on which it can be used, ISO 8601."""


def roster(connection: Connection, by: int | None = None) -> tuple[Person, ...]:
    """Return everybody, by id; those who are no longer active as well.

    Args:
        connection: to the records.
        by: number of the act by which the roster is looked at; None = the last.
    """
    rows = connection.execute(latest("people", by=by)).mappings()
    return tuple(sorted((as_person(row) for row in rows), key=lambda one: one.id))


def signed_in(connection: Connection, issuer: str, subject: str) -> Person | None:
    """Return who signs in as a subject of an issuer; None where the roster knows nobody."""
    if not issuer or not subject:
        return None
    mine = [people.c.issuer == issuer, people.c.subject == subject]
    ids = connection.execute(sql.select(people.c.person).where(*mine)).scalars().all()
    every = roster(connection) if ids else ()
    return next((one for one in every if (one.issuer, one.subject) == (issuer, subject)), None)


def put(records: Records, who: str, person: Person, seen: int | None = None) -> Person:
    """Write what the roster says of a person, who may be new.

    Raises:
        RefusedError: they may not.
        InputError: they would take their own administration away, there is no id, or somebody
            else signs in like that.
        StaleError: the roster says something else by now.
    """
    with records.writing(who, Act.MANAGE_PEOPLE, person.id) as writer:
        writer.allow()
        if who == person.id and not (person.active and "administrator" in person.roles):
            must = "must stay an administrator: nobody takes that from themselves"
            raise InputError.one(WHO, must, "Let another administrator do it.", value=who)
        version = _put(writer, person, seen)
    return person.but(version=version)


def _put(writer: Writer, person: Person, seen: int | None, invitation: str = "") -> int:
    if not person.id.strip():
        do = "Give one, such as an e-mail address."
        raise InputError.one(WHO, "must have an id", do)
    other = signed_in(writer.connection, person.issuer, person.subject)
    if other is not None and other.id != person.id:
        must = "must sign in as nobody else of the roster does"
        raise InputError.one(WHO, must, f"Change {other.id} first.", value=person.id)
    before = writer.latest("people", person=person.id)
    return writer.put(
        "people",
        seen,
        person=person.id,
        issuer=person.issuer,
        subject=person.subject,
        name=person.name,
        email=person.email,
        roles=as_list(person.roles),
        regions=as_list(person.regions),
        interests=as_list(person.interests),
        active=person.active,
        invitation=invitation if before is None else before["invitation"],
    )


def begin(records: Records, person: Person) -> Person:
    """Write the first person of a roster, who can then let others in; the program does it.

    Raises:
        InputError: there is somebody already.
    """
    with records.writing(PROGRAM, Act.MAINTAIN, person.id) as writer:
        if roster(writer.connection):
            raise InputError.one(
                WHO,
                "must be let in by an administrator, since there are people already",
                "Ask one of them for an invitation.",
                value=person.id,
            )
        writer.allow_program()
        version = _put(writer, person, 0)
    return person.but(version=version)


def single(records: Records, name: str) -> Person:
    """Return the one person for whom the app acts where nobody signs in; made when need be."""
    person = Person(
        id=SINGLE, name=name, roles=EVERY_ROLE, regions=frozenset((EVERYWHERE,)), active=True
    )
    with records.writing(PROGRAM, Act.MAINTAIN, SINGLE) as writer:
        writer.allow_program()
        there = as_person(row) if (row := writer.latest("people", person=SINGLE)) else None
        if there is not None:
            person = person.but(interests=there.interests)
        version = _put(writer, person, None)
    return person.but(version=version)


def declare(records: Records, who: str, interests: Collection[str]) -> None:
    """Say which countries and partners one belongs to."""
    with records.writing(who, Act.DECLARE, who) as writer:
        writer.allow(Matter(owner=who))
        _put(writer, writer.person.but(interests=frozenset(interests)), None)


def invite(records: Records, who: str, invitation: Invitation) -> str:
    """Keep an invitation; return the secret that its link carries, which is kept nowhere.

    Raises:
        RefusedError: they may not.
        InputError: there is an invitation of that id.
    """
    secret = secrets.token_urlsafe(24)
    with records.writing(who, Act.INVITE, invitation.id) as writer:
        writer.allow()
        there = sql.select(invitations.c.act).where(invitations.c.invitation == invitation.id)
        if writer.connection.execute(there).first() is not None:
            do = "Make another one; its link can be shown only once."
            raise InputError.one(INVITATION, "must not be made yet", do, value=invitation.id)
        writer.add(
            "invitations",
            invitation=invitation.id,
            secret=_hashed(secret),
            name=invitation.name,
            email=invitation.email,
            roles=as_list(invitation.roles),
            regions=as_list(invitation.regions),
            interests=as_list(invitation.interests),
            until=invitation.until,
        )
    return secret


def join(records: Records, secret: str, person: Person) -> Person:
    """Let somebody in by an invitation, once.

    Args:
        records: the records.
        secret: what the link carries.
        person: issuer, subject, name and verified e-mail address, as the sign-in tells them.

    Raises:
        InputError: there is no such invitation, it was used, it is too late, or the roster
            knows somebody of that id or sign-in already.
    """
    refused = InputError.one(
        INVITATION,
        "must be an invitation that is still open, and yours",
        "Ask whoever sent the link for a new one.",
    )
    with records.writing(PROGRAM, Act.JOIN, person.id) as writer:
        writer.allow(ANYTHING)
        row = (
            writer.connection.execute(
                sql.select(invitations).where(invitations.c.secret == _hashed(secret))
            )
            .mappings()
            .first()
        )
        if row is None:
            raise refused
        used = sql.select(people.c.person).where(people.c.invitation == row["invitation"])
        late = row["until"] and records.now().date().isoformat() > row["until"]
        other = row["email"] and row["email"].casefold() != person.email.casefold()
        if late or other or writer.connection.execute(used).first() is not None:
            raise refused
        if signed_in(writer.connection, person.issuer, person.subject) is not None:
            raise refused
        if writer.latest("people", person=person.id) is not None:
            raise refused
        member = person.but(
            name=person.name or row["name"],
            roles=names_in(row["roles"]),
            regions=names_in(row["regions"]),
            interests=names_in(row["interests"]),
            active=True,
        )
        version = _put(writer, member, 0, invitation=row["invitation"])
    return member.but(version=version)


def _hashed(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()

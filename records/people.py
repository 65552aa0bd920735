"""The roster: who takes part, in which role, for which regions, with which interests.

Somebody is in the roster by the issuer and the subject of their sign-in. They come there by an
invitation (:func:`join`), or because an administrator put them in by their e-mail address alone:
then the first who signs in with that address, verified by the provider, is that person
(:func:`arrive`), and nobody else ever after.
"""

import hashlib
import re
import secrets
import unicodedata
from collections.abc import Collection, Sequence

import sqlalchemy as sql
from sqlalchemy.engine import Connection

from config.base import Frozen
from config.problems import InputError, Problems
from records.permissions import (
    ANYTHING,
    EVERY_ROLE,
    EVERYWHERE,
    Act,
    Matter,
    Person,
    Role,
)
from records.schema import invitations, people
from records.sign_in import Identity, same_address
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


class Invited(Invitation):
    """An invitation that was made."""

    used: bool = False
    """Whether somebody came by it."""


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
    return _of(roster(connection), issuer, subject) if ids else None


def _of(people: Sequence[Person], issuer: str, subject: str) -> Person | None:
    return next((one for one in people if (one.issuer, one.subject) == (issuer, subject)), None)


def arrive(records: Records, who: Identity) -> Person | None:
    """Return who has signed in; None where the roster knows nobody.

    An entry that has an e-mail address and nobody's sign-in yet becomes theirs, if the provider
    says that the address is theirs, if the entry is active and names no other issuer, and if no
    other entry could be meant. From then on issuer and subject count, and the address does not.
    """
    with records.reading() as connection:
        found = _arrived(roster(connection), who)
    if found is None or found.subject:
        return found
    with records.writing(PROGRAM, Act.JOIN, found.id) as writer:
        writer.allow(ANYTHING)
        found = _arrived(roster(writer.connection), who)
        if found is None or found.subject:
            return found
        mine = found.but(
            issuer=who.issuer, subject=who.subject, name=found.name or who.name or who.email
        )
        version = _put(writer, mine, found.version)
    return mine.but(version=version)


def _arrived(everybody: Sequence[Person], who: Identity) -> Person | None:
    """Return who somebody is, or the one entry that waits for them."""
    known = _of(everybody, who.issuer, who.subject)
    if known is not None or not who.verified:
        return known
    waiting = [one for one in everybody if same_address(one.email, who.email) and one.active]
    mine = waiting[0] if len(waiting) == 1 else None
    free = mine is not None and not mine.subject and mine.issuer in ("", who.issuer)
    return mine if free else None


def put(records: Records, who: str, person: Person, seen: int | None = None) -> Person:
    """Write what the roster says of a person, who may be new.

    Raises:
        RefusedError: they may not.
        InputError: they would take their own administration away, there is no id, or somebody
            else signs in like that or has that e-mail address.
        StaleError: the roster says something else by now.
    """
    with records.writing(who, Act.MANAGE_PEOPLE, person.id) as writer:
        writer.allow()
        if who == person.id and not (person.active and "administrator" in person.roles):
            must = "must stay an administrator: nobody takes that from themselves"
            raise InputError.one(WHO, must, "Let another administrator do it.", value=who)
        _check(person, roster(writer.connection))
        version = _put(writer, person, seen)
    return person.but(version=version)


def _check(person: Person, everybody: Sequence[Person]) -> None:
    """See that an entry of the roster can be nobody else."""
    problems = Problems()
    others = [one for one in everybody if one.id != person.id]
    if person.id == SINGLE and len(others) == len(everybody):
        problems.add(WHO, "must have an id of their own", "Choose another.", value=person.id)
    if person.subject and not person.issuer:
        problems.add(WHO, "must have the issuer of the sign-in, too", "Give both, or neither.")
    if any(same_address(one.email, person.email) for one in others):
        do = "Change the entry that is there already."
        problems.add(WHO, "must have an e-mail address of their own", do, value=person.email)
    problems.raise_if_any()


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


def invited(connection: Connection) -> tuple[Invited, ...]:
    """Return every invitation that was made, the latest last."""
    used = set(connection.execute(sql.select(people.c.invitation)).scalars())
    rows = connection.execute(sql.select(invitations).order_by(invitations.c.act)).mappings()
    return tuple(
        Invited(
            id=row["invitation"],
            name=row["name"],
            email=row["email"],
            roles=names_in(row["roles"]),
            regions=names_in(row["regions"]),
            interests=names_in(row["interests"]),
            until=row["until"],
            used=row["invitation"] in used,
        )
        for row in rows
    )


def join(records: Records, secret: str, who: Identity) -> Person:
    """Let somebody in by an invitation, once.

    Args:
        records: the records.
        secret: what the link carries.
        who: who they are, as their sign-in says.

    Raises:
        InputError: there is no such invitation, it was used, it is too late, or their e-mail
            address is not the invited one, or not verified; or they are in the roster already.
    """
    refused = InputError.one(
        INVITATION,
        "must be an invitation that is still open, and yours",
        "Ask whoever sent the link for a new one.",
    )
    if not who.verified:
        raise InputError.one(
            INVITATION,
            "must be used by somebody whose e-mail address their sign-in says is verified",
            "Have it verified there, then sign in and open the link once more.",
        )
    with records.writing(PROGRAM, Act.JOIN) as writer:
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
        other = row["email"] and not same_address(row["email"], who.email)
        if late or other or writer.connection.execute(used).first() is not None:
            raise refused
        everybody = roster(writer.connection)
        known = _of(everybody, who.issuer, who.subject) is not None
        if known or any(same_address(one.email, who.email) for one in everybody):
            raise refused
        name = who.name or row["name"] or who.email
        member = Person(
            id=new_id(name, {one.id for one in everybody}),
            name=name,
            email=who.email,
            issuer=who.issuer,
            subject=who.subject,
            roles=names_in(row["roles"]),
            regions=names_in(row["regions"]),
            interests=names_in(row["interests"]),
        )
        writer.about = member.id
        version = _put(writer, member, 0, invitation=row["invitation"])
    return member.but(version=version)


def new_id(name: str, taken: Collection[str]) -> str:
    """Return an id that reads like a name and that nobody has."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    base = "-".join(re.findall(r"[a-z0-9]+", plain))[:40] or "person"
    found, number = base, 1
    while found in taken or found == SINGLE:
        number += 1
        found = f"{base}-{number}"
    return found


def _hashed(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()

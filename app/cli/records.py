"""What the commands of the records do: make, back up and verify them, and say who takes part."""

import os
import uuid
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Any, cast

import typer

from app.cli.commands.records import About
from app.cli.failure import BAD_INPUT
from app.cli.options import Kept, Out
from app.cli.render import show
from app.cli.who import kept, see, somebody, telling
from app.export import files
from config.names import resolve
from config.problems import InputError, Problems
from optimizer.study import open_study
from records import backup, database, people, rounds, trail
from records.people import Invitation
from records.permissions import EVERY_ROLE, EVERYWHERE, Act, Person, Role
from records.sign_in import PERSON
from records.store import Records
from records.trail import Head
from reports import done
from reports.people import roster
from reports.refusals import rules, verified
from reports.taskforce import ROLES

FILE, HEAD, ROLE, INTEREST, WHO = "FILE", "--head", "--role", "--interest", "PERSON"
REGION = "--region"


def init(
    address: str | None, first: str | None, name: str | None, email: str | None, *, as_json: bool
) -> None:
    """Make the records, or bring older ones up; write the first person, where nobody is there.

    Raises:
        InputError: they cannot be made, or there are people already.
    """
    records = Records.at(address, make=True)
    single = os.environ.get(PERSON, "").strip()
    if first is not None:
        only: frozenset[Role] = frozenset(("administrator",))
        people.begin(records, Person(id=first, name=name or first, email=email or "", roles=only))
    elif single:
        people.single(records, single)
    _status(records, as_json=as_json)


def status(of: Kept, *, as_json: bool) -> None:
    """Tell what is at a place."""
    _status(kept(of.records), as_json=as_json)


def _status(records: Records, *, as_json: bool) -> None:
    with records.reading() as connection:
        head = trail.head(connection)
        every = rounds.every_round(connection)
        found = people.roster(connection)
        revision = database.revision(connection)
    going = next((one for one in every if not one.closed), None)
    values = {
        "address": records.engine.url.render_as_string(hide_password=True),
        "revision": revision,
        "acts": head.number,
        "head": f"{head.number}:{head.hash}",
        "people": sum(one.active for one in found),
        "rounds": len(every),
        "going": None if going is None else going.title,
    }
    show(done.kept(values), Out(as_json=as_json))


def back_up(of: Kept, file: Path, *, overwrite: bool, as_json: bool) -> None:
    """Write a backup."""
    records = kept(of.records)
    with records.reading() as connection:
        see(somebody(connection, of), Act.BACK_UP)
    problems = Problems()
    files.check(FILE, [file], problems, overwrite=overwrite)
    problems.raise_if_any()
    content = backup.back_up(records)
    files.write(FILE, {file: content}, overwrite=overwrite)
    with records.reading() as connection:
        head = trail.head(connection)
    show(done.backed_up(str(file), len(content), head), Out(as_json=as_json))


def restore(address: str | None, file: Path, *, as_json: bool) -> None:
    """Put a backup back into new records."""
    if not file.is_file():
        raise InputError.one(FILE, "the file must exist", "Name a backup.", value=str(file))
    backup.check(file)
    manifest = backup.restore(Records.at(address, make=True), file)
    show(done.restored(str(file), manifest.head), Out(as_json=as_json))


def verify(of: Kept, head: str | None, *, as_json: bool) -> None:
    """Tell whether the records are as they were written; the status says so, too."""
    noted = _head(head)
    with kept(of.records).reading() as connection:
        faults = tuple(trail.verify(connection, noted))
        found = trail.head(connection)
    show(verified(faults, found, noted), Out(as_json=as_json), every=True)
    if faults:
        raise typer.Exit(BAD_INPUT)


def _head(text: str | None) -> Head | None:
    if text is None:
        return None
    number, _, hashed = text.strip().partition(":")
    if not number.isdecimal() or len(hashed) != len(trail.NOTHING):
        must, do = "must be a head of the trail", "Write ROW:HASH, as minutes and backups have it."
        raise InputError.one(HEAD, must, do, value=text)
    return Head(number=int(number), hash=hashed.lower())


def roles(*, as_json: bool) -> None:
    """Tell who may do what."""
    show(rules(), Out(as_json=as_json), every=True)


def list_people(of: Kept, *, as_json: bool) -> None:
    """Tell who takes part."""
    with kept(of.records).reading() as connection:
        found = people.roster(connection)
    show(roster(found), Out(as_json=as_json), every=True)


def regions(records: Records, typed: Sequence[str]) -> frozenset[str]:
    """Return the regions that texts name; ``*`` is all of them.

    They are those of the round that is going on, or else of the latest; before there is any, a
    region is taken as it stands.

    Raises:
        InputError: one is none.
    """
    wanted = frozenset(filter(None, typed))
    with records.reading() as connection:
        if not rounds.every_round(connection):
            return wanted
        there = rounds.study(connection, rounds.round_of(connection)).dataset.candidates
    names = {one.region: one.region for one in there if one.region} | {EVERYWHERE: EVERYWHERE}
    problems = Problems()
    what = "a region of the round, or * for all"
    found = {resolve(text, names, what, REGION, problems) for text in sorted(wanted)}
    problems.raise_if_any()
    return frozenset(filter(None, found))


def interests(records: Records, typed: Sequence[str]) -> frozenset[str]:
    """Return the candidates and partners that texts name: nobody is recused for a misspelt one.

    They are those of the round that is going on, or else of the latest; before there is any, those
    of the bundled dataset, and then an id that it does not know is taken as it stands.

    Raises:
        InputError: one is none.
    """
    with records.reading() as connection:
        every = rounds.every_round(connection)
        study = rounds.study(connection, rounds.round_of(connection)) if every else open_study()
    names = {one.id: one.name for one in study.dataset.candidates}
    names |= {one.id: one.name for one in study.dataset.partners}
    problems, found = Problems(), set[str]()
    for text in filter(None, typed):
        if not every and ":" in text and text not in names:
            found.add(text)
            continue
        what = "a candidate or a partner of the round" if every else "a candidate or a partner"
        meant = resolve(text, names, what, INTEREST, problems)
        found |= set() if meant is None else {meant}
    problems.raise_if_any()
    return frozenset(found)


def add(of: Kept, who: str, typed: About, *, as_json: bool) -> None:
    """Add somebody to the roster."""
    records, me, before = _entry(of, who)
    if before is not None:
        do = "Change what is said of them: focus records people change."
        raise InputError.one(WHO, "must not be in the roster yet", do, value=who)
    _put(records, me, _changed(records, Person(id=who), typed), 0, "is added", as_json=as_json)


def change(of: Kept, who: str, typed: About, *, back: bool, as_json: bool) -> None:
    """Change what the roster says of somebody, or let them in again."""
    records, me, before = _entry(of, who)
    known = _known(before, who)
    wanted = _changed(records, known, typed).but(active=known.active or back)
    _put(records, me, wanted, known.version, "is changed", as_json=as_json)


def withdraw(of: Kept, who: str, *, as_json: bool) -> None:
    """Take somebody's access away; what they said stays."""
    records, me, before = _entry(of, who)
    known, gone = _known(before, who), "has no access any more"
    _put(records, me, known.but(active=False), known.version, gone, as_json=as_json)


def _put(
    records: Records, me: Person, wanted: Person, version: int, done_: str, *, as_json: bool
) -> None:
    with telling(records):
        made = people.put(records, me.id, wanted, version)
    show(done.person(made, done_), Out(as_json=as_json))


def invite(of: Kept, typed: About, until: str | None, address: str, *, as_json: bool) -> None:
    """Make an invitation; its link is shown once."""
    records = kept(of.records)
    with records.reading() as connection:
        who = somebody(connection, of)
    invitation = Invitation(
        id=uuid.uuid4().hex,
        name=typed.name or "",
        email=typed.email or "",
        roles=_roles(typed.role or ()),
        regions=regions(records, typed.region or ()),
        interests=interests(records, typed.interest or ()),
        until=until or "",
    )
    with telling(records):
        secret = people.invite(records, who.id, invitation)
    link = f"{address.rstrip('/')}/?invitation={secret}"
    name = typed.name or typed.email or "somebody"
    show(done.invited(name, link, invitation.until), Out(as_json=as_json))


def _entry(of: Kept, which: str) -> tuple[Records, Person, Person | None]:
    records = kept(of.records)
    with records.reading() as connection:
        who = somebody(connection, of)
        every = {one.id: one for one in people.roster(connection)}
    return records, who, every.get(which)


def _known(before: Person | None, which: str) -> Person:
    if before is None:
        do = "Look: focus records people list."
        raise InputError.one(WHO, "must be in the roster", do, value=which)
    return before


def _changed(records: Records, person: Person, typed: About) -> Person:
    given: dict[str, Any] = {
        name: value
        for name in ("name", "email", "issuer", "subject")
        if (value := getattr(typed, name)) is not None
    }
    if typed.role is not None:
        given["roles"] = _roles(typed.role)
    if typed.region is not None:
        given["regions"] = regions(records, typed.region)
    if typed.interest is not None:
        given["interests"] = interests(records, typed.interest)
    return person.but(**given)


def _roles(typed: Collection[str]) -> frozenset[Role]:
    """Return roles by their ids.

    Raises:
        InputError: one is none.
    """
    problems = Problems()
    for one in typed:
        if one and one not in EVERY_ROLE:
            problems.add(ROLE, "must be a role", f"Roles: {', '.join(ROLES)}.", value=one)
    problems.raise_if_any()
    return frozenset(cast("Role", one) for one in typed if one)

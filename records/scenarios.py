"""Scenarios kept under a name: one's own, or shared with everybody; every version stays."""

import json
import uuid
from collections.abc import Mapping

from sqlalchemy.engine import Connection, RowMapping

from config.base import Frozen
from config.names import resolve
from config.problems import InputError, Problems
from optimizer.scenario import Scenario
from optimizer.study import Study
from questions.question import moved_levers
from records.permissions import Act, Matter, Person
from records.schema import scenarios as table
from records.store import Records, Writer, as_json, every, latest

TAKEN_AWAY = ""
LONGEST_NAME = 80
WHAT = "the baseline, a link, levers, or the name of a kept scenario"
"""What names a scenario, as messages say it."""
VERSION = "@"
"""Stands between the name of a scenario and its version."""


class Saved(Frozen):
    """A scenario that somebody kept."""

    id: str
    scenario: Scenario
    """The levers, under the name they were kept by."""
    author: str
    """Id of a person."""
    shared: bool = False
    dataset: str = ""
    """Identity of what it was made on."""
    configuration: str = ""
    came_from: str = ""
    """Id and version of the scenario it was made from; blank = none."""
    at: str = ""
    version: int = 0

    @property
    def name(self) -> str:
        """How it is called."""
        return self.scenario.name


def save(records: Records, who: str, study: Study, saved: Saved, seen: int | None = None) -> Saved:
    """Keep a scenario, a new one where it has no id yet.

    The same kept twice is one; a name that one has used already stands for that scenario, so that
    something else under it is stale unless its version was seen.

    Raises:
        InputError: it has no name, or one that is too long.
        RefusedError: it is somebody else's.
        StaleError: another version was kept in the meantime.
    """
    where, name = "scenario", saved.name.strip()
    if not name:
        raise InputError.one(where, "must have a name", "Give it one that others understand.")
    if len(name) > LONGEST_NAME:
        must = f"must have a name of at most {LONGEST_NAME} letters"
        raise InputError.one(where, must, "Give it a shorter one.", value=f"{len(name)}")
    with records.writing(who, Act.SCENARIO) as writer:
        which = writer.about = saved.id or _named(writer, name) or uuid.uuid4().hex
        before = writer.latest("scenarios", scenario=which)
        author = who if before is None else before["author"]
        writer.allow(Matter(owner=author))
        version = writer.put(
            "scenarios",
            seen if saved.id or seen is not None else 0,
            scenario=which,
            name=name,
            levers=as_json(moved_levers(saved.scenario), "levers"),
            author=author,
            shared=saved.shared,
            dataset=study.dataset_hash,
            configuration=study.configuration_hash,
            came_from=saved.came_from,
        )
    return saved.but(
        id=which, author=author, version=version, scenario=saved.scenario.but(name=name)
    )


def _named(writer: Writer, name: str) -> str | None:
    """Return the id of a scenario of the writer's own; None where none has this name now."""
    own = latest("scenarios", table.c.author == writer.person.id)
    rows = writer.connection.execute(own).mappings()
    there = [row["scenario"] for row in rows if row["name"] == name and row["levers"] != TAKEN_AWAY]
    return min(there, default=None)


def take_away(records: Records, who: str, saved: Saved) -> None:
    """Take a scenario away; its versions stay in the records.

    Raises:
        RefusedError: it is somebody else's, or there is none.
        StaleError: another version was kept in the meantime.
    """
    with records.writing(who, Act.SCENARIO, saved.id) as writer:
        before = writer.latest("scenarios", scenario=saved.id)
        writer.allow(Matter(owner="" if before is None else before["author"]))
        writer.put(
            "scenarios",
            saved.version,
            scenario=saved.id,
            name=saved.name,
            levers=TAKEN_AWAY,
            author=who,
            shared=False,
            dataset="",
            configuration="",
            came_from="",
        )


def scenarios(connection: Connection, person: Person) -> tuple[Saved, ...]:
    """Return the scenarios that somebody can open: their own, and those that are shared."""
    rows = connection.execute(latest("scenarios")).mappings()
    found = [_saved(row) for row in rows if row["levers"] != TAKEN_AWAY]
    return tuple(
        sorted(
            (one for one in found if one.shared or one.author == person.id),
            key=lambda one: (one.name.casefold(), one.id),
        )
    )


def versions(connection: Connection, person: Person) -> Mapping[str, tuple[Saved, ...]]:
    """Return every version of the scenarios that somebody can open now, by id, the latest last."""
    open_now = {one.id for one in scenarios(connection, person)}
    found: dict[str, list[Saved]] = {}
    for row in connection.execute(every("scenarios")).mappings():
        seen = row["shared"] or row["author"] == person.id
        if row["scenario"] in open_now and row["levers"] != TAKEN_AWAY and seen:
            found.setdefault(row["scenario"], []).append(_saved(row))
    return {which: tuple(every) for which, every in found.items()}


def named(
    connection: Connection, person: Person, text: str, where: str, problems: Problems
) -> Saved | None:
    """Return the scenario that a text names: by its id or name, its version after an ``@``.

    One's own comes before one of the same name that others share.

    Args:
        connection: to the records.
        person: who asks: their own scenarios, and those that are shared.
        text: such as ``Fewer people in Europe``, or ``Fewer people in Europe@2``.
        where: the option that it was typed for.
        problems: receives what is wrong, and then nothing is returned.
    """
    mine = {one.id: one for one in scenarios(connection, person)}
    name, at, version = text.rpartition(VERSION)
    asked = int(version) if at and version.isdecimal() else None
    names = {one.id: one.name for one in mine.values()}
    plain = asked is None or text.strip().casefold() in map(str.casefold, names.values())
    called = (text if plain else name).strip().casefold()
    alike = [one for one in mine.values() if one.name.casefold() == called]
    own = {one.id: one.name for one in alike if one.author == person.id}
    names = own or names
    which = resolve(text if plain else name, names, f"{WHAT} ({_listed(names)})", where, problems)
    if which is None or plain:
        return None if which is None else mine[which]
    there = {one.version: one for one in versions(connection, person)[which]}
    if asked not in there:
        must = f"must be a version of “{mine[which].name}”: there are {', '.join(map(str, there))}"
        problems.add(where, must, "Name one of these, or leave it away for the last.", value=text)
        return None
    return there[asked]


def _listed(names: Mapping[str, str]) -> str:
    """Return the names of scenarios, as messages list them."""
    return ", ".join(f"“{one}”" for one in names.values()) if names else "none is kept yet"


def _saved(row: RowMapping) -> Saved:
    levers = json.loads(row["levers"])
    return Saved(
        id=row["scenario"],
        scenario=Scenario.model_validate({**levers, "name": row["name"]}),
        author=row["author"],
        shared=row["shared"],
        dataset=row["dataset"],
        configuration=row["configuration"],
        came_from=row["came_from"],
        at=row["at"],
        version=row["version"],
    )

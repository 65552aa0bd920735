"""Scenarios that somebody can open: those of the records, or else those of the session alone.

Whoever the roster knows keeps them in the records, for themselves or for all. Anybody else keeps
them for as long as the session lasts, and sees what others share.
"""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field

from app.web import state, who
from optimizer.study import Study
from records import people, scenarios
from records.permissions import Act, Matter, Person, may
from records.scenarios import Saved

SESSION = "session"
"""Author of what is kept for the session only."""


@dataclass(frozen=True)
class Kept:
    """All that can be opened."""

    person: Person
    lasting: bool
    """Whether what is kept now stays when the session ends."""
    versions: Mapping[str, tuple[Saved, ...]] = field(default_factory=dict)
    """Id → every version, the latest last."""
    names: Mapping[str, str] = field(default_factory=dict)
    """Person → name."""

    @property
    def latest(self) -> tuple[Saved, ...]:
        """The scenarios as they are now, by name."""
        every = [versions[-1] for versions in self.versions.values()]
        return tuple(sorted(every, key=lambda one: (one.name.casefold(), one.id)))

    def own(self, name: str) -> Saved | None:
        """Return the scenario of one's own that has a name; None where there is none."""
        return next((one for one in self.latest if one.name == name and self.mine(one)), None)

    def mine(self, saved: Saved) -> bool:
        """Say whether a scenario is one's own."""
        return saved.author in (SESSION, self.person.id)

    def author(self, saved: Saved) -> str:
        """Return the name of who kept a scenario; blank where that is oneself."""
        return "" if self.mine(saved) else self.names.get(saved.author, saved.author)


def kept() -> Kept:
    """Return all that can be opened now."""
    records, person = who.records(), who.person()
    there: dict[str, list[Saved]] = {}
    for one in state.session().kept:
        there.setdefault(one.id, []).append(one)
    own = {which: tuple(every) for which, every in there.items()}
    if records is None:
        return Kept(person, lasting=False, versions=own)
    with records.reading() as connection:
        return Kept(
            person,
            bool(may(person, Act.SCENARIO, Matter(owner=person.id))),
            {**scenarios.versions(connection, person), **own},
            {one.id: one.name or one.email or one.id for one in people.roster(connection)},
        )


def save(study: Study, name: str, *, shared: bool, seen: Saved | None) -> Saved:
    """Keep the session's scenario under a name: as a further version where one's own has it.

    ``seen`` is the scenario of that name as it was before one's eyes; None = there was none.

    Raises:
        InputError: it has no name, or the records cannot be written to.
        RefusedError: they may not.
        StaleError: another version was kept in the meantime.
    """
    mine, records, person = state.session(), who.records(), who.person()
    opened = mine.opened
    saved = Saved(
        id="" if seen is None else seen.id,
        scenario=mine.scenario.but(name=name),
        author=person.id,
        shared=shared,
        came_from="" if opened is None else f"{opened.id}@{opened.version}",
    )
    lasting = records is not None and may(person, Act.SCENARIO, Matter(owner=person.id))
    if records is not None and lasting and (seen is None or seen.author != SESSION):
        version = 0 if seen is None else seen.version
        mine.opened = scenarios.save(records, person.id, study, saved, seen=version)
    else:
        mine.opened = saved.but(
            id=saved.id or uuid.uuid4().hex,
            author=SESSION,
            shared=False,
            version=1 if seen is None else seen.version + 1,
            dataset=study.dataset_hash,
            configuration=study.configuration_hash,
        )
        mine.kept = (*mine.kept, mine.opened)
    state.name(name)
    return mine.opened


def take_away(saved: Saved) -> None:
    """Take a scenario away.

    Raises:
        RefusedError: it is somebody else's.
        StaleError: another version was kept in the meantime.
    """
    mine, records = state.session(), who.records()
    if saved.author == SESSION:
        mine.kept = tuple(one for one in mine.kept if one.id != saved.id)
    elif records is not None:
        scenarios.take_away(records, who.person().id, saved)

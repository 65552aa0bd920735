"""What the taskforce says of each candidate: agree, object or cannot say, with words."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Literal

from sqlalchemy.engine import Connection, RowMapping

from config.base import Frozen
from config.problems import InputError
from config.rounds import Requirements
from optimizer.study import Study
from records.matter import matter
from records.permissions import Act, Matter, Person, may
from records.recusal import Recusal
from records.rounds import Round
from records.schema import stances as stances_table
from records.store import Records, Writer, every, latest

Said = Literal["agree", "object", "unsure"]
About = Literal["", "figure", "rating", "partner", "rule", "other"]
"""What an objection objects to."""
TAKEN_BACK = ""


class Stance(Frozen):
    """What one person says of one candidate."""

    person: str
    candidate: str
    stance: Said
    about: About = ""
    words: str = ""
    at: str = ""
    version: int = 0


class Count(Frozen):
    """What is said of one candidate; those who are recused are left out of the numbers."""

    candidate: str
    asked: int
    """People of its taskforce who count on it."""
    agree: int = 0
    object: int = 0
    unsure: int = 0
    recused: tuple[str, ...] = ()
    """Those of its taskforce who do not count on it."""
    with_recused: tuple[int, int, int] = (0, 0, 0)
    """How many agree, object and cannot say with those who are recused."""

    @property
    def answered(self) -> int:
        """How many of those asked said anything."""
        return self.agree + self.object + self.unsure

    @property
    def disputed(self) -> float:
        """How disputed it is: 0 = nobody objects, 1 = as many object as agree, or more."""
        return 0.0 if not self.object else min(1.0, self.object / max(1, self.agree))

    def meets(self, requirements: Requirements) -> bool:
        """Say whether enough people answered, and enough of them agree."""
        said = self.agree + self.object
        enough = self.answered >= requirements.quorum * self.asked
        return enough and (said == 0 or self.agree >= requirements.agreement * said)


def take(
    records: Records, who: str, of: Round, study: Study, said: Stance, seen: int | None = None
) -> int:
    """Take a stance; return the version that is kept.

    Those who are recused may say what they think: it is shown, and does not count.

    Raises:
        InputError: an objection has no reason, or does not say what it objects to.
        RefusedError: they may not.
        StaleError: they said something else in the meantime, from another place.
    """
    with records.writing(who, Act.STANCE, of.id) as writer:
        on = matter(writer.connection, of, study, writer.person, said.candidate)
        writer.allow(on, of.id)
        _check(said)
        about = said.about if said.stance == "object" else ""
        return _put(writer, seen, of, said.candidate, (said.stance, about, said.words))


def take_back(
    records: Records, who: str, of: Round, study: Study, candidate: str, seen: int | None = None
) -> int:
    """Take a stance of one's own back."""
    with records.writing(who, Act.STANCE, of.id) as writer:
        writer.allow(matter(writer.connection, of, study, writer.person, candidate), of.id)
        return _put(writer, seen, of, candidate, (TAKEN_BACK, "", ""))


def _put(
    writer: Writer, seen: int | None, of: Round, candidate: str, said: tuple[str, str, str]
) -> int:
    stance, about, words = said
    return writer.put(
        "stances",
        seen,
        round=of.id,
        person=writer.person.id,
        candidate=candidate,
        stance=stance,
        about=about,
        words=words.strip(),
    )


def _check(said: Stance) -> None:
    where, wrong = "stance", []
    if said.stance == "object" and not said.words.strip():
        wrong.append(InputError.one(where, "an objection must have a reason", "Say why."))
    if said.stance == "object" and not said.about:
        do = "Choose: a figure, a rating, a partner, a rule, or something else."
        wrong.append(InputError.one(where, "an objection must say what it objects to", do))
    if wrong:
        raise InputError(problem for error in wrong for problem in error.problems)


def stances(connection: Connection, of: Round) -> tuple[Stance, ...]:
    """Return what everybody says now."""
    where = stances_table.c.round == of.id
    rows = connection.execute(latest("stances", where, by=of.by)).mappings()
    return tuple(_stance(row) for row in rows if row["stance"] != TAKEN_BACK)


def history(connection: Connection, of: Round, candidate: str) -> tuple[Stance, ...]:
    """Return every version of what was said of a candidate, in order; what was taken back not."""
    where = [stances_table.c.round == of.id, stances_table.c.candidate == candidate]
    rows = connection.execute(every("stances", *where)).mappings()
    return tuple(_stance(row) for row in rows if row["stance"] != TAKEN_BACK)


def _stance(row: RowMapping) -> Stance:
    return Stance(
        person=row["person"],
        candidate=row["candidate"],
        stance=row["stance"],
        about=row["about"],
        words=row["words"],
        at=row["at"],
        version=row["version"],
    )


def open_to(said: Sequence[Stance], person: Person, of: Round) -> tuple[Stance, ...]:
    """Return what somebody may see: all about a candidate once their own is in, nothing before."""
    if may(person, Act.SEE_STANCES, Matter(owner=person.id), of.state):
        return tuple(said)
    own = {one.candidate for one in said if one.person == person.id}
    return tuple(one for one in said if one.candidate in own)


def taskforce(people: Sequence[Person], region: str) -> tuple[Person, ...]:
    """Return who is asked about the candidates of a region."""
    return tuple(
        one
        for one in people
        if one.active and one.roles & {"member", "chair"} and one.of_region(region)
    )


def counts(
    said: Sequence[Stance],
    candidates: Sequence[str],
    people: Sequence[Person],
    recused: Mapping[str, Mapping[str, Recusal]],
    study: Study,
) -> dict[str, Count]:
    """Return candidate → what is said of it, for some candidates."""
    by_candidate: dict[str, list[Stance]] = {}
    for one in said:
        by_candidate.setdefault(one.candidate, []).append(one)
    by_region: dict[str, frozenset[str]] = {}
    found = {}
    for candidate in candidates:
        region = study.dataset.by_id[candidate].region
        if region not in by_region:
            by_region[region] = frozenset(one.id for one in taskforce(people, region))
        ids = by_region[region]
        out = {person for person in ids if candidate in recused.get(person, {})}
        shown = [one for one in by_candidate.get(candidate, ()) if one.person in ids]
        with_recused = Counter(one.stance for one in shown)
        counted = Counter(one.stance for one in shown if one.person not in out)
        found[candidate] = Count(
            candidate=candidate,
            asked=len(ids) - len(out),
            agree=counted["agree"],
            object=counted["object"],
            unsure=counted["unsure"],
            recused=tuple(sorted(out)),
            with_recused=(
                with_recused["agree"],
                with_recused["object"],
                with_recused["unsure"],
            ),
        )
    return found

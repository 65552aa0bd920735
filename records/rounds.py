"""Rounds: opened on kept inputs with a recommended plan, moved on, closed, and followed up."""

import datetime as dt
import json
import re

import sqlalchemy as sql
from pydantic import Field
from sqlalchemy.engine import Connection, RowMapping

from config.base import Frozen
from config.problems import InputError, Problems
from config.rounds import Requirements
from data.dataset import Candidate
from optimizer.scenario import Scenario
from optimizer.study import Study
from questions.answer import Answer
from questions.plan import Planned
from questions.question import moved_levers
from records import answers, inputs
from records.permissions import ANYTHING, Act, RefusedError, State, may
from records.schema import STATES
from records.schema import rounds as rounds_table
from records.store import Records, every
from records.trail import canonical

WHICH, RECORDS, CANDIDATE = "round", "records", "candidate"
ID = re.compile(r"[a-z0-9][a-z0-9-]{0,62}")
"""What ids of rounds look like: they stand in addresses and names of files."""
_ON: dict[str, Act] = {
    "rating": Act.ADVANCE,
    "review": Act.ADVANCE,
    "decided": Act.DECIDE,
    "closed": Act.CLOSE,
}


class Step(Frozen):
    """A round came into a state."""

    state: State
    at: str
    by: str
    """Id of a person."""
    words: str = ""
    act: int
    """Number in the trail."""


class Round(Frozen):
    """One cycle as it is lived."""

    id: str
    title: str
    dataset: str
    """Identity of the inputs."""
    configuration: str
    scenario: Scenario
    plan: str
    """Key of the recommended plan."""
    previous: str | None = None
    rating_until: str = ""
    """Last day, ISO 8601; blank = not set."""
    review_until: str = ""
    requirements: Requirements = Requirements()
    steps: tuple[Step, ...] = Field(min_length=1)

    @property
    def state(self) -> State:
        """Where it is now."""
        return self.steps[-1].state

    @property
    def closed(self) -> bool:
        """Whether nothing can be said in it any more."""
        return self.state == "closed"

    @property
    def by(self) -> int | None:
        """Number of the act that closed it, by which everything about it is looked at."""
        return self.steps[-1].act if self.closed else None

    @property
    def until(self) -> str:
        """Last day of what is going on; blank = not set, or nothing is."""
        return {"rating": self.rating_until, "review": self.review_until}.get(self.state, "")


class Opening(Frozen):
    """What a round is opened with."""

    id: str
    title: str
    rating_until: str = ""
    review_until: str = ""
    previous: str | None = None
    requirements: Requirements = Requirements()


def every_round(connection: Connection) -> tuple[Round, ...]:
    """Return all rounds, the latest last."""
    steps: dict[str, list[Step]] = {}
    for row in connection.execute(every("states")).mappings():
        steps.setdefault(row["round"], []).append(
            Step(state=row["state"], at=row["at"], by=row["by"], words=row["words"], act=row["act"])
        )
    rows = connection.execute(sql.select(rounds_table).order_by(rounds_table.c.act)).mappings()
    return tuple(_as_round(row, steps[row["round"]]) for row in rows)


def current(connection: Connection) -> Round | None:
    """Return the latest round that is not closed; None where there is none."""
    return next((one for one in reversed(every_round(connection)) if not one.closed), None)


def round_of(connection: Connection, which: str | None = None) -> Round:
    """Return a round; without a name the one that is going on, or else the latest.

    Raises:
        InputError: there is none of that name, or none at all.
    """
    found = every_round(connection)
    if which is None and found:
        return next((one for one in reversed(found) if not one.closed), found[-1])
    named = {one.id: one for one in found}
    if which in named:
        return named[which]
    known = ", ".join(named) if named else "none yet"
    must, do = "must be a round of the records", f"Rounds: {known}. Open one: focus round open."
    raise InputError.one(WHICH, must, do, value=which)


def last_closed(connection: Connection) -> Round:
    """Return the round that was closed last.

    Raises:
        InputError: none is closed yet.
    """
    found = next((one for one in reversed(every_round(connection)) if one.closed), None)
    if found is None:
        do = "Close one first: focus round close."
        raise InputError.one(WHICH, "must be a round that is closed; none is yet", do)
    return found


def _as_round(row: RowMapping, steps: list[Step]) -> Round:
    return Round(
        id=row["round"],
        title=row["title"],
        dataset=row["dataset"],
        configuration=row["configuration"],
        scenario=Scenario.model_validate(json.loads(row["scenario"] or "{}")),
        plan=row["plan"],
        previous=row["previous"],
        rating_until=row["rating_until"],
        review_until=row["review_until"],
        requirements=Requirements.model_validate_json(row["requirements"] or "{}"),
        steps=tuple(steps),
    )


def candidate(study: Study, which: str) -> Candidate:
    """Return a candidate of a round's study.

    Raises:
        InputError: it has none of that id.
    """
    found = study.dataset.by_id.get(which)
    if found is None:
        must, do = "must be a candidate of the round", "Choose one of its lists."
        raise InputError.one(CANDIDATE, must, do, value=which)
    return found


def study(connection: Connection, of: Round) -> Study:
    """Return the study of a round as it was kept when it was opened."""
    return inputs.study_of(connection, of.dataset, of.configuration)


def plan(connection: Connection, of: Round) -> Planned:
    """Return the plan that was recommended when a round was opened."""
    found = answers.planned(connection, of.plan)
    if found is None:
        must, do = "must hold the plan of the round", "Run: focus records verify"
        raise InputError.one(RECORDS, must, do, value=of.id)
    return found


def open_round(
    records: Records, who: str, opening: Opening, study: Study, answer: Answer[Planned]
) -> Round:
    """Open a round on a study, with the plan that is recommended to it.

    Raises:
        RefusedError: they may not.
        InputError: the name is taken or cannot be used, another round is going on, or there is
            no plan.
    """
    with records.writing(who, Act.OPEN, opening.id) as writer:
        writer.allow()
        problems = Problems()
        check(writer.connection, opening, problems)
        if not answer.result.plan.found:
            do = "Give up a condition first: focus plan says which."
            problems.add("plan", "must be a plan that meets all conditions", do)
        problems.raise_if_any()
        dataset, configuration = inputs.keep(writer, study)
        key = answers.keep(writer, study, answer)
        writer.add(
            "rounds",
            round=opening.id,
            title=opening.title,
            dataset=dataset,
            configuration=configuration,
            scenario=canonical(moved_levers(answer.question.scenario)),
            plan=key,
            previous=opening.previous,
            rating_until=opening.rating_until,
            review_until=opening.review_until,
            requirements=opening.requirements.model_dump_json(),
        )
        writer.add("states", round=opening.id, state=STATES[0], words="", version=0)
    with records.reading() as connection:
        return round_of(connection, opening.id)


def check(connection: Connection, opening: Opening, problems: Problems) -> None:
    """Tell what stands against opening a round, before anything is planned for it."""
    others = every_round(connection)
    named = {one.id: one for one in others}
    going = next((one.id for one in others if not one.closed), None)
    if not ID.fullmatch(opening.id):
        do = "Use small letters, digits and hyphens, such as 2020-annual."
        problems.add("name", "must be a name that can stand in an address", do, value=opening.id)
    if opening.id in named:
        problems.add("name", "must not be taken yet", "Choose another.", value=opening.id)
    if not opening.title.strip():
        problems.add("title", "must be there", "Say what the round is, in a few words.")
    if going is not None:
        must = "must wait until the one before is closed"
        problems.add(WHICH, must, "Close it first.", value=going)
    if opening.previous is not None and opening.previous not in named:
        do = f"Rounds: {', '.join(named) or 'none yet'}."
        problems.add("previous", "must be a round of the records", do, value=opening.previous)
    days = [day for day in (opening.rating_until, opening.review_until) if day]
    for day in days:
        if not _is_day(day):
            problems.add("dates", "must be a day", "Write it as 2020-03-12.", value=day)
    if all(map(_is_day, days)) and days != sorted(days):
        do = "Let the review end after the ratings."
        problems.add("dates", "must be in order", do, value=" … ".join(days))


def _is_day(text: str) -> bool:
    try:
        return dt.date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def advance(records: Records, who: str, which: str, to: State, words: str = "") -> None:
    """Move a round on to the next state.

    Raises:
        RefusedError: they may not, or the round is not in the state before.
        InputError: it is to be closed, and leadership has not signed the whole list.
    """
    act = _ON.get(to, Act.ADVANCE)
    with records.writing(who, act, which) as writer:
        state = writer.allow(ANYTHING, which)
        if state is None or to == STATES[0] or STATES.index(to) != STATES.index(state) + 1:
            raise RefusedError(may(writer.person, act, ANYTHING, state).but(why="state"))
        if to == STATES[-1] and writer.latest("signatures", round=which, region="") is None:
            must, do = "must have its whole list signed before it is closed", "Sign it first."
            raise InputError.one(WHICH, must, do, value=which)
        version = STATES.index(to)
        writer.add("states", round=which, state=to, words=words, version=version)

"""What a page shows of a round: one look at the records each time that it is rendered."""

from dataclasses import dataclass

from app.web import asking, who
from app.web.people import going
from config.problems import InputError
from optimizer.plan import Plan
from questions.jobs import Job
from questions.plan import Planned
from records import answers, rounds
from records.permissions import Act, Matter, Person, Verdict, may
from records.rounds import Round
from records.store import Records
from records.view import View
from reports.setting import Setting

PLACE = "the plan of the round"


@dataclass(frozen=True)
class Seen:
    """A round as it is at one moment, and who looks at it."""

    records: Records
    person: Person
    rounds: tuple[Round, ...]
    """All of them, the latest last."""
    view: View | None
    """Of the round that is looked at; None where there is none."""


def look(which: str = "") -> Seen | None:
    """Look at a round; None where there are no records, or nobody who may see them.

    Nothing but its state is read again as long as nothing was written.

    A blank id is the round that is going on, or else the latest.
    """
    person = who.person()
    records = going.readable(person)
    if records is None:
        return None
    with records.reading() as connection:
        every = rounds.every_round(connection)
        chosen = next((one for one in every if one.id == which), None)
        chosen = chosen or next((one for one in reversed(every) if not one.closed), None)
        chosen = chosen or (every[-1] if every else None)
        if chosen is None:
            return Seen(records, person, every, None)
        return Seen(records, person, every, going.look(connection, chosen))


def can(seen: Seen, act: Act, region: str = "") -> Verdict:
    """Say whether who looks may do something in the round; it is asked again when they do it."""
    state = None if seen.view is None else seen.view.round.state
    return may(seen.person, act, Matter(region=region, owner=seen.person.id), state)


def planned(found: View) -> Job[Planned] | None:
    """Return the job of the plan with the accepted ratings; None where it is known already."""
    if found.planned is not None:
        return None
    return asking.ask(found.rated, found.question, PLACE)


def keep(seen: Seen, found: View, job: Job[Planned]) -> None:
    """Keep the plan with the accepted ratings for whoever looks at the round later."""
    answer = job.answer
    if found.round.closed or answer is None or not answer.final or not answer.result.plan.found:
        return
    try:
        answers.keep_alone(seen.records, seen.person.id, found.round.id, found.rated, answer)
    except InputError:
        return


def setting(found: View, plan: Plan | None) -> Setting:
    """Return what a report about a round needs."""
    return Setting(found.rated, found.round.scenario, plan, asking.jobs())

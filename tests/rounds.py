"""A round on the small example, played step by step in records of SQLite, for tests above them.

Ann chairs the taskforce of Africa, Bo and Cy are members, Cy belongs to the bank, which is engaged
for Betaland; Eve is a member for Europe; Lea leads; Ada administers.
"""

import datetime as dt
from pathlib import Path
from typing import Literal, cast

from config.rounds import Requirements
from optimizer.scenario import Scenario
from optimizer.study import Study
from questions.answer import Answer
from questions.asking import ask
from questions.plan import Planned, PlanQuestion
from records import answers, decisions, people, ratings, rounds, stances
from records.decisions import Override, Signature
from records.permissions import Person, Role, State
from records.ratings import Accepted, Given
from records.rounds import Opening, Round
from records.schema import STATES
from records.stances import About, Said, Stance
from records.store import Records
from records.view import View, view

AAA, BBB, PORT = "country:AAA", "country:BBB", "country:BBB-port"
AA1, BB1, BB2 = "commitment:AA001", "commitment:BB001", "commitment:BB002"
OWNERSHIP = "theme:ownership"
ADMIN = Person(id="ada", name="Ada", roles=frozenset(("administrator",)))
MEMBERS: tuple[tuple[str, Role, str, str], ...] = (
    ("ann", "chair", "Africa", ""),
    ("bo", "member", "Africa", ""),
    ("cy", "member", "Africa", "partner:bank"),
    ("eve", "member", "Europe", ""),
    ("lea", "leadership", "*", ""),
)


class Clock:
    """Tells a minute later each time that it is asked, from 6 January 2020, 9:00 UTC."""

    def __init__(self) -> None:
        self.time = dt.datetime(2020, 1, 6, 9, tzinfo=dt.UTC)

    def __call__(self) -> dt.datetime:
        self.time += dt.timedelta(minutes=1)
        return self.time


class Played:
    """A round that goes on as the test says."""

    def __init__(
        self,
        file: Path,
        study: Study,
        recommended: Answer[Planned],
        *,
        requirements: Requirements | None = None,
        names: dict[str, str] | None = None,
        title: str = "Annual round 2020",
    ) -> None:
        self.records = Records.at(str(file), make=True, clock=Clock())
        self.study = study
        people.begin(self.records, ADMIN)
        for who, role, region, interest in MEMBERS:
            people.put(
                self.records,
                ADMIN.id,
                Person(
                    id=who,
                    name=(names or {}).get(who, who.title()),
                    email=f"{who}@example.org",
                    roles=frozenset((role,)),
                    regions=frozenset((region,)),
                    interests=frozenset((interest,) if interest else ()),
                ),
            )
        opening = Opening(
            id="2020-annual",
            title=title,
            rating_until="2020-02-20",
            review_until="2020-03-12",
            requirements=requirements or Requirements(),
        )
        rounds.open_round(self.records, "lea", opening, study, recommended)

    @property
    def round(self) -> Round:
        """The round as it is now."""
        with self.records.reading() as connection:
            return rounds.round_of(connection, "2020-annual")

    @property
    def view(self) -> View:
        """All of it as it is now."""
        with self.records.reading() as connection:
            return view(connection, rounds.round_of(connection, "2020-annual"))

    def person(self, who: str) -> Person:
        """Return somebody of the roster."""
        with self.records.reading() as connection:
            return {one.id: one for one in people.roster(connection)}[who]

    def move(self, to: str) -> Round:
        """Move the round on until it is in a state; return it."""
        now = self.round
        for state in STATES[STATES.index(now.state) + 1 : STATES.index(to) + 1]:
            if state == "closed" and "" not in self.view.signatures:
                self.sign_whole()
            rounds.advance(self.records, "lea", now.id, cast("State", state))
        return self.round

    def depart(self, candidate: str, side: Literal["in", "out"], reason: str) -> Override:
        """Let leadership depart from the plan."""
        found = self.view
        plan = (found.planned or found.recommended).plan
        scenario = found.round.scenario.locked(candidate, side)
        answer = ask(found.rated, PlanQuestion(scenario=scenario))
        price = decisions.price_of(plan, answer.result.plan)
        said = Override(candidate=candidate, direction=side, reason=reason, price=price)
        decisions.override(self.records, "lea", found.round, found.rated, said, answer)
        return said

    def close(self) -> Round:
        """Let leadership sign the list on the table, and close the round."""
        self.move("decided")
        self.sign_whole()
        return self.move("closed")

    def sign_whole(self) -> None:
        """Let leadership sign the list on the table."""
        signed = Signature(region="", ids=self.view.decided(), words="So be it.")
        decisions.sign(self.records, "lea", self.round, self.study, signed)

    def rate(self, who: str, candidate: str, value: str, reason: str = "as I see it") -> None:
        """Let somebody rate political will."""
        given = Given(person="", candidate=candidate, measure="will", value=value, reason=reason)
        ratings.rate(self.records, who, self.round, self.study, given)

    def accept(self, candidate: str, value: str, reason: str = "talked it over") -> None:
        """Let the chair accept a rating of political will."""
        agreed = Accepted(candidate=candidate, measure="will", value=value, reason=reason)
        ratings.accept(self.records, "ann", self.round, self.study, agreed)

    def say(
        self, who: str, candidate: str, stance: Said, words: str = "", about: About = ""
    ) -> None:
        """Let somebody take a stance."""
        said = Stance(person="", candidate=candidate, stance=stance, words=words, about=about)
        stances.take(self.records, who, self.round, self.study, said)


def decide(played: Played) -> None:
    """Let a round be decided: an accepted rating, stances, a departure and both signatures."""
    going = played.move("rating")
    played.rate("ann", BBB, "strong", "new minister")
    agreed = Accepted(candidate=BBB, measure="will", value="strong", reason="talked it over")
    ratings.accept(played.records, "ann", going, played.study, agreed)
    played.move("review")
    played.say("bo", BBB, "object", "The forum has not met.", "figure")
    played.say("ann", BBB, "agree")
    played.say("cy", BBB, "agree")
    played.say("ann", BB1, "agree")
    view = played.view
    answer = ask(view.rated, view.question)
    answers.keep_alone(played.records, "lea", view.round.id, view.rated, answer)
    departed = ask(view.rated, PlanQuestion(scenario=Scenario(must=frozenset((BB2,)))))
    price = decisions.price_of(answer.result.plan, departed.result.plan)
    departure = Override(candidate=BB2, direction="in", reason="promised in 2019", price=price)
    decisions.override(played.records, "ann", going, view.rated, departure, departed)
    listed = played.view.decided()
    own = tuple(one for one in listed if view.study.dataset.by_id[one].region == "Africa")
    signed = Signature(region="Africa", ids=own, words="Time is up.")
    decisions.sign(played.records, "ann", going, played.study, signed)
    going = played.move("decided")
    whole = Signature(region="", ids=listed, words="So be it.")
    decisions.sign(played.records, "lea", going, played.study, whole)

"""Every act of every module of the records, in the order of one round: what other tests break.

Each scene is one act. Played twice it leaves what it leaves played once, and the second time it
either returns as the first (``again = "same"``) or says in words that it is done (``"told"``).
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal
from unittest import mock

from config.rounds import Requirements
from optimizer.scenario import Scenario
from optimizer.study import Study, open_study
from questions.answer import Answer
from questions.asking import ask
from questions.plan import Planned, PlanQuestion
from records import (
    answers,
    comments,
    decisions,
    drafts,
    outcomes,
    people,
    ratings,
    recusal,
    rounds,
    scenarios,
    stances,
)
from records.comments import Comment
from records.decisions import Override, Signature
from records.outcomes import Outcome
from records.people import Invitation
from records.permissions import Person, Role
from records.ratings import Accepted, Given
from records.rounds import Opening, Round
from records.scenarios import Saved
from records.sign_in import Identity
from records.stances import Stance
from records.store import Records
from tests.folders import SMALL

ALPHA, BETA, PORT = "country:AAA", "country:BBB", "commitment:BB002"
ROUND = "2020-annual"
PUBLIC = Requirements(consultation=True)
"""A round on which anybody may comment."""
LINK = "what stands in the link of the invitation"
ADMIN = Person(id="admin", name="Ada", roles=frozenset(("administrator",)), active=True)
WILL = Given(person="", candidate=BETA, measure="will", value="strong", reason="a new minister")
BO = Identity(issuer="https://id.example", subject="9", email="bo@example.org", verified=True)
AGREED = Accepted(candidate=BETA, measure="will", value="strong", reason="talked it over")
NO = Stance(
    person="", candidate=BETA, stance="object", about="figure", words="Not met since March."
)
WEEKS = Outcome(
    candidate=BETA, period="2020H1", measure="weeks:africa", value=3.5, source="time sheets"
)
MONEY = WEEKS.but(measure="usd:core", value=900.0)
SAID = Comment(id="form-1", candidate=BETA, view="agree", words="At last.", name="A reader")
FILE = (
    Comment(candidate=BETA, view="comment", words="And the ports?", source="survey.csv", votes=3),
    Comment(candidate=BETA, view="agree", source="survey.csv"),
    Comment(candidate=BETA, view="agree", source="survey.csv"),
)


def member(who: str, *roles: Role, regions: tuple[str, ...] = ()) -> Person:
    """Return somebody for the roster."""
    return Person(
        id=who,
        name=who.title(),
        email=f"{who}@example.org",
        roles=frozenset(roles),
        regions=frozenset(regions),
    )


@dataclass(frozen=True)
class Material:
    """What the acts are about: the small example, its plan, and a plan with a departure."""

    study: Study
    answer: Answer[Planned]
    departed: Answer[Planned]

    @classmethod
    def made(cls, study: Study | None = None) -> "Material":
        """Return the small example with its plans."""
        study = study or open_study(SMALL / "dataset", SMALL / "configuration")
        put_in = PlanQuestion(scenario=Scenario(must=frozenset((PORT,))))
        return cls(study, ask(study, PlanQuestion()), ask(study, put_in))

    @cached_property
    def other(self) -> Answer[Planned]:
        """A plan that nobody asked for yet."""
        left_out = PlanQuestion(scenario=Scenario(must_not=frozenset((PORT,))))
        return ask(self.study, left_out)


@dataclass
class Stage:
    """Where a scene is played."""

    records: Records
    material: Material

    @property
    def study(self) -> Study:
        """The study of the round."""
        return self.material.study

    @property
    def round(self) -> Round:
        """The round as it is now."""
        with self.records.reading() as connection:
            return rounds.round_of(connection, ROUND)

    def saved(self, name: str) -> Saved:
        """Return a scenario of ``ann``."""
        with self.records.reading() as connection:
            found = scenarios.scenarios(connection, member("ann"))
        new = Saved(id="", scenario=Scenario(name=name, must=frozenset((PORT,))), author="ann")
        return next((one for one in found if one.name == name), new)


@dataclass(frozen=True)
class Scene:
    """One act of one function of the records."""

    name: str
    function: Callable[..., Any]
    play: Callable[[Stage], Any]
    again: Literal["same", "told"] = "same"
    kept: bool = True
    """Whether it leaves a row in the trail."""


def _advance(to: Any) -> Scene:
    return Scene(
        f"advance to {to}",
        rounds.advance,
        lambda s: rounds.advance(s.records, "lea", ROUND, to),
        "told",
    )


def _put(person: Person) -> Scene:
    name = f"put {person.id}"
    return Scene(name, people.put, lambda s: people.put(s.records, "admin", person))


def _invite(s: Stage) -> str:
    with mock.patch("records.people.secrets.token_urlsafe", return_value=LINK):
        invited = Invitation(id="first", roles=frozenset(("reader",)), email="ivy@example.org")
        return people.invite(s.records, "admin", invited)


def _join(s: Stage) -> Person:
    ivy = Identity(
        issuer="https://id.example", subject="7", name="Ivy", email="Ivy@example.org", verified=True
    )
    return people.join(s.records, LINK, ivy)


def _open(s: Stage) -> Round:
    opening = Opening(id=ROUND, title="Annual round 2020", requirements=PUBLIC)
    return rounds.open_round(s.records, "lea", opening, s.study, s.material.answer)


def _override(s: Stage) -> int:
    price = decisions.price_of(s.material.answer.result.plan, s.material.departed.result.plan)
    departure = Override(candidate=PORT, direction="in", reason="promised", price=price)
    return decisions.override(s.records, "ann", s.round, s.study, departure, s.material.departed, 0)


def _sign(who: str, region: str) -> Callable[[Stage], int]:
    def play(s: Stage) -> int:
        signed = Signature(region=region, ids=(BETA, PORT), words="Time is up.")
        return decisions.sign(s.records, who, s.round, s.study, signed)

    return play


def _comment(s: Stage) -> Comment:
    with s.records.reading() as connection:
        return next(one for one in comments.comments(connection, s.round, hidden=True))


THING = (BETA, "will")
SCENES = (
    Scene("begin", people.begin, lambda s: people.begin(s.records, ADMIN), "told"),
    Scene("single", people.single, lambda s: people.single(s.records, "Solo")),
    _put(member("lea", "leadership", regions=("*",))),
    _put(member("ann", "chair", regions=("Africa",))),
    _put(member("bo", "member", regions=("Africa",))),
    _put(member("una", "analyst", regions=("*",))),
    Scene("invite", people.invite, _invite, "told"),
    Scene("join", people.join, _join, "told"),
    Scene("arrive", people.arrive, lambda s: people.arrive(s.records, BO)),
    Scene("declare", people.declare, lambda s: people.declare(s.records, "ivy", ["country:AAA"])),
    Scene("open", rounds.open_round, _open, "told"),
    Scene("draft", drafts.keep, lambda s: drafts.keep(s.records, "ann", "x", "I"), kept=False),
    _advance("rating"),
    Scene(
        "rate",
        ratings.rate,
        lambda s: ratings.rate(s.records, "ann", s.round, s.study, WILL, 0),
    ),
    Scene(
        "rate together",
        ratings.rate_together,
        lambda s: ratings.rate_together(
            s.records,
            "ann",
            s.round,
            s.study,
            {THING: WILL.but(value="some"), ("country:BBB-port", "will"): None},
            {THING: 1},
        ),
    ),
    Scene(
        "take a rating back",
        ratings.take_back,
        lambda s: ratings.take_back(s.records, "ann", s.round, s.study, THING),
    ),
    Scene(
        "accept",
        ratings.accept,
        lambda s: ratings.accept(s.records, "ann", s.round, s.study, AGREED, 0),
    ),
    Scene(
        "unaccept",
        ratings.unaccept,
        lambda s: ratings.unaccept(s.records, "ann", s.round, s.study, THING),
    ),
    Scene(
        "recuse",
        recusal.recuse,
        lambda s: recusal.recuse(s.records, "bo", s.round, s.study, BETA, "my sister"),
    ),
    Scene(
        "save a scenario",
        scenarios.save,
        lambda s: scenarios.save(s.records, "ann", s.study, s.saved("Ports first")),
    ),
    Scene(
        "take a scenario away",
        scenarios.take_away,
        lambda s: scenarios.take_away(s.records, "ann", s.saved("Ports first")),
        "told",
    ),
    Scene("comment", comments.say, lambda s: comments.say(s.records, "", s.round, s.study, SAID)),
    Scene(
        "bring comments",
        comments.bring,
        lambda s: comments.bring(s.records, "una", s.round, s.study, FILE),
    ),
    Scene(
        "support",
        comments.support,
        lambda s: comments.support(s.records, s.round, _comment(s).id, "visitor 1"),
    ),
    Scene("hide", comments.hide, lambda s: comments.hide(s.records, "una", s.round, "form-1")),
    _advance("review"),
    Scene(
        "take a stance",
        stances.take,
        lambda s: stances.take(s.records, "ann", s.round, s.study, NO, 0),
    ),
    Scene(
        "take a stance back",
        stances.take_back,
        lambda s: stances.take_back(s.records, "ann", s.round, s.study, BETA),
    ),
    Scene(
        "keep an answer",
        answers.keep_alone,
        lambda s: answers.keep_alone(s.records, "una", ROUND, s.study, s.material.other),
    ),
    Scene("override", decisions.override, _override),
    Scene(
        "take an override back",
        decisions.take_back,
        lambda s: decisions.take_back(s.records, "ann", s.round, s.study, PORT),
    ),
    Scene("sign Africa", decisions.sign, _sign("ann", "Africa")),
    _advance("decided"),
    Scene("sign the whole", decisions.sign, _sign("lea", "")),
    Scene(
        "outcome",
        outcomes.record,
        lambda s: outcomes.record(s.records, "una", s.round, s.study, WEEKS, 0),
    ),
    Scene(
        "outcomes of a table",
        outcomes.record_all,
        lambda s: outcomes.record_all(s.records, "una", s.round, s.study, [MONEY]),
    ),
    Scene(
        "take an outcome back",
        outcomes.take_back,
        lambda s: outcomes.take_back(s.records, "una", s.round, s.study, WEEKS),
    ),
    _advance("closed"),
)

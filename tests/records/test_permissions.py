"""Who may do what, where and when: every act by every role, as the table here says.

Oracle: the table, written from the design (*Rounds*) and not from the rules. ``*`` anywhere, ``r``
in regions of one's own, ``o`` what is one's own, ``-`` not at all; states by their first letters
(draft, rating, review as ``v``, decided as ``e``, closed), ``any`` = about no round, or about any.
"""

import contextlib
import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, cast, get_args

import pytest
from sqlalchemy.engine import Connection, Engine

from config.problems import InputError
from optimizer.scenario import Scenario
from optimizer.study import Study
from records import (
    answers,
    comments,
    database,
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
from records.decisions import Override, Signature
from records.people import Invitation
from records.permissions import (
    EVERYWHERE,
    NOBODY,
    RULES,
    Act,
    Matter,
    Person,
    RefusedError,
    Role,
    State,
    may,
)
from records.rounds import Opening, Round
from records.scenarios import Saved
from records.schema import STATES
from records.store import Records
from tests.records.acts import (
    ADMIN,
    AGREED,
    ALPHA,
    BETA,
    MONEY,
    NO,
    PUBLIC,
    SAID,
    SCENES,
    WEEKS,
    WILL,
    Material,
)
from tests.records.acts import member as somebody

ROLES: tuple[Role, ...] = get_args(Role)
TABLE = """
                      reader rater member chair analyst leadership administrator  when    besides
READ                     *     *     *      *      *        *           *          any
SEE_RATINGS              *     *     *      *      *        *           *          vec
SEE_STANCES              *     *     *      *      *        *           *          ec
MANAGE_PEOPLE            -     -     -      -      -        -           *          any
INVITE                   -     -     -      -      -        -           *          any
JOIN                     *     *     *      *      *        *           *          any     nobody
DECLARE                  o     o     o      o      o        o           o          any
OPEN                     -     -     -      -      *        *           *          any
ADVANCE                  -     -     -      -      *        *           *          dr
DECIDE                   -     -     -      -      -        *           -          v
CLOSE                    -     -     -      -      -        *           -          e
RATE                     -     r     r      r      -        -           -          r       unrecused
ACCEPT                   -     -     -      r      r        -           -          rv
STANCE                   -     -     r      r      -        -           -          v
RECUSE                   o     o     o      o      o        o           o          drv
OVERRIDE                 -     -     -      r      -        *           -          ve
SIGN_REGION              -     -     -      r      -        -           -          v
SIGN_WHOLE               -     -     -      -      -        *           -          e
OUTCOME                  -     -     -      -      *        *           -          ec
SCENARIO                 o     o     o      o      o        o           o          any
COMMENT                  *     *     *      *      *        *           *          rv      nobody
SUPPORT                  *     *     *      *      *        *           *          rv      nobody
IMPORT_COMMENTS          -     -     -      -      *        *           -          rv
HIDE_COMMENT             -     -     -      -      *        *           -          drve
DRAFT                    o     o     o      o      o        o           o          any
KEEP_ANSWER              *     *     *      *      *        *           *          any
RECORD                   *     *     *      *      *        *           *          ec
PUBLISH                  -     -     -      -      *        *           -          ec
READ_TRAIL               -     -     -      -      -        *           *          any
BACK_UP                  -     -     -      -      -        -           *          any
MAINTAIN                 -     -     -      -      -        -           *          any
"""
LETTERS: dict[str, State] = dict(zip("drvec", cast("tuple[State, ...]", STATES), strict=True))


@dataclass(frozen=True)
class Line:
    """One line of the table."""

    cells: dict[Role, str]
    when: frozenset[State] | None
    besides: str

    def allows(self, person: Person, on: Matter, state: State | None) -> bool:
        """Say what the line says."""
        if self.when is not None and state not in self.when:
            return False
        if self.besides == "nobody":
            return True
        if person.version == 0 or not person.active:
            return False
        if self.besides == "unrecused" and on.recused:
            return False
        return any(self._cell(self.cells[role], person, on) for role in person.roles)

    def _cell(self, cell: str, person: Person, on: Matter) -> bool:
        mine = on.region in person.regions - {""} or "*" in person.regions
        return cell == "*" or (cell == "r" and mine) or (cell == "o" and on.owner == person.id)


def _read() -> Iterator[tuple[Act, Line]]:
    for line in TABLE.strip().splitlines()[1:]:
        name, *cells = line.split()
        when = cells[len(ROLES)]
        yield (
            Act[name],
            Line(
                cells=dict(zip(ROLES, cells, strict=False)),
                when=None if when == "any" else frozenset(LETTERS[letter] for letter in when),
                besides=cells[-1] if len(cells) > len(ROLES) + 1 else "",
            ),
        )


LINES = dict(_read())


def test_every_act_has_a_line_and_a_rule() -> None:
    assert set(LINES) == set(Act) == set(RULES)
    assert len(TABLE.strip().splitlines()) == len(LINES) + 1
    assert TABLE.split()[: len(ROLES)] == list(ROLES)


def test_an_act_without_a_rule_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    everything = somebody("ann", *ROLES, regions=(EVERYWHERE,)).but(version=1)
    for act in Act:
        with monkeypatch.context() as patched:
            patched.setattr(
                "records.permissions.RULES", {k: v for k, v in RULES.items() if k != act}
            )
            for state in (None, *STATES):
                assert not may(everything, act, Matter(owner="ann"), cast("State | None", state))


def everybody() -> Iterator[Person]:
    """Yield people of every role, in one region, all, or none; of every two roles; and nobody."""
    for role, regions in itertools.product(ROLES, (("Africa",), ("*",), ())):
        yield somebody("ann", role, regions=regions).but(version=1)
    for roles in ((), *itertools.combinations(ROLES, 2)):
        yield somebody("ann", *roles, regions=("Africa",)).but(version=1)
    whole = somebody("ann", *ROLES, regions=("*",))
    yield from (NOBODY, whole, whole.but(version=3, active=False))


def test_every_act_by_everybody_everywhere_at_any_time() -> None:
    matters = [
        Matter(region=region, owner=owner, recused=recused)
        for region in ("Africa", "Europe", "")
        for owner in ("ann", "bo", "")
        for recused in (False, True)
    ]
    states = (None, *cast("tuple[State, ...]", STATES))
    told = 0
    for person, act, on, state in itertools.product(everybody(), Act, matters, states):
        verdict = may(person, act, on, state)
        assert bool(verdict) == LINES[act].allows(person, on, state), (person, act, on, state)
        told += 1
    assert told > 100_000


# Below the screens: each function that writes, called by each of these in each state.


@dataclass(frozen=True)
class Called:
    """What a function is called with."""

    records: Records
    material: Material
    of: Round
    who: str
    which: str
    """Candidate."""

    @property
    def study(self) -> Study:
        """The study of the round."""
        return self.material.study


Call = Callable[[Called], Any]
REGION = {BETA: "Africa", ALPHA: "Europe"}
NEXT: dict[str, tuple[Act, State]] = {
    "draft": (Act.ADVANCE, "rating"),
    "rating": (Act.ADVANCE, "review"),
    "review": (Act.DECIDE, "decided"),
    "decided": (Act.CLOSE, "closed"),
    "closed": (Act.CLOSE, "closed"),
}


def _override(c: Called) -> int:
    plan = c.material.answer.result.plan
    departure = Override(
        candidate=c.which,
        direction="in",
        reason="promised",
        price=decisions.price_of(plan, plan),
    )
    return decisions.override(c.records, c.who, c.of, c.study, departure)


def _sign(*, region: bool) -> Call:
    def call(c: Called) -> int:
        where = REGION[c.which] if region else ""
        signed = Signature(region=where, ids=(c.which,), words="Time is up.")
        return decisions.sign(c.records, c.who, c.of, c.study, signed)

    return call


THING = "will"
CALLS: dict[Callable[..., Any], tuple[Act, Call]] = {
    people.put: (
        Act.MANAGE_PEOPLE, lambda c: people.put(c.records, c.who, somebody("new")),
    ),
    people.invite: (
        Act.INVITE, lambda c: people.invite(c.records, c.who, Invitation(id="new")),
    ),
    people.declare: (
        Act.DECLARE, lambda c: people.declare(c.records, c.who, ["partner:owners"]),
    ),
    rounds.open_round: (
        Act.OPEN,
        lambda c: rounds.open_round(
            c.records, c.who, Opening(id="next", title="Next"), c.study, c.material.answer
        ),
    ),
    drafts.keep: (Act.DRAFT, lambda c: drafts.keep(c.records, c.who, "x", "I think")),
    ratings.rate: (
        Act.RATE,
        lambda c: ratings.rate(c.records, c.who, c.of, c.study, WILL.but(candidate=c.which)),
    ),
    ratings.rate_together: (
        Act.RATE,
        lambda c: ratings.rate_together(
            c.records, c.who, c.of, c.study,
            {(c.which, THING): WILL.but(candidate=c.which)}, {(c.which, THING): 0},
        ),
    ),
    ratings.take_back: (
        Act.RATE,
        lambda c: ratings.take_back(c.records, c.who, c.of, c.study, (c.which, THING)),
    ),
    ratings.accept: (
        Act.ACCEPT,
        lambda c: ratings.accept(
            c.records, c.who, c.of, c.study, AGREED.but(candidate=c.which)
        ),
    ),
    ratings.unaccept: (
        Act.ACCEPT,
        lambda c: ratings.unaccept(c.records, c.who, c.of, c.study, (c.which, THING)),
    ),
    recusal.recuse: (
        Act.RECUSE,
        lambda c: recusal.recuse(c.records, c.who, c.of, c.study, c.which, "my sister"),
    ),
    stances.take: (
        Act.STANCE,
        lambda c: stances.take(c.records, c.who, c.of, c.study, NO.but(candidate=c.which)),
    ),
    stances.take_back: (
        Act.STANCE,
        lambda c: stances.take_back(c.records, c.who, c.of, c.study, c.which),
    ),
    scenarios.save: (
        Act.SCENARIO,
        lambda c: scenarios.save(
            c.records, c.who, c.study, Saved(id="", scenario=Scenario(name="Mine"), author=c.who)
        ),
    ),
    comments.say: (
        Act.COMMENT, lambda c: comments.say(c.records, c.who, c.of, c.study, SAID),
    ),
    comments.bring: (
        Act.IMPORT_COMMENTS,
        lambda c: comments.bring(c.records, c.who, c.of, c.study, [SAID]),
    ),
    comments.hide: (
        Act.HIDE_COMMENT, lambda c: comments.hide(c.records, c.who, c.of, "none"),
    ),
    answers.keep_alone: (
        Act.KEEP_ANSWER,
        lambda c: answers.keep_alone(c.records, c.who, c.of.id, c.study, c.material.other),
    ),
    decisions.override: (Act.OVERRIDE, _override),
    decisions.take_back: (
        Act.OVERRIDE,
        lambda c: decisions.take_back(c.records, c.who, c.of, c.study, c.which),
    ),
    outcomes.record: (
        Act.OUTCOME,
        lambda c: outcomes.record(
            c.records, c.who, c.of, c.study, WEEKS.but(candidate=c.which)
        ),
    ),
    outcomes.record_all: (
        Act.OUTCOME,
        lambda c: outcomes.record_all(
            c.records, c.who, c.of, c.study, [MONEY.but(candidate=c.which)]
        ),
    ),
    outcomes.take_back: (
        Act.OUTCOME,
        lambda c: outcomes.take_back(
            c.records, c.who, c.of, c.study, WEEKS.but(candidate=c.which)
        ),
    ),
}  # fmt: skip
ELSEWHERE = {
    people.begin,
    people.single,
    people.join,
    people.arrive,
    comments.support,
    rounds.advance,
    decisions.sign,
    scenarios.take_away,
}
"""The program's own, those without a person, and those whose act depends on what they are about."""


def test_every_function_that_writes_is_called() -> None:
    assert CALLS.keys() | ELSEWHERE == {scene.function for scene in SCENES}


class Undone(Exception):  # noqa: N818 (it ends what was allowed, before it is kept)
    """An act came as far as to be kept."""


@contextlib.contextmanager
def nothing_is_kept() -> Iterator[None]:
    """End whatever is allowed just before it is kept."""
    writing = database.writing

    @contextlib.contextmanager
    def undone(engine: Engine, *, make: bool = False) -> Iterator[Connection]:
        with writing(engine, make=make) as connection:
            yield connection
            raise Undone

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(database, "writing", undone)
        patched.setattr(drafts, "writing", undone)
        yield


def allowed(call: Call, called: Called) -> bool:
    """Say whether an act is allowed; whether what it is about holds comes after that."""
    try:
        call(called)
    except RefusedError:
        return False
    except (Undone, InputError):
        return True
    msg = "an act was neither refused nor kept"
    raise AssertionError(msg)


PEOPLE = (
    *(somebody(f"the-{role}", role, regions=("Africa",)) for role in ROLES),
    somebody("recused", "member", regions=("Africa",)).but(interests=frozenset((BETA,))),
    somebody("gone", *ROLES, regions=("*",)).but(active=False),
)


def called_by_everybody(records: Records, material: Material, of: Round) -> int:
    """Call every function as everybody, on one's own region and another; return how often."""
    told = 0
    advance, to = NEXT[of.state]
    calls = (
        *CALLS.values(),
        (Act.SIGN_REGION, _sign(region=True)),
        (Act.SIGN_WHOLE, _sign(region=False)),
        (advance, lambda c: rounds.advance(c.records, c.who, c.of.id, to)),
    )
    stranger = somebody("stranger", *ROLES, regions=("*",)).but(version=0)
    known = [one.but(version=1) for one in PEOPLE]
    for person, (act, call), which in itertools.product((*known, stranger), calls, (BETA, ALPHA)):
        region = "" if act is Act.SIGN_WHOLE else REGION[which]
        on = Matter(region=region, owner=person.id, recused=which in person.interests)
        expected = LINES[act].allows(person, on, of.state)
        said = allowed(call, Called(records, material, of, person.id, which))
        assert said == expected, (person.id, act, which, of.state)
        told += 1
    return told


@pytest.mark.parametrize("address", ["sqlite"], indirect=True)
def test_below_the_screens(records: Records, material: Material) -> None:
    """In every state; what is allowed goes as far as to be kept, and is not."""
    lea = somebody("lea", "leadership", regions=("*",))
    for person in (lea, *PEOPLE):
        people.put(records, ADMIN.id, person)
    opening = Opening(id="2020", title="2020", requirements=PUBLIC)
    of = rounds.open_round(records, "lea", opening, material.study, material.answer)
    told = 0
    for state in STATES:
        if state == "closed":
            whole = Signature(region="", ids=(), words="Time is up.")
            decisions.sign(records, "lea", of, material.study, whole)
        if state != STATES[0]:
            rounds.advance(records, "lea", of.id, cast("State", state))
        with records.reading() as connection:
            of = rounds.round_of(connection, of.id)
        with nothing_is_kept():
            told += called_by_everybody(records, material, of)
    assert told == len(STATES) * (len(PEOPLE) + 1) * (len(CALLS) + 3) * 2

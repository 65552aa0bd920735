"""Who may do what, on what, in which state of a round: one function, and no by default.

Whoever asks is a :class:`Person` of the roster; what they ask about is a :class:`Matter`. An act
that has no entry in :data:`RULES` is refused to everybody, and so is everybody who is not active.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Literal

from config.base import Frozen

Role = Literal[
    "reader", "rater", "member", "chair", "analyst", "leadership", "administrator"
]  # fmt: skip
State = Literal["draft", "rating", "review", "decided", "closed"]
EVERYWHERE = "*"
"""In the place of regions: all of them, and what lies in no region."""


class Act(StrEnum):
    """What somebody does; the values stand in the trail."""

    READ = "read"
    """See the rounds, their lists, and what is open to all."""
    SEE_RATINGS = "see all ratings"
    """See how others rate without a rating of one's own."""
    SEE_STANCES = "see all stances"
    """See what others say without a stance of one's own."""
    MANAGE_PEOPLE = "manage people"
    INVITE = "invite"
    JOIN = "join"
    """Come by an invitation; the one act of somebody whom the roster does not know."""
    DECLARE = "declare interests"
    OPEN = "open a round"
    ADVANCE = "move a round on"
    """From draft to rating, and from rating to review."""
    DECIDE = "end the review"
    """From review to decided."""
    CLOSE = "close a round"
    RATE = "rate"
    ACCEPT = "accept ratings"
    STANCE = "take a stance"
    RECUSE = "recuse oneself"
    OVERRIDE = "depart from the plan"
    SIGN_REGION = "sign a region's list"
    SIGN_WHOLE = "sign the whole list"
    OUTCOME = "record an outcome"
    SCENARIO = "save a scenario"
    COMMENT = "comment in public"
    SUPPORT = "support a comment"
    IMPORT_COMMENTS = "import comments"
    HIDE_COMMENT = "hide a comment"
    DRAFT = "keep a draft"
    KEEP_ANSWER = "keep an answer"
    RECORD = "take the decision record"
    PUBLISH = "make public pages"
    READ_TRAIL = "read the trail"
    BACK_UP = "back up the records"
    MAINTAIN = "maintain the records"
    """Make them, bring them to a newer version, restore them."""


class Person(Frozen):
    """Somebody of the roster."""

    id: str
    name: str = ""
    email: str = ""
    roles: frozenset[Role] = frozenset()
    regions: frozenset[str] = frozenset()
    """Regions of a taskforce; ``*`` = all."""
    interests: frozenset[str] = frozenset()
    """Ids of the countries and partners that they belong to."""
    active: bool = True
    issuer: str = ""
    """Of the sign-in; blank = nobody has signed in as this person yet."""
    subject: str = ""
    """Who they are to the issuer."""
    version: int = 0
    """How often what the roster says of them has changed; 0 = not in the roster."""

    def of_region(self, region: str) -> bool:
        """Say whether a region is theirs."""
        return EVERYWHERE in self.regions or (region != "" and region in self.regions)


EVERY_ROLE: frozenset[Role] = frozenset(
    ("reader", "rater", "member", "chair", "analyst", "leadership", "administrator")
)
NOBODY = Person(id="", active=False)
"""Whoever has not signed in."""


class Matter(Frozen):
    """What an act is about."""

    region: str = ""
    """Of the candidate or the list; blank = none, or the whole."""
    owner: str = ""
    """Whose it is; blank = nobody's in particular."""
    recused: bool = False
    """Whether the person is recused from it."""


ANYTHING = Matter()


class Rule(Frozen):
    """When an act is allowed."""

    roles: frozenset[Role]
    """One of these is needed."""
    states: frozenset[State] | None = None
    """The round must be in one of these; None = the act is about no round, or about any."""
    own_region: frozenset[Role] = frozenset()
    """Those of the roles that it must be about a region of one's own for."""
    own: bool = False
    """Whether it must be about oneself, or about what is one's own."""
    unless_recused: bool = False
    signed_in: bool = True
    """Whether one has to be in the roster."""


def _rule(
    *roles: Role,
    states: tuple[State, ...] | None = None,
    own_region: tuple[Role, ...] = (),
    **how: bool,
) -> Rule:
    return Rule(
        roles=frozenset(roles) or EVERY_ROLE,
        states=None if states is None else frozenset(states),
        own_region=frozenset(own_region),
        **how,
    )


_OPEN: tuple[State, ...] = ("draft", "rating", "review", "decided")
_RATERS: tuple[Role, ...] = ("rater", "member", "chair")
_TASKFORCE: tuple[Role, ...] = ("member", "chair")
RULES: Mapping[Act, Rule] = {
    Act.READ: _rule(),
    Act.SEE_RATINGS: _rule(states=("review", "decided", "closed")),
    Act.SEE_STANCES: _rule(states=("decided", "closed")),
    Act.MANAGE_PEOPLE: _rule("administrator"),
    Act.INVITE: _rule("administrator"),
    Act.JOIN: _rule(signed_in=False),
    Act.DECLARE: _rule(own=True),
    Act.OPEN: _rule("leadership", "analyst", "administrator"),
    Act.ADVANCE: _rule("leadership", "analyst", "administrator", states=("draft", "rating")),
    Act.DECIDE: _rule("leadership", states=("review",)),
    Act.CLOSE: _rule("leadership", states=("decided",)),
    Act.RATE: _rule(*_RATERS, states=("rating",), own_region=_RATERS, unless_recused=True),
    Act.ACCEPT: _rule(
        "chair", "analyst", states=("rating", "review"), own_region=("chair", "analyst")
    ),
    Act.STANCE: _rule(*_TASKFORCE, states=("review",), own_region=_TASKFORCE),
    Act.RECUSE: _rule(states=("draft", "rating", "review"), own=True),
    Act.OVERRIDE: _rule("chair", "leadership", states=("review", "decided"), own_region=("chair",)),
    Act.SIGN_REGION: _rule("chair", states=("review",), own_region=("chair",)),
    Act.SIGN_WHOLE: _rule("leadership", states=("decided",)),
    Act.OUTCOME: _rule("analyst", "leadership", states=("decided", "closed")),
    Act.SCENARIO: _rule(own=True),
    Act.COMMENT: _rule(states=("rating", "review"), signed_in=False),
    Act.SUPPORT: _rule(states=("rating", "review"), signed_in=False),
    Act.IMPORT_COMMENTS: _rule("analyst", "leadership", states=("rating", "review")),
    Act.HIDE_COMMENT: _rule("analyst", "leadership", states=_OPEN),
    Act.DRAFT: _rule(own=True),
    Act.KEEP_ANSWER: _rule(),
    Act.RECORD: _rule(states=("decided", "closed")),
    Act.PUBLISH: _rule("analyst", "leadership", states=("decided", "closed")),
    Act.READ_TRAIL: _rule("leadership", "administrator"),
    Act.BACK_UP: _rule("administrator"),
    Act.MAINTAIN: _rule("administrator"),
}
"""Act → when it is allowed."""

Why = Literal["", "unknown", "inactive", "role", "state", "region", "own", "recused"]
"""Why an act is refused; blank = it is not."""


class Verdict(Frozen):
    """Whether somebody may do something, and why not."""

    act: Act
    why: Why = ""
    state: State | None = None

    def __bool__(self) -> bool:
        return self.why == ""


def may(person: Person, act: Act, on: Matter = ANYTHING, state: State | None = None) -> Verdict:
    """Say whether somebody may do something.

    Args:
        person: who, as the roster has them now.
        act: what.
        on: what it is about.
        state: of the round that it is about; None = about no round.
    """
    return Verdict(act=act, state=state, why=_why(person, act, on, state))


def _why(person: Person, act: Act, on: Matter, state: State | None) -> Why:
    rule = RULES.get(act)
    if rule is None:
        return "role"
    if rule.states is not None and state not in rule.states:
        return "state"
    if not rule.signed_in:
        return ""
    if person.version == 0:
        return "unknown"
    if not person.active:
        return "inactive"
    held = rule.roles & person.roles
    if not held:
        return "role"
    if held <= rule.own_region and not person.of_region(on.region):
        return "region"
    if rule.own and on.owner != person.id:
        return "own"
    if rule.unless_recused and on.recused:
        return "recused"
    return ""


class RefusedError(Exception):
    """Somebody may not do what they asked for; nothing was written.

    Attributes:
        verdict: the act, and why not.
        about: the candidate, where one of several things that are done at once is refused.
    """

    def __init__(self, verdict: Verdict, about: str = "") -> None:
        self.verdict, self.about = verdict, about
        super().__init__(f"{verdict.act}: {verdict.why}")

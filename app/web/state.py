"""What one session knows: one typed value in one place, with the moves that change it.

Screens read and change the session through this module only; nothing else of the app writes to
Streamlit's session state, apart from the values of widgets.
"""

import uuid
from collections.abc import Callable
from dataclasses import dataclass, field

import streamlit as st

from app.web.links import LONGEST_NAME, SHARED_NAME
from app.web.study_source import base_study, study_with
from config.problems import Problems
from data.people import PeopleWeights
from data.vintage import is_as_of
from optimizer.scenario import Scenario
from optimizer.study import BASELINE, Study
from questions.overlay import Rating
from questions.plan import Planned
from questions.scenarios import fitting
from records.scenarios import Saved
from reports.report import Report

PLACE = "focus"
"""The one key of Streamlit's session state that holds the session."""
MOST_STEPS = 100
"""Steps that can be undone."""


@dataclass(frozen=True)
class Own:
    """A dataset and a configuration that a session brought, in place of those of the folders."""

    name: str
    """What it is, as the file that it came from."""
    study: Study


@dataclass
class Session:
    """The state of one person's session."""

    owner: str = field(default_factory=lambda: uuid.uuid4().hex)
    """Who asks for plans; unknown to everybody else."""
    scenario: Scenario = BASELINE
    begun: dict[str, int] = field(default_factory=dict)
    """Field of a lever → how often another widget took its place."""
    past: list[Scenario] = field(default_factory=list)
    """Scenarios to go back to, the latest last."""
    kept: tuple[Saved, ...] = ()
    """Versions of scenarios that were kept for this session only, the latest last."""
    opened: Saved | None = None
    """The kept scenario that the levers came from."""
    handed: tuple[Scenario, ...] = ()
    """Scenarios that came as links or levers to be compared."""
    compared: tuple[str, ...] | None = None
    """Which scenarios are compared; None = nobody has chosen yet."""
    sliding: tuple[str, str, Scenario] | None = None
    """Kind and criterion whose weight is being moved, and the scenario before its first move."""
    own: Own | None = None
    """What the session brought; None = it works on the folders."""
    as_of: str = ""
    """Up to when what is known counts, as typed; blank = as usual for the dataset."""
    ratings: tuple[Rating, ...] = ()
    """Evidence edited in this session; the latest of a candidate and measure counts."""
    people: PeopleWeights = field(default_factory=dict)
    """Weights of several people, entered in this session."""
    card: str | None = None
    """The candidate whose card is open."""
    looked_at: str | None = None
    """The candidate or partner that was looked at last, from which other pages go on."""
    notices: tuple[str, ...] = ()
    """What was wrong with the last input, in words; everything stayed as it was."""
    last_good: Planned | None = None
    """The last plan on the screen; it stays while there is no newer one."""
    reports: dict[str, tuple[tuple[object, ...], Report]] = field(default_factory=dict)
    """Name → the report that was made last, and what of."""
    further: bool = False
    """Whether plans are looked for harder than usual."""
    invitation: str = ""
    """The secret of the invitation that the session began with; nowhere else is it kept."""
    uninvited: tuple[str, ...] = ()
    """Why an invitation could not be used, in words."""
    refused: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Place on the page Review → why the last act there did not hold, in words."""
    done: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Place → what the last act there did, in words."""
    typed: dict[str, dict[str, str]] | None = None
    """Place → field → what somebody has typed there and not yet said; None = not read yet."""
    typed_by: str = ""
    """Who typed it: id of a person."""
    versions: dict[str, int] = field(default_factory=dict)
    """Place → version of what is said there that its fields were shown with."""
    acted: bool = False
    """Whether something was done since the page Review was rendered as a whole."""
    at: dict[str, str] = field(default_factory=dict)
    """List → the candidate that is being rated."""
    steps: int = 0
    """How often one went on to the next candidate that is to be rated."""
    order: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """List → its candidates, in the order in which they are shown until it is sorted again."""
    link_read: bool = False
    """Whether the address that the session began with has been read."""
    link_problems: tuple[str, ...] = ()
    """What was wrong with that address, in words."""

    @property
    def brought(self) -> Study | None:
        """The study that the session brought, if any."""
        return None if self.own is None else self.own.study

    @property
    def moved(self) -> bool:
        """Whether any lever is moved."""
        return self.scenario.but(name=BASELINE.name) != BASELINE


def session() -> Session:
    """Return this session's state, made on the first call."""
    if PLACE not in st.session_state:
        st.session_state[PLACE] = Session()
    mine: Session = st.session_state[PLACE]
    return mine


def study() -> Study:
    """Return the study of this session: as of its day, with its own ratings over it."""
    mine = session()
    return study_with(mine.ratings, mine.as_of, mine.brought)


def recorded() -> Study:
    """Return the study of this session without its own ratings."""
    mine = session()
    return base_study(mine.as_of, mine.brought)


def take_own(own: Own | None) -> None:
    """Go over to what the session brought; None goes back to the folders.

    Levers, ratings, choices of candidates and fields belong to what they were made on, and begin
    anew; what is in force up to a day stays.
    """
    mine = session()
    st.session_state[PLACE] = Session(
        owner=mine.owner, own=own, as_of=mine.as_of, further=mine.further, link_read=True
    )
    for key in list(st.session_state):
        if key != PLACE:
            del st.session_state[key]


def take_evidence(own: Own) -> None:
    """Go over to a dataset with new evidence; levers and edited ratings stay."""
    session().own = own


def take_workbook(own: Own) -> None:
    """Go over to a dataset that holds what a workbook said, edited ratings included."""
    mine = session()
    mine.own, mine.ratings = own, ()


def look_back(as_of: str) -> None:
    """Let only count what was known by a day; blank goes back to what is usual.

    A text that names no day is told, and all stays as it was.
    """
    mine, problems = session(), Problems()
    as_of = as_of.strip()
    if not as_of or is_as_of("Known by", as_of, problems):
        mine.as_of = as_of
    mine.notices = tuple(str(problem) for problem in problems.found())


def move(scenario: Scenario) -> None:
    """Go to another scenario; the one before can be had back with :func:`undo`.

    Raises:
        InputError: the scenario does not fit the configuration; the session stays as it was.
    """
    mine = session()
    study().configured(scenario)
    named = scenario.but(name=BASELINE.name)
    if named != BASELINE:
        named = named.but(name=mine.scenario.name if mine.moved else SHARED_NAME)
    mine.sliding = None
    if named == mine.scenario:
        return
    mine.notices = ()
    mine.past.append(mine.scenario)
    del mine.past[:-MOST_STEPS]
    mine.scenario = named
    mine.link_problems = ()


def slide(kind: str, criterion: str, moved: Callable[[Scenario], Scenario]) -> None:
    """Move the weight of one criterion; several moves of it in a row start from the same scenario.

    So the other weights keep their proportions exactly, however often and however far one goes.

    Args:
        kind: of the criterion.
        criterion: whose weight is moved.
        moved: gives the scenario with the weight moved, from the one before the first move.

    Raises:
        InputError: the weight cannot be had; the session stays as it was.
    """
    mine = session()
    same = mine.sliding is not None and mine.sliding[:2] == (kind, criterion)
    start = mine.sliding[2] if same and mine.sliding is not None else mine.scenario
    move(moved(start))
    mine.sliding = (kind, criterion, start)


def named() -> bool:
    """Say whether somebody gave the scenario a name of its own."""
    return session().moved and session().scenario.name != SHARED_NAME


def name(text: str) -> None:
    """Give the scenario a name, which people see and which changes no answer; blank takes it."""
    mine = session()
    if mine.moved:
        mine.scenario = mine.scenario.but(name=text.strip()[:LONGEST_NAME] or SHARED_NAME)


def open_kept(saved: Saved) -> None:
    """Go to a kept scenario, planned on what the session works on now; this can be undone.

    Raises:
        InputError: it does not fit; the session stays as it was.
    """
    move(fitting(saved.scenario, study()))
    name(saved.name)
    session().opened = saved


def undo() -> None:
    """Go back to the scenario before the last move."""
    mine = session()
    mine.notices = ()
    if mine.past:
        mine.scenario = mine.past.pop()
        mine.sliding = None


def look_further() -> None:
    """Look harder for plans, the baseline's as well, so that both stay comparable."""
    session().further = True


def reset() -> None:
    """Go back to the baseline; this too can be undone."""
    move(BASELINE)


def rate(rating: Rating) -> None:
    """Lay a rating over the evidence, in place of an earlier one of the same measure.

    Raises:
        InputError: the rating does not hold; the session stays as it was.
    """
    mine = session()
    rating = rating.within(recorded().dataset.vintage)
    others = tuple(
        other
        for other in mine.ratings
        if (other.candidate, other.measure) != (rating.candidate, rating.measure)
    )
    study_with((*others, rating), mine.as_of, mine.brought)
    mine.ratings = (*others, rating)


def withdraw(candidate: str, measure: str) -> None:
    """Take a rating of this session back."""
    mine = session()
    mine.ratings = tuple(
        rating
        for rating in mine.ratings
        if (rating.candidate, rating.measure) != (candidate, measure)
    )


def keep_people(people: PeopleWeights) -> None:
    """Keep several people's weights, in place of those before; empty = nobody's."""
    session().people = people


def open_card(candidate: str | None) -> None:
    """Open the card of a candidate when the page is next rendered; None closes it."""
    mine = session()
    mine.card = candidate
    mine.looked_at = candidate or mine.looked_at

"""People of a round in words: how they are named, what they said, who is recused and waited for.

What somebody may not see yet is not told here either: until one's own stance is in, one reads how
many have answered, and nothing else.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from records.permissions import EVERYWHERE, Person
from records.recusal import Recusal
from records.stances import About, Count, Said, Stance, taskforce
from records.view import View
from reports.columns import CANDIDATE, WHO
from reports.report import Column, Row, Section, tabled
from reports.setting import Setting
from reports.words import count, listing, mid_sentence, verb

RECUSED = (
    WHO, CANDIDATE, Column("because", "Because", "sentence"),
)  # fmt: skip
SAID: Mapping[Said, str] = {"agree": "agrees", "object": "objects", "unsure": "cannot say"}
"""What one person says."""
MINE: Mapping[Said, str] = {"agree": "agree", "object": "object", "unsure": "cannot say"}
"""What one says oneself."""
BUTTONS: Mapping[Said, str] = {"agree": "Agree", "object": "Object", "unsure": "Cannot say"}
"""The same, as one chooses it."""
ABOUT: Mapping[About, str] = {
    "figure": "a figure",
    "rating": "a rating",
    "partner": "a partner",
    "rule": "a rule",
    "other": "something else",
}
"""What an objection objects to."""
ROLES: Mapping[str, str] = {
    "reader": "reader",
    "rater": "rater",
    "member": "member of a taskforce",
    "chair": "chair",
    "analyst": "analyst",
    "leadership": "leadership",
    "administrator": "administrator",
}
"""Role → what it is called."""
NO_REGION = "Themes, and what lies in no region"
"""What the list of those without a region is called."""


def region_words(region: str) -> str:
    """Return what a list is called: by its region."""
    return region or NO_REGION


def who(person: str, view: View, viewer: str = "") -> str:
    """Return how somebody who took a stance is named to others: as the round's setting says."""
    if person == viewer:
        return "you"
    names = view.round.requirements.names
    if names == "all":
        return view.names.get(person, person)
    if names == "roles":
        known = next((one for one in view.people if one.id == person), None)
        return "the chair" if known is not None and "chair" in known.roles else "a member"
    return "somebody"


def people(ids: Sequence[str], view: View, viewer: str = "") -> str:
    """Return several of them in a list, or how many they are where they are not named."""
    if view.round.requirements.names == "all":
        return listing([who(one, view, viewer) for one in ids])
    own = ["you"] if viewer in ids else []
    others = len(ids) - len(own)
    more = count(others, "other", "others") if own else count(others, "person", "people")
    return listing([*own, *([more] if others else [])])


@dataclass(frozen=True)
class Answers:
    """Who of a taskforce has said something of every candidate that waits for them."""

    answered: tuple[str, ...]
    begun: tuple[str, ...]
    """Ids of those who have said something of some."""
    silent: tuple[str, ...]

    @property
    def asked(self) -> int:
        """How many are asked; those who are recused from everything are not."""
        return len(self.answered) + len(self.begun) + len(self.silent)

    @property
    def waiting(self) -> tuple[str, ...]:
        """Ids of those who are waited for."""
        return tuple(sorted((*self.begun, *self.silent)))


def answers(view: View, region: str, candidates: Sequence[str]) -> Answers:
    """Return who has answered on all of some candidates of a region."""
    found: dict[str, list[str]] = {"answered": [], "begun": [], "silent": []}
    said = {(one.person, one.candidate) for one in view.stances}
    for member in taskforce(view.people, region):
        mine = [one for one in candidates if one not in view.recused.get(member.id, {})]
        if mine:
            done = sum((member.id, one) in said for one in mine)
            state = "answered" if done == len(mine) else "begun" if done else "silent"
            found[state].append(member.id)
    return Answers(**{name: tuple(ids) for name, ids in found.items()})


def counted(count_of: Count) -> str:
    """Return what is said of a candidate: ``5 agree, 1 objects, 1 cannot say``."""
    told = _stances(count_of.agree, count_of.object, count_of.unsure)
    silent = count_of.asked - count_of.answered
    if not told:
        return "nobody has answered" if count_of.asked else "nobody is asked"
    if silent:
        told.append(f"{silent} {'has' if silent == 1 else 'have'} not answered")
    return ", ".join(told)


def counted_with_recused(count_of: Count) -> str:
    """Return the same with those who are recused; blank where it makes no difference."""
    agree, against, unsure = count_of.with_recused
    if (agree, against, unsure) == (count_of.agree, count_of.object, count_of.unsure):
        return ""
    return f"with those who are recused: {', '.join(_stances(agree, against, unsure))}"


def _stances(agree: int, against: int, unsure: int) -> list[str]:
    numbers = ((agree, "agree"), (against, "object"))
    told = [f"{number} {verb(number, words)}" for number, words in numbers if number]
    return [*told, f"{unsure} cannot say"] if unsure else told


def blind(count_of: Count, *, may_answer: bool) -> str:
    """Return what somebody reads before they may see what others say."""
    told = f"{count_of.answered} of {count_of.asked} have answered"
    if may_answer:
        return f"{told}; shown once your own stance is in"
    return f"{told}; shown once the review is over"


def stance_words(said: Stance, *, own: bool = False) -> str:
    """Return a stance in words: ``objects to a figure``; one's own: ``object to a figure``."""
    what = MINE[said.stance] if own else SAID[said.stance]
    return f"{what} to {ABOUT[said.about]}" if said.stance == "object" and said.about else what


def recusals_section(rows: tuple[Row, ...]) -> Section:
    """Return who is recused from which candidate, and why, as one row each."""
    return tabled("recusals", "Who is recused, and why", RECUSED, rows)


def recusal_words(recusal: Recusal, setting: Setting, *, own: bool = False) -> str:
    """Return why somebody does not count: ``your country``, ``a partner is engaged there``.

    Args:
        own: whether it is told to themselves.
    """
    whose = "your" if own else "their own"
    if recusal.why == "own":
        kind = setting.kinds.get(setting.kind(recusal.through))
        return f"{whose} {mid_sentence(kind.singular) if kind else 'interest'}"
    if recusal.why == "within":
        return f"it lies in {setting.label(recusal.through)}"
    if recusal.why == "partner":
        return f"{setting.partner(recusal.through)} is engaged there"
    said = recusal.words.strip()
    declared = "you said so" if own else "they said so"
    return f"{declared}: {said}" if said else declared


def recused_from(view: View, person: Person, candidates: Sequence[str], setting: Setting) -> str:
    """Return what somebody is recused from, of some candidates; blank where from nothing."""
    mine = view.recused.get(person.id, {})
    every = [mine[one] for one in candidates if one in mine]
    told = [
        f"{setting.label(one.candidate)} ({recusal_words(one, setting, own=True)})" for one in every
    ]
    return f"you are recused from {listing(told, 4)}" if told else ""


def regions_words(person: Person) -> str:
    """Return the regions of somebody."""
    if EVERYWHERE in person.regions:
        return "all regions"
    return listing(sorted(person.regions)) if person.regions else "no region"


def roles_words(person: Person) -> str:
    """Return the roles of somebody."""
    every = len(person.roles) == len(ROLES)
    return "everything" if every else ", ".join(name for role, name in ROLES.items()
                                                if role in person.roles) or "none"  # fmt: skip


def unknown_interests(view: View) -> str:
    """Return the interests that the data know nothing of, so that nobody is recused for them."""
    known = view.study.dataset.by_id.keys() | {one.id for one in view.study.dataset.partners}
    lost = [
        f"{one} ({view.names[person.id]})"
        for person in view.people
        if person.active
        for one in sorted(person.interests - known)
    ]
    if not lost:
        return ""
    return f"Nobody is recused for what the data do not know: {listing(lost)}."

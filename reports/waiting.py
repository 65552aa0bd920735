"""Whom a round still waits for, and for what."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from records.decisions import WHOLE
from records.permissions import Act, Matter, Person, may
from records.stances import taskforce
from records.view import View
from reports.rating import raters, things
from reports.setting import Setting
from reports.taskforce import answers
from reports.words import count, day, listing


def list_of(view: View, setting: Setting) -> tuple[str, ...]:
    """Return the list that is adopted; before that the one on the table."""
    signed = view.signatures.get(WHOLE)
    if signed is not None:
        return signed.ids
    planned = None if setting.plan is None else view.recommended.but(plan=setting.plan)
    return view.decided(planned)


def regions(view: View, setting: Setting) -> Iterator[str]:
    """Yield the regions, and last the blank one where anything on the list lies in none."""
    yield from sorted({one.region for one in setting.dataset.candidates} - {""})
    if any(not setting.dataset.by_id[one].region for one in list_of(view, setting)):
        yield ""


@dataclass(frozen=True)
class Left:
    """What a round still waits for from one person, in one region."""

    person: Person
    region: str
    """Blank = what lies in no region, or the whole."""
    number: int
    what: Literal["rating", "stance", "signature"]


def left(view: View, setting: Setting, listed: Sequence[str] | None = None) -> Iterator[Left]:
    """Yield what a round still waits for, region by region.

    Args:
        setting: of ``view.rated``, with the plan that is recommended now.
        listed: the list on the table; None = as view and setting have it.
    """
    listed = list_of(view, setting) if listed is None else listed
    for region in regions(view, setting):
        yield from _left(view, region, listed, setting)
    if view.round.state == "decided" and WHOLE not in view.signatures:
        for one in view.people:
            if may(one, Act.SIGN_WHOLE, Matter(owner=one.id), view.round.state):
                yield Left(one, WHOLE, 1, "signature")


def waits(view: View, person: Person, setting: Setting) -> str:
    """Return what a round waits for from somebody, in a sentence; blank where it asks nothing."""
    mine: Counter[str] = Counter()
    for one in left(view, setting):
        mine[one.what] += one.number if one.person.id == person.id else 0
    if not mine.total():
        return ""
    parts = [count(number, f"{what} of yours", f"{what}s of yours") for what, number in mine.items()
             if number]  # fmt: skip
    until = f", until {day(view.round.until)}" if view.round.until else ""
    return f"{view.round.title} waits for {listing(parts)}{until}."


def _left(view: View, region: str, listed: Sequence[str], setting: Setting) -> Iterator[Left]:
    if view.round.state == "rating":
        asked = things(view, region, setting)
        given = {(one.person, one.thing) for one in view.given}
        for one in raters(view, region):
            free = [each for each in asked if each[0] not in view.recused.get(one.id, {})]
            left = sum((one.id, each) not in given for each in free)
            if left:
                yield Left(one, region, left, "rating")
    if view.round.state == "review":
        own = [one for one in listed if setting.dataset.by_id[one].region == region]
        waiting = answers(view, region, own).waiting
        said = {(one.person, one.candidate) for one in view.stances}
        for member in taskforce(view.people, region):
            if member.id in waiting:
                out = view.recused.get(member.id, {})
                left = sum((member.id, one) not in said for one in own if one not in out)
                yield Left(member, region, left, "stance")
            on = Matter(region=region, owner=member.id)
            if region not in view.signatures and may(member, Act.SIGN_REGION, on, "review"):
                yield Left(member, region, 1, "signature")

"""What an act in a round did, in a sentence: for whoever did it at the command line."""

from collections.abc import Iterable, Mapping
from typing import Any

from optimizer.bounded_value import BoundedValue
from records.decisions import Override, Signature
from records.permissions import Person
from records.ratings import Accepted, Given
from records.rounds import Round
from records.stances import Stance
from records.trail import Head
from reports.rating import accepted_words
from reports.report import Report
from reports.setting import Setting
from reports.taskforce import ABOUT, MINE, region_words, regions_words, roles_words
from reports.words import count, day, figure, listing, mid_sentence, priced, sentence


def done(answer: str, text: Iterable[str] = (), **facts: Any) -> Report:  # noqa: ANN401 (JSON's types)
    """Return what was done, as a report."""
    return Report("done", "Done", answer, tuple(text), facts=facts)


def moved(one: Round, *more: str) -> Report:
    """Return that a round came into another state.

    Args:
        one: the round.
        more: what is to be said besides, in sentences.
    """
    words = {
        "draft": "is opened as a draft",
        "rating": "is in rating now",
        "review": "is in review now",
        "decided": "is decided now",
        "closed": "is closed: nothing in it can be changed any more",
    }[one.state]
    until = (f"It goes on until {day(one.until)}.",) if one.until else ()
    return done(f"{one.title} {words}.", (*until, *more), round=one.id, state=one.state)


def opened(one: Round, gone: Iterable[str] = (), *more: str) -> Report:
    """Return that a round was opened.

    Args:
        gone: of the list that the round before adopted, those that the dataset does not know.
        more: what is to be said besides, in sentences.
    """
    told, lost = moved(one, *more), tuple(gone)
    if not lost:
        return told
    lack = f"Not in the dataset, of the list adopted before: {listing(lost, 6)}."
    return done(told.answer, (*told.text, lack), round=one.id, state=one.state, gone=lost)


def rated(given: Given, setting: Setting, version: int) -> Report:
    """Return that somebody rated something."""
    what = mid_sentence(setting.measure(given.measure))
    answer = f"{setting.label(given.candidate)}: you rate {what} as {figure(given.value)}."
    return done(answer, candidate=given.candidate, measure=given.measure, version=version)


def agreed(one: Accepted, setting: Setting, version: int) -> Report:
    """Return that a rating was accepted."""
    what = mid_sentence(setting.measure(one.measure))
    answer = f"{setting.label(one.candidate)}: {what} counts as {accepted_words(one)} from now on."
    text = ("The plan of the round is worked out anew with it.",)
    return done(answer, text, candidate=one.candidate, measure=one.measure, version=version)


def said(stance: Stance, setting: Setting, version: int, recusal: str = "") -> Report:
    """Return that somebody took a stance.

    Args:
        recusal: why they are recused, in words; blank where they are not.
    """
    about = f" ({ABOUT[stance.about]})" if stance.about else ""
    verb = MINE[stance.stance]
    text = (f"You are recused from it ({recusal}): what you say is shown, and does not count.",)
    return done(
        f"{setting.label(stance.candidate)}: you {verb}{about}.",
        text if recusal else (),
        candidate=stance.candidate,
        stance=stance.stance,
        version=version,
    )


def taken_back(what: str, candidate: str, setting: Setting) -> Report:
    """Return that something was taken back."""
    return done(f"{setting.label(candidate)}: {what} is taken back.", candidate=candidate)


def recused(candidate: str, setting: Setting) -> Report:
    """Return that somebody recused themselves."""
    answer = f"{setting.label(candidate)}: you are recused, and what you say does not count."
    return done(answer, candidate=candidate)


def overridden(one: Override, setting: Setting, version: int) -> Report:
    """Return that the list departs from the plan, and what that costs."""
    where = "in" if one.direction == "in" else "out"
    return done(
        f"{setting.label(one.candidate)} is decided {where}. {cost(one.price)}",
        candidate=one.candidate,
        direction=one.direction,
        price=one.price,
        version=version,
    )


def cost(price: BoundedValue) -> str:
    """Return what a departure costs, in a sentence."""
    return f"That costs {priced(price)}."


def signed(one: Signature, setting: Setting, version: int) -> Report:
    """Return that a list was signed."""
    whose = f"the list of {region_words(one.region)}" if one.region else "the whole list"
    names = listing([setting.label(each) for each in one.ids], 6)
    size = count(len(one.ids), "focus area")
    return done(
        f"You signed {whose}: {size}.",
        (f"On it: {names}.",),
        region=one.region,
        list=one.ids,
        version=version,
    )


def person(one: Person, does: str) -> Report:
    """Return what the roster says of somebody now.

    Args:
        does: what was done, as in ``is added``.
    """
    name = f"{one.name or one.id} {does}"
    told = f"{name}: {roles_words(one)}; {regions_words(one)}." if one.active else f"{name}."
    return done(told, person=one.id, active=one.active, version=one.version)


def invited(name: str, link: str, until: str) -> Report:
    """Return the link of an invitation, which is shown only once.

    Args:
        name: whom it is for.
        link: what to send.
        until: last day on which it can be used; blank = not set.
    """
    when = f" until {day(until)}" if until else ""
    text = (
        link,
        f"It can be used once{when}. It is shown only now: copy it, and send it yourself.",
    )
    return done(f"The invitation of {name}:", text, link=link, until=until or None)


def kept(values: Mapping[str, Any]) -> Report:
    """Return what is known of records at a place.

    Args:
        values: ``address``, ``revision``, ``acts``, ``head``, ``people``, ``rounds`` and ``going``.
    """
    rounds, people = values["rounds"], values["people"]
    going = values["going"]
    state = f"{going} is going on" if going else "no round is going on"
    return Report(
        "records",
        "Records",
        sentence(f"{count(rounds, 'round')}, {count(people, 'person', 'people')}; {state}"),
        (
            f"Place: {values['address']}.",
            f"{count(values['acts'], 'act')} in the trail; its head is {values['head']}.",
            f"Revision of the schema: {values['revision']}.",
        ),
        facts=values,
    )


def backed_up(file: str, size: int, head: Head) -> Report:
    """Return that a backup was written.

    Args:
        size: bytes.
    """
    text = (f"Head of the trail in it: {head_words(head)}. Note it elsewhere.",)
    return done(f"Backed up to {file}: {size:,} bytes.", text, file=file, head=head_words(head))


def restored(file: str, head: Head) -> Report:
    """Return that a backup was restored."""
    text = (f"Head of the trail: {head_words(head)}.",)
    return done(f"Restored from {file}: {count(head.number, 'act')}.", text, head=head_words(head))


def head_words(head: Head) -> str:
    """Return the head of a trail as ``focus records verify --head`` takes it."""
    return f"{head.number}:{head.hash}"

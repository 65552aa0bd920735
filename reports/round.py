"""A round: where it stands, what it was opened with, and the record of what was decided."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from optimizer.plan import Plan
from records.decisions import WHOLE
from records.permissions import Act, Matter, Person, State, may
from records.rounds import Round
from records.stances import Count, Stance, taskforce
from records.trail import Head
from records.view import View
from reports import levers, standing, worth
from reports.columns import CANDIDATE, KIND, REGION
from reports.rating import accepted_words
from reports.report import Column, Note, Report, Row, Section, Table
from reports.review import required
from reports.setting import Setting
from reports.taskforce import (
    answers,
    counted,
    counted_with_recused,
    people,
    recusal_words,
    region_words,
    regions_words,
    roles_words,
    stance_words,
    unknown_interests,
    who,
)
from reports.waiting import left, list_of, regions
from reports.words import ABSENT, count, count_of, day, listing, moment, sentence, verb

STATE_WORDS: dict[State, str] = {
    "draft": "a draft",
    "rating": "in rating",
    "review": "in review",
    "decided": "decided",
    "closed": "closed",
}
"""State → how a round is said to stand."""
NEXT_STEP: dict[State, str] = {
    "draft": "Next: let people rate.",
    "rating": "Next: end the ratings and begin the review.",
    "review": "Next: chairs sign the lists of their regions, then leadership ends the review.",
    "decided": "Next: leadership signs the whole list, then closes the round.",
    "closed": "Nothing in it can be changed any more; outcomes can be added.",
}
REGIONS = (
    Column("region_words", "Region"), Column("members", "Taskforce", "count"),
    Column("answered", "Answered", "count"), Column("waited_for", "Waited for", narrow=False),
    Column("enough", "Enough answers", help="Candidates of the list of which as many have answered "
           "as is required."),
    Column("met", "Enough agree", narrow=False, help="Candidates of the list that meet all that is "
           "required; shown to those who may see every stance."),
    Column("signed", "Signed", narrow=False),
)  # fmt: skip
WAITING = (
    Column("who", "Who"), Column("email", "E-mail", narrow=False), Column("region_words", "Region"),
    Column("what", "Is waited for with", "sentence"),
)  # fmt: skip
LIST = (
    CANDIDATE, REGION, Column("standing_words", "Towards the list in force"),
    Column("decided", "Decided"),
)  # fmt: skip
STEPS = (
    Column("state_words", "State"), Column("when", "Since"), Column("who", "By"),
    Column("words", "In words", "sentence"),
)  # fmt: skip
SIGNED = (
    Column("region_words", "List"), Column("who", "Signed by"), Column("when", "On"),
    Column("size", "Focus areas", "count"), Column("below", "Below what is required", "count"),
    Column("words", "In words", "sentence"),
)  # fmt: skip
OVERRIDES = (
    CANDIDATE, Column("decided", "Decided"), Column("reason", "Because", "sentence"),
    Column("price", "Price, points", "points", help="What the best list with it is worth less, as "
           "it was known when it was decided."),
    Column("who", "By", narrow=False), Column("when", "On", narrow=False),
)  # fmt: skip
ACCEPTED = (
    CANDIDATE, Column("measure_label", "Measure"), Column("value_words", "Accepted"),
    Column("reason", "Because", "sentence"), Column("who", "By", narrow=False),
    Column("when", "On", narrow=False),
)  # fmt: skip
COUNTS = (
    CANDIDATE, Column("agree", "Agree", "count"), Column("object", "Object", "count"),
    Column("unsure", "Cannot say", "count"), Column("asked", "Asked", "count"),
    Column("recused_words", "Recused"), Column("with_words", "With them", narrow=False),
)  # fmt: skip
SAYINGS = (
    Column("who", "Who"), Column("stance_words", "Says"), Column("words", "In words", "sentence"),
    Column("when", "When", narrow=False),
)  # fmt: skip
RECUSED = (
    Column("who", "Who"), CANDIDATE, Column("because", "Because", "sentence"),
)  # fmt: skip
PEOPLE = (
    Column("name", "Who"), Column("roles_words", "Roles"), Column("regions_words", "Regions"),
    Column("interests_words", "Interests", narrow=False),
)  # fmt: skip
ROUNDS = (
    Column("title", "Round"), Column("id", "Name"), Column("state_words", "State"),
    Column("opened", "Opened"), Column("until_words", "Until", narrow=False),
    Column("previous", "After", narrow=False),
)  # fmt: skip
ADOPTED, TABLED = "The list that was adopted", "The list on the table"
NOTE_HEAD = (
    "Note the head of the trail elsewhere: focus records verify --head shows later that nothing "
    "before it was changed or cut off."
)


def status(view: View, person: Person, setting: Setting, *, today: dt.date | None = None) -> Report:
    """Return where a round stands: state, days, who is waited for, the list, what is required.

    Args:
        view: the round.
        person: who looks.
        setting: of ``view.rated``, with the plan that is recommended now.
        today: for how many days are left; None = that is not told.
    """
    listed = list_of(view, setting)
    rows = [_region(view, region, person, listed, setting) for region in regions(view, setting)]
    waiting = list(_waiting(view, person, listed, setting))
    return Report(
        id="round",
        title=view.round.title,
        answer=_answer(view, rows, today),
        text=(
            NEXT_STEP[view.round.state],
            required(view.round.requirements),
            *filter(None, [unknown_interests(view)]),
        ),
        sections=(
            Section("regions", "Region by region",
                    tables=(Table("regions", REGIONS, tuple(rows)),)),
            Section("waiting", "Who is waited for" if waiting else "",
                    tables=(Table("waiting", WAITING, tuple(waiting)),)),
            _list(ADOPTED if WHOLE in view.signatures else TABLED, view, listed, setting),
            _signatures(view),
            _steps(view),
        ),
        facts=_facts(view),
    )  # fmt: skip


def opening(view: View, setting: Setting) -> Report:
    """Return what a round was opened with.

    Args:
        view: the round.
        setting: of ``view.study``, with the plan that the round was opened with.
    """
    plan, one = view.recommended.plan, view.round
    moved = "; ".join(levers.in_words(one.scenario, view.study))
    dates = [
        f"{what} until {day(until)}"
        for what, until in (("ratings", one.rating_until), ("review", one.review_until))
        if until
    ]
    members = [one for one in view.people if one.active]
    rows = tuple(_person(each, view, setting) for each in members)
    return Report(
        id="opening",
        title=one.title,
        answer=f"{one.title}: opened on {day(one.steps[0].at)} by {_name(one.steps[0].by, view)}.",
        text=(
            sentence(f"Dates: {listing(dates)}" if dates else "No dates are set"),
            f"Levers moved: {moved}." if moved else "No lever is moved.",
            f"Recommended: {_kinds(plan.ids, setting)}. {worth.quality(plan)}",
            required(one.requirements),
            *filter(None, [unknown_interests(view)]),
        ),
        sections=(
            Section("people", "Who takes part" if rows else "",
                    tables=(Table("people", PEOPLE, rows),)),
            _recusals(view, setting, sorted(plan.ids)),
        ),
        notes=tuple(_hashes(view)),
        facts=_facts(view),
    )  # fmt: skip


def minutes(view: View, setting: Setting, *, head: Head | None = None) -> Report:
    """Return the record of what was decided, and why.

    Args:
        view: the round.
        setting: of ``view.rated``, with the plan that is recommended with the accepted ratings.
        head: end of the trail when the round was closed, or now; None = it is not told.
    """
    listed, one = list_of(view, setting), view.round
    over = one.state in ("decided", "closed")
    said = sorted({*listed, *(each.candidate for each in view.stances)})
    rows = _counts(view, said, setting) if over else ()
    stances = Section("stances", "What the taskforces said" if over else "", (
        () if over else ("What the taskforces say is shown once the review is over.",)
    ), tables=(Table("stances", COUNTS, rows, by=KIND), *(
        (Table("sayings", SAYINGS, tuple(_sayings(view, said, setting)), "In their own words",
               by=CANDIDATE),) if over else ()
    )))  # fmt: skip
    return Report(
        id="minutes",
        title=f"Record of decisions: {one.title}",
        answer=_adopted(view, listed, setting),
        text=tuple(_decided_words(view, listed, setting)),
        sections=(
            _list("The list", view, listed, setting),
            _plans(view, setting),
            _overrides(view, setting),
            _accepted(view, setting),
            stances,
            _recusals(view, setting, said),
            _signatures(view),
            _consultation(view),
            _steps(view),
        ),
        notes=(
            *_hashes(view, head),
            *standing.assumptions(setting),
        ),
        facts={**_facts(view), "list": listed, "head": None if head is None else head.model_dump()},
    )


def rounds(every: Sequence[Round]) -> Report:
    """Return all rounds, the latest first."""
    rows = tuple(
        {
            "id": one.id,
            "title": one.title,
            "state": one.state,
            "state_words": STATE_WORDS[one.state],
            "opened": day(one.steps[0].at),
            "until": one.until,
            "until_words": day(one.until) if one.until else None,
            "previous": one.previous,
        }
        for one in reversed(every)
    )
    going = next((one for one in reversed(every) if not one.closed), None)
    answer = f"{count(len(rows), 'round')}; {'none is going on' if going is None else going.title}"
    tail = "" if going is None else f" is {STATE_WORDS[going.state]}"
    return Report(
        id="rounds",
        title="Rounds",
        answer=sentence(answer + tail) if rows else "There is no round yet.",
        sections=(Section("rounds", tables=(Table("rounds", ROUNDS, rows),)),),
    )


def in_short(told: Report) -> tuple[str, ...]:
    """Return where a round stands and whom it waits for, in two sentences at most.

    Args:
        told: as :func:`status` returns it.
    """
    rows = told.table("waiting").rows
    if not rows:
        return (told.answer,)
    people: dict[str, Counter[str]] = {}
    for row in rows:
        people.setdefault(row["who"], Counter())[row["_what"]] += row["left"]
    waited = [
        f"{name} ({listing([count(number, what) for what, number in open_.items()])})"
        for name, open_ in people.items()
    ]
    return told.answer, f"Waited for: {listing(waited)}."


def days_left(until: str, today: dt.date | None) -> str:
    """Return how many days are left until a day, in words; blank where that is not known."""
    if not until or today is None:
        return ""
    left = (dt.date.fromisoformat(until) - today).days
    if left < 0:
        return f"that was {count(-left, 'day')} ago"
    return f"{count(left, 'day')} left" if left else "today is the last day"


def _facts(view: View) -> Row:
    one = view.round
    return {
        "round": one.id,
        "state": one.state,
        "rating_until": one.rating_until or None,
        "review_until": one.review_until or None,
        "previous": one.previous,
        "inputs": {"dataset": one.dataset, "config": one.configuration},
        "plan": one.plan,
    }


def _answer(view: View, rows: Sequence[Row], today: dt.date | None) -> str:
    one = view.round
    begins = f"{one.title} is {STATE_WORDS[one.state]}"
    if one.state == "closed":
        return f"{begins} since {day(one.steps[-1].at)}."
    left = days_left(one.until, today)
    until = f", until {day(one.until)}{f' ({left})' if left else ''}" if one.until else ""
    if one.state == "review":
        done, asked = (sum(row[name] for row in rows) for name in ("answered", "asked"))
        return f"{begins}{until}: {done} of {count(asked, 'person', 'people')} have answered."
    if one.state == "decided":
        whole = "is signed" if WHOLE in view.signatures else "is not signed yet"
        return f"{begins}; the whole list {whole}."
    return f"{begins}{until}."


def _region(
    view: View, region: str, person: Person, listed: Sequence[str], setting: Setting
) -> Row:
    own = [one for one in listed if setting.dataset.by_id[one].region == region]
    found, counts = answers(view, region, own), view.counts(own)
    seen = {one.candidate for one in view.open_to(person)}
    sees = may(person, Act.SEE_STANCES, Matter(owner=person.id), view.round.state)
    members = len(taskforce(view.people, region))
    all_open = bool(sees) or seen >= set(own)
    quorum = view.round.requirements.quorum
    signed = view.signatures.get(region) if region else None
    enough = sum(one.answered >= quorum * one.asked for one in counts.values())
    met = sum(one.meets(view.round.requirements) for one in counts.values())
    return {
        "region": region,
        "region_words": region_words(region),
        "members": members,
        "asked": found.asked,
        "answered": len(found.answered),
        "waiting": found.waiting if view.round.state == "review" else (),
        "waited_for": listing([_name(one, view) for one in found.waiting])
        if found.waiting and view.round.state == "review"
        else None,
        "list": tuple(own),
        "enough_for": enough,
        "enough": f"{enough} of {len(own)}" if members else None,
        "met_for": met if all_open else None,
        "met": f"{met} of {len(own)}" if all_open and members else None,
        "signed": None if signed is None
        else f"{_name(signed.by, view)}, {day(signed.at, year=False)}",
    }  # fmt: skip


def _waiting(view: View, person: Person, listed: Sequence[str], setting: Setting) -> Iterator[Row]:
    """Yield who is waited for and with what, as a list to write reminders from."""
    told = bool(may(person, Act.OPEN)) or "chair" in person.roles
    for one in left(view, setting, listed):
        yield {
            "person": one.person.id,
            "who": _name(one.person.id, view),
            "email": one.person.email if told else None,
            "region": one.region,
            "region_words": region_words(one.region),
            "left": one.number,
            "what": count(one.number, one.what),
            "_what": one.what,
        }


def _list(title: str, view: View, listed: Sequence[str], setting: Setting) -> Section:
    """Return a list: who stays, enters and leaves, and who departs from the plan."""
    plan = (setting.plan or view.recommended.plan).ids
    departures = {one.candidate: one.direction for one in view.overrides}
    gone = [one.id for one in setting.dataset.candidates if one.incumbent and one.id not in listed]
    order = {one: place for place, one in enumerate(setting.candidates)}
    rows = []
    for one in sorted((*listed, *gone), key=order.__getitem__):
        inside = one in listed
        where = (
            ("stays" if inside else "leaves") if setting.dataset.by_id[one].incumbent else "enters"
        )
        against = (one in plan) != inside
        rows.append(
            {
                **setting.who(one),
                "name": setting.name(one),
                "inside": inside,
                "standing": where,
                "standing_words": standing.WORDS[where],
                "in_plan": one in plan,
                "override": departures.get(one),
                "decided": ("in, against the plan" if inside else "out, against the plan")
                if against else "as recommended",
            }
        )  # fmt: skip
    return Section("listed", title, tables=(Table("listed", LIST, tuple(rows), by=KIND),))


def _signatures(view: View) -> Section:
    requirements = view.round.requirements
    rows = tuple(
        {
            "region": region,
            "region_words": region or "The whole list",
            "who": _name(one.by, view),
            "at": one.at,
            "when": moment(one.at),
            "size": len(one.ids),
            "below": sum(not each.meets(requirements) for each in one.counts.values()),
            "words": one.words or ABSENT,
            "ids": one.ids,
        }
        for region, one in sorted(view.signatures.items(), key=lambda each: (not each[0], each[0]))
    )
    table = Table("signatures", SIGNED, rows)
    return Section("signatures", "Who signed" if rows else "", tables=(table,))


def _steps(view: View) -> Section:
    rows = tuple(
        {
            "state": one.state,
            "state_words": one.state.capitalize(),
            "at": one.at,
            "when": moment(one.at),
            "who": _name(one.by, view),
            "words": one.words or ABSENT,
        }
        for one in view.round.steps
    )
    return Section("steps", "How the round went", tables=(Table("steps", STEPS, rows),))


def _adopted(view: View, listed: Sequence[str], setting: Setting) -> str:
    signed = view.signatures.get(WHOLE)
    if signed is None:
        return f"Nothing is adopted yet: {view.round.title} is {STATE_WORDS[view.round.state]}."
    return (
        f"Adopted on {day(signed.at)}, signed by {_name(signed.by, view)}: "
        f"{_kinds(listed, setting)}."
    )


def _decided_words(view: View, listed: Sequence[str], setting: Setting) -> Iterator[str]:
    gone = [setting.label(one.id) for one in setting.dataset.candidates
            if one.incumbent and one.id not in listed]  # fmt: skip
    new = [setting.label(one) for one in listed if not setting.dataset.by_id[one].incumbent]
    stay = len(listed) - len(new)
    told = [f"{count(len(new), 'is new', 'are new')}" if new else "none is new",
            f"{stay or 'none'} {verb(max(1, stay), 'stay')}"]  # fmt: skip
    told += [f"{listing(gone)} {verb(len(gone), 'leave')}"] if gone else []
    yield sentence(f"Towards the list in force before: {listing(told)}")
    number = len(view.overrides)
    if number:
        yield sentence(f"{count(number, 'departure')} from the plan, each with its reason below")
    else:
        yield "The list is the one that was recommended."
    yield required(view.round.requirements)


def _kinds(ids: Iterable[str], setting: Setting) -> str:
    kinds = [setting.kind(one) for one in ids]
    every = setting.configuration.criteria.kinds.items()
    return listing([count_of(kinds.count(name), kind) for name, kind in every if name in kinds])


def _plans(view: View, setting: Setting) -> Section:
    """Return what was recommended: when the round was opened, and with the accepted ratings."""
    before = view.recommended.plan
    text = [f"When the round was opened, {_plan_words(before, setting)}"]
    if view.accepted and setting.plan is not None:
        text.append(f"With the accepted ratings, {_plan_words(setting.plan, setting)}")
        sides = [(setting.plan.ids - before.ids, "enter"), (before.ids - setting.plan.ids, "leave")]
        moves = [f"{listing([setting.label(one) for one in sorted(ids)])} {verb(len(ids), does)}"
                 for ids, does in sides if ids]  # fmt: skip
        text.append(
            sentence(f"The ratings: {listing(moves)}" if moves else "The ratings move nobody")
        )
    return Section("plans", "What was recommended", tuple(text))


def _plan_words(plan: Plan, setting: Setting) -> str:
    return (
        f"{_kinds(plan.ids, setting)} were recommended: {worth.quality(plan)[0].lower()}"
        + (worth.quality(plan)[1:])
    )


def _overrides(view: View, setting: Setting) -> Section:
    rows = tuple(
        {
            **setting.who(one.candidate),
            "direction": one.direction,
            "decided": "in, against the plan" if one.direction == "in" else "out, against the plan",
            "reason": one.reason,
            "price": one.price,
            "answer": one.answer,
            "by": one.by,
            "who": _name(one.by, view),
            "at": one.at,
            "when": moment(one.at),
        }
        for one in view.overrides
    )
    title = "Departures from the plan" if rows else ""
    return Section("overrides", title, tables=(Table("overrides", OVERRIDES, rows),))


def _accepted(view: View, setting: Setting) -> Section:
    rows = tuple(
        {
            **setting.who(one.candidate),
            "measure": one.measure,
            "measure_label": setting.measure(one.measure),
            "value": one.value,
            "low": one.low,
            "high": one.high,
            "value_words": accepted_words(one),
            "reason": one.reason,
            "who": _name(one.by, view),
            "at": one.at,
            "when": moment(one.at),
        }
        for one in view.accepted
    )
    title = "Ratings that were accepted as evidence" if rows else ""
    return Section("accepted", title, tables=(Table("accepted", ACCEPTED, rows),))


def _counts(view: View, candidates: Sequence[str], setting: Setting) -> tuple[Row, ...]:
    """Return the stances on each candidate: as they were counted when the whole was signed."""
    signed = view.signatures.get(WHOLE)
    now = view.counts(candidates)
    kept: dict[str, Count] = {**now, **(dict(signed.counts) if signed is not None else {})}
    rows = (_count(kept[one], view, setting) for one in candidates)
    order = {one: place for place, one in enumerate(setting.candidates)}
    return tuple(sorted(rows, key=lambda row: order[row["id"]]))


def _count(found: Count, view: View, setting: Setting) -> Row:
    return {
        **setting.who(found.candidate),
        **found.model_dump(include={"asked", "agree", "object", "unsure", "with_recused"}),
        "said": counted(found),
        "recused": len(found.recused),
        "recused_words": people(found.recused, view) if found.recused else None,
        "with_words": counted_with_recused(found).partition(": ")[2] or None,
        "meets": found.meets(view.round.requirements),
    }


def _sayings(view: View, candidates: Sequence[str], setting: Setting) -> Iterator[Row]:
    order = {one: place for place, one in enumerate(setting.candidates)}

    def place(one: Stance) -> tuple[int, bool, str, str]:
        return order[one.candidate], one.stance != "object", one.at, one.person

    for one in sorted(view.stances, key=place):
        if one.words and one.candidate in candidates:
            recused = one.candidate in view.recused.get(one.person, {})
            yield {
                "id": one.candidate,
                "label": setting.label(one.candidate),
                "who": f"{who(one.person, view)}{' (recused)' if recused else ''}",
                "stance": one.stance,
                "about": one.about,
                "stance_words": stance_words(one),
                "words": one.words,
                "at": one.at,
                "when": moment(one.at),
            }


def _recusals(view: View, setting: Setting, candidates: Sequence[str]) -> Section:
    named = view.round.requirements.names == "all"
    regions = {setting.dataset.by_id[one].region for one in candidates}
    asked = {one: {each.id for each in taskforce(view.people, one)} for one in regions}
    rows = tuple(
        {
            **setting.who(one),
            "who": who(person, view),
            "why": recusal.why if named else None,
            "because": recusal_words(recusal, setting) if named else "an interest of theirs",
        }
        for person in sorted(frozenset[str]().union(*asked.values()))
        for one in candidates
        if (recusal := view.recused.get(person, {}).get(one)) is not None
        and person
        in {each.id for each in taskforce(view.people, setting.dataset.by_id[one].region)}
    )
    title = "Who is recused, and why" if rows else ""
    return Section("recusals", title, tables=(Table("recusals", RECUSED, rows),))


def _consultation(view: View) -> Section:
    if not view.comments:
        return Section("consultation")
    kinds = [one.view for one in view.comments]
    said = (
        f"The public said {count(len(kinds), 'thing')} of the list: {kinds.count('agree')} agree, "
        f"{kinds.count('disagree')} disagree, {kinds.count('comment')} comment."
    )
    text = (said, "None of it counts in scores or stances.")
    return Section("consultation", "Consultation", text)


def _person(one: Person, view: View, setting: Setting) -> Row:
    known = {partner.id for partner in setting.dataset.partners}
    interests = [
        setting.partner(each) if each in known else setting.label(each)
        for each in sorted(one.interests)
    ]
    return {
        "person": one.id,
        "name": _name(one.id, view),
        "roles": sorted(one.roles),
        "regions": sorted(one.regions),
        "roles_words": roles_words(one),
        "regions_words": regions_words(one),
        "interests_words": listing(interests) if interests else None,
    }


def _hashes(view: View, head: Head | None = None) -> Iterator[Note]:
    one = view.round
    yield Note("reading", f"Dataset {one.dataset}.")
    yield Note("reading", f"Configuration {one.configuration}.")
    yield Note("reading", f"Recommended plan {one.plan}.")
    if head is not None:
        yield Note("reading", f"Head of the trail: {head.number}:{head.hash}. {NOTE_HEAD}")


def _name(person: str, view: View) -> str:
    return view.names.get(person, person) or "the program"

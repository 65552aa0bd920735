"""A round: where it stands, what it was opened with, and the record of what was decided."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from optimizer.plan import Plan
from optimizer.robust.core_index import FIRM
from questions.shares import Shares
from records.decisions import WHOLE, Override, Signature
from records.permissions import Act, Matter, Person, State, may
from records.ratings import Accepted
from records.rounds import Round, Step
from records.stances import Count, Stance, taskforce
from records.trail import Head
from records.view import View
from reports import levers, standing, worth
from reports.columns import CANDIDATE, KIND, REGION, WHO, WORDS
from reports.rating import accepted_words
from reports.refusals import STATES
from reports.report import Column, Note, Report, Row, Section, Table, fields, picked, tabled
from reports.review import SAYINGS, required, said_words
from reports.setting import Setting
from reports.taskforce import (
    answers,
    counted,
    counted_with_recused,
    people,
    recusal_words,
    recusals_section,
    region_words,
    regions_words,
    roles_words,
    unknown_interests,
    who,
)
from reports.waiting import left, list_of, regions
from reports.words import (
    ABSENT,
    count,
    count_of,
    day,
    listing,
    moment,
    moves,
    percent,
    sentence,
    verb,
)

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
    WHO, Column("email", "E-mail", narrow=False), Column("region_words", "Region"),
    Column("what", "Is waited for with", "sentence"),
)  # fmt: skip
ADOPTED, TABLED = "The list that was adopted", "The list on the table"


def status(view: View, person: Person, setting: Setting, *, today: dt.date | None = None) -> Report:
    """Return where a round stands: state, days, who is waited for, the list, what is required.

    Args:
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
            kept_words(view.shares),
            *filter(None, [unknown_interests(view)]),
        ),
        sections=(
            tabled("regions", "Region by region", REGIONS, rows),
            tabled("waiting", "Who is waited for", WAITING, waiting),
            list_section(ADOPTED if WHOLE in view.signatures else TABLED, view, listed, setting),
            signatures(view),
            steps(view),
        ),
        facts=facts_of(view),
    )  # fmt: skip


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


def _answer(view: View, rows: Sequence[Row], today: dt.date | None) -> str:
    one = view.round
    begins = f"{one.title} is {STATES[one.state]}"
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
        "waited_for": listing([name_of(one, view) for one in found.waiting])
        if found.waiting and view.round.state == "review"
        else None,
        "list": tuple(own),
        "enough_for": enough,
        "enough": f"{enough} of {len(own)}" if members else None,
        "met_for": met if all_open else None,
        "met": f"{met} of {len(own)}" if all_open and members else None,
        "signed": None if signed is None
        else f"{name_of(signed.by, view)}, {day(signed.at, year=False)}",
    }  # fmt: skip


def _waiting(view: View, person: Person, listed: Sequence[str], setting: Setting) -> Iterator[Row]:
    """Yield who is waited for and with what, as a list to write reminders from."""
    told = bool(may(person, Act.OPEN)) or "chair" in person.roles
    for one in left(view, setting, listed):
        yield {
            "person": one.person.id,
            "who": name_of(one.person.id, view),
            "email": one.person.email if told else None,
            "region": one.region,
            "region_words": region_words(one.region),
            "left": one.number,
            "what": count(one.number, one.what),
            "_what": one.what,
        }


PEOPLE = (
    Column("name", "Who"), Column("roles_words", "Roles"), Column("regions_words", "Regions"),
    Column("interests_words", "Interests", narrow=False),
)  # fmt: skip


def opening(view: View, setting: Setting) -> Report:
    """Return what a round was opened with.

    Args:
        setting: of ``view.study``, with the plan that the round was opened with.
    """
    plan, one, opened = view.recommended.plan, view.round, view.round.steps[0]
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
        answer=f"{one.title}: opened on {day(opened.at)} by {name_of(opened.by, view)}.",
        text=(
            sentence(f"Dates: {listing(dates)}" if dates else "No dates are set"),
            f"Levers moved: {moved}." if moved else "No lever is moved.",
            f"Recommended: {kinds_of(plan.ids, setting)}. {worth.quality(plan)}",
            required(one.requirements),
            *filter(None, [unknown_interests(view)]),
        ),
        sections=(
            tabled("people", "Who takes part", PEOPLE, rows),
            recusals(view, setting, sorted(plan.ids)),
        ),
        notes=tuple(hashes(view)),
        facts=facts_of(view),
    )  # fmt: skip


def _person(one: Person, view: View, setting: Setting) -> Row:
    known = {partner.id for partner in setting.dataset.partners}
    interests = [
        setting.partner(each) if each in known else setting.label(each)
        for each in sorted(one.interests)
    ]
    return {
        "person": one.id,
        "name": name_of(one.id, view),
        "roles": sorted(one.roles),
        "regions": sorted(one.regions),
        "roles_words": roles_words(one),
        "regions_words": regions_words(one),
        "interests_words": listing(interests) if interests else None,
    }


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


def minutes(view: View, setting: Setting, *, head: Head | None = None) -> Report:
    """Return the record of what was decided, and why.

    Args:
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
            list_section("The list", view, listed, setting),
            _plans(view, setting),
            _overrides(view, setting),
            _accepted(view, setting),
            stances,
            recusals(view, setting, said),
            signatures(view),
            _consultation(view),
            steps(view),
        ),
        notes=(*hashes(view, head), *standing.assumptions(setting)),
        facts={
            **facts_of(view),
            "list": listed,
            "head": None if head is None else head.model_dump(),
        },
    )


def _adopted(view: View, listed: Sequence[str], setting: Setting) -> str:
    signed = view.signatures.get(WHOLE)
    if signed is None:
        return f"Nothing is adopted yet: {view.round.title} is {STATES[view.round.state]}."
    return (
        f"Adopted on {day(signed.at)}, signed by {name_of(signed.by, view)}: "
        f"{kinds_of(listed, setting)}."
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


def _plans(view: View, setting: Setting) -> Section:
    """Return what was recommended: when the round was opened, and with the accepted ratings."""
    before = view.recommended.plan
    text = [f"When the round was opened, {_plan_words(before, setting)}"]
    if view.accepted and setting.plan is not None:
        text.append(f"With the accepted ratings, {_plan_words(setting.plan, setting)}")
        new, gone = (
            map(setting.label, sorted(ids))
            for ids in (setting.plan.ids - before.ids, before.ids - setting.plan.ids)
        )
        moving = moves((new, "enter"), (gone, "leave"))
        text.append(f"The ratings: {listing(moving)}." if moving else "The ratings move nobody.")
    return Section("plans", "What was recommended", tuple(text))


def _plan_words(plan: Plan, setting: Setting) -> str:
    quality = worth.quality(plan)
    were = f"{kinds_of(plan.ids, setting)} were recommended"
    return f"{were}: {quality[0].lower()}{quality[1:]}"


def _overrides(view: View, setting: Setting) -> Section:
    rows = tuple(
        {
            **setting.who(one.candidate),
            **fields(one, "candidate", "version"),
            **by_and_when(one, view),
            "decided": f"{one.direction}, against the plan",
        }
        for one in view.overrides
    )
    return tabled("overrides", "Departures from the plan", OVERRIDES, rows)


def _accepted(view: View, setting: Setting) -> Section:
    rows = tuple(
        {
            **setting.who(one.candidate),
            **one.model_dump(include={"measure", "value", "low", "high", "reason"}),
            **by_and_when(one, view),
            "measure_label": setting.measure(one.measure),
            "value_words": accepted_words(one),
        }
        for one in view.accepted
    )
    return tabled("accepted", "Ratings that were accepted as evidence", ACCEPTED, rows)


def _counts(view: View, candidates: Sequence[str], setting: Setting) -> tuple[Row, ...]:
    """Return the stances on each candidate: as they were counted when the whole was signed."""
    signed = view.signatures.get(WHOLE)
    now = view.counts(candidates)
    kept: dict[str, Count] = {**now, **(dict(signed.counts) if signed is not None else {})}
    rows = (_count(kept[one], view, setting) for one in candidates)
    return tuple(sorted(rows, key=lambda row: setting.order[row["id"]]))


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
    def place(one: Stance) -> tuple[int, bool, str, str]:
        return setting.order[one.candidate], one.stance != "object", one.at, one.person

    for one in sorted(view.stances, key=place):
        if one.words and one.candidate in candidates:
            recused = one.candidate in view.recused.get(one.person, {})
            yield {
                **said_words(one),
                "id": one.candidate,
                "label": setting.label(one.candidate),
                "about": one.about,
                "who": f"{who(one.person, view)}{' (recused)' if recused else ''}",
            }


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


SURE = "How sure is the list?"
SHARES = (
    CANDIDATE, REGION,
    Column("share", "Share of the best lists", "share", drawn=True, help="One best list for each "
           "draw of weights and of what is not known."),
    Column("decided", "Decided"),
)  # fmt: skip


def kept_words(shares: Shares | None) -> str:
    """Return whether it is kept how sure each area of a round is."""
    if shares is None:
        return (
            "How sure each area is, is not kept with the round: focus round shares keeps it, and "
            "so does the page Review."
        )
    return (
        "How sure each area is, is kept with the round: its share of the best lists of "
        f"{shares.draws:,} draws."
    )


def shares_report(view: View, setting: Setting) -> Report:
    """Return how sure each area is, as it is kept with a round.

    Args:
        setting: of ``view.rated``, with the plan that is recommended now.
    """
    kept = view.shares
    facts = {"round": view.round.id, "draws": 0 if kept is None else kept.draws}
    if kept is None:
        return Report("shares", SURE, kept_words(kept), facts=facts)
    listed = list_of(view, setting)
    kinds, by_id = list(setting.kinds), setting.dataset.by_id

    def place(one: str) -> tuple[int, float, str]:
        return kinds.index(by_id[one].kind), -kept.shares.get(one, 0.0), one

    rows = tuple(
        {
            **setting.who(one),
            "share": kept.shares.get(one, 0.0),
            "listed": one in listed,
            "decided": "in" if one in listed else "out",
        }
        for one in sorted({*kept.shares, *listed}, key=place)
    )
    firm = sum(kept.shares.get(one, 0.0) >= FIRM for one in listed)
    return Report(
        "shares",
        SURE,
        f"{firm} of the {len(listed)} on the list {'is' if firm == 1 else 'are'} in at least "
        f"{percent(FIRM)} of the best lists of {kept.draws:,} draws.",
        (kept_words(kept),),
        (tabled("shares", "", SHARES, rows, by=KIND),),
        facts=facts,
    )


ROUNDS = (
    Column("title", "Round"), Column("id", "Name"), Column("state_words", "State"),
    Column("opened", "Opened"), Column("until_words", "Until", narrow=False),
    Column("previous", "After", narrow=False),
)  # fmt: skip


ROUND = (
    "A round is one cycle as it is lived: people rate, each region's taskforce agrees or objects "
    "and signs, leadership decides. It keeps the data, the weights and the list that it is opened "
    "with."
)


def rounds(every: Sequence[Round]) -> Report:
    """Return all rounds, the latest first."""
    rows = tuple(
        {
            **picked(one, "id", "title", "state", "until", "previous"),
            "state_words": STATES[one.state],
            "opened": day(one.steps[0].at),
            "until_words": day(one.until) if one.until else None,
        }
        for one in reversed(every)
    )
    going = next((one for one in reversed(every) if not one.closed), None)
    answer = f"{count(len(rows), 'round')}; {'none is going on' if going is None else going.title}"
    tail = "" if going is None else f" is {STATES[going.state]}"
    return Report(
        id="rounds",
        title="Rounds",
        answer=sentence(answer + tail) if rows else "There is no round yet.",
        text=() if rows else (ROUND,),
        sections=(tabled("rounds", "", ROUNDS, rows),),
    )


LIST = (
    CANDIDATE, REGION, Column("standing_words", "Towards the list in force"),
    Column("decided", "Decided"),
)  # fmt: skip
STEPS = (
    Column("state_words", "State"), Column("when", "Since"), Column("who", "By"),
    WORDS,
)  # fmt: skip
SIGNED = (
    Column("region_words", "List"), Column("who", "Signed by"), Column("when", "On"),
    Column("size", "Focus areas", "count"), Column("below", "Below what is required", "count"),
    WORDS,
)  # fmt: skip
NOTE_HEAD = (
    "Note the head of the trail elsewhere: focus records verify --head shows later that nothing "
    "before it was changed or cut off."
)


def facts_of(view: View) -> Row:
    """Return what programs read of a round."""
    one = view.round
    return {
        **one.model_dump(include={"previous", "plan"}),
        "round": one.id,
        "state": one.state,
        "rating_until": one.rating_until or None,
        "review_until": one.review_until or None,
        "inputs": {"dataset": one.dataset, "config": one.configuration},
    }


def list_section(title: str, view: View, listed: Sequence[str], setting: Setting) -> Section:
    """Return a list: who stays, enters and leaves, and who departs from the plan."""
    plan = (setting.plan or view.recommended.plan).ids
    departures = {one.candidate: one.direction for one in view.overrides}
    gone = [one.id for one in setting.dataset.candidates if one.incumbent and one.id not in listed]
    rows = []
    for one in sorted((*listed, *gone), key=setting.order.__getitem__):
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
    return tabled("listed", title, LIST, rows, by=KIND)


def signatures(view: View) -> Section:
    """Return who signed which list, and when."""
    requirements = view.round.requirements
    rows = tuple(
        {
            "region": region,
            "region_words": region or "The whole list",
            **by_and_when(one, view),
            "size": len(one.ids),
            "below": sum(not each.meets(requirements) for each in one.counts.values()),
            "words": one.words or ABSENT,
            "ids": one.ids,
        }
        for region, one in sorted(view.signatures.items(), key=lambda each: (not each[0], each[0]))
    )
    return tabled("signatures", "Who signed", SIGNED, rows)


def steps(view: View) -> Section:
    """Return in which states the round was, since when, and by whom."""
    rows = tuple(
        {
            "state": one.state,
            "state_words": one.state.capitalize(),
            **by_and_when(one, view),
            "words": one.words or ABSENT,
        }
        for one in view.round.steps
    )
    return tabled("steps", "How the round went", STEPS, rows)


def kinds_of(ids: Iterable[str], setting: Setting) -> str:
    """Return how many of each kind there are."""
    kinds = [setting.kind(one) for one in ids]
    every = setting.kinds.items()
    return listing([count_of(kinds.count(name), kind) for name, kind in every if name in kinds])


def recusals(view: View, setting: Setting, candidates: Sequence[str]) -> Section:
    """Return who is recused from which candidates, and why, where names are told."""
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
        and person in asked[setting.dataset.by_id[one].region]
    )
    return recusals_section(rows)


def hashes(view: View, head: Head | None = None) -> Iterator[Note]:
    """Yield what the round rests on, and the end of its trail."""
    one = view.round
    yield Note("reading", f"Dataset {one.dataset}.")
    yield Note("reading", f"Configuration {one.configuration}.")
    yield Note("reading", f"Recommended plan {one.plan}.")
    if head is not None:
        yield Note("reading", f"Head of the trail: {head.number}:{head.hash}. {NOTE_HEAD}")


def by_and_when(act: Signature | Override | Accepted | Step, view: View) -> Row:
    """Return by whom something was done, and when."""
    return {"who": name_of(act.by, view), "at": act.at, "when": moment(act.at)}


def name_of(person: str, view: View) -> str:
    """Return what somebody is called."""
    return view.names.get(person, person) or "the program"

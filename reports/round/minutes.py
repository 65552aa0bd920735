"""The record of a round: what was decided, by whom, on which data, and why."""

from collections.abc import Iterator, Sequence

from optimizer.plan import Plan
from records.decisions import WHOLE
from records.stances import Count, Stance
from records.trail import Head
from records.view import View
from reports import standing, worth
from reports.columns import CANDIDATE, KIND
from reports.rating import accepted_words
from reports.refusals import STATES
from reports.report import Column, Report, Row, Section, Table, fields, tabled
from reports.review import SAYINGS, required, said_words
from reports.round.parts import (
    by_and_when,
    facts_of,
    hashes,
    kinds_of,
    list_section,
    name_of,
    recusals,
    signatures,
    steps,
)
from reports.setting import Setting
from reports.taskforce import counted, counted_with_recused, people, who
from reports.waiting import list_of
from reports.words import count, day, listing, moves, sentence, verb

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

"""What several reports on a round have: its list, signatures, steps, recusals and hashes."""

from collections.abc import Iterable, Iterator, Sequence

from records.decisions import Override, Signature
from records.ratings import Accepted
from records.rounds import Step
from records.stances import taskforce
from records.trail import Head
from records.view import View
from reports import standing
from reports.columns import CANDIDATE, KIND, REGION, WORDS
from reports.report import Column, Note, Row, Section, tabled
from reports.setting import Setting
from reports.taskforce import recusal_words, recusals_section, who
from reports.words import ABSENT, count_of, listing, moment

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

"""What does a region's taskforce say: per candidate who agrees and objects, and what that means."""

from collections.abc import Iterator, Mapping, Sequence

from config.rounds import Requirements
from optimizer.plan import Plan
from optimizer.robust.sampling import Sample
from questions.objections import Followed
from records.permissions import Act, Matter, Person, may
from records.stances import Count, Stance, taskforce
from records.view import View
from reports import standing
from reports.columns import CANDIDATE, WHO, WORDS
from reports.report import Column, Note, Report, Row, Section, picked, tabled
from reports.setting import Setting
from reports.taskforce import (
    answers,
    blind,
    counted,
    counted_with_recused,
    people,
    recusal_words,
    recusals_section,
    recused_from,
    region_words,
    stance_words,
    who,
)
from reports.words import (
    ABSENT,
    between,
    count,
    day,
    listing,
    moment,
    moves,
    percent,
    priced,
    sentence,
    verb,
)

NEXT = 3
"""Candidates behind the line, of each kind."""
INSIDE = ("stays", "enters")
COLUMNS = (
    CANDIDATE, Column("recommended", "Recommended"), standing.SURE,
    Column("said", "What the taskforce says"), Column("yours", "Your stance"),
    Column("recused_words", "Recused", narrow=False),
    Column("reason", "Why it stands there", roomy=True),
)  # fmt: skip
SAYINGS = (
    WHO, Column("stance_words", "Says"), WORDS,
    Column("when", "When", narrow=False),
)  # fmt: skip
HISTORY = (
    Column("when", "When"), WHO, Column("stance_words", "Says"),
    WORDS,
)  # fmt: skip
MEANS = (
    "To agree is to say that a candidate should be a focus area, to object that it should not, "
    "whatever the plan says of it."
)
RECUSALS = (
    "Those who are recused may say what they think: it is shown, and does not count."
)  # fmt: skip
BLIND = "What others say of a candidate is shown once one's own stance on it is in."


def report(
    view: View,
    region: str,
    person: Person,
    setting: Setting,
    *,
    sample: Sample | None = None,
    followed: Followed | None = None,
) -> Report:
    """Return the review of a region, as somebody may see it.

    Args:
        region: whose list it is; blank = of what lies in no region.
        setting: of ``view.rated``, with the plan that is recommended now; without one the plan that
            the round was opened with is shown.
        followed: the list if every objection were followed (those of ``view.objected``), where it
            is known.
    """
    plan = setting.plan or view.recommended.plan
    places = standing.rows(plan, setting, sample, NEXT) if plan.found else []
    known = [row for row in places if row["region"] == region]
    known += list(_others(view, region, known, setting))
    counts = view.counts([row["id"] for row in known])
    seen: dict[str, list[Stance]] = {row["id"]: [] for row in known}
    for one in view.open_to(person):
        seen.setdefault(one.candidate, []).append(one)
    open_ = frozenset(candidate for candidate, told in seen.items() if told)
    if may(person, Act.SEE_STANCES, Matter(owner=person.id), view.round.state):
        open_ = frozenset(view.study.dataset.by_id)
    rows = [_row(row, view, person, setting, counts[row["id"]], seen, open_) for row in known]
    rows.sort(key=lambda row: -(row["disputed"] or 0.0))
    inside = [row["id"] for row in rows if row["on_list"]]
    return Report(
        id="review",
        title=f"Review: {region_words(region)}",
        answer=_answer(view, region, person, inside, setting),
        text=tuple(_text(view, region, plan, rows, setting)),
        sections=(
            tabled("candidates", "The shortlist, and who is next behind it", COLUMNS, rows),
            _sayings(rows, view, person, seen),
            _followed(view, region, person, followed, setting),
            _recusals(view, region, person, [row["id"] for row in rows], setting),
        ),
        notes=tuple(_notes(view, plan, setting, sample)),
        facts={"region": region, "round": view.round.id, "state": view.round.state},
    )  # fmt: skip


def _others(view: View, region: str, known: Sequence[Row], setting: Setting) -> Iterator[Row]:
    """Yield those whom nobody would look at but for what was said or decided of them."""
    there = {row["id"] for row in known}
    spoken = {one.candidate for one in view.stances} | {one.candidate for one in view.overrides}
    for one in sorted(spoken - there):
        if setting.dataset.by_id[one].region == region:
            score = setting.scorecard.of(one)
            yield {
                **setting.who(one),
                "name": setting.name(one),
                "standing": "out",
                "standing_words": "out",
                "sure": None,
                "agree": None,
                "in_best_lists": None,
                "reason": "not next behind the line",
                "why": "",
                **picked(score, "score", "coverage"),
                "range": (score.low, score.high),
            }


def _row(
    known: Row,
    view: View,
    person: Person,
    setting: Setting,
    counted_: Count,
    seen: Mapping[str, Sequence[Stance]],
    open_: frozenset[str],
) -> Row:
    one, shown = known["id"], known["id"] in open_
    mine = next((stance for stance in seen[one] if stance.person == person.id), None)
    override = next((each for each in view.overrides if each.candidate == one), None)
    recommended = known["standing"] in INSIDE
    on_list = recommended if override is None else override.direction == "in"
    recusal = view.recused.get(person.id, {}).get(one)
    could = may(person, Act.STANCE, Matter(region=known["region"]), "review")
    said = (counted(counted_), counted_with_recused(counted_)) if shown else (
        blind(counted_, may_answer=bool(could)), ""
    )  # fmt: skip
    numbers = {
        **picked(counted_, "unsure", "with_recused", "disputed"),
        "agreeing": counted_.agree,
        "objecting": counted_.object,
        "meets": counted_.meets(view.round.requirements),
    }
    return {
        **known,
        "recommended": _recommended(known, override),
        "on_list": on_list,
        "override": None if override is None else override.direction,
        "open": shown,
        **picked(counted_, "asked", "answered"),
        **(numbers if shown else dict.fromkeys(numbers)),
        "recused": counted_.recused if _named(view) else len(counted_.recused),
        "said": "; ".join(filter(None, said)),
        "recused_words": people(counted_.recused, view, person.id) if counted_.recused else None,
        "stance": None if mine is None else mine.stance,
        "about": "" if mine is None else mine.about,
        "words": "" if mine is None else mine.words,
        "seen": 0 if mine is None else mine.version,
        "yours": None if mine is None else stance_words(mine, own=True),
        "you_are_recused": "" if recusal is None else recusal_words(recusal, setting, own=True),
    }  # fmt: skip


def _named(view: View) -> bool:
    return view.round.requirements.names == "all"


def _recommended(known: Row, override: object) -> str:
    where = known["standing"]
    words = {"stays": "yes, stays", "enters": "yes, enters", "leaves": "no, leaves"}
    told = words.get(where, f"no, {known['standing_words']}")
    direction = getattr(override, "direction", "")
    decided = {"in": "; decided: in all the same", "out": "; decided: out all the same"}
    return told + decided.get(direction, "")


def _answer(
    view: View, region: str, person: Person, inside: Sequence[str], setting: Setting
) -> str:
    found, state = answers(view, region, inside), view.round.state
    until = view.round.review_until
    closes = {
        "draft": "the round has not begun yet",
        "rating": "ratings come first; stances are taken after them",
        "review": f"closes on {day(until, year=False)}" if until else "no day is set for the close",
        "decided": "the review is over",
        "closed": f"closed on {day(view.round.steps[-1].at)}",
    }[state]
    said = f"{len(found.answered)} of {found.asked} have answered"
    if not taskforce(view.people, region):
        said = "nobody is asked, since its taskforce has no members yet"
    elif not inside:
        said = "no candidate is recommended"
    mine = recused_from(view, person, [*inside], setting)
    told = [said, closes, mine] if state in ("review", "decided", "closed") else [closes, mine]
    return sentence(f"{region_words(region)}: {'; '.join(filter(None, told))}")


def _text(
    view: View, region: str, plan: Plan, rows: Sequence[Row], setting: Setting
) -> Iterator[str]:
    if view.accepted:
        yield _moved(view, plan, setting)
    disputed = [row["label"] for row in rows if row["disputed"]]
    if disputed:
        yield f"Most disputed: {listing(disputed)}."
    departed = [one for one in view.overrides if setting.dataset.by_id[one.candidate].region
                == region]  # fmt: skip
    for direction, does in (("in", "put in"), ("out", "left out")):
        ids = [setting.label(one.candidate) for one in departed if one.direction == direction]
        if ids:
            yield f"Decided against the plan: {listing(ids)} {verb(len(ids), 'are')} {does}."
    signed = view.signatures.get(region)
    if signed is not None and region:
        name = view.names.get(signed.by, signed.by)
        yield f"{name} signed this list on {day(signed.at)}."


def _moved(view: View, plan: Plan, setting: Setting) -> str:
    before = view.recommended.plan.ids
    new, gone = (map(setting.label, sorted(ids)) for ids in (plan.ids - before, before - plan.ids))
    accepted = count(len(view.accepted), "rating was", "ratings were")
    moving = moves((new, "enter"), (gone, "leave"))
    what = f"with them {listing(moving)}" if moving else "the list is the same with them"
    return f"Since the round was opened {accepted} accepted: {what}."


def _sayings(
    rows: Sequence[Row], view: View, person: Person, seen: Mapping[str, Sequence[Stance]]
) -> Section:
    """Return what is said of each candidate in words, objections first."""
    order = {"object": 0, "unsure": 1, "agree": 2}
    said = tuple(
        {
            "id": row["id"],
            "label": row["label"],
            "person": one.person if _named(view) or one.person == person.id else None,
            "who": _speaker(one, view, person),
            **said_words(one),
            "about": one.about,
            "counts": one.candidate not in view.recused.get(one.person, {}),
        }
        for row in rows
        for one in sorted(seen[row["id"]], key=lambda one: (order[one.stance], one.at, one.person))
    )
    return tabled("sayings", "What is said of them", SAYINGS, said, by=CANDIDATE)


def history(every: Sequence[Stance], view: View, person: Person) -> Section:
    """Return every version of what was said of a candidate, the latest first.

    Args:
        every: the versions, in order; of those whose stances the person may see.
    """
    rows = tuple(
        {"who": _speaker(one, view, person), **said_words(one), "version": one.version}
        for one in reversed(every)
    )
    return tabled("history", "Everything that was said", HISTORY, rows)


def said_words(one: Stance) -> Row:
    """Return what somebody said of a candidate and when, as rows tell it."""
    return {
        **picked(one, "stance", "at"),
        "stance_words": stance_words(one),
        "words": one.words or ABSENT,
        "when": moment(one.at),
    }


def _speaker(said: Stance, view: View, person: Person) -> str:
    name = who(said.person, view, person.id)
    recused = said.candidate in view.recused.get(said.person, {})
    return f"{name} (recused)" if recused else name


def _followed(
    view: View, region: str, person: Person, found: Followed | None, setting: Setting
) -> Section:
    title, without = "If every objection were followed", view.objected(person, region)
    if not without:
        none = "Nobody who counts objects to a candidate whose stances you can see."
        return Section("followed", title, (none,))
    labels = listing([setting.label(one) for one in without])
    objected = f"Objected to: {labels}."
    if found is None:
        return Section("followed", title, (objected,))
    return Section("followed", title, (objected, followed_words(found, setting)))


def followed_words(found: Followed, setting: Setting) -> str:
    """Return who would enter and leave if every objection were followed, and what that costs."""
    price = found.price
    if price is None:
        what = "no plan meets all conditions" if found.plan.status == "infeasible" else (
            "no plan was found"
        )  # fmt: skip
        return f"If every objection were followed, {what}."
    gone, new = (map(setting.label, ids) for ids in (found.left, found.entered))
    moving = moves((gone, "leave"), (new, "enter"))
    moved = listing(moving) if moving else "the list stays as it is"
    cost = priced(price) if price.estimate is not None else between(price)
    return f"If every objection were followed: {moved}. That costs {cost}."


def _recusals(
    view: View, region: str, person: Person, candidates: Sequence[str], setting: Setting
) -> Section:
    """Return who of the taskforce does not count on whom, and why."""
    own = {one.id for one in taskforce(view.people, region)} | {person.id}
    rows = tuple(
        {
            "id": one,
            "label": setting.label(one),
            "person": member if _named(view) or member == person.id else None,
            "who": who(member, view, person.id),
            "why": recusal.why,
            "because": recusal_words(recusal, setting, own=member == person.id)
            if _named(view) or member == person.id
            else "an interest of theirs",
        }
        for member in sorted(own)
        for one in candidates
        if (recusal := view.recused.get(member, {}).get(one)) is not None
    )
    return recusals_section(rows)


def required(requirements: Requirements) -> str:
    """Return what has to be reached before a list is signed, in a sentence."""
    return (
        f"A list can be signed when {percent(requirements.quorum)} of those who count have "
        f"answered on each candidate, and {percent(requirements.agreement)} of those who agree or "
        "object agree; below that, only with words that say why."
    )


def _notes(
    view: View, plan: Plan, setting: Setting, sample: Sample | None
) -> Iterator[Note]:  # fmt: skip
    yield Note("reading", MEANS)
    yield Note("reading", RECUSALS)
    if view.round.state in ("draft", "rating", "review"):
        yield Note("reading", BLIND)
    yield Note("reading", required(view.round.requirements))
    if setting.plan is None and view.accepted:
        yield Note("reading", "The plan with the accepted ratings is being worked out; this is the "
                   "one that the round was opened with.")  # fmt: skip
    yield from standing.grounds(plan, setting, sample)

"""Where a round stands: what comes next, by region, and whom it waits for."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Sequence

from records.decisions import WHOLE
from records.permissions import Act, Matter, Person, State, may
from records.stances import taskforce
from records.view import View
from reports.columns import WHO
from reports.refusals import STATES
from reports.report import Column, Report, Row, tabled
from reports.review import required
from reports.round.parts import facts_of, list_section, name_of, signatures, steps
from reports.round.shares import kept_words
from reports.setting import Setting
from reports.taskforce import answers, region_words, unknown_interests
from reports.waiting import left, list_of, regions
from reports.words import count, day, listing

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

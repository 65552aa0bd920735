"""What a round decides, in words: departures from the plan, their price, lists that are signed."""

from collections.abc import Iterator, Sequence

from optimizer.bounded_value import BoundedValue
from optimizer.plan import Plan
from records.decisions import WHOLE, Direction, Override, Signature
from records.permissions import Act, Matter, Person, may
from records.view import View
from reports.columns import CANDIDATE
from reports.report import Column, Row, Section, Table
from reports.review import required
from reports.setting import Setting
from reports.taskforce import counted, region_words
from reports.words import count, day, listing, moves, priced

COLUMNS = (
    CANDIDATE, Column("decided", "Decided against the plan"),
    Column("said", "What the taskforce says", "sentence"),
    Column("meets", "Enough answered and agree", "yes"),
)  # fmt: skip
DONE = {"in": "is put in", "out": "is left out"}
TO_DO = {"in": "To put {} in", "out": "To leave {} out"}


def departure_words(one: Override, view: View, setting: Setting) -> str:
    """Return a departure from the plan, with its reason and its price when it was decided."""
    name = view.names.get(one.by, one.by)
    by = f" ({name}, {day(one.at)})" if one.at else ""
    return f"{departed(one, setting)}{by}"


def departed(one: Override, setting: Setting) -> str:
    """Return the same without who decided it."""
    return (
        f"{setting.label(one.candidate)} {DONE[one.direction]} against the plan, which cost "
        f"{priced(one.price)} then: “{one.reason}”"
    )


def price_words(
    candidate: str,
    direction: Direction,
    price: BoundedValue,
    before: Plan,
    after: Plan,
    setting: Setting,
) -> str:
    """Return what a departure costs now, and who else would change sides for it.

    Args:
        candidate: whom it is about.
        direction: whether they are put in or left out.
    """
    gone, new = (
        map(setting.label, sorted(ids - {candidate}))
        for ids in (before.ids - after.ids, after.ids - before.ids)
    )
    moving = moves((gone, "leave"), (new, "enter"))
    others = f"; in the best list with that, {listing(moving)}" if moving else ""
    what = TO_DO[direction].format(setting.label(candidate))
    return f"{what} costs {priced(price)}{others}."


def impossible(candidate: str, direction: Direction, setting: Setting) -> str:
    """Return that no plan is left with a departure."""
    what = TO_DO[direction].format(setting.label(candidate))
    return f"{what} leaves no plan that meets all conditions; one of them has to be given up first."


def listed(
    view: View, region: str | None, ids: Sequence[str], person: Person, setting: Setting
) -> Section:
    """Return a list that is to be signed: who is on it, what is said of them, who has signed.

    Args:
        region: whose list it is; blank = of what lies in no region, None = the whole.
        person: who looks; what others say is told as far as they may see it.
    """
    rows = list(_rows(view, ids, person, setting))
    key = WHOLE if region is None else region
    title = "The whole list" if region is None else f"The list: {region_words(region)}"
    lacking = [row["label"] for row in rows if row["meets"] is False]
    text = [f"{count(len(rows), 'candidate')} on it."]
    if lacking:
        text.append(f"Not enough is said of, or agreed on, {listing(lacking)}.")
        text.append(required(view.round.requirements))
    signed = view.signatures.get(key)
    if key or region is None:
        text += _signed(signed, ids, view, setting)
    return Section("list", title, tuple(text), tables=(Table("decided", COLUMNS, tuple(rows)),))


def _rows(view: View, ids: Sequence[str], person: Person, setting: Setting) -> Iterator[Row]:
    departed = {one.candidate: one for one in view.overrides}
    counts, seen = view.counts(ids), {one.candidate for one in view.open_to(person)}
    every = may(person, Act.SEE_STANCES, Matter(owner=person.id), view.round.state)
    for one in sorted(ids, key=setting.candidates.index):
        asked = counts[one].asked > 0
        shown = asked and (bool(every) or one in seen)
        yield {
            **setting.who(one),
            "decided": "put in" if one in departed else None,
            "said": counted(counts[one]) if shown else None,
            "meets": counts[one].meets(view.round.requirements) if shown else None,
        }


def _signed(
    signed: Signature | None, ids: Sequence[str], view: View, setting: Setting
) -> Iterator[str]:
    if signed is None:
        yield "Nobody has signed it yet."
        return
    yield f"{view.names.get(signed.by, signed.by)} signed it on {day(signed.at)}."
    if signed.words:
        yield f"In words: “{signed.words}”"
    new, gone = (
        map(setting.label, sorted(some))
        for some in (set(ids) - set(signed.ids), set(signed.ids) - set(ids))
    )
    since = moves((new, "enter"), (gone, "leave"))
    if since:
        yield f"Since then {listing(since)}."

"""Why candidates are in the plan or out of it, what overruling costs, and where their line is.

Every sentence says one solved fact; where the search left a gap, the figure found and what is
proven both stand in it, or what is proven alone where the figure is no news. Solving again shows
each to be true.
"""

from collections.abc import Iterator, Sequence

from optimizer.why.explanation import Explanation
from optimizer.why.line import Line
from optimizer.why.needed import CriterionNeed, MeasureNeed
from optimizer.why.overruling import Overruling
from reports.conditions import ConditionWords, conflict_json
from reports.moves import moves
from reports.points import tangible
from reports.report import Column, Note, Report, Row, Section, Table
from reports.setting import Setting
from reports.words import NOTHING, amount, figure, listing, points, priced

TITLE = "Why is it in or out?"
MOST_CRITERIA = 3
"""Criteria that a sentence on the line names."""
COLUMNS = (
    Column("label", "Candidate", opens="candidate"),
    Column("inside", "In the plan", "yes"),
    Column("price", "Overruling costs, points", "points"),
    Column("score_now", "Score without focus overlap", "score", digits=1, narrow=False),
    Column("score_needed", "Changes sides at", "score", digits=1, narrow=False),
)
MOVES = (Column("label", "Candidate", opens="candidate"), Column("moves", "What happens"))


def report(found: Sequence[Explanation], setting: Setting) -> Report:
    """Return why some candidates are in or out, and what overruling each would cost."""
    told = setting.conditions
    said = [verdict(one, setting) for one in found]
    several = len(found) > 1
    rows = tuple(_row(one, setting) for one in found)
    return Report(
        id="explain",
        title=TITLE,
        answer=_answer(found, told) if several else said[0],
        sections=(
            *(
                Section(
                    one.candidate,
                    told.name(one.candidate) if several else "",
                    (first,) if several else (),
                    items=tuple(_reasons(one, told)),
                )
                for one, first in zip(found, said, strict=True)
            ),
            Section("candidates", tables=(Table("candidates", COLUMNS, rows),)),
        ),
        notes=tuple(dict.fromkeys(note for one in found for note in _bettered(one))),
    )


def overruling(found: Overruling, setting: Setting) -> Report:
    """Return what overruling the plan on one candidate would take, and who else would move."""
    told = setting.conditions
    rows = [
        {"candidate": other, "label": told.name(other), "moves": word}
        for word, ids in (("makes room", found.displaced), ("comes in, too", found.gained))
        for other in ids
    ]
    nobody = found.status == "found" and not rows
    none = ("No other focus area would enter or leave; services would be shared out anew.",)
    return Report(
        id="overruling",
        title="What would it really take?",
        answer=f"{told.name(found.candidate)}: {price(found, setting)}.",
        sections=(
            Section("why", text=none if nobody else (), items=tuple(_hindrances(found, told))),
            Section("moves", tables=(Table("moves", MOVES, tuple(rows)),)),
        ),
    )


def _answer(found: Sequence[Explanation], told: ConditionWords) -> str:
    inside = [told.name(one.candidate) for one in found if one.inside]
    outside = [told.name(one.candidate) for one in found if not one.inside]
    parts = [
        f"{listing(names)} {'is' if len(names) == 1 else 'are'} {where}"
        for names, where in ((inside, "in the best plan found"), (outside, "not in it"))
        if names
    ]
    text = " and ".join(parts)
    return f"{text if inside else text.replace('not in it', 'not in the best plan found')}."


def _row(one: Explanation, setting: Setting) -> Row:
    told = setting.conditions
    cost, line = one.overruling, one.line
    conflict = cost.conflict
    found = None if line is None else line.found
    return {
        "candidate": one.candidate,
        "name": one.name,
        "inside": one.inside,
        "locked": one.locked,
        "forced": cost.forced,
        "status": cost.status,
        "price": cost.points,
        "displaced": cost.displaced,
        "gained": cost.gained,
        "shortages": cost.shortages,
        "limits": cost.limits,
        "conflict": () if conflict is None else told.conflict(conflict),
        "conflicting": None if conflict is None else conflict_json(conflict, told),
        "support": cost.support,
        "line": None if line is None else line.model_dump(exclude={"candidate"}),
        "criteria": one.criteria,
        "bettered": None if one.bettered is None else one.bettered.model_dump(),
        "sentences": (verdict(one, setting), *_reasons(one, told)),
        "label": told.name(one.candidate),
        "score_now": None if line is None else 100 * line.potential,
        "score_needed": None if not found else 100 * found,
    }


def _bettered(found: Explanation) -> Iterator[Note]:
    if found.bettered is not None:
        yield Note(
            "proof",
            f"On the way a plan was found that is worth {points(found.bettered.found)} more; what "
            f"is said of {found.name} is seen from that one.",
        )


def verdict(found: Explanation, setting: Setting) -> str:
    """Return whether a candidate is in, and what overruling that costs, in a sentence."""
    where = "in" if found.inside else "not in"
    because = ", because the scenario says so" if found.locked else ""
    name = setting.conditions.name(found.candidate)
    return f"{name} is {where} the best plan found{because}; {price(found.overruling, setting)}."


def price(found: Overruling, setting: Setting) -> str:
    """Return what overruling costs, or that it is not possible, as a part of a sentence."""
    doing = "putting it in" if found.forced == "in" else "leaving it out"
    if found.status == "unknown":
        return f"{doing} may be possible: no such plan was found before the search was ended"
    if found.status == "impossible" or found.points is None:
        return f"{doing} is not possible"
    verb, worth = (
        ("gains", found.points.turned) if found.points.found < 0 else ("costs", found.points)
    )
    told = "" if worth.estimate is None else tangible(worth.found, setting)
    return f"{doing} {verb} {priced(worth)}" + (f", {told}" if told else "")


def _reasons(found: Explanation, told: ConditionWords) -> Iterator[str]:
    """Yield what goes along with overruling, and where the line of a candidate is."""
    cost = found.overruling
    if cost.points is not None and cost.open and not cost.points.exact:
        yield "The plans found are equally good: the search has not settled on which side it is."
    moving = moves(cost.displaced, cost.gained, told)
    if moving:
        yield f"Then {moving}."
    yield from _hindrances(cost, told)
    if found.line is not None:
        yield from _line(found.line, told.name(found.candidate))
        yield from _criteria(found.line, found.criteria)


def _hindrances(found: Overruling, told: ConditionWords) -> Iterator[str]:
    """Yield what is short for it, or why it is not possible, and the least change that helps."""
    for short in found.shortages:
        takes, left = amount(short.takes, short.unit), amount(short.left, short.unit)
        rest = "nothing is left" if short.left < NOTHING else f"{left} would be left"
        where = "without it" if found.forced == "in" else "beside it"
        yield f"{short.label}: it takes {takes}; {where} {rest}."
    for limit in found.limits:
        side = "most" if found.forced == "in" else "least"
        asked = f"the rule asks for at {side} {limit.bound:g}"
        yield f"{limit.label}: {limit.count} are in, and {asked}."
    if found.status != "impossible":
        return
    conflict = found.conflict
    if conflict is None or not conflict.irreducible:
        yield "Why was not found before the search was ended."
        return
    yield from (f"In the way: {one}." for one in told.conflict(conflict))
    if found.support is not None:
        yield from told.support(found.support)
    yield from filter(None, (told.changes(conflict),))


def _line(drawn: Line, who: str) -> Iterator[str]:
    if not drawn.possible:
        yield f"No score brings {who} in: conditions rule it out."
        return
    now = 100 * drawn.potential
    if drawn.change is None:
        sure = " (proven)" if drawn.low >= drawn.most - 1e-9 else " in the plans found"
        yield (
            f"No score brings it in{sure}: even {100 * drawn.most:.1f}, the highest that its "
            f"criteria allow, is too low; it has {now:.1f}."
        )
        return
    at = f"{100 * (drawn.found or 0.0):.1f}"
    if drawn.inside and not drawn.found:
        yield f"It stays in at any score; it has {now:.1f}."
        return
    verb = "fall" if drawn.change < 0 else "rise"
    moved = f"{abs(drawn.change):.1f}"
    yield (
        f"Its score without focus overlap would have to {verb} by {moved} points of 100, "
        f"from {now:.1f} to {at}, to cross the line{_line_proof(drawn)}."
    )


def _line_proof(drawn: Line) -> str:
    if drawn.exact:
        return " (proven)"
    parts = []
    if drawn.low > 0:
        parts.append(f"below {100 * drawn.low:.1f} it is out")
    if drawn.high is not None and drawn.high <= drawn.most:
        parts.append(f"above {100 * drawn.high:.1f} it is in")
    return f" (proven: {', '.join(parts)})" if parts else " (as found; nothing narrower is proven)"


def _criteria(drawn: Line, needs: tuple[CriterionNeed, ...]) -> Iterator[str]:
    if drawn.change is None or (drawn.inside and not drawn.found):
        return
    if not needs:
        yield "No single criterion could do that within its scale."
        return
    yield (
        "One criterion alone could do that: "
        + "; ".join(_need(need) for need in needs[:MOST_CRITERIA])
        + (f"; or one of {len(needs) - MOST_CRITERIA} more." if len(needs) > MOST_CRITERIA else ".")
    )


def _need(need: CriterionNeed) -> str:
    text = f"{need.label}, from {need.now:.0f} to {need.needed:.0f} of 100"
    if not need.measures:
        return text
    return f"{text} ({' or '.join(_measure(one) for one in need.measures)})"


def _measure(need: MeasureNeed) -> str:
    side = "at least" if need.rising else "at most"
    if isinstance(need.needed, str):
        return f"{need.label}: {side} {need.needed}, now {figure(need.now)}"
    unit = f" {need.unit}" if need.unit else ""
    return f"{need.label} {side} {figure(need.needed)}{unit}, now {figure(need.now)}"

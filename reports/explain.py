"""Why candidates are in the plan or out of it, what overruling costs, and where their line is.

Every sentence says one solved fact; where the search left a gap, the figure found and what is
proven both stand in it, or what is proven alone where the figure is no news. Solving again shows
each to be true.
"""

from collections.abc import Iterator, Sequence
from math import ceil, floor

from optimizer.plan import Plan
from optimizer.why.explanation import Explanation
from optimizer.why.line import Line
from optimizer.why.needed import CriterionNeed, MeasureNeed
from optimizer.why.overruling import Overruling
from reports.conditions import ConditionWords, conflict_json
from reports.report import Column, Note, Report, Row, Section, fields, picked, tabled
from reports.setting import Setting
from reports.words import (
    NOTHING,
    amount,
    count,
    count_of,
    doing,
    figure,
    percent,
    points,
    priced,
    sentence,
    usd,
    weeks,
)
from reports.worth import tangible

TITLE = "Why is it in or out?"
MOST_CRITERIA = 3
"""Criteria that a sentence on the line names."""
WHO = Column("label", "Candidate", opens="candidate")
COLUMNS = (
    WHO,
    Column("inside", "In the plan", "yes"),
    Column("price", "Overruling costs, points", "points"),
    Column("score_now", "Score without focus overlap", "score", digits=1, narrow=False),
    Column("score_needed", "Changes sides at", "score", digits=1, narrow=False),
)
MOVES = (WHO, Column("moves", "What happens"))


def report(found: Sequence[Explanation], setting: Setting) -> Report:
    """Return why some candidates are in or out, and what overruling each would cost."""
    told = setting.conditions
    said = [verdict(one, setting) for one in found]
    several = len(found) > 1
    rows = tuple(_row(one, setting) for one in found)
    names = [told.name(one.candidate) for one in found]
    heads = [(name, (one,)) if several else ("", ()) for name, one in zip(names, said, strict=True)]
    return Report(
        id="explain",
        title=TITLE,
        answer=_answer(found, told) if several else said[0],
        sections=(
            *(
                Section(one.candidate, name, first, items=tuple(_reasons(one, told)))
                for one, (name, first) in zip(found, heads, strict=True)
            ),
            tabled("candidates", "", COLUMNS, rows),
        ),
        notes=tuple(
            Note(
                "proof",
                f"On the way a plan was found that is worth {points(one.bettered.found)} "
                f"more; what is said of {one.name} is seen from that one.",
            )
            for one in found
            if one.bettered is not None
        ),
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
            tabled("moves", "", MOVES, rows),
        ),
    )


def _answer(found: Sequence[Explanation], told: ConditionWords) -> str:
    inside = [told.name(one.candidate) for one in found if one.inside]
    outside = [told.name(one.candidate) for one in found if not one.inside]
    out = "not in it" if inside else "not in the best plan found"
    sides = ((inside, "in the best plan found"), (outside, out))
    parts = (f"{doing(ids, 'are')} {where}" for ids, where in sides if ids)
    return f"{' and '.join(parts)}."


def _row(one: Explanation, setting: Setting) -> Row:
    told, cost, line = setting.conditions, one.overruling, one.line
    conflict = cost.conflict
    return {
        **fields(cost, "before", "after", "points", "change"),
        **fields(one, "overruling", "line"),
        "inside": one.inside,
        "price": cost.points,
        **picked(cost, "displaced", "gained"),
        "conflict": () if conflict is None else told.conflict(conflict),
        "conflicting": None if conflict is None else conflict_json(conflict, told),
        "line": None if line is None else fields(line, "candidate"),
        "sentences": (verdict(one, setting), *_reasons(one, told)),
        "label": told.name(one.candidate),
        "score_now": None if line is None else 100 * line.potential,
        "score_needed": 100 * line.found if line and line.found else None,
    }


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
    moving = told.moves(cost.displaced, cost.gained)
    if moving:
        yield f"Then {moving}."
    yield from _hindrances(cost, told)
    if found.line is not None:
        yield _line(found.line, told.name(found.candidate))
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


def _line(drawn: Line, who: str) -> str:
    if not drawn.possible:
        return f"No score brings {who} in: conditions rule it out."
    now = 100 * drawn.potential
    if drawn.change is None:
        sure = " (proven)" if drawn.low >= drawn.most - 1e-9 else " in the plans found"
        return (
            f"No score brings it in{sure}: even {100 * drawn.most:.1f}, the highest that its "
            f"criteria allow, is too low; it has {now:.1f}."
        )
    if drawn.inside and not drawn.found:
        return f"It stays in at any score; it has {now:.1f}."
    verb = "fall" if drawn.change < 0 else "rise"
    digits = int(drawn.exact)
    moved = points(abs(drawn.change), digits=digits)
    at = f"{100 * (drawn.found or 0.0):.{digits}f}"
    return (
        f"Its score without focus overlap would have to {verb} by {'' if digits else 'about '}"
        f"{moved}, from {now:.{digits}f} to {at} of 100, to cross the line"
        f"{_line_proof(drawn)}."
    )


def _line_proof(drawn: Line) -> str:
    if drawn.exact:
        return " (proven)"
    parts = []
    if drawn.low > 0:
        parts.append(f"below {floor(100 * drawn.low)} it is out")
    if drawn.high is not None and drawn.high <= drawn.most:
        parts.append(f"above {ceil(100 * drawn.high)} it is in")
    return f" (proven: {', '.join(parts)})" if parts else " (as found; nothing narrower is proven)"


def _criteria(drawn: Line, needs: tuple[CriterionNeed, ...]) -> Iterator[str]:
    if drawn.change is None or (drawn.inside and not drawn.found):
        return
    if not needs:
        yield "No single criterion could do that within its scale."
        return
    told = [_need(need) for need in needs[:MOST_CRITERIA]]
    more = len(needs) - MOST_CRITERIA
    told += [f"or one of {more} more"] if more > 0 else []
    yield f"One criterion alone could do that: {'; '.join(told)}."


def _need(need: CriterionNeed) -> str:
    text = f"{need.label}, from {need.now:.0f} to {need.needed:.0f} of 100"
    if not need.measures:
        return text
    return f"{text} ({' or '.join(_measure(one) for one in need.measures)})"


def _measure(need: MeasureNeed) -> str:
    side, level = "at least" if need.rising else "at most", isinstance(need.needed, str)
    unit = "" if level or not need.unit else f" {need.unit}"
    return (
        f"{need.label}{':' if level else ''} {side} {figure(need.needed)}{unit}, now "
        f"{figure(need.now)}"
    )


def reason(candidate: str, plan: Plan, setting: Setting) -> str:
    """Return why a candidate is in a plan or not, in one sentence, from the plan alone.

    Of those in it services and points are told; of others the lock, gate or rule that keeps them
    out, or else that the best plan found does without them, and who stands next to the line.
    """
    scenario, line = setting.scenario, setting.scorecard.of(candidate)
    if not plan.found:
        return "There is no plan that meets all conditions, so it is neither in nor out."
    if candidate in plan.ids:
        focus = next(focus for focus in plan.focus if focus.id == candidate)
        locked = ", because this scenario says it must be" if candidate in scenario.must else ""
        return (
            f"In{locked}: {count(len(focus.services), 'service')} for "
            f"{weeks(sum(focus.staff.values()))} and {usd(sum(focus.money.values()))} unlock "
            f"{percent(focus.unlocked)} of its potential, worth {points(focus.points)} in the plan."
        )
    if line.gate == "fail":
        return sentence(f"Out, because a gate fails: {'; '.join(line.reasons)}")
    if candidate in scenario.must_not:
        return "Out, because this scenario says it must not be in."
    kind = setting.kinds[line.kind]
    inside = {focus.id: focus for focus in plan.focus if focus.kind == line.kind}
    place = "" if line.rank is None else f"; it comes in place {line.rank} of its kind by score"
    if not inside:
        return f"Out: the best plan found has no {kind.singular.lower()} at all{place}."
    worst, lowest = min((setting.scorecard.of(one).score, one) for one in inside)
    return (
        f"Out: the best plan found does without it{place} ({line.score:.1f}). The lowest score "
        f"among the {count_of(len(inside), kind)} in the plan is {worst:.1f} "
        f"({inside[lowest].name})."
    )

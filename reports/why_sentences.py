"""Reasons in sentences, made from solved values only.

Every sentence says one fact of an :class:`~optimizer.why.explanation.Explanation`, a
:class:`~optimizer.why.marginal.Marginal` or a cost of a condition; where the search left a gap, the
figure found and the proven interval both stand in it, or the interval alone where it is wide
beside the figure. Solving again shows each to be true.
"""

from collections.abc import Callable, Iterator, Mapping

from optimizer.bounded_value import BoundedValue
from optimizer.difference import PlanDifference
from optimizer.problem import Problem
from optimizer.why.conditions import AddedCondition, ConditionCost
from optimizer.why.explanation import Explanation
from optimizer.why.infeasible import Corrections
from optimizer.why.line import Line
from optimizer.why.marginal import Marginal
from optimizer.why.needed import CriterionNeed, MeasureNeed
from optimizer.why.overruling import Overruling
from questions.levers import LeverGain
from reports.condition_words import ConditionWords
from reports.words import NOTHING, amount, figure, listing, points, priced, proven

Name = Callable[[str], str]
MOST_CRITERIA = 3
"""Criteria that a sentence on the line names."""


def namer(problem: Problem) -> Name:
    """Return what gives the name of a candidate for its id."""
    known: Mapping[str, str] = {area.id: area.name or area.id for area in problem.areas}
    return lambda candidate: known.get(candidate, candidate)


def explanation_sentences(found: Explanation, told: ConditionWords) -> Iterator[str]:
    """Yield why a candidate is in or out, what overruling costs, and where its line is."""
    if found.bettered is not None:
        yield (
            f"On the way a plan was found that is worth {points(found.bettered.found)} more; "
            "what follows is seen from that one."
        )
    where = "in" if found.inside else "not in"
    yield f"{found.name} is {where} the best plan found" + (
        ", because the scenario says so." if found.locked else "."
    )
    yield from _price(found.overruling, found.name, told)
    if found.line is not None:
        yield from _line(found.line, found.name)
        yield from _criteria(found.line, found.criteria)


def _price(price: Overruling, who: str, told: ConditionWords) -> Iterator[str]:
    doing = f"Putting {who} in" if price.forced == "in" else f"Leaving {who} out"
    if price.status != "found" or price.points is None:
        if price.status == "unknown":
            yield f"{doing} may be possible: no such plan was found in the time given."
        else:
            yield from impossible_sentences(doing, price, told)
        return
    yield _cost(doing, price.points)
    if price.open and not price.points.exact:
        yield "The plans found are equally good: the search has not settled on which side it is."
    change = _moves(price.displaced, price.gained, told.name)
    if change:
        yield f"Then {change}."
    for short in price.shortages:
        takes, left = amount(short.takes, short.unit), amount(short.left, short.unit)
        rest = "nothing is left" if short.left < NOTHING else f"{left} are left"
        where = "without it" if price.forced == "in" else "beside it"
        yield f"{short.label}: it takes {takes}; {where} {rest}."
    for limit in price.limits:
        side = "most" if price.forced == "in" else "least"
        asked = f"the rule asks for at {side} {limit.bound:g}"
        yield f"{limit.label}: {limit.count} are in, and {asked}."


def impossible_sentences(doing: str, price: Overruling, told: ConditionWords) -> Iterator[str]:
    """Yield why no plan has a candidate where it was forced to, and the least change that helps."""
    conflict = price.conflict
    if conflict is None or not conflict.irreducible:
        yield f"{doing} is not possible; why was not found before the search was ended."
        return
    reasons = "; ".join(told.conflict(conflict))
    yield f"{doing} is not possible" + (f": {reasons}." if reasons else ".")
    if price.support is not None:
        yield from told.support(price.support)
    changes = told.changes(conflict)
    if changes:
        yield changes


def _cost(doing: str, found: BoundedValue) -> str:
    if found.found < 0:
        return f"{doing} gains {priced(found.turned)}."
    return f"{doing} costs {priced(found)}."


def _moves(left: tuple[str, ...], entered: tuple[str, ...], name: Name) -> str:
    parts = []
    if left:
        parts.append(f"{listing(map(name, left))} {'goes' if len(left) == 1 else 'go'} out")
    if entered:
        parts.append(f"{listing(map(name, entered))} {'comes' if len(entered) == 1 else 'come'} in")
    return " and ".join(parts)


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


def marginal_sentence(found: Marginal, name: Name) -> str:
    """Return what one more unit of a capacity is worth, what it buys, and where that ends."""
    unit = "One more staff-week" if found.unit == "staff-week" else "USD 10,000 more"
    if found.buys:
        text = f"{unit} of {found.label} adds {priced(found.points)}"
        change = "" if found.change is None else _bought(found.change, name)
        text += f": {change}." if change else "."
    else:
        text = f"{unit} of {found.label} was found to add nothing ({proven(found.points)})."
    enough = found.enough
    if enough is None:
        return text
    resource = "USD" if found.unit == "USD 10,000" else "staff-weeks"
    if enough.points.found < NOTHING:
        return f"{text} Nor does any other amount ({proven(enough.points)})."
    return (
        f"{text} It helps up to {amount(enough.more, resource)} more, which add "
        f"{priced(enough.points)}; nothing was found that more "
        "would buy."
    )


def lever_sentence(found: LeverGain, name: Name) -> str:
    """Return what a lever of a team or fund bought or cost, with all others where they are."""
    how = "more" if found.more >= 0 else "less"
    what = f"{_capital(amount(abs(found.more), found.unit))} {how} of {found.label}"
    if found.points is None or found.change is None:
        return f"{what}: without that no plan meets all conditions."
    if abs(found.points.found) < NOTHING:
        verb = "buy nothing" if found.more >= 0 else "cost nothing"
        return f"{what} were found to {verb} ({proven(found.points)}){_why_nothing(found)}."
    gains = found.more >= 0
    cost = f"buy {priced(found.points)}" if gains else f"cost {priced(found.points.turned)}"
    moves = _bought(found.change, name)
    return f"{what} {cost}: {moves}." if moves else f"{what} {cost}."


def _why_nothing(found: LeverGain) -> str:
    """Return why more of something buys nothing, as the end of a sentence."""
    if found.more < 0:
        return ""
    if found.free >= NOTHING:
        return f": {amount(found.free, found.unit)} of it are left"
    return ": what it pays for now is worth no more than what else could be done"


def _bought(change: PlanDifference, name: Name) -> str:
    moves = _moves(change.left, change.entered, name)
    more = sum(len(one.gained) - len(one.lost) for one in change.services)
    if moves:
        return moves
    if not change.services:
        return ""
    areas = listing(map(name, sorted({one.id for one in change.services})))
    return f"{more:+d} services ({areas})".replace("-", "−")


def condition_sentence(found: ConditionCost, told: ConditionWords) -> str:
    """Return what one condition costs where everything else stands."""
    what = _capital(told.of(found.condition))
    if found.points.found < NOTHING:
        return f"{what}: was found to cost nothing ({proven(found.points)})."
    text = f"{what}: costs {priced(found.points)}"
    change = found.change
    moves = "" if change is None else _moves(change.left, change.entered, told.name)
    return f"{text}; without it {moves}." if moves else f"{text}."


def step_words(step: AddedCondition, told: ConditionWords) -> str:
    """Return the condition that a step adds, or what is in force at the first step."""
    if step.condition is not None:
        return told.of(step.condition)
    if not step.skipped:
        return "no rule, lock or price for dropping"
    return "the first condition" if step.skipped == 1 else f"the first {step.skipped} conditions"


def added_sentence(step: AddedCondition, told: ConditionWords) -> str:
    """Return what one condition costs on top of those before it, and how much it conserves."""
    what = _capital(step_words(step, told))
    kept = f"{step.kept} of {step.in_force} in force stay"
    if step.points is None:
        return f"{what}: {points(step.plan.value or 0.0)}, {kept}."
    return f"{what}: costs {priced(step.points)}, {kept}."


def correction_sentences(found: Corrections, told: ConditionWords) -> Iterator[str]:
    """Yield the ways out of a problem that no plan meets, the cheapest first."""
    if found.feasible:
        yield "There is a plan; nothing has to be given up."
        return
    for one in found.sets:
        value = one.plan.value
        worth = "" if value is None else f": the best plan found is then worth {points(value)}"
        yield f"{_capital(told.way_out(one))}{worth}."
    if not found.complete:
        yield "There may be further ways out."


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]

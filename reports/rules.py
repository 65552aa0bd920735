"""What rules, locks and limits cost: each by itself, and added one by one to a plan without any."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from optimizer.conditions import Condition, DropPrice, RuleCondition
from optimizer.why.conditions import AddedCondition, ConditionCost
from questions.conditions import AddedConditions
from reports.columns import COMES_IN, GOES_OUT
from reports.conditions import ConditionWords
from reports.report import Column, Note, Picture, Report, Row, chart, fields, tabled
from reports.setting import Setting
from reports.words import (
    NOTHING,
    count,
    listing,
    mid_sentence,
    percent,
    points,
    priced,
    proven,
    sentence,
)  # fmt: skip

LIMITS = ("change limit", "minimum stay")
"""Kinds of conditions that have one name for other programs."""
FIRM, SOFT = "must hold", "has a price"
"""How firm a condition is."""
IN_FORCE = "The plan, with all of these"
"""What the last row of the picture is called."""
CONDITION, FIRMNESS = Column("title", "Condition"), Column("firm", "It", narrow=False)
COSTS = Column("points", "Costs, points", "points")
OWN = (
    CONDITION, FIRMNESS, COSTS, Column("keeps", "Keeps of the list in force", "count"),
    replace(COMES_IN, title="Would come in"), replace(GOES_OUT, title="Would go out"),
)  # fmt: skip
ADDED = (
    CONDITION, FIRMNESS, COSTS,
    Column("value", "Worth of the plan then, points", "points"),
    Column("kept", "Stay of the list in force", "count"),
)  # fmt: skip
ORDERED = "Prices depend on the order, which is that of the configuration; together they add up."
NOBODY = "There is no rule, lock or price for dropping."


def own(found: Sequence[ConditionCost], setting: Setting) -> Report:
    """Return what each condition costs where everything else stands, the dearest first."""
    told, title = setting.conditions, "What each rule, lock and limit costs by itself"
    if not found:
        return Report("conditions", title, NOBODY)
    ordered = sorted(found, key=lambda one: (-one.points.found, told.of(one.condition)))
    costly = [one for one in ordered if one.points.found >= NOTHING]
    rows = tuple(
        {
            **_named(one.condition, told.of(one.condition)),
            **fields(one, "condition", "after", "change"),
            **told.moved(one.change),
            "sentence": condition_sentence(one, told),
            "firm": FIRM if one.hard else SOFT,
            "_place": ordered.index(one),
        }
        for one in found
    )
    others = count(len(found) - len(costly), "other was", "others were")
    rest = f"; {others} found to cost nothing" if len(costly) < len(found) else ""
    some = count(len(costly), "rule or lock costs", "rules and locks cost")
    answer = f"{some} something where everything else stands{rest}."
    none = "No rule and no lock was found to cost anything where everything else stands."
    items = (condition_sentence(one, told) for one in costly)
    same = "Two rules that ask for the same cost nothing each: either one would do."
    return Report(
        id="conditions",
        title=title,
        answer=answer if costly else none,
        sections=(tabled("conditions", "", OWN, rows, items=items),),
        notes=(Note("reading", same),),
    )


def _named(condition: Condition | None, text: str) -> Row:
    """Return kind, name and words of a condition; no kind and no name for none at all."""
    named = {"words": text, "title": _title(text)}
    if condition is None:
        return {"kind": None, "name": "", **named}
    kind = "limit" if condition.kind in LIMITS else condition.kind
    name = condition.rule if isinstance(condition, RuleCondition) else text
    return {"kind": kind, "name": kind if isinstance(condition, DropPrice) else name, **named}


def _title(text: str) -> str:
    return sentence(text).removesuffix(".")


def condition_sentence(found: ConditionCost, told: ConditionWords) -> str:
    """Return what one condition costs where everything else stands."""
    what = _title(told.of(found.condition))
    if found.points.found < NOTHING:
        return f"{what}: was found to cost nothing ({proven(found.points)})."
    moving = found.change and told.moves(found.change.left, found.change.entered)
    return f"{what}: costs {priced(found.points)}" + (f"; without it {moving}." if moving else ".")


def added(found: AddedConditions, setting: Setting) -> Report:
    """Return the way from no condition to all of them, and what protects the list in force."""
    told, title, steps = setting.conditions, "Added one by one", found.steps
    if len(steps) < 2:
        return Report("added", title, NOBODY)
    rows = tuple(_steps(steps, told))
    worth = rows[-1]["_after"]
    end = {**rows[-1], "title": IN_FORCE, "_before": worth, "_text": points(worth), "points": None,
           "firm": None}  # fmt: skip
    picture = Picture(
        id="rule-costs",
        draw=chart("bars.waterfall", (*rows, end)),
        describe="; ".join(f"{row['title']}: {row['_text']}" for row in rows) + ".",
        text="From the plan without rules at the top to the plan in force at the bottom: what each "
        "rule costs on top of those above it, and how many of the list in force it keeps.",
    )
    return Report(
        id="added",
        title=title,
        answer=_answer(found, told),
        sections=(
            tabled("added", title, ADDED, rows, said=_protecting(steps, told), pictures=(picture,)),
        ),
        notes=(
            *_bettered(steps, setting),
            Note("reading", ORDERED),
        ),
    )  # fmt: skip


def _steps(steps: Sequence[AddedCondition], told: ConditionWords) -> Iterator[Row]:
    value = steps[0].plan.value or 0.0
    for step in steps:
        before, value, cost = value, step.plan.value or 0.0, step.points
        yield {
            **_named(step.condition, step_words(step, told)),
            **fields(step, "condition", "skipped", "plan"),
            **step.plan.model_dump(include={"value", "bound"}),
            "sentence": added_sentence(step, told),
            "firm": None if step.condition is None else FIRM if step.hard else SOFT,
            "_before": before,
            "_after": value,
            "_text": points(value)
            if cost is None
            else "nothing"
            if cost.found < NOTHING
            else points(-cost.found),
        }


def step_words(step: AddedCondition, told: ConditionWords) -> str:
    """Return the condition that a step adds, or what is in force at the first step."""
    if step.condition is not None:
        return told.of(step.condition)
    if not step.skipped:
        return "no rule, lock or price for dropping"
    return "the first condition" if step.skipped == 1 else f"the first {step.skipped} conditions"


def added_sentence(step: AddedCondition, told: ConditionWords) -> str:
    """Return what one condition costs on top of those before it, and how much it conserves."""
    what = _title(step_words(step, told))
    kept = f"{step.kept} of {step.in_force} in force stay"
    if step.points is None:
        return f"{what}: {points(step.plan.value or 0.0)}, {kept}."
    return f"{what}: costs {priced(step.points)}, {kept}."


def _answer(found: AddedConditions, told: ConditionWords) -> str:
    first, last = found.steps[0], found.steps[-1]
    without = first.plan.value or 0.0
    lost = without - (last.plan.value or 0.0)
    if not found.whole:
        return (
            f"The last {count(len(found.steps) - 1, 'condition')} cost {points(lost)} together; "
            "those before them are not reached yet."
        )
    if lost < NOTHING:
        return "All rules and locks together were found to cost nothing."
    price, dear = max(
        ((0.0 if one.points is None else one.points.found, one) for one in found.steps[1:]),
        key=lambda pair: pair[0],
    )
    share = (
        f", {percent(lost / without)} of what is possible without them" if without > lost else ""
    )
    what = mid_sentence(step_words(dear, told))
    return (
        f"All rules and locks together cost {points(lost)}{share}; the dearest is “{what}” with "
        f"{points(price)}."
    )


def _protecting(steps: Sequence[AddedCondition], told: ConditionWords) -> Iterator[str]:
    """Yield which conditions keep more of the list in force than the plan would by itself."""
    first, last = steps[0], steps[-1]
    if not first.in_force:
        return
    yield (
        f"Of the {first.in_force} in force {first.kept} stay without them, and {last.kept} with "
        "all of them."
    )
    keeping = [
        f"“{mid_sentence(step_words(after, told))}” ({after.kept - before.kept:+d})"
        for before, after in pairwise(steps)
        if after.kept > before.kept
    ]
    if keeping:
        yield f"What protects the list in force: {listing(keeping)}."
    else:
        yield "No rule protects the list in force: none keeps more of it."


def _bettered(steps: Sequence[AddedCondition], setting: Setting) -> Iterator[Note]:
    if setting.plan is None or setting.plan.value is None:
        return
    more = (steps[-1].plan.value or 0.0) - setting.plan.value
    if more > NOTHING:
        yield Note(
            "proof",
            f"On the way a plan was found that is worth {points(more)} more than the one given; "
            "prices are seen from that one.",
        )

"""Tables of what conditions cost: added one by one, and each by itself."""

from collections.abc import Sequence

import pandas as pd

from optimizer.why.conditions import AddedCondition, ConditionCost
from reports.condition_words import ConditionWords
from reports.why_sentences import step_words
from reports.words import sentence

FIRM, SOFT = "must hold", "has a price"
"""How firm a condition is."""
IN_FORCE = "The plan, with all of these"
"""What the last row of the waterfall is called."""


def step_label(step: AddedCondition, told: ConditionWords) -> str:
    """Return what a step of the waterfall is called."""
    return sentence(step_words(step, told)).removesuffix(".")


def waterfall_rows(steps: Sequence[AddedCondition], told: ConditionWords) -> pd.DataFrame:
    """Return one row per step, from the plan with the fewest conditions to the plan in force.

    A last row stands for that plan itself.

    Columns: ``place, label, before, after`` (points, as found), ``lost, low, high`` (of the
    condition; blank for the first), ``text, kept, in_force, more`` (kept more than the step before;
    0 for the first), ``firm``.
    """
    rows: list[dict[str, object]] = []
    for place, step in enumerate(steps):
        value = step.plan.value or 0.0
        earlier = steps[place - 1] if place else None
        before = value if earlier is None else earlier.plan.value or 0.0
        found = step.points
        rows.append(
            {
                "place": place,
                "label": step_label(step, told),
                "before": before,
                "after": value,
                "lost": None if found is None else found.found,
                "low": None if found is None else found.low,
                "high": None if found is None else found.high,
                "text": f"{value:,.1f}" if found is None else _loss(found.found),
                "kept": step.kept,
                "in_force": step.in_force,
                "more": 0 if earlier is None else step.kept - earlier.kept,
                "firm": "" if step.condition is None else FIRM if step.hard else SOFT,
            }
        )
    last = {**rows[-1], "place": len(steps), "label": IN_FORCE, "firm": "", "more": 0}
    last |= {"before": last["after"], "lost": None, "low": None, "high": None}
    rows.append({**last, "text": f"{last['after']:,.1f}"})
    return pd.DataFrame(rows)


def _loss(points: float) -> str:
    return "nothing" if points < 0.05 else f"−{points:,.1f}"


def added_table(steps: Sequence[AddedCondition], told: ConditionWords) -> pd.DataFrame:
    """Return the way from no condition to all of them as people read it."""
    rows = waterfall_rows(steps, told).iloc[:-1]
    return pd.DataFrame(
        {
            "Condition": rows["label"],
            "Firm": rows["firm"],
            "Costs, points": rows["lost"].astype(float),
            "Proven: at least": rows["low"].astype(float),
            "Proven: at most": rows["high"].astype(float),
            "Worth of the plan then": rows["after"],
            "Stay of the list in force": rows["kept"],
            "More than before": rows["more"],
        }
    )


def own_table(costs: Sequence[ConditionCost], told: ConditionWords) -> pd.DataFrame:
    """Return what each condition costs by itself, the dearest first."""
    named = [(sentence(told.of(one.condition)).removesuffix("."), one) for one in costs]
    named.sort(key=lambda pair: (-pair[1].points.found, pair[0]))
    return pd.DataFrame(
        [
            {
                "Condition": label,
                "Firm": FIRM if one.hard else SOFT,
                "Costs, points": one.points.estimate,
                "Proven: at least": one.points.low,
                "Proven: at most": one.points.high,
                "Keeps of the list in force": one.keeps,
                "Would come in": 0 if one.change is None else len(one.change.entered),
                "Would go out": 0 if one.change is None else len(one.change.left),
            }
            for label, one in named
        ]
    )

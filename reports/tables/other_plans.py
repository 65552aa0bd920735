"""Tables of other plans: who comes in and goes out, and what each plan gives up."""

from collections.abc import Callable, Mapping, Sequence

import pandas as pd

from optimizer.alternatives import Alternative
from optimizer.bounded_value import BoundedValue
from optimizer.plan import Plan

STAYS_IN, COMES_IN, GOES_OUT, STAYS_OUT = "in", "comes in", "goes out", "out"
"""What a plan does to a focus area, next to the plan it is compared with."""
SIGNS: Mapping[str, str] = {STAYS_IN: "", COMES_IN: "+", GOES_OUT: "–", STAYS_OUT: ""}
"""A sign for each, for those who do not see its colour."""
SAME = "\u200b"
"""Invisible; keeps rows apart whose names are the same."""
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def letter(place: int) -> str:
    """Return what the plan at a place is called, as ``Plan A``."""
    return f"Plan {LETTERS[place % len(LETTERS)]}"


def unlike(labels: Sequence[str]) -> list[str]:
    """Return labels that differ from each other, to the eye as they were."""
    seen: dict[str, int] = {}
    told = []
    for label in labels:
        told.append(label + SAME * seen.get(label, 0))
        seen[label] = seen.get(label, 0) + 1
    return told


def plan_cells(
    best: Plan, others: Mapping[str, Plan], name: Callable[[str], str], this: str
) -> pd.DataFrame:
    """Return one row per plan and focus area that is not the same in all of them.

    Those of the plan that the others are compared with come first, the ones that most others keep
    at the top; then those that come in, the ones that most have at the top.

    Columns: ``id, label, plan, what`` (of ``SIGNS``), ``sign``.

    Args:
        best: the plan that the others are compared with.
        others: label → plan.
        name: returns how a picture writes a candidate, by its id.
        this: label of the plan itself.
    """
    plans = {this: best, **others}
    somewhere = frozenset[str]().union(*(plan.ids for plan in plans.values()))
    everywhere = somewhere.intersection(*(plan.ids for plan in plans.values()))
    count = {one: sum(one in plan.ids for plan in others.values()) for one in somewhere}
    rows = sorted(
        somewhere - everywhere, key=lambda one: (one not in best.ids, -count[one], name(one), one)
    )
    labels = dict(zip(rows, unlike([name(one) for one in rows]), strict=True))
    return pd.DataFrame(
        [
            {
                "id": one,
                "label": labels[one],
                "plan": label,
                "what": _what(one in best.ids, one in plan.ids),
                "sign": SIGNS[_what(one in best.ids, one in plan.ids)],
            }
            for one in rows
            for label, plan in plans.items()
        ],
        columns=["id", "label", "plan", "what", "sign"],
    )


def _what(before: bool, after: bool) -> str:
    if before:
        return STAYS_IN if after else GOES_OUT
    return COMES_IN if after else STAYS_OUT


def common(best: Plan, others: Sequence[Plan]) -> int:
    """Return how many focus areas all of these plans have."""
    return len(best.ids.intersection(*(plan.ids for plan in others)))


def others_table(
    best: Plan, found: Sequence[Alternative], name: Callable[[str], str]
) -> pd.DataFrame:
    """Return one row per other plan: what it gives up, who goes out and who comes in."""
    return pd.DataFrame(
        [
            {
                "Plan": letter(place),
                "Worth, points": one.plan.value,
                **gives_up(best, one.gives_up),
                "Goes out": ", ".join(name(who) for who in one.change.left),
                "Comes in": ", ".join(name(who) for who in one.change.entered),
                "Other services": len({item.id for item in one.change.services}),
            }
            for place, one in enumerate(found)
        ]
    )


def gives_up(best: Plan, found: BoundedValue) -> dict[str, float]:
    """Return what a plan gives up: as found, its share of the best one's worth, and as proven."""
    return {
        "Gives up, points": found.found,
        "Gives up, share": found.found / max(1.0, abs(best.value or 0.0)),
        "Proven: at least": found.low,
        "Proven: at most": found.high,
    }

"""What else is nearly as good: the next-best plans, and one with most of what is favoured."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from math import ceil, isfinite
from string import ascii_uppercase

from optimizer.alternatives import Alternative, Favoured
from optimizer.bounded_value import BoundedValue
from optimizer.difference import PlanDifference
from optimizer.plan import Plan
from optimizer.stop import By
from reports import inside
from reports.report import Column, Note, Picture, Report, Row, Section, chart, picked, tabled
from reports.setting import Setting
from reports.words import (
    NEAR,
    NOTHING,
    count,
    listing,
    mid_sentence,
    percent,
    points,
    priced,
    proven,
    verb,
)
from reports.worth import quality

TITLE = "What else is nearly as good?"
THIS = "The|plan"
BREAK = "|"
"""Where the head of a plan in the picture begins its second line."""
STOPPED = Note("stopped", "The search was stopped early; this is what was found until then.")


def report(
    found: Sequence[Alternative],
    setting: Setting,
    *,
    plan: Report,
    asked: int,
    differ: int,
    complete: bool = True,
    stopped: By | None = None,
) -> Report:
    """Return the next-best plans that really differ, and what each gives up.

    Args:
        found: the plans, the best first.
        plan: that plan in brief, or why there is none.
        differ: in how many focus areas any two differ at least.
        complete: whether the search is over.
    """
    facts = {**plan.facts, "favoured": None, "interrupted": stopped is not None}
    best = setting.plan
    if best is None or not best.found:
        return replace(plan, id="alternatives", facts={**facts, "alternatives": ()})
    rows = tuple(_row(place, one, best, setting) for place, one in enumerate(found))
    columns = (
        Column("plan", "Plan"),
        Column("value", "Worth", "points"),
        Column("given_up", "Gives up", "points"),
        Column("share", "Share", "share", digits=1, help="Of the plan's worth, that is given up."),
        Column("out", "Goes out"),
        Column("in", "Comes in"),
        Column("services", "Other services", "count", narrow=False),
    )
    heads = [f"{row['plan']}{BREAK}{row['_worth']}" for row in rows]
    section = tabled(
        "alternatives",
        "",
        columns,
        rows,
        pictures=_matrix(best, [one.plan for one in found], heads, setting, "other-plans"),
        items=(row["said"] for row in rows),
    )
    few = 0 < len(found) < asked and complete and stopped is None
    return Report(
        id="alternatives",
        title=TITLE,
        answer=_answer(best, found, differ, stopped),
        text=(f"No more than {count(len(found), 'plan')} can differ so much.",) if few else (),
        sections=(section,),
        notes=_notes(best, plan, stopped),
        facts=facts,
    )


def favouring(
    found: Favoured | None,
    setting: Setting,
    *,
    plan: Report,
    favour: str,
    label: str,
    stopped: By | None = None,
) -> Report:
    """Return a good plan with as many as can be of a kind or region.

    Args:
        found: the plan; None where none is known.
        plan: that plan in brief, or why there is none.
        favour: what is favoured, for programs.
        label: the same, for people.
    """
    facts = {
        **plan.facts, "alternatives": (), "favoured": None, "interrupted": stopped is not None,
    }  # fmt: skip
    best = setting.plan
    if best is None or not best.found:
        return replace(plan, id="alternatives", facts=facts)
    if found is None:
        none = f"The search was stopped before a plan with more of {label} was found."
        return Report("alternatives", TITLE, none, notes=plan.notes, facts=facts)
    told = _told(best, found.plan, found.change, found.gives_up, setting)
    head = f"{label}{BREAK}{_worth(best, found.plan)}"
    pictures = tuple(_matrix(best, [found.plan], [head], setting, "favouring"))
    within = f"within {100 * found.share:g} % of the plan's worth"
    sure = "proven the most" if found.most == found.count else f"{found.most} at most, proven"
    most = f"{found.count} instead of {found.before} {within} ({sure})"
    if found.most <= found.before:
        most = f"no plan {within} has more than the {found.before} that the plan has"
    return Report(
        id="alternatives",
        title=TITLE,
        answer=f"{label}: {most}.",
        text=(f"This one {told['cost']}.",),
        sections=(Section("favoured", text=tuple(_moves(told)), pictures=pictures),),
        notes=_notes(best, plan, stopped),
        facts={
            **facts,
            "favoured": {
                "favour": favour,
                **found.model_dump(include={"count", "before", "most"}),
                "within": found.share,
                **told,
            },
        },
    )


def _notes(best: Plan, plan: Report, stopped: By | None) -> tuple[Note, ...]:
    early = () if stopped is None else (STOPPED,)
    return (*early, Note("proof", f"The plan itself: {mid_sentence(quality(best))}"), *plan.notes)


def _answer(best: Plan, found: Sequence[Alternative], differ: int, stopped: By | None) -> str:
    if not found and stopped is not None:
        return "The search was stopped before another plan was found."
    if not found:
        return f"No plan differs in {count(differ, 'focus area')} or more."
    whole = max(1.0, abs(best.value or 0.0))
    most = max(one.gives_up.high for one in found) / whole
    were = "One other plan was" if len(found) == 1 else f"{len(found)} other plans were"
    if most * whole < NOTHING:
        cost = "as good as the plan itself"
    elif isfinite(most):
        share = percent(ceil(most * 1000) / 1000, 1)
        cost = f"giving up at most {share} of the plan's worth (proven)"
    else:
        cost = "giving up points that are not known yet"
    shared = len(best.ids.intersection(*(one.plan.ids for one in found)))
    every = "both" if len(found) == 1 else "all of them"
    return (
        f"{were} found, {cost}: {shared or 'none'} of its "
        f"{count(len(best.ids), 'focus area')} {verb(shared, 'are')} in {every}."
    )


def _row(place: int, one: Alternative, best: Plan, setting: Setting) -> Row:
    name = f"Plan {ascii_uppercase[place % len(ascii_uppercase)]}"
    told = {"distance": one.distance, **_told(best, one.plan, one.change, one.gives_up, setting)}
    said = f"{name} {told['cost']}."
    return {**told, "plan": name, "said": said, "_worth": _worth(best, one.plan)}


def _told(
    best: Plan, other: Plan, change: PlanDifference, gives_up: BoundedValue, setting: Setting
) -> Row:
    """Return what is known of a plan, next to the one that it is compared with."""
    return {
        "value": other.value,
        "gives_up": gives_up.model_dump(),
        "focus": sorted(other.ids),
        **picked(change, "entered", "left"),
        "given_up": gives_up,
        "share": _share(best, gives_up),
        "out": tuple(map(setting.label, change.left)),
        "in": tuple(map(setting.label, change.entered)),
        "services": len({one.id for one in change.services}),
        "cost": _cost(best, other, gives_up),
    }


def _share(best: Plan, gives_up: BoundedValue) -> float:
    """Return the share of a plan's worth that is given up: where that is no news, at most."""
    lost = gives_up.high if gives_up.estimate is None else gives_up.found
    return lost / max(1.0, abs(best.value or 0.0))


def _worth(best: Plan, other: Plan) -> str:
    """Return the points that another plan is worth more or less, for the head of its column."""
    gain = BoundedValue.gain(best, other)
    if abs(gain.found) < NOTHING:
        return "as good"
    if gain.found > 0 or gain.turned.never_below_zero.estimate is not None:
        return points(gain.found, signed=True).removesuffix(" points")
    return f"≥ {points(gain.low, signed=True).removesuffix(' points')}"


def _cost(best: Plan, other: Plan, gives_up: BoundedValue) -> str:
    """Return what a plan gives up; that it is better, where the search came upon such a one."""
    gained = BoundedValue.gain(best, other).found
    if gained >= NOTHING:
        more = points(gained, digits=int(gained < NEAR))
        return (
            f"is worth {more} more than the plan, which was not proven the best: look for that one "
            "longer"
        )
    if gives_up.found < NOTHING:
        return f"is as good as the plan ({proven(gives_up)})"
    return f"gives up {priced(gives_up)}, {percent(_share(best, gives_up), 1)} of the plan's worth"


def _moves(told: Row) -> Iterator[str]:
    if told["out"]:
        yield f"Out: {listing(told['out'])}."
    if told["in"]:
        yield f"In: {listing(told['in'])}."
    if told["services"]:
        yield f"{count(told['services'], 'focus area')} would get other services."
    elif not told["out"] and not told["in"]:
        yield "It has the same focus areas and services."


def _matrix(
    best: Plan, others: Sequence[Plan], heads: Sequence[str], setting: Setting, name: str
) -> Iterator[Picture]:
    """Yield the picture of who is in where, if that is not the same everywhere.

    Those of the plan itself come first, the ones that most others keep at the top; then those that
    come in, the ones that most have at the top.
    """
    plans = [best.ids, *(plan.ids for plan in others)]
    some = frozenset.union(*plans) - frozenset.intersection(*plans)
    if not some:
        return
    kept = {one: sum(one in ids for ids in plans) for one in some}
    order = sorted(some, key=lambda one: (one not in best.ids, -kept[one], setting.label(one), one))
    rows = [inside.row(one, [one in ids for ids in plans], setting) for one in order]
    titles = [THIS, *heads]
    told = [
        f"{head.partition(BREAK)[0]}: out "
        + listing(map(setting.name, sorted(best.ids - plan.ids)), 100)
        + "; in "
        + listing(map(setting.name, sorted(plan.ids - best.ids)), 100)
        for head, plan in zip(heads, others, strict=True)
    ]
    yield Picture(
        id=name,
        draw=chart("cells.plan_matrix", rows, titles),
        describe=". ".join(told) + ".",
        text="Filled: in the plan; + comes in, – goes out. Below the name of a plan: points more "
        f"or less (≥: at worst). {inside.everywhere(plans, 'all of these plans have')}",
        table=inside.table(name, "Focus area", rows, [one.replace(BREAK, " ") for one in titles]),
    )

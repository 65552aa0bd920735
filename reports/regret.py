"""What a round's departures from its plan cost: then, and seen with the evidence of today."""

from collections.abc import Iterator
from dataclasses import replace

from optimizer.stop import By
from questions.regret import PriceNow, Regret
from records.decisions import Override
from records.view import View
from reports.columns import CANDIDATE, KIND
from reports.report import Column, Note, Report, Row, Section, Table, picked, tabled
from reports.setting import Setting
from reports.words import NOTHING, day, listing, mid_sentence, priced, sentence, spelled
from reports.worth import quality

WAS = {"in": "was put in", "out": "was left out"}
TITLE = "What did departures from the plan cost?"
SAME = (
    "Seen with today's evidence: everything else is as it was in the round, its levers, weights, "
    "capacities and rules, and the list in force then."
)
HEADS = (
    CANDIDATE, Column("decided", "Decided"),
    Column("price_then", "Price then, points", "points", short="Then",
           help="What the best list with it was found to be worth less, when it was decided."),
    Column("price_now", "Price now, points", "points", short="Now",
           help="The same with the evidence of today."),
    Column("now", "Seen today"),
    replace(KIND, narrow=False), Column("reason", "Because", "sentence", narrow=False),
)  # fmt: skip


def report(
    found: Regret | None, view: View, setting: Setting, *, stopped: By | None = None
) -> Report:
    """Return what each departure cost, then and now, and all of them together.

    Args:
        found: what was found; None where there is nothing to look for, or nothing was found yet.
    """
    facts = {"round": view.round.id, "interrupted": stopped is not None}
    if found is None:
        none = "The search was ended before the plan of today was made."
        if not view.overrides:
            none = f"{view.round.title} departed from its plan nowhere."
        table = Table("overrides", HEADS, ())
        facts |= {"together": None, "before": None}
        return Report("regret", TITLE, none, sections=(Section("overrides", tables=(table,)),),
                      facts=facts)  # fmt: skip
    seen = {(one.departure.candidate, one.departure.side): one for one in found.each}
    pairs = [(one, seen.get((one.candidate, one.direction))) for one in view.overrides]
    rows = tuple(_row(one, now, view, setting) for one, now in pairs)
    plan = found.plan
    return Report(
        id="regret",
        title=TITLE,
        answer=_answer(found, pairs, setting),
        sections=(
            tabled("overrides", f"What {view.round.title} decided against its plan", HEADS, rows,
                   items=(row["said"] for row in rows)),
        ),
        notes=tuple(_notes(found, stopped)),
        facts={
            **facts,
            "together": found.together,
            "before": {**plan.model_dump(include={"value", "bound", "gap"}),
                       "focus": sorted(plan.ids)},
        },
    )  # fmt: skip


def then(view: View, setting: Setting) -> tuple[str, ...]:
    """Return each departure with its price when it was decided."""
    return tuple(sentence(_then(one, view, setting)) for one in view.overrides)


def _then(one: Override, view: View, setting: Setting) -> str:
    name = view.names.get(one.by, one.by)
    by = f" ({name}, {day(one.at)})" if one.at else ""
    price = f"for {priced(one.price)}: “{one.reason}”{by}"
    return f"{_label(one, setting)} {WAS[one.direction]} against the plan, {price}"


def _answer(found: Regret, pairs: list[tuple[Override, PriceNow | None]], setting: Setting) -> str:
    if not found.plan.found:
        return "With today's evidence no plan meets all conditions of the round."
    if len(pairs) == 1:
        ((one, now),) = pairs
        who = _label(one, setting)
        return sentence(
            f"{who} {WAS[one.direction]} against the plan, for {priced(one.price)}; with today's "
            f"evidence {_now(now)}"
        )
    which = f"the {spelled(len(pairs))} departures from the plan"
    if found.together is None:
        return sentence(f"what {which} cost together is not known with today's evidence")
    agreed = [_label(one, setting) for one, now in pairs if now is not None and now.agrees]
    cost = f"{which} cost {priced(found.together)} together"
    if found.together.high < NOTHING:
        cost = f"{which} cost nothing"
    right = f"; the plan would now agree on {listing(agreed)}" if agreed else ""
    return sentence(f"with today's evidence {cost}{right}")


def _row(one: Override, now: PriceNow | None, view: View, setting: Setting) -> Row:
    known = one.candidate in setting.dataset.by_id
    who = setting.who(one.candidate) if known else {
        **dict.fromkeys(("kind", "kind_label", "region"), ""),
        "id": one.candidate, "label": one.candidate,
    }  # fmt: skip
    return {
        **who,
        **picked(one, "direction", "reason", "by", "at"),
        "decided": f"{one.direction}, against the plan",
        "price_then": one.price,
        "price_now": None if now is None else now.price,
        "agrees": None if now is None else now.agrees,
        "now": _now(now),
        "said": f"{_then(one, view, setting)}. With today's evidence {_now(now)}.",
    }  # fmt: skip


def _label(one: Override, setting: Setting) -> str:
    return setting.label(one.candidate)


def _now(found: PriceNow | None) -> str:
    if found is None:
        return "that is not known yet"
    if not found.known:
        return "nothing can be said: the tables do not have it any more"
    side = found.departure.side
    if found.price is None:
        return f"no plan meets all conditions with it {side}"
    if found.agrees:
        return f"the plan has it {side} by itself, so that it costs nothing"
    return f"it costs {priced(found.price)}"


def _notes(found: Regret, stopped: By | None) -> Iterator[Note]:
    if stopped is not None:
        yield Note("stopped", "The work was ended early; this is what was found until then.")
    yield Note("reading", SAME)
    if found.plan.found:
        yield Note("proof", f"The plan seen today: {mid_sentence(quality(found.plan))}")
    if len(found.each) > 1:
        yield Note(
            "reading",
            "Each price is that of one departure by itself; together they need not add up.",
        )

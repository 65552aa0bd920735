"""What changed between two rounds, and why."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from optimizer.attribution import Attribution, CausePoints, Move
from optimizer.bounded_value import BoundedValue
from optimizer.levers import canonical
from optimizer.plan import Plan
from optimizer.rounds import Cause
from optimizer.stop import By
from questions.plan import Planned
from questions.reassess import Reassessed
from reports.plan import brief
from reports.report import Column, Note, Picture, Report, Row, Section, Table
from reports.setting import Setting
from reports.words import count, listing, mid_sentence, percent, points, sentence
from reports.worth import more_or_less, quality
from scoring.difference import ScoreChange

if TYPE_CHECKING:
    from reports.charts import Picture as Chart

TITLE = "What changed since the last round, and why?"
CAUSES: Mapping[Cause, str] = {
    Cause.EVIDENCE: "new evidence",
    Cause.LIST: "the list in force",
    Cause.WEIGHTS: "changed weights",
    Cause.CAPACITY: "changed capacity",
    Cause.RULES: "changed rules",
}
"""What each cause is called."""
NAMED = 4
"""Who enters or leaves, by name, in the answer; more are counted."""
CRITERIA = 2
"""Criteria named in the change of a score."""
SMALL = 0.05
"""Points of a score, or shares of a move, that are not worth a word."""


def report(
    found: Reassessed | None,
    setting: Setting,
    *,
    earlier: Setting,
    causes: Sequence[Cause],
    stopped: By | None = None,
) -> Report:
    """Return what each difference between two rounds did, and why each one entered or left.

    Args:
        found: what was found; None where the work was ended before there was anything.
        setting: the later round.
        earlier: the earlier round, for names that only it knows.
        causes: what differs between the two.
        stopped: who ended the work early, if anybody did.
    """
    facts = {"scenario": canonical(setting.scenario), "interrupted": stopped == "person"}
    if found is None or found.attribution is None:
        why = _trouble(found, causes)
        return Report("reassess", TITLE, why, facts={**facts, "status": "unknown", "trouble": why})
    changed = found.attribution

    planned = Planned(scenario=setting.scenario, plan=changed.after)

    def label(candidate: str) -> str:
        known = setting if candidate in setting.dataset.by_id else earlier
        return known.label(candidate)

    kinds = list(setting.configuration.criteria.kinds)

    def place(candidate: str) -> tuple[int, str]:
        kind = setting.kind(candidate) or earlier.kind(candidate)
        return kinds.index(kind) if kind in kinds else len(kinds), label(candidate)

    scores = {one.candidate: one for one in found.scores}
    moves = [
        {
            **_move(move, label(move.id), scores.get(move.id), setting, earlier),
            "_place": (not move.entered, *place(move.id)),
        }
        for move in changed.moves
    ]
    table = Table("moves", _columns(changed), tuple(moves))
    stayed = [label(one) for one in sorted(changed.stayed, key=place)]
    return Report(
        id="reassess",
        title=TITLE,
        answer=_answer(changed, table.shown, replace(setting, plan=changed.after)),
        text=tuple(_text(changed)),
        sections=tuple(_sections(changed, table, stayed)),
        notes=(*_proof(changed), *brief(planned, setting).notes),
        facts={
            **facts,
            "status": "done",
            "plans": changed.plans,
            "before": _plan(changed.before),
            "after": _plan(changed.after),
            "stayed": changed.stayed,
        },
    )


def _trouble(found: Reassessed | None, causes: Sequence[Cause]) -> str:
    """Return why changes cannot be put down to causes."""
    if found is None:
        return "The search was ended before all plans were made."
    why = "no plan meets all conditions" if found.proven else "no plan was found"
    new = [CAUSES[cause] for cause in causes if cause in found.mix]
    mix = f"{listing(new)} and all else as before" if new else "everything as before"
    return f"Changes cannot be put down to causes: {why} with {mix}."


def _answer(changed: Attribution, moves: Sequence[Row], setting: Setting) -> str:
    if not changed.causes:
        return "Nothing differs between the two rounds, so the plan is the same."
    stay = count(len(changed.stayed), "focus area stays", "focus areas stay")
    sides = [
        (listing([row["name"] for row in moves if row["entered"] is entered], NAMED), verb)
        for entered, verb in ((True, "enter"), (False, "leave"))
        if any(row["entered"] is entered for row in moves)
    ]
    told = [f"{who} {verb if ' and ' in who else verb + 's'}" for who, verb in sides] or [
        "No focus area enters or leaves"
    ]
    gain = BoundedValue.gain(changed.before, changed.after)
    return sentence(f"{listing([*told, stay])}; {more_or_less(gain, setting, 'before')}")


def _text(changed: Attribution) -> Iterator[str]:
    if changed.causes:
        yield f"Different: {listing([CAUSES[one.cause] for one in changed.causes])}."


def _proof(changed: Attribution) -> Iterator[Note]:
    if changed.causes:
        before, after = (mid_sentence(quality(one)) for one in (changed.before, changed.after))
        yield Note("proof", f"The plan before: {before} The plan now: {after}")
        yield Note(
            "reading",
            f"Every mix of the two rounds was planned ({count(changed.plans, 'plan')}): what a "
            "difference did is its mean over all orders in which they could have come.",
        )


def _plan(plan: Plan) -> Row:
    return {"value": plan.value, "bound": plan.bound, "gap": plan.gap, "focus": sorted(plan.ids)}


def _sections(changed: Attribution, table: Table, stayed: Sequence[str]) -> Iterator[Section]:
    if not changed.causes:
        yield Section("causes", tables=(Table("causes", (), ()), table))
        return
    rows = tuple(map(_cause, changed.causes))
    columns = (
        Column("label", "What changed"), Column("change", "Points added", "points"),
    )  # fmt: skip
    bars = Picture(
        id="what-changed",
        draw=partial(_bars, rows),
        describe="What each difference added to the plan's worth: "
        + listing([f"{row['label']} {points(row['points'], signed=True)}" for row in rows])
        + ".",
        text="Bars: by the plans found; they add up to the whole change. Orange lines: between "
        "what is proven.",
    )
    yield Section(
        "causes",
        "What each difference did to the plan's worth",
        pictures=(bars,),
        tables=(Table("causes", columns, rows),),
    )
    for entered, title in ((True, "Who enters, and why"), (False, "Who leaves, and why")):
        said = tuple(row["said"] for row in table.shown if row["entered"] is entered)
        if said:
            yield Section("enters" if entered else "leaves", title, items=said)
    yield _shares(changed, table)
    if stayed:
        yield Section("stays", "Who stays", (f"{listing(stayed, len(stayed))}.",))


def _cause(one: CausePoints) -> Row:
    return {
        "cause": one.cause.name.lower(),
        "points": one.points,
        "low": one.low,
        "high": one.high,
        "change": BoundedValue(found=one.points, low=one.low, high=one.high),
        "label": sentence(CAUSES[one.cause]).removesuffix("."),
    }


def _columns(changed: Attribution) -> tuple[Column, ...]:
    return (
        Column("name", "Candidate", opens="id"),
        Column("move", "Move"),
        *(
            Column(f"_{one.cause.name}", sentence(CAUSES[one.cause]).removesuffix("."), "share")
            for one in changed.causes
        ),
        Column("score_before", "Score before", "score", digits=1, narrow=False),
        Column("score_after", "Score now", "score", digits=1, narrow=False),
    )


def _shares(changed: Attribution, table: Table) -> Section:
    """Return how much of every move each difference makes up."""
    moves, several = table.shown, len(changed.causes) > 1 and bool(table.rows)
    matrix = Picture(
        id="who-moved-why",
        draw=partial(_matrix, moves, [CAUSES[one.cause] for one in changed.causes]),
        describe="Who enters or leaves, and why: "
        + listing([f"{row['name']} {row['why']}" for row in moves], len(moves) or 1)
        + ".",
        text="Each row adds up to 100 %. A difference that would have done the opposite stands as "
        "“against”.",
    )
    title = "How much of each move every difference makes up" if moves else ""
    return Section("moves", title, pictures=(matrix,) if several else (), tables=(table,))


def _move(
    move: Move, name: str, change: ScoreChange | None, setting: Setting, earlier: Setting
) -> Row:
    verb, why = "enters" if move.entered else "leaves", _why(move)
    kind = setting.kind(move.id) or earlier.kind(move.id)
    return {
        "id": move.id,
        "entered": move.entered,
        "shares": {cause.name.lower(): share for cause, share in move.shares.items()},
        "score_before": None if change is None else change.before,
        "score_after": None if change is None else change.after,
        "criteria": {} if change is None else dict(_criteria(change)),
        "name": name,
        "kind": kind,
        "move": verb,
        "why": why,
        "said": f"{name} {verb} {why}. {_score(change, kind, setting)}",
        **{f"_{cause.name}": share for cause, share in move.shares.items()},
        "_shares": tuple(move.shares.values()),
    }


def _why(move: Move) -> str:
    """Return why somebody entered or left, in a few words."""
    named = move.main
    if len(named) == 1:
        mostly = "because of" if move.shares[named[0]] >= 1 - SMALL else "mostly because of"
        return f"{mostly} {CAUSES[named[0]]}"
    told = listing([f"{CAUSES[cause]} ({percent(move.shares[cause])})" for cause in named])
    return f"because of {told}"


def _score(change: ScoreChange | None, kind: str, setting: Setting) -> str:
    """Return how a score changed, and by which criteria."""
    if change is None:
        return "It is scored in one of the rounds only."
    if abs(change.points) < SMALL:
        return f"Its score is {change.after:.1f}, as before."
    criteria = setting.configuration.criteria.kinds[kind].criteria
    told = []
    for one in [one for one in change.changes if abs(one.points) >= SMALL][:CRITERIA]:
        label = criteria[one.criterion].label if one.criterion in criteria else one.criterion
        told.append(f"{mid_sentence(label)} ({points(one.points, signed=True)})")
    verb = "rose" if change.points > 0 else "fell"
    by = f"; what changed most is {listing(told)}" if told else ""
    return f"Its score {verb} from {change.before:.1f} to {change.after:.1f}{by}."


def _criteria(change: ScoreChange) -> Iterator[tuple[str, Row]]:
    for one in change.changes:
        if one.points:
            yield (
                one.criterion,
                {
                    "points": one.points,
                    "by_weight": one.by_weight,
                    "by_value": one.by_value,
                    "because": [cause.value for cause in one.causes],
                },
            )


def _bars(rows: Sequence[Row]) -> "Chart":
    from reports.charts.reassess import cause_bars

    return cause_bars(rows)


def _matrix(rows: Sequence[Row], causes: Sequence[str]) -> "Chart":
    from reports.charts.reassess import move_matrix

    return move_matrix(rows, causes)

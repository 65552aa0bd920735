"""What changed between two rounds, and why."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from optimizer.attribution import Attribution, Move
from optimizer.bounded_value import BoundedValue
from optimizer.levers import canonical
from optimizer.plan import Plan
from optimizer.rounds import Cause
from optimizer.stop import By
from questions.plan import Planned
from questions.reassess import Reassessed
from records.decisions import WHOLE
from records.view import View
from reports.columns import NAME
from reports.plan import brief
from reports.report import Column, Note, Picture, Report, Row, Section, Table, chart, picked, tabled
from reports.reviews import due
from reports.setting import Setting
from reports.words import count, day, listing, mid_sentence, moves, percent, points, sentence, verb
from reports.worth import more_or_less, quality
from scoring.difference import ScoreChange

TITLE = "What changed since the last round, and why?"
CAUSES: Mapping[Cause, str] = {
    Cause.EVIDENCE: "new evidence",
    Cause.LIST: "the list in force",
    Cause.WEIGHTS: "changed weights",
    Cause.CAPACITY: "changed capacity",
    Cause.RULES: "changed rules",
}
"""What each cause is called."""
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
    since: View | None = None,
    stopped: By | None = None,
) -> Report:
    """Return what each difference between two rounds did, and why each one entered or left.

    Args:
        found: what was found; None where the work was ended before there was anything.
        setting: the later round.
        earlier: the earlier round, for names that only it knows.
        since: the earlier round, where it comes out of the records.
    """
    facts = {"scenario": canonical(setting.scenario), "interrupted": stopped == "person"}
    if found is None or found.attribution is None:
        why = _trouble(found, causes)
        return Report("reassess", TITLE, why, facts={**facts, "status": "unknown", "trouble": why})
    changed = found.attribution

    def label(candidate: str) -> str:
        known = setting if candidate in setting.dataset.by_id else earlier
        return known.label(candidate)

    kinds = list(setting.kinds)

    def place(candidate: str) -> tuple[int, str]:
        kind = setting.kind(candidate) or earlier.kind(candidate)
        return kinds.index(kind) if kind in kinds else len(kinds), label(candidate)

    scores = {one.candidate: one for one in found.scores}
    differ = listing(CAUSES[one.cause] for one in changed.causes)
    different = (f"Different: {differ}.",) if changed.causes else ()
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
        text=(*different, *due(setting)),
        sections=tuple(_sections(changed, table, stayed)),
        notes=(
            *(() if since is None else since_round(since, setting)),
            *_proof(changed),
            *brief(Planned(scenario=setting.scenario, plan=changed.after), setting).notes,
        ),
        facts={
            **facts,
            "status": "done",
            **picked(changed, "plans", "stayed"),
            "before": _plan(changed.before),
            "after": _plan(changed.after),
        },
    )


def _trouble(found: Reassessed | None, causes: Sequence[Cause]) -> str:
    if found is None:
        return "The search was ended before all plans were made."
    why = "no plan meets all conditions" if found.proven else "no plan was found"
    new = [CAUSES[cause] for cause in causes if cause in found.mix]
    mix = f"{listing(new)} and all else as before" if new else "everything as before"
    return f"Changes cannot be put down to causes: {why} with {mix}."


def _answer(changed: Attribution, moves: Sequence[Row], setting: Setting) -> str:
    if not changed.causes:
        return "Nothing differs between the two rounds, so the plan is the same."
    stay = f"{count(len(changed.stayed), 'focus area')} {verb(len(changed.stayed), 'stay')}"
    sides = [
        (listing([row["name"] for row in moves if row["entered"] is entered], 4), does)
        for entered, does in ((True, "enter"), (False, "leave"))
        if any(row["entered"] is entered for row in moves)
    ]
    told = [f"{who} {verb(1 + (' and ' in who), does)}" for who, does in sides]
    told = told or ["No focus area enters or leaves"]
    gain = BoundedValue.gain(changed.before, changed.after)
    return sentence(f"{listing([*told, stay])}; {more_or_less(gain, setting, 'before')}")


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
    return {**plan.model_dump(include={"value", "bound", "gap"}), "focus": sorted(plan.ids)}


def _sections(changed: Attribution, table: Table, stayed: Sequence[str]) -> Iterator[Section]:
    if not changed.causes:
        yield Section("causes", tables=(Table("causes", (), ()), table))
        return
    rows = tuple(
        {
            **one.model_dump(),
            "cause": one.cause.name.lower(),
            "change": BoundedValue(found=one.points, low=one.low, high=one.high),
            "label": _label(one.cause),
        }
        for one in changed.causes
    )
    columns = (Column("label", "What changed"), Column("change", "Points added", "points"))
    told = listing(f"{row['label']} {points(row['points'], signed=True)}" for row in rows)
    bars = Picture(
        id="what-changed",
        draw=chart("bars.cause_bars", rows),
        describe=f"What each difference added to the plan's worth: {told}.",
        text="Bars: by the plans found; they add up to the whole change. Orange lines: between "
        "what is proven.",
    )
    yield tabled(
        "causes", "What each difference did to the plan's worth", columns, rows, pictures=(bars,)
    )
    for entered, title in ((True, "Who enters, and why"), (False, "Who leaves, and why")):
        said = tuple(row["said"] for row in table.shown if row["entered"] is entered)
        if said:
            yield Section("enters" if entered else "leaves", title, items=said)
    yield _shares(changed, table)
    if stayed:
        yield Section("stays", "Who stays", (f"{listing(stayed, len(stayed))}.",))


def _label(cause: Cause) -> str:
    return sentence(CAUSES[cause]).removesuffix(".")


def _columns(changed: Attribution) -> tuple[Column, ...]:
    return (
        NAME,
        Column("move", "Move"),
        *(Column(f"_{one.cause.name}", _label(one.cause), "share") for one in changed.causes),
        Column("score_before", "Score before", "score", digits=1, narrow=False),
        Column("score_after", "Score now", "score", digits=1, narrow=False),
    )


def _shares(changed: Attribution, table: Table) -> Section:
    """Return how much of every move each difference makes up."""
    moves, several = table.shown, len(changed.causes) > 1 and bool(table.rows)
    told = listing((f"{row['name']} {row['why']}" for row in moves), len(moves))
    matrix = Picture(
        id="who-moved-why",
        draw=chart("cells.move_matrix", moves, [CAUSES[one.cause] for one in changed.causes]),
        describe=f"Who enters or leaves, and why: {told}.",
        text="Each row adds up to 100 %. A difference that would have done the opposite stands as "
        "“against”.",
    )
    title = "How much of each move every difference makes up" if moves else ""
    return Section("moves", title, pictures=(matrix,) if several else (), tables=(table,))


def _move(
    move: Move, name: str, change: ScoreChange | None, setting: Setting, earlier: Setting
) -> Row:
    does, because = "enters" if move.entered else "leaves", why(move)
    kind = setting.kind(move.id) or earlier.kind(move.id)
    return {
        **picked(move, "id", "entered"),
        "shares": {cause.name.lower(): share for cause, share in move.shares.items()},
        **{f"score_{when}": score for when, score in picked(change, "before", "after").items()},
        "criteria": {
            one.criterion: {
                **one.model_dump(include={"points", "by_weight", "by_value"}),
                "because": [cause.value for cause in one.causes],
            }
            for one in (() if change is None else change.changes)
            if one.points
        },
        "name": name,
        "kind": kind,
        "move": does,
        "why": because,
        "said": f"{name} {does} {because}. {score_said(change, kind, setting)}",
        **{f"_{cause.name}": share for cause, share in move.shares.items()},
        "_shares": tuple(move.shares.values()),
    }


def why(move: Move) -> str:
    """Return why somebody entered or left, in a few words."""
    named = move.main
    if len(named) == 1:
        mostly = "because of" if move.shares[named[0]] >= 1 - SMALL else "mostly because of"
        return f"{mostly} {CAUSES[named[0]]}"
    told = listing([f"{CAUSES[cause]} ({percent(move.shares[cause])})" for cause in named])
    return f"because of {told}"


def score_said(change: ScoreChange | None, kind: str, setting: Setting) -> str:
    """Return how a score changed, and by which criteria."""
    if change is None:
        return "It is scored in one of the rounds only."
    if abs(change.points) < SMALL:
        return f"Its score is {change.after:.1f}, as before."
    criteria = setting.kinds[kind].criteria
    told = []
    for one in [one for one in change.changes if abs(one.points) >= SMALL][:CRITERIA]:
        label = criteria[one.criterion].label if one.criterion in criteria else one.criterion
        told.append(f"{mid_sentence(label)} ({points(one.points, signed=True)})")
    moved = "rose" if change.points > 0 else "fell"
    by = f"; what changed most is {listing(told)}" if told else ""
    return f"Its score {moved} from {change.before:.1f} to {change.after:.1f}{by}."


def since_round(view: View, setting: Setting) -> tuple[Note, ...]:
    """Return what a comparison since a round has to say of that round.

    Args:
        setting: of today.
    """
    found = [Note("reading", _since(view))]
    adopted = view.signatures.get(WHOLE)
    in_force = {one.id for one in setting.dataset.candidates if one.incumbent}
    if adopted is not None and set(adopted.ids) != in_force:
        only, besides = (
            map(setting.label, sorted(ids))
            for ids in (set(adopted.ids) - in_force, in_force - set(adopted.ids))
        )
        told = listing(moves((only, "are not in it"), (besides, "are in it besides")))
        what = f"The list in force now is not the one that it adopted: {told}."
        found.append(Note("reading", what))
    there = {(one.candidate, one.measure) for one in setting.dataset.evidence}
    gone = sum((one.candidate, one.measure) not in there for one in view.accepted)
    if gone:
        which = count(gone, "rating")
        what = f"{which} that it accepted {verb(gone, 'are')} not in the evidence of today."
        found.append(Note("reading", what))
    return tuple(found)


def _since(view: View) -> str:
    one = view.round
    when = f", {one.state} since {day(one.steps[-1].at)}," if one.steps[-1].at else ""
    ratings = ""
    if view.accepted:
        ratings = f" and the {count(len(view.accepted), 'rating')} that it accepted"
    return (
        f"Before: {one.title}{when} with its data, configuration and levers as they were kept"
        f"{ratings}."
    )

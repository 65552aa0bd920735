"""How sure is the plan? Who is in how many of the best plans, what could be lost, what holds."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from optimizer.decisions import Decisions
from optimizer.robust.core_index import FIRM, CandidateIndex, ServiceIndex
from optimizer.robust.regret import Regret
from optimizer.robust.robust_inclusion import Proof
from questions.question import inputs_of
from questions.robust import SampleQuestion, Sureness, WeightSetQuestion
from reports.beliefs import drawn, sampled, whatever
from reports.points import tangible
from reports.report import Column, Note, Picture, Report, Row, Section, Table
from reports.setting import Setting
from reports.words import NOTHING, certain_share, count, count_of, listing, percent, points

if TYPE_CHECKING:
    from reports.charts import Picture as Chart

TITLE = "How sure is the plan?"
HALF = 0.5
ENOUGH = 50
"""Draws from which the answer is given without a warning that they are few."""
PROVEN_BEST = 1e-6
"""Relative gap that is none."""
NAMED, MORE_NAMED, SUREST = 8, 16, 3
"""Names that a sentence lists before it only counts; of whom it is said how often they are proven
to be in."""
LEAST, MOST_OTHERS, LEAST_OUTSIDE = 0.2, 8, 3
"""Share of the best plans from which a candidate that is not recommended has a bar of its own, how
many such bars a kind has, and how many such candidates it shows at least where there is little
room: half as many as are recommended, if that is more.
"""
SETTLED = 0.05
"""Share of draws up to which a service is as good as never given."""
HOW_OFTEN: Mapping[str, str] = {
    "core": "nearly always",
    "borderline": "sometimes",
    "exterior": "hardly ever",
}
"""Standing → how often a candidate is in the best plans."""
IN_ANYWAY, OUT_ANYWAY = "recommended all the same", "left out all the same"
"""What is said of a candidate where the plan decides against most draws."""
_ANYWAY = {IN_ANYWAY: "in anyway", OUT_ANYWAY: "out anyway"}
SHARES = (
    "candidate", "kind", "name", "region", "service", "share", "low", "high", "when_in", "in_plan",
    "standing", "surely_in", "surely_out",
)  # fmt: skip
"""Columns of the table of all shares."""


def report(
    found: Sureness | None,
    question: SampleQuestion,
    setting: Setting,
    *,
    plan: Report,
    firm: float = FIRM,
    kind: str | None = None,
    proving: tuple[WeightSetQuestion, Proof] | None = None,
    find_out: Report | None = None,
    stopped: bool = False,
) -> Report:
    """Return how sure the plan of a setting is.

    Args:
        found: what many draws say of it; None where none was done.
        question: what was drawn.
        setting: names and labels.
        plan: the plan in brief, or why there is none.
        firm: share of draws from which a candidate is as good as sure.
        kind: only candidates of this kind; None = of all.
        proving: what was to be proven, and what is.
        find_out: what to find out next, where that was asked, too.
        stopped: whether the work was ended early.
    """
    facts = {
        **plan.facts,
        **_facts(found, question, setting),
        "firm": firm,
        "always": None if proving is None else _proof(*proving),
        "find_out": None if find_out is None else find_out.json(),
        "interrupted": stopped,
    }
    nothing = {**facts, "candidates": (), "services": ()}
    if facts["value"] is None:
        return replace(plan, id="robust", title=TITLE, facts=nothing)
    if found is None:
        answer = "Stopped before any draw was done: nothing can be said about how sure the plan is."
        return Report("robust", TITLE, answer, facts=nothing)
    some = [one for one in found.candidates if kind in (None, one.kind)]
    held = question.uncertainty
    return Report(
        id="robust",
        title=TITLE,
        answer=_answer(some, whatever(held), found.sample.draws),
        text=(
            sampled(found.sample.draws, question.draws, held, question.seed),
            _precision(found),
        ),
        sections=(
            _candidates(some, setting),
            _services(found.services, {one.id for one in some}, setting),
            Section("regret", "What could be lost?", tuple(_losses(found, setting))),
            _proven(proving, setting),
        ),
        notes=(*_notes(found), *plan.notes),
        facts=facts,
    )


def _answer(candidates: Sequence[CandidateIndex], holds: str, draws: int) -> str:
    """Return how many of the recommended are as good as sure, and how many could come in."""
    inside = [one for one in candidates if one.in_plan]
    others = [one for one in candidates if not one.in_plan and one.standing != "exterior"]
    early = f"After {count(draws, 'draw')} only: " if draws < ENOUGH else ""
    none = "none" if early else "None"
    if not inside:
        could = count(len(others), "candidate")
        return f"{early}{none} here is recommended; {could} could come in."
    core = sum(one.standing == "core" for one in inside)
    most = sum(one.standing != "core" and one.index.share >= HALF for one in inside)
    fewer = len(inside) - core - most
    parts = [f"{most} {_are(most)} in most of them"] if most else []
    parts += [f"{fewer} in fewer than half, so that others would do as well"] if fewer else []
    rest = f" {listing(parts)}." if parts else ""
    often = sum(one.index.share >= HALF for one in others)
    tail = f"; {often} of them {_are(often)} in most" if often else ""
    more = count(len(others), "other").capitalize()
    return (
        f"{early}{core or none} of the {len(inside)} recommended {_are(core)} in nearly every "
        f"best plan, {holds}.{rest} {more} could come in{tail}."
    )


def _are(how_many: int) -> str:
    return "is" if how_many == 1 else "are"


def _precision(found: Sureness) -> str:
    """Return how precise shares are, and how good the plans of the draws."""
    mean, most = float(found.sample.gaps.mean()), float(found.sample.gaps.max())
    good = "The plan of every draw is proven best"
    if most > PROVEN_BEST:
        good = (
            f"The plan found for a draw is proven to within {percent(mean, 1)} of its best on "
            f"average, {percent(most, 1)} at most"
        )
    return (
        f"A share is known to within {100 * found.precision:.2g} percentage points (95 % sure). "
        f"{good}; {count(found.plans, 'different plan')}."
    )


def _notes(found: Sureness) -> Iterator[Note]:
    if found.hardly_told_apart:
        yield Note(
            "proof",
            "Mind that the plan loses less than the gap to which the best plans are proven: these "
            "draws hardly tell plans apart, and it looks surer than it is. A smaller gap looks "
            "closer, and takes longer.",
        )


def _candidates(candidates: Sequence[CandidateIndex], setting: Setting) -> Section:
    kinds = setting.configuration.criteria.kinds
    by_kind = {
        name: of_kind
        for name in kinds
        if (of_kind := [one for one in candidates if one.kind == name])
    }
    surest = sorted(candidates, key=lambda one: -one.surely_in)[:SUREST]
    proven = [
        f"{setting.label(one.id)} in {certain_share(one.surely_in)}"
        for one in surest
        if one.surely_in
    ]
    items = [_of_kind(of_kind, setting) for of_kind in by_kind.values()]
    items += [f"Proven to be in every best plan: {listing(proven)} of the draws."] if proven else []
    brief = {one.id for of_kind in by_kind.values() for one in _in_question(of_kind)}
    order = list(kinds)
    rows = tuple(
        {**_row(one, setting), "_rest": one.id not in brief,
         "_place": (order.index(one.kind), not one.in_plan)}
        for one in candidates
    )  # fmt: skip
    named = [f"{row['label']} {certain_share(row['share'])}" for row in rows if row["in_plan"]]
    picture = Picture(
        id="how-sure",
        draw=partial(_bars, tuple(_bars_of(by_kind, setting))),
        describe=f"Share of the best plans that have each recommended candidate: "
        f"{listing(named, len(named))}.",
        text="Each bar: in how many of the best plans the candidate is, one plan for each draw of "
        "weights and unknown evidence. Dark core: proven, in every plan that is as good. Thin line "
        "below: where the share lies, 95 % sure. Click a bar to open the card.",
        opens="sure",
    )
    columns = (
        Column("label", "Candidate", opens="id"),
        Column("in_plan", "In plan", "yes"),
        Column("share", "In best plans", "share", short="Share", basis="sampled", drawn=True),
        Column("range", "95 % sure", "share_span"),
        Column("surely_in", "Proven in", "share", basis="proven", narrow=False,
               help="Draws in which every plan that is as good has it."),
        Column("surely_out", "Proven out", "share", basis="proven", narrow=False,
               help="Draws in which no plan that is as good has it."),
        Column("note", "Note", narrow=False, help="Where the plan decides against most draws."),
    )  # fmt: skip
    table = Table(
        "candidates",
        columns,
        rows,
        rest="more outside the plan",
        by=Column("kind_label", "Kind") if len(by_kind) > 1 else None,
    )
    title = "Who is in how many of the best plans?"
    pictures = (picture,) if rows else ()
    return Section("candidates", title, (), pictures, (table,), tuple(items))


def _of_kind(candidates: Sequence[CandidateIndex], setting: Setting) -> str:
    """Return how sure the candidates of a kind are, and how many of the others could come in."""
    kind = setting.configuration.criteria.kinds[candidates[0].kind]
    inside = [one for one in candidates if one.in_plan]
    outside = [one for one in candidates if not one.in_plan]
    core = sum(one.standing == "core" for one in inside)
    could = sum(one.standing != "exterior" for one in outside)
    never = sum(one.index.share == 0 for one in outside)
    rarely = len(outside) - could - never
    said = f"{core or 'none'} of {len(inside)} in nearly every best plan"
    more = count_of(could, kind) if could else f"no {kind.singular.lower()}"
    parts = [f"{more} outside could come in"]
    parts += [f"{rarely} hardly ever {'does' if rarely == 1 else 'do'}"] if rarely else []
    parts += [f"{never} never did"] if never else []
    return f"{kind.label}: {said if inside else 'none recommended'}; {', '.join(parts)}."


def _in_question(candidates: Sequence[CandidateIndex]) -> list[CandidateIndex]:
    """Return those recommended, and the likeliest of those who could come in."""
    inside = [one for one in candidates if one.in_plan]
    could = [one for one in candidates if not one.in_plan and one.standing != "exterior"]
    return [*inside, *could[: max(-(-len(inside) // 2), LEAST_OUTSIDE)]]


def _row(one: CandidateIndex, setting: Setting) -> Row:
    return {
        **one.model_dump(exclude={"index"}),
        **one.index.model_dump(),
        "contested": one.contested,
        "label": setting.label(one.id),
        "kind_label": setting.configuration.criteria.kinds[one.kind].label,
        "range": (one.index.low, one.index.high),
        "note": _ANYWAY.get(_against(one), ""),
    }


def _against(one: CandidateIndex) -> str:
    """Return that the plan decides against most draws, where that is no chance; else blank."""
    if one.in_plan and one.index.high < HALF:
        return IN_ANYWAY
    if not one.in_plan and one.index.low > HALF:
        return OUT_ANYWAY
    return ""


def _bars_of(
    by_kind: Mapping[str, Sequence[CandidateIndex]], setting: Setting
) -> Iterator[dict[str, object]]:
    """Yield the rows of the picture, from top to bottom, kind by kind.

    A row for every recommended candidate, and for others that are in many best plans; before them
    a row that names the kind, after them one that says how many there are besides.
    """

    def row(label: str, **fields: object) -> dict[str, object]:
        empty = {"id": "", "share": None, "low": None, "high": None, "proven": None, "names": ""}
        return {**empty, "how_often": "", "note": "", "listed": False, "label": label, **fields}

    for name, of_kind in by_kind.items():
        inside = [one for one in of_kind if one.in_plan]
        sure = sum(one.standing == "core" for one in inside)
        others = [one for one in of_kind if not one.in_plan and one.index.share >= LEAST]
        shown = {one.id for one in (*inside, *others[:MOST_OTHERS])}
        text = f"{len(inside)} recommended, {sure or 'none'} of them nearly always in"
        yield row(setting.configuration.criteria.kinds[name].label, text=text)
        for one in of_kind:
            if one.id in shown:
                yield row(
                    setting.label(one.id), id=one.id, how_often=HOW_OFTEN[one.standing],
                    share=one.index.share, low=one.index.low, high=one.index.high,
                    proven=one.surely_in, listed=one.in_plan, note=_against(one),
                    text=certain_share(one.index.share),
                )  # fmt: skip
        rest = [one for one in of_kind if one.id not in shown]
        if rest:
            ever = [one for one in rest if one.index.share > 0]
            most = percent(max(one.index.share for one in rest))
            never = len(rest) - len(ever) or "none"
            each = f"each in {most} or less; {never} of them never" if ever else "in none"
            names = "; ".join(f"{one.name} {percent(one.index.share)}" for one in ever)
            yield row(f"… {count(len(rest), 'other')}", text=each, names=names or "none ever in")


def _bars(rows: Sequence[Row]) -> "Chart":
    from reports.charts.sureness import sureness_bars

    return sureness_bars(rows)


def _services(services: Sequence[ServiceIndex], candidates: set[str], setting: Setting) -> Section:
    inside = {one.candidate for one in services if one.in_plan}
    some = [one for one in services if one.candidate in candidates]
    rows = tuple(
        {
            **one.model_dump(exclude={"index"}),
            **one.index.model_dump(),
            "label": setting.label(one.candidate),
            "service_label": setting.service(one.service),
            "_place": (one.candidate not in inside, setting.label(one.candidate)),
            "_rest": one.candidate not in inside or _settled(one),
        }
        for one in some
    )
    columns = (
        Column("service_label", "Service"),
        Column("in_plan", "In plan", "yes"),
        Column("share", "In best plans", "share", basis="sampled"),
        Column("when_in", "When the candidate is in", "share", basis="sampled"),
    )
    table = Table(
        "services", columns, rows, by=Column("label", "Candidate", opens="candidate"),
        rest="as good as settled, or of candidates that are not recommended",
    )  # fmt: skip
    return Section("services", "And with which services?", tables=(table,))


def _settled(one: ServiceIndex) -> bool:
    """Say whether a service is nearly always, or hardly ever, given as the plan does."""
    share = one.when_in or 0.0
    return share >= 1 - SETTLED if one.in_plan else share <= SETTLED


def _losses(found: Sureness, setting: Setting) -> Iterator[str]:
    """Yield what the plan loses where a draw is true, and which plan would lose less."""
    own = found.regret
    value = own.mean_value + own.mean
    share = f" ({percent(own.mean / value, 1)})" if value > 0 else ""
    if found.sample.draws == 1:
        yield f"If this draw is true, the plan is {points(own.mean)}{share} short of the best one."
        return
    told = tangible(own.mean, setting)
    yield (
        f"If one of the draws is what is true, the plan is worth {points(own.mean)}{share} less "
        f"than the best one found for it, on average (95 % sure: {own.mean_low:,.1f} to "
        f"{own.mean_high:,.1f}), and {points(own.worst)} in the worst draw."
        + (f" The average is {told}." if told else "")
    )
    yield (
        f"For these draws it is proven to be at most {own.mean_most:,.1f} on average and "
        f"{own.worst_most:,.1f} at worst."
    )
    yield f"It is the best plan found in {certain_share(own.share_best)} of the draws."
    worst, mean = found.least_worst, found.least_mean
    better = {
        "at worst": worst[1].worst_most < own.worst_most - NOTHING,
        "on average": mean[1].mean < own.mean - NOTHING,
    }
    if all(better.values()) and worst[0] == mean[0]:
        yield _less("at worst and on average", *worst, found, setting)
        return
    for when, plan in (("at worst", worst), ("on average", mean)):
        if better[when]:
            yield _less(when, *plan, found, setting)
    none = [when for when, one in better.items() if not one]
    if none:
        yield f"None of the plans found loses less {' or '.join(none)}."


def _less(when: str, plan: Decisions, lost: Regret, found: Sureness, setting: Setting) -> str:
    """Return which of the plans found loses least, and how it differs from the recommended one."""
    told = (
        f"Of the plans found, one loses least {when}: {points(lost.mean)} on average, "
        f"{points(lost.worst)} in its worst draw (proven for these draws: at most "
        f"{lost.worst_most:,.1f})"
    )
    changes = [
        f"{verb} {_names((one.id for one in found.candidates if one.id in ids), setting)}"
        for verb, ids in (
            ("puts in", plan.ids - found.plan.ids), ("leaves out", found.plan.ids - plan.ids),
        )
        if ids
    ]  # fmt: skip
    if not changes:
        return f"{told}. It has the same focus areas, with other services."
    return f"{told}. It {' and '.join(changes)}."


def _names(ids: Iterable[str], setting: Setting, most: int = NAMED) -> str:
    return listing(map(setting.label, ids), most)


def _proven(proving: tuple[WeightSetQuestion, Proof] | None, setting: Setting) -> Section:
    """Return who is in every best plan, in none, in some: proven over a whole set of weights."""
    if proving is None:
        return Section("always")
    question, proof = proving
    few = not proof.complete and proof.corners_of_set > question.corners
    return Section(
        "always",
        "Proven, not sampled",
        (_which(question),),
        items=tuple(_too_few(proof, question) if few else _verdicts(proof, setting)),
    )


def _too_few(proof: Proof, question: WeightSetQuestion) -> Iterator[str]:
    yield (
        f"Nothing is proven: this set of weights has {proof.corners_of_set:,} corners, more than "
        f"the {question.corners:,} that were to be looked at."
    )


def _verdicts(proof: Proof, setting: Setting) -> Iterator[str]:
    if not proof.corners:
        yield "Nothing is proven: the search was stopped before all corners were looked at."
        return
    yield f"In every best plan: {_names(proof.ids('in'), setting, MORE_NAMED)}."
    outside, depends, rest = proof.ids("out"), proof.ids("depends"), len(proof.ids("not proven"))
    yield f"In none: {count(len(outside), 'candidate')} of {len(proof.candidates):,}."
    if depends:
        yield f"In some, by the weights: {_names(depends, setting)}."
    early = "" if proof.complete else "; the search ended before it could look closer"
    yield f"Of the other {rest:,} nothing is proven ({count(proof.corners, 'corner')}{early})."


def _which(question: WeightSetQuestion) -> str:
    """Return which weights a proof is about."""
    belief, moved = question.uncertainty.belief, question.moved
    if belief == "fixed" or not moved:
        which = "the given weights"
    elif moved == 1:
        which = {
            "order": "all weights in the same order",
            "people": "anybody's weights and any compromise between them",
        }.get(belief, "any weights at all")
    else:
        towards = {
            "order": "others in the same order",
            "people": "anybody's, or a compromise between them",
        }.get(belief, "any others")
        which = (
            f"all weights that come about by moving {percent(moved)} of each kind's weight, or "
            f"less, from the given ones to {towards}"
        )
    return f"What follows holds for {which}, with evidence at its central values."


def in_how_many(one: CandidateIndex, draws: int) -> str:
    """Return in how many of the best plans a candidate is, as its card tells it."""
    low, high = percent(one.index.low), percent(one.index.high)
    tenths = round(one.index.share * 10)
    share = {0: "fewer than 1 in 10", 10: "more than 9 in 10"}.get(tenths, f"about {tenths} in 10")
    if one.index.share in (0.0, 1.0):
        share = "all" if one.index.share else "none"
    against = f"; {_against(one)}" if _against(one) else ""
    return (
        f"How sure: in {share} of the best plans, one for each of {count(draws, 'draw')} of "
        f"weights and unknown evidence ({low} to {high}, 95 % sure){against}."
    )


def shares(told: Report) -> Table:
    """Return every share of a report as one table: candidates first, then services."""
    by_id = {row["id"]: row for row in told.table("candidates").rows}
    rows = [{**row, "candidate": row["id"], "service": ""} for row in by_id.values()]
    for row in told.table("services").rows:
        about = {name: by_id[row["candidate"]][name] for name in ("kind", "name", "region")}
        rows.append({**row, **about, "standing": ""})
    columns = tuple(Column(name, name) for name in SHARES)
    return Table("shares", columns, tuple({one: row.get(one) for one in SHARES} for row in rows))


def _facts(found: Sureness | None, question: SampleQuestion, setting: Setting) -> Row:
    gaps = None if found is None else found.sample.gaps
    inputs = inputs_of(setting.study)
    return {
        "drawn": drawn(question.draws, question.uncertainty, question.seed),
        "draws": 0 if found is None else found.sample.draws,
        "precision": None if found is None else found.precision,
        "gap": {
            "asked": question.gap,
            "mean": None if gaps is None else float(gaps.mean()),
            "most": None if gaps is None else float(gaps.max()),
        },
        "plans": 0 if found is None else found.plans,
        "hardly_told_apart": found is not None and found.hardly_told_apart,
        "regret": None if found is None else _regret(found),
        "inputs": {"dataset": inputs.dataset, "config": inputs.configuration},
    }


def _regret(found: Sureness) -> Row:
    mine = found.plan.ids
    return {
        "recommended": found.regret,
        **{
            name: {
                **lost.model_dump(),
                "focus": sorted(plan.ids),
                "entered": sorted(plan.ids - mine),
                "left": sorted(mine - plan.ids),
            }
            for name, (plan, lost) in (
                ("least_worst", found.least_worst), ("least_mean", found.least_mean),
            )
        },
    }  # fmt: skip


def _proof(question: WeightSetQuestion, proof: Proof) -> Row:
    return {
        "moved": question.moved,
        "in": proof.ids("in"),
        "out": proof.ids("out"),
        "depends": proof.ids("depends"),
        "not_proven": proof.ids("not proven"),
        **proof.model_dump(include={"corners", "corners_of_set", "cells", "complete"}),
    }

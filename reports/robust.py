"""How sure is the plan? Who is in how many of the best plans, what could be lost, what holds."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from optimizer.decisions import Decisions
from optimizer.robust.core_index import FIRM, CandidateIndex, ServiceIndex
from optimizer.robust.regret import Regret
from optimizer.robust.robust_inclusion import Proof
from questions.robust import SampleQuestion, Sureness, WeightSetQuestion
from reports.beliefs import NO_RANGES, as_drawn, drawn, sampled, whatever
from reports.columns import CANDIDATE, KIND, SURE
from reports.report import Column, Note, Picture, Report, Row, Section, Table, chart, fields, picked
from reports.setting import Setting
from reports.words import NOTHING, certain_share, count, count_of, listing, percent, points, verb
from reports.worth import tangible

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
FEW = 2
"""Services that are named as the least sure."""
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
CANDIDATES = (
    CANDIDATE,
    Column("in_plan", "In plan", "yes"),
    Column("share", "In best plans", "share", short="Share", basis="sampled", drawn=True),
    SURE,
    Column("surely_in", "Proven in", "share", basis="proven", narrow=False,
           help="Draws in which every plan that is as good has it."),
    Column("surely_out", "Proven out", "share", basis="proven", narrow=False,
           help="Draws in which no plan that is as good has it."),
    Column("note", "Note", narrow=False, help="Where the plan decides against most draws."),
)  # fmt: skip
SERVICES = (
    Column("service_label", "Service"),
    Column("in_plan", "In plan", "yes"),
    Column("share", "In best plans", "share", basis="sampled"),
    Column("when_in", "When the candidate is in", "share", basis="sampled"),
)
_ANYWAY = {IN_ANYWAY: "in anyway", OUT_ANYWAY: "out anyway"}
HARDLY = Note(
    "proof",
    "Mind that the plan loses less than the gap to which the best plans are proven: these draws "
    "hardly tell plans apart, and it looks surer than it is. A smaller gap looks closer, and takes "
    "longer.",
)
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
        firm: share of draws from which a candidate is as good as sure.
        kind: only candidates of this kind; None = of all.
        proving: what was to be proven, and what is.
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
    held = as_drawn(question.uncertainty, assumed=found.assumed)
    ranges = question.uncertainty.assumptions is not None and not found.assumed
    return Report(
        id="robust",
        title=TITLE,
        answer=_answer(some, whatever(held), found.sample.draws),
        text=(
            sampled(found.sample.draws, question.draws, held, question.seed),
            _precision(found),
            *(_kept(found) if found.assumed else ()),
        ),
        sections=(
            _candidates(some, setting),
            _services(found, {one.id for one in some}, setting),
            Section("regret", "What could be lost?", tuple(_losses(found, setting))),
            _proven(proving, setting),
        ),
        notes=(
            *((HARDLY,) if found.hardly_told_apart else ()),
            *((Note("assumption", NO_RANGES),) if ranges else ()),
            *plan.notes,
        ),
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
    parts = [f"{most} {verb(most, 'are')} in most of them"] if most else []
    parts += [f"{fewer} in fewer than half, so that others would do as well"] if fewer else []
    rest = f" {listing(parts)}." if parts else ""
    often = sum(one.index.share >= HALF for one in others)
    tail = f"; {often} of them {verb(often, 'are')} in most" if often else ""
    more = count(len(others), "other").capitalize()
    return (
        f"{early}{core or none} of the {len(inside)} recommended {verb(core, 'are')} in nearly "
        f"every best plan, {holds}.{rest} {more} could come in{tail}."
    )


def _precision(found: Sureness) -> str:
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


def _kept(found: Sureness) -> Iterator[str]:
    """Yield how much of the plan is left where staff, money and costs are otherwise."""
    areas, services = found.kept
    yield (
        f"On average, the best plans keep {percent(areas)} of the recommended focus areas and "
        f"{percent(services)} of their services."
    )
    none = len(found.sample.impossible)
    if none:
        draws = count(none, "further draw")
        yield f"Under {draws} no plan meets all conditions: too little staff or money."


def _candidates(candidates: Sequence[CandidateIndex], setting: Setting) -> Section:
    order = list(setting.kinds)
    parted = {name: [one for one in candidates if one.kind == name] for name in order}
    by_kind = {name: of_kind for name, of_kind in parted.items() if of_kind}
    surest = sorted(candidates, key=lambda one: -one.surely_in)[:SUREST]
    proven = [
        f"{setting.label(one.id)} in {certain_share(one.surely_in)}"
        for one in surest
        if one.surely_in
    ]
    items = [_of_kind(of_kind, setting) for of_kind in by_kind.values()]
    items += [f"Proven to be in every best plan: {listing(proven)} of the draws."] if proven else []
    brief = {one.id for of_kind in by_kind.values() for one in _in_question(of_kind)}
    rows = tuple(
        {**_row(one, setting), "_rest": one.id not in brief,
         "_place": (order.index(one.kind), not one.in_plan)}
        for one in candidates
    )  # fmt: skip
    named = [f"{row['label']} {certain_share(row['share'])}" for row in rows if row["in_plan"]]
    picture = Picture(
        id="how-sure",
        draw=chart("bars.sureness_bars", tuple(_bars_of(by_kind, setting))),
        describe=f"Share of the best plans that have each recommended candidate: "
        f"{listing(named, len(named))}.",
        text="Each bar: in how many of the best plans the candidate is, one plan for each draw of "
        "weights and unknown evidence. Dark core: proven, in every plan that is as good. Thin line "
        "below: where the share lies, 95 % sure.",
        does="Click a bar to open the card.",
        opens="sure",
    )
    by = KIND if len(by_kind) > 1 else None
    table = Table("candidates", CANDIDATES, rows, rest="more outside the plan", by=by)
    title = "Who is in how many of the best plans?"
    return Section("candidates", title, (), (picture,) if rows else (), (table,), tuple(items))


def _of_kind(candidates: Sequence[CandidateIndex], setting: Setting) -> str:
    """Return how sure the candidates of a kind are, and how many of the others could come in."""
    kind = setting.kinds[candidates[0].kind]
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
        **fields(one, "index"),
        **fields(one.index),
        "contested": one.contested,
        "label": setting.label(one.id),
        "kind_label": setting.kinds[one.kind].label,
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
    empty = {"id": "", "share": None, "low": None, "high": None, "proven": None, "names": "",
             "how_often": "", "note": "", "listed": False}  # fmt: skip
    for name, of_kind in by_kind.items():
        inside = [one for one in of_kind if one.in_plan]
        sure = sum(one.standing == "core" for one in inside)
        others = [one for one in of_kind if not one.in_plan and one.index.share >= LEAST]
        shown = {one.id for one in (*inside, *others[:MOST_OTHERS])}
        text = f"{len(inside)} recommended, {sure or 'none'} of them nearly always in"
        label = setting.kinds[name].label
        yield {**empty, "label": label, "text": text}
        for one in of_kind:
            if one.id in shown:
                yield {
                    **empty, **fields(one.index), "id": one.id, "label": setting.label(one.id),
                    "how_often": HOW_OFTEN[one.standing], "proven": one.surely_in,
                    "listed": one.in_plan, "note": _against(one),
                    "text": certain_share(one.index.share),
                }  # fmt: skip
        rest = [one for one in of_kind if one.id not in shown]
        if rest:
            ever = [one for one in rest if one.index.share > 0]
            most = percent(max(one.index.share for one in rest))
            never = len(rest) - len(ever) or "none"
            each = f"each in {most} or less; {never} of them never" if ever else "in none"
            names = "; ".join(f"{one.name} {percent(one.index.share)}" for one in ever)
            label = f"… {count(len(rest), 'other')}"
            yield {**empty, "label": label, "text": each, "names": names or "none ever in"}


def _services(found: Sureness, candidates: set[str], setting: Setting) -> Section:
    services = found.services
    inside = {one.candidate for one in services if one.in_plan}
    rows = tuple(
        {
            **fields(one, "index"),
            **fields(one.index),
            "label": setting.label(one.candidate),
            "service_label": setting.service(one.service),
            "_place": (one.candidate not in inside, setting.label(one.candidate)),
            "_rest": one.candidate not in inside or _settled(one),
        }
        for one in services
        if one.candidate in candidates
    )
    by = Column("label", "Candidate", opens="candidate")
    rest = "as good as settled, or of candidates that are not recommended"
    table = Table("services", SERVICES, rows, by=by, rest=rest)
    text = tuple(_held_to(services, candidates, setting)) if found.assumed else ()
    return Section("services", "And with which services?", text, tables=(table,))


def _held_to(
    services: Sequence[ServiceIndex], candidates: set[str], setting: Setting
) -> Iterator[str]:
    """Yield which services of the plan hold up, and which do not."""
    mine = [one for one in services if one.in_plan and one.candidate in candidates]
    if not mine:
        return
    sure = sum(_settled(one) for one in mine)
    yield (
        f"Of the {len(mine)} services recommended, {sure or 'none'} {verb(sure, 'are')} in nearly "
        "every best plan that has the candidate."
    )
    of_family: dict[str, list[float]] = {}
    for one in mine:
        of_family.setdefault(one.service, []).append(one.when_in or 0.0)
    mean = {name: sum(shares) / len(shares) for name, shares in of_family.items()}
    ordered = sorted(mean, key=lambda name: (mean[name], name))
    told = {name: f"{setting.service(name)} ({percent(mean[name])})" for name in ordered}
    if len(ordered) > 1:
        yield (
            f"Least sure where recommended: {listing(told[name] for name in ordered[:FEW])}; "
            f"surest: {told[ordered[-1]]}."
        )


def _settled(one: ServiceIndex) -> bool:
    """Say whether a service is nearly always, or hardly ever, given as the plan does."""
    share = one.when_in or 0.0
    return share >= 1 - SETTLED if one.in_plan else share <= SETTLED


def _losses(found: Sureness, setting: Setting) -> Iterator[str]:
    """Yield what the plan loses where a draw is true, and which plan would lose less."""
    if found.assumed:
        yield _feasible(found)
        if not found.carried_out:
            return
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
    if found.sample.impossible and not found.assumed:
        draws = count(len(found.sample.impossible), "further draw")
        yield f"Under {draws} no plan meets all conditions: too many fail a gate."
    if found.barred > 0 and not found.assumed:
        yield (
            f"In {certain_share(found.barred)} of the draws one of its focus areas fails a gate, "
            "and what that would have earned is lost."
        )
    if found.assumed:
        return
    worst, mean = found.least_worst, found.least_mean
    better = {"at worst": worst} if worst[1].worst_most < own.worst_most - NOTHING else {}
    better |= {"on average": mean} if mean[1].mean < own.mean - NOTHING else {}
    none = [when for when in ("at worst", "on average") if when not in better]
    if not none and worst[0] == mean[0]:
        better = {"at worst and on average": worst}
    for when, plan in better.items():
        yield _less(when, *plan, found, setting)
    if none:
        yield f"None of the plans found loses less {' or '.join(none)}."


def _feasible(found: Sureness) -> str:
    if not found.carried_out:
        return (
            "In none of the draws can the plan be carried out as it stands: some team or fund has "
            "too little for all of its services, or these unlock too little somewhere."
        )
    return (
        f"The plan can be carried out as it stands in {certain_share(found.carried_out)} of the "
        "draws; in the others some team or fund has too little for all of its services, or these "
        "unlock too little somewhere. What follows holds where it can."
    )


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
    how = " and ".join(changes) or "has the same focus areas, with other services"
    return f"{told}. It {how}."


def _names(ids: Iterable[str], setting: Setting, most: int = NAMED) -> str:
    return listing(map(setting.label, ids), most)


def _proven(proving: tuple[WeightSetQuestion, Proof] | None, setting: Setting) -> Section:
    """Return who is in every best plan, in none, in some: proven over a whole set of weights."""
    if proving is None:
        return Section("always")
    question, proof = proving
    said = tuple(_verdicts(question, proof, setting))
    return Section("always", "Proven, not sampled", (_which(question),), items=said)


def _verdicts(question: WeightSetQuestion, proof: Proof, setting: Setting) -> Iterator[str]:
    if not proof.complete and proof.corners_of_set > question.corners:
        yield (
            f"Nothing is proven: this set of weights has {proof.corners_of_set:,} corners, more "
            f"than the {question.corners:,} that were to be looked at."
        )
        return
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
    belief, moved = question.uncertainty.belief, question.moved
    order, people = belief == "order", belief == "people"
    if belief == "fixed" or not moved:
        which = "the given weights"
    elif moved == 1:
        which = "all weights in the same order" if order else "any weights at all"
        which = "anybody's weights and any compromise between them" if people else which
    else:
        towards = "others in the same order" if order else "any others"
        towards = "anybody's, or a compromise between them" if people else towards
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
    rows += [
        {**{name: by_id[row["candidate"]][name] for name in ("kind", "name", "region")}, **row,
         "standing": ""}
        for row in told.table("services").rows
    ]  # fmt: skip
    columns = tuple(Column(name, name) for name in SHARES)
    return Table("shares", columns, tuple({one: row.get(one) for one in SHARES} for row in rows))


def _facts(found: Sureness | None, question: SampleQuestion, setting: Setting) -> Row:
    gap = {"asked": question.gap, "mean": None, "most": None}
    facts = {
        "drawn": drawn(question.draws, question.uncertainty, question.seed),
        "draws": 0,
        "precision": None,
        "plans": 0,
        "hardly_told_apart": False,
        "regret": None,
        "inputs": setting.inputs,
    }
    if found is None:
        return {**facts, "gap": gap}
    gaps = found.sample.gaps
    return {
        **facts,
        **picked(found, "precision", "plans", "hardly_told_apart"),
        "draws": found.sample.draws,
        "gap": {**gap, "mean": float(gaps.mean()), "most": float(gaps.max())},
        **({"assumed": _assumed(found)} if found.assumed else {}),
        "regret": None
        if found.assumed
        else {
            "recommended": found.regret,
            "least_worst": _regret(*found.least_worst, found),
            "least_mean": _regret(*found.least_mean, found),
        },
    }


def _assumed(found: Sureness) -> Row:
    areas, services = found.kept
    return {
        "focus_areas_kept": areas,
        "services_kept": services,
        "carried_out": found.carried_out,
        "impossible": len(found.sample.impossible),
        "regret": found.regret if found.carried_out else None,
    }


def _regret(plan: Decisions, lost: Regret, found: Sureness) -> Row:
    ids, mine = plan.ids, found.plan.ids
    return {**fields(lost), "focus": ids, "entered": ids - mine, "left": mine - ids}


def _proof(question: WeightSetQuestion, proof: Proof) -> Row:
    return {
        **fields(proof, "candidates"),
        "moved": question.moved,
        **{how.replace(" ", "_"): proof.ids(how) for how in ("in", "out", "depends", "not proven")},
    }

"""What would several people do, each alone and all together? Weights, own plans, plans for all."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from string import ascii_uppercase

from config.criteria import Kind
from data.people import PeopleWeights, everyone
from optimizer.bounded_value import BoundedValue
from optimizer.group_plans import GroupPlans, PersonPlan
from optimizer.levers import canonical
from optimizer.plan import Plan
from questions.plan import Planned
from reports.columns import CRITERION, KIND, NAME
from reports.plan import brief
from reports.report import Column, Note, Picture, Report, Row, Section, Table, chart, fields, picked
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
    verb,
)
from reports.worth import tangible
from scoring.group import GroupWeights

TITLE = "What would several people do?"
NAMED = 8
"""Names that a sentence lists before it only counts."""
PEOPLE_NAMED = 12
"""People whom a sentence lists before it only counts."""
JOINT = ("Consensus", "Compromise")
"""What the plans for all are called."""
SURE, THERE, OPEN = "in, proven", "in the plan found", "not in it, not ruled out"
"""How a candidate stands to a plan; nothing: proven to be in no best plan."""
CRITERIA = (
    CRITERION,
    Column("now", "Now", "share"),
    Column("mean", "Mean", "share"),
    Column("least", "Least", narrow=False, help="Who gives it least."),
    Column("greatest", "Most", narrow=False, help="Who gives it most."),
    Column("part", "Of the quarrel", "share", narrow=False,
           help="Part of the disagreement about the kind that is about this criterion."),
)  # fmt: skip
PEOPLE = (
    Column("person", "Own plan of"),
    Column("areas", "Areas", "count", narrow=False),
    Column("value", "Points", "points"),
    Column("sure_in", "Sure in", "count", narrow=False,
           help="Proven to be in every best plan of theirs."),
    Column("sure_out", "Sure out", "count", narrow=False,
           help="Proven to be in no best plan of theirs."),
    Column("consensus_loss", "Consensus", "span", digits=1, help="Points that it costs."),
    Column("compromise_loss", "Compromise", "span", digits=1, help="Points that it costs."),
)  # fmt: skip
RESTS_ON = ("gate", "assumption")
"""Notes of the plan of the consensus that hold for every plan here."""


def report(
    people: PeopleWeights,
    groups: Mapping[str, GroupWeights],
    setting: Setting,
    *,
    gap: float,
    found: GroupPlans | None = None,
    none: Report | None = None,
    kind: str | None = None,
    most: int | None = NAMED,
    stopped: bool = False,
) -> Report:
    """Return where people disagree, and what each of them and all together would do.

    Args:
        groups: kind → weights of those who weigh it.
        gap: relative gap asked of every plan.
        found: their plans; None where none are known (yet).
        none: why there is no plan, where there is none.
        kind: only weights and candidates of this kind; None = of all.
        most: names that a list shows before it only counts; None = all.
    """
    names = everyone(people)
    verb = "weighs" if len(names) == 1 else "weigh"
    who = f"{count(len(names), 'person', 'people')} {verb} the criteria: {_people(names)}."
    if none is not None:
        answer, text = none.answer, (who, *none.text)
    elif found is None or not found.people:
        answer, text = who, tuple(_losses(found, setting)) if found else ()
    else:
        answer, *rest = _losses(found, setting)
        text = (who, *rest)
    kinds = [name for name in groups if kind in (None, name)]
    plans = () if found is None else _plans(found, names, setting, kind, most)
    status = "found" if found else none.facts["status"] if none else "unknown"
    about = {"conflicts": (), "conflicting": ()} if none is None else none.facts
    return Report(
        id="group",
        title=TITLE,
        answer=answer,
        text=text,
        sections=(
            _disagreement(kinds, groups, names, setting),
            *plans,
            *(none.sections if none else ()),
        ),
        notes=tuple(_notes(found, setting, stopped=stopped)),
        facts={
            "status": status,
            "scenario": canonical(setting.scenario),
            "gap": gap,
            "interrupted": stopped,
            "weights": {name: _weights(group) for name, group in groups.items()},
            **{name: about[name] for name in ("conflicts", "conflicting")},
            "inputs": setting.inputs,
            **({} if found is None else _facts(found)),
        },
    )


def letters(people: Sequence[str]) -> dict[str, str]:
    """Return a letter for everybody: A to Z, then AA, AB and so on."""
    alphabet = [*ascii_uppercase, *(a + b for a in ascii_uppercase for b in ascii_uppercase)]
    return dict(zip(people, alphabet, strict=False))


def heads(people: Sequence[str]) -> dict[str, str]:
    """Return what stands above everybody's column: letter and name, unlike any other header."""
    return {person: f"{letter}  {person}" for person, letter in letters(people).items()}


def _people(names: Sequence[str], most: int = PEOPLE_NAMED) -> str:
    """Return people in a sentence, told apart even where their names have commas."""
    if any("," in name for name in names):
        shown = list(names) if len(names) <= most else [*names[: most - 1], "others"]
        return "; ".join(shown)
    return listing(names, most)


def _disagreement(
    kinds: Sequence[str],
    groups: Mapping[str, GroupWeights],
    people: Sequence[str],
    setting: Setting,
) -> Section:
    """Return where people disagree about each kind, the most contested criteria first."""
    specs = setting.kinds
    top = max((high for name in kinds for _, high in groups[name].spread.values()), default=1.0)
    spread = Column("spread", "From least to most", "share_span", drawn=True, scale=top)
    rows = tuple(row for name in kinds for row in _criteria(name, specs[name], groups[name]))
    table = Table("criteria", (*CRITERIA[:3], spread, *CRITERIA[3:]), rows,
                  by=KIND if len(kinds) > 1 else None)  # fmt: skip
    items = tuple(_apart(specs[name], groups[name]) for name in kinds)
    pictures = tuple(_letters(name, specs[name], groups[name], people) for name in kinds)
    return Section("weights", "Where they disagree", (), pictures, (table,), items)


def _apart(kind: Kind, group: GroupWeights) -> str:
    """Return how far people disagree about a kind, between whom most, and about what."""
    if len(group.people) == 1:
        return f"{kind.label}: only {group.people[0]} gives weights."
    if group.furthest is None:
        who = "both" if len(group.people) == 2 else f"all {len(group.people)}"
        return f"{kind.label}: {who} give the same weights."
    one, other = group.furthest
    places = [group.people.index(name) for name in group.furthest]
    apart = percent(float(group.distances[places[0], places[1]]))
    first, part = group.contested[0]
    most = f"The largest part of it, {percent(part / group.disagreement)}, is about "
    about = f"{most}{mid_sentence(kind.criteria[first].label)}."
    if len(group.people) == 2:
        move = f"{one} and {other} would have to move {apart} of their weight to agree"
        return f"{kind.label}: {move}. {about}"
    return (
        f"{kind.label}: to agree, any two would have to move {percent(group.disagreement)} of "
        f"their weight on average; {one} and {other} most, {apart}. {about}"
    )


def _criteria(name: str, kind: Kind, group: GroupWeights) -> Iterator[Row]:
    for criterion, part in group.contested:
        low, high = group.spread[criterion]
        least, most = group.ends[criterion]
        yield {
            "kind": name,
            "kind_label": kind.label,
            "criterion": criterion,
            "label": kind.criteria[criterion].label,
            "now": kind.weights[criterion],
            "mean": group.mean[criterion],
            "spread": (low, high),
            "least": _end(least, group),
            "greatest": _end(most, group),
            "part": part / group.disagreement if group.disagreement else 0.0,
        }


def _end(people: Sequence[str], group: GroupWeights) -> str:
    if len(people) == len(group.people):
        return "all"
    return people[0] if len(people) == 1 else f"{len(people)} of {len(group.people)}"


def _letters(name: str, kind: Kind, group: GroupWeights, people: Sequence[str]) -> Picture:
    sign, head = letters(people), heads(people)
    own = dict(zip(group.people, group.weights.tolist(), strict=True))
    marks, means, rows = [], [], []
    for criterion, _ in group.contested:
        label, at = kind.criteria[criterion].label, group.criteria.index(criterion)
        mean, (low, high) = group.mean[criterion], group.spread[criterion]
        marks += [
            {"criterion": label, "person": person, "letter": sign[person], "weight": 100 * each[at]}
            for person, each in own.items()
        ]
        ends = {"least": 100 * low, "most": 100 * high}
        means.append({"criterion": label, "mean": 100 * mean, **ends})
        each = {f"of {person}": weights[at] for person, weights in own.items()}
        rows.append({"label": label, "mean": mean, **each})
    columns = (
        CRITERION,
        Column("mean", JOINT[0], "share", digits=1),
        *(Column(f"of {one}", head[one], "share", digits=1) for one in people if one in own),
    )
    said = [f"{one['criterion']} {one['least']:.0f} to {one['most']:.0f}" for one in means]
    return Picture(
        id=f"people-{name}",
        draw=chart("dots.weight_letters", marks, means),
        describe=f"Weights of 100 from least to most: {listing(said, len(said))}.",
        text="Each letter: the weight one person gives. Orange: the consensus, their mean. The "
        "most disputed criterion stands on top.",
        table=Table("weights", columns, tuple(rows)),
    )


def _losses(found: GroupPlans, setting: Setting) -> Iterator[str]:
    """Yield what all share, and what consensus and compromise cost whom."""
    total = len(found.people)
    if found.waiting:
        who = _people(found.waiting)
        yield f"Stopped before everybody had a plan: nothing is known of {who}; no compromise yet."
    if total > 1:
        own, more = len(found.shared), len(found.some)
        rest = f"{more} more {verb(more, 'are')} in some" if more else "no other is in any"
        yield (
            f"{count(own, 'focus area')} {verb(own, 'are')} in the best plan found of each of the "
            f"{total}; {rest}."
        )
    setting, worst = replace(setting, plan=found.consensus), found.consensus_worst
    if worst is None:
        return
    costs = [(one.consensus_costs, one.person) for one in found.people]
    yield _worst("The plan of the consensus weights", worst, costs, setting)
    worst = found.compromise_worst
    if worst is None or found.compromise_least is None:
        return
    lost = [(one.compromise_costs, one.person) for one in found.people if one.compromise_costs]
    yield _worst("The compromise", worst, lost, setting)
    if worst.high > NOTHING:
        yield _least(worst, found.compromise_least)


def _worst(
    plan: str, worst: BoundedValue, costs: Iterable[tuple[BoundedValue, str]], setting: Setting
) -> str:
    """Return who loses most, and how much; that nobody does where nobody does."""
    told = ((lost.low, person) for lost, person in costs)
    most, who = max(told, key=lambda pair: pair[0], default=(0.0, ""))
    if most < NOTHING:
        sure = f" ({proven(worst)})" if worst.high >= NOTHING else ""
        return f"{plan} costs nobody anything against their own best plan found{sure}."
    like = tangible(worst.low, setting)
    return f"{plan} costs {who} most: {priced(worst)}, against their own best plan found" + (
        f"; that is {like}." if like else "."
    )


def _least(worst: BoundedValue, least: float) -> str:
    if worst.high - least < NOTHING:
        return "No plan has a smaller worst loss: proven."
    if least < NOTHING:
        return "How much smaller a worst loss could be is not proven."
    return f"No plan can bring the worst loss below {points(least)}: proven."


def _plans(
    found: GroupPlans, people: Sequence[str], setting: Setting, kind: str | None, most: int | None
) -> Iterator[Section]:
    yield _costs(found)
    if not found.people:
        return
    yield Section(
        "apart", "What sets each own plan apart", items=tuple(_only(found, setting, most))
    )
    yield _candidates(found, people, setting, kind, most)
    if found.compromise is not None:
        yield Section("compromise", text=(_compromise(found, found.compromise, setting, most),))


def _costs(found: GroupPlans) -> Section:
    marks = [
        {"person": one.person, "plan": plan, "low": lost.low, "high": lost.high}
        for one in found.people
        for plan, lost in zip(JOINT, (one.consensus_costs, one.compromise_costs), strict=True)
        if lost is not None
    ]
    said = [f"{one.person} {one.consensus_costs.low:.1f}" for one in found.people]
    picture = Picture(
        id="people-losses",
        draw=chart("bars.losses", marks, [one.person for one in found.people], JOINT),
        describe=f"Points lost: {listing(said, len(said))} under the plan of the consensus.",
        text="In points of each one's own weights. The compromise keeps the longest bar short.",
    )
    table = Table("people", PEOPLE, tuple(map(_person, found.people)))
    title = "What a plan for all costs each of them"
    return Section("people", title, (), (picture,) if marks else (), (table,))


def _person(one: PersonPlan) -> Row:
    told: dict[str, object] = {
        **fields(one, "plan"),
        **_plan(one.plan),
        "areas": len(one.plan.ids),
        "sure_in": len(one.surely_in),
        "sure_out": len(one.surely_out),
    }
    value = one.plan.value or 0.0
    for name, lost in (("consensus", one.consensus_costs), ("compromise", one.compromise_costs)):
        told[f"{name}_costs"] = None if lost is None else fields(lost)
        told[f"{name}_loss"] = None if lost is None else (lost.low, lost.high)
        told[f"{name}_share"] = None if lost is None or not value else lost.low / value
    return told


def _only(found: GroupPlans, setting: Setting, most: int | None) -> Iterator[str]:
    """Yield what sets each person's own plan apart from everybody else's."""
    total = len(found.people)
    others = "the other has not" if total == 2 else "nobody else has"
    for one in found.people:
        parts = []
        if one.only:
            parts.append(f"in, which {others}: {_named(one.only, setting, most)}")
        if one.without and total > 2:
            parts.append(f"not in, which all others have: {_named(one.without, setting, most)}")
        yield f"{one.person}: {'; '.join(parts) or 'nothing that others do not have'}."


def _named(ids: Collection[str], setting: Setting, most: int | None) -> str:
    shown = [setting.label(one) for one in setting.candidates if one in ids]
    return listing(shown, len(shown) + 1 if most is None else most)


def _compromise(found: GroupPlans, compromise: Plan, setting: Setting, most: int | None) -> str:
    """Return how the compromise differs from the plan of the consensus weights."""
    enter, leave = compromise.ids - found.consensus.ids, found.consensus.ids - compromise.ids
    changes = [
        f"{verb} {_named(ids, setting, most)}"
        for verb, ids in (("puts in", enter), ("leaves out", leave))
        if ids
    ]
    if not changes:
        return "The compromise has the same focus areas as the plan of the consensus weights."
    return f"The compromise {' and '.join(changes)}, next to the plan of the consensus weights."


def _candidates(
    found: GroupPlans, people: Sequence[str], setting: Setting, kind: str | None, most: int | None
) -> Section:
    """Return the candidates of any plan, those of most people's plans first."""
    kinds, total = setting.kinds, len(found.people)
    joint = {JOINT[0]: found.consensus} | ({JOINT[1]: found.compromise} if found.compromise else {})
    anywhere = found.support.keys() | {one for plan in joint.values() for one in plan.ids}
    times = {one: found.support.get(one, 0) for one in setting.candidates if one in anywhere}
    parted = {
        name: sorted(
            (one for one in times if setting.kind(one) == name), key=lambda one: -times[one]
        )
        for name in kinds
        if kind in (None, name)
    }
    rows = tuple(
        {
            "id": one,
            "kind": name,
            "kind_label": kinds[name].label,
            "name": setting.label(one),
            "times": times[one],
            "whose": _whose(one, found),
            **{plan.lower(): one in made.ids for plan, made in joint.items()},
            "_rest": times[one] == total and all(one in made.ids for made in joint.values()),
        }
        for name, ids in parted.items()
        for one in ids
    )
    columns = (
        NAME,
        Column("times", f"Own plans, of {total}", "count"),
        Column("whose", "Whose", narrow=False),
        *(Column(name.lower(), name, "yes") for name in joint),
    )
    by = KIND if kind is None else None
    table = Table("candidates", columns, rows, by=by, rest="that all plans have")
    pictures = tuple(
        _matrix(found, joint, ids, name, people, setting) for name, ids in parted.items() if ids
    )
    everywhere = tuple(
        f"{kinds[name].label} in everybody's own plan: {_named(shared, setting, most)}."
        for name in parted
        if (shared := [one for one in found.shared if setting.kind(one) == name])
    )
    title = "In how many of the own plans is whom?"
    return Section("candidates", title, (), pictures, (table,), everywhere)


def _whose(candidate: str, found: GroupPlans) -> str:
    has = [one.person for one in found.people if candidate in one.plan.ids]
    return "all" if len(has) == len(found.people) else _people(has) if has else "nobody's"


def _matrix(
    found: GroupPlans,
    joint: Mapping[str, Plan],
    ids: Sequence[str],
    kind: str,
    people: Sequence[str],
    setting: Setting,
) -> Picture:
    """Return the picture of who is in whose own plan, and in those for all."""
    head = heads(people)
    labels = _unlike({one: setting.label(one) for one in ids})
    shared = [one for one in ids if found.support.get(one, 0) == len(found.people)]
    cells = [
        {"id": one, "name": labels[one], "plan": plan, "how": how}
        for one in ids
        for plan, how in (
            *((head[who.person], _how(one, who)) for who in found.people),
            *((name, THERE if one in plan.ids else "") for name, plan in joint.items()),
        )
        if how
    ]
    every, order = ([head[who.person] for who in found.people], list(joint)), list(labels.values())
    hows = (SURE, THERE, OPEN)
    return Picture(
        id=f"people-plans-{kind}",
        draw=chart("cells.own_plans_matrix", cells, order, every, len(shared), hows),
        describe=f"In all own plans: {_named(shared, setting, None)}.",
        text="Above the dashed line: in everybody's plan. Dark: proven to be in every best plan of "
        "theirs. Blank under a person: proven to be in none.",
        does="Click a square to open the card.",
        opens="own_plans",
    )


def _unlike(labels: Mapping[str, str]) -> dict[str, str]:
    every = list(labels.values())
    return {
        one: f"{label} ({one.rpartition(':')[2]})" if every.count(label) > 1 else label
        for one, label in labels.items()
    }


def _how(candidate: str, one: PersonPlan) -> str:
    if candidate in one.plan.ids:
        return SURE if candidate in one.surely_in else THERE
    return "" if candidate in one.surely_out else OPEN


def _notes(found: GroupPlans | None, setting: Setting, *, stopped: bool) -> Iterator[Note]:
    if stopped:
        yield Note("stopped", "The work was ended early; this is what was found until then.")
    if found is None:
        return
    if found.people:
        yield Note("proof", _proof(found))
    about = brief(Planned(scenario=setting.scenario, plan=found.consensus), setting)
    yield from (note for note in about.notes if note.kind in RESTS_ON)


def _proof(found: GroupPlans) -> str:
    widest = max(one.plan.gap or 0.0 for one in found.people)
    how = "Every plan is proven the best of its person."
    if any(one.plan.status != "optimal" for one in found.people):
        how = (
            f"Every plan is proven within {percent(widest, 1)} of its person's best, which is why "
            "losses are given from what was found to what is proven."
        )
    return (
        f"Points are those of each person's own weights. {how} Sure in, or out: proven to be in "
        "every, or in no, best plan of theirs; other differences may be a matter of plans that are "
        "about as good."
    )


def _facts(found: GroupPlans) -> Row:
    least = {"least": found.compromise_least}
    compromise = _joint(found.compromise, found.compromise_worst)
    return {
        **found.model_dump(include={"waiting", "shared", "some", "support"}),
        "consensus": _joint(found.consensus, found.consensus_worst),
        "compromise": compromise and {**compromise, **least},
    }


def _joint(plan: Plan | None, worst: BoundedValue | None) -> Row | None:
    return None if plan is None else {**_plan(plan), "worst": worst and fields(worst)}


def _weights(group: GroupWeights) -> Row:
    own = zip(group.people, group.weights.tolist(), strict=True)
    return {
        "people": {person: dict(zip(group.criteria, row, strict=True)) for person, row in own},
        "consensus": group.mean,
        **picked(group, "disagreement", "furthest"),
        "contested": dict(group.contested),
    }


def _plan(plan: Plan) -> Row:
    return {**plan.model_dump(include={"value", "bound", "status"}), "focus": sorted(plan.ids)}

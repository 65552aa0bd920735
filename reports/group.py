"""What would several people do, each alone and all together? Weights, own plans, plans for all."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from string import ascii_uppercase
from typing import TYPE_CHECKING

from config.criteria import Kind
from data.people import PeopleWeights, everyone
from optimizer.bounded_value import BoundedValue
from optimizer.group_plans import GroupPlans, PersonPlan
from optimizer.levers import canonical
from optimizer.plan import Plan
from questions.plan import Planned
from questions.question import inputs_of
from reports.plan import brief
from reports.points import tangible
from reports.report import Column, Note, Picture, Report, Row, Section, Table
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
)
from scoring.group import GroupWeights

if TYPE_CHECKING:
    from reports.charts import Picture as Chart

TITLE = "What would several people do?"
NAMED = 8
"""Names that a sentence lists before it only counts."""
PEOPLE_NAMED = 12
"""People whom a sentence lists before it only counts."""
JOINT = ("Consensus", "Compromise")
"""What the plans for all are called."""
SURE, THERE, OPEN = "in, proven", "in the plan found", "not in it, not ruled out"
"""How a candidate stands to a plan; nothing: proven to be in no best plan."""
KIND = Column("kind_label", "Kind")
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
        people: their weights.
        groups: kind → weights of those who weigh it.
        setting: names and labels, under the scenario that everybody plans with.
        gap: relative gap asked of every plan.
        found: their plans; None where none are known (yet).
        none: why there is no plan, where there is none.
        kind: only weights and candidates of this kind; None = of all.
        most: names that a list shows before it only counts; None = all.
        stopped: whether the work was ended early.
    """
    who = _who(people)
    if none is not None:
        answer, text = none.answer, (who, *none.text)
    elif found is None or not found.people:
        answer, text = who, tuple(_losses(found, setting)) if found else ()
    else:
        answer, *rest = _losses(found, setting)
        text = (who, *rest)
    kinds = [name for name in groups if kind in (None, name)]
    plans = () if found is None else _plans(found, people, setting, kind, most)
    inputs = inputs_of(setting.study)
    status = "found" if found else none.facts["status"] if none else "unknown"
    about = {"conflicts": (), "conflicting": ()} if none is None else none.facts
    return Report(
        id="group",
        title=TITLE,
        answer=answer,
        text=text,
        sections=(
            _disagreement(kinds, groups, everyone(people), setting),
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
            "inputs": {"dataset": inputs.dataset, "config": inputs.configuration},
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


def _who(people: PeopleWeights) -> str:
    """Return who weighs the criteria, in a sentence."""
    names = everyone(people)
    verb = "weighs" if len(names) == 1 else "weigh"
    return f"{count(len(names), 'person', 'people')} {verb} the criteria: {_people(names)}."


def _disagreement(
    kinds: Sequence[str],
    groups: Mapping[str, GroupWeights],
    people: Sequence[str],
    setting: Setting,
) -> Section:
    """Return where people disagree about each kind, the most contested criteria first."""
    specs = setting.configuration.criteria.kinds
    top = max((high for name in kinds for _, high in groups[name].spread.values()), default=1.0)
    columns = (
        Column("label", "Criterion"),
        Column("now", "Now", "share"),
        Column("mean", "Mean", "share"),
        Column("spread", "From least to most", "share_span", drawn=True, scale=top),
        Column("least", "Least", narrow=False, help="Who gives it least."),
        Column("greatest", "Most", narrow=False, help="Who gives it most."),
        Column("part", "Of the quarrel", "share", narrow=False,
               help="Part of the disagreement about the kind that is about this criterion."),
    )  # fmt: skip
    rows = tuple(row for name in kinds for row in _criteria(name, specs[name], groups[name]))
    return Section(
        "weights",
        "Where they disagree",
        items=tuple(_apart(specs[name], groups[name]) for name in kinds),
        pictures=tuple(_letters(name, specs[name], groups[name], people) for name in kinds),
        tables=(Table("criteria", columns, rows, by=KIND if len(kinds) > 1 else None),),
    )


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
    sign = letters(people)
    labels = [kind.criteria[criterion].label for criterion, _ in group.contested]
    order = [group.criteria.index(criterion) for criterion, _ in group.contested]
    marks = [
        {"criterion": label, "person": person, "letter": sign[person], "weight": 100 * weight}
        for label, at in zip(labels, order, strict=True)
        for person, weight in zip(group.people, group.weights[:, at].tolist(), strict=True)
    ]
    means = [
        {"criterion": label, "mean": 100 * group.mean[one], "least": 100 * group.spread[one][0],
         "most": 100 * group.spread[one][1]}
        for label, (one, _) in zip(labels, group.contested, strict=True)
    ]  # fmt: skip
    columns = (
        Column("label", "Criterion"),
        Column("mean", JOINT[0], "share", digits=1),
        *(Column(f"of {person}", head, "share", digits=1) for person, head in heads(people).items()
          if person in group.people),
    )  # fmt: skip
    own = dict(zip(group.people, group.weights.tolist(), strict=True))
    rows = tuple(
        {"label": label, "mean": group.mean[group.criteria[at]],
         **{f"of {person}": weights[at] for person, weights in own.items()}}
        for label, at in zip(labels, order, strict=True)
    )  # fmt: skip
    said = [f"{one['criterion']} {one['least']:.0f} to {one['most']:.0f}" for one in means]
    return Picture(
        id=f"people-{name}",
        draw=partial(_drawn_letters, marks, means),
        describe=f"Weights of 100 from least to most: {listing(said, len(said))}.",
        text="Each letter: the weight one person gives. Orange: the consensus, their mean. The "
        "most disputed criterion stands on top.",
        table=Table("weights", columns, rows),
    )


def _drawn_letters(marks: Sequence[Row], means: Sequence[Row]) -> "Chart":
    from reports.charts.people import weight_letters

    return weight_letters(marks, means)


def _losses(found: GroupPlans, setting: Setting) -> Iterator[str]:
    """Yield what all share, and what consensus and compromise cost whom."""
    total = len(found.people)
    if found.waiting:
        who = _people(found.waiting)
        yield f"Stopped before everybody had a plan: nothing is known of {who}; no compromise yet."
    if total > 1:
        own, more = len(found.shared), len(found.some)
        rest = f"{more} more {_are(more)} in some" if more else "no other is in any"
        yield (
            f"{count(own, 'focus area')} {_are(own)} in the best plan found of each of the "
            f"{total}; {rest}."
        )
    if found.consensus_worst is None:
        return
    setting = replace(setting, plan=found.consensus)
    yield _worst("The plan of the consensus weights", found.consensus_worst, _loser(
        found, lambda one: one.consensus_costs), setting)  # fmt: skip
    worst = found.compromise_worst
    if worst is None or found.compromise_least is None:
        return
    yield _worst("The compromise", worst, _loser(
        found, lambda one: one.compromise_costs), setting)  # fmt: skip
    if worst.high > NOTHING:
        yield _least(worst, found.compromise_least)


def _are(how_many: int) -> str:
    return "is" if how_many == 1 else "are"


def _loser(found: GroupPlans, costs: Callable[[PersonPlan], BoundedValue | None]) -> str | None:
    """Return who loses most; None where nobody does."""
    told = [(lost.low, one.person) for one in found.people if (lost := costs(one)) is not None]
    most, name = max(told, key=lambda pair: pair[0], default=(0.0, ""))
    return name if most >= NOTHING else None


def _worst(plan: str, worst: BoundedValue, who: str | None, setting: Setting) -> str:
    if who is None:
        most = f" ({proven(worst)})" if worst.high >= NOTHING else ""
        return f"{plan} costs nobody anything against their own best plan found{most}."
    told = tangible(worst.low, setting)
    return f"{plan} costs {who} most: {priced(worst)}, against their own best plan found" + (
        f"; that is {told}." if told else "."
    )


def _least(worst: BoundedValue, least: float) -> str:
    if worst.high - least < NOTHING:
        return "No plan has a smaller worst loss: proven."
    if least < NOTHING:
        return "How much smaller a worst loss could be is not proven."
    return f"No plan can bring the worst loss below {points(least)}: proven."


def _plans(
    found: GroupPlans,
    people: PeopleWeights,
    setting: Setting,
    kind: str | None,
    most: int | None,
) -> Iterator[Section]:
    yield _costs(found)
    if not found.people:
        return
    yield Section(
        "apart", "What sets each own plan apart", items=tuple(_only(found, setting, most))
    )
    yield _candidates(found, everyone(people), setting, kind, most)
    if found.compromise is not None:
        yield Section("compromise", text=(_compromise(found, found.compromise, setting, most),))


def _costs(found: GroupPlans) -> Section:
    columns = (
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
    rows = tuple(map(_person, found.people))
    marks = [
        {"person": one.person, "plan": plan, "low": lost.low, "high": lost.high}
        for one in found.people
        for plan, lost in zip(JOINT, (one.consensus_costs, one.compromise_costs), strict=True)
        if lost is not None
    ]
    said = [f"{one.person} {one.consensus_costs.low:.1f}" for one in found.people]
    picture = Picture(
        id="people-losses",
        draw=partial(_bars, marks, [one.person for one in found.people]),
        describe=f"Points lost: {listing(said, len(said))} under the plan of the consensus.",
        text="In points of each one's own weights. The compromise keeps the longest bar short.",
    )
    pictures = (picture,) if marks else ()
    title = "What a plan for all costs each of them"
    return Section("people", title, (), pictures, (Table("people", columns, rows),))


def _bars(marks: Sequence[Row], people: Sequence[str]) -> "Chart":
    from reports.charts.people import losses

    return losses(marks, people, JOINT)


def _person(one: PersonPlan) -> Row:
    told = {
        "person": one.person,
        **_plan(one.plan),
        **one.model_dump(include={"surely_in", "surely_out", "only", "without"}),
        "areas": len(one.plan.ids),
        "sure_in": len(one.surely_in),
        "sure_out": len(one.surely_out),
    }
    value = one.plan.value or 0.0
    for name, lost in (("consensus", one.consensus_costs), ("compromise", one.compromise_costs)):
        told[f"{name}_costs"] = None if lost is None else lost.model_dump()
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


def _ordered(ids: Iterable[str], setting: Setting) -> list[str]:
    """Return ids in the order of lists: by kind as configured, then by name."""
    kinds = list(setting.configuration.criteria.kinds)
    return sorted(ids, key=lambda one: (kinds.index(setting.kind(one)), setting.name(one), one))


def _named(ids: Iterable[str], setting: Setting, most: int | None) -> str:
    shown = _ordered(ids, setting)
    return listing(map(setting.label, shown), len(shown) + 1 if most is None else most)


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
    found: GroupPlans,
    people: Sequence[str],
    setting: Setting,
    kind: str | None,
    most: int | None,
) -> Section:
    """Return the candidates of any plan, those of most people's plans first."""
    joint = [found.consensus.ids, *([found.compromise.ids] if found.compromise else [])]
    ids = [
        one
        for one in _ordered({*found.support, *frozenset().union(*joint)}, setting)
        if kind in (None, setting.kind(one))
    ]
    kinds, total = setting.configuration.criteria.kinds, len(found.people)
    ids.sort(key=lambda one: (list(kinds).index(setting.kind(one)), -found.support.get(one, 0)))
    rows = tuple(
        {
            "id": one,
            "kind": setting.kind(one),
            "kind_label": kinds[setting.kind(one)].label,
            "name": setting.label(one),
            "times": found.support.get(one, 0),
            "whose": _whose(one, found),
            **{name.lower(): one in plan for name, plan in zip(JOINT, joint, strict=False)},
            "_rest": found.support.get(one, 0) == total and all(one in plan for plan in joint),
        }
        for one in ids
    )
    columns = (
        Column("name", "Candidate", opens="id"),
        Column("times", f"Own plans, of {total}", "count"),
        Column("whose", "Whose", narrow=False),
        *(Column(name.lower(), name, "yes") for name, _ in zip(JOINT, joint, strict=False)),
    )
    by = KIND if kind is None else None
    table = Table("candidates", columns, rows, by=by, rest="that all plans have")
    pictures = tuple(
        _matrix(found, [one for one in ids if setting.kind(one) == name], name, people, setting)
        for name in kinds
        if any(setting.kind(one) == name for one in ids)
    )
    everywhere = (
        f"{kinds[name].label} in everybody's own plan: {_named(shared, setting, most)}."
        for name in kinds
        if (shared := [one for one in found.shared if setting.kind(one) == name])
        and kind in (None, name)
    )
    title = "In how many of the own plans is whom?"
    return Section("candidates", title, (), pictures, (table,), tuple(everywhere))


def _whose(candidate: str, found: GroupPlans) -> str:
    has = [one.person for one in found.people if candidate in one.plan.ids]
    return "all" if len(has) == len(found.people) else _people(has) if has else "nobody's"


def _matrix(
    found: GroupPlans, ids: Sequence[str], kind: str, people: Sequence[str], setting: Setting
) -> Picture:
    """Return the picture of who is in whose own plan, and in those for all."""
    head, total = heads(people), len(found.people)
    labels = _unlike({one: setting.label(one) for one in ids})
    shared = [one for one in ids if found.support.get(one, 0) == total]
    joint = {
        name: plan
        for name, plan in zip(JOINT, (found.consensus, found.compromise), strict=True)
        if plan is not None
    }
    cells = [
        {"id": one, "name": labels[one], "plan": plan, "how": how}
        for one in ids
        for plan, how in (
            *((head[who.person], _how(one, who)) for who in found.people),
            *((name, THERE if one in plan.ids else "") for name, plan in joint.items()),
        )
        if how
    ]
    every = ([head[who.person] for who in found.people], list(joint))
    return Picture(
        id=f"people-plans-{kind}",
        draw=partial(_drawn_matrix, cells, list(labels.values()), every, len(shared)),
        describe=f"In all own plans: {_named(shared, setting, None)}.",
        text="Above the dashed line: in everybody's plan. Dark: proven to be in every best plan of "
        "theirs. Blank under a person: proven to be in none. Click a square to open the card.",
        opens="own_plans",
    )


def _unlike(labels: Mapping[str, str]) -> dict[str, str]:
    """Return labels of which no two are alike."""
    every = list(labels.values())
    return {
        one: f"{label} ({one.rpartition(':')[2]})" if every.count(label) > 1 else label
        for one, label in labels.items()
    }


def _how(candidate: str, one: PersonPlan) -> str:
    """Return how a candidate stands to a person's best plans."""
    if candidate in one.plan.ids:
        return SURE if candidate in one.surely_in else THERE
    return "" if candidate in one.surely_out else OPEN


def _drawn_matrix(
    cells: Sequence[Row],
    order: Sequence[str],
    columns: tuple[Sequence[str], Sequence[str]],
    shared: int,
) -> "Chart":
    from reports.charts.people import own_plans_matrix

    return own_plans_matrix(cells, order, columns, shared, (SURE, THERE, OPEN))


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
    compromise = None
    if found.compromise is not None:
        worst = found.compromise_worst
        compromise = {
            **_plan(found.compromise),
            "worst": None if worst is None else worst.model_dump(),
            "least": found.compromise_least,
        }
    worst = found.consensus_worst
    return {
        **found.model_dump(include={"waiting", "shared", "some", "support"}),
        "consensus": {
            **_plan(found.consensus), "worst": None if worst is None else worst.model_dump(),
        },
        "compromise": compromise,
    }  # fmt: skip


def _weights(group: GroupWeights) -> Row:
    return {
        "people": {
            person: dict(zip(group.criteria, row, strict=True))
            for person, row in zip(group.people, group.weights.tolist(), strict=True)
        },
        "consensus": group.mean,
        "disagreement": group.disagreement,
        "furthest": group.furthest,
        "contested": dict(group.contested),
    }


def _plan(plan: Plan) -> Row:
    about = plan.model_dump(include={"value", "bound", "status"})
    return {**about, "focus": sorted(plan.ids)}

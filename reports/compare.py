"""Several scenarios side by side: lists, services, capacities, and worth with its proof."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from textwrap import wrap

from optimizer.difference import difference
from optimizer.levers import canonical
from optimizer.plan import CapacityUse
from optimizer.scenario import Scenario
from optimizer.stop import By
from optimizer.study import Study
from questions.compare import Compared, CompareQuestion, Side
from questions.plan import Planned
from records.scenarios import Saved
from reports import inside
from reports.columns import AREA, KIND, REGION, RESOURCE
from reports.levers import in_words
from reports.plan import brief
from reports.plan.change import change_words
from reports.report import Column, Note, Picture, Report, Row, Section, Table, chart, picked, tabled
from reports.setting import Setting
from reports.words import (
    NOTHING,
    amount,
    between,
    count,
    decimals,
    listing,
    number,
    points,
    sentence,
    spelled,
    verb,
)
from reports.worth import more_or_less, proven, quality

TITLE = "Which scenario?"
UNMOVED = "no lever is moved"
NO_PLAN = "no plan meets all conditions"
NOT_YET = "no plan was found before the search ended"
BREAK, LINE = "|", 15
"""Where heads of the picture begin a second line, and characters of one."""


@dataclass(frozen=True)
class Named:
    """A scenario under the name by which it is told, and where it comes from."""

    scenario: Scenario
    saved: Saved | None = None
    """As somebody kept it; None where nobody did."""
    author: str = ""
    """Name of who kept it; blank where that is oneself, or nobody."""

    def made_on(self, study: Study) -> str:
        """Return what else than the present inputs it was made on; blank where on these."""
        kept = self.saved
        if kept is None or not kept.dataset:
            return ""
        other = [
            what
            for what, then, now in (
                ("data", kept.dataset, study.dataset_hash),
                ("configuration", kept.configuration, study.configuration_hash),
            )
            if then != now
        ]
        return listing(other) if other else ""

    @property
    def kept(self) -> str:
        """Which version it is, and whose; blank where nobody kept it."""
        if self.saved is None:
            return ""
        return f"version {self.saved.version}{f', of {self.author}' if self.author else ''}"


def named(question: CompareQuestion) -> tuple[Named, ...]:
    """Return the scenarios of a question under their names; numbered where they have none."""
    names = question.names or [str(place) for place in range(1, len(question.scenarios) + 1)]
    return tuple(
        Named(one.but(name=name)) for one, name in zip(question.scenarios, names, strict=True)
    )


@dataclass(frozen=True)
class _Beside:
    """Scenarios with their answers, under names of which no two are the same."""

    named: tuple[Named, ...]
    found: Compared
    setting: Setting

    @cached_property
    def names(self) -> tuple[str, ...]:
        made: list[str] = []
        for one in self.named:
            name = one.scenario.name
            further = [f"{name}, version {one.saved.version}"] if one.saved is not None else []
            further += [f"{name} ({place})" for place in range(2, len(self.named) + 1)]
            made.append(next(other for other in (name, *further) if other not in made))
        return tuple(made)

    @cached_property
    def settings(self) -> tuple[Setting, ...]:
        return tuple(
            replace(self.setting, scenario=one.scenario, plan=side.planned.plan)
            for one, side in zip(self.named, self.found.sides, strict=False)
        )

    @property
    def sides(self) -> Iterator[tuple[int, str, Side, Setting]]:
        """Yield place, name, answer and setting of every scenario that is planned."""
        yield from (
            (place, *one)
            for place, one in enumerate(
                zip(self.names, self.found.sides, self.settings, strict=False)
            )
        )

    @cached_property
    def planned(self) -> tuple[tuple[int, str, Side, Setting], ...]:
        """Those that have a plan."""
        return tuple(one for one in self.sides if one[2].planned.plan.found)

    @cached_property
    def alike(self) -> bool:
        """Whether the points of all of them compare."""
        return all(self.compares(place) for place, *_ in self.sides)

    def compares(self, place: int) -> bool:
        """Say whether one weighs as the first and plans for as many half-years."""
        first, mine = self.settings[0], self.settings[place]
        scores = first.scenario.of_scores == mine.scenario.of_scores
        return scores and len(first.periods) == len(mine.periods)

    @cached_property
    def longest(self) -> Setting:
        """Of those that have a plan, the one that plans for most half-years."""
        return max((one[3] for one in self.planned), key=lambda one: len(one.periods))

    def columns(self, what: str) -> Iterator[Column]:
        """Yield the half-year, where there are several, and a column for each that has a plan."""
        if len(self.longest.periods) > 1:
            yield Column("period_label", "Half-year")
        for place, (_, name, _, _) in enumerate(self.planned):
            yield Column(f"_{what}_{place}", name)

    def quoted(self, place: int) -> str:
        return f"“{self.names[place]}”"


def report(
    found: Compared, scenarios: Sequence[Named], setting: Setting, *, stopped: By | None = None
) -> Report:
    """Return several scenarios side by side; the first is what the others are held to.

    Args:
        found: their plans, in this order; fewer where the work was ended early.
    """
    beside = _Beside(tuple(scenarios), found, setting)
    early = len(found.sides) < len(scenarios)
    return Report(
        id="compare",
        title=TITLE,
        answer=_answer(beside),
        text=tuple(_text(beside)),
        sections=tuple(one for one in _sections(beside) if one),
        notes=tuple(dict.fromkeys(_notes(beside, early=early))),
        facts={"interrupted": stopped is not None},
    )


def _answer(beside: _Beside) -> str:
    planned = beside.planned
    if not planned:
        return "None of the scenarios has a plan that meets all conditions."
    if len(planned) == 1:
        return f"Only {beside.quoted(planned[0][0])} has a plan that meets all conditions."
    if len(planned) == 2:
        return _pair(beside)
    return _several(beside)


def _pair(beside: _Beside) -> str:
    (one, _, first, setting), (other, _, second, _) = beside.planned
    plan = first.planned.plan
    change = difference(plan, second.planned.plan)
    told = change_words(change, setting)
    head = f"With {beside.quoted(other)} in place of {beside.quoted(one)} {told}"
    gain = beside.found.gain(other, one)
    if gain is None or not beside.alike:
        return sentence(head)
    return sentence(f"{head}; {more_or_less(gain, setting, f'with {beside.quoted(one)}')}")


def _several(beside: _Beside) -> str:
    plans = [side.planned.plan.ids for _, _, side, _ in beside.planned]
    shared, every = frozenset.intersection(*plans), frozenset.union(*plans)
    keep = f"{len(shared) or 'none'} of {count(len(every), 'focus area')}"
    told = f"{keep} {verb(max(1, len(shared)), 'are')} in all {spelled(len(plans))} scenarios"
    most = _worth_most(beside)
    return sentence(f"{most}; {told}" if most else told)


def _worth_most(beside: _Beside) -> str:
    """Return which scenario is worth most, as far as that is proven; blank where none can be."""
    if not beside.alike:
        return ""
    places = [place for place, *_ in beside.planned]
    best = {place: beside.found.sides[place].best or 0.0 for place in places}
    first, *rest = sorted(places, key=lambda place: -best[place])
    gains = [(place, gain) for place in rest if (gain := beside.found.gain(first, place))]
    rivals = [place for place, gain in gains if gain.low <= 0]
    if rivals:
        among = listing(map(beside.quoted, sorted([first, *rivals])), len(places))
        if all(gain.high < NOTHING for place, gain in gains if place in rivals):
            return f"{among} are worth the same, and most"
        return f"which of {among} is worth most is not proven"
    next_, lead = gains[0]
    told = between(lead) if lead.estimate is None else points(lead.found, digits=decimals(lead))
    return f"{beside.quoted(first)} is worth most, {told} more than {beside.quoted(next_)}"


def _text(beside: _Beside) -> Iterator[str]:
    for place, _, side, _ in beside.sides:
        if not side.planned.plan.found:
            none = NO_PLAN if side.planned.plan.status == "infeasible" else NOT_YET
            yield sentence(f"{beside.quoted(place)}: {none}")
    first = beside.planned[0] if beside.planned else None
    if first is None:
        return
    base = first[2].planned.plan.value or 0.0
    for place, _, side, _ in beside.planned[1:]:
        if side.as_first is not None and first[0] == 0:
            gain = side.as_first - base
            how = "more" if gain > 0 else "less"
            than = f"that of {beside.quoted(0)}"
            told = f"{points(abs(gain))} {how} than" if abs(gain) >= NOTHING else "as much as"
            yield (
                f"Valued as {beside.quoted(0)} weighs, the plan of {beside.quoted(place)} is worth "
                f"{told} {than}."
            )


def _notes(beside: _Beside, *, early: bool) -> Iterator[Note]:
    if early:
        yield Note("stopped", "The work was ended before all scenarios were planned.")
    study = beside.setting.study
    for place, one in enumerate(beside.named):
        other = one.made_on(study)
        if other:
            yield Note(
                "reading",
                f"{beside.quoted(place)} was made on other {other}; here it is planned on the "
                "present one.",
            )
    scores = [side.planned.scenario.of_scores for _, _, side, _ in beside.sides]
    if any(one != scores[0] for one in scores):
        yield Note(
            "reading",
            "The scenarios weigh differently, so that their points are not of one measure: compare "
            "their lists, and what each plan is worth as the first scenario weighs.",
        )
    if len({len(setting.periods) for *_, setting in beside.sides}) > 1:
        yield Note(
            "reading",
            "The scenarios plan for different numbers of half-years; points are those of all "
            "half-years together, and are not compared.",
        )
    for place, _, side, _ in beside.planned:
        plan, best = side.planned.plan, side.best or 0.0
        if best - (plan.value or 0.0) - plan.gave_up >= NOTHING:
            yield Note(
                "proof",
                f"A plan worth {points(best - (plan.value or 0.0))} more is known for "
                f"{beside.quoted(place)}: that of another scenario, which holds here too. What "
                "lies between scenarios is reckoned with it.",
            )
    for _, _, side, setting in beside.planned[:1]:
        yield from brief(Planned(scenario=setting.scenario, plan=side.planned.plan), setting).notes


def _sections(beside: _Beside) -> Iterator[Section]:
    yield _scenarios(beside)
    if not beside.planned:
        return
    yield _lists(beside)
    yield _services(beside)
    yield _capacity(beside)


def _scenarios(beside: _Beside) -> Section:
    rows = tuple(_row(beside, *one) for one in beside.sides)
    first = beside.names[0]
    columns = (
        Column("name", "Scenario"),
        Column("value", "Worth", "points"),
        Column(
            "gain",
            f"More than “{first}”",
            "points",
            short="More",
            help="A range where no figure is proven to bear it.",
        ),
        Column("as_first", f"Valued as “{first}” weighs", "points", short="As first"),
        Column("entered", f"Not in “{first}”", "count", short="New"),
        Column("left", f"Only in “{first}”", "count", short="Gone"),
        Column("services", "With other services", "count", short="Other", narrow=False),
        Column("kept", "Kept as", narrow=False),
    )
    needed = {
        "gain": any(row["gain"] is not None for row in rows),
        "as_first": any(side.as_first is not None for side in beside.found.sides),
        "kept": any(row["kept"] for row in rows),
    }
    shown = tuple(one for one in columns if needed.get(one.id, True))
    told = tuple(
        f"“{name}”: {'; '.join(row['moved']) or UNMOVED}. {quality(side.planned.plan)}".strip()
        for row, (_, name, side, _) in zip(rows, beside.sides, strict=True)
    )
    return tabled("scenarios", "The scenarios", shown, rows, items=told)


def _row(beside: _Beside, place: int, name: str, side: Side, setting: Setting) -> Row:
    plan = side.planned.plan
    gain = beside.found.gain(place) if place and beside.compares(place) else None
    first = beside.found.sides[0].planned.plan
    change = difference(first, plan) if place and first.found and plan.found else None
    none = NO_PLAN if plan.status == "infeasible" else NOT_YET
    return {
        "name": name,
        "scenario": canonical(setting.scenario),
        "moved": in_words(setting.scenario, setting.study),
        **picked(plan, "status", "value", "bound", "gap"),
        "gain": gain,
        "as_first": plan.value if side.as_first is None else side.as_first,
        "focus": sorted(plan.ids),
        "entered": None if change is None else len(change.entered),
        "left": None if change is None else len(change.left),
        "services": None if change is None else len({one.id for one in change.services}),
        "proof": proven(plan).removeprefix("proven ") if plan.found else none,
        "kept": beside.named[place].kept,
        "made_on_other": beside.named[place].made_on(setting.study),
    }


def _lists(beside: _Beside) -> Section:
    names = [name for _, name, _, _ in beside.planned]
    ids = [side.planned.plan.ids for _, _, side, _ in beside.planned]
    setting = beside.planned[0][3]
    some = frozenset.union(*ids) - frozenset.intersection(*ids)
    order = sorted(
        frozenset.union(*ids),
        key=lambda one: (
            one not in some, one not in ids[0], -sum(one in other for other in ids),
            setting.label(one), one,
        ),
    )  # fmt: skip
    rows = [
        {
            **inside.row(one, [one in other for other in ids], setting),
            **setting.who(one),
            "_rest": one not in some,
        }
        for one in order
    ]
    heads = (Column(f"_in_{place}", name, "yes") for place, name in enumerate(names))
    table = Table(
        "lists", (AREA, *heads, replace(KIND, narrow=False), REGION), tuple(rows),
        rest=f"in all {spelled(len(names))}",
    )  # fmt: skip
    moving = [row for row in rows if not row["_rest"]]
    text = () if moving else ("All scenarios have the same focus areas.",)
    shared = inside.everywhere(ids, "all of these scenarios have")
    pictures = (_matrix(moving, names, shared),) if moving else ()
    return Section("lists", "Who is in", text, pictures, (table,))


def _matrix(moving: Sequence[Row], names: Sequence[str], shared: str) -> Picture:
    """Return the picture of those who are in some scenarios and not in others."""
    told = [
        f"{name}: {listing(mine, len(mine))}"
        for place, name in enumerate(names)
        for mine in [[row["label"] for row in moving if row["inside"][place]]]
    ]
    heads = [_two_lines(name) for name in names]
    return Picture(
        id="scenarios-lists",
        draw=chart("cells.plan_matrix", moving, heads),
        describe=f"Who is in where. {'. '.join(told)}.",
        text=f"Filled: in the plan; + comes in, – goes out, against “{names[0]}”. {shared}",
    )


def _two_lines(name: str) -> str:
    """Return a name as the picture heads a column with it: in two lines, where it is long."""
    first, *rest = wrap(name.replace(BREAK, "/"), LINE, break_long_words=False) or [name]
    return BREAK.join((first, " ".join(rest))) if rest else first


def _services(beside: _Beside) -> Section:
    lines = [
        {(line.id, line.period): line.services for line in side.planned.plan.focus}
        for _, _, side, _ in beside.planned
    ]
    setting, rows = beside.longest, []
    for key in sorted(set().union(*lines), key=lambda one: (setting.label(one[0]), one)):
        given = [of.get(key) for of in lines]
        some = [one for one in given if one is not None]
        if len(some) > 1 and any(one != some[0] for one in some):
            told = [_against(one, given[0], setting) if at else _labels(one, setting)
                    for at, one in enumerate(given)]  # fmt: skip
            rows.append(
                {
                    **setting.who(key[0]),
                    "period": key[1],
                    "period_label": setting.periods.get(key[1], key[1]),
                    "services": [None if one is None else list(one) for one in given],
                    **{f"_services_{place}": words for place, words in enumerate(told)},
                }
            )
    first, who = beside.planned[0][1], count(len(rows), "focus area")
    said = (f"{who} of several scenarios would not get the same services from each.",)
    return tabled(
        "services",
        "Who gets other services",
        (AREA, *beside.columns("services")),
        rows,
        said=said if rows else (),
        text=f"Services in “{first}”; from then on what comes to them (+) and what goes (–).",
        most=10,
    )


def _labels(given: Sequence[str] | None, setting: Setting) -> tuple[str, ...] | None:
    return None if given is None else tuple(map(setting.service, given))


def _against(
    given: Sequence[str] | None, before: Sequence[str] | None, setting: Setting
) -> tuple[str, ...] | str | None:
    """Return what is given besides, and no more, against what the first scenario gives."""
    if given is None or before is None:
        return _labels(given, setting)
    more = tuple(f"+ {setting.service(one)}" for one in given if one not in before)
    less = tuple(f"– {setting.service(one)}" for one in before if one not in given)
    return (*more, *less) or "the same"


def _capacity(beside: _Beside) -> Section:
    uses = [
        {(use.resource, use.period): use for use in side.planned.plan.capacity}
        for _, _, side, _ in beside.planned
    ]
    setting, rows = beside.longest, []
    for key in dict.fromkeys(key for of in uses for key in of):
        mine = [of.get(key) for of in uses]
        known = next(one for one in mine if one is not None)
        rows.append(
            {
                **picked(known, "resource", "unit", "period"),
                "label": known.label or known.resource,
                "period_label": setting.periods.get(known.period, known.period),
                "used": [None if one is None else one.used for one in mine],
                "open": [None if one is None else one.available - one.reserved for one in mine],
                **{f"_use_{place}": _use(one) for place, one in enumerate(mine)},
            }
        )
    columns = (RESOURCE, *beside.columns("use"))
    text = "Used, of what there is for focus areas."
    return tabled("capacity", "What they take", columns, rows, text=text)


def _use(use: CapacityUse | None) -> str | None:
    if use is None:
        return None
    room = use.available - use.reserved
    if use.unit == "USD":
        return f"{use.used:,.0f} of {amount(room, use.unit)}"
    return f"{number(round(use.used, 1))} of {amount(room, use.unit)}"

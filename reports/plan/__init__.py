"""The plan of a scenario: who is in with what, what changes, how good it is, what it rests on.

A plan without levers is compared with the list in force, any other one with the plan without these
levers. Where there is no plan, the report says which conditions cannot all hold.
"""

from collections.abc import Iterator
from dataclasses import replace

from optimizer.cutoff import CutOff
from optimizer.difference import difference
from optimizer.levers import canonical
from optimizer.partner_leads import Leading, leading
from optimizer.plan import Plan
from optimizer.stop import By
from optimizer.tally import Tally
from questions.plan import Planned
from reports import cutoff, success, vintage
from reports.columns import AREA, REGION
from reports.conditions import conflicts_json
from reports.levers import in_words
from reports.openings import openings_used
from reports.partners import leads
from reports.plan.change import IN_FORCE, WITHOUT, beside, change_words, changes, compared, moved
from reports.plan.lists import ADDS, OF_KIND, focus, leavers, made_of, overlaps, rules
from reports.plan.resources import capacity, together, used_up
from reports.report import Column, Note, Report, Row, Section, tabled
from reports.setting import Setting
from reports.standing import assumptions, gates_not_known
from reports.words import count_of, listing, sentence, so_many, verb
from reports.worth import more_or_less, nearness, proven, ties, worth

TITLE = "What should we do with what we have?"
LISTS = ("focus", "capacity", "rules", "overlaps", "leads", "line")
"""Lists that programs find empty where there is no plan."""
FACTS = (
    "status", "value", "bound", "gap", "seconds", "entered", "left", "stayed", "worth", "solver",
    "ties_settled", "other_ties", "gave_up",
)  # fmt: skip
"""What programs read of the plan itself."""


def report(
    planned: Planned,
    setting: Setting,
    *,
    stopped: By | None = None,
    work: Tally | None = None,
    line: CutOff | None = None,
) -> Report:
    """Return the plan, or why there is none."""
    setting = _with_plan(setting, planned)
    facts = _facts(planned, setting, stopped, work)
    led = _led(planned, setting)
    told = _brief(planned, setting, stopped, led)
    if led is None:
        none = {**dict.fromkeys(LISTS, ()), "weeks_saved": 0.0, "assumed_capacity": {}}
        return replace(told, facts={**facts, **none})
    return replace(
        told,
        sections=(
            *_sections(planned, setting, led),
            *(() if line is None else (cutoff.section(line, setting),)),
        ),
        facts={**facts, **leads.facts(led)},
    )


def brief(planned: Planned, setting: Setting, *, stopped: By | None = None) -> Report:
    """Return what other questions say of the plan that they are about: the answer, and notes.

    Where there is none it is the whole report, with everything that stands against a plan.
    """
    setting = _with_plan(setting, planned)
    return _brief(planned, setting, stopped, _led(planned, setting))


def _led(planned: Planned, setting: Setting) -> Leading | None:
    """Return who leads what; None where there is no plan."""
    if not planned.plan.found:
        return None
    return leading(setting.study, setting.problem, planned.plan)


def _brief(planned: Planned, setting: Setting, stopped: By | None, led: Leading | None) -> Report:
    plan = planned.plan
    about = {
        **plan.model_dump(include={"status", "value", "bound"}),
        "focus": sorted(plan.ids),
        "scenario": canonical(setting.scenario),
        **conflicts_json(plan.conflicts, setting.conditions),
    }
    if led is None:
        return _none(plan, setting, stopped, about)
    return Report(
        id="plan",
        title=TITLE,
        answer=_answer(planned, setting, stopped),
        text=tuple(_text(planned, setting, stopped, led)),
        notes=tuple(_notes(planned, setting, led)),
        facts=about,
    )


def _with_plan(setting: Setting, planned: Planned) -> Setting:
    return setting if setting.plan is not None else replace(setting, plan=planned.plan)


def _none(plan: Plan, setting: Setting, stopped: By | None, facts: Row) -> Report:
    """Return why there is no plan, and the least changes that help."""
    if plan.status != "infeasible":
        why = "in the time you set" if stopped == "time" else "before the search was ended"
        more = ("There may be one: a longer search can find it.",)
        return Report("plan", TITLE, f"No plan was found {why}.", more, facts=facts)
    told = setting.conditions
    sections = [
        Section(
            f"conflict_{place}",
            told.conflict_title(conflict),
            items=(*told.listed(conflict), *filter(None, [told.changes(conflict)])),
        )
        for place, conflict in enumerate(plan.conflicts, 1)
    ]
    answer = "There is no plan that meets all conditions."
    return Report("plan", TITLE, answer, sections=tuple(sections), facts=facts)


def _answer(planned: Planned, setting: Setting, stopped: By | None) -> str:
    before = compared(planned)
    if before is None:
        return sentence(_fits(planned.plan, setting, stopped))
    change = difference(before, planned.plan)
    worth = more_or_less(change.gain, setting, WITHOUT)
    return sentence(f"{change_words(change, setting)}; {worth}")


def _fits(plan: Plan, setting: Setting, stopped: By | None) -> str:
    """Return how many of each kind there are, when, what they are worth, and how sure that is."""
    periods = list(setting.periods.values())
    when = periods[0] if len(periods) == 1 else f"{periods[0]} to {periods[-1]}"
    kinds = setting.kinds
    found = {name: {line.id for line in plan.focus if line.kind == name} for name in kinds}
    counts = [count_of(len(ids), kinds[name]) for name, ids in found.items() if ids]
    who = listing(counts) if counts else "No focus area"
    fit = f"{who} {verb(max(1, len(plan.ids)), 'fit')} the staff and the money of {when}"
    return f"{fit}: worth {worth(plan)}, {proven(plan, stopped)}"


def _text(planned: Planned, setting: Setting, stopped: By | None, led: Leading) -> Iterator[str]:
    plan, before = planned.plan, compared(planned)
    if before is not None:
        yield sentence(f"What is moved: {'; '.join(in_words(planned.scenario, setting.study))}")
        yield sentence(_fits(plan, setting, stopped))
    if plan.gave_up > 0:
        yield nearness(plan, WITHOUT if moved(planned) else IN_FORCE)
    first, *later = setting.periods.values()
    if later:
        yield (
            f"{first} is committed; what comes after it is provisional, and planned again when it "
            "has come."
        )
    yield _against_list(plan, setting)
    yield from success.told(plan, setting)
    if led.services:
        yield leads.sentence(led)
    yield from used_up(plan, setting)


def _against_list(plan: Plan, setting: Setting) -> str:
    """Return how a plan differs from the list in force, with the names of those who leave."""
    if not plan.stayed and not plan.left:
        return "There is no list in force to compare it with."
    if not plan.entered and not plan.left:
        return "It is the list in force."
    enter, leave, stay = (
        so_many(len(ids), does)
        for ids, does in ((plan.entered, "enter"), (plan.left, "leave"), (plan.stayed, "stay"))
    )
    told = sentence(f"{enter} and {leave} the list in force, {stay}")
    left = listing(map(setting.label, plan.left), 8)
    return f"{told} Leaving: {left}." if plan.left else told


def _notes(planned: Planned, setting: Setting, led: Leading) -> Iterator[Note]:
    plan = planned.plan
    yield from gates_not_known(plan, setting)
    yield from openings_used(sorted(plan.ids), setting)
    yield from assumptions(setting)
    yield from vintage.notes(setting)
    yield from leads.notes(led)
    if plan.other_ties:
        yield Note("tie", ties(plan))


def _sections(planned: Planned, setting: Setting, led: Leading) -> Iterator[Section]:
    plan, before = planned.plan, compared(planned)
    if before is not None:
        yield changes(planned, before, setting, WITHOUT)
        now = (
            AREA, Column("before", "Before", "yes", help="In the plan without these levers."),
            Column("now", "Now", "yes"), OF_KIND, REGION, ADDS,
        )  # fmt: skip
        yield tabled(
            "beside", f"Who is in, beside {WITHOUT}", now, beside(planned, before, setting)
        )
    yield Section("focus", "Who is in", tables=(focus(plan, setting),))
    yield Section("leavers", "Who leaves the list in force", tables=(leavers(plan, setting),))
    yield capacity(planned, before, setting)
    if plan.joints:
        yield together(plan, setting)
    yield Section("rules", "How the rules stand", tables=(rules(plan, setting),))
    yield leads.section(led, setting)
    yield Section("overlaps", "Focus areas that help each other", tables=(overlaps(plan, setting),))
    yield Section("worth", "What the plan is worth, and by what", tables=(made_of(plan),))


def _facts(planned: Planned, setting: Setting, stopped: By | None, work: Tally | None) -> Row:
    plan, other, before = planned.plan, compared(planned), None
    if other is not None:
        before = {"value": other.value, "bound": other.bound, "focus": sorted(other.ids)}
    return {
        **{name: getattr(plan, name) for name in FACTS},
        "compared_with": before,
        "gain": None if other is None or not plan.found else difference(other, plan).gain,
        "inputs": setting.inputs,
        **conflicts_json(plan.conflicts, setting.conditions),
        "scenario": canonical(planned.scenario),
        "interrupted": stopped == "person",
        "stopped": stopped,
        "work": work or Tally(),
    }

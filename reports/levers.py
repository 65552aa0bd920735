"""The levers in words: where each stands and where it stood, and what each bought."""

from collections.abc import Iterator, Sequence

from config.capacity import Period, Team
from optimizer.levers import OPENINGS, configured
from optimizer.scenario import Scenario
from optimizer.study import Study
from questions.levers import LeverGain
from reports.columns import COMES_IN, GOES_OUT
from reports.conditions import ConditionWords
from reports.report import Column, Note, Report, Row, Section, Table, fields
from reports.setting import Setting
from reports.words import (
    NOTHING,
    amount,
    count,
    listing,
    mid_sentence,
    number,
    percent,
    points,
    priced,
    proven,
    usd,
    weeks,
)
from scoring.weights import measure_weights, shared_criteria

COLUMNS = (
    Column("lever", "Lever"),
    Column("points", "Gains, points", "points"),
    COMES_IN,
    GOES_OUT,
    Column("left_over", "Left of it", narrow=False),
)


def in_words(scenario: Scenario, study: Study) -> tuple[str, ...]:
    """Return every lever that is moved, with where it stands and where it stood."""
    every = (_teams, _funds, _kinds, _measures, _rules, _openings, _locks, _time)
    return tuple(clause for told in every for clause in told(scenario, study))


def team_words(team: Team, periods: Sequence[Period]) -> str:
    """Return how many weeks a team has in all, and what universal services keep of them."""
    told = f"{_bare(team.weeks)} in all, {_bare(team.weeks - team.focus_weeks(periods))} universal"
    kept = [team.universal_in(period.id) for period in periods]
    most = max(kept) - min(kept)
    return f"{told} (up to {_bare(most)} more in some half-years)" if most else told


def _teams(scenario: Scenario, study: Study) -> Iterator[str]:
    before = study.configuration.capacity.teams
    capacity = configured(scenario, study.configuration).capacity
    after, periods = capacity.teams, capacity.planned(scenario.since, scenario.periods)
    for name in before:
        if name not in scenario.weeks and name not in scenario.universal_share:
            continue
        now, then = after[name], before[name]
        left = _bare(then.focus_weeks(periods))
        yield f"{now.label} has {weeks(now.focus_weeks(periods))} for focus areas, not {left}"


def _bare(amount: float) -> str:
    return weeks(amount).split(" ")[0]


def _funds(scenario: Scenario, study: Study) -> Iterator[str]:
    funds = study.configuration.capacity.funds
    for name, value in scenario.usd.items():
        yield f"{funds[name].label} has {usd(value)}, not {usd(funds[name].usd)}"


def _kinds(scenario: Scenario, study: Study) -> Iterator[str]:
    kinds = study.configuration.criteria.kinds
    for name, value in scenario.worth.items():
        one = mid_sentence(kinds[name].singular)
        yield f"a perfect {one} counts {points(value)}, not {points(kinds[name].worth)}"
    for name, on in scenario.chances.items():
        one, how = mid_sentence(kinds[name].label), "counts" if on else "does not count"
        yield f"the chance of success of {one} {how}"
    after = configured(scenario, study.configuration).criteria.kinds
    for name in scenario.weights:
        now, then = after[name].weights, kinds[name].weights
        most = max(now, key=lambda criterion: abs(now[criterion] - then[criterion]))
        label = mid_sentence(kinds[name].criteria[most].label)
        yield (
            f"{label} weighs {percent(now[most])} for {mid_sentence(kinds[name].label)}, not "
            f"{percent(then[most])}"
        )


def _measures(scenario: Scenario, study: Study) -> Iterator[str]:
    before = shared_criteria(study.configuration.criteria)
    after = shared_criteria(configured(scenario, study.configuration).criteria)
    for name in scenario.measures:
        now, then = measure_weights(after[name]), measure_weights(before[name])
        most = max(now, key=lambda measure: abs(now[measure] - then[measure]))
        label = mid_sentence(study.configuration.criteria.measures[most].label)
        yield (
            f"{label} weighs {percent(now[most])} in “{before[name].label}”, not "
            f"{percent(then[most])}"
        )


def _rules(scenario: Scenario, study: Study) -> Iterator[str]:
    for name, lever in scenario.rules.items():
        rule = study.configuration.rules.rules[name]
        told, write = f"the rule “{rule.label}”", number if rule.share is None else percent
        if lever.enabled is not None:
            yield f"{told} is {'on' if lever.enabled else 'off'}"
        for which, bound in (("least", lever.min), ("most", lever.max)):
            if bound is not None:
                yield f"{told} asks for at {which} {write(bound)}"


def _openings(scenario: Scenario, study: Study) -> Iterator[str]:
    labels = OPENINGS.names(study.configuration)
    for name, on in scenario.openings.items():
        yield f"the opening “{labels[name]}” is {'on' if on else 'off'}"


def _locks(scenario: Scenario, study: Study) -> Iterator[str]:
    for ids, verb in ((scenario.must, "must"), (scenario.must_not, "must not")):
        if ids:
            names = sorted(study.dataset.by_id[one].name for one in ids)
            yield f"{listing(names)} {verb} be in"


def _time(scenario: Scenario, study: Study) -> Iterator[str]:
    if scenario.since is not None:
        labels = {one.id: one.label or one.id for one in study.configuration.capacity.periods}
        yield f"the plan begins with {labels[scenario.since]}"
    if scenario.most_changes is not None:
        yield f"at most {count(scenario.most_changes, 'change')} to the list may be made"
    if scenario.periods is not None:
        yield f"the plan is for {count(scenario.periods, 'half-year')}"
    if scenario.min_stay != Scenario().min_stay:
        yield f"new focus areas stay for {count(scenario.min_stay, 'half-year')}"
    if scenario.tolerance != Scenario().tolerance:
        yield (
            f"plans within {number(scenario.tolerance * 100)} % of the best count as equal to it"
            if scenario.tolerance
            else "the best plan found is taken, however different from the list"
        )


def report(found: Sequence[LeverGain], setting: Setting) -> Report:
    """Return what each lever of a team or fund did, with all other levers where they are."""
    title = "What each moved team and fund did"
    if not found:
        nothing = "No team and no fund has more or less than in the baseline."
        return Report("levers", title, nothing)
    told = setting.conditions
    rows: list[Row] = [
        {
            **fields(one, "change"),
            **told.moved(one.change),
            "sentence": lever_sentence(one, told),
            "lever": _moved(one),
            "left_over": amount(one.free, one.unit),
        }
        for one in found
    ]
    first, *others = (lever_sentence(one, told) for one in found)
    each = "Each with all other levers where they are; together they need not add up."
    table = Table("levers", COLUMNS, tuple(rows))
    sections = (Section("levers", items=tuple(others), tables=(table,)),)
    return Report("levers", title, first, (), sections, (Note("reading", each),))


def _moved(found: LeverGain) -> str:
    how = "more" if found.more >= 0 else "less"
    return f"{amount(abs(found.more), found.unit)} {how} of {found.label}"


def lever_sentence(found: LeverGain, told: ConditionWords) -> str:
    """Return what a lever of a team or fund bought or cost, with all others where they are."""
    what, worth = _moved(found), found.points
    if worth is None or found.change is None:
        return f"Without {what} no plan meets all conditions."
    gains = found.more >= 0
    if abs(worth.found) >= NOTHING:
        verb, worth = ("gains", worth) if gains else ("loses", worth.turned)
        return f"With {what} the plan {verb} {priced(worth)}{told.bought(found.change)}."
    why = ": what it pays for now is worth no more than what else could be done"
    if found.free >= NOTHING:
        why = f": {amount(found.free, found.unit)} of it is left"
    verb = "gain" if gains else "lose"
    nothing = f"the plan was found to {verb} nothing ({proven(worth)})"
    return f"With {what} {nothing}{why if gains else ''}."

"""Levers: a scenario with one lever moved, and what is moved in words.

A lever put back to what the configuration says is no lever any more, so that the scenario of a
person who has put everything back is the baseline again.
"""

from collections.abc import Iterator, Mapping
from typing import Literal

from app import words
from config.configuration import Configuration
from config.rules import Bounds, Rule
from optimizer.levers import configured
from optimizer.scenario import RuleLever, Scenario
from optimizer.study import Study
from scoring.weights import with_weights

AmountField = Literal["weeks", "universal_share", "usd", "worth"]
Lock = Literal["must", "must_not"]

SAME = 1e-9
"""Numbers nearer than this are the same."""


def configured_amount(configuration: Configuration, field: AmountField, name: str) -> float:
    """Return what the configuration says for a lever.

    Raises:
        KeyError: it has no such team, fund or kind.
    """
    match field:
        case "weeks":
            return configuration.capacity.teams[name].weeks
        case "universal_share":
            return configuration.capacity.teams[name].universal_share
        case "usd":
            return configuration.capacity.funds[name].usd
        case "worth":
            return configuration.criteria.kinds[name].worth


def with_amount(
    scenario: Scenario,
    configuration: Configuration,
    field: AmountField,
    name: str,
    value: float | None,
) -> Scenario:
    """Return the scenario with the capacity of a team or fund, or a worth, moved.

    Args:
        scenario: stays as it is.
        configuration: as loaded, without levers.
        field: which lever.
        name: team, fund or kind.
        value: None puts the lever back.
    """
    levers: dict[str, float] = dict(getattr(scenario, field))
    levers.pop(name, None)
    if value is not None and abs(value - configured_amount(configuration, field, name)) > SAME:
        levers[name] = value
    return scenario.but(**{field: levers})


def with_weight(
    scenario: Scenario, configuration: Configuration, kind: str, criterion: str, share: float
) -> Scenario:
    """Return the scenario with one weight moved; the others keep their proportions.

    Raises:
        InputError: the share cannot be had, as with the only criterion of a kind.
    """
    now = configured(scenario, configuration).criteria
    weights = with_weights(now, kind, {criterion: share}).kinds[kind].weights
    return with_all_weights(scenario, configuration, kind, weights)


def with_all_weights(
    scenario: Scenario, configuration: Configuration, kind: str, weights: Mapping[str, float]
) -> Scenario:
    """Return the scenario with every weight of a kind given, as shares that sum to 1."""
    levers = {name: shares for name, shares in scenario.weights.items() if name != kind}
    before = configuration.criteria.kinds[kind].weights
    if any(abs(weights[name] - share) > SAME for name, share in before.items()):
        levers[kind] = dict(weights)
    return scenario.but(weights=levers)


def with_rule(
    scenario: Scenario, configuration: Configuration, name: str, **changes: bool | float | None
) -> Scenario:
    """Return the scenario with a rule turned on or off, or with another bound.

    Args:
        scenario: stays as it is.
        configuration: as loaded, without levers.
        name: the rule.
        changes: ``enabled``, ``min`` or ``max``; None puts it back.
    """
    rule = configuration.rules.rules[name]
    bounds = bounds_of(rule)
    normal: Mapping[str, object] = {
        "enabled": rule.enabled,
        "min": bounds.min,
        "max": bounds.max,
    }
    old = scenario.rules.get(name, RuleLever())
    lever = {**old.model_dump(), **changes}
    lever = {side: None if value == normal[side] else value for side, value in lever.items()}
    levers = {other: value for other, value in scenario.rules.items() if other != name}
    if any(value is not None for value in lever.values()):
        levers[name] = RuleLever.model_validate(lever)
    return scenario.but(rules=levers)


def bounds_of(rule: Rule) -> Bounds:
    """Return the bounds of a rule, in focus areas or as a share.

    Raises:
        ValueError: it has neither, which no checked rule has.
    """
    bounds = rule.count if rule.count is not None else rule.share
    if bounds is None:
        msg = "a rule must have either count or share"
        raise ValueError(msg)
    return bounds


def with_lock(scenario: Scenario, lock: Lock, candidates: frozenset[str]) -> Scenario:
    """Return the scenario with other must-haves or must-nots; nobody stays on both."""
    other: Lock = "must_not" if lock == "must" else "must"
    rest: frozenset[str] = getattr(scenario, other)
    return scenario.but(**{lock: candidates, other: rest - candidates})


def in_words(scenario: Scenario, study: Study) -> tuple[str, ...]:
    """Return every lever that is moved, each in a few words with before and after."""
    return tuple(_lever_words(scenario, study))


def _lever_words(scenario: Scenario, study: Study) -> Iterator[str]:
    configuration = study.configuration
    yield from _amount_words(scenario, configuration)
    kinds = configuration.criteria.kinds
    for kind in scenario.weights:
        yield f"Weights of {kinds[kind].label.lower()} changed"
    for name, lever in scenario.rules.items():
        yield from _rule_words(configuration.rules.rules[name], lever)
    by_id = study.dataset.by_id
    for ids, text in ((scenario.must, "must be in"), (scenario.must_not, "must not be in")):
        if ids:
            yield f"{words.listing(sorted(by_id[name].name for name in ids))} {text}"
    if scenario.most_changes is not None:
        yield f"At most {words.count(scenario.most_changes, 'change')} to the list"
    if scenario.periods is not None:
        yield f"Planned for {words.count(scenario.periods, 'period')}"
    if scenario.min_stay > 1:
        yield f"New focus areas stay for {scenario.min_stay} periods"


def _amount_words(scenario: Scenario, configuration: Configuration) -> Iterator[str]:
    capacity, kinds = configuration.capacity, configuration.criteria.kinds
    for name, value in scenario.weeks.items():
        yield _moved(capacity.teams[name].label, words.weeks, capacity.teams[name].weeks, value)
    for name, value in scenario.universal_share.items():
        label = f"{capacity.teams[name].label}, universal share"
        yield _moved(label, words.percent, capacity.teams[name].universal_share, value)
    for name, value in scenario.usd.items():
        yield _moved(capacity.funds[name].label, words.usd, capacity.funds[name].usd, value)
    for name, value in scenario.worth.items():
        label = f"Worth of {kinds[name].label.lower()}"
        yield _moved(label, words.points, kinds[name].worth, value)


def _moved(label: str, write: words.Writer, before: float, after: float) -> str:
    return f"{label}: {write(before)} → {write(after)}"


def _rule_words(rule: Rule, lever: RuleLever) -> Iterator[str]:
    if lever.enabled is not None:
        yield f"Rule {'on' if lever.enabled else 'off'}: {rule.label}"
    write = words.percent if rule.share is not None else words.number
    if lever.min is not None:
        yield f"{rule.label}: at least {write(lever.min)}"
    if lever.max is not None:
        yield f"{rule.label}: at most {write(lever.max)}"

"""What is moved, in words: every lever with what it stands at before and after."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from optimizer.levers import (
    LEVERS,
    MONEY_OF_FUNDS,
    UNIVERSAL_SHARES,
    WEEKS_OF_TEAMS,
    WORTH_OF_KINDS,
)
from optimizer.levers.amounts import Amounts
from optimizer.scenario import RuleLever, Scenario
from optimizer.study import Study
from reports import words

Words = Callable[[Study, str, Any], Iterator[str]]
"""Yields words for what one lever is moved to: study, name and value."""


def in_words(scenario: Scenario, study: Study) -> tuple[str, ...]:
    """Return every lever that is moved, each in a few words with before and after."""
    return tuple(
        text
        for lever in LEVERS
        for name, value in lever.values(scenario).items()
        for text in WORDS[lever.field](study, name, value)
    )


def _amount(lever: Amounts, label: str, write: words.Writer) -> Words:
    """Return what tells an amount; ``label`` has places for its name, as such and inside."""

    def told(study: Study, name: str, value: float) -> Iterator[str]:
        own = lever.names(study.configuration)[name]
        before = lever.configured(study.configuration, name)
        yield f"{label.format(own, own.lower())}: {write(before)} → {write(value)}"

    return told


def _weights(study: Study, kind: str, _: object) -> Iterator[str]:
    yield f"Weights of {study.configuration.criteria.kinds[kind].label.lower()} changed"


def _rule(study: Study, name: str, lever: RuleLever) -> Iterator[str]:
    rule = study.configuration.rules.rules[name]
    if lever.enabled is not None:
        yield f"Rule {'on' if lever.enabled else 'off'}: {rule.label}"
    write = words.percent if rule.share is not None else words.number
    if lever.min is not None:
        yield f"{rule.label}: at least {write(lever.min)}"
    if lever.max is not None:
        yield f"{rule.label}: at most {write(lever.max)}"


def _locks(text: str) -> Words:
    def told(study: Study, _: str, ids: frozenset[str]) -> Iterator[str]:
        names = sorted(study.dataset.by_id[one].name for one in ids)
        yield f"{words.listing(names)} {text}"

    return told


def _horizon(_: Study, __: str, periods: int) -> Iterator[str]:
    yield f"Planned for {words.count(periods, 'period')}"


def _stay(_: Study, __: str, periods: int) -> Iterator[str]:
    yield f"New focus areas stay for {periods} periods"


def _most_changes(_: Study, __: str, changes: int) -> Iterator[str]:
    yield f"At most {words.count(changes, 'change')} to the list"


def _tolerance(_: Study, __: str, share: float) -> Iterator[str]:
    if share:
        yield f"Near-equals: plans within {words.number(share * 100)} % of the best value"
    else:
        yield "The best plan found, however different from the list"


WORDS: Mapping[str, Words] = {
    "weeks": _amount(WEEKS_OF_TEAMS, "{}", words.weeks),
    "universal_share": _amount(UNIVERSAL_SHARES, "{}, universal share", words.percent),
    "usd": _amount(MONEY_OF_FUNDS, "{}", words.usd),
    "worth": _amount(WORTH_OF_KINDS, "Worth of {1}", words.points),
    "weights": _weights,
    "rules": _rule,
    "must": _locks("must be in"),
    "must_not": _locks("must not be in"),
    "most_changes": _most_changes,
    "periods": _horizon,
    "min_stay": _stay,
    "tolerance": _tolerance,
}
"""Field of the scenario → its words."""

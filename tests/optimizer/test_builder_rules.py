"""From rules to rule terms. Oracle: the small example, worked by hand."""

from typing import Any

import pytest

from config.configuration import Configuration
from config.rules import Rule, Rules
from data.dataset import Dataset
from optimizer.problem import Problem, RuleTerm
from tests.optimizer.framed import COMMITMENTS, framed


@pytest.fixture
def example(small_dataset: Dataset, small_configuration: Configuration) -> Problem:
    return framed(small_dataset, small_configuration)


def test_rules(example: Problem) -> None:
    assert example.rules == (
        RuleTerm(
            rule="african_commitment",
            label="At least one commitment from Africa",
            members=("commitment:BB001", "commitment:BB002"),
            low=1,
            hard=True,
        ),
        RuleTerm(
            rule="one_country_per_region",
            group="Africa",
            label="At most one country in each region",
            members=("country:BBB", "country:BBB-port", "country:CCC"),
            high=1,
            hard=True,
        ),
        RuleTerm(
            rule="one_country_per_region",
            group="Europe",
            label="At most one country in each region",
            members=("country:AAA",),
            high=1,
            hard=True,
        ),
        RuleTerm(
            rule="near_focus",
            label="Half of the commitments lie in a focus country or theme",
            members=COMMITMENTS,
            base=COMMITMENTS,
            low=0.5,
            near={
                "commitment:AA001": ("country:AAA", "theme:ownership"),
                "commitment:BB001": ("country:BBB",),
                "commitment:BB002": ("country:BBB-port",),
            },
            penalty=3,
        ),
        RuleTerm(
            rule="national_only",
            label="No local member as a focus country",
            members=("country:BBB-port",),
            high=0,
            hard=True,
        ),
    )


def with_rule(configuration: Configuration, **fields: Any) -> Configuration:
    """Return the configuration with one rule only."""
    rule = Rule.model_validate({"label": "Rule", **fields})
    return configuration.but(rules=Rules(rules={"rule": rule}))


def test_blank_groups_are_in_none(
    small_dataset: Dataset, small_configuration: Configuration
) -> None:
    """The theme has no region: a rule for each region does not count it."""
    changed = with_rule(small_configuration, where={}, each="region", count={"max": 3}, hard=True)
    found = {rule.group: rule.members for rule in framed(small_dataset, changed).rules}
    assert found.keys() == {"Africa", "Europe"}
    assert "theme:ownership" not in {name for names in found.values() for name in names}


def test_a_share_in_each_group(small_dataset: Dataset, small_configuration: Configuration) -> None:
    """Half of each region's countries must be of high income. Africa has none, Europe all."""
    changed = with_rule(
        small_configuration,
        where={"kind": "country", "income_group": "high"},
        of={"kind": "country"},
        each="region",
        share={"min": 0.5},
        hard=True,
    )
    africa, europe = framed(small_dataset, changed).rules
    assert (africa.members, len(africa.base), africa.low) == ((), 3, 0.5)
    assert (europe.members, europe.base, europe.low) == (("country:AAA",), ("country:AAA",), 0.5)


def test_a_share_of_nobody_asks_for_nobody(
    small_dataset: Dataset, small_configuration: Configuration
) -> None:
    """Nothing of Oceania can be in: half of it, at least and at most, is none."""
    changed = with_rule(
        small_configuration,
        where={"kind": "country"},
        of={"region": "Oceania"},
        share={"min": 0.5, "max": 0.75},
        hard=True,
    )
    (term,) = framed(small_dataset, changed).rules
    assert (term.base, term.low, term.high) == ((), 0, 0)
    changed = with_rule(
        small_configuration,
        where={"kind": "country"},
        of={"region": "Oceania"},
        share={"min": 0.5},
        hard=True,
    )
    (term,) = framed(small_dataset, changed).rules
    assert (term.base, term.low, term.high) == ((), 0, None)


def test_a_rule_that_is_off_asks_for_nothing(
    small_dataset: Dataset, small_configuration: Configuration
) -> None:
    changed = with_rule(small_configuration, where={}, count={"max": 1}, hard=True, enabled=False)
    assert framed(small_dataset, changed).rules == ()

"""A configuration with values changed by path."""

import pytest
from hypothesis import given, settings

from config.change import changed
from config.configuration import Configuration
from config.problems import InputError
from tests.factories import configurations


def test_values_are_replaced_and_checked(small_configuration: Configuration) -> None:
    other = changed(
        small_configuration,
        {
            "capacity.teams.europe.weeks": "12.5",
            "capacity.periods.0.discount": 0.9,
            "rules.rules.near_focus.enabled": "no",
            "criteria.kinds.country.criteria.political_will.weight": 0,
        },
    )
    assert other.capacity.teams["europe"].weeks == 12.5
    assert other.capacity.periods[0].discount == 0.9
    assert not other.rules.rules["near_focus"].enabled
    assert other.criteria.kinds["country"].weights["political_will"] == 0
    assert small_configuration.capacity.teams["europe"].weeks == 20


def test_the_hash_follows_the_changes(small_configuration: Configuration) -> None:
    path = "capacity.teams.europe.weeks"
    first, again, other = (
        changed(small_configuration, {path: weeks}).content_hash for weeks in (1, 1, 2)
    )
    assert first == again
    assert len({first, other, small_configuration.content_hash}) == 3
    assert changed(small_configuration, {}) is small_configuration


@pytest.mark.parametrize(
    ("path", "value", "found", "must", "do"),
    [
        ("capacity.teams.eurpe.weeks", 1, "eurpe", "must be an entry of the configuration",
         "Did you mean `europe`?"),
        ("capacity.teams.oceans.weeks", 1, "oceans", "must be an entry of the configuration",
         "Name one of: europe, africa, thematic (below capacity.teams)."),
        ("capacity.periods.1.discount", 1, "1", "must be an entry of the configuration",
         "Name one of: 0 (below capacity.periods)."),
        ("content_hash", "x", "content_hash", "must be an entry of the configuration",
         "Name one of: criteria, services, capacity, rules (below configuration)."),
        ("capacity.teams.europe.weeks.days", 1, "days", "must be an entry of the configuration",
         "Name one of: nothing (below capacity.teams.europe.weeks)."),
        ("capacity.teams.europe.weeks", "many", "many", "must be a number",
         "Write a number, with a point for the decimals and without unit or quotes."),
        ("capacity.teams.europe.weeks", -1, "-1", "must be at least 0",
         "Write a number that is at least 0."),
        ("capacity.teams.europe.weeks", float("nan"), "nan", "must be a finite number",
         "Write a number, with a point for the decimals and without unit or quotes."),
    ],
)  # fmt: skip
def test_a_change_that_does_not_hold(
    small_configuration: Configuration,
    path: str,
    value: object,
    found: str,
    must: str,
    do: str,
) -> None:
    with pytest.raises(InputError) as caught:
        changed(small_configuration, {path: value}, where="--capacity")
    (problem,) = caught.value.problems
    assert (problem.file, problem.column, problem.value) == ("--capacity", path, found)
    assert (problem.must, problem.do) == (must, do)


@given(configuration=configurations())
@settings(max_examples=30, deadline=None)
def test_a_change_to_the_same_value_changes_nothing(configuration: Configuration) -> None:
    path = "capacity.teams.europe.weeks"
    same = changed(configuration, {path: configuration.capacity.teams["europe"].weeks})
    assert same.but(content_hash="") == configuration

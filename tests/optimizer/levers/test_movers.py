"""Movers: what moves, what does not, and when a lever is none any more."""

import pytest

from config.problems import InputError
from optimizer.levers import (
    HORIZON,
    MOST_CHANGES,
    MUST,
    MUST_NOT,
    RULES,
    STAY,
    TOLERANCE,
    WEEKS_OF_TEAMS,
    WEIGHTS_OF_CRITERIA,
    configured,
)
from optimizer.levers.amounts import MONEY_OF_FUNDS, UNIVERSAL_SHARES, WORTH_OF_KINDS, Amounts
from optimizer.levers.single import SingleNumber
from optimizer.scenario import RuleLever
from optimizer.study import BASELINE
from tests.optimizer.levers.scenarios import CONFIGURATION


def test_a_lever_put_back_is_no_lever() -> None:
    moved = WEEKS_OF_TEAMS.move(BASELINE, CONFIGURATION, "europe", 12.0)
    assert moved.weeks == {"europe": 12.0}
    assert WEEKS_OF_TEAMS.move(moved, CONFIGURATION, "europe", 20.0) == BASELINE
    assert WEEKS_OF_TEAMS.move(moved, CONFIGURATION, "europe", None) == BASELINE


@pytest.mark.parametrize(
    ("lever", "name", "value"),
    [
        (MONEY_OF_FUNDS, "core", 20000.0),
        (UNIVERSAL_SHARES, "africa", 0.5),
        (WORTH_OF_KINDS, "theme", 40.0),
    ],
)
def test_every_amount_has_its_configured_value(lever: Amounts, name: str, value: float) -> None:
    assert lever.configured(CONFIGURATION, name) == value
    moved = lever.move(BASELINE, CONFIGURATION, name, value / 2)
    assert lever.move(moved, CONFIGURATION, name, value) == BASELINE


def test_the_other_weights_keep_their_proportions() -> None:
    # The small example weighs its countries' criteria 0.5 : 0.3 : 0.2.
    before = CONFIGURATION.criteria.kinds["country"].weights
    first, second, third = before
    moved = WEIGHTS_OF_CRITERIA.move_one(BASELINE, CONFIGURATION, "country", first, 0.75)
    weights = configured(moved, CONFIGURATION).criteria.kinds["country"].weights
    assert weights == pytest.approx({first: 0.75, second: 0.15, third: 0.10})
    back = WEIGHTS_OF_CRITERIA.move_one(moved, CONFIGURATION, "country", first, 0.5)
    assert back == BASELINE


def test_a_weight_beyond_all_is_refused() -> None:
    with pytest.raises(InputError):
        WEIGHTS_OF_CRITERIA.move_one(BASELINE, CONFIGURATION, "country", "participation", 1.5)


def test_rules_are_switched_and_bounded() -> None:
    name = "one_country_per_region"
    off = RULES.move_side(BASELINE, CONFIGURATION, name, enabled=False)
    assert off.rules == {name: RuleLever(enabled=False)}
    both = RULES.move_side(off, CONFIGURATION, name, max=2)
    assert both.rules[name] == RuleLever(enabled=False, max=2)
    on = RULES.move_side(both, CONFIGURATION, name, enabled=True)
    assert on.rules[name] == RuleLever(max=2)
    assert RULES.move_side(on, CONFIGURATION, name, max=1) == BASELINE
    assert RULES.move_side(on, CONFIGURATION, name, max=None) == BASELINE


def test_nobody_is_a_must_and_a_must_not() -> None:
    must = MUST.move(BASELINE, CONFIGURATION, "", frozenset({"country:AAA"}))
    turned = MUST_NOT.move(must, CONFIGURATION, "", frozenset({"country:AAA"}))
    assert turned.must == frozenset()
    assert turned.must_not == {"country:AAA"}
    assert MUST_NOT.move(turned, CONFIGURATION, "", None) == BASELINE


@pytest.mark.parametrize(
    ("lever", "value"), [(STAY, 2), (MOST_CHANGES, 0), (TOLERANCE, 0.0), (TOLERANCE, 0.01)]
)
def test_levers_of_the_whole_plan(lever: SingleNumber, value: float) -> None:
    moved = lever.move(BASELINE, CONFIGURATION, "", value)
    assert moved == BASELINE.but(**{lever.field: value})
    assert lever.move(moved, CONFIGURATION, "", None) == BASELINE


def test_all_periods_are_no_horizon() -> None:
    assert HORIZON.move(BASELINE, CONFIGURATION, "", 1) == BASELINE

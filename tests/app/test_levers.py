"""Levers: what moves, what does not, and when a lever is none any more."""

import pytest

from app import levers
from config.problems import InputError
from optimizer.levers import configured
from optimizer.scenario import RuleLever, Scenario
from optimizer.study import BASELINE, Study


def test_a_lever_put_back_is_no_lever(small_study: Study) -> None:
    configuration = small_study.configuration
    moved = levers.with_amount(BASELINE, configuration, "weeks", "europe", 12.0)
    assert moved.weeks == {"europe": 12.0}
    assert levers.with_amount(moved, configuration, "weeks", "europe", 20.0) == BASELINE
    assert levers.with_amount(moved, configuration, "weeks", "europe", None) == BASELINE


@pytest.mark.parametrize(
    ("field", "name", "path"),
    [("usd", "core", 20000.0), ("universal_share", "africa", 0.5), ("worth", "theme", 40.0)],
)
def test_every_amount_has_its_configured_value(
    small_study: Study, field: levers.AmountField, name: str, path: float
) -> None:
    assert levers.configured_amount(small_study.configuration, field, name) == path
    moved = levers.with_amount(BASELINE, small_study.configuration, field, name, path / 2)
    assert levers.with_amount(moved, small_study.configuration, field, name, path) == BASELINE


def test_the_other_weights_keep_their_proportions(small_study: Study) -> None:
    # The small example weighs its countries' criteria 0.5 : 0.3 : 0.2.
    configuration = small_study.configuration
    before = configuration.criteria.kinds["country"].weights
    first, second, third = before
    moved = levers.with_weight(BASELINE, configuration, "country", first, 0.75)
    weights = configured(moved, configuration).criteria.kinds["country"].weights
    assert weights == pytest.approx({first: 0.75, second: 0.15, third: 0.10})
    back = levers.with_weight(moved, configuration, "country", first, 0.5)
    assert back == BASELINE


def test_a_weight_beyond_all_is_refused(small_study: Study) -> None:
    with pytest.raises(InputError):
        levers.with_weight(BASELINE, small_study.configuration, "country", "participation", 1.5)


def test_rules_are_switched_and_bounded(small_study: Study) -> None:
    configuration = small_study.configuration
    name = "one_country_per_region"
    off = levers.with_rule(BASELINE, configuration, name, enabled=False)
    assert off.rules == {name: RuleLever(enabled=False)}
    both = levers.with_rule(off, configuration, name, max=2)
    assert both.rules[name] == RuleLever(enabled=False, max=2)
    on = levers.with_rule(both, configuration, name, enabled=True)
    assert on.rules[name] == RuleLever(max=2)
    assert levers.with_rule(on, configuration, name, max=1) == BASELINE


def test_nobody_is_a_must_and_a_must_not() -> None:
    must = levers.with_lock(BASELINE, "must", frozenset({"country:AAA"}))
    turned = levers.with_lock(must, "must_not", frozenset({"country:AAA"}))
    assert turned.must == frozenset()
    assert turned.must_not == {"country:AAA"}


def test_every_lever_is_told_in_words(small_study: Study) -> None:
    scenario = Scenario(
        weeks={"europe": 12.0},
        universal_share={"africa": 0.4},
        usd={"trust": 110_000.0},
        worth={"theme": 60.0},
        rules={"near_focus": RuleLever(min=0.75), "national_only": RuleLever(enabled=False)},
        must=frozenset({"country:AAA"}),
        must_not=frozenset({"country:BBB"}),
        most_changes=3,
    )
    said = levers.in_words(scenario, small_study)
    assert said == (
        "Europe team: 20 weeks → 12 weeks",
        "Africa team, universal share: 50 % → 40 %",
        "Trust fund: USD 80,000 → USD 110,000",
        "Worth of themes: 40.0 points → 60.0 points",
        "Half of the commitments lie in a focus country or theme: at least 75 %",
        "Rule off: No local member as a focus country",
        "Alphaland must be in",
        "Betaland must not be in",
        "At most 3 changes to the list",
    )
    assert levers.in_words(BASELINE, small_study) == ()

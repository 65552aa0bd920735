"""One grammar: what is written is read as the same, and every lever has all of its faces."""

import json
from typing import Any

import pytest
from hypothesis import given

from app.cli import options as command_line
from app.cli.options import Asked
from app.cli.reading import Reader
from app.web import links
from optimizer.levers import (
    BY_FIELD,
    LEVERS,
    canonical,
    configured,
    normal,
    option_text,
    options,
)
from optimizer.scenario import RuleLever, Scenario
from optimizer.study import BASELINE
from reports import levers as words
from tests.optimizer.levers.scenarios import CONFIGURATION, STUDY, scenarios

BY_OPTION = {lever.option: lever.field for lever in LEVERS}


def named(scenario: Scenario, name: str) -> Scenario:
    return scenario.but(name=name)


@given(scenarios())
def test_options_bring_back_the_scenario(scenario: Scenario) -> None:
    texts: dict[str, list[str]] = {}
    for option, text in options(scenario, CONFIGURATION):
        texts.setdefault(BY_OPTION[option], []).append(text)
    reader = Reader(Asked(levers={name: tuple(typed) for name, typed in texts.items()}))
    reader.study = STUDY
    back = reader.scenario()
    assert named(back, scenario.name) == scenario


@given(scenarios())
def test_a_link_brings_back_the_scenario(scenario: Scenario) -> None:
    back, problems = links.from_query(links.to_query(scenario, CONFIGURATION), STUDY)
    assert problems == ()
    assert named(back, scenario.name) == scenario


@given(scenarios())
def test_json_brings_back_the_scenario(scenario: Scenario) -> None:
    record = json.loads(json.dumps(canonical(scenario)))
    back = Scenario.model_validate(record)
    assert named(back, scenario.name) == scenario
    assert json.dumps(canonical(back)) == json.dumps(canonical(scenario))


@given(scenarios())
def test_words_are_said_of_what_is_moved_only(scenario: Scenario) -> None:
    assert bool(words.in_words(scenario, STUDY)) == bool(canonical(scenario))


@given(scenarios())
def test_a_scenario_in_its_normal_form_stays(scenario: Scenario) -> None:
    assert normal(scenario, CONFIGURATION) == scenario
    configured(scenario, CONFIGURATION)


def names_of(option: Any) -> tuple[str, ...]:
    told = option.__metadata__[0]
    return (told.default, *told.param_decls)


def test_every_field_of_a_scenario_is_a_lever_with_all_of_its_faces() -> None:
    fields = [lever.field for lever in LEVERS]
    assert sorted(fields) == sorted(set(Scenario.model_fields) - {"name"})
    assert set(fields) == set(command_line.LEVERS)
    for field, option in command_line.LEVERS.items():
        assert BY_FIELD[field].option in names_of(option)
    for names in ([lever.option for lever in LEVERS], [lever.parameter for lever in LEVERS]):
        assert len(set(names)) == len(names)


def test_what_is_configured_is_no_lever() -> None:
    """The small example: Europe 20 weeks, half universal; core USD 20,000; one period."""
    scenario = Scenario(
        weeks={"europe": 20},
        universal_share={"europe": 0.5},
        usd={"core": 20_000},
        weights={"country": {"civil_society": 0.5}},
        worth={"theme": 40},
        rules={
            "one_country_per_region": RuleLever(enabled=True, max=1),
            "near_focus": RuleLever(min=0.5),
        },
        periods=1,
    )
    assert normal(scenario, CONFIGURATION) == BASELINE
    pinned = Scenario(weights={"country": {"civil_society": 0.5, "political_will": 0.4}})
    assert normal(pinned, CONFIGURATION) == pinned


def test_equal_scenarios_are_the_same_record() -> None:
    one = Scenario(
        name="one",
        weeks={"europe": 12, "africa": 0.0},
        weights={"country": {"civil_society": 0.25, "political_will": 0.5}},
        must=frozenset({"country:BBB", "country:AAA"}),
        rules={"near_focus": RuleLever(min=1), "national_only": RuleLever()},
    )
    other = Scenario(
        name="other",
        rules={"near_focus": RuleLever(min=1.0)},
        must=frozenset({"country:AAA", "country:BBB"}),
        weights={"country": {"political_will": 0.5, "civil_society": 0.25}},
        weeks={"africa": -0.0, "europe": 12.0},
    )
    assert (
        json.dumps(canonical(one))
        == json.dumps(canonical(other))
        == json.dumps(
            {
                "must": ["country:AAA", "country:BBB"],
                "rules": {"near_focus": {"min": 1.0}},
                "weeks": {"africa": 0.0, "europe": 12.0},
                "weights": {"country": {"civil_society": 0.25, "political_will": 0.5}},
            }
        )
    )
    assert canonical(BASELINE) == {}


@pytest.mark.parametrize(
    ("field", "name", "value", "text"),
    [
        ("weeks", "europe", 122.0, "--capacity europe=122"),
        ("universal_share", "europe", 0.7, "--universal europe=0.7"),
        ("usd", "trust", 1_050_000.0, "--fund trust=1050000"),
        ("worth", "theme", 0.1 + 0.2, "--worth theme=0.30000000000000004"),
        ("weights", "theme", {"x": 0.3, "y": 0.1}, "--weight theme.x=0.3 --weight theme.y=0.1"),
        ("rules", "few", RuleLever(max=7), "--rule few=..7"),
        ("rules", "few", RuleLever(enabled=False), "--rule few=off"),
        ("rules", "few", RuleLever(enabled=True), "--rule few=on"),
        ("rules", "few", RuleLever(enabled=False, min=1, max=2), "--rule few=off,1..2"),
        ("must", "", frozenset({"theme:b", "theme:a"}), "--in theme:a --in theme:b"),
        ("must_not", "", frozenset({"theme:gender"}), "--out theme:gender"),
        ("most_changes", "", 4, "--most-changes 4"),
        ("tolerance", "", 0.0, "--tolerance 0"),
    ],
)  # fmt: skip
def test_a_lever_as_an_option(field: str, name: str, value: object, text: str) -> None:
    assert option_text(field, name, value) == text

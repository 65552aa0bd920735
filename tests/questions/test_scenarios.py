"""Scenarios as they are handed over. Oracle: what was written is read again; hand-made mistakes."""

import json
from urllib.parse import urlencode

import pytest
import yaml
from hypothesis import given, settings

from config.problems import InputError
from optimizer.levers import canonical
from optimizer.levers.query import to_query
from optimizer.scenario import RuleLever, Scenario
from optimizer.study import BASELINE, Study
from questions.scenarios import is_baseline, is_written, scenario_file, scenario_of
from tests.optimizer.levers.scenarios import CONFIGURATION, STUDY, scenarios

LEVERS = Scenario(
    name="Fewer people", weeks={"europe": 12.0}, must=frozenset({"country:AAA"}),
    rules={"african_commitment": RuleLever(enabled=False)},
)  # fmt: skip


@settings(max_examples=40)
@given(scenarios())
def test_links_and_levers_say_the_same_scenario(scenario: Scenario) -> None:
    try:
        STUDY.problem(scenario)
    except InputError:
        return
    query = urlencode(to_query(scenario.but(name="A name"), CONFIGURATION))
    levers = json.dumps({**canonical(scenario), "name": "A name"})
    read = [scenario_of(text, STUDY) for text in (f"http://x/?page=what-if&{query}", levers)]
    assert all(one == scenario.but(name="A name") for one in read)


@pytest.mark.parametrize(
    "text",
    [
        "weeks.europe=12&must=country:AAA&rule.african_commitment=off&name=Fewer+people",
        (
            "/?page=what-if&name=Fewer+people&weeks.europe=12&must=country:AAA"
            "&rule.african_commitment=off&card=country:AAA#top"
        ),
        json.dumps({"name": "Fewer people", **canonical(LEVERS)}),
        json.dumps({"value": 3, "scenario": {"name": "Fewer people", **canonical(LEVERS)}}),
        yaml.safe_dump({"name": "Fewer people", **canonical(LEVERS)}),
    ],
)
def test_every_way_to_hand_it_over(text: str) -> None:
    assert scenario_of(text, STUDY) == LEVERS


def test_a_file_gives_its_name_where_the_scenario_has_none() -> None:
    content = json.dumps(canonical(LEVERS)).encode()
    assert scenario_file("fewer-people.json", content, STUDY).name == "fewer-people"
    named = json.dumps({"name": "X", **canonical(LEVERS)}).encode()
    assert scenario_file("fewer-people.json", named, STUDY).name == "X"


def test_levers_that_move_nothing_are_the_baseline() -> None:
    assert scenario_of('{"weeks": {"europe": 20}}', STUDY).but(name=BASELINE.name) == BASELINE


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("weeks.mars=12", "must be a team of the configuration"),
        ("colour=blue", "must be a lever of this app"),
        ("weeks.europe=12&as_of=2019", "known by the same day"),
        ("weeks.europe=12&as_of=2020-99", "a day that exists"),
        ('{"weeks": {"mars": 12}}', "must be an entry of the configuration"),
        ('{"weeks": {"europe": "many"}}', "must be a number"),
        ('{"wekes": {"europe": 12}}', "Did you mean `weeks`?"),
        ('{"must": ["country:ZZZ"]}', "must name a candidate of the dataset"),
        ('{"weeks": ', "must be valid YAML"),
        ("{[", "a key must be a single word"),
        ("- a\n- b", "must be a scenario"),
        ('{"periods": 3}', "horizon"),
    ],
)
def test_what_is_wrong_is_told(text: str, said: str, small_study: Study) -> None:
    with pytest.raises(InputError) as found:
        scenario_of(text, small_study)
    assert said in str(found.value)


def test_a_file_that_is_no_text(small_study: Study) -> None:
    with pytest.raises(InputError, match="UTF-8"):
        scenario_file("x.json", b"\xff\xfe\x00", small_study)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Fewer people in Europe", False), ("baseline", False), ("a/b c", False),
        ("https://host/what-if?weeks.europe=1", True), ("usd.core=1", True), (" {}", True),
    ],
)  # fmt: skip
def test_names_are_told_from_levers(text: str, written: bool) -> None:
    assert is_written(text) == written


def test_words_for_the_baseline() -> None:
    assert is_baseline(" Baseline ")
    assert not is_baseline("Baseline 2")

"""Scenarios as addresses: there and back again, and what a wrong link says."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.web import links
from optimizer.scenario import RuleLever, Scenario
from optimizer.study import BASELINE, Study, open_study
from tests.folders import SMALL

STUDY = open_study(SMALL / "dataset", SMALL / "configuration")
CONFIGURATION = STUDY.configuration


def test_the_baseline_has_no_parameters() -> None:
    assert links.to_query(BASELINE, CONFIGURATION) == {}
    assert links.from_query({}, STUDY) == (BASELINE, ())


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ({"weeks.europe": "many"}, "weeks.europe: must give a number (found 'many')"),
        ({"weeks.europe": "30%"}, "must be a number of staff-weeks, not a percentage"),
        ({"usd.core": "1e15"}, "between 0 and 1,000,000,000,000"),
        ({"share.europe": "1.5"}, "must come to a share between 0 and 1"),
        ({"weeks.europe": ["12", "13"]}, "must be given once for the same lever"),
        ({"weeks.europe": "12", "weeks.Europe": "12"}, "must be given once for the same lever"),
        ({"periods": ["1", "1"]}, "must be given once for the same lever"),
        ({"tolerance": "2"}, "must come to a share between 0 and 1"),
        ({"rule.african_commitment": "50%.."}, "whole number of focus areas, not a percentage"),
        ({"rule.african_commitment": "0.5:"}, "whole number of focus areas, not a fraction"),
        ({"weeks.mars": "12"}, "mars"),
        ({"weeks.europe": "-3"}, "weeks.europe"),
        ({"weeks.europe": "nan"}, "weeks.europe"),
        ({"colour": "blue"}, "colour: must be a lever of this app"),
        ({"weeks": "12"}, "weeks: must be a lever of this app"),
        ({"must": "country:ZZZ"}, "country:ZZZ"),
        ({"must": "country:AAA", "not": "country:AAA"}, "must-have and a must-not"),
        ({"rule.near_focus": "perhaps"}, "must be RULE=on, RULE=off, RULE=MIN..MAX"),
        ({"rule.near_focus": "on,off"}, "must be RULE=on, RULE=off, RULE=MIN..MAX"),
        ({"rule.one_country_per_region": "5:1"}, "min must not exceed max"),
        ({"rule.unheard_of": "off"}, "unheard_of"),
        ({"weight.country.political_will": "7"}, "weight.country.political_will"),
        ({"weight.planet.political_will": "0.5"}, "planet"),
        ({"card": "country:ZZZ"}, "card: must be a candidate of the dataset (found 'country:ZZZ')"),
        ({"page": "![p](x)"}, "page: must be a page of this app (found '![p](x)')"),
        ({"must": "![p](x)"}, "(found '![p](x)')"),
        ({"[x](y)": "1"}, "[x](y): must be a lever of this app"),
        ({"periods": "1.5"}, "must be a whole number of periods"),
        ({"stay": "0"}, "stay"),
        ({"as_of": "2019-6"}, "as_of: must be a year, a month or a day that exists"),
        ({"as_of": "![p](x)"}, "(found '![p](x)')"),
    ],
)
def test_a_wrong_link_says_what_is_wrong_and_moves_nothing(
    query: dict[str, str | list[str]], said: str
) -> None:
    scenario, problems = links.from_query({"worth.theme": "60", **query}, STUDY)
    assert scenario == BASELINE
    assert said in " ".join(problems)


@given(st.dictionaries(st.text(max_size=20), st.text(max_size=20), max_size=4))
def test_no_link_breaks_the_app(query: dict[str, str]) -> None:
    scenario, problems = links.from_query(query, STUDY)
    assert problems == () or scenario == BASELINE


def test_all_problems_of_a_link_are_told_at_once() -> None:
    _, problems = links.from_query({"a": "1", "b": "2"}, STUDY)
    assert len(problems) == 2


def test_parameters_that_are_no_levers_are_left_alone() -> None:
    query = {"card": "country:AAA", "page": "what-if", "embed": "true"}
    assert links.from_query(query, STUDY) == (BASELINE, ())


def test_an_address_opens_the_page_from_the_root() -> None:
    scenario = Scenario(weeks={"europe": 12.0}, must=frozenset({"country:AAA", "country:BBB"}))
    address = links.address("http://host:8501/focus/what-if", scenario, "what-if", CONFIGURATION)
    assert address == (
        "http://host:8501/focus/?page=what-if&weeks.europe=12&must=country:AAA,country:BBB"
    )
    assert links.address(None, BASELINE, "what-if", CONFIGURATION) == "/?page=what-if"


def test_an_address_says_up_to_when_what_is_known_counts() -> None:
    address = links.address(None, BASELINE, "evidence", CONFIGURATION, "2019-06")
    assert address == "/?page=evidence&as_of=2019-06"
    assert links.from_query({"as_of": "2019-06"}, STUDY) == (BASELINE, ())
    assert links.vintage(["2019-06"]) == "2019-06"
    assert links.vintage(["June"]) == links.vintage([]) == links.vintage([""]) == ""


def test_rounded_weights_are_brought_back_to_a_sum_of_one(bundled_study: Study) -> None:
    first, second, *others = _criteria(bundled_study)
    query = {f"weight.country.{name}": "0.142857" for name in others}
    query |= {f"weight.country.{first}": "0.242857", f"weight.country.{second}": "0.0428571"}
    scenario, problems = links.from_query(query, bundled_study)
    assert problems == ()
    assert sum(scenario.weights["country"].values()) == pytest.approx(1, abs=1e-12)


@pytest.mark.parametrize(
    ("query", "scenario"),
    [
        ({"rule.african_commitment": ":8"}, {"african_commitment": RuleLever(max=8)}),
        ({"rule.african_commitment": "2:8"}, {"african_commitment": RuleLever(min=2, max=8)}),
        ({"rule.near_focus": "off,0.25:"}, {"near_focus": RuleLever(enabled=False, min=0.25)}),
        ({"rule.near_focus": "off"}, {"near_focus": RuleLever(enabled=False)}),
    ],
)  # fmt: skip
def test_rules_of_older_links(query: dict[str, str], scenario: dict[str, RuleLever]) -> None:
    """As the app wrote them until bounds became ``1..8`` everywhere."""
    found, problems = links.from_query(query, STUDY)
    assert problems == ()
    assert found.rules == scenario


def test_a_rule_that_is_off_stays_off_in_older_links() -> None:
    name = "one_country_per_region"
    rules = CONFIGURATION.rules
    off = CONFIGURATION.but(
        rules=rules.but(rules={**rules.rules, name: rules.rules[name].but(enabled=False)})
    )
    study = Study(STUDY.dataset, off)
    older, _ = links.from_query({f"rule.{name}": ":8"}, study)
    assert older.rules == {name: RuleLever(max=8)}
    assert links.to_query(older, off) == {f"rule.{name}": "off,..8"}
    newer, _ = links.from_query({f"rule.{name}": "..8"}, study)
    assert newer.rules == {name: RuleLever(enabled=True, max=8)}


def _criteria(study: Study) -> list[str]:
    return list(study.configuration.criteria.kinds["country"].criteria)

"""Scenarios as addresses: there and back again, and what a wrong link says."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app import levers, links
from optimizer.scenario import RuleLever, Scenario
from optimizer.study import BASELINE, Study, open_study
from tests.folders import SMALL

STUDY = open_study(SMALL / "dataset", SMALL / "configuration")
CONFIGURATION = STUDY.configuration
IDS = sorted(STUDY.dataset.by_id)
amounts = st.floats(0, 1e6).map(lambda value: float(f"{value:.12g}"))
shares = st.integers(0, 100).map(lambda whole: whole / 100)


@st.composite
def scenarios(draw: st.DrawFn) -> Scenario:
    """Draw a scenario that fits the small example, moved as the levers of the app move it."""
    capacity = CONFIGURATION.capacity
    must = draw(st.frozensets(st.sampled_from(IDS), max_size=2))
    rules = {
        "one_country_per_region": RuleLever(max=draw(st.integers(0, 9))),
        "near_focus": RuleLever(min=draw(shares)),
        "national_only": RuleLever(enabled=False),
        "african_commitment": RuleLever(enabled=True, min=1),
    }
    kept = draw(st.frozensets(st.sampled_from(sorted(rules))))
    scenario = Scenario(
        name=links.SHARED_NAME,
        weeks=draw(st.dictionaries(st.sampled_from(sorted(capacity.teams)), amounts)),
        universal_share=draw(st.dictionaries(st.sampled_from(sorted(capacity.teams)), shares)),
        usd=draw(st.dictionaries(st.sampled_from(sorted(capacity.funds)), amounts)),
        worth=draw(st.dictionaries(st.sampled_from(["country", "theme"]), amounts)),
        rules={name: rules[name] for name in sorted(kept)},
        must=must,
        must_not=draw(st.frozensets(st.sampled_from(IDS), max_size=2)) - must,
        most_changes=draw(st.none() | st.integers(0, 9)),
    )
    if draw(st.booleans()):
        share = draw(st.integers(1, 19)) / 20
        scenario = levers.with_weight(scenario, CONFIGURATION, "country", "political_will", share)
    return scenario


@given(scenarios())
def test_a_link_brings_back_the_scenario(scenario: Scenario) -> None:
    back, problems = links.from_query(links.to_query(scenario), STUDY)
    assert problems == ()
    if scenario.but(name=BASELINE.name) == BASELINE:
        assert back == BASELINE
        return
    assert back.but(weights={}) == scenario.but(weights={})
    for kind, weights in scenario.weights.items():
        assert back.weights[kind] == pytest.approx(weights, abs=1e-5)


def test_the_baseline_has_no_parameters() -> None:
    assert links.to_query(BASELINE) == {}
    assert links.from_query({}, STUDY) == (BASELINE, ())


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ({"weeks.europe": "many"}, "“weeks.europe” must be a number, not “many”"),
        ({"weeks.mars": "12"}, "mars"),
        ({"weeks.europe": "-3"}, "weeks.europe"),
        ({"weeks.europe": "nan"}, "weeks.europe"),
        ({"colour": "blue"}, "“colour” is no lever of this app"),
        ({"weeks": "12"}, "“weeks” is no lever of this app"),
        ({"must": "country:ZZZ"}, "country:ZZZ"),
        ({"must": "country:AAA", "not": "country:AAA"}, "must-have and a must-not"),
        ({"rule.near_focus": "perhaps"}, "must be on, off, or bounds such as 1:8"),
        ({"rule.one_country_per_region": "5:1"}, "min must not exceed max"),
        ({"rule.unheard_of": "off"}, "unheard_of"),
        ({"weight.country.political_will": "7"}, "weights.country.political_will"),
        ({"weight.planet.political_will": "0.5"}, "planet"),
        ({"periods": "1.5"}, "“periods” must be a whole number"),
        ({"stay": "0"}, "min_stay"),
    ],
)
def test_a_wrong_link_says_what_is_wrong_and_moves_nothing(
    query: dict[str, str], said: str
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
    address = links.address("http://host:8501/focus/what-if", scenario, "what-if")
    assert address == (
        "http://host:8501/focus/?page=what-if&weeks.europe=12&must=country:AAA,country:BBB"
    )
    assert links.address(None, BASELINE, "what-if") == "/?page=what-if"


def test_rounded_weights_are_brought_back_to_a_sum_of_one(bundled_study: Study) -> None:
    query = {f"weight.country.{name}": "0.142857" for name in _criteria(bundled_study)}
    scenario, problems = links.from_query(query, bundled_study)
    assert problems == ()
    assert sum(scenario.weights["country"].values()) == pytest.approx(1, abs=1e-12)


def _criteria(study: Study) -> list[str]:
    return list(study.configuration.criteria.kinds["country"].criteria)

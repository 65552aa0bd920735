"""The page What-if, operated without a browser on the small example."""

import pytest
from streamlit.testing.v1 import AppTest

from app.web.state import PLACE, Session
from optimizer.scenario import Scenario
from optimizer.study import BASELINE, Study
from tests.app.web.screens.conftest import MAIN, PATIENCE, answer, words
from tests.optimizer.solved import solve

pytestmark = pytest.mark.usefixtures("small_app")


def opened(**query: str) -> AppTest:
    """Open the page as by a link."""
    page = AppTest.from_file(MAIN, default_timeout=PATIENCE)
    for name, text in query.items():
        page.query_params[name.replace("__", ".")] = text
    page.run().switch_page("screens/what_if.py").run()
    assert not page.exception
    return page


def session(page: AppTest) -> Session:
    found = page.session_state[PLACE]
    assert isinstance(found, Session)
    return found


def settled(page: AppTest) -> AppTest:
    """Draw the page again, now that the plans of the small example are long made."""
    page.run()
    assert not page.exception
    return page


def test_the_baseline_is_shown_without_a_move(small_study: Study) -> None:
    page = settled(opened())
    best = solve(small_study.problem())
    assert answer(page).startswith("The best plan found has")
    assert best.value is not None
    assert page.metric[0].value == f"{best.value:,.1f}"
    assert session(page).scenario == BASELINE
    assert page.button[0].disabled
    assert page.button[1].disabled


def test_a_lever_changes_the_plan_and_says_so(small_study: Study) -> None:
    page = opened()
    page.number_input(key="weeks:europe").set_value(2.0).run()
    page = settled(page)
    assert session(page).scenario.weeks == {"europe": 2.0}
    assert "Europe team has 1 week for focus areas, not 10" in words(page)
    scenario = Scenario(weeks={"europe": 2.0})
    before, after = solve(small_study.problem()), solve(small_study.problem(scenario))
    for name in before.ids - after.ids:
        assert small_study.dataset.by_id[name].name in [button.label for button in page.button]
    if before.ids == after.ids:
        assert answer(page).startswith("Nobody")
    assert "**1 week** after 50 % universal" in words(page)


def test_universal_shares_are_told_in_percent() -> None:
    page = opened()
    page.number_input(key="share:africa").set_value(40.0).run()
    assert session(page).scenario.universal_share == {"africa": 0.4}
    assert "**18 weeks** after 40 % universal" in words(page)


def test_undo_and_reset_put_the_fields_back() -> None:
    page = opened()
    page.number_input(key="usd:core").set_value(30000.0).run()
    page.number_input(key="worth:theme").set_value(90.0).run()
    assert session(page).scenario.worth == {"theme": 90.0}
    page.button[0].click().run()
    assert session(page).scenario == Scenario(name="What if", usd={"core": 30000.0})
    assert page.number_input(key="worth:theme").value == 40.0
    page.button[1].click().run()
    assert session(page).scenario == BASELINE
    assert page.number_input(key="usd:core").value == 20000.0
    page.button[0].click().run()
    assert session(page).scenario.usd == {"core": 30000.0}


def test_a_must_is_in_the_plan() -> None:
    page = opened()
    page.multiselect(key="lock:must").set_value(["country:BBB"]).run()
    page = settled(page)
    assert session(page).scenario.must == {"country:BBB"}
    table = next(t.value for t in page.dataframe if "Services" in t.value.columns)
    assert "country:BBB" in set(table["id"])
    page.multiselect(key="lock:must_not").set_value(["country:BBB"]).run()
    assert session(page).scenario.must == frozenset()
    assert session(page).scenario.must_not == {"country:BBB"}


def test_an_impossible_scenario_says_what_conflicts_and_keeps_the_last_plan() -> None:
    page = settled(opened())
    before = page.metric[0].value
    page.multiselect(key="lock:must").set_value(["country:BBB", "country:BBB-port"]).run()
    page = settled(page)
    assert answer(page) == "No plan meets all of these conditions."
    assert "These cannot all hold at once" in words(page)
    assert "Below is the last plan that could be made" in words(page)
    assert page.metric[0].value == before


def test_bounds_that_cross_are_refused_in_words() -> None:
    page = opened()
    page.number_input(key="rule:one_country_per_region:min").set_value(5.0).run()
    assert not page.exception
    assert "min must not exceed max" in words(page)
    assert session(page).scenario == BASELINE
    assert page.number_input(key="rule:one_country_per_region:min").value is None
    page.number_input(key="rule:one_country_per_region:max").set_value(6.0).run()
    assert "min must not exceed max" not in words(page)
    assert session(page).scenario.rules["one_country_per_region"].max == 6.0


def test_a_part_of_a_focus_area_is_refused_in_words() -> None:
    """A rule by count takes whole numbers, a rule by share takes shares."""
    page = opened()
    page.number_input(key="rule:african_commitment:min").set_value(0.5).run()
    assert not page.exception
    assert "must be whole numbers of focus areas" in words(page)
    assert session(page).scenario == BASELINE
    assert page.number_input(key="rule:african_commitment:min").value == 1.0
    page.number_input(key="rule:near_focus:min").set_value(0.6).run()
    assert "must be whole numbers" not in words(page)
    assert session(page).scenario.rules["near_focus"].min == 0.6


def test_rules_are_switched_off_and_on() -> None:
    page = opened()
    page.toggle(key="rule:national_only").set_value(False).run()
    assert session(page).scenario.rules["national_only"].enabled is False
    assert "the rule “No local member as a focus country” is off" in words(page)
    page.toggle(key="rule:national_only").set_value(True).run()
    assert session(page).scenario == BASELINE


def test_weights_always_add_up_to_a_hundred() -> None:
    page = opened()
    sliders = [slider for slider in page.slider if str(slider.key).startswith("weight:country")]
    sliders[0].set_value(80.0).run()
    found = session(page).scenario.weights["country"]
    assert sum(found.values()) == pytest.approx(1)
    shown = [float(s.value) for s in page.slider if str(s.key).startswith("weight:country")]  # type: ignore[arg-type]
    assert sum(shown) == pytest.approx(100, abs=0.2)


def test_a_link_brings_its_scenario() -> None:
    page = settled(opened(weeks__europe="2", must="country:BBB"))
    assert session(page).scenario == Scenario(
        name="What if", weeks={"europe": 2.0}, must=frozenset({"country:BBB"})
    )
    assert page.number_input(key="weeks:europe").value == 2.0
    assert page.query_params["weeks.europe"] == "2"
    assert "weeks.europe=2" in page.code[0].value


def test_a_wrong_link_says_so_and_shows_the_baseline() -> None:
    page = settled(opened(weeks__mars="2"))
    assert session(page).scenario == BASELINE
    assert "mars" in words(page)
    assert "The link could not be read" in words(page)
    page.number_input(key="weeks:europe").set_value(3.0).run()
    assert "The link could not be read" not in words(page)


def test_the_plan_and_its_rules_are_there_as_tables(small_study: Study) -> None:
    page = settled(opened())
    best = solve(small_study.problem())
    plan = next(t.value for t in page.dataframe if "Services" in t.value.columns)
    assert set(plan["id"]) == best.ids
    rules = next(t.value for t in page.dataframe if "Asked" in t.value.columns)
    assert len(rules) == len(best.rules)

"""The page What-if, operated without a browser on the small example."""

from collections.abc import Callable
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from app import CONFIG, DATA
from app.web.state import PLACE, Session
from optimizer.scenario import Scenario
from optimizer.study import BASELINE, Study
from tests.app.web.screens.conftest import MAIN, PATIENCE, answer, field, words
from tests.folders import Folder
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


def button(page: AppTest, label: str) -> Any:
    return next(one for one in page.button if one.label == label)


def settled(page: AppTest) -> AppTest:
    """Draw the page again, now that the plans of the small example are long made."""
    page.run()
    assert not page.exception
    return page


def test_the_baseline_is_shown_without_a_move() -> None:
    page = settled(opened())
    assert answer(page).startswith("2 countries, 2 commitments and 1 theme fit the staff")
    assert "No lever is moved yet" in words(page)
    assert "Planning assumptions, not published figures" in words(page)
    assert session(page).scenario == BASELINE
    assert button(page, "Undo").disabled
    assert button(page, "Reset").disabled


def test_who_is_in_comes_before_what_is_used() -> None:
    page = settled(opened())
    assert [tab.label for tab in page.tabs][:2] == ["Who is in", "Who leaves the list"]
    assert "Together" not in [tab.label for tab in page.tabs], "nothing is held together here"
    first = next(table.value for table in page.dataframe)
    assert "Alphaland" in set(first["Focus area"])


def test_an_opening_is_switched_off_and_on_again(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A gate of the example with an opening: the lever says so, and back is the baseline."""
    folder.replace(
        "criteria.yaml",
        "measure: values, at_least: 3, source: small example}",
        "measure: values, at_least: 3, source: small example, openings: {just_joined: "
        "{label: has just joined, attribute: income_group, in: [low], source: small example}}}",
    )
    monkeypatch.setenv(DATA, str(folder.root / "dataset"))
    monkeypatch.setenv(CONFIG, str(folder.root / "configuration"))
    page = opened()
    switch = field(page.toggle, "opening:just_joined")
    assert (switch.label, switch.value) == ("Opening: has just joined", True)
    page = settled(switch.set_value(False).run())
    assert session(page).scenario.openings == {"just_joined": False}
    page = settled(field(page.toggle, "opening:just_joined").set_value(True).run())
    assert not session(page).moved


def test_weeks_for_focus_areas_change_the_plan(small_study: Study) -> None:
    """Europe has 20 weeks, half of them for focus areas; two of these leave Alphaland out."""
    page = opened()
    field(page.number_input, "weeks:europe").set_value(2.0).run()
    page = settled(page)
    scenario = Scenario(weeks={"europe": 12.0}, universal_share={"europe": 10 / 12})
    moved = session(page).scenario
    assert moved.weeks == scenario.weeks
    assert moved.universal_share["europe"] == pytest.approx(10 / 12)
    assert answer(page).startswith("Alphaland leaves; the plan is worth")
    assert "Europe team has 2 weeks for focus areas, not 10" in words(page)
    assert "12 in all, 10 universal" in words(page)
    before, after = solve(small_study.problem()), solve(small_study.problem(scenario))
    beside = next(t.value for t in page.dataframe if "Before" in t.value.columns)
    assert sum(beside["Before"]) == len(before.ids)
    assert sum(beside["Now"]) == len(after.ids)
    field(page.number_input, "weeks:europe").set_value(10.0).run()
    assert session(page).scenario == BASELINE


@pytest.mark.parametrize(
    ("gives", "scenario"),
    [
        ("share", Scenario(weeks={"europe": 4.0})),
        ("universal", Scenario(universal_share={"europe": 0.9})),
    ],
)
def test_what_gives_is_chosen(gives: str, scenario: Scenario) -> None:
    page = opened()
    page.selectbox(key="gives").set_value(gives).run()
    field(page.number_input, "weeks:europe").set_value(2.0).run()
    assert session(page).scenario.but(name=BASELINE.name) == scenario
    field(page.number_input, "weeks:europe").set_value(21.0).run()
    refused = "cannot have more weeks for focus areas that way" in words(page)
    assert refused == (gives == "universal")


def test_universal_shares_are_told_in_percent() -> None:
    page = opened()
    field(page.number_input, "share:africa").set_value(40.0).run()
    assert session(page).scenario.universal_share == {"africa": 0.4}
    assert field(page.number_input, "weeks:africa").value == 18.0
    assert "30 in all, 12 universal" in words(page)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (-5.0, "must be a number of staff-weeks for focus areas between 0 and 1,000,000"),
        (1e15, "must be a number of staff-weeks for focus areas between 0 and 1,000,000"),
    ],
)
def test_numbers_out_of_all_bounds_are_refused_in_a_sentence(typed: float, said: str) -> None:
    page = opened()
    field(page.number_input, "weeks:europe").set_value(typed).run()
    assert said in words(page)
    assert session(page).scenario == BASELINE
    assert field(page.number_input, "weeks:europe").value == 10.0


@pytest.mark.parametrize(
    ("typed", "usd", "shown"),
    [("1,050,000", 1_050_000, "1,050,000"), ("500k", 500_000, "500,000"),
     ("USD 1.2m", 1_200_000, "1,200,000")],
)  # fmt: skip
def test_money_is_typed_and_shown_with_separators(typed: str, usd: float, shown: str) -> None:
    page = opened()
    assert field(page.text_input, "usd:core").value == "20,000"
    field(page.text_input, "usd:core").set_value(typed).run()
    assert session(page).scenario.usd == {"core": usd}
    assert field(page.text_input, "usd:core").value == shown


@pytest.mark.parametrize("typed", ["−5", "1e15", "much"])
def test_no_amount_is_refused_in_a_sentence(typed: str) -> None:
    page = opened()
    field(page.text_input, "usd:core").set_value(typed).run()
    assert "Core budget" in page.warning[0].value
    assert session(page).scenario == BASELINE
    assert field(page.text_input, "usd:core").value == "20,000"


def test_money_moves_in_steps() -> None:
    page = opened()
    page.button(key="usd:core:more").click().run()
    assert session(page).scenario.usd == {"core": 70_000}
    page.button(key="usd:core:less").click().run()
    assert session(page).scenario == BASELINE
    page.button(key="usd:core:less").click().run()
    assert session(page).scenario.usd == {"core": 0}


def test_a_scenario_has_a_name() -> None:
    page = opened()
    field(page.text_input, "usd:core").set_value("30000").run()
    field(page.text_input, "scenario-name").set_value("Less for *Europe*").run()
    assert session(page).scenario.name == "Less for *Europe*"
    assert "What should we do with what we have? “Less for *Europe*”" in words(page)
    assert page.query_params["name"] == "Less for *Europe*"
    linked = opened(usd__core="30000", name="Less for *Europe*")
    assert session(linked).scenario == session(page).scenario
    field(page.text_input, "usd:core").set_value("40000").run()
    assert session(page).scenario.name == "Less for *Europe*"


def test_undo_and_reset_put_the_fields_back() -> None:
    page = opened()
    field(page.text_input, "usd:core").set_value("30000").run()
    field(page.number_input, "worth:theme").set_value(90.0).run()
    assert session(page).scenario.worth == {"theme": 90.0}
    button(page, "Undo").click().run()
    assert session(page).scenario == Scenario(name="What if", usd={"core": 30000.0})
    assert field(page.number_input, "worth:theme").value == 40.0
    button(page, "Reset").click().run()
    assert session(page).scenario == BASELINE
    assert field(page.text_input, "usd:core").value == "20,000"
    button(page, "Undo").click().run()
    assert session(page).scenario.usd == {"core": 30000.0}


def test_a_must_is_in_the_plan() -> None:
    page = opened()
    field(page.multiselect, "lock:must").set_value(["country:BBB"]).run()
    page = settled(page)
    assert session(page).scenario.must == {"country:BBB"}
    table = next(t.value for t in page.dataframe if "Services" in t.value.columns)
    assert "Betaland" in set(table["Focus area"])
    field(page.multiselect, "lock:must_not").set_value(["country:BBB"]).run()
    assert session(page).scenario.must == frozenset()
    assert session(page).scenario.must_not == {"country:BBB"}


def test_an_impossible_scenario_says_what_conflicts_and_keeps_the_last_plan() -> None:
    page = settled(opened())
    field(page.multiselect, "lock:must").set_value(["country:BBB", "country:BBB-port"]).run()
    page = settled(page)
    assert answer(page) == "There is no plan that meets all conditions."
    assert "These cannot all hold at once" in words(page)
    assert "Below is the last plan that could be made" in words(page)
    assert "2 enter and none leave the list in force" in words(page)


def test_bounds_that_cross_are_refused_in_words() -> None:
    page = opened()
    field(page.number_input, "rule:one_country_per_region:min").set_value(5.0).run()
    assert not page.exception
    assert "min must not exceed max" in words(page)
    assert session(page).scenario == BASELINE
    assert field(page.number_input, "rule:one_country_per_region:min").value is None
    field(page.number_input, "rule:one_country_per_region:max").set_value(6.0).run()
    assert "min must not exceed max" not in words(page)
    assert session(page).scenario.rules["one_country_per_region"].max == 6.0


def test_a_part_of_a_focus_area_is_refused_in_words() -> None:
    """A rule by count takes whole numbers, a rule by share takes shares."""
    page = opened()
    field(page.number_input, "rule:african_commitment:min").set_value(0.5).run()
    assert not page.exception
    assert "must be whole numbers of focus areas" in words(page)
    assert session(page).scenario == BASELINE
    assert field(page.number_input, "rule:african_commitment:min").value == 1.0
    field(page.number_input, "rule:near_focus:min").set_value(0.6).run()
    assert "must be whole numbers" not in words(page)
    assert session(page).scenario.rules["near_focus"].min == 0.6


def test_rules_are_switched_off_and_on() -> None:
    page = opened()
    field(page.toggle, "rule:national_only").set_value(False).run()
    assert session(page).scenario.rules["national_only"].enabled is False
    assert "the rule “No local member as a focus country” is off" in words(page)
    field(page.toggle, "rule:national_only").set_value(True).run()
    assert session(page).scenario == BASELINE


def sliders(page: AppTest) -> dict[str, float]:
    found = {str(one.key).split(":")[2]: one.value for one in page.slider
             if str(one.key).startswith("weight:country")}  # fmt: skip
    return {name: float(value) for name, value in found.items()}  # type: ignore[arg-type]


def slider(page: AppTest, name: str) -> Any:
    return field(page.slider, f"weight:country:{name}")


def test_weights_always_add_up_to_a_hundred() -> None:
    page = opened()
    name = next(iter(sliders(page)))
    slider(page, name).set_value(80.0).run()
    assert sum(session(page).scenario.weights["country"].values()) == pytest.approx(1)
    assert sum(sliders(page).values()) == pytest.approx(100, abs=0.2)


def test_weights_keep_their_proportions_however_fast_one_is_moved() -> None:
    """Oracle: proportions of the configured weights, 50 to 30 to 20 of a hundred."""
    page = opened()
    moved, *others = sliders(page)
    given = sliders(page)
    for share in (30.0, 90.0, 100.0, 61.0):
        slider(page, moved).set_value(share).run()
        found = session(page).scenario.weights["country"]
        assert found[moved] == pytest.approx(share / 100)
    rest = sum(given[name] for name in others)
    for name in others:
        assert found[name] == pytest.approx(0.39 * given[name] / rest)


def test_a_browser_that_lost_what_it_was_told_has_the_scenario_all_the_same() -> None:
    """A field's default is what the scenario says, before and after a move, an undo and a reset."""
    page = opened()
    moves: list[Callable[[], Any]] = [
        lambda: field(page.number_input, "weeks:europe").set_value(4.0),
        lambda: field(page.toggle, "rule:national_only").set_value(False),
        lambda: field(page.multiselect, "lock:must").set_value(["country:BBB"]),
        lambda: slider(page, next(iter(sliders(page)))).set_value(80.0),
        lambda: button(page, "Undo").click(),
        lambda: button(page, "Reset").click(),
    ]
    for move in moves:
        move().run()
        numbers: list[Any] = [*page.number_input]
        for one in numbers:
            assert one.value == (one.proto.default if one.proto.HasField("default") else None)
        switches: list[Any] = [*page.toggle]
        assert [one.value for one in switches] == [one.proto.default for one in switches]
        weights: list[Any] = [*page.slider]
        assert [[one.value] for one in weights] == [list(one.proto.default) for one in weights]
        locks: list[Any] = [*page.multiselect]
        for one in locks:
            found = [one.options[place] for place in one.proto.default]
            assert found == [one.format_func(value) for value in one.value]
        assert len(numbers) > 10


def test_a_link_brings_its_scenario() -> None:
    page = settled(opened(weeks__europe="2", must="country:BBB"))
    assert session(page).scenario == Scenario(
        name="What if", weeks={"europe": 2.0}, must=frozenset({"country:BBB"})
    )
    assert field(page.number_input, "weeks:europe").value == 1.0
    assert page.query_params["weeks.europe"] == "2"
    assert "weeks.europe=2" in page.code[0].value


def test_a_wrong_link_says_so_and_shows_the_baseline() -> None:
    page = settled(opened(weeks__mars="2"))
    assert session(page).scenario == BASELINE
    assert "mars" in words(page)
    assert "The link could not be read" in words(page)
    field(page.number_input, "weeks:europe").set_value(3.0).run()
    assert "The link could not be read" not in words(page)


def test_the_plan_and_its_rules_are_there_as_tables(small_study: Study) -> None:
    page = settled(opened())
    best = solve(small_study.problem())
    plan = next(t.value for t in page.dataframe if "Services" in t.value.columns)
    assert set(plan["Focus area"]) >= {"Alphaland", "Beneficial ownership"}
    assert len(plan) == len(best.ids)
    rules = next(t.value for t in page.dataframe if "Asked" in t.value.columns)
    assert len(rules) == len(best.rules)

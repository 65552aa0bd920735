"""Several people on the page Criteria: entered, uploaded, taken together, and planned for.

Oracles: the functions of the core that the page shows, and plans made without a page.
"""

from collections.abc import Iterator

import pytest
from streamlit.testing.v1 import AppTest

import app.web.asking
from app.web.criteria import people as fields
from app.web.state import PLACE, Session
from data.people import PeopleWeights, everyone, people_table
from data.people.reading import parse_people
from optimizer.group_plans import group_consensus, group_plans
from optimizer.levers import configured
from optimizer.study import Study
from reports import group
from reports.setting import Setting
from scoring.group import group_weights
from tests.app.web.screens.conftest import MAIN, PATIENCE, words

TABLE = """kind,criterion,Ann,Bo,"Dee, Eve"
country,civil_society,80,10,40
country,political_will,10,10,40
country,partner_ecosystem,10,80,20
theme,momentum,90,,10
theme,results,10,,90
"""

pytestmark = pytest.mark.usefixtures("small_app")


@pytest.fixture(autouse=True)
def _patient(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(app.web.asking, "AT_ONCE", float(PATIENCE))
    app.web.asking.jobs().forget()
    yield
    app.web.asking.jobs().forget()


@pytest.fixture
def people(small_study: Study) -> PeopleWeights:
    return parse_people("people.csv", TABLE.encode(), small_study.configuration.criteria)


def opened() -> AppTest:
    page = AppTest.from_file(MAIN, default_timeout=PATIENCE)
    page.switch_page("screens/criteria.py").run()
    page.segmented_control(key="criteria-way").set_value("people").run()
    assert not page.exception
    return page


def upload(page: AppTest, text: str) -> AppTest:
    page.file_uploader(key=fields.UPLOAD).upload("people.csv", text.encode(), "text/csv").run()
    assert not page.exception
    return page


def session_of(page: AppTest) -> Session:
    found = page.session_state[PLACE]
    assert isinstance(found, Session)
    return found


def told(page: AppTest) -> str:
    return "\n".join([words(page), *(str(one.value) for one in page.text)])


def test_a_table_becomes_the_consensus(small_study: Study, people: PeopleWeights) -> None:
    page = upload(opened(), TABLE)
    assert session_of(page).people == people
    assert "3 people weigh the criteria: Ann; Bo; Dee, Eve." in told(page)
    criteria = small_study.configuration.criteria.kinds["country"].criteria
    mean = group_weights(people["country"], tuple(criteria)).mean
    assert "any two would have to move 57 % of their weight on average" in told(page)
    page.button(key="apply-weights").click().run()
    weights = session_of(page).scenario.weights
    assert weights["country"] == pytest.approx(dict(mean))
    assert set(weights) == {"country"}
    page.button(key="people-use").click().run()
    assert set(session_of(page).scenario.weights) == {"country", "theme"}
    now = configured(session_of(page).scenario, small_study.configuration).criteria
    assert now.kinds["theme"].weights == pytest.approx({"momentum": 0.5, "results": 0.5})


def test_people_stay_when_the_page_changes(people: PeopleWeights) -> None:
    page = upload(opened(), TABLE)
    page.switch_page("screens/ranking.py").run()
    assert not page.exception
    assert session_of(page).people == people
    page.switch_page("screens/criteria.py").run()
    assert not page.exception
    assert "3 people weigh the criteria" in told(page)


def test_a_wrong_table_is_told_and_changes_nothing(people: PeopleWeights) -> None:
    page = upload(opened(), TABLE)
    upload(page, "kind,criterion,Ann\ncountry,charm,1\ncountry,political_will,-1\n")
    assert "a criterion of country must be one of" in told(page)
    assert "must be a number from 0" in told(page)
    assert session_of(page).people == people
    upload(page, TABLE.replace(",", ";").replace('"Dee; Eve"', "Dee"))
    assert not page.error
    assert everyone(session_of(page).people) == ("Ann", "Bo", "Dee")


def test_people_are_added_and_removed(small_study: Study) -> None:
    page = opened()
    assert "Upload a table" in told(page)
    for name in ("Ann", "Bo", "Ann"):
        page.text_input(key=fields.NEW).set_value(name)
        page.button(key="people-add").click().run()
        assert not page.exception
    assert "no two people must have the same name" in told(page)
    assert everyone(session_of(page).people) == ("Ann", "Bo")
    assert "both give the same weights" in told(page)
    text = people_table(session_of(page).people, small_study.configuration.criteria)
    again = parse_people("people.csv", text.encode(), small_study.configuration.criteria)
    assert again == session_of(page).people
    page.selectbox(key=fields.GONE).set_value("Ann")
    page.button(key="people-rm").click().run()
    assert not page.exception
    assert everyone(session_of(page).people) == ("Bo",)
    assert "only Bo gives weights" in told(page)


def test_everybodys_plan(small_study: Study, people: PeopleWeights) -> None:
    page = upload(opened(), TABLE)
    assert "What a plan for all costs" not in told(page)
    page.button(key="people-ask").click().run()
    assert not page.exception
    card = small_study.scorecard()
    found = group_plans(small_study.problem(), card, people)
    assert found is not None
    expected = group.report(
        people,
        group_consensus(card, people),
        Setting(small_study),
        gap=0.005,
        found=found,
        kind="country",
    )
    for sentence in expected.sentences:
        about_plan = any(
            note.text == sentence for note in expected.notes if note.kind == "assumption"
        )
        assert about_plan or sentence in told(page)
    shown = [one.value for one in page.dataframe]
    for name in ("candidates", "people"):
        assert any(expected.table(name).frame().equals(one) for one in shown), name
    page.segmented_control(key="kind").set_value("theme").run()
    assert not page.exception
    assert "Bo" in told(page)
    page.segmented_control(key="kind").set_value("commitment").run()
    assert not page.exception
    assert "Nobody says anything about commitments yet" in told(page)


def test_without_any_plan_that_is_told() -> None:
    page = upload(opened(), TABLE)
    mine = session_of(page)
    mine.scenario = mine.scenario.but(weeks=dict.fromkeys(("europe", "africa", "thematic"), 0.0))
    page.button(key="people-ask").click().run()
    assert not page.exception
    assert "one plan at least must meet all conditions" in told(page)

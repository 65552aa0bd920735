"""Scenarios kept on What-if and put side by side on Compare, without a browser.

Oracle: the plans of the same levers made alone; who may open what, worked out by hand.
"""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from app.web.state import PLACE, Session
from optimizer.scenario import Scenario
from optimizer.study import BASELINE, Study
from records import people, scenarios
from records.database import RECORDS
from records.permissions import Person
from records.scenarios import Saved
from records.sign_in import PERSON
from records.store import Records
from tests.app.web.screens.conftest import MAIN, PATIENCE, Opener, answer, field, until, words
from tests.optimizer.solved import solve

pytestmark = pytest.mark.usefixtures("small_app")
FEWER = Scenario(name="Fewer people", weeks={"europe": 2.0})


@pytest.fixture(autouse=True)
def address(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Let nobody be at the screen, and no records be there."""
    address = str(tmp_path / "records.sqlite3")
    monkeypatch.setenv(RECORDS, address)
    monkeypatch.delenv(PERSON, raising=False)
    return address


@pytest.fixture
def ada(address: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """Let the app act for Ada; return the address of her records."""
    monkeypatch.setenv(PERSON, "Ada")
    return address


def what_if(**query: str) -> AppTest:
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


def saved(page: AppTest, name: str) -> None:
    """Keep the session's scenario under a name."""
    field(page.text_input, "scenario-name").set_value(name).run()
    page.button(key="scenario-save").click().run()
    assert not page.exception


def kept(address: str, person: Person, study: Study, **fields: object) -> Saved:
    records = Records.at(address)
    found = scenarios.save(
        records, person.id, study,
        Saved.model_validate({"id": "", "scenario": FEWER, "author": person.id, **fields}),
    )  # fmt: skip
    records.close()
    return found


def test_what_a_session_keeps_it_can_open_and_compare() -> None:
    page = what_if(weeks__europe="2")
    saved(page, "Fewer people")
    assert "kept for this session only" in words(page)
    field(page.number_input, "weeks:europe").set_value(4.0).run()
    saved(page, "Fewer people")
    first, second = session(page).kept
    assert (first.version, second.version, first.id == second.id) == (1, 2, True)
    assert second.came_from == f"{first.id}@1"
    page.selectbox(key=f"scenario-version:{first.id}").set_value(1).run()
    page.button(key="scenario-opens").click().run()
    assert session(page).scenario.weeks == {"europe": 2.0}
    assert session(page).scenario.name == "Fewer people"
    page.switch_page("screens/compare.py").run()
    said = until(page, "“Fewer people”")
    assert "are in all three scenarios" in answer(page)
    assert "“Fewer people”: Europe team has 1 week for focus areas, not 10" in said
    assert "“Fewer people, version 2”: Europe team has 4 weeks for focus areas, not 10" in said
    page.switch_page("screens/what_if.py").run()
    page.button(key="scenario-away").click().run()
    assert session(page).kept == ()


def test_a_page_with_nothing_to_compare_says_what_to_do(opened: Opener) -> None:
    page = opened("compare")
    assert answer(page).startswith("Choose two scenarios at least")
    assert page.multiselect[0].value == ["baseline"]


def test_links_are_put_side_by_side(opened: Opener, small_study: Study) -> None:
    page = opened("compare")
    for query in ("weeks.europe=2&name=Fewer", "https://focus.example/?page=what-if&usd.core=0"):
        field(page.text_input, "compare-link").set_value(query).run()
    until(page, "The scenarios")
    table = next(one.value for one in page.dataframe if "Worth" in one.value.columns)
    assert table["Scenario"].tolist() == ["Baseline", "Fewer", "What if"]
    levers = (BASELINE, Scenario(weeks={"europe": 2.0}), Scenario(usd={"core": 0.0}))
    values = [solve(small_study.problem(one)).value for one in levers]
    assert table["Worth"].tolist() == pytest.approx(values)
    field(page.text_input, "compare-link").set_value("weeks.mars=2").run()
    assert "must be a team of the configuration" in words(page)
    assert len(session(page).handed) == 2


def test_what_is_kept_in_records_stays_and_is_shared(ada: str) -> None:
    page = what_if(weeks__europe="2")
    saved(page, "Fewer people")
    assert session(page).kept == ()
    assert page.button(key="scenario-save").disabled
    field(page.number_input, "weeks:europe").set_value(4.0).run()
    other = what_if()
    other.button(key="scenario-opens").click().run()
    assert session(other).scenario.weeks == {"europe": 2.0}
    next(one for one in other.toggle if "scenario-shared" in str(one.key)).set_value(True).run()
    other.button(key="scenario-save").click().run()
    records = Records.at(ada)
    with records.reading() as connection:
        (there,) = scenarios.scenarios(connection, Person(id=people.SINGLE))
    records.close()
    assert (there.version, there.shared, there.name) == (2, True, "Fewer people")
    page.button(key="scenario-save").click().run()
    assert "in the meantime" in words(page)
    assert session(page).scenario.weeks == {"europe": 5.0}


def test_what_others_share_can_be_opened_and_not_taken_away(
    ada: str, small_study: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    records = Records.at(ada, make=True)
    single = people.single(records, "Ada")
    bo = people.put(records, single.id, Person(id="bo", name="Bo", roles=frozenset(("reader",))))
    records.close()
    other = small_study.dataset.but(name="other", content_hash="0")
    kept(ada, bo, Study(other, small_study.configuration), shared=True)
    kept(ada, bo, small_study, scenario=FEWER.but(name="Private"))
    page = what_if()
    assert page.selectbox(key="scenario-open").options == ["Fewer people (of Bo)"]
    assert "made on other data; it is planned on the present one" in words(page)
    assert all(one.key != "scenario-away" for one in page.button)
    page.switch_page("screens/compare.py").run()
    said = until(page, "was made on other data; here it is planned on the present one")
    assert "“Fewer people”" in said
    monkeypatch.delenv(PERSON)
    nobody = what_if()
    assert nobody.selectbox(key="scenario-open").options == ["Fewer people (of Bo)"]


def test_what_no_longer_fits_is_told_and_left_out(opened: Opener) -> None:
    page = opened("compare")
    mine = session(page)
    gone = Scenario(name="Gone", weeks={"mars": 1.0})
    mine.handed, mine.compared = (gone,), ("baseline", "handed:0")
    page.run()
    assert not page.exception
    assert "do not fit what there is now" in words(page)
    assert "mars" in words(page)

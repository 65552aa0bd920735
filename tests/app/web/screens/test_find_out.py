"""What should we find out next, on Evidence.

Oracle: the same question asked of the optimizer, without a page.
"""

import pytest
from streamlit.testing.v1 import AppTest

import app.web.asking
from app.web.widgets.picture import png
from optimizer.robust.value_of_information.evaluate import value_of_information
from optimizer.robust.value_of_information.results import ValueOfInformation
from optimizer.robust.value_of_information.switching import Gain
from optimizer.study import Study
from reports.charts.find_out import gain_bars
from reports.find_out_words import answer, turns_words
from reports.tables.find_out import PICTURED, picture_rows
from tests.app.web.screens.conftest import MAIN, PATIENCE, words
from tests.optimizer.solved import solve
from tests.reports.charts.test_charts import PNG, without_addresses

pytestmark = pytest.mark.usefixtures("small_app")


@pytest.fixture(scope="module")
def expected(small_study: Study) -> ValueOfInformation:
    problem = small_study.problem()
    return value_of_information(problem, small_study.scorecard(), (solve(problem).decisions,))


@pytest.fixture
def page(monkeypatch: pytest.MonkeyPatch) -> AppTest:
    """Return the part of the page, the plan being there and the errand waited for."""
    monkeypatch.setattr(app.web.asking, "AT_ONCE", float(PATIENCE))
    monkeypatch.setattr("app.web.widgets.find_out.PATIENCE", float(PATIENCE))
    app.web.asking.jobs().forget()
    found = AppTest.from_file(MAIN, default_timeout=PATIENCE)
    found.run().switch_page("screens/evidence.py").run()
    found.segmented_control(key="evidence-part").set_value("next").run().run()
    assert not found.exception
    return found


def test_the_answer_comes_first_and_says_how_far_it_is_proven(
    page: AppTest, expected: ValueOfInformation, small_study: Study
) -> None:
    said = words(page)
    assert answer(expected, small_study.configuration) in said
    assert "Gains are expected points" in said


def test_each_question_shows_its_own_list(
    page: AppTest, expected: ValueOfInformation, small_study: Study
) -> None:
    """Of the chosen kind, best first, figures as found."""
    of_kind = [one for one in expected.measures if one.kind == "country"]
    names = small_study.configuration.criteria.measures
    table = page.dataframe[0].value
    assert table["Measure"].tolist() == [names[one.measure].label for one in of_kind]
    assert table["Gain"].tolist() == [round(one.gain.found, 2) for one in of_kind]

    page.segmented_control(key="find-out-what").set_value("candidate").run()
    candidates = [one for one in expected.candidates if one.kind == "country"]
    table = page.dataframe[0].value
    assert table["id"].tolist() == [one.candidate for one in candidates]

    page.segmented_control(key="find-out-what").set_value("value").run()
    gaps = [one for one in expected.gaps if one.kind == "country"]
    table = page.dataframe[0].value
    assert table["id"].tolist() == [one.candidate for one in gaps]
    assert table["What would change it"].tolist() == [
        turns_words(one, small_study.configuration) for one in gaps
    ]
    assert not page.exception


def test_from_a_value_to_the_fields_of_its_rating(
    page: AppTest, expected: ValueOfInformation
) -> None:
    page.segmented_control(key="kind").set_value("commitment").run()
    page.segmented_control(key="find-out-what").set_value("value").run()
    (gap,) = [one for one in expected.gaps if one.gain.found > 0]
    assert gap.kind == "commitment"
    page.button(key=f"find-out-rate:{gap.candidate}:{gap.measure}").click().run()
    assert not page.exception
    assert page.selectbox(key="rating-candidate:commitment").value == gap.candidate
    assert page.selectbox(key="rating-measure:commitment").value == gap.measure


def test_gates_are_told_apart_from_gains(page: AppTest, expected: ValueOfInformation) -> None:
    page.segmented_control(key="find-out-what").set_value("gate").run()
    assert not page.exception
    mine = [gate for gate in expected.gates if gate.kind == "country"]
    said = words(page)
    if mine:
        assert "could still fail" in said
    else:
        assert "Every gate is known" in said


def test_the_picture_reads_from_top_to_bottom_without_colour() -> None:
    gains = [Gain(found=points, least=0, most=9, error=points / 4) for points in (0.9, 0.3, 0.02)]
    rows = picture_rows(
        [("", "Influence", gains[0], "54 %"), ("a", "Same", gains[1], "1 %"),
         ("b", "Same", gains[2], "0 %")]
    )  # fmt: skip
    assert list(rows.columns) == PICTURED
    assert rows["label"].is_unique
    chart = gain_bars(rows)
    assert without_addresses(chart.to_dict())
    assert png(chart).startswith(PNG)

"""What should we find out next, on Evidence.

Oracle: the same question asked of the optimizer, without a page.
"""

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

import app.web.asking
from optimizer.robust.value_of_information.evaluate import value_of_information
from optimizer.robust.value_of_information.results import ValueOfInformation
from optimizer.robust.value_of_information.switching import Gain
from optimizer.study import Study
from reports import find_out
from reports.charts.bars import gain_bars
from reports.report import Report
from reports.setting import Setting
from tests.app.web.screens.conftest import MAIN, PATIENCE, words
from tests.optimizer.solved import solve
from tests.pictures import png
from tests.reports.charts.test_charts import PNG, without_addresses

pytestmark = pytest.mark.usefixtures("small_app")


@pytest.fixture(scope="module")
def expected(small_study: Study) -> ValueOfInformation:
    problem = small_study.problem()
    return value_of_information(problem, small_study.scorecard(), (solve(problem).decisions,))


@pytest.fixture(scope="module")
def report(expected: ValueOfInformation, small_study: Study) -> Report:
    return find_out.report(expected, Setting(small_study))


@pytest.fixture
def page(monkeypatch: pytest.MonkeyPatch) -> AppTest:
    """Return the part of the page, the plan being there and the errand waited for."""
    monkeypatch.setattr(app.web.asking, "AT_ONCE", float(PATIENCE))
    monkeypatch.setattr("app.web.asking.PATIENCE", float(PATIENCE))
    app.web.asking.jobs().forget()
    found = AppTest.from_file(MAIN, default_timeout=PATIENCE)
    found.run().switch_page("screens/evidence.py").run()
    found.segmented_control(key="evidence-part").set_value("next").run().run()
    assert not found.exception
    return found


def test_the_answer_comes_first_and_says_how_far_it_is_proven(
    page: AppTest, report: Report
) -> None:
    said = words(page)
    for sentence in (report.answer, *report.text, *(note.text for note in report.notes)):
        assert sentence in said


@pytest.mark.parametrize("name", ["by_measure", "by_candidate", "by_value", "gates"])
def test_each_question_shows_its_own_list(page: AppTest, report: Report, name: str) -> None:
    """Of the chosen kind, best first, as the report has it."""
    page.segmented_control(key="find-out-what").set_value(name).run()
    assert not page.exception
    expected = report.table(name).where(lambda row: row["kind"] == "country")
    if expected.rows:
        pd.testing.assert_frame_equal(page.dataframe[0].value, expected.frame(), check_dtype=False)


def test_from_a_value_to_the_fields_of_its_rating(
    page: AppTest, expected: ValueOfInformation
) -> None:
    page.segmented_control(key="kind").set_value("commitment").run()
    page.segmented_control(key="find-out-what").set_value("by_value").run()
    (gap,) = [one for one in expected.gaps if one.gain.found > 0]
    assert gap.kind == "commitment"
    page.button(key=f"find-out-rate:{gap.candidate}:{gap.measure}").click().run()
    assert not page.exception
    assert page.selectbox(key="rating-candidate:commitment").value == gap.candidate
    assert page.selectbox(key="rating-measure:commitment").value == gap.measure


def test_gates_are_told_apart_from_gains(page: AppTest, expected: ValueOfInformation) -> None:
    page.segmented_control(key="find-out-what").set_value("gates").run()
    assert not page.exception
    mine = [gate for gate in expected.gates if gate.kind == "country"]
    assert ("could still fail" if mine else "Every gate is known") in words(page)


def test_the_picture_reads_from_top_to_bottom_without_colour() -> None:
    gains = [Gain(found=points, least=0, most=9, error=points / 4) for points in (0.9, 0.3, 0.02)]
    labels = ("Influence", "Same", "Same")
    rows = [
        {"_bar": label, "_gain": gain, "_said": "54 %"}
        for label, gain in zip(labels, gains, strict=True)
    ]
    chart = gain_bars(rows)
    drawn = chart.to_dict()["datasets"]
    (found,) = drawn.values()
    assert len({row["label"] for row in found}) == len(rows)
    assert without_addresses(chart.to_dict())
    assert png(chart).startswith(PNG)

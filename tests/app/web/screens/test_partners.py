"""The page Partners, operated without a browser on the small example.

By hand: Betaland hangs on the bank, whose 0.8 makes a strength of 0.4 and so 0.2 · 40 = 8 points of
its score; the bank leads technical support there, which saves 2 weeks that the team has to spare.
Of equally good plans the one with fewest staff-weeks is the plan, so Owners in the Open leads, too,
which saves 1.5 weeks.
"""

import pytest
from streamlit.testing.v1 import AppTest

import app.web.asking
from app.web.partners.marks import REPEATS
from tests.app.web.screens.conftest import MAIN, PATIENCE, answer, words

pytestmark = pytest.mark.usefixtures("small_app")


@pytest.fixture(autouse=True)
def _no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(app.web.asking, "AT_ONCE", float(PATIENCE))


def opened(part: str | None = None) -> AppTest:
    """Open the page, or one part of it."""
    page = AppTest.from_file(MAIN, default_timeout=PATIENCE)
    page.run().switch_page("screens/partners.py").run()
    if part is not None:
        page.button_group(key="partners-part").set_value(part).run()
    assert not page.exception
    return page


def test_the_answer_counts_who_is_served() -> None:
    assert answer(opened()) == (
        "Of the 3 focus areas of the list in force, 1 has partners of their own, 1 is reached "
        "from afar, and 1 has nobody on record: Open contracts (Betaland)."
    )


def test_gaps_and_whom_to_ask() -> None:
    page = opened("gaps")
    assert answer(page).startswith("1 focus area of the list in force has no partner on record")
    asked = next(table.value for table in page.dataframe if "Could be asked" in table.value)
    assert "works in Betaland" in asked["Because it"].tolist()


def test_the_plan_in_place_of_the_list_in_force() -> None:
    page = opened("overlap")
    assert "Choose the plan above" in words(page)
    page.button_group(key="partners-list").set_value("plan").run().run()
    assert not page.exception
    assert "of the 5 focus areas of the recommended plan" in answer(page)
    repeated = next(table.value for table in page.dataframe if "Already given by" in table.value)
    assert set(repeated["Focus area"]) == {
        "Betaland",
        "Open register of company owners (Alphaland)",
    }


def test_a_filter_narrows_the_focus_areas() -> None:
    page = opened()
    page.multiselect(key="partners-groups").set_value(["theme"]).run()
    assert answer(page).startswith("Of the 1 focus area of the list in force chosen here, 1 has")
    page.multiselect(key="partners-groups").set_value(["theme", "Africa"]).run()
    assert answer(page) == "There is no focus area to look at."


def test_lanes_and_the_view_around_one() -> None:
    page = opened("lanes")
    lines = page.dataframe[0].value
    assert set(lines["Where"]) == {"Alphaland", "Beneficial ownership"}
    page = opened("around")
    middle = page.selectbox(key="partners-middle")
    assert middle.value == "partner:owners", "the one on whom most hangs"
    assert answer(page).startswith("Owners in the Open (civil society): 2 engagements on record")
    middle.set_value("commitment:BB001").run()
    assert "which is not “no partner”" in answer(page)
    page.toggle(key="partners-rings").set_value(True).run()
    assert not page.exception


def test_the_one_in_the_middle_is_the_one_the_reader_came_from() -> None:
    page = AppTest.from_file(MAIN, default_timeout=PATIENCE)
    page.query_params["card"] = "country:BBB"
    page.query_params["page"] = "partners"
    page.run()
    page.button_group(key="partners-part").set_value("around").run()
    assert page.selectbox(key="partners-middle").value == "country:BBB"
    page.selectbox(key="partners-middle").set_value("partner:owners").run()
    assert page.selectbox(key="partners-middle").value == "partner:owners"
    page.button_group(key="partners-part").set_value("without").run().run()
    assert page.selectbox(key="partners-without").value == "partner:owners"


def test_whom_to_talk_to() -> None:
    page = opened("convene")
    assert "1 partner reaches the 2 focus areas that can be reached" in words(page)
    assert page.table[0].value["Partner"].tolist() == ["Owners in the Open"]


def test_the_switch_plans_without_the_partner() -> None:
    page = opened("without").run()
    assert answer(page) == "Bank of Good Works leads Technical support for Betaland in this plan."
    page.toggle(key="partners-gone").set_value(True).run()
    assert not page.exception
    assert "loses at most 8.0 points as it stands, and 8.0 points after planning anew." in (
        answer(page)
    )
    assert "The best plans there are lose exactly 8.0 points: proven." in words(page)
    page.selectbox(key="partners-without").set_value("partner:owners").run()
    assert "Without Owners in the Open this plan" in answer(page)


def test_what_if_marks_overlap_and_says_who_leads() -> None:
    page = AppTest.from_file(MAIN, default_timeout=PATIENCE)
    page.run().switch_page("screens/what_if.py").run().run()
    assert not page.exception
    plan = next(table.value for table in page.dataframe if REPEATS.title in table.value)
    marked = dict(zip(plan["Focus area"], plan[REPEATS.title], strict=True))
    assert marked["Betaland"] == "Technical support"
    assert marked["Beneficial ownership"] == ""
    assert "2 partners lead 2 services, which saves 3.5 staff-weeks." in words(page)


def test_the_card_marks_overlap_with_partners() -> None:
    page = AppTest.from_file(MAIN, default_timeout=PATIENCE)
    page.query_params["card"] = "country:BBB"
    page.run().run()
    assert not page.exception
    assert (
        "Partner overlap: Technical support is on record with Bank of Good Works; Bank of Good "
        "Works leads it." in words(page)
    )

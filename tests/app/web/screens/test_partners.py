"""The page Partners, operated without a browser on the small example.

By hand: Betaland hangs on the bank, whose 0.8 makes a strength of 0.4 and so 0.2 · 40 = 8 points of
its score; the bank leads technical support there, which saves 2 weeks that the team has to spare.
Of equally good plans the one with fewest staff-weeks is the plan, so Owners in the Open leads, too,
which saves 1.5 weeks.
"""

import pytest
from streamlit.testing.v1 import AppTest

import app.web.asking
from app.web.widgets.partner_marks import REPEATS
from ecosystem.overlap import planned_overlaps
from optimizer.study import Study
from questions.asking import ask
from questions.plan import PlanQuestion
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
        "from afar, and 1 has nobody on record."
    )


def test_gaps_and_whom_to_ask() -> None:
    page = opened()
    gaps = next(table.value for table in page.dataframe if "Served" in table.value)
    assert dict(zip(gaps["Focus area"], gaps["Served"], strict=True)) == {
        "Open contracts": "nobody on record",
        "Alphaland": "from afar only",
        "Beneficial ownership": "directly",
    }
    assert "**Bank of Good Works** works in Betaland." in words(page)


def test_the_plan_in_place_of_the_list_in_force(small_study: Study) -> None:
    page = opened()
    page.button_group(key="partners-list").set_value("plan").run().run()
    assert not page.exception
    assert answer(page).startswith("Of the 5 focus areas of the plan,")
    repeated = next(table.value for table in page.dataframe if "Already given by" in table.value)
    assert set(repeated["Focus area"]) == {"Betaland", "Open register of company owners"}
    plan = ask(small_study, PlanQuestion()).result.plan
    led = {(line.id, service) for line in plan.focus for service in line.leads}
    given = planned_overlaps(small_study.dataset, {line.id: line.services for line in plan.focus})
    assert repeated["In the plan"].tolist() == [
        "led by a partner"
        if (one.candidate, one.service) in led
        else "given by the Support Unit, too"
        for one in given
    ]


def test_a_filter_narrows_the_focus_areas() -> None:
    page = opened()
    page.multiselect(key="partners-groups").set_value(["theme"]).run()
    assert answer(page).startswith("Of the 1 focus area of the list in force chosen below, 1 has")
    page.multiselect(key="partners-groups").set_value(["theme", "Africa"]).run()
    assert "There is no focus area to look at." in words(page)


def test_lanes_and_the_view_around_one() -> None:
    page = opened("lanes")
    lines = page.dataframe[0].value
    assert set(lines["Who – where"]) == {
        "Owners in the Open – Alphaland",
        "Owners in the Open – Beneficial ownership",
    }
    page = opened("around")
    middle = page.selectbox(key="partners-middle")
    assert middle.value == "partner:owners"
    assert page.dataframe[0].value["Where"].tolist() == [
        "Beneficial ownership",
        "Open register of company owners",
    ]
    middle.set_value("commitment:BB001").run()
    assert "That is not the same as no partner." in words(page)
    page.toggle(key="partners-rings").set_value(True).run()
    assert not page.exception


def test_whom_to_talk_to() -> None:
    page = opened("convene")
    assert "1 partner reaches the 2 focus areas that can be reached; no smaller set does." in (
        words(page)
    )
    assert page.dataframe[0].value["Partner"].tolist() == ["Owners in the Open"]


def test_the_switch_plans_without_the_partner() -> None:
    page = opened("without").run()
    assert answer(page) == "Bank of Good Works leads Technical support for Betaland in this plan."
    page.toggle(key="partners-gone").set_value(True).run()
    assert not page.exception
    assert answer(page) == (
        "Without Bank of Good Works this plan loses at most 8.0 points as it stands, and 8.0 "
        "points after planning anew."
    )
    assert [metric.value for metric in page.metric] == ["8.0", "8.0", "8.0"]
    assert "**Worth less: 8.0 points.** 1 focus area of the plan scores lower." in words(page)
    assert "which saves 2 weeks. The staff can carry that." in words(page)
    assert "**Left without any partner:** Betaland." in words(page)


def test_an_earlier_choice_of_partner_is_looked_at() -> None:
    page = opened("without").run()
    page.selectbox(key="partners-without").set_value("partner:owners").run()
    assert answer(page) == (
        "Owners in the Open leads Technical support for Open register of company owners in this "
        "plan."
    )
    page.toggle(key="partners-gone").set_value(True).run()
    assert "It leads 1 service, which saves 1.5 weeks. The staff can carry that." in words(page)


def test_what_if_marks_overlap_and_says_who_leads() -> None:
    page = AppTest.from_file(MAIN, default_timeout=PATIENCE)
    page.run().switch_page("screens/what_if.py").run().run()
    assert not page.exception
    plan = next(table.value for table in page.dataframe if REPEATS in table.value)
    marked = dict(zip(plan["id"], plan[REPEATS], strict=True))
    assert marked["country:BBB"] == "Technical support"
    assert marked["theme:ownership"] == ""
    assert "2 partners lead 2 services, which saves 3.5 weeks." in words(page)


def test_the_card_marks_overlap_with_partners() -> None:
    page = AppTest.from_file(MAIN, default_timeout=PATIENCE)
    page.query_params["card"] = "country:BBB"
    page.run().run()
    assert not page.exception
    assert (
        "**Partner overlap:** Technical support is on record with Bank of Good Works; Bank of Good "
        "Works leads it." in words(page)
    )

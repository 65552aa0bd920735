"""How sure the list is, on Overview and Ranking, and on the card once it is known.

Oracle: the same draws asked of the optimizer, without a page.
"""

import pytest
from pandas.testing import assert_frame_equal
from streamlit.testing.v1 import AppTest

import app.web.asking
from app.web import render
from app.web.state import PLACE
from app.web.widgets import sureness
from app.web.widgets.sidebar import FINDER
from optimizer.robust.incremental_sampling import growing
from optimizer.robust.jobs import Drawn, Inquiry
from optimizer.robust.robust_inclusion import robust_inclusion
from optimizer.robust.uncertainty import UncertaintyModel, uncertainty_of_people
from optimizer.robust.weight_sets import weight_set
from optimizer.search.effort import DRAW
from optimizer.study import Study
from questions import doubt as doubt_question
from questions.asking import ask
from questions.doubt import DoubtQuestion
from questions.plan import PlanQuestion
from questions.robust import SampleQuestion, Sureness, WeightSetQuestion
from reports import doubt, robust
from reports.plan import brief
from reports.report import Report
from reports.robust import in_how_many
from reports.setting import Setting
from tests.app.web.screens.conftest import MAIN, PATIENCE, until, words
from tests.optimizer.solved import solve

DRAWS = 30
WHOLE = 0.006
"""Shares are shown in whole percent."""

pytestmark = pytest.mark.usefixtures("small_app")


@pytest.fixture(autouse=True)
def _few_draws(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(app.web.asking, "AT_ONCE", float(PATIENCE))
    app.web.asking.jobs().forget()
    monkeypatch.setattr(sureness, "STEPS", (DRAWS, 2 * DRAWS, 4 * DRAWS))


@pytest.fixture(scope="module")
def expected(small_study: Study) -> Sureness:
    problem = small_study.problem()
    plan = solve(problem).decisions
    inquiry = Inquiry(problem, Drawn(small_study.scorecard(), UncertaintyModel()), DRAW)
    return Sureness(list(growing(inquiry, DRAWS, plans=(plan,)))[-1], plan)


def report(
    found: Sureness, study: Study, held: UncertaintyModel, kind: str | None = None
) -> Report:
    setting = Setting(study, plan=solve(study.problem()))
    question = SampleQuestion(uncertainty=held, draws=DRAWS)
    plan = brief(ask(study, PlanQuestion()).result, setting)
    return robust.report(found, question, setting, plan=plan, kind=kind)


def opened(name: str) -> AppTest:
    page = AppTest.from_file(MAIN, default_timeout=PATIENCE)
    page.run().switch_page(f"screens/{name}.py").run().run()
    assert not page.exception
    return page


def test_overview_asks_only_when_wanted(expected: Sureness, small_study: Study) -> None:
    page = opened("overview")
    assert "in nearly every best plan" not in words(page)
    page.toggle(key="overview-sure").set_value(True).run()
    assert not page.exception
    told = report(expected, small_study, UncertaintyModel())
    elsewhere = {note.text for note in told.notes if note.kind not in render.OWN}
    for sentence in told.sentences:
        assert sentence in words(page) or sentence in elsewhere
    table = next(one.value for one in page.dataframe if "Proven in" in one.value)
    assert_frame_equal(table, told.table("candidates").frame(), rtol=0, atol=WHOLE)
    services = next(one.value for one in page.dataframe if "Service" in one.value)
    assert_frame_equal(services, told.table("services").frame(), rtol=0, atol=WHOLE)


def test_more_draws_are_more_precise(expected: Sureness) -> None:
    page = opened("overview")
    page.toggle(key="overview-sure").set_value(True).run()
    assert f"{DRAWS} draws of weights near the given ones" in words(page)
    assert "A share is known to within 17 percentage points" in words(page)
    page.segmented_control(key="sure-draws").set_value(str(4 * DRAWS)).run()
    assert not page.exception
    assert "A share is known to within 8.8 percentage points" in words(page)
    assert expected.sample.draws == DRAWS


def test_other_beliefs_are_other_draws() -> None:
    page = opened("overview")
    page.toggle(key="overview-sure").set_value(True).run()
    before = next(one.value for one in page.dataframe if "Proven in" in one.value)
    page.segmented_control(key="sure-belief").set_value("any").run()
    assert not page.exception
    assert "whatever the unknown evidence and the weights." in words(page)
    after = next(one.value for one in page.dataframe if "Proven in" in one.value)
    assert not before.equals(after)


def test_weights_of_several_people_can_be_drawn(small_study: Study) -> None:
    page = opened("overview")
    criteria = small_study.configuration.criteria
    names = list(criteria.kinds["country"].criteria)
    people = {
        "country": {
            "Ada": {names[0]: 1.0, **dict.fromkeys(names[1:], 0.0)},
            "Ben": {names[-1]: 1.0, **dict.fromkeys(names[:-1], 0.0)},
        }
    }
    page.session_state[PLACE].people = people
    page.toggle(key="overview-sure").set_value(True).run()
    page.segmented_control(key="sure-belief").set_value("people").run()
    assert not page.exception
    problem = small_study.problem()
    inquiry = Inquiry(
        problem, Drawn(small_study.scorecard(), uncertainty_of_people(people, criteria)), DRAW
    )
    plan = solve(problem).decisions
    found = Sureness(list(growing(inquiry, DRAWS, plans=(plan,)))[-1], plan)
    held = uncertainty_of_people(people, criteria)
    assert report(found, small_study, held).answer in words(page)
    assert "whoever's weights count" in words(page)


def test_what_is_proven_is_told_when_asked(expected: Sureness, small_study: Study) -> None:
    page = opened("overview")
    page.toggle(key="overview-sure").set_value(True).run()
    page.toggle(key="overview-proof").set_value(True).run()
    page.segmented_control(key="proof-moved").set_value("0.05").run()
    assert not page.exception
    cell = weight_set(expected.sample.objective, small_study.scorecard(), UncertaintyModel(), 0.05)
    proof = robust_inclusion(small_study.problem(), cell, expected.sample.plans)
    assert proof.ids("in")
    told = robust.report(
        expected,
        SampleQuestion(),
        Setting(small_study),
        plan=report(expected, small_study, UncertaintyModel()),
        proving=(WeightSetQuestion(moved=0.05), proof),
    )
    for sentence in (*told["always"].text, *told["always"].items):
        assert sentence in words(page)


def test_what_the_doubt_comes_from_is_told_when_asked(small_study: Study) -> None:
    planned = ask(small_study, PlanQuestion()).result
    question = DoubtQuestion(draws=doubt_question.DRAWS)
    setting = Setting(small_study, plan=planned.plan)
    found = ask(small_study, question).result
    told = doubt.report(found, question, setting, plan=brief(planned, setting))
    page = opened("overview")
    page.toggle(key="overview-sure").set_value(True).run()
    assert told.answer not in words(page)
    page.toggle(key="overview-doubt").set_value(True).run()
    assert until(page, told.answer)


def test_ranking_shows_the_kind_and_adds_the_plan_to_its_table(
    expected: Sureness, small_study: Study
) -> None:
    page = opened("ranking")
    page.segmented_control(key="ranking-part").set_value("sure").run()
    assert not any("In best plans" in one.value for one in page.dataframe)
    page.toggle(key="ranking-plan-sure").set_value(True).run()
    page.run()
    assert not page.exception
    told = report(expected, small_study, UncertaintyModel(), "country")
    assert told.answer in words(page)
    shares = {row["name"]: row["share"] for row in told.table("candidates").rows}
    table = next(one.value for one in page.dataframe if "Place" in one.value)
    found = dict(zip(table["Candidate"], table["In best plans"], strict=True))
    assert found == pytest.approx({name: shares[name] for name in found}, abs=WHOLE)


def test_the_card_tells_the_share_once_it_is_known(expected: Sureness) -> None:
    page = opened("overview")
    page.toggle(key="overview-sure").set_value(True).run()
    candidate = next(one for one in expected.candidates if 0 < one.index.share < 1)
    page.selectbox(key=FINDER).select(candidate.id).run()
    assert not page.exception
    assert in_how_many(candidate, DRAWS) in words(page)


def test_staff_and_money_may_be_otherwise() -> None:
    page = opened("overview")
    page.toggle(key="overview-sure").set_value(True).run()
    assert "a little off, staff" not in words(page)
    page.segmented_control(key="sure-assumed").set_value("0.25").run()
    assert not page.exception
    assert "staff, money and costs a little off" in words(page)
    assert "On average, the best plans keep" in words(page)

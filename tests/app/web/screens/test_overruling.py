"""The card and What-if say what overruling costs and what one more unit buys.

Oracle: the same questions asked of the optimizer, without a page.
"""

import pytest
from streamlit.testing.v1 import AppTest

import app.web.asking
from optimizer.search.effort import EXACT
from optimizer.study import BASELINE, Study
from optimizer.why.explanation import explain
from optimizer.why.marginal import marginals
from reports import capacities
from reports import explain as reports
from reports.setting import Setting
from tests.app.web.screens.conftest import MAIN, PATIENCE, words
from tests.optimizer.solved import solve


@pytest.mark.usefixtures("small_app")
def test_the_card_tells_the_price(small_study: Study, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(app.web.asking, "AT_ONCE", float(PATIENCE))
    plan = solve(small_study.problem())
    candidate = min(plan.ids)
    page = AppTest.from_file(MAIN, default_timeout=PATIENCE)
    page.query_params["card"] = candidate
    page.run().run()
    assert not page.exception
    page.toggle(key=f"overruling:{candidate}").set_value(True).run()
    assert not page.exception
    found = explain(small_study, BASELINE, plan, candidate, effort=EXACT)
    told = words(page).replace("\\", "")
    for sentence in reports.report((found,), Setting(small_study)).sentences:
        assert sentence in told


@pytest.mark.usefixtures("small_app")
def test_what_if_tells_what_one_more_unit_buys(
    small_study: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(app.web.asking, "AT_ONCE", float(PATIENCE))
    page = AppTest.from_file(MAIN, default_timeout=PATIENCE)
    page.run().switch_page("screens/what_if.py").run().run()
    assert not page.exception
    problem = small_study.problem()
    team = problem.teams[0].id
    page.selectbox(key="one-more").select(team).run()
    assert not page.exception
    (found,) = marginals(problem, solve(problem), (team,), effort=EXACT)
    told = capacities.report((found,), Setting(small_study)).answer
    assert told in words(page).replace("\\", "")

"""What else could we do, on What-if: other plans, frontiers, what rules cost, and ways out.

Oracle: the same questions asked of the optimizer, without a page.
"""

import time

import pytest
from streamlit.testing.v1 import AppTest

import app.web.asking
from app.web.state import PLACE
from app.web.what_if.what_else import FRONTIER, PLANS, RULES
from optimizer.alternatives import alternatives, favouring
from optimizer.frontier import frontier
from optimizer.scenario import Scenario
from optimizer.search.effort import EXACT
from optimizer.study import Study
from optimizer.why.conditions import added_conditions, condition_costs
from optimizer.why.marginal import marginals
from reports import capacities
from reports.setting import Setting
from tests.app.web.screens.conftest import MAIN, PATIENCE, answer, words
from tests.optimizer.solved import solve

pytestmark = pytest.mark.usefixtures("small_app")


@pytest.fixture
def page(monkeypatch: pytest.MonkeyPatch) -> AppTest:
    """Return the page with its plan made; errands are waited for."""
    monkeypatch.setattr(app.web.asking, "AT_ONCE", float(PATIENCE))
    return opened()


def opened(**query: str) -> AppTest:
    found = AppTest.from_file(MAIN, default_timeout=PATIENCE)
    for name, text in query.items():
        found.query_params[name] = text
    found.run().switch_page("screens/what_if.py").run().run()
    assert not found.exception
    return found


def chosen(page: AppTest, **choices: str) -> AppTest:
    """Choose, one after the other, by the keys of the choices."""
    for key, value in choices.items():
        page.button_group(key=key.replace("_", "-")).set_value(value).run()
        assert not page.exception
    return page


def table(page: AppTest, column: str) -> list[object]:
    found = next(t.value for t in page.dataframe if column in t.value.columns)
    return list(found[column])


def test_nothing_is_planned_again_until_a_question_is_chosen(page: AppTest) -> None:
    assert "Choose a question" in words(page)
    assert not [t for t in page.dataframe if "Gives up, points" in t.value.columns]


def test_other_plans_are_the_next_best_of_all(page: AppTest, small_study: Study) -> None:
    chosen(page, what_else=PLANS)
    problem = small_study.problem()
    plan = solve(problem)
    found = list(alternatives(problem, plan, number=3, differ=4, effort=EXACT))
    best = sorted((one.plan.value or 0.0 for one in found), reverse=True)
    assert table(page, "Worth") == pytest.approx(best, abs=1e-6)
    assert f"{len(found)} other plans were found" in words(page)
    page.slider(key="other-plans-differ").set_value(20).run()
    assert not page.exception
    assert "No plan differs in 20 focus areas or more." in words(page)


def test_a_plan_that_favours_a_kind_has_as_many_as_can_be(
    page: AppTest, small_study: Study
) -> None:
    chosen(page, what_else=PLANS, other_plans_way="favour")
    page.slider(key="favour-within").set_value(10.0).run()
    page.selectbox(key="favour").select("kind=theme").run()
    assert not page.exception
    problem = small_study.problem()
    themes = frozenset(area.id for area in problem.areas if area.kind == "theme")
    found = favouring(problem, solve(problem), themes, share=0.1, effort=EXACT)
    assert found is not None
    assert found.most == found.before
    assert f"Themes: no plan within 10 % of the plan's worth has more than the {found.before}" in (
        words(page)
    )


@pytest.mark.parametrize("by", ["money", "staff"])
def test_the_frontier_is_the_one_of_the_optimizer(
    page: AppTest, small_study: Study, by: str
) -> None:
    chosen(page, what_else=FRONTIER, frontier_by=by)
    problem = small_study.problem()
    line = frontier(problem, solve(problem), by, points=7, effort=EXACT)  # type: ignore[arg-type]
    values = table(page, "At most")
    assert values[-1] == pytest.approx(line.points[-1].value, abs=0.01 * line.points[-1].value)
    assert "the best plan found is worth" in words(page)
    assert "Who is in, with how much" in words(page)


def test_kinds_are_held_against_each_other(page: AppTest, small_study: Study) -> None:
    kinds = list(small_study.configuration.criteria.kinds)
    chosen(page, what_else=FRONTIER, frontier_by=f"{kinds[0]}:{kinds[1]}")
    assert "can earn" in words(page)


def test_the_rules_cost_what_the_optimizer_says(page: AppTest, small_study: Study) -> None:
    problem = small_study.problem()
    plan = solve(problem)
    chosen(page, what_else=RULES)
    steps = added_conditions(problem, plan, effort=EXACT)
    lost = (steps[0].plan.value or 0.0) - (plan.value or 0.0)
    assert lost > 0.05
    assert f"All rules and locks together cost {lost:,.1f} points" in words(page).replace("\\", "")
    assert f"Of the {steps[0].in_force} in force {steps[0].kept} stay" in words(page)
    chosen(page, rule_costs_way="own")
    costs = sorted(c.points.found for c in condition_costs(problem, plan, effort=EXACT))[::-1]
    assert table(page, "Costs, points") == pytest.approx(costs, abs=0.01 * (plan.value or 0.0))


def test_levers_are_priced_by_the_plan_without_them(
    monkeypatch: pytest.MonkeyPatch, small_study: Study
) -> None:
    monkeypatch.setattr(app.web.asking, "AT_ONCE", float(PATIENCE))
    cut = opened(**{"weeks.europe": "12"})
    until = time.monotonic() + PATIENCE
    while "Each with all other levers" not in words(cut) and time.monotonic() < until:
        cut.run()
    lost = (solve(small_study.problem()).value or 0.0) - (
        solve(small_study.problem(Scenario(weeks={"europe": 12.0}))).value or 0.0
    )
    said = words(cut).replace("\\", "")
    assert f"With 4 staff-weeks less of Europe team the plan loses {lost:,.1f} points" in said


def test_a_way_out_is_taken_with_one_click(monkeypatch: pytest.MonkeyPatch) -> None:
    """A local member may not be a focus country: give up the must-have, or the rule."""
    monkeypatch.setattr(app.web.asking, "AT_ONCE", float(PATIENCE))
    page = opened(must="country:BBB-port")
    assert answer(page) == "There is no plan that meets all conditions."
    assert "it is enough to loosen 1 condition" in words(page)
    told = words(page)
    assert "must have Port Beta, Betaland" in told.replace("\\", "")
    assert "The best plan found is then worth" in told
    page.button(key="way-out:0").click().run()
    page.run()
    assert not page.exception
    assert answer(page) != "There is no plan that meets all conditions."
    session = page.session_state[PLACE]
    moved = session.scenario
    assert moved.must == frozenset() or moved.rules["national_only"].enabled is False


def test_a_cut_is_told_and_raised_with_one_click(monkeypatch: pytest.MonkeyPatch) -> None:
    """No fund has money; the cheaper African commitment takes USD 25,000 of either."""
    monkeypatch.setattr(app.web.asking, "AT_ONCE", float(PATIENCE))
    page = opened(**{"usd.trust": "0", "usd.core": "0"})
    assert answer(page) == "There is no plan that meets all conditions."
    told = words(page).replace("\\", "")
    assert "Trust fund: USD 0; USD 25,000 would be enough" in told
    assert "raise Core budget from USD 0 to USD 25,000" in told
    page.button(key="way-out:0").click().run()
    page.run()
    assert not page.exception
    assert answer(page) != "There is no plan that meets all conditions."
    assert 25_000 in page.session_state[PLACE].scenario.usd.values()


def test_what_one_more_unit_buys(page: AppTest, small_study: Study) -> None:
    problem = small_study.problem()
    team = problem.teams[0].id
    page.selectbox(key="one-more").select(team).run()
    assert not page.exception
    (found,) = marginals(problem, solve(problem), (team,), effort=EXACT)
    assert capacities.report((found,), Setting(small_study)).answer in words(page)

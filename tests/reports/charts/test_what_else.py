"""Pictures of what else could be done: valid, complete, and told apart without colour."""

import pytest

from app.web.widgets.picture import png
from optimizer.plan import Plan
from optimizer.problem import Problem
from optimizer.search.effort import EXACT
from optimizer.study import BASELINE, Study
from optimizer.why.conditions import added_conditions
from reports.charts.rule_costs import waterfall
from reports.condition_words import ConditionWords
from reports.tables.rule_costs import waterfall_rows
from tests.optimizer.solved import solve
from tests.reports.charts.test_charts import PNG, without_addresses


@pytest.fixture(scope="module")
def problem(small_study: Study) -> Problem:
    return small_study.problem()


@pytest.fixture(scope="module")
def plan(problem: Problem) -> Plan:
    return solve(problem)


def test_the_waterfall_has_a_row_for_every_step(problem: Problem, plan: Plan) -> None:
    steps = added_conditions(problem, plan, effort=EXACT)
    told = ConditionWords(problem, BASELINE, typed=False)
    chart = waterfall(waterfall_rows(steps, told))
    spec = chart.to_dict()
    assert without_addresses(spec)
    assert png(chart).startswith(PNG)
    rows = next(iter(spec["datasets"].values()))
    assert len(rows) == len(steps) + 1
    assert spec["hconcat"][0]["layer"][0]["encoding"]["x"]["scale"]["zero"] is False

"""Pictures of what else could be done: valid, complete, and told apart without colour."""

from typing import Any

import pandas as pd
import pytest

from app.web.widgets.picture import png
from optimizer.alternatives import alternatives
from optimizer.frontier import Frontier, frontier
from optimizer.plan import Plan
from optimizer.problem import Problem
from optimizer.search.effort import EXACT
from optimizer.study import BASELINE, Study
from optimizer.why.conditions import added_conditions
from reports.charts.frontiers import BAND, FOUND, frontier_steps, path_strip
from reports.charts.other_plans import plan_matrix
from reports.charts.rule_costs import waterfall
from reports.condition_words import ConditionWords
from reports.tables.frontiers import band_rows, path_rows, point_rows
from reports.tables.other_plans import plan_cells
from reports.tables.rule_costs import waterfall_rows
from tests.optimizer.solved import solve
from tests.reports.charts.test_charts import PNG, luminance, without_addresses

NO_MARKS = pd.DataFrame(columns=["used", "value", "text"])


@pytest.fixture(scope="module")
def problem(small_study: Study) -> Problem:
    return small_study.problem()


@pytest.fixture(scope="module")
def plan(problem: Problem) -> Plan:
    return solve(problem)


@pytest.fixture(scope="module")
def money(problem: Problem, plan: Plan) -> Frontier:
    return frontier(problem, plan, "money", points=7, effort=EXACT)


def layers(spec: dict[str, Any]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = spec["layer"]
    return found


def test_the_matrix_has_a_sign_for_every_change(problem: Problem, plan: Plan) -> None:
    others = {
        f"Plan {one.distance}|{place}": one.plan
        for place, one in enumerate(alternatives(problem, plan, number=2, differ=2, effort=EXACT))
    }
    cells = plan_cells(plan, others, str, "The plan")
    chart = plan_matrix(cells, ["The plan", *others])
    assert without_addresses(chart.to_dict())
    assert png(chart).startswith(PNG)
    signs = {layer["mark"]["type"] for layer in layers(chart.to_dict())}
    assert signs == {"rect", "text"}
    assert set(cells.loc[cells["what"] == "comes in", "sign"]) <= {"+"}
    assert set(cells.loc[cells["what"] == "goes out", "sign"]) <= {"–"}


def test_steps_have_a_band_and_marks(money: Frontier, plan: Plan) -> None:
    marks = pd.DataFrame(
        [
            {"used": 10.0, "value": plan.value, "text": "the plan"},
            {"used": 20.0, "value": None, "text": "all there is"},
        ]
    ).astype({"value": float})
    chart = frontier_steps(
        point_rows(money), band_rows(money), marks, x="USD", y="Points", falls=False
    )
    assert without_addresses(chart.to_dict())
    kinds = [layer["mark"]["type"] for layer in layers(chart.to_dict())]
    assert kinds == ["rect", "line", "point", "rule", "text", "point", "text"]
    assert png(chart).startswith(PNG)
    bare = frontier_steps(
        point_rows(money), band_rows(money), NO_MARKS, x="Points", y="Points", falls=True
    )
    assert [layer["mark"]["type"] for layer in layers(bare.to_dict())] == ["rect", "line", "point"]
    scale = layers(bare.to_dict())[0]["encoding"]["color"]["scale"]
    assert scale["domain"] == [FOUND, BAND]


def test_in_and_out_again_differ_in_grey_and_by_a_cross(money: Frontier) -> None:
    chart = path_strip(path_rows(money, str), "USD")
    assert without_addresses(chart.to_dict())
    assert png(chart).startswith(PNG)
    boxes, crosses = layers(chart.to_dict())
    filled, crossed, _ = boxes["encoding"]["color"]["scale"]["range"]
    assert (luminance(crossed) + 0.05) / (luminance(filled) + 0.05) > 2
    assert crosses["mark"]["type"] == "text"


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

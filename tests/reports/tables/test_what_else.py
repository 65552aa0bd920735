"""Tables of what else could be done, by hand and against enumeration."""

import pytest

from optimizer.alternatives import alternatives
from optimizer.conditions import CapacityCondition, Gate
from optimizer.frontier import frontier
from optimizer.least_change import LeastChange
from optimizer.scenario import Scenario
from optimizer.search.effort import EXACT, Effort
from optimizer.study import BASELINE, Study
from optimizer.why.conditions import added_conditions, condition_costs
from optimizer.why.infeasible import UNKNOWN, Correction, corrections
from reports.condition_words import ConditionWords
from reports.tables.frontiers import band_rows, frontier_table, level_words, path_rows
from reports.tables.other_plans import common, letter, plan_cells, unlike
from reports.tables.rule_costs import added_table, own_table, waterfall_rows
from reports.tables.ways_out import scenario_without, way_rows
from tests.optimizer.solved import solve
from tests.optimizer.test_frontier import budget
from tests.optimizer.why.test_overruling import example


def test_cells_of_plans_by_hand() -> None:
    """The plan has a and b; the next best a and c, then b and c: all three differ somewhere."""
    problem = example()
    plan = solve(problem)
    found = list(alternatives(problem, plan, number=2, differ=2, effort=EXACT))
    others = {letter(place): one.plan for place, one in enumerate(found)}
    cells = plan_cells(plan, others, str.upper, "The plan")
    told = {(row["label"], row["plan"]): row["what"] for row in cells.to_dict("records")}
    assert [told[name, "Plan A"] for name in "ABC"] == ["in", "goes out", "comes in"]
    assert [told[name, "Plan B"] for name in "ABC"] == ["goes out", "in", "comes in"]
    assert told["C", "The plan"] == "out"
    assert common(plan, [one.plan for one in found]) == 0


def test_rows_of_the_same_name_are_kept_apart() -> None:
    told = unlike(["a", "b", "a", "a"])
    assert len(set(told)) == 4
    assert [label.rstrip("\u200b") for label in told] == ["a", "b", "a", "a"]


def test_the_band_of_a_budget_holds_the_true_frontier() -> None:
    """0 for 0, 40 from 20,000, 50 from 30,000, 70 from 40,000 (by hand), in steps of 15,000."""
    problem = budget()
    true = {0.0: 0, 10_000.0: 0, 25_000.0: 40, 35_000.0: 50, 39_999.0: 50}
    for effort in (EXACT, Effort(gap=0.5, nodes=1)):
        line = frontier(problem, solve(problem), "money", step=15_000, effort=effort)
        bands = band_rows(line, 50_000)
        assert bands["end"].max() == 50_000
        for level, best in true.items():
            for row in bands.to_dict("records"):
                if row["start"] < level < row["end"]:
                    assert row["found"] - 1e-6 <= best <= row["most"] + 1e-6, (level, row)
    assert level_words(line, 1_250_000) == "USD 1.25 m"
    assert frontier_table(line, str)["At most"].tolist() == [p.bound for p in line.points]


def test_paths_are_crossed_where_somebody_is_out_again() -> None:
    line = frontier(budget(), solve(budget()), "money", step=5_000, effort=EXACT)
    rows = path_rows(line, str)
    told = {name: list(of_it["what"]) for name, of_it in rows.groupby("id")}
    assert told["a"] == ["not yet in", "not yet in", "in", "out again"]
    assert told["b"] == ["not yet in", "in", "out again", "in"]
    assert told["c"] == ["not yet in"] * 3 + ["in"]
    assert set(rows.loc[rows["what"] == "out again", "sign"]) == {"×"}
    assert list(dict.fromkeys(rows["id"])) == ["b", "a", "c"]


def test_the_waterfall_adds_up_and_tells_what_is_kept() -> None:
    """C is in force and a must-have: 80 instead of 90, and one of one is kept instead of none."""
    problem = example(must=frozenset({"c"}))
    areas = (*problem.areas[:2], problem.areas[2].but(incumbent=True))
    problem = problem.but(areas=areas)
    plan = solve(problem)
    steps = added_conditions(problem, plan, effort=EXACT)
    told = ConditionWords(problem, BASELINE, typed=False)
    rows = waterfall_rows(steps, told)
    assert rows["after"].tolist() == pytest.approx([90, 80, 80])
    assert rows["text"].tolist() == ["90.0", "−10.0", "80.0"]
    assert rows["kept"].tolist() == [0, 1, 1]
    assert rows["more"].tolist() == [0, 1, 0]
    assert added_table(steps, told)["Costs, points"].tolist()[1:] == pytest.approx([10])
    assert rows["label"].tolist()[0] == "No rule, lock or price for dropping"
    own = own_table(list(condition_costs(problem, plan, effort=EXACT)), told)
    assert own["Keeps of the list in force"].tolist() == [1]
    assert rows["label"].tolist()[1] == "Must have c"
    assert own["Condition"].tolist() == ["Must have c"]


def test_ways_out_as_levers(small_study: Study) -> None:
    """A local member must be in, which a rule forbids: either is given up by moving its lever."""
    scenario = Scenario(must=frozenset({"country:BBB-port"}))
    problem = small_study.problem(scenario)
    told = ConditionWords(problem, scenario, typed=False)
    found = corrections(problem, effort=EXACT)
    rows = way_rows(found, told)
    assert rows["Conditions"].tolist() == [len(one.conditions) for one in found.sets]
    assert "give up “must have Port Beta, Betaland”" in rows["Way out"].tolist()
    assert (
        "give up “rule “No local member as a focus country” (at most 0)”"
        in rows["Way out"].tolist()
    )
    for one in found.sets:
        after = scenario_without(scenario, one, small_study.configuration)
        assert after is not None
        best = solve(small_study.problem(after))
        assert best.found
        assert (best.value or 0.0) >= (one.plan.value or 0.0) - 1e-6


def test_a_capacity_is_raised_by_a_lever(small_study: Study) -> None:
    """Either fund may pay the USD 25,000 of the cheaper African commitment."""
    scenario = Scenario(usd={"trust": 0, "core": 0})
    problem = small_study.problem(scenario)
    found = corrections(problem, effort=EXACT)
    rows = way_rows(found, ConditionWords(problem, scenario, typed=False))
    assert sorted(rows["Way out"]) == [
        "give up “rule “At least one commitment from Africa” (at least 1)”",
        "raise Core budget from USD 0 to USD 25,000",
        "raise Trust fund from USD 0 to USD 25,000",
    ]
    levers = [scenario_without(scenario, one, small_study.configuration) for one in found.sets]
    assert scenario.but(usd={"trust": 25_000, "core": 0}) in levers
    assert scenario.but(usd={"trust": 0, "core": 25_000}) in levers


def test_a_lever_put_back_is_no_lever(small_study: Study) -> None:
    """The fund needs all that the configuration gives it; a gate has no lever at all."""
    scenario = Scenario(usd={"core": 0}, must=frozenset({"country:AAA"}))
    core = CapacityCondition(resource="core", unit="USD")
    change = LeastChange(capacity=core, have=0, need=20_000, exact=True, total=20_000)
    way = Correction(conditions=(core,), changes=(change,), plan=UNKNOWN)
    after = scenario_without(scenario, way, small_study.configuration)
    assert after == scenario.but(usd={})
    gate = Correction(conditions=(Gate(candidate="country:CCC"),), changes=(), plan=UNKNOWN)
    assert scenario_without(scenario, gate, small_study.configuration) is None

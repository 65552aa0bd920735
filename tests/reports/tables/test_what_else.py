"""Tables of what else could be done, by hand and against enumeration."""

import pytest

from optimizer.conditions import CapacityCondition, Gate
from optimizer.least_change import LeastChange
from optimizer.scenario import Scenario
from optimizer.search.effort import EXACT
from optimizer.study import BASELINE, Study
from optimizer.why.conditions import added_conditions, condition_costs
from optimizer.why.infeasible import UNKNOWN, Correction, corrections
from reports.condition_words import ConditionWords
from reports.tables.rule_costs import added_table, own_table, waterfall_rows
from reports.tables.ways_out import scenario_without, way_rows
from tests.optimizer.solved import solve
from tests.optimizer.why.test_overruling import example


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

"""Ways out in sentences, and as levers. Oracle: by hand, and plans made with the levers moved."""

from optimizer.conditions import CapacityCondition, Gate
from optimizer.least_change import LeastChange
from optimizer.levers import normal
from optimizer.scenario import Scenario
from optimizer.search.effort import EXACT
from optimizer.study import BASELINE, Study
from optimizer.why.infeasible import UNKNOWN, Correction, Corrections, corrections
from reports import ways_out
from reports.conditions import ConditionWords
from reports.setting import Setting
from tests.optimizer.solved import solve
from tests.optimizer.why.test_overruling import example


def test_ways_out_told_by_hand() -> None:
    problem = example(must=frozenset("abc"))
    found, told = corrections(problem, effort=EXACT), ConditionWords(problem, BASELINE)
    assert told.way_out(found.sets[0]) == "raise Core team from 6 to 9 staff-weeks"
    assert told.way_out(found.sets[1]) == "give up “must have c”"
    assert [round(one.plan.value or 0.0) for one in found.sets[:2]] == [120, 90]
    assert len(found.sets) == 4


def test_either_of_two_ways_is_taken_by_moving_its_lever(small_study: Study) -> None:
    """A local member must be in, which a rule forbids."""
    scenario = Scenario(must=frozenset({"country:BBB-port"}))
    found = corrections(small_study.problem(scenario), effort=EXACT)
    report = ways_out.report(found, Setting(small_study, scenario))
    assert report.answer == "2 ways out: it is enough to loosen 1 condition."
    assert {row["way"] for row in report.table("ways_out").rows} == {
        "Give up “must have Port Beta, Betaland”.",
        "Give up rule “No local member as a focus country” (at most 0).",
    }
    for one in found.sets:
        after = one.lever(scenario)
        assert after is not None
        best = solve(small_study.problem(after))
        assert (best.value or 0.0) >= (one.plan.value or 0.0) - 1e-6


def test_a_capacity_is_raised_by_a_lever(small_study: Study) -> None:
    """Either fund may pay the USD 25,000 of the cheaper African commitment."""
    scenario = Scenario(usd={"trust": 0, "core": 0})
    found = corrections(small_study.problem(scenario), effort=EXACT)
    rows = ways_out.report(found, Setting(small_study, scenario)).json()["ways_out"]
    assert sorted(row["way"] for row in rows) == [
        "Give up rule “At least one commitment from Africa” (at least 1).",
        "Raise Core budget from USD 0 to USD 25,000.",
        "Raise Trust fund from USD 0 to USD 25,000.",
    ]
    assert {row["changes"][0]["option"] for row in rows if row["changes"]} == {
        "--fund trust=25000", "--fund core=25000",
    }  # fmt: skip
    levers = [one.lever(scenario) for one in found.sets]
    assert scenario.but(usd={"trust": 25_000, "core": 0}) in levers
    assert scenario.but(usd={"trust": 0, "core": 25_000}) in levers


def test_a_lever_put_back_is_no_lever_and_a_gate_has_none(small_study: Study) -> None:
    scenario = Scenario(usd={"core": 0}, must=frozenset({"country:AAA"}))
    core = CapacityCondition(resource="core", unit="USD")
    change = LeastChange(capacity=core, have=0, need=20_000, exact=True, total=20_000)
    after = Correction(conditions=(core,), changes=(change,), plan=UNKNOWN).lever(scenario)
    assert after is not None
    assert normal(after, small_study.configuration) == scenario.but(usd={})
    gate = Correction(conditions=(Gate(candidate="country:CCC"),), changes=(), plan=UNKNOWN)
    assert gate.lever(scenario) is None


def test_what_is_not_looked_for_yet_is_said(small_study: Study) -> None:
    report = ways_out.report(Corrections(feasible=True), Setting(small_study))
    assert report.sentences == ("There is a plan; nothing has to be given up.",)
    none = ways_out.report(Corrections(feasible=False, complete=False), Setting(small_study))
    assert none.answer == "No way out is found yet."
    assert "further ways out" in none.notes[0].text

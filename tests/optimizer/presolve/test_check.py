"""All cautions of a study together."""

from optimizer.presolve.check import presolve_check
from optimizer.scenario import RuleLever, Scenario
from optimizer.study import Study, open_study
from tests.folders import SMALL


def small() -> Study:
    return open_study(SMALL / "dataset", SMALL / "configuration")


def test_the_levers_of_a_scenario_are_looked_at() -> None:
    scenario = Scenario(usd={"trust": 0}, rules={"african_commitment": RuleLever(min=0)})
    checks = {one.check for one in presolve_check(small(), scenario)}
    assert {"fund_without_money", "rule_never_binds", "candidate_without_support"} <= checks


def test_every_caution_is_a_sentence_with_a_place_and_a_way_out() -> None:
    for study in (small(), open_study()):
        for one in presolve_check(study):
            assert one.file.endswith((".csv", ".yaml"))
            assert all(text.endswith(".") for text in (one.what, one.so_what, one.do))


def test_the_same_study_gives_the_same_cautions() -> None:
    assert presolve_check(small()) == presolve_check(small())

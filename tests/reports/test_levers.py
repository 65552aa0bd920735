"""Levers in words. Oracle: the labels and numbers of the small example."""

from optimizer.scenario import RuleLever, Scenario
from optimizer.study import BASELINE, Study
from reports import levers


def test_every_lever_is_told_in_words(small_study: Study) -> None:
    scenario = Scenario(
        weeks={"europe": 12.0},
        universal_share={"africa": 0.4},
        usd={"trust": 110_000.0},
        worth={"theme": 60.0},
        weights={"country": {"political_will": 0.8}},
        rules={"near_focus": RuleLever(min=0.75), "national_only": RuleLever(enabled=False)},
        must=frozenset({"country:AAA"}),
        must_not=frozenset({"country:BBB"}),
        most_changes=3,
        periods=1,
        min_stay=2,
        tolerance=0.005,
    )
    assert levers.in_words(scenario, small_study) == (
        (
            "Europe team has 6 weeks for focus areas, not 10 (50 % of 12 weeks in all kept for "
            "everybody)"
        ),
        (
            "Africa team has 18 weeks for focus areas, not 15 (40 % of 30 weeks in all kept for "
            "everybody)"
        ),
        "Trust fund has USD 110,000, not USD 80,000",
        "a perfect theme counts 60.0 points, not 40.0 points",
        "political will weighs 80 % for countries, not 30 %",
        "the rule “Half of the commitments lie in a focus country or theme” asks for at least 75 %",
        "the rule “No local member as a focus country” is off",
        "Alphaland must be in",
        "Betaland must not be in",
        "at most 3 changes to the list may be made",
        "the plan is for 1 half-year",
        "new focus areas stay for 2 half-years",
        "plans within 0.5 % of the best count as equal to it",
    )
    assert levers.in_words(BASELINE, small_study) == ()
    assert levers.in_words(Scenario(tolerance=0), small_study) == (
        "the best plan found is taken, however different from the list",
    )

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
        rules={"near_focus": RuleLever(min=0.75), "national_only": RuleLever(enabled=False)},
        must=frozenset({"country:AAA"}),
        must_not=frozenset({"country:BBB"}),
        most_changes=3,
        tolerance=0.005,
    )
    said = levers.in_words(scenario, small_study)
    assert said == (
        "Europe team: 20 weeks → 12 weeks",
        "Africa team, universal share: 50 % → 40 %",
        "Trust fund: USD 80,000 → USD 110,000",
        "Worth of themes: 40.0 points → 60.0 points",
        "Half of the commitments lie in a focus country or theme: at least 75 %",
        "Rule off: No local member as a focus country",
        "Alphaland must be in",
        "Betaland must not be in",
        "At most 3 changes to the list",
        "Near-equals: plans within 0.5 % of the best value",
    )
    assert levers.in_words(BASELINE, small_study) == ()
    assert levers.in_words(Scenario(tolerance=0), small_study) == (
        "The best plan found, however different from the list",
    )

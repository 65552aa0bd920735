"""The plan with other ratings. Oracle: the plan of the same evidence alone, and of the old one.

With "none" for its political will Alphaland scores 30 points less; still it fits.
"""

import pytest

from optimizer.scenario import Scenario
from optimizer.study import BASELINE, Study
from questions.asking import ask
from questions.objections import ObjectionsQuestion
from questions.overlay import Rating, with_ratings
from questions.plan import PlanQuestion
from questions.rated import RatedPlanQuestion

SHORT = Scenario(weeks={"africa": 11.0})
"""Africa's team cannot do all that it could at its usual size."""
CLOSE = SHORT.but(tolerance=0.9)


def rated(study: Study, candidate: str, measure: str, value: float | str) -> Study:
    one = Rating(candidate=candidate, measure=measure, value=value, reason="agreed", as_of="")
    return with_ratings(study, [one])


@pytest.mark.parametrize("scenario", [BASELINE, SHORT])
def test_it_is_worth_as_much_as_the_plan_of_the_same_evidence(
    small_study: Study, scenario: Scenario
) -> None:
    after = rated(small_study, "country:AAA", "will", "none")
    found = ask(after, RatedPlanQuestion.since(small_study, scenario)).result.plan
    alone = ask(after, PlanQuestion(scenario=scenario)).result.plan
    assert found.value is not None
    assert alone.value is not None
    best = max(found.value, alone.value)
    assert min(found.value, alone.value) >= best - scenario.tolerance * best


def test_within_the_tolerance_nobody_moves(small_study: Study) -> None:
    """Alone, "none" for both commitments of Betaland would ask for another of Africa's plans."""
    before = ask(small_study, PlanQuestion(scenario=CLOSE)).result.plan
    after = small_study
    for commitment in ("commitment:BB001", "commitment:BB002"):
        after = rated(after, commitment, "readiness", 0.0)
    question = RatedPlanQuestion.since(small_study, CLOSE)
    found = ask(after, question).result
    assert found.plan.ids == before.ids
    assert found.compared == before


def test_the_key_depends_on_the_evidence_before(small_study: Study) -> None:
    after = rated(small_study, "country:AAA", "will", "none")
    other = rated(small_study, "country:AAA", "will", "some")
    first, second, same = (
        RatedPlanQuestion.since(one, BASELINE).key(after)
        for one in (small_study, other, small_study)
    )
    assert first == same != second


def test_objections_are_to_that_plan(small_study: Study) -> None:
    after = rated(small_study, "country:AAA", "will", "none")
    plan = ask(after, RatedPlanQuestion.since(small_study, BASELINE)).result.plan
    out = ("country:BBB",)
    found = ask(after, ObjectionsQuestion.of(BASELINE, out, small_study)).result
    assert found.before == plan
    assert "country:BBB" not in found.plan.ids
    assert found.price is not None
    assert found.price.low >= 0

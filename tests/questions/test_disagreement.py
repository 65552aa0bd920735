"""What disagreement does to the plan. Oracle: the plan of each end, asked for by hand.

Betaland's will is not known: with "none" it scores 25 + 0.2 P, with "strong" 55 + 0.2 P.
"""

import pytest

from config.problems import InputError
from optimizer.scenario import Scenario
from optimizer.study import Study
from questions.asking import ask
from questions.disagreement import ENDS, PANEL, DisagreementQuestion, Spread
from questions.overlay import with_ratings
from questions.plan import PlanQuestion

WILL = Spread(
    candidate="country:BBB", measure="will", lowest="none", middle="some", highest="strong"
)
WORSE = Spread(
    candidate="country:AAA", measure="will", lowest="none", middle="some", highest="strong"
)


def test_each_end_is_the_plan_of_its_ratings(small_study: Study) -> None:
    question = DisagreementQuestion(ratings=(WORSE, WILL))
    found = ask(small_study, question).result
    for end in ENDS:
        study = with_ratings(small_study, question.at(end), PANEL)
        alone = ask(study, PlanQuestion()).result.plan
        assert found.plans[end].ids == alone.ids
        assert found.plans[end].value == pytest.approx(alone.value)
    values = [found.plans[end].value or 0.0 for end in ENDS]
    assert values == sorted(values)
    assert values[0] < values[2]
    assert found.found
    every = found.firm | set(found.swayed)
    assert all(found.plans[end].ids <= every for end in ENDS)


def test_those_who_are_swayed_are_in_at_some_ends_only(small_study: Study) -> None:
    """With 11 weeks Africa can support one of Betaland and its commitment, not both."""
    scenario = Scenario(weeks={"africa": 11.0})
    found = ask(small_study, DisagreementQuestion(ratings=(WILL,), scenario=scenario)).result
    for one in found.swayed:
        assert 0 < len(found.where(one)) < len(ENDS)
    for one in found.firm:
        assert found.where(one) == ENDS


def test_the_same_panels_are_the_same_question(small_study: Study) -> None:
    first, second = (DisagreementQuestion(ratings=(WILL,)).key(small_study) for _ in range(2))
    assert first == second
    other = WILL.but(highest="some")
    assert DisagreementQuestion(ratings=(other,)).key(small_study) != first


def test_a_rating_that_does_not_hold_is_told(small_study: Study) -> None:
    with pytest.raises(InputError):
        ask(small_study, DisagreementQuestion(ratings=(WILL.but(lowest="feeble"),)))

"""Shortlists of regions: names first. Oracle: the candidates of the small example, by hand."""

from optimizer.scenario import Scenario
from optimizer.study import Study
from questions.answer import Answer
from questions.asking import ask
from questions.plan import Planned, PlanQuestion
from reports import shortlist
from reports.setting import Setting


def test_the_answer_names_the_countries(small_study: Study, recommended: Answer[Planned]) -> None:
    """Betaland is new, its commitment was in the list; with Alphaland it is the other way round."""
    plan = recommended.result.plan
    setting = Setting(small_study, plan=plan)
    assert [shortlist.report(one, plan, setting).answer for one in shortlist.regions(setting)] == [
        "Africa: Betaland, with 1 commitment, is in the plan; 1 of these 2 is new.",
        "Europe: Alphaland, with 1 commitment, is in the plan; 1 of these 2 is new.",
    ]


def test_without_a_country_the_others_are_counted(small_study: Study) -> None:
    asked = PlanQuestion(scenario=Scenario(must_not=frozenset({"country:BBB"})))
    plan = ask(small_study, asked).result.plan
    told = shortlist.report("Africa", plan, Setting(small_study, asked.scenario, plan))
    assert told.answer == "Africa: no countries and 1 commitment are in the plan."

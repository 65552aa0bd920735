"""Would another method say the same?"""

from app.web import asking, render, state
from app.web.study_source import Inputs
from questions.methods import MethodsQuestion
from questions.rank_sureness import first_places
from reports import methods
from scoring.kind_scores import KindScores


def show(inputs: Inputs, shown: KindScores) -> None:
    """Show how other methods rank the candidates shown."""
    scenario = state.session().scenario
    question = MethodsQuestion(scenario=scenario, kind=shown.kind, ids=frozenset(shown.ids))
    found = asking.at_once(inputs, question)
    setting = asking.setting(inputs, scenario)
    told = methods.report(found, setting, first=first_places(inputs.study.dataset, found.ids))
    render.lead(told.answer)
    render.body(told, f"methods-{shown.kind}")

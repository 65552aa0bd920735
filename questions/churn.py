"""How much would the list change from doubt alone? The next half-year, drawn again and again.

What is asked is what ``focus robust`` asks of a plan (:class:`questions.robust.SampleQuestion`), of
the list in hand put in force: so whoever asked that before, or asks for more draws, shares the
work.
"""

from collections.abc import Collection

from optimizer.levers import FIRST, HORIZON
from optimizer.scenario import Scenario
from optimizer.search.effort import PLAN, Effort
from optimizer.study import BASELINE, Study
from questions.overlay import with_list_in_force
from questions.roadmap import Roadmap, RoadmapQuestion
from questions.robust import SampleQuestion

DRAWS = 40
"""Usual number of draws: the standard error of the changes is then a sixth of their spread."""


def churn_question(
    study: Study,
    scenario: Scenario,
    in_force: Collection[str],
    *,
    period: str | None = None,
    plan: Effort = PLAN,
    draws: int = DRAWS,
) -> tuple[Study, SampleQuestion]:
    """Return what to ask, and of which study.

    ``in_force`` is the list in hand; ``period`` the half-year in which it is looked at again, None
    = that of the scenario.
    """
    alone = HORIZON.move(scenario.but(min_stay=BASELINE.min_stay), study.configuration, "", 1)
    if period is not None:
        alone = FIRST.move(alone, study.configuration, "", period)
    question = SampleQuestion(scenario=alone, plan=plan, draws=draws)
    return with_list_in_force(study, in_force), question


def next_half_year(
    study: Study, question: RoadmapQuestion, found: Roadmap, draws: int = DRAWS
) -> tuple[Study, SampleQuestion] | None:
    """Return what to ask of the second half-year of a roadmap; None where it has no plan."""
    if len(found.half_years) == 1 or not all(half.plan.found for half in found.half_years[:2]):
        return None
    first, second = found.half_years[:2]
    return churn_question(
        *(study, question.scenario, first.plan.ids),
        period=second.period,
        plan=question.plan.effort,
        draws=draws,
    )

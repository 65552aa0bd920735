"""How sure a list is: which questions this session asks about draws, and what is there already."""

from app.web import asking
from app.web.study_source import Inputs
from optimizer.robust.sampling import Sample
from optimizer.robust.uncertainty import UncertaintyModel
from optimizer.scenario import Scenario
from questions import robust
from questions.robust import SampleQuestion

STEPS = robust.STEPS
"""Draws that can be asked for; every next one halves the sampling error."""
CORNERS = 1_200
"""Most corners of a set of weights that a proof may look at."""
PLACE = "how sure is the list"
"""Where a session asks; another scenario or uncertainty gives up the one before."""
PROOF_PLACE = "proof"
"""Where it asks for what is proven."""


def question(scenario: Scenario, uncertainty: UncertaintyModel, draws: int) -> SampleQuestion:
    """Return the question for the best plans of so many draws."""
    return SampleQuestion(
        scenario=scenario, plan=asking.effort(), uncertainty=uncertainty, draws=draws
    )


def known(inputs: Inputs, scenario: Scenario, uncertainty: UncertaintyModel) -> Sample | None:
    """Return the most draws that are done already, if any are; nothing is begun."""
    asked = (question(scenario, uncertainty, draws) for draws in STEPS)
    found = [asking.jobs().known(inputs.study, one) for one in asked]
    done = [sample for sample in found if sample is not None]
    return max(done, key=lambda sample: sample.draws, default=None)


def finished(
    inputs: Inputs, scenario: Scenario, uncertainty: UncertaintyModel
) -> SampleQuestion | None:
    """Return the question for most draws whose answer is there; None where there is none."""
    for draws in reversed(STEPS):
        one = question(scenario, uncertainty, draws)
        if asking.jobs().final(inputs.study, one) is not None:
            return one
    return None

"""What to find out next, worked out off the script thread."""

import hashlib

from app import sureness
from app.errand import Errand
from app.errands import send
from app.problem_source import problem
from app.study_source import Inputs, scorecard
from app.workshop import question_key
from optimizer.decisions import Decisions
from optimizer.robust.doubt import Doubt
from optimizer.robust.findings import WorthKnowing
from optimizer.robust.sampling import Progress
from optimizer.robust.worth_knowing import worth_knowing
from optimizer.scenario import Scenario
from scoring.draws import MissingDraw

DESK = "what to find out next"
"""Where a session asks; another scenario or belief gives up the one before."""


def ask(
    inputs: Inputs, scenario: Scenario, plan: Decisions, missing: MissingDraw
) -> Errand[WorthKnowing]:
    """Return the errand that says what finding out about each gap would gain.

    Plans that are known from draws of the same scenario are made use of.

    Args:
        inputs: the study.
        scenario: the levers.
        plan: the best one known.
        missing: what is believed of missing evidence.
    """
    posed, scores = problem(inputs, scenario), scorecard(inputs, scenario)
    drawn = sureness.known(inputs, scenario, Doubt(missing=missing))
    plans = (plan, *(() if drawn is None else drawn.plans))

    def work(task: Errand[WorthKnowing]) -> WorthKnowing:
        def told(progress: Progress) -> None:
            task.report(progress.done, progress.total, "searches")

        return worth_knowing(
            posed,
            scores,
            plans,
            missing=missing,
            stop=task.stop,
            progress=told,
            show=task.show,
        )

    return send(_key(inputs, scenario, plan, missing), work, desk=DESK)


def _key(inputs: Inputs, scenario: Scenario, plan: Decisions, missing: MissingDraw) -> str:
    chosen = f"{sorted(plan.focus)} {sorted(plan.services)}"
    asked = f"{question_key(inputs, scenario)} {chosen} {missing.value}"
    return "find out " + hashlib.sha256(asked.encode()).hexdigest()

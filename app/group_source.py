"""The plans of several people, worked out off the script thread and shared by all who ask alike."""

import hashlib
import json
from contextlib import closing

from app.errand import Errand
from app.errands import errands, send
from app.problem_source import problem
from app.study_source import Inputs, scorecard
from app.workshop import question_key
from config.problems import InputError
from data.people import PeopleWeights
from optimizer.group_plans import GroupPlans, group_plans
from optimizer.robust.jobs import NoPlanError
from optimizer.robust.sampling import Progress
from optimizer.robust.workers import Threads
from optimizer.scenario import Scenario

DESK = "plans of several people"
"""Where a session asks; other people or another scenario give up those before."""


def ask(inputs: Inputs, scenario: Scenario, people: PeopleWeights) -> Errand[GroupPlans]:
    """Return the errand that plans for each person and for all of them.

    Args:
        inputs: the study.
        scenario: the levers; its weights are those of people who say nothing of a kind.
        people: kind → person → criterion → weight.
    """
    posed, scores = problem(inputs, scenario), scorecard(inputs, scenario)

    def work(task: Errand[GroupPlans]) -> GroupPlans:
        def told(progress: Progress) -> None:
            task.report(progress.done, progress.total, "plans")

        before = task.so_far
        known = () if before is None else (before.consensus, *(one.plan for one in before.people))
        try:
            with closing(Threads()) as workers:
                found = group_plans(
                    posed, scores, people,
                    plans=[plan.decisions for plan in known],
                    workers=workers, stop=task.stop, progress=told,
                )  # fmt: skip
        except NoPlanError as error:
            raise InputError.one(
                file="scenario",
                must="one plan at least must meet all conditions",
                do="The page What-if says which of them cannot all hold.",
            ) from error
        if found is None:
            msg = "stopped before the first plan was found"
            raise LookupError(msg)
        return found

    return send(key(inputs, scenario, people), work, desk=DESK, long=True)


def asked(inputs: Inputs, scenario: Scenario, people: PeopleWeights) -> bool:
    """Say whether these plans have been asked for already, by anybody."""
    return errands().find(key(inputs, scenario, people)) is not None


def key(inputs: Inputs, scenario: Scenario, people: PeopleWeights) -> str:
    """Return everything that the plans depend on, as a hash."""
    told = json.dumps(people, sort_keys=False)
    text = f"{question_key(inputs, scenario)} {told}"
    return "group " + hashlib.sha256(text.encode()).hexdigest()

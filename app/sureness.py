"""How sure a list is: the best plans under many draws, worked out off the script thread.

The draws of a scenario do not depend on the plan in question; so they are worked out once for
everybody who asks about the same scenario under the same doubt, and a plan that is found to be
better meanwhile is held against the same draws. More draws go on from those that there are.
"""

import hashlib
import os
from contextlib import closing

from app.errand import Errand
from app.errands import errands, send
from app.problem_source import problem
from app.study_source import Inputs, scorecard
from app.workshop import question_key
from optimizer.decisions import Decisions
from optimizer.robust.always import Proof, always
from optimizer.robust.doubt import Doubt
from optimizer.robust.incremental_sampling import growing
from optimizer.robust.jobs import Drawn, Inquiry
from optimizer.robust.sampling import Progress, Sample
from optimizer.robust.search import DrawEffort
from optimizer.robust.weight_sets import weight_set
from optimizer.robust.workers import Threads
from optimizer.scenario import Scenario

DRAWS = (100, 400, 1_600)
"""Draws that can be asked for; every next one halves the sampling error."""
CORNERS = 1_200
"""Most corners of a set of weights that a proof may look at."""
DESK = "how sure is the list"
"""Where a session asks; another scenario or doubt gives up the one before."""
PROOF_DESK = "proof"
"""Where it asks for what is proven."""


def ask(
    inputs: Inputs, scenario: Scenario, plan: Decisions, doubt: Doubt, draws: int
) -> Errand[Sample]:
    """Return the errand that finds the best plans of so many draws.

    Args:
        inputs: the study.
        scenario: the levers.
        plan: the best one known, to start from.
        doubt: what is drawn, and from where.
        draws: how many.
    """
    before = known(inputs, scenario, doubt)
    posed, scores = problem(inputs, scenario), scorecard(inputs, scenario)

    def work(task: Errand[Sample]) -> Sample:
        found = task.so_far or before
        inquiry = Inquiry(posed, Drawn(scores, doubt), DrawEffort())
        inquiry = found.inquiry if found else inquiry

        def told(progress: Progress) -> None:
            task.report(progress.done, progress.total, "draws")

        task.done_before = found.draws if found else 0
        task.report(task.done_before, draws, "draws")
        with closing(_workers()) as workers:
            for grown in growing(
                inquiry,
                draws,
                before=found,
                plans=(plan,),
                workers=workers,
                stop=task.stop,
                progress=told,
            ):
                found = grown
                if grown.draws:
                    task.show(grown)
        if found is None or not found.draws:
            msg = "stopped before the first draw was done"
            raise LookupError(msg)
        return found

    return send(_key(inputs, scenario, doubt, draws), work, desk=DESK, long=True)


def prove(
    inputs: Inputs, scenario: Scenario, sample: Sample, doubt: Doubt, moved: float
) -> Errand[Proof]:
    """Return the errand that proves who is in every best list, over a whole set of weights.

    Args:
        inputs: the study.
        scenario: the levers.
        sample: its plans are held against all others.
        doubt: what is believed about weights; evidence stays at its central values.
        moved: share (0..1) of each kind's weight that may move from the present weights.

    Raises:
        InputError: the set has too many corners, or the weights do not hold.
    """
    scores = scorecard(inputs, scenario)
    cell = weight_set(sample.stakes, scores, doubt, moved)

    def work(task: Errand[Proof]) -> Proof:
        def told(progress: Progress) -> None:
            task.report(progress.done, progress.total, "corners")

        with closing(_workers()) as workers:
            return always(
                sample.inquiry.problem,
                cell,
                sample.plans,
                most_corners=CORNERS,
                workers=workers,
                stop=task.stop,
                progress=told,
            )

    asked = f"{_key(inputs, scenario, doubt, sample.draws)} {len(sample.plans)} {moved}"
    return send(f"proof {asked}", work, desk=PROOF_DESK, long=True)


def _workers() -> Threads:
    """Return threads on all cores but one, which is left to those who move levers."""
    return Threads(max(1, (os.cpu_count() or 1) - 1))


def known(inputs: Inputs, scenario: Scenario, doubt: Doubt) -> Sample | None:
    """Return the most draws that are done already, if any are; nothing is begun."""
    found: list[Sample] = []
    for draws in DRAWS:
        errand = errands().find(_key(inputs, scenario, doubt, draws))
        if errand is not None and isinstance(errand.so_far, Sample):
            found.append(errand.so_far)
    return max(found, key=lambda sample: sample.draws, default=None)


def _key(inputs: Inputs, scenario: Scenario, doubt: Doubt, draws: int) -> str:
    asked = f"{question_key(inputs, scenario)} {doubt.model_dump_json()} {draws}"
    return "how sure " + hashlib.sha256(asked.encode()).hexdigest()

"""Why a candidate is in a plan or not, in one sentence, from solved facts only.

What the plan itself says is told: services and points of those in it; of the others the lock, gate
or rule that keeps them out, or else the plain fact that the best plan found does without them and
who of their kind stands next to the line.
"""

from config.configuration import Configuration
from optimizer.plan import FocusLine, Plan
from optimizer.scenario import Scenario
from reports import words
from scoring.kind_scores import CandidateScore
from scoring.scorecard import Scorecard


def reason(
    candidate: str,
    plan: Plan,
    scenario: Scenario,
    scorecard: Scorecard,
    configuration: Configuration,
) -> str:
    """Return the sentence.

    Args:
        candidate: id.
        plan: the answer to the scenario.
        scenario: the levers, with its locks.
        scorecard: under the scenario's weights.
        configuration: labels.
    """
    line = scorecard.of(candidate)
    if not plan.found:
        return "There is no plan that meets all conditions, so it is neither in nor out."
    if candidate in plan.ids:
        lines = [focus for focus in plan.focus if focus.id == candidate]
        return _why_in(lines[0], candidate in scenario.must)
    if line.gate == "fail":
        return words.sentence(f"Out, because a gate fails: {'; '.join(line.reasons)}")
    if candidate in scenario.must_not:
        return "Out, because this scenario says it must not be in."
    return _why_out(line, plan, scorecard, configuration)


def _why_in(line: FocusLine, locked: bool) -> str:
    because = "In, because this scenario says it must be" if locked else "In"
    services = words.count(len(line.services), "service")
    return (
        f"{because}: {services} for {words.weeks(sum(line.staff.values()))} and "
        f"{words.usd(sum(line.money.values()))} unlock {words.percent(line.unlocked)} of its "
        f"potential, worth {words.points(line.points)} in the plan."
    )


def _why_out(
    line: CandidateScore, plan: Plan, scorecard: Scorecard, configuration: Configuration
) -> str:
    kind = configuration.criteria.kinds[line.kind]
    inside = [focus for focus in plan.focus if focus.kind == line.kind]
    place = "" if line.rank is None else f"; it comes in place {line.rank} of its kind by score"
    if not inside:
        return f"Out: the best plan found has no {kind.singular.lower()} at all{place}."
    lowest = min(inside, key=lambda focus: (scorecard.of(focus.id).score, focus.id))
    return (
        f"Out: the best plan found does without it{place} ({line.score:.1f}). The lowest score "
        f"among the {words.count_of(len({f.id for f in inside}), kind)} in the plan is "
        f"{scorecard.of(lowest.id).score:.1f} ({lowest.name})."
    )

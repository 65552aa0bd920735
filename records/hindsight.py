"""An earlier round, seen with what is known today."""

from optimizer.study import Study
from questions.regret import Departure, RegretQuestion, hindsight
from records import ratings
from records.view import View


def study_in_hindsight(of: View, now: Study) -> Study:
    """Return the study of a round with the evidence of today.

    What its panels agreed on is still known, unless there is other evidence on the same by now.

    Args:
        of: the round.
        now: today's tables; its configuration is not read.

    Raises:
        InputError: today's tables do not fit the round's configuration.
    """
    seen = hindsight(of.study, now)
    there = {(one.candidate, one.measure) for one in seen.dataset.evidence}
    held = [
        one
        for one in of.accepted
        if (one.candidate, one.measure) not in there and one.candidate in seen.dataset.by_id
    ]
    return ratings.rated_study(seen, of.round, held)


def regret(of: View) -> RegretQuestion | None:
    """Return the question what the departures of a round cost; None where there are none."""
    departures = tuple(
        Departure(candidate=one.candidate, side=one.direction) for one in of.overrides
    )
    if not departures:
        return None
    return RegretQuestion(scenario=of.round.scenario, departures=departures)

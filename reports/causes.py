"""Causes of change in words: what differs between two rounds, and why somebody entered or left."""

from collections.abc import Iterable, Mapping

from config.criteria import Criteria
from optimizer.attribution import Attribution, CausePoints, Move
from optimizer.rounds import Cause
from reports.words import listing, percent, points
from scoring.difference import ScoreChange, score_change
from scoring.scorecard import Scorecard

CAUSES: Mapping[Cause, str] = {
    Cause.EVIDENCE: "new evidence",
    Cause.LIST: "the list in force",
    Cause.WEIGHTS: "changed weights",
    Cause.CAPACITY: "changed capacity",
    Cause.RULES: "changed rules",
}
"""What each cause is called."""
NAMED = 2
"""Criteria named in the change of a score."""
SMALL = 0.05
"""Points of a score, or shares of a move, that are not worth a word."""


def answer(found: Attribution) -> str:
    """Return what changed, in a sentence."""
    entered = sum(move.entered for move in found.moves)
    left = len(found.moves) - entered
    if not found.causes:
        return "Nothing differs between the two rounds, so the plan is the same."
    moved = (
        "Nobody enters or leaves"
        if not found.moves
        else f"{_who(entered, 'enter')}, {_who(left, 'leave')} and "
        f"{_who(len(found.stayed), 'stay')}"
    )
    total = sum(one.points for one in found.causes)
    changed = listing([CAUSES[one.cause] for one in found.causes])
    if points(total) == points(0):
        return f"{_capital(moved)}; the plan is worth as much as before. Different: {changed}."
    than = "more" if total > 0 else "less"
    return (
        f"{_capital(moved)}; the plan is worth {points(abs(total))} {than} than before. "
        f"Different: {changed}."
    )


def _who(number: int, does: str) -> str:
    return f"{number} {does}" if number > 1 else f"{number or 'nobody'} {does}s"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def cause_sentence(one: CausePoints) -> str:
    """Return what a cause changed in the value of the plan, with what is proven."""
    low, high = points(one.low, signed=True), points(one.high, signed=True)
    least = low.removesuffix(" points")
    proven = "proven" if low == high else f"proven: {least} to {high}"
    return f"{points(one.points, signed=True)} ({proven})"


def why(move: Move) -> str:
    """Return why somebody entered or left, in a few words."""
    named = move.main
    if not named:
        return "nothing that can be put down to one cause"
    if len(named) == 1:
        word = "because of" if move.shares[named[0]] >= 1 - SMALL else "mostly because of"
        return f"{word} {CAUSES[named[0]]}"
    told = listing([f"{CAUSES[cause]} ({percent(move.shares[cause])})" for cause in named])
    return f"because of {told}"


def score_sentence(change: ScoreChange, criteria: Criteria, kind: str) -> str:
    """Return how a score changed, and by which criteria."""
    if abs(change.points) < SMALL:
        return f"score {change.after:.1f}, as before"
    labels = criteria.kinds[kind].criteria
    largest = [one for one in change.changes if abs(one.points) >= SMALL][:NAMED]
    told = listing(
        [
            f"{labels[one.criterion].label if one.criterion in labels else one.criterion} "
            f"{points(one.points, signed=True).removesuffix(' points').removesuffix(' point')}"
            for one in largest
        ]
    )
    return f"score {change.before:.1f}, now {change.after:.1f} ({told})"


def score_changes(
    before: Scorecard, after: Scorecard, ids: Iterable[str]
) -> dict[str, ScoreChange]:
    """Return the change of score of every candidate that both rounds score."""
    found = {}
    for name in ids:
        for kind, scores in after.kinds.items():
            old = before.kinds.get(kind)
            if old is not None and name in scores.ids and name in old.ids:
                found[name] = score_change(old, scores, name)
    return found

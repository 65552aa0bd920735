"""How sure a list is, in sentences."""

from collections.abc import Callable, Sequence

from optimizer.decisions import Decisions
from optimizer.robust.core_index import CandidateIndex
from optimizer.robust.regret import Regret, least_regret, regret
from optimizer.robust.robust_inclusion import Proof
from optimizer.robust.sampling import Sample
from reports.beliefs import WHATEVER
from reports.words import count, listing, percent, points
from scoring.sampling_error import wilson

HALF = 0.5
NOTHING_PROVEN = (
    "Nothing is proven: this set of weights has too many corners, or the search was stopped before "
    "all were looked at."
)
NAMED = 8
"""Candidates named before the rest is counted."""
ENOUGH = 50
"""Draws from which the answer is given without a warning that they are few."""
LITTLE = 0.05
"""Points that are shown as none."""

Name = Callable[[str], str]


def answer(indices: Sequence[CandidateIndex], belief: str, draws: int = ENOUGH) -> str:
    """Return how many of the recommended are as good as sure, and how many could come in.

    Args:
        indices: every candidate in question.
        belief: a key of ``WHATEVER``.
        draws: how many they rest on; few are said to be few.
    """
    if draws < ENOUGH:
        return f"After {count(draws, 'draw')} only: {answer(indices, belief)}"
    listed = [one for one in indices if one.in_plan]
    others = [one for one in indices if not one.in_plan and one.standing != "exterior"]
    if not listed:
        return f"Nobody here is recommended; {count(len(others), 'candidate')} could come in."
    core = sum(one.standing == "core" for one in listed)
    most = sum(one.standing != "core" and one.index.share >= HALF for one in listed)
    fewer = len(listed) - core - most
    parts = []
    if most:
        parts.append(f"{most} {_are(most)} in most of them")
    if fewer:
        parts.append(f"{fewer} in fewer than half, so that others would do as well")
    rest = f" {listing(parts).capitalize()}." if parts else ""
    often = sum(one.index.share >= HALF for one in others)
    tail = f"; {often} of them {_are(often)} in most" if often else ""
    return (
        f"{core or 'None'} of the {len(listed)} recommended {_are(core)} in nearly every best "
        f"list, {WHATEVER[belief]}.{rest} {_none(len(others))} could come in{tail}."
    )


def _are(how_many: int) -> str:
    return "is" if how_many == 1 else "are"


def _none(how_many: int) -> str:
    return count(how_many, "other") if how_many else "No others"


def precision(sample: Sample) -> str:
    """Return how many draws there are, and how precise they make shares and plans."""
    low, high = wilson(HALF, sample.draws)
    within = float(high - low) / 2
    most = float(sample.gaps.max())
    good = (
        "the best list of each is proven best"
        if most <= 1e-6
        else f"the list found for each is proven to within {percent(most, 1)} of its best"
    )
    return (
        f"{count(sample.draws, 'draw')}: shares are known to within {within * 100:.0f} percentage "
        f"points (95 % sure); {good}."
    )


def hardly_told_apart(sample: Sample, plan: Decisions) -> str:
    """Return a warning where the list is nearer to the best ones found than these are proven.

    It is then good enough for many draws, is kept for them, and counts as their best list. Blank
    where that is not so.
    """
    unproven = float((sample.bound - sample.value).mean())
    own = regret(sample, plan).mean
    if unproven <= LITTLE or own >= unproven:
        return ""
    return (
        f"Mind that the recommended list loses {points(own)} only, less than the "
        f"{points(unproven)} to which the best lists are proven: these draws hardly tell lists "
        "apart, and it looks surer than it is."
    )


def losses(sample: Sample, plan: Decisions, name: Name) -> tuple[str, ...]:
    """Return what the list loses where it is not the best one, and which one would lose least.

    Args:
        sample: at least one draw.
        plan: the recommended one.
        name: returns a candidate's name.
    """
    own = regret(sample, plan)
    value = own.mean_value + own.mean
    share = f" ({percent(own.mean / value, 1)})" if value > 0 else ""
    first = (
        f"If one of the draws is what is true, the recommended list is worth "
        f"{points(own.mean)}{share} less than the best one found for it, on average "
        f"({own.mean_low:,.1f} to {own.mean_high:,.1f}, 95 % sure); in the worst draw "
        f"{points(own.worst)} (proven: {own.worst_most:,.1f} at most)."
    )
    return first, *_least(sample, plan, own, name)


def _least(sample: Sample, plan: Decisions, own: Regret, name: Name) -> tuple[str, ...]:
    """Return which of the lists found loses least in its worst draw, and how it differs."""
    decisions, least = least_regret(sample, "worst")
    if least.worst >= own.worst - LITTLE:
        return ("No list that was found loses less in its worst draw.",)
    told = (
        f"Least is lost at worst by another list that was found: {points(least.mean)} on average, "
        f"{points(least.worst)} in its worst draw (proven: {least.worst_most:,.1f} at most)"
    )
    enter, leave = decisions.ids - plan.ids, plan.ids - decisions.ids
    if not enter and not leave:
        return (f"{told}. It has the same focus areas, with other services.",)
    changes = []
    if enter:
        changes.append(f"puts in {listing(sorted(map(name, enter)), NAMED)}")
    if leave:
        changes.append(f"leaves out {listing(sorted(map(name, leave)), NAMED)}")
    return (f"{told}. It {' and '.join(changes)}.",)


def proven(proof: Proof, name: Name) -> tuple[str, ...]:
    """Return who is in every best list, in none, in some: proven over a whole set of weights."""
    if not proof.corners:
        return (NOTHING_PROVEN,)
    inside, outside, depends = proof.ids("in"), proof.ids("out"), proof.ids("depends")
    total = len(proof.candidates)
    rest = len(proof.ids("not proven"))
    told = [
        f"In every best list: {listing(sorted(map(name, inside)), 2 * NAMED)}.",
        f"In none: {count(len(outside), 'candidate')} of {total:,}.",
    ]
    if depends:
        told.append(f"In some, by the weights: {listing(sorted(map(name, depends)), NAMED)}.")
    early = "" if proof.complete else "; the search ended before it could look closer"
    told.append(f"Of the other {rest:,} nothing is proven ({proof.corners:,} corners{early}).")
    return tuple(told)


def in_how_many(one: CandidateIndex, draws: int) -> str:
    """Return in how many of the best lists a candidate is, as its card tells it."""
    low, high = percent(one.index.low), percent(one.index.high)
    if one.index.share in (0.0, 1.0):
        share = "all" if one.index.share else "none"
    else:
        share = f"about {round(one.index.share * 10) or 'none'} in 10"
        share = share.replace("about none in 10", "fewer than 1 in 10")
        share = "more than 9 in 10" if share == "about 10 in 10" else share
    against = ""
    if one.in_plan and one.index.high < HALF:
        against = "; recommended all the same"
    if not one.in_plan and one.index.low > HALF:
        against = "; left out all the same"
    return (
        f"How sure: in {share} of the best lists, one for each of {count(draws, 'draw')} of "
        f"weights and unknown evidence ({low} to {high}, 95 % sure){against}."
    )

"""How sure a plan is, in sentences: what was drawn, how precise it is, what could be lost."""

from collections.abc import Iterator, Sequence

from app.cli.drawing import PEOPLE, Draws
from app.cli.robust import Proven, Sureness
from data.people import everyone
from optimizer.decisions import Decisions
from optimizer.robust.core_index import Share
from optimizer.robust.regret import Regret
from reports.words import count, listing, percent, points
from scoring.draws import MissingDraw
from scoring.sampling_error import wilson

NAMED = 8
"""Names that a sentence lists before the rest is only counted."""
SUREST = 3
"""Candidates of whom it is said how often they are proven to be in."""
SAME = 1e-4
"""Points that are the same."""
NOTHING = 0.05
"""Points that read as nothing, with one decimal."""


def certain_share(share: float) -> str:
    """Return a share in percent that reads as all or none only where it is all or none."""
    if 0.995 <= share < 1:
        return "> 99 %"
    return "< 1 %" if 0 < share < 0.005 else f"{share * 100:.0f} %"


def interval(share: Share) -> str:
    """Return a confidence interval in percent, as ``41-78``."""
    return f"{share.low * 100:.0f}-{share.high * 100:.0f}"


def drawn_words(draws: Draws) -> str:
    """Return what was drawn, as in ``weights near the given ones and missing evidence``."""
    weights = {
        "around": "weights near the given ones",
        "order": "any weights in the same order",
        "any": "any weights",
        "fixed": "the given weights",
        PEOPLE: f"the weights of {count(len(everyone(draws.people)), 'person', 'people')}",
    }[draws.belief]
    if not draws.evidence:
        return f"{weights}, evidence as it stands"
    where = {
        MissingDraw.ANYWHERE: "anywhere on its scale",
        MissingDraw.LIKE_STAND_IN: "like what stands in for it",
    }[draws.missing]
    return f"{weights} and of missing evidence, {where}"


def stopped_words(done: int, asked: int) -> str:
    """Return how many draws there are, and whether that is fewer than asked."""
    if done < asked:
        return f"Stopped after {done:,} of {asked:,} draws"
    return f"{done:,} draws" if done != 1 else "1 draw"


def precision(draws: int) -> float:
    """Return half the width of the 95 % interval of a share of one half."""
    low, high = wilson(0.5, draws)
    return float(high - low) / 2


def doubt_words(found: Sureness) -> str:
    """Return what was drawn, in a sentence."""
    assert found.sample is not None  # noqa: S101 (callers checked)
    how_many = stopped_words(found.sample.draws, found.sample.asked)
    return f"{how_many} of {drawn_words(found.draws)} (seed {found.draws.seed})."


def precision_sentences(found: Sureness) -> Iterator[str]:
    """Yield how precise shares are, and how good the plans of the draws."""
    sample = found.sample
    assert sample is not None  # noqa: S101 (callers checked)
    mean, most = float(sample.gaps.mean()), float(sample.gaps.max())
    within = (
        "The plan of every draw is proven best"
        if most <= 1e-6
        else f"The plan of a draw is proven within {percent(mean, 1)} of its best on average, "
        f"{percent(most, 1)} at most"
    )
    plans = len(set(sample.best.tolist()))
    yield (
        f"{within}; {count(plans, 'different plan')}. A share is known to within "
        f"{precision(sample.draws) * 100:.0f} percentage points."
    )
    if hardly_told_apart(found):
        yield (
            "Mind that the plan loses less than this gap: the draws hardly tell plans apart, and "
            "it looks surer than it is. A smaller --gap looks closer, and takes longer."
        )


def hardly_told_apart(found: Sureness) -> bool:
    """Say whether the recommended plan is nearer to the best plans found than these are proven.

    Then it is good enough for many draws, is kept for them, and counts as their best plan.
    """
    if found.sample is None or found.lost is None:
        return False
    open_points = float((found.sample.bound - found.sample.value).mean())
    return open_points > SAME and found.lost.recommended.mean < open_points


def lost_sentences(found: Sureness) -> Iterator[str]:
    """Yield what the plan loses where a draw is true, and which plan would lose less."""
    lost = found.lost
    if lost is None or found.sample is None:
        return
    own = lost.recommended
    value = own.mean_value + own.mean
    share = f" ({percent(own.mean / value, 1)})" if value > 0 else ""
    if found.sample.draws == 1:
        yield f"If this draw is true, the plan is {points(own.mean)}{share} short of the best one."
        return
    yield (
        f"If a draw is true, the plan is worth {points(own.mean)}{share} less than the best plan "
        f"found for it, on average (95 %: {own.mean_low:,.1f} to {own.mean_high:,.1f}), and "
        f"{points(own.worst)} at worst. Proven: at most {own.mean_most:,.1f} on average, "
        f"{own.worst_most:,.1f} at worst."
    )
    yield f"It is the best plan found in {certain_share(own.share_best)} of the draws."
    worst, mean = lost.least_worst, lost.least_mean
    better_worst = worst[1].worst_most < own.worst_most - NOTHING
    better_mean = mean[1].mean < own.mean - NOTHING
    if better_worst and better_mean and worst[0] == mean[0]:
        yield _less("at worst and on average", worst, found)
        return
    if better_worst:
        yield _less("at worst", worst, found)
    if better_mean:
        yield _less("on average", mean, found)
    none = [
        when
        for when, better in (("at worst", better_worst), ("on average", better_mean))
        if not better
    ]
    if none:
        yield f"None of the plans found loses less {' or '.join(none)}."


def _less(when: str, plan: tuple[Decisions, Regret], found: Sureness) -> str:
    """Return which of the plans found loses least, and how it differs from the recommended one."""
    decisions, regret = plan
    entered = decisions.ids - found.recommended.ids
    left = found.recommended.ids - decisions.ids
    told = (
        f"Of the plans found, one loses least {when}: {points(regret.mean)} on average, "
        f"{points(regret.worst)} at worst (proven: {regret.worst_most:,.1f} at most)"
    )
    if not entered and not left:
        return f"{told}, by other services for the same focus areas."
    return f"{told}. In: {_names(entered, found)}. Out: {_names(left, found)}."


def _names(ids: frozenset[str], found: Sureness) -> str:
    name = found.known.found.conditions.name
    return listing([name(one) for one in _surest(ids, found)], NAMED)


def _surest(ids: frozenset[str], found: Sureness) -> Sequence[str]:
    return [one.id for one in found.candidates if one.id in ids]


def proven_sentences(found: Sureness) -> Iterator[str]:
    """Yield what is proven over a whole set of weights, or how to ask for it."""
    proven = found.proven
    surest = sorted(found.candidates, key=lambda one: -one.surely_in)[:SUREST]
    told = [f"{one.name} in {certain_share(one.surely_in)}" for one in surest if one.surely_in]
    if told:
        yield f"Part of every best plan: {listing(told)} of the draws; --all has everybody."
    if proven is None:
        if not found.interrupted:
            yield "--always looks for those in, or out of, every best plan over all weights."
        return
    proof = proven.proof
    yield _set_words(found.draws, proven)
    if not proof.complete and proven.corners > proven.most:
        yield (
            f"Nothing is proven: this set of weights has {proven.corners:,} corners, more than the "
            f"{proven.most:,} that were to be looked at; --corners {proven.corners} allows for all."
        )
        return
    inside, outside, depends = proof.ids("in"), proof.ids("out"), proof.ids("depends")
    total = len(proof.candidates)
    yield f"In every best plan: {_names(frozenset(inside), found)}."
    yield f"In none: {count(len(outside), 'candidate')} of {total:,}."
    if depends:
        yield f"In some and not in others: {_names(frozenset(depends), found)}."
    rest = len(proof.ids("not proven"))
    early = "" if proof.complete else ", the search having ended before all were looked at"
    yield f"Nothing is proven of the other {rest:,} ({count(proof.corners, 'corner')}{early})."


def _set_words(draws: Draws, proven: Proven) -> str:
    """Return which weights the proof is about."""
    if draws.belief == "fixed" or proven.moved == 0:
        return "For the given weights, evidence at its central values:"
    if proven.moved == 1:
        which = {
            "order": "all weights in the same order",
            PEOPLE: "anybody's weights and any compromise between them",
        }.get(draws.belief, "any weights at all")
        return f"For {which}, evidence at its central values:"
    towards = {
        "order": "others in the same order",
        PEOPLE: "anybody's, or a compromise between them",
    }.get(draws.belief, "any others")
    return (
        f"For all weights that come about by moving {percent(proven.moved)} of each kind's weight, "
        f"or less, from the given ones to {towards}, evidence at its central values:"
    )

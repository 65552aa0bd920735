"""What to find out next, in words: for the screen and for the command line."""

from config.configuration import Configuration
from config.criteria import Kind, Levels, MeasureUse
from optimizer.robust.value_of_information.results import GapWorth, MeasureWorth, ValueOfInformation
from optimizer.robust.value_of_information.switching import Gain
from reports.words import count, count_of, listing, mid_sentence, percent

SLACK = 0.5
"""Points by which a level may lie outside the values with which sides change: half a step."""
LITTLE = 0.005
"""Points that read as nothing, with two decimals."""


def gain_words(points: float) -> str:
    """Return expected points, with two decimals: as much as is found out by one gap is little."""
    if points < LITTLE:
        return "0 points" if points <= 0 else "under 0.01 points"
    return f"{points:.2f} points"


def use_of(kind: Kind, gap: GapWorth) -> MeasureUse:
    """Return the use of a gap's measure by the criterion in whose points it is told."""
    return next(use for use in kind.criteria[gap.criterion].measures if use.measure == gap.measure)


def criteria_of(kind: Kind, measure: str) -> str:
    """Return the labels of all criteria that use a measure."""
    return ", ".join(
        criterion.label
        for criterion in kind.criteria.values()
        if any(use.measure == measure for use in criterion.measures)
    )


def turns_words(gap: GapWorth, configuration: Configuration) -> str:
    """Return with what a candidate would change sides, as in ``enters if strong``."""
    if gap.turns is None:
        other = ", with other services" if gap.gain.found >= LITTLE else ""
        other = ", but others change" if gap.chance.found > 0 else other
        return f"stays{other}" if gap.inside else "stays out"
    verb = "leaves" if gap.inside else "enters"
    low, high = gap.turns
    use = use_of(configuration.criteria.kinds[gap.kind], gap)
    if isinstance(use.value, Levels):
        labels = [
            label
            for label, points in use.value.levels.items()
            if low - SLACK <= points <= high + SLACK
        ]
        if labels:
            return f"{verb} if {listing(labels, conjunction='or')}"
    if high >= gap.high - SLACK:
        return f"{verb} from {low:.0f} of 100 up"
    if low <= gap.low + SLACK:
        return f"{verb} up to {high:.0f} of 100"
    return f"{verb} at {low:.0f} to {high:.0f} of 100"


def most_words(gain: Gain) -> str:
    """Return the most that finding out would gain, marked where that rests on a sample."""
    return f"{'~' if gain.sampled else ''}{gain.most:.1f}"


def known_words(gap: GapWorth) -> str:
    """Return what the plan goes by now."""
    if gap.missing:
        return f"nothing known, counts as {gap.central:.0f} of 100"
    return f"counts as {gap.central:.0f}, may be {gap.low:.0f} to {gap.high:.0f}"


def who_words(measure: str, configuration: Configuration) -> str:
    """Return who can find out about a measure."""
    about = configuration.criteria.measures[measure]
    if about.judgement:
        return "staff, by rating"
    if about.derived is not None:
        return "partners, by asking"
    return f"published by {about.publisher}" if about.publisher else "published"


def measure_lack_words(found: MeasureWorth, kind: Kind) -> str:
    """Return for how many a measure is not known for sure."""
    parts = [count_of(found.missing, kind)] if found.missing else []
    parts += [f"{found.ranged} with a range"] if found.ranged else []
    return ", ".join(parts)


def answer(found: ValueOfInformation, configuration: Configuration) -> str:
    """Return the answer in a sentence or two."""
    if not found.gaps:
        return "Everything is known: there is nothing to find out."
    first = found.measures[0]
    if first.gain.found < LITTLE and not found.complete:
        return "So far no gap is found to be worth closing; most searches are still to come."
    if first.gain.found < LITTLE:
        return (
            "No gap is known to be worth closing: whatever is found about any of them, no better "
            "plan is known."
        )
    kind = configuration.criteria.kinds[first.kind]
    label = mid_sentence(configuration.criteria.measures[first.measure].label)
    how = "rate" if configuration.criteria.measures[first.measure].judgement else "find"
    lacking = count_of(first.missing or first.ranged, kind)
    return (
        f"First of all, {how} {label} for the {lacking} without it: with {percent(first.chance)} "
        "of what may be found the plan would change, and it would gain "
        f"{gain_words(first.gain.found)} on average."
    )


def alone_words(found: ValueOfInformation, configuration: Configuration, name: str) -> str:
    """Return what to find out about one candidate alone, if there is time for one only."""
    first = found.gaps[0]
    label = mid_sentence(configuration.criteria.measures[first.measure].label)
    return (
        f"If there is time for one thing only: {label} of {name} "
        f"({turns_words(first, configuration)})."
    )


def proof_words(found: ValueOfInformation) -> list[str]:
    """Return how far all of this is proven, in sentences."""
    total = len(found.gaps)
    sentences = [f"Gains are expected points; the plan has {found.points:,.0f}."]
    gains = [*(gap.gain for gap in found.gaps), *(one.gain for one in found.measures)]
    if found.everything.found >= max(gain.found for gain in gains):
        whole = gain_words(found.everything.found)
        sentences.append(f"Knowing everything would gain {whole} among the plans known.")
    if found.idle:
        sentences.append(
            f"{found.idle:,} of {total:,} gaps are proven to put nobody in and nobody out, "
            "whatever is found."
        )
    if found.sampled:
        sentences.append(
            "Where what may be found is too much to be gone through case by case, cases are "
            "sampled (marked ~): there “at most” holds with 95 %, and is not proven."
        )
    if found.open > LITTLE:
        sentences.append(
            f"The plan itself is proven only to within {found.open:.1f} points, so gains may be "
            "higher than found, up to “at most”, or lower, and orders may change."
        )
    if found.better > LITTLE:
        sentences.append(
            f"On the way a plan was found that is {gain_words(found.better)} better than the "
            "one given; all of this is about that one."
        )
    if not found.complete:
        sentences.append(
            f"So far {found.searched} of {count(found.asked, 'search', 'searches')} are done: "
            "more may be gained than is told here."
        )
    return sentences

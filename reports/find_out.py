"""What to find out next: for everybody, for one candidate, for one value; and gates not known."""

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet

from config.criteria import Levels
from optimizer.robust.value_of_information.results import (
    CandidateWorth,
    GapWorth,
    GateWorth,
    MeasureWorth,
    ValueOfInformation,
)
from optimizer.robust.value_of_information.switching import Chance, Gain
from reports.columns import MEASURE
from reports.report import Column, Note, Picture, Report, Row, Section, Table, chart, fields, picked
from reports.setting import Setting
from reports.words import count, count_of, listing, mid_sentence, percent, points

LISTS = ("gaps", "candidates", "measures", "gates")
SLACK = 0.5
"""Points by which a level may lie outside the values with which sides change: half a step."""
PARTNERS = "partners, by asking"
"""Who can tell what comes from the partner graph."""
LITTLE = 0.005
"""Points that read as nothing, with two decimals."""
PICTURED = 10
"""Bars of a picture."""
WHO = Column("name", "Candidate", opens="candidate")
NOW = Column("in_plan", "In the plan", "yes")
GAIN = (
    Column("changes", "Changes the plan", "share"),
    Column("gains", "Gain, points", digits=2, unit="points"),
    Column("at_most", "At most"),
)
"""How often the plan changes, what that gains on average, and the most it can gain."""
MEASURES = (
    MEASURE, *GAIN, Column("lack", "Not known for"),
    Column("who", "Who can tell", narrow=False), Column("criteria", "Criterion", narrow=False),
)  # fmt: skip
CANDIDATES = (WHO, *GAIN, NOW, Column("gaps", "Gaps", "count"))
VALUES = (
    WHO, MEASURE, *GAIN, NOW,
    Column("change", "What would change it"), Column("known", "What is known"),
)  # fmt: skip
GATES = (
    WHO, Column("label", "Gate"), Column("chance", "Passes", "share"),
    Column("lost_points", "Points lost if it fails", "points"),
)  # fmt: skip
READ = "Each bar: the points that the plan would gain on average, if {what}. Thin line: 95 % sure."


def report(
    found: ValueOfInformation,
    setting: Setting,
    *,
    kind: str | None = None,
    among: AbstractSet[str] | None = None,
    most: int | None = None,
) -> Report:
    """Return what to find out next.

    Args:
        kind: only of this kind; None = of all.
        among: only of these candidates; None = of all.
        most: entries of each list, the best first; None = all.
    """
    title = "What should we find out next?"
    if not found.measures:
        answer = "Everything is known: there is nothing to find out."
        return Report("find_out", title, answer, facts=_facts(found))
    allowed = frozenset({None, *(among or ())})
    some = {
        name: tuple(
            one
            for one in getattr(found, name)
            if kind in (None, one.kind)
            and (among is None or getattr(one, "candidate", None) in allowed)
        )[:most]
        for name in LISTS
    }
    alone: tuple[str, ...] = ()
    if found.gaps and found.gaps[0].gain.found > 0:
        first = found.gaps[0]
        label, name = mid_sentence(setting.measure(first.measure)), setting.label(first.candidate)
        told = turns(first, setting)
        alone = (f"If there is time for one thing only: {label} of {name} ({told}).",)
    return Report(
        id="find_out",
        title=title,
        answer=_answer(found, setting),
        text=alone,
        sections=tuple(_sections(found.model_copy(update=some), setting)),
        notes=tuple(Note("proof", text) for text in _proof(found)),
        facts=_facts(found),
    )


def _sections(found: ValueOfInformation, setting: Setting) -> Iterator[Section]:
    yield _section(
        Table("by_measure", MEASURES, tuple(_measure(one, setting) for one in found.measures)),
        "One measure, for all who lack it",
        "the measure were found out for all who lack it",
    )
    yield _section(
        Table("by_candidate", CANDIDATES, tuple(_about(one, setting) for one in found.candidates)),
        "One candidate, all that is open about it",
        "all about it were found out",
    )
    yield _section(
        Table("by_value", VALUES, tuple(_gap(one, setting) for one in found.gaps)),
        "One value",
        "this one value were found out",
    )
    gates = Table("gates", GATES, tuple(_gate(one, setting) for one in found.gates))
    text = tuple(_gates_text(found.gates, setting))
    yield Section("gates", "Gates not yet known, of focus areas", text, tables=(gates,))


def _section(table: Table, title: str, what: str) -> Section:
    """Return a list with its picture, the best first; nothing is drawn where nothing gains."""
    worth = [row for row in table.rows if row["_gain"].found > 0][:PICTURED]
    if not worth:
        none = ("Whatever is found here, no better plan is known.",) if table.rows else ()
        return Section(table.id, title, none, tables=(table,))
    told = listing([f"{row['_bar']} {gain_words(row['_gain'].found)}" for row in worth])
    picture = Picture(
        id=f"find-out-{table.id}",
        draw=chart("bars.gain_bars", worth),
        describe=f"Expected gain: {told}.",
        text=READ.format(what=what),
        opens="finding",
    )
    return Section(table.id, title, (), (picture,), (table,))


def gain_words(gain: float) -> str:
    """Return expected points, with two decimals: as much as is found out by one gap is little."""
    if gain < LITTLE:
        return "0 points" if gain <= 0 else "under 0.01 points"
    return f"{gain:.2f} points"


def _gained(gain: Gain, chance: Chance | float) -> Row:
    sampled = {} if isinstance(chance, float) else {"chance": _named(chance, "share")}
    return {
        "_gain": gain,
        "gain": _named(gain, "points"),
        "changes": chance if isinstance(chance, float) else chance.found,
        **sampled,
        "gains": gain.found,
        "at_most": f"{'~' if gain.sampled else ''}{gain.most:.1f}",
    }


def _named(found: Gain | Chance, name: str) -> Row:
    """Return a figure that was found, under its name, and what it lies between."""
    return {name: found.found, **fields(found, "found")}


def _measure(one: MeasureWorth, setting: Setting) -> Row:
    kind = setting.kinds[one.kind]
    lack = [count_of(one.missing, kind)] if one.missing else []
    lack += [f"{one.ranged} with a range"] if one.ranged else []
    label, said = setting.measure(one.measure), count_of(one.missing or one.ranged, kind)
    criteria = [
        criterion.label
        for criterion in kind.criteria.values()
        if any(use.measure == one.measure for use in criterion.measures)
    ] or [gate.label for gate in kind.gates.values() if one.measure in gate.measures]
    return {
        **fields(one, "gain"),
        **_gained(one.gain, one.chance),
        "label": label,
        "lack": ", ".join(lack),
        "who": _who(one.measure, setting),
        "criteria": ", ".join(criteria),
        "_bar": label,
        "_said": f"{percent(one.chance)}: the plan changes; {said}",
    }


def _about(one: CandidateWorth, setting: Setting) -> Row:
    name = setting.label(one.candidate)
    return {
        **fields(one, "inside"),
        **_gained(one.gain, one.chance),
        "in_plan": one.inside,
        "name": name,
        "_bar": name,
        "_said": f"{percent(one.chance.found)}: the plan changes; {count(one.gaps, 'gap')}",
    }


def _gap(one: GapWorth, setting: Setting) -> Row:
    name, label = setting.label(one.candidate), setting.measure(one.measure)
    change = turns(one, setting)
    known = f"counts as {one.central:.0f}, may be {one.low:.0f} to {one.high:.0f}"
    return {
        **fields(one, "inside", "central", "low", "high"),
        **_gained(one.gain, one.chance),
        "in_plan": one.inside,
        "counts_as": one.central,
        "least": one.low,
        "most": one.high,
        "name": name,
        "label": label,
        "change": change,
        "known": f"nothing known, counts as {one.central:.0f} of 100" if one.missing else known,
        "who": _who(one.measure, setting),
        "_bar": f"{name}: {mid_sentence(label)}",
        "_said": f"{percent(one.chance.found)}: {change}" if one.chance.found else change,
    }


def _gate(one: GateWorth, setting: Setting) -> Row:
    lost = one.lost
    found, low, high = (None, None, None) if lost is None else (lost.found, lost.low, lost.high)
    return {
        **fields(one),
        "lost": found,
        "lost_least": low,
        "lost_most": high,
        "lost_points": "no plan without it is known" if lost is None else lost,
        "name": setting.label(one.candidate),
    }


def _gates_text(found: Sequence[GateWorth], setting: Setting) -> Iterator[str]:
    if not found:
        yield "Every gate is known for the focus areas of the plan."
        return
    dear = next((one for one in found if one.lost is not None), None)
    yield f"{count(len(found), 'gate')} of focus areas in the plan could still fail."
    if dear is not None and dear.lost is not None:
        yield (
            f"Dearest would be {setting.label(dear.candidate)}: without it the best plan known is "
            f"worth {points(dear.lost.found)} less."
        )
    if any(one.chance is not None for one in found):
        yield "How likely that is counts in the gains of what decides it."
    if any(one.chance is None for one in found):
        yield "Where nothing says how likely that is, it counts in none of the gains."


def turns(gap: GapWorth, setting: Setting) -> str:
    """Return with what a candidate would change sides, as in ``enters if strong``."""
    if gap.turns is None:
        other = ", with other services" if gap.gain.found >= LITTLE else ""
        other = ", but others change" if gap.chance.found > 0 else other
        return f"stays{other}" if gap.inside else "stays out"
    verb = "leaves" if gap.inside else "enters"
    low, high = gap.turns
    criterion = setting.kinds[gap.kind].criteria[gap.criterion]
    worth = next(use.value for use in criterion.measures if use.measure == gap.measure)
    if isinstance(worth, Levels):
        each = worth.levels.items()
        labels = [label for label, at in each if low - SLACK <= at <= high + SLACK]
        if labels:
            return f"{verb} if {listing(labels, conjunction='or')}"
    if high >= gap.high - SLACK:
        return f"{verb} from {low:.0f} of 100 up"
    if low <= gap.low + SLACK:
        return f"{verb} up to {high:.0f} of 100"
    return f"{verb} at {low:.0f} to {high:.0f} of 100"


def _who(measure: str, setting: Setting) -> str:
    about = setting.measures[measure]
    if about.judgement:
        return "staff, by rating"
    if about.derived is not None:
        return PARTNERS
    return f"published by {about.publisher}" if about.publisher else "published"


def _answer(found: ValueOfInformation, setting: Setting) -> str:
    first = found.measures[0]
    if first.gain.found < LITTLE and not found.complete:
        return "So far no gap is found to be worth closing; most searches are still to come."
    if first.gain.found < LITTLE:
        return (
            "No gap is known to be worth closing: whatever is found about any of them, no better "
            "plan is known."
        )
    criteria = setting.configuration.criteria
    how = "rate" if criteria.measures[first.measure].judgement else "find"
    lacking = count_of(first.missing or first.ranged, criteria.kinds[first.kind])
    return (
        f"First of all, {how} {mid_sentence(setting.measure(first.measure))} for the {lacking} "
        f"without it: with {percent(first.chance)} of what may be found the plan would change, and "
        f"it would gain {gain_words(first.gain.found)} on average."
    )


def _proof(found: ValueOfInformation) -> Iterator[str]:
    yield f"Gains are expected points; the plan has {found.points:,.0f}."
    gains = [*(gap.gain for gap in found.gaps), *(one.gain for one in found.measures)]
    if found.everything.found >= max(gain.found for gain in gains):
        whole = gain_words(found.everything.found)
        yield f"Knowing everything would gain {whole} among the plans known."
    if found.idle:
        yield (
            f"{found.idle:,} of {len(found.gaps):,} gaps are proven to put nobody in and nobody "
            "out, whatever is found."
        )
    if found.sampled:
        yield (
            "Where what may be found is too much to be gone through case by case, cases are "
            "sampled (marked ~): there “at most” holds with 95 %, and is not proven."
        )
    if found.open > LITTLE:
        yield (
            f"The plan itself is proven only to within {found.open:.1f} points, so gains may be "
            "higher than found, up to “at most”, or lower, and orders may change."
        )
    if found.better > LITTLE:
        yield (
            f"On the way a plan was found that is {gain_words(found.better)} better than the one "
            "given; all of this is about that one."
        )
    if not found.complete:
        yield (
            f"So far {found.searched} of {count(found.asked, 'search', 'searches')} are done: more "
            "may be gained than is told here."
        )


def _facts(found: ValueOfInformation) -> Row:
    return {
        **fields(found, *LISTS),
        "missing": found.missing.value,
        **picked(found, "complete", "idle"),
        "gaps": len(found.gaps),
        "everything": _named(found.everything, "points"),
    }

"""What the criteria do to the scores: steps 4 to 6."""

import numpy as np

from config.criteria import Levels, Linear
from questions.audit import KindAudit
from reports.audit.choices import most_moved, variants
from reports.audit.steps import LINES, label, step
from reports.columns import CRITERION
from reports.report import Column, Picture, Row, Section, Table, chart, fields
from reports.setting import Setting
from reports.words import count, listing, percent, verb
from scoring.coherence import KAISER, OPPOSED, REDUNDANT, Pair
from scoring.variants import Aggregation, Scale

PAIRS = (
    Column("first_label", "One"), Column("second_label", "Other"),
    Column("correlation", "Correlation", "number", digits=2), Column("known", "Known of", "count"),
)  # fmt: skip
EFFECTS = (
    CRITERION,
    Column("configured", "Weighs", "share", digits=1),
    Column("weight", "Moves the scores by", "share", digits=1,
           help="Its share of all main effects."),
    Column("effect", "Main effect", "share", help="Share of the variance that goes with it alone."),
    Column("linear", "Straight lines only", "share", narrow=False),
)  # fmt: skip
MAIN_EFFECTS = (
    "Moves the scores by: its share of the sum of all main effects (Paruolo, Saisana & Saltelli "
    "2013). What varies little, or is known of few, moves them less than it weighs."
)
FIXED_ENDS = (
    "Measures are put on one scale by value functions; their ends stand in criteria.yaml and do "
    "not move with who is compared."
)


def structure(found: KindAudit, setting: Setting) -> Section:
    """Return which measures and criteria say the same, and which pull apart."""
    told = found.coherence
    text = []
    if told.alpha is not None:
        text.append(
            f"Cronbach's alpha of {told.alpha_of} of {len(found.scores.measures.measure)} measures "
            f"is {told.alpha:.2f}: near 1 they would all speak of one thing."
        )
    if told.eigenvalues:
        first = told.eigenvalues[0] / sum(told.eigenvalues)
        text.append(
            f"Of {count(len(told.eigenvalues), 'criterion', 'criteria')} "
            f"{count(told.components, 'component')} {verb(told.components, 'have')} an eigenvalue "
            f"above {KAISER:g}, the first with {percent(first)} of the variance "
            f"({told.complete} candidates of whom all are known)."
        )
    same = [pair for pair in told.measures if pair.correlation >= REDUNDANT]
    apart = [pair for pair in told.measures if pair.within and pair.correlation <= OPPOSED]
    cross = [pair for pair in told.criteria if pair.correlation <= OPPOSED]
    text.append(
        f"{count(len(same), 'pair')} of measures {verb(len(same), 'say')} nearly the same "
        f"(correlation {REDUNDANT:g} or more): what both have counts twice."
        if same
        else f"No two measures say the same (no correlation of {REDUNDANT:g} or more)."
    )
    if apart:
        text.append(
            f"Within one criterion {count(len(apart), 'pair')} {verb(len(apart), 'pull')} apart "
            f"(correlation {OPPOSED:g} or less)."
        )
    if cross:
        pairs = listing(
            f"“{label(found, one.first)}” and “{label(found, one.second)}” ({one.correlation:.2f})"
            for one in reversed(cross)
        )
        text.append(f"Criteria of which one takes away what the other adds: {pairs}.")
    measures = tuple(
        _pair(one, *(setting.measure(name.partition(".")[2]) for name in (one.first, one.second)))
        for one in (*same, *apart)
    )
    criteria = tuple(
        _pair(one, *(label(found, name) for name in (one.first, one.second)))
        for one in told.criteria
    )
    tables = Table("same_measures", PAIRS, measures), Table("pairs", PAIRS, criteria, most=LINES)
    return step("structure", text, *tables)


def _pair(pair: Pair, first: str, second: str) -> Row:
    return {**pair.model_dump(), "first_label": first, "second_label": second}


def scales(found: KindAudit, setting: Setting) -> Section:
    """Return what value functions cut off, and what other scales would do."""
    beyond, measured = _cut_off(found)
    cut = (
        f"{beyond:,} of {measured:,} measured numbers lie beyond the ends of their value function "
        "and are cut off there."
    )
    text = (FIXED_ENDS, cut, most_moved(found, Scale))
    return step("scales", text, variants("scales", found, Scale, setting))


def _cut_off(found: KindAudit) -> tuple[int, int]:
    """Return how many measured numbers lie beyond the ends of a straight line, and of how many."""
    uses = [use for one in found.scores.spec.criteria.values() for use in one.measures]
    beyond = measured = 0
    for at, use in enumerate(uses):
        if isinstance(use.value, Levels):
            continue
        numbers = found.scores.measures.number[:, at]
        measured += int((~np.isnan(numbers)).sum())
        if isinstance(use.value, Linear):
            low, high = sorted((use.value.worst, use.value.best))
            beyond += int(((numbers < low) | (numbers > high)).sum())
    return beyond, measured


def weighting(found: KindAudit, setting: Setting) -> Section:
    """Return what each criterion moves, and who owes its place to making up for weakness."""
    rows: tuple[Row, ...] = tuple(
        {
            **fields(one, "share"),
            "label": label(found, one.criterion),
            "configured": one.weight,
            "weight": one.share,
        }
        for one in found.effects
    )
    gain = next(one for one in found.variants if one.choice is Aggregation.GEOMETRIC)
    ids = found.doubt.ids
    out = [setting.label(ids[place]) for place in gain.out(found.first)]
    text = [
        f"If strength made up for weakness only in part (geometric mean), {listing(out)} would "
        f"drop out of the first {found.first}: strength on some criteria makes up for weakness on "
        "others."
        if out
        else f"None of the first {found.first} owes its place to strength that makes up for "
        "weakness: with the geometric mean all of them stay."
    ]
    pictures: tuple[Picture, ...] = ()
    if rows:
        text.insert(0, MAIN_EFFECTS)
        said = listing((f"{row['label']} {percent(float(row['weight']))}" for row in rows), 99)
        pictures = (
            Picture(
                "effects",
                chart("bars.weight_bars", rows, "Moves the scores by", "Weighs"),
                f"What each criterion moves the scores by: {said}.",
                "Bars: what moves the scores. Pink marks: what each weighs.",
            ),
        )
    tables = Table("effects", EFFECTS, rows), variants("aggregations", found, Aggregation, setting)
    return step("weighting", text, *tables, pictures=pictures)

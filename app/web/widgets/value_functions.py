"""Value functions with the candidates on them: what is good, and how good."""

import streamlit as st

from app.web import asking, state
from app.web.study_source import Inputs
from app.web.widgets.picture import picture
from config.criteria import Combine, Criterion, Levels, MeasureUse, Missing
from reports.charts.criteria import curve_with_candidates, levels_with_candidates
from reports.tables.criteria import corners, known_points, levels_held, place_of_use, stand_in
from reports.words import count, count_of, listing, percent
from scoring.kind_scores import KindScores

COMBINED = {
    Combine.MEAN: "The value of the criterion is the weighted mean of its measures.",
    Combine.MIN: "The value of the criterion is that of its worst measure.",
    Combine.MAX: "The value of the criterion is that of its best measure.",
}
STANDS_IN = {
    Missing.MEDIAN: "the median of the kind stands in for what is missing, or the middle of the "
    "scale while fewer than five are known",
    Missing.MIDPOINT: "the middle of the scale stands in for what is missing",
    Missing.LOW: "the lowest value stands in for what is missing",
}


def draw(inputs: Inputs, kind_id: str) -> None:
    """Show the value functions of one criterion, with every candidate's point."""
    scores = asking.scorecard(inputs, state.session().scenario).kinds[kind_id]
    criteria = scores.spec.criteria
    left, right = st.columns(2)
    name = left.selectbox(
        "Criterion",
        list(criteria),
        format_func=lambda one: criteria[one].label,
        key=f"values-criterion:{kind_id}",
        persist_state="session",
    )
    labels = dict(zip(scores.ids, scores.names, strict=True))
    marked = right.selectbox(
        "Mark a candidate",
        sorted(labels, key=lambda one: labels[one].casefold()),
        index=None,
        format_func=lambda one: labels[one],
        key=f"values-candidate:{kind_id}",
        placeholder="none",
        persist_state="session",
    )
    criterion = criteria[str(name)]
    _about(criterion)
    for use in criterion.measures:
        _measure(inputs, scores, str(name), use, marked)


def _about(criterion: Criterion) -> None:
    st.markdown(f"#### {criterion.label}")
    st.write(criterion.why)
    parts = [f"Source: {criterion.source}."]
    if criterion.note:
        parts.append(criterion.note)
    if criterion.overlap:
        shares = listing(
            [
                f"{percent(share)} {name.replace('_', ' ')}"
                for name, share in criterion.overlap.items()
            ]
        )
        parts.append(
            f"Decided together with the plan ({shares}); in a ranking it is read off the list in "
            "force."
        )
    else:
        if len(criterion.measures) > 1:
            parts.append(COMBINED[criterion.combine])
        parts.append(f"Here {STANDS_IN[criterion.missing]}.")
    st.caption(" ".join(parts))


def _measure(
    inputs: Inputs, scores: KindScores, criterion: str, use: MeasureUse, marked: str | None
) -> None:
    measure = inputs.study.configuration.criteria.measures[use.measure]
    place = place_of_use(scores, criterion, use.measure)
    share = float(scores.measures.share[place])
    st.markdown(f"**{measure.label}** · {percent(share)} of the criterion")
    missing, instead = stand_in(scores, place)
    parts = [measure.about]
    if measure.proxy_for:
        parts.append(f"Stands for: {_proxied(inputs, measure.proxy_for)}.")
    if measure.publisher:
        parts.append(f"Published by {measure.publisher}.")
    parts.append(_known(scores, missing, instead))
    st.caption(" ".join(part for part in parts if part))
    if isinstance(use.value, Levels):
        levels = levels_held(scores, place, use.value, marked)
        picture(
            levels_with_candidates(levels),
            describe=f"Value of each level of {measure.label}: "
            + listing([f"{r.level} {r.points:.0f}, held by {r.held}" for r in levels.itertuples()]),
            name=f"value-{use.measure}",
        )
        return
    points = known_points(scores, place, marked)
    line = corners(use, measure, points)
    picture(
        curve_with_candidates(line, points, measure.unit),
        describe=f"Value function of {measure.label}: "
        + listing([f"{r.measure:g} is worth {r.points:.0f}" for r in line.itertuples()])
        + f"; {count(len(points), 'candidate')} on it.",
        name=f"value-{use.measure}",
        numbers=points.drop(columns=["id", "marked"]).rename(
            columns={"name": "Candidate", "measure": measure.label, "points": "Value, of 100"}
        ),
    )


def _proxied(inputs: Inputs, name: str) -> str:
    """Return what a proxy stands for, in words."""
    found = inputs.study.configuration.criteria.measures.get(name)
    return name if found is None else found.label.lower()


def _known(scores: KindScores, missing: int, instead: float | None) -> str:
    """Return for how many a measure is known, and what stands in for the others."""
    everyone = count_of(len(scores.ids), scores.spec)
    if instead is None:
        return f"Known for all {everyone}."
    if missing == len(scores.ids):
        return f"Known for none of {everyone}: {instead:.0f} of 100 stands in for all."
    return (
        f"Known for {len(scores.ids) - missing} of {everyone}; for the other {missing} "
        f"{instead:.0f} of 100 stands in."
    )

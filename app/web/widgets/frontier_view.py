"""The frontier: what more or less money, staff or room for another kind is worth."""

from collections.abc import Sequence
from itertools import permutations

import pandas as pd
import streamlit as st

from app.web import asking
from app.web.study_source import Inputs
from app.web.widgets.choices import one_of
from app.web.widgets.picture import csv_button, picture
from optimizer.frontier import By, Frontier
from optimizer.nestedness import Path, moving, path_sentence
from optimizer.plan import Plan
from questions.frontier import FrontierQuestion
from questions.plan import Planned
from reports.charts.frontiers import frontier_steps, path_strip
from reports.tables.frontiers import (
    band_rows,
    frontier_table,
    level_words,
    path_rows,
    point_rows,
)
from reports.tables.sureness import placed
from reports.words import count, listing

MONEY, STAFF = "money", "staff"
FINE = {"7": "about 7 points", "13": "13", "25": "25"}
"""How many points to aim for, in words."""
MOST_TOLD = 8
"""Paths told in a sentence each."""


def draw(inputs: Inputs, answer: Planned) -> None:
    """Offer what to hold the plan's worth against, and show that frontier as it grows."""
    kinds = inputs.study.configuration.criteria.kinds
    offered = {MONEY: "Money", STAFF: "Staff-weeks"} | {
        f"{one}:{other}": f"{kinds[one].label} against {kinds[other].label.lower()}"
        for one, other in permutations(kinds, 2)
        if list(kinds).index(one) < list(kinds).index(other)
    }
    left, right = st.columns([0.66, 0.34])
    with left:
        chosen = one_of("What the plan is worth against …", offered, "frontier-by")
    with right:
        fine = int(one_of("How fine?", FINE, "frontier-points"))
    first, _, second = chosen.partition(":")
    by: By = (first, second) if second else "staff" if chosen == STAFF else "money"
    question = FrontierQuestion(scenario=answer.scenario, plan=asking.effort(), by=by, points=fine)
    job = asking.ask(inputs, question, asking.WHAT_ELSE)
    line = asking.result(job, "Planning at every level")
    if line is not None and line.points:
        _shown(inputs, answer.plan, line)


def _shown(inputs: Inputs, plan: Plan, line: Frontier) -> None:
    name = placed(inputs.study.dataset)
    breaking = [path for path in moving(line.points) if path.breaks]
    st.markdown(f"**{_headline(inputs, line)}**")
    if len(line.points) > 1:
        _steps(inputs, plan, line)
    if not isinstance(line.by, tuple) and len(line.points) > 1:
        _paths(inputs, line, breaking)
    table = frontier_table(line, name)
    decimals = st.column_config.NumberColumn(format="%.1f")
    used = table.columns[0]
    st.dataframe(
        table,
        hide_index=True,
        column_config={
            used: st.column_config.NumberColumn(
                format="localized" if line.unit == "USD" else "%.1f"
            ),
            table.columns[1]: decimals,
            "At most": decimals,
        },
    )
    csv_button(table, f"frontier-{_slug(line)}")


def _slug(line: Frontier) -> str:
    return "-".join(line.by) if isinstance(line.by, tuple) else line.by


def _headline(inputs: Inputs, line: Frontier) -> str:
    """Return what the frontier says, in a sentence."""
    first, last = line.points[0], line.points[-1]
    if isinstance(line.by, tuple):
        kinds = inputs.study.configuration.criteria.kinds
        one, other = (kinds[kind].label for kind in line.by)
        if first is last:
            return (
                f"{one} can earn {first.value:,.0f} points beside {first.used:,.0f} of the other."
            )
        return (
            f"{one} can earn {first.value:,.0f} points beside {first.used:,.0f} of "
            f"{other.lower()}, or {last.value:,.0f} beside {last.used:,.0f}."
        )
    with_all = level_words(line, last.used)
    half = [point for point in line.points if point.used <= last.used / 2]
    if not half or last.value <= 0:
        return f"With {with_all} the best plan found is worth {last.value:,.0f} points."
    share = half[-1].value / last.value
    return (
        f"With {level_words(line, half[-1].used)}, about "
        f"{100 * half[-1].used / last.used:.0f} % of what the plan uses, the best plan found is "
        f"worth {100 * share:.0f} % as much."
    )


def _steps(inputs: Inputs, plan: Plan, line: Frontier) -> None:
    kinds = inputs.study.configuration.criteria.kinds
    total = None
    if isinstance(line.by, tuple):
        one, other = (kinds[kind].label for kind in line.by)
        x, y = f"Points of {other.lower()}", f"Points of {one.lower()}"
        marks = pd.DataFrame(columns=["used", "value", "text"])
    else:
        x = "USD over the whole time" if line.unit == "USD" else "Staff-weeks over the whole time"
        y = "Points of the plan"
        used, total = _present(plan, line.unit)
        there = level_words(line, total)
        marks = pd.DataFrame(
            [
                {"used": used, "value": plan.value, "text": "the plan above"},
                {"used": total, "value": None, "text": f"all there is: {there}"},
            ]
        ).astype({"value": float})
    picture(
        frontier_steps(
            point_rows(line), band_rows(line, total), marks, x=x, y=y,
            falls=isinstance(line.by, tuple),
        ),
        describe=f"{y} against {x}: "
        + listing([f"{p.value:,.0f} at {level_words(line, p.used)}" for p in line.points], 30)
        + ".",
        name=f"frontier-{_slug(line)}",
        hint="Dots: plans that were found, none beaten by another. Grey: what may or may not be "
        "possible at that level; the more dots are asked for, the less of it there is."
        + (" Neighbouring dots are about "
           f"{level_words(line, line.step)} apart." if line.complete else ""),
    )  # fmt: skip


def _present(plan: Plan, unit: str) -> tuple[float, float]:
    """Return what the plan uses and what there is for focus areas, over all periods."""
    uses = [use for use in plan.capacity if use.unit == unit]
    return sum(use.used for use in uses), sum(use.used + use.free for use in uses)


def _paths(inputs: Inputs, line: Frontier, breaking: Sequence[Path]) -> None:
    name = placed(inputs.study.dataset)
    what = "money" if line.unit == "USD" else "staff time"
    st.markdown(f"##### Who is in, with how much {what}?")
    if breaking:
        st.write(
            f"With more {what} the list does not simply grow: "
            f"{count(len(breaking), 'candidate drops', 'candidates drop')} out again, because "
            "others together make better use of it."
        )
        levels = [level_words(line, point.used) for point in line.points]
        ordered = sorted(breaking, key=lambda path: not path.comes_back)
        told = [path_sentence(path, levels, name) for path in ordered]
        st.markdown("\n".join(f"- {_plain(sentence)}" for sentence in told[:MOST_TOLD]))
        if len(told) > MOST_TOLD:
            st.caption(f"{len(told) - MOST_TOLD} more are crossed in the picture.")
    else:
        st.write(f"With more {what} the list only grows: nobody who is in drops out.")
    rows = path_rows(line, name)
    if not len(rows):
        return
    always = len(line.points[-1].plan.ids) - len(
        {path.candidate for path in moving(line.points)} & line.points[-1].plan.ids
    )
    title = "USD over the whole time" if line.unit == "USD" else "Staff-weeks over the whole time"
    picture(
        path_strip(rows, title),
        describe="Who is in at each level; out again after having been in: "
        + listing([name(path.candidate) for path in breaking], 40)
        + ".",
        name=f"frontier-paths-{_slug(line)}",
        hint="Filled: in the best plan found. Crossed: out, though in with less (names in bold). "
        f"{count(always, 'focus area')} that every one of these plans has "
        f"{'is' if always == 1 else 'are'} not shown. Where plans are nearly equally good, who "
        "drops out may be chance.",
        numbers=rows[["label", "level", "what"]].pivot_table(
            index="label", columns="level", values="what", aggfunc="first", sort=False
        ).reset_index(),
    )  # fmt: skip


def _plain(text: str) -> str:
    """Return text in which no character means anything to Markdown."""
    return "".join(f"\\{sign}" if sign in "*_`[]$#<>|~" else sign for sign in text)

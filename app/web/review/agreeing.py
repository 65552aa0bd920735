"""What the panel agrees on: who rates what, what that does to the plan, and what is accepted."""

from collections.abc import Sequence
from functools import partial

import streamlit as st

from app.web import asking, render
from app.web.review import acts, typed
from app.web.review.rating import end_of, value_of
from app.web.review.reading import Seen, can
from app.web.widgets.choices import page_of
from questions.disagreement import Disagreement, DisagreementQuestion
from records import ratings
from records.permissions import Act
from records.ratings import Accepted
from records.store import Records
from records.view import View
from reports import rating as told
from reports.escape import markdown
from reports.report import Report, Row
from reports.setting import Setting

AT_ONCE = 8
"""Ratings to accept on one page."""
WHAT_IF = "what the disagreement does"
"""Where a session asks what it does to the plan that people differ."""


def disagreement(seen: Seen, found: View, region: str) -> Disagreement | None:
    """Return what it does to the plan that people differ, as far as they may be seen."""
    panels = [one for one in found.panels(seen.person, region) if one.lowest != one.highest]
    if not panels:
        return None
    question = DisagreementQuestion(
        scenario=found.round.scenario, ratings=ratings.spread(panels)
    )  # fmt: skip
    return asking.result(
        asking.ask(found.rated, question, WHAT_IF), "Planning at the lowest and highest ratings"
    )


def render_agreement(seen: Seen, found: View, region: str, setting: Setting) -> None:
    """Show what people rate, how far they agree, what that does, and what can be accepted.

    Args:
        seen: the round, and who looks at it.
        found: the round.
        region: whose candidates are rated.
        setting: names.
    """
    report = told.report(found, region, seen.person, setting,
                         disagreement=disagreement(seen, found, region))  # fmt: skip
    for section in ("agreement", "disagreement"):
        render.section(report[section], f"agree-{section}")
    if can(seen, Act.ACCEPT, region):
        _accept(found, region, report)
    for section in ("ratings", "sayings", "people", "missing"):
        render.section(report[section], f"agree-{section}")
    render.notes(report.notes)


def _accept(found: View, region: str, report: Report) -> None:
    rows = [row for row in report.table("ratings").rows if row["open"]]
    if not rows:
        return
    st.markdown("#### Accept as evidence")
    order = sorted(rows, key=lambda row: row["accepted"] is not None)
    _, shown = page_of(order, AT_ONCE, f"accept-page:{found.round.id}:{region}")
    for row in shown:
        _one(found, row, [])


def _one(found: View, row: Row, _: Sequence[Row]) -> None:
    place = f"{found.round.id}/accepted/{row['id']}/{row['measure']}"

    @st.fragment
    def card() -> None:
        acts.again()
        typed.shown_with(place, row["accepted_seen"])
        with st.container(border=True, key=f"accept-card-{row['id']}-{row['measure']}"):
            left, right = st.columns([0.5, 0.5], gap="medium")
            with left:
                st.markdown(f"**{markdown(row['label'])}** {markdown(row['measure_label'])}")
                st.caption(f"The panel: {markdown(row['panel'])}")
                if row["accepted_words"]:
                    st.caption(f"Accepted: {markdown(row['accepted_words'])}")
            with right:
                _fields(row, place)
            acts.refused(place)
            st.button("Accept", key=f"accept:{place}", icon=":material/task_alt:",
                      on_click=partial(_accepted, found, row, place))  # fmt: skip

    card()


def _fields(row: Row, place: str) -> None:
    label = f"{markdown(row['label'])}, {markdown(row['measure_label'])}"
    if row["levels"]:
        levels = {one: one for one in row["levels"]}
        typed.choice(label, levels, place, "value", str(row["middle"]))
    else:
        ends = {"value": "middle", "low": "lowest", "high": "highest"}
        for column, (field, end) in zip(st.columns(3), ends.items(), strict=True):
            with column:
                typed.text(f"{label}: {field}", place, field, f"{row[end]:.12g}")
    typed.text(f"{label}: because", place, "reason")


def _accepted(found: View, row: Row, place: str) -> None:
    def do(records: Records, me: str) -> int:
        ends = dict.fromkeys(("low", "high"))
        if not row["levels"]:
            ends = {
                field: end_of(field, typed.value(place, field, f"{row[end]:.12g}"))
                for field, end in (("low", "lowest"), ("high", "highest"))
            }
        middle = row["middle"]
        default = middle if isinstance(middle, str) else f"{middle:.12g}"
        agreed = Accepted(
            candidate=row["id"],
            measure=row["measure"],
            value=value_of(typed.value(place, "value", default), row["levels"]),
            reason=typed.value(place, "reason"),
            **ends,
        )
        seen = row["accepted_seen"]
        return ratings.accept(records, me, found.round, found.study, agreed, seen)

    acts.act(place, do)

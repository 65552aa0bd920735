"""What the panel agrees on: who rates what, what that does to the plan, and what is accepted."""

from collections.abc import Mapping, Sequence
from functools import partial

import streamlit as st

from app.web import asking, render
from app.web.review import acts, typed
from app.web.review.rating import ENDS, HEADS, end_of, value_of
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
from reports.words import count, mid_sentence

AT_ONCE = 8
"""Ratings to accept on one page."""


def disagreement(seen: Seen, found: View, region: str) -> Disagreement | None:
    """Return what it does to the plan that people differ, as far as they may be seen."""
    panels = [one for one in found.panels(seen.person, region) if one.lowest != one.highest]
    if not panels:
        return None
    question = DisagreementQuestion(
        scenario=found.round.scenario, ratings=ratings.spread(panels)
    )  # fmt: skip
    return asking.result(
        asking.ask(found.rated, question, "what the disagreement does"),
        "Planning at the lowest and highest ratings",
    )


def render_agreement(seen: Seen, found: View, region: str, setting: Setting) -> None:
    """Show what people rate, how far they agree, what that does, and what can be accepted."""
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
    new = [row for row in rows if row["accepted"] is None]
    if len(new) > 1:
        _all_medians(found, region, new)
    order = [*new, *(row for row in rows if row["accepted"] is not None)]
    _, shown = page_of(order, AT_ONCE, f"accept-page:{found.round.id}:{region}")
    for row in shown:
        _one(found, row)


def _all_medians(found: View, region: str, rows: Sequence[Row]) -> None:
    place = f"{found.round.id}/medians/{region}"

    @st.fragment
    def card() -> None:
        acts.again()
        many = count(len(rows), "median")
        with st.expander(f"Accept all {many} at once", icon=":material/done_all:"):
            typed.text("Reason for all of them", place, "reason")
            acts.refused(place)
            st.button(f"Accept {many}", key=f"accept:{place}", icon=":material/done_all:",
                      on_click=partial(_accept_medians, found, rows, place))  # fmt: skip

    card()


def _accept_medians(found: View, rows: Sequence[Row], place: str) -> None:
    reason = typed.value(place, "reason")
    acts.begin()
    for row in rows:
        agreed = _agreed(row, {**_panel(row), "reason": reason})
        if not acts.act(place, partial(_write, found, row, agreed), more=True):
            typed.keep(place, "reason", reason)
            return


def _one(found: View, row: Row) -> None:
    place = f"{found.round.id}/accepted/{row['id']}/{row['measure']}"

    @st.fragment
    def card() -> None:
        acts.again()
        typed.shown_with(place, row["accepted_seen"])
        with st.container(border=True, key=f"accept-card-{row['id']}-{row['measure']}"):
            left, right = st.columns([0.4, 0.6], gap="medium")
            with left:
                st.markdown(f"**{markdown(row['label'])}** {markdown(row['measure_label'])}")
                for head, fact in (("panel", row["panel"]), ("accepted_words",
                                                             row["accepted_words"])):  # fmt: skip
                    if fact:
                        st.caption(f"{HEADS[head]}: {markdown(fact)}")
            with right:
                _fields(row, place)
                acts.refused(place)
                st.button("Accept", key=f"accept:{place}", icon=":material/task_alt:",
                          on_click=partial(_accepted, found, row, place))  # fmt: skip

    card()


def _panel(row: Row) -> dict[str, str]:
    """Return what the panel says, as fields have it: its median, and of numbers its range."""
    if row["levels"]:
        return {"value": str(row["middle"])}
    return {
        field: f"{row[end]:.12g}"
        for field, end in (("value", "middle"), ("low", "lowest"), ("high", "highest"))
    }


def _fields(row: Row, place: str) -> None:
    label = f"{markdown(row['label'])}, {markdown(mid_sentence(row['measure_label']))}"
    panel = _panel(row)
    if row["levels"]:
        levels = {one: one for one in row["levels"]}
        typed.choice(label, levels, place, "value", panel["value"], label_visibility="collapsed")
    else:
        for column, field in zip(st.columns(3), panel, strict=True):
            with column:
                end = "" if field == "value" else f": {ENDS[field]}"
                typed.text(f"{label}{end}", place, field, panel[field])
    typed.text(f"{label}: because", place, "reason")


def _accepted(found: View, row: Row, place: str) -> None:
    fields = {field: typed.value(place, field, text) for field, text in _panel(row).items()}
    fields["reason"] = typed.value(place, "reason")

    acts.act(place, lambda records, me: _write(found, row, _agreed(row, fields), records, me))


def _agreed(row: Row, fields: Mapping[str, str]) -> Accepted:
    """Return what is accepted, as fields have it.

    Raises:
        InputError: a value is left open, or an end of a range is no number.
    """
    return Accepted(
        candidate=row["id"],
        measure=row["measure"],
        value=value_of(fields["value"].strip(), row["levels"]),
        low=end_of("low", fields.get("low", "").strip()),
        high=end_of("high", fields.get("high", "").strip()),
        reason=fields["reason"],
    )


def _write(found: View, row: Row, agreed: Accepted, records: Records, me: str) -> int:
    seen: int = row["accepted_seen"]
    return ratings.accept(records, me, found.round, found.study, agreed, seen)

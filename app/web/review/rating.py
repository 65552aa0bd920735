"""Rate what only people can rate: one candidate after the other, quickly, by keyboard alone."""

from collections.abc import Mapping, Sequence
from functools import partial

import streamlit as st

from app.web import render, state
from app.web.evidence.rating import number
from app.web.review import acts, typed
from app.web.review.reading import Seen, can
from app.web.widgets.choices import picked
from app.web.widgets.fields import field_key
from config.problems import InputError
from records import ratings
from records.permissions import Act
from records.ratings import Given
from records.store import Records
from records.view import View
from reports import rating as told
from reports.escape import markdown
from reports.report import Report, Row
from reports.setting import Setting

RATING = "rating"
KEEP = "Ctrl+Enter"
"""Keeps what is typed, and goes on to the next."""
FIRST_FIELD = """
setTimeout(() => {
  const card = document.querySelector(".st-key-rate-card");
  const fields = card ? [...card.querySelectorAll("input, [role=radio]")] : [];
  const first = fields.find((one) => one.tabIndex >= 0);
  if (first) first.focus();
}, 100);
"""
"""What moves the focus; nothing that anybody typed stands in it."""
ENDS = {"low": "at least", "high": "at most"}
HEADS = {column.id: column.title for column in told.COLUMNS}
Asked = Mapping[str, Sequence[Row]]
"""Candidate → what is asked about it."""


def render_rating(seen: Seen, found: View, region: str, report: Report, setting: Setting) -> None:
    """Show one candidate with a field for each measure, and what leads to the next one."""
    asked: dict[str, list[Row]] = {}
    if can(seen, Act.RATE, region):
        for row in report.table("ratings").rows:
            if not row["you_are_recused"]:
                asked.setdefault(str(row["id"]), []).append(row)
    if not asked:
        st.info("Nothing of this list waits for a rating of yours.")
        return
    place = f"{found.round.id}:{region}"
    now = state.session().at.get(place, "")
    if now not in asked:
        now = next((one for one in asked if _lacks(asked[one])), next(iter(asked)))
    names = {
        one: f"{setting.label(one)}: {len(rows) - _lacks(rows)} of {len(rows)} rated"
        for one, rows in asked.items()
    }
    key = field_key(f"rate-at:{place}", now)
    picked("Candidate", names, key, index=list(asked).index(now),
           on_change=lambda: _go_on(place, st.session_state[key]))  # fmt: skip
    sayings = [row for row in report.table("sayings").rows if row["id"] == now]
    _candidate(found, place, asked[now], sayings, _next(asked, now))
    if state.session().steps:
        _to_first_field(state.session().steps)


def _to_first_field(step: int) -> None:
    """Let the keyboard go on in the first field of the card, since the one before is gone."""
    st.html(f"<script>/* {step:d} */{FIRST_FIELD}</script>", unsafe_allow_javascript=True)


def _lacks(rows: Sequence[Row]) -> int:
    return sum(row["yours"] is None for row in rows)


def _next(asked: Asked, now: str) -> str:
    """Return the next one that lacks a rating, going round; the next of all where none does."""
    order = list(asked)
    at = order.index(now)
    others = [*order[at + 1 :], *order[:at]] or [now]
    return next((one for one in others if _lacks(asked[one])), others[0])


def _candidate(
    found: View, place: str, rows: Sequence[Row], sayings: Sequence[Row], next_: str
) -> None:
    @st.fragment
    def card() -> None:
        acts.again()
        with st.container(border=True, key="rate-card"):
            for row in rows:
                said = [one for one in sayings if one["measure"] == row["measure"]]
                _measure(found, row, said)
            with st.container(horizontal=True, vertical_alignment="center"):
                st.button(
                    "Keep and go on",
                    key="rate-keep",
                    shortcut=KEEP,
                    icon=":material/check:",
                    on_click=partial(_keep, found, place, rows, next_),
                )
                st.button("Go on", key="rate-next", on_click=partial(_go_on, place, next_))
                st.caption("What is typed here is kept for you alone until you keep it.")

    card()


def _measure(found: View, row: Row, sayings: Sequence[Row]) -> None:
    place = place_of(found, row)
    typed.shown_with(place, row["seen"])
    left, right = st.columns([0.5, 0.5], gap="medium", vertical_alignment="top")
    with left:
        _value(found, row, place)
    with right:
        label = f"{markdown(row['measure_label'])}: because"
        typed.text(label, place, "reason", row["reason"])
    acts.refused(place)
    facts = {HEADS["recorded_words"]: row["recorded_words"], HEADS["panel"]: row["panel"],
             HEADS["accepted_words"]: row["accepted_words"]}  # fmt: skip
    st.caption(" · ".join(f"{head}: {markdown(fact)}" for head, fact in facts.items() if fact))
    render.listed(f"{one['who']}: {one['value_words']}. “{one['reason']}”" for one in sayings)


def _value(found: View, row: Row, place: str) -> None:
    measure = found.study.configuration.criteria.measures[row["measure"]]
    label, about = markdown(measure.label), markdown(measure.about) or None
    if row["levels"]:
        levels = {one: one for one in row["levels"]}
        typed.choice(label, levels, place, "value", _written(row["value"]), help=about)
        return
    scale = "" if measure.scale is None else " from {:g} to {:g}".format(*measure.scale)
    unit = f", {markdown(measure.unit)}" if measure.unit else ""
    typed.text(f"{label}{unit}{scale}", place, "value", _written(row["value"]), help=about)
    for column, (field, end) in zip(st.columns(2), ENDS.items(), strict=True):
        with column:
            typed.text(f"{label}: {end} (may be left open)", place, field, _written(row[field]))


def _written(value: float | str | None) -> str:
    return "" if value is None else value if isinstance(value, str) else f"{value:.12g}"


def place_of(found: View, row: Row) -> str:
    """Return the place of one's rating of a measure of a candidate."""
    return f"{found.round.id}/rating/{row['id']}/{row['measure']}"


def _keep(found: View, place: str, rows: Sequence[Row], next_: str) -> None:
    """Keep everything that is typed about a candidate; go on where all of it holds."""
    acts.begin()
    done = True
    for row in rows:
        where = place_of(found, row)
        if typed.draft(where):
            done = acts.act(where, partial(_rate, found, row, where), more=True) and done
    if done:
        _go_on(place, next_)


def _rate(found: View, row: Row, place: str, records: Records, me: str) -> int:
    def text(field: str) -> str:
        return typed.value(place, field, _written(row[field])).strip()

    given = Given(
        person=me,
        candidate=row["id"],
        measure=row["measure"],
        value=value_of(text("value"), row["levels"]),
        low=end_of("low", text("low")),
        high=end_of("high", text("high")),
        reason=text("reason"),
    )
    return ratings.rate(records, me, found.round, found.study, given, row["seen"])


def value_of(text: str, levels: Sequence[str]) -> float | str:
    """Return the value that a field has: a level, or a number.

    Raises:
        InputError: it is left open.
    """
    if not text:
        raise InputError.one(RATING, "must have a value", "Choose or type one.")
    found = None if levels else number(text)
    return text if found is None else found


def end_of(field: str, text: str) -> float | None:
    """Return one end of a range; None where it is left open.

    Raises:
        InputError: it is no number.
    """
    found = number(text)
    if text and found is None:
        must = f"must be a number, or be left open: {ENDS[field]}"
        raise InputError.one(RATING, must, "Correct it.", value=text)
    return found


def _go_on(place: str, next_: str) -> None:
    mine = state.session()
    mine.acted, mine.steps = True, mine.steps + 1
    mine.at[place] = next_

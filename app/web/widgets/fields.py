"""Input fields that show what the scenario says, and say what is wrong with an input."""

import operator
from collections.abc import Callable
from typing import Any

import streamlit as st
from pydantic import ValidationError

from app.web import state, who
from config.problems import InputError
from optimizer.levers import read_number
from records.permissions import RefusedError
from records.store import Records, StaleError
from reports import refusals
from reports.escape import markdown, visible

Moved = Callable[[float | None], None]
"""Takes a new value; None when the field was emptied."""


def field_key(key: str, value: object, same: Callable[[Any, Any], bool] = operator.eq) -> str:
    """Return the key of the widget that shows a value of the scenario; give it that as default.

    A value that the session puts into a widget is told to the browser once, and is lost when the
    page is rendered again before it gets there. Then the browser has the widget's default, sends
    it with the next click, and a lever has moved that nobody touched. So the default always is
    what the scenario says, and nothing is put into a widget: where the scenario was changed by
    something else than the widget, another widget takes its place.

    Args:
        key: of the field.
        value: what the scenario says.
        same: whether a widget's value (first) says the same.
    """
    now = current_key(key)
    if now in st.session_state and not same(st.session_state[now], value):
        begun = state.session().begun
        begun[key] = begun.get(key, 0) + 1
    return current_key(key)


def current_key(key: str) -> str:
    """Return the key of the widget that stands for a field now."""
    times = state.session().begun.get(key)
    return f"{key}:{times}" if times else key


def retry(move: Callable[[], object]) -> None:
    """Make a move; where it does not hold, or may not be made, change nothing and say why."""
    mine = state.session()
    mine.notices = ()
    try:
        move()
    except (InputError, RefusedError, StaleError) as error:
        mine.notices = refusals.sentences(error)
    except ValidationError as error:
        mine.notices = tuple(
            f"That value cannot be used: {detail['msg']}."
            for detail in error.errors(include_url=False)
        )


def notices() -> None:
    """Show what was wrong with the last input."""
    for text in state.session().notices:
        st.warning(markdown(text))


def in_my_name(do: Callable[[Records, str], object]) -> None:
    """Write to the records as whoever is at the screen; where it may not be done, say why."""
    records = who.records()
    if records is not None:
        retry(lambda: do(records, who.person().id))


def within(label: str, value: float | None, most: float, unit: str) -> None:
    """Refuse a number that a field does not take.

    Raises:
        InputError: it is below 0, or beyond the most.
    """
    if value is not None and not 0 <= value <= most:
        raise InputError.one(
            file=label,
            must=f"must be a number of {unit} between 0 and {most:,.0f}; it stays as it was",
            do="Type another number.",
            value=f"{value:,.12g}",
        )


def number(
    label: str,
    key: str,
    value: float | None,
    moved: Moved,
    *,
    most: float,
    unit: str,
    step: float = 1.0,
    **shown: Any,  # noqa: ANN401 (as Streamlit takes it)
) -> None:
    """Show a field for a number; one that it does not take is refused in a sentence.

    The greatest is ``most``, the least 0; ``moved`` is called with the new value.
    """
    value = None if value is None else float(value)
    key = field_key(key, value)

    def changed() -> None:
        given = st.session_state[key]

        def move() -> None:
            within(label, given, most, unit)
            moved(given)

        retry(move)

    collapsed = shown.get("label_visibility") == "collapsed"
    st.number_input(
        visible(label) if collapsed else markdown(label),
        value=value,
        step=step,
        format="%g",
        key=key,
        on_change=changed,
        **shown,
    )


def number_field(
    label: str, note: str, *, key: str, value: float, step: float, most: float, unit: str,
    on_change: Moved,
) -> None:  # fmt: skip
    """Show a lever in one line: its name and a note on the left, its number on the right.

    The greatest number is ``most``, the least 0; ``step`` is what a click on + or − moves.
    """
    field = _beside(label, note)
    with field:
        number(
            f"{label}, {unit}", key, float(value), on_change, most=most, unit=unit, step=step,
            label_visibility="collapsed",
        )  # fmt: skip


def money_field(
    label: str, note: str, *, key: str, value: float, step: float, most: float, on_change: Moved
) -> None:
    """Show an amount of USD in one line, with separators; ``500k`` and ``1.2m`` are understood.

    The greatest amount is ``most``, the least 0; ``step`` is what a click on + or − moves.
    """
    text = f"{value:,.2f}".removesuffix(".00")
    now = field_key(key, value, lambda typed, known: _amount(typed) == known)
    if st.session_state.get(now, text) != text:
        st.session_state[now] = text

    def to(amount: float | None) -> None:
        def move() -> None:
            within(label, amount, most, "USD")
            on_change(amount)

        retry(move)

    def typed() -> None:
        text = str(st.session_state[now]).strip()
        amount = _amount(text)
        if text and amount is None:
            state.session().notices = (
                f"{label}: “{text}” is no amount. Write, say, 1,050,000, 500k or 1.2m.",
            )
        else:
            to(amount)

    with _beside(label, note, 0.46), st.container(horizontal=True, gap="xxsmall"):
        st.text_input(
            visible(f"{label}, USD per half-year"), value=text, key=now,
            label_visibility="collapsed", on_change=typed, width=102,
        )  # fmt: skip
        for sign, word, way in (("−", "less", -1), ("+", "more", 1)):
            st.button(
                sign,
                key=f"{key}:{word}",
                type="tertiary",
                on_click=to,
                args=(max(0.0, value + way * step),),
                help=f"USD {step:,.0f} {word}",
            )


def _amount(text: str) -> float | None:
    """Return the amount that a text says; None where it is none."""
    plain = text.strip().lower().removeprefix("usd").replace(",", "").replace(" ", "")
    return read_number(plain.replace("−", "-"))


def _beside(label: str, note: str, share: float = 0.56) -> Any:  # noqa: ANN401 (a container)
    """Show a lever's name and note on the left, and return the place for its field."""
    words, field = st.columns([share, 1 - share], vertical_alignment="center", gap="small")
    with words, st.container(gap=None):
        st.markdown(markdown(label))
        st.caption(markdown(note))
    return field

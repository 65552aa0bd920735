"""Levers of the rules: on or off, and their bounds."""

import streamlit as st

from app.web import state
from app.web.widgets.fields import retry, synced
from config.configuration import Configuration
from config.rules import Rule
from optimizer.levers import RULES, configured
from reports.words import points


def draw(configuration: Configuration) -> None:
    """Show every rule with its switch and bounds."""
    now = configured(state.session().scenario, configuration).rules.rules
    for name, rule in configuration.rules.rules.items():
        _rule(configuration, name, rule, now[name])


def _rule(configuration: Configuration, name: str, rule: Rule, now: Rule) -> None:
    key = f"rule:{name}"
    synced(key, now.enabled)

    def change(**changes: bool | float | None) -> None:
        retry(
            lambda: state.move(
                RULES.move_side(state.session().scenario, configuration, name, **changes)
            )
        )

    st.toggle(
        rule.label,
        key=key,
        on_change=lambda: change(enabled=bool(st.session_state[key])),
    )
    price = "must hold" if rule.hard else f"may be missed at {points(rule.penalty)} each"
    per = f", in each {rule.each.replace('_', ' ')}" if rule.each else ""
    unit = "focus areas" if rule.share is None else "share, 0 to 1"
    st.caption(f"{price}{per}; {unit}")
    if not now.enabled:
        return
    bounds = now.bounds
    for column, side, given, word in zip(
        st.columns(2),
        ("min", "max"),
        (bounds.min, bounds.max),
        ("At least", "At most"),
        strict=True,
    ):
        field = f"{key}:{side}"
        synced(field, given)

        def moved(side: str = side, field: str = field) -> None:
            change(**{side: st.session_state[field]})

        column.number_input(
            f"{word}: {rule.label}",
            min_value=0.0,
            max_value=1.0 if rule.share is not None else 1000.0,
            step=0.05 if rule.share is not None else 1.0,
            format="%g",
            value=None,
            key=field,
            on_change=moved,
            placeholder=f"{word.lower()} …",
            label_visibility="collapsed",
            icon=":material/arrow_upward:" if side == "min" else ":material/arrow_downward:",
        )

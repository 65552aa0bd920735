"""Levers of the rules, on or off and their bounds, and of the openings of gates."""

import streamlit as st

from app.web import state
from app.web.widgets.fields import field_key, number, retry
from config.configuration import Configuration
from config.gates import Opening
from config.rules import Rule
from optimizer.levers import OPENINGS, RULES, configured, gate_openings
from reports.escape import markdown
from reports.words import points


def render(configuration: Configuration) -> None:
    """Show every rule with its switch and bounds, and the switch of every opening."""
    now = configured(state.session().scenario, configuration).rules.rules
    for name, rule in configuration.rules.rules.items():
        _rule(configuration, name, rule, now[name])
    openings = gate_openings(configured(state.session().scenario, configuration))
    for path, opening in openings.items():
        _opening(configuration, path.rpartition(".")[2], opening)


def _opening(configuration: Configuration, name: str, opening: Opening) -> None:
    key = field_key(f"opening:{name}", opening.enabled)

    def moved() -> None:
        on = bool(st.session_state[key])
        state.move(OPENINGS.move(state.session().scenario, configuration, name, on))

    st.toggle(
        markdown(f"Opening: {opening.label}"),
        opening.enabled,
        key=key,
        on_change=lambda: retry(moved),
    )


def _rule(configuration: Configuration, name: str, rule: Rule, now: Rule) -> None:
    key = field_key(f"rule:{name}", now.enabled)

    def change(**changes: bool | float | None) -> None:
        state.move(RULES.move_side(state.session().scenario, configuration, name, **changes))

    st.toggle(
        markdown(rule.label),
        now.enabled,
        key=key,
        on_change=lambda: retry(lambda: change(enabled=bool(st.session_state[key]))),
    )
    price = "must hold" if rule.hard else f"may be missed at {points(rule.penalty)} each"
    per = f", in each {rule.each.replace('_', ' ')}" if rule.each else ""
    unit = "focus areas" if rule.share is None else "share, 0 to 1"
    st.caption(markdown(f"{price}{per}; {unit}"))
    if not now.enabled:
        return
    share = rule.share is not None
    for column, side, given, word in zip(
        st.columns(2),
        ("min", "max"),
        (now.bounds.min, now.bounds.max),
        ("At least", "At most"),
        strict=True,
    ):

        def moved(value: float | None, side: str = side) -> None:
            change(**{side: value})

        with column:
            number(
                f"{word}: {rule.label}",
                f"rule:{name}:{side}",
                given,
                moved,
                most=1.0 if share else 1000.0,
                unit="focus areas, as a share" if share else "focus areas",
                step=0.05 if share else 1.0,
                placeholder="none",
                label_visibility="collapsed",
                icon=":material/arrow_upward:" if side == "min" else ":material/arrow_downward:",
            )

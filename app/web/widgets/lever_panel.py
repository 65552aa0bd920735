"""The lever panel of What-if: everything that leadership may move, with what it stands at."""

from collections.abc import Callable

import streamlit as st

from app.web import links, state
from app.web.study_source import Inputs
from app.web.widgets import rule_levers, weight_levers
from app.web.widgets.fields import number_field, retry, synced
from config.base import MOST_AREAS, MOST_POINTS, MOST_USD, MOST_WEEKS
from config.configuration import Configuration
from optimizer.levers import (
    HORIZON,
    MONEY_OF_FUNDS,
    MOST_CHANGES,
    MUST,
    MUST_NOT,
    STAY,
    TOLERANCE,
    UNIVERSAL_SHARES,
    WEEKS_OF_TEAMS,
    WORTH_OF_KINDS,
    configured,
)
from optimizer.levers.amounts import Amounts
from optimizer.levers.locks import Locks
from optimizer.scenario import Scenario
from reports import levers
from reports.setting import Setting
from reports.words import percent, usd, weeks

WEEK_STEP = 1.0
"""What a click on + or − moves, in staff-weeks."""
USD_STEP = 50_000.0
"""What a click on + or − moves, in USD."""
WORTH_STEP = 5.0
"""What a click on + or − moves, in points."""
SHARE_STEP = 5.0
"""What a click on + or − moves, in percent."""
TOLERANCE_STEP = 0.1
"""What a click on + or − moves, in percent of the best value."""
PERCENT = 100.0
"""Shares are typed in percent."""


def panel(inputs: Inputs) -> None:
    """Show the toolbar and every lever.

    What comes and goes has a container of its own, so that everything below keeps its place and
    no field is made anew under somebody's hands.
    """
    _toolbar(inputs)
    with st.container():
        for text in state.session().notices:
            st.warning(text)
    configuration = inputs.study.configuration
    with st.expander("Teams and their time", expanded=True, icon=":material/groups:"):
        _teams(configuration)
    with st.expander("Funds", expanded=True, icon=":material/account_balance:"):
        _funds(configuration)
    with st.expander("Must be in, must not be in", expanded=True, icon=":material/lock:"):
        _locks(inputs)
    with st.expander("Weights of the criteria", icon=":material/balance:"):
        weight_levers.draw(configuration)
    with st.expander("Rules", icon=":material/rule:"):
        rule_levers.draw(configuration)
    with st.expander("Worth of the kinds", icon=":material/star:"):
        _worth(configuration)
    with st.expander("Change and time", icon=":material/update:"):
        _continuity(configuration)


def _toolbar(inputs: Inputs) -> None:
    mine = state.session()
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(
            "Undo",
            icon=":material/undo:",
            on_click=state.undo,
            disabled=not mine.past,
            help="Go back to the scenario before the last move.",
        )
        st.button(
            "Reset",
            icon=":material/restart_alt:",
            on_click=state.reset,
            disabled=not mine.moved,
            help="Put every lever back. This can be undone.",
        )
        with st.popover("Share", icon=":material/link:"):
            st.write("Whoever opens this link sees the same scenario.")
            st.code(
                links.address(st.context.url, mine.scenario, "what-if", inputs.study.configuration),
                language=None,
                wrap_lines=True,
            )
            if mine.ratings:
                st.caption(
                    "Ratings edited in this session do not travel with the link; download the "
                    "table on the page Evidence."
                )
    st.query_params.from_dict(links.to_query(mine.scenario, inputs.study.configuration))
    moved = levers.in_words(mine.scenario, inputs.study)
    with st.container():
        if moved:
            st.markdown("  \n".join(f":blue[:material/tune: {text}]" for text in moved))


def _moved(change: Callable[[Scenario], Scenario]) -> None:
    """Move the session to a changed scenario; say what is wrong if it does not hold."""
    retry(lambda: state.move(change(state.session().scenario)))


def _amount(
    configuration: Configuration, lever: Amounts, name: str, scale: float = 1.0
) -> Callable[[float | None], None]:
    """Return what moves one lever to a value of its field, told in ``scale``-ths."""

    def moved(value: float | None) -> None:
        amount = None if value is None else value / scale
        _moved(lambda s: lever.move(s, configuration, name, amount))

    return moved


def _teams(configuration: Configuration) -> None:
    mine = state.session().scenario
    now = configured(mine, configuration).capacity.teams
    for name, team in configuration.capacity.teams.items():
        kept = now[name].universal_share
        open_weeks = now[name].weeks * (1 - kept)
        number_field(
            team.label,
            f"**{weeks(open_weeks)}** after {percent(kept)} universal",
            key=f"weeks:{name}",
            value=now[name].weeks,
            step=WEEK_STEP,
            most=MOST_WEEKS,
            unit="staff-weeks per half-year",
            on_change=_amount(configuration, WEEKS_OF_TEAMS, name),
        )
    with st.popover("Share kept for universal services", icon=":material/public:"):
        for name, team in configuration.capacity.teams.items():
            number_field(
                team.label,
                "percent",
                key=f"share:{name}",
                value=round(now[name].universal_share * PERCENT, 6),
                step=SHARE_STEP,
                most=PERCENT,
                unit="percent kept for universal services",
                on_change=_amount(configuration, UNIVERSAL_SHARES, name, scale=PERCENT),
            )
    st.caption(
        "Staff-weeks per half-year. In bold: what universal services leave for focus areas. The "
        "figures are assumptions for planning."
    )


def _funds(configuration: Configuration) -> None:
    now = configured(state.session().scenario, configuration).capacity.funds
    for name, fund in configuration.capacity.funds.items():
        most = fund.most_per_candidate
        limit = "" if most is None else f", at most {usd(most)} each"
        number_field(
            fund.label,
            f"{usd(now[name].usd)}{limit}",
            key=f"usd:{name}",
            value=now[name].usd,
            step=USD_STEP,
            most=MOST_USD,
            unit="USD per half-year",
            on_change=_amount(configuration, MONEY_OF_FUNDS, name),
        )
    st.caption(
        "USD per half-year; each: the most for one focus area. The figures are assumptions for "
        "planning."
    )


def _locks(inputs: Inputs) -> None:
    setting = Setting(inputs.study)
    scenario, configuration = state.session().scenario, inputs.study.configuration
    for lock, title in ((MUST, "Must be in"), (MUST_NOT, "Must not be in")):
        key = f"lock:{lock.field}"
        chosen: frozenset[str] = getattr(scenario, lock.field)
        if set(st.session_state.get(key, ())) != chosen:
            st.session_state[key] = sorted(chosen)

        def moved(lock: Locks = lock, key: str = key) -> None:
            wanted = frozenset(st.session_state[key])
            _moved(lambda s: lock.move(s, configuration, "", wanted))

        st.multiselect(
            title,
            setting.candidates,
            format_func=setting.full_label,
            key=key,
            on_change=moved,
            placeholder="Type the name of a candidate …",
            select_all=False,
        )


def _worth(configuration: Configuration) -> None:
    now = configured(state.session().scenario, configuration).criteria.kinds
    for name, kind in configuration.criteria.kinds.items():
        number_field(
            kind.label,
            f"points of one perfect, fully supported {kind.singular.lower()}",
            key=f"worth:{name}",
            value=now[name].worth,
            step=WORTH_STEP,
            most=MOST_POINTS,
            unit="points",
            on_change=_amount(configuration, WORTH_OF_KINDS, name),
        )


def _continuity(configuration: Configuration) -> None:
    scenario = state.session().scenario
    synced("most_changes", scenario.most_changes)

    def limited() -> None:
        chosen = st.session_state["most_changes"]
        _moved(lambda s: MOST_CHANGES.move(s, configuration, "", chosen))

    st.number_input(
        "Most changes to the list in one half-year",
        min_value=0,
        max_value=MOST_AREAS,
        step=1,
        key="most_changes",
        on_change=limited,
        placeholder="no limit",
        value=None,
    )
    synced("tolerance", scenario.tolerance * PERCENT)

    def tolerated() -> None:
        chosen = st.session_state["tolerance"]
        _moved(
            lambda s: TOLERANCE.move(
                s, configuration, "", None if chosen is None else chosen / PERCENT
            )
        )

    st.number_input(
        "Near-equals: a plan nearer to the list is preferred within so many percent of the best",
        min_value=0.0,
        max_value=PERCENT,
        step=TOLERANCE_STEP,
        format="%g",
        key="tolerance",
        on_change=tolerated,
        help="0 = the best plan found, however different from the list.",
    )
    periods = len(configuration.capacity.periods)
    if periods == 1:
        st.caption(
            f"The plan is for {configuration.capacity.periods[0].label or 'one half-year'}; "
            "capacity.yaml can list more half-years."
        )
        return
    synced("periods", scenario.periods or periods)

    def horizon() -> None:
        chosen = int(st.session_state["periods"])
        _moved(lambda s: HORIZON.move(s, configuration, "", chosen))

    st.slider("Half-years to plan for", 1, periods, key="periods", on_change=horizon)
    synced("min_stay", scenario.min_stay)
    st.number_input(
        "Half-years that a new focus area stays at least",
        min_value=1,
        max_value=periods,
        step=1,
        key="min_stay",
        on_change=lambda: _moved(
            lambda s: STAY.move(s, configuration, "", st.session_state["min_stay"])
        ),
    )

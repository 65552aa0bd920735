"""The lever panel of What-if: everything that leadership may move, with what it stands at."""

from collections.abc import Callable

import streamlit as st

from app import levers, links, state
from app.labels import by_kind_and_name, labeller
from app.study_source import Inputs
from app.widgets import rule_levers, weight_levers
from app.widgets.fields import number_field, retry, synced
from app.words import percent, usd, weeks
from config.configuration import Configuration
from optimizer.levers import configured
from optimizer.scenario import Scenario

WEEK_STEP = 1.0
"""What a click on + or − moves, in staff-weeks."""
USD_STEP = 50_000.0
"""What a click on + or − moves, in USD."""
WORTH_STEP = 5.0
"""What a click on + or − moves, in points."""
SHARE_STEP = 5.0
"""What a click on + or − moves, in percent."""
PERCENT = 100.0
"""Shares are typed in percent."""
MOST_WEEKS = 100_000.0
MOST_USD = 1e10
MOST_WORTH = 1e6


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
                links.address(st.context.url, mine.scenario, "what-if"),
                language=None,
                wrap_lines=True,
            )
            if mine.ratings:
                st.caption(
                    "Ratings edited in this session do not travel with the link; download the "
                    "table on the page Evidence."
                )
    st.query_params.from_dict(links.to_query(mine.scenario))
    moved = levers.in_words(mine.scenario, inputs.study)
    with st.container():
        if moved:
            st.markdown("  \n".join(f":blue[:material/tune: {text}]" for text in moved))


def _moved(change: Callable[[Scenario], Scenario]) -> None:
    """Move the session to a changed scenario; say what is wrong if it does not hold."""
    retry(lambda: state.move(change(state.session().scenario)))


def _amount(
    configuration: Configuration, field: levers.AmountField, name: str, scale: float = 1.0
) -> Callable[[float | None], None]:
    """Return what moves one lever to a value of its field, told in ``scale``-ths."""

    def moved(value: float | None) -> None:
        amount = None if value is None else value / scale
        _moved(lambda s: levers.with_amount(s, configuration, field, name, amount))

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
            on_change=_amount(configuration, "weeks", name),
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
                on_change=_amount(configuration, "universal_share", name, scale=PERCENT),
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
            on_change=_amount(configuration, "usd", name),
        )
    st.caption(
        "USD per half-year; each: the most for one focus area. The figures are assumptions for "
        "planning."
    )


def _locks(inputs: Inputs) -> None:
    options = by_kind_and_name(inputs.study)
    label = labeller(inputs.study)
    scenario = state.session().scenario
    locks: tuple[tuple[levers.Lock, str], ...] = (
        ("must", "Must be in"),
        ("must_not", "Must not be in"),
    )
    for lock, title in locks:
        key = f"lock:{lock}"
        chosen: frozenset[str] = getattr(scenario, lock)
        if set(st.session_state.get(key, ())) != chosen:
            st.session_state[key] = sorted(chosen)

        def moved(lock: levers.Lock = lock, key: str = key) -> None:
            wanted = frozenset(st.session_state[key])
            _moved(lambda s: levers.with_lock(s, lock, wanted))

        st.multiselect(
            title,
            options,
            format_func=label,
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
            most=MOST_WORTH,
            unit="points",
            on_change=_amount(configuration, "worth", name),
        )


def _continuity(configuration: Configuration) -> None:
    scenario = state.session().scenario
    synced("most_changes", scenario.most_changes)

    def limited() -> None:
        _moved(lambda s: s.but(most_changes=st.session_state["most_changes"]))

    st.number_input(
        "Most changes to the list in one half-year",
        min_value=0,
        max_value=10_000,
        step=1,
        key="most_changes",
        on_change=limited,
        placeholder="no limit",
        value=None,
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
        _moved(lambda s: s.but(periods=None if chosen == periods else chosen))

    st.slider("Half-years to plan for", 1, periods, key="periods", on_change=horizon)
    synced("min_stay", scenario.min_stay)
    st.number_input(
        "Half-years that a new focus area stays at least",
        min_value=1,
        max_value=periods,
        step=1,
        key="min_stay",
        on_change=lambda: _moved(lambda s: s.but(min_stay=st.session_state["min_stay"] or 1)),
    )

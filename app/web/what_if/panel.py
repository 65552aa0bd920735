"""The lever panel of What-if: everything that leadership may move, with what it stands at."""

from collections.abc import Callable, Mapping

import streamlit as st

from app.web import links, state
from app.web.what_if import kept, rules, weights
from app.web.widgets import vintage
from app.web.widgets.fields import field_key, money_field, number, number_field, retry
from config.base import MOST_AREAS, MOST_POINTS, MOST_USD, MOST_WEEKS
from config.configuration import Configuration
from optimizer.levers import (
    CHANCES,
    HORIZON,
    MONEY_OF_FUNDS,
    MOST_CHANGES,
    MUST,
    MUST_NOT,
    STAY,
    TOLERANCE,
    UNIVERSAL_SHARES,
    WORTH_OF_KINDS,
    Gives,
    configured,
    with_focus_weeks,
)
from optimizer.levers.amounts import Amounts
from optimizer.levers.locks import Locks
from optimizer.scenario import Scenario
from optimizer.study import Study
from reports import levers
from reports.escape import markdown
from reports.setting import Setting
from reports.words import usd

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
GIVES: Mapping[Gives, str] = {
    "staff": "Universal services keep their weeks",
    "share": "Universal services keep their share",
    "universal": "The team keeps its size",
}
"""What gives when the weeks for focus areas change, in words."""


def render(study: Study) -> None:
    """Show the toolbar and every lever.

    What comes and goes has a container of its own, so that everything below keeps its place and
    no field is made anew under somebody's hands.
    """
    _toolbar(study)
    with st.container():
        for text in state.session().notices:
            st.warning(markdown(text))
    configuration = study.configuration
    with st.expander("Teams and their time", expanded=True, icon=":material/groups:"):
        _teams(configuration)
    with st.expander("Funds", expanded=True, icon=":material/account_balance:"):
        _funds(configuration)
    with st.expander("Must be in, must not be in", expanded=True, icon=":material/lock:"):
        _locks(study)
    with st.expander("Weights of the criteria", icon=":material/balance:"):
        weights.render(configuration)
    with st.expander("Rules", icon=":material/rule:"):
        rules.render(configuration)
    with st.expander("Worth of the kinds", icon=":material/star:"):
        _worth(configuration)
    with st.expander("Change and time", icon=":material/update:"):
        _continuity(configuration)
    with st.expander("Up to when evidence counts", icon=":material/history:"):
        vintage.render_field(study, "what-if")


def _toolbar(study: Study) -> None:
    mine = state.session()
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
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
        kept.render(study)
        with st.popover("Share"):
            st.write("Whoever opens this link sees the same scenario.")
            st.code(
                links.address(
                    st.context.url, mine.scenario, "what-if", study.configuration, mine.as_of
                ),
                language=None,
                wrap_lines=True,
            )
            if mine.ratings:
                st.caption(
                    "Ratings edited in this session do not travel with the link; download the "
                    "table on the page Evidence."
                )
    st.query_params.from_dict(links.to_query(mine.scenario, study.configuration, mine.as_of))


def _moved(change: Callable[[Scenario], Scenario]) -> None:
    """Move the session to a changed scenario.

    Raises:
        InputError: it does not hold.
    """
    state.move(change(state.session().scenario))


def _amount(
    configuration: Configuration, lever: Amounts, name: str, scale: float = 1.0
) -> Callable[[float | None], None]:
    """Return what moves one lever to a value of its field, told in ``scale``-ths."""

    def moved(value: float | None) -> None:
        amount = None if value is None else value / scale
        _moved(lambda s: lever.move(s, configuration, name, amount))

    return moved


def _teams(configuration: Configuration) -> None:
    gives = st.selectbox(
        "When weeks for focus areas change …",
        list(GIVES),
        format_func=lambda name: GIVES[name],
        key="gives",
        persist_state="session",
        help="Ten weeks less for focus areas: the team loses ten, and universal services none; or "
        "both lose in proportion; or the team loses none, and universal services get ten more.",
    )
    scenario = state.session().scenario
    capacity = configured(scenario, configuration).capacity
    now, periods = capacity.teams, capacity.planned(scenario.since, scenario.periods)
    for name, team in now.items():

        def moved(value: float | None, name: str = name) -> None:
            if value is not None:
                _moved(lambda s: with_focus_weeks(s, configuration, name, value, gives))

        number_field(
            team.label,
            levers.team_words(team, periods),
            key=f"weeks:{name}",
            value=round(team.focus_weeks(periods), 6),
            step=WEEK_STEP,
            most=MOST_WEEKS,
            unit="staff-weeks for focus areas",
            on_change=moved,
        )
    with st.popover("Share kept for universal services", icon=":material/public:"):
        for name, team in now.items():
            number_field(
                team.label,
                "percent",
                key=f"share:{name}",
                value=round(team.universal_share * PERCENT, 6),
                step=SHARE_STEP,
                most=PERCENT,
                unit="percent kept for universal services",
                on_change=_amount(configuration, UNIVERSAL_SHARES, name, scale=PERCENT),
            )
    st.caption(
        "Staff-weeks for focus areas, per half-year: what universal services leave. The figures "
        "are assumptions for planning."
    )


def _funds(configuration: Configuration) -> None:
    now = configured(state.session().scenario, configuration).capacity.funds
    for name, fund in configuration.capacity.funds.items():
        most = fund.most_per_candidate
        money_field(
            fund.label,
            "" if most is None else f"at most {usd(most)} for one focus area",
            key=f"usd:{name}",
            value=now[name].usd,
            step=USD_STEP,
            most=MOST_USD,
            on_change=_amount(configuration, MONEY_OF_FUNDS, name),
        )
    st.caption(
        "USD per half-year; 500k and 1.2m are understood. The figures are assumptions for planning."
    )


def _locks(study: Study) -> None:
    setting = Setting(study)
    scenario, configuration = state.session().scenario, study.configuration
    for lock, title in ((MUST, "Must be in"), (MUST_NOT, "Must not be in")):
        chosen: frozenset[str] = getattr(scenario, lock.field)
        key = field_key(f"lock:{lock.field}", chosen, lambda shown, now: set(shown) == now)

        def moved(lock: Locks = lock, key: str = key) -> None:
            wanted = frozenset(st.session_state[key])
            retry(lambda: _moved(lambda s: lock.move(s, configuration, "", wanted)))

        st.multiselect(
            title,
            setting.candidates,
            default=sorted(chosen),
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
    for name, label in CHANCES.names(configuration).items():
        success = now[name].success
        stands = success is not None and success.counts
        key = field_key(f"chance:{name}", stands)

        def switched(name: str = name, key: str = key) -> None:
            on = bool(st.session_state[key])
            retry(lambda: _moved(lambda s: CHANCES.move(s, configuration, name, on)))

        st.toggle(
            f"{label} count with their chance of success",
            stands,
            key=key,
            on_change=switched,
            help="What each is worth is multiplied by the chance that support leads to results. "
            "Kinds without such a chance count in full, so that this favours them.",
        )


def _continuity(configuration: Configuration) -> None:
    scenario = state.session().scenario
    number(
        "Most changes to the list in one half-year",
        "most_changes",
        scenario.most_changes,
        lambda value: _moved(lambda s: MOST_CHANGES.move(s, configuration, "", value)),
        most=MOST_AREAS,
        unit="changes",
        placeholder="no limit",
    )
    number(
        "Near-equals: a plan nearer to the list is preferred within so many percent of the best",
        "tolerance",
        round(scenario.tolerance * PERCENT, 6),
        lambda value: _moved(
            lambda s: TOLERANCE.move(
                s, configuration, "", None if value is None else value / PERCENT
            )
        ),
        most=PERCENT,
        unit="percent",
        step=TOLERANCE_STEP,
        help="0 = the best plan found, however different from the list.",
    )
    periods = len(configuration.capacity.periods)
    if periods == 1:
        st.caption(
            f"The plan is for {configuration.capacity.periods[0].label or 'one half-year'}; "
            "capacity.yaml can list more half-years."
        )
        return
    planned = scenario.periods or configuration.capacity.horizon or periods
    key = field_key("periods", planned)

    def horizon() -> None:
        chosen = int(st.session_state[key])
        retry(lambda: _moved(lambda s: HORIZON.move(s, configuration, "", chosen)))

    st.slider("Half-years to plan for", 1, periods, planned, key=key, on_change=horizon)
    number(
        "Half-years that a new focus area stays at least",
        "min_stay",
        scenario.min_stay,
        lambda value: _moved(lambda s: STAY.move(s, configuration, "", value)),
        most=periods,
        unit="half-years",
    )

"""Scenarios on What-if: kept under a name, shared, opened again in any version, taken away."""

from collections.abc import Callable

import streamlit as st

from app.web import links, scenarios, state
from app.web.scenarios import Kept
from app.web.widgets.choices import picked
from app.web.widgets.fields import field_key
from config.problems import InputError
from optimizer.levers import canonical
from optimizer.study import Study
from records.permissions import RefusedError
from records.scenarios import Saved
from records.store import StaleError
from reports.compare import Named
from reports.refusals import sentences

ONLY_HERE = "Nobody is signed in: it is kept for this session only. A link can be shared."


def render(study: Study) -> None:
    """Offer to keep the session's scenario under a name, to open others, and to compare."""
    kept = scenarios.kept()
    with st.popover("Scenarios"):
        if state.session().moved:
            _save(study, kept)
        else:
            st.caption("Move a lever: then the scenario can be kept under a name.")
        if kept.versions:
            st.divider()
            _open(study, kept)
        st.divider()
        st.page_link("screens/compare.py", label="Compare scenarios", icon=":material/view_week:")


def _save(study: Study, kept: Kept) -> None:
    mine = state.session()
    name = mine.scenario.name if state.named() else ""
    key = field_key("scenario-name", name)
    st.text_input(
        "Name of this scenario",
        name,
        key=key,
        on_change=lambda: state.name(st.session_state[key]),
        max_chars=links.LONGEST_NAME,
        placeholder="such as: fewer people in Europe",
        help="It changes no answer; links carry it too.",
    )
    seen = kept.own(name) if name else None
    shared = False
    if kept.lasting:
        shared = st.toggle(
            "Others may open it",
            value=seen is not None and seen.shared,
            key=f"scenario-shared:{'' if seen is None else f'{seen.id}@{seen.version}'}",
        )
    else:
        st.caption(ONLY_HERE)

    def save() -> None:
        _told(lambda: scenarios.save(study, name, shared=shared, seen=seen))

    same = seen is not None and seen.shared == shared
    unchanged = same and seen is not None and canonical(seen.scenario) == canonical(mine.scenario)
    st.button(
        "Save" if seen is None else f"Save as version {seen.version + 1}",
        key="scenario-save",
        type="primary",
        on_click=save,
        disabled=not name or unchanged,
        help="Earlier versions stay, and can be opened.",
    )


def _open(study: Study, kept: Kept) -> None:
    names = {one.id: label(one, kept) for one in kept.latest}
    which = picked("Open a kept scenario", names, "scenario-open")
    if which is None:
        return
    versions = {one.version: one for one in kept.versions[which]}
    latest = max(versions)
    chosen = latest
    if len(versions) > 1:
        told = {
            number: f"{number}{one.at and f', {one.at[:10]}'}"
            for number, one in sorted(versions.items(), reverse=True)
        }
        chosen = picked("Version", told, f"scenario-version:{which}") or latest
    saved = versions[chosen]
    elsewhere = Named(saved.scenario, saved).made_on(study)
    if elsewhere:
        st.caption(f"It was made on other {elsewhere}; it is planned on the present one.")
    with st.container(horizontal=True):
        st.button(
            "Open", key="scenario-opens", on_click=lambda: _told(lambda: state.open_kept(saved))
        )
        if kept.mine(saved):
            st.button(
                "Take away",
                key="scenario-away",
                type="tertiary",
                icon=":material/delete:",
                on_click=lambda: _told(lambda: scenarios.take_away(versions[latest])),
                help="Nobody can open it any more; what the records hold of it stays there.",
            )


def label(saved: Saved, kept: Kept) -> str:
    """Return how a kept scenario is listed: its name, whose it is, and which version."""
    about = [f"of {author}"] if (author := kept.author(saved)) else []
    about += ["shared"] if saved.shared and not about else []
    about += [f"version {saved.version}"] if saved.version > 1 else []
    return f"{saved.name} ({', '.join(about)})" if about else saved.name


def _told(do: Callable[[], object]) -> None:
    """Do something; where it does not hold, keep everything as it was and say why."""
    mine = state.session()
    mine.notices = ()
    try:
        do()
    except (InputError, RefusedError, StaleError) as error:
        mine.notices = sentences(error)

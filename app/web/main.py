"""The app: ``focus app``, which starts ``python -m app.web run app/web/main.py``."""

from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st
from altair.utils import schemapi

from app.web import consulting, links, state, study_source, turns, who
from app.web.navigation import SCREENS, Screen
from app.web.widgets import card, sidebar, style
from app.web.widgets.header import problems
from config.problems import InputError

if TYPE_CHECKING:
    from optimizer.study import Study
    from records.permissions import Person


# Picture of the browser tab; a named icon would be fetched from the network.
ICON = Path(__file__).with_name("icon.png")

# Reserved by Streamlit for the first page, which it knows by the address "/" only.
START = "start"

# Width of the sidebar, in pixels.
SIDEBAR = 240


def main() -> None:
    """Render the page that the address names."""
    schemapi.disable_debug_mode()  # charts are held to their schema by tests, not at every drawing
    st.set_page_config(
        page_title="Focus", page_icon=str(ICON), layout="wide", initial_sidebar_state=SIDEBAR
    )
    style.render()
    try:
        _read_vintage()
        study = state.study()
        study_source.requirements()
    except InputError as error:
        problems(
            tuple(str(problem) for problem in error.problems),
            "The dataset or the configuration cannot be used as it is. Mend this, then reload:",
        )
        return
    wanted = _read_link(study)
    presence = who.presence()
    hidden = [one for one in SCREENS if _hidden(one, presence.person)]
    pages = [
        st.Page(
            f"screens/{screen.file}",
            title=screen.title,
            icon=screen.icon,
            url_path=screen.path if place else START,
            default=place == 0,
            visibility="hidden" if screen in hidden else "visible",
        )
        for place, screen in enumerate(SCREENS)
    ]
    by_path = {screen.path: page for screen, page in zip(SCREENS, pages, strict=True)}
    first = st.Page(
        lambda: st.switch_page(pages[0]),
        title=SCREENS[0].title,
        url_path=SCREENS[0].path,
        visibility="hidden",
    )
    page = st.navigation([*pages, first], expanded=True)
    if wanted in by_path:
        st.switch_page(by_path[wanted])
    sidebar.render(study, presence)
    found = state.session().link_problems
    if found:
        problems(
            found,
            "The link could not be read, so this is the baseline, with no lever moved. Ask for "
            "the link again, or move the levers on the page What-if.",
        )
    page.run()
    card.render_open(study)


def _hidden(screen: Screen, person: "Person") -> bool:
    """Say whether a page does not stand in the menu of whoever is there."""
    if screen.public:
        return consulting.consulted() is None
    return screen.roster and not person.version


def _read_vintage() -> None:
    """Take over up to when what is known counts, as the address says, once in a session."""
    mine = state.session()
    if not mine.link_read:
        mine.as_of = links.vintage(st.query_params.get_all(links.AS_OF))


def _read_link(study: "Study") -> str | None:
    """Take over scenario and card of the address, once in a session; return the page it names."""
    mine = state.session()
    if mine.link_read:
        return None
    mine.link_read = True
    query = {name: st.query_params.get_all(name) for name in st.query_params}
    scenario, found = links.from_query(query, study)
    mine.scenario, mine.link_problems = scenario, found
    mine.invitation = st.query_params.pop(links.INVITATION, "")
    wanted = st.query_params.get(links.CARD)
    if wanted in study.dataset.by_id:
        state.open_card(wanted)
    return st.query_params.get(links.PAGE)


with turns.turn():
    main()

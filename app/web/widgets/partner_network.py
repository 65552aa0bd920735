"""The network of partners in pictures that can be read: lanes, and the view around one."""

import streamlit as st

from app.web import asking
from app.web.study_source import Inputs
from app.web.widgets.choices import one_of
from app.web.widgets.picture import csv_button, picture
from app.web.widgets.table import candidate_table
from ecosystem.graph import names_of
from questions.network import DependenceQuestion, EgoQuestion, LanesQuestion, StrengthsQuestion
from reports.charts.ego import CENTRE, ego_picture
from reports.charts.partner_lanes import lanes_picture, lines_each
from reports.partner_words import service_words
from reports.tables.partner_pictures import ego_tables, lane_tables
from reports.tables.partners import engagement_table
from reports.words import count, listing, percent

LANES = 30
"""Partners in one picture of the lanes."""
PLACES = 40
"""Focus areas with a region from which on the lanes show one region at a time."""
RING = 36
"""Most nodes on the ring around one."""
RINGS = 14
"""Most nodes on each of two rings."""
MIDDLE = "partners-middle"
"""Key of the choice of who stands in the middle."""
PICTURE = "partners-ego"
"""Key of the picture around one."""


def draw_lanes(inputs: Inputs, focus: tuple[str, ...]) -> None:
    """Show places, partners and themes in three lanes."""
    focus = _of_one_region(inputs, focus)
    found = asking.at_once(inputs, LanesQuestion(focus=focus, most=LANES))
    if not found.edges:
        st.info("No work is on record for these focus areas.")
        return
    nodes, edges = lane_tables(found)
    picture(
        lanes_picture(nodes, edges),
        describe=f"{count(len(found.edges), 'line')} between places, partners and themes.",
        name="partners-lanes",
        hint="Click a name to see all of its lines and no others; click beside it to go back.",
    )
    if lines_each(edges) < len(edges):
        st.caption(
            f"Of {len(edges)} lines the {lines_each(edges)} strongest of every place and theme are "
            "in sight; a click on a name brings all of its lines."
        )
    if found.hidden:
        st.caption(
            f"The {LANES} partners with most work in these places and themes; "
            f"{len(found.hidden)} more are on record. Narrow the focus areas to see them."
        )
    table = edges[["words", "how", "amount"]].rename(
        columns={"words": "Who – where", "how": "Works", "amount": "Counts"}
    )
    with st.expander("The same as a table"):
        columns = {"Counts": st.column_config.NumberColumn(format="percent")}
        st.dataframe(table, hide_index=True, column_config=columns)
        csv_button(table, "partners-lanes")


def _of_one_region(inputs: Inputs, focus: tuple[str, ...]) -> tuple[str, ...]:
    """Return the focus areas, of one region to be chosen where there are too many for one picture.

    What has no region, such as a theme, is always there.
    """
    region = {one: inputs.study.dataset.by_id[one].region for one in focus}
    regions = sorted(set(region.values()) - {""})
    if len(regions) <= 1 or sum(bool(name) for name in region.values()) <= PLACES:
        return focus
    wanted = one_of("Region", {name: name for name in regions}, "partners-lanes-region")
    return tuple(one for one in focus if region[one] in ("", wanted))


def draw_around(inputs: Inputs, focus: tuple[str, ...]) -> None:
    """Show one partner or candidate, and who is around."""
    dataset = inputs.study.dataset
    names = names_of(dataset)
    kinds = inputs.study.configuration.criteria.kinds
    what = {candidate.id: kinds[candidate.kind].singular for candidate in dataset.candidates}
    ranked = [row.partner for row in asking.at_once(inputs, DependenceQuestion(focus=focus))]
    partners = sorted((one.id for one in dataset.partners), key=lambda one: (names[one], one))
    options = [*dict.fromkeys((*ranked[:1], *partners)), *sorted(what, key=lambda one: names[one])]
    if not options:
        st.info("There is neither a partner nor a candidate on record.")
        return
    choice, rings = st.columns([0.7, 0.3], vertical_alignment="bottom")
    middle = choice.selectbox(
        "In the middle",
        options,
        format_func=lambda one: f"{names[one]} ({what.get(one, 'partner').lower()})",
        key=MIDDLE,
        persist_state="session",
    )
    wide = rings.toggle("Also those around them", key="partners-rings", persist_state="session")
    around = EgoQuestion(centre=middle, rings=2 if wide else 1, most=RINGS if wide else RING)
    found = asking.at_once(inputs, around)
    labels = {name: kind.singular for name, kind in kinds.items()}
    nodes, edges = ego_tables(found, labels, service_words(inputs.study))

    def chosen() -> None:
        points = st.session_state[PICTURE].selection.get(CENTRE, [])
        if points and points[0]["id"] in options:
            st.session_state[MIDDLE] = str(points[0]["id"])

    picture(
        ego_picture(nodes, edges),
        describe=f"{names[middle]} and {count(len(nodes) - 1, 'neighbour')}: "
        + listing(nodes["label"].tolist()[1:], 12)
        + ".",
        name="partners-around",
        key=PICTURE,
        on_select=chosen,
        hint="Click one to put it in the middle. Thicker: stronger work.",
    )
    if found.hidden:
        st.caption(f"{count(found.hidden, 'neighbour')} with the weakest ties are not shown.")
    _about(inputs, middle)


def _about(inputs: Inputs, middle: str) -> None:
    """Show what is on record about the one in the middle."""
    dataset = inputs.study.dataset
    if middle in dataset.by_id:
        strength = asking.at_once(inputs, StrengthsQuestion()).get(middle)
        if strength is None:
            st.write("No record of a partner reaches it. That is not the same as no partner.")
        else:
            st.write(
                f"Partner strength {percent(strength.strength)}, from "
                f"{count(len(strength.partners), 'partner')} on record."
            )
        return
    table = engagement_table(dataset, middle, service_words(inputs.study))
    st.markdown(f"**{count(len(table), 'engagement')} on record**")
    candidate_table(table, key=f"engagements:{middle}", name="engagements")

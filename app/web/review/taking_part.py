"""Who takes part in a round, and who does not count on whom."""

from functools import partial

import streamlit as st

from app.web import render
from app.web.review import acts, typed
from app.web.review.reading import Seen, can
from app.web.widgets.choices import picked
from records import recusal
from records.permissions import Act
from records.view import View
from reports import round as round_report
from reports import taskforce
from reports.escape import markdown
from reports.setting import Setting
from reports.words import sentence


def render_people(seen: Seen, found: View, setting: Setting) -> None:
    """Show who takes part and who is recused from whom, and fields to recuse oneself."""
    told = round_report.opening(found, setting)
    render.section(told["people"], "people", titled=False)
    render.section(told["recusals"], "people")
    st.page_link("screens/people.py", label="What you belong to: People", icon=":material/group:")
    mine_ = taskforce.recused_from(found, seen.person, list(setting.candidates), setting)
    render.say([sentence(mine_)] if mine_ else [])
    if can(seen, Act.RECUSE):
        _recuse(seen, found, setting)


def _recuse(seen: Seen, found: View, setting: Setting) -> None:
    place = f"{found.round.id}/recusal"
    mine = found.recused.get(seen.person.id, {})
    names = {one: setting.full_label(one) for one in setting.candidates if one not in mine}

    @st.fragment
    def fields() -> None:
        acts.again()
        with st.container(border=True, key="recuse"):
            st.markdown("**Recuse yourself from a candidate**")
            candidate = picked(
                "You do not count on", names, f"recuse:{len(mine)}", index=None,
                placeholder="Type a name …",
            )  # fmt: skip
            typed.text("You do not count on it because", place, "words")
            acts.refused(place)
            st.button(
                "Recuse me",
                key=f"recuse-me:{place}",
                disabled=candidate is None,
                icon=":material/front_hand:",
                on_click=partial(_recused, found, place, candidate or "", active=True),
            )
            for one in mine.values():
                if one.why == "declared":
                    st.button(
                        f"Count again on {markdown(setting.label(one.candidate))}",
                        key=f"unrecuse:{one.candidate}",
                        icon=":material/undo:",
                        on_click=partial(_recused, found, place, one.candidate, active=False),
                    )

    fields()


def _recused(found: View, place: str, candidate: str, *, active: bool) -> None:
    words = typed.value(place, "words")
    if acts.act_in(found, place, recusal.recuse, candidate, words, active=active):
        typed.begin_anew(place)

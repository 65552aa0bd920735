"""What is decided: departures from the plan with their price, the lists that are signed."""

from functools import partial

import streamlit as st

from app.web import asking, render
from app.web.review import acts, typed
from app.web.review.reading import Seen, can
from app.web.widgets.choices import picked
from optimizer.study import Study
from questions.answer import Answer
from questions.plan import Planned, PlanQuestion
from records import decisions
from records.decisions import WHOLE, Direction, Override, Signature
from records.permissions import Act
from records.view import View
from reports import decision as told
from reports.escape import markdown
from reports.report import Report
from reports.setting import Setting

PRICE = "the price of a departure"


def render_departures(
    seen: Seen, found: View, region: str, report: Report, now: Planned, setting: Setting
) -> None:
    """Show the departures from the plan, and fields for another one, with its price.

    ``region`` is blank for what lies in none, and ``now`` the plan that is recommended.
    """
    st.markdown("#### Departures from the plan")
    mine = [one for one in found.overrides
            if found.study.dataset.by_id[one.candidate].region == region]  # fmt: skip
    if not mine:
        st.caption("None so far: the list is that of the plan.")
    for one in mine:
        _departure(seen, found, one, region, setting)
    if not can(seen, Act.OVERRIDE, region):
        return
    there = {one.candidate for one in mine}
    rows = {row["id"]: row for row in report.table("candidates").rows if row["id"] not in there}
    names = {one: f"{row['label']}: {row['recommended']}" for one, row in rows.items()}
    place = f"{found.round.id}/override/{region}"
    chosen = picked("Depart from the plan on", names, f"{place}:{len(mine)}", index=None,
                    placeholder="Choose a candidate")  # fmt: skip
    if chosen is None:
        return
    direction: Direction = "out" if rows[chosen]["on_list"] else "in"
    _price(found, place, chosen, direction, now, setting)


def _departure(seen: Seen, found: View, one: Override, region: str, setting: Setting) -> None:
    place = f"{found.round.id}/override/{one.candidate}"
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(markdown(told.departure_words(one, found, setting)))
        if can(seen, Act.OVERRIDE, region):
            st.button("Take back", key=f"back:{place}", icon=":material/undo:", type="tertiary",
                      on_click=partial(_take_back, found, one, place))  # fmt: skip
    acts.refused(place)


def _price(
    found: View, place: str, candidate: str, direction: Direction, now: Planned, setting: Setting
) -> None:
    answer = _asked(found, candidate, direction)
    if answer is None:
        return
    plan = answer.result.plan
    if not plan.found:
        st.warning(markdown(told.impossible(candidate, direction, setting)))
        return
    price = decisions.price_of(now.plan, plan)
    render.say([told.price_words(candidate, direction, price, now.plan, plan, setting)])
    reason = typed.text("Reason, as it stands in the minutes", place, "reason")
    acts.refused(place)
    departure = Override(candidate=candidate, direction=direction, reason=reason, price=price)
    label = "Put in against the plan" if direction == "in" else "Leave out against the plan"
    st.button(label, type="primary", icon=":material/gavel:", key=f"depart:{place}",
              on_click=partial(_depart, found, place, departure, found.rated, answer))  # fmt: skip


def _asked(found: View, candidate: str, direction: Direction) -> Answer[Planned] | None:
    """Return the plan with a departure, once it is there to stay."""
    levers = found.round.scenario.locked(candidate, direction)
    job = asking.ask(found.rated, PlanQuestion(scenario=levers), PRICE)
    asking.result(job, "Planning with it on the other side")
    return job.answer if job.answer is not None and job.answer.final else None


def _depart(
    found: View, place: str, departure: Override, study: Study, answer: Answer[Planned]
) -> None:
    said = departure.but(reason=typed.value(place, "reason"))
    acts.act(
        place,
        lambda records, me: decisions.override(
            records, me, found.round, study, said, answer, seen=0
        ),
    )


def _take_back(found: View, one: Override, place: str) -> None:
    acts.act_in(found, place, decisions.take_back, one.candidate, one.version)


def render_signature(
    seen: Seen, found: View, region: str | None, now: Planned, setting: Setting
) -> None:
    """Show a list, who has signed it, and what signs it.

    ``region`` is blank for what lies in none, None for the whole; ``now`` is the plan that is
    recommended.
    """
    key = WHOLE if region is None else region
    act = Act.SIGN_WHOLE if region is None else Act.SIGN_REGION
    ids = found.decided(now)
    if region is not None:
        ids = tuple(one for one in ids if found.study.dataset.by_id[one].region == region)
    report = told.listed(found, region, ids, seen.person, setting)
    render.section(report, f"sign-{key}")
    if region == "" or not can(seen, act, key):
        return
    place = f"{found.round.id}/signature/{key}"
    there = found.signatures.get(key)
    typed.shown_with(place, 0 if there is None else there.version)
    which = "the whole list" if region is None else f"the list of {markdown(key)}"
    said = "" if there is None else there.words
    typed.text(f"Words on {which}, as they stand in the minutes", place, "words", said)
    acts.refused(place)
    signed = there is not None and there.ids == tuple(sorted(ids))
    st.button(
        f"Sign {which}",
        type="secondary" if signed else "primary",
        icon=":material/draw:",
        key=f"sign:{place}",
        on_click=partial(_sign, found, place, key, ids),
    )


def _sign(found: View, place: str, region: str, ids: tuple[str, ...]) -> None:
    there = found.signatures.get(region)
    words, seen = ("", 0) if there is None else (there.words, there.version)
    signed = Signature(region=region, ids=ids, words=typed.value(place, "words", words))
    acts.act_in(found, place, decisions.sign, signed, seen)

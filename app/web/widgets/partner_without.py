"""The switch “without this partner”: what the plan loses, as it stands and planned anew."""

from collections.abc import Callable

import streamlit as st

from app.web import asking, state
from app.web.study_source import Inputs
from app.web.widgets.picture import csv_button, picture
from app.web.widgets.table import candidate_table
from ecosystem.graph import names_of
from optimizer.dependence import PartnerLoss, most_important
from optimizer.difference import difference
from optimizer.plan import Plan
from optimizer.replanning import Replanned
from questions.jobs import Job, Stage
from questions.partners import LossesQuestion, WithoutQuestion
from questions.plan import Planned
from reports.charts.partner_loss import SELECTION, loss_bars
from reports.loss_words import loss_figure, stands_and_anew, worth_less
from reports.partner_words import service_words
from reports.quality_words import quality
from reports.tables.partners import fall_table, loss_table
from reports.words import count, listing, mid_sentence, points, weeks

LOOKED_AT = 8
"""Partners whose loss is worked out without being asked for."""
PARTNER = "partners-without"
"""Key of the choice of partner."""
CHART = "partners-losses"
"""Key of the picture."""


def draw(inputs: Inputs, job: Job[Planned], say: Callable[[str], None]) -> None:
    """Show what this session's plan loses with one partner, and with those it leans on most.

    Args:
        inputs: the study.
        job: that makes the plan of this session's levers.
        say: shows the answer in a sentence, at the top of the page.
    """
    answer = job.shown
    if answer is None or not answer.plan.found:
        say("There is no plan yet to take a partner from; see the page What-if.")
        return
    if not job.over:
        say("What hangs on a partner is worked out as soon as the plan is as good as it gets.")
        return
    plan = answer.plan
    names = names_of(inputs.study.dataset)
    leaning = most_important(inputs.study, plan, LOOKED_AT)
    if not leaning:
        say("This plan leans on no partner on record.")
        return
    others = sorted(
        {one.id for one in inputs.study.dataset.partners} - set(leaning), key=lambda one: names[one]
    )
    choice, switch = st.columns([0.6, 0.4], vertical_alignment="bottom")
    partner = choice.selectbox(
        "Partner",
        [*leaning, *others],
        format_func=lambda one: names[one],
        key=PARTNER,
        persist_state="session",
        help="Those that the plan leans on most come first.",
    )
    gone = switch.toggle("Without this partner", key="partners-gone", persist_state="session")
    if not gone:
        _now(inputs, plan, partner, say)
    elif not _planned_anew(inputs, plan, partner, say):
        return
    _leaning(inputs)


def _now(inputs: Inputs, plan: Plan, partner: str, say: Callable[[str], None]) -> None:
    """Say what the partner does in the plan as it is."""
    names, name = names_of(inputs.study.dataset), service_words(inputs.study)
    led = [
        f"{name(service)} for {names[line.id]}"
        for line in plan.focus
        for service, who in line.leads.items()
        if who == partner
    ]
    what = f"leads {listing(led, 4)}" if led else "leads nothing; its work lifts scores only"
    say(f"{names[partner]} {what} in this plan.")
    st.caption("Move the switch to plan without it.")


def _planned_anew(
    inputs: Inputs,
    plan: Plan,
    partner: str,
    say: Callable[[str], None],
) -> bool:
    """Show the plan without the partner; say whether it is there yet."""
    name = names_of(inputs.study.dataset)[partner]
    question = WithoutQuestion(
        scenario=state.session().scenario, plan=asking.effort(), partner=partner
    )
    job = asking.ask(inputs, question, "without partner")
    found = asking.result(job, f"Planning without {name}")
    if found is None or (found.anew is None and job.stage is not Stage.DONE):
        say(f"What is the plan without {name}?")
        return False
    loss, anew = found.loss, found.anew
    if anew is None:
        say(f"Without {name} no plan meets all conditions.")
    else:
        say(f"Without {name} this plan {stands_and_anew(loss.at_most, anew.loss)}.")
    _figures(loss, anew)
    _why(inputs, plan, loss)
    if anew is not None:
        _changes(inputs, anew)
    return True


def _figures(loss: PartnerLoss, anew: Replanned | None) -> None:
    columns = st.columns(3)
    columns[0].metric(
        "This plan loses at most, points",
        "cannot be said" if loss.at_most is None else _bare(loss.at_most),
        "if nothing new comes in",
        delta_color="off",
        delta_arrow="off",
    )
    if anew is None:
        return
    columns[1].metric(
        "After planning anew, points",
        _bare(anew.loss.found),
        "between the plans found",
        delta_color="off",
        delta_arrow="off",
    )
    columns[2].metric(
        "Between the best plans, points",
        loss_figure(anew.loss),
        "proven",
        delta_color="off",
        delta_arrow="off",
        help=f"With it: {mid_sentence(quality(anew.before))} "
        f"Without it: {mid_sentence(quality(anew.after))}",
    )


def _bare(value: float) -> str:
    return points(value).removesuffix(" points")


def _why(inputs: Inputs, plan: Plan, loss: PartnerLoss) -> None:
    """Say what makes the loss up: lower scores, and staff that its leads had spared."""
    names, name = names_of(inputs.study.dataset), service_words(inputs.study)
    st.markdown(
        f"**{worth_less(loss.worth_less)}.** "
        f"{count(len(loss.falls), 'focus area')} of the plan "
        f"{'scores' if len(loss.falls) == 1 else 'score'} lower."
    )
    if loss.leads:
        teams = inputs.study.configuration.capacity.teams
        short = [f"{teams[team].label} {weeks(w)}" for team, w in loss.weeks_short.items()]
        costs = "" if loss.costs_more is None else points(max(0.0, loss.costs_more))
        lacking = f" Then short: {listing(short)}." if short else " The staff can carry that."
        st.markdown(
            f"**Costs more: {costs}.** It leads {count(len(loss.leads), 'service')}, which saves "
            f"{weeks(loss.weeks_saved)}.{lacking}"
        )
    else:
        st.markdown("**Costs more: nothing.** It leads no service in this plan.")
    if loss.alone:
        st.markdown(f"**Left without any partner:** {listing([names[o] for o in loss.alone])}.")
    if loss.kept is not None:
        change = difference(plan, loss.kept)
        lost = [f"{names[one]} altogether" for one in change.left] + [
            f"{name(service)} for {names[item.id]}"
            for item in change.services
            for service in item.lost
        ]
        if lost:
            st.markdown(f"**Falls away if nothing new comes in:** {listing(lost)}.")
    if loss.falls:
        with st.expander("Scores that fall"):
            table = fall_table(loss, names)
            candidate_table(
                table,
                key=f"falls:{loss.partner}",
                name="scores-that-fall",
                columns={"Score falls by": st.column_config.NumberColumn(format="%.1f")},
            )


def _changes(inputs: Inputs, anew: Replanned) -> None:
    names = names_of(inputs.study.dataset)
    change = anew.change
    columns = st.columns(2)
    for column, title, ids in (
        (columns[0], ":material/login: Enter when planned anew", change.entered),
        (columns[1], ":material/logout: Leave when planned anew", change.left),
    ):
        with column, st.container(border=True, gap="small"):
            st.markdown(f"**{title}**")
            if not ids:
                st.write("Nobody.")
            for one in ids:
                st.button(
                    names[one],
                    key=f"anew:{one}",
                    type="tertiary",
                    icon=":material/badge:",
                    on_click=state.open_card,
                    args=(one,),
                    help="Open the card.",
                )


def _leaning(inputs: Inputs) -> None:
    """Show what the plan loses with each of those that it leans on most."""
    st.markdown("#### On whom this plan leans most")
    study = inputs.study
    question = LossesQuestion(
        scenario=state.session().scenario, plan=asking.effort(), most=LOOKED_AT
    )
    job = asking.ask(inputs, question, "partner losses")
    losses = asking.result(job, "Working out what the plan loses with each of them")
    if losses is None:
        return
    names = names_of(study.dataset)
    table = loss_table(losses, names)

    def chosen() -> None:
        found = st.session_state[CHART].selection.get(SELECTION, [])
        if found:
            st.session_state[PARTNER] = str(found[0]["id"])

    picture(
        loss_bars(table),
        describe=listing(
            [f"{names[loss.partner]}: {loss.at_most or 0.0:.1f} points" for loss in losses], 8
        ),
        name="partners-losses",
        key=CHART,
        on_select=chosen,
        hint="If nothing new comes in. Click a bar to choose the partner above.",
    )
    csv_button(table, "partners-losses")

"""How sure is the ranking: many draws of weights and of what is not known."""

import streamlit as st

from app.web import asking, render, state, sureness
from app.web.study_source import Inputs
from app.web.widgets.choices import page_of
from optimizer.robust.core_index import core_indices
from optimizer.robust.uncertainty import UncertaintyModel
from optimizer.scenario import Scenario
from questions.rank_sureness import KindRanks, RankSurenessQuestion, first_places
from reports import rank_sureness
from reports.escape import markdown
from scoring.kind_scores import KindScores

DRAWS = 2_000
"""A share of one half is then known to within about two percentage points."""
SWITCH = "ranking-plan-sure"
"""Key of the switch that asks for plans, too."""
CANDIDATE = "sure-candidate"
"""Key of the choice of one candidate, followed by the kind."""
PATIENCE = 2.0
"""Seconds to wait for the plan."""


def show(inputs: Inputs, shown: KindScores) -> None:
    """Show rank acceptability of the candidates shown."""
    scenario = state.session().scenario
    uncertainty = sureness.uncertainty_choice(inputs, scenario)
    ranked = [row.id for row in shown.rows if row.rank is not None]
    places = st.slider(
        "How many count as the first",
        1,
        max(2, len(ranked)),
        value=first_places(inputs.study.dataset, ranked),
        key=f"sure-places:{shown.kind}",
        help="To begin with as many as the list in force has, or ten.",
        persist_state="session",
    )
    question = RankSurenessQuestion(
        scenario=Scenario(weights=scenario.weights, measures=scenario.measures),
        kind=shown.kind,
        ids=frozenset(shown.ids),
        belief=uncertainty.of(shown.kind),
        missing=uncertainty.missing,
        draws=DRAWS,
    )
    job = asking.ask(inputs, question, "ranks")
    found = asking.result(job, f"Ranking {len(shown.ids)} candidates")
    if found is not None and ranked:
        _ranks(inputs, KindRanks(shown, found, min(places, len(ranked))), uncertainty)
    _plans(inputs, shown.kind, uncertainty)


def _ranks(inputs: Inputs, found: KindRanks, uncertainty: UncertaintyModel) -> None:
    scenario = state.session().scenario
    setting = asking.setting(inputs, scenario)
    sample = sureness.known(inputs, scenario, uncertainty)
    in_plans = {} if sample is None else {one.id: one for one in core_indices(sample)}
    place = st.container()
    start, _ = page_of(found.lines, rank_sureness.PICTURED, "sure-page")
    told = rank_sureness.report(
        {found.scores.kind: found},
        uncertainty,
        setting,
        asked=DRAWS,
        in_plans=in_plans,
        start=start,
    )
    with place:
        render.lead(told.answer)
        render.say(told.text)
        for one in told["places"].pictures:
            render.picture(one, "sure")
    for table in told["places"].tables:
        render.show_table(table, "sure")
    render.notes(told.notes)
    render.section(told["first"], "sure")
    _one_candidate(found)


def _one_candidate(found: KindRanks) -> None:
    """Offer the candidates shown; say of the chosen one what many draws say."""
    names = {line.id: line.name for line in found.lines}
    if len(names) < 2:
        return
    st.markdown("#### What speaks for one of them?")
    chosen = st.selectbox(
        "Candidate",
        list(names),
        format_func=lambda one: names[one],
        key=f"{CANDIDATE}:{found.scores.kind}",
        label_visibility="collapsed",
        help="In the order of the ranking.",
    )
    sections = rank_sureness.candidate(found, chosen)
    for column, one in zip(st.columns(2, gap="medium"), sections, strict=True):
        with column:
            render.section(one, "sure")


def _plans(inputs: Inputs, kind: str, uncertainty: UncertaintyModel) -> None:
    """Offer to find the best plan of each draw; show who of a kind is in how many."""
    scenario = state.session().scenario
    label = markdown(inputs.study.configuration.criteria.kinds[kind].label.lower())
    st.markdown(f"#### And which {label} are in the plan?")
    st.caption(
        "A place is not a plan: a plan also heeds staff, money, rules and balance. So the whole "
        "plan is made again for each draw."
    )
    wanted = st.toggle(
        "Plan again under many draws of the weights and of what is not known",
        key=SWITCH,
        persist_state="session",
        help="It takes some minutes in the background, shows what it has as it goes, and can be "
        "stopped.",
    )
    if not wanted:
        return
    job = asking.current(inputs)
    asking.wait(job, PATIENCE)
    if job.shown is None or not job.shown.plan.found:
        st.info("There is no plan of these levers yet; see the page What-if.")
        return
    sureness.show(inputs, scenario, job.shown, uncertainty, "ranking", kind)

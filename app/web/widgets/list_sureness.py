"""How sure is the list? One picture for all of it, growing while draws are added."""

import streamlit as st

from app.web import asking, state, sureness
from app.web.study_source import Inputs
from app.web.widgets import list_proof
from app.web.widgets.choices import one_of
from app.web.widgets.picture import picture
from app.web.widgets.table import candidate_table, height_of
from optimizer.decisions import Decisions
from optimizer.robust.core_index import CandidateIndex, core_indices, service_indices
from optimizer.robust.sampling import Sample
from optimizer.robust.uncertainty import UncertaintyModel
from optimizer.scenario import Scenario
from questions.jobs import Stage
from reports import sure_sentences
from reports.beliefs import EXPLAINED, MISSING, offered, uncertainty
from reports.charts.sureness import SELECTION, sureness_bars
from reports.tables.sureness import candidate_rows, picture_rows, placed, service_rows, share_words
from reports.words import listing

BELIEF, MISSING_KEY, DRAWS = "sure-belief", "sure-missing", "sure-draws"
"""Keys of the choices; the same on every page, so that they travel along."""


def uncertainty_choice(inputs: Inputs, scenario: Scenario) -> tuple[str, UncertaintyModel]:
    """Show what may be believed of weights and evidence; return the belief, and the uncertainty."""
    people = state.session().people
    left, right = st.columns([0.6, 0.4])
    with left:
        belief = one_of("Weights are …", offered(people), BELIEF)
    with right:
        missing = one_of("Missing evidence …", MISSING, MISSING_KEY)
    st.caption(EXPLAINED[missing] + " What is sure under both readings is sure.")
    return belief, uncertainty(belief, missing, people, inputs.study, scenario)


def uncertainty_chosen(inputs: Inputs, scenario: Scenario) -> UncertaintyModel:
    """Return the uncertainty that was chosen last in this session, without asking."""
    belief = str(st.session_state.get(BELIEF, "around"))
    missing = str(st.session_state.get(MISSING_KEY, next(iter(MISSING))))
    return uncertainty(belief, missing, state.session().people, inputs.study, scenario)


def draw(
    inputs: Inputs,
    scenario: Scenario,
    plan: Decisions,
    *,
    belief: str,
    held: UncertaintyModel,
    key: str,
    kind: str | None = None,
) -> None:
    """Work out, and show as it grows, how sure a plan is.

    Args:
        inputs: the study.
        scenario: the plan's levers.
        plan: the recommended one.
        belief: what is believed of weights, for the sentence.
        held: what is drawn, and from where.
        key: beginning of the widgets' keys.
        kind: the only kind to be shown; None = all.
    """
    draws = _how_many()
    job = asking.ask(inputs, sureness.question(scenario, held, draws), sureness.PLACE)
    found = asking.result(job, "Looking for the best list of each draw")
    if found is None:
        return
    indices = [one for one in core_indices(found, plan) if kind in (None, one.kind)]
    st.markdown(f"**{sure_sentences.answer(indices, belief, found.draws)}**")
    st.caption(sure_sentences.precision(found))
    warning = sure_sentences.hardly_told_apart(found, plan)
    if warning:
        st.warning(warning, icon=":material/blur_on:")
    _picture(inputs, indices, key)
    _losses(inputs, found, plan)
    if job.stage is Stage.DONE:
        list_proof.draw(inputs, scenario, found, held, key)
    _tables(inputs, found, plan, indices, key)


def _how_many() -> int:
    words = {
        str(draws): f"{draws:,} draws, ± {percentage} points"
        for draws, percentage in zip(sureness.STEPS, ("10", "5", "2.5"), strict=True)
    }
    return int(one_of("How exact?", words, DRAWS))


def _picture(inputs: Inputs, indices: list[CandidateIndex], key: str) -> None:
    chart = f"{key}-sure-chart"

    def chosen() -> None:
        found = st.session_state[chart].selection.get(SELECTION, [])
        if found and found[0]["id"]:
            state.open_card(str(found[0]["id"]))

    kinds = inputs.study.configuration.criteria.kinds
    rows = picture_rows(indices, kinds, placed(inputs.study.dataset))
    listed = [f"{one.name} {share_words(one.index.share)}" for one in indices if one.in_plan]
    picture(
        sureness_bars(rows),
        describe="Share of the best lists that have each recommended candidate: "
        + listing(listed, len(listed) or 1)
        + ".",
        name=f"{key}-how-sure",
        key=chart,
        on_select=chosen,
        hint="Each bar: in how many of the best lists the candidate is, one list for each draw of "
        "weights and unknown evidence. Dark core: proven, in every list that is as good. Thin line "
        "below: where the share lies, 95 % sure. Click a bar to open the card.",
    )


def _losses(inputs: Inputs, found: Sample, plan: Decisions) -> None:
    by_id = inputs.study.dataset.by_id
    first, *others = sure_sentences.losses(found, plan, lambda one: by_id[one].name)
    st.markdown(f"**What could be lost?** {first} {' '.join(others)}")


def _tables(
    inputs: Inputs, found: Sample, plan: Decisions, indices: list[CandidateIndex], key: str
) -> None:
    share = st.column_config.NumberColumn(format="percent")
    configuration = inputs.study.configuration
    candidate_table(
        candidate_rows(indices, configuration),
        key=f"{key}-sure-list",
        name=f"{key}-how-sure",
        columns={
            "In best lists": share,
            "Proven in": st.column_config.NumberColumn(
                format="percent", help="Draws in which every list that is as good has it."
            ),
            "Proven out": st.column_config.NumberColumn(
                format="percent", help="Draws in which no list that is as good has it."
            ),
        },
        height=height_of(len(indices)),
    )
    shown = {one.id for one in indices}
    services = [one for one in service_indices(found, plan) if one.candidate in shown]
    with st.expander("And with which services?"):
        candidate_table(
            service_rows(services, inputs.study.dataset, configuration),
            key=f"{key}-sure-services",
            name=f"{key}-how-sure-services",
            columns={"In best lists": share, "When it is in": share},
            height=height_of(len(services)),
        )

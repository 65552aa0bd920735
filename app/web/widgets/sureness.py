"""How sure is a plan? What this session asks about draws, and the answer as it grows."""

import streamlit as st

from app.web import asking, render, state
from app.web.widgets.choices import one_of
from optimizer.robust.robust_inclusion import Proof
from optimizer.robust.sampling import Sample
from optimizer.robust.uncertainty import UncertaintyModel, uncertainty_of
from optimizer.scenario import Scenario
from optimizer.study import Study
from questions.doubt import Doubted, DoubtQuestion
from questions.jobs import Job, Stage
from questions.plan import Planned
from questions.robust import STEPS, SampleQuestion, Sureness, WeightSetQuestion
from reports import doubt, robust
from reports.beliefs import ASSUMED, EXPLAINED, MISSING, offered
from reports.plan import brief
from reports.report import Report
from reports.words import percent
from scoring.belief import MissingDraw

CORNERS = 1_200
"""Most corners of a set of weights that a proof may look at."""
MOVED = ("0.02", "0.05", "0.1", "1")
"""Shares of each kind's weight that may move."""
PLACE = "how sure is the list"
BELIEF, MISSING_KEY, DRAWS = "sure-belief", "sure-missing", "sure-draws"
ASSUMED_KEY = "sure-assumed"
"""Keys of the choices; the same on every page, so that they travel along."""


def question(scenario: Scenario, uncertainty: UncertaintyModel, draws: int) -> SampleQuestion:
    """Return the question for the best plans of so many draws."""
    return SampleQuestion(
        scenario=scenario, plan=asking.effort(), uncertainty=uncertainty, draws=draws
    )


def known(study: Study, scenario: Scenario, uncertainty: UncertaintyModel) -> Sample | None:
    """Return the most draws that are done already, if any are; nothing is begun."""
    found = [asking.jobs().known(study, question(scenario, uncertainty, draws)) for draws in STEPS]
    done = [sample for sample in found if sample is not None]
    return max(done, key=lambda sample: sample.draws, default=None)


def finished(
    study: Study, scenario: Scenario, uncertainty: UncertaintyModel
) -> SampleQuestion | None:
    """Return the question for most draws whose answer is there; None where there is none."""
    for draws in reversed(STEPS):
        one = question(scenario, uncertainty, draws)
        if asking.jobs().final(study, one) is not None:
            return one
    return None


def uncertainty_choice(study: Study, scenario: Scenario) -> UncertaintyModel:
    """Show what may be believed of weights and evidence, and return it."""
    left, right = st.columns([0.6, 0.4])
    with left:
        one_of("Weights are …", offered(state.session().people), BELIEF)
    with right:
        missing = one_of("Missing evidence …", MISSING, MISSING_KEY)
    st.caption(EXPLAINED[missing] + " What is sure under both readings is sure.")
    return uncertainty_chosen(study, scenario)


def uncertainty_chosen(study: Study, scenario: Scenario) -> UncertaintyModel:
    """Return the uncertainty that was chosen last in this session, without asking."""
    return uncertainty_of(
        str(st.session_state.get(BELIEF, "around")),
        study.configured(scenario).criteria,
        people=state.session().people,
        missing=MissingDraw(st.session_state.get(MISSING_KEY, next(iter(MISSING)))),
    )


def switch(key: str, *, disabled: bool = False) -> bool:
    """Offer to find the best list of many draws; say whether that is wanted."""
    return st.toggle(
        "Plan again under many draws of the weights and of what is not known",
        key=key,
        disabled=disabled,
        persist_state="session",
        help="Finds the best list of each draw, and counts who is in how many of them. It takes "
        "some minutes in the background, shows what it has as it goes, and can be stopped.",
    )


def show(
    study: Study,
    scenario: Scenario,
    planned: Planned,
    uncertainty: UncertaintyModel,
    key: str,
    kind: str | None = None,
) -> None:
    """Work out, and show as it grows, how sure a plan is.

    Of one kind only, where ``kind`` names it.
    """
    assumed = one_of("Staff, money and costs are …", ASSUMED, ASSUMED_KEY)
    held = uncertainty.but(assumptions=float(assumed) if assumed else None)
    asked = question(scenario, held, _how_many())
    job = asking.ask(study, asked, PLACE)
    found = asking.result(job, "Looking for the best plan of each draw")
    if found is None:
        return
    place = st.container()
    proving = _proof(study, asked, key) if job.stage is Stage.DONE else None
    setting = asking.setting(study, scenario, planned.plan)
    told = robust.report(
        Sureness(found, planned.plan.decisions),
        asked,
        setting,
        plan=brief(planned, setting),
        kind=kind,
        proving=proving,
    )
    with place:
        render.lead(told.answer)
        render.say(told.text)
        render.notes(note for note in told.notes if note.kind in render.OWN)
        render.section(told["candidates"], key, titled=False)
        render.section(told["regret"], key)
    render.section(told["always"], key)
    with st.expander("And with which services?", expanded=bool(assumed)):
        render.section(told["services"], key, titled=False)
    _doubt(study, asked, planned, key)


def _doubt(study: Study, asked: SampleQuestion, planned: Planned, key: str) -> None:
    wanted = st.toggle(
        doubt.TITLE,
        key=f"{key}-doubt",
        persist_state="session",
        help="Changes the weights, then the evidence, then nothing but the search, and counts whom "
        "that moves. It takes minutes in the background, and can be stopped.",
    )
    if not wanted:
        return
    method = st.toggle("Other ways of scoring, too", key=f"{key}-method", persist_state="session")
    question = DoubtQuestion(
        scenario=asked.scenario, plan=asked.plan, uncertainty=asked.uncertainty.but(method=method)
    )
    setting = asking.setting(study, asked.scenario, planned.plan)

    def made(found: Doubted, _: Job[Doubted]) -> Report:
        return doubt.report(found, question, setting, plan=brief(planned, setting))

    asking.shown(
        study, question, "what the doubt comes from", "Planning again", made, f"{key}-doubt-report"
    )


def _how_many() -> int:
    words = {
        str(draws): f"{draws:,} draws, ± {percentage} points"
        for draws, percentage in zip(STEPS, ("10", "5", "2.5"), strict=True)
    }
    return int(one_of("How exact?", words, DRAWS))


def _proof(study: Study, asked: SampleQuestion, key: str) -> tuple[WeightSetQuestion, Proof] | None:
    """Offer the proof; return it, or what there is of it, once it is there."""
    wanted = st.toggle(
        "And what is proven, not sampled?",
        key=f"{key}-proof",
        help="Looks for candidates that are in every best plan, or in none, whatever the weights "
        "of a whole set; evidence at its central values. It takes about a minute.",
        persist_state="session",
    )
    if not wanted:
        return None
    share = "0"
    if asked.uncertainty.belief != "fixed":
        words = {share: percent(float(share)) for share in MOVED[:-1]} | {MOVED[-1]: "all of it"}
        share = one_of("How much of each kind's weight may move?", words, "proof-moved")
    proving = WeightSetQuestion(
        **{name: getattr(asked, name) for name in type(asked).model_fields},
        moved=float(share),
        corners=CORNERS,
    )
    job = asking.ask(study, proving, "proof")
    proof = asking.result(job, "Looking at the corners of the set of weights")
    return None if proof is None else (proving, proof)

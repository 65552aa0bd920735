"""What is proven of a list, not sampled: who is in every best list over a whole set of weights."""

import streamlit as st

from app.web import asking, sureness
from app.web.study_source import Inputs
from app.web.widgets.choices import one_of
from optimizer.robust.sampling import Sample
from optimizer.robust.uncertainty import UncertaintyModel
from optimizer.scenario import Scenario
from questions.robust import WeightSetQuestion
from reports import sure_sentences
from reports.words import percent
from scoring.weight_samples import FixedWeights

MOVED = ("0.02", "0.05", "0.1", "1")
"""Shares of each kind's weight that may move."""


def draw(
    inputs: Inputs, scenario: Scenario, sample: Sample, held: UncertaintyModel, key: str
) -> None:
    """Offer the proof; show it once it is there, or what there is of it.

    Args:
        inputs: the study.
        scenario: the list's levers.
        sample: the draws done, for their plans.
        held: what is believed about weights.
        key: beginning of the widgets' keys.
    """
    wanted = st.toggle(
        "And what is proven, not sampled?",
        key=f"{key}-proof",
        help="Looks for candidates that are in every best list, or in none, whatever the weights "
        "of a whole set; evidence at its central values. It takes about a minute.",
        persist_state="session",
    )
    if not wanted:
        return
    share = "0"
    if held.by_kind or not isinstance(held.weights, FixedWeights):
        words = {share: percent(float(share)) for share in MOVED[:-1]} | {MOVED[-1]: "all of it"}
        share = one_of("How much of each kind's weight may move?", words, "proof-moved")
    question = WeightSetQuestion(
        scenario=scenario,
        plan=asking.effort(),
        uncertainty=held,
        draws=sample.asked,
        moved=float(share),
        corners=sureness.CORNERS,
    )
    job = asking.ask(inputs, question, sureness.PROOF_PLACE)
    found = asking.result(job, "Looking at the corners of the set of weights")
    if found is None:
        return
    st.caption(
        "Over all weights that come about by moving so much of each kind's weight, or less, to "
        "wherever it is believed possible; evidence at its central values."
    )
    by_id = inputs.study.dataset.by_id
    sentences = sure_sentences.proven(found, lambda one: by_id[one].name)
    st.markdown("\n".join(f"- {sentence}" for sentence in sentences))

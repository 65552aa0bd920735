"""What it would really take to put a candidate in, or to take one out: planned again with it."""

import pandas as pd
import streamlit as st

from app.web import asking, state
from app.web.study_source import Inputs
from app.web.widgets.table import candidate_table
from optimizer.plan import Plan
from optimizer.why.overruling import Overruling
from questions.explain import OverrulingQuestion
from reports.condition_words import ConditionWords
from reports.escape import markdown
from reports.why_sentences import impossible_sentences
from reports.words import amount, mid_sentence, priced


def draw(inputs: Inputs, plan: Plan, candidates: list[str], key: str, *, settled: bool) -> None:
    """Offer candidates, and show what putting in or taking out the chosen one would take.

    Args:
        inputs: the study.
        plan: of the session's scenario.
        candidates: ids to choose from.
        key: key of the choice.
        settled: whether the plan is there to stay; until then nothing is planned again.
    """
    by_id = inputs.study.dataset.by_id
    chosen = st.selectbox(
        "What would it really take? Plan again with …",
        candidates,
        index=None,
        format_func=lambda name: (
            by_id[name].name + (" (take out)" if name in plan.ids else " (put in)")
        ),
        key=key,
        placeholder="Choose a candidate" if settled else "As soon as the plan stands …",
        disabled=not settled,
        help="Looks for the best plan in which this one is overruled; that takes some seconds.",
    )
    if chosen is None or not settled:
        return
    scenario = state.session().scenario
    question = OverrulingQuestion(scenario=scenario, plan=asking.effort(), candidate=chosen)
    job = asking.ask(inputs, question, "crossing")
    found = asking.result(job, f"Planning again with {by_id[chosen].name}")
    if found is not None:
        told = ConditionWords(asking.problem(inputs, scenario), scenario, typed=False)
        _shown(inputs, found, told)


def _shown(inputs: Inputs, found: Overruling, told: ConditionWords) -> None:
    by_id = inputs.study.dataset.by_id
    name = by_id[found.candidate].name
    what = "Putting it in" if found.forced == "in" else "Taking it out"
    if found.status != "found" or found.points is None:
        why = [f"{what} could not be planned in time."]
        if found.status == "impossible":
            why = list(impossible_sentences(what, found, told))
        first, *others = (markdown(text) for text in why)
        st.markdown(f"**{markdown(name)}: {mid_sentence(first)}**")
        st.markdown("\n".join(f"- {text}" for text in others))
        return
    price = found.points
    st.markdown(f"**{name}: {what[0].lower()}{what[1:]} costs {priced(price)}.**")
    for short in found.shortages:
        st.markdown(
            f"- {short.label}: it takes {amount(short.takes, short.unit)}, "
            f"{amount(short.left, short.unit)} are left."
        )
    rows = [
        {"id": other, "Candidate": by_id[other].name, "What happens": word}
        for word, names in (("makes room", found.displaced), ("comes in, too", found.gained))
        for other in names
    ]
    if rows:
        candidate_table(pd.DataFrame(rows), key=f"crossing:{found.candidate}", name="crossing")
    else:
        st.write("Nobody else would enter or leave; services would be shared out anew.")

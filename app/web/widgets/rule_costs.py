"""What do the rules cost? The plan without any, then each rule's price, and what it keeps."""

from collections.abc import Sequence
from itertools import pairwise

import streamlit as st

from app.web import asking
from app.web.study_source import Inputs
from app.web.widgets.choices import one_of
from app.web.widgets.picture import csv_button, picture
from optimizer.conditions import priced_conditions
from optimizer.plan import Plan
from optimizer.why.conditions import (
    AddedCondition,
)
from questions.conditions import (
    AddedConditions,
    AddedConditionsQuestion,
    ConditionsQuestion,
)
from questions.plan import Planned
from reports.charts.rule_costs import waterfall
from reports.condition_words import ConditionWords
from reports.tables.rule_costs import added_table, own_table, step_label, waterfall_rows
from reports.why_sentences import condition_sentence
from reports.words import NOTHING, count, listing, mid_sentence, percent, points

ADDED, OWN = "added", "own"
WAYS = {ADDED: "Added one by one", OWN: "Each by itself"}


def draw(inputs: Inputs, answer: Planned) -> None:
    """Show the way that is chosen."""
    if one_of("Which", WAYS, "rule-costs-way", titled=False) == ADDED:
        _added(inputs, answer)
    else:
        _own(inputs, answer)


def _added(inputs: Inputs, answer: Planned) -> None:
    problem = asking.problem(inputs, answer.scenario)
    if not priced_conditions(problem):
        st.write("There is no rule, lock or price for dropping.")
        return
    question = AddedConditionsQuestion(scenario=answer.scenario, plan=asking.effort())
    job = asking.ask(inputs, question, asking.WHAT_ELSE)
    found = asking.result(job, "Planning with fewer and fewer rules")
    if found is not None and len(found.steps) > 1:
        _way(found, answer.plan, ConditionWords(problem, answer.scenario, typed=False))


def _way(found: AddedConditions, plan: Plan, told: ConditionWords) -> None:
    steps = found.steps
    st.markdown(f"**{_answer(found, told)}**")
    more = (steps[-1].plan.value or 0.0) - (plan.value or 0.0)
    if more > NOTHING:
        st.caption(
            f"On the way a plan was found that is worth {points(more)} more than the one above: "
            "*Look further* at the top of the page. Prices are seen from that one."
        )
    for line in _protecting(steps, told):
        st.markdown(f"- {line}")
    rows = waterfall_rows(steps, told)
    picture(
        waterfall(rows),
        describe="; ".join(
            f"{row['label']}: {row['text']}, {row['kept']} of {row['in_force']} stay"
            for row in rows.to_dict("records")
        )
        + ".",
        name="what-the-rules-cost",
        hint="From the plan without rules at the top to the plan in force at the bottom: each "
        "rule's price on top of those above it. Right: how many of the list in force it keeps.",
        numbers=added_table(steps, told),
    )
    st.caption(
        "Prices depend on the order, which is that of the configuration; together they add up. "
        "What is proven about each stands under *Numbers*."
    )


def _answer(found: AddedConditions, told: ConditionWords) -> str:
    first, last = found.steps[0], found.steps[-1]
    lost = (first.plan.value or 0.0) - (last.plan.value or 0.0)
    share = percent(lost / max(1.0, abs(first.plan.value or 0.0)), 1)
    dear = max(found.steps[1:], key=lambda step: 0.0 if step.points is None else step.points.found)
    if not found.whole:
        return (
            f"The last {count(len(found.steps) - 1, 'condition')} cost {points(lost)} together; "
            "those before them are not reached yet."
        )
    if lost < NOTHING:
        return "All rules and locks together were found to cost nothing."
    assert dear.points is not None  # noqa: S101 (only the first step has none)
    return (
        f"All rules and locks together cost {points(lost)}, {share} of what is possible without "
        f"them; the dearest is “{mid_sentence(step_label(dear, told))}” with "
        f"{points(dear.points.found)}."
    )


def _protecting(steps: Sequence[AddedCondition], told: ConditionWords) -> list[str]:
    """Return which conditions keep more of the list in force than the plan would by itself."""
    keeping = [
        (after.kept - before.kept, step_label(after, told))
        for before, after in pairwise(steps)
        if after.kept > before.kept
    ]
    first, last = steps[0], steps[-1]
    if not first.in_force:
        return []
    said = f"Of the {first.in_force} in force {first.kept} stay at the top of the picture, "
    lines = [f"{said}{last.kept} at its bottom."]
    if keeping:
        named = [f"“{mid_sentence(words)}” ({more:+d})" for more, words in keeping]
        lines.append(f"What protects the list in force: {listing(named)}.")
    else:
        lines.append("No rule protects the list in force: none keeps more of it.")
    return lines


def _own(inputs: Inputs, answer: Planned) -> None:
    question = ConditionsQuestion(scenario=answer.scenario, plan=asking.effort())
    job = asking.ask(inputs, question, asking.WHAT_ELSE)
    found = asking.result(job, "Planning without each rule and lock")
    if not found:
        return
    costly = [one for one in found if one.points.found >= NOTHING]
    st.markdown(
        f"**{count(len(costly), 'rule or lock costs', 'rules and locks cost')} something where "
        f"everything else stands; {count(len(found) - len(costly), 'other was', 'others were')} "
        "found to cost nothing.**"
    )
    told = ConditionWords(asking.problem(inputs, answer.scenario), answer.scenario, typed=False)
    ordered = sorted(costly, key=lambda one: -one.points.found)
    st.markdown("\n".join(f"- {condition_sentence(one, told)}" for one in ordered))
    st.caption("Two rules that ask for the same cost nothing each: either one would do.")
    table = own_table(found, told)
    decimals = st.column_config.NumberColumn(format="%.1f")
    st.dataframe(
        table,
        hide_index=True,
        column_config={
            "Costs, points": decimals,
            "Proven: at least": decimals,
            "Proven: at most": decimals,
        },
    )
    csv_button(table, "rules-by-themselves")

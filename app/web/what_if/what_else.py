"""What else could we do? Other plans, more or less to spend, prices, gains, ways out."""

from collections.abc import Sequence
from typing import Any

import streamlit as st

from app.web import asking, render, state
from app.web.widgets.choices import one_of, picked
from app.web.widgets.fields import retry
from optimizer.alternatives import Alternative
from optimizer.frontier import Frontier
from optimizer.levers import normal
from optimizer.scenario import Scenario
from optimizer.study import Study
from questions.alternatives import AlternativesQuestion, FavouringQuestion, favours
from questions.capacities import CapacitiesQuestion
from questions.conditions import AddedConditionsQuestion, ConditionsQuestion, WaysOutQuestion
from questions.frontier import FrontierQuestion, offered
from questions.jobs import Job
from questions.levers import LeversQuestion
from questions.plan import Planned
from reports import alternatives, capacities, frontier, levers, rules, ways_out
from reports.escape import markdown
from reports.plan import brief
from reports.report import Report

PLANS, FRONTIER, RULES = "plans", "frontier", "rules"
CHOICES = {
    PLANS: "Other plans",
    FRONTIER: "More or less to spend",
    RULES: "What do the rules cost?",
}
"""The questions, in words."""
KEY = "what-else"
"""Key of the choice; and beginning of the place where a session asks about it."""
DIFFER, ADDED = "differ", "added"
PLAN_WAYS = {DIFFER: "The next best that really differ", "favour": "A good one that favours some"}
RULE_WAYS = {ADDED: "Added one by one", "own": "Each by itself"}
MOST_PLANS, MOST_APART = 6, 20
FINE = {"7": "about 7 points", "13": "13", "25": "25"}
"""How many points of a frontier to aim for, in words."""
WAYS_OUT = 6
"""Ways out that have a button each."""


def render_choice(study: Study, answer: Planned, *, settled: bool) -> None:
    """Offer the questions, and answer the chosen one; nothing is planned again until one is chosen.

    Args:
        study: the study.
        answer: plan and scenario.
        settled: whether the plan is there to stay; until then nothing is planned again.
    """
    st.markdown("#### What else could we do?")
    chosen = st.segmented_control(
        "What else could we do?",
        list(CHOICES),
        format_func=lambda name: CHOICES[name],
        key=KEY,
        label_visibility="collapsed",
        persist_state="session",
    )
    if chosen is None:
        st.caption("Choose a question; answering it plans many times and takes a little while.")
    elif not settled:
        st.caption("As soon as the plan above stands …")
    elif chosen == FRONTIER:
        _frontier(study, answer)
    elif chosen == RULES:
        _rules(study, answer)
    elif one_of("Which", PLAN_WAYS, "other-plans-way", titled=False) == DIFFER:
        _different(study, answer)
    else:
        _favouring(study, answer)


def _different(study: Study, answer: Planned) -> None:
    left, right = st.columns(2)
    number = int(left.slider("How many plans", 1, MOST_PLANS, 3, key="other-plans-number"))
    differ = int(
        right.slider(
            "Any two differ in at least so many focus areas",
            1,
            MOST_APART,
            4,
            key="other-plans-differ",
            help="One that goes out and one that comes in for it count as two.",
        )
    )
    question = AlternativesQuestion(
        scenario=answer.scenario, plan=asking.effort(), number=number, differ=differ
    )
    setting = asking.setting(study, answer.scenario, answer.plan)

    def report(found: Sequence[Alternative], job: Job[Any]) -> Report | None:
        if not (found or job.over):
            return None
        return alternatives.report(
            found,
            setting,
            plan=brief(answer, setting),
            asked=number,
            differ=differ,
            complete=job.over,
            stopped=asking.stopped(job),
        )

    asking.shown(study, question, KEY, "Looking for other plans", report, "other-plans")


def _favouring(study: Study, answer: Planned) -> None:
    labels = favours(study)
    left, right = st.columns(2)
    with left:
        favour = picked(
            "As many as can be of", labels, "favour", index=None,
            placeholder="Choose a kind or region",
        )  # fmt: skip
    share = right.slider(
        "Giving up at most so many % of the plan's worth",
        0.5,
        10.0,
        2.0,
        0.5,
        format="%.1f",
        key="favour-within",
    )
    if favour is None:
        return
    question = FavouringQuestion(
        scenario=answer.scenario, plan=asking.effort(), favour=favour, share=share / 100
    )
    setting = asking.setting(study, answer.scenario, answer.plan)
    asking.shown(
        study,
        question,
        KEY,
        f"Looking for a plan with more of {markdown(labels[favour])}",
        lambda found, job: alternatives.favouring(
            found,
            setting,
            plan=brief(answer, setting),
            favour=favour,
            label=labels[favour],
            stopped=asking.stopped(job),
        ),
        "favouring",
    )


def _frontier(study: Study, answer: Planned) -> None:
    """Offer what to hold the plan's worth against, and show that frontier as it grows."""
    against = offered(study)
    labels = {name: markdown(label) for name, (by, label) in against.items()}
    left, right = st.columns([0.66, 0.34])
    with left:
        by, _ = against[one_of("What the plan is worth against …", labels, "frontier-by")]
    with right:
        fine = int(one_of("How fine?", FINE, "frontier-points"))
    question = FrontierQuestion(scenario=answer.scenario, plan=asking.effort(), by=by, points=fine)
    setting = asking.setting(study, answer.scenario, answer.plan)

    def report(line: Frontier, job: Job[Any]) -> Report | None:
        if not line.points:
            return None
        return frontier.report(
            line, setting, plan=brief(answer, setting), stopped=asking.stopped(job)
        )

    asking.shown(study, question, KEY, "Planning at every level", report, "frontier")


def _rules(study: Study, answer: Planned) -> None:
    """Show the plan without any rule, then each rule's price; or each rule by itself."""
    setting = asking.setting(study, answer.scenario, answer.plan)
    about: dict[str, Any] = {"scenario": answer.scenario, "plan": asking.effort()}
    how: dict[str, Any] = {"quoted": True, "titled": False}
    if one_of("Which", RULE_WAYS, "rule-costs-way", titled=False) == ADDED:
        asking.shown(
            study,
            AddedConditionsQuestion(**about),
            KEY,
            "Planning with fewer and fewer rules",
            lambda found, _: rules.added(found, setting),
            "rule-costs",
            **how,
        )
    else:
        asking.shown(
            study,
            ConditionsQuestion(**about),
            KEY,
            "Planning without each rule and lock",
            lambda found, _: rules.own(found, setting),
            "rule-costs",
            **how,
        )


def render_lever_gains(study: Study, answer: Planned) -> None:
    """Say what each lever of a team or fund did, with all other levers where they are."""
    setting = asking.setting(study, answer.scenario, answer.plan)
    asking.shown(
        study,
        LeversQuestion(scenario=answer.scenario, plan=asking.effort()),
        "lever gains",
        "Planning again without each lever",
        lambda found, _: levers.report(found, setting),
        "lever-gains",
        quoted=True,
        titled=False,
    )


def render_one_more(study: Study, answer: Planned, *, settled: bool) -> None:
    """Offer teams and funds, and say what one more unit of the chosen one would buy.

    Args:
        study: the study.
        answer: plan and scenario.
        settled: whether the plan is there to stay; until then nothing is planned again.
    """
    labels = {use.resource: use.label for use in answer.plan.capacity}
    chosen = picked(
        "What would one more unit buy? A staff-week, or USD 10,000, of …",
        labels,
        "one-more",
        index=None,
        placeholder="Choose a team or fund" if settled else "As soon as the plan stands …",
        disabled=not settled,
        help="Plans again with one unit more, and with as much as anybody could want.",
    )
    if chosen is None or not settled:
        return
    question = CapacitiesQuestion(
        scenario=answer.scenario, plan=asking.effort(), resources=(chosen,)
    )
    job = asking.ask(study, question, "one more")
    found = asking.result(job, f"Planning again with more of {markdown(labels[chosen])}")
    if found:
        setting = asking.setting(study, answer.scenario, answer.plan)
        render.say([capacities.report(found, setting).answer])


def render_ways_out(study: Study, scenario: Scenario) -> None:
    """Look for the smallest sets of conditions to give up, and offer to take one."""
    job = asking.ask(study, WaysOutQuestion(scenario=scenario), KEY)
    found = asking.result(job, "Looking for ways out")
    if found is None or not found.sets:
        return
    report = ways_out.report(found, asking.setting(study, scenario))
    render.lead(report.answer)
    render.say(report.text)
    table = report.table("ways_out")
    for place, (one, row) in enumerate(zip(found.sets[:WAYS_OUT], table.rows, strict=False)):
        after = one.lever(scenario)
        without = None if after is None else normal(after, study.configuration)

        def take(without: Scenario | None = without) -> None:
            if without is not None:
                retry(lambda: state.move(without))

        with st.container(border=True, horizontal=True, vertical_alignment="center"):
            way, worth = markdown(row["way"]), markdown(row["worth"])
            st.markdown(f"**{way}**  \n{worth}", width="stretch")
            st.button(
                "Do that",
                key=f"way-out:{place}",
                on_click=take,
                disabled=without is None,
                help="No lever of this page does that."
                if without is None
                else "Moves the levers so; Undo takes it back.",
            )
    with st.expander("All ways out in a table"):
        render.show_table(table, "ways-out")
    render.notes(report.notes)

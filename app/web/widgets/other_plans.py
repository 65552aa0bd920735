"""Other plans: the next-best ones that really differ, or one that favours a kind or region."""

from collections.abc import Mapping

import streamlit as st

from app.web import asking
from app.web.study_source import Inputs
from app.web.widgets.choices import one_of
from app.web.widgets.picture import csv_button, picture
from optimizer.alternatives import Alternative, Favoured
from optimizer.bounded_value import BoundedValue
from optimizer.plan import Plan
from questions.alternatives import AlternativesQuestion, FavouringQuestion
from questions.jobs import Stage
from questions.plan import Planned
from reports.charts.other_plans import BREAK, plan_matrix
from reports.tables.other_plans import common, gives_up, letter, others_table, plan_cells
from reports.tables.sureness import placed
from reports.words import count, listing, percent, points, proven

THIS = "The plan"
DIFFER, FAVOUR = "differ", "favour"
WAYS = {
    DIFFER: "The next best that really differ",
    FAVOUR: "A good one that favours some",
}
MOST_PLANS = 6
MOST_APART = 20
NOTHING = 0.05
"""Points that are not spoken of."""


def draw(inputs: Inputs, answer: Planned) -> None:
    """Show the way that is chosen."""
    if one_of("Which", WAYS, "other-plans-way", titled=False) == DIFFER:
        _different(inputs, answer)
    else:
        _favouring(inputs, answer)


def _different(inputs: Inputs, answer: Planned) -> None:
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
    job = asking.ask(inputs, question, asking.WHAT_ELSE)
    found = asking.result(job, "Looking for other plans")
    if not found:
        if found is not None and job.over:
            st.write(f"No plan differs in {differ} focus areas or more.")
        return
    if job.stage is Stage.DONE and len(found) < number:
        st.caption(f"There are no more than {count(len(found), 'plan')} that differ so much.")
    _alternatives(inputs, answer.plan, found)


def _alternatives(inputs: Inputs, plan: Plan, found: tuple[Alternative, ...]) -> None:
    name = placed(inputs.study.dataset)
    shared = common(plan, [one.plan for one in found])
    worst = max((one.gives_up for one in found), key=lambda points: points.found)
    less = "as good as the plan" if worst.found < NOTHING else f"{_share(plan, worst)} of its worth"
    every = "it is" if len(found) == 1 else "all are"
    gives = f"{every} {less}" if worst.found < NOTHING else f"giving up {less} at most"
    st.markdown(
        f"**{_plans(len(found))} found, {gives}. {count(shared, 'focus area')} of {len(plan.ids)} "
        f"{'is' if shared == 1 else 'are'} in {'both' if len(found) == 1 else 'all of them'}.**"
    )
    st.markdown(
        "\n".join(
            f"- **{letter(place)}** {_cost(plan, one.plan, one.gives_up)}"
            for place, one in enumerate(found)
        )
    )
    labels = {
        f"{letter(place)}{BREAK}{_worth(plan, one.plan)}": one.plan
        for place, one in enumerate(found)
    }
    _matrix(inputs, plan, labels, "other-plans")
    table = others_table(plan, found, name)
    decimals = st.column_config.NumberColumn(format="%.1f")
    st.dataframe(
        table,
        hide_index=True,
        column_config={
            **{column: decimals for column in table.columns if "points" in column},
            "Gives up, share": st.column_config.NumberColumn(format="percent"),
            "Proven: at least": decimals,
            "Proven: at most": decimals,
        },
    )
    csv_button(table, "other-plans")


def _plans(number: int) -> str:
    return "One other plan was" if number == 1 else f"{number} other plans were"


def _share(plan: Plan, found: BoundedValue) -> str:
    return percent(gives_up(plan, found)["Gives up, share"], 1)


def _worth(plan: Plan, other: Plan) -> str:
    """Return what another plan is worth more or less, for the head of its column."""
    more = BoundedValue.gain(plan, other).found
    return "as good" if abs(more) < NOTHING else points(more, signed=True)


def _cost(plan: Plan, other: Plan, found: BoundedValue) -> str:
    """Return what a plan gives up; that it is better, where the search came upon such a one."""
    gained = BoundedValue.gain(plan, other).found
    if gained > NOTHING:
        return (
            f"is worth {points(gained)} more than the plan above, which was not proven best: "
            "*Look further* at the top of the page."
        )
    if found.found < NOTHING:
        return f"is as good ({proven(found)})."
    return f"gives up {points(found.found)}, {_share(plan, found)} of its worth ({proven(found)})."


def _matrix(inputs: Inputs, plan: Plan, labels: Mapping[str, Plan], key: str) -> None:
    name = placed(inputs.study.dataset)
    cells = plan_cells(plan, labels, name, THIS)
    if not len(cells):
        st.write("It has the same focus areas.")
        return
    shared = common(plan, list(labels.values()))
    changes = [
        f"{label.split(BREAK)[0]}: out "
        + listing([name(one) for one in sorted(plan.ids - other.ids)])
        + "; in "
        + listing([name(one) for one in sorted(other.ids - plan.ids)])
        for label, other in labels.items()
    ]
    picture(
        plan_matrix(cells, [THIS, *labels]),
        describe=". ".join(changes) + ".",
        name=key,
        hint=f"Filled: in the plan; **+** comes in, **–** goes out. "
        f"{count(shared, 'focus area')} that all of these plans have "
        f"{'is' if shared == 1 else 'are'} not shown.",
        numbers=cells[["label", "plan", "what"]].pivot_table(
            index="label", columns="plan", values="what", aggfunc="first", sort=False
        ).reset_index(),
    )  # fmt: skip


def _favouring(inputs: Inputs, answer: Planned) -> None:
    study = inputs.study
    kinds = {f"kind={k}": kind.label for k, kind in study.configuration.criteria.kinds.items()}
    regions = sorted({one.region for one in study.dataset.candidates} - {""})
    offered = kinds | {f"region={region}": region for region in regions}
    left, right = st.columns(2)
    chosen = left.selectbox(
        "As many as can be of",
        list(offered),
        index=None,
        format_func=lambda one: offered[one],
        key="favour",
        placeholder="Choose a kind or region",
    )
    share = right.slider(
        "Giving up at most so many % of the plan's worth",
        0.5,
        10.0,
        2.0,
        0.5,
        format="%.1f",
        key="favour-within",
    )
    if chosen is None:
        return
    column, _, value = chosen.partition("=")
    favoured = frozenset(
        one.id for one in study.dataset.candidates if getattr(one, column) == value
    )
    question = FavouringQuestion(
        scenario=answer.scenario, plan=asking.effort(), favoured=favoured, share=share / 100
    )
    job = asking.ask(inputs, question, asking.WHAT_ELSE)
    found = asking.result(job, f"Looking for a plan with more of {offered[chosen]}")
    if found is not None:
        _favoured(inputs, answer.plan, found, offered[chosen])


def _favoured(inputs: Inputs, plan: Plan, found: Favoured, label: str) -> None:
    sure = "proven the most" if found.most == found.count else f"{found.most} at most, proven"
    st.markdown(
        f"**{label}: {found.count} instead of {found.before} ({sure}) within "
        f"{percent(found.share, 1)} of the plan's worth.** This one "
        f"{_cost(plan, found.plan, found.gives_up)}"
    )
    _matrix(inputs, plan, {f"{label}{BREAK}{_worth(plan, found.plan)}": found.plan}, "favouring")

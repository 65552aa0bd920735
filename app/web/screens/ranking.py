"""Ranking: who comes first, and how sure is that?"""

from functools import partial

import streamlit as st

from app.web import asking, render, state
from app.web.widgets import backtest, sureness
from app.web.widgets.choices import filter_words, filtered, kind_choice, one_of, page_of, picked
from app.web.widgets.header import header
from optimizer.robust.core_index import core_indices
from optimizer.robust.uncertainty import UncertaintyModel
from optimizer.study import Study
from questions.methods import MethodsQuestion
from questions.rank_sureness import KindRanks, RankSurenessQuestion, first_places
from reports import methods, rank, rank_sureness
from reports.escape import markdown
from scoring.kind_scores import KindScores
from scoring.selection import of_candidates

# Parts of the page.
PARTS = {
    "first": "Who comes first?",
    "sure": "How sure is that?",
    "methods": "Would another method say the same?",
    "backtest": "Would it have found the real list?",
}
# Key of the choice of part.
PART = "ranking-part"
# A share of one half is then known to within about two percentage points.
DRAWS = 2_000
# Key of the switch that asks for plans, too.
SWITCH = "ranking-plan-sure"
# Key of the choice of one candidate, followed by the kind.
CANDIDATE = "sure-candidate"


def show() -> None:
    """Render the page."""
    study, scenario = state.study(), state.session().scenario
    top = st.container()
    kind = kind_choice(study.configuration)
    candidates = filtered(study.dataset, kind, "ranking")
    whole = asking.scorecard(study, scenario).kinds[kind]
    ids = {candidate.id for candidate in candidates}
    which = filter_words(candidates, study.dataset.of_kind(kind))
    told = partial(
        rank.report,
        [whole],
        asking.setting(study, scenario),
        among=ids,
        which=f"({which})" if which else "",
    )
    if not ids:
        with top:
            header("ranking", told().answer)
        st.info("No candidate meets these filters. Take one of them away.")
        return
    part = one_of("Part of the page", PARTS, PART, titled=False)
    place = st.container()
    start = page_of(range(len(ids)), rank.PICTURED, "ranking-page")[0] if part == "first" else 0
    report = told(start=start)
    with top:
        header("ranking", report)
    match part:
        case "first":
            (section,) = report.sections
            with place:
                render.say(section.text)
                render.picture(section.pictures[0], "ranking")
            render.show_table(section.tables[0], "ranking", height=430)
            render.notes(report.notes)
        case "sure":
            _sureness(study, of_candidates(whole, ids))
        case "backtest":
            backtest.render(study, kind)
        case _:
            _methods(study, of_candidates(whole, ids))


def _methods(study: Study, shown: KindScores) -> None:
    scenario = state.session().scenario
    question = MethodsQuestion(scenario=scenario, kind=shown.kind, ids=frozenset(shown.ids))
    found = asking.at_once(study, question)
    first = first_places(study.dataset, found.ids)
    told = methods.report(found, asking.setting(study, scenario), first=first)
    render.part(told, f"methods-{shown.kind}", quoted=True)


def _sureness(study: Study, shown: KindScores) -> None:
    scenario = state.session().scenario
    uncertainty = sureness.uncertainty_choice(study, scenario)
    ranked = [row.id for row in shown.rows if row.rank is not None]
    places = st.slider(
        "How many count as the first",
        1,
        max(2, len(ranked)),
        value=first_places(study.dataset, ranked),
        key=f"sure-places:{shown.kind}",
        help="To begin with as many as the list in force has, or ten.",
        persist_state="session",
    )
    question = RankSurenessQuestion(
        scenario=scenario.of_scores,
        kind=shown.kind,
        ids=frozenset(shown.ids),
        belief=uncertainty.of(shown.kind),
        missing=uncertainty.missing,
        draws=DRAWS,
    )
    job = asking.ask(study, question, "ranks")
    found = asking.result(job, f"Ranking {len(shown.ids)} candidates")
    if found is not None and ranked:
        _ranks(study, KindRanks(shown, found, min(places, len(ranked))), uncertainty)
    _plans(study, shown.kind, uncertainty)


def _ranks(study: Study, found: KindRanks, uncertainty: UncertaintyModel) -> None:
    scenario = state.session().scenario
    sample = sureness.known(study, scenario, uncertainty)
    in_plans = {} if sample is None else {one.id: one for one in core_indices(sample)}
    place = st.container()
    start, _ = page_of(found.lines, rank_sureness.PICTURED, "sure-page")
    told = rank_sureness.report(
        {found.scores.kind: found},
        uncertainty,
        asking.setting(study, scenario),
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
    names = {line.id: line.name for line in found.lines}
    if len(names) < 2:
        return
    st.markdown("#### What speaks for one of them?")
    chosen = picked(
        "Candidate",
        names,
        f"{CANDIDATE}:{found.scores.kind}",
        label_visibility="collapsed",
        help="In the order of the ranking.",
    )
    sections = rank_sureness.candidate(found, str(chosen))
    for column, one in zip(st.columns(2, gap="medium"), sections, strict=True):
        with column:
            render.section(one, "sure")


def _plans(study: Study, kind: str, uncertainty: UncertaintyModel) -> None:
    label = markdown(study.configuration.criteria.kinds[kind].label.lower())
    st.markdown(f"#### And which {label} are in the plan?")
    st.caption(
        "A place is not a plan: a plan also heeds staff, money, rules and balance. So the whole "
        "plan is made again for each draw."
    )
    if not sureness.switch(SWITCH):
        return
    planned = asking.at_hand(asking.current(study)).planned
    if planned is None:
        st.info("There is no plan of these levers yet; see the page What-if.")
        return
    sureness.show(study, state.session().scenario, planned, uncertainty, "ranking", kind)


show()

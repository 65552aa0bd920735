"""Compare: which scenario?"""

from collections.abc import Mapping

import streamlit as st

from app.web import asking, render, scenarios, state
from app.web.what_if.kept import label
from app.web.widgets import fields
from app.web.widgets.fields import field_key, retry
from app.web.widgets.header import header, problems
from config.problems import InputError
from optimizer.levers import canonical
from optimizer.scenario import Scenario
from optimizer.study import BASELINE, Study
from questions.compare import MOST, CompareQuestion
from questions.scenarios import fitting, scenario_file, scenario_of
from reports.compare import Named, report
from reports.escape import visible

# Place of the question: another one there gives up the one before.
PLACE = "scenarios side by side"
# Options that are no kept scenario; ids of those are hexadecimal.
NO_LEVERS, NOW, HANDED = "baseline", "now", "handed"
# Scenarios that are compared until somebody chooses.
USUALLY = 3
# What is said until two scenarios are chosen.
CHOOSE = "Choose two scenarios at least: keep some on What-if, or hand over links."
WAIT = "The scenarios are being planned …"


def show() -> None:
    """Render the page."""
    study = state.study()
    head = st.container()
    offered = _offered()
    chosen = _choice(offered)
    _hand_over(study)
    named, wrong = _fitting({one: offered[one] for one in chosen}, study)
    if wrong:
        problems(wrong, "Some scenarios do not fit what there is now, and are left out:")
    if len(named) < 2:
        with head:
            header("compare", CHOOSE)
        return
    question = CompareQuestion.of(*(one.scenario for one in named), plan=asking.effort())
    job = asking.ask(study, question, PLACE)
    asking.wait(job, asking.PATIENCE)
    found = asking.result(job, "Planning the scenarios")
    told = None
    if found is not None:
        told = report(found, named, asking.setting(study, BASELINE), stopped=asking.stopped(job))
    with head:
        header("compare", WAIT if told is None else told.answer)
    if told is not None:
        render.body(told, "compare")


def _offered() -> Mapping[str, Named]:
    """Return everything that can be compared, by key; the baseline first."""
    mine, kept = state.session(), scenarios.kept()
    found = {NO_LEVERS: Named(BASELINE)}
    if mine.moved:
        found[NOW] = Named(mine.scenario)
    for one in kept.latest:
        for saved in reversed(kept.versions[one.id]):
            found[f"{saved.id}@{saved.version}"] = Named(saved.scenario, saved, kept.author(saved))
    for place, scenario in enumerate(mine.handed):
        found[f"{HANDED}:{place}"] = Named(scenario)
    return found


def _choice(offered: Mapping[str, Named]) -> tuple[str, ...]:
    mine, kept = state.session(), scenarios.kept()
    wanted = _usual() if mine.compared is None else mine.compared
    chosen = tuple(one for one in wanted if one in offered)
    key = field_key("compared", chosen, lambda shown, now: tuple(shown) == now)

    def change() -> None:
        mine.compared = tuple(st.session_state[key])

    def words(one: str) -> str:
        named = offered[one]
        if one == NOW:
            return f"{visible(named.scenario.name)} (as on What-if now)"
        return visible(named.scenario.name if named.saved is None else label(named.saved, kept))

    st.multiselect(
        "Scenarios side by side; the first is what the others are held to",
        list(offered),
        default=list(chosen),
        format_func=words,
        key=key,
        on_change=change,
        max_selections=MOST,
        placeholder="Choose scenarios …",
        select_all=False,
    )
    return chosen


def _usual() -> tuple[str, ...]:
    """Return what is compared until somebody chooses: the baseline, What-if, what is kept."""
    mine = state.session()
    usual = [NO_LEVERS, *((NOW,) if mine.moved else ())]
    others = [
        f"{one.id}@{one.version}"
        for one in scenarios.kept().latest
        if canonical(one.scenario) != canonical(mine.scenario)
    ]
    return (*usual, *others[: USUALLY - len(usual)])


def _hand_over(study: Study) -> None:
    fields.notices()
    key = f"compare-link:{len(state.session().handed)}"
    with st.popover("Add a link or a file", icon=":material/add_link:"):
        st.text_input(
            "Link, or levers",
            key=key,
            on_change=lambda: retry(lambda: _taken(str(st.session_state[key]), study)),
            placeholder="such as: weeks.europe=122&name=Fewer people",
            help="A link of this app as somebody sent it, or levers as JSON.",
        )
        files = st.file_uploader(
            "Files of levers (JSON or YAML)",
            type=["json", "yaml", "yml"],
            accept_multiple_files=True,
            key="compare-files",
            help="Such as those that focus plan --json writes. Nothing leaves this machine.",
        )

        def take() -> None:
            state.session().notices = ()
            for one in files or ():
                _added(one.name, one.getvalue(), study)

        st.button("Add these files", on_click=take, disabled=not files)


def _added(file: str, content: bytes, study: Study) -> None:
    """Add the scenario of a file; what is wrong with it is told, the others are taken."""
    before = state.session().notices
    retry(lambda: _add(scenario_file(file, content, study)))
    state.session().notices = (*before, *state.session().notices)


def _taken(text: str, study: Study) -> None:
    """Add what was typed.

    Raises:
        InputError: it is no scenario, or does not fit.
    """
    if text.strip():
        _add(scenario_of(text, study, "Link, or levers"))


def _add(scenario: Scenario) -> None:
    mine = state.session()
    before = _usual() if mine.compared is None else mine.compared
    mine.handed = (*mine.handed, scenario)
    mine.compared = (*before, f"{HANDED}:{len(mine.handed) - 1}")


def _fitting(
    chosen: Mapping[str, Named], study: Study
) -> tuple[tuple[Named, ...], tuple[str, ...]]:
    """Return the scenarios that can be planned on the present inputs, and what is wrong."""
    found: list[Named] = []
    wrong: list[str] = []
    for one in chosen.values():
        try:
            scenario = fitting(one.scenario, study)
        except InputError as error:
            wrong += map(str, error.problems)
        else:
            found.append(Named(scenario, one.saved, one.author))
    return tuple(found), tuple(wrong)


show()

"""The lists of later years as the same criteria would have them: made when asked for."""

import os
from pathlib import Path

import streamlit as st

from app import DATA
from app.web import asking, state
from app.web.widgets.header import problems
from config.configuration import Configuration
from config.problems import InputError, Problems
from data.cycles import CYCLES, CycleId
from data.dataset import Dataset
from data.later import everything
from data.vintage import at
from optimizer.study import Study
from questions.job import Job
from questions.overlay import with_ratings
from questions.years import Years, YearsQuestion, check_order, read_years
from reports.report import Report
from reports.setting import Setting
from reports.years import TITLE, report

PLACE = "year after year"
USUAL = "2021..2023"


def render_years(study: Study) -> None:
    """Offer to make the lists of later years; show what moved them."""
    st.markdown(f"#### {TITLE}")
    typed = st.text_input(
        "Lists of",
        USUAL,
        key="years",
        width=240,
        help="2021..2023, or 2021,2023. Each list is made from what was known by the end of that "
        "year, beside the list of the year before; weights, rules, staff and money stay as now.",
    )
    wanted = st.toggle(
        "Make the list of each year",
        key="years-wanted",
        help="Makes five plans a year: with three years a minute or more.",
    )
    if not wanted:
        return
    scenario = state.session().scenario
    try:
        whole = dataset(study.configuration)
        study = _first(study, whole)
        question = YearsQuestion.over(
            whole,
            years=_years(typed, study),
            scenario=scenario,
            plan=asking.effort(),
        )
    except InputError as error:
        problems(error, "The lists cannot be made as it is. Mend this:")
        return

    def made(found: Years, job: Job[Years]) -> Report:
        setting = asking.setting(study, scenario, found.lists[0].plan)
        later = {
            day: Setting(one, scenario, queue=setting.queue)
            for day, one in question.studies(study, found).items()
        }
        return report(found, setting, later=later, stopped=asking.stopped(job))

    asking.shown(study, question, PLACE, "Making the list of each year", made, "years-found")


def _years(typed: str, study: Study) -> tuple[str, ...]:
    wrong = Problems()
    years = read_years("Lists of", typed, wrong)
    if years:
        check_order("Lists of", years, study, wrong)
    wrong.raise_if_any()
    return years


def _first(study: Study, whole: Dataset) -> Study:
    """Return what was known for the first list: under the strategy also what came before it."""
    mine = state.session()
    if not _strategy():
        return study
    first = Study(at(whole, mine.as_of or None), study.configuration)
    return with_ratings(first, mine.ratings) if mine.ratings else first


def _strategy() -> bool:
    own = state.session().own
    return own is not None and own.name == CYCLES[CycleId.STRATEGY_2023].label


def dataset(configuration: Configuration) -> Dataset:
    """Return the dataset of the session with everything that is dated."""
    brought = state.session().brought
    if _strategy():
        return _read(str(CYCLES[CycleId.STRATEGY_2023].data), configuration)
    if brought is not None:
        return brought.dataset
    folder = os.environ.get(DATA)
    return _read(folder, configuration)


@st.cache_resource(show_spinner="Reading what became known later …", max_entries=4)
def _read(folder: str | None, _configuration: Configuration) -> Dataset:
    return everything(Path(folder) if folder else None, _configuration)

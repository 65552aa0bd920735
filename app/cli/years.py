"""The lists of several years, one after the other: ``focus reassess --years``."""

from collections.abc import Mapping

from app.cli.asking import Asking
from app.cli.failure import finish
from app.cli.options import Out
from app.cli.reading import Reader
from app.cli.render import show
from data.later import everything, is_strategy
from data.vintage import at
from optimizer.attribution import ATTRIBUTION
from optimizer.study import Study
from questions.years import YearsQuestion, check_order, read_years
from reports.setting import Setting
from reports.years import report

OPTION = "--years"


def year_after_year(reader: Reader, typed: str, others: Mapping[str, object], out: Out) -> None:
    """Make the lists of later years, and say what moved them."""
    years = read_years(OPTION, typed, reader.problems)
    for option, value in others.items():
        if value is not None:
            must, do = f"does not go with {OPTION}", "Leave one of the two out."
            reader.problems.add(option, must, do, value=str(value))
    limits = reader.limits(each=ATTRIBUTION)
    study = reader.study
    dataset = everything(reader.asked.data, study.configuration)
    if reader.asked.data is not None and is_strategy(reader.asked.data):
        reader.study = study = Study(at(dataset, reader.asked.as_of), study.configuration)
    check_order(OPTION, years, study, reader.problems)
    asking = Asking.of(reader, limits)
    question = YearsQuestion.over(
        dataset, years=years, scenario=asking.scenario, plan=limits.plan, effort=limits.each
    )
    found = asking.ask(question, "Making the list of each year")
    plan = None if found is None else found.lists[0].plan
    later = {
        day: Setting(one, asking.scenario, queue=asking.queue)
        for day, one in ({} if found is None else question.studies(study, found)).items()
    }
    told = report(
        found,
        Setting(study, asking.scenario, plan, asking.queue),
        later=later,
        stopped=asking.stop.by,
    )
    show(asking.taken(told), out)
    finish(answered=found is not None and len(found.lists) > 1)

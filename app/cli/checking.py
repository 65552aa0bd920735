"""From the options of ``focus check`` to its report."""

from pathlib import Path

from app.cli.output import working
from app.cli.planning import opened
from app.cli.solving import read_limits, searching
from config.problems import Problems
from questions.asking import ask
from questions.check import CheckQuestion
from questions.question import NothingYetError
from reports.check import report
from reports.report import Report
from reports.setting import Setting


def checked(data: Path | None, config: Path | None, time_limit: str | None) -> Report:
    """Return what was found about inputs that are as they must be.

    Raises:
        InputError: they are not, or the option is not; carries every problem.
    """
    problems = Problems()
    limits = read_limits(None, time_limit, problems)
    with working("Reading the dataset and the configuration"):
        study = opened(data, config, problems)
        problems.raise_if_any()
    with working("Looking for conditions that no plan meets"), searching(limits) as search:
        try:
            found = ask(study, CheckQuestion(), stop=search.stop).result
        except NothingYetError:
            found = ask(study, CheckQuestion(search=False)).result
    return report(found, Setting(study))

"""From the options of ``focus partners`` to what is looked at: a view, its focus areas, a plan."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from pathlib import Path

from app.cli.limits import within
from app.cli.planning import found_plan, opened
from app.cli.solving import Limits, read_limits, searching
from config.names import resolve
from config.problems import InputError, Problems
from data.dataset import Dataset
from ecosystem.graph import in_force, names_of
from optimizer.plan import Plan
from optimizer.study import Study
from questions.jobs import JobQueue
from questions.plan import PlanQuestion


class View(StrEnum):
    """What is asked about the partners."""

    OVERVIEW = "overview"
    OF = "of"
    OVERLAP = "overlap"
    GAPS = "gaps"
    DEPENDENCE = "dependence"
    WITHOUT = "without"


NEEDS_PLAN = frozenset({View.DEPENDENCE, View.WITHOUT})
"""Views that speak of a plan whether or not ``--plan`` is given."""


@dataclass(frozen=True)
class AskedPartners:
    """The options as they were typed."""

    data: Path | None
    config: Path | None
    of: str | None = None
    without: str | None = None
    overlap: bool = False
    gaps: bool = False
    dependence: bool = False
    plan: bool = False
    time_limit: str | None = None
    top: int | None = None


@dataclass(frozen=True)
class Seen:
    """What is looked at.

    Attributes:
        study: dataset and configuration.
        view: the question.
        subject: the candidate or partner of the question; None for the others.
        focus: ids of the focus areas: of the plan if there is one, or the list in force.
        plan: the plan, where one was asked for.
        limits: how hard, and how long, plans are looked for.
        queue: knows what is worked out already.
        top: most lines of a table; None = the table's own choice, 0 = all.
    """

    study: Study
    view: View
    subject: str | None
    focus: tuple[str, ...]
    plan: Plan | None
    limits: Limits
    queue: JobQueue
    top: int | None

    @property
    def dataset(self) -> Dataset:
        """The dataset of the study."""
        return self.study.dataset

    @cached_property
    def names(self) -> dict[str, str]:
        """Id → name, of candidates and partners."""
        return names_of(self.dataset)

    @property
    def no_plan(self) -> bool:
        """Whether a plan was asked for and none found."""
        return self.plan is not None and not self.plan.found

    def most(self, usual: int) -> int | None:
        """Return the most lines of a table that usually has so many; None = all."""
        return usual if self.top is None else self.top or None


def look(asked: AskedPartners) -> Seen:
    """Return what is to be looked at, with a plan where one is needed.

    Raises:
        InputError: an input or an option is not as it must be; carries every problem.
    """
    problems = Problems()
    view = _view(asked, problems)
    within("--top", asked.top, problems)
    limits = read_limits(None, asked.time_limit, problems)
    study = opened(asked.data, asked.config, problems)
    subject = _subject(asked, study.dataset, problems)
    if problems or limits is None:
        raise InputError(problems.found())
    queue = JobQueue(cores=0)
    plan = _plan(study, queue, limits) if asked.plan or view in NEEDS_PLAN else None
    found = plan is not None and plan.found
    return Seen(
        study=study,
        view=view,
        subject=subject,
        focus=tuple(sorted(plan.ids)) if plan and found else in_force(study.dataset),
        plan=plan,
        limits=limits,
        queue=queue,
        top=asked.top,
    )


def _view(asked: AskedPartners, problems: Problems) -> View:
    wanted = [
        view
        for view, given in (
            (View.OF, asked.of is not None),
            (View.OVERLAP, asked.overlap),
            (View.GAPS, asked.gaps),
            (View.DEPENDENCE, asked.dependence),
            (View.WITHOUT, asked.without is not None),
        )
        if given
    ]
    if len(wanted) > 1:
        problems.add(
            "command line",
            must=f"one question at a time; found --{' and --'.join(wanted)}",
            do="Ask them one after the other.",
        )
    return wanted[0] if wanted else View.OVERVIEW


def _subject(asked: AskedPartners, dataset: Dataset, problems: Problems) -> str | None:
    partners = {partner.id: partner.name for partner in dataset.partners}
    if asked.without is not None:
        what = "a partner of the dataset"
        return resolve(asked.without, partners, what, "--without", problems)
    if asked.of is not None:
        what = "a candidate or a partner of the dataset"
        return resolve(asked.of, names_of(dataset), what, "--of", problems)
    return None


def _plan(study: Study, queue: JobQueue, limits: Limits) -> Plan:
    with searching(limits) as search:
        return found_plan(study, PlanQuestion(effort=limits.plan), queue, search, limits).plan

"""From the options of ``focus partners`` to a report: what is looked at, a plan, files."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from app.cli.interruption import INTERRUPTION
from app.cli.limits import within
from app.cli.output import working_on
from app.cli.planning import found_plan, opened
from app.cli.solving import Limits, read_limits, searching
from app.export import files
from app.export.tables import csv
from config.names import resolve
from config.problems import InputError, Problems
from data.dataset import Dataset
from optimizer.plan import Plan
from optimizer.study import Study
from questions.jobs import JobQueue
from questions.partners import (
    CandidateQuestion,
    EverythingQuestion,
    GapsQuestion,
    GraphQuestion,
    LossesQuestion,
    OverlapsQuestion,
    PartnerQuestion,
    ServedQuestion,
    TiesQuestion,
    WithoutQuestion,
    services_of,
)
from questions.plan import PlanQuestion
from questions.question import NothingYetError, Question, Result
from reports.partners import candidate, ecosystem, gaps, loss, overlap, partner
from reports.report import Report, Row
from reports.setting import Setting

LOOKED_AT = 10
"""Partners whose loss is worked out in a plan."""
OVERVIEW, OF, OVERLAP, GAPS, DEPENDENCE, WITHOUT = (
    "overview", "of", "overlap", "gaps", "dependence", "without",
)  # fmt: skip
NEEDS_PLAN = (DEPENDENCE, WITHOUT)
"""Views that speak of a plan whether or not ``--plan`` is given."""
NO_PLAN = "No plan was found, so there is none to look at."
ENDED = "The search was ended before anything was found."


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
    graphml: Path | None = None
    csv: Path | None = None
    overwrite: bool = False


@dataclass(frozen=True)
class Seen:
    """What is looked at."""

    study: Study
    view: str
    subject: str
    """The candidate or partner of the question; blank for the others."""
    plan: Plan | None
    """Where one was asked for."""
    limits: Limits
    queue: JobQueue
    top: int | None
    """Most lines of a table; None = the table's own choice, 0 = all."""

    @property
    def no_plan(self) -> bool:
        """Whether a plan was asked for and none found."""
        return self.plan is not None and not self.plan.found

    @property
    def focus(self) -> tuple[str, ...]:
        """The focus areas: of the plan if there is one, else the list in force."""
        if self.plan is not None and self.plan.found:
            return tuple(sorted(self.plan.ids))
        return tuple(sorted(one.id for one in self.study.dataset.candidates if one.incumbent))

    @property
    def setting(self) -> Setting:
        """What reports need."""
        return Setting(self.study, plan=self.plan, queue=self.queue)

    def at_once(self, question: Question[Result]) -> Result:
        """Return the result of a question that takes no search."""
        return self.queue.answer(self.study, question).result

    def search(self, question: Question[Result], what: str) -> Result | None:
        """Return the result of a question; None when it was ended before there was any."""
        with (
            searching(self.limits) as search,
            working_on(f"{what} (Ctrl-C: the best so far)") as told,
        ):
            try:
                return self.queue.answer(
                    self.study, question, stop=search.stop, progress=told
                ).result
            except NothingYetError:
                return None


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
    if asked.graphml is not None:
        files.check(
            "--graphml", [asked.graphml], problems, overwrite=asked.overwrite,
            inputs=_inputs(asked),
        )  # fmt: skip
    if asked.csv is not None:
        files.check_folder("--csv", asked.csv, problems, inputs=_inputs(asked))
    if problems or limits is None:
        raise InputError(problems.found())
    queue, plan = JobQueue(cores=0), None
    if asked.plan or view in NEEDS_PLAN:
        with searching(limits) as search:
            question = PlanQuestion(effort=limits.plan)
            plan = found_plan(study, question, queue, search, limits).plan
    return Seen(study, view, subject, plan, limits, queue, asked.top)


def _view(asked: AskedPartners, problems: Problems) -> str:
    wanted = [
        view
        for view, given in (
            (OF, asked.of is not None),
            (OVERLAP, asked.overlap),
            (GAPS, asked.gaps),
            (DEPENDENCE, asked.dependence),
            (WITHOUT, asked.without is not None),
        )
        if given
    ]
    if len(wanted) > 1:
        problems.add(
            "command line",
            must=f"one question at a time; found --{' and --'.join(wanted)}",
            do="Ask them one after the other.",
        )
    return wanted[0] if wanted else OVERVIEW


def _subject(asked: AskedPartners, dataset: Dataset, problems: Problems) -> str:
    partners = {partner.id: partner.name for partner in dataset.partners}
    found: str | None = ""
    if asked.without is not None:
        what = "a partner of the dataset"
        found = resolve(asked.without, partners, what, "--without", problems)
    elif asked.of is not None:
        everybody = {one.id: one.name for one in dataset.candidates} | partners
        what = "a candidate or a partner of the dataset"
        found = resolve(asked.of, everybody, what, "--of", problems)
    return found or ""


def report(seen: Seen) -> Report:
    """Return the view that was asked for, with what it was made from, as short as wanted."""
    found = Report("partners", "Who else is there?", NO_PLAN) if seen.no_plan else _report(seen)
    plan = seen.plan
    facts: Row = {
        "view": seen.view,
        "focus": {
            "of": "list in force" if plan is None or seen.no_plan else "plan",
            "ids": seen.focus,
        },
        "plan": None
        if plan is None
        else plan.model_dump(include={"status", "value", "bound", "gap"}),
        **found.facts,
        "inputs": {
            "dataset": seen.study.dataset.content_hash,
            "config": seen.study.configuration.content_hash,
        },
        "interrupted": INTERRUPTION.interrupted,
    }
    return _shortened(replace(found, facts=facts), seen.top)


def _report(seen: Seen) -> Report:
    setting, focus = seen.setting, seen.focus
    match seen.view:
        case "of" if seen.subject in seen.study.dataset.by_id:
            about = seen.at_once(CandidateQuestion(candidate=seen.subject))
            return candidate.report(about, setting)
        case "of":
            one = seen.at_once(PartnerQuestion(partner=seen.subject, focus=focus))
            return partner.report(one, setting)
        case "overlap":
            planned = None if seen.plan is None else services_of(seen.plan)
            shared = seen.at_once(OverlapsQuestion(focus=focus, planned=planned))
            return overlap.report(shared, setting)
        case "gaps":
            return gaps.report(seen.at_once(GapsQuestion(focus=focus)), setting)
        case "dependence":
            most = LOOKED_AT if seen.top is None else seen.top or None
            losses = seen.search(
                LossesQuestion(plan=seen.limits.plan, most=most),
                "Working out what the plan loses with its partners",
            )
            if losses is None:
                return Report("partners", "What does the plan lose with each partner?", ENDED)
            return loss.losses(losses, setting, seen.at_once(TiesQuestion(focus=focus)))
        case "without":
            gone = seen.search(
                WithoutQuestion(plan=seen.limits.plan, partner=seen.subject),
                "Planning anew without the partner",
            )
            if gone is None:
                facts = {"without": None, "replanned": None}
                title = "What does the plan lose without this partner?"
                return Report("partners", title, ENDED, facts=facts)
            return loss.without(gone, setting)
        case _:
            served, ties = ServedQuestion(focus=focus), TiesQuestion(focus=focus)
            return ecosystem.report(seen.at_once(served), setting, ties=seen.at_once(ties))


def _shortened(found: Report, most: int | None) -> Report:
    """Return a report whose tables show so many rows where there is little room.

    Args:
        found: the report.
        most: rows; None = as many as each table shows by itself, 0 = all.
    """
    if most is None:
        return found
    sections = tuple(
        replace(section, tables=tuple(replace(one, most=most or None) for one in section.tables))
        for section in found.sections
    )
    return replace(found, sections=sections)


def hints(seen: Seen, found: Report, written: tuple[Path, ...]) -> Iterator[str]:
    """Yield what else the command can do, and what it has written."""
    if seen.no_plan:
        yield "focus plan says why."
    elif seen.view == OVERVIEW:
        yield "Next: focus partners --overlap, --gaps, --dependence, --of ID, --without PARTNER."
    elif seen.view == OVERLAP and seen.plan is None:
        yield "--plan adds what the recommended plan would repeat."
    elif seen.view == DEPENDENCE:
        yield "--without PARTNER plans anew without one of them."
    elif seen.view == OF and seen.subject not in seen.study.dataset.by_id:
        yield f"focus partners --without {seen.subject} says what the plan would lose without it."
    if any(len(table.brief) < len(table.rows) for table in found.tables):
        yield "--top 0 shows all."
    if written:
        yield f"Written: {', '.join(map(str, written))}."


def _inputs(asked: AskedPartners) -> tuple[Path, ...]:
    return tuple(folder for folder in (asked.data, asked.config) if folder is not None)


def export(seen: Seen, asked: AskedPartners) -> tuple[Path, ...]:
    """Write the files that were asked for; return their places.

    Raises:
        InputError: a file exists already, or cannot be written.
    """
    write = partial(files.write, overwrite=asked.overwrite, inputs=_inputs(asked))
    written: tuple[Path, ...] = ()
    if asked.graphml is not None:
        written += write("--graphml", {asked.graphml: seen.at_once(GraphQuestion())})
    if asked.csv is not None:
        tables = seen.at_once(EverythingQuestion(focus=seen.focus))
        content = {asked.csv / f"{name}.csv": csv(table) for name, table in tables.items()}
        written += write("--csv", content, folder=asked.csv)
    return written

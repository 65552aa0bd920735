"""What ``focus partners`` looks at: a view, its focus areas, a plan; and the files it writes."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from app.cli.failure import finish
from app.cli.interruption import INTERRUPTION
from app.cli.limits import within
from app.cli.output import working_on
from app.cli.planning import folders as read_from
from app.cli.planning import found_plan, opened
from app.cli.render import show
from app.cli.solving import Limits, read_limits, searching
from app.export import files
from app.export.tables import csv as as_csv
from config.names import resolve
from config.problems import InputError, Problems
from data.dataset import Dataset
from optimizer.plan import Plan
from optimizer.study import Study
from questions import partners as ask
from questions.jobs import JobQueue
from questions.plan import PlanQuestion
from questions.question import NothingYetError, Question, Result
from reports.partners import candidate, ecosystem, gaps, loss, overlap, partner
from reports.report import Report, Row
from reports.setting import Setting

LOOKED_AT = 10
"""Partners whose loss is worked out in a plan."""
NEEDS_PLAN = ("dependence", "without")
"""Views that speak of a plan whether or not ``--plan`` is given."""
NO_PLAN = "No plan was found, so there is none to look at."
ENDED = "The search was ended before anything was found."


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

    def at_once(self, question: Question[Result]) -> Result:
        """Return the result of a question that takes no search."""
        return self.queue.answer(self.study, question).result

    def search(self, question: Question[Result], what: str) -> Result | None:
        """Return the result of a question; None when it was ended before there was any."""
        doing = working_on(f"{what} (Ctrl-C: the best so far)")
        with searching(self.limits) as search, doing as told:
            try:
                answer = self.queue.answer(self.study, question, stop=search.stop, progress=told)
            except NothingYetError:
                return None
        return answer.result


def tell(
    asked: Mapping[str, str | bool | None],
    folders: tuple[Path | None, Path | None],
    *,
    plan: bool,
    time_limit: str | None,
    top: int | None,
    graphml: Path | None,
    csv: Path | None,
    overwrite: bool,
    as_json: bool,
) -> None:
    """Say what was asked for, and write the files that were asked for.

    Args:
        asked: view → its option, as typed.
        folders: of the dataset and of the configuration; None = the bundled ones.
        plan: whether to look at the recommended plan.
        time_limit: as typed.
        top: most lines of a table.
        graphml: file for the network.
        csv: folder for tables.
        overwrite: whether files that exist are replaced.
        as_json: whether machines read it.

    Raises:
        InputError: an input or an option is not as it must be; carries every problem.
    """
    inputs = read_from(*folders)
    check = partial(files.check, overwrite=overwrite, inputs=inputs)
    problems = Problems()
    view = _view(asked, problems)
    within("--top", top, problems)
    limits = read_limits(None, time_limit, problems)
    study = opened(*folders, problems)
    subject = _subject(asked, study.dataset, problems)
    if graphml is not None:
        check("--graphml", [graphml], problems)
    if csv is not None:
        files.check_folder("--csv", csv, problems, inputs=inputs)
    if problems or limits is None:
        raise InputError(problems.found())
    queue, made = JobQueue(cores=0), None
    if plan or view in NEEDS_PLAN:
        with searching(limits) as search:
            made = found_plan(study, PlanQuestion(effort=limits.plan), queue, search, limits).plan
    seen = Seen(study, view, subject, made, limits, queue, top)
    found = _report(seen)
    write = partial(files.write, overwrite=overwrite, inputs=inputs)
    written: list[Path] = []
    if graphml is not None:
        written += write("--graphml", {graphml: seen.at_once(ask.GraphQuestion())})
    if csv is not None:
        tables = seen.at_once(ask.EverythingQuestion(focus=seen.focus))
        content = {csv / f"{name}.csv": as_csv(table) for name, table in tables.items()}
        written += write("--csv", content, folder=csv)
    show(found, as_json=as_json, every=top == 0, hints=_hints(seen, found, written))
    none = made is not None and made.status == "infeasible"
    finish(answered=not seen.no_plan, proven_none=none)


def _view(asked: Mapping[str, str | bool | None], problems: Problems) -> str:
    wanted = [view for view, given in asked.items() if given not in (None, False)]
    if len(wanted) > 1:
        problems.add(
            "command line",
            must=f"one question at a time; found --{' and --'.join(wanted)}",
            do="Ask them one after the other.",
        )
    return wanted[0] if wanted else "overview"


def _subject(asked: Mapping[str, str | bool | None], dataset: Dataset, problems: Problems) -> str:
    partners = {partner.id: partner.name for partner in dataset.partners}
    everybody = {one.id: one.name for one in dataset.candidates} | partners
    for option, among, what in (
        ("without", partners, "a partner of the dataset"),
        ("of", everybody, "a candidate or a partner of the dataset"),
    ):
        text = asked[option]
        if isinstance(text, str):
            return resolve(text, among, what, f"--{option}", problems) or ""
    return ""


def _report(seen: Seen) -> Report:
    """Return the view that was asked for, with what it was made from, as short as wanted."""
    found = Report("partners", "Who else is there?", NO_PLAN) if seen.no_plan else _view_of(seen)
    plan, study = seen.plan, seen.study
    facts: Row = {
        "view": seen.view,
        "focus": {
            "of": "list in force" if plan is None or seen.no_plan else "plan",
            "ids": seen.focus,
        },
        "plan": None if plan is None else loss.proof(plan),
        **found.facts,
        "inputs": {
            "dataset": study.dataset.content_hash,
            "config": study.configuration.content_hash,
        },
        "interrupted": INTERRUPTION.interrupted,
    }
    if seen.top is None:
        return replace(found, facts=facts)
    most = seen.top or None
    sections = tuple(
        replace(section, tables=tuple(replace(table, most=most) for table in section.tables))
        for section in found.sections
    )
    return replace(found, facts=facts, sections=sections)


def _view_of(seen: Seen) -> Report:
    setting, focus = Setting(seen.study, plan=seen.plan, queue=seen.queue), seen.focus
    effort, subject = seen.limits.plan, seen.subject
    match seen.view:
        case "of" if subject in seen.study.dataset.by_id:
            return candidate.report(seen.at_once(ask.CandidateQuestion(candidate=subject)), setting)
        case "of":
            about = ask.PartnerQuestion(partner=subject, focus=focus)
            return partner.report(seen.at_once(about), setting)
        case "overlap":
            planned = None if seen.plan is None else ask.services_of(seen.plan)
            shared = ask.OverlapsQuestion(focus=focus, planned=planned)
            return overlap.report(seen.at_once(shared), setting)
        case "gaps":
            return gaps.report(seen.at_once(ask.GapsQuestion(focus=focus)), setting)
        case "dependence":
            most = LOOKED_AT if seen.top is None else seen.top or None
            losses = seen.search(
                ask.LossesQuestion(plan=effort, most=most),
                "Working out what the plan loses with its partners",
            )
            if losses is None:
                return Report("partners", loss.EACH, ENDED)
            ties = seen.at_once(ask.TiesQuestion(focus=focus))
            return loss.losses(losses, setting, ties)
        case "without":
            gone = seen.search(
                ask.WithoutQuestion(plan=effort, partner=subject),
                "Planning anew without the partner",
            )
            if gone is None:
                facts = {"without": None, "replanned": None}
                return Report("partners", loss.EACH, ENDED, facts=facts)
            return loss.without(gone, setting)
        case _:
            served = seen.at_once(ask.ServedQuestion(focus=focus))
            ties = seen.at_once(ask.TiesQuestion(focus=focus))
            return ecosystem.report(served, setting, ties=ties)


def _hints(seen: Seen, found: Report, written: list[Path]) -> Iterator[str]:
    """Yield what else the command can do, and what it has written."""
    if seen.no_plan:
        yield "focus plan says why."
    elif seen.view == "overview":
        yield "Next: focus partners --overlap, --gaps, --dependence, --of ID, --without PARTNER."
    elif seen.view == "overlap" and seen.plan is None:
        yield "--plan adds what the recommended plan would repeat."
    elif seen.view == "dependence":
        yield "--without PARTNER plans anew without one of them."
    elif seen.view == "of" and seen.subject not in seen.study.dataset.by_id:
        yield f"focus partners --without {seen.subject} says what the plan would lose without it."
    if any(len(table.brief) < len(table.rows) for table in found.tables):
        yield "--top 0 shows all."
    if written:
        yield f"Written: {', '.join(map(str, written))}."

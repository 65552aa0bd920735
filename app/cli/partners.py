"""What ``focus partners`` looks at: a view, its focus areas, a plan; and the files it writes."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from app.cli.asking import Asking
from app.cli.commands.partners import PartnersOptions
from app.cli.failure import finish
from app.cli.interruption import INTERRUPTION
from app.cli.options import Asked, Out
from app.cli.reading import Reader
from app.cli.render import show
from app.export import files
from app.export.tables import csv as as_csv
from optimizer.plan import Plan
from optimizer.study import Study
from questions import partners as ask
from reports.partners import candidate, ecosystem, gaps, loss, overlap, partner
from reports.partners.words import NO_LIST
from reports.report import Note, Report, Row
from reports.setting import Setting

LOOKED_AT = 10
"""Partners whose loss is worked out in a plan."""
VIEWS = ("of", "overlap", "gaps", "dependence", "without")
"""The views besides the overview, each the name of its option."""
NEEDS_PLAN = ("dependence", "without")
"""Views that speak of a plan whether or not ``--plan`` is given."""
NO_PLAN = "No plan was found, so there is none to look at."
ENDED = "The search was ended before anything was found."


def tell(asked: Asked, options: PartnersOptions, *, out: Out) -> None:
    """Say what was asked for, and write the files that were asked for."""
    reader = Reader(asked, out)
    view = _view(reader, options)
    reader.within("--top", options.top)
    limits = reader.limits()
    subject = _subject(reader, options)
    reader.file("--graphml", options.graphml, overwrite=out.overwrite)
    if options.csv is not None:
        files.check_folder("--csv", options.csv, reader.problems, inputs=reader.inputs)
    asking = Asking.of(reader, limits)
    study, top = asking.study, options.top
    in_force = [one.id for one in study.dataset.candidates if one.incumbent]
    instead = not in_force and subject not in study.dataset.by_id
    plan = asking.plan if options.plan or view in NEEDS_PLAN or instead else None
    found = plan is not None and plan.found
    focus = tuple(sorted(plan.ids if plan is not None and found else in_force))
    if plan is not None and not found:
        report = Report("partners", "Who else is there?", NO_PLAN)
    else:
        report = _view_of(asking, plan, focus, view, subject, top)
    facts: Row = {
        "view": view,
        "focus": {"of": "plan" if found else "list in force", "ids": focus},
        "plan": None if plan is None else loss.proof(plan),
        **report.facts,
        "inputs": Setting(study).inputs,
        "interrupted": INTERRUPTION.interrupted,
    }
    sections = report.sections
    if top is not None:
        sections = tuple(
            replace(one, tables=tuple(replace(table, most=top or None) for table in one.tables))
            for one in sections
        )
    notes = (*report.notes, *((Note("reading", NO_LIST),) if instead else ()))
    report = replace(report, facts=facts, sections=sections, notes=notes)
    hints = [*_hints(view, plan, subject, study)]
    if any(len(table.brief) < len(table.rows) for table in report.tables):
        hints.append("--top 0 shows all.")
    hints += _written(reader, options, asking, focus, overwrite=out.overwrite)
    show(asking.taken(report), out, every=top == 0, hints=hints)
    none = plan is not None and plan.status == "infeasible"
    finish(answered=plan is None or found, proven_none=none)


def _view(reader: Reader, options: PartnersOptions) -> str:
    wanted = [view for view in VIEWS if getattr(options, view) not in (None, False)]
    if len(wanted) > 1:
        must = f"one question at a time; found --{' and --'.join(wanted)}"
        reader.problems.add("command line", must=must, do="Ask them one after the other.")
    return wanted[0] if wanted else "overview"


def _subject(reader: Reader, options: PartnersOptions) -> str:
    dataset = reader.study.dataset
    partners = {partner.id: partner.name for partner in dataset.partners}
    everybody = {one.id: one.name for one in dataset.candidates} | partners
    what = "a partner of the dataset"
    without = reader.name("--without", options.without, partners, what)
    of = reader.name("--of", options.of, everybody, f"a candidate or {what}")
    return without or of or ""


def _written(
    reader: Reader,
    options: PartnersOptions,
    asking: Asking,
    focus: tuple[str, ...],
    *,
    overwrite: bool,
) -> Iterator[str]:
    written: list[Path] = []
    if options.graphml is not None:
        network = asking.at_once(ask.GraphQuestion())
        reader.write("--graphml", options.graphml, network, overwrite=overwrite)
        written.append(options.graphml)
    if options.csv is not None:
        tables = asking.at_once(ask.EverythingQuestion(focus=focus))
        written += files.write(
            "--csv",
            {options.csv / f"{name}.csv": as_csv(table) for name, table in tables.items()},
            folder=options.csv,
            overwrite=overwrite,
            inputs=reader.inputs,
        )
    if written:
        yield f"Written: {', '.join(map(str, written))}."


def _view_of(
    asking: Asking,
    plan: Plan | None,
    focus: tuple[str, ...],
    view: str,
    subject: str,
    top: int | None,
) -> Report:
    setting = Setting(asking.study, plan=plan, queue=asking.queue)
    effort = asking.limits.plan
    match view:
        case "of" if subject in asking.study.dataset.by_id:
            about = ask.CandidateQuestion(candidate=subject)
            return candidate.report(asking.at_once(about), setting)
        case "of":
            of = ask.PartnerQuestion(partner=subject, focus=focus)
            return partner.report(asking.at_once(of), setting)
        case "overlap":
            planned = None if plan is None else ask.services_of(plan)
            shared = ask.OverlapsQuestion(focus=focus, planned=planned)
            return overlap.report(asking.at_once(shared), setting)
        case "gaps":
            return gaps.report(asking.at_once(ask.GapsQuestion(focus=focus)), setting)
        case "dependence":
            most = LOOKED_AT if top is None else top or None
            losses = asking.ask(
                ask.LossesQuestion(plan=effort, most=most),
                "Working out what the plan loses with its partners",
            )
            if losses is None:
                return Report("partners", loss.EACH, ENDED)
            return loss.losses(losses, setting, asking.at_once(ask.TiesQuestion(focus=focus)))
        case "without":
            gone = asking.ask(
                ask.WithoutQuestion(plan=effort, partner=subject),
                "Planning anew without the partner",
            )
            if gone is None:
                facts = {"without": None, "replanned": None}
                return Report("partners", loss.EACH, ENDED, facts=facts)
            return loss.without(gone, setting)
        case _:
            served = asking.at_once(ask.ServedQuestion(focus=focus))
            ties = asking.at_once(ask.TiesQuestion(focus=focus))
            return ecosystem.report(served, setting, ties=ties)


def _hints(view: str, plan: Plan | None, subject: str, study: Study) -> Iterator[str]:
    if plan is not None and not plan.found:
        yield "focus plan says why."
    elif view == "overview":
        yield "Next: focus partners --overlap, --gaps, --dependence, --of ID, --without PARTNER."
    elif view == "overlap" and plan is None:
        yield "--plan adds what the recommended plan would repeat."
    elif view == "dependence":
        yield "--without PARTNER plans anew without one of them."
    elif view == "of" and subject not in study.dataset.by_id:
        yield f"focus partners --without {subject} says what the plan would lose without it."

"""From the options of ``focus record`` and ``focus verify`` to the record, and back."""

from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

import typer

from app.cli.asking import Asking
from app.cli.commands.record import RecordOptions
from app.cli.commands.verify import VerifyOptions
from app.cli.failure import finish
from app.cli.interruption import INTERRUPTED
from app.cli.options import Asked, Kept, Out
from app.cli.reading import Limits, Reader
from app.cli.render import show
from app.cli.round import Look
from app.export import files, record
from config.problems import InputError, Problems
from optimizer.robust.core_index import shares
from optimizer.robust.sampling import Sample
from optimizer.search.effort import HIGHS
from optimizer.study import Study
from questions.cutoff import CutOffQuestion
from questions.decision import Decision, DecisionQuestion, Which
from questions.plan import Planned
from questions.question import engine
from questions.recheck import Looked, Mismatch, Rechecked, add_up, prove, search_again
from questions.robust import SampleQuestion
from records.adopted import Adopted, adopted, minutes_differ
from records.adopted import faults as misfits
from reports import record as told
from reports import round as rounds
from reports.setting import Setting

FILE = "FILE.zip"


def make(wanted: RecordOptions, asked: Asked, of: Kept, *, as_json: bool) -> None:
    """Make a record, and say what is in it.

    Raises:
        typer.Exit: there is no plan, or it was ended early.
    """
    reader = Reader(asked)
    reader.within("--others", wanted.others or None)
    reader.within("--draws", wanted.draws or None)
    if wanted.file.suffix.lower() != ".zip":
        do = "Write, say, focus record decision.zip."
        reader.problems.add(FILE, "must end in .zip", do, value=str(wanted.file))
    reader.file(FILE, wanted.file, overwrite=wanted.overwrite)
    look = Look.instead(reader, of, wanted.which)
    asking = Asking.of(reader, Limits()) if look is None else look.asking
    study, planned = asking.study, None if look is None else look.final
    acts = view = head = None
    if look is not None and planned is not None:
        view = look.view
        with look.records.reading() as connection:
            acts = adopted(connection, view, planned)
        head = acts.head
    elif not asking.plan.found:
        asking.tell(asking.brief, Out(as_json=as_json), answered=False)
        return
    decision = asking.ask(_question(wanted, asking, planned, acts), "Looking for other plans")
    sample = _sample(wanted, asking)
    if decision is None or asking.stop.thrown:
        asking.tell(asking.brief, Out(as_json=as_json), answered=False)
        return
    decision = decision.with_draws(sample, None if view is None else view.shares)
    setting = Setting(study, decision.scenario, decision.plan, asking.queue)
    title = wanted.title or (
        study.configuration.criteria.title if look is None else look.round.title
    )
    minutes = None if view is None else rounds.minutes(view, setting, head=head)
    line = None if view is not None else asking.ask(_line(decision), "Looking at the line")
    two_pages = told.two_pages(decision, setting, sample=sample, line=line, view=view, head=head)
    content, seal = record.made(title, study, decision, minutes=minutes, brief=two_pages, acts=acts)
    files.write(FILE, {wanted.file: content}, overwrite=wanted.overwrite, inputs=reader.inputs)
    number = len(record.read(content).files)
    holds = told.contents(decision, with_round=look is not None)
    show(told.made(title, number, seal, holds=holds), Out(as_json=as_json))


def _question(
    wanted: RecordOptions, asking: Asking, planned: Planned | None, acts: Adopted | None
) -> DecisionQuestion:
    which: Which = "none"
    if wanted.prices:
        which = "all" if wanted.everybody else "usual"
    return DecisionQuestion(
        scenario=asking.scenario,
        about=planned,
        rated=acts is not None and bool(acts.accepted),
        others=wanted.others,
        prices=which,
        besides=() if acts is None else acts.departures,
    )


def _line(decision: Decision) -> CutOffQuestion:
    return CutOffQuestion(scenario=decision.scenario, plan=decision.effort)


def _sample(wanted: RecordOptions, asking: Asking) -> Sample | None:
    if not wanted.draws or asking.stop.thrown:
        return None
    return asking.ask(
        SampleQuestion(scenario=asking.scenario, draws=wanted.draws), "Planning again"
    )


def check(wanted: VerifyOptions, out: Out) -> None:
    """Say whether a record holds.

    Raises:
        InputError: it is no record, or an option is not as it must be.
        typer.Exit: it does not hold, or the search was ended early.
    """
    problems = Problems()
    Reader(Asked(), out).problems.raise_if_any()
    solver = _solver(wanted.solver, problems)
    content = content_of(wanted.file, problems) or b""
    problems.raise_if_any()
    found = record.read(content)
    faults: list[tuple[str, str]] = [(one.kind, one.file) for one in found.faults]
    if wanted.seal is not None and not noted(wanted.seal, found.seal):
        faults.append(("noted", record.MANIFEST))
    checked = setting = asking = acts = None
    try:
        study = record.study_of(found.files, found.manifest.get("inputs", {}))
        decision, acts = record.decision_of(found.files), record.acts_of(found.files)
        asking = Asking(study, decision.scenario)
        setting = Setting(study, decision.scenario, decision.plan, asking.queue)
        if study.dataset_hash != found.manifest.get("inputs", {}).get("dataset"):
            faults.append(("inputs", "dataset"))
        looked = _looked(found, decision, acts, asking, setting, wanted, solver)
        checked = Rechecked(looked=tuple(looked), solver=solver)
    except InputError as error:
        faults += [] if faults else [("inputs", problem.file) for problem in error.problems]
    stopped = asking is not None and asking.stop.thrown
    report = told.verified(
        found.title, found.seal, faults, len(found.files), checked, setting,
        head=None if acts is None else acts.head, stopped=stopped,
    )  # fmt: skip
    show(report, out, every=True)
    if not report.facts["holds"]:
        finish(answered=False)
    if stopped:
        raise typer.Exit(INTERRUPTED)


def _looked(
    found: record.Read,
    decision: Decision,
    acts: Adopted | None,
    asking: Asking,
    setting: Setting,
    wanted: VerifyOptions,
    solver: str,
) -> Iterator[Looked]:
    """Yield what comes of every way of looking, the quickest first."""
    sums = tuple(add_up(partial(asking.queue.problem, asking.study), decision))
    yield Looked(step="sums", times=sum(1 for _ in decision.plans), mismatches=sums)
    if acts is not None:
        yield _acts(acts, decision, asking.study, record.minutes_of(found.files))
    if found.same_engine:
        yield _words(found, decision, acts, asking, setting, quick=wanted.quick)
    if not wanted.quick and not sums:
        alike = _alike(found, acts)
        yield search_again(
            decision, lambda one: asking.ask(one, "Making it again"), same_engine=alike
        )
    if not wanted.quick and not asking.stop.thrown:
        doing = f"Asking {solver} for anything better"
        yield prove(decision, lambda one: None if asking.stop.thrown else asking.ask(one, doing),
                    solver)  # fmt: skip


def _acts(acts: Adopted, decision: Decision, study: Study, minutes: Mapping[str, Any]) -> Looked:
    wrong = list(misfits(acts, decision, study))
    if minutes_differ(acts, minutes):
        wrong.append(Mismatch(what="words", about=record.place(record.MINUTES)))
    times = 1 + len(acts.overrides) + len(acts.accepted) + len(acts.signatures)
    return Looked(step="acts", times=times, mismatches=tuple(wrong))


def _words(
    found: record.Read,
    decision: Decision,
    acts: Adopted | None,
    asking: Asking,
    setting: Setting,
    *,
    quick: bool,
) -> Looked:
    """Tell every report anew that rests on nothing but the record; the brief takes its draws."""
    every, wrong = told.reports(decision, setting), list[Mismatch]()
    sample = None
    if decision.draws and not quick and _alike(found, acts):
        question = SampleQuestion(
            scenario=decision.scenario, plan=decision.effort, draws=decision.draws
        )
        sample = asking.ask(question, "Drawing again")
        if sample is not None and not asking.stop.thrown:
            same = dict(decision.shares) == shares(sample)
            wrong += [] if same else [Mismatch(what="words", about=record.DECISION)]
    if acts is None and not (quick and decision.draws) and not asking.stop.thrown:
        line = asking.ask(_line(decision), "Looking at the line")
        every[record.BRIEF] = told.two_pages(decision, setting, sample=sample, line=line)
    retold = list(record.retold(found.files, every))
    wrong += [Mismatch(what="words", about=name) for name, alike in retold if not alike]
    return Looked(step="words", times=len(retold), mismatches=tuple(wrong))


def _alike(found: record.Read, acts: Adopted | None) -> bool:
    """Return whether the versions that run here found all that the record states."""
    return found.same_engine and (acts is None or acts.planned_with in ("", engine()))


def noted(noted: str, seal: str) -> bool:
    """Say whether a noted seal, or its beginning, is that of the record."""
    text = noted.strip().rstrip("….").casefold()
    return len(text) >= SHORTEST and seal.startswith(text)


SHORTEST = 8
"""Characters of a seal that are enough to tell it."""


def _solver(text: str | None, problems: Problems) -> str:
    from config.names import resolve
    from optimizer.search.other_solvers import solver_names

    if text is None:
        return HIGHS
    what = "a solver that is installed here and that PuLP knows"
    return resolve(text, solver_names(), what, "--solver", problems) or HIGHS


def content_of(file: Path, problems: Problems, named: str = record.HERE) -> bytes | None:
    """Return what a record holds; None where it cannot be read, which is told, as of ``named``."""
    must, do = "must be a file", "Check its name."
    try:
        if file.stat().st_size > record.LARGEST:
            must, do = "must not be larger than 200 MB", "Ask for the record itself."
        elif file.is_file():
            return file.read_bytes()
    except OSError as error:
        must = f"must be a file that can be read ({error.strerror})"
    problems.add(named, must, do, value=str(file))
    return None

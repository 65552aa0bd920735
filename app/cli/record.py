"""From the options of ``focus record`` and ``focus verify`` to the record, and back."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from app.cli.asking import Asking
from app.cli.failure import finish
from app.cli.interruption import INTERRUPTED
from app.cli.options import Asked, Kept, Out
from app.cli.reading import Limits, Reader
from app.cli.render import show
from app.cli.round import Look
from app.export import files, record
from config.problems import InputError, Problems
from optimizer.plan import Plan
from optimizer.study import Study
from optimizer.why.overruling import Overruling
from questions.alternatives import AlternativesQuestion
from questions.explain import OverrulingQuestion
from questions.recheck import Decision, Mismatch, Rechecked, add_up, search_again
from records import trail
from reports import brief
from reports import record as told
from reports import round as rounds
from reports.report import plain
from reports.setting import Setting

if TYPE_CHECKING:
    from app.cli.commands.record import RecordOptions
    from app.cli.commands.verify import VerifyOptions

FILE = "FILE.zip"


def make(wanted: "RecordOptions", asked: Asked, of: Kept, *, as_json: bool) -> None:
    """Make a record, and say what is in it.

    Raises:
        InputError: an input or an option is not as it must be; carries every problem.
        typer.Exit: there is no plan, or it was ended early.
    """
    reader = Reader(asked)
    reader.within("--others", wanted.others or None)
    if wanted.file.suffix.lower() != ".zip":
        do = "Write, say, focus record decision.zip."
        reader.problems.add(FILE, "must end in .zip", do, value=str(wanted.file))
    reader.file(FILE, wanted.file, overwrite=wanted.overwrite)
    look = None
    if wanted.which is not None:
        reader.only(reader.typed, "only without --round: the round says data and levers")
        look = Look.at(of, wanted.which, reads=True)
        reader.problems.raise_if_any()
    asking = Asking.of(reader, Limits()) if look is None else look.asking
    decision = _decision(asking, wanted)
    if not asking.plan.found or asking.stop.thrown:
        asking.tell(asking.brief, Out(as_json=as_json), answered=False)
        return
    study, setting = asking.study, asking.setting
    title = wanted.title or (
        study.configuration.criteria.title if look is None else look.round.title
    )
    minutes, acts, view, head = None, None, None, None
    if look is not None:
        view = look.view
        with look.records.reading() as connection:
            head = trail.head(connection, look.round.by)
        minutes = rounds.minutes(view, setting, head=head)
        acts = plain({
            "round": view.round, "head": head, "list": minutes.facts["list"],
            "overrides": view.overrides, "accepted": view.accepted,
            "signatures": dict(view.signatures),
        })  # fmt: skip
    two_pages = brief.report(asking.plan, setting, view=view, head=head)
    content, seal = record.made(title, study, decision, minutes=minutes, brief=two_pages, acts=acts)
    files.write(FILE, {wanted.file: content}, overwrite=wanted.overwrite, inputs=reader.inputs)
    number = len(record.read(content).files)
    holds = told.contents(decision, with_round=look is not None)
    show(told.made(title, number, seal, holds=holds), Out(as_json=as_json))


def _decision(asking: Asking, wanted: "RecordOptions") -> Decision:
    """Return the plan, what else there was, and prices, as far as they are wanted."""
    plan, planned = asking.plan, asking.found.planned
    alternatives: Any = ()
    overrulings: list[Overruling] = []
    if plan.found and wanted.others:
        question = AlternativesQuestion(**asking.about, number=wanted.others)
        alternatives = asking.ask(question, f"Looking for {wanted.others} other lists") or ()
    for one in _priced(plan, asking.study) if wanted.prices and plan.found else ():
        if asking.stop.thrown:
            break
        who = asking.setting.label(one)
        price = OverrulingQuestion(**asking.about, candidate=one)
        found = asking.ask(price, f"Looking for the best plan that decides otherwise on {who}")
        overrulings += [] if found is None else [found]
    return Decision(
        scenario=asking.scenario,
        planned=planned.but(plan=plan.but(seconds=0.0)),
        alternatives=tuple(one.but(plan=one.plan.but(seconds=0.0)) for one in alternatives),
        overrulings=tuple(
            one.but(before=one.before.but(seconds=0.0), after=one.after.but(seconds=0.0))
            for one in overrulings
        ),
    )


def _priced(plan: Plan, study: Study) -> list[str]:
    in_force = {one.id for one in study.dataset.candidates if one.incumbent}
    return sorted(plan.ids | in_force)


def check(wanted: "VerifyOptions", out: Out) -> None:
    """Say whether a record holds.

    Raises:
        InputError: it is no record, or an option is not as it must be.
        typer.Exit: it does not hold, or the search was ended early.
    """
    problems = Problems()
    Reader(Asked(), out).problems.raise_if_any()
    solver = _solver(wanted.solver, problems)
    content = content_of(wanted.file, problems)
    problems.raise_if_any()
    found = record.read(content)
    faults: list[tuple[str, str]] = [(one.kind, one.file) for one in found.faults]
    if wanted.seal is not None and not noted(wanted.seal, found.seal):
        faults.append(("noted", record.MANIFEST))
    checked = setting = asking = None
    try:
        study = record.study_of(found.files, found.manifest.get("inputs", {}))
        decision = record.decision_of(found.files)
        setting = Setting(study, decision.scenario)
        asking = Asking(study, decision.scenario)
        if study.dataset_hash != found.manifest.get("inputs", {}).get("dataset"):
            faults.append(("inputs", "dataset"))
        checked = _checked(found, decision, asking, wanted, solver)
    except InputError as error:
        faults += [] if faults else [("inputs", problem.file) for problem in error.problems]
    stopped = asking is not None and asking.stop.thrown
    report = told.verified(
        found.title, found.seal, faults, len(found.files), checked, setting, stopped=stopped
    )
    show(report, out, every=True)
    if not report.facts["holds"]:
        finish(answered=False)
    if stopped:
        raise typer.Exit(INTERRUPTED)


def _checked(
    found: record.Read, decision: Decision, asking: Asking, wanted: "VerifyOptions", solver: str
) -> Rechecked:
    mismatches = list(add_up(partial(asking.queue.problem, asking.study), decision))
    retold = list(record.retold(found, decision, asking.study)) if found.same_engine else []
    mismatches += [Mismatch(what="words", about=name) for name, same in retold if not same]
    searched, planned = 0, None
    if not wanted.quick:
        searched, planned, more = search_again(
            decision,
            lambda question: asking.ask(question, "Making it again"),
            solver=solver,
            same_engine=found.same_engine,
            prices=wanted.prices,
        )
        mismatches += more
    return Rechecked(
        added_up=sum(1 for _ in decision.plans),
        searched=searched,
        solver=solver or "Focus",
        reports=len(retold),
        mismatches=tuple(mismatches),
        planned=planned,
    )


def noted(noted: str, seal: str) -> bool:
    """Say whether a noted seal, or its beginning, is that of the record."""
    text = noted.strip().rstrip("….").casefold()
    return len(text) >= SHORTEST and seal.startswith(text)


SHORTEST = 8
"""Characters of a seal that are enough to tell it."""


def _solver(text: str | None, problems: Problems) -> str:
    from config.names import resolve
    from optimizer.search.other_solvers import available_solvers

    if text is None:
        return ""
    what = "a solver that is installed here and that PuLP knows"
    names = dict.fromkeys(available_solvers(), "")
    return resolve(text, names, what, "--solver", problems) or ""


def content_of(file: Path, problems: Problems) -> bytes:
    """Return what a record holds; tell what stands against reading it."""
    try:
        if file.stat().st_size <= record.LARGEST:
            return file.read_bytes()
        must, do = "must not be larger than 200 MB", "Ask for the record itself."
    except OSError as error:
        must, do = f"must be a file that can be read ({error.strerror})", "Check its name."
    problems.add(record.HERE, must, do, value=str(file))
    return b""

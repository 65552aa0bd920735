"""Write a workbook of a dataset or of a round, and take over what is accepted of a filled one."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from app.cli.commands.workbook import Wanted, Which
from app.cli.options import Kept, Out
from app.cli.output import working
from app.cli.render import show
from app.cli.who import kept as records_of
from app.cli.who import somebody, telling
from app.export import files
from app.export.dataset_workbook import workbook_of
from config.problems import InputError, Problems
from data.cycles import CYCLES, USUAL
from data.vintage import EVERYTHING, at
from data.wide.read import LARGEST_FILE
from data.workbook.changes import Change, accepted, changes, take
from data.workbook.read import Filled, read
from data.write import files_beside
from optimizer.plan import Plan
from optimizer.scenario import Scenario
from optimizer.study import BASELINE, Study, open_study
from questions.jobs import JobQueue
from questions.plan import PlanQuestion
from questions.rated import RatedPlanQuestion
from records import ratings, rounds
from records.ratings import Given
from records.rounds import Round
from records.store import Records
from records.workbook import ratings_among, said
from reports import dataset_change
from reports import workbook as told
from reports.setting import Setting

FILE, NOW = "FILE", "now"
ENDING = ".xlsx"


@dataclass(frozen=True)
class _Base:
    """What a workbook is written from, and held against when it comes back."""

    study: Study
    """With everything that is dated; of a round, with what the person said in it."""
    scenario: Scenario = BASELINE
    round: Round | None = None
    records: Records | None = None
    who: str = ""
    own: tuple[Given, ...] = ()
    folders: tuple[Path, ...] = field(default_factory=tuple)


def write_out(file: Path, which: Which, of: Kept, *, overwrite: bool, as_json: bool) -> None:
    """Write a workbook."""
    problems = Problems()
    if file.suffix.lower() != ENDING:
        problems.add(FILE, f"must end in {ENDING}", f"Write {file.stem}{ENDING}.", value=str(file))
    base = _base(which, of, problems)
    files.check(FILE, [file], problems, overwrite=overwrite, inputs=base.folders)
    problems.raise_if_any()
    names = told.sheet_names(base.study.dataset, base.study.configuration)
    with working("Writing the workbook"):
        content = workbook_of(base.study, "" if base.round is None else base.round.title)
    files.write(FILE, {file: content}, overwrite=overwrite, inputs=base.folders)
    show(told.written(str(file), tuple(names.values())), Out(as_json=as_json))


def bring_in(file: Path, which: Which, wanted: Wanted, of: Kept, *, as_json: bool) -> None:
    """Say what a filled workbook changes, and take over what is accepted.

    Raises:
        NotDoneError: it may not be done in the round.
    """
    problems = Problems()
    raw = _bytes(file)
    base = _base(which, of, problems)
    _check(wanted, base, problems)
    problems.raise_if_any()
    study = base.study
    with working("Reading the workbook"):
        filled = read(file.name, raw, study.dataset, study.configuration)
        every = changes(study.dataset, filled)
    chosen = accepted("--accept", wanted.accept or (), every, problems)
    aside: tuple[Change, ...] = ()
    if base.round is not None:
        rated = ratings_among(every, study)
        aside = tuple(one for one in every if one not in rated and not one.follows)
        chosen = tuple(one for one in chosen if one in rated)
    unexplained = [one.name for one in chosen if not one.reason]
    if unexplained and not (wanted.reason or "").strip():
        must = "must say why: there are rows that do not say it themselves"
        problems.add("--reason", must, 'Write --reason "…".', value=", ".join(unexplained))
    problems.raise_if_any()
    _tell(base, filled, every, aside, plan=wanted.plan, as_json=as_json)
    if chosen:
        _take(base, filled, chosen, wanted, as_json=as_json)


def _bytes(file: Path) -> bytes:
    """Return what a file holds.

    Raises:
        InputError: it cannot be read, or is far too large.
    """
    try:
        if not file.is_file():
            do = "Name a workbook (.xlsx)."
            raise InputError.one(FILE, "the workbook must be a file", do, value=str(file))
        with file.open("rb") as opened:
            return opened.read(LARGEST_FILE + 1)
    except (OSError, ValueError) as error:
        do = f"Check its name and its permissions ({getattr(error, 'strerror', None) or error})."
        raise InputError.one(FILE, "the file must be readable", do, value=str(file)) from None


def _base(which: Which, of: Kept, problems: Problems) -> _Base:
    """Return the dataset, or the round with what the person said in it.

    Raises:
        InputError: there is none, or it is not as it must be.
    """
    if which.round is None:
        cycle = CYCLES[which.cycle or USUAL]
        data, config = which.data or cycle.data, which.config or cycle.config
        study = open_study(data, config, EVERYTHING, which.evidence)
        return _Base(study, folders=(data, config))
    for name in ("cycle", "data", "config", "evidence"):
        if getattr(which, name) is not None:
            do = "Leave it away: a round has a dataset and a configuration of its own."
            problems.add(f"--{name}", "must not be given with --round", do)
    records = records_of(of.records)
    with records.reading() as connection:
        who = somebody(connection, of)
        found = rounds.round_of(connection, None if which.round == NOW else which.round)
        study = rounds.study(connection, found)
        own = tuple(one for one in ratings.given(connection, found) if one.person == who.id)
    mine = ratings.rated_study(study, found, own)
    return _Base(mine, found.scenario, found, records, who.id, own)


def _check(wanted: Wanted, base: _Base, problems: Problems) -> None:
    if wanted.folder is not None:
        files.check_new_folder("--out", wanted.folder, problems, inputs=base.folders)
        if base.round is not None:
            do = "Choose one: your ratings in the round, or a dataset of its own."
            problems.add("--out", "must not be given with --round", do)
        if not wanted.accept:
            do = "Write --accept all, or look first at what differs without --out."
            problems.add("--accept", "must say what to take over", do)
    elif wanted.accept and base.round is None:
        do = "Write --out DIR for a dataset, or --round now for your ratings in a round."
        problems.add("--accept", "must have somewhere to go", do)


def _tell(
    base: _Base,
    filled: Filled,
    every: tuple[Change, ...],
    aside: tuple[Change, ...],
    *,
    plan: bool,
    as_json: bool,
) -> None:
    queue = JobQueue(cores=0)
    configuration = base.study.configuration
    before, after = (
        Study(at(one, None), configuration) for one in (base.study.dataset, filled.after)
    )
    plans = _plans(queue, before, after, base.scenario) if plan and every else None
    report = dataset_change.report(
        [one for each in every for one in each.differences],
        Setting(before, base.scenario, queue=queue),
        Setting(after, base.scenario, queue=queue),
        plans=plans,
        left_out=(*told.what_was_read(filled), *told.not_ratings(aside)),
        where=told.places(every),
    )
    show(report, Out(as_json=as_json))


def _plans(queue: JobQueue, before: Study, after: Study, scenario: Scenario) -> tuple[Plan, Plan]:
    with working("Planning without and with it"):
        old = queue.answer(before, PlanQuestion(scenario=scenario)).result.plan
        new = queue.answer(after, RatedPlanQuestion.since(before, scenario)).result.plan
    return old, new


def _take(
    base: _Base, filled: Filled, chosen: tuple[Change, ...], wanted: Wanted, *, as_json: bool
) -> None:
    """Take rows over: as ratings of the person in the round, or as a new dataset."""
    dataset, reason = base.study.dataset, (wanted.reason or "").strip()
    if base.round is not None and base.records is not None:
        spoken = said(chosen, dataset, filled.after, base.who, reason)
        seen: Mapping[ratings.Thing, int] = {one.thing: one.version for one in base.own}
        with telling(base.records):
            ratings.rate_together(base.records, base.who, base.round, base.study, spoken, seen)
        where = f"the round {base.round.title}"
    else:
        made = take(dataset, base.study.configuration, filled, chosen, reason)
        folder = wanted.folder or Path()
        rows = [one.name for one in chosen]
        change = {"from": filled.file, "rows": rows, "reason": reason}
        contents = files_beside(made, base.folders[0], change)
        written = {name: text.encode() for name, text in contents.items()}
        files.write_folder("--out", folder, written, inputs=base.folders)
        where = str(folder)
    if not as_json:
        show(told.taken(len(chosen), where, reason), Out())

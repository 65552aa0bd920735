"""Scenarios that are named on the command line, and what is said of them side by side."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from app.cli.asking import Asking
from app.cli.failure import finish
from app.cli.options import Asked, Kept, Out
from app.cli.reading import Reader, content_of
from app.cli.render import show
from app.cli.who import anybody, kept
from config.load import LARGEST_FILE
from config.problems import InputError
from optimizer.study import BASELINE
from questions.compare import MOST, CompareQuestion
from questions.scenarios import fitting, is_baseline, is_written, scenario_file, scenario_of
from records import people, scenarios
from reports.compare import Named, report
from reports.setting import Setting

WHERE = "SCENARIO"


def compare(
    asked: Asked,
    texts: Sequence[str],
    files: Sequence[Path],
    of: Kept,
    *,
    out: Out,
) -> None:
    """Show scenarios side by side.

    ``texts`` are names, links or levers.
    """
    reader = Reader(asked, out)
    limits = reader.limits()
    found = [*_texts(reader, texts, of), *(_file(reader, path) for path in files)]
    if any(asked.levers.values()):
        typed = reader.scenario()
        found.append(Named(typed.but(name="These levers")))
    if len(found) == 1 and (found[0] is None or found[0].scenario != BASELINE):
        found = [Named(BASELINE), *found]
    if not 1 < len(found) <= MOST:
        do = 'Write, say, focus compare baseline "Fewer people in Europe".'
        reader.problems.add(WHERE, f"must name two scenarios at least, and {MOST} at most", do)
    asking = Asking.of(replace_levers(reader), limits)
    named = [one for one in found if one is not None]
    question = CompareQuestion.of(*(one.scenario for one in named), plan=limits.plan)
    answer = asking.ask(question, "Planning the scenarios")
    if answer is None:
        finish(answered=False)
        return
    setting = Setting(asking.study, queue=asking.queue)
    told = report(answer, named, setting, stopped=asking.stop.by)
    show(asking.taken(told), out)
    finish(answered=any(side.planned.plan.found for side in answer.sides))


def replace_levers(reader: Reader) -> Reader:
    """Return the same reader without levers: those of one scenario are not those of the others."""
    bare = Reader(replace(reader.asked, levers={}))
    bare.problems = reader.problems
    bare.__dict__["study"] = reader.study
    return bare


def _texts(reader: Reader, texts: Sequence[str], of: Kept) -> list[Named | None]:
    """Return the scenarios that are typed; None for each with a problem, which is told."""
    found: list[Named | None] = []
    for text in texts:
        try:
            if is_baseline(text):
                found.append(Named(BASELINE))
            elif is_written(text):
                found.append(Named(scenario_of(text, reader.study, WHERE)))
            else:
                found.append(_kept(reader, text, of))
        except InputError as error:
            reader.problems.take(error)
            found.append(None)
    return found


def _kept(reader: Reader, text: str, of: Kept) -> Named | None:
    """Return a scenario of the records.

    Raises:
        InputError: it does not fit the present data and configuration.
    """
    try:
        records = kept(of.records)
    except InputError as error:
        must = f"must be {scenarios.WHAT}; no records can be read"
        do = " ".join(f"{one.file} {one.must}. {one.do}" for one in error.problems)
        raise InputError.one(WHERE, must, do, value=text) from None
    with records.reading() as connection:
        person = anybody(connection, of)
        saved = scenarios.named(connection, person, text, WHERE, reader.problems)
        if saved is None:
            return None
        names = {one.id: one.name for one in people.roster(connection)}
    author = "" if saved.author == person.id else names.get(saved.author, saved.author)
    return Named(fitting(saved.scenario, reader.study), saved, author)


def _file(reader: Reader, path: Path) -> Named | None:
    do = "Name a file of levers, such as the JSON of focus plan."
    strange = "This is no file of levers."
    try:
        content = content_of("--levers", path, LARGEST_FILE, do=do, strange=strange)
        return Named(scenario_file(path.name, content, reader.study))
    except InputError as error:
        reader.problems.take(error)
        return None

"""Did a list lead to results, did earlier shares hold, what foresaw results? ``focus learn``."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from app.cli.asking import Asking
from app.cli.commands.learn import LearnOptions
from app.cli.options import Asked, Out
from app.cli.reading import Limits, Reader
from app.cli.record import content_of
from app.cli.render import show
from app.cli.who import kept
from app.export import record
from app.export.takeaway import Takeaway
from config.names import resolve
from config.problems import InputError
from data.chances.history import bundled_history, read_history
from data.later import everything
from data.vintage import EVERYTHING, is_as_of
from questions.backtest import list_of
from questions.chances import ChancesQuestion
from questions.learn import LearnQuestion
from records import stated
from records.stated import Record
from records.store import Records
from reports import chances, learn
from reports import stated as told
from reports.setting import Setting
from reports.source import source_line
from scoring.calibration import Stated

STATED, ROUNDS = "--stated", "rounds"
"""The option, and what it takes for every closed round."""
WHAT = "a file of a decision record, or a round that is closed"
"""What else it takes."""


def tell(asked: Asked, wanted: LearnOptions, out: Out) -> None:
    """Say what became of a list, or what was asked instead."""
    reader = Reader(asked, out)
    after = {"--until": wanted.until, "--list": wanted.past}
    if wanted.chances:
        reader.only(after, "without --chances")
        _what_foresaw(reader, wanted.history, wanted.by, out)
        return
    reader.only({"--history": wanted.history, "--by": wanted.by}, "with --chances")
    if wanted.stated:
        reader.only(after, "without --stated")
        _what_held(reader, wanted.stated, wanted.records, out)
        return
    reader.only({"--records": wanted.records}, "with --stated")
    if wanted.until is not None:
        is_as_of("--until", wanted.until, reader.problems)
    column, value = list_of(wanted.past, reader.study, reader.problems)
    asking = Asking.of(reader, reader.limits())
    dataset, until = everything(asked.data, reader.study.configuration), wanted.until or EVERYTHING
    question = LearnQuestion.over(
        dataset, until=until, scenario=asking.scenario, column=column, value=value
    )
    found = asking.at_once(question)
    show(asking.taken(learn.report(found, Setting(asking.study, asking.scenario))), out)


def _what_foresaw(reader: Reader, table: Path | None, by: str | None, out: Out) -> None:
    """Say what foresaw which commitments of earlier years led to results, and how well."""
    if by is not None and not (by.isdigit() and len(by) == len("2019")):
        reader.problems.add("--by", "must be a year", "Write, say, --by 2019.", value=by)
    history = None
    try:
        history = read_history(table or bundled_history())
    except InputError as error:
        reader.problems.take(error)
    asking = Asking.of(reader, Limits())
    if history is not None:
        found = asking.at_once(ChancesQuestion.over(history, by=by))
        show(asking.taken(chances.report(found)), out)


def _what_held(reader: Reader, texts: Sequence[str], address: str | None, out: Out) -> None:
    """Say whether the shares that earlier decision records and rounds stated held.

    Without an address the usual records are read where a round is named; else what became of lists
    is not looked at.
    """
    records = None
    named = [text for text in texts if not _is_file(text)]
    if address is not None or named:
        try:
            records = kept(address)
        except InputError as error:
            if address is not None or ROUNDS in named:
                reader.problems.take(error)
            for text in named if address is None and ROUNDS not in named else ():
                do = "Check its name; rounds are read where --records says, or FOCUS_RECORDS."
                reader.problems.add(STATED, f"must be {WHAT}", do, value=text)
    found = stated.once([one for text in texts for one in _read(reader, text, records)])
    reader.problems.raise_if_any()
    came: tuple[Stated, ...] = ()
    if records is not None:
        with records.reading() as connection:
            came = stated.came_of(connection, found)
    report = told.report(found, stated.again(found), came)
    show(Takeaway(report, source_line(reader.study)), out)


def _is_file(text: str) -> bool:
    return text.lower().endswith(".zip") or Path(text).is_file()


def _read(reader: Reader, text: str, records: Records | None) -> Iterator[Record]:
    """Yield what a text names: a decision record, a closed round, or every one of these."""
    if _is_file(text):
        yield from _of_file(reader, Path(text))
        return
    if records is None:
        return
    with records.reading() as connection:
        there = {one.id: one for one in stated.closed(connection)}
        if text == ROUNDS:
            which = list(there.values())
            if not which:
                must, do = "must have a closed round", "Close one first: focus round close."
                reader.problems.add(STATED, must, do, value=text)
        else:
            names = {one.id: one.title for one in there.values()}
            named = resolve(text, names, WHAT, STATED, reader.problems)
            which = [] if named is None else [there[named]]
        yield from stated.of_rounds(connection, which)


def _of_file(reader: Reader, file: Path) -> Iterator[Record]:
    content = content_of(file, reader.problems, STATED)
    if content is not None:
        try:
            yield record.stated_of(content)
        except InputError as error:
            for one in error.problems:
                inside = one.file if one.file != record.HERE else ""
                reader.problems.add(STATED, one.must, one.do, value=f"{file} {inside}".rstrip())

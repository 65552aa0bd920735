"""Did earlier shares hold? ``focus learn --stated``."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from app.cli.options import Out
from app.cli.reading import Reader
from app.cli.record import content_of
from app.cli.render import show
from app.cli.who import kept
from app.export import record
from app.export.takeaway import Takeaway
from config.names import resolve
from config.problems import InputError
from records import stated
from records.stated import Record
from records.store import Records
from reports.source import source_line
from reports.stated import report
from scoring.calibration import Stated

STATED, ROUNDS = "--stated", "rounds"
"""The option, and what it takes for every closed round."""
WHAT = "a file of a decision record, or a round that is closed"
"""What else it takes."""


def what_held(
    reader: Reader,
    texts: Sequence[str],
    address: str | None,
    others: Mapping[str, object],
    out: Out,
) -> None:
    """Say whether the shares that earlier decision records and rounds stated held.

    Args:
        reader: takes what is wrong.
        texts: files of decision records, names of closed rounds, or all of these; in order.
        address: of the records of rounds; None = the usual one where a round is named, and else
            what became of lists is not looked at.
        others: options that say nothing here.
        out: how the report leaves.
    """
    reader.only(others, "without --stated")
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
    show(Takeaway(report(found, stated.again(found), came), source_line(reader.study)), out)


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

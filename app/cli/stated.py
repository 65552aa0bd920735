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
from config.problems import InputError
from records import outcomes, rounds
from records.stated import Record, again, led
from reports.source import source_line
from reports.stated import report
from scoring.calibration import Stated


def what_held(
    reader: Reader,
    files: Sequence[Path],
    address: str | None,
    others: Mapping[str, object],
    out: Out,
) -> None:
    """Say whether the shares that earlier decision records stated held.

    Args:
        reader: takes what is wrong.
        files: decision records, in the order in which they were made.
        address: of the records of their rounds; None = what became of their lists is not looked at.
        others: options that say nothing here.
        out: how the report leaves.

    Raises:
        InputError: an option or a record is not as it must be; carries every problem.
    """
    reader.only(others, "without --stated")
    found = list(_read(reader, files))
    reader.problems.raise_if_any()
    every = {one.round: one for one in found if one.round is not None}
    came = () if address is None else tuple(_came(address, every))
    told = report(
        [one.title for one in found],
        again(found),
        came,
        [one.title for one in found[:-1] if not one.shares],
    )
    show(Takeaway(told, source_line(reader.study)), out)


def _read(reader: Reader, files: Sequence[Path]) -> Iterator[Record]:
    for file in files:
        content = content_of(file, reader.problems, "--stated")
        if content:
            try:
                yield record.stated_of(content)
            except InputError as error:
                for one in error.problems:
                    inside = one.file if one.file != record.HERE else ""
                    reader.problems.add(
                        "--stated", one.must, one.do, value=f"{file} {inside}".rstrip()
                    )


def _came(address: str, every: Mapping[str, Record]) -> Iterator[Stated]:
    """Yield what came of the lists of rounds, as far as it is recorded."""
    with kept(address).reading() as connection:
        there = {one.id: one for one in rounds.every_round(connection)}
        for name in sorted(every.keys() & there.keys()):
            yield from led(every[name], outcomes.outcomes(connection, there[name]))

"""What foresaw results: ``focus learn --chances``."""

from collections.abc import Mapping
from pathlib import Path

from app.cli.asking import Asking
from app.cli.options import Out
from app.cli.reading import Limits, Reader
from app.cli.render import show
from config.problems import InputError
from data.chances.history import bundled_history, read_history
from questions.chances import ChancesQuestion
from reports.chances import report

YEAR = 4
"""Digits of a year."""


def what_foresaw(
    reader: Reader, table: Path | None, by: str | None, others: Mapping[str, object], out: Out
) -> None:
    """Say what foresaw which commitments of earlier years led to results, and how well.

    ``table`` has the commitments (None = the bundled one), ``by`` is a year as typed, and
    ``others`` are options that say nothing here.
    """
    reader.only(others, "without --chances")
    if by is not None and not (by.isdigit() and len(by) == YEAR):
        reader.problems.add("--by", "must be a year", "Write, say, --by 2019.", value=by)
    history = None
    try:
        history = read_history(table or bundled_history())
    except InputError as error:
        reader.problems.take(error)
    asking = Asking.of(reader, Limits())
    if history is not None:
        found = asking.at_once(ChancesQuestion.over(history, by=by))
        show(asking.taken(report(found)), out)

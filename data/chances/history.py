"""Commitments of earlier years, what was known of each beforehand, and what came of it.

A table of them has the columns of :data:`HISTORY`; every further column says something known
beforehand, in few levels, and counts in the order of the columns. Blank = not known.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Literal

from config.base import Frozen
from config.problems import InputError, Problems
from data.reading import read_csv
from data.references import check_keys
from data.schema import check_cells, check_header
from data.tables import Cell, Column, Table

Outcome = Literal["completed", "strong_results"]
OUTCOMES: tuple[Outcome, ...] = ("completed", "strong_results")
"""What may have come of a commitment."""
YES_NO = ("yes", "no")
CODED, AT_THE_END = "coded", "at the end"
"""The column that says whether the outcome was coded half-way, and its level where it was not:
chances are those of the end."""
BY_THE_REPORT = ("ambition", "verifiable", "relevant")
"""What is known only from the day of ``assessed``; all else when a commitment is submitted."""
MOST_LEVELS = 12


def _known(name: str, about: str, cell: Cell = Cell.DATE) -> Column:
    choices = YES_NO if cell is Cell.CHOICE else ()
    return Column(name, cell, about, needed=False, blank=True, choices=choices)


HISTORY = Table(
    "history",
    "Commitments of earlier years, one row each; further columns say what was known beforehand.",
    (
        Column("commitment", Cell.TEXT, "Names the commitment."),
        Column("member", Cell.WORD, "Whose it is: those of one member are taken to be alike."),
        Column("submitted", Cell.DATE, "When its plan was submitted."),
        _known("assessed", "When its ambition was first reported on."),
        _known("completed", "Whether it was completed, substantially at least.", Cell.CHOICE),
        _known("completed_in", "When that was reported."),
        _known("strong_results", "Whether it changed openness much.", Cell.CHOICE),
        _known("strong_results_in", "When that was reported."),
    ),
    key=("commitment",),
    open=True,
)


class Case(Frozen):
    """One commitment of earlier years."""

    commitment: str
    member: str
    submitted: str
    assessed: str = ""
    came: Mapping[Outcome, bool]
    """Outcome → whether it came, where that is known."""
    known: Mapping[Outcome, str]
    """Outcome → year in which it was reported."""
    levels: Mapping[str, str]
    """What was known beforehand → level."""

    def by(self, year: str) -> Mapping[str, str]:
        """Return what was known of it by a year, as of its end."""
        there = {
            name: level
            for name, level in self.levels.items()
            if name not in BY_THE_REPORT or "" < self.assessed <= year
        }
        return {**there, CODED: AT_THE_END}


class History(Frozen):
    """Commitments of earlier years."""

    cases: tuple[Case, ...]
    beforehand: tuple[str, ...]
    """Columns of what was known beforehand, in the order in which they count."""
    content: str
    """Hash of the content."""

    @property
    def references(self) -> Mapping[str, str]:
        """What was known beforehand → its most frequent level, which others are held against."""
        found = {}
        for name in self.beforehand:
            levels = [case.levels[name] for case in self.cases if name in case.levels]
            if levels:
                found[name] = min(sorted(set(levels)), key=lambda one: -levels.count(one))
        return found


def bundled_history() -> Path:
    """Return the table of the IRM's public codings."""
    return Path(__file__).resolve().parents[1] / "irm_history" / "history.csv"


def read_history(path: Path) -> History:
    """Read a table of earlier commitments.

    Raises:
        InputError: the table does not hold; carries every problem.
    """
    problems = Problems()
    if not path.is_file():
        do = "Name a CSV table; docs/learn.md says which columns it has."
        raise InputError.one(path.name, "the file must exist", do, value=str(path))
    table = replace(HISTORY, name=path.stem)
    raw = read_csv(path, table, problems)
    rows: list[dict[str, str]] = []
    further: tuple[str, ...] = ()
    if raw is not None and check_header(raw, table, problems):
        checked = check_cells(raw, table, problems)
        further = checked.attributes()
        rows = [
            {name: cells[place] for name, cells in raw.columns.items()} for place in range(len(raw))
        ]
        _few_levels(path.name, further, rows, problems)
        _dated(path.name, raw.lines, rows, problems)
        check_keys(checked, problems)
    problems.raise_if_any()
    return history(rows, further)


def history(rows: Iterable[Mapping[str, str]], beforehand: Sequence[str]) -> History:
    """Return the cases of rows that hold.

    Args:
        rows: as in the table.
        beforehand: columns of what was known beforehand.
    """
    cases = tuple(
        sorted((_case(row, beforehand) for row in rows), key=lambda case: case.commitment)
    )
    written = [case.model_dump_json() for case in cases]
    content = hashlib.sha256("\n".join([*beforehand, *written]).encode()).hexdigest()
    return History(cases=cases, beforehand=tuple(beforehand), content=content)


def _case(row: Mapping[str, str], beforehand: Sequence[str]) -> Case:
    there = [name for name in OUTCOMES if row.get(name)]
    return Case(
        commitment=row["commitment"],
        member=row["member"],
        submitted=row["submitted"][:4],
        assessed=row.get("assessed", "")[:4],
        came={name: row[name] == "yes" for name in there},
        known={name: row[f"{name}_in"][:4] for name in there},
        levels={name: row[name] for name in beforehand if row.get(name)},
    )


def _few_levels(
    file: str, further: Iterable[str], rows: Sequence[Mapping[str, str]], problems: Problems
) -> None:
    for name in further:
        levels = {row[name] for row in rows} - {""}
        if len(levels) > MOST_LEVELS:
            problems.add(
                file,
                must=f"what was known beforehand must come in {MOST_LEVELS} levels at most, "
                f"not {len(levels)}",
                do="Put levels together, or delete the column.",
                column=name,
            )


def _dated(
    file: str, lines: Sequence[int], rows: Sequence[Mapping[str, str]], problems: Problems
) -> None:
    for line, row in zip(lines, rows, strict=True):
        for name in OUTCOMES:
            if row.get(name) and not row.get(f"{name}_in"):
                problems.add(
                    file,
                    must=f"must be given where {name} is",
                    do="Write the year in which it was reported, or delete the outcome.",
                    row=line,
                    column=f"{name}_in",
                )

"""Tables that are brought into a round as CSV: what became of focus areas, what the public says."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import PurePath

from config.names import resolve
from config.problems import Problems
from data.reading import LARGEST_FILE, read_csv_bytes
from data.schema import Checked, check_cells, check_header
from data.tables import Cell, Column, Table

SEPARATORS = ",;\t"
"""What may stand between columns."""
VIEWS = ("agree", "disagree", "comment")
"""What somebody of the public says of a candidate."""
OUTCOMES = Table(
    "outcomes",
    "What became of a focus area, one figure a row.",
    (
        Column("candidate", Cell.WORD, "Of the list that was adopted."),
        Column("period", Cell.WORD, "A half-year of the round; for results any, such as a year."),
        Column(
            "measure", Cell.WORD,
            "`service:ID`, `weeks:TEAM`, `usd:FUND`, or a measure of `criteria.yaml`.",
        ),
        Column(
            "value", Cell.VALUE,
            "yes, no or a share of a service; weeks, USD; or a value of the measure.",
        ),
        Column("source", Cell.TEXT, "Where the figure comes from."),
        Column("note", Cell.TEXT, "What to know when reading it.", needed=False, blank=True),
    ),
    key=("candidate", "period", "measure"),
)  # fmt: skip
COMMENTS = Table(
    "comments",
    "What the public says, one comment a row.",
    (
        Column("candidate", Cell.WORD, "Whom it is about."),
        Column("view", Cell.CHOICE, "What it says of it.", choices=VIEWS),
        Column("words", Cell.TEXT, "The comment itself.", needed=False, blank=True),
        Column("name", Cell.TEXT, "Who says so, as given.", needed=False, blank=True),
        Column("votes", Cell.NUMBER, "How many supported it.", needed=False, blank=True),
        Column("id", Cell.WORD, "What tells it apart where it was made.", needed=False, blank=True),
    ),
)


def read_table(file: str, content: bytes, table: Table, problems: Problems) -> Checked | None:
    """Return a table whose cells were looked at; None where there is none to speak of.

    Args:
        file: name of the file, for messages.
        content: what it holds.
        table: what it should be.
        problems: receives everything that is wrong.
    """
    table = replace(table, name=PurePath(file).stem or table.name)
    if len(content) > LARGEST_FILE:
        must = f"the file must not be larger than {LARGEST_FILE // 2**20} MiB"
        problems.add(table.file, must, "Check that this is the right file.")
        return None
    raw = read_csv_bytes(table.file, content, table, problems, SEPARATORS)
    if raw is None or not check_header(raw, table, problems):
        return None
    found = check_cells(raw, table, problems)
    seen: dict[tuple[str, ...], int] = {}
    for place, line in enumerate(raw.lines if table.key else ()):
        key = tuple(found.cells(name)[place] for name in table.key)
        if key in seen:
            must = f"no two rows must have the same {', '.join(table.key)}"
            do = f"Delete this row, or line {seen[key]}."
            problems.add(table.file, must, do, row=line, value=" ".join(key))
        seen.setdefault(key, line)
    return found


class Row:
    """A row of the table, and what is wrong with it."""

    def __init__(self, file: str, line: int, problems: Problems) -> None:
        self.file, self.line, self.problems = file, line, problems

    def add(self, column: str, value: str, must: str, do: str) -> None:
        """Tell a problem of one of its cells."""
        self.problems.add(self.file, must, do, row=self.line, column=column, value=value)

    def resolved(self, column: str, text: str, names: Mapping[str, str], what: str) -> str | None:
        """Return the id that a text means; None with a problem."""
        wrong = Problems()
        found = resolve(text, names, what, column, wrong)
        for one in wrong.found():
            self.add(column, text, one.must, one.do)
        return found

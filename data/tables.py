"""The tables of a dataset, each described once.

The reader's checks, the writer's headers and the reference in ``docs/dataset.md`` all follow
from this description.
"""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import get_args

from data.dataset import Basis, Status

USD = "usd"
"""The resource that is money, in ``demands.csv``."""

COMMITS_ON = "commits_on"
"""Relation of a member to the themes that its commitments are on: what it did, not where it lies,
so that partners are not read along it."""
STANDARD_RELATIONS = ("in_country", "on_theme", COMMITS_ON)
"""Relations of links that every configuration knows."""

PART_OF = "part_of"
"""Relation from a part to the set, itself a candidate, that it belongs to."""


class Cell(StrEnum):
    """What the cells of a column hold."""

    ID = "id"
    WORD = "word"
    TEXT = "text"
    NUMBER = "number"
    VALUE = "value"
    SHARE = "share"
    AMOUNT = "amount"
    CHOICE = "choice"
    COUNTRY = "country"
    DATE = "date"


IN_WORDS = {
    Cell.ID: "letters, digits, `_`, `-` and `:`, starting with a letter or digit",
    Cell.WORD: "text without spaces at its ends",
    Cell.TEXT: "text",
    Cell.NUMBER: "a number with a decimal point",
    Cell.VALUE: "a number with a decimal point, or a level",
    Cell.SHARE: "a number from 0 to 1",
    Cell.AMOUNT: "a number from 0 to 1e12",
    Cell.COUNTRY: "an ISO 3166-1 alpha-3 code (three capital letters)",
    Cell.DATE: "YYYY, YYYY-MM or YYYY-MM-DD",
}
"""What a cell must be, for people; choices name their own words."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table."""

    name: str
    cell: Cell
    about: str
    needed: bool = True
    """The header must be there; a column that is not needed reads as blank throughout."""
    blank: bool = False
    """A cell may be empty."""
    choices: tuple[str, ...] = ()
    """The words a cell may hold, for ``Cell.CHOICE``."""
    refers_to: str | None = None
    """Table of whose ids a cell must be one."""
    or_region: bool = False
    """The name of a region of that table, or of a part of one, will do as well."""

    @property
    def must(self) -> str:
        """What a cell of the column must be, for people."""
        return "one of " + ", ".join(self.choices) if self.choices else IN_WORDS[self.cell]


@dataclass(frozen=True, slots=True)
class Table:
    """One table of a dataset: a CSV file."""

    name: str
    about: str
    columns: tuple[Column, ...]
    needed: bool = True
    """The file must be there."""
    key: tuple[str, ...] = ()
    """Columns that, together, no two rows may share."""
    open: bool = False
    """Further columns are allowed, and kept as attributes."""
    names: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "names", frozenset(column.name for column in self.columns))

    @property
    def file(self) -> str:
        """Name of the file."""
        return f"{self.name}.csv"

    def column(self, name: str) -> Column:
        """Return the column of a name."""
        return next(column for column in self.columns if column.name == name)


def _optional(name: str, cell: Cell, about: str, refers_to: str | None = None) -> Column:
    return Column(name, cell, about, needed=False, blank=True, refers_to=refers_to)


CANDIDATES = Table(
    "candidates",
    "What could become a focus area, one row each.",
    (
        Column("id", Cell.ID, "Names the candidate in every other table."),
        Column("kind", Cell.WORD, "A kind of `criteria.yaml`."),
        Column("name", Cell.TEXT, "Name for people."),
        Column("region", Cell.WORD, "OGP region; blank for themes.", blank=True),
        Column("country", Cell.COUNTRY, "Country; blank for themes.", blank=True),
        Column("status", Cell.CHOICE, "Standing in the partnership.", choices=get_args(Status)),
        Column("incumbent", Cell.CHOICE, "In the list now in force.", choices=("yes", "no")),
        _optional("incumbent_since", Cell.DATE, "Since when it is in that list."),
        _optional("status_since", Cell.DATE, "Since when it has its status."),
    ),
    key=("id",),
    open=True,
)

EVIDENCE = Table(
    "evidence",
    "One value for one candidate on one measure. No row = missing, never zero. Values of several "
    "years may stand side by side: the latest known by the day asked for counts.",
    (
        Column("candidate", Cell.WORD, "Whom the value is about.", refers_to="candidates"),
        Column("measure", Cell.WORD, "A measure of `criteria.yaml`."),
        Column("value", Cell.VALUE, "In the measure's unit, or one of its levels."),
        _optional("low", Cell.NUMBER, "Lowest plausible value, in the measure's unit."),
        _optional("high", Cell.NUMBER, "Highest plausible value, in the measure's unit."),
        Column("basis", Cell.CHOICE, "What the value rests on.", choices=get_args(Basis)),
        Column("source", Cell.WORD, "Where it comes from.", refers_to="sources"),
        _optional("as_of", Cell.DATE, "Year, month or day that the value speaks of."),
        _optional("note", Cell.TEXT, "What to know when reading it."),
    ),
    key=("candidate", "measure", "as_of"),
)

LINKS = Table(
    "links",
    "Relations between candidates. They lead one way: no candidate leads back to itself.",
    (
        Column("candidate", Cell.WORD, "Where the link starts.", refers_to="candidates"),
        Column("target", Cell.WORD, "Where it leads.", refers_to="candidates"),
        Column(
            "relation",
            Cell.WORD,
            "`in_country`, `on_theme`, `commits_on` (a member has commitments on a theme), or one "
            "the configuration names.",
        ),
    ),
    key=("candidate", "target", "relation"),
)

PARTNERS = Table(
    "partners",
    "Organisations that work beside the partnership.",
    (
        Column("id", Cell.ID, "Names the partner; no candidate has the same id."),
        Column("name", Cell.TEXT, "Name for people."),
        _optional("type", Cell.WORD, "Sort of organisation."),
        _optional("capacity", Cell.AMOUNT, "Engagements it can lead in a period; blank = unknown."),
    ),
    key=("id",),
)

ENGAGEMENTS = Table(
    "engagements",
    "What a partner does for a candidate.",
    (
        Column("partner", Cell.WORD, "Who works.", refers_to="partners"),
        Column(
            "target",
            Cell.WORD,
            "For which candidate; or the region (or `subregion`, an attribute) across which it "
            "works: it then counts for every candidate there that lies in no other one there.",
            refers_to="candidates",
            or_region=True,
        ),
        _optional("service", Cell.WORD, "A service of `services.yaml`; blank = general."),
        Column("strength", Cell.SHARE, "How much of the work the partner carries."),
        _optional("source", Cell.WORD, "Where it comes from.", refers_to="sources"),
        _optional("as_of", Cell.DATE, "What it speaks of; blank = that of its source."),
    ),
    key=("partner", "target", "service", "strength", "source"),
)

DEMANDS = Table(
    "demands",
    "What a service costs for one candidate, in place of the default of `services.yaml`.",
    (
        Column("candidate", Cell.WORD, "For whom.", refers_to="candidates"),
        Column("service", Cell.WORD, "A service of `services.yaml`, or a size: `service:size`."),
        Column("resource", Cell.WORD, f"A team of `capacity.yaml`, or `{USD}` for money."),
        Column("amount", Cell.AMOUNT, "Staff-weeks or USD per period."),
    ),
    needed=False,
    key=("candidate", "service", "resource"),
)

WINDOWS = Table(
    "windows",
    "When a candidate can be supported. A candidate without rows can be supported always.",
    (
        Column("candidate", Cell.WORD, "Who.", refers_to="candidates"),
        Column("period", Cell.WORD, "A period of `capacity.yaml`."),
        _optional(
            "phase",
            Cell.TEXT,
            "What happens then, in words; told on the roadmap, and what a service with `phases` "
            "asks for.",
        ),
    ),
    needed=False,
    key=("candidate", "period"),
)

EVENTS = Table(
    "events",
    "The calendar of events, one row for each candidate that an event serves.",
    (
        Column("candidate", Cell.WORD, "Whom it serves.", refers_to="candidates"),
        Column("event", Cell.ID, "Names the event; all its rows have one name and one place."),
        Column("name", Cell.TEXT, "Name for people."),
        Column(
            "period",
            Cell.WORD,
            "A period of `capacity.yaml`; blank = when is not on record. Where only the year is "
            "known, a row for each of its half-years.",
            blank=True,
        ),
        Column(
            "opens",
            Cell.CHOICE,
            "Whether the candidate is made at it: then it can be supported only in the periods of "
            "such events, and in those of `windows.csv`. Blank = no.",
            needed=False,
            blank=True,
            choices=("yes", "no"),
        ),
        _optional("place", Cell.TEXT, "Where, in words; blank = not on record."),
        _optional("source", Cell.WORD, "Where it comes from.", refers_to="sources"),
    ),
    needed=False,
    key=("candidate", "event", "period"),
)

SOURCES = Table(
    "sources",
    "Where evidence and engagements come from.",
    (
        Column("id", Cell.WORD, "Names the source in other tables."),
        Column("title", Cell.TEXT, "Title of the document or database."),
        _optional("publisher", Cell.TEXT, "Who published it."),
        _optional("url", Cell.WORD, "Address."),
        _optional("licence", Cell.TEXT, "Terms of use."),
        _optional("retrieved", Cell.DATE, "When it was looked up."),
        _optional("as_of", Cell.DATE, "What its rows without a date of their own speak of."),
    ),
    key=("id",),
)

TABLES = (CANDIDATES, EVIDENCE, LINKS, PARTNERS, ENGAGEMENTS, DEMANDS, WINDOWS, EVENTS, SOURCES)
"""Every table of a dataset, in reading order."""


def reference() -> str:
    """Return the tables as Markdown, for ``docs/dataset.md``."""
    return "\n\n".join(_section(table) for table in TABLES) + "\n"


def _section(table: Table) -> str:
    lines = [
        f"### `{table.file}`" + ("" if table.needed else " (optional)"),
        "",
        table.about,
        "",
        "| column | must be | blank | meaning |",
        "|---|---|---|---|",
    ]
    for column in table.columns:
        must = column.must
        if column.refers_to is not None:
            must = f"an id of `{column.refers_to}.csv`"
            must += ", or a region that stands there" * column.or_region
        blank = "column or cell" if not column.needed else "cell" if column.blank else "no"
        lines.append(f"| `{column.name}` | {must} | {blank} | {column.about} |")
    if table.open:
        lines += [
            "| any other | text | cell | An attribute, for filters of rules, funds and gates. |"
        ]
    key = ", ".join(f"`{name}`" for name in table.key)
    return "\n".join([*lines, "", f"No two rows share {key}."])

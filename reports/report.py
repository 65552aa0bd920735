"""A report: an answer in sentences, tables and pictures, made once, for every face.

A report knows no toolkit. Terminal, page, JSON, CSV and print are renderers of it: they choose
where things stand and how they look, and say nothing else. A table's rows hold everything that is
known of them; its columns say which of that people see, and as what. So a number is in one place
only: programs read it from the row, people through its column.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from importlib import import_module
from math import isfinite
from typing import TYPE_CHECKING, Any, Literal

from pydantic import BaseModel

from optimizer.bounded_value import BoundedValue

if TYPE_CHECKING:
    import pandas as pd

    from reports.charts.marks import Picture as Chart

Unit = Literal[
    "text",  # words, or several of them
    "link",  # an address on the web
    "sentence",  # words that need room, and are never cut off
    "points", "score", "share", "weeks", "usd", "count", "place", "yes", "number",
    "span", "share_span",  # a pair: from, to
]  # fmt: skip
Row = Mapping[str, Any]
"""Everything known of one line; the names of its fields are a promise to other programs.

Fields that begin with ``_`` are for people only: for pictures; ``_rest`` for rows that are left out
where there is little room; ``_place`` for where a row stands, if not where programs find it."""
NoteKind = Literal["proof", "tie", "gate", "assumption", "missing", "stopped", "edited", "reading"]
SPANS = ("span", "share_span")
NUMBERS = ("points", "score", "share", "weeks", "usd", "count", "place", "number", *SPANS)
"""Units whose cells stand on the right."""
LOWEST, HIGHEST = "lowest", "highest"
"""What the two ends of a span or of a proven figure are called in a frame."""


@dataclass(frozen=True)
class Column:
    """What people see of one field of every row."""

    id: str
    """The field."""
    title: str
    unit: Unit = "text"
    digits: int | None = None
    """Decimals; None = as many as the unit usually has."""
    basis: Literal["", "observed", "judgement", "assumption", "sampled", "proven"] = ""
    opens: str = ""
    """Field that holds the id of what the cell leads to; blank = nowhere."""
    drawn: bool = False
    """Whether a share or a span is also drawn as a bar, on a scale up to ``scale``."""
    scale: float = 1.0
    narrow: bool = True
    """Whether it is shown where there is little room, too."""
    roomy: bool = False
    """Whether it is shown only where there is much room: on pages, in files, in print."""
    short: str = ""
    """What heads it in a terminal, where the title is told below the table; blank = the title."""
    help: str = ""
    """What the column says, in a sentence."""


@dataclass(frozen=True)
class Table:
    """Rows, and which of their fields people see."""

    id: str
    """Its field in JSON, and the name of its file."""
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    title: str = ""
    text: str = ""
    """How to read it, in a sentence."""
    by: Column | None = None
    """Column whose words head the rows that share them, one after the other, in print and in a
    terminal; where rows can be sorted it is a column like any other."""
    most: int | None = None
    """Rows that are shown where there is little room; None = all but those with ``_rest``."""
    rest: str = "more"
    """What the other rows are called, as in "3 more outside"."""

    @property
    def every(self) -> tuple[Column, ...]:
        """The columns with the one by which rows are grouped, where rows can be sorted."""
        if self.by is None:
            return self.columns
        place = 0 if self.by.opens else 1
        return (*self.columns[:place], self.by, *self.columns[place:])

    @property
    def shown(self) -> tuple[Row, ...]:
        """The rows in the order in which people see them."""
        return tuple(sorted(self.rows, key=lambda row: row.get("_place", 0)))

    @property
    def brief(self) -> tuple[Row, ...]:
        """The rows that are shown where there is little room."""
        return tuple(row for row in self.shown if not row.get("_rest"))[: self.most]

    @property
    def records(self) -> list[dict[str, Any]]:
        """The rows as programs read them, in JSON's types."""
        return [
            plain({name: cell for name, cell in row.items() if not name.startswith("_")})
            for row in self.rows
        ]

    def where(self, keep: Callable[[Row], bool]) -> "Table":
        """Return the same table with those rows only."""
        return replace(self, rows=tuple(row for row in self.rows if keep(row)))

    @property
    def series(self) -> tuple["Series", ...]:
        """The columns that people see as numbers and words, under titles of which no two are alike.

        A span, and a figure that is proven to lie between two ends, take three columns: the figure
        (where there is one), and both ends.
        """
        rows, made = self.shown, dict[str, Series]()
        for column in self.every:
            for title, cells in _series(column, [row.get(column.id) for row in rows]):
                unused = _unused(title, made)
                made[unused] = Series(unused, column, tuple(cells))
        return tuple(made.values())

    def frame(self) -> "pd.DataFrame":
        """Return the same as a frame."""
        import pandas as pd

        return pd.DataFrame({one.title: list(one.cells) for one in self.series})


@dataclass(frozen=True)
class Series:
    """Cells of one column as numbers and words."""

    title: str
    column: Column
    """Whose cells, or whose ends, they are."""
    cells: tuple[object, ...]


@dataclass(frozen=True)
class Picture:
    """A chart that is drawn when somebody wants to see it, and what it shows in words."""

    id: str
    draw: Callable[[], "Chart"]
    describe: str
    """What it shows, in a sentence, for those who do not see it."""
    text: str = ""
    """How to read it."""
    does: str = ""
    """What happens on a page when somebody clicks it, in a sentence; nothing in print."""
    opens: str = ""
    """Name of the chart's selection, whose field ``id`` leads to a card; blank = none."""
    table: Table | None = None
    """The numbers of the picture, where no table of its section has them."""

    @cached_property
    def chart(self) -> "Chart":
        """The chart, its data inside."""
        return self.draw()


def chart(name: str, *given: Any, **options: Any) -> Callable[[], "Chart"]:  # noqa: ANN401
    """Return what draws a chart of :mod:`reports.charts`, which is imported only then.

    Args:
        name: of its module and its function, as ``cells.path_strip``.
        given: what the function is called with.
        options: the same, by name.
    """
    return partial(_chart, name, *given, **options)


def _chart(name: str, *given: Any, **options: Any) -> "Chart":  # noqa: ANN401
    module, _, function = name.rpartition(".")
    drawn: Chart = getattr(import_module(f"reports.charts.{module}"), function)(*given, **options)
    return drawn


@dataclass(frozen=True)
class Note:
    """What somebody must know who quotes the answer."""

    kind: NoteKind
    text: str


@dataclass(frozen=True)
class Section:
    """One thing that an answer says: sentences, a list, then pictures, then tables."""

    id: str
    title: str = ""
    text: tuple[str, ...] = ()
    pictures: tuple[Picture, ...] = ()
    tables: tuple[Table, ...] = ()
    items: tuple[str, ...] = ()
    """Sentences of which each stands on a line of its own, about one of several things."""

    def __bool__(self) -> bool:
        return bool(self.text or self.items or self.pictures) or any(t.rows for t in self.tables)


def tabled(
    name: str,
    title: str,
    columns: tuple[Column, ...],
    rows: Iterable[Row],
    *,
    said: Iterable[str] = (),
    items: Iterable[str] = (),
    pictures: Iterable[Picture] = (),
    text: str = "",
    by: Column | None = None,
    most: int | None = None,
    rest: str = "more",
) -> Section:
    """Return a section that is one table, both of one name.

    What is said, items and pictures are the section's; the rest is the table's.
    """
    table = Table(name, columns, tuple(rows), text=text, by=by, most=most, rest=rest)
    return Section(name, title, tuple(said), tuple(pictures), (table,), tuple(items))


@dataclass(frozen=True)
class Report:
    """An answer, said once."""

    id: str
    """The question, as it is called in addresses and files."""
    title: str
    """The question, in words."""
    answer: str
    """The answer in a sentence."""
    text: tuple[str, ...] = ()
    """What else the answer says, before anything is looked at in detail."""
    sections: tuple[Section, ...] = ()
    notes: tuple[Note, ...] = ()
    facts: Mapping[str, Any] = field(default_factory=dict)
    """What programs read besides the tables; the names are a promise."""

    def __post_init__(self) -> None:
        ids = [*self.facts, *(table.id for table in self.tables)]
        if len(ids) != len(set(ids)):
            msg = f"two things of the report {self.id!r} have one name: {sorted(ids)}"
            raise ValueError(msg)

    def __getitem__(self, section: str) -> Section:
        """Return a section; an empty one where the answer has nothing to say there."""
        return next((one for one in self.sections if one.id == section), Section(section))

    @property
    def tables(self) -> Iterator[Table]:
        """Every table, in order."""
        return (table for section in self.sections for table in section.tables)

    def table(self, name: str) -> Table:
        """Return a table by its id.

        Raises:
            KeyError: there is none.
        """
        return {table.id: table for table in self.tables}[name]

    @property
    def pictures(self) -> Iterator[Picture]:
        """Every picture, in order."""
        return (picture for section in self.sections for picture in section.pictures)

    @property
    def sentences(self) -> tuple[str, ...]:
        """Everything that is said, notes last, in the order in which it is read."""
        parts = [text for one in self.sections for text in (*one.text, *one.items)]
        return (self.answer, *self.text, *parts, *(note.text for note in self.notes))

    def followed_by(self, *others: "Report") -> "Report":
        """Return several answers in one: each other's answer opens its first section."""
        sections = list(self.sections)
        for other in others:
            head, *rest = other.sections or (Section(other.id),)
            said = (other.answer, *other.text, *head.text)
            sections += [replace(head, title=head.title or other.title, text=said), *rest]
        every = (self, *others)
        return replace(
            self,
            sections=tuple(sections),
            notes=tuple(dict.fromkeys(note for one in every for note in one.notes)),
            facts={name: fact for one in every for name, fact in one.facts.items()},
        )

    def json(self) -> dict[str, Any]:
        """Return the facts, the rows of every table, and what is said, as JSON's types."""
        said: dict[str, Any] = {
            "answer": self.answer,
            "sentences": list(self.sentences[1 : len(self.sentences) - len(self.notes)]),
            "notes": [{"kind": note.kind, "text": note.text} for note in self.notes],
        }
        tables = {table.id: table.records for table in self.tables}
        return {**plain(self.facts), **tables, **said}

    def _repr_html_(self) -> str:
        """Show the report in a notebook."""
        from reports.html import fragment

        return fragment(self)


def fields(value: BaseModel, *without: str) -> dict[str, Any]:
    """Return the fields of a typed value as they are, some left out."""
    return {name: getattr(value, name) for name in type(value).model_fields if name not in without}


def picked(value: object, *names: str) -> dict[str, Any]:
    """Return some of what a value has, by name; None for each where there is no value."""
    return {name: None if value is None else getattr(value, name) for name in names}


def plain(value: Any) -> Any:  # noqa: ANN401 (JSON's types)
    """Return a value made of JSON's types; what is not proven or not known is null."""
    if isinstance(value, BoundedValue):
        ends = (value.estimate, value.low, value.high)
        return dict(zip(("found", "low", "high"), map(plain, ends), strict=True))
    if isinstance(value, BaseModel):
        return plain(fields(value))
    if isinstance(value, Mapping):
        return {str(name): plain(item) for name, item in value.items()}
    if isinstance(value, set | frozenset):
        return sorted(map(plain, value))
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [plain(item) for item in value]
    if isinstance(value, float) and not isfinite(value):
        return None
    return value


def _series(column: Column, cells: list[Any]) -> Iterator[tuple[str, list[object]]]:
    """Yield the columns of a frame that one column makes."""
    title = column.title or column.id
    if column.unit in SPANS:
        for place, end in enumerate((LOWEST, HIGHEST)):
            yield f"{title}: {end}", [None if cell is None else cell[place] for cell in cells]
    elif any(isinstance(cell, BoundedValue) for cell in cells):
        yield title, [None if cell is None else cell.estimate for cell in cells]
        for end, name in ((LOWEST, "low"), (HIGHEST, "high")):
            yield f"{title}: {end}", [plain(getattr(cell, name, None)) for cell in cells]
    else:
        yield title, ["; ".join(map(str, c)) if isinstance(c, tuple) else c for c in cells]


def _unused(title: str, made: Mapping[str, object]) -> str:
    """Return a title that no other column has."""
    place = 2
    found = title
    while found in made:
        found, place = f"{title} ({place})", place + 1
    return found

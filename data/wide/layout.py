"""What the columns of a wide table are taken for, as typed values: found out, or asked for."""

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from config.base import MOST_AREAS, Frozen, Usd, Weeks
from data.dataset import Basis
from data.wide.numerals import Notation


class Role(StrEnum):
    """What a column of a wide table is."""

    ID = "id"
    NAME = "name"
    KIND = "kind"
    """Its words are the kinds of candidates."""
    NUMBER = "number"
    """A measure: numbers."""
    LEVELS = "levels"
    """A measure: levels, or yes and no."""
    COST = "cost"
    """Money that the candidate needs."""
    WORK = "work"
    """Staff-weeks that the candidate needs."""
    GROUP = "group"
    """Groups, for rules and filters."""
    INCUMBENT = "incumbent"
    """Who is in the list in force: yes or no."""
    KEPT = "kept"
    """Kept as it is, and not used."""


class Why(StrEnum):
    """Why a column is taken for what it is."""

    ASKED = "asked"
    WORD = "word"
    """A word of its heading says so."""
    ALL_DIFFER = "all_differ"
    """Every cell is another word."""
    FEW_WORDS = "few_words"
    """A few words come again and again."""
    KNOWN_SCALE = "known_scale"
    """Its words are levels of a scale that is known."""
    NUMBERS = "numbers"
    """All of its cells are numbers."""
    ONE_VALUE = "one_value"
    """All of its cells say the same, which tells nobody apart."""
    EMPTY = "empty"
    """None of its cells says anything."""
    MIXED = "mixed"
    """Its cells are neither numbers, nor levels, nor a few words."""
    PART_OF_TOTAL = "part_of_total"
    """Another column is the total of such costs."""


class ColumnGuess(Frozen):
    """What one column is taken for, and why."""

    title: str
    letter: str
    role: Role
    why: Why
    word: str = ""
    """The word of the heading that says so."""
    key: str
    """Its name in the dataset: letters, digits, underscores."""
    lower: bool = False
    """Whether less is better."""
    direction: Why | None = None
    """Why, for measures; None = nothing says so."""
    direction_word: str = ""
    levels: tuple[str, ...] = ()
    """Levels, those worth least first."""
    notation: Notation | None = None
    """How its numbers are written."""
    low: float | None = None
    high: float | None = None
    """Lowest and highest number."""
    total: float = 0.0
    """Sum of its numbers."""
    missing: int = 0
    """Cells that say that there is no value."""
    distinct: int = 0
    weight: Annotated[float, Field(ge=0)] = 1.0
    basis: Basis = "judgement"
    budget: Usd | Weeks | None = None
    """What there is of it, for costs and work."""
    budget_asked: bool = False


class GroupBound(Frozen):
    """How many of each group, or of one group, a plan may hold."""

    title: str
    """Heading of the column."""
    least: int | None = None
    most: int | None = None


class Layout(Frozen):
    """What a wide table is taken for."""

    kind: str
    """Id of the kind, where no column tells kinds."""
    singular: str
    label: str
    kind_asked: bool = False
    columns: tuple[ColumnGuess, ...]
    choose: Annotated[int, Field(ge=0, le=MOST_AREAS)] | None = None
    """Most that a plan may hold; None = what the budgets allow."""
    choose_asked: bool = False
    pieces: Literal["whole", "services"] = "whole"
    """Whether all costs of a candidate are paid or none, or each cost is a service of its own."""
    pieces_asked: bool = False
    bounds: tuple[GroupBound, ...] = ()
    title: str = ""

    def of(self, *roles: Role) -> tuple[ColumnGuess, ...]:
        """Return the columns that have one of these roles, in order."""
        return tuple(column for column in self.columns if column.role in roles)

    def one(self, role: Role) -> ColumnGuess | None:
        """Return the column of a role that one column has at most."""
        return next(iter(self.of(role)), None)


class Wishes(Frozen):
    """What somebody says about a wide table, in place of what would be guessed.

    Columns are named by their headings, or by their letters.
    """

    id: str = ""
    name: str = ""
    kind: str = ""
    """Name of one candidate: "Project"."""
    kind_column: str = ""
    incumbent: str = ""
    costs: tuple[str, ...] = ()
    work: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    keep: tuple[str, ...] = ()
    """Columns that are kept and not used."""
    lower: tuple[str, ...] = ()
    higher: tuple[str, ...] = ()
    levels: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Column and its levels, worst first."""
    weights: tuple[tuple[str, float], ...] = ()
    budgets: tuple[tuple[str, float], ...] = ()
    """Column and what there is of it; a blank column is the only one of costs."""
    choose: int | None = None
    pieces: Literal["", "whole", "services"] = ""
    at_least: tuple[tuple[str, int], ...] = ()
    at_most: tuple[tuple[str, int], ...] = ()
    basis: tuple[tuple[str, Basis], ...] = ()
    """Column and what its values rest on; a blank column is every measure."""
    decimal: Literal["", ".", ","] = ""

"""What somebody asks of a wide table, with columns found by heading or letter, and checked."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from config.names import resolve
from config.problems import Problems
from data.dataset import Basis
from data.wide.columns import MOST_LEVELS, Looked, can_be_level, key
from data.wide.layout import GroupBound, Role, Wishes
from data.wide.numerals import is_missing

UNSAID: Basis = "judgement"
"""What values rest on where nobody says it: the table does not say that they were published."""


@dataclass(frozen=True)
class Wanted:
    """The wishes, with columns by their places."""

    roles: Mapping[int, Role]
    lower: Mapping[int, bool]
    levels: Mapping[int, tuple[str, ...]]
    weights: Mapping[int, float]
    budgets: Mapping[int | None, float]
    """Column → what there is of it; None = of the only one that costs."""
    basis: Mapping[int, Basis]
    every_basis: Basis
    bounds: tuple[GroupBound, ...]


def find(text: str, columns: Sequence[Looked], option: str, problems: Problems) -> int | None:
    """Return the place of a column that is named by its heading, or by its letter in capitals.

    Args:
        text: as typed.
        columns: of the table.
        option: by which it was named, for messages.
        problems: receives a problem where it names none.
    """
    titles = [column.title for column in columns]
    letters = [column.sheet.letters[column.place] for column in columns]
    for names in (titles, letters):
        if text in names:
            return names.index(text)
    found = resolve(text, {t: t for t in titles}, "the heading of a column", option, problems)
    return None if found is None else titles.index(found)


def read_wishes(wishes: Wishes, columns: Sequence[Looked], problems: Problems) -> Wanted:
    """Return what is asked; what does not hold is told.

    Args:
        wishes: as typed.
        columns: of the table.
        problems: receives what names no column, or asks of one what it is not.
    """

    def at(text: str, option: str) -> int | None:
        return find(text, columns, option, problems)

    levels = {place: order for text, order in wishes.levels
              if (place := at(text, "--levels")) is not None}  # fmt: skip
    bounds = _bounds(wishes, columns, at)
    roles = _roles(wishes, columns, levels, at, problems)
    for one in bounds:
        roles.setdefault(next(c.place for c in columns if c.title == one.title), Role.GROUP)
    wanted = Wanted(
        roles=roles,
        lower=_lower(wishes, at, problems),
        levels=levels,
        weights=_by_place(wishes.weights, "--weight", at),
        budgets={
            (at(text, "--budget") if text else None): amount for text, amount in wishes.budgets
        },
        basis=_by_place([pair for pair in wishes.basis if pair[0]], "--basis", at),
        every_basis=next((found for text, found in wishes.basis if not text), UNSAID),
        bounds=bounds,
    )
    for place, role in wanted.roles.items():
        _check(columns[place], role, wanted.levels.get(place), problems)
    return wanted


Item = TypeVar("Item")
Finder = Callable[[str, str], int | None]


def _by_place(pairs: Sequence[tuple[str, Item]], option: str, at: Finder) -> dict[int, Item]:
    return {place: item for text, item in pairs if (place := at(text, option)) is not None}


def _roles(
    wishes: Wishes,
    columns: Sequence[Looked],
    levels: Mapping[int, object],
    at: Finder,
    problems: Problems,
) -> dict[int, Role]:
    asked: tuple[tuple[Sequence[str], Role, str], ...] = (
        ((wishes.id,), Role.ID, "--id"),
        ((wishes.name,), Role.NAME, "--name"),
        ((wishes.kind_column,), Role.KIND, "--kind-column"),
        ((wishes.incumbent,), Role.INCUMBENT, "--incumbent"),
        (wishes.costs, Role.COST, "--cost"),
        (wishes.work, Role.WORK, "--work"),
        (wishes.groups, Role.GROUP, "--group"),
        (wishes.keep, Role.KEPT, "--keep"),
    )
    roles: dict[int, Role] = {}
    for texts, role, option in asked:
        for text in filter(None, texts):
            place = at(text, option)
            if place is not None and roles.setdefault(place, role) is not role:
                must = f"a column can be one thing only; {text!r} is asked to be two"
                problems.add(option, must, "Leave one of the two options away.")
    for place in levels:
        roles.setdefault(place, Role.LEVELS)
    for text in wishes.measures:
        place = at(text, "--measure")
        if place is not None:
            numbers = columns[place].notation is not None
            roles.setdefault(place, Role.NUMBER if numbers else Role.LEVELS)
    return roles


def _lower(wishes: Wishes, at: Finder, problems: Problems) -> dict[int, bool]:
    lower: dict[int, bool] = {}
    for texts, less, option in (
        (wishes.lower, True, "--lower"),
        (wishes.higher, False, "--higher"),
    ):
        for text in texts:
            place = at(text, option)
            if place is not None and lower.setdefault(place, less) is not less:
                must = f"less or more can be better of {text!r}, not both"
                problems.add(option, must, "Leave one of the two options away.")
    return lower


def _bounds(wishes: Wishes, columns: Sequence[Looked], at: Finder) -> tuple[GroupBound, ...]:
    made = []
    for pairs, option in ((wishes.at_least, "--at-least"), (wishes.at_most, "--at-most")):
        for text, number in pairs:
            place = at(text, option)
            if place is not None:
                bound = {"least" if pairs is wishes.at_least else "most": number}
                made.append(GroupBound(title=columns[place].title, **bound))
    return tuple(made)


def _check(column: Looked, role: Role, order: tuple[str, ...] | None, problems: Problems) -> None:
    """Tell what a column is not that it is asked to be."""
    match role:
        case Role.ID:
            _check_ids(column, problems)
        case Role.COST | Role.WORK | Role.NUMBER:
            _check_numbers(column, problems, amounts=role is not Role.NUMBER)
        case Role.LEVELS:
            _check_levels(column, order, problems)
        case Role.INCUMBENT if not column.truth:
            must = f"the column {column.title!r} must say yes and no"
            problems.add("--incumbent", must, "Write yes and no in its cells.")
        case Role.KIND if not column.whole:
            must = f"each row must have a kind, in the column {column.title!r}"
            problems.add("--kind-column", must, "Fill in its blank cells.")
        case Role.NAME if not all(column.cells):
            must = f"each row must have a name, in the column {column.title!r}"
            problems.add("--name", must, "Fill in its blank cells.")


def _tell(column: Looked, row: int, must: str, do: str, problems: Problems) -> None:
    sheet = column.sheet
    where, cell = sheet.where(row, column.place), column.cells[row]
    problems.add(sheet.file, must, do, column=where, value=cell)


def _check_ids(column: Looked, problems: Problems) -> None:
    seen: set[str] = set()
    for row, cell in enumerate(column.cells):
        if is_missing(cell) or key(cell) in seen:
            do = "Fill in the cell, write another id, or leave --id away."
            _tell(column, row, "each row must have an id of its own", do, problems)
        seen.add(key(cell))


def _check_numbers(column: Looked, problems: Problems, *, amounts: bool) -> None:
    must = "a cell must hold a number" + (" of at least 0" if amounts else "")
    wrong = False
    for row, cell in enumerate(column.cells):
        read = column.number(cell)
        unread = read is None and not is_missing(cell)
        if unread or (amounts and read is not None and read < 0):
            wrong = True
            do = "Write digits, or empty the cell where there is no value."
            _tell(column, row, must, do, problems)
    file, title = column.sheet.file, column.title
    if column.notation is None and not wrong:
        must = f"the numbers of {title!r} must be written in one way, in one unit"
        problems.add(file, must, "Mend them, or say by --decimal what marks decimals.")
    elif not amounts and not wrong and len(set(column.numbers)) < 2:
        must = f"the numbers of {title!r} must differ, or they tell nobody apart"
        problems.add("--measure", must, "Leave the option away: the column is kept as it is.")


def _check_levels(column: Looked, order: tuple[str, ...] | None, problems: Problems) -> None:
    title = column.title
    if order is None:
        if not column.scale:
            there = ", ".join(sorted(column.distinct)[:MOST_LEVELS])
            do = f"Write --levels {title!r}=WORST,…,BEST with its words: {there}."
            must = f"the order of the levels of {title!r} must be known"
            problems.add("--measure", must, do)
        return
    if len(set(order)) < 2 or len(set(order)) < len(order):
        must = f"the levels of {title!r} must be two at least, each named once"
        problems.add("--levels", must, "Write them worst first, with commas.")
    for level in order:
        if not can_be_level(level) or not level:
            must = "a level must be a word, not a number with marks in it"
            problems.add("--levels", must, "Rename it in the table.", value=level)
    for row, cell in enumerate(column.cells):
        if not is_missing(cell) and cell not in order:
            must = f"a cell must hold one of the levels {', '.join(order)}"
            do = "Name this one by --levels as well, or mend the cell."
            _tell(column, row, must, do, problems)

"""Say what each column of a wide table is: what somebody asks for, else what its words tell.

A pure function of the table and the wishes. What it says is a guess and marked as one, for people
to confirm or to overrule; nothing else of :mod:`data.wide` decides anything.
"""

import math
import re
from collections.abc import Callable, Collection, Mapping, Sequence

from config.base import MOST_USD, MOST_WEEKS
from config.problems import Problems
from data.wide import words
from data.wide.columns import Looked, look
from data.wide.keys import column_keys, slug
from data.wide.layout import ColumnGuess, Layout, Role, Why, Wishes
from data.wide.sheet import Sheet
from data.wide.wanted import Wanted, read_wishes

SHARE_OF_BUDGET = 0.25
"""Share of what all candidates need that is taken for the budget where nobody says it."""
SHARE_CHOSEN = 0.25
"""Share of the candidates that a plan may hold where nothing costs anything and nobody says it."""
CANDIDATE = "Candidate"
"""What one row is called where nothing says it."""
FEWEST = 2
"""Rows of a table of which something can be chosen."""
AS_GIVEN = Wishes()
"""Nothing is asked for."""

Found = dict[int, tuple[Role, Why, str]]
"""Column → what it is, why, and the word of its heading that says so."""


def guess(sheet: Sheet, wishes: Wishes = AS_GIVEN) -> Layout:
    """Return what a table is taken for.

    Args:
        sheet: the table.
        wishes: what somebody says about it.

    Raises:
        InputError: a wish names no column, or a column is not what it is asked to be; carries
            every problem.
    """
    problems = Problems()
    if len(sheet.rows) < FEWEST:
        must, do = "there must be several candidates to choose from", "Add a row per candidate."
        problems.add(sheet.file, must, do, value=f"{len(sheet.rows)} row")
        problems.raise_if_any()
    looked = look(sheet, wishes.decimal)
    wanted = read_wishes(wishes, looked, problems)
    problems.raise_if_any()
    roles = _roles(looked, wanted)
    keys = column_keys(sheet.titles)
    columns = _with_budgets(
        [_column(one, keys[one.place], roles[one.place], wanted) for one in looked],
        wanted.budgets,
        problems,
    )
    if not any(one.role in (Role.NUMBER, Role.LEVELS) and one.weight for one in columns):
        problems.add(
            sheet.file,
            must="a column at least must say how good a candidate is: numbers or levels that count",
            do="Name one by --measure; the order of its levels by --levels COLUMN=WORST,…,BEST.",
        )
    problems.raise_if_any()
    singular = wishes.kind.strip() or _singular(columns)
    return Layout(
        kind=slug(singular).lower() or CANDIDATE.lower(),
        singular=singular,
        label=_plural(singular),
        kind_asked=bool(wishes.kind.strip()),
        columns=columns,
        choose=_choose(wishes, columns, len(sheet.rows)),
        choose_asked=wishes.choose is not None,
        pieces=wishes.pieces or "whole",
        pieces_asked=bool(wishes.pieces),
        bounds=wanted.bounds,
        title=re.sub(r"\.[A-Za-z0-9]{1,5}$", "", sheet.file).replace("_", " ").strip() or "Table",
    )


def _roles(looked: Sequence[Looked], wanted: Wanted) -> Found:
    """Return what every column is: first what somebody asks for, then what can be one only."""
    found: Found = {place: (role, Why.ASKED, "") for place, role in wanted.roles.items()}
    steps: tuple[tuple[Role, Callable[[Sequence[Looked]], Found]], ...] = (
        (Role.KIND, lambda free: _alone(free, Role.KIND, words.KIND, lambda one: one.few)),
        (
            Role.INCUMBENT,
            lambda free: _alone(free, Role.INCUMBENT, words.INCUMBENT, lambda one: bool(one.truth)),
        ),
        (Role.ID, _identity),
        (Role.NAME, _name),
        (Role.COST, _costs),
        (Role.WORK, _work),
    )
    for role, step in steps:
        if not any(has is role for has, _, _ in found.values()):
            found |= step([one for one in looked if one.place not in found])
    return found | {one.place: _other(one) for one in looked if one.place not in found}


def _alone(
    free: Sequence[Looked], role: Role, among: Collection[str], holds: Callable[[Looked], bool]
) -> Found:
    """Return the first column whose heading is one of some words, and which holds what it must."""
    for one in free:
        parts = words.words(one.title)
        if len(parts) == 1 and parts[0] in among and holds(one):
            return {one.place: (role, Why.WORD, parts[0])}
    return {}


def _identity(free: Sequence[Looked]) -> Found:
    for one in free:
        parts = words.words(one.title)
        word = next((part for part in (*parts[-1:], *parts[:1]) if part in words.ID), "")
        if word and one.identifies:
            return {one.place: (Role.ID, Why.WORD, word)}
    return {}


def _name(free: Sequence[Looked]) -> Found:
    """Return the column of names: nearly all differ, and its heading has a word of names."""

    def rank(one: Looked) -> tuple[bool, bool, int]:
        many = 10 * len(one.distinct) >= 9 * len(one.cells)
        return not many, not words.named(one.title, words.NAME), one.place

    texts = [one for one in free if one.notation is None and one.whole and not one.truth]
    best = min(texts, key=rank, default=None)
    if best is None or 2 * len(best.distinct) < len(best.cells):
        return {}
    word = words.named(best.title, words.NAME)
    return {best.place: (Role.NAME, Why.WORD if word else Why.ALL_DIFFER, word)}


def _costs(free: Sequence[Looked]) -> Found:
    """Return the columns of money that is spent; where one is the total, that one only."""
    spent: dict[int, str] = {}
    named: set[int] = set()
    totals: set[int] = set()
    for one in free:
        how = one.notation
        if how is None or not one.amounts or words.named(one.title, words.GAIN):
            continue
        word = words.named(one.title, words.COST)
        money = words.named(one.title, words.MONEY) or how.unit
        if word or money:
            spent[one.place] = word or money
            named |= {one.place} if word else set()
            totals |= {one.place} if words.named(one.title, words.TOTAL) else set()
    chosen = named or set(spent)
    totals &= chosen
    return {
        place: (Role.COST, Why.WORD, spent[place])
        if not totals or place in totals
        else (Role.KEPT, Why.PART_OF_TOTAL, spent[place])
        for place in sorted(chosen)
    }


def _work(free: Sequence[Looked]) -> Found:
    return {
        one.place: (Role.WORK, Why.WORD, word)
        for one in free
        if (word := words.named(one.title, words.WORK)) and one.amounts
    }


def _other(one: Looked) -> tuple[Role, Why, str]:
    """Return what a column is that is nothing that can be one only."""
    if not one.known:
        return Role.KEPT, Why.EMPTY, ""
    if len(one.distinct) == 1 or (one.notation is not None and len(set(one.numbers)) == 1):
        return Role.KEPT, Why.ONE_VALUE, ""
    if one.notation is not None:
        return Role.NUMBER, Why.NUMBERS, ""
    if one.scale:
        return Role.LEVELS, Why.KNOWN_SCALE, ""
    if one.few:
        return Role.GROUP, Why.FEW_WORDS, ""
    if len(one.distinct) == len(one.cells):
        return Role.KEPT, Why.ALL_DIFFER, ""
    return Role.KEPT, Why.MIXED, ""


def _column(one: Looked, key: str, found: tuple[Role, Why, str], wanted: Wanted) -> ColumnGuess:
    """Return all that is said of a column."""
    role, why, word = found
    numeric = role in (Role.NUMBER, Role.COST, Role.WORK)
    read = one.numbers if numeric else []
    lower, direction, said = _direction(one, role, wanted)
    levels = wanted.levels.get(one.place) or one.scale
    if lower and one.place not in wanted.levels:
        levels = tuple(reversed(levels))
    return ColumnGuess(
        title=one.title,
        letter=one.sheet.letters[one.place],
        role=role,
        why=why,
        word=word,
        key=key,
        lower=lower,
        direction=direction,
        direction_word=said,
        levels=levels if role is Role.LEVELS else (),
        notation=one.notation if numeric else None,
        low=min(read, default=None),
        high=max(read, default=None),
        total=math.fsum(read),
        missing=len(one.cells) - len(one.known),
        distinct=len(one.distinct),
        weight=wanted.weights.get(one.place, 1.0),
        basis=wanted.basis.get(one.place, wanted.every_basis),
    )


def _direction(one: Looked, role: Role, wanted: Wanted) -> tuple[bool, Why | None, str]:
    """Return whether less is better, why, and the word that says so."""
    if role not in (Role.NUMBER, Role.LEVELS):
        return False, None, ""
    if one.place in wanted.lower:
        return wanted.lower[one.place], Why.ASKED, ""
    if one.place in wanted.levels:
        return False, Why.ASKED, ""
    less = words.named(one.title, words.LOWER)
    if less:
        return True, Why.WORD, less
    more = words.named(one.title, words.HIGHER)
    return False, Why.WORD if more else None, more


def _with_budgets(
    columns: Sequence[ColumnGuess], wanted: Mapping[int | None, float], problems: Problems
) -> tuple[ColumnGuess, ...]:
    """Return the columns with what there is of each cost: as asked, else a quarter of all."""
    spent = {place for place, one in enumerate(columns) if one.role in (Role.COST, Role.WORK)}
    asked = dict(wanted)
    if None in asked:
        amount = asked.pop(None)
        if len(spent) == 1:
            asked[next(iter(spent))] = amount
        else:
            names = ", ".join(columns[place].title for place in sorted(spent)) or "none"
            must = f"the budget must say of which column it is ({names})"
            problems.add("--budget", must, "Write --budget COLUMN=AMOUNT.")
    for place in set(asked) - spent - {None}:
        title = columns[place].title if place is not None else ""
        must = f"{title!r} must be a column of costs or of work"
        problems.add("--budget", must, "Name it by --cost or --work as well.")
    made = []
    for place, one in enumerate(columns):
        if place not in spent:
            made.append(one)
            continue
        most = MOST_USD if one.role is Role.COST else MOST_WEEKS
        budget = asked.get(place, min(_rounded(SHARE_OF_BUDGET * one.total), most))
        if budget > most or (one.high or 0.0) > most:
            must = f"amounts of {one.title!r} must lie between 0 and {most:,.0f}"
            problems.add("--budget", must, "Write the column in thousands or millions.")
            budget = 0.0
        made.append(one.but(budget=budget, budget_asked=place in asked))
    return tuple(made)


def _rounded(amount: float) -> float:
    """Return an amount with two digits that count, never more than it was."""
    if amount <= 0:
        return 0.0
    step = 10.0 ** (math.floor(math.log10(amount)) - 1)
    return float(f"{math.floor(amount / step) * step:.10g}")


def _choose(wishes: Wishes, columns: Sequence[ColumnGuess], rows: int) -> int | None:
    costs = any(one.role in (Role.COST, Role.WORK) for one in columns)
    if wishes.choose is not None or costs:
        return wishes.choose
    return math.ceil(SHARE_CHOSEN * rows)


def _singular(columns: Sequence[ColumnGuess]) -> str:
    """Return what one candidate is called, by the heading of its name or id."""
    for role in (Role.NAME, Role.ID):
        column = next((one for one in columns if one.role is role), None)
        for word in words.words(column.title) if column is not None else ():
            if word not in ("name", "title", "label", *words.ID) and not word.isdigit():
                return word.capitalize()
    return CANDIDATE


def _plural(word: str) -> str:
    if re.search(r"[^aeiou]y$", word):
        return f"{word[:-1]}ies"
    return f"{word}es" if re.search(r"(s|x|ch|sh)$", word) else f"{word}s"

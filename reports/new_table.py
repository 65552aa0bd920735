"""What was made of a table that somebody brings: each column, each guess, each rule of reading."""

from collections.abc import Iterator, Mapping
from typing import Any

from data.wide.keys import candidate_ids
from data.wide.layout import ColumnGuess, Layout, Role, Why, Wishes
from data.wide.sheet import Remark, Rule, Sheet
from reports.report import Column, Note, Report, Row, Section, Table, picked
from reports.words import amount, count, listing, number, spelled, verb

ROLES = {
    Role.ID: "the id of each",
    Role.NAME: "the name of each",
    Role.KIND: "the kinds",
    Role.NUMBER: "a measure, in numbers",
    Role.LEVELS: "a measure, in levels",
    Role.COST: "what each costs",
    Role.WORK: "staff-weeks that each needs",
    Role.GROUP: "groups, for rules",
    Role.INCUMBENT: "who is in the list in force",
    Role.KEPT: "kept, not used",
}
"""What a column is taken for, in words."""
DIGITS = 60
"""Characters of an example that are shown."""

COLUMNS = (
    Column("title", "Column"),
    Column("taken", "Taken for"),
    Column("better", "Better is"),
    Column("because", "Because"),
    Column("missing", "Missing", "count", narrow=False),
    Column("said", "Said, not guessed", "yes", roomy=True),
)
TAKEN, LESS, LEVELS, WEIGHT = "Taken for", "Less is better", "Levels, worst first", "Weight"
"""Titles of what can be changed of a column."""
FIELDS = (
    Column("title", "Column"),
    Column("taken", TAKEN),
    Column("lower", LESS, "yes"),
    Column("levels", LEVELS),
    Column("weight", WEIGHT, "number"),
    Column("because", "Because"),
)


def report(sheet: Sheet, layout: Layout) -> Report:
    """Return what a table is taken for, with everything that is guessed."""
    guesses = tuple(_guesses(sheet, layout))
    return Report(
        id="new",
        title="What does this table say?",
        answer=_answer(sheet, layout),
        text=(
            f"{spelled(len(guesses)).capitalize()} things are guessed; each is listed below and "
            "can be overruled."
            if len(guesses) > 1
            else "What is guessed is listed below and can be overruled.",
        ),
        sections=(
            Section("columns", "Columns", tables=(_columns(layout),)),
            Section("guesses", "Guessed: please confirm", items=guesses),
            Section(
                "reading",
                "How it was read",
                items=(*map(_remark, sheet.remarks), *_text_numbers(sheet, layout)),
            ),
        ),
        notes=tuple(_notes(layout)),
        facts={
            **picked(sheet, "file", "sheet"),
            "sha256": sheet.digest,
            "rows": len(sheet.rows),
            "kind": layout.kind,
        },
    )


def _answer(sheet: Sheet, layout: Layout) -> str:
    rows = len(sheet.rows)
    kind = layout.one(Role.KIND)
    who = (
        f"{count(rows, 'candidate')} of {count(kind.distinct, 'kind')}"
        if kind is not None
        else count(rows, layout.singular.lower(), layout.label.lower())
    )
    measures = layout.of(Role.NUMBER, Role.LEVELS)
    said = [count(len(measures), "measure")]
    costs = layout.of(Role.COST, Role.WORK)
    if costs:
        said.append("what each costs")
    groups = layout.of(Role.GROUP)
    if groups:
        said.append(f"groups by {listing([one.title for one in groups], 3)}")
    return f"{sheet.source} holds {who}, with {listing(said)}."


def _columns(layout: Layout) -> Table:
    return Table(
        "columns",
        COLUMNS,
        tuple(_row(column) for column in layout.columns),
        text="Better is: which end of a measure is worth more.",
    )


def fields(layout: Layout) -> Table:
    """Return the columns as people may change them, where a page has fields for that."""
    rows = []
    for column in layout.columns:
        measured = column.role in (Role.NUMBER, Role.LEVELS)
        rows.append(
            {
                **picked(column, "title", "weight"),
                "taken": ROLES[column.role],
                "lower": measured and column.lower and column.role is Role.NUMBER,
                "levels": ", ".join(column.levels),
                "because": because(column),
            }
        )
    return Table("fields", FIELDS, tuple(rows))


def wishes(changed: Mapping[str, Mapping[str, Any]]) -> Wishes:
    """Return what the fields of a page say in place of what was guessed.

    Args:
        changed: heading of a column → title of a field → what it says now.
    """
    roles = {words: role for role, words in ROLES.items()}
    asked: dict[Role, list[str]] = {role: [] for role in Role}
    for title, one in changed.items():
        if TAKEN in one:
            asked[roles[one[TAKEN]]].append(title)
    lower = {title: bool(one[LESS]) for title, one in changed.items() if LESS in one}
    levels = {title: one[LEVELS] for title, one in changed.items() if one.get(LEVELS)}
    weights = {title: one[WEIGHT] for title, one in changed.items() if _given(one.get(WEIGHT))}
    return Wishes(
        id="".join(asked[Role.ID][:1]),
        name="".join(asked[Role.NAME][:1]),
        kind_column="".join(asked[Role.KIND][:1]),
        incumbent="".join(asked[Role.INCUMBENT][:1]),
        costs=tuple(asked[Role.COST]),
        work=tuple(asked[Role.WORK]),
        measures=(*asked[Role.NUMBER], *asked[Role.LEVELS]),
        groups=tuple(asked[Role.GROUP]),
        keep=tuple(asked[Role.KEPT]),
        lower=tuple(title for title, less in lower.items() if less),
        higher=tuple(title for title, less in lower.items() if not less),
        levels=tuple(
            (title, tuple(level.strip() for level in str(order).split(",")))
            for title, order in levels.items()
        ),
        weights=tuple((title, float(weight)) for title, weight in weights.items()),
    )


def limited(asked: Wishes, layout: Layout, limits: Mapping[str, Any]) -> Wishes:
    """Return wishes with what fields of a page say there is, where that is not what was guessed.

    Args:
        limits: heading of a cost → what there is of it; a blank one → most in a plan.
    """
    costs = layout.of(Role.COST, Role.WORK)
    budgets = {one.title: limits[one.title] for one in costs if _given(limits.get(one.title))}
    most = limits.get("", layout.choose)
    return asked.but(
        budgets=tuple(
            (one.title, float(budgets[one.title]))
            for one in costs
            if one.title in budgets and budgets[one.title] != one.budget
        ),
        choose=None if most is None or most == layout.choose else int(most),
    )


def _given(value: Any) -> bool:  # noqa: ANN401 (of a field)
    """Say whether a field holds something: neither nothing nor what tables call no number."""
    return value is not None and value == value


def _row(column: ColumnGuess) -> Row:
    measured = column.role in (Role.NUMBER, Role.LEVELS)
    return {
        **picked(column, "title", "letter", "missing", "key"),
        "role": column.role.value,
        "taken": ROLES[column.role],
        "better": _better(column) if measured else "",
        "because": because(column),
        "said": column.why is Why.ASKED,
        "lower": column.lower if measured else None,
        "levels": list(column.levels),
    }


def _better(column: ColumnGuess) -> str:
    if column.role is Role.LEVELS:
        return column.levels[-1]
    return "less" if column.lower else "more"


def because(column: ColumnGuess) -> str:
    """Return why a column is taken for what it is, and which end of it is better."""
    why = {
        Why.ASKED: "you say so",
        Why.WORD: f"the word {column.word}",
        Why.ALL_DIFFER: "every cell is different",
        Why.FEW_WORDS: f"{spelled(column.distinct)} words come again and again",
        Why.KNOWN_SCALE: "its words are levels",
        Why.NUMBERS: "numbers",
        Why.ONE_VALUE: "all of its cells say the same",
        Why.EMPTY: "none of its cells says anything",
        Why.MIXED: "neither numbers, levels nor groups",
        Why.PART_OF_TOTAL: "another column is the total",
    }[column.why]
    if column.role not in (Role.NUMBER, Role.LEVELS):
        return why
    side = {
        Why.ASKED: "you say which end is better",
        Why.WORD: f"the word {column.direction_word} says which end is better",
    }.get(column.direction or Why.MIXED, "nothing says which end is better")
    return f"{why}; {side}"


def _guesses(sheet: Sheet, layout: Layout) -> Iterator[str]:
    """Yield everything that is guessed, what moves a plan most first."""
    yield from _limits(layout)
    yield from _directions(layout)
    yield from _worth(layout)
    yield from _identities(sheet, layout)
    for one in layout.columns:
        if one.notation is not None and one.notation.guessed:
            example = next(cell for cell in sheet.column(sheet.titles.index(one.title)) if cell)
            mark = "point" if one.notation.decimal == "." else "comma"
            yield f"In {one.title}, {example[:DIGITS]} is read with a decimal {mark}."


def _limits(layout: Layout) -> Iterator[str]:
    for one in layout.of(Role.COST, Role.WORK):
        if not one.budget_asked:
            unit = "USD" if one.role is Role.COST else "staff-weeks"
            yield (
                f"Of {one.title} there is {amount(one.budget or 0.0, unit)} in all: a quarter of "
                "what all together need, because the table does not say."
            )
    if layout.choose is not None and not layout.choose_asked:
        yield (
            f"A plan holds {layout.choose:,} at most: a quarter of all, because nothing costs "
            "anything."
        )
    if layout.of(Role.COST, Role.WORK) and not layout.pieces_asked:
        yield "All that one needs is given, or nothing: no part of it."


def _directions(layout: Layout) -> Iterator[str]:
    measures = layout.of(Role.NUMBER, Role.LEVELS)
    ends = {
        (one.direction, one.lower): [
            other.title
            for other in measures
            if (other.direction, other.lower) == (one.direction, one.lower)
        ]
        for one in measures
    }
    if unsaid := ends.get((None, False)):
        yield f"More is better of {listing(unsaid, 20)}; nothing in the table says so."
    for lower, words in ((True, "Less"), (False, "More")):
        if found := ends.get((Why.WORD, lower)):
            yield f"{words} is better of {listing(found, 20)}, going by words of the headings."
    for one in layout.of(Role.LEVELS):
        if one.direction is not Why.ASKED and len(one.levels) > 2:
            yield f"Levels of {one.title}, worst first: {listing(one.levels, 20)}."


def _worth(layout: Layout) -> Iterator[str]:
    measures = layout.of(Role.NUMBER, Role.LEVELS)
    if len({one.weight for one in measures}) == 1 and len(measures) > 1:
        every = "Both" if len(measures) == 2 else f"All {spelled(len(measures))}"
        yield f"{every} measures weigh the same."
    if layout.of(Role.NUMBER):
        yield (
            "Of numbers, the least that the table has is worth 0 points and the most 100, or the "
            "other way round."
        )
    if {one.basis for one in measures} == {"judgement"}:
        yield "All values rest on somebody's judgement: the table does not say who published them."


def _identities(sheet: Sheet, layout: Layout) -> Iterator[str]:
    if not layout.kind_asked and layout.one(Role.KIND) is None:
        yield f"Each row is called a {layout.singular.lower()}."
    for role in (Role.ID, Role.NAME, Role.KIND, Role.INCUMBENT):
        column = layout.one(role)
        if column is not None and column.why is not Why.ASKED:
            yield f"{column.title} is {ROLES[role]} ({because(column)})."
    ids, as_given = candidate_ids(sheet, layout)
    if not as_given:
        column = layout.one(Role.ID) or layout.one(Role.NAME)
        made_of = "the number of the row" if column is None else column.title
        yield f"Ids are made of {made_of}, such as {ids[0]}."


def _notes(layout: Layout) -> Iterator[Note]:
    for one in layout.of(Role.COST):
        if one.notation is not None and one.notation.unit not in ("", "USD"):
            yield Note(
                "reading",
                f"{one.title} is in {one.notation.unit}; pages and reports call every amount USD.",
            )
    for one in layout.of(Role.COST, Role.WORK):
        if one.missing:
            yield Note(
                "assumption",
                f"{count(one.missing, 'row')} of {one.title} without an amount: the most that any "
                f"needs is assumed, {number(one.high or 0.0)}.",
            )
    missing = sum(one.missing for one in layout.of(Role.NUMBER, Role.LEVELS))
    if missing:
        yield Note(
            "missing",
            f"{count(missing, 'value')} of measures missing: shown as missing, and never a zero.",
        )
    if not layout.bounds and layout.of(Role.GROUP):
        yield Note("reading", "Rules for groups are written, and switched off.")


READ = {
    Rule.ENCODING: "The text is not UTF-8; it is read as {what}{where}.",
    Rule.SEPARATOR: "Columns are parted by the sign {what}.",
    Rule.ABOVE: "These rows above the headings were left out{where}.",
    Rule.BLANK_HEADER: "A column without heading is called {what}{where}.",
    Rule.SAME_HEADER: "A heading stands twice; the second is called {what}{where}.",
    Rule.HEADING: "Headings were put on one line{where}.",
    Rule.EMPTY_COLUMN: "Columns without heading and values were left out{where}.",
    Rule.HIDDEN_ROWS: "Hidden rows count like all others{where}.",
    Rule.HIDDEN_COLUMNS: "Hidden columns count like all others{where}.",
    Rule.OTHER_SHEETS: "Other sheets were not read{where}.",
    Rule.MERGED: "What stands in merged cells counts for each of their rows{where}.",
    Rule.FORMULAS: "Of formulas, the value counts that was saved with them{where}.",
    Rule.DATES: "Dates are written year first{where}.",
    Rule.DATES_1904: "The workbook counts days from 1904; its dates were read so.",
    Rule.TRUTH: "Truth values are written yes and no{where}.",
    Rule.NOT_AVAILABLE: "The error #N/A is read as missing{where}.",
    Rule.SPACES: "Spaces at the ends of cells were taken off{where}.",
}
"""What was done to read a table, and where."""


def _text_numbers(sheet: Sheet, layout: Layout) -> Iterator[str]:
    """Yield the columns of numbers of which a workbook holds some as text."""
    for place, column in enumerate(layout.columns):
        number_of = sheet.text_numbers.get(place, 0)
        if number_of and column.notation is not None:
            be = verb(number_of, "are")
            yield (
                f"{count(number_of, 'number')} of {column.title} {be} text in the workbook, and "
                "read as numbers like the others."
            )


def _remark(remark: Remark) -> str:
    more = f", … ({remark.count:,} in all)" if remark.count > len(remark.where) else ""
    where = f" ({', '.join(remark.where)}{more})" if remark.where else ""
    return READ[remark.rule].replace("{what}", remark.what).replace("{where}", where)

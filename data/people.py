"""Weights of several people or groups, from a table.

One row per person, kind and criterion: ``person, kind, criterion, weight``. Weights are shares of
100 or of anything else; they are put to a sum of 1 for each person and kind. A criterion that a
person leaves out weighs nothing for them; a kind that they leave out keeps its given weights.
"""

import math
from collections.abc import Mapping
from pathlib import Path

from config.criteria import Criteria
from config.problems import Problems
from data.reading import Raw, read_csv
from data.tables import Cell, Column, Table

PEOPLE = Table(
    name="people",
    about="What each person or group thinks that criteria should weigh.",
    columns=(
        Column("person", Cell.WORD, "Name of the person or group."),
        Column("kind", Cell.WORD, "Kind of candidate."),
        Column("criterion", Cell.WORD, "Criterion of the kind."),
        Column("weight", Cell.NUMBER, "Its weight, 0 or more."),
    ),
    key=("person", "kind", "criterion"),
)

PeopleWeights = Mapping[str, Mapping[str, Mapping[str, float]]]
"""Kind → person → criterion → weight; every person has every kind, or only some."""


def read_people(path: Path, criteria: Criteria) -> dict[str, dict[str, dict[str, float]]]:
    """Return kind → person → criterion → weight, people in the order of the table.

    Args:
        path: a CSV file.
        criteria: kinds and their criteria.

    Raises:
        InputError: the table does not hold; carries every problem.
    """
    problems = Problems()
    found: dict[str, dict[str, dict[str, float]]] = {}
    raw = read_csv(path, PEOPLE, problems)
    if raw is not None and _has_columns(path.name, raw, problems):
        cells = (raw.columns[column.name] for column in PEOPLE.columns)
        for line, person, kind, criterion, text in zip(raw.lines, *cells, strict=True):
            row = _Row(path.name, line, problems)
            if not row.names_hold(person, kind, criterion, criteria):
                continue
            weight = row.weight(text)
            mine = found.setdefault(kind, {}).setdefault(person.strip(), {})
            if criterion in mine:
                row.add(
                    "criterion", criterion, "a person must weigh a criterion once", "Delete a row."
                )
            mine[criterion] = weight
        _check_sums(path.name, found, problems)
        if not raw.lines:
            problems.add(path.name, must="one person at least must give weights", do="Add rows.")
    problems.raise_if_any()
    return found


def everyone(weights: PeopleWeights) -> tuple[str, ...]:
    """Return all people, in the order of the table."""
    return tuple(dict.fromkeys(person for people in weights.values() for person in people))


def _has_columns(file: str, raw: Raw, problems: Problems) -> bool:
    missing = [column for column in PEOPLE.columns if column.name not in raw.header]
    for column in missing:
        problems.add(
            file,
            must=f"the table must have the column {column.name}",
            do=f"Add it: {column.about}",
            row=raw.header_line,
            column=column.name,
        )
    return not missing


def _check_sums(
    file: str, found: Mapping[str, Mapping[str, Mapping[str, float]]], problems: Problems
) -> None:
    for kind, people in found.items():
        for person, weights in people.items():
            if not any(weight > 0 for weight in weights.values()):
                problems.add(
                    file,
                    must=f"one weight of {person} at least must be above 0 for {kind}",
                    do="Raise one, or leave the kind out.",
                    column="weight",
                )


class _Row:
    """One line of the table, and what is wrong with it."""

    def __init__(self, file: str, line: int, problems: Problems) -> None:
        self.file, self.line, self.problems = file, line, problems

    def add(self, column: str, value: str, must: str, do: str) -> None:
        """Add a problem."""
        self.problems.add(self.file, must=must, do=do, row=self.line, column=column, value=value)

    def names_hold(self, person: str, kind: str, criterion: str, criteria: Criteria) -> bool:
        """Check the names of a row."""
        if not person.strip():
            self.add("person", person, "a row must name a person or group", "Write who it is.")
        if kind not in criteria.kinds:
            known = ", ".join(criteria.kinds)
            self.add("kind", kind, f"the kind must be one of: {known}", "Correct it.")
            return False
        known = ", ".join(criteria.kinds[kind].criteria)
        if criterion not in criteria.kinds[kind].criteria:
            must = f"a criterion of {kind} must be one of: {known}"
            self.add("criterion", criterion, must, "Correct it.")
            return False
        return bool(person.strip())

    def weight(self, text: str) -> float:
        """Return the weight; 0 with a problem where it is none."""
        try:
            weight = float(text)
        except ValueError:
            weight = math.nan
        if not 0 <= weight < math.inf:
            self.add("weight", text, "a weight must be a number from 0", "Write, say, 25.")
            return 0.0
        return weight

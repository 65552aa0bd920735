"""People's weights as a page edits them: one more person, one fewer, another number."""

import math
from collections.abc import Mapping

import pandas as pd

from config.criteria import Criteria, Kind
from config.problems import InputError
from data.people import PeopleWeights, everyone, who_speaks
from data.people.reading import LONGEST_NAME, MOST_PEOPLE

PERCENT = 100.0
CRITERION = " "
"""Column of criteria among columns of people; no name is blank."""
WHERE = "people"
"""Name of the input in problems of what was entered."""


def with_person(people: PeopleWeights, criteria: Criteria, name: str) -> PeopleWeights:
    """Return the people and one more, whose weights are the given ones to begin with.

    Raises:
        InputError: the name is blank, too long or taken, or there are too many people.
    """
    name, names = name.strip(), everyone(people)
    if not 0 < len(name) <= LONGEST_NAME or not name.isprintable():
        must = f"a person or group must have a name of at most {LONGEST_NAME} characters"
        raise InputError.one(WHERE, must, "Write who it is.")
    if name in names:
        must = "no two people must have the same name"
        raise InputError.one(WHERE, must, "Name them apart.", value=name)
    if len(names) >= MOST_PEOPLE:
        must = f"there must be at most {MOST_PEOPLE} people"
        raise InputError.one(WHERE, must, "Put people who think alike together.")
    return {
        kind: {
            **{one: people.get(kind, {}).get(one, {}) for one in names},
            name: {key: round(PERCENT * share, 1) for key, share in spec.weights.items()},
        }
        for kind, spec in criteria.kinds.items()
    }


def without_person(people: PeopleWeights, name: str) -> PeopleWeights:
    """Return the people but one; nothing at all when nobody is left."""
    left = {
        kind: {one: told for one, told in weights.items() if one != name}
        for kind, weights in people.items()
    }
    return left if everyone(left) else {}


def with_numbers(
    people: PeopleWeights, kind: str, numbers: Mapping[str, Mapping[str, float | None]]
) -> PeopleWeights:
    """Return the people with other weights of one kind.

    Args:
        people: as they are.
        kind: the kind.
        numbers: person → criterion → weight; None where nothing is said. A person who says
            nothing, or only zeros, says nothing of the kind.

    Raises:
        InputError: a weight is negative, or somebody says nothing of any kind any more.
    """
    found = {other: dict(weights) for other, weights in people.items()}
    mine = found.setdefault(kind, {name: {} for name in everyone(people)})
    for person, told in numbers.items():
        said = {name: weight for name, weight in told.items() if weight is not None}
        if any(weight < 0 for weight in said.values()):
            must = f"a weight of {person} must be a number from 0"
            raise InputError.one(WHERE, must, "Write, say, 25, or nothing.")
        mine[person] = said if any(said.values()) else {}
    silent = [
        one for one in everyone(found) if not any(weights.get(one) for weights in found.values())
    ]
    if silent:
        must = f"one weight of {silent[0]} at least must be above 0"
        raise InputError.one(WHERE, must, "Raise one, or remove the person.")
    return found


def number_table(people: PeopleWeights, kind_id: str, kind: Kind) -> pd.DataFrame:
    """Return weights as entered: one row per criterion, one column per person; None = nothing."""
    told = who_speaks(people, kind_id)
    columns = {
        person: [told[person].get(name, 0.0) for name in kind.criteria]
        if person in told
        else [None] * len(kind.criteria)
        for person in everyone(people)
    }
    table = pd.DataFrame(columns, index=list(kind.criteria), dtype="Float64").astype("float64")
    table.insert(0, CRITERION, [criterion.label for criterion in kind.criteria.values()])
    return table


def with_edits(table: pd.DataFrame, rows: Mapping[int, Mapping[str, float | None]]) -> pd.DataFrame:
    """Return a table with cells changed.

    Args:
        table: as shown.
        rows: number of a row → column → what stands there now; None = nothing.
    """
    changed = table.copy()
    for row, cells in rows.items():
        for column, value in cells.items():
            changed.loc[changed.index[int(row)], column] = math.nan if value is None else value
    return changed


def numbers(table: pd.DataFrame) -> dict[str, dict[str, float | None]]:
    """Return person → criterion → number of a table of them; None where it is blank."""
    return {
        str(person): {
            str(name): None if pd.isna(value) else float(value)
            for name, value in table[person].items()
        }
        for person in table.columns
        if person != CRITERION
    }

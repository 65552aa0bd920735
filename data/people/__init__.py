"""Weights of several people or groups, from a table.

Two forms of the same table are read. *Long*: one row per person, kind and criterion, ``person,
kind, criterion, weight``. *Wide*, as spreadsheets have it: one row per criterion, ``kind,
criterion``, and one column per person, headed by the name; a column ``label`` says in words what
each criterion is, and is not read.

Weights are shares of 100 or of anything else: what counts is their proportion within a kind. A
criterion that a person leaves blank weighs nothing for them; a kind that they leave blank
altogether is one of which they say nothing.
"""

import csv
import io
from collections.abc import Mapping, Sequence

from config.criteria import Criteria
from data.formulas import defused
from data.tables import Cell, Column, Table

PEOPLE = Table(
    name="people",
    about="What each person or group thinks that criteria should weigh.",
    columns=(
        Column("person", Cell.WORD, "Name of the person or group."),
        Column("kind", Cell.WORD, "Kind of candidate."),
        Column("criterion", Cell.WORD, "Criterion of the kind."),
        Column("weight", Cell.NUMBER, "Its weight, 0 or more.", blank=True),
    ),
    key=("person", "kind", "criterion"),
)
LABEL = "label"
"""Column of the wide form that says what a criterion is; for people only."""

PeopleWeights = Mapping[str, Mapping[str, Mapping[str, float]]]
"""Kind → person → criterion → weight; none where a person says nothing of a kind."""


def everyone(weights: PeopleWeights) -> tuple[str, ...]:
    """Return all people, in the order of the table."""
    return tuple(dict.fromkeys(person for people in weights.values() for person in people))


def with_given(weights: PeopleWeights, criteria: Criteria) -> PeopleWeights:
    """Return everybody's weights of every kind: the given ones where somebody says nothing."""
    people = everyone(weights)
    return {
        kind: {person: weights.get(kind, {}).get(person) or spec.weights for person in people}
        for kind, spec in criteria.kinds.items()
    }


def who_speaks(weights: PeopleWeights, kind: str) -> Mapping[str, Mapping[str, float]]:
    """Return person → criterion → weight of those who say something of a kind."""
    return {person: told for person, told in weights.get(kind, {}).items() if told}


def people_table(weights: PeopleWeights, criteria: Criteria) -> str:
    """Return people's weights as CSV in the wide form, one row per criterion.

    Args:
        weights: what each person thinks; a kind that someone leaves out stays blank for them.
        criteria: kinds and their criteria.
    """
    people = everyone(weights)
    text = io.StringIO()
    write = csv.writer(text, lineterminator="\n").writerow
    write(["kind", "criterion", LABEL, *people])
    for kind, spec in criteria.kinds.items():
        told = who_speaks(weights, kind)
        for name, criterion in spec.criteria.items():
            cells = [f"{told[one].get(name, 0.0):g}" if one in told else "" for one in people]
            write([kind, name, defused(criterion.label), *cells])
    return text.getvalue()


def template(people: Sequence[str], criteria: Criteria) -> str:
    """Return a table for people to fill in, with the given weights as percentages to begin with."""
    given = {
        kind: {name: round(100 * share, 1) for name, share in spec.weights.items()}
        for kind, spec in criteria.kinds.items()
    }
    return people_table(
        {kind: dict.fromkeys(people, shares) for kind, shares in given.items()}, criteria
    )

"""The ten steps of the OECD/JRC Handbook: what they are called, and what they share."""

from collections.abc import Iterable

from questions.audit import KindAudit
from reports.report import Picture, Section, Table

STEPS = {
    "framework": "1 What counts, and why",
    "data": "2 What is known",
    "imputation": "3 What stands in for what is missing",
    "structure": "4 Do the criteria say different things?",
    "scales": "5 What puts measures on one scale",
    "weighting": "6 Weights, and how criteria are put together",
    "uncertainty": "7 How sure is that, and what does the doubt come from?",
    "drivers": "8 Back to the data",
    "links": "9 What else do the scores go with?",
    "shown": "10 How it is shown",
    "not_done": "What is not done",
}
LINES = 12
"""Lines of a long table where there is little room."""


def label(found: KindAudit, criterion: str) -> str:
    """Return what a criterion is called."""
    return found.scores.spec.criteria[criterion].label


def step(
    name: str,
    text: Iterable[str],
    *tables: Table,
    pictures: tuple[Picture, ...] = (),
    items: tuple[str, ...] = (),
) -> Section:
    """Return what a step finds, under its name."""
    return Section(name, STEPS[name], tuple(text), pictures, tables, items)

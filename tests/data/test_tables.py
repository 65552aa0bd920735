"""The description of the tables against the values they become and the page that explains them."""

from pathlib import Path

import pytest

from config.base import Frozen
from data.dataset import (
    Candidate,
    Demand,
    Engagement,
    Event,
    Evidence,
    Link,
    Partner,
    Source,
    Window,
)
from data.tables import TABLES, Cell, Table, reference

DOCS = Path(__file__).parents[2] / "docs" / "dataset.md"
ROWS: dict[str, type[Frozen]] = {
    "candidates": Candidate,
    "evidence": Evidence,
    "links": Link,
    "partners": Partner,
    "engagements": Engagement,
    "demands": Demand,
    "windows": Window,
    "events": Event,
    "sources": Source,
}


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_a_table_describes_its_rows(table: Table) -> None:
    fields = ROWS[table.name].model_fields
    assert {column.name for column in table.columns} == set(fields) - {"attributes"}
    for column in table.columns:
        may_be_absent = not fields[column.name].is_required()
        assert column.needed or may_be_absent, "a column that may be missing needs a default"
        assert bool(column.choices) == (column.cell is Cell.CHOICE)
    assert set(table.key) <= table.names


def test_the_page_shows_the_tables_as_they_are() -> None:
    """When this fails, put what ``data.tables.reference()`` returns between the two marks."""
    page = DOCS.read_text(encoding="utf-8")
    _, _, after = page.partition("<!-- reference: from data/tables.py -->\n")
    shown, mark, _ = after.partition("<!-- end of reference -->")
    assert mark
    assert shown == reference()

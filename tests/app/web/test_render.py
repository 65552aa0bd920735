"""How a report's tables are shown. Oracle: what stands in them, by hand."""

import pytest
from streamlit.testing.v1 import AppTest

from app.web.render import FEW
from reports.report import Column, Row, Table

pytestmark = pytest.mark.usefixtures("small_app")
SHOWN: list[Table] = []
"""The one table of :func:`page`."""


def page() -> None:
    """Show a table as part of a section."""
    from app.web import render
    from reports.report import Section
    from tests.app.web import test_render

    render.section(Section("lists", "Lists", tables=(test_render.SHOWN[0],)), "test")


def opened(*rows: Row, opens: str = "") -> AppTest:
    columns = [Column("region", "Region"), Column("enter", "Enter", opens=opens)]
    columns += [Column("number", "Number", "count")] * ("number" in rows[0])
    SHOWN[:] = [Table("lists", tuple(columns), rows)]
    found = AppTest.from_function(page).run()
    assert not found.exception
    return found


def test_a_few_rows_of_lists_break_into_lines() -> None:
    found = opened({"region": "Europe", "enter": ("Open parliaments", "Justice", "Gender")})
    (table,) = found.table
    assert table.value["Enter"].tolist() == ["Open parliaments; Justice; Gender"]
    assert not found.dataframe


@pytest.mark.parametrize(
    ("rows", "opens"),
    [
        ([{"region": "Europe", "enter": ("Justice",)}], ""),
        ([{"region": "Europe", "enter": ("Justice", "Gender"), "id": "theme:a"}], "id"),
        ([{"region": "Europe", "enter": ("Justice", "Gender"), "number": 2}], ""),
        ([{"region": str(at), "enter": ("Justice", "Gender")} for at in range(FEW + 1)], ""),
    ],
)
def test_others_can_be_sorted_and_searched(rows: list[Row], opens: str) -> None:
    """Names by themselves, rows that lead to a card or hold figures, and many rows."""
    found = opened(*rows, opens=opens)
    assert len(found.dataframe) == 1
    assert not found.table

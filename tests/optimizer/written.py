"""What a sheet holds, by name, so that a test can state the exact rows and columns it expects."""

from collections.abc import Mapping
from dataclasses import dataclass

from optimizer.model.matrix import INFINITY, MatrixModel
from optimizer.model.names import name_of


@dataclass(frozen=True)
class Row:
    """One row: column name → coefficient, and its sides."""

    terms: Mapping[str, float]
    lower: float = -INFINITY
    upper: float = INFINITY


@dataclass(frozen=True)
class Column:
    """One column: its bounds, and whether it is a yes/no decision."""

    lower: float = 0.0
    upper: float = 1.0
    integer: bool = True


YES_NO = Column()
CLOSED = Column(upper=0.0)
SHARE = Column(integer=False)
AMOUNT = Column(upper=INFINITY, integer=False)


def rows(sheet: MatrixModel, *concepts: str) -> dict[str, Row]:
    """Return the rows of a sheet by name; of the named concepts only, if any is named."""
    names = sheet.names()
    found = {}
    for key, position in sheet.rows.items():
        inside = slice(sheet.row_start[position], sheet.row_start[position + 1])
        used = [names[column] for column in sheet.indices[inside]]
        assert len(set(used)) == len(used), f"{key} names a column twice"
        found[name_of(*key)] = Row(
            dict(zip(used, sheet.coefficients[inside], strict=True)),
            sheet.row_lower[position],
            sheet.row_upper[position],
        )
    return {name: row for name, row in found.items() if _of(name, concepts)}


def columns(sheet: MatrixModel, *concepts: str) -> dict[str, Column]:
    """Return the columns of a sheet by name; of the named concepts only, if any is named."""
    found = {
        name: Column(sheet.lower[position], sheet.upper[position], bool(sheet.integer[position]))
        for position, name in enumerate(sheet.names())
    }
    return {name: column for name, column in found.items() if _of(name, concepts)}


def earnings(sheet: MatrixModel) -> dict[str, float]:
    """Return the points per unit of every column that earns or costs any."""
    return {name: points for name, points in zip(sheet.names(), sheet.cost, strict=True) if points}


def _of(name: str, concepts: tuple[str, ...]) -> bool:
    return not concepts or name.partition("(")[0] in concepts

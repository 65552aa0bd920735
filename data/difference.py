"""What differs between two datasets: rows that are new or gone, and cells that changed."""

from collections import Counter
from collections.abc import Mapping
from typing import Literal

from config.base import Frozen
from data.dataset import Dataset
from data.tables import EVIDENCE, TABLES, Table
from data.write import records


class RowDifference(Frozen):
    """One row that only one of two datasets has, or one cell of a row that both have."""

    table: str
    key: tuple[str, ...]
    """What names the row: the cells of the columns that no two rows share."""
    what: Literal["new", "gone", "changed"]
    column: str = ""
    """The column of a changed cell; blank for whole rows."""
    before: str = ""
    after: str = ""
    """The cell as each has it; of a row of evidence, its value."""

    @property
    def candidate(self) -> str:
        """Id of whom the row is about; blank where it is about nobody."""
        about = {"candidates", "evidence", "links", "demands", "windows", "events"}
        return self.key[0] if self.table in about else ""


def difference(before: Dataset, after: Dataset) -> tuple[RowDifference, ...]:
    """Return every difference, by table and row; nothing where both say the same.

    Args:
        before: one dataset.
        after: the other.
    """
    found: list[RowDifference] = []
    old, new = records(before), records(after)
    for table in TABLES:
        rows = _by_key(table, old), _by_key(table, new)
        found += _of_table(table, *(_paired(*rows) if table is EVIDENCE else rows))
    return tuple(found)


Rows = Mapping[tuple[str, ...], Mapping[str, str]]


def _by_key(table: Table, rows: Mapping[str, list[dict[str, str]]]) -> Rows:
    return {tuple(row[name] for name in table.key): row for row in rows[table.name]}


def _paired(before: Rows, after: Rows) -> tuple[Rows, Rows]:
    """Return evidence by candidate and measure wherever neither side has values of several years.

    So a value that is replaced by that of another year is one cell that changed, and a value that
    is added beside those of other years is a new row.
    """
    several = {
        pair
        for rows in (before, after)
        for pair, number in Counter(key[:2] for key in rows).items()
        if number > 1
    }
    old, new = (
        {key if key[:2] in several else key[:2]: row for key, row in rows.items()}
        for rows in (before, after)
    )
    return old, new


def _of_table(table: Table, before: Rows, after: Rows) -> list[RowDifference]:
    found = []
    for key in sorted({*before, *after}):
        old, new = before.get(key), after.get(key)
        if old is None or new is None:
            found.append(
                RowDifference(
                    table=table.name,
                    key=key,
                    what="new" if old is None else "gone",
                    before=(old or {}).get("value", ""),
                    after=(new or {}).get("value", ""),
                )
            )
            continue
        found += [
            RowDifference(
                table=table.name,
                key=key,
                what="changed",
                column=column,
                before=old.get(column, ""),
                after=new.get(column, ""),
            )
            for column in dict.fromkeys((*old, *new))
            if old.get(column, "") != new.get(column, "")
        ]
    return found

"""Tables as files that spreadsheets open, and run nothing of."""

from typing import TYPE_CHECKING

from reports.escape import cell

if TYPE_CHECKING:
    import pandas as pd


def csv(frame: "pd.DataFrame") -> bytes:
    """Return a table as CSV: UTF-8 with a byte-order mark; no cell and no heading is a formula."""
    cells = frame.astype(object).map(cell).rename(columns=cell)
    return cells.to_csv(index=False).encode("utf-8-sig")

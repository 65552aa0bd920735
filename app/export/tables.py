"""Tables as files that spreadsheets open, and run nothing of."""

import pandas as pd

from reports.escape import cell


def csv(frame: pd.DataFrame) -> bytes:
    """Return a table as CSV: UTF-8 with a byte-order mark; no cell and no heading is a formula."""
    cells = frame.astype(object).map(cell).rename(columns=cell)
    return cells.to_csv(index=False).encode("utf-8-sig")

"""Exports: the network as GraphML, and any results as a table (DataFrame or CSV).

GraphML (graphml.graphdrawing.org) carries every node and edge of :func:`ecosystem.graph.network`
with its attributes, in the order of ids, and opens in Gephi, yEd, Cytoscape and networkx. CSV is
UTF-8 with a byte-order mark, so that spreadsheets read names in every script; several values in one
cell are separated by `` · ``, and a text that a spreadsheet would take for a formula gets a leading
apostrophe.
"""

from collections.abc import Iterable
from io import BytesIO
from typing import TypeVar

import networkx as nx
import pandas as pd

from config.base import Frozen
from data.dataset import Dataset
from data.formulas import defused
from ecosystem.graph import network

Cell = str | float | int | bool | None

SEPARATOR = " · "
"""Between several values in one cell."""

Value = TypeVar("Value", bound=Frozen)


def graphml(dataset: Dataset) -> bytes:
    """Return the network as GraphML, UTF-8.

    Raises:
        InputError: the dataset does not hold together.
    """
    buffer = BytesIO()
    nx.write_graphml_xml(network(dataset), buffer, encoding="utf-8", prettyprint=True)
    return buffer.getvalue()


def table(values: Iterable[Value], kind: type[Value]) -> pd.DataFrame:
    """Return frozen values as a table: one row each, one column per field.

    Args:
        values: what a measure of this room returned.
        kind: their class; names the columns when there are no rows.
    """
    rows = [{name: _cell(getattr(value, name)) for name in kind.model_fields} for value in values]
    return pd.DataFrame(rows, columns=list(kind.model_fields))


def csv(values: Iterable[Value], kind: type[Value]) -> bytes:
    """Return frozen values as CSV, UTF-8 with a byte-order mark."""
    return frame_csv(table(values, kind))


def frame_csv(frame: pd.DataFrame) -> bytes:
    """Return a table as CSV, UTF-8 with a byte-order mark; no cell and no heading is a formula."""

    def safe(cell: object) -> object:
        return defused(cell) if isinstance(cell, str) else cell

    cells = frame.astype(object).map(safe).rename(columns=safe)
    return cells.to_csv(index=False).encode("utf-8-sig")


def _cell(value: object) -> Cell:
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, Frozen):
        return _in_short(value)
    if isinstance(value, tuple):
        return SEPARATOR.join(str(_cell(item)) for item in value)
    return str(value)


def _in_short(value: Frozen) -> str:
    """Return a value within a value: its texts and numbers, and the names of what is true."""
    words = []
    for name in type(value).model_fields:
        field = getattr(value, name)
        if isinstance(field, bool):
            words += [name] if field else []
        elif isinstance(field, int | float):
            words.append(f"{field:g}")
        elif isinstance(field, str):
            words.append(field)
    return " ".join(words)

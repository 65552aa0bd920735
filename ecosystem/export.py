"""Exports: the network as GraphML, and any results as a table (DataFrame).

GraphML (graphml.graphdrawing.org) carries every node and edge of :func:`ecosystem.graph.network`
with its attributes, in the order of ids, and opens in Gephi, yEd, Cytoscape and networkx. Several
values in one cell of a table are separated by `` · ``.
"""

from collections.abc import Iterable
from io import BytesIO
from typing import TYPE_CHECKING, TypeVar

import networkx as nx

from config.base import Frozen
from data.dataset import Dataset
from ecosystem.graph import network

if TYPE_CHECKING:
    import pandas as pd

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


def table(values: Iterable[Value], kind: type[Value]) -> "pd.DataFrame":
    """Return frozen values as a table: one row each, one column per field.

    Args:
        values: what a measure of this room returned.
        kind: their class; names the columns when there are no rows.
    """
    import pandas as pd

    rows = [{name: _cell(getattr(value, name)) for name in kind.model_fields} for value in values]
    return pd.DataFrame(rows, columns=list(kind.model_fields))


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
            words += [field] if field else []
    return " ".join(words)

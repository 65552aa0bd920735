"""The identity of a dataset: a hash of what its tables say."""

import hashlib
import json
import operator
from collections.abc import Mapping

from config.base import Frozen
from data.dataset import (
    Candidate,
    Dataset,
    Demand,
    Engagement,
    Event,
    Evidence,
    Link,
    Partner,
    Source,
    Window,
)

_TABLES: dict[str, type[Frozen]] = {
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


_SINCE: frozenset[str] = frozenset(("events",))
"""Tables that there were not always: without rows they leave a hash as it was before."""

_ENCODE = json.JSONEncoder(sort_keys=True).encode


def content_hash(dataset: Dataset) -> str:
    """Return the SHA-256 of the tables' contents, hexadecimal.

    Two datasets share it exactly when their tables hold the same rows, in whatever order, spelling
    of numbers or file format; the dataset's name does not count, nor do blank attributes.
    """
    digest = hashlib.sha256()
    for table, row_type in _TABLES.items():
        if table in _SINCE and not getattr(dataset, table):
            continue
        fields = operator.attrgetter(*row_type.model_fields)
        lines = [
            _ENCODE(list(map(_filled, fields(row)) if row_type is Candidate else fields(row)))
            for row in getattr(dataset, table)
        ]
        digest.update("\n".join((table, *sorted(lines), "")).encode())
    return digest.hexdigest()


def _filled(cell: object) -> object:
    """Return attributes without the blank ones; any other cell as it is."""
    if isinstance(cell, Mapping):
        return {name: text for name, text in cell.items() if text}
    return cell

"""The identity of a dataset: a hash of what its tables say."""

import hashlib
import json

from config.base import Frozen
from data.dataset import (
    Candidate,
    Dataset,
    Demand,
    Engagement,
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
    "sources": Source,
}


def content_hash(dataset: Dataset) -> str:
    """Return the SHA-256 of the tables' contents, hexadecimal.

    Two datasets share it exactly when their tables hold the same rows, in whatever order, spelling
    of numbers or file format; the dataset's name does not count.
    """
    digest = hashlib.sha256()
    for table, row_type in _TABLES.items():
        names = tuple(row_type.model_fields)
        digest.update(f"{table}\n".encode())
        rows = sorted(
            json.dumps([getattr(row, name) for name in names], sort_keys=True)
            for row in getattr(dataset, table)
        )
        for row in rows:
            digest.update(f"{row}\n".encode())
    return digest.hexdigest()

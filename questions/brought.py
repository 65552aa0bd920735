"""A table that somebody brings, as a study that plans at once, and as the files of its folders."""

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from config.write import texts
from data.wide.build import build
from data.wide.layout import Layout
from data.wide.sheet import Sheet
from data.write import files
from optimizer.study import Study, open_study

DATASET, CONFIGURATION = "dataset", "configuration"
"""The two folders."""


@dataclass(frozen=True)
class Brought:
    """A table made into a dataset and a configuration that fit each other."""

    study: Study
    files: Mapping[str, bytes]
    """Path below the folder of both → content."""


def brought(sheet: Sheet, layout: Layout) -> Brought:
    """Return what a table was made into, read back from its files as everybody will read it.

    ``layout`` says what its columns are taken for.

    Raises:
        InputError: the files do not hold; carries every problem.
    """
    made = build(sheet, layout)
    heads = dict.fromkeys(
        ("criteria.yaml", "services.yaml", "capacity.yaml", "rules.yaml"),
        f"Started by focus new from {' '.join(sheet.source.split())}; change it as you need.",
    )
    parts = {
        DATASET: files(made.dataset),
        CONFIGURATION: texts(made.configuration, heads),
    }
    written = {
        f"{folder}/{name}": text.encode()
        for folder, contents in parts.items()
        for name, text in contents.items()
    }
    with tempfile.TemporaryDirectory() as place:
        for name, content in written.items():
            path = Path(place) / name
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(content)
        study = open_study(Path(place) / DATASET, Path(place) / CONFIGURATION)
    return Brought(study, written)

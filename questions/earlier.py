"""An earlier round, from the files that somebody hands to the page."""

import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from config.problems import InputError, Problems
from optimizer.study import Study, open_study

CONFIGURATION = ".yaml"
"""How names of configuration files end; all others belong to the dataset."""
LONGEST = 255
"""Bytes that file systems allow a name."""
BOTH = ("dataset", "configuration")


def earlier_study(
    files: Mapping[str, bytes], dataset: Path, configuration: Path, as_of: str | None = None
) -> Study:
    """Return the study of an earlier round.

    ``files`` are tables of a dataset, files of a configuration, or both; what is not among them is
    taken from the folders.

    Raises:
        InputError: every problem of the files, at once; or there are no files.
    """
    if not files:
        raise InputError.one(
            file="earlier round",
            must="one table or configuration file at least must be given",
            do="Choose the files of the earlier round's folder.",
        )
    _check(files)
    with tempfile.TemporaryDirectory() as made:
        folders = {name: Path(made) / name for name in BOTH}
        for folder in folders.values():
            folder.mkdir()
        for name, content in files.items():
            which = "configuration" if name.endswith(CONFIGURATION) else "dataset"
            (folders[which] / name).write_bytes(content)
        given = {which: any(folder.iterdir()) for which, folder in folders.items()}
        return open_study(
            folders["dataset"] if given["dataset"] else dataset,
            folders["configuration"] if given["configuration"] else configuration,
            as_of,
        )


def _check(names: Iterable[str]) -> None:
    """Refuse names that no file of a folder can have.

    Raises:
        InputError: every such name.
    """
    problems = Problems()
    for name in names:
        if name in ("", ".", "..") or set(name) & set("/\\\0"):
            must = "must be the plain name of a file, as candidates.csv"
        elif len(name.encode("utf-8", "replace")) > LONGEST:
            must = f"must have a name of at most {LONGEST} bytes"
        else:
            continue
        do = "Give the file the name that it has in the folder of a dataset or a configuration."
        problems.add("earlier round", must=must, do=do, value=name)
    problems.raise_if_any()

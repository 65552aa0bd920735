"""An earlier round, from the files that somebody hands to the page."""

import tempfile
from collections.abc import Mapping
from pathlib import Path

from config.problems import InputError
from optimizer.study import Study, open_study

CONFIGURATION = ".yaml"
"""How names of configuration files end; all others belong to the dataset."""
BOTH = ("dataset", "configuration")


def earlier_study(files: Mapping[str, bytes], dataset: Path, configuration: Path) -> Study:
    """Return the study of an earlier round.

    Args:
        files: name → content: the tables of a dataset, the files of a configuration, or both.
        dataset: folder of the dataset to take where no table is among the files.
        configuration: folder of the configuration to take where no configuration is among them.

    Raises:
        InputError: every problem of the files, at once; or there are no files.
    """
    if not files:
        raise InputError.one(
            file="earlier round",
            must="one table or configuration file at least must be given",
            do="Choose the files of the earlier round's folder.",
        )
    with tempfile.TemporaryDirectory() as made:
        folders = {name: Path(made) / name for name in BOTH}
        for folder in folders.values():
            folder.mkdir()
        for name, content in files.items():
            which = "configuration" if name.endswith(CONFIGURATION) else "dataset"
            (folders[which] / Path(name).name).write_bytes(content)
        given = {which: any(folder.iterdir()) for which, folder in folders.items()}
        return open_study(
            folders["dataset"] if given["dataset"] else dataset,
            folders["configuration"] if given["configuration"] else configuration,
        )

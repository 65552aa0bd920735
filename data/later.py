"""What became known later, laid over a dataset: values and works of later years, new statuses.

A folder of such tables holds only what is new: values of later years beside those that there are,
engagements, sources, and of candidates the status with its date. With a vintage before them the
dataset is as it was; later vintages see them.
"""

from pathlib import Path

from config.configuration import Configuration
from config.problems import Problems
from data.dataset import Dataset
from data.laid_over import read_back
from data.load import bundled_dataset_folder, load_dataset
from data.reading import read_csv
from data.tables import CANDIDATES, ENGAGEMENTS, EVIDENCE, SOURCES, Table
from data.write import records

CHANGED = ("id", "status", "status_since")
"""Columns of candidates that may change."""
ENGAGED = tuple(column.name for column in ENGAGEMENTS.columns)


def bundled_later_folder() -> Path:
    """Return the folder of what became known of the bundled dataset's members after 2020."""
    return bundled_dataset_folder().with_name("ogp_later")


def everything(folder: Path | None, configuration: Configuration) -> Dataset:
    """Return a dataset with everything that is dated.

    Args:
        folder: of the dataset; None = the bundled one, with what became known later laid over it.
        configuration: that it is checked against.

    Raises:
        InputError: a table does not hold; carries every problem.
    """
    bundled = bundled_dataset_folder()
    if folder is not None and folder.resolve() != bundled:
        return load_dataset(folder, configuration)
    return with_later(load_dataset(bundled, configuration), configuration, bundled_later_folder())


def with_later(base: Dataset, configuration: Configuration, folder: Path) -> Dataset:
    """Return a dataset with what became known later, each thing with its date.

    Args:
        base: with everything that is dated.
        configuration: that the tables are checked against.
        folder: of the tables of what is new; a table that is not there has nothing new.

    Raises:
        InputError: a table does not hold; carries every problem.
    """
    tables, problems = records(base), Problems()
    changed = {row["id"]: row for row in _rows(folder, CANDIDATES, problems)}
    tables[CANDIDATES.name] = [
        {**row, **changed.get(row["id"], {})} for row in tables[CANDIDATES.name]
    ]
    for table in (EVIDENCE, ENGAGEMENTS, SOURCES):
        tables[table.name] = [*tables[table.name], *_rows(folder, table, problems)]
    problems.raise_if_any()
    return read_back(base, tables, configuration)


def _rows(folder: Path, table: Table, problems: Problems) -> list[dict[str, str]]:
    path = folder / table.file
    raw = read_csv(path, table, problems) if path.is_file() else None
    if raw is None:
        return []
    return [
        {name: cells[place] for name, cells in raw.columns.items()} for place in range(len(raw))
    ]

"""What was known in other years than that of a dataset, laid over it, or under it.

A folder of tables of what became known later holds only what is new: values of later years beside
those that there are, engagements, sources, and of candidates the status with its date. With a
vintage before them the dataset is as it was; later vintages see them. Under the set of the strategy
lies in the same way what the set of 2020 and the years after it know of its members and measures,
so that its criteria can be asked what they would have said then.
"""

from collections.abc import Iterator
from pathlib import Path

from config.configuration import Configuration
from config.problems import Problems
from data.cycles import CYCLES, CycleId
from data.dataset import Dataset
from data.laid_over import read_back
from data.load import bundled_dataset_folder, load_dataset
from data.reading import read_csv
from data.tables import CANDIDATES, ENGAGEMENTS, EVIDENCE, SOURCES, Table
from data.vintage import last_day
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
        folder: of the dataset; None = the bundled one. Over it lies what became known later; under
            that of the strategy what was known in the years before.
        configuration: that it is checked against.

    Raises:
        InputError: a table does not hold; carries every problem.
    """
    bundled = bundled_dataset_folder()
    if folder is not None and is_strategy(folder):
        return with_earlier(load_dataset(folder, configuration), configuration)
    if folder is not None and folder.resolve() != bundled:
        return load_dataset(folder, configuration)
    return with_later(load_dataset(bundled, configuration), configuration, bundled_later_folder())


def is_strategy(folder: Path) -> bool:
    """Say whether a folder is that of the bundled set of the strategy."""
    return folder.resolve() == CYCLES[CycleId.STRATEGY_2023].data.resolve()


def with_earlier(base: Dataset, configuration: Configuration) -> Dataset:
    """Return the dataset of the strategy with what was known of its members in other years.

    Only values on candidates and measures that the dataset has values of, and of days before its
    own value, or after its own day: as of that day it is as it was. Works of partners are those of
    the dataset: of earlier years none are laid under it.

    Args:
        base: with everything that is dated.
        configuration: that the tables are checked against.

    Raises:
        InputError: a table does not hold; carries every problem.
    """
    tables, problems = records(base), Problems()
    own = {(row["candidate"], row["measure"]): row["as_of"] for row in tables[EVIDENCE.name]}
    until = last_day(base.usual_as_of)
    new = [
        row
        for folder in (bundled_dataset_folder(), bundled_later_folder())
        for row in _rows(folder, EVIDENCE, problems)
        if (date := own.get((row["candidate"], row["measure"])))
        and row["as_of"]
        and (last_day(row["as_of"]) < last_day(date) or last_day(row["as_of"]) > until)
    ]
    tables[EVIDENCE.name] = [*tables[EVIDENCE.name], *new]
    tables[SOURCES.name] = [*tables[SOURCES.name], *_sources(base, new, problems)]
    problems.raise_if_any()
    return read_back(base, tables, configuration)


def _sources(
    base: Dataset, new: list[dict[str, str]], problems: Problems
) -> Iterator[dict[str, str]]:
    """Yield the sources of new values that a dataset does not have yet."""
    wanted = {row["source"] for row in new} - {source.id for source in base.sources}
    for folder in (bundled_dataset_folder(), bundled_later_folder()):
        for row in _rows(folder, SOURCES, problems):
            if row["id"] in wanted:
                wanted.remove(row["id"])
                yield row


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

"""Read a dataset folder: plain tables in, one Dataset or all problems out."""

import difflib
import json
import unicodedata
from collections.abc import Mapping
from pathlib import Path

from config.configuration import Configuration
from config.load import load_configuration
from config.problems import InputError, InputProblem, Problems
from data.against import check_against
from data.content import content_hash
from data.dataset import Dataset
from data.reading import read_csv
from data.references import check_references
from data.rows import make_dataset
from data.schema import Checked, check_cells, check_header, is_date
from data.tables import CANDIDATES, IN_WORDS, TABLES, Cell
from data.values import level_words

PACKAGE = "datapackage.json"
"""The file that describes the tables to other software."""

AS_OF = "as_of"
"""Its entry that says up to when what is known counts, unless somebody asks otherwise."""

LARGEST_PACKAGE = 2**20
"""Bytes that ``datapackage.json`` may have."""


def bundled_dataset_folder() -> Path:
    """Return the folder of the dataset that comes with Focus."""
    return Path(__file__).resolve().parent / "ogp_2020"


def load_inputs(
    dataset_folder: Path,
    configuration_folder: Path,
) -> tuple[Dataset, Configuration]:
    """Read both inputs, and say what is wrong with either at once.

    Returns:
        The dataset, checked against the configuration, and the configuration.

    Raises:
        InputError: either input is not as it must be; carries the problems of the configuration,
            then those of the dataset (which are fewer while there is no configuration to check
            it against).
    """
    problems: list[InputProblem] = []
    configuration = None
    try:
        configuration = load_configuration(configuration_folder)
    except InputError as error:
        problems.extend(error.problems)
    try:
        dataset = load_dataset(dataset_folder, configuration)
    except InputError as error:
        raise InputError([*problems, *error.problems]) from None
    if configuration is None:
        raise InputError(problems)
    return dataset, configuration


def load_dataset(folder: Path, configuration: Configuration | None = None) -> Dataset:
    """Read and check a dataset folder.

    Args:
        folder: holds the tables of :data:`data.tables.TABLES`.
        configuration: when given, the tables are checked against it as well, and values of
            measures that it reads as levels stay text. Without it a value that can be read as
            a number is one.

    Returns:
        The dataset, its rows in the order of the files, with the hash of its contents.

    Raises:
        InputError: anything in the folder is not as it must be; carries every problem.
    """
    names = _file_names(folder)
    problems = Problems()
    _check_names(names, problems)
    package = _package(folder, problems)
    title, as_of = _title(package, problems), _usual_as_of(package, problems)
    tables = _tables(folder, names, problems)
    _check_some(tables, problems)
    check_references(tables, problems)
    if configuration is not None:
        check_against(tables, configuration, problems)
    problems.raise_if_any()
    labels = frozenset(level_words(configuration)) if configuration is not None else frozenset()
    name = folder.resolve().name.encode("utf-8", "replace").decode()
    dataset = make_dataset(title or name, tables, labels)
    return dataset.but(content_hash=content_hash(dataset), usual_as_of=as_of)


def _file_names(folder: Path) -> list[str]:
    """Return the names of a folder's files, in order."""
    if not folder.is_dir():
        raise InputError.one(
            str(folder),
            must="the dataset must be a folder",
            do="Name the folder that holds candidates.csv.",
        )
    try:
        return sorted(path.name for path in folder.iterdir())
    except OSError as error:
        raise InputError.one(
            str(folder),
            must="the folder must be readable",
            do=f"Check its permissions ({error.strerror}).",
        ) from error


def _tables(folder: Path, names: list[str], problems: Problems) -> dict[str, Checked]:
    """Return the tables whose header holds, each checked on its own."""
    tables: dict[str, Checked] = {}
    for table in TABLES:
        if table.file in names:
            raw = read_csv(folder / table.file, table, problems)
            if raw is not None and check_header(raw, table, problems):
                tables[table.name] = check_cells(raw, table, problems)
        elif table.needed:
            book = next((one for one in names if one.lower() in _workbooks(table.name)), None)
            problems.add(
                table.file,
                must="the table must be there",
                do="Add it to the folder; without rows, the line of headers is enough."
                if book is None
                else f"Save {book} again as CSV UTF-8.",
            )
    return tables


def _workbooks(table: str) -> tuple[str, ...]:
    """Return the names that a table has as a workbook."""
    return (f"{table}.xlsx", f"{table}.xls", f"{table}.ods")


def _check_names(names: list[str], problems: Problems) -> None:
    """Every CSV file of the folder is one of the tables, under its exact name."""
    files = [table.file for table in TABLES]
    for name in names:
        if not name.lower().endswith(".csv") or name in files or name.startswith("."):
            continue
        near = difflib.get_close_matches(name.lower(), files, n=1)
        problems.add(
            name,
            must="a CSV file of the folder must be one of the tables, each there once",
            do=f"Rename it to {near[0]}, or move it to another folder."
            if near and near[0] not in names
            else "Move it to another folder.",
        )


def _check_some(tables: Mapping[str, Checked], problems: Problems) -> None:
    candidates = tables.get(CANDIDATES.name)
    if candidates is not None and not len(candidates.raw) and not candidates.raw.spoilt:
        problems.add(
            CANDIDATES.file,
            must="there must be at least one candidate",
            do="Add a row for each candidate.",
        )


def _package(folder: Path, problems: Problems) -> Mapping[str, object]:
    """Return what ``datapackage.json`` says; nothing when there is none, or none that holds."""
    path = folder / PACKAGE
    if not path.exists():
        return {}
    must, do = "the file must be a JSON object", "Mend it, or delete it: the tables do without."
    try:
        if not path.is_file() or path.stat().st_size > LARGEST_PACKAGE:
            problems.add(PACKAGE, must=must, do=do)
            return {}
        package = json.loads(path.read_bytes().decode("utf-8-sig"))
    except json.JSONDecodeError as error:
        problems.add(PACKAGE, must=must, do=f"{do} ({error.msg}.)", row=error.lineno)
        return {}
    except (OSError, ValueError, RecursionError):
        problems.add(PACKAGE, must=must, do=do)
        return {}
    if not isinstance(package, dict):
        problems.add(PACKAGE, must=must, do=do)
        return {}
    _check_resources(package, folder, problems)
    return package


def _title(package: Mapping[str, object], problems: Problems) -> str | None:
    """Return the title of the package, None when there is none."""
    title = package.get("title", package.get("name"))
    if title is not None and not (isinstance(title, str) and _one_line(title)):
        problems.add(
            PACKAGE,
            must="must be text of one line",
            do="Write a title in quotes.",
            column="title",
            value=str(title),
        )
        return None
    return title or None


def _usual_as_of(package: Mapping[str, object], problems: Problems) -> str:
    """Return up to when what is known counts, as the package says; blank when it does not."""
    as_of = package.get(AS_OF, "")
    if isinstance(as_of, str) and (not as_of or is_date(as_of)):
        return as_of
    problems.add(
        PACKAGE,
        must=f"must be {IN_WORDS[Cell.DATE]}",
        do="Correct the date, or delete the entry: then everything counts.",
        column=AS_OF,
        value=str(as_of),
    )
    return ""


def _one_line(text: str) -> bool:
    """Say whether a text has neither control characters nor halves of characters."""
    return all(unicodedata.category(character) not in ("Cc", "Cs") for character in text)


def _check_resources(package: Mapping[str, object], folder: Path, problems: Problems) -> None:
    """Every file that the package lists is in the folder; needed tables are told elsewhere."""
    told = {table.file for table in TABLES if table.needed}
    resources = package.get("resources", [])
    for number, resource in enumerate(resources if isinstance(resources, list) else [resources]):
        path = resource.get("path") if isinstance(resource, dict) else None
        if isinstance(path, str) and path in told:
            continue
        plain = isinstance(path, str) and Path(path).name == path
        if not plain or not (folder / str(path)).is_file():
            problems.add(
                PACKAGE,
                must="a resource must be a file of this folder",
                do="Correct its `path`, or delete the resource.",
                column=f"resources.{number}.path",
                value=None if path is None else str(path),
            )

"""Write a dataset as a folder of tables that reads back as the same value."""

import csv
import io
import json
import re
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from config.base import Frozen
from config.configuration import Configuration
from config.problems import InputError
from data.content import content_hash
from data.dataset import Dataset
from data.load import AS_OF, PACKAGE, load_dataset
from data.tables import CANDIDATES, TABLES, Cell, Table

CHANGES = "changes"
"""Entry of the descriptor: what was taken over into the tables, and why, the latest last."""
_TYPES = {Cell.NUMBER: "number", Cell.SHARE: "number", Cell.AMOUNT: "number"}


def write_dataset(
    dataset: Dataset,
    folder: Path,
    configuration: Configuration | None = None,
) -> None:
    """Write a dataset folder, whole or not at all.

    The tables are written beside the folder, read back and compared; only then do they take its
    place. Files of the folder that are no tables stay as they are.

    Args:
        dataset: what to write.
        folder: where to; its tables are replaced when it exists.
        configuration: checked against when reading back, as in ``load_dataset``.

    Raises:
        InputError: the dataset does not hold, so that it could not be read again.
        OSError: the folder cannot be written.
    """
    folder = folder.resolve()
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{folder.name}-", dir=folder.parent) as beside:
        fresh = Path(beside) / folder.name
        fresh.mkdir()
        contents = files(dataset)
        for name, text in contents.items():
            (fresh / name).write_bytes(text.encode())
        package = {**_package_of(folder), **json.loads(contents[PACKAGE])}
        (fresh / PACKAGE).write_bytes(_json(package).encode())
        back = load_dataset(fresh, configuration)
        if content_hash(back) != content_hash(dataset):
            raise InputError.one(
                str(folder),
                must="the dataset must read back as it was written",
                do="Pass the configuration, so that levels that look like numbers stay levels; "
                "write line ends in texts as a plain line feed.",
            )
        if folder.is_dir():
            _keep_others(folder, fresh)
        _swap(fresh, folder, Path(beside) / "before")


def files(dataset: Dataset) -> dict[str, str]:
    """Return the contents of a dataset folder: file name → text.

    Optional tables without rows are left out.
    """
    contents = {}
    written = []
    for table in TABLES:
        rows: Sequence[Frozen] = getattr(dataset, table.name)
        if rows or table.needed:
            header = _header(dataset, table)
            contents[table.file] = _csv(header, _cells(rows, header))
            written.append((table, header))
    contents[PACKAGE] = _package(dataset, written)
    return contents


def files_beside(
    dataset: Dataset, folder: Path | None, change: Mapping[str, object]
) -> dict[str, str]:
    """Return the contents of a folder for a dataset that was made of another folder's.

    Whatever that folder's descriptor says besides the tables stays said; what was changed, and why,
    is added to its list of changes.

    Args:
        dataset: what to write.
        folder: whose dataset was changed; None = no folder's.
        change: what was done.
    """
    contents = files(dataset)
    before = {} if folder is None else _package_of(folder)
    past = before.get(CHANGES)
    changes = [*(past if isinstance(past, list) else []), dict(change)]
    package = {**before, **json.loads(contents[PACKAGE]), CHANGES: changes}
    return {**contents, PACKAGE: _json(package)}


def records(dataset: Dataset) -> dict[str, list[dict[str, str]]]:
    """Return the rows of every table as they are written: table → column → cell."""
    found = {}
    for table in TABLES:
        rows: Sequence[Frozen] = getattr(dataset, table.name)
        header = _header(dataset, table)
        found[table.name] = [
            dict(zip(header, cells, strict=True)) for cells in _cells(rows, header)
        ]
    return found


def _header(dataset: Dataset, table: Table) -> tuple[str, ...]:
    names = tuple(column.name for column in table.columns)
    if table is not CANDIDATES:
        return names
    further = dict.fromkeys(
        name
        for candidate in dataset.candidates
        for name, cell in candidate.attributes.items()
        if cell
    )
    return (*names, *further)


def _cells(rows: Iterable[Frozen], header: Sequence[str]) -> Iterator[list[str]]:
    for row in rows:
        further: Mapping[str, str] = getattr(row, "attributes", {})
        yield [
            _text(getattr(row, name)) if name in type(row).model_fields else further.get(name, "")
            for name in header
        ]


def _text(value: object) -> str:
    """Return a cell: numbers in the shortest form that reads back as the same number."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return repr(value).removesuffix(".0")
    return str(value)


def _csv(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return text.getvalue()


def _package(dataset: Dataset, written: Iterable[tuple[Table, Sequence[str]]]) -> str:
    """Return the Frictionless descriptor of the tables."""
    slug = re.sub(r"[^a-z0-9]+", "-", dataset.name.lower()).strip("-") or "dataset"
    resources = [
        {
            "name": table.name,
            "path": table.file,
            "profile": "tabular-data-resource",
            "description": table.about,
            "schema": _schema(table, header),
        }
        for table, header in written
    ]
    package = {
        "profile": "tabular-data-package",
        "name": slug,
        "title": dataset.name,
        "id": content_hash(dataset),
        **({AS_OF: dataset.usual_as_of} if dataset.usual_as_of else {}),
        "resources": resources,
    }
    return _json(package)


def _json(value: object) -> str:
    return json.dumps(value, indent=2, ensure_ascii=False) + "\n"


def _package_of(folder: Path) -> dict[str, object]:
    """Return the descriptor that a folder already has, whose other entries are to stay."""
    try:
        package = json.loads((folder / PACKAGE).read_text(encoding="utf-8-sig"))
    except (OSError, ValueError, RecursionError):
        return {}
    return package if isinstance(package, dict) else {}


def _schema(table: Table, header: Sequence[str]) -> dict[str, object]:
    columns = {column.name: column for column in table.columns}
    fields: list[dict[str, object]] = []
    foreign = []
    for name in header:
        column = columns.get(name)
        if column is None:
            fields.append({"name": name, "type": "string"})
            continue
        limits: dict[str, object] = {"required": not column.blank}
        if column.choices:
            limits["enum"] = list(column.choices)
        kind = _TYPES.get(column.cell, "string")
        about = column.about
        fields.append(
            {"name": name, "type": kind, "description": about, "constraints": limits},
        )
        if column.refers_to is not None and not column.or_region:
            reference = {"resource": column.refers_to, "fields": "id"}
            foreign.append({"fields": name, "reference": reference})
    schema: dict[str, object] = {"fields": fields, "missingValues": [""]}
    if table.key and not any(columns[name].blank for name in table.key):
        schema["primaryKey"] = list(table.key)
    if foreign:
        schema["foreignKeys"] = foreign
    return schema


def _keep_others(old: Path, fresh: Path) -> None:
    """Copy what is no table from the folder that is to be replaced."""
    ours = {PACKAGE, *(table.file for table in TABLES)}
    for path in old.iterdir():
        if path.name in ours:
            continue
        if path.is_dir():
            shutil.copytree(path, fresh / path.name, symlinks=True)
        else:
            shutil.copy2(path, fresh / path.name, follow_symlinks=False)


def _swap(fresh: Path, folder: Path, aside: Path) -> None:
    """Put the fresh folder in place; put the old one back if that fails."""
    existed = folder.exists()
    if existed:
        folder.rename(aside)
    try:
        fresh.rename(folder)
    except OSError:
        if existed:
            aside.rename(folder)
        raise

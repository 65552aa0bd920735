"""Changed tables over a dataset: rows as text, checked as if the whole had been read from files."""

import csv
import io
from collections.abc import Mapping, Sequence

from config.configuration import Configuration
from config.problems import InputError, InputProblem, Problems
from data.against import check_against
from data.content import content_hash
from data.dataset import Dataset
from data.reading import Raw, read_csv_bytes
from data.references import check_references
from data.rows import make_dataset
from data.schema import Checked, check_cells, check_header
from data.tables import EVIDENCE, SOURCES, TABLES, Table
from data.values import level_words
from data.wide.sheet import Sheet
from data.write import records

Rows = Sequence[Mapping[str, str]]


def read_back(base: Dataset, tables: Mapping[str, Rows], configuration: Configuration) -> Dataset:
    """Return the dataset that tables of text hold.

    Args:
        base: whose name and usual day the dataset has.
        tables: table → its rows.
        configuration: that they are checked against.

    Raises:
        InputError: they do not hold; carries every problem.
    """
    problems = Problems()
    checked = {table.name: _checked(table, tables[table.name], problems) for table in TABLES}
    return dataset_of(base, checked, configuration, problems)


def lay_evidence(base: Dataset, configuration: Configuration, sheet: Sheet) -> Dataset:
    """Return a dataset with one table of evidence laid over it.

    Rows take the place of all that there is on the same candidate and measure; others are added. A
    source that the dataset does not have is added under its id.

    Args:
        base: the dataset, with everything that is dated.
        configuration: that the evidence is checked against.
        sheet: the table, with the columns of ``evidence.csv``; any CSV, or a sheet of a workbook.

    Raises:
        InputError: the table does not hold; carries every problem, with its lines.
    """
    problems, file = Problems(), sheet.file
    given = Raw(
        header=sheet.titles,
        header_line=1,
        columns={title: sheet.column(place) for place, title in enumerate(sheet.titles)},
        lines=list(sheet.lines),
    )
    if not check_header(given, EVIDENCE, problems):
        raise InputError(_named(file, problems))
    new = check_cells(given, EVIDENCE, problems)
    tables = records(base)
    known = {row["id"] for row in tables[SOURCES.name]}
    added = [
        {"id": name, "title": f"{name}, as named by {file}"}
        for name in dict.fromkeys(new.cells("source"))
        if name and name not in known
    ]
    tables[SOURCES.name] += added
    checked = {
        table.name: _checked(table, tables[table.name], problems)
        for table in TABLES
        if table is not EVIDENCE
    }
    both = {**checked, EVIDENCE.name: new}
    check_references(both, problems)
    check_against(both, configuration, problems)
    if problems:
        raise InputError(_named(file, problems))
    laid: Rows = [
        {name: cells[place] for name, cells in given.columns.items()} for place in range(len(given))
    ]
    tables[EVIDENCE.name] = laid_over(tables[EVIDENCE.name], laid)
    return read_back(base, tables, configuration)


def laid_over(base: Rows, rows: Rows) -> list[dict[str, str]]:
    """Return evidence with rows in the place of all that there was on the same pair.

    Args:
        base: rows of evidence.
        rows: others, of one year or of several; new ones come last.
    """
    places: dict[tuple[str, str], list[dict[str, str]]] = {}
    for row in base:
        places.setdefault((row["candidate"], row["measure"]), []).append(dict(row))
    replaced: set[tuple[str, str]] = set()
    for row in rows:
        pair = row["candidate"], row["measure"]
        if pair not in replaced:
            places[pair] = []
            replaced.add(pair)
        places[pair].append(dict(row))
    return [row for several in places.values() for row in several]


def _named(file: str, problems: Problems) -> list[InputProblem]:
    """Return problems under the name that the table of evidence has."""
    return [one.but(file=file) if one.file == EVIDENCE.file else one for one in problems.found()]


def _checked(table: Table, rows: Rows, problems: Problems) -> Checked:
    header = dict.fromkeys([column.name for column in table.columns])
    header |= dict.fromkeys(name for row in rows for name in row)
    text = io.StringIO()
    writer = csv.DictWriter(text, list(header), restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    raw = read_csv_bytes(table.file, text.getvalue().encode(), table, problems)
    if raw is None or not check_header(raw, table, problems):
        raise InputError(problems.found())
    return check_cells(raw, table, problems)


def dataset_of(
    base: Dataset,
    checked: Mapping[str, Checked],
    configuration: Configuration,
    problems: Problems,
) -> Dataset:
    """Return the dataset of tables whose cells were checked, once they are held against all else.

    Args:
        base: whose name and usual day the dataset has.
        checked: table → its cells.
        configuration: that they are checked against.
        problems: what was wrong with cells; it is told together with the rest.

    Raises:
        InputError: they do not hold; carries every problem.
    """
    check_references(checked, problems)
    check_against(checked, configuration, problems)
    problems.raise_if_any()
    made = make_dataset(base.name, checked, frozenset(level_words(configuration)))
    return made.but(content_hash=content_hash(made), usual_as_of=base.usual_as_of)

"""The dataset that the rows of a workbook make, its problems told by sheet and cell."""

from collections.abc import Mapping, Sequence

from config.configuration import Configuration
from config.problems import InputError, InputProblem, Problems
from data.dataset import Dataset
from data.laid_over import dataset_of
from data.reading import Raw
from data.schema import Checked, check_cells
from data.tables import CANDIDATES, TABLES
from data.workbook.asked import ENTERED
from data.workbook.entry import Entry

Tables = Mapping[str, Sequence[Entry]]


def assemble(file: str, base: Dataset, tables: Tables, configuration: Configuration) -> Dataset:
    """Return the dataset that rows make, checked as if they had been read from a folder.

    Raises:
        InputError: they do not hold; carries every problem, with sheet and cell where there is one.
    """
    problems, checked = Problems(), dict[str, Checked]()
    for table in TABLES:
        entries = tables[table.name]
        names = dict.fromkeys(column.name for column in table.columns)
        names |= dict.fromkeys(name for entry in entries for name in entry.cells)
        raw = Raw(
            header=tuple(names),
            header_line=1,
            columns={name: [entry.cells.get(name, "") for entry in entries] for name in names},
            lines=_lines(entries),
        )
        checked[table.name] = check_cells(raw, table, problems)
    if not tables[CANDIDATES.name]:
        must, do = "there must be at least one candidate", "Add a row for each candidate."
        problems.add(CANDIDATES.file, must, do)
    try:
        return dataset_of(base, checked, configuration, problems)
    except InputError as error:
        raise InputError([_placed(file, one, tables) for one in error.problems]) from None


def _lines(entries: Sequence[Entry]) -> list[int]:
    """Return a number for each row: as in its sheet, where all stand in one."""
    sheets = {entry.place.sheet if entry.place else "" for entry in entries}
    if len(sheets) == 1 and "" not in sheets:
        return [entry.place.row for entry in entries if entry.place]
    return list(range(2, len(entries) + 2))


def _placed(file: str, problem: InputProblem, tables: Tables) -> InputProblem:
    """Return a problem of a table with the cell of the workbook that it is about."""
    table = next((one for one in TABLES if one.file == problem.file), None)
    if table is None:
        return problem
    entries = tables[table.name]
    places = dict(zip(_lines(entries), (entry.place for entry in entries), strict=True))
    place = places.get(problem.row or 0)
    if place is not None:
        columns = (problem.column or "").split(", ")
        named = next((one for one in columns if one in place.letters), columns[0])
        return problem.but(file=file, row=None, column=place.cell(named))
    if problem.row is None:
        return problem.but(file=file, column=f"{table.name}, {problem.column}")
    return problem


def new_sources(
    file: str, base: Dataset, sources: Sequence[Entry], evidence: Sequence[Entry]
) -> list[Entry]:
    """Return a row for each source that evidence of a workbook names and that is new.

    One that the dataset has, and that is taken away, is not made up again.
    """
    there = {entry.cells.get("id", "") for entry in sources} | {one.id for one in base.sources}
    named = dict.fromkeys(entry.cells["source"] for entry in evidence if entry.place is not None)
    titles = {ENTERED: f"Ratings entered in {file}"}
    return [
        Entry({"id": one, "title": titles.get(one, f"{one}, as named by {file}")})
        for one in named
        if one and one not in there
    ]

"""Recognise published indices by the headings of a table, and read their figures.

One table may hold several indices. Whatever its encoding, separator or format: see ``data.wide``.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter
from pathlib import Path

from config.problems import Problems
from data.importers.indicators.catalogue import (
    YEAR,
    Figure,
    Heading,
    Index,
    countries,
    figures,
    indices,
    plain,
    series,
    versions,
)
from data.importers.ogp_2020.shares import Z_90
from data.wide.numerals import Notation, is_missing, value
from data.wide.read import read_table
from data.wide.sheet import Sheet

VALUES_CHECK, CODINGS = "values_check", ("cso_entry_exit_coding", "cso_repression_coding")
"""The higher of two codings is what the Values Check looks at."""
SHIFTS = {"year": 0, "edition": -1, "survey_after": 1}
"""Column that dates a row → years from what it says to the year that is meant."""
UNCERTAIN = ("low", "high", "error")
FEW = 5
"""Values below which nothing is concluded from all of them being small."""
_YEAR = re.compile(r"(?:[0-9]{4}\s*[-–/]\s*)?(?P<year>[0-9]{4}|[0-9]{2})(?:\.0+)?")
_ISO = re.compile(r"[A-Z]{3}")


@dataclass(frozen=True)
class Published:
    """One figure of one place and year."""

    figure: str
    """``index.figure``."""
    place: str
    """ISO code or, where it is not known, the place as written."""
    year: int
    value: float
    low: float | None
    high: float | None


@dataclass(frozen=True)
class Release:
    """One index as one file has it."""

    index: Index
    version: str
    file: str
    rows: int
    values: tuple[Published, ...]
    lacks: tuple[str, ...] = ()
    """Figures that need two columns of which the file has one."""

    @property
    def last(self) -> int:
        """The last year of which it has figures."""
        return max(one.year for one in self.values)


def read_releases(
    paths: Sequence[Path], names: Mapping[str, str], sheet: str = ""
) -> tuple[Release, ...]:
    """Read tables of published indices.

    Args:
        paths: the files.
        names: name of a country in small letters → ISO code, beside those of ``countries.csv``.
        sheet: of workbooks; blank = the first with a table.

    Raises:
        InputError: a file is not as it must be; carries every problem of the first such file.
    """
    return tuple(one for path in paths for one in releases(read_table(path, sheet), names))


def releases(sheet: Sheet, names: Mapping[str, str]) -> tuple[Release, ...]:
    """Return every index that a table holds.

    Raises:
        InputError: it holds none that is known, or a cell that is not as it must be.
    """
    problems = Problems()
    titles = [plain(title) for title in sheet.titles]
    chosen = _chosen(titles)
    if not chosen:
        _tell_unknown(sheet, titles, problems)
    found = []
    for index, version in chosen:
        reading = _Reading(sheet, index, versions()[index, version], names, problems)
        made = reading.values()
        if made:
            found.append(
                Release(
                    indices()[index],
                    version,
                    sheet.file,
                    len(sheet.rows),
                    tuple(made),
                    reading.lacks,
                )
            )
    problems.raise_if_any()
    if not found:
        problems.add(
            sheet.file,
            must="the table must hold at least one figure",
            do="Bring the table as it was published.",
        )
        problems.raise_if_any()
    return tuple(found)


def _chosen(titles: Sequence[str]) -> list[tuple[str, str]]:
    """Return the version of each index whose columns are there; the one with most of them."""
    best: dict[str, tuple[int, str]] = {}
    for (index, version), headings in versions().items():
        there = [one for one in headings if any(map(one.pattern.fullmatch, titles))]
        whole = all(one in there for one in headings if one.needed)
        some = any(f"{index}.{one.field}" in figures() or one.field == "value" for one in there)
        if whole and some and len(there) > best.get(index, (0, ""))[0]:
            best[index] = len(there), version
    return [(index, version) for index, (_, version) in best.items()]


def _tell_unknown(sheet: Sheet, titles: Sequence[str], problems: Problems) -> None:
    """Say that a table is none that is known, and what the nearest version wants."""

    def lacking(headings: Sequence[Heading]) -> list[Heading]:
        return [
            one for one in headings if one.needed and not any(map(one.pattern.fullmatch, titles))
        ]

    def there(version: tuple[str, str]) -> int:
        """Return how many columns of a version are there; 0 where none of them is a figure."""
        found = [one for one in versions()[version] if any(map(one.pattern.fullmatch, titles))]
        some = any(
            one.field == "value" or f"{version[0]}.{one.field}" in figures() for one in found
        )
        return len(found) if some else 0

    near = max(versions(), key=there)
    missing = lacking(versions()[near])
    if there(near) > 1 and missing:
        for one in missing:
            label = indices()[near[0]].label
            problems.add(
                sheet.file,
                must=f"the table of {label} ({near[1]}) must have this column",
                do="Bring the table as it was published; docs/data.md lists what is known.",
                column=one.column.replace(YEAR, "(year)"),
            )
        return
    labels = ", ".join(one.label for one in indices().values())
    problems.add(
        sheet.file,
        must=f"the table must be one of a known index: {labels}",
        do="docs/data.md lists the columns by which they are known. Other figures are brought with "
        "--evidence FILE, or as rows of evidence.csv.",
    )


@dataclass(frozen=True)
class _Column:
    """Where one figure of one year stands; year 0 = the row says."""

    figure: str
    year: int
    place: int


class _Reading:
    """One index of one table."""

    def __init__(
        self,
        sheet: Sheet,
        index: str,
        headings: Sequence[Heading],
        names: Mapping[str, str],
        problems: Problems,
    ) -> None:
        self.sheet, self.index, self.problems = sheet, index, problems
        self.names = {**countries(), **names}
        self.places: dict[str, list[tuple[int, int]]] = {}
        for heading in headings:
            for place, title in enumerate(map(plain, sheet.titles)):
                found = heading.pattern.fullmatch(title)
                if found is not None:
                    year = int(found.groupdict().get("year") or 0)
                    self.places.setdefault(heading.field, []).append((place, year))
        self.columns = [
            _Column(field, year, place)
            for field, several in self.places.items()
            if field == "value" or f"{index}.{field}" in figures()
            for place, year in several
        ]
        self.notations: dict[int, Notation] = {}
        there = {column.figure for column in self.columns}
        half = 0 < len(there & set(CODINGS)) < len(CODINGS)
        self.lacks = (f"{index}.{VALUES_CHECK}",) if half else ()

    def values(self) -> list[Published]:
        """Return every figure of the table, in its order."""
        seen: dict[tuple[str, str, int], int] = {}
        made = []
        for row, line in enumerate(self.sheet.lines):
            if self._other("only", row, "c"):
                continue
            for figure, year, place, column in self._figures(row):
                if is_missing(self.sheet.rows[row][column.place]):
                    continue
                one = self._published(row, figure, year, place, column)
                if one is None:
                    continue
                first = seen.setdefault((one.figure, place, year), line)
                if first != line:
                    self._tell(
                        row,
                        column.place,
                        f"a place must stand once for a year, {place} stands on line {first}, too",
                        "Delete one of the rows.",
                    )
                    continue
                made.append(one)
        self._check_units(made)
        return [*made, *_values_check(made)]

    def _other(self, field: str, row: int, wanted: str) -> bool:
        """Say whether a column says that the row is of another sort."""
        return any(
            self.sheet.rows[row][place].casefold() != wanted
            for place, _ in self.places.get(field, ())
        )

    def _figures(self, row: int) -> Iterator[tuple[Figure, int, str, _Column]]:
        """Yield which figures a row has, of which year and place."""
        place = self._place(row)
        dated = self._year(row)
        for column in self.columns:
            name = column.figure
            if name == "value":
                code = self.sheet.rows[row][self.places["series"][0][0]]
                name = series().get((self.index, code.casefold()), "")
            figure = figures().get(f"{self.index}.{name}")
            year = column.year or dated
            if figure is not None and year and place and figure.first <= year <= figure.last:
                yield figure, year, place, column

    def _place(self, row: int) -> str:
        """Return the ISO code of a row's country, or its name; blank where it has none."""
        cells = self.sheet.rows[row]
        for field in ("code", "name"):
            for at, _ in self.places.get(field, ()):
                text = cells[at].strip()
                known = self.names.get(text.casefold())
                if known or (field == "code" and _ISO.fullmatch(text)):
                    return known or text
        written = [cells[at] for field in ("name", "code") for at, _ in self.places.get(field, ())]
        return next((text for text in written if text), "")

    def _year(self, row: int) -> int:
        """Return the year that a row speaks of; 0 where its columns say that."""
        for field, shift in SHIFTS.items():
            for place, _ in self.places.get(field, ()):
                text = self.sheet.rows[row][place]
                found = _YEAR.fullmatch(text)
                if found is None:
                    must, do = "must be a year", "Correct the cell, or delete the row."
                    self._tell(row, place, must, do)
                    return 0
                year = found["year"]
                return int(year if len(year) == 4 else text[:2] + year) + shift
        return 0

    def _published(
        self, row: int, figure: Figure, year: int, place: str, column: _Column
    ) -> Published | None:
        """Return a figure with its range; None where a cell is not as it must be, which is told."""
        number = self._number(row, column.place)
        if number is None:
            return None
        if not figure.lowest <= number <= figure.highest:
            must = f"must be from {figure.lowest:g} to {figure.highest:g}"
            self._tell(row, column.place, must, "Correct the cell, or bring it in that unit.")
            return None
        given = {
            what: (at, self._number(row, at))
            for what in UNCERTAIN
            for at, of in self.places.get(f"{column.figure}.{what}", ())
            if of in (0, column.year) and not is_missing(self.sheet.rows[row][at])
        }
        if any(one is None for _, one in given.values()):
            return None
        low, high = (given.get(what, (0, None))[1] for what in ("low", "high"))
        if "error" in given and low is None and high is None:
            at, error = given["error"]
            if error is None or error < 0:
                self._tell(row, at, "a standard error must not be below 0", "Correct the cell.")
                return None
            low = max(figure.lowest, number - Z_90 * error)
            high = min(figure.highest, number + Z_90 * error)
        for what, end, fits in (
            ("low", low, low is None or figure.lowest <= low <= number),
            ("high", high, high is None or number <= high <= figure.highest),
        ):
            if not fits and end is not None:
                must = f"must not lie beyond the figure ({number:g}), nor beyond its scale"
                self._tell(row, given[what][0], must, "Correct the cell.")
                return None
        return Published(figure.name, place, year, number, low, high)

    def _number(self, row: int, place: int) -> float | None:
        text = self.sheet.rows[row][place]
        if place not in self.notations:
            cells = self.sheet.column(place)
            commas = any("," in cell for cell in cells) and not any("." in cell for cell in cells)
            self.notations[place] = Notation(decimal="," if commas else ".")
        number = value(text, self.notations[place])
        if number is None:
            self._tell(row, place, "must be a number", "Correct or empty the cell.")
        return number

    def _check_units(self, made: Sequence[Published]) -> None:
        """Tell where figures that run to 100 are given as shares of 1."""
        for name in dict.fromkeys(one.figure for one in made):
            numbers = [one.value for one in made if one.figure == name]
            if figures()[name].highest < 100 or len(numbers) < FEW or max(numbers) > 1:
                continue
            self.problems.add(
                self.sheet.file,
                must=f"must run to {figures()[name].highest:g}; here nothing is above 1",
                do="Bring the figures in the unit in which they are published.",
                column=name,
            )

    def _tell(self, row: int, place: int, must: str, do: str) -> None:
        self.problems.add(
            self.sheet.file,
            must=must,
            do=do,
            row=self.sheet.lines[row],
            column=self.sheet.titles[place],
            value=self.sheet.rows[row][place],
        )


def _values_check(made: Iterable[Published]) -> Iterator[Published]:
    """Yield the higher of both codings, where both are there."""
    codings: dict[tuple[str, int], list[Published]] = {}
    for one in made:
        if one.figure.partition(".")[2] in CODINGS:
            codings.setdefault((one.place, one.year), []).append(one)
    for both in codings.values():
        if len(both) == len(CODINGS):
            index = both[0].figure.partition(".")[0]
            yield replace(max(both, key=attrgetter("value")), figure=f"{index}.{VALUES_CHECK}")

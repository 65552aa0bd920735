"""Read weights of several people or groups from a table.

Both forms of the table (:mod:`data.people`) are read. The separator may be a comma, a semicolon or
a tab; where it is not the comma, decimals may have one.
"""

import math
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from config.criteria import Criteria
from config.problems import InputError, Problems
from data.people import LABEL, PEOPLE, PeopleWeights, everyone
from data.reading import Raw, read_csv_bytes

SEPARATORS = ",;\t"
"""What may stand between columns."""
LARGEST = 2**20
"""Bytes that a table of people may have."""
MOST_PEOPLE = 50
"""People whom one table may have: each of them gets a plan of their own."""
LONGEST_NAME = 60
"""Characters of a name."""


def read_people(path: Path, criteria: Criteria) -> PeopleWeights:
    """Return kind → person → criterion → weight, people in the order of the table.

    Args:
        path: a CSV file.
        criteria: kinds and their criteria.

    Raises:
        InputError: the file or the table does not hold; carries every problem.
    """
    must = "must be a file that can be read"
    try:
        if path.is_file():
            with path.open("rb") as file:
                return parse_people(path.name, file.read(LARGEST + 1), criteria)
        must = "must be a file" if path.exists() else f"{must} (there is none)"
    except OSError as error:
        must = f"{must} ({error.strerror or type(error).__name__})"
    do = "Name a CSV file; focus group --template FILE writes one to fill in."
    raise InputError.one(file=str(path), must=must, do=do)


def parse_people(file: str, content: bytes, criteria: Criteria) -> PeopleWeights:
    """Return kind → person → criterion → weight, people in the order of the table.

    Args:
        file: name of the file, for messages.
        content: the bytes of the table.
        criteria: kinds and their criteria.

    Raises:
        InputError: the table does not hold; carries every problem.
    """
    problems = Problems()
    if len(content) > LARGEST:
        raise InputError.one(
            file=file,
            must=f"a table of people must not be larger than {LARGEST // 2**20} MiB",
            do="Check that this is the right file.",
        )
    raw = read_csv_bytes(file, content, PEOPLE, problems, SEPARATORS)
    found: dict[str, dict[str, dict[str, float]]] = {}
    if raw is not None:
        table = _Weights(file, raw, criteria, problems)
        table.read()
        found = table.found
    problems.raise_if_any()
    return found


@dataclass(frozen=True)
class _Said:
    """One cell: what someone says that a criterion should weigh."""

    line: int
    person: str
    kind: str
    criterion: str
    text: str
    column: str


class _Weights:
    """The weights of a table, and what is wrong with it."""

    def __init__(self, file: str, raw: Raw, criteria: Criteria, problems: Problems) -> None:
        self.file, self.raw, self.criteria, self.problems = file, raw, criteria, problems
        self.found: dict[str, dict[str, dict[str, float]]] = {}
        self._people: dict[str, None] = {}
        self._told: set[tuple[int, str]] = set()

    def read(self) -> None:
        """Read all rows; add what is wrong to the problems."""
        if not self._has_columns():
            return
        long = "person" in self.raw.columns
        percent: dict[tuple[str, str], set[bool]] = {}
        seen: set[tuple[str, str, str]] = set()
        for said in self._long() if long else self._wide():
            if not self._names_hold(said):
                continue
            key = (said.kind, said.criterion, said.person)
            if key in seen:
                must = f"{said.person} must weigh a criterion once"
                self._add(said.line, "criterion", said.criterion, must, "Delete a row.")
            seen.add(key)
            self._people[said.person] = None
            if said.text:
                weight = self._weight(said)
                self.found.setdefault(said.kind, {}).setdefault(said.person, {})[said.criterion] = (
                    weight
                )
                if weight > 0:
                    signs = percent.setdefault((said.kind, said.person), set())
                    signs.add(said.text.endswith("%"))
        self._in_order()
        self._check_people()
        self._check_sums(percent)

    def _in_order(self) -> None:
        """Put kinds in the order of the criteria, people in that of the table, for every kind."""
        self.found = {
            kind: {one: people.get(one, {}) for one in self._people}
            for kind in self.criteria.kinds
            if (people := self.found.get(kind))
        }

    def _add(self, line: int | None, column: str | None, value: str, must: str, do: str) -> None:
        self.problems.add(self.file, must=must, do=do, row=line, column=column, value=value or None)

    def _has_columns(self) -> bool:
        """Check the header; say whether there is a table to read."""
        line, header = self.raw.header_line, self.raw.header
        twice = [name for name, times in Counter(header).items() if name and times > 1]
        for name in twice:
            self._add(line, name, "", "no two columns may have the same header", "Rename one.")
        wide = not {"person", "weight"} & set(header)
        names = [column.name for column in PEOPLE.columns]
        needed = names[1:3] if wide else names
        missing = [name for name in needed if name not in header]
        for name in missing:
            about = PEOPLE.column(name).about
            self._add(
                line, name, "", f"the table must have the column {name}",
                f"Add it: {about} Or let focus group --template FILE write a table to fill in.",
            )  # fmt: skip
        if wide and not missing and not self._persons():
            self._add(
                line, None, "", "a column per person must follow kind and criterion",
                "Head it with the person's name.",
            )  # fmt: skip
        return not twice and not missing

    def _persons(self) -> list[str]:
        """Return the columns of people in the wide form: all that are not of another meaning."""
        known = {"kind", "criterion", LABEL}
        columns = self.raw.columns
        return [name for name in columns if name not in known and (name or any(columns[name]))]

    def _long(self) -> Iterator[_Said]:
        cells = (self.raw.columns[column.name] for column in PEOPLE.columns)
        for line, *row in zip(self.raw.lines, *cells, strict=True):
            person, kind, criterion, text = (cell.strip() for cell in row)
            yield _Said(line, person, kind, criterion, text, "weight")

    def _wide(self) -> Iterator[_Said]:
        columns = self.raw.columns
        for place, line in enumerate(self.raw.lines):
            kind, criterion = columns["kind"][place].strip(), columns["criterion"][place].strip()
            for person in self._persons():
                text = columns[person][place].strip()
                yield _Said(line, person.strip(), kind, criterion, text, person)

    def _names_hold(self, said: _Said) -> bool:
        """Check the names of a row, once for all of its cells."""
        if not said.person or len(said.person) > LONGEST_NAME:
            must = f"a person or group must have a name of at most {LONGEST_NAME} characters"
            self._once(said.line, "person", said.person[:LONGEST_NAME], must, "Write who it is.")
            return False
        if said.kind not in self.criteria.kinds:
            must = f"the kind must be one of: {', '.join(self.criteria.kinds)}"
            self._once(said.line, "kind", said.kind, must, "Correct it.")
            return False
        known = self.criteria.kinds[said.kind].criteria
        if said.criterion not in known:
            must = f"a criterion of {said.kind} must be one of: {', '.join(known)}"
            self._once(said.line, "criterion", said.criterion, must, "Correct it.")
            return False
        return True

    def _once(self, line: int, column: str, value: str, must: str, do: str) -> None:
        """Add a problem unless the same cell has been complained of already."""
        if (line, column) not in self._told:
            self._told.add((line, column))
            self._add(line, column, value, must, do)

    def _weight(self, said: _Said) -> float:
        """Return the weight; 0 with a problem where it is none."""
        text = said.text.removesuffix("%").strip()
        if self.raw.separator != "," and "." not in text:
            text = text.replace(",", ".")
        try:
            weight = float(text) if "_" not in text else math.nan
        except ValueError:
            weight = math.nan
        if not 0 <= weight < math.inf:
            must = f"a weight of {said.person} must be a number from 0"
            self._add(said.line, said.column, said.text, must, "Write, say, 25, or nothing.")
            return 0.0
        return weight

    def _check_people(self) -> None:
        people = everyone(self.found)
        if not people and not self.problems:
            self._add(None, None, "", "one person at least must give weights", "Fill in a column.")
        if len(people) > MOST_PEOPLE:
            must = f"a table must have at most {MOST_PEOPLE} people"
            do = "Put people who think alike together, and name the group."
            self._add(None, None, str(len(people)), must, do)

    def _check_sums(self, percent: Mapping[tuple[str, str], set[bool]]) -> None:
        for kind, people in self.found.items():
            for person, weights in people.items():
                if weights and not any(weight > 0 for weight in weights.values()):
                    must = f"one weight of {person} at least must be above 0 for {kind}"
                    self._add(None, person, "", must, "Raise one, or leave all of them blank.")
                if len(percent.get((kind, person), ())) > 1:
                    must = f"weights of {person} for {kind} must all have a percent sign, or none"
                    self._add(None, person, "", must, "Write all of them the same way.")

"""What is wrong with an input, in words: one value per problem, all of them raised at once."""

from collections import Counter
from collections.abc import Iterable
from typing import Annotated, Self

from pydantic import BeforeValidator

from config.base import Frozen

KEPT_OF_A_SORT = 20
"""Problems kept of one sort (same file, column and condition); the rest is only counted."""

SHOWN_OF_A_VALUE = 80
"""Characters of a found value that a problem repeats."""


def _printable(found: object) -> object:
    """Replace what no file or screen can take: halves of characters, as broken names have them."""
    return found.encode("utf-8", "replace").decode() if isinstance(found, str) else found


Found = Annotated[str, BeforeValidator(_printable)]
"""Text as found in an input."""


class InputProblem(Frozen):
    """One problem of one input, as a person needs it to mend the input."""

    file: Found
    """File name, or the name of a command-line option."""
    row: int | None = None
    """Line in the file, the first being 1; None when the whole file is meant."""
    column: Found | None = None
    """Column of a table, or dotted path of a configuration entry."""
    value: Found | None = None
    """The value found, as written."""
    must: str
    """What must hold."""
    do: str
    """What to do about it."""

    def __str__(self) -> str:
        """Return the problem in one line: where, what was found, what must hold, what to do."""
        row = f" line {self.row}" if self.row is not None else ""
        column = f", {self.column}" if self.column else ""
        found = f" (found {self.value!r})" if self.value is not None else ""
        return f"{self.file}{row}{column}: {self.must}{found}. {self.do}"


class InputError(Exception):
    """One or more inputs are not as they must be; carries every problem found.

    Attributes:
        problems: all problems, in the order of file, row and column.
    """

    def __init__(self, problems: Iterable[InputProblem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(f"• {problem}" for problem in self.problems))

    @classmethod
    def one(
        cls,
        file: str,
        must: str,
        do: str,
        *,
        row: int | None = None,
        column: str | None = None,
        value: str | None = None,
    ) -> Self:
        """Return an error with a single problem."""
        return cls([InputProblem(file=file, row=row, column=column, value=value, must=must, do=do)])


class Problems:
    """Collects problems while an input is read, so that all are told at once.

    A table with a million wrong cells makes a short list: of each sort (same file, column and
    condition) the first ``KEPT_OF_A_SORT`` are kept, the others counted in one closing entry.
    """

    def __init__(self) -> None:
        self._kept: list[InputProblem] = []
        self._taken: list[InputProblem] = []
        self._of_a_sort: Counter[tuple[str, str | None, str]] = Counter()
        self._actions: dict[tuple[str, str | None, str], str] = {}

    def __bool__(self) -> bool:
        """Say whether there is any problem."""
        return bool(self._kept or self._taken)

    def wants(self, file: str, must: str, column: str | None = None) -> bool:
        """Say whether one more problem of this sort would be kept rather than only counted."""
        return self._of_a_sort[file, column, must] < KEPT_OF_A_SORT

    def add(
        self,
        file: str,
        must: str,
        do: str,
        *,
        row: int | None = None,
        column: str | None = None,
        value: str | None = None,
    ) -> None:
        """Add one problem; the fields are those of :class:`InputProblem`."""
        sort = (file, column, must)
        self._of_a_sort[sort] += 1
        if self._of_a_sort[sort] > KEPT_OF_A_SORT:
            return
        if value is not None and len(value) > SHOWN_OF_A_VALUE:
            value = value[: SHOWN_OF_A_VALUE - 1] + "…"
        self._actions.setdefault(sort, do)
        self._kept.append(
            InputProblem(file=file, row=row, column=column, value=value, must=must, do=do),
        )

    def take(self, error: InputError) -> None:
        """Add the problems of an error, in their order and with their counts."""
        self._taken += error.problems

    def found(self) -> tuple[InputProblem, ...]:
        """Return the problems in the order of file, row and column; each file's counts last."""
        more = [
            InputProblem(
                file=sort[0],
                column=sort[1],
                value=f"… and {count - KEPT_OF_A_SORT} more",
                must=sort[2],
                do=self._actions[sort],
            )
            for sort, count in self._of_a_sort.items()
            if count > KEPT_OF_A_SORT
        ]
        keyed = [
            ((problem.file, late, problem.row or 0, problem.column or ""), problem)
            for late, problems in enumerate((self._kept, more))
            for problem in problems
        ]
        keyed += [
            ((problem.file, 2, place, ""), problem) for place, problem in enumerate(self._taken)
        ]
        return tuple(problem for _, problem in sorted(keyed, key=lambda pair: pair[0]))

    def raise_if_any(self) -> None:
        """Raise all problems together.

        Raises:
            InputError: at least one problem was added.
        """
        if self:
            raise InputError(self.found())

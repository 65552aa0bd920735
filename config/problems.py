"""What is wrong with an input, in words: one value per problem, all of them raised at once."""

from collections.abc import Iterable
from typing import Self

from config.base import Frozen


class InputProblem(Frozen):
    """One problem of one input, as a person needs it to mend the input."""

    file: str
    """File name, or the name of a command-line option."""
    row: int | None = None
    """Line in the file, the first being 1; None when the whole file is meant."""
    column: str | None = None
    """Column of a table, or dotted path of a configuration entry."""
    value: str | None = None
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

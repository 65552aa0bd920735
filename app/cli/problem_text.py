"""Problems of inputs, in words for people."""

import textwrap
from collections.abc import Iterator, Sequence

from config.problems import InputProblem
from reports.escape import visible

WIDTH = 100


def problem_lines(problems: Sequence[InputProblem]) -> Iterator[str]:
    """Yield the lines that tell problems: grouped by file, each with what to do."""
    number = len(problems)
    yield "1 problem to solve first:" if number == 1 else f"{number} problems to solve first:"
    file = None
    for problem in problems:
        if problem.file != file:
            file = problem.file
            yield ""
            yield visible(file)
        yield from map(visible, _entry(problem))


def _entry(problem: InputProblem) -> Iterator[str]:
    where = [f"line {problem.row}"] if problem.row is not None else []
    where += [problem.column] if problem.column else []
    found = f" (found {problem.value!r})" if problem.value is not None else ""
    place = f"{', '.join(where)}: " if where else ""
    must = problem.must if place or found else problem.must[:1].upper() + problem.must[1:]
    yield from textwrap.wrap(
        f"{place}{must}{found}.",
        WIDTH,
        initial_indent="  - ",
        subsequent_indent="    ",
        break_on_hyphens=False,
    )
    yield from textwrap.wrap(
        problem.do,
        WIDTH,
        initial_indent="    > ",
        subsequent_indent="      ",
        break_on_hyphens=False,
    )

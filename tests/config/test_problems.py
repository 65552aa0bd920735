"""Problems: one line for people, all at once, none of them endless."""

import pytest

from config.problems import KEPT_OF_A_SORT, InputError, InputProblem, Problems


def test_a_problem_says_where_what_and_what_to_do() -> None:
    problem = InputProblem(
        file="evidence.csv",
        row=7,
        column="value",
        value="1,5",
        must="must be a number",
        do="Write 1.5.",
    )
    assert str(problem) == "evidence.csv line 7, value: must be a number (found '1,5'). Write 1.5."
    assert str(InputProblem(file="x", must="must exist", do="Add it.")) == "x: must exist. Add it."


def test_problems_come_in_order_with_counts_last_in_each_file() -> None:
    problems = Problems()
    problems.add("b.csv", "must b", "do b", row=1)
    for row in range(30, 5, -1):
        problems.add("a.csv", "must a", f"do {row}", row=row, column="c", value="v")
    problems.add("a.csv", "must be there", "add it")
    found = problems.found()
    assert [problem.file for problem in found] == ["a.csv"] * (KEPT_OF_A_SORT + 2) + ["b.csv"]
    assert found[0].must == "must be there"
    assert [problem.row for problem in found[1:4]] == [11, 12, 13]
    last = found[KEPT_OF_A_SORT + 1]
    assert (last.row, last.column, last.value) == (None, "c", "… and 5 more")


def test_problems_of_an_error_keep_their_order_and_their_counts() -> None:
    """Counted once: of 25 alike it is told that there are 5 more, not that there is one."""
    first = Problems()
    for row in range(25):
        first.add("a.csv", "must a", "do", row=row, column="c")
    problems = Problems()
    problems.add("b.csv", "must b", "do")
    problems.add("a.csv", "must a", "do", row=99, column="c")
    problems.take(InputError(first.found()))
    found = problems.found()
    assert problems
    assert [one.row for one in found[:3]] == [99, 0, 1]
    assert (found[-2].value, found[-1].file) == ("… and 5 more", "b.csv")
    assert len(found) == KEPT_OF_A_SORT + 3


def test_a_sort_is_wanted_until_enough_are_kept() -> None:
    problems = Problems()
    for _ in range(KEPT_OF_A_SORT):
        assert problems.wants("a", "must", "c")
        problems.add("a", "must", "do", column="c")
    assert not problems.wants("a", "must", "c")
    assert problems.wants("a", "must", "d")


def test_a_long_value_is_cut() -> None:
    problems = Problems()
    problems.add("a", "must", "do", value="x" * 1000)
    assert problems.found()[0].value == "x" * 79 + "…"


def test_nothing_wrong_raises_nothing() -> None:
    problems = Problems()
    assert not problems
    problems.raise_if_any()
    problems.add("a", "must", "do")
    with pytest.raises(InputError, match=r"a: must\. do") as caught:
        problems.raise_if_any()
    assert len(caught.value.problems) == 1

"""Paths along a frontier, by hand."""

from optimizer.frontier import frontier
from optimizer.nestedness import Path, path_sentence, paths
from optimizer.search.effort import EXACT
from tests.optimizer.solved import solve
from tests.optimizer.test_frontier import budget

LEVELS = ("0", "1", "2", "3", "4")


def test_paths_of_the_budget_by_hand() -> None:
    """0: nobody. 20,000: b. 30,000: a, b is out. 40,000: b and c, a is out and b is in again."""
    problem = budget()
    line = frontier(problem, solve(problem), "money", step=5_000, effort=EXACT)
    found = {path.candidate: path for path in paths(line.points)}
    assert found["a"].inside == (False, False, True, False)
    assert found["b"].inside == (False, True, False, True)
    assert found["c"].inside == (False, False, False, True)
    assert [path.candidate for path in paths(line.points)] == ["b", "a", "c"]
    assert [found[name].breaks for name in "abc"] == [True, True, False]
    assert [found[name].comes_back for name in "abc"] == [False, True, False]


def test_a_path_in_words() -> None:
    def told(*inside: bool) -> str:
        return path_sentence(Path(candidate="x", inside=inside), LEVELS, str.upper)

    yes, no = True, False
    assert told(no, yes, no, yes, yes) == "X is in at 1, out at 2, in again from 3 on."
    assert told(yes, yes, no, no, yes) == "X is in from 0 to 1, out from 2 to 3, in again at 4."
    assert told(no, no, yes, no, no) == "X is in at 2, out from 3 on."
    assert told(yes, yes, yes, yes, yes) == "X is in from 0 on."

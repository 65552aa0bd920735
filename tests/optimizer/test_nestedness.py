"""Paths along a frontier, by hand."""

from optimizer.frontier import frontier
from optimizer.nestedness import paths
from optimizer.search.effort import EXACT
from tests.optimizer.solved import solve
from tests.optimizer.test_frontier import budget


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

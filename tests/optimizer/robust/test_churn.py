"""Expected churn. Oracles: a sample written by hand, and every draw solved by itself."""

import numpy as np
import pytest

from optimizer.decisions import Decisions
from optimizer.problem import Problem
from optimizer.robust.churn import Churn
from optimizer.robust.jobs import Inquiry, Listed
from optimizer.robust.objective import ObjectiveCoefficients
from optimizer.robust.sampling import Sample, sample
from optimizer.search.effort import EXACT
from tests.optimizer.problems import area, option, problem, teams
from tests.optimizer.solved import solve


def two_of_three() -> Problem:
    """Return room for two of three; A and B are in force, and dropping costs 5 points."""
    return problem(
        *(
            area(name, points, option(team=1), incumbent=name in "AB", drop_price=5)
            for name, points in (("A", 60), ("B", 50), ("C", 50))
        ),
        teams=teams(team=2),
    )


def plan(*names: str) -> Decisions:
    return Decisions(
        focus={(name, "H1") for name in names},
        services={(name, "support", "H1") for name in names},
    )


def drawn(*potentials: tuple[float, float, float]) -> Sample:
    """Return the sample of some potentials of A, B and C, each solved to the end."""
    inquiry = Inquiry(two_of_three(), Listed(np.array(potentials)), EXACT)
    return sample(inquiry, len(potentials), plans=(plan("A", "B"),))


FOUR = ((0.6, 0.5, 0.5), (0.6, 0.5, 0.58), (0.2, 0.5, 0.9), (0.1, 0.2, 0.9))
"""Nothing changes; C is ahead by 8 points, 3 more than the price; C for A; C for A again."""


def test_changes_by_hand() -> None:
    """0, 2, 2 and 2 changes: 1.5 on average, with a standard error of 1 ÷ √4."""
    found = Churn(drawn(*FOUR), tolerance=0.0)
    assert found.in_force == {"A", "B"}
    assert found.changes.tolist() == [0, 2, 2, 2]
    assert found.expected == 1.5
    assert found.error == pytest.approx(0.5)
    assert (found.most, found.still) == (2, 0.25)
    assert found.share == {"A": 0.5, "B": 0.25, "C": 0.75}
    assert found.of(frozenset("AB")).tolist() == [0, 1, 1, 1]
    assert not found.known


def test_near_equals_are_no_news() -> None:
    """In the second draw the list in force is worth 110 and the best plan 113: 2.7 % less."""
    sampled = drawn(*FOUR)
    assert Churn(sampled, tolerance=0.02).changes.tolist() == [0, 2, 2, 2]
    assert Churn(sampled, tolerance=0.03).changes.tolist() == [0, 0, 2, 2]


def test_changes_are_those_of_every_draw_solved_alone() -> None:
    """Oracle: the best plan of each draw, by a search of its own."""
    rng = np.random.default_rng(7)
    potentials = rng.uniform(0.1, 0.9, size=(25, 3)).round(3)
    found = Churn(drawn(*map(tuple, potentials.tolist())), tolerance=0.0)
    objective = ObjectiveCoefficients(two_of_three())
    alone = [solve(objective.at(row)).ids ^ {"A", "B"} for row in potentials]
    assert found.changes.tolist() == [len(one) for one in alone]
    assert found.share["C"] == pytest.approx(np.mean(["C" in one for one in alone]))


def test_what_is_known_without_doubt() -> None:
    """The plan handed in first is the one without doubt: here C comes for B."""
    inquiry = Inquiry(two_of_three(), Listed(np.array([FOUR[1], FOUR[1]])), EXACT)
    found = Churn(sample(inquiry, 2, plans=(plan("A", "C"),)), tolerance=0.0)
    assert found.known == {"B", "C"}
    assert found.error == 0


def test_one_draw_has_no_standard_error() -> None:
    assert Churn(drawn(FOUR[0]), tolerance=0.0).error == float("inf")

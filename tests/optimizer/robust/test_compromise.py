"""The plan whose worst regret over several draws is least.

Oracles: every plan of small random problems valued under every draw; an example by hand.
"""

import itertools

import numpy as np
import pytest

from optimizer.decisions import Decisions
from optimizer.problem import Area, Option, Period, Problem, Team
from optimizer.robust.compromise import compromise
from optimizer.robust.jobs import Inquiry, Listed
from optimizer.robust.sampling import plan_values, sample
from optimizer.robust.search import EXACT_DRAWS, DrawEffort
from optimizer.robust.stakes import Stakes

SERVICE = Option(service="s", unlocks=1.0, weeks={"team": 10.0})


def _problem(count: int, fit: int) -> Problem:
    return Problem(
        periods=(Period(id="H1"),),
        areas=tuple(
            Area(id=f"c{number}", kind="k", potential=0.5, worth=100, options=(SERVICE,))
            for number in range(count)
        ),
        teams=(Team(id="team", weeks=10.0 * fit),),
    )


def test_by_hand() -> None:
    """One fits. Worth to ann 90, 0, 60, to bob 0, 90, 50: c2 loses 30 and 40, any other 90."""
    theta = np.array([[0.9, 0.0, 0.6], [0.0, 0.9, 0.5]])
    found = sample(Inquiry(_problem(3, 1), Listed(theta), EXACT_DRAWS), 2)
    best = compromise(found, EXACT_DRAWS)
    assert best.decisions.ids == {"c2"}
    assert best.regrets == pytest.approx((30.0, 40.0))
    assert best.worst == pytest.approx(40.0)
    assert best.worst_most == pytest.approx(40.0, abs=1e-4)
    assert best.least == pytest.approx(40.0, abs=1e-4)


@pytest.mark.parametrize("seed", range(60))
def test_no_plan_has_less_worst_regret(seed: int) -> None:
    rng = np.random.default_rng(seed)
    count, fit, people = int(rng.integers(4, 8)), int(rng.integers(1, 4)), int(rng.integers(1, 5))
    problem = _problem(count, fit)
    theta = rng.integers(0, 21, (people, count)) / 20
    found = sample(Inquiry(problem, Listed(theta), EXACT_DRAWS), people)
    best = compromise(found, EXACT_DRAWS)
    plans = [
        Decisions(
            focus=frozenset((f"c{n}", "H1") for n in chosen),
            services=frozenset((f"c{n}", "s", "H1") for n in chosen),
        )
        for chosen in itertools.combinations(range(count), fit)
    ]
    values = plan_values(Stakes(problem), plans, theta)
    least = (values.max(axis=1, keepdims=True) - values).max(axis=0).min()
    assert best.worst == pytest.approx(least, abs=1e-5)
    assert best.least == pytest.approx(least, abs=1e-3)
    assert max(best.regrets) == pytest.approx(best.worst)


def test_a_search_cut_short_is_still_proven_from_below(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("optimizer.robust.compromise.FEW", 0)
    rng = np.random.default_rng(3)
    problem, theta = _problem(12, 4), rng.uniform(0, 1, (5, 12))
    found = sample(Inquiry(problem, Listed(theta), EXACT_DRAWS), 5)
    short = compromise(found, DrawEffort(gap=0.1), nodes=1)
    exact = compromise(found, EXACT_DRAWS)
    assert short.least <= exact.worst + 1e-6
    assert exact.worst <= short.worst + 1e-6
    assert exact.worst - exact.least <= 1e-3

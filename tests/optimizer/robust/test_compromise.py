"""The plan whose worst regret over several draws is least.

Oracles: every plan of small random problems valued under every draw; an example by hand.
"""

import itertools

import numpy as np
import pytest

from optimizer.audit import broken, worth
from optimizer.decisions import Decisions
from optimizer.problem import Area, Option, OverlapTerm, Period, Problem, RuleTerm, Team
from optimizer.robust.compromise import compromise
from optimizer.robust.jobs import Inquiry, Listed
from optimizer.robust.objective import ObjectiveCoefficients
from optimizer.robust.sampling import plan_values, sample
from optimizer.search.effort import EXACT, Effort
from optimizer.stop import Stop

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
    coefficients = np.array([[0.9, 0.0, 0.6], [0.0, 0.9, 0.5]])
    found = sample(Inquiry(_problem(3, 1), Listed(coefficients), EXACT), 2)
    best = compromise(found, EXACT)
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
    coefficients = rng.integers(0, 21, (people, count)) / 20
    found = sample(Inquiry(problem, Listed(coefficients), EXACT), people)
    best = compromise(found, EXACT)
    plans = [
        Decisions(
            focus=frozenset((f"c{n}", "H1") for n in chosen),
            services=frozenset((f"c{n}", "s", "H1") for n in chosen),
        )
        for chosen in itertools.combinations(range(count), fit)
    ]
    values = plan_values(ObjectiveCoefficients(problem), plans, coefficients)
    least = (values.max(axis=1, keepdims=True) - values).max(axis=0).min()
    assert best.worst == pytest.approx(least, abs=1e-5)
    assert best.least == pytest.approx(least, abs=1e-3)
    assert max(best.regrets) == pytest.approx(best.worst)
    worst = (values.max(axis=1, keepdims=True) - values).max(axis=0)
    kindest = values.mean(axis=0)[worst <= least + 1e-6].max()
    own = plan_values(ObjectiveCoefficients(problem), [best.decisions], coefficients).mean()
    assert own == pytest.approx(kindest, abs=1e-4), "of equals, the best on average"


def _intertwined(rng: np.random.Generator) -> Problem:
    """Return seven areas of two kinds with overlap, a list in force, a soft and a hard rule."""
    areas = tuple(
        Area(
            id=f"c{number}",
            kind="k" if number < 4 else "l",
            potential=0.5,
            worth=100 if number < 4 else 70,
            drop_price=float(rng.integers(0, 20)),
            incumbent=bool(rng.integers(0, 2)),
            options=(SERVICE,),
        )
        for number in range(7)
    )
    overlaps = tuple(
        OverlapTerm(
            candidate=f"c{number}",
            relation="in_country",
            targets=tuple(f"c{n}" for n in rng.choice(4, 2, replace=False)),
            points=10,
        )
        for number in range(4, 7)
    )
    rules = (
        RuleTerm(rule="l", members=("c4", "c5", "c6"), high=2.0, hard=True),
        RuleTerm(rule="k", members=("c0", "c1"), low=2.0, penalty=float(rng.integers(1, 30))),
    )
    team = Team(id="team", weeks=10.0 * int(rng.integers(2, 5)))
    return Problem(
        periods=(Period(id="H1"),), areas=areas, teams=(team,), overlaps=overlaps, rules=rules
    )


@pytest.mark.parametrize("seed", range(30))
def test_no_plan_has_less_worst_regret_where_everything_hangs_together(seed: int) -> None:
    """Oracle: every set of focus areas that the audit lets pass, valued by the audit."""
    rng = np.random.default_rng(seed)
    problem = _intertwined(rng)
    objective = ObjectiveCoefficients(problem)
    coefficients = rng.uniform(0, 1, (3, objective.size))
    plans = [
        Decisions(
            focus=frozenset((f"c{n}", "H1") for n in chosen),
            services=frozenset((f"c{n}", "s", "H1") for n in chosen),
        )
        for count in range(8)
        for chosen in itertools.combinations(range(7), count)
    ]
    plans = [decisions for decisions in plans if not broken(problem, decisions)]
    values = np.array(
        [
            [worth(objective.at(draw), decisions).total for decisions in plans]
            for draw in coefficients
        ]
    )
    found = sample(Inquiry(problem, Listed(coefficients), EXACT), 3)
    assert found.value == pytest.approx(values.max(axis=1), abs=1e-4)
    least = (values.max(axis=1, keepdims=True) - values).max(axis=0).min()
    best = compromise(found, EXACT)
    assert best.worst == pytest.approx(least, abs=1e-4)
    assert best.least == pytest.approx(least, abs=1e-3)
    assert best.worst_most == pytest.approx(least, abs=1e-3)


def test_a_search_cut_short_is_still_proven_from_below(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("optimizer.search.model.FEW", 0)
    rng = np.random.default_rng(3)
    problem, coefficients = _problem(12, 4), rng.uniform(0, 1, (5, 12))
    found = sample(Inquiry(problem, Listed(coefficients), EXACT), 5)
    short = compromise(found, Effort(gap=0.1, core=((0, 1),), rounds=0))
    exact = compromise(found, EXACT)
    assert short.least <= exact.worst + 1e-6
    assert exact.worst <= short.worst + 1e-6
    assert exact.worst - exact.least <= 1e-3


def test_a_search_that_was_stopped_keeps_the_best_plan_known() -> None:
    rng = np.random.default_rng(3)
    problem, coefficients = _problem(12, 4), rng.uniform(0, 1, (5, 12))
    found = sample(Inquiry(problem, Listed(coefficients), EXACT), 5)
    stop = Stop()
    stop.throw()
    best = compromise(found, EXACT, stop=stop)
    known = (found.value[:, None] - found.points).max(axis=0).min()
    assert best.least <= best.worst <= known + 1e-6

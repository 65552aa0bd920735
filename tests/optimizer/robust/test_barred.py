"""Draws that bar candidates: x = 0 behind a gate that fails in the draw.

Oracle: every plan of small random problems tried, those with somebody barred left out; and an
example worked by hand.
"""

import numpy as np
import pytest

from optimizer.problem import Review, RuleTerm
from optimizer.robust.core_index import core_indices
from optimizer.robust.jobs import Drawn, Inquiry, Listed
from optimizer.robust.objective import ObjectiveCoefficients
from optimizer.robust.regret import least_regret, regret
from optimizer.robust.sampling import sample
from optimizer.robust.uncertainty import UncertaintyModel
from optimizer.robust.value_of_information.evaluate import value_of_information
from optimizer.robust.value_of_information.switching_search import FindEffort
from optimizer.search.effort import EXACT
from questions.robust import Sureness
from scoring.weight_samples import FixedWeights
from tests.optimizer.brute_force import BruteForce
from tests.optimizer.factories import Size, random_problem
from tests.optimizer.problems import area, option, problem, teams
from tests.optimizer.robust.rated import rated
from tests.optimizer.solved import solve


@pytest.mark.parametrize("seed", range(30))
def test_the_best_plan_of_a_draw_has_nobody_barred(seed: int) -> None:
    rng = np.random.default_rng(seed)
    posed = random_problem(rng, Size(areas=5, periods=1 + seed % 2))
    posed = posed.but(areas=tuple(one.but(may_fail=True) for one in posed.areas))
    posed = posed.but(must=frozenset())
    objective = ObjectiveCoefficients(posed)
    if not solve(posed).found:
        return
    draws = np.tile(objective.central(), (4, 1))
    n = len(objective.candidates)
    draws[:, :n] = np.clip(draws[:, :n] + rng.uniform(-0.3, 0.3, (4, n)), 0, 1)
    places = list(objective.barring.values())
    draws[:, places] = rng.random((4, n)) < 0.3
    found = sample(Inquiry(posed, Listed(draws), EXACT), 4)
    for number, drawn in enumerate(draws):
        barred = {name for name, place in objective.barring.items() if drawn[place]}
        areas = tuple(
            one.but(
                potential=float(drawn[at]),
                barred="fails" if one.id in barred else one.barred,
            )
            for at, one in enumerate(posed.areas)
        )
        best = BruteForce(posed.but(areas=areas)).best()
        if best is None:
            assert number in found.impossible
            continue
        place = found.numbers.tolist().index(number)
        plan = found.plans[found.best[place]]
        assert not plan.ids & barred
        assert found.value[place] == pytest.approx(best.value, abs=1e-4)
        assert found.bound[place] == pytest.approx(best.value, abs=1e-3)
        again = solve(objective.at(drawn))
        assert again.value == pytest.approx(best.value, abs=1e-4)


GATE = {"g": {"label": "G", "measure": "check", "at_least": 4, "source": "t"}}


def test_a_gate_that_noise_may_turn_by_hand() -> None:
    """One place: A is worth 80 and B 50; A is 70 to 90, and must reach 75: it passes in 3 of 4.

    So A is in 75 % of the best plans, and the plan with A loses B's 50 points in the others.
    """
    gate = {"g": {"label": "G", "measure": "m0", "at_least": 75, "source": "t"}}
    scorecard = rated({"A": [(80, 70, 90)], "B": [50]}, gates=gate)
    assert scorecard.gate == {"A": "unknown", "B": "fail"}
    gate["g"]["at_least"] = 10
    assert rated({"A": [(80, 70, 90)], "B": [50]}, gates=gate).may_fail == frozenset()
    gate = {
        "g": {
            "label": "G",
            "any": [
                {"measure": "m0", "at_least": 75},
                {"measure": "m0", "at_most": 60},
            ],
            "source": "t",
        }
    }
    scorecard = rated({"A": [(80, 70, 90)], "B": [50]}, gates=gate)
    assert scorecard.gate == {"A": "unknown", "B": "pass"}
    assert scorecard.may_fail == frozenset("A")
    work = option(europe=1)
    areas = [
        area(name, 100 * points, work).but(may_fail=name in scorecard.may_fail)
        for name, points in scorecard.potential.items()
    ]
    posed = problem(*areas, teams=teams(europe=1))
    plan = solve(posed).decisions
    assert plan.ids == frozenset("A")
    drawn = Drawn(scorecard, UncertaintyModel(weights=FixedWeights()), 3)
    found = sample(Inquiry(posed, drawn, EXACT), 400, plans=(plan,))
    index = {one.id: one.index.share for one in core_indices(found, plan)}
    assert index["A"] == pytest.approx(0.75, abs=0.07)
    assert index["A"] + index["B"] == pytest.approx(1)
    lost = regret(found, plan)
    assert lost.worst == pytest.approx(50)
    assert lost.mean == pytest.approx(50 * index["B"])
    assert lost.share_best == pytest.approx(index["A"])
    assert Sureness(found, plan).barred == pytest.approx(index["B"])
    assert least_regret(found, "mean")[0].ids == frozenset("A")
    told = value_of_information(posed, scorecard, (plan,), effort=FindEffort(sides=9))
    (gap,) = told.gaps
    assert gap.chance.found == pytest.approx(0.25)
    assert gap.gain.found == gap.gain.most == pytest.approx(0.25 * 50, abs=1e-3)
    (about,) = told.candidates
    assert about.gain.found == pytest.approx(gap.gain.found)
    (unknown,) = told.gates
    assert (unknown.chance, unknown.sampled) == (0.75, False)


def test_a_measure_of_a_gate_alone_is_told_with_the_gate() -> None:
    """A is worth 80, B 50; the check of A is missing, 0 to 8, and must reach 4: half of it.

    Finding out gains half of B's 50.
    """
    scorecard = rated({"A": [80], "B": [50]}, gates=GATE, check={"A": None, "B": 5})
    work = option(europe=1)
    areas = [
        area(name, 100 * points, work).but(may_fail=name in scorecard.may_fail)
        for name, points in scorecard.potential.items()
    ]
    posed = problem(*areas, teams=teams(europe=1))
    told = value_of_information(
        posed, scorecard, (solve(posed).decisions,), effort=FindEffort(sides=9)
    )
    assert told.gaps == ()
    (about,), (measure,), (gate,) = told.candidates, told.measures, told.gates
    assert about.gain.found == measure.gain.found == pytest.approx(25)
    assert about.chance.found == measure.chance == pytest.approx(0.5)
    assert (gate.candidate, gate.chance, gate.sampled) == ("A", 0.5, False)
    assert gate.lost is not None
    assert gate.lost.found == pytest.approx(30)


def test_a_draw_under_which_no_plan_meets_all_conditions_is_left_out() -> None:
    """A alone has work to do and a rule wants one country: where A is barred there is no plan."""
    work = option(europe=1)
    posed = problem(
        area("A", 80, work).but(may_fail=True),
        teams=teams(europe=1),
        rules=(RuleTerm(rule="one", members=("A",), low=1, hard=True),),
    )
    objective = ObjectiveCoefficients(posed)
    draws = np.tile(objective.central(), (3, 1))
    draws[1, objective.barring["A"]] = 1
    found = sample(Inquiry(posed, Listed(draws), EXACT), 3)
    assert found.numbers.tolist() == [0, 2]
    assert found.impossible == (1,)
    assert found.value == pytest.approx([80, 80])


def test_who_must_be_in_is_in_whatever_the_gate() -> None:
    posed = problem(area("A", 80, option(europe=1)).but(may_fail=True), teams=teams(europe=1))
    assert ObjectiveCoefficients(posed).may_fail == ("A",)
    assert ObjectiveCoefficients(posed.but(must=frozenset("A"))).may_fail == ()


def test_whoever_stays_until_the_next_review_is_not_barred() -> None:
    """A is in force and its kind is not reviewed, B is of a kind that is; both may fail a gate."""
    example = problem(
        area("A", 50, incumbent=True, may_fail=True),
        area("B", 40, incumbent=True, may_fail=True, kind="theme"),
        reviews=(Review(kind="country", between=("H1",)),),
    )
    assert ObjectiveCoefficients(example).may_fail == ("B",)
    assert ObjectiveCoefficients(example.but(reviews=())).may_fail == ("A", "B")

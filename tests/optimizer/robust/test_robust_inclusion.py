"""In or out of every best plan over a whole set of weights.

Oracles: the best plans under hundreds of weights of the set, each searched exactly; an example
whose lines between plans are worked by hand.
"""

import numpy as np
import pytest
from scipy.optimize import nnls

from optimizer.problem import Area, Option, Period, Problem, Team
from optimizer.robust.core_index import core_indices
from optimizer.robust.jobs import Inquiry, Listed
from optimizer.robust.objective import ObjectiveCoefficients
from optimizer.robust.robust_inclusion import Proof, robust_inclusion
from optimizer.robust.sampling import Sample, sample
from optimizer.robust.uncertainty import UncertaintyModel
from optimizer.robust.weight_sets import (
    Cell,
    corners_of,
    count_corners,
    halves,
    weight_corners,
    weight_set,
)
from optimizer.scenario import Scenario
from optimizer.search.effort import EXACT
from optimizer.stop import Stop
from optimizer.study import Study
from scoring.weight_samples import AnyWeights, FixedWeights, WeightOrder, WeightsOfPeople


def _by_hand(high_b: float) -> tuple[Problem, Cell]:
    """Two focus areas fit. One weight w in 0..1 decides: a = 0.9, b = high_b w, c = 0.6 − 0.6 w."""
    service = Option(service="s", unlocks=1.0, weeks={"team": 10.0})
    problem = Problem(
        periods=(Period(id="H1"),),
        areas=tuple(
            Area(id=name, kind="k", potential=0.5, worth=100, options=(service,)) for name in "abcd"
        ),
        teams=(Team(id="team", weeks=20.0),),
    )
    ends = np.array([[0.9, 0.0, 0.6, 0.0], [0.9, high_b, 0.0, 0.0]])
    return problem, (np.zeros((1, 4)), ends)


def test_by_hand() -> None:
    """Candidate a is best at every w; b where high_b w > 0.6 − 0.6 w, which depends; d nowhere."""
    problem, cell = _by_hand(high_b=0.8)
    found = robust_inclusion(problem, cell, [], effort=EXACT, forced=True)
    assert [one.verdict for one in found.candidates] == ["in", "depends", "depends", "out"]
    assert found.complete


def test_one_plan_need_not_be_best_everywhere() -> None:
    """Here no single plan with a beats all without it at both ends: the mixture does, or halves."""
    problem, cell = _by_hand(high_b=0.8)
    ends = cell[1].copy()
    ends[:, 0] = 0.4
    found = robust_inclusion(problem, (cell[0], ends), [], effort=EXACT, forced=True)
    assert found.ids("in") == ("a",)
    assert found.ids("out") == ("d",)


def test_bounds_alone_prove_nothing_false() -> None:
    problem, cell = _by_hand(high_b=0.8)
    found = robust_inclusion(problem, cell, [])
    assert set(found.ids("in")) <= {"a"}
    assert set(found.ids("out")) <= {"d"}


def test_corners_are_limited_and_work_can_be_stopped() -> None:
    problem, cell = _by_hand(high_b=0.8)
    few = robust_inclusion(problem, cell, [], effort=EXACT, forced=True, most_corners=1)
    assert not few.complete
    assert few.ids("not proven") == ("a", "b", "c", "d")
    stop = Stop()
    stop.throw()
    assert not robust_inclusion(problem, cell, [], stop=stop).complete


@pytest.mark.parametrize(
    ("uncertainty", "moved", "most"),
    [
        (UncertaintyModel(weights=AnyWeights(), evidence=False), 1.0, 40),
        (UncertaintyModel(weights=AnyWeights(), evidence=False), 0.25, 60),
        (UncertaintyModel(weights=WeightOrder(), evidence=False), 1.0, 40),
    ],
)
def test_what_is_proven_holds_for_every_weight_tried(
    small_study: Study, uncertainty: UncertaintyModel, moved: float, most: int
) -> None:
    problem, card = small_study.problem(Scenario(periods=1)), small_study.scorecard()
    rng = np.random.default_rng(0)
    cell = weight_set(ObjectiveCoefficients(problem), card, uncertainty, moved)
    mixtures = []
    for _ in range(80):
        parts = [part.T @ rng.dirichlet(np.ones(len(part)) * 0.7) for part in cell]
        mixtures.append(np.sum(parts, axis=0))
    tried = sample(Inquiry(problem, Listed(np.array(mixtures)), EXACT), len(mixtures))
    found = robust_inclusion(
        problem, cell, tried.plans, effort=EXACT, forced=True, most_corners=most
    )
    shares = _shares(tried)
    for one in found.candidates:
        if one.verdict == "in":
            assert shares[one.id] == 1.0, one.id
        if one.verdict == "out":
            assert shares[one.id] == 0.0, one.id
    settled = [name for name, share in shares.items() if share in (0.0, 1.0)]
    proven = {*found.ids("in"), *found.ids("out")}
    assert len(proven & set(settled)) >= 0.5 * len(settled)


def test_corners_of_an_order_by_hand() -> None:
    """Order 3 > 2 = 2 > 1: first alone; with either or both of the ties; with all."""
    corners = weight_corners(WeightOrder(), {"p": 0.2, "q": 0.4, "r": 0.2, "s": 0.1})
    expected = {
        (0, 1, 0, 0),
        (0.5, 0.5, 0, 0),
        (0, 0.5, 0.5, 0),
        (1 / 3, 1 / 3, 1 / 3, 0),
        (0.25, 0.25, 0.25, 0.25),
    }
    assert {tuple(row) for row in corners.round(9).tolist()} == {
        tuple(np.round(row, 9)) for row in expected
    }


def test_every_ordered_weight_is_a_mixture_of_the_corners() -> None:
    given = {"p": 0.2, "q": 0.4, "r": 0.2, "s": 0.2}
    corners = weight_corners(WeightOrder(), given)
    rng = np.random.default_rng(0)
    for _ in range(50):
        drawn = np.sort(rng.dirichlet(np.ones(4)))[::-1]
        rest = rng.permutation(drawn[1:])
        weights = np.array([rest[0], drawn[0], rest[1], rest[2]])
        _, error = nnls(np.vstack([corners.T, np.ones(len(corners))]), np.append(weights, 1.0))
        assert error == pytest.approx(0.0, abs=1e-9)


def test_corners_of_the_other_beliefs() -> None:
    given = {"p": 0.5, "q": 0.5}
    assert weight_corners(FixedWeights(), given).tolist() == [[0.5, 0.5]]
    assert weight_corners(AnyWeights(), given).tolist() == [[1.0, 0.0], [0.0, 1.0]]
    people = WeightsOfPeople(people={"ann": {"p": 3, "q": 1}, "bob": {"q": 1}})
    assert weight_corners(people, given).tolist() == [[0.75, 0.25], [0.0, 1.0]]


def test_moved_weights_stay_near_and_people_move_together(small_study: Study) -> None:
    problem, card = small_study.problem(), small_study.scorecard()
    objective = ObjectiveCoefficients(problem)
    uncertainty = UncertaintyModel(weights=AnyWeights(), evidence=False)
    far, near = (
        weight_set(objective, card, uncertainty),
        weight_set(objective, card, uncertainty, moved=0.1),
    )
    assert count_corners(far) == count_corners(near) == len(corners_of(near))
    centre = objective.central()
    assert corners_of(near) == pytest.approx(0.9 * centre + 0.1 * corners_of(far))
    people = {
        kind: WeightsOfPeople(
            people={
                person: {name: 1.0 + (number == place) for place, name in enumerate(s.criteria)}
                for number, person in enumerate(("ann", "bob", "cat"))
            }
        )
        for kind, s in card.kinds.items()
    }
    assert count_corners(weight_set(objective, card, UncertaintyModel(by_kind=people))) == 3


def test_halves_hold_the_whole_and_no_more() -> None:
    cell = (np.zeros((1, 2)), np.array([[0.0, 0.0], [1.0, 0.0], [0.0, 3.0]]))
    one, other = halves(cell)
    middle = [0.5, 1.5]
    assert middle in one[1].tolist()
    assert middle in other[1].tolist()
    assert sorted(map(tuple, [*one[1].tolist(), *other[1].tolist()])) == sorted(
        [(0.0, 0.0), (0.0, 0.0), (0.5, 1.5), (0.5, 1.5), (1.0, 0.0), (0.0, 3.0)]
    )


def _shares(tried: Sample) -> dict[str, float]:
    return {one.id: one.index.share for one in core_indices(tried)}


def test_a_proof_is_a_value() -> None:
    problem, cell = _by_hand(high_b=0.8)
    found = robust_inclusion(problem, cell, [], effort=EXACT, forced=True)
    assert Proof.model_validate_json(found.model_dump_json()) == found

"""What a draw changes in a model and in the value of plans.

Oracles: the model compiled anew for the problem that the draw stands for; the audit's plain sums.
"""

import numpy as np
import pytest

from optimizer.audit import worth
from optimizer.model.compile import compile_problem
from optimizer.robust.objective import ColumnCosts, ObjectiveCoefficients
from optimizer.robust.uncertainty import UncertaintyModel
from optimizer.study import Study
from scoring.scorecard import score
from scoring.weight_samples import AnyWeights, FixedWeights, WeightsAround
from tests.optimizer.factories import Size, random_problem
from tests.optimizer.robust.drawn import problem_at
from tests.optimizer.solved import solve


@pytest.mark.parametrize("seed", range(20))
def test_costs_and_values_are_those_of_the_problem_drawn(seed: int) -> None:
    rng = np.random.default_rng(seed)
    problem = random_problem(rng, Size(areas=6, services=3, periods=1 + seed % 3, weeks=14))
    if len({(area.kind, area.worth) for area in problem.areas}) > len(
        {area.kind for area in problem.areas}
    ):
        problem = problem.but(areas=tuple(area.but(worth=60.0) for area in problem.areas))
    objective = ObjectiveCoefficients(problem)
    coefficients = np.concatenate(
        [
            rng.uniform(0, 1, len(objective.candidates)),
            rng.uniform(0, 0.3, len(objective.relations)),
        ]
    )
    drawn = problem_at(objective, coefficients)
    costs = ColumnCosts(objective, compile_problem(problem)).at(coefficients)
    assert costs == pytest.approx(np.array(compile_problem(drawn).cost))
    plan = solve(problem)
    if plan.value is None:
        return
    terms = objective.of_plan(plan.decisions)
    expected = worth(drawn, plan.decisions).total
    assert terms.fixed + terms.slopes @ coefficients == pytest.approx(expected)


def test_the_central_draw_is_the_problem_itself(small_study: Study) -> None:
    problem = small_study.problem()
    objective = ObjectiveCoefficients(problem)
    sheet = compile_problem(problem)
    assert ColumnCosts(objective, sheet).at(objective.central()) == pytest.approx(
        np.array(sheet.cost)
    )
    sure = UncertaintyModel(weights=FixedWeights(), evidence=False)
    drawn = objective.draws(small_study.scorecard(), sure, seed=1, block=0, size=3)
    assert drawn == pytest.approx(np.tile(objective.central(), (3, 1)))


def test_a_draw_of_weights_is_the_problem_under_these_weights(small_study: Study) -> None:
    """Potentials and overlap weights of a draw are those of a scorecard with the drawn weights."""
    criteria = small_study.configuration.criteria
    objective = ObjectiveCoefficients(small_study.problem())
    uncertainty = UncertaintyModel(weights=AnyWeights(), evidence=False)
    drawn = objective.draws(small_study.scorecard(), uncertainty, seed=5, block=2, size=4)
    from scoring.draws import draw_block

    for row in range(4):
        kinds = {}
        for kind, scores in small_study.scorecard().kinds.items():
            weights = draw_block(scores, AnyWeights(), 2, 5, size=4, evidence=False).weights[row]
            spec = criteria.kinds[kind]
            changed = {
                name: criterion.but(weight=float(weight))
                for (name, criterion), weight in zip(spec.criteria.items(), weights, strict=True)
            }
            kinds[kind] = spec.but(criteria=changed)
        card = score(small_study.dataset, criteria.but(kinds=kinds), small_study.derived)
        expected = [card.potential[name] for name in objective.candidates]
        assert drawn[row, : len(expected)] == pytest.approx(expected)
        for place, (kind, relation) in enumerate(objective.relations):
            scores = card.kinds[kind]
            weight = scores.overlap_weight * scores.overlap_shares.get(relation, 0.0)
            assert drawn[row, len(expected) + place] == pytest.approx(weight)


def test_more_draws_begin_with_the_fewer(small_study: Study) -> None:
    objective = ObjectiveCoefficients(small_study.problem())
    card, uncertainty = (
        small_study.scorecard(),
        UncertaintyModel(weights=WeightsAround(concentration=9)),
    )
    few = objective.draws(card, uncertainty, seed=3, block=0, size=5)
    many = objective.draws(card, uncertainty, seed=3, block=0, size=50)
    assert many[:5] == pytest.approx(few)
    assert not np.allclose(objective.draws(card, uncertainty, seed=4, block=0, size=5), few)

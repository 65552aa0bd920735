"""Plans over a piece of weights. Oracles: plans' values added up by the audit; a dense grid."""

import numpy as np
import pytest

from optimizer.audit import worth
from optimizer.decisions import Decisions
from optimizer.robust.objective import ObjectiveCoefficients
from optimizer.scenario import Scenario
from optimizer.study import Study
from optimizer.trade_offs import PlansOverWeights, coefficients_at
from questions.asking import ask
from questions.plan import PlanQuestion
from scoring.weight_region import WeightRegion

KIND = "country"


@pytest.fixture(scope="module")
def plans(small_study: Study) -> tuple[Decisions, ...]:
    """Return the plan, and the plan without its first country."""
    first = ask(small_study, PlanQuestion()).result.plan
    out = min(one for one in first.ids if one.startswith("country"))
    other = ask(small_study, PlanQuestion(scenario=Scenario(must_not=frozenset({out})))).result.plan
    return first.decisions, other.decisions


def over(study: Study, plans: tuple[Decisions, ...], rows: np.ndarray) -> PlansOverWeights:
    region = WeightRegion(rows)
    scores = study.scorecard().kinds[KIND]
    return PlansOverWeights(study.problem(), scores, plans, region, region.draws(300, 0))


def test_values_are_those_of_the_audit(small_study: Study, plans: tuple[Decisions, ...]) -> None:
    """Under any weights: a scenario with them, its problem, and what the audit adds up."""
    scores = small_study.scorecard().kinds[KIND]
    found = over(small_study, plans, np.empty((0, len(scores.criteria))))
    for weights in found.weights[:4]:
        shares = dict(zip(scores.criteria, weights.tolist(), strict=True))
        problem = small_study.problem(Scenario(weights={KIND: shares}))
        for plan, value in zip(plans, weights @ found.by_criterion, strict=True):
            assert value == pytest.approx(worth(problem, plan).total, abs=1e-6)


def test_the_loss_is_no_less_than_any_grid_finds(
    small_study: Study, plans: tuple[Decisions, ...]
) -> None:
    count = len(small_study.scorecard().kinds[KIND].criteria)
    found = over(small_study, plans, np.empty((0, count)))
    grid = np.random.default_rng(0).dirichlet(np.full(count, 0.3), 20_000)
    values = grid @ found.by_criterion
    lost = (values.max(axis=1) - values[:, found.best]).max()
    assert found.loss >= lost - 1e-6
    assert found.loss == pytest.approx(lost, abs=0.2 + 0.05 * lost)
    assert 0 <= found.mostly <= found.loss + 1e-9


def test_the_middle_says_which_is_best(small_study: Study, plans: tuple[Decisions, ...]) -> None:
    count = len(small_study.scorecard().kinds[KIND].criteria)
    found = over(small_study, plans, np.empty((0, count)))
    assert found.centre.sum() == pytest.approx(1)
    assert found.value == pytest.approx((found.centre @ found.by_criterion).max())
    assert found.inside.shape == (300, len(small_study.problem().areas))
    only = over(small_study, plans[:1], np.empty((0, count)))
    assert (only.loss, only.mostly, only.changes) == (0, 0, 0)


def test_the_given_weights_are_the_problem_itself(small_study: Study) -> None:
    objective = ObjectiveCoefficients(small_study.problem())
    scores = small_study.scorecard().kinds[KIND]
    assert coefficients_at(objective, scores, scores.weights[None])[0] == pytest.approx(
        objective.central()
    )

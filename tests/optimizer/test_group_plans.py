"""What a group would do, each alone and all together.

Oracle: each person's problem framed with their weights and solved from nothing.
"""

import pytest

from config.problems import InputError
from optimizer.group_plans import GroupPlans, group_draws, group_plans
from optimizer.robust.search import EXACT_DRAWS
from optimizer.robust.stakes import Stakes
from optimizer.scenario import Scenario
from optimizer.solve import solve
from optimizer.stop import Stop
from optimizer.study import Study, open_study
from tests.folders import SMALL

ONE_PERIOD = Scenario(periods=1)


@pytest.fixture(scope="module")
def study() -> Study:
    return open_study(SMALL / "dataset", SMALL / "configuration")


def _people(study: Study) -> dict[str, dict[str, dict[str, float]]]:
    """Return three people, each of whom cares for another criterion of every kind."""
    return {
        kind: {
            person: {
                name: 8.0 if number == place % len(scores.criteria) else 1.0
                for number, name in enumerate(scores.criteria)
            }
            for place, person in enumerate(("ann", "bob", "cat"))
        }
        for kind, scores in study.scorecard().kinds.items()
    }


def _found(study: Study) -> GroupPlans:
    problem, card = study.problem(ONE_PERIOD), study.scorecard()
    return group_plans(problem, card, _people(study), effort=EXACT_DRAWS)


def test_everybody_gets_the_plan_of_their_own_weights(study: Study) -> None:
    people = _people(study)
    found = _found(study)
    for one in found.people:
        weights = {
            kind: {
                name: w / sum(theirs[one.person].values()) for name, w in theirs[one.person].items()
            }
            for kind, theirs in people.items()
        }
        own = solve(study.problem(ONE_PERIOD.but(weights=weights)))
        assert one.plan.value == pytest.approx(own.value, abs=1e-6)
        assert one.plan.status == "optimal"
        if own.other_ties is False:
            assert one.plan.ids == own.ids


def test_the_consensus_is_the_plan_of_the_mean_weights(study: Study) -> None:
    problem, card = study.problem(ONE_PERIOD), study.scorecard()
    _, theta, groups = group_draws(Stakes(problem), card, _people(study))
    weights = {kind: dict(group.mean) for kind, group in groups.items()}
    own = solve(study.problem(ONE_PERIOD.but(weights=weights)))
    found = _found(study)
    assert found.consensus.value == pytest.approx(own.value, abs=1e-6)
    mean = solve(Stakes(problem).at(theta.mean(axis=0)))
    assert mean.value == pytest.approx(own.value, abs=1e-6)


def test_what_is_shared_and_what_is_not(study: Study) -> None:
    found = _found(study)
    own = [one.plan.ids for one in found.people]
    assert set(found.shared) == frozenset.intersection(*own)
    assert set(found.some) == frozenset.union(*own) - frozenset.intersection(*own)
    assert all(found.support[name] == sum(name in ids for ids in own) for name in found.support)
    for one in found.people:
        others = [other.plan.ids for other in found.people if other is not one]
        assert set(one.only) == one.plan.ids - frozenset.union(*others)
        assert set(one.without) == frozenset.intersection(*others) - one.plan.ids


def test_the_compromise_hurts_nobody_more_than_the_consensus_hurts_someone(study: Study) -> None:
    found = _found(study)
    assert found.compromise_worst <= found.consensus_worst + 1e-6
    assert found.compromise_least <= found.compromise_worst + 1e-6
    assert max(one.regret for one in found.people) == pytest.approx(found.consensus_worst)
    worst = max(one.regret_of_compromise for one in found.people)
    assert worst == pytest.approx(found.compromise_worst)


def test_a_kind_left_out_keeps_its_given_weights(study: Study) -> None:
    problem, card = study.problem(ONE_PERIOD), study.scorecard()
    only = {"country": _people(study)["country"]}
    _, theta, groups = group_draws(Stakes(problem), card, only)
    given = Stakes(problem).central()
    for place, area in enumerate(problem.areas):
        if area.kind != "country":
            assert theta[:, place] == pytest.approx(given[place])
    assert groups["theme"].disagreement == pytest.approx(0.0)


def test_nobody_or_wrong_weights_are_said(study: Study) -> None:
    problem, card = study.problem(ONE_PERIOD), study.scorecard()
    with pytest.raises(InputError, match="one person at least"):
        group_plans(problem, card, {})
    wrong = {"country": {"ann": {"charm": 1.0}}, "theme": {"bob": {"nothing": 1.0}}}
    with pytest.raises(InputError) as caught:
        group_plans(problem, card, wrong)
    assert len(caught.value.problems) >= 2


def test_stopped_before_everybody_has_a_plan(study: Study) -> None:
    stop = Stop()
    stop.throw()
    with pytest.raises(ValueError, match="stopped before everybody"):
        group_plans(study.problem(ONE_PERIOD), study.scorecard(), _people(study), stop=stop)

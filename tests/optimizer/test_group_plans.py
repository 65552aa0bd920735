"""What a group would do, each alone and all together.

Oracle: each person's problem framed with their weights and solved from nothing.
"""

import pytest

from config.problems import InputError
from optimizer.audit import worth
from optimizer.group_plans import GroupPlans, group_consensus, group_draws, group_plans
from optimizer.problem import Problem
from optimizer.robust.objective import ObjectiveCoefficients
from optimizer.robust.sampling import Progress
from optimizer.robust.workers import Processes
from optimizer.scenario import Scenario
from optimizer.search.effort import EXACT
from optimizer.stop import Stop
from optimizer.study import Study, open_study
from tests.folders import SMALL
from tests.optimizer.solved import solve

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


@pytest.fixture(scope="module")
def found(study: Study) -> GroupPlans:
    made = group_plans(study.problem(ONE_PERIOD), study.scorecard(), _people(study), effort=EXACT)
    assert made is not None
    return made


def _theirs(study: Study, person: str) -> Problem:
    """Return the problem framed with a person's weights."""
    weights = {
        kind: {name: w / sum(everybody[person].values()) for name, w in everybody[person].items()}
        for kind, everybody in _people(study).items()
    }
    return study.problem(ONE_PERIOD.but(weights=weights))


def test_everybody_gets_the_plan_of_their_own_weights(study: Study, found: GroupPlans) -> None:
    assert [one.person for one in found.people] == ["ann", "bob", "cat"]
    assert not found.waiting
    for one in found.people:
        own = solve(_theirs(study, one.person))
        assert one.plan.value == pytest.approx(own.value, abs=1e-6)
        assert one.plan.status == "optimal"
        if own.other_ties is False:
            assert one.plan.ids == own.ids


def test_what_is_proven_of_a_person_is_true(study: Study, found: GroupPlans) -> None:
    """Oracle: their problem solved again with the candidate forced to the other side."""
    for one in found.people:
        assert set(one.surely_in) <= one.plan.ids
        assert not set(one.surely_out) & one.plan.ids
        problem = _theirs(study, one.person)
        for side, names in (("in", one.surely_in), ("out", one.surely_out)):
            for name in names[:3]:
                forced = "must_not" if side == "in" else "must"
                other = solve(problem.but(**{forced: getattr(problem, forced) | {name}}))
                assert other.value is None or other.value < (one.plan.value or 0.0) - 1e-6


def test_the_consensus_is_the_plan_of_the_mean_weights(study: Study, found: GroupPlans) -> None:
    problem, card = study.problem(ONE_PERIOD), study.scorecard()
    groups = group_consensus(card, _people(study))
    weights = {kind: dict(group.mean) for kind, group in groups.items()}
    own = solve(study.problem(ONE_PERIOD.but(weights=weights)))
    assert found.consensus.value == pytest.approx(own.value, abs=1e-6)
    _, mean, theirs = group_draws(ObjectiveCoefficients(problem), card, _people(study))
    assert mean == pytest.approx(theirs.mean(axis=0)), "everybody speaks of everything here"


def test_what_is_shared_and_what_is_not(found: GroupPlans) -> None:
    own = [one.plan.ids for one in found.people]
    assert set(found.shared) == frozenset.intersection(*own)
    assert set(found.some) == frozenset.union(*own) - frozenset.intersection(*own)
    assert all(found.support[name] == sum(name in ids for ids in own) for name in found.support)
    for one in found.people:
        others = [other.plan.ids for other in found.people if other is not one]
        assert set(one.only) == one.plan.ids - frozenset.union(*others)
        assert set(one.without) == frozenset.intersection(*others) - one.plan.ids


def test_losses_are_those_of_the_plans_under_everybodys_weights(
    study: Study, found: GroupPlans
) -> None:
    """Oracle: each plan audited in the problem framed with the person's weights."""
    assert found.compromise is not None
    assert found.compromise_worst is not None
    assert found.consensus_worst is not None
    for one in found.people:
        problem = _theirs(study, one.person)
        for plan, costs in (
            (found.consensus, one.consensus_costs),
            (found.compromise, one.compromise_costs),
        ):
            assert costs is not None
            lost = (one.plan.value or 0.0) - worth(problem, plan.decisions).total
            assert costs.low == costs.found == pytest.approx(lost, abs=1e-6)
            assert costs.high == pytest.approx(lost, abs=1e-4), "every plan is proven best"
    consensus = [one.consensus_costs.found for one in found.people]
    compromise = [one.compromise_costs.found for one in found.people if one.compromise_costs]
    assert max(consensus) == pytest.approx(found.consensus_worst.found)
    assert max(compromise) == pytest.approx(found.compromise_worst.found)
    assert found.compromise_worst.found <= found.consensus_worst.found + 1e-6
    assert found.compromise_least == pytest.approx(found.compromise_worst.found, abs=1e-3)


def test_a_kind_left_out_keeps_its_given_weights_and_has_no_voice(study: Study) -> None:
    problem, card = study.problem(ONE_PERIOD), study.scorecard()
    people = _people(study)
    told = {"country": people["country"], "theme": {"ann": people["theme"]["ann"]}}
    _, mean, theirs = group_draws(ObjectiveCoefficients(problem), card, told)
    given = ObjectiveCoefficients(problem).central()
    alone = group_draws(ObjectiveCoefficients(problem), card, {"theme": told["theme"]})[2][0]
    for place, area in enumerate(problem.areas):
        if area.kind == "commitment":
            assert theirs[:, place] == pytest.approx(given[place])
            assert mean[place] == pytest.approx(given[place])
        if area.kind == "theme":
            assert theirs[1:, place] == pytest.approx(given[place])
            assert theirs[0, place] == pytest.approx(alone[place])
            assert mean[place] == pytest.approx(alone[place]), "only ann speaks of themes"
    assert set(group_consensus(card, told)) == {"country", "theme"}


def test_nobody_or_wrong_weights_are_said(study: Study) -> None:
    problem, card = study.problem(ONE_PERIOD), study.scorecard()
    with pytest.raises(InputError, match="one person at least"):
        group_plans(problem, card, {})
    wrong = {"country": {"ann": {"charm": 1.0}}, "theme": {"bob": {"nothing": 1.0}}}
    with pytest.raises(InputError) as caught:
        group_plans(problem, card, wrong)
    assert len(caught.value.problems) >= 2


@pytest.mark.parametrize("plans", [0, 1, 2, 3])
def test_stopped_early_what_there_is_is_kept(study: Study, plans: int) -> None:
    stop = Stop()

    def told(now: Progress) -> None:
        assert now.total == 5
        if now.done >= plans:
            stop.throw()

    if not plans:
        stop.throw()
    made = group_plans(
        study.problem(ONE_PERIOD),
        study.scorecard(),
        _people(study),
        effort=EXACT,
        stop=stop,
        progress=told,
    )
    if not plans:
        assert made is None
        return
    assert made is not None
    done = ["ann", "bob", "cat"][: plans - 1]
    assert [one.person for one in made.people] == done
    assert list(made.waiting) == ["ann", "bob", "cat"][plans - 1 :]
    assert made.compromise is None
    assert all(one.compromise_costs is None for one in made.people)
    assert (made.consensus_worst is None) == (not done)


def test_one_person_alone_is_the_consensus_and_the_compromise(study: Study) -> None:
    people = {kind: {"ann": told["ann"]} for kind, told in _people(study).items()}
    made = group_plans(study.problem(ONE_PERIOD), study.scorecard(), people, effort=EXACT)
    assert made is not None
    assert made.compromise is not None
    assert made.consensus_worst is not None
    assert made.consensus_worst.high == pytest.approx(0.0, abs=1e-4)
    assert set(made.shared) == made.consensus.ids
    assert made.some == ()
    assert made.people[0].only == made.people[0].without == ()


def test_who_does_the_work_makes_no_difference(study: Study, found: GroupPlans) -> None:
    """Oracle: this process alone."""
    workers = Processes(2)
    try:
        made = group_plans(
            study.problem(ONE_PERIOD),
            study.scorecard(),
            _people(study),
            effort=EXACT,
            workers=workers,
        )
    finally:
        workers.close()
    assert made == found

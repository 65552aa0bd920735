"""What the doubt comes from. Oracles: plans of the same draws solved one by one; what is fixed."""

import numpy as np
import pytest

from optimizer.robust.assumptions import AssumedFigures, assumptions
from optimizer.robust.doubt import (
    ASSUMPTIONS,
    EVIDENCE,
    GROUPS,
    METHOD,
    OTHER_SEED,
    SEARCH,
    WEIGHTS,
    Doubt,
    doubt,
)
from optimizer.robust.jobs import Drawn
from optimizer.robust.objective import ObjectiveCoefficients
from optimizer.robust.uncertainty import UncertaintyModel
from optimizer.robust.workers import Here, Threads, Workers
from optimizer.search.effort import EXACT
from optimizer.stop import Stop
from optimizer.study import BASELINE, Study
from scoring.weight_samples import AnyWeights, FixedWeights
from tests.optimizer.solved import solve

ANY = UncertaintyModel(weights=AnyWeights())


def doubted(
    study: Study,
    held: UncertaintyModel = ANY,
    rows: int = 6,
    *,
    assumed: AssumedFigures | None = None,
    workers: Workers | None = None,
    stop: Stop | None = None,
) -> Doubt | None:
    problem = study.problem()
    found = None
    for one in doubt(
        problem, study.scorecard(), held, rows, seed=3, effort=EXACT,
        plan=solve(problem).decisions, assumed=assumed, workers=workers, stop=stop,
    ):  # fmt: skip
        found = one
    return found


def test_every_list_is_the_best_of_its_draw(small_study: Study) -> None:
    """Oracle: the problem with each draw's potentials solved by itself; the best is as good."""
    found = doubted(small_study)
    assert found is not None
    objective = ObjectiveCoefficients(small_study.problem())
    seeds = {"a": 3, "b": 3 + OTHER_SEED}
    lists = {
        "aa": found.focus.a,
        "ba": found.focus.mixed[WEIGHTS],
        "ab": found.focus.mixed[EVIDENCE],
        "bb": found.focus.b,
    }
    for name, made in lists.items():
        drawn = Drawn(small_study.scorecard(), ANY, seeds[name[0]], seeds[name[1]])
        for row, coefficients in enumerate(drawn.draws(objective, 0, 6)):
            best = solve(objective.at(coefficients))
            chosen = {found.focus.names[place] for place in np.flatnonzero(made[row])}
            others = frozenset(found.focus.names) - chosen
            locked = small_study.problem().but(must=frozenset(chosen), must_not=others)
            same = solve(ObjectiveCoefficients(locked).at(coefficients))
            assert same.value == pytest.approx(best.value, abs=1e-4)


def test_groups_change_what_they_are_named_for(small_study: Study) -> None:
    objective, card = ObjectiveCoefficients(small_study.problem()), small_study.scorecard()
    one, other = 3, 3 + OTHER_SEED
    mixed = Drawn(card, ANY, one, other).draws(objective, 0, 5)
    fixed = ANY.but(weights=FixedWeights())
    evidence = [Drawn(card, fixed, seed, other).draws(objective, 0, 5) for seed in (one, other)]
    assert np.array_equal(evidence[0], evidence[1])
    assert not np.array_equal(mixed, Drawn(card, ANY, one).draws(objective, 0, 5))
    together, apart = (Drawn(card, ANY, one, seed) for seed in (None, one))
    assert np.array_equal(together.draws(objective, 0, 5), apart.draws(objective, 0, 5))


def test_what_is_known_is_no_doubt(small_study: Study) -> None:
    """Fixed weights change nothing; fixed evidence changes nothing; exact plans leave no gap."""
    weights = doubted(small_study, ANY.but(evidence=False), rows=12)
    evidence = doubted(small_study, ANY.but(weights=FixedWeights()), rows=12)
    assert weights is not None
    assert evidence is not None
    assert weights.shares()[EVIDENCE].changes == 0
    assert evidence.shares()[WEIGHTS].changes == 0
    assert weights.shares()[WEIGHTS].total == pytest.approx(
        weights.shares()[WEIGHTS].changes
        / 2
        / np.concatenate([weights.focus.a, weights.focus.b]).var(axis=0).sum()
    )
    for one in (weights, evidence):
        assert one.shares()[SEARCH].changes == 0
        assert set(one.shares()) == set(GROUPS)


def test_whoever_works_finds_the_same(small_study: Study) -> None:
    here, threads = doubted(small_study, workers=Here()), doubted(small_study, workers=Threads(2))
    assert here is not None
    assert threads is not None
    assert np.array_equal(here.focus.a, threads.focus.a)
    assert all(np.array_equal(here.focus.mixed[name], threads.focus.mixed[name]) for name in GROUPS)


def test_who_stops_it_keeps_whole_rows(small_study: Study) -> None:
    stop = Stop()
    stop.throw("person")
    assert doubted(small_study, stop=stop) is None
    found = doubted(small_study, rows=25)
    assert found is not None
    assert found.rows == 25
    assert set(found.inside) == set(found.focus.names)


KNOWN = UncertaintyModel(weights=FixedWeights(), evidence=False)


def of_capacities(study: Study) -> AssumedFigures:
    figures = assumptions(study.configuration, 0.25)
    some = tuple(one for one in figures if one.path.startswith("capacity"))
    return AssumedFigures(study, BASELINE, study.scorecard(), some)


def test_where_only_assumptions_are_open_all_doubt_is_theirs(small_study: Study) -> None:
    """By hand: with one group open, changing it is changing all."""
    found = doubted(small_study, KNOWN, rows=8, assumed=of_capacities(small_study))
    assert found is not None
    assert found.groups == (WEIGHTS, EVIDENCE, ASSUMPTIONS, SEARCH)
    for lists in (found.focus, found.services):
        assert np.array_equal(lists.b, lists.mixed[ASSUMPTIONS])
        shares = lists.shares()
        assert shares[ASSUMPTIONS].changes > 0
        assert [shares[name].changes for name in (WEIGHTS, EVIDENCE, SEARCH)] == [0, 0, 0]
        moved = ((lists.a - lists.b) ** 2).sum(axis=1).mean()
        assert shares[ASSUMPTIONS].changes == pytest.approx(moved)


def test_services_are_those_of_the_lists(small_study: Study) -> None:
    found = doubted(small_study)
    assert found is not None
    for row, areas in zip(found.services.a, found.focus.a, strict=True):
        served = {found.services.names[at][0] for at in np.flatnonzero(row)}
        assert served == {found.focus.names[at] for at in np.flatnonzero(areas)}


def test_other_ways_of_scoring_are_a_group_of_their_own(small_study: Study) -> None:
    found = doubted(small_study, KNOWN.but(method=True), rows=8)
    assert found is not None
    assert found.groups == (WEIGHTS, EVIDENCE, METHOD, SEARCH)
    assert np.array_equal(found.focus.b, found.focus.mixed[METHOD])
    assert found.shares()[WEIGHTS].changes == found.shares()[EVIDENCE].changes == 0

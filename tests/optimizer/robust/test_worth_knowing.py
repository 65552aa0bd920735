"""What to find out next.

Oracles: examples worked by hand, and every plan of small random problems tried one by one at every
potential that may be found.
"""

from collections.abc import Callable

import numpy as np
import pytest

from optimizer.problem import Problem
from optimizer.robust import nearby_plans
from optimizer.robust.findings import WorthKnowing, told_apart
from optimizer.robust.nearby_plans import SearchEffort
from optimizer.robust.other_sides import FindEffort
from optimizer.robust.sampling import Progress
from optimizer.robust.worth_knowing import LOOKS, worth_knowing
from optimizer.solve import solve
from optimizer.stop import Stop
from scoring.draws import MissingDraw
from scoring.gaps import STEPS, gaps_of
from scoring.scorecard import Scorecard
from tests.optimizer.brute_force import BruteForce
from tests.optimizer.factories import Size, random_problem
from tests.optimizer.problems import area, option, problem, teams
from tests.optimizer.robust.rated import Rating, rated, resting_on, some_ratings

ALL = FindEffort(sides=100, measures=100, draws=8)
"""Every search there is."""


def one_place(scorecard: Scorecard, places: int = 1) -> Problem:
    """Return a problem in which so many candidates have room, each worth 100 by its potential."""
    work = option(europe=1)
    areas = [area(name, 100 * points, work) for name, points in scorecard.potential.items()]
    return problem(*areas, teams=teams(europe=places))


def asked(scorecard: Scorecard, posed: Problem, **more: object) -> WorthKnowing:
    plan = solve(posed)
    return worth_knowing(posed, scorecard, (plan.decisions,), effort=ALL, **more)  # type: ignore[arg-type]


def test_one_gap_by_hand() -> None:
    """A is worth 60 for certain; B counts as 50, and may be anything from 0 to 100.

    B comes in from 60 up: with 2 of 5 values, and gains (B − 60)⁺, 20 on average of these: 8.
    """
    scorecard = rated({"A": [60], "B": [None]})
    found = asked(scorecard, one_place(scorecard))
    (gap,) = found.gaps
    assert (gap.candidate, gap.measure, gap.missing, gap.inside) == ("B", "m0", True, False)
    assert (gap.central, gap.low, gap.high) == pytest.approx((50, 0.25, 99.75))
    assert gap.turns == pytest.approx((60.25, 99.75))
    assert gap.chance.found == gap.chance.least == gap.chance.most == pytest.approx(0.4)
    assert gap.gain.found == pytest.approx(8, abs=0.01)
    assert gap.gain.least == gap.gain.most == pytest.approx(gap.gain.found, abs=1e-4)
    (candidate,), (measure,) = found.candidates, found.measures
    assert candidate.gain == gap.gain
    assert measure.gain.found == pytest.approx(8, abs=0.01)
    assert (measure.missing, measure.ranged) == (1, 0)
    assert (measure.chance, measure.entering) == pytest.approx((0.4, 0.4))
    assert (found.open, found.better) == pytest.approx((0, 0), abs=1e-6)
    assert found.complete
    assert found.points == pytest.approx(60)


def test_a_focus_area_that_may_leave() -> None:
    """B is in with 70 (40 to 80: a range), A waits with 60: B leaves below, gaining (60 − B)⁺.

    That is half of its values, and 10 on average of these: 5.
    """
    scorecard = rated({"A": [60], "B": [(70, 40, 80)]})
    (gap,) = asked(scorecard, one_place(scorecard)).gaps
    assert gap.inside
    assert not gap.missing
    assert gap.turns == pytest.approx((40.1, 59.9))
    assert gap.chance.found == gap.chance.most == pytest.approx(0.5)
    assert gap.gain.found == gap.gain.most == pytest.approx(5, abs=0.01)


def test_two_gaps_of_three_candidates_together() -> None:
    """Two of three have room; A is worth 60, B and C may be anything.

    Oracle: 200,000 draws of both, the two best of three against the two in hand.
    """
    scorecard = rated({"A": [60], "B": [None], "C": [None]})
    posed = one_place(scorecard, 2)
    found = asked_with(posed, scorecard, ALL.but(draws=STEPS))
    assert {gap.candidate for gap in found.gaps} == {"B", "C"}
    (measure,) = found.measures
    rng = np.random.default_rng(0)
    draws = rng.uniform(0, 100, (200_000, 2))
    in_hand = 60 + draws[:, 0 if next(g for g in found.gaps if g.inside).candidate == "B" else 1]
    two_best = np.sort(np.column_stack([np.full(len(draws), 60), draws]), axis=1)[:, 1:].sum(axis=1)
    expected = float((two_best - in_hand).mean())
    assert measure.gain.found == pytest.approx(expected, abs=measure.gain.error)
    assert measure.gain.most == pytest.approx(measure.gain.found, abs=1e-4)
    assert measure.gain.found >= max(gap.gain.found for gap in found.gaps)


def test_best_first_and_ties_by_id() -> None:
    """B and C are alike, D lies further off: equal gains by id, then the lesser one."""
    scorecard = rated({"A": [60], "C": [(50, 0, 100)], "B": [(50, 0, 100)], "D": [(50, 30, 70)]})
    found = asked(scorecard, one_place(scorecard))
    assert [gap.candidate for gap in found.gaps] == ["B", "C", "D"]
    assert [one.candidate for one in found.candidates] == ["B", "C", "D"]
    assert told_apart(found.gaps[0].gain, found.gaps[2].gain)
    assert not told_apart(found.gaps[0].gain, found.gaps[1].gain)


def test_what_can_change_nothing_is_proven_so() -> None:
    """B may be 0 to 50, and A is worth 60: nothing to gain, though B is half unknown."""
    scorecard = rated({"A": [60], "B": [(20, 0, 50)]})
    found = asked(scorecard, one_place(scorecard))
    (gap,) = found.gaps
    assert gap.turns is None
    assert gap.chance.most == 0
    assert gap.gain.found == 0
    assert gap.gain.most == pytest.approx(0, abs=1e-6)
    assert found.idle == 1


def test_no_gap_no_question() -> None:
    scorecard = rated({"A": [60], "B": [50]})
    found = asked(scorecard, one_place(scorecard))
    lists = (found.gaps, found.candidates, found.measures, found.gates)
    assert not any(lists)


def test_like_the_stand_in_takes_the_values_of_others(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The midpoint draws from the whole scale either way."""
    monkeypatch.setattr(nearby_plans, "FEW", 0)
    scorecard = rated({"A": [60], "B": [None]})
    found = asked(scorecard, one_place(scorecard), missing=MissingDraw.LIKE_STAND_IN)
    assert found.missing is MissingDraw.LIKE_STAND_IN
    assert found.gaps[0].gain.found == pytest.approx(8, abs=0.01)


def test_an_unknown_gate_tells_what_is_lost() -> None:
    """B is in with 70, and A waits with 60: if B fails its gate, 10 points are lost."""
    gates = {"g": {"label": "Check", "measure": "check", "at_least": 3, "source": "t"}}
    scorecard = rated({"A": [60], "B": [70]}, gates=gates)
    (gate,) = asked(scorecard, one_place(scorecard)).gates
    assert (gate.candidate, gate.gate, gate.label) == ("B", "g", "Check")
    assert (gate.found, gate.least, gate.most) == pytest.approx((10, 10, 10), abs=1e-4)


def test_a_must_have_cannot_leave() -> None:
    """B must be in: whatever it is worth, nobody changes places, and nothing is gained."""
    gates = {"g": {"label": "Check", "measure": "check", "at_least": 3, "source": "t"}}
    scorecard = rated({"A": [60], "B": [None]}, gates=gates)
    posed = one_place(scorecard).but(must=frozenset({"B"}))
    found = asked(scorecard, posed)
    (gap,) = found.gaps
    assert gap.inside
    assert (gap.chance.most, gap.gain.found) == (0, 0)
    assert gap.gain.most == pytest.approx(0, abs=1e-4)
    assert found.gates[0].found is None


def test_stopped_before_it_began_it_keeps_what_the_given_plans_say() -> None:
    stop = Stop()
    stop.throw()
    scorecard = rated({"A": [60], "B": [None]})
    found = asked(scorecard, one_place(scorecard), stop=stop)
    (gap,) = found.gaps
    assert not found.complete
    assert found.searched == 0
    assert gap.gain.found <= 8.01 <= gap.gain.most + 0.02


def test_progress_is_told_after_every_search() -> None:
    told: list[Progress] = []
    scorecard = rated({"A": [60], "B": [None]})
    found = asked(scorecard, one_place(scorecard), progress=told.append)
    assert [one.done for one in told] == list(range(1, found.asked + 1))
    assert {one.total for one in told} == {found.asked}


def test_what_is_known_so_far_is_shown_along_the_way() -> None:
    """The whole answer says more than any before it, and never less."""
    shown: list[WorthKnowing] = []
    scorecard = rated({"A": [60], "B": [None], "C": [None], "D": [(40, 20, 90)]})
    whole = asked(scorecard, one_place(scorecard), show=shown.append)
    assert 2 <= len(shown) <= LOOKS + 1
    assert [one.searched for one in shown] == sorted({one.searched for one in shown})
    assert not any(one.complete for one in shown)
    gains = [sum(gap.gain.found for gap in one.gaps) for one in (*shown, whole)]
    assert gains == sorted(gains)
    most = [sum(gap.gain.most for gap in one.gaps) for one in (*shown, whole)]
    assert most == pytest.approx(sorted(most, reverse=True))


def test_without_a_plan_there_is_no_question() -> None:
    scorecard = rated({"A": [60]})
    with pytest.raises(ValueError, match="at least one plan"):
        worth_knowing(one_place(scorecard), scorecard, ())


def posed_at_random(seed: int, size: Size) -> tuple[Problem, Scorecard] | None:
    """Return a random problem that rests on random ratings; None where no plan is possible."""
    rng = np.random.default_rng(seed)
    posed = random_problem(rng, size)
    ids = [one.id for one in posed.areas]
    ratings: dict[str, list[Rating]] = some_ratings(rng, ids)
    scorecard = rated(ratings, {one.id: one.kind for one in posed.areas})
    posed = resting_on(posed, scorecard)
    return None if BruteForce(posed).best() is None else (posed, scorecard)


def along(
    value: Callable[[float], float], low: float, high: float
) -> Callable[[np.ndarray], np.ndarray]:
    """Return a convex piecewise linear function as a table: halved until each part is linear."""
    known = {low: value(low), high: value(high)}
    parts = [(low, high)]
    while parts:
        left, right = parts.pop()
        middle = (left + right) / 2
        known[middle] = value(middle)
        straight = (known[left] + known[right]) / 2 - known[middle]
        if straight > 1e-9 and right - left > 1e-4:
            parts += [(left, middle), (middle, right)]
    ends = np.array(sorted(known))
    values = np.array([known[end] for end in ends])
    return lambda p: np.asarray(np.interp(p, ends, values))


@pytest.mark.parametrize("seed", range(24))
def test_gains_and_chances_are_those_of_all_plans(seed: int) -> None:
    """Every plan tried at every potential; and the bounds close in on it."""
    two = seed % 3 == 2
    made = posed_at_random(400 + seed, Size(areas=3 if two else 4, periods=2 if two else 1))
    if made is None:
        return
    posed, scorecard = made
    found = asked(scorecard, posed)
    plan = BruteForce(posed).best()
    assert plan is not None
    assert found.points == pytest.approx(plan.value, abs=1e-5)
    by_key = {(gap.candidate, gap.measure): gap for gap in found.gaps}
    for scores in scorecard.kinds.values():
        for gaps in gaps_of(scores, MissingDraw.ANYWHERE):
            for place, potential in zip(gaps.places, gaps.potential.T, strict=True):
                name = scores.ids[place]
                gap = by_key[name, gaps.measure]
                check(posed, name, potential, gap.gain.found, gap.chance.found, plan.value)
                assert gap.gain.least <= gap.gain.found <= gap.gain.most + 1e-9
                assert gap.gain.most == pytest.approx(gap.gain.found, abs=2e-3)
                assert gap.chance.least <= gap.chance.found <= gap.chance.most


def check(
    posed: Problem, name: str, p: np.ndarray, gain: float, chance: float, value: float
) -> None:
    """Compare one gap with the best of all plans at every potential that may be found."""

    def best(potential: float, **locks: frozenset[str]) -> float:
        areas = [one.but(potential=potential) if one.id == name else one for one in posed.areas]
        found = BruteForce(posed.but(areas=tuple(areas), **locks)).best()
        return -1e6 if found is None else found.value

    now = posed.by_id[name].potential
    curve = along(best, float(p.min()), float(p.max()))
    step = 1e-3
    slopes = sorted((best(now) - best(now - step), best(now + step) - best(now)))
    ends = [float((curve(p) - value - slope / step * (p - now)).mean()) for slope in slopes]
    assert min(ends) - 2e-3 <= gain <= max(ends) + 2e-3
    if len(posed.periods) == 1 and name not in posed.must | posed.must_not:
        without = best(now, must_not=posed.must_not | {name})
        inside = along(
            lambda potential: best(potential, must=posed.must | {name}), p.min(), p.max()
        )(p)
        before = best(now, must=posed.must | {name}) > without + 1e-5
        if abs(best(now, must=posed.must | {name}) - without) > 1e-4:
            crossed = inside > without + 1e-5 if not before else without > inside + 1e-5
            assert chance == pytest.approx(float(crossed.mean()), abs=2 / STEPS)


@pytest.mark.parametrize("seed", range(12))
def test_more_knowledge_is_worth_no_less_where_the_middle_stands_in(seed: int) -> None:
    """All gaps of a candidate against each, a measure against each of its candidates, and all.

    Gaps are missing values that count as 50, so that what may be found lies around it.
    """
    rng = np.random.default_rng(900 + seed)
    posed = random_problem(rng, Size(areas=5, periods=1, rules=1, locks=0.0))
    ids = [one.id for one in posed.areas]
    ratings: dict[str, list[Rating]] = {
        name: [None if rng.random() < 0.6 else float(rng.integers(0, 101)) for _ in range(2)]
        for name in ids
    }
    scorecard = rated(ratings, {one.id: one.kind for one in posed.areas})
    posed = resting_on(posed, scorecard)
    if not solve(posed).found:
        return
    found = asked(scorecard, posed)
    whole = {one.candidate: one.gain.found for one in found.candidates}
    columns = {(one.kind, one.measure): one.gain for one in found.measures}
    for gap in found.gaps:
        assert gap.gain.found >= 0
        assert whole[gap.candidate] >= gap.gain.found - 0.15
        column = columns[gap.kind, gap.measure]
        assert column.found >= gap.gain.found - max(column.error, 1e-6)
        assert found.everything.found >= gap.gain.found - max(found.everything.error, 1e-6)


def test_short_searches_find_less_never_more(monkeypatch: pytest.MonkeyPatch) -> None:
    """A larger problem as if too large to be searched in full: all that is known lies between."""
    rng = np.random.default_rng(29)
    posed = random_problem(rng, Size(areas=24, weeks=30, usd=100, rules=1, hard=0))
    ids = [one.id for one in posed.areas]
    scorecard = rated(some_ratings(rng, ids), {one.id: one.kind for one in posed.areas})
    posed = resting_on(posed, scorecard)
    exact = asked_with(posed, scorecard, FindEffort(sides=100, measures=0))
    monkeypatch.setattr(nearby_plans, "FEW", 0)
    short = FindEffort(sides=8, measures=2, draws=2, search=SearchEffort(free=20, nodes=2))
    quick = asked_with(posed, scorecard, short)
    assert quick == asked_with(posed, scorecard, short)
    assert quick.points == pytest.approx(exact.points, abs=1e-4)
    assert quick.open > exact.open
    true = {(gap.candidate, gap.measure): gap for gap in exact.gaps}
    for gap in quick.gaps:
        other = true[gap.candidate, gap.measure]
        assert gap.gain.found <= other.gain.found + 2e-3
        assert gap.gain.most >= other.gain.found - 2e-3
        assert gap.chance.least <= other.chance.found + 2 / STEPS
        assert gap.chance.most >= other.chance.found - 2 / STEPS
    assert quick.gaps[0].gain.found > 0


def asked_with(posed: Problem, scorecard: Scorecard, effort: FindEffort) -> WorthKnowing:
    return worth_knowing(posed, scorecard, (solve(posed).decisions,), effort=effort)

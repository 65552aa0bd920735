"""What to find out next.

Oracles: examples worked by hand, and every plan of small random problems tried one by one at every
potential that may be found.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property, partial

import numpy as np
import pytest

from config.criteria import Criteria
from data.dataset import Candidate, Dataset, Evidence
from optimizer.problem import Problem
from optimizer.robust.sampling import Progress
from optimizer.robust.value_of_information.evaluate import LOOKS, value_of_information
from optimizer.robust.value_of_information.results import ValueOfInformation
from optimizer.robust.value_of_information.switching import Chance, Gain
from optimizer.robust.value_of_information.switching_search import FindEffort
from optimizer.search import model
from optimizer.search.effort import Effort
from optimizer.stop import Stop
from scoring.belief import MissingDraw
from scoring.gaps import STEPS
from scoring.scorecard import Scorecard, score
from tests.optimizer.brute_force import BruteForce, Focus
from tests.optimizer.factories import Size, random_problem
from tests.optimizer.problems import area, option, problem, teams
from tests.optimizer.robust.rated import Rating, rated, resting_on, some_ratings
from tests.optimizer.solved import solve

ALL = FindEffort(sides=100, measures=100, draws=8)
"""Every search there is."""


def one_place(scorecard: Scorecard, places: int = 1) -> Problem:
    """Return a problem in which so many candidates have room, each worth 100 by its potential."""
    work = option(europe=1)
    areas = [area(name, 100 * points, work) for name, points in scorecard.potential.items()]
    return problem(*areas, teams=teams(europe=places))


def asked(scorecard: Scorecard, posed: Problem, **more: object) -> ValueOfInformation:
    plan = solve(posed)
    return value_of_information(posed, scorecard, (plan.decisions,), effort=ALL, **more)  # type: ignore[arg-type]


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
    """Two of three have room; A is worth 60, B and C may be anything; B is in.

    Gained is what C is worth more than the least of the three: 50 − E min(60, B, C), and
    E min = ∫ (1 − t/100)² dt from 0 to 60 = 100/3 (1 − 0.4³) = 31.2. The plan changes unless C is
    the least: 1 − (1 − 0.16)/2 = 0.58.
    All 10,000 combinations are gone through: nothing is sampled.
    """
    scorecard = rated({"A": [60], "B": [None], "C": [None]})
    posed = one_place(scorecard, 2)
    found = asked_with(posed, scorecard, ALL.but(draws=STEPS))
    assert {gap.candidate for gap in found.gaps} == {"B", "C"}
    (measure,) = found.measures
    assert measure.gain.found == pytest.approx(18.8, abs=2e-3)
    assert not measure.gain.sampled
    assert (measure.gain.error, measure.chance_interval) == (0, None)
    assert measure.chance == pytest.approx(0.58, abs=0.01)
    assert measure.gain.least == pytest.approx(18.8, abs=2e-3)
    assert measure.gain.most >= 18.8
    assert measure.gain.found >= max(gap.gain.found for gap in found.gaps)


def test_many_candidates_together_are_sampled_and_told_so() -> None:
    """One place, A is worth 60, and four may be anything: E max(60, …) − 60 gained.

    With n = 4: ∫ 1 − (t/100)⁴ dt from 60 to 100 = 40 − 20 (1 − 0.6⁵) = 21.5552; the plan changes
    unless all four are below 60: 1 − 0.6⁴ = 0.8704.
    """
    scorecard = rated({"A": [60], **{name: [None] for name in "BCDE"}})
    found = asked_with(one_place(scorecard), scorecard, ALL.but(draws=STEPS))
    for gain in (found.measures[0].gain, found.everything):
        assert gain.sampled
        assert gain.error > 0
        assert gain.least < 21.5552 < gain.most
        assert gain.least < gain.found < gain.most
    assert found.sampled
    interval = found.measures[0].chance_interval
    assert interval is not None
    assert interval[0] < 0.8704 < interval[1]


def test_all_about_one_candidate_is_gone_through_and_not_sampled() -> None:
    """A is missing two ratings, B is worth 60: A's mean of two comes out above with 0.8²/2 = 32 %.

    Gained is E(mean − 60)⁺ = 50 · 0.8³/6 = 4.2667 points.
    """
    scorecard = rated({"A": [None, None], "B": [60, 60]})
    found = asked(scorecard, one_place(scorecard))
    (one,) = found.candidates
    assert one.gaps == 2
    assert one.chance.found == pytest.approx(0.32, abs=1e-3)
    for gain in (one.gain, found.everything):
        assert gain.found == pytest.approx(4.2667, abs=2e-3)
        assert gain.least == pytest.approx(4.2667, abs=2e-3)
        assert not gain.sampled


def test_somebody_else_may_leave() -> None:
    """X (50, missing) takes service s in 1 week, t in 3, each half of it; B (60) takes s in 3.

    Four weeks: X and B with s, 25 + 30. From 60 up X takes both, and pushes B out: with 40 % of
    what may be found, gaining half of (X − 60)⁺, 10 on average of these: 4.
    """
    scorecard = rated({"X": [None], "B": [60]})
    posed = problem(
        area("X", 50, option("s", 0.5, europe=1), option("t", 0.5, europe=3)),
        area("B", 60, option("s", 0.5, europe=3), option("t", 0.5, europe=100)),
        teams=teams(europe=4),
    )
    found = asked(scorecard, posed)
    (gap,), (one,), (measure,) = found.gaps, found.candidates, found.measures
    assert gap.inside
    assert gap.turns is None
    for chance in (gap.chance, one.chance):
        assert (chance.found, chance.least, chance.most) == pytest.approx((0.4, 0.4, 0.4))
    assert measure.chance == pytest.approx(0.4)
    for gain in (gap.gain, one.gain, measure.gain, found.everything):
        assert (gain.found, gain.least, gain.most) == pytest.approx((4, 4, 4), abs=0.01)
    assert found.idle == 0


def test_a_measure_that_serves_two_criteria_is_a_gap_of_both() -> None:
    """A is 3 of 4 (1.5 to 4), B 2.6. One criterion is full from 1 up, the other rises from 0 to 4.

    A counts (100 + 75)/2, and may be 68.75 to 100; B counts (100 + 65)/2 = 82.5 and comes in with
    (82.5 − 68.75)/31.25 = 44 %, gaining 6.875 on average of these: 3.025.
    """
    criterion = {"weight": 1, "source": "t"}
    threshold = {"type": "threshold", "at": 1, "below": 0, "above": 100}
    criteria = {
        "full": {"label": "Full", "measure": "m", "value": threshold, **criterion},
        "rising": {
            "label": "Rising",
            "measure": "m",
            "value": {"type": "linear", "worst": 0, "best": 4},
            **criterion,
        },
    }
    kind = {"label": "K", "singular": "k", "worth": 100, "criteria": criteria}
    common = {"measure": "m", "basis": "observed", "source": "t"}
    dataset = Dataset(
        candidates=tuple(Candidate(id=name, kind="country", name=name) for name in "AB"),
        evidence=(
            Evidence.model_validate({"candidate": "A", "value": 3, "low": 1.5, "high": 4} | common),
            Evidence.model_validate({"candidate": "B", "value": 2.6} | common),
        ),
    )
    measures = {"m": {"label": "m"}}
    scorecard = score(
        dataset, Criteria.model_validate({"kinds": {"country": kind}, "measures": measures})
    )
    (gap,) = asked(scorecard, one_place(scorecard)).gaps
    assert (gap.candidate, gap.criterion, gap.inside) == ("A", "rising", True)
    assert (gap.central, gap.low, gap.high) == pytest.approx((75, 37.5, 100), abs=0.2)
    assert gap.turns == pytest.approx((37.5, 65), abs=0.4)
    assert gap.chance.found == pytest.approx(0.44)
    assert gap.gain.found == gap.gain.most == pytest.approx(3.025, abs=2e-3)


def test_a_missing_level_is_one_of_the_levels_of_its_scale() -> None:
    """B is good, 80; A counts as 50 and may be none, some, good or strong: 0, 50, 80 or 100.

    A comes in where it is strong, one time in four, and gains 20 then: 5. As any points from 0 to
    100 it would be 2.
    """
    levels = {"none": 0, "some": 50, "good": 80, "strong": 100}
    criterion = {
        "label": "One",
        "weight": 1,
        "source": "t",
        "missing": "midpoint",
        "measure": "l",
        "value": {"type": "levels", "levels": levels},
    }
    kind = {"label": "K", "singular": "k", "worth": 100, "criteria": {"a": criterion}}
    row = {"candidate": "B", "measure": "l", "value": "good", "basis": "observed", "source": "t"}
    dataset = Dataset(
        candidates=tuple(Candidate(id=name, kind="country", name=name) for name in "AB"),
        evidence=(Evidence.model_validate(row),),
    )
    measures = {"l": {"label": "l", "judgement": True}}
    scorecard = score(
        dataset, Criteria.model_validate({"kinds": {"country": kind}, "measures": measures})
    )
    found = asked(scorecard, one_place(scorecard))
    (gap,), (candidate,), (measure,) = found.gaps, found.candidates, found.measures
    for one in (gap, candidate, measure):
        assert one.gain.found == pytest.approx(5)
        assert one.gain.most == pytest.approx(5, abs=1e-4)
        assert not one.gain.sampled
    assert gap.chance.found == candidate.chance.found == measure.chance == pytest.approx(0.25)
    assert gap.turns == (100, 100)
    for method in MissingDraw:
        again = asked(scorecard, one_place(scorecard), missing=method)
        assert again.everything.found == pytest.approx(5)


def test_best_first_and_ties_by_id() -> None:
    """B and C are alike, D lies further off: equal gains by id, then the lesser one."""
    scorecard = rated({"A": [60], "C": [(50, 0, 100)], "B": [(50, 0, 100)], "D": [(50, 30, 70)]})
    found = asked(scorecard, one_place(scorecard))
    assert [gap.candidate for gap in found.gaps] == ["B", "C", "D"]
    assert [one.candidate for one in found.candidates] == ["B", "C", "D"]


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
    monkeypatch.setattr(model, "FEW", 0)
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
    assert gate.lost is not None
    ends = (gate.lost.found, gate.lost.low, gate.lost.high)
    assert ends == pytest.approx((10, 10, 10), abs=1e-4)


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
    assert found.gates[0].lost is None


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
    shown: list[ValueOfInformation] = []
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
        value_of_information(one_place(scorecard), scorecard, ())


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


class OneList(BruteForce):
    """Every plan of one problem with exactly these focus areas, in some period each."""

    ids: frozenset[str] = frozenset()

    def sequences(self) -> Iterator[tuple[Focus, ...]]:
        return (sets for sets in super().sequences() if frozenset().union(*sets) == self.ids)


@dataclass(frozen=True)
class Truth:
    """What the best of all plans is worth when the potential of one candidate moves."""

    posed: Problem
    name: str
    ids: frozenset[str]
    """The list in hand."""
    low: float
    high: float

    def _best(self, brute: type[BruteForce], potential: float) -> float:
        areas = [
            one.but(potential=potential) if one.id == self.name else one for one in self.posed.areas
        ]
        search = brute(self.posed.but(areas=tuple(areas)))
        if isinstance(search, OneList):
            search.ids = self.ids
        found = search.best()
        return -1e6 if found is None else found.value

    @cached_property
    def best(self) -> Callable[[np.ndarray], np.ndarray]:
        return along(partial(self._best, BruteForce), self.low, self.high)

    @cached_property
    def same_list(self) -> Callable[[np.ndarray], np.ndarray]:
        return along(partial(self._best, OneList), self.low, self.high)

    def chance(self, p: np.ndarray) -> float:
        return float((self.best(p) > self.same_list(p) + 1e-5).mean())

    def gains(self, p: np.ndarray, value: float) -> tuple[float, float]:
        """Return what finding out gains, by the least and the greatest slope of a best plan now."""
        now, step = self.posed.by_id[self.name].potential, 1e-3
        ends = [p for p in (now - step, now + step) if 0 <= p <= 1]
        at = self._best(BruteForce, now)
        slopes = [(self._best(BruteForce, p) - at) / (p - now) for p in ends]
        gains = [float((self.best(p) - value - slope * (p - now)).mean()) for slope in slopes]
        return min(gains), max(gains)


@pytest.mark.parametrize("seed", range(60))
def test_gains_and_chances_are_those_of_all_plans(seed: int) -> None:
    """Every plan tried at every potential that may be found; and the bounds close in on it.

    Of a candidate with two gaps all 40,000 pairs of findings are gone through, worked out straight
    from its ratings.
    """
    two = seed % 3 == 2
    made = posed_at_random(400 + seed, Size(areas=3 if two else 4, periods=2 if two else 1))
    if made is None:
        return
    posed, scorecard = made
    plan = solve(posed)
    assert plan.value is not None
    found = value_of_information(posed, scorecard, (plan.decisions,), effort=ALL)
    assert found.points == pytest.approx(plan.value, abs=1e-5)
    places = {name: (s, n) for s in scorecard.kinds.values() for n, name in enumerate(s.ids)}
    middles = (np.arange(STEPS) + 0.5) / STEPS
    for one in found.candidates:
        scores, row = places[one.candidate]
        low, high = scores.measures.low[row], scores.measures.high[row]
        each = [np.unique(a + middles * (b - a)) for a, b in zip(low, high, strict=True)]
        whole = np.array([(x + y) / 200 for x in each[0] for y in each[1]])
        truth = Truth(posed, one.candidate, plan.ids, low.sum() / 200, high.sum() / 200)
        check(truth, whole, plan.value, one.gain, one.chance)
        for gap in found.gaps:
            if gap.candidate == one.candidate:
                use = scores.measures.measure.index(gap.measure)
                other = float(scores.measures.central[row, 1 - use])
                alone = (low[use] + middles * (high[use] - low[use]) + other) / 200
                check(truth, alone, plan.value, gap.gain, gap.chance)


def check(truth: Truth, p: np.ndarray, value: float, gain: Gain, chance: Chance) -> None:
    """Compare a gain and a chance with the best of all plans at every potential."""
    least, most = truth.gains(p, value)
    assert least - 2e-3 <= gain.found <= most + 2e-3
    assert gain.least - 2e-3 <= most
    assert least <= gain.most + 2e-3
    assert gain.most == pytest.approx(gain.found, abs=3e-3)
    changed = truth.chance(p)
    assert chance.found == pytest.approx(changed, abs=2 / STEPS)
    assert chance.least - 2 / STEPS <= changed <= chance.most + 2 / STEPS
    assert not gain.sampled
    assert not chance.sampled


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
    monkeypatch.setattr(model, "FEW", 0)
    short = FindEffort(
        sides=8, measures=2, draws=2, search=Effort(gap=1e-3, cuts=0, core=((80, 2),), rounds=0)
    )
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


def asked_with(posed: Problem, scorecard: Scorecard, effort: FindEffort) -> ValueOfInformation:
    return value_of_information(posed, scorecard, (solve(posed).decisions,), effort=effort)

"""Plans with one candidate the other way round, and for measures as they may turn out.

The relaxation's prices say who is near the line: what a candidate would add at them for what may be
found about it, and nothing where it stays on its side. The most promising are searched, each by one
short search (:mod:`optimizer.robust.nearby_plans`); all plans found serve all questions.
"""

import itertools
from collections.abc import Callable, Collection, Iterator, Mapping
from functools import cached_property, partial

import numpy as np

from config.base import Frozen
from optimizer.decisions import Decisions
from optimizer.highs_model import Vector
from optimizer.problem import Area, one_size_each
from optimizer.robust.nearby_plans import SHORT, NearbyPlans, Side
from optimizer.robust.value_of_information.price_bounds import price_bounds
from optimizer.robust.value_of_information.switching import Ceiling, SwitchingCurve
from optimizer.robust.value_of_information.uncertain_evidence import (
    UncertainEvidence,
    UncertainMeasure,
)
from optimizer.search.effort import Effort
from optimizer.stop import Stop
from optimizer.tolerances import INTEGRALITY, VALUE_TIE
from scoring.gaps import equally_likely

HIGH = 0.9
"""A candidate that the plan does not have is searched at this quantile of what its potential may
turn out to be; at the greatest, plans are found that suit few cases."""
EXACT_STEPS = 40
"""Most searches that trace one candidate's best plans from the least to the greatest potential."""


class FindEffort(Frozen):
    """How hard to look for plans that suit other evidence."""

    sides: int = 36
    """Most candidates searched on the other side, the most promising first."""
    measures: int = 6
    """Most measures searched as they may turn out, the most promising first."""
    draws: int = 4
    """Searches for each of them."""
    search: Effort = SHORT
    in_hand: Effort = Effort(gap=1e-3, cuts=0, rounds=1)
    """For a better plan in hand, first of all: all else is compared with it."""


class SwitchingSearch:
    """Bounds, and plans known, for every candidate on either side."""

    def __init__(
        self,
        nearby: NearbyPlans,
        evidence: UncertainEvidence,
        effort: FindEffort,
        stop: Stop,
        also: Collection[str] = (),
    ) -> None:
        """Bound every candidate; search nothing yet.

        Args:
            nearby: the plans known, at least one.
            evidence: what may be found about the candidates.
            effort: how hard to look.
            stop: ends the searches early when thrown.
            also: candidates to search plans without, if the plan in hand has them.
        """
        self._also = also
        self.nearby, self.evidence, self.effort = nearby, evidence, effort
        self.done = 0
        self.asked = 0
        self._stop = stop
        self._n = len(nearby.objective.candidates)
        self._names = nearby.objective.candidates
        self.prices = price_bounds(nearby, evidence)
        self.bound = min(nearby.bound, self.prices.bound)
        self.without_most = self.prices.without.copy()
        self.ceilings = [self.prices.ceiling(place) for place in range(self._n)]
        self._alike: dict[tuple[int, frozenset[str]], Ceiling] = {}
        """(candidate, focus areas) → what no plan of exactly these exceeds, by its potential."""
        self.draw_bounds: dict[tuple[int, int], float] = {}
        """(number of a measure, draw) → what no plan exceeds then."""
        for name in sorted(self.in_hand.ids):
            nearby.add_if_allowed(_without(self.in_hand, name))

    @property
    def in_hand(self) -> Decisions:
        """The best plan known."""
        return self.nearby.plans[self.number]

    @property
    def number(self) -> int:
        """Number of the plan in hand among the plans known."""
        fixed, slopes = self.nearby.lines()
        return int(np.argmax(np.round(fixed + slopes @ self.nearby.central, 9)))

    @property
    def best(self) -> float:
        """Points of the plan in hand."""
        return self.nearby.value(self.nearby.central)

    @property
    def open(self) -> float:
        """Points by which a better plan than the one in hand is not ruled out."""
        return max(0.0, self.bound - self.best)

    def searches(self) -> Iterator[None]:
        """Do one search after the other, until all are done or they are stopped."""
        tasks: list[Callable[[], None]] = [self._look_again]
        tasks += [partial(self._other_side, place) for place in self._promising()]
        tasks += [
            partial(self._as_it_may_be, number, draw)
            for number in self._pulling()
            for draw in range(self.effort.draws)
        ]
        self.asked = len(tasks)
        for task in tasks:
            if self._stop.thrown:
                return
            task()
            self.done += 1
            yield

    def _look_again(self) -> None:
        """Look for a better plan in hand."""
        bound = self.nearby.search(
            self.nearby.central, self.effort.in_hand, start=self.in_hand, stop=self._stop
        )
        self.bound = min(self.bound, bound)

    def curves(self) -> list[SwitchingCurve]:
        """Return what is known of every candidate, in the order of the problem."""
        nearby = self.nearby
        fixed, slopes = nearby.lines()
        points = fixed + slopes @ nearby.central
        best = self.number
        has = has_in_focus(nearby)
        found = []
        for place in range(self._n):
            inside = bool(has[best, place])
            mine = has[:, place]
            found.append(
                SwitchingCurve(
                    now=float(nearby.central[place]),
                    inside=inside,
                    slope=float(slopes[best, place]),
                    steepest=self.steepest[place],
                    flattest=self.flattest[place],
                    best=float(points[best]),
                    open=self.open,
                    heights=points[mine],
                    slopes=slopes[mine, place],
                    alike=(has[mine] == has[best]).all(axis=1),
                    without=float(points[~mine].max(initial=-np.inf)),
                    without_most=min(self.bound, float(self.without_most[place])),
                    ceiling=self.ceilings[place],
                    alike_ceiling=self._alike_ceiling(place, self.in_hand.ids),
                )
            )
        return found

    def _promising(self) -> list[int]:
        """Return the candidates to search on the other side, the most promising first."""
        n = self._n
        curves = self.curves()
        promise = np.zeros(n)
        near = np.zeros(n)
        possible = np.zeros(n, dtype=bool)
        for place, curve in enumerate(curves):
            if not self.evidence.count[place]:
                continue
            wants = self.prices.wanted(place, self.evidence.together[:, place])
            ends = float(self.evidence.low[place]), float(self.evidence.high[place])
            if curve.inside:
                promise[place], near[place] = np.maximum(0.0, -wants).mean(), -wants.min()
            else:
                promise[place], near[place] = np.maximum(0.0, wants).mean(), wants.max()
            possible[place] = (
                self.nearby.model.few or curve.chance(equally_likely(np.array(ends))).most > 0
            )
        order = np.lexsort((np.arange(n), -near, -promise))
        chosen = [int(place) for place in order if possible[place]][: self.effort.sides]
        also = [n for n, name in enumerate(self._names) if name in self._also and curves[n].inside]
        return list(dict.fromkeys([*chosen, *also]))

    def _other_side(self, place: int) -> None:
        """Search for a plan with a candidate the other way round, or trace it all along."""
        inside = self._names[place] in self.in_hand.ids
        if inside:
            bound = self._search(self.nearby.central, {place: "out"})
            self.without_most[place] = min(self.without_most[place], bound)
        if self.nearby.model.few:
            self._trace(place)
            if inside:
                self._trace(place, alike=True)
            return
        low, high = np.quantile(self.evidence.together[:, place], (1 - HIGH, HIGH)).tolist()
        if not inside:
            self._hold_in(place, high)
            return
        slope = self._slope_in_hand(place)
        if slope < self.steepest[place] - VALUE_TIE:
            self._hold_in(place, high)
            self._hold_alike(place, high)
        if slope > self.flattest[place] + VALUE_TIE:
            self._hold_in(place, low)
            self._hold_alike(place, low)

    def _slope_in_hand(self, place: int) -> float:
        """Return points per unit of a candidate's potential of the plan in hand."""
        _, slopes = self.nearby.lines()
        return float(slopes[self.number, place])

    def _at(self, place: int, potential: float) -> Vector:
        coefficients = self.nearby.central.copy()
        coefficients[place] = potential
        return coefficients

    def _hold_in(self, place: int, potential: float) -> None:
        """Search for the best plan with a candidate when it has a potential."""
        inside = self._names[place] in self.in_hand.ids
        least = -np.inf if inside else self._best_without(place)
        bound = self._search(self._at(place, potential), {place: "in"}, least)
        if bound == -np.inf:
            self.ceilings[place].shut()
        else:
            self.ceilings[place].add(potential, bound)

    def _hold_alike(self, place: int, potential: float) -> None:
        """Search for the best services of the focus areas in hand when one has a potential."""
        ids = self.in_hand.ids
        hold: dict[int, Side] = {
            number: "in" if name in ids else "out" for number, name in enumerate(self._names)
        }
        ceiling = self._alike_ceiling(place, ids)
        ceiling.add(potential, self._search(self._at(place, potential), hold))
        self._alike[place, ids] = ceiling

    def _alike_ceiling(self, place: int, ids: frozenset[str]) -> Ceiling:
        """Return what no plan with a candidate and of some focus areas exceeds."""
        return self._alike.get((place, ids)) or self.prices.ceiling(place)

    def _best_without(self, place: int) -> float:
        """Return the points of the best known plan that does not have a candidate."""
        fixed, slopes = self.nearby.lines()
        points = (fixed + slopes @ self.nearby.central)[~has_in_focus(self.nearby)[:, place]]
        return float(points.max(initial=-np.inf))

    def _trace(self, place: int, *, alike: bool = False) -> None:
        """Find the best plans with a candidate at every potential (Eisner & Severance 1976).

        Args:
            place: of the candidate.
            alike: among the plans of the focus areas in hand only.
        """
        seen: set[float] = set()
        ends = [float(self.evidence.low[place]), float(self.evidence.high[place])]
        for _ in range(EXACT_STEPS):
            new = [p for p in [*ends, *self._corners(place, alike=alike)] if p not in seen]
            if not new or self._stop.thrown:
                return
            seen.add(new[0])
            if alike:
                self._hold_alike(place, new[0])
                continue
            self._hold_in(place, new[0])
            if not np.isfinite(self.ceilings[place].points[0][1]):
                return

    def _corners(self, place: int, *, alike: bool) -> list[float]:
        """Return the potentials at which another known plan becomes the best one.

        That is, one that has the candidate, with other services; or the best one without it.
        """
        fixed, slopes = self.nearby.lines()
        points = fixed + slopes @ self.nearby.central
        has = has_in_focus(self.nearby)
        mine = (has == has[self.number]).all(axis=1) if alike else has[:, place]
        if not mine.any():
            return []
        steep = slopes[mine, place]
        at_zero = points[mine] - steep * self.nearby.central[place]
        low, high = float(self.evidence.low[place]), float(self.evidence.high[place])
        meets = []
        top = int(np.lexsort((-steep, -np.round(at_zero + steep * low, 9)))[0])
        while (steeper := steep > steep[top] + VALUE_TIE).any():
            where = (at_zero[top] - at_zero[steeper]) / (steep[steeper] - steep[top])
            at = max(low, float(where.min()))
            meets.append(at)
            top = int(np.lexsort((-steep, -np.round(at_zero + steep * at, 9)))[0])
        if not alike and (~mine).any():
            rising = steep > VALUE_TIE
            crossings = (points[~mine].max() - at_zero[rising]) / steep[rising]
            meets.append(float(crossings.min(initial=np.inf)))
        return [at for at in meets if low < at < high]

    def _pulling(self) -> list[int]:
        """Return the measures to search, those first that change most at the prices."""
        pull = [
            float(self.prices.together(column.where, column.jointly).mean())
            - float(self.in_hand_moves(column).mean())
            for column in self.evidence.columns
        ]
        order = np.argsort(-np.array(pull), kind="stable")
        return [int(number) for number in order[: self.effort.measures]]

    def in_hand_moves(self, column: UncertainMeasure) -> Vector:
        """Return what the plan in hand gains or loses when a measure is found out, (k,)."""
        _, slopes = self.nearby.lines()
        moved = column.jointly - self.nearby.central[column.where]
        return np.asarray(moved @ slopes[self.number, column.where])

    def _as_it_may_be(self, number: int, draw: int) -> None:
        column = self.evidence.columns[number]
        coefficients = self.nearby.central.copy()
        coefficients[column.where] = column.jointly[draw]
        self.draw_bounds[number, draw] = self._search(coefficients, None)

    @cached_property
    def steepest(self) -> list[float]:
        """Points per unit of potential of each candidate with all services in all periods."""
        discount = sum(period.discount for period in self.nearby.problem.periods)
        return [
            discount * area.worth * area.at_most(lambda option: option.unlocks)
            for area in self.nearby.problem.areas
        ]

    @cached_property
    def flattest(self) -> list[float]:
        """Points per unit of potential of each candidate with as little support as may be."""
        discount = min(period.discount for period in self.nearby.problem.periods)
        return [discount * area.worth * least_support(area) for area in self.nearby.problem.areas]

    def _search(
        self, coefficients: Vector, hold: Mapping[int, Side] | None, least: float = -np.inf
    ) -> float:
        return self.nearby.search(
            coefficients,
            self.effort.search,
            hold=hold,
            start=self.in_hand,
            least=least,
            stop=self._stop,
        )


def least_support(area: Area) -> float:
    """Return the least share of its potential that a focus area must have unlocked."""
    sums = (
        sum(option.unlocks for option in some)
        for size in range(len(area.options) + 1)
        for some in itertools.combinations(area.options, size)
        if one_size_each(some)
    )
    return min((one for one in sums if one >= area.support_min - INTEGRALITY), default=0.0)


def has_in_focus(nearby: NearbyPlans) -> np.typing.NDArray[np.bool_]:
    """Return which known plan has which candidate in focus in some period, shape (m, n)."""
    place = {name: number for number, name in enumerate(nearby.objective.candidates)}
    has = np.zeros((len(nearby.plans), len(place)), dtype=bool)
    for row, decisions in zip(has, nearby.plans, strict=True):
        row[[place[name] for name, _ in decisions.focus]] = True
    return has


def _without(decisions: Decisions, candidate: str) -> Decisions:
    """Return a plan's decisions with a candidate taken out, all else left."""
    return decisions.but(
        focus=frozenset(key for key in decisions.focus if key[0] != candidate),
        services=frozenset(key for key in decisions.services if key[0] != candidate),
        leads=frozenset(key for key in decisions.leads if key[1] != candidate),
        money={key: usd for key, usd in decisions.money.items() if key[0] != candidate},
    )

r"""The most of a list that any weights can put into the best plan, and the nearest that do.

Weights *w* of one kind's criteria lie on the simplex; everything else of the problem stays. The
value of a plan *P* is linear in them, :math:`v_P(w) = a_P + \sum_c b_{Pc} w_c`, and |P| is how many
of the list it has in the first period. Weights **reach** *t* where every plan with fewer is worth
less than the best one by :math:`\epsilon` points or more, so that no tie is a find:

.. math:: \max_{P: |P| \ge t} v_P(w) \;\ge\; v_Q(w) + \epsilon \quad \forall\, Q: |Q| < t.

Who reaches *t* + 1 reaches *t*; t is one more each time. The nearest weights are a bilevel
programme. Where the plan's model is small, cutting planes over it solve that:

1. A *master* has the columns and rows of the plan, the weights, and for every column :math:`z_j`
   that is worth something by criterion *c* the product :math:`u_{cj} \le w_c`,
   :math:`\sum_c u_{cj} \le z_j`, exact where :math:`z_j` is yes or no. It moves the least share of
   the weight, :math:`\tfrac12 \sum_c |w_c - w^0_c|`, with :math:`|P| \ge t` and one row for each
   plan *Q* known with fewer. Its bound is one on what has to move; where it has no solution, no
   weights reach t.
2. Under its weights the best plan with t or more and the best with fewer are searched
   (:mod:`optimizer.search.maximise`). Where the first is ahead by the margin, t is reached; else
   the second is a row that the master misses, and it is solved again.

Larger models have too many products. There t is looked for by climbing, and bounded by cells:

* *Climbing*: :math:`\max_P v_P - \max_Q v_Q` is a difference of convex functions. With the best P
  under some weights held and every Q known as a row, a linear programme gives the weights at which
  P is furthest ahead; there both are searched again, until P is ahead by the margin or nothing new
  is found. Then come the weights nearest to the given ones at which any P known stays ahead, by
  rows in the same way: nothing is proven of what has to move.
* *Cells*: over a simplex with corners :math:`w^k`, the best value with t or more is at most the
  same mixture of its bounds :math:`U_k` at the corners, being convex. Where for all mixtures
  :math:`\sum_k \mu_k U_k - \max_Q v_Q(\sum_k \mu_k w^k) < \epsilon`, no weights of the cell reach
  t; else it is cut in two across its longest edge.

Every step ends by a number of rows, branches or cells. What they leave open is told: *most* is
reached, *at most* is proven, and what is reached is **proven** where even the bound on plans with
fewer is behind. How far each weight may move while the same plan stays ahead is found by rows, too.

Sources: cutting planes for inverse mixed-integer programming, Wang (2009), *Operations Research
Letters* 37, 114-116; bilevel value functions, Mitsos (2010), *Journal of Global Optimization* 47,
557-582; products with yes/no columns, McCormick (1976), *Mathematical Programming* 10, 147-175;
differences of convex functions, Pham Dinh & Le Thi (1997), *Acta Mathematica Vietnamica* 22,
289-355.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from config.base import Frozen
from optimizer.highs_model import HighsModel, Outcome, Vector
from optimizer.inverse_weights import GAP, MARGIN, InverseWeights, Reached
from optimizer.model.compile import compile_problem
from optimizer.model.matrix import INFINITY, MatrixModel
from optimizer.problem import Problem
from optimizer.robust.objective import ColumnCosts, ObjectiveCoefficients
from optimizer.search.effort import EXACT, PLAN, Effort
from optimizer.search.maximise import maximise
from optimizer.search.model import Goal, SearchModel
from optimizer.stop import Stop

LEAD = 1e4
"""Points by which a plan may be ahead where nothing else limits it."""


class Work(Frozen):
    """How much is done at most."""

    plans: Effort = PLAN
    """How hard each best plan is looked for; small models are searched to their end anyway."""
    rows: int = 60
    """Plans that are added for one number reached, before it is left open."""
    nodes: int = 5_000
    """Branches of the master each time."""
    whole: bool | None = None
    """Whether to solve the master rather than to climb; None = where the model is small."""
    starts: int = 2
    """Weights from which it is climbed to one number, those that reached the last one first."""
    climbs: int = 4
    """Steps of one climb."""
    ends: int = 6
    """Plans that are added for the nearest weights, and for one end of one weight."""
    cells: int = 60
    """Bounds at corners of cells, of all numbers together."""


class Criteria(Frozen):
    """What the weights of one kind weigh."""

    names: tuple[str, ...]
    given: tuple[float, ...]
    """The weights as given; they sum to 1."""
    corners: tuple[tuple[float, ...], ...]
    """For each criterion the coefficients of the objective with all of the weight on it
    (:mod:`optimizer.robust.objective`); the problem's own for other kinds."""


@dataclass(frozen=True, eq=False)
class _Line:
    """A plan's value as a line over the weights."""

    fixed: float
    slopes: Vector
    """Shape (criteria,)."""
    hits: int
    solution: Vector
    """Shape (columns,)."""

    def at(self, weights: Vector) -> float:
        return self.fixed + float(self.slopes @ weights)


def inverse_plan(
    problem: Problem,
    criteria: Criteria,
    listed: frozenset[str],
    work: Work | None = None,
    *,
    starts: Sequence[Sequence[float]] = (),
    stop: Stop | None = None,
) -> InverseWeights:
    """Return the most of a list that any weights put into the best plan, and the nearest that do.

    Args:
        problem: that is planned; without the list, if nothing is to lean on it.
        criteria: of the kind whose weights move.
        listed: who is on the list.
        work: how much is done at most.
        starts: weights from which to climb as well, such as those that put the list first in a
            ranking.
        stop: ends the work early when thrown; what is found by then is returned.
    """
    work = work or Work()
    follower = _Follower(problem, criteria, listed, work, stop)
    given = np.array(criteria.given)
    reached, plan = follower.reaches(given)
    for corner in np.eye(len(given)) if plan is not None else ():
        follower.best(corner)
    known = frozenset(area.id for area in problem.areas)
    total = len(listed & known)
    steps, at_most, most = list[Reached](), total, reached
    if plan is None or reached == total:
        at_most = reached if plan is not None else 0
        return InverseWeights(listed=total, given=reached, most=most, at_most=at_most)
    small = follower.model.few if work.whole is None else work.whole
    master = _Master(problem, criteria, follower, work) if small else _Climb(follower, starts)
    for number in range(reached + 1, total + 1):
        found, impossible = master.reach(number, stop)
        if impossible:
            at_most = number - 1
            break
        if found is None:
            at_most = master.at_most(number, total, stop)
            break
        most = number
        steps.append(found)
    if steps and small:
        steps[-1] = follower.with_spans(steps[-1])
    for at in range(len(steps) - 1, 0, -1):
        if steps[at].moved < steps[at - 1].moved:
            before = steps[at - 1]
            steps[at - 1] = steps[at].but(hits=before.hits, moved_at_least=before.moved_at_least)
    return InverseWeights(
        listed=total, given=reached, most=most, at_most=max(most, at_most), steps=tuple(steps)
    )


class _Follower:
    """The plan's model, asked for the best plan under any weights; it knows every plan it met."""

    def __init__(
        self,
        problem: Problem,
        criteria: Criteria,
        listed: frozenset[str],
        work: Work,
        stop: Stop | None,
    ) -> None:
        self.problem, self.criteria, self.stop, self.work = problem, criteria, stop, work
        self.model = SearchModel(problem)
        objective = ObjectiveCoefficients(problem)
        costs = ColumnCosts(objective, self.model.matrix)
        corners = np.array(criteria.corners).reshape(len(criteria.names), objective.size)
        base = np.where((corners == corners[0]).all(axis=0), corners[0], 0.0)
        self.base = costs.at(base)
        """Points per unit of every column by what does not depend on the weights."""
        self.slopes = np.array([costs.at(corner) - self.base for corner in corners])
        """The rest, with all of the weight on each criterion: shape (criteria, columns)."""
        self.constant = self.model.matrix.constant
        first = problem.periods[0].id
        self.counted = [
            position
            for key, position in self.model.matrix.columns.items()
            if key[0] == "focus" and key[1] in listed and key[2] == first
        ]
        self.effort = EXACT if self.model.few else work.plans
        self.plans: list[_Line] = []
        self._seen: set[bytes] = set()

    def line(self, solution: Vector) -> _Line:
        """Return what a solution is worth, as a line over the weights."""
        return _Line(
            fixed=float(self.base @ solution) + self.constant,
            slopes=self.slopes @ solution,
            hits=round(float(solution[self.counted].sum())),
            solution=solution,
        )

    def best(
        self, weights: Vector, *, least: int | None = None, most: int | None = None
    ) -> tuple[_Line | None, float]:
        """Return the best plan found with so many of the list, and a bound on all such plans."""
        model, count = self.model, np.zeros(len(self.base))
        count[self.counted] = 1.0
        if least is not None:
            model.hold(count, float(least))
        if most is not None:
            model.hold(-count, -float(most))
        goal = Goal(self.base + weights @ self.slopes, self.constant)
        known = [one.solution for one in self.plans]
        found = maximise(model, self.effort, goal=goal, solutions=known, stop=self.stop)
        model.release()
        if found.solution is None:
            return None, found.bound
        line = self.line(model.whole(found.solution))
        key = np.round(line.solution[self.model.live.integer]).astype(np.int8).tobytes()
        if key not in self._seen:
            self._seen.add(key)
            self.plans.append(line)
        return line, found.bound

    def reaches(self, weights: Vector) -> tuple[int, _Line | None]:
        """Return how many of the list weights reach, and the best plan found under them."""
        best, _ = self.best(weights)
        if best is None:
            return 0, None
        number = best.hits
        while number > 0:
            below, _ = self.best(weights, most=number - 1)
            if below is None or best.at(weights) >= below.at(weights) + MARGIN / 2:
                break
            number = below.hits
        return number, best

    def ids(self, line: _Line) -> tuple[str, ...]:
        """Return who of the list a plan has."""
        keys = list(self.model.matrix.columns)
        return tuple(sorted(keys[at][1] for at in self.counted if line.solution[at] > 0.5))

    def with_spans(self, step: Reached) -> Reached:
        """Return a step with how far each weight may move while its plan stays ahead."""
        at = np.array([step.weights[name] for name in self.criteria.names])
        mine = max((one for one in self.plans if one.hits >= step.hits), key=lambda one: one.at(at))
        spans = {}
        for place, name in enumerate(self.criteria.names):
            ends = []
            for sign in (-1.0, 1.0):
                costs = np.zeros(len(at))
                costs[place] = sign
                end = self.farthest(mine, step.hits, costs)
                ends.append(float((at if end is None else end)[place]))
            spans[name] = ends[0], ends[1]
        return step.but(spans=spans)

    def farthest(self, mine: _Line, number: int, costs: Vector) -> Vector | None:
        """Return the weights that are worth most, at which a plan is ahead of all with fewer.

        Args:
            mine: the plan.
            number: those with fewer of the list are the others.
            costs: of the weights, shape (criteria,).

        Returns:
            Weights, shape (criteria,); None where that is left open.
        """
        for _ in range(self.work.ends):
            weights, _ = self.weights(mine, number, costs)
            if weights is None or (self.stop is not None and self.stop.thrown):
                return None
            below, _ = self.best(weights, most=number - 1)
            if below is None or mine.at(weights) >= below.at(weights) + MARGIN / 4:
                return weights
        return None

    def weights(
        self, mine: _Line, number: int, costs: Vector | None, *, ahead: bool = False
    ) -> tuple[Vector | None, float]:
        """Return weights that suit a plan and the plans known with fewer, and what they come to.

        Args:
            mine: the plan.
            number: those with fewer of the list are the others.
            costs: as of :meth:`farthest`; None = to be near to the given ones.
            ahead: whether they are to put the plan ahead as far as can be; else by the margin.
        """
        model = MatrixModel()
        columns = [model.column("weight", name, integer=False) for name in self.criteria.names]
        model.row("whole", terms=[(one, 1.0) for one in columns], lower=1, upper=1)
        lead = model.column("lead", upper=INFINITY, integer=False)
        model.lower[lead] = -INFINITY if ahead else MARGIN / 2
        model.upper[lead] = LEAD if ahead else MARGIN / 2
        for other, line in enumerate(self.plans):
            if line.hits < number:
                terms = [*zip(columns, (mine.slopes - line.slopes).tolist(), strict=True)]
                least = line.fixed - mine.fixed
                model.row("ahead", str(other), terms=[*terms, (lead, -1.0)], lower=least)
        if ahead:
            model.earn(lead, 1.0)
        elif costs is None:
            add_moved(model, columns, self.criteria)
        else:
            for column, cost in zip(columns, costs.tolist(), strict=True):
                model.earn(column, cost)
        found = HighsModel(model).solve(gap=0.0)
        if found.solution is None:
            return None, -INFINITY
        return _whole(found.solution[columns]), found.value

    def bound(self, weights: Vector, least: int) -> float:
        """Return a bound on all plans with so many of the list or more."""
        count = np.zeros(len(self.base))
        count[self.counted] = 1.0
        self.model.hold(count, float(least))
        goal = Goal(self.base + weights @ self.slopes, self.constant)
        relaxed, prices = self.model.relax(goal, self.work.plans.cuts, self.stop)
        self.model.release()
        return -INFINITY if relaxed.solution is None else min(relaxed.bound, prices.bound)


def add_moved(model: MatrixModel, weights: Sequence[int], criteria: Criteria) -> None:
    """Let weights move from the given ones as little as can be."""
    for weight, name, given in zip(weights, criteria.names, criteria.given, strict=True):
        away = model.column("moved", name, integer=False)
        model.row("more", name, terms=[(weight, 1.0), (away, -1.0)], upper=given)
        model.row("less", name, terms=[(weight, 1.0), (away, 1.0)], lower=given)
        model.earn(away, -0.5)


class _Climb:
    """Weights that reach a number found by climbing, and bounds on others by cells."""

    def __init__(self, follower: _Follower, starts: Sequence[Sequence[float]]) -> None:
        self._follower = follower
        self._starts = [*map(np.array, starts), np.array(follower.criteria.given)]

    def reach(self, number: int, stop: Stop | None) -> tuple[Reached | None, bool]:
        """Return weights that reach a number, as near as was found; never proven that none do."""
        for start in self._starts[: -1 - self._follower.work.starts : -1]:
            found = self._climbed(number, start)
            if found is not None:
                self._starts.append(np.array(list(found.weights.values())))
                return found, False
            if stop is not None and stop.thrown:
                break
        return None, False

    def _climbed(self, number: int, weights: Vector) -> Reached | None:
        follower = self._follower
        for _ in range(follower.work.climbs):
            known = len(follower.plans)
            inside, _ = follower.best(weights, least=number)
            below, _ = follower.best(weights, most=number - 1)
            if inside is None:
                return None
            if below is None or inside.at(weights) >= below.at(weights) + MARGIN / 2:
                return self._nearest(number, weights)
            after, lead = follower.weights(inside, number, None, ahead=True)
            if after is None or (lead < MARGIN and len(follower.plans) == known):
                return None
            weights = after
        return None

    def _nearest(self, number: int, weights: Vector) -> Reached:
        """Return the nearest weights at which some plan known stays ahead; else those at hand."""
        follower = self._follower
        for _ in range(follower.work.ends):
            near = self._candidate(number)
            if near is None or (follower.stop is not None and follower.stop.thrown):
                break
            inside, _ = follower.best(near, least=number)
            below, _ = follower.best(near, most=number - 1)
            if inside is not None and (
                below is None or inside.at(near) >= below.at(near) + MARGIN / 4
            ):
                weights = near
                break
        inside, _ = follower.best(weights, least=number)
        below, bound = follower.best(weights, most=number - 1)
        assert inside is not None  # noqa: S101 (the climb found one)
        return Reached(
            hits=number,
            moved=self._moved(weights),
            moved_at_least=0.0,
            weights=dict(zip(follower.criteria.names, weights.tolist(), strict=True)),
            spans={},
            found=follower.ids(inside),
            proven=below is None or inside.at(weights) >= bound + MARGIN / 4,
        )

    def _candidate(self, number: int) -> Vector | None:
        """Return the nearest weights that suit a plan known and all plans known with fewer."""
        follower = self._follower
        known = [one for one in follower.plans if one.hits >= number]
        near = [follower.weights(one, number, None)[0] for one in known]
        return min((one for one in near if one is not None), key=self._moved, default=None)

    def _moved(self, weights: Vector) -> float:
        given = np.array(self._follower.criteria.given)
        return float(np.abs(weights - given).sum() / 2)

    def at_most(self, open_number: int, total: int, stop: Stop | None) -> int:
        """Return the least number that is proven to be the most, as far as the cells tell."""
        left = self._follower.work.cells
        for number in range(total, open_number - 1, -1):
            ruled_out, left = self._ruled_out(number, left, stop)
            if not ruled_out:
                return number
        return open_number - 1

    def _ruled_out(self, number: int, left: int, stop: Stop | None) -> tuple[bool, int]:
        """Say whether no weights reach a number, and how many bounds are left to be worked out."""
        follower = self._follower
        corners = np.eye(len(follower.criteria.names))
        if left < len(corners):
            return False, left
        left -= len(corners)
        cells = [(corners, np.array([follower.bound(one, number) for one in corners]))]
        while cells:
            corners, bounds = cells.pop()
            if np.isneginf(bounds).any() or self._lead(corners, bounds, number) < MARGIN:
                continue
            if left == 0 or (stop is not None and stop.thrown):
                return False, left
            left -= 1
            apart = np.linalg.norm(corners[:, None] - corners[None], axis=2)
            one, other = np.unravel_index(int(apart.argmax()), apart.shape)
            middle = (corners[one] + corners[other]) / 2
            bound = follower.bound(middle, number)
            for end in (one, other):
                half, known = corners.copy(), bounds.copy()
                half[end], known[end] = middle, bound
                cells.append((half, known))
        return True, left

    def _lead(self, corners: Vector, bounds: Vector, number: int) -> float:
        """Return by how much plans with so many may be ahead of those with fewer in a cell."""
        model = MatrixModel()
        shares = [model.column("share", str(at), integer=False) for at in range(len(corners))]
        model.row("whole", terms=[(one, 1.0) for one in shares], lower=1, upper=1)
        level = model.column("level", upper=INFINITY, integer=False)
        model.lower[level] = -INFINITY
        for at, line in enumerate(self._follower.plans):
            if line.hits < number:
                worth = [-line.at(corner) for corner in corners]
                terms = [*zip(shares, worth, strict=True), (level, 1.0)]
                model.row("known", str(at), terms=terms, lower=0.0)
        for share, bound in zip(shares, bounds.tolist(), strict=True):
            model.earn(share, bound)
        model.earn(level, -1.0)
        return HighsModel(model).solve(gap=0.0).value


class _Master:
    """Weights and a plan together, held to what is known of other plans."""

    def __init__(
        self, problem: Problem, criteria: Criteria, follower: _Follower, work: Work
    ) -> None:
        self._follower, self._work, self._criteria = follower, work, criteria
        model = compile_problem(problem)
        model.cost[:] = type(model.cost)("d", bytes(8 * len(model.cost)))
        self._weights = [model.column("weight", one, integer=False) for one in criteria.names]
        model.row("whole", terms=[(one, 1.0) for one in self._weights], lower=1, upper=1)
        add_moved(model, self._weights, criteria)
        self._value = model.column("value", upper=INFINITY, integer=False)
        model.lower[self._value] = -INFINITY
        terms = [(at, points) for at, points in enumerate(follower.base.tolist()) if points]
        for at in np.flatnonzero((follower.slopes != 0).any(axis=0)).tolist():
            parts = []
            for place, weight in enumerate(self._weights):
                points = float(follower.slopes[place, at])
                if points:
                    part = model.column("part", str(at), str(place), integer=False)
                    model.row(
                        "of_weight", str(at), str(place),
                        terms=[(part, 1.0), (weight, -1.0)], upper=0.0,
                    )  # fmt: skip
                    parts.append((part, 1.0))
                    terms.append((part, points))
            model.row("of_column", str(at), terms=[*parts, (at, -1.0)], upper=0.0)
        terms.append((self._value, -1.0))
        model.row("worth", terms=terms, lower=-follower.constant, upper=-follower.constant)
        self._number = len(model.row_lower)
        model.row("found", terms=[(at, 1.0) for at in follower.counted], lower=0.0)
        self._model = HighsModel(model)
        self._known = 0
        """Plans that had a row when the master was solved last."""

    def reach(self, number: int, stop: Stop | None) -> tuple[Reached | None, bool]:
        """Return the nearest weights that reach a number, and whether it is proven that none do.

        Neither where it is left open.
        """
        for _ in range(self._work.rows):
            outcome = self._solve(number, stop)
            if outcome.status == "infeasible":
                return None, True
            if outcome.solution is None or (stop is not None and stop.thrown):
                return None, False
            weights = _whole(outcome.solution[self._weights])
            follower = self._follower
            inside, _ = follower.best(weights, least=number)
            below, bound = follower.best(weights, most=number - 1)
            if inside is None:
                return None, False
            if below is None or inside.at(weights) >= below.at(weights) + MARGIN / 2:
                moved = float(np.abs(weights - np.array(self._criteria.given)).sum() / 2)
                return Reached(
                    hits=number,
                    moved=moved,
                    moved_at_least=min(moved, max(0.0, -outcome.bound)),
                    weights=dict(zip(self._criteria.names, weights.tolist(), strict=True)),
                    spans={},
                    found=follower.ids(inside),
                    proven=below is None or inside.at(weights) >= bound + MARGIN / 2,
                ), False
            if all(one.hits >= number for one in follower.plans[self._known :]):
                return None, False
        return None, False

    def at_most(self, open_number: int, total: int, stop: Stop | None) -> int:
        """Return the least number that is proven to be the most, as far as the rows known tell."""
        for number in range(total, open_number - 1, -1):
            if self._solve(number, stop).status != "infeasible":
                return number
        return open_number - 1

    def _solve(self, number: int, stop: Stop | None) -> Outcome:
        """Solve with the rows of all plans known that have fewer of the list."""
        self._model.remove_rows_from(self._number + 1)
        self._known = len(self._follower.plans)
        for line in self._follower.plans:
            if line.hits < number:
                self._model.add_row(
                    [self._value, *self._weights],
                    [1.0, *(-line.slopes).tolist()],
                    line.fixed + MARGIN,
                )
        self._model.set_row(self._number, float(number), INFINITY)
        return self._model.solve(gap=GAP, nodes=self._work.nodes, stop=stop)


def _whole(weights: Vector) -> Vector:
    clipped = np.clip(weights, 0.0, None)
    return np.asarray(clipped / clipped.sum())

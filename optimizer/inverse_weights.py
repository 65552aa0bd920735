r"""The most of a list that any weights can find, and the weights nearest to the given ones that do.

Candidates *i* of a pool have values :math:`v_{ic} \in [0, 100]` on criteria *c*; *L* are those on
the list, *n* the places. A mixed-integer programme chooses the weights
:math:`w_c \ge 0, \sum_c w_c = 1`, a line :math:`\tau`, who lies above it (:math:`o_i`), and who of
the list is found (:math:`t_i`):

.. math::
    \max \sum_{i \in L} t_i \quad
    \sum_c v_{ic} w_c - \tau \le 100\, o_i, \quad
    \sum_i o_i \le n, \quad
    \sum_c v_{ic} w_c - \tau \ge \epsilon - (100 + \epsilon)(1 - t_i), \quad
    t_i \le o_i.

Who is found is ahead of everybody below the line by :math:`\epsilon` points or more: equals are not
told apart by weights. Whoever is at least as good as *i* on every criterion lies above the line
where *i* does, which is added as :math:`t_i \le o_j`.

The nearest weights move the least share of the weight, :math:`\tfrac12 \sum_c |w_c - w^0_c|`, with
the number found at least what is asked. Then, with the same candidates above the line, each weight
may lie between two ends, which are linear programmes.

Posed for rankings as *inverse* problems of multi-attribute value: given the order, which weights?
(Jacquet-Lagrèze & Siskos 1982, *EJOR* 10, 151-164, who ask it of value functions).
"""

from collections.abc import Mapping, Sequence

import numpy as np

from config.base import Frozen
from optimizer.highs_model import HighsModel, Outcome, Vector
from optimizer.model.matrix import MatrixModel
from optimizer.stop import Stop
from optimizer.tolerances import INTEGRALITY
from scoring.value import BEST

MARGIN = 0.01
"""Points by which somebody has to be ahead to be found: well above what the solver leaves open."""
GAP = 1e-3
"""How far from the least share of weight moved is good enough."""


class Ranking(Frozen):
    """Who could be chosen, what they are worth on each criterion, and who is on the list."""

    criteria: tuple[str, ...]
    weights: tuple[float, ...]
    """As given; they sum to 1."""
    ids: tuple[str, ...]
    values: tuple[tuple[float, ...], ...]
    """For each candidate its value on each criterion, 0..100."""
    listed: frozenset[str]
    places: int


class Reached(Frozen):
    """The nearest weights that find so many."""

    hits: int
    moved: float
    """Share of the weight that is moved, 0..1."""
    moved_at_least: float
    """No weights that find so many move less than this."""
    weights: Mapping[str, float]
    spans: Mapping[str, tuple[float, float]]
    """Criterion → between what its weight may lie with the same candidates above the line."""
    found: tuple[str, ...]
    """Who of the list is found, by id."""
    proven: bool = True
    """Whether no gap of a plan could undo it; of rankings always."""


class InverseWeights(Frozen):
    """What weights can find at most."""

    listed: int
    """How many are on the list, and how many places there are for them."""
    given: int
    """What the given ones find."""
    most: int
    """What some weights find."""
    at_most: int
    """No weights find more."""
    steps: tuple[Reached, ...] = ()
    """The nearest weights for each number from one more than the given ones find to the most."""


def hits(ranking: Ranking, weights: Sequence[float]) -> int:
    """Return how many of the list weights find: those ahead of everybody beyond the places."""
    scores = np.array(ranking.values) @ np.array(weights)
    beyond = np.sort(scores)[::-1][ranking.places :]
    line = beyond[0] if beyond.size else -np.inf
    mine = [one in ranking.listed for one in ranking.ids]
    return int((scores[mine] > line + MARGIN / 2).sum())


def inverse_weights(ranking: Ranking, *, stop: Stop | None = None) -> InverseWeights:
    """Return the most of a list that any weights find, and how far the given ones are from it.

    Args:
        ranking: the candidates.
        stop: ends the work early when thrown; what is found by then is returned.
    """
    given = hits(ranking, ranking.weights)
    programme = _Programme(ranking)
    best = programme.most(stop)
    most = given if best.solution is None else max(given, round(best.value))
    proven = min(best.bound, float(len(ranking.listed))) + INTEGRALITY
    at_most = most if best.status == "optimal" else int(proven)
    steps = []
    for number in range(given + 1, most + 1):
        if stop is not None and stop.thrown:
            break
        reached = programme.nearest(number, stop)
        if reached is not None:
            steps.append(reached)
    return InverseWeights(
        listed=len(ranking.listed),
        given=given,
        most=most,
        at_most=max(most, at_most),
        steps=tuple(steps),
    )


class _Programme:
    """The mixed-integer programme of one ranking, loaded once."""

    def __init__(self, ranking: Ranking) -> None:
        self._ranking = ranking
        model, values = MatrixModel(), np.array(ranking.values)
        self._weights = [model.column("weight", one, integer=False) for one in ranking.criteria]
        self._moved = [model.column("moved", one, integer=False) for one in ranking.criteria]
        line = model.column("line", upper=BEST, integer=False)
        self._above = [model.column("above", one) for one in ranking.ids]
        mine = [at for at, one in enumerate(ranking.ids) if one in ranking.listed]
        self._found = {at: model.column("found", ranking.ids[at]) for at in mine}
        model.row("whole", terms=[(one, 1.0) for one in self._weights], lower=1, upper=1)
        for given, weight, moved, name in zip(
            ranking.weights, self._weights, self._moved, ranking.criteria, strict=True
        ):
            model.row("more", name, terms=[(weight, 1.0), (moved, -1.0)], upper=given)
            model.row("less", name, terms=[(weight, 1.0), (moved, 1.0)], lower=given)
        model.row("places", terms=[(one, 1.0) for one in self._above], upper=ranking.places)
        for at, name in enumerate(ranking.ids):
            score = [*zip(self._weights, values[at].tolist(), strict=True), (line, -1.0)]
            model.row("below", name, terms=[*score, (self._above[at], -BEST)], upper=0.0)
            if at in self._found:
                found = self._found[at]
                terms = [*score, (found, -(BEST + MARGIN))]
                model.row("ahead", name, terms=terms, lower=-BEST)
                for other in np.flatnonzero((values >= values[at]).all(axis=1)).tolist():
                    terms = [(found, 1.0), (self._above[other], -1.0)]
                    model.row("better", name, ranking.ids[other], terms=terms, upper=0.0)
        every = [(one, 1.0) for one in self._found.values()]
        self._number = len(model.row_lower)
        model.row("found", terms=every, lower=0.0)
        self._model = HighsModel(model)

    def most(self, stop: Stop | None) -> Outcome:
        """Return the weights that find the most."""
        cost = np.zeros(self._model.columns)
        cost[list(self._found.values())] = 1.0
        self._model.set_costs(cost)
        self._model.set_row(self._number, 0.0, np.inf)
        return self._model.solve(gap=0.0, stop=stop)

    def nearest(self, number: int, stop: Stop | None) -> Reached | None:
        """Return the nearest weights that find so many; None where the search ended before any."""
        cost = np.zeros(self._model.columns)
        cost[self._moved] = -0.5
        self._model.set_costs(cost)
        self._model.set_row(self._number, float(number), np.inf)
        outcome = self._model.solve(gap=GAP, stop=stop)
        if outcome.solution is None:
            return None
        weights = self._read(outcome.solution)
        found = [at for at, column in self._found.items() if outcome.solution[column] > 0.5]
        return Reached(
            hits=number,
            moved=-outcome.value,
            moved_at_least=max(0.0, -outcome.bound),
            weights=dict(zip(self._ranking.criteria, weights.tolist(), strict=True)),
            spans=self._spans(outcome.solution),
            found=tuple(self._ranking.ids[at] for at in found),
        )

    def _read(self, solution: Vector) -> Vector:
        weights = np.clip(solution[self._weights], 0.0, None)
        return np.asarray(weights / weights.sum())

    def _spans(self, solution: Vector) -> dict[str, tuple[float, float]]:
        """Return the ends of each weight with the same candidates above the line."""
        model = self._model
        lower, upper = model.lower.copy(), model.upper.copy()
        yes_no = [*self._above, *self._found.values()]
        fixed_low, fixed_high = lower.copy(), upper.copy()
        fixed_low[yes_no] = fixed_high[yes_no] = np.round(solution[yes_no])
        model.set_bounds(fixed_low, fixed_high)
        ends: dict[str, tuple[float, float]] = {}
        for name, column in zip(self._ranking.criteria, self._weights, strict=True):
            both = []
            for sign in (-1.0, 1.0):
                cost = np.zeros(model.columns)
                cost[column] = sign
                model.set_costs(cost)
                outcome = model.solve(gap=0.0)
                at = solution if outcome.solution is None else outcome.solution
                both.append(min(1.0, max(0.0, float(at[column]))))
            ends[name] = (both[0], both[1])
        model.set_bounds(lower, upper)
        return ends

r"""Cuts from capacities: knapsacks hold whole services only.

Any capacity row, and any row made of it by putting in what pays for a service, reads

.. math:: \sum_{j \in B} a_j v_j \le b + s, \qquad v_j \in \{0, 1\}, \quad s \ge 0,

where *v* are the yes/no columns and those of joint services, which are whole in every plan, and *s*
gathers the other continuous columns with negative coefficients (continuous ones with positive
coefficients only make the left side larger, and are left out). Where a solution has v_j > 1/2, v_j
is replaced by 1 − v̄_j. Divided by δ > 0, with f_j and f the fractions of a_j/δ and b/δ,

.. math:: \sum_j \left( \lfloor a_j/\delta \rfloor + \frac{(f_j - f)^+}{1 - f} \right) v_j
   \le \lfloor b/\delta \rfloor + \frac{s}{\delta (1 - f)}

holds for every plan: complemented mixed-integer rounding (Marchand & Wolsey 2001, *Operations
Research* 49(3), 363-371). δ runs over the coefficients of the fractional columns and their halves,
quarters and eighths; of what they give, the cut that the solution misses by the largest distance
is taken.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from optimizer.cuts.cut import SLACK, VIOLATED, Cut, Positions, cut
from optimizer.highs_model import Mask, Vector
from optimizer.model.matrix import MatrixModel
from optimizer.tolerances import INTEGRALITY

CAPACITIES = ("staff", "fund", "partner_capacity")
"""Concepts of the rows that hold a capacity."""
DIVISORS = (1.0, 2.0, 4.0, 8.0)
LEAST_FRACTION = 0.01
"""Fractions nearer than this to 0 or 1 would make coefficients huge."""
AT_ONCE = 500_000
"""Coefficients of candidate cuts of one row that are worked out at once, to bound memory."""


@dataclass(frozen=True)
class _Row:
    """``Σ coefficient · column ≤ most``."""

    positions: Positions
    coefficients: Vector
    most: float


@dataclass
class RoundingCuts:
    """Finds the rounding cuts that a solution misses."""

    sheet: MatrixModel
    _rows: list[_Row] = field(init=False)
    _whole: Mask = field(init=False)

    def __post_init__(self) -> None:
        upper = np.array(self.sheet.upper)
        self._whole = np.array(self.sheet.integer, dtype=bool) & (upper <= 1.0)
        for key, position in self.sheet.columns.items():
            self._whole[position] |= key[0] == "joint"
        self._rows = list(self._capacity_rows())

    def _terms(self, row: int) -> dict[int, float]:
        part = slice(self.sheet.row_start[row], self.sheet.row_start[row + 1])
        return dict(zip(self.sheet.indices[part], self.sheet.coefficients[part], strict=True))

    def _capacity_rows(self) -> Iterator[_Row]:
        """Yield every capacity row, and fund rows with the services that they pay put in."""
        flows = ("money", "setup")
        money = {position for key, position in self.sheet.columns.items() if key[0] in flows}
        payments: dict[int, dict[int, float]] = {}
        for key, row in self.sheet.rows.items():
            if key[0] in ("paid_in_full", "setup_paid"):
                terms = self._terms(row)
                payments.update({position: terms for position in terms if position in money})
        for key, row in self.sheet.rows.items():
            if key[0] not in CAPACITIES:
                continue
            terms, most = self._terms(row), self.sheet.row_upper[row]
            yield _row(terms, most)
            if key[0] == "fund":
                yield _row(_paid(terms, payments), most)

    def missed(self, solution: Vector) -> Sequence[Cut]:
        """Return at most one cut per capacity row that a solution, shape (columns,), misses."""
        found = (_best_cut(row, solution, self._whole) for row in self._rows)
        return [best for best in found if best is not None]


def _row(terms: dict[int, float], most: float) -> _Row:
    positions = np.array(list(terms), dtype=np.intp)
    return _Row(positions, np.array(list(terms.values()), dtype=np.float64), most)


def _paid(terms: dict[int, float], payments: dict[int, dict[int, float]]) -> dict[int, float]:
    """Replace every flow y_f by Σ usd·z − the candidate's flows from other funds."""
    result: dict[int, float] = {}
    for position, coefficient in terms.items():
        for other, value in payments[position].items():
            if other != position:
                result[other] = result.get(other, 0.0) - coefficient * value
    return result


def _best_cut(row: _Row, solution: Vector, whole: Mask) -> Cut | None:
    """Return the rounding cut of one row that the solution misses by the largest distance."""
    integer = whole[row.positions]
    positions, coefficients = row.positions[integer], row.coefficients[integer]
    value = np.clip(solution[positions], 0.0, 1.0)
    turned = value > 1 / 2
    most = row.most - float(coefficients[turned].sum())
    coefficients = np.where(turned, -coefficients, coefficients)
    value = np.where(turned, 1 - value, value)
    negative = ~integer & (row.coefficients < 0)
    rest, rest_value = row.coefficients[negative], solution[row.positions[negative]]
    divisors = _divisors(coefficients, value)
    limits = np.floor(most / divisors + SLACK)
    fractions = most / divisors - limits
    fit = (fractions >= LEAST_FRACTION) & (fractions <= 1 - LEAST_FRACTION)
    if not fit.any():
        return None
    divisors, limits, left = divisors[fit, None], limits[fit], 1 - fractions[fit, None]
    point = np.append(value, rest_value)
    found, most_missed = None, -np.inf
    step = max(1, AT_ONCE // max(1, len(point)))
    for first in range(0, len(limits), step):
        part = slice(first, first + step)
        every = _coefficients(coefficients, rest, divisors[part], left[part])
        distances = _distances(every, point, limits[part])
        best = int(np.argmax(distances))
        if distances[best] > most_missed:
            most_missed = distances[best]
            found = every[best].copy(), float(limits[part][best])
    if found is None:
        return None
    chosen, limit = found
    steps, slopes = np.split(chosen, [len(positions)])
    limit -= float(steps[turned].sum())
    values = np.concatenate([np.where(turned, -steps, steps), slopes])
    return cut(np.concatenate([positions, row.positions[negative]]), -values, -limit)


def _coefficients(whole: Vector, rest: Vector, divisors: Vector, left: Vector) -> Vector:
    """Return the rounded coefficients of whole columns and of the rest, shape (divisors, all)."""
    floors = np.floor(whole / divisors + SLACK)
    parts = np.maximum(whole / divisors - floors, 0.0)
    rounded = floors + np.maximum(parts - (1 - left), 0.0) / left
    return np.hstack([rounded, rest / (divisors * left)])


def _distances(every: Vector, point: Vector, limits: Vector) -> Vector:
    """Return how far a point misses each cut; minus infinity where it does not."""
    missed = (every * point).sum(axis=1) - limits
    sizes = np.sqrt((every * every).sum(axis=1))
    return np.where(missed > VIOLATED, missed / np.where(sizes > 0, sizes, 1.0), -np.inf)


def _divisors(coefficients: Vector, value: Vector) -> Vector:
    fractional = (value > INTEGRALITY) & (value < 1 - INTEGRALITY)
    sizes = np.unique(np.abs(coefficients[fractional]))
    sizes = sizes[sizes > INTEGRALITY]
    return np.unique(np.outer(sizes, 1 / np.array(DIVISORS)))

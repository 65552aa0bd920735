r"""What each candidate adds at given prices: one bound for all, and one for each forced in or out.

The rows that several candidates share (capacities, rules, partners, focus overlap, changes, and the
cuts made of them) are priced by multipliers y, and moved into the value. What is left falls apart
into one small problem per candidate *i* and period *t*: the best set of services at the prices,
worth g_it when in focus. For any y of the right signs

.. math:: V \le y b + \sum_{it} \max(0, g_{it})

(Lagrangian relaxation; Geoffrion 1974, *Mathematical Programming Study* 2, 82-114), and with i in
focus in t, or not, V is at most

.. math:: y b + \sum_{jτ} \max(0, g_{jτ}) - \max(0, -g_{it}) \quad\text{or}\quad
   y b + \sum_{jτ} \max(0, g_{jτ}) - \max(0, g_{it}).

The multipliers of a linear relaxation are good ones. The reduced costs of the relaxation say less:
they split a candidate's loss over its services in any way that adds up. Everything here is plain
sums, so the bound holds however exactly the multipliers were found.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import sparse

from optimizer.cuts.support import MOST_SERVICES, one_size, subsets
from optimizer.highs_model import Mask, Vector
from optimizer.model.matrix import MatrixModel
from optimizer.problem import Problem
from optimizer.search.cut_relaxation import Relaxed
from optimizer.tolerances import FEASIBILITY, USD_SCALE, VALUE_TIE

LOCAL = frozenset(
    {
        "only_in_focus",
        "enough_support",
        "paid_in_full",
        "overlap_here",
        "near_here",
        "led_service",
    }
)
"""Concepts of the rows whose columns all belong to one candidate in one period."""
NEVER = -1e12
"""Points of what cannot be."""

Indices = npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Prices:
    """What candidates add at some prices: n candidates (as in the problem) × T periods."""

    bound: float
    """Points; no plan is worth more."""
    gain: Vector
    """Shape (n, T): points that the candidate in focus adds to the bound; may be negative."""
    sets: Vector | None
    """Shape (n · T, sets): the same with exactly this set of services, :data:`NEVER` where it may
    not have them; None where sets are too many to be listed."""
    net: Vector
    """Shape (columns,): points that a yes of each yes/no column adds at the prices, its own
    candidate being in focus; of focus columns the candidate's gain."""

    @property
    def with_it(self) -> Vector:
        """Shape (n,): no plan with the candidate in focus in some period is worth more."""
        return np.asarray(self.bound + np.minimum(0.0, self.gain).max(axis=1))

    @property
    def without_it(self) -> Vector:
        """Shape (n,): no plan with the candidate in focus in no period is worth more."""
        return np.asarray(self.bound - np.maximum(0.0, self.gain).sum(axis=1))


class LagrangianBound:
    """The small problems of all candidates, ready for any costs and prices."""

    def __init__(self, sheet: MatrixModel, problem: Problem) -> None:
        self.candidates, self.periods = len(problem.areas), len(problem.periods)
        self._services = max((len(area.options) for area in problem.areas), default=0)
        self._lower, self._upper = np.array(sheet.lower), np.array(sheet.upper)
        self._shared = _SharedRows(sheet)
        self._place(sheet, problem)
        self._pay(sheet, problem)
        self._sets(problem)
        owned = np.zeros(len(sheet.cost), dtype=bool)
        for columns in (self._focus, self._service[self._service >= 0], *self._extra[0:1]):
            owned[columns] = True
        owned[self._lead[0]] = owned[self._money[0]] = True
        self._rest = np.flatnonzero(~owned)
        self._most = np.where(np.isfinite(self._upper), self._upper, float(self.candidates))

    def _place(self, sheet: MatrixModel, problem: Problem) -> None:
        """Find the columns of every candidate in every period."""
        rows, services = self.candidates * self.periods, self._services
        self._focus = np.zeros(rows, dtype=np.int64)
        self._service = np.full((rows, services), -1, dtype=np.int64)
        place: dict[tuple[str, str], int] = {}
        slot: dict[tuple[str, str], int] = {}
        for number, area in enumerate(problem.areas):
            slot.update({(area.id, o.service): at for at, o in enumerate(area.options)})
            for when, period in enumerate(problem.periods):
                row = number * self.periods + when
                place[area.id, period.id] = row
                self._focus[row] = sheet.columns["focus", area.id, period.id]
                for at, option in enumerate(area.options):
                    self._service[row, at] = sheet.columns[
                        "service", area.id, option.service, period.id
                    ]
        lead: list[tuple[int, int]] = []
        extra: list[tuple[int, int]] = []
        for key, position in sheet.columns.items():
            match key:
                case ("lead", _, candidate, service, when_id):
                    row = place[candidate, when_id]
                    lead.append((position, row * services + slot[candidate, service]))
                case ("overlap", candidate, _, when_id) | ("near", _, candidate, when_id):
                    extra.append((position, place[candidate, when_id]))
        self._lead, self._extra = _pairs(lead), _pairs(extra)
        self._row_of, self._slot_of = place, slot

    def _pay(self, sheet: MatrixModel, problem: Problem) -> None:
        """Find, for every service that costs money, the flows that can pay for it."""
        self._usd = np.zeros(self.candidates * self.periods * self._services)
        pay: list[tuple[int, int]] = []
        for (candidate, service), purse in problem.purse_of.items():
            for period in problem.periods:
                row = self._row_of[candidate, period.id]
                cell = row * self._services + self._slot_of[candidate, service]
                self._usd[cell] = problem.options[candidate, service].usd / USD_SCALE
                pay.extend(
                    (sheet.columns["money", candidate, purse, fund, period.id], cell)
                    for fund in problem.payers[candidate, purse]
                )
        self._money = _pairs(pay)

    def _sets(self, problem: Problem) -> None:
        """List the sets of services that each candidate may get."""
        self._listed = self._services <= MOST_SERVICES
        if not self._listed:
            return
        self._every = subsets(self._services)
        allowed = np.zeros((self.candidates, len(self._every)), dtype=bool)
        for number, area in enumerate(problem.areas):
            unlocks = np.zeros(self._services)
            unlocks[: len(area.options)] = [option.unlocks for option in area.options]
            offered = np.arange(self._services) < len(area.options)
            enough = self._every @ unlocks >= area.support_min - FEASIBILITY
            enough &= self._every.any(axis=1)
            allowed[number] = enough & ~np.any(self._every & ~offered, axis=1)
            families = [option.family for option in area.options]
            if len(set(families)) < len(families):
                allowed[number] &= one_size(self._every[:, : len(families)], families)
        self._allowed = np.repeat(allowed, self.periods, axis=0)

    def prices(
        self,
        tight: Relaxed | None,
        cost: Vector,
        constant: float,
        *,
        lower: Vector | None = None,
        upper: Vector | None = None,
    ) -> Prices:
        """Return what candidates add at the prices of a relaxation.

        Args:
            tight: a relaxation of the same rows, under any costs; None = nothing has a price.
            cost: points per unit of every column, shape (columns,).
            constant: points that no decision changes.
            lower: least values of the columns; None = the model's own. Shape (columns,).
            upper: greatest values, the same.
        """
        fixed, left = self._shared.priced(tight, cost)
        low = self._lower if lower is None else lower
        high = self._most if upper is None else np.minimum(upper, self._most)
        gain, points, sets = self._gains(left, high)
        in_focus = np.where(high[self._focus] > 0, gain, NEVER)
        chosen = np.where(low[self._focus] > 0, in_focus, np.maximum(0.0, in_focus))
        rest = left[self._rest]
        others = np.where(rest > 0, rest * high[self._rest], rest * low[self._rest])
        bound = (
            (self._constant if constant is None else constant)
            + fixed
            + float(chosen.sum())
            + float(others.sum())
        )
        net = left.copy()
        given = self._service >= 0
        net[self._service[given]] = points[given]
        net[self._focus] = in_focus
        return Prices(bound, in_focus.reshape(self.candidates, self.periods), sets, net)

    def _gains(self, left: Vector, high: Vector) -> tuple[Vector, Vector, Vector | None]:
        """Return what candidates in focus add, shape (n · T,), by service and by set of them."""
        given = self._service >= 0
        points = np.where(given, left[self._service], NEVER)
        points = np.where(given & (high[self._service] > 0), points, NEVER)
        leads = np.zeros(self._usd.size)
        np.maximum.at(leads, self._lead[1], left[self._lead[0]])
        paid = np.full(self._usd.size, NEVER)
        np.maximum.at(paid, self._money[1], left[self._money[0]])
        paid = np.where(self._usd > 0, np.maximum(paid, NEVER) * self._usd, 0.0)
        points = points + (leads + paid).reshape(points.shape)
        alone = left[self._focus].copy()
        np.add.at(alone, self._extra[1], np.maximum(0.0, left[self._extra[0]]))
        if not self._listed:
            return alone + np.maximum(0.0, points).sum(axis=1), points, None
        finite = np.where(given, points, 0.0)
        every = alone[:, None]
        for service in range(self._services):  # a product of matrices wakes threads up
            every = np.hstack([every, every + finite[:, service : service + 1]])
        sets = np.where(self._allowed, every, NEVER)
        return sets.max(axis=1), points, sets

    def pegged(
        self, prices: Prices, value: float, lower: Vector, upper: Vector
    ) -> tuple[Vector, Vector]:
        r"""Return bounds that shut out what no plan worth more than ``value`` has.

        With S a set of services of candidate i in one period (the empty one: not in focus), no plan
        in which i has just S is worth more than

        .. math:: bound - d_i(S), \qquad d_i(S) = \max(0, g_i) - g_i(S) \ge 0

        where g_i(∅) = 0. A service that is in no set with bound − d ≥ value is shut, one that is in
        all of them is fixed (variable pegging by groups of columns; in the manner of Dembo & Hammer
        1980, *Methods of Operations Research* 36).

        Args:
            prices: of a relaxation of the same rows.
            value: points of a plan that is known.
            lower: least values of the columns, shape (columns,).
            upper: greatest values, the same.
        """
        lower, upper = lower.copy(), upper.copy()
        if prices.sets is None or not self._services:
            return lower, upper
        room = prices.bound - value + VALUE_TIE
        gain = prices.gain.reshape(-1)
        most = np.maximum(0.0, gain)
        fits = most[:, None] - prices.sets <= room
        fits &= self._allowed
        out_fits = most <= room
        counts = fits.astype(np.int32) @ self._every.astype(np.int32)
        total = fits.sum(axis=1)
        given = self._service >= 0
        shut = given & (counts == 0)
        always = given & (counts == total[:, None]) & (total > 0)[:, None] & ~out_fits[:, None]
        upper[self._service[shut]] = np.minimum(upper[self._service[shut]], 0.0)
        lower[self._service[always]] = 1.0
        upper[self._focus[total == 0]] = 0.0
        lower[self._focus[(total > 0) & ~out_fits]] = 1.0
        return np.minimum(lower, upper), upper


class _SharedRows:
    """The rows that several candidates share, to be priced."""

    def __init__(self, sheet: MatrixModel) -> None:
        shape = (len(sheet.row_lower), len(sheet.cost))
        parts = (sheet.coefficients, sheet.indices, sheet.row_start)
        self._matrix = sparse.csr_matrix(parts, shape=shape)
        self._local: Mask = np.array([key[0] in LOCAL for key in sheet.rows], dtype=bool)
        self._lower, self._upper = np.array(sheet.row_lower), np.array(sheet.row_upper)

    def priced(self, tight: Relaxed | None, cost: Vector) -> tuple[float, Vector]:
        """Return y·b, and the costs less the prices of what each column takes.

        Multipliers of the wrong sign for their row are taken as 0.
        """
        if tight is None or tight.row_duals is None:
            return 0.0, cost
        duals = tight.row_duals.copy()
        duals[self._local] = 0.0
        side = np.where(duals > 0, self._upper, self._lower)
        duals[~np.isfinite(side)] = 0.0
        fixed = float(duals @ np.where(np.isfinite(side), side, 0.0))
        left = cost - self._matrix.T @ duals
        if tight.cut_duals is not None:
            for cut, dual in zip(tight.cuts, tight.cut_duals.tolist(), strict=True):
                if dual < 0 and not cut.local:
                    left[cut.positions] -= dual * cut.values
                    fixed += dual * cut.least
        return fixed, left


def _pairs(pairs: list[tuple[int, int]]) -> tuple[Indices, Indices]:
    """Return columns and the places they belong to, as two arrays."""
    both = np.array(pairs, dtype=np.int64).reshape(len(pairs), 2)
    return both[:, 0], both[:, 1]

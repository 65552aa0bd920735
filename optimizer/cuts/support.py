r"""Cuts from least support: what a focus area must at least get, without halves.

For one candidate in one period: x = in focus, z_s = gets service s, β_s = share that s unlocks.
``z_s ≤ x`` and ``Σ_s β_s z_s ≥ β_min x`` allow fractions of services; every plan has one of the
minimal sets of services that reach β_min. All inequalities

.. math:: \sum_s a_s z_s \ge x, \quad a \ge 0, \quad \sum_{s \in M} a_s \ge 1
   \text{ for every minimal set } M

hold for every plan, and no others are needed where no service comes in sizes: the hull of the sets
that reach β_min, together with ``z ≤ x``, is given by the blocking polyhedron {a} (Fulkerson 1971,
*Mathematical Programming* 1, 168-194). Where one does, M runs over the sets with one size of a
service at most. The one that a solution misses most is found by a small linear programme over a;
those found are kept and tried first for every candidate with the same services.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from optimizer.cuts.cut import VIOLATED, Cut, Positions, cut
from optimizer.highs_model import HighsModel, Mask, Vector
from optimizer.model.matrix import INFINITY, MatrixModel
from optimizer.problem import Problem
from optimizer.tolerances import FEASIBILITY, INTEGRALITY

MOST_SERVICES = 12
"""Candidates with more services get no cuts: their sets of services are not listed."""
MOST_LOADED = 100
"""Small programmes that stay loaded; where candidates differ more, each is loaded when needed."""


def subsets(count: int) -> Mask:
    """Return all subsets of ``count`` things, shape (2^count, count)."""
    numbers = np.arange(2**count)[:, None]
    every = np.empty((2**count, count), dtype=np.bool_)
    every[:] = (numbers >> np.arange(count)) & 1
    return every


def one_size(every: Mask, families: Sequence[str]) -> Mask:
    """Say which sets of services, shape (sets, services), hold one size of a service at most."""
    alike = np.array([[one == other for other in families] for one in families], dtype=np.int64)
    held = every.astype(np.int64) @ alike
    fine: Mask = np.all(~every | (held <= 1), axis=1)
    return fine


def minimal_sets(unlocks: Vector, least: float, families: Sequence[str] | None = None) -> Mask:
    """Return the minimal sets of services that unlock at least ``least``, shape (sets, services).

    Args:
        unlocks: share that each service unlocks, shape (services,).
        least: share to reach; sums within the solver's tolerance of it count as reaching it.
        families: the service that each is, or is a size of; None = they have no sizes.
    """
    every = subsets(len(unlocks))
    if families is not None and len(set(families)) < len(families):
        every = every[one_size(every, families)]
    total = every @ unlocks
    enough = total >= least - FEASIBILITY
    smallest = np.where(every, unlocks, np.inf).min(axis=1, initial=np.inf)
    minimal: Mask = enough & (total - smallest < least - FEASIBILITY)
    return np.compress(minimal, every, axis=0)


class Facets:
    """The inequalities found so far for candidates with the same services."""

    def __init__(
        self, unlocks: Vector, least: float, families: Sequence[str] | None = None
    ) -> None:
        self.minimal = minimal_sets(unlocks, least, families).astype(np.float64)
        self.known = np.empty((0, len(unlocks)))
        """Coefficients a of the inequalities found so far, shape (found, services)."""
        self._oracle: HighsModel | None = None

    def worst(self, given: Vector) -> Vector | None:
        """Return the coefficients of the inequality that a point misses most, if it misses any.

        Args:
            given: z / x, shape (services,).
        """
        if len(self.known):
            sums = self.known @ given
            place = int(np.argmin(sums))
            if sums[place] < 1 - VIOLATED:
                return np.asarray(self.known[place])
        oracle = self._oracle = self._oracle or self._build()
        oracle.set_costs(-given)
        found = oracle.solve(gap=0.0).solution
        if found is None:
            return None
        coefficients = np.maximum(found, 0.0)
        reached = float((self.minimal @ coefficients).min())
        if reached <= INTEGRALITY:
            return None
        coefficients = coefficients / reached
        if coefficients @ given >= 1 - VIOLATED:
            return None
        self.known = np.vstack([self.known, coefficients])
        return coefficients

    def unload(self) -> None:
        """Let go of the small programme; it is built again when it is needed."""
        self._oracle = None

    def _build(self) -> HighsModel:
        sheet = MatrixModel()
        columns = [
            sheet.column("a", str(service), upper=INFINITY, integer=False)
            for service in range(self.minimal.shape[1])
        ]
        for number, members in enumerate(self.minimal):
            terms = [(columns[place], 1.0) for place in np.flatnonzero(members)]
            sheet.row("reached", str(number), terms=terms, lower=1.0)
        return HighsModel(sheet)


@dataclass(frozen=True)
class _Group:
    """Candidates in periods that can get the same services: m of them, n services."""

    facets: Facets
    focus: Positions
    """Columns x, shape (m,)."""
    services: Positions
    """Columns z, shape (m, n)."""


@dataclass
class SupportCuts:
    """Finds the support cuts that a solution misses."""

    sheet: MatrixModel
    problem: Problem
    _groups: list[_Group] = field(init=False)

    def __post_init__(self) -> None:
        members: dict[tuple[tuple[float, ...], tuple[str, ...], float], list[tuple[int, list[int]]]]
        members = defaultdict(list)
        for area in self.problem.areas:
            for period in self.problem.periods:
                focus = self.sheet.columns["focus", area.id, period.id]
                services, unlocks, families = self._payable(area.id, period.id)
                if self.sheet.upper[focus] > 0 and 0 < len(services) <= MOST_SERVICES:
                    members[unlocks, families, area.support_min].append((focus, services))
        groups = (
            _Group(
                Facets(np.array(unlocks), least, families),
                np.array([focus for focus, _ in found]),
                np.array([services for _, services in found]),
            )
            for (unlocks, families, least), found in members.items()
            if least > 0
        )
        self._groups = [group for group in groups if len(group.facets.minimal)]

    def _payable(
        self, candidate: str, period: str
    ) -> tuple[list[int], tuple[float, ...], tuple[str, ...]]:
        """Return the columns of the services that can be given, what they unlock, their families.

        A service without sizes is named by its place: candidates that differ in ids are alike.
        """
        services: list[int] = []
        unlocks: list[float] = []
        families: list[str] = []
        for option in self.problem.by_id[candidate].options:
            column = self.sheet.columns["service", candidate, option.service, period]
            if self.sheet.upper[column] > 0 and option.unlocks > 0:
                services.append(column)
                unlocks.append(option.unlocks)
                families.append(option.size_of or f"{len(families)}")
        return services, tuple(unlocks), tuple(families)

    def missed(self, solution: Vector) -> Sequence[Cut]:
        """Return one cut for every candidate that gets halves of services, shape (columns,)."""
        found = []
        for group in self._groups:
            share = solution[group.focus]
            given = solution[group.services] / np.maximum(share, INTEGRALITY)[:, None]
            given = np.clip(given, 0.0, 1.0)
            whole = np.all((given < INTEGRALITY) | (given > 1 - INTEGRALITY), axis=1)
            for place in np.flatnonzero((share > VIOLATED) & ~whole):
                coefficients = group.facets.worst(given[place])
                if coefficients is not None:
                    positions = np.append(group.services[place], group.focus[place])
                    values = np.append(coefficients, -1.0)
                    found.append(cut(positions, values, 0.0, local=True))
            if len(self._groups) > MOST_LOADED:
                group.facets.unload()
        return found

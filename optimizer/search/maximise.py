"""The one search: the solution with the greatest goal, with a bound that nothing exceeds.

1. The linear relaxation, tightened by cuts, gives a bound and prices.
2. What is known is completed or mended under the conditions asked about: a first solution; then
   its focus areas are served anew.
3. The core, a restricted model of what the relaxation leaves in doubt, gives a good one.
4. Neighbourhoods of the best solution, a few hundred decisions free by their net prices, the later
   ones a little at random, better it.
5. In the full model, what no better solution can have is shut out (pegging), and the search goes on
   from there with the cuts that bind, until the gap or the last branch. An effort without branches
   for it comes here only where there is no solution, and then goes on until there is one.
6. Where asked for, what is known is mended by one swap, if a swap is worth more than all this.

Every step ends by branches or by what it finds, none by the clock, so that the same question has
the same answer on any machine, however busy. Only a person or an explicit limit stops a search, and
the outcome says so.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from optimizer.decisions import Decisions
from optimizer.highs_model import Outcome, Vector, relative_gap
from optimizer.search.cut_relaxation import Relaxed
from optimizer.search.effort import Effort
from optimizer.search.lagrangian import Prices
from optimizer.search.limits import Limits
from optimizer.search.model import Goal, SearchModel
from optimizer.search.neighbourhood import Doubts
from optimizer.search.warm_start import completed, mended
from optimizer.stop import Stop
from optimizer.tolerances import EXACT_GAP, VALUE_TIE

FIRST = 200
"""Least branches of the full model where there is no solution yet, or where it is all there is."""
NEAR = 20
"""Candidates that the core may use beside those that the relaxation uses."""
KNOWN = 200, 100
"""Most decisions that a core leaves free, and most branches, where a solution is known before: what
that and the relaxation do not have in common is free as well."""
AROUND = 300
"""Decisions that a neighbourhood leaves free."""
WIDE = 900
"""Decisions left free where the core has no solution at all."""
INDIFFERENT = 1e-6
"""Absolute reduced cost up to which the relaxation is indifferent about a decision."""
CORE_GAP = 1e-3
"""Relative gap of a restricted model at which it counts as solved."""
SEED = 0
"""Of the noise of later neighbourhoods."""


@dataclass
class _Search:
    """One search under way: the best solution so far and what is proven."""

    model: SearchModel
    effort: Effort
    goal: Goal
    stop: Stop | None
    show: Callable[[Vector, float, float], None] | None
    bound: float = np.inf
    best: Vector | None = None
    value: float = -np.inf
    seen: list[Vector] = field(default_factory=list)
    far: bool = False
    """Whether the best solution comes from another goal, so that the core need not be near it."""

    @property
    def enough(self) -> bool:
        """Whether the gap is reached, or the search is to end."""
        thrown = self.stop is not None and self.stop.thrown
        return thrown or (self.best is not None and self.within(self.effort.gap))

    def within(self, gap: float) -> bool:
        """Say whether the best solution is proven to a relative gap."""
        close = relative_gap(self.value, self.bound) <= gap
        return close or self.bound - self.value <= VALUE_TIE

    def take(self, solution: Vector | None) -> None:
        """Keep a solution if it is the best so far."""
        if solution is None:
            return
        whole = self.model.whole(solution)
        self.seen.append(whole)
        value = self.goal.of(whole)
        if value > self.value:
            self.best, self.value = whole, value
            if self.show is not None:
                self.show(whole, value, self.bound)

    @property
    def target(self) -> float | None:
        """Points that reach the gap; None where only a proof ends the search."""
        if self.effort.gap <= EXACT_GAP or not np.isfinite(self.bound) or self.bound <= 0:
            return None
        return self.bound / (1 + self.effort.gap)


def maximise(
    model: SearchModel,
    effort: Effort,
    *,
    goal: Goal | None = None,
    starts: Sequence[Decisions] = (),
    solutions: Sequence[Vector] = (),
    known: tuple[Vector, float] | None = None,
    swap: bool = False,
    relaxation: tuple[Relaxed, Prices] | None = None,
    most: float = np.inf,
    stop: Stop | None = None,
    show: Callable[[Vector, float, float], None] | None = None,
) -> Outcome:
    """Return the solution with the greatest goal that meets the conditions and what is held.

    Args:
        model: the problem, with what is held.
        effort: how hard to look.
        goal: what is to be great; None = the plan's value.
        starts: plans known, of this or another problem; the outcome is never worth less than any
            of them as it stands, than what is left of it where it does not hold, or, with ``swap``,
            than a repair by one swap.
        solutions: solutions known of this problem, shape (columns,); those that keep what is held
            are started from.
        known: the yes/no decisions of a solution, shape (columns,), and what it is worth in full.
        swap: whether to mend the starts by a swap, too.
        relaxation: of the goal, where it has been solved already.
        most: points that no solution exceeds, where more is known than the relaxation tells.
        stop: ends the search early when thrown.
        show: told every better solution as it is found, its points and the bound by then.

    Returns:
        The outcome: ``optimal`` where the gap is reached, ``feasible`` where it is not,
        ``infeasible`` where there is none, ``unknown`` where it was stopped before any was found.
    """
    goal = goal or model.value
    model.live.set_costs(goal.costs, goal.constant)
    search = _Search(model, effort, goal, stop, show)
    if known is not None:
        search.best, search.value = known
        search.far = True
    for solution in solutions:
        if model.allows(solution):
            search.take(solution)
    loose = relaxation or model.relax(goal, 0, stop)
    search.bound = min(most, loose[0].bound)
    if loose[0].solution is not None:
        _warm(search, starts)
    relaxed, prices = relaxation or model.relax(goal, effort.cuts, stop)
    if relaxed.solution is None:
        status = "unknown" if stop is not None and stop.thrown else "infeasible"
        return Outcome(status, -np.inf, -np.inf if status == "infeasible" else np.inf)
    search.bound = min(relaxed.bound, prices.bound, most)
    if starts and effort.served and not model.few and not search.enough:
        _same_list(search, relaxed)
    for step in _steps(search, relaxed, prices):
        if search.enough:
            break
        step()
    if swap:
        _swap(search, starts, prices)
    return _outcome(search)


def _warm(search: _Search, starts: Sequence[Decisions]) -> None:
    """Take what is known as it stands, or what is left of it."""
    model = search.model
    for start in starts:
        yes = model.vector(start)
        known = completed(model, yes, search.stop)
        search.take(mended(model, yes, stop=search.stop) if known is None else known)


def _swap(search: _Search, starts: Sequence[Decisions], prices: Prices) -> None:
    """Take what is known mended by one swap."""
    model = search.model
    for start in starts:
        if not search.enough:
            yes = model.vector(start)
            least = None if search.best is None else search.value
            search.take(mended(model, yes, prices, least=least, stop=search.stop))


def _same_list(search: _Search, relaxed: Relaxed) -> None:
    """Search the services of the focus areas that a known plan leaves."""
    if search.best is None:
        return
    live, columns = search.model.live, search.model.matrix.columns
    focus = [position for key, position in columns.items() if key[0] == "focus"]
    lower, upper = live.lower.copy(), live.upper.copy()
    lower[focus] = upper[focus] = search.best[focus]
    _restricted(search, relaxed, (lower, upper), search.effort.served)


def _steps(search: _Search, relaxed: Relaxed, prices: Prices) -> Iterator[Callable[[], None]]:
    """Yield the steps of a search in their order."""
    model, effort = search.model, search.effort
    integer = model.live.integer
    if not model.few:
        doubts = Doubts.of(relaxed, prices, integer, model.leaders)
        rng = np.random.default_rng(SEED)
        cores = effort.core
        if search.best is not None and not search.far:
            cores = tuple((min(free, KNOWN[0]), min(nodes, KNOWN[1])) for free, nodes in cores)
        for free, nodes in cores:
            yield lambda free=free, nodes=nodes: _core(  # type: ignore[misc]
                search, relaxed, prices, doubts, free, nodes
            )
        for number in range(effort.rounds):
            around = doubts if number == 0 else doubts.spread(rng)
            yield lambda around=around: _around(search, relaxed, around, AROUND)  # type: ignore[misc]
        if search.best is None:
            yield lambda: _around(search, relaxed, doubts, WIDE)
        if search.best is not None and effort.nodes == 0:
            return
    yield lambda: _full(search, relaxed, prices)


def _core(
    search: _Search, relaxed: Relaxed, prices: Prices, doubts: Doubts, free: int, nodes: int
) -> None:
    """Search what the relaxation is indifferent about, or has by halves."""
    assert relaxed.reduced_costs is not None  # noqa: S101 (there is a solution)
    live, own = search.model.live, search.model.relaxation
    gain = prices.gain.max(axis=1)
    used = own.users(relaxed.solution)  # type: ignore[arg-type]
    order = np.argsort(-gain, kind="stable")
    near = used.copy()
    near[order[~used[order]][:NEAR]] = True
    kept = (own.owner < 0) | near[own.owner]
    even = kept & (np.abs(relaxed.reduced_costs) <= INDIFFERENT)
    near_to = None if search.far else search.best
    bounds = doubts.within(even, free, live.lower, live.upper, live.integer, near_to)
    _restricted(search, relaxed, bounds, nodes)


def _around(search: _Search, relaxed: Relaxed, doubts: Doubts, free: int) -> None:
    """Search a neighbourhood of the best solution, or of the relaxation where there is none."""
    live = search.model.live
    bounds = doubts.bounds(free, live.lower, live.upper, live.integer, search.best)
    _restricted(search, relaxed, bounds, search.effort.around)


def _restricted(
    search: _Search, relaxed: Relaxed, bounds: tuple[Vector, Vector], nodes: int
) -> None:
    """Search a model with most of its decisions held."""
    gap = max(CORE_GAP, search.effort.gap / 2)
    limits = Limits(gap, max(nodes, 1), search.target, search.stop)
    outcome = search.model.restricted(*bounds, limits, start=search.best, cuts=relaxed.binding)
    search.take(outcome.solution)


def _full(search: _Search, relaxed: Relaxed, prices: Prices) -> None:
    """Search everything that a better solution may have."""
    live, effort = search.model.live, search.effort
    before, rows = (live.lower, live.upper), live.row_count
    live.add_rows(relaxed.binding)
    if search.best is not None:
        live.set_bounds(*search.model.relaxation.lagrangian.pegged(prices, search.value, *before))

    def solved(gap: float, nodes: int | None) -> Outcome:
        live.forget()
        found = live.solve(
            gap=gap, nodes=nodes, start=search.best, target=search.target, stop=search.stop
        )
        search.take(found.solution)
        return found

    nodes = effort.nodes
    if nodes is not None and (search.best is None or search.model.few):
        nodes = max(nodes, FIRST)
    outcome = solved(effort.gap, nodes)
    if search.best is None and outcome.status != "infeasible" and not search.enough:
        outcome = solved(np.inf, None)
    live.set_bounds(*before)
    live.remove_rows_from(rows)
    if outcome.status == "infeasible":
        search.bound = search.value
    elif np.isfinite(outcome.bound):
        search.bound = max(search.value, min(search.bound, outcome.bound))


def _outcome(search: _Search) -> Outcome:
    if search.best is None:
        if search.bound == -np.inf:
            return Outcome("infeasible", -np.inf, -np.inf)
        return Outcome("unknown", -np.inf, search.bound)
    bound = max(search.bound, search.value)
    status = "optimal" if search.within(search.effort.gap) else "feasible"
    return Outcome(status, search.value, bound, solution=search.best, seen=tuple(search.seen))

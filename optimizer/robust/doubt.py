"""What the doubt about a list comes from: weights, evidence, assumptions, method, and the search.

A row is a list made several times: of one draw of all that is not known; of that draw with the
weights, then with the evidence, and so on, of another draw; of the very same draw again, by a
search that knows other plans; and of the other draw, by that other search. So each group is changed
while all else stays (:mod:`scoring.sobol`). Two plans within the gap differ by so much from nothing
at all: what the search alone changes is the floor, below which no difference is news.

Both searches look equally hard. The first knows the recommended plan and what it found for earlier
rows; the second knows neither, and takes the rows in the opposite order. Where assumptions are
drawn, every draw is a problem of its own and no plan is known before; there the second search
differs by the solver's own chances. Draws under which no plan is possible give an empty list.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Generic, TypeVar

import numpy as np

from optimizer.decisions import Decisions
from optimizer.highs_model import Vector
from optimizer.problem import Problem
from optimizer.robust.assumptions import AssumedFigures, ListedProblems, draw_assumptions
from optimizer.robust.jobs import Drawn, Inquiry, Listed
from optimizer.robust.objective import ObjectiveCoefficients
from optimizer.robust.sampling import Progress, Sample, sample
from optimizer.robust.uncertainty import UncertaintyModel
from optimizer.robust.workers import Workers
from optimizer.search.effort import Effort
from optimizer.stop import Stop
from scoring.scorecard import Scorecard
from scoring.sobol import AGAIN, VarianceShare, variance_shares

WEIGHTS, EVIDENCE, ASSUMPTIONS, METHOD = "weights", "evidence", "assumptions", "method"
SEARCH = "search"
GROUPS = (WEIGHTS, EVIDENCE, SEARCH)
"""What is always looked at."""
ROWS = 20
"""Rows that are planned together, and after which there is something to see."""
OTHER_SEED = 1_000_003
"""Added to the seed of the other draw."""
OTHER_SEARCH = 1
"""Seed of the solver in the other search."""
Name = TypeVar("Name")


def sources(uncertainty: UncertaintyModel, *, assumed: bool) -> tuple[str, ...]:
    """Return the groups that are drawn.

    Args:
        uncertainty: what is drawn.
        assumed: whether there are figures to be drawn.
    """
    more = ((ASSUMPTIONS, assumed), (METHOD, uncertainty.method))
    return (WEIGHTS, EVIDENCE, *(name for name, drawn in more if drawn))


def lists_of(changed: tuple[str, ...]) -> int:
    """Return how many lists a row takes: for each group, for both draws, and one again."""
    return len(changed) + 3


@dataclass(frozen=True, eq=False)
class Lists(Generic[Name]):
    """What r rows chose among n: 1 chosen, 0 not.

    Attributes:
        names: what could be chosen, in the order of the columns.
        a: shape (r, n), of one draw.
        b: shape (r, n), of the other one, by the other search.
        mixed: group → shape (r, n), of the first draw with that group changed.
    """

    names: tuple[Name, ...]
    a: Vector
    b: Vector
    mixed: dict[str, Vector]

    @property
    def size(self) -> float:
        """How many are chosen, on average."""
        return float(self.a.sum(axis=1).mean())

    def shares(
        self, kept: Callable[[Name], bool] | None = None, again: int = AGAIN
    ) -> dict[str, VarianceShare]:
        """Return what each group does to what is chosen.

        Args:
            kept: says which are looked at; None = all together.
            again: how often rows are drawn again for an interval.
        """
        columns = [at for at, name in enumerate(self.names) if kept is None or kept(name)]
        mixed = {group: lists[:, columns] for group, lists in self.mixed.items()}
        return variance_shares(self.a[:, columns], self.b[:, columns], mixed, again=again)


@dataclass(frozen=True, eq=False)
class Doubt:
    """Lists of r rows: of focus areas, and of their services."""

    focus: Lists[str]
    services: Lists[tuple[str, str]] = field(
        default_factory=lambda: Lists((), np.empty((0, 0)), np.empty((0, 0)), {})
    )
    """(candidate, service)."""

    @property
    def rows(self) -> int:
        """Rows done."""
        return len(self.focus.a)

    @property
    def size(self) -> float:
        """Focus areas of a list, on average."""
        return self.focus.size

    @property
    def groups(self) -> tuple[str, ...]:
        """What was changed."""
        return tuple(self.focus.mixed)

    def shares(self, *candidates: str, again: int = AGAIN) -> dict[str, VarianceShare]:
        """Return what each group does to the list, or to whether some candidates are in it.

        Args:
            candidates: ids; none = all.
            again: how often rows are drawn again for an interval.
        """
        return self.focus.shares(candidates.__contains__ if candidates else None, again)

    @property
    def inside(self) -> dict[str, float]:
        """Candidate → share of the lists of both draws that it is in."""
        found = np.concatenate([self.focus.a, self.focus.b]).mean(axis=0).tolist()
        return dict(zip(self.focus.names, found, strict=True))


def doubt(
    problem: Problem,
    scorecard: Scorecard,
    uncertainty: UncertaintyModel,
    rows: int,
    *,
    seed: int,
    effort: Effort,
    plan: Decisions,
    assumed: AssumedFigures | None = None,
    workers: Workers | None = None,
    stop: Stop | None = None,
    progress: Callable[[int], None] = lambda _: None,
) -> Iterator[Doubt]:
    """Yield what more and more rows say, until there are so many.

    Args:
        problem: of the plan in question.
        scorecard: under the same weights.
        uncertainty: what is drawn, and from where.
        rows: how many.
        seed: the same seed gives the same rows.
        effort: how hard every list is looked for.
        plan: the plan in question, which the first search knows.
        assumed: the figures that are drawn too; None = none.
        workers: who does the work; None = this process.
        stop: ends the work early when thrown; rows that are not whole are left out.
        progress: told how many lists are made.

    Raises:
        NoPlanError: no plan meets all conditions.
    """
    stop = stop or Stop()
    objective = ObjectiveCoefficients(problem)
    changed = sources(uncertainty, assumed=assumed is not None)
    draws = _Rows(objective, scorecard, uncertainty, assumed, seed, rows)
    known: tuple[Decisions, ...] = (plan,)
    others: tuple[Decisions, ...] = ()
    found: dict[str, list[Decisions | None]] = {name: [] for name in ("a", "b", *changed, SEARCH)}
    for begin in range(0, rows, ROWS):
        now = slice(begin, min(begin + ROWS, rows))
        count = now.stop - now.start
        ours = [(frozenset[str](), now), *((frozenset({name}), now) for name in changed)]
        theirs = [(frozenset[str](), now), (frozenset(changed), now)]
        before = lists_of(changed) * begin
        lists: list[list[Decisions | None]] = []
        for asked, plans, turned in ((ours, known, 1), (theirs, others, -1)):
            inquiry = draws.inquiry(asked, effort, turned)
            total = count * len(asked)
            made = sample(
                inquiry,
                total,
                plans=plans if assumed is None else (),
                workers=workers,
                stop=stop,
                progress=partial(_tell, progress, before),
            )
            if made.draws + len(made.impossible) < total:
                return
            before += total
            lists.append(_listed(made, total)[::turned])
            if assumed is None and turned == 1:
                known = made.plans
            elif assumed is None:
                others = made.plans
        mine, other = lists
        for place, name in enumerate(("a", *changed)):
            found[name] += mine[place * count : (place + 1) * count]
        found[SEARCH] += other[:count]
        found["b"] += other[count:]
        yield _doubt(objective, found)


def _tell(progress: Callable[[int], None], made: int, now: Progress) -> None:
    progress(made + now.done)


@dataclass(frozen=True, eq=False)
class _Rows:
    """The draws of all rows, with any groups of them changed."""

    objective: ObjectiveCoefficients
    scorecard: Scorecard
    uncertainty: UncertaintyModel
    assumed: AssumedFigures | None
    seed: int
    rows: int

    def inquiry(
        self, asked: list[tuple[frozenset[str], slice]], effort: Effort, turned: int
    ) -> Inquiry:
        """Return what is asked: for each of these, rows with some groups changed.

        Args:
            asked: groups that are changed, and which rows.
            effort: how hard every list is looked for.
            turned: −1 = in the opposite order, by the other search.
        """
        coefficients = np.concatenate([self._coefficients(names)[now] for names, now in asked])
        problems = None
        if self.assumed is not None:
            values = np.concatenate([self._figures(names)[now] for names, now in asked])
            problems = ListedProblems(self.assumed, values[::turned])
        return Inquiry(
            self.objective.problem,
            Listed(coefficients[::turned]),
            effort,
            problems=problems,
            search_seed=OTHER_SEARCH if turned < 0 else 0,
        )

    def _coefficients(self, changed: frozenset[str]) -> Vector:
        weights, evidence, method = (
            self._seed(name in changed) for name in (WEIGHTS, EVIDENCE, METHOD)
        )
        drawn = Drawn(self.scorecard, self.uncertainty, weights, evidence, method)
        return drawn.draws(self.objective, 0, self.rows)

    def _figures(self, changed: frozenset[str]) -> Vector:
        assert self.assumed is not None  # noqa: S101 (callers checked)
        seed = self._seed(ASSUMPTIONS in changed)
        figures = self.assumed.figures
        return np.array([draw_assumptions(figures, seed, row) for row in range(self.rows)])

    def _seed(self, changed: object) -> int:
        return self.seed + OTHER_SEED if changed else self.seed


def _listed(made: Sample, total: int) -> list[Decisions | None]:
    """Return the best plan of each draw; None where no plan is possible."""
    found: list[Decisions | None] = [None] * total
    for number, best in zip(made.numbers.tolist(), made.best.tolist(), strict=True):
        found[number] = made.plans[best]
    return found


def _doubt(objective: ObjectiveCoefficients, found: dict[str, list[Decisions | None]]) -> Doubt:
    pairs = sorted(
        {
            (candidate, service)
            for plans in found.values()
            for one in plans
            if one is not None
            for candidate, service, _ in one.services
        }
    )
    areas = {name: [_areas(one) for one in plans] for name, plans in found.items()}
    services = {name: [_services(one) for one in plans] for name, plans in found.items()}
    return Doubt(_lists(objective.candidates, areas), _lists(tuple(pairs), services))


def _lists(names: tuple[Name, ...], chosen: dict[str, list[frozenset[Name]]]) -> Lists[Name]:
    made = {
        group: np.array([[float(name in one) for name in names] for one in rows])
        for group, rows in chosen.items()
    }
    return Lists(names, made.pop("a"), made.pop("b"), made)


def _areas(plan: Decisions | None) -> frozenset[str]:
    return frozenset() if plan is None else plan.ids


def _services(plan: Decisions | None) -> frozenset[tuple[str, str]]:
    pairs = () if plan is None else plan.services
    return frozenset((candidate, service) for candidate, service, _ in pairs)

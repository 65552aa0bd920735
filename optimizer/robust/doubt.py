"""What the doubt about a list comes from: weights, evidence, and the search itself.

A row is a list made five times: of one draw of weights and evidence; of that draw with the weights,
then with the evidence, of another draw; of the very same draw again, by a search that knows other
plans; and of the other draw, by that other search. So each group is changed while all else stays
(:mod:`scoring.sobol`). Two plans within the gap differ by so much from nothing at all: what the
search alone changes is the floor, below which no difference is news.

Both searches look equally hard. The first knows the recommended plan and what it found for earlier
rows; the second knows neither, and takes the rows in the opposite order.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

import numpy as np

from optimizer.decisions import Decisions
from optimizer.highs_model import Vector
from optimizer.problem import Problem
from optimizer.robust.jobs import Drawn, Inquiry, Listed
from optimizer.robust.objective import ObjectiveCoefficients
from optimizer.robust.sampling import Progress, sample
from optimizer.robust.uncertainty import UncertaintyModel
from optimizer.robust.workers import Workers
from optimizer.search.effort import Effort
from optimizer.stop import Stop
from scoring.scorecard import Scorecard
from scoring.sobol import AGAIN, VarianceShare, variance_shares

WEIGHTS, EVIDENCE, SEARCH = "weights", "evidence", "search"
GROUPS = (WEIGHTS, EVIDENCE, SEARCH)
ROWS = 20
"""Rows that are planned together, and after which there is something to see."""
MADE = 5
"""Lists of a row."""
OTHER_SEED = 1_000_003
"""Added to the seed of the other draw."""


@dataclass(frozen=True, eq=False)
class Doubt:
    """Lists of r rows, n candidates: 1 in focus, 0 not.

    Attributes:
        candidates: ids, in the order of the columns.
        a: shape (r, n), of one draw.
        b: shape (r, n), of the other one, by the other search.
        mixed: group → shape (r, n), of the first draw with that group changed.
    """

    candidates: tuple[str, ...]
    a: Vector
    b: Vector
    mixed: dict[str, Vector]

    @property
    def rows(self) -> int:
        """Rows done."""
        return len(self.a)

    @property
    def size(self) -> float:
        """Focus areas of a list, on average."""
        return float(self.a.sum(axis=1).mean())

    def shares(self, *candidates: str, again: int = AGAIN) -> dict[str, VarianceShare]:
        """Return what each group does to the list, or to whether some candidates are in it.

        Args:
            candidates: ids; none = all.
            again: how often rows are drawn again for an interval.
        """
        columns = [place for place, one in enumerate(self.candidates) if one in candidates]
        kept = columns if candidates else slice(None)
        mixed = {group: lists[:, kept] for group, lists in self.mixed.items()}
        return variance_shares(self.a[:, kept], self.b[:, kept], mixed, again=again)

    @property
    def inside(self) -> dict[str, float]:
        """Candidate → share of the lists of both draws that it is in."""
        found = np.concatenate([self.a, self.b]).mean(axis=0).tolist()
        return dict(zip(self.candidates, found, strict=True))


def doubt(
    problem: Problem,
    scorecard: Scorecard,
    uncertainty: UncertaintyModel,
    rows: int,
    *,
    seed: int,
    effort: Effort,
    plan: Decisions,
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
        workers: who does the work; None = this process.
        stop: ends the work early when thrown; rows that are not whole are left out.
        progress: told how many lists are made.

    Raises:
        NoPlanError: no plan meets all conditions.
    """
    stop = stop or Stop()
    objective = ObjectiveCoefficients(problem)
    seeds = {"a": seed, "b": seed + OTHER_SEED}
    drawn = {
        weights + evidence: Drawn(scorecard, uncertainty, seeds[weights], seeds[evidence]).draws(
            objective, 0, rows
        )
        for weights, evidence in ("aa", "ba", "ab", "bb")
    }
    known: tuple[Decisions, ...] = (plan,)
    others: tuple[Decisions, ...] = ()
    parts: dict[str, list[Vector]] = {name: [] for name in ("a", "b", *GROUPS)}
    for begin in range(0, rows, ROWS):
        now = slice(begin, min(begin + ROWS, rows))
        count = now.stop - now.start
        ours = np.concatenate([drawn[name][now] for name in ("aa", "ba", "ab")])
        theirs = np.concatenate([drawn[name][now] for name in ("aa", "bb")])[::-1]
        made = MADE * begin
        lists = []
        for coefficients, plans in ((ours, known), (theirs, others)):
            found = sample(
                Inquiry(problem, Listed(coefficients), effort),
                len(coefficients),
                plans=plans,
                workers=workers,
                stop=stop,
                progress=partial(_tell, progress, made),
            )
            if found.draws < len(coefficients):
                return
            made += len(coefficients)
            in_focus = np.array([_in(objective, one) for one in found.plans])
            lists.append(in_focus[found.best])
            if plans is known:
                known = found.plans
            else:
                others = found.plans
        mine, other = lists[0], lists[1][::-1]
        for name, rows_of in (
            ("a", mine[:count]),
            (WEIGHTS, mine[count : 2 * count]),
            (EVIDENCE, mine[2 * count :]),
            (SEARCH, other[:count]),
            ("b", other[count:]),
        ):
            parts[name].append(rows_of)
        whole = {name: np.concatenate(some) for name, some in parts.items()}
        yield Doubt(
            candidates=objective.candidates,
            a=whole["a"],
            b=whole["b"],
            mixed={group: whole[group] for group in GROUPS},
        )


def _tell(progress: Callable[[int], None], made: int, now: Progress) -> None:
    progress(made + now.done)


def _in(objective: ObjectiveCoefficients, decisions: Decisions) -> Vector:
    """Return 1 for every candidate that a plan has in focus, shape (candidates,)."""
    return np.array([float(one in decisions.ids) for one in objective.candidates])

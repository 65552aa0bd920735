r"""Calibration: is what is "in 80 % of lists" in the true best list 80 % of the time?

Made-up problems whose truth is known to the experiment only. Ten candidates are weighed by three
criteria (a straight line, a bent one, levels), each needs some weeks of one team, which has time
for about half of them. A value is known, given as a range, or missing, each as likely; what is
true is drawn uniformly from the evidence that is left open, and the true weights from a Dirichlet
distribution around the given ones. All of that is drawn and reckoned here, in plain NumPy, from
what docs/how-sure.md says is believed; nothing of it passes through the drawing that is put to the
test. The true best list is found by trying all 1,024.

Focus is told what is open, and says in which share of its draws each candidate is in the best list
(core index), among the first so many of the ranking, and above each other one. Where shares are
calibrated, of all that is said with a share *s* a share *s* is true. Candidates of one problem are
right or wrong together, so that errors are reckoned over problems:

.. math:: d = \frac{\sum_p \sum_i (true_{pi} - s_{pi})}{\sum_p n_p}, \quad
   se^2 = \frac{\sum_p (\sum_i (true_{pi} - s_{pi}))^2}{(\sum_p n_p)^2}.

Sources: reliability diagrams, Murphy & Winkler (1977), *Applied Statistics* 26, 41-47; clustered
errors, Liang & Zeger (1986), *Biometrika* 73, 13-22.

    python -m benchmarks calibration                 200 problems, 100 draws each: the docs' table
    python -m benchmarks calibration --problems 20
"""

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, product
from typing import Any

import numpy as np
import numpy.typing as npt
from rich.console import Console
from rich.table import Table

from config.criteria import Criteria
from data.dataset import Candidate, Dataset, Evidence
from optimizer.problem import Area, Option, Period, Problem, Team
from optimizer.robust.core_index import core_indices
from optimizer.robust.jobs import Drawn, Inquiry
from optimizer.robust.sampling import sample
from optimizer.robust.uncertainty import UncertaintyModel
from optimizer.search.effort import DRAW, Effort
from scoring.acceptability import acceptability
from scoring.scorecard import Scorecard, score
from scoring.weight_samples import WeightsAround

Floats = npt.NDArray[np.float64]
CANDIDATES, FIRST = 10, 4
"""Candidates of a problem, and how many count as the first of its ranking."""
GIVEN = {"line": 0.5, "bent": 0.3, "levels": 0.2}
CONCENTRATION = WeightsAround().concentration
BENT = ((0.0, 0.0), (20.0, 70.0), (100.0, 100.0))
LEVELS = {"none": 0.0, "some": 30.0, "full": 100.0}
RANKINGS = 1_000
"""Draws of a ranking."""
EDGES = (0.0, 0.02, 0.1, 0.3, 0.5, 0.7, 0.9, 0.98, 1.0)
"""Shares that part the lines of the table."""
KINDS = ("in the best list", "among the first", "above another")
MEASURES: dict[str, dict[str, Any]] = {
    "line": {"label": "line", "scale": [0, 100]},
    "bent": {"label": "bent", "scale": [0, 100]},
    "levels": {"label": "levels"},
}
VALUES: dict[str, dict[str, Any]] = {
    "line": {"type": "linear", "worst": 0, "best": 100},
    "bent": {"type": "points", "points": BENT},
    "levels": {"type": "levels", "levels": LEVELS},
}


@dataclass(frozen=True)
class World:
    """A problem with what is known of it, and what is true."""

    scorecard: Scorecard
    problem: Problem
    scores: Floats
    """What every candidate is truly worth, 0..100."""
    best: frozenset[str]
    """The list that is truly best."""


@dataclass(frozen=True)
class Said:
    """What was said of several things of one problem, and whether it is true."""

    share: Floats
    true: npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Line:
    """A line of the reliability table."""

    low: float
    high: float
    number: int
    share: float
    """Mean of what was said."""
    true: float
    """Share of it that is true."""
    error: float
    """Standard error of the difference."""

    @property
    def apart(self) -> float:
        """By how many standard errors the two differ."""
        return abs(self.true - self.share) / self.error if self.error else 0.0


def world(seed: int) -> World:
    """Return one problem with its truth."""
    rng = np.random.default_rng(seed)
    ids = [f"c{at}" for at in range(CANDIDATES)]
    rows, values = list[Evidence](), np.empty((CANDIDATES, len(GIVEN)))
    for at, one in enumerate(ids):
        for column, measure in enumerate(GIVEN):
            known, true = _cell(rng, measure)
            values[at, column] = _points(measure, true)
            if known is not None:
                rows.append(
                    Evidence(candidate=one, measure=measure, basis="observed", source="s", **known)
                )
    weights = rng.dirichlet(CONCENTRATION * np.array(list(GIVEN.values())))
    scores = values @ weights
    weeks = rng.integers(1, 4, CANDIDATES).astype(float)
    scorecard = score(
        Dataset(
            candidates=tuple(Candidate(id=one, kind="country", name=one) for one in ids),
            evidence=tuple(rows),
        ),
        _criteria(),
    )
    room = float(weeks.sum() // 2)
    areas = tuple(
        Area(
            id=one, kind="country", worth=100.0, potential=scorecard.potential[one],
            options=(Option(service="support", unlocks=1.0, weeks={"team": week}),),
        )
        for one, week in zip(ids, weeks.tolist(), strict=True)
    )  # fmt: skip
    problem = Problem(periods=(Period(id="H1"),), areas=areas, teams=(Team(id="team", weeks=room),))
    lists = np.array(list(product((0.0, 1.0), repeat=CANDIDATES)))
    worth = np.where(lists @ weeks <= room, lists @ scores, -np.inf)
    taken = lists[int(worth.argmax())]
    best = frozenset(one for one, whether in zip(ids, taken.tolist(), strict=True) if whether)
    return World(scorecard, problem, scores, best)


def _cell(rng: np.random.Generator, measure: str) -> tuple[dict[str, Any] | None, float | str]:
    """Return what is known of one value, and what is true."""
    how = rng.integers(3)
    if measure == "levels":
        level = str(rng.choice(list(LEVELS)))
        return (None if how == 0 else {"value": level}), level
    if how == 0:
        return None, float(rng.uniform(0, 100))
    low = float(rng.uniform(0, 100))
    if how == 1:
        return {"value": low}, low
    high = float(rng.uniform(low, 100))
    central = float(rng.uniform(low, high))
    return {"value": central, "low": low, "high": high}, float(rng.uniform(low, high))


def _points(measure: str, value: float | str) -> float:
    if isinstance(value, str):
        return LEVELS[value]
    if measure == "line":
        return value
    where, worth = zip(*BENT, strict=True)
    return float(np.interp(value, where, worth))


def _criteria() -> Criteria:
    criteria = {
        name: {
            "label": name, "weight": weight, "measure": name, "value": VALUES[name],
            "missing": "midpoint", "source": "made up",
        }
        for name, weight in GIVEN.items()
    }  # fmt: skip
    kind = {"label": "Countries", "singular": "Country", "worth": 100, "criteria": criteria}
    return Criteria.model_validate({"kinds": {"country": kind}, "measures": MEASURES})


def said(
    one: World, draws: int, effort: Effort, seed: int, held: UncertaintyModel
) -> dict[str, Said]:
    """Return what Focus says of a problem, and whether it is true."""
    found = sample(Inquiry(one.problem, Drawn(one.scorecard, held, seed), effort), draws)
    indices = core_indices(found)
    ranked = acceptability(
        one.scorecard.kinds["country"],
        WeightsAround(),
        draws=RANKINGS,
        seed=seed,
        evidence=held.evidence,
    )
    assert ranked.winning is not None  # noqa: S101 (of few candidates there is one)
    order = np.argsort(-one.scores)
    first = np.zeros(CANDIDATES, dtype=np.bool_)
    first[order[:FIRST]] = True
    above = np.triu_indices(CANDIDATES, 1)
    return {
        "in the best list": Said(
            np.array([index.index.share for index in indices]),
            np.array([index.id in one.best for index in indices]),
        ),
        "among the first": Said(ranked.among_first(FIRST), first),
        "above another": Said(
            ranked.winning[above], (one.scores[:, None] > one.scores[None, :])[above]
        ),
    }


def reliability(every: Sequence[Said]) -> Iterator[Line]:
    """Yield the lines of the table: what was said, and how much of it is true."""
    for low, high in pairwise(EDGES):
        sums = np.zeros(len(every))
        number, shares, true = 0, 0.0, 0
        for at, one in enumerate(every):
            mine = (one.share >= low) & ((one.share < high) | (high == 1.0))
            sums[at] = float((one.true[mine] - one.share[mine]).sum())
            number += int(mine.sum())
            shares += float(one.share[mine].sum())
            true += int(one.true[mine].sum())
        if number:
            error = float(np.sqrt((sums**2).sum())) / number
            yield Line(low, high, number, shares / number, true / number, error)


def measure(
    problems: int, draws: int, effort: Effort = DRAW, held: UncertaintyModel | None = None
) -> dict[str, list[Line]]:
    """Return the reliability table of each kind of share, over so many problems.

    Args:
        problems: how many.
        draws: of each, for its lists; its ranking has RANKINGS.
        effort: how hard the list of a draw is looked for.
        held: what Focus is told to draw; None = as usual.
    """
    held = held or UncertaintyModel()
    found = [said(world(seed), draws, effort, seed, held) for seed in range(problems)]
    return {kind: list(reliability([one[kind] for one in found])) for kind in KINDS}


def main(arguments: Sequence[str] = ()) -> None:
    """Measure, and print the tables."""
    parser = argparse.ArgumentParser(prog="benchmarks calibration")
    parser.add_argument("--problems", type=int, default=200)
    parser.add_argument("--draws", type=int, default=100)
    parser.add_argument("--gap", type=float, default=DRAW.gap)
    wanted = parser.parse_args(arguments)
    console = Console()
    for kind, lines in measure(wanted.problems, wanted.draws, DRAW.but(gap=wanted.gap)).items():
        drawn = wanted.draws if kind == KINDS[0] else RANKINGS
        table = Table(title=f"{kind}, {wanted.problems} problems, {drawn:,} draws")
        for head in ("said", "number", "mean share, %", "true, %", "± (standard error)"):
            table.add_column(head, justify="right")
        for line in lines:
            table.add_row(
                f"{100 * line.low:g} to {100 * line.high:g} %",
                str(line.number),
                f"{100 * line.share:.1f}",
                f"{100 * line.true:.1f}",
                f"{100 * line.error:.1f}",
            )
        console.print(table)

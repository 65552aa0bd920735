"""How much of the list, and of its services, is left where what is assumed is otherwise.

Beside it stands what two plans that are equally good within the gap have in common: the same
problem, nothing of it changed, searched with other chances of the solver. What assumptions move
beyond that is theirs.

    python -m benchmarks assumed_figures                 25 % either way, and within the ranges
    python -m benchmarks assumed_figures --draws 20      fewer draws
"""

import argparse
import sys
from collections.abc import Iterator, Sequence

import numpy as np
from rich.console import Console
from rich.table import Table

from optimizer.decisions import Decisions
from optimizer.robust.search import search_afresh
from optimizer.robust.uncertainty import UncertaintyModel
from optimizer.search.effort import ASSUMED
from optimizer.study import Study, open_study
from questions.asking import ask
from questions.plan import PlanQuestion
from questions.robust import SampleQuestion, Sureness
from scoring.weight_samples import FixedWeights

DRAWS, SEARCHES = 60, 8
SHARES = (0.25, 0.0)
"""How far off figures without a range may be; 0 = only those with a range are drawn."""


def common(one: Decisions, other: Decisions) -> tuple[float, float]:
    """Return what share of a plan's focus areas, and of its services, another plan has."""
    areas = len(one.ids & other.ids) / len(one.ids)
    return areas, len(one.services & other.services) / len(one.services)


def equally_good(study: Study, plan: Decisions, searches: int) -> Iterator[tuple[float, float]]:
    """Yield what plans of the same problem, each within the gap, have of a plan."""
    for seed in range(searches):
        found = search_afresh(study.problem(), ASSUMED, seed)
        if found is not None:
            yield common(plan, found.decisions)


def main(arguments: Sequence[str] = ()) -> None:
    """Print one table: what is kept of focus areas and of services."""
    parser = argparse.ArgumentParser(prog="benchmarks.assumed_figures")
    parser.add_argument("--draws", type=int, default=DRAWS)
    parser.add_argument("--searches", type=int, default=SEARCHES)
    options = parser.parse_args(arguments)
    study = open_study()
    plan = ask(study, PlanQuestion()).result.plan.decisions
    table = Table(title="Of the recommended plan")
    for column in ("what is drawn", "plans", "focus areas kept", "services kept", "mean gap"):
        table.add_column(column)
    same = np.array(list(equally_good(study, plan, options.searches)))
    areas, services = same.mean(axis=0)
    table.add_row("nothing: equally good plans", str(len(same)), f"{areas:.0%}", f"{services:.0%}")
    for share in SHARES:
        held = UncertaintyModel(weights=FixedWeights(), evidence=False, assumptions=share)
        asked = SampleQuestion(uncertainty=held, draws=options.draws)
        found = Sureness(ask(study, asked).result, plan)
        areas, services = found.kept
        what = f"ranges, {share:.0%} either way without one" if share else "ranges alone"
        gap = f"{found.sample.gaps.mean():.1%}"
        table.add_row(what, str(found.sample.draws), f"{areas:.0%}", f"{services:.0%}", gap)
    Console(width=120).print(table)


if __name__ == "__main__":
    main(sys.argv[1:])

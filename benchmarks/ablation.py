"""What each ingredient of the search earns: the gap with it switched off, beside the gap as it is.

An ingredient is switched off by fields of the effort, or by something that stands in for one of the
search's functions; one that this search does not have is told. Gaps are medians over problems and
seeds of HiGHS, ratios to the search as it is, in the same run.

    python -m benchmarks ablation
    python -m benchmarks ablation 450s1 --seconds 5 --seeds 3 --without "rounding cuts"
"""

import argparse
import importlib
import math
import statistics
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce
from typing import Any

from rich.console import Console
from rich.table import Table

from benchmarks.runs import run
from optimizer.search.effort import Effort

INSTANCES = ("bundled", "450s0", "450s1")
SECONDS, SEEDS = 10.0, 3


def nothing(*_: object, **__: object) -> tuple[()]:
    """Do nothing, find nothing."""
    return ()


@dataclass(frozen=True)
class Ingredient:
    """A part of the search, and how to do without it."""

    effort: Mapping[str, object] = field(default_factory=dict)
    """Field of the effort → value without the ingredient."""
    instead: Mapping[str, Callable[..., Any]] = field(default_factory=dict)
    """``module:name`` (or ``module:Class.name``) → what stands in for it."""

    @property
    def known(self) -> bool:
        """Whether the search has it."""
        return self.effort.keys() <= Effort.model_fields.keys() and all(
            _owner(path) is not None for path in self.instead
        )


INGREDIENTS: Mapping[str, Ingredient] = {
    "core": Ingredient(effort={"core": ()}),
    "neighbourhoods": Ingredient(effort={"rounds": 0}),
    "rounding cuts": Ingredient(
        instead={"optimizer.cuts.rounding:RoundingCuts.missed": nothing},
    ),
    "support cuts": Ingredient(
        instead={"optimizer.cuts.support:SupportCuts.missed": nothing},
    ),
    "period by period": Ingredient(
        instead={"optimizer.search.find_plan:period_by_period": lambda *_: None},
    ),
    "briskness": Ingredient(
        instead={"optimizer.highs_model:HighsModel.be_brisk": nothing},
    ),
    "pegging": Ingredient(
        instead={
            "optimizer.search.lagrangian:LagrangianBound.pegged": lambda _, __, ___, *same: same
        },
    ),
}


def _owner(path: str) -> object | None:
    """Return what holds the last name of a path; None where the path leads nowhere."""
    module, _, names = path.partition(":")
    *outer, last = names.split(".")
    try:
        owner: object = reduce(getattr, outer, importlib.import_module(module))
    except (ImportError, AttributeError):
        return None
    return owner if hasattr(owner, last) else None


def switch_off(name: str) -> dict[str, object]:
    """Do without an ingredient in this process; return what the effort has to say to it."""
    ingredient = INGREDIENTS[name]
    for path, standing_in in ingredient.instead.items():
        setattr(_owner(path), path.rpartition(":")[2].rpartition(".")[2], standing_in)
    return dict(ingredient.effort)


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="benchmarks ablation")
    parser.add_argument("instances", nargs="*", default=INSTANCES)
    parser.add_argument("--seconds", type=float, default=SECONDS)
    parser.add_argument("--seeds", type=int, default=SEEDS)
    parser.add_argument("--without", nargs="+", choices=INGREDIENTS, default=list(INGREDIENTS))
    return parser.parse_args(arguments)


def main(arguments: Sequence[str] = ()) -> None:
    """Print one table: the gap on every problem, as it is and without each ingredient."""
    options = _options(arguments)
    table = Table(title=f"Proven gap after {options.seconds:g} processor seconds")
    for column in ("without", *options.instances, "÷ as it is"):
        table.add_column(column, justify="left" if column == "without" else "right")
    as_it_is: list[float] = []
    for name in (None, *options.without):
        if name is not None and not INGREDIENTS[name].known:
            table.add_row(name, *("–" for _ in options.instances), "not in this search")
            continue
        print(f"  without {name or 'nothing'}", file=sys.stderr, flush=True)
        gaps = [
            statistics.median(
                run("Focus", instance, options.seconds, seed=seed, without=name).gap
                for seed in range(options.seeds)
            )
            for instance in options.instances
        ]
        as_it_is = as_it_is or gaps
        ratios = [own / plain for own, plain in zip(gaps, as_it_is, strict=True) if plain > 0]
        middle = statistics.median(ratios) if ratios else math.nan
        table.add_row(name or "nothing", *(f"{gap:.3%}" for gap in gaps), f"{middle:.2f}")
    Console(width=140).print(table)


if __name__ == "__main__":
    main(sys.argv[1:])

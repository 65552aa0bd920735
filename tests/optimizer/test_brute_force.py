"""The optimum of random problems, all families on, against the best of all plans tried one by one.

Oracle: :mod:`tests.optimizer.brute_force`, which shares nothing with the model.
"""

from collections import Counter
from collections.abc import Callable, Iterator

import numpy as np
import pytest

from optimizer.problem import Problem
from tests.optimizer.brute_force import BruteForce
from tests.optimizer.checker import holds, value
from tests.optimizer.examples import everything, plain, rhythm, soft
from tests.optimizer.factories import Size, random_problem, with_families, with_rhythm
from tests.optimizer.solved import solve

CHUNKS = 10
PER_CHUNK = 64
ENOUGH = 3
SIZES = (
    Size(areas=4, periods=1),
    Size(areas=3, periods=2),
    Size(areas=4, periods=2),
    Size(areas=5, periods=1, weeks=12),
    Size(areas=2, periods=3),
    Size(areas=3, services=3, periods=1),
)


MORE: dict[str, Callable[[np.random.Generator, Problem], Problem]] = {
    "usual": lambda _, problem: problem,
    "families": with_families,
    "rhythm": with_rhythm,
}
"""What is added to the random problems."""


def problems(chunk: int) -> Iterator[tuple[int, Problem]]:
    """Yield seeds and their problems."""
    for seed in range(chunk * PER_CHUNK, (chunk + 1) * PER_CHUNK):
        yield seed, random_problem(np.random.default_rng(seed), SIZES[seed % len(SIZES)])


@pytest.mark.parametrize("more", MORE)
@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_best_plan_is_the_best_of_all_plans(chunk: int, more: str) -> None:
    """Value, infeasibility, the choice among equals, and whether there are equals."""
    for seed, usual in problems(chunk):
        problem = MORE[more](np.random.default_rng(seed + 10_000), usual)
        best = BruteForce(problem).best()
        plan = solve(problem)
        if best is None:
            assert plan.status == "infeasible", seed
            assert plan.conflicts, seed
            continue
        assert plan.status == "optimal", seed
        assert plan.value == pytest.approx(best.value, abs=1e-6), seed
        decisions = plan.decisions
        assert decisions.focus | decisions.services | decisions.leads == best.yes, seed
        assert plan.ties_settled, seed
        assert plan.other_ties == (best.count > 1), seed
        assert sum(decisions.money.values()) == pytest.approx(best.usd, abs=0.05), seed
        assert holds(problem, decisions), seed
        assert value(problem, decisions) == pytest.approx(best.value, abs=1e-6), seed


def test_random_problems_show_every_family() -> None:
    """Each family decides the best plan of several problems: without it the value is another."""
    seen: Counter[str] = Counter()
    for chunk in range(CHUNKS):
        for seed, usual in problems(chunk):
            if len(usual.areas) * len(usual.periods) > 6:
                continue
            for more, names in (("usual", TRAITS[: -len(RHYTHM)]), ("rhythm", RHYTHM)):
                wanted = [trait for trait in names if seen[trait] < ENOUGH]
                if wanted:
                    problem = MORE[more](np.random.default_rng(seed + 10_000), usual)
                    seen.update(trait for trait in traits(problem, wanted) if trait in names)
    assert not [trait for trait in TRAITS if seen[trait] < ENOUGH], seen


def traits(problem: Problem, wanted: list[str]) -> Iterator[str]:
    """Yield the families of those wanted that decide a problem's best plan."""
    best = BruteForce(problem).best()
    if best is None:
        yield "infeasible"
        return
    if best.count > 1:
        yield "several equals"
    if any(len(key) == 4 for key in best.yes):
        yield "led"
    for name in sorted(LEFT_OUT.keys() & wanted):
        less = problem.but(**LEFT_OUT[name](problem))
        other = BruteForce(less).best() if less != problem else best
        if other is None or abs(other.value - best.value) > 1e-6:
            yield name


LEFT_OUT: dict[str, Callable[[Problem], dict[str, object]]] = {
    "hard rules": lambda p: {"rules": tuple(r for r in p.rules if not r.hard)},
    "soft rules": lambda p: {"rules": tuple(r for r in p.rules if r.hard)},
    "share rules": lambda p: {"rules": tuple(r for r in p.rules if not r.base)},
    "near rules": lambda p: {"rules": tuple(r for r in p.rules if r.near is None)},
    "overlaps": lambda _: {"overlaps": ()},
    "must": lambda _: {"must": frozenset()},
    "must not": lambda _: {"must_not": frozenset()},
    "leads": lambda _: {"leads": ()},
    "partner capacity": lambda p: {"partner_capacity": dict.fromkeys(p.partner_capacity, 9)},
    "stay": lambda _: {"min_stay": 1},
    "changes": lambda _: {"most_changes": None},
    "universal share": lambda p: {"teams": tuple(t.but(universal_share=0) for t in p.teams)},
    "staff": lambda p: {"teams": tuple(t.but(weeks=99) for t in p.teams)},
    "funds": lambda p: {"funds": tuple(f.but(usd=10**6) for f in p.funds)},
    "fund limits": lambda p: {"funds": tuple(f.but(most_per_candidate=None) for f in p.funds)},
    "fund services": lambda p: {"funds": tuple(f.but(services=None) for f in p.funds)},
    "windows": lambda p: {"areas": tuple(a.but(windows=None) for a in p.areas)},
    "gates": lambda p: {"areas": tuple(a.but(barred=None) for a in p.areas)},
    "drop price": lambda p: {"areas": tuple(a.but(drop_price=0) for a in p.areas)},
    "reviews": lambda _: {"reviews": ()},
    "service periods": lambda p: {
        "areas": tuple(
            a.but(options=tuple(o.but(periods=None) for o in a.options)) for a in p.areas
        )
    },
    "least support": lambda p: {"areas": tuple(a.but(support_min=0) for a in p.areas)},
}
RHYTHM = ("reviews", "service periods")
"""Families that only some of the problems have."""
TRAITS = (
    *(name for name in LEFT_OUT if name not in RHYTHM),
    "several equals",
    "led",
    "infeasible",
    *RHYTHM,
)


@pytest.mark.parametrize("example", [everything, plain, rhythm, soft])
def test_golden_examples_against_every_plan(example: Callable[[], Problem]) -> None:
    """The problems of the golden files, too."""
    problem = example()
    best = BruteForce(problem).best()
    assert best is not None
    plan = solve(problem)
    assert plan.value == pytest.approx(best.value)
    assert plan.decisions.focus == best.focus

"""Requires, excludes, after. Oracles: worked by hand; every plan, tried one by one by the audit."""

import itertools
from collections.abc import Iterator

import numpy as np
import pytest

from optimizer.audit import broken, worth
from optimizer.conditions import DependencyCondition, Lock
from optimizer.decisions import Decisions
from optimizer.model.compile import compile_problem
from optimizer.model.dependencies import add_dependency_constraints
from optimizer.model.matrix import MatrixModel
from optimizer.model.selection import add_focus_decisions
from optimizer.model.support import add_service_decisions
from optimizer.problem import Dependency, Problem
from optimizer.search.cut_relaxation import ROUNDS
from optimizer.search.model import SearchModel
from tests.optimizer.problems import area, option, problem, teams
from tests.optimizer.solved import solve
from tests.optimizer.written import Row, rows

KINDS = ("requires", "excludes", "after")


def bound(kind: str, pairs: dict[str, tuple[str, ...]], **fields: object) -> Dependency:
    return Dependency.model_validate({"rule": "rule", "kind": kind, "pairs": pairs, **fields})


def two(periods: str = "H1", **fields: object) -> Problem:
    """Return A (60 points) and B (10), each with tech (0.6, 2 weeks) and peer (0.4, 1 week)."""
    ways = (option("tech", 0.6, team=2), option("peer", 0.4, team=1))
    return problem(
        area("A", 60, *ways), area("B", 10, *ways), periods=periods, teams=teams(team=3), **fields
    )


def test_compile_add_dependency_constraints() -> None:
    example = two(
        "H1 H2",
        dependencies=(
            bound("requires", {"A": ("B",)}, rule="needs"),
            bound("excludes", {"A": ("A", "B")}, rule="not", service="tech", other="peer"),
            bound("after", {"B": ("A",)}, rule="then", service="tech"),
        ),
    )
    sheet = MatrixModel()
    add_focus_decisions(sheet, example)
    add_service_decisions(sheet, example)
    add_dependency_constraints(sheet, example)
    found = rows(sheet)
    assert {name: row for name, row in found.items() if name.endswith("H1)")} == {
        "requires(needs,A,H1)": Row({"focus(A,H1)": 1, "focus(B,H1)": -1}, upper=0),
        "excludes(not,A,A,H1)": Row({"service(A,tech,H1)": 1, "service(A,peer,H1)": 1}, upper=1),
        "excludes(not,A,B,H1)": Row({"service(A,tech,H1)": 1, "service(B,peer,H1)": 1}, upper=1),
        "after(then,B,H1)": Row({"service(B,tech,H1)": 1}, upper=0),
    }
    assert found["after(then,B,H2)"] == Row({"service(B,tech,H2)": 1, "focus(A,H1)": -1}, upper=0)


@pytest.mark.parametrize(
    ("dependency", "value"),
    [
        (None, 60),  # A with both services
        (bound("requires", {"A": ("B",)}), 36 + 4),  # A tech, B peer
        (bound("requires", {"A": ("A",)}, service="tech", other="peer"), 60),
        (bound("requires", {"A": ("B",)}, service="peer", other="tech"), 36 + 4),
        (bound("excludes", {"A": ("A",)}, service="tech", other="peer"), 36 + 4),
        (bound("excludes", {"B": ("A",)}), 60),
        (bound("after", {"A": ("B",)}), 10),  # A never, B with both
        (bound("requires", {"A": ()}), 10),
    ],
)
def test_solve_one_half_year(dependency: Dependency | None, value: float) -> None:
    """Three weeks."""
    assert solve(two(dependencies=(dependency,) if dependency else ())).value == pytest.approx(
        value
    )


def test_solve_what_comes_after() -> None:
    """A's peer learning only after its tech: in H1 tech and B's peer, in H2 both."""
    dependency = bound("after", {"A": ("A",)}, service="peer", other="tech")
    plan = solve(two("H1 H2", dependencies=(dependency,)))
    assert plan.value == pytest.approx(36 + 4 + 60)
    assert ("A", "peer", "H1") not in plan.decisions.services


def test_solve_knows_the_list_in_force() -> None:
    """B comes after A, which is in the list in force: at once."""
    example = two(dependencies=(bound("after", {"B": ("A",)}),), must={"B"})
    assert solve(example).status == "infeasible"
    areas = (example.areas[0].but(incumbent=True), example.areas[1])
    assert solve(example.but(areas=areas)).ids >= {"B"}


def test_solve_says_which_dependency_leaves_no_plan() -> None:
    """B must be in and comes after A, which has not been."""
    example = two(dependencies=(bound("after", {"B": ("A",)}),), must={"B"})
    (conflict,) = solve(example).conflicts
    assert set(conflict.conditions) == {
        Lock(candidate="B", side="in"),
        DependencyCondition(rule="rule"),
    }
    assert solve(DependencyCondition(rule="rule").without(example)).found


def test_the_audit_tells_what_breaks_a_dependency() -> None:
    example = two(dependencies=(bound("requires", {"A": ("B",)}),))
    alone = Decisions(focus={("A", "H1")}, services={("A", "tech", "H1")})
    assert broken(example, alone) == ["A lacks what rule asks for in H1"]
    example = two(dependencies=(bound("excludes", {"A": ("B",)}),))
    both = Decisions(
        focus={("A", "H1"), ("B", "H1")}, services={("A", "peer", "H1"), ("B", "peer", "H1")}
    )
    assert broken(example, both) == ["A has what rule excludes in H1: B"]


def every_plan(example: Problem) -> Iterator[Decisions]:
    """Yield every choice of services, in every period; who gets any is in focus."""
    pairs = [
        (one.id, way.service, period.id)
        for one in example.areas
        for way in one.options
        for period in example.periods
    ]
    for chosen in itertools.product((False, True), repeat=len(pairs)):
        services = frozenset(pair for pair, yes in zip(pairs, chosen, strict=True) if yes)
        yield Decisions(services=services, focus=frozenset((i, t) for i, _, t in services))


def random_dependency(rng: np.random.Generator, number: int) -> Dependency:
    services = ("", "tech", "peer")
    service, other = str(rng.choice(services)), str(rng.choice(services))
    pairs = {}
    for one in ("A", "B"):
        others = [j for j in ("A", "B") if rng.random() < 0.6 and (j != one or service != other)]
        if rng.random() < 0.7:
            pairs[one] = tuple(others)
    return bound(str(rng.choice(KINDS)), pairs, rule=f"rule{number}", service=service, other=other)


@pytest.mark.parametrize("chunk", range(4))
def test_best_plan_is_the_best_of_all_plans(chunk: int) -> None:
    """Two half-years, two or three dependencies; no bound is below the best."""
    decided = 0
    for seed in range(chunk * 15, chunk * 15 + 15):
        rng = np.random.default_rng(seed)
        free = two("H1 H2", most_changes=None)
        areas = tuple(one.but(incumbent=bool(rng.random() < 0.3)) for one in free.areas)
        example = free.but(
            areas=areas,
            dependencies=tuple(random_dependency(rng, n) for n in range(rng.integers(1, 4))),
        )
        best = max(
            worth(example, one).total for one in every_plan(example) if not broken(example, one)
        )
        plan = solve(example)
        assert plan.value == pytest.approx(best), seed
        model = SearchModel(example)
        tight, prices = model.relax(model.value, ROUNDS)
        assert best - 1e-6 <= tight.bound <= model.loose.bound + 1e-6, seed
        assert best - 1e-6 <= prices.bound, seed
        decided += best < 120 - 1e-6
    assert decided > 5


def test_dependencies_are_rows_only() -> None:
    """Without them the programme is the same, row by row."""
    plain = compile_problem(two())
    assert (
        plain.rows.keys()
        < compile_problem(two(dependencies=(bound("requires", {"A": ("B",)}),))).rows.keys()
    )

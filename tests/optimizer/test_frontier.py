"""Frontiers against the enumeration of all plans of small problems, and one by hand."""

import itertools
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from optimizer import frontier as frontier_module
from optimizer.frontier import By, Frontier, Resource, frontier
from optimizer.highs_model import Outcome
from optimizer.problem import Fund, Problem
from optimizer.search.effort import EXACT, Effort
from optimizer.search.maximise import maximise
from optimizer.stop import Stop
from tests.optimizer.brute_force import BruteForce
from tests.optimizer.factories import Size, random_problem
from tests.optimizer.solved import solve
from tests.optimizer.why.test_overruling import example

Point = tuple[float, float]


def every_plan(problem: Problem) -> Iterator[dict[str, float]]:
    """Yield value, money, weeks and points of each kind of every plan over one period."""
    brute = BruteForce(problem)
    for (focus,) in brute.sequences():
        level = brute.level(focus) - brute._drops((focus,))
        for way in brute._ways(focus, problem.periods[0].id):
            if not brute.payable(way.given):
                continue
            found = {"value": level, "money": 0.0, "staff": sum(brute.weeks(way).values())}
            found["money"] += sum(joint.usd for joint in brute.setups(way.given))
            for name, service in way.given:
                area, option = brute.areas[name], brute.option(name, service)
                points = area.worth * area.potential * option.unlocks
                found["value"] += points
                found["money"] += option.usd
                found[area.kind] = found.get(area.kind, 0.0) + points
            for term in problem.overlaps:
                if term.candidate in focus and any(one in focus for one in term.targets):
                    kind = brute.areas[term.candidate].kind
                    found[kind] = found.get(kind, 0.0) + term.points
            yield found


def undominated(points: list[Point]) -> list[Point]:
    """Return (used, value) of those that no other beats: less used, more value."""
    kept: list[Point] = []
    for used, value in sorted(
        {(round(u, 6), round(v, 6)) for u, v in points}, key=lambda p: (p[0], -p[1])
    ):
        if not kept or value > kept[-1][1] + 1e-4:
            kept.append((used, value))
    return kept


@pytest.mark.parametrize(("by", "step"), [("money", 5_000.0), ("staff", 0.1)])
def test_every_point_of_the_frontier_is_found(by: str, step: float) -> None:
    points = 0
    for seed in range(60):
        problem = random_problem(np.random.default_rng(seed), Size(areas=4, usd=100))
        plan = solve(problem)
        if not plan.found:
            continue
        found = frontier(problem, plan, by, step=step, effort=EXACT)  # type: ignore[arg-type]
        expected = undominated([(one[by], one["value"]) for one in every_plan(problem)])
        assert found.complete
        assert [point.used for point in found.points] == pytest.approx(
            [used for used, _ in expected], abs=1e-3
        ), seed
        assert [point.value for point in found.points] == pytest.approx(
            [value for _, value in expected], abs=1e-4
        ), seed
        assert all(point.exact for point in found.points)
        points += len(found.points)
    assert points >= 60


@pytest.mark.parametrize(
    ("by", "unit", "step"),
    [("money", 1.0, 10_000.0), ("money", 0.33333, 3_333.3), ("staff", 1.0, 0.25)],
)
def test_a_plan_exactly_one_step_lower_is_not_shut_out(
    by: Resource, unit: float, step: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Steps as long as the least difference of two plans, with what a solver leaves to tolerance.

    A solver may call 0.9999998 a yes, and pay 44,999.99 where 45,000 are due.
    """
    solved = maximise

    def noisy(*args: Any, **more: Any) -> Outcome:
        found = solved(*args, **more)
        if found.solution is None:
            return found
        return replace(found, solution=found.solution * (1 - 2e-7))

    monkeypatch.setattr(frontier_module, "maximise", noisy)
    points = apart = 0
    for seed in range(40):
        problem = random_problem(np.random.default_rng(seed), Size(areas=4, usd=100))
        problem = problem.but(
            areas=tuple(
                area.but(options=tuple(one.but(usd=one.usd * unit) for one in area.options))
                for area in problem.areas
            )
        )
        plan = solve(problem)
        if not plan.found:
            continue
        found = frontier(problem, plan, by, step=step, effort=EXACT)
        expected = undominated([(one[by], one["value"]) for one in every_plan(problem)])
        assert found.complete
        assert [point.used for point in found.points] == [used for used, _ in expected], seed
        assert [point.value for point in found.points] == pytest.approx(
            [value for _, value in expected], abs=1e-4
        ), seed
        uses = [point.used for point in found.points]
        apart += sum(round(b - a, 6) == step for a, b in itertools.pairwise(uses))
        points += len(uses)
    assert points >= 40
    assert apart >= 1


@pytest.mark.parametrize(("by", "step"), [("money", 20_000.0), ("staff", 1.0), ("kinds", 8.0)])
def test_a_long_step_misses_nothing_further_apart_than_it(by: str, step: float) -> None:
    """Whatever the step: no plan of all is worth more than what is found a step above it."""
    points = 0
    for seed in range(40):
        problem = random_problem(np.random.default_rng(seed), Size(areas=4, usd=100))
        kinds = sorted({area.kind for area in problem.areas})
        plan = solve(problem)
        if not plan.found or len(kinds) < 2:
            continue
        what: By = (kinds[0], kinds[1]) if by == "kinds" else by  # type: ignore[assignment]
        found = frontier(problem, plan, what, step=step, effort=EXACT)
        assert found.complete
        sign = -1.0 if by == "kinds" else 1.0
        for each in every_plan(problem):
            used = -each.get(kinds[1], 0.0) if by == "kinds" else each[by]
            value = each.get(kinds[0], 0.0) if by == "kinds" else each["value"]
            near = [p.value for p in found.points if sign * p.used < used + step + 1e-4]
            assert value <= max(near) + 1e-4, seed
        points += len(found.points)
    assert points >= 25


def test_bands_by_hand() -> None:
    """Points at 0, 20,000, 30,000 and 40,000, each searched for 5,000 below the one above it."""
    problem = budget()
    line = frontier(problem, solve(problem), "money", step=5_000, effort=EXACT)
    assert [(band.start, band.end) for band in line.bands(60_000)] == [
        (0, 15_000), (15_000, 20_000), (20_000, 25_000), (25_000, 30_000), (30_000, 35_000),
        (35_000, 40_000), (40_000, 60_000),
    ]  # fmt: skip
    found = [band.found for band in line.bands(60_000)]
    assert found == pytest.approx([0, 0, 40, 40, 50, 50, 70])
    most = [band.most for band in line.bands(60_000)]
    assert most == pytest.approx([0, 40, 40, 50, 50, 70, 70], abs=1e-4)


def test_every_point_between_two_kinds_is_found() -> None:
    points = 0
    for seed in range(60):
        problem = random_problem(np.random.default_rng(seed), Size(areas=4, usd=100))
        kinds = sorted({area.kind for area in problem.areas})
        plan = solve(problem)
        if not plan.found or len(kinds) < 2:
            continue
        one, other = kinds[:2]
        found = frontier(problem, plan, (one, other), step=0.05, effort=EXACT)
        expected = undominated(
            [(-each.get(other, 0.0), each.get(one, 0.0)) for each in every_plan(problem)]
        )
        mine = sorted((-point.used, point.value) for point in found.points)
        assert len(mine) == len(expected), seed
        for (used, value), (true_used, true_value) in zip(mine, expected, strict=True):
            assert used == pytest.approx(true_used, abs=1e-3), seed
            assert value == pytest.approx(true_value, abs=1e-3), seed
        points += len(mine)
    assert points >= 40


def budget() -> Problem:
    """Money only: a costs 30,000 for 50 points, b and c cost 20,000 each for 40 and 30."""
    problem = example()
    usd = {"a": 30_000.0, "b": 20_000.0, "c": 20_000.0}
    return problem.but(
        areas=tuple(
            area.but(options=(area.options[0].but(weeks={}, usd=usd[area.id]),))
            for area in problem.areas
        ),
        funds=(Fund(id="core", usd=40_000, pays_for=frozenset("abc")),),
    )


def test_a_candidate_that_drops_out_again_along_the_path() -> None:
    """20,000: b (40). 30,000: a (50), b is out again. 40,000: b and c (70), a is out again."""
    problem = budget()
    found = frontier(problem, solve(problem), "money", step=5_000, effort=EXACT)
    used = [point.used for point in found.points]
    assert used == pytest.approx([0, 20_000, 30_000, 40_000], abs=1e-3)
    assert [point.value for point in found.points] == pytest.approx([0, 40, 50, 70])
    assert [point.dropped for point in found.points] == [(), (), ("b",), ("a",)]
    assert found.returns == ("a", "b")


def test_a_rough_walk_keeps_its_bounds_honest() -> None:
    for seed in range(300, 306):
        problem = random_problem(np.random.default_rng(seed), Size(areas=12, weeks=30, usd=150))
        plan = solve(problem)
        if not plan.found:
            continue
        rough = frontier(problem, plan, "money", points=4, effort=Effort(gap=0.3))
        sure = frontier(problem, plan, "money", points=4, effort=EXACT)
        assert all(p.used < q.used and p.value < q.value
                   for p, q in zip(rough.points, rough.points[1:], strict=False))  # fmt: skip
        for point in rough.points:
            best = max((p.value for p in sure.points if p.used <= point.limit), default=None)
            assert best is None or best <= point.bound + 1e-4, seed


def test_a_stop_leaves_what_is_found() -> None:
    stop = Stop()
    problem = budget()
    found = frontier(
        problem, solve(problem), step=5_000, stop=stop, progress=lambda _: stop.throw()
    )
    assert len(found.points) == 1
    assert not found.complete


def test_what_is_asked_must_make_sense() -> None:
    problem = budget()
    plan = solve(problem)
    with pytest.raises(ValueError, match="at least 2"):
        frontier(problem, plan, points=1)
    with pytest.raises(ValueError, match="different kinds"):
        frontier(problem, plan, ("country", "theme"))


@pytest.mark.parametrize("by", ["money", "staff", "kinds"])
def test_a_search_with_a_limit_keeps_its_bounds_and_never_falls_behind_a_known_plan(
    by: str,
) -> None:
    """One search per point: true values lie between found and bound; the top is the plan's."""
    for seed in range(300, 308):
        problem = random_problem(np.random.default_rng(seed), Size(areas=12, weeks=30, usd=150))
        plan = solve(problem)
        kinds = sorted({area.kind for area in problem.areas})
        if plan.value is None or len(kinds) < 2:
            continue
        what: By = (kinds[0], kinds[1]) if by == "kinds" else by  # type: ignore[assignment]
        told: list[Frontier] = []
        rough = frontier(
            problem, plan, what, points=4, effort=Effort(gap=0.02, nodes=1), progress=told.append
        )
        assert told[-1].points == rough.points
        sign = -1.0 if by == "kinds" else 1.0
        sure = frontier(problem, plan, what, points=9, effort=EXACT)
        for point in rough.points:
            within = [p.value for p in sure.points if sign * p.used <= sign * point.limit + 1e-6]
            assert max(within, default=0.0) <= point.bound + 1e-4, seed
        if by != "kinds":
            assert rough.points[-1].value >= plan.value - 1e-5, seed


def test_the_same_question_has_the_same_answer() -> None:
    drawn = (
        random_problem(np.random.default_rng(seed), Size(areas=12, weeks=30, usd=150))
        for seed in range(300, 320)
    )
    problem, plan = next((one, made) for one in drawn if (made := solve(one)).found)
    one, other = (frontier(problem, plan, effort=Effort(gap=0.1, nodes=2)) for _ in range(2))
    assert [p.plan.ids for p in one.points] == [p.plan.ids for p in other.points]
    assert [(p.used, p.value, p.bound) for p in one.points] == [
        (p.used, p.value, p.bound) for p in other.points
    ]

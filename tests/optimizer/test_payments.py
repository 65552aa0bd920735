"""Who pays what. Oracles: worked by hand, and networkx's maximum flows of the funds one by one."""

from collections import defaultdict

import networkx as nx
import numpy as np
import pytest

from optimizer.audit import broken, spent
from optimizer.cents import cents
from optimizer.payments import payments
from optimizer.problem import Problem
from tests.optimizer.brute_force import BruteForce
from tests.optimizer.factories import Size, random_problem
from tests.optimizer.problems import area, fund, option, problem
from tests.optimizer.solved import solve


def test_funds_pay_in_their_order() -> None:
    """The trust fund pays A in full and half of B; the core fund pays the rest of B."""
    example = problem(
        area("A", 50, option(usd=100)),
        area("B", 50, option(usd=100)),
        funds=(fund("trust", 150, "A", "B"), fund("core", 500, "A", "B")),
    )
    given = [("B", "support", "H1"), ("A", "support", "H1")]
    assert payments(example, given) == {
        ("A", "support", "trust", "H1"): 100,
        ("B", "support", "trust", "H1"): 50,
        ("B", "support", "core", "H1"): 50,
    }
    turned = example.but(funds=example.funds[::-1])
    assert set(payments(turned, given)) == {
        ("A", "support", "core", "H1"),
        ("B", "support", "core", "H1"),
    }


def test_an_earlier_fund_changes_whom_it_pays_for_a_later_one() -> None:
    """The trust fund would pay A first; since the small one may pay A only, it pays B instead."""
    example = problem(
        area("A", 50, option(usd=100)),
        area("B", 50, option(usd=100)),
        funds=(fund("trust", 100, "A", "B"), fund("small", 100, "A"), fund("core", 100, "A", "B")),
    )
    assert payments(example, [("A", "support", "H1"), ("B", "support", "H1")]) == {
        ("A", "support", "small", "H1"): 100,
        ("B", "support", "trust", "H1"): 100,
    }


def test_a_limit_for_one_candidate_holds_over_its_purses() -> None:
    """The trust fund pays A's two purses 70 in all; peer can be paid by it only."""
    example = problem(
        area("A", 50, option("tech", 0.5, usd=60), option("peer", 0.5, usd=50)),
        funds=(fund("trust", 500, "A", most=70), fund("core", 500, "A", services=("tech",))),
    )
    assert payments(example, [("A", "tech", "H1"), ("A", "peer", "H1")]) == {
        ("A", "tech", "trust", "H1"): 20,
        ("A", "tech", "core", "H1"): 40,
        ("A", "peer", "trust", "H1"): 50,
    }


def test_what_cannot_be_paid_is_left_and_told() -> None:
    example = problem(area("A", 50, option(usd=100.01)), funds=(fund("core", 100, "A"),))
    found = payments(example, [("A", "support", "H1")])
    assert found == {("A", "support", "core", "H1"): 100}
    plan = solve(example)
    decisions = plan.decisions.but(
        focus={("A", "H1")}, services={("A", "support", "H1")}, money=found
    )
    assert not plan.ids
    assert broken(example, decisions) == ["A is not paid what it costs in H1: USD 0.01 off"]


def test_finer_amounts_are_rounded_once() -> None:
    example = problem(
        area("A", 50, option(usd=33.333333)),
        area("B", 50, option(usd=33.3366)),
        funds=(fund("core", 66.6749, "A", "B"),),
    )
    assert [one.usd for one in example.options.values()] == [33.33, 33.34]
    assert example.funds[0].usd == 66.67
    assert solve(example).ids == {"A", "B"}


def odd(example: Problem, rng: np.random.Generator) -> Problem:
    """Return a problem whose costs, balances and limits are odd cents."""

    def off(usd: float) -> float:
        return max(0.0, usd + int(rng.integers(-400_000, 400_000)) / 100) if usd else 0.0

    return example.but(
        areas=tuple(
            one.but(options=tuple(each.but(usd=off(each.usd)) for each in one.options))
            for one in example.areas
        ),
        funds=tuple(
            one.but(
                usd=off(one.usd),
                most_per_candidate=None
                if one.most_per_candidate is None
                else off(one.most_per_candidate),
            )
            for one in example.funds
        ),
    )


def most_of(example: Problem, due: dict[tuple[str, str], int], funds: int) -> int:
    """Return the most cents that the first funds can pay together, by networkx."""
    graph: nx.DiGraph[object] = nx.DiGraph()
    graph.add_nodes_from(("source", "sink"))
    for (candidate, service), amount in due.items():
        graph.add_edge(("due", candidate, service), "sink", capacity=amount)
        for one in example.funds[:funds]:
            if not one.pays(candidate, service):
                continue
            graph.add_edge("source", one.id, capacity=cents(one.usd))
            limit = (
                {}
                if one.most_per_candidate is None
                else {"capacity": cents(one.most_per_candidate)}
            )
            graph.add_edge(one.id, (one.id, candidate), **limit)
            graph.add_edge((one.id, candidate), ("due", candidate, service))
    return int(nx.maximum_flow_value(graph, "source", "sink"))


def test_each_fund_pays_as_much_as_those_before_it_leave() -> None:
    """The first k funds together pay what a maximum flow from them alone is, for every k."""
    short = full = 0
    for seed in range(200):
        rng = np.random.default_rng(seed)
        example = odd(random_problem(rng, Size(areas=8, services=3, usd=60)), rng)
        due = {
            pair: cents(one.usd)
            for pair, one in example.options.items()
            if one.usd > 0 and rng.random() < 0.25
        }
        found = payments(example, [(*pair, "H1") for pair in due])
        totals: dict[str, int] = defaultdict(int)
        for (_, _, payer, _), usd in found.items():
            totals[payer] += cents(usd)
        for count in range(1, len(example.funds) + 1):
            paid = sum(totals[one.id] for one in example.funds[:count])
            assert paid == most_of(example, due, count), seed
        owed = sum(due.values())
        short += sum(totals.values()) < owed
        full += 0 < owed == sum(totals.values())
    assert short >= 20
    assert full >= 20


def test_the_order_of_rows_changes_no_payment() -> None:
    rng = np.random.default_rng(7)
    for _ in range(30):
        example = odd(random_problem(rng, Size(areas=8, services=2, usd=60)), rng)
        given = [(*pair, "H1") for pair in example.options if rng.random() < 0.5]
        turned = example.but(areas=example.areas[::-1])
        assert payments(example, given) == payments(turned, given[::-1])


@pytest.mark.parametrize("chunk", range(4))
def test_plans_of_odd_amounts_are_paid_to_the_cent(chunk: int) -> None:
    """The best value by enumeration is reached, and no purse or balance is off by a cent."""
    found = 0
    for seed in range(chunk * 25, (chunk + 1) * 25):
        rng = np.random.default_rng(seed)
        example = odd(random_problem(rng, Size(areas=4, usd=60)), rng)
        best, plan = BruteForce(example).best(), solve(example)
        assert plan.found == (best is not None), seed
        if best is None:
            continue
        assert plan.value == pytest.approx(best.value, abs=1e-4), seed
        costs = sum(
            cents(example.options[candidate, service].usd)
            for candidate, service, _ in plan.decisions.services
        )
        assert sum(cents(usd) for usd in plan.decisions.money.values()) == costs
        assert sum(cents(usd) for usd in spent(plan.decisions).values()) == costs
        for use in plan.capacity:
            if use.unit == "USD":
                assert cents(use.free) == cents(use.available) - cents(use.used) >= 0
                assert use.free == cents(use.free) / 100
        assert broken(example, plan.decisions) == []
        found += costs > 0
    assert found >= 5

"""The audit of decisions. Oracle: worked by hand."""

import pytest

from optimizer.audit import broken, rule_count, rule_limits, rule_miss, worth
from optimizer.decisions import Decisions
from optimizer.problem import Lead, OverlapTerm, Problem, RuleTerm
from tests.optimizer.checker import holds, value
from tests.optimizer.problems import area, fund, option, problem, teams


def audited() -> tuple[Problem, Decisions]:
    """Return a problem of two periods, and decisions that meet all of its conditions.

    A gets tech, led by p (2 weeks, USD 10,000), in both periods; B, new, is in focus from H2 on.
    """
    example = problem(
        area(
            "A", 50, option("tech", 0.6, usd=10_000, partner_lead=0.5, team=4), option("peer", 0.4)
        ),
        area("B", 40, option("tech", 1.0, team=2), support_min=0.5, windows=("H2", "H3")),
        area("C", 30, option("tech", 1.0, usd=10_000), barred="fails the Values Check"),
        periods="H1 H2",
        teams=teams({"team": 0.5}, team=8),
        funds=(fund("core", 10_000, "A", "C", most=10_000), fund("small", 100, "B")),
        leads=(Lead(partner="p", candidate="A", service="tech"),),
        partner_capacity={"p": 1},
        rules=(RuleTerm(rule="few", members=("A", "B", "C"), high=2, hard=True),),
        must={"A"},
        min_stay=2,
        most_changes=1,
    )
    decisions = Decisions(
        focus={("A", "H1"), ("A", "H2"), ("B", "H2")},
        services={("A", "tech", "H1"), ("A", "tech", "H2"), ("B", "tech", "H2")},
        leads={("p", "A", "tech", "H1"), ("p", "A", "tech", "H2")},
        money={("A", "tech", "core", "H1"): 10_000, ("A", "tech", "core", "H2"): 10_000},
    )
    return example, decisions


def test_nothing_is_broken() -> None:
    example, decisions = audited()
    assert broken(example, decisions) == []
    assert holds(example, decisions)


PAID = {("A", "tech", "core", "H1"): 10_000, ("A", "tech", "core", "H2"): 10_000}


@pytest.mark.parametrize(
    ("added", "words"),
    [
        ({"focus": {("C", "H1")}}, "C is in focus though barred: fails the Values Check"),
        ({"focus": {("B", "H1")}}, "B is in focus in H1, outside its windows"),
        ({"focus": {("C", "H1")}}, "C is in focus in H1 without any service"),
        ({"services": {("B", "tech", "H1")}}, "B gets tech in H1 without being in focus"),
        ({"leads": {("q", "A", "tech", "H1")}}, "q leads tech for A, which it cannot"),
        ({"leads": {("q", "A", "tech", "H1")}}, "2 partners lead tech for A in H1"),
        ({"leads": {("q", "A", "tech", "H1")}}, "q leads 1 services in H1, more than its 0"),
        ({"leads": {("p", "A", "peer", "H1")}}, "p leads peer for A, which is not given"),
    ],
)
def test_what_is_added_is_told(added: dict[str, set[tuple[str, ...]]], words: str) -> None:
    example, decisions = audited()
    for field, more in added.items():
        decisions = decisions.but(**{field: getattr(decisions, field) | more})
    assert words in broken(example, decisions)
    assert not holds(example, decisions)


@pytest.mark.parametrize(
    ("added", "words"),
    [
        ({"services": {("A", "grant", "H1")}}, "A gets grant, which it is not offered"),
        ({"focus": {("X", "H1")}}, "X is no candidate of the problem"),
        ({"focus": {("A", "H9")}}, "H9 is no period of the problem"),
        ({"leads": {("p", "A", "tech", "H9")}}, "H9 is no period of the problem"),
    ],
)
def test_unknown_names_are_told(added: dict[str, set[tuple[str, ...]]], words: str) -> None:
    """Nothing else is said of decisions that belong to another problem."""
    example, decisions = audited()
    for field, more in added.items():
        decisions = decisions.but(**{field: getattr(decisions, field) | more})
    assert broken(example, decisions) == [words]


@pytest.mark.parametrize(
    ("taken", "words"),
    [
        ({"focus": {("A", "H1")}}, "A is not in focus in H1 though it must be"),
        ({"services": {("B", "tech", "H2")}}, "B is in focus in H2 without any service"),
        ({"leads": {("p", "A", "tech", "H2")}}, "team is over its weeks in H2: 6 > 4"),
    ],
)
def test_what_is_taken_away_is_told(taken: dict[str, set[tuple[str, ...]]], words: str) -> None:
    example, decisions = audited()
    for field, less in taken.items():
        decisions = decisions.but(**{field: getattr(decisions, field) - less})
    assert words in broken(example, decisions)
    assert not holds(example, decisions)


@pytest.mark.parametrize(
    ("money", "words"),
    [
        ({}, "A is not paid what it costs in H1: USD 10000.00 off"),
        (
            PAID | {("A", "tech", "core", "H1"): 9_000},
            "A is not paid what it costs in H1: USD 1000.00 off",
        ),
        (
            PAID | {("B", "tech", "small", "H2"): 50},
            "B is not paid what it costs in H2: USD -50.00 off",
        ),
        (
            PAID | {("A", "tech", "small", "H1"): 50},
            "small pays for tech of A, which it may not",
        ),
        (PAID | {("B", "tech", "small", "H2"): 500}, "small is over its balance in H2"),
        (PAID | {("A", "tech", "core", "H1"): 10_500}, "core pays A more than its limit in H1"),
        (PAID | {("B", "tech", "small", "H2"): -50}, "small is paid by B in H2: USD -50.00"),
        (PAID | {("A", "tech", "gone", "H1"): 50}, "gone is no fund of the problem"),
    ],
)
def test_wrong_money_is_told(money: dict[tuple[str, str, str, str], float], words: str) -> None:
    example, decisions = audited()
    assert any(words in fault for fault in broken(example, decisions.but(money=money)))


def test_money_is_followed_purse_by_purse() -> None:
    """One fund pays for tech only: it cannot pay A's peer exchange under the name of tech."""
    example = problem(
        area("A", 50, option("tech", 0.5, usd=100), option("peer", 0.5, usd=200)),
        funds=(fund("trust", 1000, "A", services=("tech",)), fund("core", 1000, "A")),
    )
    decisions = Decisions(
        focus={("A", "H1")},
        services={("A", "tech", "H1"), ("A", "peer", "H1")},
        money={("A", "tech", "trust", "H1"): 300},
    )
    assert len(broken(example, decisions)) == 2
    right = {("A", "tech", "trust", "H1"): 100.0, ("A", "peer", "core", "H1"): 200.0}
    assert broken(example, decisions.but(money=right)) == []


def test_continuity_is_told() -> None:
    """B starts in H1 and is gone in H2; two changes in H1, one allowed; a rule is missed."""
    example, decisions = audited()
    first, second, third = example.areas
    open_all = example.but(areas=(first, second.but(windows=None), third.but(barred=None)))
    decisions = decisions.but(
        focus=decisions.focus - {("B", "H2")} | {("B", "H1"), ("C", "H1"), ("C", "H2")}
    )
    faults = broken(open_all, decisions)
    assert "B starts in H1 and is gone in H2" in faults
    assert "3 changes in H1, more than 1" in faults
    assert "rule few is missed by 1 in H1" in faults
    locked = open_all.but(must=frozenset(), must_not={"A"})
    assert "A is in focus though it must not be" in broken(locked, decisions)


def test_a_service_that_cannot_be_led_is_told() -> None:
    example = problem(
        area("A", 50, option(team=1)),
        teams=teams(team=1),
        leads=(Lead(partner="p", candidate="A", service="support"),),
        partner_capacity={"p": 1},
    )
    decisions = Decisions(
        focus={("A", "H1")},
        services={("A", "support", "H1")},
        leads={("p", "A", "support", "H1")},
    )
    assert broken(example, decisions) == ["p leads support for A, which no partner can lead"]


def test_worth_by_hand() -> None:
    """A's tech 30 points, twice, and B's 40 once at 0.9; A's overlap 5 in H2; C was dropped: −3.

    The soft rule asks for two of A, B, C: one short in H1 (2 points).
    """
    example, decisions = audited()
    first, second, third = example.areas
    periods = (example.periods[0], example.periods[1].but(discount=0.9))
    valued = example.but(
        periods=periods,
        areas=(first, second, third.but(incumbent=True, drop_price=3.0)),
        overlaps=(OverlapTerm(candidate="A", relation="r", targets=("B", "C"), points=5),),
        rules=(RuleTerm(rule="two", members=("A", "B", "C"), low=2, penalty=2.0),),
    )
    found = worth(valued, decisions)
    assert found.support == pytest.approx(30 + 0.9 * (30 + 40))
    assert found.overlap == pytest.approx(0.9 * 5)
    assert found.drops == pytest.approx(-3)
    assert found.rules == pytest.approx(-2)
    assert found.total == pytest.approx(30 + 63 + 4.5 - 3 - 2)
    assert found.total == pytest.approx(value(valued, decisions))


@pytest.mark.parametrize(
    ("fields", "focus", "count", "limits", "miss"),
    [
        ({"low": 1, "high": 2}, "A", (1, 0), (1, 2), 0),
        ({"low": 2}, "A", (1, 0), (2, None), 1),
        ({"high": 1}, "AB", (2, 0), (None, 1), 1),
        ({"low": 0.5, "base": ("A", "B", "C")}, "ABC", (2, 3), (1.5, None), 0),
        ({"low": 0.5, "base": ("A", "B", "C")}, "C", (0, 1), (0.5, None), 0.5),
        ({"low": 0.5, "base": ("A", "B", "C")}, "", (0, 0), (0, None), 0),
        ({"low": 1, "near": {"A": ("C",)}}, "AB", (0, 0), (1, None), 1),
        ({"low": 1, "near": {"A": ("C",)}}, "AC", (1, 0), (1, None), 0),
    ],
)
def test_rules_by_hand(
    fields: dict[str, object],
    focus: str,
    count: tuple[int, int],
    limits: tuple[float | None, float | None],
    miss: float,
) -> None:
    rule = RuleTerm.model_validate({"rule": "r", "members": ("A", "B"), "hard": True, **fields})
    assert rule_count(rule, frozenset(focus)) == count
    assert rule_limits(rule, count[1]) == limits
    assert rule_miss(rule, frozenset(focus)) == pytest.approx(miss)


def test_every_period_of_a_plan_is_audited() -> None:
    """A plan that holds in H1 only is not taken for a plan of H1 and H2."""
    example, decisions = audited()
    only_first = decisions.but(
        focus={("A", "H1")},
        services={("A", "tech", "H1")},
        leads={("p", "A", "tech", "H1")},
        money={("A", "tech", "core", "H1"): 10_000},
    )
    assert broken(example, only_first) == [
        "A is not in focus in H2 though it must be",
        "A starts in H1 and is gone in H2",
    ]

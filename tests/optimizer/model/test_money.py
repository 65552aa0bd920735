"""Money from funds that may pay, to services of focus areas. Oracles: worked by hand."""

import pytest

from optimizer.model.matrix import MatrixModel
from optimizer.model.money import add_money_constraints, add_money_flows
from optimizer.model.selection import add_focus_decisions
from optimizer.model.support import add_service_decisions
from optimizer.problem import Problem
from tests.optimizer.problems import area, fund, option, problem
from tests.optimizer.solved import solve
from tests.optimizer.written import AMOUNT, Row, columns, rows

TRUST = fund("trust", 80_000, "A", services=("tech", "grant"), most=50_000)
CORE = fund("core", 20_000, "A", "B")


def two_funds() -> Problem:
    """Return A: tech and grant paid by both funds, peer by one; B: tech by one; chat is free."""
    return problem(
        area(
            "A",
            40,
            option("tech", 0.4, usd=40_000),
            option("peer", 0.2, usd=10_000),
            option("grant", 0.3, usd=25_000),
            option("chat", 0.1),
        ),
        area("B", 40, option("tech", 1.0, usd=30_000)),
        funds=(TRUST, CORE, fund("idle", 1_000)),
    )


def written() -> MatrixModel:
    example = two_funds()
    sheet = MatrixModel()
    for add in (
        add_focus_decisions,
        add_service_decisions,
        add_money_flows,
        add_money_constraints,
    ):
        add(sheet, example)
    return sheet


def test_purses_are_shared_by_what_the_same_funds_may_pay() -> None:
    """Tech and grant of A have the same two payers; peer only one; chat costs nothing."""
    example = two_funds()
    purses = {"tech": "tech", "grant": "tech", "peer": "peer"}
    assert example.purse_of == {
        **{("A", service): purse for service, purse in purses.items()},
        ("B", "tech"): "tech",
    }
    assert example.payers["A", "grant"] == ("trust", "core")
    assert example.payers["A", "peer"] == ("core",)


def test_what_no_fund_pays_has_no_purse() -> None:
    lone = problem(area("C", 40, option("tech", 1.0, usd=1)), area("A"), area("B"), funds=(CORE,))
    assert lone.payers["C", "tech"] == ()
    assert lone.purse_of == {}


def test_compile_add_money_flows() -> None:
    """Thousand USD; one flow per class of services and fund, named by the first service."""
    sheet = written()
    assert columns(sheet, "money") == {
        "money(A,tech,trust,H1)": AMOUNT,
        "money(A,tech,core,H1)": AMOUNT,
        "money(A,peer,core,H1)": AMOUNT,
        "money(B,tech,core,H1)": AMOUNT,
    }
    assert rows(sheet, "paid_in_full") == {
        "paid_in_full(A,tech,H1)": Row(
            {
                "money(A,tech,trust,H1)": 1,
                "money(A,tech,core,H1)": 1,
                "service(A,tech,H1)": -40,
                "service(A,grant,H1)": -25,
            },
            lower=0,
            upper=0,
        ),
        "paid_in_full(A,peer,H1)": Row(
            {"money(A,peer,core,H1)": 1, "service(A,peer,H1)": -10}, lower=0, upper=0
        ),
        "paid_in_full(B,tech,H1)": Row(
            {"money(B,tech,core,H1)": 1, "service(B,tech,H1)": -30}, lower=0, upper=0
        ),
    }


def test_compile_add_money_constraints() -> None:
    """A fund that pays for nothing has no row; the trust fund gives A no more than 50,000."""
    assert rows(written(), "fund", "fund_limit") == {
        "fund(trust,H1)": Row({"money(A,tech,trust,H1)": 1}, upper=80),
        "fund_limit(trust,A,H1)": Row({"money(A,tech,trust,H1)": 1}, upper=50),
        "fund(core,H1)": Row(
            {
                "money(A,tech,core,H1)": 1,
                "money(A,peer,core,H1)": 1,
                "money(B,tech,core,H1)": 1,
            },
            upper=20,
        ),
    }


def test_solve_pays_in_full_from_funds_that_may_pay() -> None:
    """A's tech and grant cost 65,000: 50,000 (its limit) of the trust fund, 15,000 of the core's.

    The core budget then has 5,000 left: too little for A's peer exchange (10,000, 8 points) and for
    B (30,000). Without the grant (12 points) all else of A would fit: 16 + 8 + 4. With the grant
    and without peer exchange it is 16 + 12 + 4 = 32, the best.
    """
    plan = solve(two_funds())
    assert plan.value == pytest.approx(32)
    assert plan.decisions.money == {
        ("A", "tech", "trust", "H1"): pytest.approx(50_000),
        ("A", "tech", "core", "H1"): pytest.approx(15_000),
    }
    (line,) = plan.focus
    assert line.money == {"core": pytest.approx(15_000), "trust": pytest.approx(50_000)}


@pytest.mark.parametrize(
    ("limit", "balance", "value"),
    [(None, 60, 60), (None, 59, 30), (30, 60, 60), (29, 60, 0), (None, 29, 0)],
)
def test_solve_keeps_balance_and_limit(limit: float | None, balance: float, value: float) -> None:
    """A and B cost 30 each and earn 30 points each; a service is paid in full or not given."""
    pot = fund("pot", balance, "A", "B", most=limit)
    example = problem(area("A", 30, option(usd=30)), area("B", 30, option(usd=30)), funds=(pot,))
    assert solve(example).value == pytest.approx(value)


def test_solve_splits_one_service_between_funds() -> None:
    """A costs 50,000; two funds with 30,000 each pay it together."""
    pots = tuple(fund(name, 30_000, "A") for name in ("one", "two"))
    plan = solve(problem(area("A", 30, option(usd=50_000)), funds=pots))
    assert plan.value == pytest.approx(30)
    assert sum(plan.decisions.money.values()) == pytest.approx(50_000)

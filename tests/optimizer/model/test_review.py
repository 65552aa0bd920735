"""Reviews of a kind further apart than a period. Oracles: worked by hand."""

import pytest
from pydantic import ValidationError

from optimizer.audit import broken
from optimizer.conditions import Lock, ReviewCondition, Window
from optimizer.decisions import Decisions
from optimizer.model.matrix import MatrixModel
from optimizer.model.review import add_review_constraints
from optimizer.model.selection import add_focus_decisions
from optimizer.presolve.possible import Possible
from optimizer.problem import Problem, Review
from optimizer.why.conditions import condition_costs
from optimizer.why.overruling import overruling
from tests.optimizer.examples import rhythm
from tests.optimizer.problems import area, problem
from tests.optimizer.solved import solve
from tests.optimizer.written import Row, rows


def written(example: Problem) -> MatrixModel:
    sheet = MatrixModel()
    add_focus_decisions(sheet, example)
    add_review_constraints(sheet, example)
    return sheet


def kept(**fields: object) -> Problem:
    """Return two candidates of a kind without a review, of which the worse one is in force."""
    return problem(
        area("A", 20, incumbent=True, **fields),
        area("B", 90),
        periods="H2",
        reviews=(Review(kind="country", label="Countries", between=("H2",), next="next year"),),
    )


def test_compile_add_review_constraints() -> None:
    """In force: x = 1, or not more where the window is closed. Later: as in the period before."""
    example = problem(
        area("A", incumbent=True),
        area("B", incumbent=True, windows=("H1",)),
        area("C"),
        area("T", kind="theme"),
        periods="H1 H2",
        reviews=(Review(kind="country", between=("H1", "H2")),),
    )
    assert rows(written(example)) == {
        "review(country,A,H1)": Row({"focus(A,H1)": 1}, lower=1, upper=1),
        "review(country,B,H1)": Row({"focus(B,H1)": 1}, lower=1, upper=1),
        "review(country,C,H1)": Row({"focus(C,H1)": 1}, lower=0, upper=0),
        "review(country,A,H2)": Row({"focus(A,H2)": 1, "focus(A,H1)": -1}, lower=0, upper=0),
        "review(country,B,H2)": Row({"focus(B,H2)": 1, "focus(B,H1)": -1}, upper=0),
        "review(country,C,H2)": Row({"focus(C,H2)": 1, "focus(C,H1)": -1}, lower=0, upper=0),
    }
    assert not rows(written(example.but(reviews=())))


def test_solve_lists_stay_between_reviews() -> None:
    """50 + 40 and the theme's 0.6 · 30 first; then B has no window, and the theme has its events.

    C, worth more than both, never enters. Without reviews it takes B's place, and A's for 2 of 3
    weeks: 90 + 50 + 18, then 90 + 50 + 30.
    """
    plan = solve(rhythm())
    assert plan.value == pytest.approx(50 + 40 + 18 + 50 + 30)
    assert plan.decisions.focus == {
        *(("commitment:A", "2020H2"), ("commitment:B", "2020H2"), ("theme:T", "2020H2")),
        *(("commitment:A", "2021H1"), ("theme:T", "2021H1")),
    }
    assert ("theme:T", "events", "2020H2") not in plan.decisions.services
    free = solve(rhythm().but(reviews=()))
    assert free.value == pytest.approx(90 + 50 + 18 + 90 + 50 + 30)


def test_the_audit_tells_who_moves_between_reviews() -> None:
    example = kept()
    nobody = Decisions(focus=(), services=(), leads=(), money={})
    other = nobody.but(focus={("B", "H2")}, services={("B", "support", "H2")})
    assert broken(example, nobody) == ["A leaves in H2, between two reviews"]
    assert broken(example, other) == [
        "A leaves in H2, between two reviews",
        "B enters in H2, between two reviews",
    ]
    for left in (kept(windows=()), kept(barred="fails a gate")):
        assert broken(left, nobody) == []


def test_the_audit_tells_a_service_that_waits() -> None:
    plan = solve(rhythm()).decisions
    early = plan.but(services=plan.services | {("theme:T", "events", "2020H2")})
    assert broken(rhythm(), early) == ["theme:T gets events in 2020H2, when it cannot be given"]


def test_a_review_is_what_keeps_a_better_candidate_out() -> None:
    """B would be worth 70 points more in A's place; nothing but the review is in its way."""
    example = kept()
    found = overruling(example, solve(example), "B")
    assert found.status == "impossible"
    assert found.conflict is not None
    assert found.conflict.conditions == (ReviewCondition(of="country"),)
    assert solve(ReviewCondition(of="country").without(example)).value == pytest.approx(110)


def test_what_a_review_costs() -> None:
    """B in A's place, and A beside it: 110 against 20, so 90 points."""
    example = kept()
    (cost,) = condition_costs(example, solve(example))
    assert cost.condition == ReviewCondition(of="country")
    assert cost.points.found == pytest.approx(90)


def test_locks_and_windows_conflict_with_a_review() -> None:
    out = solve(kept().but(must_not={"A"}))
    (conflict,) = out.conflicts
    assert set(conflict.conditions) == {
        Lock(candidate="A", side="out"),
        ReviewCondition(of="country"),
    }
    closed = problem(
        area("A", windows=("H1",)),
        periods="H2",
        must={"A"},
        reviews=(Review(kind="country", between=("H2",)),),
    )
    (conflict,) = solve(closed).conflicts
    named = set(conflict.conditions)
    assert Lock(candidate="A", side="in") in named
    assert named & {ReviewCondition(of="country"), Window(candidate="A")}
    assert len(named) == 2


def test_who_can_neither_enter_nor_leave() -> None:
    example = kept()
    assert (set(example.kept_in), set(example.kept_out)) == ({"A"}, {"B"})
    assert Possible(example).choosable == {"A"}
    once = example.but(reviews=())
    assert (once.kept_in, once.kept_out) == (frozenset(), frozenset())


def test_a_review_of_a_period_that_is_not_planned() -> None:
    with pytest.raises(ValidationError, match="reviews must name periods of the problem"):
        kept().but(reviews=(Review(kind="country", between=("H9",)),))

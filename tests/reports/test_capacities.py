"""What one more unit buys, in a sentence. Oracle: a plan made by hand, and planning again."""

import pytest

from optimizer.search.effort import EXACT
from optimizer.study import BASELINE, Study
from optimizer.why.marginal import marginals, with_more
from reports import capacities
from reports.conditions import ConditionWords
from reports.setting import Setting
from tests.optimizer.solved import solve
from tests.optimizer.why.test_overruling import example


def test_a_capacity_told_by_hand() -> None:
    problem = example(must=frozenset({"c"}))
    plan = solve(problem)
    (core,) = marginals(problem, plan, effort=EXACT)
    assert capacities.marginal_sentence(core, ConditionWords(problem, BASELINE)) == (
        "One more staff-week of Core team was found to add nothing (proven). It helps up to "
        "3 staff-weeks more, which add 40.0 points (proven); nothing was found that more would "
        "buy."
    )
    assert solve(with_more(problem, "core", 3)).value == pytest.approx((plan.value or 0) + 40)


def test_the_capacity_that_adds_most_is_the_answer(small_study: Study) -> None:
    problem = small_study.problem()
    plan = solve(problem)
    found = tuple(marginals(problem, plan, effort=EXACT))
    report = capacities.report(found, Setting(small_study, plan=plan))
    best = max(found, key=lambda one: one.points.found)
    assert report.answer.startswith("USD 10,000 more of Core budget adds 4.2 points (proven)")
    assert report.table("capacities").shown[0]["resource"] == best.resource
    told = report.json()["capacities"]
    assert [row["resource"] for row in told] == [one.resource for one in found]
    assert told[0]["points"] == {
        name: getattr(found[0].points, name) for name in ("found", "low", "high")
    }

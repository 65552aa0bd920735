"""What agrees and what does not, when a decision is looked at again. Oracle: intervals by hand.

The rest, on whole records, is in ``tests/app/cli/test_record.py``.
"""

from functools import partial

import pytest

from optimizer.study import Study
from questions.asking import ask
from questions.decision import Decision
from questions.plan import Planned, PlanQuestion
from questions.recheck import Mismatch, add_up, search_again


@pytest.fixture
def planned(small_study: Study) -> Planned:
    return ask(small_study, PlanQuestion()).result


def again(stated: Planned, value: float, bound: float) -> set[str]:
    """Return what differs where a search finds a value and proves a bound."""
    now = stated.but(plan=stated.plan.but(value=value, bound=bound))
    found = search_again(Decision(planned=stated), lambda _: now, same_engine=False)
    return {one.what for one in found.mismatches}


@pytest.mark.parametrize(
    ("value", "bound", "differs"),
    [
        (10.0, 11.0, set()),  # the very same
        (9.0, 10.5, set()),  # worse, and its proof allows for the stated plan
        (10.8, 12.0, set()),  # better, within what was proven
        (11.5, 12.0, {"bound"}),  # better than was proven possible
        (9.0, 9.5, {"bound"}),  # proven that nothing is worth what is stated
    ],
)
def test_two_searches_agree_where_both_intervals_hold_the_best_value(
    planned: Planned, value: float, bound: float, differs: set[str]
) -> None:
    stated = planned.but(plan=planned.plan.but(value=10.0, bound=11.0))
    assert again(stated, value, bound) == differs


def test_the_same_version_has_to_find_the_very_same(planned: Planned) -> None:
    stated = Decision(planned=planned)
    for now, differs in (
        (planned, set()),
        (planned.but(plan=planned.plan.but(seconds=9.0)), set()),
        (planned.but(plan=planned.plan.but(other_ties=True)), {"details"}),
    ):
        found = search_again(stated, partial(_answered, now), same_engine=True)
        assert {one.what for one in found.mismatches} == differs


def _answered(now: Planned, _: object) -> Planned:
    return now


def test_a_search_that_was_ended_early_says_nothing(planned: Planned) -> None:
    found = search_again(Decision(planned=planned), lambda _: None, same_engine=True)
    assert (found.times, found.mismatches) == (0, ())


def test_a_plan_that_breaks_a_condition_is_found(small_study: Study, planned: Planned) -> None:
    assert list(add_up(small_study.problem, Decision(planned=planned))) == []
    plan = planned.plan
    focus = frozenset(list(plan.decisions.focus)[:-1])
    torn = plan.but(decisions=plan.decisions.but(focus=focus))
    (found,) = add_up(small_study.problem, Decision(planned=planned.but(plan=torn)))
    assert isinstance(found, Mismatch)
    assert (found.what, found.about) == ("conditions", "plan")

"""How sure each area is. Oracle: counted by hand in the best lists of the draws."""

import pytest

from optimizer.stop import Stop
from optimizer.study import Study
from questions.asking import ask
from questions.question import NothingYetError
from questions.robust import SampleQuestion
from questions.shares import SharesQuestion


def test_it_counts_in_how_many_best_lists_an_area_is(small_study: Study) -> None:
    sample = ask(small_study, SampleQuestion(draws=30, seed=3)).result
    lists = [sample.plans[number].ids for number in sample.best.tolist()]
    found = ask(small_study, SharesQuestion(draws=30, seed=3)).result
    assert found.draws == len(lists) == 30
    assert found.shares == {
        one: sum(one in each for each in lists) / 30 for one in sorted(set().union(*lists))
    }
    assert {0.0, 1.0} < {0.0, *found.shares.values()}


def test_nothing_is_told_where_it_was_stopped_before_any_draw(small_study: Study) -> None:
    stop = Stop()
    stop.throw()
    with pytest.raises(NothingYetError):
        ask(small_study, SharesQuestion(), stop=stop)

"""Those on a list beside like ones. Oracle: the figures of the tables, compared alone."""

import numpy as np
import pytest

from config.problems import InputError
from data.dataset import Evidence
from data.later import everything
from data.vintage import EVERYTHING, at
from optimizer.study import Study
from questions.asking import ask
from questions.learn import LearnQuestion, Learnt
from scoring.matched import matched


@pytest.fixture(scope="module")
def learnt(bundled_study: Study) -> Learnt:
    dataset = everything(None, bundled_study.configuration)
    return ask(bundled_study, LearnQuestion.over(dataset, until=EVERYTHING)).result


def test_the_list_of_2020_is_beside_like_members(learnt: Learnt, bundled_study: Study) -> None:
    """Oracle: corruption perceptions of 2019 and 2022 out of the tables."""
    assert len([one for one in learnt.listed if one.startswith("country:")]) == 13
    found = next(one for one in learnt.measures if one.measure == "corruption_perceptions")
    dataset = everything(None, bundled_study.configuration)
    rows = {
        (row.candidate, row.as_of): float(row.value)
        for row in dataset.evidence
        if row.measure == "corruption_perceptions"
    }
    assert {(one, before, now) for one, before, now in found.likes} == {
        (one, rows[one, "2019"], rows[one, "2023"])
        for one in learnt.listed
        if (one, "2019") in rows
    }
    assert found.found is not None
    assert found.found.change == pytest.approx(
        np.mean([now - before for _, before, now in found.likes])
    )
    assert (found.chosen, found.others) == (13, 63)


def test_what_is_planted_is_found(bundled_study: Study) -> None:
    """Ten points more for those on the list alone: found as ten more than without."""
    dataset = everything(None, bundled_study.configuration)
    listed = {one.id for one in dataset.candidates if one.incumbent}

    def raised(row: Evidence) -> Evidence:
        planted = row.measure == "freedom_in_the_world" and row.as_of == "2023"
        if not planted or row.candidate not in listed or isinstance(row.value, str):
            return row
        return row.but(value=row.value + 10)

    better = dataset.but(evidence=tuple(map(raised, dataset.evidence)), content_hash="")

    def effect(of: Learnt) -> float:
        one = next(m for m in of.measures if m.measure == "freedom_in_the_world")
        assert one.found is not None
        return one.found.effect

    usual = ask(bundled_study, LearnQuestion.over(dataset, until=EVERYTHING)).result
    more = ask(bundled_study, LearnQuestion.over(better, until=EVERYTHING)).result
    assert effect(more) - effect(usual) == pytest.approx(10)


def test_only_who_could_be_chosen_is_beside_them(learnt: Learnt) -> None:
    """Azerbaijan is suspended, Bosnia and Herzegovina inactive: 76 of 78, 63 not on the list."""
    assert all(one.others <= 63 for one in learnt.measures)


def test_a_list_without_anybody(small_study: Study) -> None:
    question = LearnQuestion.over(
        small_study.dataset, until=EVERYTHING, column="level", value="none"
    )
    with pytest.raises(InputError, match="must have a candidate"):
        ask(small_study, question)


def test_nothing_later_is_nothing_learnt(bundled_study: Study) -> None:
    dataset = everything(None, bundled_study.configuration)
    found = ask(bundled_study, LearnQuestion.over(at(dataset, "2020"), until="2020")).result
    assert found.measures == ()
    assert matched(np.zeros(0), np.zeros((0, 2)), np.zeros(0, dtype=bool)) is None

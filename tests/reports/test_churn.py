"""Changes from doubt alone as a report. Oracle: a sample of four draws, worked by hand."""

import dataclasses

import numpy as np
import pytest

from optimizer.decisions import Decisions
from optimizer.problem import Problem
from optimizer.robust.churn import Churn
from optimizer.robust.sampling import Sample
from optimizer.study import Study
from questions.asking import ask
from questions.robust import SampleQuestion
from reports import churn
from reports.report import Report
from reports.setting import Setting
from tests.reports.faces import said_alike
from tests.rounds import AAA, BBB

QUESTION = SampleQuestion(draws=4)


@pytest.fixture(scope="module")
def found(small_study: Study) -> Churn:
    """AAA, BB001 and the theme are in force; AAA gives its place to BBB in one draw of four."""
    sample = ask(small_study, QUESTION).result
    problem = sample.inquiry.problem
    in_force = {area.id for area in problem.areas if area.incumbent}
    plans = (_plan(problem, in_force), _plan(problem, in_force - {AAA} | {BBB}))
    points = np.array([[9.0, 1], [9, 1], [9, 1], [1, 9]])
    return Churn(dataclasses.replace(sample, plans=plans, points=points), 0.0)


def _plan(problem: Problem, ids: set[str]) -> Decisions:
    return Decisions(focus={(one, problem.periods[0].id) for one in ids})


def told(found: Churn, study: Study, happened: tuple[str, ...] | None = None) -> Report:
    return churn.report(found, QUESTION, Setting(study), when="July 2020", happened=happened)


def test_what_is_said(found: Churn, small_study: Study) -> None:
    """0, 0, 0 and 2 changes: 0.5 on average; the standard error is 1 ÷ √4."""
    said = told(found, small_study, (AAA,))
    assert said.answer == (
        "From doubt alone one must expect 0.5 changes of a list of 3 in July 2020 (standard error "
        "0.5), with nothing new happening."
    )
    assert said.text[0] == (
        "In nine of ten draws there are 2 changes at most, and in 75 % the list stays as it is; by "
        "what is known now nobody would enter or leave."
    )
    assert said.text[1].startswith("There is 1 change: no more than doubt alone may make")
    said_alike(said)


def test_a_real_change_is_told_from_noise(found: Churn, small_study: Study) -> None:
    assert "so hardly noise" in told(found, small_study, (AAA, BBB, "country:CCC")).text[1]
    assert len(told(found, small_study).text) == 2


def test_kinds_and_names(found: Churn, small_study: Study) -> None:
    said = told(found, small_study)
    kinds = {row["kind"]: row for row in said.table("churn_kinds").rows}
    assert (kinds["country"]["in_force"], kinds["country"]["expected"]) == (1, 0.5)
    assert (kinds["theme"]["expected"], kinds["theme"]["error"]) == (0, 0)
    who = {row["id"]: (row["move"], row["share"]) for row in said.table("churn_who").rows}
    assert who == {AAA: ("leave", 0.25), BBB: ("enter", 0.25)}
    assert said.facts["churn"]["standard_error"] == pytest.approx(0.5)


def test_who_must_leave_anyway_does_not_count(found: Churn, small_study: Study) -> None:
    """AAA has no window: BBB alone counts, 0.25 changes on average."""
    sample = found.sample
    problem = sample.inquiry.problem
    shut = tuple(a.but(windows=()) if a.id == AAA else a for a in problem.areas)
    inquiry = dataclasses.replace(sample.inquiry, problem=problem.but(areas=shut))
    alone = Churn(dataclasses.replace(sample, inquiry=inquiry), 0.0)
    assert (set(alone.forced), alone.expected) == ({AAA}, 0.25)
    said = told(alone, small_study, (AAA,))
    assert said.text[1].startswith("Not counted, since they cannot be supported any longer: Alpha")


def test_nothing_changes(found: Churn, small_study: Study) -> None:
    still = dataclasses.replace(found.sample, points=np.array([[9.0, 1]] * 4))
    assert told(Churn(still, 0.0), small_study).text[0] == (
        "In nine of ten draws nothing changes; by what is known now nobody would enter or leave."
    )


def test_one_draw(found: Churn, small_study: Study) -> None:
    sample: Sample = found.sample
    few = {name: getattr(sample, name)[:1] for name in ("numbers", "coefficients", "points")}
    one = Churn(dataclasses.replace(sample, **few, bound=sample.bound[:1]), 0.0)
    said = told(one, small_study)
    assert "(of one draw)" in said.answer
    assert said.facts["churn"]["standard_error"] is None

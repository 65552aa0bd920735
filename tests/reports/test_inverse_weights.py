"""Which weights would have found it, in words, from answers made by hand."""

import pytest

from optimizer.inverse_weights import InverseWeights, Reached
from optimizer.study import open_study
from reports.inverse_weights import FITTED, report
from reports.report import Report
from reports.setting import Setting
from tests.reports.faces import said_alike

SETTING = Setting(open_study())
GIVEN = SETTING.configuration.criteria.kinds["theme"].weights


def step(hits: int, **weights: float) -> Reached:
    moved = {**GIVEN, **weights}
    return Reached(
        hits=hits,
        moved=sum(abs(moved[name] - GIVEN[name]) for name in moved) / 2,
        moved_at_least=0.0,
        weights=moved,
        spans=dict.fromkeys(moved, (0.0, 1.0)),
        found=("theme:justice",),
    )


def told(given: int, most: int, at_most: int, *steps: Reached) -> Report:
    found = InverseWeights(listed=9, given=given, most=most, at_most=at_most, steps=steps)
    return report(found, SETTING, "theme")


AMONG = "of the 9 themes on the list among the first 9"
ANSWERS = {
    (3, 6, 6): f"No weights at all put more than 6 {AMONG}: that is proven. Those given find 3.",
    (6, 6, 6): f"No weights put more than 6 {AMONG}, and those given find as many: that is proven.",
    (3, 9, 9): "There are weights that put all 9 themes on the list among the first 9; those given "
    "find 3.",
    (3, 5, 7): f"Some weights put 5 {AMONG}, those given 3; none put more than 7, which is proven.",
}


@pytest.mark.parametrize(("numbers", "said"), ANSWERS.items())
def test_the_answer(numbers: tuple[int, int, int], said: str) -> None:
    assert told(*numbers).answer == said


def test_how_far_the_weights_move() -> None:
    few = step(4, requests=0.35, data_trends=0.15)
    more = step(5, requests=0.5, data_trends=0.0)
    one = told(3, 5, 5, few, more)
    first, last = one.text
    assert first == (
        "To find 4, 10.0 % of the weight has to move: “Requests from members and civil society” "
        "from 25 % to 35 % and “Trends in action plans” from 25 % to 15 %."
    )
    assert last == (
        "To find 5, 25.0 % of the weight has to move: “Requests from members and civil society” "
        "from 25 % to 50 % and “Trends in action plans” from 25 % to 0 %."
    )
    assert [row["found_labels"] for row in one.table("steps-theme").rows] == [("Justice",)] * 2
    nearest = {row["criterion"]: row["nearest"] for row in one.table("nearest-theme").rows}
    assert nearest == more.weights
    assert FITTED in one.sentences
    said_alike(one)


def test_a_single_step_is_said_once() -> None:
    assert len(told(3, 4, 4, step(4, requests=0.35, data_trends=0.15)).text) == 1


PLAN_ANSWERS = {
    (9, 9, 9): "The weights given put all of the 9 themes on the list into the plan.",
    (3, 9, 9): "Some weights put all of the 9 themes on the list into the plan, those given 3.",
    (3, 6, 6): "No weights put more than 6 of the 9 themes on the list into the plan: that is "
    "proven. Those given put 3.",
    (6, 6, 6): "No weights put more than 6 of the 9 themes on the list into the plan: that is "
    "proven. Those given put as many.",
    (3, 5, 7): "Some weights put 5 of the 9 themes on the list into the plan, those given 3; none "
    "put more than 7, which is proven.",
    (3, 5, 9): "Some weights put 5 of the 9 themes on the list into the plan, those given 3; "
    "whether any put more is not known.",
    (5, 5, 9): "No weights were found that put more than 5 of the 9 themes on the list into the "
    "plan, and those given do; whether any put more is not known.",
}


@pytest.mark.parametrize(("numbers", "said"), PLAN_ANSWERS.items())
def test_the_answer_of_the_plan(numbers: tuple[int, int, int], said: str) -> None:
    given, most, at_most = numbers
    found = InverseWeights(listed=9, given=given, most=most, at_most=at_most)
    assert report(found, SETTING, "theme", planned=True).answer == said


def test_a_plan_says_what_is_only_found() -> None:
    few = step(4, requests=0.35, data_trends=0.15).but(proven=False)
    found = InverseWeights(listed=9, given=3, most=4, at_most=9, steps=(few,))
    one = report(found, SETTING, "theme", planned=True)
    said_alike(one)
    assert one.answer == (
        "By the best plans found some weights put 4 of the 9 themes on the list into the plan, "
        "those given 3; whether any put more is not known."
    )
    (moves,) = one.text
    assert moves.startswith("10.0 % of the weight moved finds 4: ")
    assert any("a hint, not as a finding" in note.text for note in one.notes)
    (row,) = one.table("steps-plan-theme").rows
    assert (row["moved_at_least"], row["proven"]) == (0.0, False)

"""What the doubt comes from, in words, from lists made by hand."""

import numpy as np

from optimizer.robust.doubt import ASSUMPTIONS, EVIDENCE, SEARCH, WEIGHTS, Doubt, Lists
from optimizer.study import Study
from questions.asking import ask
from questions.doubt import Doubted, DoubtQuestion
from questions.plan import PlanQuestion
from reports.doubt import LABELS, report
from reports.plan import brief
from reports.report import Report
from reports.setting import Setting
from tests.reports.faces import said_alike

PAIRS = (("country:AAA", "advocacy"), ("country:BBB", "technical_support"))
FEW = ("country:AAA", "country:BBB", "theme:ownership")


def told(study: Study, a: list[list[int]], asked: int = 4, **mixed: list[list[int]]) -> Report:
    first = np.array(a, dtype=np.float64)
    names = tuple(name for name in LABELS if name in {*GROUPS, *mixed})
    lists = {name: np.array(mixed.get(name, a), dtype=np.float64) for name in names}
    planned = ask(study, PlanQuestion()).result
    setting = Setting(study, plan=planned.plan)
    found = Doubted(
        Doubt(
            Lists(FEW, first, first[::-1].copy(), lists),
            Lists(
                PAIRS, first[:, :2], first[::-1, :2].copy(), {n: m[:, :2] for n, m in lists.items()}
            ),
        ),
        asked,
    )
    return report(found, DoubtQuestion(draws=asked), setting, plan=brief(planned, setting))


GROUPS = (WEIGHTS, EVIDENCE, SEARCH)
LISTS = [[1, 0, 1], [0, 1, 1], [1, 0, 1], [0, 1, 1]]
TURNED = [[0, 1, 1], [1, 0, 1], [0, 1, 1], [1, 0, 1]]
ONCE = [[0, 1, 1], [0, 1, 1], [1, 0, 1], [0, 1, 1]]


def test_areas_that_change(small_study: Study) -> None:
    """Other evidence turns one area in every row, other weights one in four, the search none."""
    one = told(small_study, LISTS, evidence=TURNED, weights=ONCE)
    assert one.answer == (
        "Other evidence would change 1 of 2 focus areas, other weights 0.2; looking again at the "
        "very same changes 0."
    )
    assert "Looking again changes nothing" in one.text[1]
    rows = {row["group"]: row for row in one.table("doubt").rows}
    assert [rows[name]["areas"] for name in GROUPS] == [0.25, 1.0, 0.0]
    assert {row["id"] for row in one.table("doubtful").rows} == {"country:AAA", "country:BBB"}
    assert all(row["inside"] == 0.5 for row in one.table("doubtful").rows)
    said_alike(one)


def test_the_floor_is_told_where_there_is_one(small_study: Study) -> None:
    one = told(small_study, LISTS, search=ONCE, asked=9)
    assert "of the doubt is in nothing at all" in one.text[1]
    assert any("4 rows of 9 asked for of five lists each." in note.text for note in one.notes)


def test_what_is_assumed_and_each_service(small_study: Study) -> None:
    """Staff and money turn both areas, and with them one service each, in every row."""
    one = told(small_study, LISTS, assumptions=TURNED, weights=ONCE)
    assert one.answer == (
        "Other staff, money and costs would change 1 of 2 focus areas, other weights 0.2, other "
        "evidence 0; looking again at the very same changes 0."
    )
    assert one["services"].text[0].startswith("Other staff, money and costs would change 1 of 1 ")
    rows = {row["service"]: row for row in one.table("services").rows}
    assert rows["advocacy"]["given"] == rows["technical_support"]["given"] == 0.5
    assert rows["advocacy"][ASSUMPTIONS] == 1
    assert rows["advocacy"][EVIDENCE] == 0
    assert any("of six lists each" in note.text for note in one.notes)
    said_alike(one)

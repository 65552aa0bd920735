"""Who enters, leaves and stays as a report. Oracle: the plan, the scores, and the list in force."""

import pytest

from optimizer.plan import Plan
from optimizer.scenario import Scenario
from optimizer.study import Study
from reports import list_change
from reports.report import Report
from reports.setting import Setting
from tests.optimizer.solved import solve

WITHOUT = Scenario(must_not=frozenset({"country:AAA"}))


def told(study: Study, scenario: Scenario) -> tuple[Report, Plan]:
    """In force: Alphaland, Open contracts, Beneficial ownership."""
    setting = Setting(study, scenario)
    plan = solve(setting.problem)
    return list_change.report(plan, setting), plan


def test_everybody_on_either_list_stands_where_the_plan_says(small_study: Study) -> None:
    report, plan = told(small_study, WITHOUT)
    for where, ids in (("enters", plan.entered), ("leaves", plan.left), ("stays", plan.stayed)):
        rows = [row for table in report.tables for row in table.rows]
        assert {row["id"] for row in rows if row["standing"] == where} == set(ids)
    (alpha,) = [one for one in report["country"].items if one.startswith("Alphaland")]
    assert alpha == "Alphaland leaves. This scenario says that it must not be in."
    assert report["country"].text == ("1 enters, 1 leaves and none stays.",)
    assert report.answer == (
        "Betaland enters the list in force, Alphaland leaves it and none stays."
    )


def test_what_carries_a_score_is_its_largest_contributions(small_study: Study) -> None:
    """Alphaland: 0.5 of 60, 0.3 of 100 and what partners add."""
    report, _ = told(small_study, Scenario())
    row = next(row for row in report.table("country").rows if row["id"] == "country:AAA")
    line = small_study.scorecard().of("country:AAA")
    assert sum(line.contributions.values()) == pytest.approx(row["score"])
    most = max(line.contributions.values())
    assert row["carried"][0].endswith(f" {most:.0f}")


def test_nothing_to_compare_with_is_said(small_study: Study) -> None:
    setting = Setting(small_study)
    assert list_change.report(None, setting).answer == (
        "The list in force has 1 country, 1 commitment and 1 theme; there is no recommended list "
        "yet."
    )
    nobody = tuple(one.but(incumbent=False) for one in small_study.dataset.candidates)
    fresh = Study(small_study.dataset.but(candidates=nobody), small_study.configuration)
    report, plan = told(fresh, Scenario())
    assert report.answer == f"No list is in force: all {len(plan.ids)} recommended are new."
    assert report.text[0] == "Commitments: all 2 are new."
    assert list_change.report(None, Setting(fresh)).answer.startswith("No list is in force, and")
    same = tuple(one.but(incumbent=one.id in plan.ids) for one in nobody)
    again = Study(small_study.dataset.but(candidates=same), small_study.configuration)
    assert told(again, Scenario())[0].answer == "The recommended list is the list in force."


def test_differences_of_two_add_up_to_that_of_their_scores(small_study: Study) -> None:
    setting = Setting(small_study)
    scores = setting.scorecard.kinds["country"]
    section = list_change.beside(scores, "country:BBB", "country:AAA", setting)
    (picture,) = section.pictures
    assert picture.table is not None
    cards = small_study.scorecard()
    less = cards.of("country:AAA").score - cards.of("country:BBB").score
    assert sum(row["points"] for row in picture.table.rows) == pytest.approx(-less)
    assert section.text[0].startswith(f"Betaland scores {less:.1f} points less than Alphaland;")
    assert section.text[1].startswith("A higher score is not everything")
    sides = picture.chart.to_dict()["layer"][0]["encoding"]["color"]["scale"]["domain"]
    assert sides == ["Betaland is ahead", "Alphaland is ahead"]

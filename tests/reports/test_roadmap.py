"""The roadmap as a report. Oracle: half-years made by hand, and the plans of the small example."""

import dataclasses

import pytest

from config.capacity import Period
from data.dataset import Event, Window
from optimizer.plan import Plan
from optimizer.scenario import Scenario
from optimizer.search.effort import EXACT
from optimizer.study import Study
from questions.asking import ask
from questions.plan import PlanQuestion
from questions.roadmap import HalfYear, Roadmap, RoadmapQuestion
from reports import plan, roadmap
from reports.report import Report
from reports.setting import Setting
from tests.reports.faces import said_alike
from tests.rounds import AAA, BBB

PROVEN = PlanQuestion(effort=EXACT)


@pytest.fixture(scope="module")
def study(small_study: Study) -> Study:
    """Two half-years; AAA can be supported in the first one only."""
    configuration = small_study.configuration
    periods = (Period(id="H1", label="First half"), Period(id="H2", label="Second half"))
    capacity = configuration.capacity.but(periods=periods, horizon=1)
    window = Window(candidate=AAA, period="H1", phase="plan due")
    return dataclasses.replace(
        small_study,
        configuration=configuration.but(capacity=capacity, content_hash=""),
        dataset=small_study.dataset.but(windows=(window,)),
    )


@pytest.fixture(scope="module")
def found(study: Study) -> Roadmap:
    return ask(study, RoadmapQuestion(plan=PROVEN)).result


@pytest.fixture(scope="module")
def told(study: Study, found: Roadmap) -> Report:
    return roadmap.report(found, Setting(study, plan=found.half_years[0].plan))


def test_all_faces_say_the_same(told: Report) -> None:
    said_alike(told)


def test_who_is_committed_and_who_ends(told: Report, found: Roadmap, study: Study) -> None:
    name = study.dataset.by_id[AAA].name
    assert told.answer.startswith("First half is committed, with ")
    rows = {row["id"]: row for row in told.table("roadmap").rows}
    assert set(rows) == {one for half in found.half_years for one in half.plan.ids}
    assert (rows[AAA]["H1"], rows[AAA]["H2"]) == ("●", "×")
    assert rows[AAA]["phases"] == "plan due: First half"
    assert any(f"{name} ends because no window is open" in text for text in told.text)
    stays = next(one for one in rows if all(one in half.plan.ids for half in found.half_years))
    assert (rows[stays]["H1"], rows[stays]["H2"]) == ("●", "○")


def test_which_event_serves_whom(study: Study) -> None:
    """AAA is made at a week in the first half-year; the summit has no date, and serves BBB."""
    events = (
        Event(candidate=AAA, event="week", name="Week", period="H1", opens=True),
        Event(candidate=BBB, event="week", name="Week", period="H1"),
        Event(candidate=BBB, event="summit", name="Summit", place="Betaland"),
    )
    dataset = study.dataset.but(windows=(), events=events)
    study = dataclasses.replace(study, dataset=dataset)
    found = ask(study, RoadmapQuestion(scenario=Scenario(must=frozenset((BBB,))), plan=PROVEN))
    told = roadmap.report(found.result, Setting(study, plan=found.result.half_years[0].plan))
    said_alike(told)
    rows = told.table("events").rows
    assert [(row["event_label"], row["id"], row["made_at"], row["inside"]) for row in rows] == [
        ("Week (First half)", AAA, True, True),
        ("Week (First half)", BBB, False, True),
        ("Summit (Betaland, half-year not on record)", BBB, False, None),
    ]
    areas = {row["id"]: row for row in told.table("roadmap").rows}
    assert (areas[AAA]["H2"], areas[AAA]["phases"]) == ("×", "Week: First half")
    assert (areas[BBB]["H2"], areas[BBB]["phases"]) == ("○", "Week: First half")


def test_half_years_that_do_not_follow_each_other_are_told_apart(small_study: Study) -> None:
    """A plan is due in the first and in the last of three half-years, and not in between."""
    periods = tuple(Period(id=name) for name in ("H1", "H2", "H3"))
    configuration = small_study.configuration
    capacity = configuration.capacity.but(periods=periods, horizon=1)
    phases = {"H1": "due", "H2": "under way", "H3": "due"}
    windows = (Window(candidate=AAA, period=one, phase=phases[one]) for one in phases)
    study = dataclasses.replace(
        small_study,
        configuration=configuration.but(capacity=capacity, content_hash=""),
        dataset=small_study.dataset.but(windows=tuple(windows)),
    )
    found = ask(study, RoadmapQuestion(plan=PROVEN)).result
    told = roadmap.report(found, Setting(study, plan=found.half_years[0].plan))
    (row,) = [row for row in told.table("roadmap").rows if row["id"] == AAA]
    assert row["phases"] == "due: H1, H3; under way: H2"


def test_what_is_used_is_that_of_each_half_year(told: Report, found: Roadmap) -> None:
    for row in told.table("capacity").rows:
        for half in found.half_years:
            use = next(use for use in half.plan.capacity if use.resource == row["id"])
            assert row[f"{half.period}_used"] == use.used
            assert row[f"{half.period}_share"] == pytest.approx(
                use.used / (use.available - use.reserved)
            )


def test_what_is_not_reviewed_is_said(study: Study) -> None:
    """Commitments stay as they are in the second half: the next review is not in the calendar."""
    old = study.configuration
    kinds = dict(old.criteria.kinds)
    kinds["commitment"] = kinds["commitment"].but(review=2)
    criteria = old.criteria.but(kinds=kinds)
    yearly = dataclasses.replace(study, configuration=old.but(criteria=criteria, content_hash=""))
    found = ask(yearly, RoadmapQuestion(plan=PROVEN)).result
    told = roadmap.report(found, Setting(yearly, plan=found.half_years[0].plan))
    assert (
        "The list of commitments is reviewed in First half; between two reviews nobody enters, and "
        "nobody leaves who can be supported." in told.text
    )
    assert told["moves"].items[1].endswith("; the list of commitments is not reviewed.")
    assert "not reviewed" not in told["moves"].items[0]
    assert told.facts["half_years"][1]["not_reviewed"] == ["commitment"]
    said_alike(told)


@pytest.mark.parametrize(("periods", "said"), [(1, False), (2, True)])
def test_a_plan_of_several_half_years_says_which_is_committed(
    study: Study, periods: int, said: bool
) -> None:
    scenario = Scenario(periods=periods)
    planned = ask(study, PROVEN.but(scenario=scenario)).result
    told = plan.report(planned, Setting(study, scenario, planned.plan))
    words = "First half is committed; what comes after it is provisional"
    assert any(text.startswith(words) for text in told.text) is said


def halves(*values: float, slack: float = 0.0) -> Roadmap:
    plans = [
        Plan(status="optimal", value=one, bound=one + slack, gap=0, seconds=0, solver="by hand")
        for one in values
    ]
    parts = [HalfYear(period=f"H{at}", plan=plan) for at, plan in enumerate(plans, start=1)]
    return Roadmap(half_years=tuple(parts), asked=len(parts))


def test_what_a_promise_costs() -> None:
    """10 + 10 against 10 + 7.5, both exact: 2.5 points."""
    costs = roadmap.promise(halves(10, 10), halves(10, 7.5), 2)
    assert costs.answer == (
        "To promise whoever begins that they stay for 2 half-years costs 2.5 points (proven) over "
        "2 half-years."
    )
    same = roadmap.promise(halves(10, 10), halves(10, 10), 2)
    assert same.answer.endswith("costs nothing: the roadmap is the same.")
    none = roadmap.promise(halves(10, 10), halves(10).but(asked=2), 2)
    assert none.answer.endswith("cannot be done: in H1 no plan keeps it.")


def test_what_a_free_seat_has_to_earn(study: Study) -> None:
    """Five points over the two provisional half-years: 2.5 in each."""
    costs = roadmap.free_seat(halves(9, 9, 9), halves(9, 6, 7), "country", Setting(study))
    assert "costs 5.0 points (proven) over 3 half-years" in costs.answer
    assert costs.text == (
        "It pays if what comes adds 2.5 points or more in each of these half-years.",
    )


def test_nothing_planned_yet(study: Study) -> None:
    told = roadmap.report(Roadmap(half_years=(), asked=2), Setting(study))
    assert told.answer == "There is no plan yet."
    said_alike(told)

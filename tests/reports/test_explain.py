"""Sentences are true: what each says is solved for again, on the small example and by hand."""

import re

import pytest

from data.dataset import Dataset
from optimizer.problem import Problem
from optimizer.scenario import RuleLever, Scenario
from optimizer.search.effort import DRAW, EXACT
from optimizer.stop import Stop
from optimizer.study import BASELINE, Study, open_study
from optimizer.why.explanation import Explanation, explain
from reports import explain as reports
from reports.setting import Setting
from reports.words import points
from tests.folders import SMALL
from tests.optimizer.solved import solve
from tests.reports.faces import said_alike

STEPPED = ("readiness",)
"""Measures with a threshold in the small example, which may go beyond what is needed."""
NUDGE = 0.3
"""Points of a score by which a re-solved line is passed."""


def said(study: Study, scenario: Scenario, *found: Explanation) -> list[str]:
    """Return what the report says of candidates."""
    return list(reports.report(found, Setting(study, scenario)).sentences)


@pytest.fixture(scope="module")
def study() -> Study:
    return open_study(SMALL / "dataset", SMALL / "configuration")


@pytest.fixture(scope="module", params=[1.0, 0.7, 0.5])
def scenario(study: Study, request: pytest.FixtureRequest) -> Scenario:
    """All teams as they are, or with less time."""
    teams = study.configuration.capacity.teams
    return Scenario(weeks={name: team.weeks * request.param for name, team in teams.items()})


@pytest.fixture(scope="module")
def explained(study: Study, scenario: Scenario) -> dict[str, Explanation]:
    plan = solve(study.problem(scenario))
    return {
        candidate.id: explain(study, scenario, plan, candidate.id, effort=EXACT)
        for candidate in study.dataset.candidates
    }


def test_the_price_told_is_the_price_of_planning_again(
    study: Study, scenario: Scenario, explained: dict[str, Explanation]
) -> None:
    best = solve(study.problem(scenario)).value
    assert best is not None
    priced = 0
    for candidate, found in explained.items():
        told = " ".join(said(study, scenario, found))
        side = "must_not" if found.inside else "must"
        other = solve(study.problem(scenario.but(**{side: frozenset({candidate})}))).value
        if other is None:
            assert "is not possible" in told
            continue
        cost = best - other
        expected = "costs nothing" if cost < 0.05 else f"costs {points(cost)}"
        assert f"{expected} (proven)" in told, told
        priced += cost > 0.05
    assert priced >= 3


def test_the_line_told_is_where_planning_again_changes_sides(
    study: Study, scenario: Scenario, explained: dict[str, Explanation]
) -> None:
    crossed = 0
    for candidate, found in explained.items():
        if found.line is None or not found.line.found:
            continue
        told = " ".join(said(study, scenario, found))
        match = re.search(r"from ([\d.]+) to ([\d.]+) of 100, to cross", told)
        assert match, told
        at = float(match.group(2))
        nudge = NUDGE if "." in match.group(2) else 1.0
        for step in (-nudge, nudge):
            potential = (at + step) / 100
            if not 0 <= potential <= 1:
                continue
            plan = solve(with_potential(study.problem(scenario), candidate, potential))
            assert (candidate in plan.ids) == (step > 0), (candidate, told)
        crossed += 1
    assert crossed >= 2


def with_potential(problem: Problem, candidate: str, potential: float) -> Problem:
    areas = tuple(
        area.but(potential=potential) if area.id == candidate else area for area in problem.areas
    )
    return problem.but(areas=areas)


def test_the_criterion_told_takes_the_candidate_to_the_line(
    study: Study, scenario: Scenario, explained: dict[str, Explanation]
) -> None:
    """The evidence is rewritten with the measure that the sentence names, and scored again."""
    tried = 0
    for candidate, found in explained.items():
        if found.line is None or not found.line.found:
            continue
        for need in found.criteria:
            for measure in need.measures:
                if not isinstance(measure.now, float) or not isinstance(measure.needed, float):
                    continue
                changed = rewritten(study.dataset, candidate, measure.measure, measure.needed)
                if changed is None:
                    continue
                scored = (
                    Study(changed, study.configuration).scorecard(scenario).potential[candidate]
                )
                up = found.line.found > found.line.potential
                past = scored - found.line.found
                assert (past if up else -past) >= -1e-3, need
                assert abs(past) <= 1e-3 or measure.measure in STEPPED, need
                tried += 1
    assert tried >= 1


def rewritten(dataset: Dataset, candidate: str, measure: str, value: float) -> Dataset | None:
    rows = [row for row in dataset.evidence if (row.candidate, row.measure) == (candidate, measure)]
    if len(rows) != 1:
        return None
    return dataset.but(
        evidence=tuple(
            row.but(value=value, low=None, high=None) if row is rows[0] else row
            for row in dataset.evidence
        )
    )


NO_MONEY = Scenario(
    usd={"trust": 0, "core": 0}, rules={"african_commitment": RuleLever(enabled=False)}
)


@pytest.mark.parametrize(
    ("candidate", "scenario", "told"),
    [
        (
            "country:AAA",
            Scenario(weeks={"europe": 0}),
            (
                "Alphaland is not in the best plan found; putting it in is not possible.",
                "In the way: Europe team: 0 staff-weeks for focus areas; at least 3 are needed.",
                (
                    "Its services have to unlock at least 50 % of its potential: peer exchange and "
                    "advocacy (3 staff-weeks); or technical support (4 staff-weeks)."
                ),
                "With what there is its services unlock nothing of the 50 % needed.",
                "Least change that helps: raise Europe team from 0 to 6 staff-weeks.",
            ),
        ),
        (
            "commitment:AA001",
            NO_MONEY,
            (
                (
                    "Open register of company owners (Alphaland) is not in the best plan found; "
                    "putting it in is not possible."
                ),
                "In the way: Trust fund: USD 0; USD 40,000 would be enough.",
                "In the way: Core budget: USD 0; USD 40,000 would be enough.",
                (
                    "Its services have to unlock at least 50 % of its potential: technical support "
                    "(USD 40,000)."
                ),
                "With what there is its services unlock 40 % of the 50 % needed.",
                (
                    "Least change that helps: raise Trust fund from USD 0 to USD 40,000; or raise "
                    "Core budget from USD 0 to USD 40,000."
                ),
            ),
        ),
        (
            "country:CCC",
            BASELINE,
            (
                "Gammaland is not in the best plan found; putting it in is not possible.",
                (
                    "In the way: Gammaland is barred: Active member: status is suspended; it must "
                    "be active; Values Check: found 2; it must be at least 3."
                ),
            ),
        ),
    ],
)
def test_why_a_candidate_cannot_be_in(
    study: Study, candidate: str, scenario: Scenario, told: tuple[str, ...]
) -> None:
    """By hand from the tables of the small example; what was asked is never the reason."""
    found = explain(study, scenario, None, candidate, effort=EXACT)
    assert tuple(said(study, scenario, found)) == told


def test_why_was_not_found_is_said(study: Study) -> None:
    """A conflict that the search was ended on is no reason."""
    scenario = Scenario(weeks={"europe": 0})
    found = explain(study, scenario, None, "country:AAA", effort=EXACT)
    price = found.overruling
    assert price.conflict is not None
    unsure = price.but(conflict=price.conflict.but(irreducible=False))
    report = reports.overruling(unsure, Setting(study, scenario))
    assert report.sentences == (
        "Alphaland: putting it in is not possible.",
        "Why was not found before the search was ended.",
    )
    unknown = reports.overruling(price.but(status="unknown"), Setting(study, scenario))
    assert unknown.answer == (
        "Alphaland: putting it in may be possible: no such plan was found before the search was "
        "ended."
    )


def test_a_better_plan_found_on_the_way_is_told(study: Study) -> None:
    """The plan given is a poor one: its best focus area is locked out, and its bound is wide."""
    problem = study.problem()
    best = solve(problem)
    gone = max(best.focus, key=lambda line: line.points).id
    poor = solve(problem.but(must_not=frozenset({gone}))).but(bound=best.value, status="feasible")
    found = explain(study, BASELINE, poor, gone, effort=EXACT)
    told = said(study, BASELINE, found)
    assert found.inside
    assert found.plan.value == pytest.approx(best.value)
    assert "is in the best plan found" in told[0]
    assert told[-1].startswith("On the way a plan was found that is worth")


def test_the_price_is_told_before_the_line_is_looked_for(study: Study) -> None:
    plan = solve(study.problem())
    early: list[Explanation] = []
    found = explain(study, BASELINE, plan, min(plan.ids), effort=EXACT, early=early.append)
    assert [one.line for one in early] == [None]
    assert early[0].overruling == found.overruling
    assert found.line is not None


def test_a_stopped_explanation_tells_what_it_has(study: Study) -> None:
    stop = Stop()
    stop.throw()
    plan = solve(study.problem(), DRAW)
    candidate = study.dataset.candidates[0].id
    found = explain(study, BASELINE, plan, candidate, stop=stop)
    assert said(study, BASELINE, found)


def test_every_face_tells_the_same(study: Study, explained: dict[str, Explanation]) -> None:
    found = tuple(explained.values())
    report = reports.report(found, Setting(study))
    said_alike(report)
    inside = sum(one.inside for one in found)
    assert report.answer.count(" in the best plan found") == 1
    rows = report.json()["candidates"]
    assert [row["candidate"] for row in rows] == list(explained)
    assert sum(row["inside"] for row in rows) == inside
    said_alike(reports.overruling(found[0].overruling, Setting(study)))


@pytest.mark.parametrize(
    ("scenario", "candidate", "said"),
    [
        (BASELINE, "country:CCC", "Out, because a gate fails"),
        (Scenario(must_not=frozenset({"country:AAA"})), "country:AAA", "says it must not be in"),
        (Scenario(must=frozenset({"country:BBB"})), "country:BBB", "In, because this scenario"),
    ],
)
def test_reasons_come_from_locks_and_gates(
    small_study: Study, scenario: Scenario, candidate: str, said: str
) -> None:
    found = solve(small_study.problem(scenario))
    text = reports.reason(candidate, found, Setting(small_study, scenario))
    assert said in text


def test_every_candidate_has_a_reason_that_agrees_with_the_plan(small_study: Study) -> None:
    found = solve(small_study.problem())
    setting = Setting(small_study)
    for candidate in small_study.dataset.by_id:
        text = reports.reason(candidate, found, setting)
        assert text.startswith("In" if candidate in found.ids else "Out")


def test_without_a_plan_nobody_is_in_or_out(small_study: Study) -> None:
    scenario = Scenario(
        must=frozenset({"country:BBB", "country:BBB-port"}),
        rules={"national_only": RuleLever(enabled=False)},
    )
    none = solve(small_study.problem(scenario))
    text = reports.reason("country:AAA", none, Setting(small_study, scenario))
    assert text.startswith("There is no plan")

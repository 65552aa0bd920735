"""Sentences are true: what each says is solved for again, on the small example and by hand."""

import re

import pytest

from data.dataset import Dataset
from optimizer.problem import Problem
from optimizer.scenario import RuleLever, Scenario
from optimizer.search.effort import DRAW, EXACT
from optimizer.stop import Stop
from optimizer.study import BASELINE, Study, open_study
from optimizer.why.conditions import added_conditions, condition_costs
from optimizer.why.explanation import Explanation, explain
from optimizer.why.infeasible import corrections
from optimizer.why.marginal import marginals, with_more
from reports.condition_words import ConditionWords
from reports.why_sentences import (
    added_sentence,
    condition_sentence,
    correction_sentences,
    explanation_sentences,
    impossible_sentences,
    marginal_sentence,
)
from reports.words import points
from tests.folders import SMALL
from tests.optimizer.solved import solve
from tests.optimizer.why.test_overruling import example

STEPPED = ("readiness",)
"""Measures with a threshold in the small example, which may go beyond what is needed."""
NUDGE = 0.3
"""Points of a score by which a re-solved line is passed."""


def in_words(problem: Problem, scenario: Scenario = BASELINE) -> ConditionWords:
    return ConditionWords(problem, scenario, typed=True)


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
    words = in_words(study.problem(scenario), scenario)
    priced = 0
    for candidate, found in explained.items():
        told = " ".join(explanation_sentences(found, words))
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
        told = " ".join(explanation_sentences(found, in_words(study.problem())))
        match = re.search(r"from ([\d.]+) to ([\d.]+), to cross", told)
        assert match, told
        at = float(match.group(2))
        for step in (-NUDGE, NUDGE):
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


def test_capacities_and_conditions_told_by_hand() -> None:
    problem = example(must=frozenset({"c"}))
    plan = solve(problem)
    told = in_words(problem)
    (core,) = marginals(problem, plan, effort=EXACT)
    assert marginal_sentence(core, told.name) == (
        "One more staff-week of Core team was found to add nothing (proven). It helps up to "
        "3 staff-weeks more, which add 40.0 points (proven); nothing was found that more would "
        "buy."
    )
    assert solve(with_more(problem, "core", 3)).value == pytest.approx((plan.value or 0) + 40)
    (lock,) = condition_costs(problem, plan, effort=EXACT)
    assert condition_sentence(lock, told) == (
        "Must have c (c): costs 10.0 points (proven); without it c goes out and b comes in."
    )
    steps = [added_sentence(step, told) for step in added_conditions(problem, plan, effort=EXACT)]
    assert steps == [
        "No rule, lock or price for dropping: 90.0 points, 0 of 0 in force stay.",
        "Must have c (c): costs 10.0 points (proven), 0 of 0 in force stay.",
    ]


def test_ways_out_told_by_hand() -> None:
    problem = example(must=frozenset("abc"))
    told = list(correction_sentences(corrections(problem, effort=EXACT), in_words(problem)))
    assert told[0] == (
        "Raise Core team from 6 to 9 staff-weeks (--capacity core=9): the best plan found is then "
        "worth 120.0 points."
    )
    assert told[1] == "Give up “must have c (c)”: the best plan found is then worth 90.0 points."
    assert len(told) == 4


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
                "Putting Alphaland in is not possible: Europe team: 0 staff-weeks for focus areas; "
                "at least 3 are needed. "
                "Its services have to unlock at least 50 % of its potential: peer exchange and "
                "advocacy (3 staff-weeks); or technical support (4 staff-weeks). "
                "With what there is its services unlock nothing of the 50 % needed. "
                "Least change that helps: raise Europe team from 0 to 6 staff-weeks."
            ),
        ),
        (
            "commitment:AA001",
            NO_MONEY,
            (
                "Putting Open register of company owners in is not possible: Trust fund: USD 0; "
                "USD 40,000 would be enough; Core budget: USD 0; USD 40,000 would be enough. "
                "Its services have to unlock at least 50 % of its potential: technical support "
                "(USD 40,000). "
                "With what there is its services unlock 40 % of the 50 % needed. "
                "Least change that helps: raise Trust fund from USD 0 to USD 40,000; or raise Core "
                "budget from USD 0 to USD 40,000."
            ),
        ),
        (
            "country:CCC",
            BASELINE,
            (
                "Putting Gammaland in is not possible: Gammaland is barred: Active member: status "
                "is suspended; it must be active; Values Check: found 2; it must be at least 3."
            ),
        ),
    ],
)
def test_why_a_candidate_cannot_be_in(
    study: Study, candidate: str, scenario: Scenario, told: str
) -> None:
    """By hand from the tables of the small example; what was asked is never the reason."""
    words = ConditionWords(study.problem(scenario), scenario, typed=False)
    found = explain(study, scenario, None, candidate, effort=EXACT)
    assert " ".join(list(explanation_sentences(found, words))[1:]) == told


def test_why_was_not_found_is_said(study: Study) -> None:
    """A conflict that the search was ended on is no reason."""
    scenario = Scenario(weeks={"europe": 0})
    found = explain(study, scenario, None, "country:AAA", effort=EXACT)
    conflict = found.overruling.conflict
    assert conflict is not None
    price = found.overruling.but(conflict=conflict.but(irreducible=False))
    told = list(impossible_sentences("Putting it in", price, in_words(study.problem(scenario))))
    assert told == ["Putting it in is not possible; why was not found before the search was ended."]


def test_a_better_plan_found_on_the_way_is_told(study: Study) -> None:
    """The plan given is a poor one: its best focus area is locked out, and its bound is wide."""
    problem = study.problem()
    best = solve(problem)
    gone = max(best.focus, key=lambda line: line.points).id
    poor = solve(problem.but(must_not=frozenset({gone}))).but(bound=best.value, status="feasible")
    found = explain(study, BASELINE, poor, gone, effort=EXACT)
    told = list(explanation_sentences(found, in_words(problem)))
    assert found.inside
    assert found.plan.value == pytest.approx(best.value)
    assert told[0].startswith("On the way a plan was found that is worth")
    assert "is in the best plan found" in told[1]


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
    assert list(explanation_sentences(found, in_words(study.problem())))

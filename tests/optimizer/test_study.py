"""From folders to plans. Oracles: the small example by hand and by brute force; the audit."""

from functools import cache
from pathlib import Path

import pytest

from config.problems import InputError
from optimizer.audit import broken
from optimizer.scenario import RuleLever, Scenario
from optimizer.search.best_plan import best_plan
from optimizer.search.effort import LEAST
from optimizer.study import Study, open_study
from tests.folders import SMALL, Folder
from tests.optimizer.brute_force import BruteForce
from tests.optimizer.solved import solve


@cache
def small() -> Study:
    return open_study(SMALL / "dataset", SMALL / "configuration")


@cache
def bundled() -> Study:
    return open_study()


def test_plan_of_the_small_example() -> None:
    """All that is allowed but the port's budget, 213.42 points.

    Alphaland 72.5, Betaland 48, register 48 + 12 of overlap, contracts 18.6 + 6, ownership 8.32
    (technical support only: the core budget is used up by the two countries). Each country's
    peer exchange (21.75 and 14.4 points) is worth more than the theme's (12.48), both cost the
    core budget's 20,000; trust fund: 40,000 for each of two commitments.
    """
    plan = solve(small().problem())
    assert plan.value == pytest.approx(213.42)
    assert plan.ids == {
        "country:AAA",
        "country:BBB",
        "commitment:AA001",
        "commitment:BB001",
        "theme:ownership",
    }
    services = {line.id: line.services for line in plan.focus}
    assert services["theme:ownership"] == ("technical_support",)
    assert services["country:AAA"] == ("technical_support", "peer_exchange", "advocacy")
    assert {line.id: dict(line.leads) for line in plan.focus if line.leads} == {
        "country:BBB": {"technical_support": "partner:bank"},
        "commitment:AA001": {"technical_support": "partner:owners"},
    }


SCENARIOS = [
    Scenario(),
    Scenario(weeks={"europe": 9}, usd={"core": 5_000}),
    Scenario(must={"commitment:BB002"}, must_not={"country:AAA"}),
    Scenario(rules={"national_only": RuleLever(enabled=False)}, must={"country:BBB-port"}),
    Scenario(rules={"african_commitment": RuleLever(min=2)}),
    Scenario(weights={"country": {"partner_ecosystem": 1.0}}, worth={"theme": 400}),
    Scenario(universal_share={"africa": 0.9, "thematic": 0.95}),
    Scenario(must={"country:CCC"}),
    Scenario(most_changes=1),
]


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_every_scenario_against_brute_force(scenario: Scenario) -> None:
    """All 8 candidates, every lever: the value of the best of all plans, or none."""
    problem = small().problem(scenario)
    best = BruteForce(problem).best()
    plan = solve(problem)
    assert (plan.value is None) == (best is None)
    if best is not None:
        assert plan.value == pytest.approx(best.value, abs=1e-5)
        assert plan.decisions.focus == best.focus


def test_scenarios_move_scores_and_capacities() -> None:
    study = small()
    by_partners = study.scorecard(Scenario(weights={"country": {"partner_ecosystem": 1.0}}))
    assert by_partners.potential["country:BBB"] == pytest.approx(0.4)
    assert study.scorecard().potential["country:BBB"] == pytest.approx(0.48)
    assert study.configured(Scenario(weeks={"europe": 9})).capacity.teams["europe"].weeks == 9
    assert study.problem(Scenario(weeks={"europe": 9})).teams[0].weeks == 9


def test_derived_measures_and_leads() -> None:
    study = small()
    assert study.derived["partner_strength"]["country:BBB"] == pytest.approx(0.4)
    assert {lead.partner for lead in study.leads} == {"partner:owners", "partner:bank"}
    assert study.partner_capacity["partner:owners"] == 1


def test_problems_of_both_folders_at_once(folder: Folder) -> None:
    folder.replace("capacity.yaml", "weeks: 30", "weeks: many")
    folder.replace("candidates.csv", "country:BBB,country", "country:AAA,country")
    with pytest.raises(InputError) as caught:
        open_study(folder.root / "dataset", folder.root / "configuration")
    files = {problem.file for problem in caught.value.problems}
    assert files >= {"capacity.yaml", "candidates.csv"}


def test_missing_folders_are_told(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        open_study(tmp_path / "nowhere", tmp_path / "nothing")
    assert len(caught.value.problems) >= 2
    text = str(caught.value)
    assert "nowhere" in text
    assert "criteria.yaml" in text


def test_quick_plan_of_the_bundled_data() -> None:
    """Audited, within its capacities and hard rules, and proven to a few percent at once."""
    problem = bundled().problem()
    plan = best_plan(problem, LEAST)
    assert plan.found
    assert broken(problem, plan.decisions) == []
    assert plan.gap is not None
    assert plan.gap < 0.05
    assert all(use.free > -1e-3 for use in plan.capacity)
    assert all(rule.met for rule in plan.rules if rule.hard)
    kinds = {line.kind for line in plan.focus}
    assert kinds == set(bundled().configuration.criteria.kinds)


def test_bundled_plan_with_levers() -> None:
    """A must-have is in, a must-not is out, and Europe's team is kept to fewer weeks."""
    teams = bundled().configuration.capacity.teams
    scenario = Scenario(
        weeks={"europe": teams["europe"].weeks * 0.8},
        must={"country:KEN"},
        must_not={"country:GEO"},
    )
    problem = bundled().problem(scenario)
    plan = best_plan(problem, LEAST)
    assert "country:KEN" in plan.ids
    assert "country:GEO" not in plan.ids
    assert broken(problem, plan.decisions) == []
    europe = [use.available for use in plan.capacity if use.resource == "europe"]
    assert europe == pytest.approx([teams["europe"].weeks * 0.8] * len(problem.periods))

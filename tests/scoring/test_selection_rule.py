"""MCC's selection rule on made-up countries, as ``tests/fixtures/selection_rule`` works it by hand.

The states of the gates are checked against medians and counts written out here, without any of the
code under test.
"""

import csv
from pathlib import Path
from statistics import median

import numpy as np
import pytest

from optimizer.presolve.check import presolve_check
from optimizer.robust.jobs import Drawn, Inquiry
from optimizer.robust.sampling import sample
from optimizer.robust.uncertainty import UncertaintyModel
from optimizer.robust.value_of_information.evaluate import value_of_information
from optimizer.scenario import Scenario
from optimizer.search.effort import EXACT
from optimizer.study import Study, open_study
from scoring.gates import DRAWS
from scoring.kind_scores import KindScores
from scoring.weight_samples import FixedWeights
from tests.optimizer.solved import solve

FOLDER = Path(__file__).parents[1] / "fixtures" / "selection_rule"
ABSOLUTE = {"political_rights": 18, "civil_liberties": 26}
NOT_KNOWN = {"country:BBB", "country:EEE", "country:HHH"}
B_ABOVE_E = 1 - (0.3 - 0.08) ** 2 / (2 * 0.3**2)


@pytest.fixture(scope="module")
def study() -> Study:
    return open_study(FOLDER / "dataset", FOLDER / "configuration")


@pytest.fixture(scope="module")
def scores(study: Study) -> KindScores:
    return study.scorecard().kinds["country"]


def table(name: str) -> list[dict[str, str]]:
    with (FOLDER / "dataset" / f"{name}.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def indicators() -> dict[str, dict[str, float]]:
    """Return indicator → country → value, poverty apart."""
    found: dict[str, dict[str, float]] = {}
    for row in table("evidence"):
        if row["measure"] != "poverty":
            found.setdefault(row["measure"], {})[row["candidate"]] = float(row["value"])
    return found


def passed(measure: str, found: dict[str, float], country: str) -> bool:
    """Say whether a country passes an indicator, by the values as they stand."""
    group = {row["id"]: row["income_group"] for row in table("candidates")}
    own = found.get(country)
    if own is None:
        return False
    if measure in ABSOLUTE:
        return own >= ABSOLUTE[measure]
    if measure == "inflation":
        return own <= 15
    middle = median(value for other, value in found.items() if group[other] == group[country])
    return own > min(middle, 90) if measure == "immunization" else own > middle


def test_everybody_whose_evidence_is_sure_stands_as_counted_by_hand(scores: KindScores) -> None:
    every = indicators()
    assert len(every) == 20
    number = {}
    for country, state in zip(scores.ids, scores.gate, strict=True):
        mine = {measure: passed(measure, found, country) for measure, found in every.items()}
        number[country[-3:]] = sum(mine.values())
        rights = mine["political_rights"] or mine["civil_liberties"]
        whole = sum(mine.values()) >= 10 and mine["control_of_corruption"] and rights
        if country in NOT_KNOWN:
            assert state == "unknown"
        else:
            assert state == ("pass" if whole else "fail")
    assert number == {
        "AAA": 13, "BBB": 10, "CCC": 15, "DDD": 10, "EEE": 10,
        "FFF": 6, "GGG": 1, "HHH": 9, "III": 10, "JJJ": 4,
    }  # fmt: skip


def test_for_whom_noise_alone_would_turn_it(scores: KindScores) -> None:
    chance = {name: one for name, one in zip(scores.ids, scores.passes, strict=True) if one}
    error = 4 * (0.2 / DRAWS) ** 0.5
    assert set(chance) == NOT_KNOWN
    assert chance["country:BBB"] == pytest.approx(B_ABOVE_E, abs=error)
    assert chance["country:EEE"] == pytest.approx(1 - B_ABOVE_E, abs=error)
    assert chance["country:HHH"] == pytest.approx(0.6)
    half, corruption, rights = scores.gates[scores.ids.index("country:BBB")]
    assert (half.state, corruption.state, rights.state) == ("unknown", "unknown", "pass")
    assert half.reason.startswith("Ten of the twenty indicators: 9 of 20 conditions hold; not ")
    assert "not known: Control of corruption;" in half.reason
    assert "above the median of income_group low, between -0.15 and 0.15" in corruption.reason


def test_the_check_names_them(study: Study) -> None:
    told = [one.what for one in presolve_check(study) if one.check == "gate_turns"]
    assert len(told) == 2
    assert "country:HHH (passes 60 %)" in told[0]
    assert "country:BBB" in told[1]


def test_how_sure_counts_the_gates(study: Study) -> None:
    """Three places: A is always in; B and E never both pass; H where its land rights are good."""
    problem = study.problem(Scenario())
    plan = solve(problem).decisions
    assert {name[-3:] for name in plan.ids} == {"AAA", "BBB", "HHH"}
    drawn = Drawn(study.scorecard(), UncertaintyModel(weights=FixedWeights()), 5)
    found = sample(Inquiry(problem, drawn, EXACT), 300, plans=(plan,))
    has = np.array([[f"country:{name * 3}" in one.ids for name in "ABEH"] for one in found.plans])
    a, b, e, h = has[found.best].mean(axis=0)
    assert a == 1
    assert b == pytest.approx(B_ABOVE_E, abs=0.11)
    assert e == pytest.approx(1 - b)
    assert h == pytest.approx(0.6, abs=0.12)


def test_finding_out_moves_the_gate(study: Study) -> None:
    """Land rights of H: 40 % fail, and then E (46.7) takes the place of what earns nothing."""
    problem, scorecard = study.problem(Scenario()), study.scorecard()
    told = value_of_information(problem, scorecard, (solve(problem).decisions,))
    land = next(one for one in told.measures if one.measure == "land_rights")
    e = scorecard.of("country:EEE").score
    assert land.chance == pytest.approx(0.4)
    assert land.gain.found == pytest.approx(0.4 * e, abs=0.01)
    about = next(one for one in told.candidates if one.candidate == "country:HHH")
    assert about.gain.found == pytest.approx(land.gain.found)

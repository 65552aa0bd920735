"""The benchmarks of the search. Oracle: CBC and plain HiGHS, which are asked the same."""

import importlib
import math

import pytest

from benchmarks import __main__ as benchmarks
from benchmarks import ablation, search
from benchmarks.ablation import INGREDIENTS, Ingredient, nothing, switch_off
from benchmarks.runs import Run, problem_of, run


def _run(value: float, bound: float) -> Run:
    return Run(value, bound, 1.0, 0.0, 1.0)


def test_no_way_contradicts_another() -> None:
    """Each has an audited plan within its own bound, and nobody's is beyond another's bound."""
    found = [run(way, "24", 3.0) for way in ("Focus", "HiGHS", "CBC")]
    found.append(run("Focus", "24", 3.0, seed=1, without="rounding cuts"))
    assert search.contradictions(found) == 0
    assert all(0 < one.value <= one.bound < math.inf for one in found)


def test_a_plan_worth_more_than_a_bound_is_counted() -> None:
    assert search.contradictions([_run(10, 11), _run(10.5, 10.6)]) == 0
    assert search.contradictions([_run(10, 11), _run(12, 12)]) == 1
    assert search.median_gap([_run(10, 11), _run(10, 10), _run(-math.inf, 11)]) == 0.1
    assert search.median_gap([]) == math.inf


def test_a_run_tells_what_it_had_at_earlier_times() -> None:
    one = Run(100.0, 101.0, 10.0, 0.0, 1.0, ((0.5, -math.inf, 120.0), (2.0, 90.0, 108.0)))
    gaps = [one.gap_at(seconds) for seconds in (0.1, 1.0, 3.0, 10.0)]
    assert gaps == [math.inf, math.inf, pytest.approx(0.2), pytest.approx(0.01)]
    assert (one.first, _run(-math.inf, 11).first) == (2.0, math.inf)


def test_problems_by_name() -> None:
    assert problem_of("24") == problem_of("24s0") != problem_of("24s1")
    assert len(problem_of("24s1").areas) == 24
    assert len(problem_of("bundled6").periods) == 6
    several = problem_of("24s1x3")
    assert [one.id for one in several.periods] == ["H1", "H2", "H3"]
    assert several.reviews[0].between == ("H2",)
    assert {area.windows is None for area in several.areas} == {True, False}
    with pytest.raises(ValueError, match="must be bundled"):
        problem_of("small")


def test_an_ingredient_is_switched_off_and_one_that_is_not_there_is_known(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    module = importlib.import_module("optimizer.cuts.rounding")
    monkeypatch.setattr(module.RoundingCuts, "missed", module.RoundingCuts.missed)
    assert INGREDIENTS["rounding cuts"].known
    assert switch_off("rounding cuts") == {}
    assert module.RoundingCuts.missed is nothing
    assert not Ingredient(effort={"luck": 0}).known
    assert not Ingredient(instead={"optimizer.cuts.rounding:Luck.missed": nothing}).known
    assert not Ingredient(instead={"optimizer.luck:missed": nothing}).known


def test_tables_name_every_way_and_ingredient(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """As it is 1 % off the bound, without any ingredient 2 %; HiGHS is 4 % off."""
    gaps = {"Focus": 0.01, "HiGHS": 0.04}
    monkeypatch.setattr(search, "run", lambda way, *_, **__: _run(100, 100 * (1 + gaps[way])))
    benchmarks.main(["search", "24", "--times", "1", "3", "--ways", "Focus", "HiGHS"])
    told = capsys.readouterr().out
    assert "0.25 0.25" in told
    assert "1.000%" in told
    assert "4.000%" in told
    monkeypatch.setattr(
        ablation, "run", lambda *_, without, **__: _run(100, 101 if without is None else 102)
    )
    ablation.main(["24", "--without", "rounding cuts"])
    told = capsys.readouterr().out
    assert "rounding cuts" in told
    assert "2.00" in told


def test_options_go_to_one_benchmark_only(capsys: pytest.CaptureFixture[str]) -> None:
    assert benchmarks.main(["--quick"]) == 2
    assert benchmarks.main(["speed"]) == 2
    assert benchmarks.main(["search", "ablation", "--quick"]) == 2
    assert "search" in capsys.readouterr().out

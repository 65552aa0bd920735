"""The benchmark of draws asks everybody the same, and holds proofs against others' plans."""

import numpy as np
import pytest

from benchmarks.robust_draws import Run, disagreements, main


def _run(way: str, values: list[float], bounds: list[float]) -> Run:
    return Run(way, np.array(values), np.array(bounds), 1.0, 1.0)


def test_plans_worth_more_than_somebody_s_bound_are_counted() -> None:
    one = _run("one", [10.0, 10.0, 10.0], [11.0, 11.0, 11.0])
    fair = _run("fair", [10.5, 9.0], [10.6, 10.0])
    wrong = _run("wrong", [12.0, 9.0], [12.0, 9.5])
    assert disagreements([one, fair]) == 0
    assert disagreements([one, wrong]) == 2
    assert np.allclose(fair.gaps, [0.1 / 10.5, 1.0 / 9.0])


@pytest.mark.filterwarnings("ignore:PULP_CBC_CMD:DeprecationWarning")
def test_all_ways_agree_on_a_small_problem(capsys: pytest.CaptureFixture[str]) -> None:
    counts = ["--draws", "3", "--alone", "2", "--highs", "2", "--cbc", "2"]
    main(["24", *counts, "--gap", "0.05"])
    printed = capsys.readouterr().out
    for way in ("one process", "PuLP + HiGHS", "PuLP + CBC"):
        assert way in printed
    assert "somebody's bound: 0" in printed

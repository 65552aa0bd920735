"""How candidates stand on a measure, on the bundled data: held against the value functions."""

import pytest

from config.criteria import Levels
from optimizer.study import open_study
from scoring.measure_use import corners, measure_use
from scoring.value import value

STUDY = open_study()


def test_points_lie_on_the_curve() -> None:
    for kind, scores in STUDY.scorecard().kinds.items():
        for name, criterion in scores.spec.criteria.items():
            for use in criterion.measures:
                found = measure_use(scores, name, use.measure)
                if isinstance(use.value, Levels):
                    assert sum(found.held.values()) == len(scores.ids) - found.missing, kind
                    assert set(found.held) <= set(use.value.levels)
                    continue
                assert len(found.known) == len(scores.ids) - found.missing
                numbers = [one.measure for one in found.known]
                assert [one.points for one in found.known] == pytest.approx(
                    [float(value(use.value, one)) for one in numbers]
                )
                line = corners(use.value, STUDY.configuration.criteria.measures[use.measure], found)
                assert [at for at, _ in line] == sorted(at for at, _ in line)
                if numbers:
                    assert line[0][0] <= min(numbers)
                    assert line[-1][0] >= max(numbers)

"""Framing of the small example, for tests."""

from collections.abc import Sequence
from typing import Any

import pytest

from config.configuration import Configuration
from config.problems import InputError, InputProblem
from data.dataset import Dataset
from optimizer.problem import Problem
from optimizer.problem_builder import build_problem
from optimizer.scenario import Scenario
from scoring.scorecard import score

STRENGTH = {"partner_strength": {"country:AAA": 0.125, "country:BBB": 0.4}}
COMMITMENTS = ("commitment:AA001", "commitment:BB001", "commitment:BB002")


def framed(
    dataset: Dataset,
    configuration: Configuration,
    scenario: Scenario | None = None,
    **more: Any,
) -> Problem:
    scores = score(dataset, configuration.criteria, STRENGTH)
    return build_problem(dataset, scores, configuration, scenario, **more)


def told(
    dataset: Dataset, configuration: Configuration, scenario: Scenario | None = None
) -> Sequence[InputProblem]:
    """Return the problems that framing raises."""
    with pytest.raises(InputError) as caught:
        framed(dataset, configuration, scenario)
    return caught.value.problems

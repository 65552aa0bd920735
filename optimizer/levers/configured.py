"""A configuration with a scenario's levers moved."""

from dataclasses import dataclass, field
from functools import lru_cache

from config.change import changed
from config.configuration import Configuration
from config.problems import InputError, InputProblem
from optimizer.levers.registry import LEVERS
from optimizer.levers.weights import Weights
from optimizer.scenario import Scenario

MOST_KEPT = 64
"""Configurations with moved levers that are remembered: a page asks for the same one many times."""


@dataclass(frozen=True)
class _Asked:
    """What is asked for; equal where the scenario is and the configuration is the very same."""

    levers: str
    number: int
    scenario: Scenario = field(compare=False)
    configuration: Configuration = field(compare=False)


def configured(scenario: Scenario, configuration: Configuration) -> Configuration:
    """Return the configuration with the scenario's levers moved.

    Raises:
        InputError: a lever names what the configuration does not have, or its value does not hold;
            every such problem at once.
    """
    levers = scenario.model_dump_json()
    return _configured(_Asked(levers, id(configuration), scenario, configuration))


@lru_cache(MOST_KEPT)
def _configured(asked: _Asked) -> Configuration:
    scenario, configuration = asked.scenario, asked.configuration
    problems: list[InputProblem] = []
    result = configuration
    paths = {
        path: value
        for lever in LEVERS
        for path, value in lever.changes(scenario, configuration).items()
    }
    try:
        result = changed(configuration, paths, where=scenario.name)
    except InputError as error:
        problems.extend(error.problems)
    criteria = result.criteria
    for lever in (one for one in LEVERS if isinstance(one, Weights)):
        for name, shares in lever.values(scenario).items():
            try:
                criteria = lever.put(criteria, name, shares)
            except InputError as error:
                problems.extend(error.problems)
    if problems:
        raise InputError(problems)
    return result if criteria is result.criteria else result.but(criteria=criteria)

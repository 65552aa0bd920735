"""A configuration with a scenario's levers moved."""

from config.change import changed
from config.configuration import Configuration
from config.problems import InputError, InputProblem
from optimizer.levers.registry import LEVERS
from optimizer.levers.weights import Weights
from optimizer.scenario import Scenario


def configured(scenario: Scenario, configuration: Configuration) -> Configuration:
    """Return the configuration with the scenario's levers moved.

    Raises:
        InputError: a lever names what the configuration does not have, or its value does not hold;
            every such problem at once.
    """
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

"""A scenario: a named set of levers on top of a cycle's dataset and configuration."""

from collections.abc import Mapping
from typing import Annotated

from pydantic import Field

from config.base import Frozen
from config.change import changed
from config.configuration import Configuration
from config.problems import InputError, InputProblem
from scoring.weights import with_weights

Amount = Annotated[float, Field(ge=0)]
Share = Annotated[float, Field(ge=0, le=1)]


NEAR_EQUAL = 1e-3
"""Usual share of the best value found within which a swap of focus areas is no news."""


class RuleLever(Frozen):
    """A rule turned on or off, or with other bounds; None leaves what the configuration says."""

    enabled: bool | None = None
    min: Amount | None = None
    max: Amount | None = None


class Scenario(Frozen):
    """Levers. Everything not named stays as the configuration has it."""

    name: str = "Baseline"
    weeks: Mapping[str, Amount] = Field(default_factory=dict)
    """Team → staff-weeks per period, all work included."""
    universal_share: Mapping[str, Share] = Field(default_factory=dict)
    """Team → share reserved for universal services."""
    usd: Mapping[str, Amount] = Field(default_factory=dict)
    """Fund → USD per period."""
    weights: Mapping[str, Mapping[str, Share]] = Field(default_factory=dict)
    """Kind → criterion → share of the kind's weight; the others share the rest in proportion."""
    worth: Mapping[str, Amount] = Field(default_factory=dict)
    """Kind → points of one perfect, fully supported candidate."""
    rules: Mapping[str, RuleLever] = Field(default_factory=dict)
    """Rule → lever."""
    must: frozenset[str] = frozenset()
    """Candidates in focus in every period."""
    must_not: frozenset[str] = frozenset()
    """Candidates in focus in no period."""
    periods: Annotated[int, Field(ge=1)] | None = None
    """How many of the configured periods to plan for; None = all."""
    min_stay: Annotated[int, Field(ge=1)] = 1
    """Periods that a newly started focus area must stay."""
    most_changes: Annotated[int, Field(ge=0)] | None = None
    """Most starts and drops together in one period; None = no limit."""
    tolerance: Share = NEAR_EQUAL
    """Share of the best value found within which plans count as near-equals: of these, the one
    nearest to the list that it is compared with is recommended."""


def configured(scenario: Scenario, configuration: Configuration) -> Configuration:
    """Return the configuration with the scenario's levers moved.

    Raises:
        InputError: a lever names what the configuration does not have, or its value does not hold;
            every such problem at once.
    """
    problems: list[InputProblem] = []
    result = configuration
    try:
        result = changed(configuration, _paths(scenario, configuration), where=scenario.name)
    except InputError as error:
        problems.extend(error.problems)
    criteria = result.criteria
    for kind, shares in scenario.weights.items():
        try:
            criteria = with_weights(criteria, kind, shares)
        except InputError as error:
            problems.extend(error.problems)
    if problems:
        raise InputError(problems)
    return result if criteria is result.criteria else result.but(criteria=criteria)


def _paths(scenario: Scenario, configuration: Configuration) -> dict[str, object]:
    """Return dotted path → new value for every lever but the weights."""
    paths: dict[str, object] = {}
    for levers, path in (
        (scenario.weeks, "capacity.teams.{}.weeks"),
        (scenario.universal_share, "capacity.teams.{}.universal_share"),
        (scenario.usd, "capacity.funds.{}.usd"),
        (scenario.worth, "criteria.kinds.{}.worth"),
    ):
        paths.update({path.format(name): value for name, value in levers.items()})
    for name, lever in scenario.rules.items():
        rule = configuration.rules.rules.get(name)
        bounds = "share" if rule is not None and rule.share is not None else "count"
        if lever.enabled is not None:
            paths[f"rules.rules.{name}.enabled"] = lever.enabled
        for side in ("min", "max"):
            bound = getattr(lever, side)
            if bound is not None:
                paths[f"rules.rules.{name}.{bounds}.{side}"] = bound
    return paths

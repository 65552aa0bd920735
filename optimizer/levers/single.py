"""Levers of the plan as a whole: one number each."""

from collections.abc import Mapping, Sequence

from config.configuration import Configuration
from config.problems import Problems
from optimizer.levers.lever import Ground, Number, Statement, once
from optimizer.levers.numbers import Unit, read_amount
from optimizer.scenario import Scenario


class Single(Number):
    """A number that a scenario has once, written alone; whole ones are kept as integers."""

    def __init__(self, field: str, option: str, parameter: str, unit: Unit) -> None:
        """Name the lever, and what it counts."""
        self.field, self.option, self.parameter, self.unit = field, option, parameter, unit

    def values(self, scenario: Scenario) -> Mapping[str, float]:
        """Return the number if it is moved."""
        value = getattr(scenario, self.field)
        return {} if value == self._default else {"": value}

    def move(
        self, scenario: Scenario, configuration: Configuration, name: str, value: float | None
    ) -> Scenario:
        """Return the scenario with another number."""
        del configuration, name
        return scenario.but(**{self.field: self._default if value is None else value})

    def read(
        self,
        scenario: Scenario,
        statements: Sequence[Statement],
        ground: Ground,
        problems: Problems,
    ) -> Scenario:
        """Return the scenario with the number that is given."""
        seen: set[str] = set()
        for one in statements:
            value = read_amount(one.value, self.unit, one.where, one.text, problems)
            first = once(self.field, one, seen, problems)
            if first and value is not None and self.holds(one, value, ground, problems):
                scenario = self.move(scenario, ground.configuration, "", value)
        return scenario

    def holds(self, one: Statement, value: float, ground: Ground, problems: Problems) -> bool:
        """Say whether a number is one that the configuration allows; tell one that is not."""
        del one, value, ground, problems
        return True

    @property
    def _default(self) -> float | None:
        default: float | None = Scenario.model_fields[self.field].default
        return default

"""Levers of the plan as a whole, which a scenario has once each and which are written alone."""

from abc import abstractmethod
from collections.abc import Iterator, Mapping, Sequence

from config.configuration import Configuration
from config.problems import Problems
from optimizer.levers.lever import Ground, Lever, Number, Statement, Value, once
from optimizer.levers.numbers import Unit, read_amount
from optimizer.scenario import Scenario


class Single(Lever[Value]):
    """One value of the whole plan; none is moved where it is as scenarios have it at first."""

    def __init__(self, field: str, option: str, parameter: str) -> None:
        """Name the lever."""
        self.field, self.option, self.parameter = field, option, parameter

    @abstractmethod
    def said(self, one: Statement, ground: Ground, problems: Problems) -> Value | None:
        """Return what a statement says; None when a problem was added."""

    def values(self, scenario: Scenario) -> Mapping[str, Value]:
        """Return the value if it is moved."""
        value = getattr(scenario, self.field)
        return {} if value == self._default else {"": value}

    def move(
        self, scenario: Scenario, configuration: Configuration, name: str, value: Value | None
    ) -> Scenario:
        """Return the scenario with another value."""
        del configuration, name
        return scenario.but(**{self.field: self._default if value is None else value})

    def texts(
        self, name: str, value: Value, configuration: Configuration | None = None
    ) -> Iterator[tuple[str, str]]:
        """Yield the value."""
        del configuration
        yield name, str(value)

    def read(
        self,
        scenario: Scenario,
        statements: Sequence[Statement],
        ground: Ground,
        problems: Problems,
    ) -> Scenario:
        """Return the scenario with the value that is given, once."""
        seen: set[str] = set()
        for one in statements:
            value, first = self.said(one, ground, problems), once(self.field, one, seen, problems)
            if first and value is not None:
                scenario = self.move(scenario, ground.configuration, "", value)
        return scenario

    @property
    def _default(self) -> Value | None:
        default: Value | None = Scenario.model_fields[self.field].default
        return default


class SingleNumber(Number, Single[float]):
    """A number of the whole plan; whole ones are kept as integers."""

    def __init__(self, field: str, option: str, parameter: str, unit: Unit) -> None:
        """Name the lever, and what it counts."""
        super().__init__(field, option, parameter)
        self.unit = unit

    def said(self, one: Statement, ground: Ground, problems: Problems) -> float | None:
        """Return the number, in its unit."""
        del ground
        return read_amount(one.value, self.unit, one.where, one.text, problems)

"""Amounts: staff-weeks and universal shares of teams, money of funds, worth of kinds."""

from collections.abc import Mapping

from config.capacity import Fund, Team
from config.configuration import Configuration
from config.criteria import Kind
from config.problems import Problems
from optimizer.levers.lever import SAME, SIGNS, Entries, Number, Statement
from optimizer.levers.numbers import POINTS, SHARE, USD, WEEKS, Unit, read_amount
from optimizer.scenario import Scenario


class Amounts(Number, Entries[float]):
    """A number that every team, fund or kind of the configuration has.

    Written ``europe=122``; ``europe+=22`` and ``europe-=22`` change what the configuration has.
    """

    def __init__(
        self, field: str, option: str, parameter: str, what: str, unit: Unit, entries: str
    ) -> None:
        """Name the lever.

        Args:
            field: in :class:`Scenario`, and of the entries of the configuration.
            option: on the command line.
            parameter: in an address.
            what: what it is of, for messages.
            unit: what it counts.
            entries: dotted path to the entries of the configuration that have it.
        """
        self.field, self.option, self.parameter = field, option, parameter
        self.what, self.unit, self.entries = what, unit, entries

    def names(self, configuration: Configuration) -> Mapping[str, str]:
        """Return id → label of the teams, funds or kinds."""
        return {name: entry.label for name, entry in self._entries(configuration).items()}

    def configured(self, configuration: Configuration, name: str) -> float:
        """Return what the configuration says.

        Raises:
            KeyError: it has no such team, fund or kind.
        """
        value: float = getattr(self._entries(configuration)[name], self.field)
        return value

    def beyond(self, configuration: Configuration, name: str, value: float) -> float | None:
        """Return the value if it differs from the configuration's."""
        same = abs(value - self.configured(configuration, name)) <= SAME
        return None if same else value

    def said(
        self, one: Statement, configuration: Configuration, name: str | None, problems: Problems
    ) -> float | None:
        """Return the amount, after what the configuration has where it is added or taken away."""
        return read_amount(
            one.value, self.unit, one.where, one.text, problems,
            start=0.0 if name is None else self.configured(configuration, name),
            sign=0 if name is None else SIGNS[one.sign],
        )  # fmt: skip

    def changes(self, scenario: Scenario, configuration: Configuration) -> Mapping[str, object]:
        """Return the entries that are moved."""
        del configuration
        return {
            f"{self.entries}.{name}.{self.field}": value
            for name, value in self.values(scenario).items()
        }

    def _entries(self, configuration: Configuration) -> "Mapping[str, Team | Fund | Kind]":
        found: object = configuration
        for part in self.entries.split("."):
            found = getattr(found, part)
        assert isinstance(found, Mapping)  # noqa: S101 (paths are those below)
        return found


TEAM, FUND, KIND = (f"a {one} of the configuration" for one in ("team", "fund", "kind"))
WEEKS_OF_TEAMS = Amounts("weeks", "--capacity", "weeks", TEAM, WEEKS, "capacity.teams")
UNIVERSAL_SHARES = Amounts("universal_share", "--universal", "share", TEAM, SHARE, "capacity.teams")
MONEY_OF_FUNDS = Amounts("usd", "--fund", "usd", FUND, USD, "capacity.funds")
WORTH_OF_KINDS = Amounts("worth", "--worth", "worth", KIND, POINTS, "criteria.kinds")

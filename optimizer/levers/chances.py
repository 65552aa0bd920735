"""Chances of success: whether plans count with that of a kind."""

from collections.abc import Iterator, Mapping

from config.configuration import Configuration
from config.problems import Problems
from optimizer.levers.lever import Entries, Statement
from optimizer.levers.rules import SWITCHES
from optimizer.scenario import Scenario


class Chances(Entries[bool]):
    """Chances of success, written ``commitment=on`` or ``commitment=off``."""

    field, option, parameter = "chances", "--chance", "chance"
    what = "a kind with a chance of success in criteria.yaml"

    def names(self, configuration: Configuration) -> Mapping[str, str]:
        """Return id → label of the kinds that have one."""
        kinds = configuration.criteria.kinds
        return {name: kind.label for name, kind in kinds.items() if kind.success is not None}

    def beyond(self, configuration: Configuration, name: str, value: bool) -> bool | None:
        """Return the switch if it differs from the configuration's."""
        found = configuration.criteria.kinds[name].success
        return None if found is None or found.counts == value else value

    def texts(
        self, name: str, value: bool, configuration: Configuration | None = None
    ) -> Iterator[tuple[str, str]]:
        """Yield ``on`` or ``off``."""
        del configuration
        yield name, next(word for word, on in SWITCHES.items() if on == value)

    def said(
        self, one: Statement, configuration: Configuration, name: str | None, problems: Problems
    ) -> bool | None:
        """Return whether it is to count."""
        del configuration, name
        if one.sign == "=" and one.value.strip().casefold() in SWITCHES:
            return SWITCHES[one.value.strip().casefold()]
        must, do = "must be KIND=on or KIND=off", "Write, say, commitment=on."
        problems.add(one.where, must, do, value=one.text)
        return None

    def changes(self, scenario: Scenario, configuration: Configuration) -> Mapping[str, object]:
        """Return the switches that are moved."""
        del configuration
        return {
            f"criteria.kinds.{name}.success.counts": value
            for name, value in self.values(scenario).items()
        }


CHANCES = Chances()

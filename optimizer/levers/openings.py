"""Openings: other ways in at a gate, on or off."""

from collections.abc import Iterator, Mapping

from config.configuration import Configuration
from config.gates import Opening
from config.problems import Problems
from optimizer.levers.lever import Entries, Statement
from optimizer.levers.rules import SWITCHES
from optimizer.scenario import Scenario


class Openings(Entries[bool]):
    """Openings of gates, written ``just_joined=off``; those of one id are moved together."""

    field, option, parameter = "openings", "--opening", "opening"
    what = "an opening of a gate in criteria.yaml"

    def names(self, configuration: Configuration) -> Mapping[str, str]:
        """Return id → what it asks."""
        return {
            path.rpartition(".")[2]: one.label for path, one in gate_openings(configuration).items()
        }

    def beyond(self, configuration: Configuration, name: str, value: bool) -> bool | None:
        """Return whether it is on, if that differs from the configuration."""
        mine = (one for path, one in gate_openings(configuration).items() if _is(path, name))
        return None if all(one.enabled == value for one in mine) else value

    def texts(
        self, name: str, value: bool, configuration: Configuration | None = None
    ) -> Iterator[tuple[str, str]]:
        """Yield ``on`` or ``off``."""
        del configuration
        yield name, next(word for word, switched in SWITCHES.items() if switched == value)

    def said(
        self, one: Statement, configuration: Configuration, name: str | None, problems: Problems
    ) -> bool | None:
        """Return whether it is on."""
        del configuration, name
        found = SWITCHES.get(one.value.strip().casefold()) if one.sign == "=" else None
        if found is None:
            problems.add(
                one.where,
                must="must be OPENING=on or OPENING=off",
                do="Write, say, just_joined=off.",
                value=one.text,
            )
        return found

    def changes(self, scenario: Scenario, configuration: Configuration) -> Mapping[str, object]:
        """Return the entries that are moved."""
        return {
            f"{path}.enabled": value
            for name, value in self.values(scenario).items()
            for path in gate_openings(configuration)
            if _is(path, name)
        }


def gate_openings(configuration: Configuration) -> Mapping[str, Opening]:
    """Return dotted path → opening, of every gate of every kind."""
    return {
        f"criteria.kinds.{kind_id}.gates.{gate_id}.openings.{name}": opening
        for kind_id, kind in configuration.criteria.kinds.items()
        for gate_id, gate in kind.gates.items()
        for name, opening in gate.openings.items()
    }


def _is(path: str, name: str) -> bool:
    return path.rpartition(".")[2] == name

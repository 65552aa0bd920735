"""Locks: candidates that must, or must not, be in focus in every period."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from config.configuration import Configuration
from config.names import resolve
from config.problems import Problems
from optimizer.levers.lever import Ground, Lever, Statement
from optimizer.scenario import Scenario

Side = Literal["must", "must_not"]


class Locks(Lever[frozenset[str]]):
    """One side of the locks, written one candidate at a time."""

    listed = True

    def __init__(self, field: Side, option: str, parameter: str, other: Side) -> None:
        """Name the lever, and the field of the other side."""
        self.field, self.option, self.parameter, self.other = field, option, parameter, other

    def values(self, scenario: Scenario) -> Mapping[str, frozenset[str]]:
        """Return the candidates if there are any."""
        ids: frozenset[str] = getattr(scenario, self.field)
        return {"": ids} if ids else {}

    def move(
        self,
        scenario: Scenario,
        configuration: Configuration,
        name: str,
        value: frozenset[str] | None,
    ) -> Scenario:
        """Return the scenario with other candidates on this side; nobody stays on both."""
        del configuration, name
        ids = value or frozenset()
        rest: frozenset[str] = getattr(scenario, self.other)
        return scenario.but(**{self.field: ids, self.other: rest - ids})

    def texts(
        self, name: str, value: frozenset[str], configuration: Configuration | None = None
    ) -> Iterator[tuple[str, str]]:
        """Yield every candidate."""
        del name, configuration
        for candidate in sorted(value):
            yield "", candidate

    def read(
        self,
        scenario: Scenario,
        statements: Sequence[Statement],
        ground: Ground,
        problems: Problems,
    ) -> Scenario:
        """Return the scenario with the candidates that are named, each once."""
        what = "a candidate of the dataset"
        rest: frozenset[str] = getattr(scenario, self.other)
        found = set[str]()
        for one in statements:
            candidate = resolve(one.value, ground.candidates, what, one.where, problems)
            if candidate is None:
                continue
            if candidate in rest:
                problems.add(
                    one.where,
                    must="must not be a must-have and a must-not at once",
                    do="Take it off one of the two.",
                    value=one.text,
                )
            found.add(candidate)
        return self.move(scenario, ground.configuration, "", frozenset(found))


MUST = Locks("must", "--in", "must", "must_not")
MUST_NOT = Locks("must_not", "--out", "not", "must")

"""Locks: candidates that must, or must not, be in focus in every period."""

from collections.abc import Iterator, Sequence
from typing import Literal

from config.configuration import Configuration
from config.names import resolve
from config.problems import Problems
from optimizer.levers.lever import Ground, Statement
from optimizer.levers.single import Single
from optimizer.scenario import Scenario

Side = Literal["must", "must_not"]


class Locks(Single[frozenset[str]]):
    """One side of the locks, written one candidate at a time."""

    listed = True

    def __init__(self, field: Side, option: str, parameter: str, other: Side) -> None:
        """Name the lever, and the field of the other side."""
        super().__init__(field, option, parameter)
        self.other = other

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
        return scenario.but(**{self.field: ids, self.other: getattr(scenario, self.other) - ids})

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
        rest: frozenset[str] = getattr(scenario, self.other)
        found = frozenset[str]()
        for one in statements:
            named = self.said(one, ground, problems) or frozenset()
            if named & rest:
                problems.add(
                    one.where,
                    must="must not be a must-have and a must-not at once",
                    do="Take it off one of the two.",
                    value=one.text,
                )
            found |= named
        return self.move(scenario, ground.configuration, "", found)

    def said(self, one: Statement, ground: Ground, problems: Problems) -> frozenset[str] | None:
        """Return the candidate that a statement names."""
        what = "a candidate of the dataset"
        name = resolve(one.value, ground.candidates, what, one.where, problems)
        return None if name is None else frozenset({name})


MUST = Locks("must", "--in", "must", "must_not")
MUST_NOT = Locks("must_not", "--out", "not", "must")

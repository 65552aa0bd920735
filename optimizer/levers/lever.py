"""What a lever is: how it is named and written, read and moved, on every face.

A lever is one file of this folder and its entry in ``optimizer.levers.LEVERS``. The command line,
the addresses of pages and records are thin: they find the lever by its option, parameter or field.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

from config.configuration import Configuration
from config.names import resolve
from config.problems import Problems
from optimizer.levers.numbers import number_text
from optimizer.scenario import Scenario

Sign = Literal["=", "+=", "-="]
SIGNS: Mapping[Sign, int] = {"=": 0, "+=": 1, "-=": -1}
"""How a value is set → what it does to what there is: nothing, adds, takes away."""
SAME = 1e-9
"""Numbers nearer than this are the same."""
Value = TypeVar("Value")


@dataclass(frozen=True)
class Statement:
    """One lever as written on some face: ``europe+=22``, ``must=country:KEN``."""

    where: str
    """The option or parameter, as problems name it."""
    name: str
    """What it is about, such as a team; empty for levers of the whole plan."""
    sign: Sign
    value: str
    text: str
    """As written, which problems repeat."""


@dataclass(frozen=True)
class Ground:
    """What levers are read against."""

    configuration: Configuration
    """As loaded, without levers."""
    candidates: Mapping[str, str]
    """Id → name."""
    kind: str | None = None
    """Kind that a criterion without one belongs to, where several kinds have it."""


class Lever(ABC, Generic[Value]):
    """One lever of a scenario: a field of it, its names on every face, and its one mover.

    Attributes:
        field: name in :class:`Scenario`, and in JSON.
        option: name on the command line.
        parameter: name in an address.
        listed: whether one value may list several, as the candidates of a lock.
    """

    field: str
    option: str
    parameter: str
    listed: bool = False

    @abstractmethod
    def values(self, scenario: Scenario) -> Mapping[str, Value]:
        """Return name → value of everything that is moved; the name is empty where none is due."""

    @abstractmethod
    def move(
        self, scenario: Scenario, configuration: Configuration, name: str, value: Value | None
    ) -> Scenario:
        """Return the scenario with the lever moved; None puts it back.

        A lever put back to what the configuration says is no lever any more.

        Args:
            scenario: stays as it is.
            configuration: as loaded, without levers.
            name: team, fund, kind or rule; empty where none is due.
            value: where to move it.
        """

    @abstractmethod
    def texts(
        self, name: str, value: Value, configuration: Configuration | None = None
    ) -> Iterator[tuple[str, str]]:
        """Yield name and value, as written, of what :meth:`read` reads as this value again.

        Args:
            name: team, fund, kind or rule.
            value: where it is moved.
            configuration: as loaded; None where the lever is told to somebody.
        """

    @abstractmethod
    def read(
        self,
        scenario: Scenario,
        statements: Sequence[Statement],
        ground: Ground,
        problems: Problems,
    ) -> Scenario:
        """Return the scenario moved as the statements say; what is wrong is added to problems.

        Args:
            scenario: stays as it is.
            statements: all that is said of this lever.
            ground: what it is read against.
            problems: receives what does not hold.
        """

    def changes(self, scenario: Scenario, configuration: Configuration) -> Mapping[str, object]:
        """Return dotted path → new value of the configuration; none for levers of a plan."""
        del scenario, configuration
        return {}


class Named(Lever[Value]):
    """A lever of which there is one for each team, fund, kind or rule."""

    what: str
    """What its name names, as messages say it: "a team of the configuration"."""

    @abstractmethod
    def names(self, configuration: Configuration) -> Mapping[str, str]:
        """Return id → label of everything that has this lever."""

    @abstractmethod
    def beyond(self, configuration: Configuration, name: str, value: Value) -> Value | None:
        """Return what of a value differs from the configuration; None where nothing does."""

    def values(self, scenario: Scenario) -> Mapping[str, Value]:
        """Return id → value of what is moved."""
        found: Mapping[str, Value] = getattr(scenario, self.field)
        return found

    def move(
        self, scenario: Scenario, configuration: Configuration, name: str, value: Value | None
    ) -> Scenario:
        """Return the scenario with the lever of one team, fund, kind or rule moved."""
        kept = {key: old for key, old in self.values(scenario).items() if key != name}
        if value is not None and name in self.names(configuration):
            value = self.beyond(configuration, name, value)
        if value is not None:
            kept[name] = value
        return scenario.but(**{self.field: kept})

    def named(
        self, one: Statement, ground: Ground, seen: set[str], problems: Problems
    ) -> str | None:
        """Return the id that a statement is about, once; None when a problem was added."""
        name = resolve(one.name, self.names(ground.configuration), self.what, one.where, problems)
        return name if name is None or once(name, one, seen, problems) else None


class Entries(Named[Value]):
    """A named lever of which every statement says one value."""

    @abstractmethod
    def said(
        self, one: Statement, configuration: Configuration, name: str | None, problems: Problems
    ) -> Value | None:
        """Return what a statement says of a name (None: an unknown one); None with a problem."""

    def read(
        self,
        scenario: Scenario,
        statements: Sequence[Statement],
        ground: Ground,
        problems: Problems,
    ) -> Scenario:
        """Return the scenario with everything that is named moved."""
        seen: set[str] = set()
        for one in statements:
            name = self.named(one, ground, seen, problems)
            value = self.said(one, ground.configuration, name, problems)
            if name is not None and value is not None:
                scenario = self.move(scenario, ground.configuration, name, value)
        return scenario


class Number(Lever[float]):
    """A lever that is one number, written alone."""

    def texts(
        self, name: str, value: float, configuration: Configuration | None = None
    ) -> Iterator[tuple[str, str]]:
        """Yield the number."""
        del configuration
        yield name, number_text(value)


def once(name: str, one: Statement, seen: set[str], problems: Problems) -> bool:
    """Say whether a lever is named for the first time; tell the second time."""
    if name not in seen:
        seen.add(name)
        return True
    problems.add(
        one.where,
        must="must be given once for the same lever",
        do="Keep one of them, with what they come to together.",
        value=one.text,
    )
    return False

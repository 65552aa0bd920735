"""Time and change: from when and for how long, how long who is new stays, how much may change."""

from collections.abc import Iterator, Mapping, Sequence

from config.configuration import Configuration
from config.problems import Problems
from optimizer.levers.lever import Ground, Lever, Statement, once
from optimizer.levers.numbers import CHANGES, PERIODS
from optimizer.levers.single import Single
from optimizer.scenario import Scenario


class First(Lever[str]):
    """The period that the plan begins with, written as its id."""

    field, option, parameter = "since", "--from", "from"

    def values(self, scenario: Scenario) -> Mapping[str, str]:
        """Return the period if it is moved."""
        return {} if scenario.since is None else {"": scenario.since}

    def move(
        self, scenario: Scenario, configuration: Configuration, name: str, value: str | None
    ) -> Scenario:
        """Return the scenario with another beginning; the first period of all is none."""
        del name
        usual = configuration.capacity.periods[0].id
        return scenario.but(since=None if value == usual else value)

    def texts(
        self, name: str, value: str, configuration: Configuration | None = None
    ) -> Iterator[tuple[str, str]]:
        """Yield the period."""
        del configuration
        yield name, value

    def read(
        self,
        scenario: Scenario,
        statements: Sequence[Statement],
        ground: Ground,
        problems: Problems,
    ) -> Scenario:
        """Return the scenario that begins with the period that is named, once."""
        known = [period.id for period in ground.configuration.capacity.periods]
        seen: set[str] = set()
        for one in statements:
            if not once(self.field, one, seen, problems):
                continue
            if one.value not in known:
                problems.add(
                    one.where,
                    must="must be a period of capacity.yaml",
                    do=f"Write one of {', '.join(known)}.",
                    value=one.text,
                )
                continue
            scenario = self.move(scenario, ground.configuration, "", one.value)
        return scenario


class Horizon(Single):
    """The first so many periods of capacity.yaml."""

    def holds(self, one: Statement, value: float, ground: Ground, problems: Problems) -> bool:
        """Say whether there are so many periods; tell too many."""
        periods = len(ground.configuration.capacity.periods)
        if value <= periods:
            return True
        problems.add(
            one.where,
            must=f"must be between 1 and the number of periods in capacity.yaml, {periods}",
            do="Write a smaller number, or add periods to capacity.yaml.",
            value=one.text,
        )
        return False

    def move(
        self, scenario: Scenario, configuration: Configuration, name: str, value: float | None
    ) -> Scenario:
        """Return the scenario with another horizon; as many as usual are none."""
        capacity = configuration.capacity
        usual = value == (capacity.horizon or len(capacity.periods))
        return super().move(scenario, configuration, name, None if usual else value)


FIRST = First()
HORIZON = Horizon("periods", "--periods", "periods", PERIODS)
STAY = Single("min_stay", "--min-stay", "stay", PERIODS)
MOST_CHANGES = Single("most_changes", "--most-changes", "changes", CHANGES)

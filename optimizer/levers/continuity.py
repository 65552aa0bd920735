"""Time and change: from when and for how long, how long who is new stays, how much may change."""

from config.configuration import Configuration
from config.problems import Problems
from optimizer.levers.lever import Ground, Statement
from optimizer.levers.numbers import CHANGES, PERIODS
from optimizer.levers.single import Single, SingleNumber
from optimizer.scenario import Scenario


class First(Single[str]):
    """The period that the plan begins with, written as its id."""

    def said(self, one: Statement, ground: Ground, problems: Problems) -> str | None:
        """Return the period, which must be one of the configuration."""
        known = [period.id for period in ground.configuration.capacity.periods]
        if one.value in known:
            return one.value
        problems.add(
            one.where,
            must="must be a period of capacity.yaml",
            do=f"Write one of {', '.join(known)}.",
            value=one.text,
        )
        return None

    def move(
        self, scenario: Scenario, configuration: Configuration, name: str, value: str | None
    ) -> Scenario:
        """Return the scenario with another beginning; the first period of all is none."""
        usual = value == configuration.capacity.periods[0].id
        return super().move(scenario, configuration, name, None if usual else value)


class Horizon(SingleNumber):
    """The first so many periods of capacity.yaml."""

    def said(self, one: Statement, ground: Ground, problems: Problems) -> float | None:
        """Return the number, of which there must be as many periods."""
        periods = len(ground.configuration.capacity.periods)
        value = super().said(one, ground, problems)
        if value is None or value <= periods:
            return value
        problems.add(
            one.where,
            must=f"must be between 1 and the number of periods in capacity.yaml, {periods}",
            do="Write a smaller number, or add periods to capacity.yaml.",
            value=one.text,
        )
        return None

    def move(
        self, scenario: Scenario, configuration: Configuration, name: str, value: float | None
    ) -> Scenario:
        """Return the scenario with another horizon; as many as usual are none."""
        capacity = configuration.capacity
        usual = value == (capacity.horizon or len(capacity.periods))
        return super().move(scenario, configuration, name, None if usual else value)


FIRST = First("since", "--from", "from")
HORIZON = Horizon("periods", "--periods", "periods", PERIODS)
STAY = SingleNumber("min_stay", "--min-stay", "stay", PERIODS)
MOST_CHANGES = SingleNumber("most_changes", "--most-changes", "changes", CHANGES)

"""Time and change: how many periods to plan for, how long who is new stays, how much may change."""

from config.configuration import Configuration
from config.problems import Problems
from optimizer.levers.lever import Ground, Statement
from optimizer.levers.numbers import CHANGES, PERIODS
from optimizer.levers.single import Single
from optimizer.scenario import Scenario


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
        """Return the scenario with another horizon; all periods are none."""
        whole = value == len(configuration.capacity.periods)
        return super().move(scenario, configuration, name, None if whole else value)


HORIZON = Horizon("periods", "--periods", "periods", PERIODS)
STAY = Single("min_stay", "--min-stay", "stay", PERIODS)
MOST_CHANGES = Single("most_changes", "--most-changes", "changes", CHANGES)

"""Two rounds of assessment, and every problem that takes some things from one, some from the other.

A round is what one plan was made from: tables, configuration and levers. What may differ between
two rounds is put down to five causes. Each is a part of the inputs, and none overlaps another:

=============== ==================================================================================
evidence        every table of the dataset: candidates, evidence, links, partners, demands, windows
list in force   who is marked as incumbent: dropping them costs points
weights         ``criteria.yaml`` with weights, value functions, gates and worths, levers moved
capacity        ``capacity.yaml`` and ``services.yaml``: teams, funds, costs, periods
rules           ``rules.yaml``, must-haves and must-nots, least stay, most changes
=============== ==================================================================================
"""

from collections.abc import Hashable
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from config.configuration import Configuration
from data.dataset import Dataset, Vintage
from optimizer.problem import Problem
from optimizer.scenario import Scenario
from optimizer.study import BASELINE, Study

AS_TABLES = {"name": "", "content_hash": "", "usual_as_of": "", "vintage": Vintage()}
"""What a dataset says besides its tables, said of none."""


class Cause(StrEnum):
    """What may differ between two rounds."""

    EVIDENCE = "evidence"
    LIST = "list in force"
    WEIGHTS = "weights"
    CAPACITY = "capacity"
    RULES = "rules"


@dataclass(frozen=True)
class Round:
    """What one plan is made from."""

    study: Study
    scenario: Scenario = BASELINE

    @cached_property
    def configuration(self) -> Configuration:
        """The configuration with the scenario's levers moved.

        Raises:
            InputError: a lever does not hold.
        """
        return self.study.configured(self.scenario)

    @cached_property
    def incumbents(self) -> frozenset[str]:
        """The list in force."""
        return frozenset(one.id for one in self.study.dataset.candidates if one.incumbent)

    def part(self, cause: Cause) -> object:
        """Return the part of the inputs that a cause stands for; equal where nothing changed."""
        scenario, configuration = self.scenario, self.configuration
        match cause:
            case Cause.EVIDENCE:
                return _listed(self.study.dataset, frozenset()).but(**AS_TABLES)
            case Cause.LIST:
                return self.incumbents
            case Cause.WEIGHTS:
                return configuration.criteria
            case Cause.CAPACITY:
                return (
                    configuration.capacity,
                    configuration.services,
                    scenario.since,
                    scenario.periods,
                )
            case Cause.RULES:
                return configuration.rules, _conditions(scenario)


@dataclass(frozen=True)
class Rounds:
    """Two rounds, the later one after the earlier."""

    before: Round
    after: Round

    @cached_property
    def causes(self) -> tuple[Cause, ...]:
        """The causes that differ between the two, in the order of :class:`Cause`."""
        return tuple(c for c in Cause if self.before.part(c) != self.after.part(c))

    def problem(self, new: frozenset[Cause]) -> Problem:
        """Return the problem with some causes of the later round, the rest of the earlier.

        A lock on a candidate that the tables do not have is left out.

        Raises:
            InputError: the two rounds do not fit together, such as a service for which the teams
                of the other round have nobody.
        """

        def of(cause: Cause) -> Round:
            return self.after if cause in new else self.before

        tables = of(Cause.EVIDENCE).study.dataset
        configuration = Configuration(
            criteria=of(Cause.WEIGHTS).configuration.criteria,
            services=of(Cause.CAPACITY).configuration.services,
            capacity=of(Cause.CAPACITY).configuration.capacity,
            rules=of(Cause.RULES).configuration.rules,
        )
        asked = of(Cause.RULES).scenario
        known = tables.by_id.keys()
        study = Study(_listed(tables, of(Cause.LIST).incumbents), configuration)
        return study.problem(
            Scenario(
                must=asked.must & known,
                must_not=asked.must_not & known,
                min_stay=asked.min_stay,
                most_changes=asked.most_changes,
                since=of(Cause.CAPACITY).scenario.since,
                periods=of(Cause.CAPACITY).scenario.periods,
            )
        )


def _listed(dataset: Dataset, incumbents: frozenset[str]) -> Dataset:
    """Return the dataset with another list in force."""
    return dataset.but(
        candidates=tuple(
            one
            if (one.incumbent, one.incumbent_since) == (one.id in incumbents, "")
            else one.but(incumbent=one.id in incumbents, incumbent_since="")
            for one in dataset.candidates
        )
    )


def _conditions(scenario: Scenario) -> Hashable:
    return scenario.must, scenario.must_not, scenario.min_stay, scenario.most_changes

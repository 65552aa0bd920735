"""A study: one dataset and configuration, and every step from there to a plan.

The one way through the house, in one place: what the command line and the screens call.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from config.configuration import Configuration
from config.load import bundled_configuration_folder, load_configuration
from config.problems import InputError, InputProblem
from data.content import content_hash
from data.dataset import Dataset
from data.load import bundled_dataset_folder, load_dataset
from data.vintage import at
from ecosystem.leads import Lead as PossibleLead
from ecosystem.leads import lead_capacities, leads
from ecosystem.strength import Strength, partner_strength, strength_breakdown
from optimizer.levers import configured
from optimizer.problem import Lead, Problem
from optimizer.problem_builder import build_problem
from optimizer.scenario import Scenario
from scoring.scorecard import Scorecard, score

BASELINE = Scenario()
"""No lever moved."""


@dataclass(frozen=True)
class Study:
    """A dataset and a configuration that fit each other."""

    dataset: Dataset
    configuration: Configuration

    @cached_property
    def dataset_hash(self) -> str:
        """Hash of what the tables hold, in whatever order, edits on top of the files included."""
        return self.dataset.content_hash or content_hash(self.dataset)

    @cached_property
    def configuration_hash(self) -> str:
        """Hash of the configuration, changes on top of the files included."""
        text = self.configuration.model_dump_json(exclude={"content_hash"})
        return self.configuration.content_hash or hashlib.sha256(text.encode()).hexdigest()

    @cached_property
    def derived(self) -> Mapping[str, Mapping[str, float]]:
        """Derived measure → candidate → value, from the partner graph."""
        return {"partner_strength": partner_strength(self.dataset)}

    @cached_property
    def possible_leads(self) -> tuple[PossibleLead, ...]:
        """Who could lead what for whom, and why."""
        return leads(self.dataset, self.configuration.services)

    @cached_property
    def strengths(self) -> Mapping[str, Strength]:
        """Candidate → its partner strength, with who contributes what."""
        return strength_breakdown(self.dataset)

    @cached_property
    def leads(self) -> tuple[Lead, ...]:
        """Partners who could lead services, from their engagements."""
        return tuple(
            Lead(partner=lead.partner, candidate=lead.candidate, service=lead.service)
            for lead in self.possible_leads
        )

    @cached_property
    def partner_capacity(self) -> Mapping[str, float]:
        """Partner → engagements it can lead per period, unknown ones as assumed."""
        return lead_capacities(self.dataset)

    def configured(self, scenario: Scenario = BASELINE) -> Configuration:
        """Return the configuration with the scenario's levers moved."""
        return configured(scenario, self.configuration)

    def scorecard(self, scenario: Scenario = BASELINE) -> Scorecard:
        """Return the scores under the scenario's weights."""
        return self._scored(self.configured(scenario))

    def problem(self, scenario: Scenario = BASELINE) -> Problem:
        """Return the problem that the scenario poses."""
        configuration = self.configured(scenario)
        return self.problem_of(scenario, configuration, self._scored(configuration))

    def problem_of(
        self, scenario: Scenario, configuration: Configuration, scorecard: Scorecard
    ) -> Problem:
        """Return the problem of a scenario under a configuration whose levers are moved already.

        Args:
            scenario: locks, horizon and continuity.
            configuration: what there is to allocate, and by which rules.
            scorecard: the scores.
        """
        return build_problem(
            self.dataset,
            scorecard,
            configuration,
            scenario,
            self.leads,
            self.partner_capacity,
        )

    @cached_property
    def _as_configured(self) -> Scorecard:
        """The scores with no lever moved."""
        return score(self.dataset, self.configuration.criteria, self.derived)

    def _scored(self, configuration: Configuration) -> Scorecard:
        """Return the scores under a configuration; made once where no criterion is moved."""
        if configuration.criteria == self.configuration.criteria:
            return self._as_configured
        return score(self.dataset, configuration.criteria, self.derived)


def open_study(
    data: Path | None = None,
    config: Path | None = None,
    as_of: str | None = None,
    evidence: Path | None = None,
) -> Study:
    """Load a dataset and a configuration; None means the bundled one.

    Args:
        data: folder of the dataset.
        config: folder of the configuration.
        as_of: day up to which what is known counts, as :func:`data.vintage.at` takes it.
        evidence: a table of evidence that is laid over the dataset; None = none.

    Raises:
        InputError: every problem of both, at once.
    """
    problems: list[InputProblem] = []
    configuration = None
    try:
        configuration = load_configuration(config or bundled_configuration_folder())
    except InputError as error:
        problems.extend(error.problems)
    try:
        dataset = load_dataset(data or bundled_dataset_folder(), configuration)
    except InputError as error:
        problems.extend(error.problems)
    if problems or configuration is None:
        raise InputError(problems)
    if evidence is not None:
        from data.laid_over import lay_evidence
        from data.wide.read import read_table

        dataset = lay_evidence(dataset, configuration, read_table(evidence))
    return Study(at(dataset, as_of), configuration)

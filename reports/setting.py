"""What a report needs besides the answer: the names of things, and what they were planned with."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from config.configuration import Configuration
from config.criteria import Kind, Measure
from config.ranges import Range
from data.dataset import Dataset
from optimizer.plan import Plan
from optimizer.problem import Problem
from optimizer.scenario import Scenario
from optimizer.study import BASELINE, Study
from optimizer.success import chances
from questions.question import inputs_of
from reports.conditions import ConditionWords
from scoring.scorecard import Scorecard

if TYPE_CHECKING:
    from questions.jobs import JobQueue

SHORT = 34
"""Letters of a name in a picture."""


@dataclass(frozen=True)
class Setting:
    """A study under a scenario, and the plan that the question is about."""

    study: Study
    scenario: Scenario = BASELINE
    plan: Plan | None = None
    """The plan that the question is about; None where it is about none, or none is known."""
    queue: "JobQueue | None" = None
    """Keeps problems and scores for everybody; None = they are made here."""
    edits: int = 0
    """Ratings that somebody edited, and that only they see."""

    @property
    def dataset(self) -> Dataset:
        """The tables."""
        return self.study.dataset

    @cached_property
    def configuration(self) -> Configuration:
        """The configuration with the levers moved."""
        return self.study.configured(self.scenario)

    @property
    def kinds(self) -> Mapping[str, Kind]:
        """Kind → what it is, in configured order."""
        return self.configuration.criteria.kinds

    @property
    def measures(self) -> Mapping[str, Measure]:
        """Measure → what it is."""
        return self.configuration.criteria.measures

    @cached_property
    def problem(self) -> Problem:
        """The problem that the scenario poses."""
        if self.queue is None:
            return self.study.problem(self.scenario)
        return self.queue.problem(self.study, self.scenario)

    @cached_property
    def scorecard(self) -> Scorecard:
        """The scores under the scenario's weights."""
        if self.queue is None:
            return self.study.scorecard(self.scenario)
        return self.queue.scorecard(self.study, self.scenario)

    @cached_property
    def chances(self) -> dict[str, Range]:
        """Candidate → its chance of success, of kinds whose chance is told and does not count."""
        return chances(self.dataset, self.configuration, count=False)

    @property
    def inputs(self) -> dict[str, str]:
        """Hashes of what the answer is made from, and up to when, for programs."""
        found = inputs_of(self.study)
        return {
            "dataset": found.dataset,
            "config": found.configuration,
            "as_of": found.as_of,
        }

    @cached_property
    def conditions(self) -> ConditionWords:
        """What puts the conditions of the problem into words."""
        return ConditionWords(self.problem, self.scenario, self.label)

    def name(self, candidate: str) -> str:
        """Return the name of a candidate; its id where it has none, or is not known."""
        known = self.dataset.by_id.get(candidate)
        return candidate if known is None else known.name or candidate

    @cached_property
    def places(self) -> dict[str, str]:
        """Candidate → name of the country it lies in."""
        return {
            link.candidate: self.name(link.target)
            for link in self.dataset.links
            if link.relation == "in_country"
        }

    def label(self, candidate: str) -> str:
        """Return the name of a candidate with the country it lies in, where the name is silent."""
        name, place = self.name(candidate), self.places.get(candidate, "")
        return f"{name} ({place})" if place and place not in name else name

    def full_label(self, candidate: str) -> str:
        """Return the name of a candidate, its kind and the country it lies in, as lists show it."""
        kind, name = self.kind(candidate), self.name(candidate)
        what = self.kinds[kind].singular.lower() if kind else "not known"
        place = self.places.get(candidate, "")
        return f"{name} ({what}{f', {place}' if place and place not in name else ''})"

    @cached_property
    def candidates(self) -> tuple[str, ...]:
        """Every candidate: kinds in configured order, names in alphabetical order."""
        order = {kind: place for place, kind in enumerate(self.kinds)}
        return tuple(
            sorted(
                self.dataset.by_id,
                key=lambda one: (order[self.kind(one)], self.name(one).casefold(), one),
            )
        )

    @cached_property
    def order(self) -> dict[str, int]:
        """Candidate → its place among :attr:`candidates`."""
        return {one: place for place, one in enumerate(self.candidates)}

    def short(self, candidate: str) -> str:
        """Return the label of a candidate as pictures write it: long names cut, not their place."""
        name, place = self.name(candidate), self.places.get(candidate, "")
        shown = name if len(name) <= SHORT else f"{name[: SHORT - 1].rstrip()}…"
        return f"{shown} ({place})" if place and place not in shown else shown

    def kind(self, candidate: str) -> str:
        """Return the kind of a candidate; blank where it is not known."""
        known = self.dataset.by_id.get(candidate)
        return "" if known is None else known.kind

    def who(self, candidate: str) -> Mapping[str, str]:
        """Return what rows say of a candidate: its id, label, kind and region."""
        known = self.dataset.by_id[candidate]
        return {
            "id": candidate,
            "label": self.label(candidate),
            "kind": known.kind,
            "kind_label": self.kinds[known.kind].singular,
            "region": known.region,
        }

    @cached_property
    def periods(self) -> dict[str, str]:
        """Half-year → what it is called, the first one first."""
        return {one.id: one.label or one.id for one in self.problem.periods}

    @cached_property
    def half_years(self) -> dict[str, str]:
        """Half-year → what it is called, those that are not planned as well."""
        periods = self.study.configuration.capacity.periods
        return {one.id: one.label or one.id for one in periods}

    @cached_property
    def _sources(self) -> dict[str, str]:
        return {source.id: source.title for source in self.dataset.sources}

    def source(self, name: str) -> str:
        """Return the title of a source; its id where it is not known."""
        return self._sources.get(name, name)

    def labels(self, candidates: Iterable[str]) -> tuple[str, ...]:
        """Return the labels of candidates, each once."""
        return tuple(dict.fromkeys(map(self.label, candidates)))

    def partners(self, names: Iterable[str]) -> tuple[str, ...]:
        """Return the names of partners."""
        return tuple(map(self.partner, names))

    def measure(self, name: str) -> str:
        """Return the label of a measure."""
        known = self.measures.get(name)
        return name if known is None else known.label

    def service(self, name: str | None) -> str:
        """Return the label of a service; that none is named where none is."""
        if name is None:
            return "not named"
        known = self.configuration.services.ways.get(
            name
        ) or self.configuration.services.services.get(name)
        return name.replace("_", " ") if known is None else known.label

    @cached_property
    def _partners(self) -> dict[str, str]:
        return {partner.id: partner.name for partner in self.dataset.partners}

    def partner(self, name: str) -> str:
        """Return the name of a partner."""
        return self._partners.get(name, name)

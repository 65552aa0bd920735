"""Who else is there? What is worked out about partners without any plan, each by its own name."""

from collections.abc import Mapping
from typing import ClassVar

from ecosystem.brokers import Broker, brokers
from ecosystem.cover import Cover, smallest_cover
from ecosystem.dependence import CutPartner, Dependence, cut_partners, dependences
from ecosystem.ego import Ego, ego
from ecosystem.gaps import Gap, gaps
from ecosystem.groups import Groups, groups
from ecosystem.lanes import Lanes, lanes
from ecosystem.matrix import Matrix, matrix
from ecosystem.neighbours import Neighbour, whom_to_ask
from ecosystem.overlap import (
    OverlapIndex,
    PlannedOverlap,
    SharedWork,
    overlap_indices,
    planned_overlaps,
    shared_work,
)
from ecosystem.overview import Overview, overview
from ecosystem.similarity import SimilarPair, similar_partners
from ecosystem.strength import Strength, strength_breakdown
from questions.asking import Asking
from questions.question import Question, Result


class AboutFocus(Question[Result]):
    """A question about the partners of some focus areas."""

    focus: tuple[str, ...]
    """Ids."""


class OverviewQuestion(AboutFocus[Overview]):
    """How focus areas are served."""

    name: ClassVar[str] = "partners: overview"

    def work(self, asking: Asking[Overview]) -> Overview:
        """Count them by who serves them."""
        return overview(asking.study.dataset, self.focus)


class CoverQuestion(AboutFocus[Cover]):
    """The fewest partners who together reach all that can be reached."""

    name: ClassVar[str] = "partners: cover"

    def work(self, asking: Asking[Cover]) -> Cover:
        """Look for them."""
        return smallest_cover(asking.study.dataset, self.focus)


class DependenceQuestion(AboutFocus[tuple[Dependence, ...]]):
    """What focus areas lose with each partner."""

    name: ClassVar[str] = "partners: dependence"

    def work(self, asking: Asking[tuple[Dependence, ...]]) -> tuple[Dependence, ...]:
        """Take each away in turn."""
        return dependences(asking.study.dataset, self.focus)


class CutPartnersQuestion(Question[tuple[CutPartner, ...]]):
    """Partners who hold parts of the whole network together."""

    name: ClassVar[str] = "partners: cut"

    def work(self, asking: Asking[tuple[CutPartner, ...]]) -> tuple[CutPartner, ...]:
        """Look for them."""
        return cut_partners(asking.study.dataset)


class BrokersQuestion(Question[tuple[Broker, ...]]):
    """Who bridges regions and themes."""

    name: ClassVar[str] = "partners: brokers"

    def work(self, asking: Asking[tuple[Broker, ...]]) -> tuple[Broker, ...]:
        """Follow the shortest connections."""
        return brokers(asking.study.dataset)


class GroupsQuestion(Question[Groups]):
    """Groups of partners that could be convened."""

    name: ClassVar[str] = "partners: groups"

    def work(self, asking: Asking[Groups]) -> Groups:
        """Look for those who work around the same candidates."""
        return groups(asking.study.dataset)


class MatrixQuestion(AboutFocus[Matrix]):
    """Which partner does how much for which focus area."""

    name: ClassVar[str] = "partners: matrix"
    most: int
    """Partners at most."""

    def work(self, asking: Asking[Matrix]) -> Matrix:
        """Fill in the matrix."""
        return matrix(asking.study.dataset, self.focus, most=self.most)


class SharedWorkQuestion(AboutFocus[tuple[SharedWork, ...]]):
    """What several partners do in the same place."""

    name: ClassVar[str] = "partners: shared work"

    def work(self, asking: Asking[tuple[SharedWork, ...]]) -> tuple[SharedWork, ...]:
        """Look for it."""
        return shared_work(asking.study.dataset, self.focus)


class ServiceGapsQuestion(AboutFocus[tuple[Gap, ...]]):
    """Focus areas without a partner of their own, or without one for some service."""

    name: ClassVar[str] = "partners: gaps"

    def work(self, asking: Asking[tuple[Gap, ...]]) -> tuple[Gap, ...]:
        """Look for them."""
        study = asking.study
        return gaps(study.dataset, study.configuration.services, self.focus)


class WhomToAskQuestion(Question[tuple[Neighbour, ...]]):
    """Partners who could be asked to work on a candidate."""

    name: ClassVar[str] = "partners: whom to ask"
    candidate: str
    most: int
    """How many at most."""

    def work(self, asking: Asking[tuple[Neighbour, ...]]) -> tuple[Neighbour, ...]:
        """Look among those nearby."""
        return whom_to_ask(asking.study.dataset, self.candidate, most=self.most)


class SimilarQuestion(Question[tuple[SimilarPair, ...]]):
    """Partners whose work is for the same candidates."""

    name: ClassVar[str] = "partners: similar"
    least_common: int
    """Candidates that two must have in common."""

    def work(self, asking: Asking[tuple[SimilarPair, ...]]) -> tuple[SimilarPair, ...]:
        """Compare every two."""
        return similar_partners(asking.study.dataset, least_common=self.least_common)


class PlannedOverlapQuestion(Question[tuple[PlannedOverlap, ...]]):
    """Planned services that partners give already."""

    name: ClassVar[str] = "partners: planned overlap"
    planned: Mapping[str, tuple[str, ...]]
    """Candidate → services."""

    def work(self, asking: Asking[tuple[PlannedOverlap, ...]]) -> tuple[PlannedOverlap, ...]:
        """Look for them."""
        return planned_overlaps(asking.study.dataset, self.planned)


class OverlapQuestion(AboutFocus[tuple[OverlapIndex, ...]]):
    """How much of the effort around each focus area repeats what others do."""

    name: ClassVar[str] = "partners: overlap"

    def work(self, asking: Asking[tuple[OverlapIndex, ...]]) -> tuple[OverlapIndex, ...]:
        """Add it up."""
        return overlap_indices(asking.study.dataset, self.focus)


class LanesQuestion(AboutFocus[Lanes]):
    """Partners, places and themes, and what joins them."""

    name: ClassVar[str] = "partners: lanes"
    most: int
    """Partners at most."""

    def work(self, asking: Asking[Lanes]) -> Lanes:
        """Draw the lanes."""
        return lanes(asking.study.dataset, self.focus, most=self.most)


class EgoQuestion(Question[Ego]):
    """One partner or candidate, and who is around."""

    name: ClassVar[str] = "partners: around"
    centre: str
    rings: int
    most: int
    """Neighbours at most."""

    def work(self, asking: Asking[Ego]) -> Ego:
        """Look around."""
        return ego(asking.study.dataset, self.centre, rings=self.rings, most=self.most)


class StrengthsQuestion(Question[Mapping[str, Strength]]):
    """What the partner strength of each candidate is made of."""

    name: ClassVar[str] = "partners: strengths"

    def work(self, asking: Asking[Mapping[str, Strength]]) -> Mapping[str, Strength]:
        """Break it down."""
        return strength_breakdown(asking.study.dataset)

"""Who else is there? Partners around focus areas, and what a plan loses without one."""

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar, TypeVar

from config.base import Frozen
from data.dataset import Engagement, Partner
from ecosystem.brokers import Broker, brokers
from ecosystem.cover import Convened, Cover, smallest_cover
from ecosystem.dependence import (
    Concentration,
    CutPartner,
    Dependence,
    concentrations,
    cut_partners,
    dependences,
)
from ecosystem.doing import Doing, work_at_candidates
from ecosystem.ego import Ego, ego
from ecosystem.export import graphml, table
from ecosystem.gaps import Gap, gaps
from ecosystem.graph import focus_areas
from ecosystem.groups import Group, Groups, groups
from ecosystem.lanes import Lanes, lanes
from ecosystem.leads import Lead
from ecosystem.matrix import Matrix, MatrixCell, MatrixRow, matrix
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
from ecosystem.strength import Strength
from optimizer.dependence import PartnerLoss, most_important, partner_losses
from optimizer.plan import Plan
from optimizer.replanning import Replanned, replanned
from questions.about import AboutOtherPlans, AboutPlan
from questions.asking import Asking
from questions.question import Question, Result

Row = TypeVar("Row")
PAIRS = 200
"""Pairs of similar partners in the table of all."""
COMMON = 1.0
"""Least common effort of a pair that is called alike, in full engagements."""
ASKED = 3
"""Partners named who could be asked about one gap."""
ASKED_ONE = 8
"""Partners named who could be asked about one candidate."""


class AboutFocus(Question[Result]):
    """A question about the partners of some focus areas."""

    focus: tuple[str, ...] | None = None
    """Ids; None = the list in force."""


class Served(Frozen):
    """How focus areas are served."""

    overview: Overview
    matrix: Matrix
    """Every partner that reaches one of them."""
    gaps: tuple[Gap, ...]


class ServedQuestion(AboutFocus[Served]):
    """How are the focus areas served by partners?"""

    name: ClassVar[str] = "partners: served"

    def work(self, asking: Asking[Served]) -> Served:
        """Count who serves them, and look for what is missing."""
        dataset = asking.study.dataset
        return Served(
            overview=overview(dataset, self.focus),
            matrix=matrix(dataset, self.focus, most=len(dataset.partners)),
            gaps=gaps(dataset, asking.study.configuration.services, self.focus),
        )


class Network(Frozen):
    """What holds whatever focus areas are looked at."""

    cut_partners: tuple[CutPartner, ...]
    brokers: tuple[Broker, ...]
    groups: Groups


class NetworkQuestion(Question[Network]):
    """How does the whole network of partners hang together?"""

    name: ClassVar[str] = "partners: network"

    def work(self, asking: Asking[Network]) -> Network:
        """Look at all of it."""
        dataset = asking.study.dataset
        return Network(
            cut_partners=cut_partners(dataset), brokers=brokers(dataset), groups=groups(dataset)
        )


class Ties(Network):
    """Who holds the ecosystem together."""

    dependence: tuple[Dependence, ...]
    concentration: tuple[Concentration, ...]
    smallest_set: Cover


class TiesQuestion(AboutFocus[Ties]):
    """Whom to talk to: on whom much hangs, who bridges, whom to convene, who reaches everybody."""

    name: ClassVar[str] = "partners: ties"

    def work(self, asking: Asking[Ties]) -> Ties:
        """Take each away in turn, follow the shortest connections, and look for the fewest."""
        dataset = asking.study.dataset
        return Ties(
            **dict(asking.ask(NetworkQuestion()).result),
            dependence=dependences(dataset, self.focus),
            concentration=concentrations(dataset, self.focus),
            smallest_set=smallest_cover(dataset, self.focus),
        )


class Overlaps(Frozen):
    """Where several partners do the same, and what a plan would repeat."""

    focus: tuple[str, ...]
    """Focus areas looked at."""
    overlap: tuple[OverlapIndex, ...]
    shared_work: tuple[SharedWork, ...]
    similar_partners: tuple[SimilarPair, ...]
    """The pairs most alike, of any size."""
    alike: tuple[SimilarPair, ...]
    """Those that have at least one full engagement in common."""
    planned: tuple[PlannedOverlap, ...] | None
    """None = no plan was asked about."""


class OverlapsQuestion(AboutFocus[Overlaps]):
    """Where do several partners do the same?"""

    name: ClassVar[str] = "partners: overlaps"
    planned: Mapping[str, tuple[str, ...]] | None = None
    """Candidate → services that a plan gives it; None = no plan."""

    def work(self, asking: Asking[Overlaps]) -> Overlaps:
        """Compare every two, and the plan with all."""
        dataset = asking.study.dataset
        focus, planned = focus_areas(dataset, self.focus), self.planned
        return Overlaps(
            focus=focus,
            overlap=overlap_indices(dataset, focus),
            shared_work=shared_work(dataset, focus),
            similar_partners=similar_partners(dataset),
            alike=similar_partners(dataset, least_common=COMMON),
            planned=None if planned is None else planned_overlaps(dataset, planned),
        )


class PlannedOverlapQuestion(Question[tuple[PlannedOverlap, ...]]):
    """Which services of a plan do partners give already?"""

    name: ClassVar[str] = "partners: planned overlap"
    planned: Mapping[str, tuple[str, ...]]
    """Candidate → services."""

    @classmethod
    def of(cls, plan: Plan) -> "PlannedOverlapQuestion":
        """Return the question about a plan."""
        return cls(planned=services_of(plan))

    def work(self, asking: Asking[tuple[PlannedOverlap, ...]]) -> tuple[PlannedOverlap, ...]:
        """Look for them."""
        return planned_overlaps(asking.study.dataset, self.planned)


def services_of(plan: Plan) -> dict[str, tuple[str, ...]]:
    """Return focus area → services that a plan gives it."""
    return {line.id: line.services for line in plan.focus}


class Gaps(Frozen):
    """Focus areas without a partner of their own, or without one for some service."""

    focus: tuple[str, ...]
    """Focus areas looked at."""
    gaps: tuple[Gap, ...]
    could_be_asked: Mapping[str, tuple[Neighbour, ...]]
    """Focus area with a gap → partners, the best fit first."""


class GapsQuestion(AboutFocus[Gaps]):
    """Where is nobody on record, and who could be asked?"""

    name: ClassVar[str] = "partners: gaps"

    def work(self, asking: Asking[Gaps]) -> Gaps:
        """Look for them, and around each."""
        study = asking.study
        focus = focus_areas(study.dataset, self.focus)
        found = gaps(study.dataset, study.configuration.services, focus)
        ids = [gap.candidate for gap in found]
        near = {one: whom_to_ask(study.dataset, one, most=ASKED) for one in ids}
        return Gaps(focus=focus, gaps=found, could_be_asked=near)


class ServiceWork(Frozen):
    """Who does one service at a candidate."""

    service: str | None
    """None = the record names none."""
    partners: tuple[Doing, ...]


class AboutCandidate(Frozen):
    """The partners of one candidate."""

    id: str
    name: str
    strength: Strength | None
    """None = nothing on record."""
    work: tuple[ServiceWork, ...]
    overlap: OverlapIndex | None
    concentration: Concentration | None
    gap: Gap | None
    """None = a partner of its own, and every service that could be led is on record."""
    could_be_asked: tuple[Neighbour, ...]
    possible_leads: tuple[Lead, ...]


class CandidateQuestion(Question[AboutCandidate]):
    """Who is at one candidate, doing what, and who could be asked?"""

    name: ClassVar[str] = "partners: candidate"
    candidate: str

    def work(self, asking: Asking[AboutCandidate]) -> AboutCandidate:
        """Put together what is known of it."""
        dataset, services = asking.study.dataset, asking.study.configuration.services
        (one,) = ids = focus_areas(dataset, (self.candidate,))
        work = work_at_candidates(dataset, ids)[one]
        return AboutCandidate(
            id=one,
            name=dataset.by_id[one].name,
            strength=asking.study.strengths.get(one),
            work=tuple(ServiceWork(service=name, partners=who) for name, who in work.items()),
            overlap=_first(overlap_indices(dataset, ids)),
            concentration=_first(concentrations(dataset, ids)),
            gap=_first(gaps(dataset, services, ids)),
            could_be_asked=whom_to_ask(dataset, one, most=ASKED_ONE),
            possible_leads=tuple(
                lead for lead in asking.study.possible_leads if lead.candidate == one
            ),
        )


def _first(rows: Iterable[Row]) -> Row | None:
    return next(iter(rows), None)


class AboutPartner(Partner):
    """One partner and its place among the others."""

    engagements: tuple[Engagement, ...]
    """Strongest first."""
    dependence: Dependence | None
    """What the focus areas looked at lose with it; None = it reaches none of them."""
    broker: Broker | None
    group: Group | None
    similar: tuple[SimilarPair, ...]
    possible_leads: tuple[Lead, ...]
    focus: int
    """Focus areas looked at."""


class PartnerQuestion(AboutFocus[AboutPartner]):
    """What does one partner do, whom does it resemble, and what hangs on it?"""

    name: ClassVar[str] = "partners: partner"
    partner: str

    def work(self, asking: Asking[AboutPartner]) -> AboutPartner:
        """Put together what is known of it."""
        dataset, me = asking.study.dataset, self.partner
        rows = [row for row in dataset.engagements if row.partner == me]
        rows.sort(key=lambda row: (-row.strength, row.target, row.service or ""))
        pairs = similar_partners(dataset, most=len(dataset.partners) ** 2)
        network, hanging = asking.ask(NetworkQuestion()).result, dependences(dataset, self.focus)
        return AboutPartner(
            **dict(next(item for item in dataset.partners if item.id == me)),
            engagements=tuple(rows),
            dependence=_first(row for row in hanging if row.partner == me),
            broker=_first(row for row in network.brokers if row.partner == me),
            group=_first(row for row in network.groups.groups if me in row.partners),
            similar=tuple(pair for pair in pairs if me in (pair.first, pair.second)),
            possible_leads=tuple(
                lead for lead in asking.study.possible_leads if lead.partner == me
            ),
            focus=len(focus_areas(dataset, self.focus)),
        )


class LanesQuestion(AboutFocus[Lanes]):
    """Which partners join which places and themes?"""

    name: ClassVar[str] = "partners: lanes"
    most: int
    """Partners at most."""

    def work(self, asking: Asking[Lanes]) -> Lanes:
        """Put them in three lanes."""
        return lanes(asking.study.dataset, self.focus, most=self.most)


class AroundQuestion(Question[Ego]):
    """Who is around one partner or candidate?"""

    name: ClassVar[str] = "partners: around"
    centre: str
    rings: int
    most: int
    """Neighbours in a ring at most."""

    def work(self, asking: Asking[Ego]) -> Ego:
        """Look around."""
        return ego(asking.study.dataset, self.centre, rings=self.rings, most=self.most)


class EverythingQuestion(AboutFocus[Mapping[str, Any]]):
    """Every measure of the network, for other programs: file name → DataFrame."""

    name: ClassVar[str] = "partners: everything"

    def work(self, asking: Asking[Mapping[str, Any]]) -> Mapping[str, Any]:
        """Work out each."""
        study = asking.study
        dataset = study.dataset
        ties = asking.ask(TiesQuestion(focus=self.focus)).result
        served = asking.ask(ServedQuestion(focus=self.focus)).result
        return {
            "strength": table(study.strengths.values(), Strength),
            "shared_work": table(shared_work(dataset), SharedWork),
            "overlap": table(overlap_indices(dataset, self.focus), OverlapIndex),
            "similar_partners": table(similar_partners(dataset, most=PAIRS), SimilarPair),
            "gaps": table(served.gaps, Gap),
            "dependence": table(ties.dependence, Dependence),
            "concentration": table(ties.concentration, Concentration),
            "cut_partners": table(ties.cut_partners, CutPartner),
            "brokers": table(ties.brokers, Broker),
            "groups": table(ties.groups.groups, Group),
            "smallest_set": table(ties.smallest_set.partners, Convened),
            "possible_leads": table(study.possible_leads, Lead),
            "focus_areas": table(served.matrix.rows, MatrixRow),
            "focus_areas_by_partner": table(served.matrix.cells, MatrixCell),
        }


class GraphQuestion(Question[bytes]):
    """The whole network as GraphML, for other programs."""

    name: ClassVar[str] = "partners: graph"

    def work(self, asking: Asking[bytes]) -> bytes:
        """Write it."""
        return graphml(asking.study.dataset)


class WithoutPartner(Frozen):
    """What goes with a partner."""

    loss: PartnerLoss
    """Of the plan as it stands."""
    anew: Replanned | None
    """The best plans with and without; None where no plan without meets all conditions."""


class WithoutQuestion(AboutOtherPlans[WithoutPartner]):
    """What does the plan lose with one partner?"""

    name: ClassVar[str] = "without partner"

    partner: str
    """Id."""

    def work(self, asking: Asking[WithoutPartner]) -> WithoutPartner:
        """Keep what can be kept of the plan, then plan anew from there."""
        loss, anew = replanned(
            asking.study,
            self.known_plan(asking),
            self.partner,
            self.scenario,
            effort=self.effort,
            stop=asking.stop,
        )
        return WithoutPartner(loss=loss, anew=anew)


class LossesQuestion(AboutPlan[tuple[PartnerLoss, ...]]):
    """What does the plan lose with each partner that it leans on? The greatest loss first."""

    name: ClassVar[str] = "partner losses"

    most: int | None = 8
    """Partners looked at; None = all."""

    def work(self, asking: Asking[tuple[PartnerLoss, ...]]) -> tuple[PartnerLoss, ...]:
        """Take each of them away in turn."""
        plan = self.known_plan(asking)
        most = len(asking.study.dataset.partners) if self.most is None else self.most
        return partner_losses(
            asking.study,
            plan,
            most_important(asking.study, plan, most),
            self.scenario,
            stop=asking.stop,
            progress=lambda done, total: asking.progress(done, total, "partners"),
        )

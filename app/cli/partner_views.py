"""What is put together for one candidate, one partner, or a plan without one: values, no words."""

from app.cli.output import working_on
from app.cli.partner_asking import Seen
from app.cli.solving import searching
from config.base import Frozen
from data.dataset import Engagement
from ecosystem.brokers import Broker, brokers
from ecosystem.dependence import Concentration, Dependence, concentrations, dependences
from ecosystem.doing import Doing, work_at_candidates
from ecosystem.gaps import Gap, gaps
from ecosystem.groups import Group, groups
from ecosystem.leads import Lead, leads
from ecosystem.neighbours import Neighbour, whom_to_ask
from ecosystem.overlap import OverlapIndex, overlap_indices
from ecosystem.similarity import SimilarPair, similar_partners
from ecosystem.strength import Strength, strength_breakdown
from optimizer.dependence import PartnerLoss
from questions.partners import LossesQuestion, WithoutPartner, WithoutQuestion
from questions.question import NothingYetError, Question, Result

LOOKED_AT = 10
"""Partners whose loss is worked out in a plan."""
ASKED = 8
"""Partners named who could be asked."""


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


class AboutPartner(Frozen):
    """One partner and its place among the others."""

    id: str
    name: str
    type: str
    capacity: float | None
    """Engagements it can lead in a period; None = not on record."""
    engagements: tuple[Engagement, ...]
    """Strongest first."""
    dependence: Dependence | None
    """What the focus areas looked at lose with it; None = it reaches none of them."""
    broker: Broker | None
    group: Group | None
    similar: tuple[SimilarPair, ...]
    possible_leads: tuple[Lead, ...]


def one_candidate(seen: Seen) -> AboutCandidate:
    """Return the partners of the candidate asked about."""
    dataset, services = seen.dataset, seen.study.configuration.services
    candidate = dataset.by_id[seen.subject or ""]
    ids = (candidate.id,)
    found = work_at_candidates(dataset, ids)[candidate.id]
    return AboutCandidate(
        id=candidate.id,
        name=candidate.name,
        strength=strength_breakdown(dataset).get(candidate.id),
        work=tuple(ServiceWork(service=name, partners=who) for name, who in found.items()),
        overlap=next(iter(overlap_indices(dataset, ids)), None),
        concentration=next(iter(concentrations(dataset, ids)), None),
        gap=next(iter(gaps(dataset, services, ids)), None),
        could_be_asked=whom_to_ask(dataset, candidate.id, most=ASKED),
        possible_leads=tuple(
            lead for lead in leads(dataset, services) if lead.candidate == candidate.id
        ),
    )


def one_partner(seen: Seen) -> AboutPartner:
    """Return the partner asked about."""
    dataset = seen.dataset
    partner = next(item for item in dataset.partners if item.id == seen.subject)
    rows = [row for row in dataset.engagements if row.partner == partner.id]
    pairs = similar_partners(dataset, most=len(dataset.partners) ** 2)
    return AboutPartner(
        id=partner.id,
        name=partner.name,
        type=partner.type,
        capacity=partner.capacity,
        engagements=tuple(
            sorted(rows, key=lambda row: (-row.strength, row.target, row.service or ""))
        ),
        dependence=next(
            (row for row in dependences(dataset, seen.focus) if row.partner == partner.id), None
        ),
        broker=next((row for row in brokers(dataset) if row.partner == partner.id), None),
        group=next((row for row in groups(dataset).groups if partner.id in row.partners), None),
        similar=tuple(pair for pair in pairs if partner.id in (pair.first, pair.second)),
        possible_leads=tuple(
            lead
            for lead in leads(dataset, seen.study.configuration.services)
            if lead.partner == partner.id
        ),
    )


def plan_losses(seen: Seen) -> tuple[PartnerLoss, ...]:
    """Return what the plan loses with each of the partners it leans on, the greatest first."""
    question = LossesQuestion(plan=seen.limits.plan, most=seen.most(LOOKED_AT))
    return _asked(seen, question, "Working out what the plan loses with its partners") or ()


def gone(seen: Seen) -> WithoutPartner | None:
    """Return what the plan loses with the partner asked about, as it stands and planned anew."""
    question = WithoutQuestion(plan=seen.limits.plan, partner=seen.subject or "")
    return _asked(seen, question, "Planning anew without the partner")


def _asked(seen: Seen, question: Question[Result], what: str) -> Result | None:
    """Return the result of a question; None when the work was ended before there was any."""
    with (
        searching(seen.limits) as search,
        working_on(f"{what} (Ctrl-C: the best so far)") as told,
    ):
        try:
            return seen.queue.answer(seen.study, question, stop=search.stop, progress=told).result
        except NothingYetError:
            return None

"""Dependence: what hangs on one partner.

Symbols: r_pi reach of partner p to focus area i (0..1, :mod:`ecosystem.reach`), F the focus areas.

- **left alone** by p: the i ∈ F with r_pi > 0 and no other partner of positive reach; and, more
  narrowly, those where p is the only one with an engagement of its own.
- **loss** of p: Σ_{i∈F} (strength_i − strength_i without p), in units of strength: 1 = one focus
  area falling from a complete ecosystem to none. Exact, since partners' reaches are independent.
- **concentration** of i: the Herfindahl index H_i = Σ_p s_pi², s_pi = r_pi / Σ_q r_qi; 1 when one
  partner carries everything, 1/n when n partners carry equal shares. 1 / H_i is the number of
  equally strong partners that would be as concentrated (Hirschman 1945; Herfindahl 1950; the
  inverse is the Hill number of order 2, Hill 1973, *Ecology* 54, 427-432).
- **cut partner**: an articulation point of the graph of work (:func:`ecosystem.graph.work`): when
  it goes, the network falls into more pieces (Hopcroft & Tarjan 1973, *CACM* 16, 372-378).

:func:`without` is the dataset with a partner gone, for whatever must be computed again, a plan
among them.
"""

import math
from collections.abc import Iterable

import networkx as nx

from config.base import Frozen
from data.dataset import Dataset, Engagement
from ecosystem.graph import Role, focus_areas, partner_named, work
from ecosystem.reach import ASSUMED, How, Reach, ReachRules, reaches
from ecosystem.strength import losses_of


class Dependence(Frozen):
    """What the focus areas lose with one partner."""

    partner: str
    serves: tuple[str, ...]
    """Focus areas it reaches."""
    alone: tuple[str, ...]
    """Focus areas left without any partner, near or far."""
    alone_directly: tuple[str, ...]
    """Focus areas left without any partner that has an engagement of its own there."""
    loss: float
    """Strength lost, added up over the focus areas."""


class Concentration(Frozen):
    """How concentrated the work for one focus area is."""

    candidate: str
    herfindahl: float
    """1/n (n equal partners) .. 1 (one partner)."""
    effective_partners: float
    """Number of equally strong partners that would be as concentrated."""
    partners: int
    """Partners that reach it."""
    largest: str
    """The partner with the largest share; among equals the first id."""
    largest_share: float
    """Its share, 0..1."""


class CutPartner(Frozen):
    """A partner that holds parts of the network together."""

    partner: str
    pieces: tuple[tuple[str, ...], ...]
    """Candidates cut off from the largest remaining piece, by piece, the largest first."""

    @property
    def cut_off(self) -> int:
        """How many candidates are cut off."""
        return sum(len(piece) for piece in self.pieces)


def without(dataset: Dataset, *partners: str, rules: ReachRules = ASSUMED) -> Dataset:
    """Return the dataset as if the partners had gone.

    Their engagements stay on record with strength 0, a record of strength 0 is added wherever they
    reached along links, and their capacity becomes 0: we know that there is no such work any more,
    so that nothing which was known becomes missing. Every strength is then at most what it was.

    Args:
        dataset: candidates, links, partners and engagements are read.
        partners: ids of those who go.
        rules: how far they reached along links.

    Raises:
        InputError: the dataset has no such partner.
    """
    gone = {partner_named(dataset, partner).id for partner in partners}
    reached = [
        Engagement(partner=reach.partner, target=reach.candidate, strength=0.0)
        for found in reaches(dataset, rules).values()
        for reach in found
        if reach.partner in gone and reach.how not in (How.DIRECT, How.REGION)
    ]
    return dataset.but(
        partners=tuple(
            item.but(capacity=0.0) if item.id in gone else item for item in dataset.partners
        ),
        engagements=tuple(
            [row.but(strength=0.0) if row.partner in gone else row for row in dataset.engagements]
            + reached
        ),
        content_hash="",
    )


def dependences(
    dataset: Dataset, focus: Iterable[str] | None = None, rules: ReachRules = ASSUMED
) -> tuple[Dependence, ...]:
    """Return what the focus areas lose with each partner that reaches one.

    Args:
        dataset: candidates, links and engagements are read.
        focus: ids of the focus areas; None = the list in force.
        rules: attenuation along links, and what one partner closes.

    Returns:
        Those whose loss hurts most first: by focus areas left alone, then by strength lost.
    """
    found = reaches(dataset, rules)
    serves: dict[str, list[str]] = {}
    alone: dict[str, list[str]] = {}
    directly: dict[str, list[str]] = {}
    losses: dict[str, list[float]] = {}
    for area in focus_areas(dataset, focus):
        active = tuple(reach for reach in found.get(area, ()) if reach.amount > 0)
        own = [reach.partner for reach in active if reach.how is How.DIRECT]
        for reach, lost in zip(active, losses_of(active, rules), strict=True):
            serves.setdefault(reach.partner, []).append(area)
            losses.setdefault(reach.partner, []).append(lost)
            if len(active) == 1:
                alone.setdefault(reach.partner, []).append(area)
            if own == [reach.partner]:
                directly.setdefault(reach.partner, []).append(area)
    results = (
        Dependence(
            partner=partner,
            serves=tuple(areas),
            alone=tuple(alone.get(partner, ())),
            alone_directly=tuple(directly.get(partner, ())),
            loss=math.fsum(losses[partner]),
        )
        for partner, areas in serves.items()
    )
    return tuple(sorted(results, key=lambda item: (-len(item.alone), -item.loss, item.partner)))


def concentrations(
    dataset: Dataset, focus: Iterable[str] | None = None, rules: ReachRules = ASSUMED
) -> tuple[Concentration, ...]:
    """Return the concentration of every focus area that some partner reaches, greatest first."""
    found = reaches(dataset, rules)
    results = []
    for area in focus_areas(dataset, focus):
        active = [reach for reach in found.get(area, ()) if reach.amount > 0]
        if active:
            results.append(_concentration(area, active))
    return tuple(sorted(results, key=lambda item: (-item.herfindahl, item.candidate)))


def _concentration(area: str, active: list[Reach]) -> Concentration:
    total = sum(reach.amount for reach in active)
    shares = [reach.amount / total for reach in active]
    herfindahl = sum(share * share for share in shares)
    return Concentration(
        candidate=area,
        herfindahl=herfindahl,
        effective_partners=1 / herfindahl,
        partners=len(active),
        largest=active[0].partner,
        largest_share=shares[0],
    )


def cut_partners(dataset: Dataset) -> tuple[CutPartner, ...]:
    """Return the partners whose loss splits the graph of work, with the pieces that fall off.

    Returns:
        Those that cut off most candidates first.
    """
    graph = work(dataset)
    results = [
        _cut(graph, node)
        for node in nx.articulation_points(graph)
        if graph.nodes[node]["role"] == Role.PARTNER
    ]
    return tuple(sorted(results, key=lambda item: (-item.cut_off, item.partner)))


def _cut(graph: "nx.Graph[str]", partner: str) -> CutPartner:
    own = graph.subgraph(nx.node_connected_component(graph, partner) - {partner})
    pieces = [
        tuple(sorted(node for node in piece if graph.nodes[node]["role"] == Role.CANDIDATE))
        for piece in nx.connected_components(own)
    ]
    pieces.sort(key=lambda piece: (-len(piece), piece))
    return CutPartner(partner=partner, pieces=tuple(pieces[1:]))

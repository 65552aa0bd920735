"""The partner graph: who works where and on what, as typed networkx graphs.

:func:`network` is everything on record: a directed multigraph with three roles of node (partner,
candidate, service) and three roles of edge:

| edge | role | key | attributes |
|---|---|---|---|
| partner → candidate | ``engagement`` | service or ``general`` | ``strength`` 0..1, ``source`` |
| candidate → candidate | ``link`` | relation | – |
| partner → service | ``offers`` | ``offers`` | ``engagements``: how many are recorded |

An engagement across a region is an edge to each candidate that it counts for, and names the
``region``.

:func:`work` is who works where: an undirected two-role graph of partners and candidates, one edge
per pair with some recorded work. Who works for a commitment works in its country (a local member's
in both): ``weight`` = the greater of the strongest engagement with the candidate and η times the
strongest with what lies in it, 0..1 (η = ``upward`` of :mod:`ecosystem.reach`). Themes get no such
edges, since a record does not say on which of its themes somebody works for a commitment.

Engagements of strength 0 are records of *no* work and give no edge in either graph.

Nodes are named by id; a service's node is ``service:`` + its id. Nodes and edges are added in the
order of their ids, so that the order of rows changes nothing.
"""

from collections.abc import Iterable
from difflib import get_close_matches
from enum import StrEnum

import networkx as nx

from config.problems import InputError, InputProblem
from data.dataset import Candidate, Dataset, Partner
from data.tables import COMMITS_ON
from ecosystem.links import places_of
from ecosystem.reach import ASSUMED, ReachRules, direct_strengths

GENERAL = "general"
"""Stands for the service of an engagement that names none."""


class Role(StrEnum):
    """What a node or an edge of the network is."""

    PARTNER = "partner"
    CANDIDATE = "candidate"
    SERVICE = "service"
    ENGAGEMENT = "engagement"
    LINK = "link"
    OFFERS = "offers"


def service_node(service: str) -> str:
    """Return the node of a service."""
    return f"service:{service}"


def network(dataset: Dataset) -> "nx.MultiDiGraph[str]":
    """Return the network of everything on record.

    Raises:
        InputError: an id names two different things, or an engagement or a link leads nowhere.
    """
    _check(dataset)
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph(name=dataset.name)
    for partner in sorted(dataset.partners, key=lambda item: item.id):
        graph.add_node(partner.id, **_partner_columns(partner))
    for candidate in sorted(dataset.candidates, key=lambda item: item.id):
        graph.add_node(candidate.id, **_candidate_columns(candidate))
    for service in services_on_record(dataset):
        graph.add_node(service_node(service), role=Role.SERVICE.value, label=service)
    _add_links(graph, dataset)
    _add_engagements(graph, dataset)
    return graph


def work(dataset: Dataset, rules: ReachRules = ASSUMED) -> "nx.Graph[str]":
    """Return who works where: partners and candidates, with the ``weight`` of their work (0..1).

    Every partner and candidate is a node, with its ``role``, whether or not it has an edge.
    """
    graph: nx.Graph[str] = nx.Graph(name=dataset.name)
    graph.add_nodes_from(sorted(item.id for item in dataset.partners), role=Role.PARTNER.value)
    graph.add_nodes_from(sorted(item.id for item in dataset.candidates), role=Role.CANDIDATE.value)
    places = places_of(dataset)
    for partner, strengths in sorted(direct_strengths(dataset).items()):
        weights = dict(strengths)
        for candidate, strength in strengths.items():
            for place in places.get(candidate, ()):
                weights[place] = max(weights.get(place, 0.0), rules.upward * strength)
        graph.add_weighted_edges_from(
            (partner, candidate, weights[candidate])
            for candidate in sorted(weights)
            if weights[candidate] > 0
        )
    return graph


def services_on_record(dataset: Dataset) -> tuple[str, ...]:
    """Return the ids of the services that some engagement names, in order."""
    return tuple(sorted({row.service for row in dataset.engagements if row.service is not None}))


def names_of(dataset: Dataset) -> dict[str, str]:
    """Return id → name, of candidates and partners."""
    names = {item.id: item.name for item in dataset.candidates}
    return names | {item.id: item.name for item in dataset.partners}


def in_force(dataset: Dataset) -> tuple[str, ...]:
    """Return the ids of the list in force, in order."""
    return tuple(sorted(item.id for item in dataset.candidates if item.incumbent))


def focus_areas(dataset: Dataset, focus: Iterable[str] | None) -> tuple[str, ...]:
    """Return the focus areas to look at, in order: those named, or the list in force.

    Raises:
        InputError: a name is no candidate of the dataset.
    """
    if focus is None:
        return in_force(dataset)
    named = sorted(set(focus))
    unknown = [
        _unknown("candidates.csv", name, dataset.by_id)
        for name in named
        if name not in dataset.by_id
    ]
    if unknown:
        raise InputError(unknown)
    return tuple(named)


def partner_named(dataset: Dataset, partner_id: str) -> Partner:
    """Return the partner with that id.

    Raises:
        InputError: the dataset has no such partner; the message names the nearest ids.
    """
    partners = {partner.id: partner for partner in dataset.partners}
    if partner_id not in partners:
        raise InputError([_unknown("partners.csv", partner_id, partners)])
    return partners[partner_id]


def _unknown(file: str, name: str, known: Iterable[str]) -> InputProblem:
    near = get_close_matches(name, sorted(known), n=3)
    hint = f"Did you mean {' or '.join(near)}?" if near else f"Look up the ids in {file}."
    return InputProblem(
        file=file, column="id", value=name, must="the id must be one of the dataset", do=hint
    )


def _check(dataset: Dataset) -> None:
    partners = {partner.id for partner in dataset.partners}
    candidates = set(dataset.by_id)
    services = {service_node(service) for service in services_on_record(dataset)}
    twice = (partners & candidates) | ((partners | candidates) & services)
    problems = [
        InputProblem(
            file="partners.csv",
            column="id",
            value=name,
            must="an id must name one thing only, a partner, a candidate or a service",
            do="Give one of the two another id.",
        )
        for name in sorted(twice)
    ]
    targets = candidates | set(dataset.regions)
    ends: list[tuple[str, str, set[str], Iterable[str]]] = [
        ("engagements.csv", "partner", {row.partner for row in dataset.engagements}, partners),
        ("engagements.csv", "target", {row.target for row in dataset.engagements}, targets),
        ("links.csv", "candidate", {row.candidate for row in dataset.links}, candidates),
        ("links.csv", "target", {row.target for row in dataset.links}, candidates),
    ]
    problems += [
        _unknown(file, name, known).but(column=column)
        for file, column, named, known in ends
        for name in sorted(named.difference(known))
    ]
    if problems:
        raise InputError(problems)


def _partner_columns(partner: Partner) -> dict[str, str | float]:
    columns: dict[str, str | float] = {
        "role": Role.PARTNER.value,
        "label": partner.name,
        "type": partner.type,
    }
    return columns if partner.capacity is None else {**columns, "capacity": partner.capacity}


def _candidate_columns(candidate: Candidate) -> dict[str, str]:
    return {
        "role": Role.CANDIDATE.value,
        "label": candidate.name,
        "kind": candidate.kind,
        "region": candidate.region,
        "country": candidate.country,
        "status": candidate.status,
        "incumbent": candidate.columns["incumbent"],
    }


def _add_links(graph: "nx.MultiDiGraph[str]", dataset: Dataset) -> None:
    """Add the links along which partners are read."""
    for link in sorted(dataset.links, key=lambda row: (row.candidate, row.target, row.relation)):
        if link.relation == COMMITS_ON:
            continue
        graph.add_edge(link.candidate, link.target, link.relation, role=Role.LINK.value)


def _add_engagements(graph: "nx.MultiDiGraph[str]", dataset: Dataset) -> None:
    rows = sorted(
        (row for row in dataset.works if row.strength > 0),
        key=lambda row: (
            (row.partner, row.target, row.service or "", row.strength, not row.region, row.source)
        ),
    )
    strongest = {(row.partner, row.target, row.service): row for row in rows}
    offered: dict[tuple[str, str], int] = {}
    for row in strongest.values():
        graph.add_edge(
            row.partner,
            row.target,
            row.service or GENERAL,
            role=Role.ENGAGEMENT.value,
            strength=row.strength,
            source=row.source,
            **({"region": row.region} if row.region else {}),
        )
    for one in dataset.engagements:
        if one.service is not None and one.strength > 0:
            key = (one.partner, service_node(one.service))
            offered[key] = offered.get(key, 0) + 1
    for (partner, service), count in sorted(offered.items()):
        graph.add_edge(
            partner, service, Role.OFFERS.value, role=Role.OFFERS.value, engagements=count
        )

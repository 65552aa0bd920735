"""Lanes: places – partners – themes, as three columns of a picture.

An edge is the reach of a partner to a place or a theme (:mod:`ecosystem.reach`), by an engagement
of its own or by its work for commitments there; what is concluded from wholes or crossings is left
out. A commitment in focus stands for the places and themes it lies in. At most ``most`` partners
are shown, those with the greatest Σ of amounts; the others are named.

Order: places stay together by region; within that, places, partners and themes take the mean
position of their neighbours in a few sweeps, which lowers the number of crossings (the barycentre
heuristic of Sugiyama, Tagawa & Toda 1981, *IEEE Trans. SMC* 11, 109-125). Ties by label, then id.
"""

import math
from collections.abc import Iterable, Mapping
from typing import Literal

from config.base import Frozen
from data.dataset import Dataset
from ecosystem.graph import focus_areas, names_of
from ecosystem.links import places_of, themes_of
from ecosystem.reach import ASSUMED, How, Reach, ReachRules, reaches

Lane = Literal["place", "partner", "theme"]

MOST = 40
"""Most partners that a picture carries."""

SWEEPS = 4
"""Times that every lane is put in order."""

SHOWN = (How.DIRECT, How.REGION, How.PARTS)
"""Kinds of path that are drawn."""


class LaneNode(Frozen):
    """One entry of a lane."""

    id: str
    label: str
    lane: Lane
    region: str
    """Blank for partners and themes."""
    position: float
    """0 (top) .. 1 (bottom), evenly spaced within the lane."""
    amount: float
    """Σ of the amounts of its edges."""


class LaneEdge(Frozen):
    """A partner's work in a place or on a theme."""

    partner: str
    candidate: str
    amount: float
    """0..1."""
    how: How


class Lanes(Frozen):
    """Places – partners – themes."""

    nodes: tuple[LaneNode, ...]
    """Lane by lane, each from the top."""
    edges: tuple[LaneEdge, ...]
    hidden: tuple[str, ...]
    """Partners left out."""


def lanes(
    dataset: Dataset,
    focus: Iterable[str] | None = None,
    rules: ReachRules = ASSUMED,
    *,
    most: int = MOST,
) -> Lanes:
    """Return places, partners and themes in three lanes.

    Args:
        dataset: candidates, links, partners and engagements are read.
        focus: ids of the focus areas; None = the list in force.
        rules: attenuation along links.
        most: most partners to show.

    Raises:
        InputError: a name in ``focus`` is no candidate.
    """
    places, themes = _ends(dataset, focus_areas(dataset, focus))
    found = reaches(dataset, rules)
    rows = [
        reach
        for end in (*places, *themes)
        for reach in found.get(end, ())
        if reach.how in SHOWN and reach.amount > 0
    ]
    totals: dict[str, float] = {}
    for row in sorted(rows, key=lambda row: (row.partner, row.candidate)):
        totals[row.partner] = totals.get(row.partner, 0.0) + row.amount
    ranked = sorted(totals, key=lambda partner: (-totals[partner], partner))
    kept = set(ranked[:most])
    edges = [row for row in rows if row.partner in kept]
    return Lanes(
        nodes=_nodes(dataset, _ordered(dataset, places, themes, edges), edges),
        edges=tuple(
            LaneEdge(partner=row.partner, candidate=row.candidate, amount=row.amount, how=row.how)
            for row in sorted(edges, key=lambda row: (row.partner, row.candidate))
        ),
        hidden=tuple(sorted(ranked[most:])),
    )


def _ends(dataset: Dataset, areas: Iterable[str]) -> tuple[list[str], list[str]]:
    """Return the places and the themes that the focus areas are, or lie in.

    What is on no theme, and has neither region nor country, nor anything that lies in it, is
    neither.
    """
    on, within = themes_of(dataset), places_of(dataset)
    somewhere = {one.id for one in dataset.candidates if one.region or one.country}
    somewhere.update(place for found in within.values() for place in found)
    places: set[str] = set()
    themes: set[str] = set()
    for area in areas:
        themes.update(on.get(area, ()))
        if area not in on:
            places.update({area} & somewhere)
        elif area not in on[area]:
            places.update(within.get(area, ()))
    return sorted(places), sorted(themes)


def _ordered(
    dataset: Dataset, places: list[str], themes: list[str], edges: list[Reach]
) -> dict[Lane, list[str]]:
    """Return the ids of every lane, from the top."""
    label = names_of(dataset)
    region = {item.id: item.region for item in dataset.candidates}
    partners = sorted({edge.partner for edge in edges}, key=lambda one: (label.get(one, ""), one))
    order: dict[Lane, list[str]] = {
        "place": sorted(places, key=lambda one: (region[one], label[one], one)),
        "partner": partners,
        "theme": sorted(themes, key=lambda one: (label[one], one)),
    }
    around: dict[str, dict[str, float]] = {}
    for edge in edges:
        around.setdefault(edge.partner, {})[edge.candidate] = edge.amount
        around.setdefault(edge.candidate, {})[edge.partner] = edge.amount
    lane_order: tuple[Lane, ...] = ("partner", "place", "theme")
    for _ in range(SWEEPS):
        for lane in lane_order:
            mean = _barycentres(order, around)
            keys = {
                one: (region.get(one, ""), mean[one], label.get(one, ""), one)
                for one in order[lane]
            }
            order[lane] = sorted(order[lane], key=keys.__getitem__)
    return order


def _positions(order: Mapping[Lane, list[str]]) -> dict[str, float]:
    """Return id → 0 (top) .. 1 (bottom) within its lane."""
    return {
        one: place / max(len(ids) - 1, 1) for ids in order.values() for place, one in enumerate(ids)
    }


def _barycentres(
    order: Mapping[Lane, list[str]], around: Mapping[str, Mapping[str, float]]
) -> dict[str, float]:
    """Return id → mean position of its neighbours, or its own where it has none."""
    at = _positions(order)
    found = dict(at)
    for one, neighbours in around.items():
        total = math.fsum(neighbours.values())
        found[one] = math.fsum(at[other] * amount for other, amount in neighbours.items()) / total
    return found


def _nodes(
    dataset: Dataset, order: Mapping[Lane, list[str]], edges: list[Reach]
) -> tuple[LaneNode, ...]:
    label = names_of(dataset)
    region = {item.id: item.region for item in dataset.candidates}
    amounts: dict[str, list[float]] = {}
    for edge in edges:
        amounts.setdefault(edge.partner, []).append(edge.amount)
        amounts.setdefault(edge.candidate, []).append(edge.amount)
    at = _positions(order)
    lane_order: tuple[Lane, ...] = ("place", "partner", "theme")
    return tuple(
        LaneNode(
            id=one,
            label=label.get(one, one),
            lane=lane,
            region=region.get(one, ""),
            position=at[one],
            amount=math.fsum(amounts.get(one, ())),
        )
        for lane in lane_order
        for one in order[lane]
    )

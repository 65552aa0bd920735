"""Overview: the partners of a dataset in figures, and how well the focus areas are served."""

from collections import Counter
from collections.abc import Iterable, Mapping

from config.base import Frozen
from data.dataset import Dataset
from ecosystem.gaps import Served, served_by
from ecosystem.graph import focus_areas
from ecosystem.reach import ASSUMED, ReachRules, reaches


class Overview(Frozen):
    """The partners of a dataset in figures."""

    partners: int
    without_work: tuple[str, ...]
    """Partners with no engagement of strength above 0."""
    unknown_capacity: int
    """Partners whose capacity is not on record."""
    types: Mapping[str, int]
    """Type of partner → how many, the most frequent first."""
    engagements: int
    """Rows of strength above 0."""
    unknown_service: int
    """Those of them that name no service."""
    focus: int
    """Focus areas looked at."""
    served: Mapping[Served, tuple[str, ...]]
    """How they are served → their ids; every way is there."""


def overview(
    dataset: Dataset, focus: Iterable[str] | None = None, rules: ReachRules = ASSUMED
) -> Overview:
    """Return the partners of a dataset in figures.

    Args:
        dataset: candidates, links, partners and engagements are read.
        focus: ids of the focus areas; None = the list in force.
        rules: attenuation along links.

    Raises:
        InputError: a name in ``focus`` is no candidate.
    """
    areas = focus_areas(dataset, focus)
    found = reaches(dataset, rules)
    served: dict[Served, list[str]] = {way: [] for way in Served}
    for area in areas:
        served[served_by(found.get(area, ()))].append(area)
    active = [row for row in dataset.engagements if row.strength > 0]
    busy = {row.partner for row in active}
    types = Counter(partner.type for partner in dataset.partners)
    return Overview(
        partners=len(dataset.partners),
        without_work=tuple(sorted(item.id for item in dataset.partners if item.id not in busy)),
        unknown_capacity=sum(partner.capacity is None for partner in dataset.partners),
        types={kind: types[kind] for kind in sorted(types, key=lambda kind: (-types[kind], kind))},
        engagements=len(active),
        unknown_service=sum(row.service is None for row in active),
        focus=len(areas),
        served={way: tuple(ids) for way, ids in served.items()},
    )
